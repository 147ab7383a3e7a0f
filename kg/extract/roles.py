"""Which words fill the roles of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.phrases import TRANSPARENT, preposition
from kg.extract.quantities import ASPECTS
from kg.extract.reading import AmountMention, Nominal, Reading
from kg.extract.syntax import Slots, gatherings, phrase_slots, slot_parts, slots
from kg.extract.tree import Token
from kg.extract.triggers import accepts

CLAUSAL = frozenset({"content"})
PLEAD = frozenset("ask urge demand call request want require implore press beg seek".split())


@dataclass(frozen=True, slots=True)
class Filler:
    """The word that fills a role, the slot it stood in, and the amount that counts it, if any."""

    role: str
    token: Token
    slot: str
    amount: AmountMention | None = None


def fill_roles(event: Nominal, reading: Reading) -> list[Filler]:
    """The fillers of an event mention's roles in the order of the lexicon; one word fills one role of a slot."""
    around = _around(event, reading)
    own = _pattern_words(event.type, reading)
    taken: set[tuple[str, int]] = set()
    found: list[Filler] = []
    for role, slot_list in reading.onto.roles(event.type).items():
        wanted = reading.onto.range(role, event.type)
        for spec in slot_list:
            slot, verb, narrowed = slot_parts(spec)
            for filler in around.get(slot, []) if verb in ("", event.lemma) else ():
                fits = _fills(filler, role, narrowed or wanted, event, reading) and not _has(found, role, slot)
                inside = (
                    event.start <= filler.i < event.end
                    and filler.lemma_.lower() in own
                    and filler.i not in reading.amount_at
                )
                if fits and (slot, filler.i) not in taken and not inside:
                    taken.add((slot, filler.i))
                    found.append(Filler(role, filler, slot, _amount(filler, reading)))
    return found


def _has(found: list[Filler], role: str, slot: str) -> bool:
    """True if a better slot filled the role: "want pay to rise" asks for the rise; who kills does not die."""
    better = {f.slot for f in found if f.role == role} - {slot}
    return bool(better) if role in CLAUSAL else slot == "nsubj" and "obj" in better


def _pattern_words(name: str, reading: Reading) -> set[str]:
    """The words inside the verb phrases of an entry ("walk off the job"): they fill no role."""
    entry = reading.onto.entries.get(name)
    return {w for p in (entry.patterns if entry else ()) if p.pos == "verb" for w in p.lemmas[1:]}


