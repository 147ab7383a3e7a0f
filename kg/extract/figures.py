"""Amounts that no role and no relation took: told of the event, or of the subject, whose clause they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.asides import is_aside, is_count, noun_of, unit_of
from kg.extract.dates import PARTS_OF_TIME
from kg.extract.evidence import amount_claim
from kg.extract.openie import LEAVING, LIGHT_VERBS, is_left_so, phrase
from kg.extract.phrases import TRANSPARENT, clause, effective, is_verbal, preposition
from kg.extract.quantities import ASPECTS, LENGTHS
from kg.extract.reading import AmountMention, Reading
from kg.extract.stance import presupposed
from kg.extract.syntax import OBJECT_CONTROL, slots
from kg.extract.tree import Token
from kg.model import Claim

CLAUSES = ("acl:relcl", "parataxis", "ROOT", "ccomp", "advcl", "conj")
MEASURING = frozenset({"", "of", "with", "by"})  # before a number that counts what an event is about
WAYS = frozenset("up down worth higher lower above below ahead behind short away more less fewer".split())
BALLOTS = frozenset("item vote ballot percent point".split())
# What is measured of a whole country or town, and needs no owner: "inflation fell to 3%".
INDICATORS = frozenset(
    "inflation unemployment employment turnout temperature export import gdp output price euro dollar yen pound".split()
)
STEPS = 6  # words from an amount up to the event that it measures


def extract_figures(reading: Reading, used: set[int], goals: Iterable[int]) -> Iterator[Claim]:
    """Yields kg:quantity claims. `used` holds the offsets of amounts that other claims state; `goals` the heads of
    goals' clauses.
    """
    told = {t.i for head in goals for t in reading.doc[head].subtree}
    for amount in reading.amounts:
        if amount.head in told or is_aside(amount, reading):
            continue
        if reading.span(amount.start, amount.end).start in used or not _tells(amount, reading):
            continue
        found = _measured(amount, reading)
        if found:
            chain, at, words = found
            own = (
                at.i in reading.event_at and at.pos_ == "NOUN" and amount.head < at.i
            )  # "no one saw the two-day strike"
            stance = presupposed(at, reading) if own else None
            yield amount_claim(
                reading, at, chain, "quantity", amount, rule="quantity", stance=stance, predicate_text=words
            )


def _measured(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """What an amount measures, as a chain, the word that says so, and the words between the two."""
    share = amount.quantity.unit == "percent" and reading.doc[amount.head].head.i != amount.counted
    if amount.counted is not None and amount.counted in reading.event_at and not share:
        chain = reading.chains.get(amount.counted)  # "two main demands": events count themselves
        return (chain, reading.doc[amount.counted], "") if chain else None
    head = reading.doc[amount.head]
    above = _owner_of(head, reading) or _event_above(amount, reading)
    return above or _vote_of(amount, reading) or _subject_of(amount, reading)


def _tells(amount: AmountMention, reading: Reading) -> bool:
    """False for bare numbers, but for those of a vote ("won the election by 2,654 to 2,131") or the force of a
    disaster.
    """
    if amount.quantity.unit != "item":
        reach = amount.quantity.unit in PARTS_OF_TIME and reading.doc[max(0, amount.start - 1)].lower_ == "in"
        return (
            amount.quantity.unit != "age"
            and not reach
            and (amount.quantity.amount != 1 or amount.quantity.unit in ("percent", "USD"))
        )
    above = _event_above(amount, reading)
    strong = above is not None and reading.onto.is_a(reading.types.get(above[0], ""), "Disaster")
    return strong or (_vote_of(amount, reading) is not None and (amount.quantity.amount or 0) > 1)


def _vote_of(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """The election or vote among the arguments of the verb that an amount belongs to."""
    if amount.quantity.unit not in BALLOTS:
        return None
    verb = clause(reading.doc[amount.head])
    for token in (verb, *(t for tokens in slots(verb).values() for t in tokens)):
        event = reading.event_at.get(token.i)
        if (
            event is not None
            and any(reading.onto.is_a(event.type, t) for t in ("Election", "Vote"))
            and token.i in reading.chains
        ):
            return reading.chains[token.i], token, ""
    return None


def _event_above(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """The event that an amount modifies: "a 7.8 magnitude quake", "ordered staff back three days a week"."""
    noun, way = noun_of(amount, reading), ""
    before = preposition(noun)
    counts = is_count(amount) and noun.dep_.startswith(("obl", "nmod"))
    if (
        before == "from"
        or (counts and before not in MEASURING)
        or (before == "by" and amount.quantity.unit == "person")
    ):
        return None  # "down from $9 million"; those who did it
    start = current = reading.doc[amount.head]
    if start != noun and not is_count(amount) and noun.i not in reading.event_at and noun.dep_ not in ("obj", "nummod"):
        return None  # "resigned over the 10% bonds"
    for _ in range(STEPS):
        if current.i in reading.event_at and current != start:
            chain = reading.chains.get(current.i)
            return (chain, current, way) if chain else None
        if current.dep_ in (*CLAUSES, "nsubj", "nsubj:pass") or current.head == current or _is_purpose(current):
            return None
        if current not in (start, noun) and not (_passes(current) and not (is_count(amount) and is_verbal(current))):
            return None  # "refused to frame three men": three are not refused
        way = current.lower_ if current.lower_ in WAYS else way
        current = current.head
        if unit_of(amount) in LENGTHS and current.pos_ == "ADV" and not is_verbal(current.head):
            return None  # "a rally in Larnvik, 9 km north of the port"
    return None


def _is_purpose(verb: Token) -> bool:
    """True for the infinitive of "the decision to cut staff by 4%"."""
    return verb.dep_ == "acl" and any(c.lower_ == "to" for c in verb.children)


def _passes(token: Token) -> bool:
    """False for a noun of its own: the 18 of "charged with the killing of 18 tourists" are not those charged."""
    return token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() in ASPECTS | TRANSPARENT


def _owner_of(token: Token, reading: Reading) -> tuple[str, Token, str] | None:
    """Whose measured thing it is: "in the company's 29-year history"."""
    noun = token
    while noun.dep_ in ("compound", "nummod", "amod") and noun.head != noun:
        noun = noun.head
    for owner in slots(noun).get("nmod:poss", []):
        chain = reading.chain(owner)
        if chain and noun != token and chain in reading.named:
            return chain, noun, noun.lemma_.lower()
    return None


def _is_known(chain: str, reading: Reading) -> bool:
    """Whether a chain has a name, an owner or a type, so that a figure may be told of it."""
    return chain in reading.named or chain in reading.owned or reading.types.get(chain, "Topic") != "Topic"


def _subject_of(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """The named thing or event that is the subject of the amount's verb, with the words of the verb."""
    verb = clause(reading.doc[amount.head])
    around = slots(verb)
    places = {i for i in (amount.head, amount.counted, effective(reading.doc[amount.head]).i) if i is not None}
    above = reading.doc[amount.head].head
    measures = [above.lemma_.lower()] if above.lemma_.lower() in ASPECTS and above.pos_ == "NOUN" else []
    far = unit_of(amount) in LENGTHS and reading.doc[amount.head].dep_ == "nmod:unmarked"
    if measures or far:  # "at a depth of 18 km", "9 km off the coast"
        places.add(above.i)
    slot = next((s for s, found in around.items() if any(t.i in places for t in found)), "")
    if verb.i in places and any(c.dep_ == "cop" for c in verb.children):
        slot = "pred"  # "the centre was 33 km from the town"
    by = slot == "obl:by" and amount.quantity.unit in ("person", "item")  # no measure, but who did it
    left = slot == "obj" and verb.lemma_ in LEAVING and is_left_so(verb)  # "left 300 nurses without pay"
    worth = bool(measures) and slot == "obl:with"  # "built the firm with a value of $3 million": of what stands before
    speaks = verb.i in reading.cues  # what hangs on a word of speech belongs to what is said
    if not slot or slot == "nsubj" or by or left or worth or speaks or _is_of_noun(slot, verb, places):
        return None
    if verb.lemma_ in OBJECT_CONTROL:
        return None
    for subject in around.get("nsubj", around.get("obj", []) if slot != "obj" else []):
        chain, part = _whole(subject, reading)
        known = chain and (_is_known(chain, reading) or subject.lemma_.lower() in INDICATORS)
        if chain and known and subject.i not in places:
            noun = noun_of(amount, reading)
            of = noun.lemma_.lower() if noun.i != amount.head and noun != verb else ""  # "own" a 10% "stake"
            words = (part or _measured_subject(subject), *measures, _did(verb, slot, places), of)
            return chain, verb, " ".join(w for w in words if w)
    return None