def _around(event: Nominal, reading: Reading) -> Slots:
    """The slots of a trigger, with those of the noun inside it ("raise concerns about X") and of a clause "
    "that pleads."""
    token = reading.doc[event.head]
    words = frozenset(_pattern_words(event.type, reading))
    around = phrase_slots(token, words)
    if "nmod:poss" in reading.onto.roles(event.type).get("place", ()):  # "won Chile's election"
        inner = [t for t in around.get("obj", []) if t.lemma_.lower() in words]
        around.setdefault("nmod:poss", []).extend(t for noun in inner for t in slots(noun).get("nmod:poss", []))
    for carrier in gatherings(token):
        for slot in ("obl:in", "obl:into", "obl:at", "obl:outside", "obl:through"):
            around.setdefault("obl:in", []).extend(slots(carrier).get(slot, []))
    if preposition(token) == "under":  # "the ship came under attack from two boats": the subject suffers it
        subjects = around.pop("nsubj", []) or slots(token.head).get("nsubj", [])
        around.setdefault("obj", []).extend(subjects)
        around.setdefault("nmod:by", []).extend(slots(token.head).get("obl:from", []) + around.get("nmod:from", []))
    pleas = [c for c in token.children if c.dep_ in ("acl", "acl:relcl") and c.lemma_ in PLEAD and token.pos_ == "NOUN"]
    for plea in pleas:
        for slot, target in (
            ("obj", "obl:to"),
            ("iobj", "obl:to"),
            ("xcomp", "acl:to"),
            ("ccomp", "acl:to"),
            ("obl:for", "acl:to"),
        ):
            asked = [t for t in slots(plea).get(slot, []) if slot != "xcomp" or t.pos_ == "VERB"]
            around.setdefault(target, []).extend(asked)
    for clause in (c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBG" and token.pos_ == "NOUN"):
        _add_opposed(clause, around, reading)
    return around


def _add_opposed(clause: Token, around: Slots, reading: Reading) -> None:
    """ "protests slamming X for Y", "a strike opposing Y": what the participle opposes, the noun is against."""
    names = {p.name for p in reading.onto.triggers.get(("verb", clause.lemma_.lower()), ())}
    if names & {"Criticism", "Rejection"}:
        for slot in ("obj", "obl:for", "obl:over"):
            for word in slots(clause).get(slot, []):
                agent = slot == "obj" and accepts(word, "Agent", reading)
                around.setdefault("nmod:against" if agent else "nmod:over", []).append(word)


def _fills(filler: Token, role: str, wanted: str, event: Nominal, reading: Reading) -> bool:
    if role in CLAUSAL:
        told = filler.i in reading.event_at and "concerns" in reading.onto.roles(event.type)
        named = filler.dep_ in ("obj", "nsubj:pass") and (told or "xcomp" in slots(filler.head))
        return not named and filler.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN") and not reading.in_time(filler.i)
    nominal = reading.nominal_at.get(filler.i)
    if role == "place" and (filler.lemma_ in ASPECTS or filler.lemma_ == "ground"):
        return False  # "at a depth of 9 km", "on antitrust grounds"
    if (
        role == "place"
        and filler.tag_ == "NN"
        and all(c.dep_ in ("case", "punct") for c in filler.children if c.i < filler.i)
    ):
        return False  # "four years in prison", "at sea"
    if role == "addressedTo" and nominal is not None and (nominal.kind, nominal.type) == ("named", "Place"):
        return True  # "urged India to act"
    if role == "inResponseTo" and nominal is not None and reading.onto.is_a(nominal.type, "Agent"):
        return False  # "marched against X": whom, not why
    if (
        role in reading.onto.counts(event.type)
        and filler.i in reading.amount_at
        and not accepts(filler, wanted, reading)
    ):
        return filler.pos_ in ("NOUN", "NUM", "PROPN", "SYM")
    return accepts(filler, wanted, reading)


def _amount(filler: Token, reading: Reading) -> AmountMention | None:
    """The amount of a filler: its own, or that of the measuring noun above it ("hundreds of employees")."""
    token = filler
    for _ in range(3):
        if token.i in reading.amount_at:
            return reading.amount_at[token.i]
        if (token.dep_ == "nmod" and token.head.lemma_.lower() in TRANSPARENT) or (
            token.dep_ == "nmod" and token.head.like_num
        ):
            token = token.head
        else:
            break
    apposed = (c.i for c in filler.children if c.dep_ == "appos" and c.i in reading.amount_at)
    nominal = reading.nominal_at.get(filler.i)
    aged = nominal is not None and nominal.type == "Person"  # "Jo Hall, 19", as against "writers, thousands of them"
    return next((reading.amount_at[i] for i in apposed if not aged), None)


def included_amounts(filler: Token, reading: Reading) -> Iterator[AmountMention]:
    """Yields amounts that count a part of a filler: "1,922 employees, including more than 900 in Seattle"."""
    for child in filler.subtree:
        amount = reading.amount_at.get(child.i)
        if (
            amount is not None
            and child.i == amount.head
            and child.i != filler.i
            and amount.counted != filler.i
            and _is_part(child, filler)
        ):
            yield amount


def _is_part(token: Token, filler: Token) -> bool:
    """True below "including", "with", or an absolute clause, in the phrase of the filler."""
    while token != filler and token.head != token:
        marks = {c.lower_ for c in token.children if c.dep_ in ("case", "mark")}
        if token.lower_ == "including" or marks & {"including", "with", "among"}:
            return True
        token = token.head
    return False