def _is_of_noun(slot: str, verb: Token, places: set[int]) -> bool:
    """True for what belongs to the noun of "is an 11-year veteran", "was the only doctor for 900 people"."""
    inside = slot in ("compound", "amod", "appos") or slot.startswith("nmod")
    return inside and verb.i not in places and verb.pos_ in ("NOUN", "PROPN") and not preposition(verb)


def _measured_subject(subject: Token) -> str:
    """The noun that is measured, where the subject was seen through it: "shares" of Acme rose, the "number" of jobs."""
    above = subject.head
    return above.lemma_.lower() if subject.dep_ == "nmod" and above.lemma_.lower() in ("number", "share") else ""


def _did(verb: Token, slot: str, places: set[int]) -> str:
    """The words of a verb with an amount: "raise wages by", "be down" five points, "be within" 80 metres."""
    if slot == "obl:by":
        risen = [t.text if t.pos_ == "PROPN" else t.lower_ for t in slots(verb).get("obj", []) if t.i not in places]
        if risen:
            return " ".join((verb.lemma_, *risen, "by"))
    words = phrase(verb, slot if slot.startswith("obl") else "")
    first, *rest = words.split()
    if first == "be" and verb.i in places:
        return " ".join(w for w in ("be", *preposition(verb).split("_")) if w and w != "to")
    if first == "be" and verb.pos_ in ("ADJ", "ADV", "NOUN"):
        return " ".join(("be", verb.lower_, *rest))
    bare = [c for c in verb.children if c.dep_ == "obj" and c.pos_ == "NOUN" and not c.children and c.i not in places]
    light = [c.lower_ for c in bare if verb.lemma_ in LIGHT_VERBS and slot in ("obl:tmod", "obj")]
    return " ".join((first, *light, *rest))  # "took place 9 km from the coast"


def _whole(subject: Token, reading: Reading) -> tuple[str | None, str]:
    """The chain of a subject; for an aspect of something known ("the centre of the quake"), that and the aspect."""
    chain = reading.chain(subject)
    if subject.lower_ in ("that", "those", "one"):
        return None, ""  # "while those of Acme fell"
    if chain is None or (chain not in reading.named and reading.types.get(chain, "Topic") in ("Topic", "Place", "")):
        for slot in ("nmod:of", "nmod:poss"):
            for whole in slots(subject).get(slot, []):
                above = reading.chain(whole)
                if above and (above in reading.named or whole.i in reading.event_at):
                    return above, subject.lemma_.lower()
    return chain, ""


def amount_offsets(claims: list[Claim], amounts: tuple[AmountMention, ...], reading: Reading) -> set[int]:
    """The offsets of the amounts that claims state already."""
    stated = {(c.evidence[0].trigger.start, c.evidence[0].trigger.end) for c in claims if c.value is not None}
    spans = {a: reading.span(a.start, a.end) for a in amounts}
    return {s.start for s in spans.values() if (s.start, s.end) in stated}


def scoped(claims: list[Claim], reading: Reading) -> list[Claim]:
    """The claims, where the head counts of an event of several places count in the place beside them.

    "300 walked out in Leeds" speaks of Leeds alone if the walkout was in York, too; with one place it speaks of all.
    """
    told: dict[tuple[str, int], set[str]] = {}
    places: dict[str, set[str]] = {}
    for claim in claims:
        if claim.predicate == "place" and claim.object:
            places.setdefault(claim.subject, set()).add(claim.object)
            if claim.object in reading.named:
                told.setdefault((claim.subject, claim.evidence[0].sentence.start), set()).add(claim.object)
    found = []
    for claim in claims:
        beside = told.get((claim.subject, claim.evidence[0].sentence.start), set())
        if claim.predicate == "headCount" and not claim.scope and len(beside) == 1 < len(places[claim.subject]):
            claim = replace(claim, scope=min(beside))
        found.append(claim)
    return found
