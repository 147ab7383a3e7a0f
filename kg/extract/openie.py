"""The open layer: what is said of two known things in words for which the vocabulary has no property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.evidence import make_claim
from kg.extract.phrases import is_passive
from kg.extract.reading import Reading
from kg.extract.syntax import HAPPEN, LIGHT, slots
from kg.extract.tree import Token
from kg.model import Claim

EMPTY = frozenset("pend be have do get let seem appear happen tend continue begin start mean compare".split())
LIGHT_VERBS = frozenset("make take give keep put come go bring use find see want need try".split())
LEAVING = frozenset("leave keep hold render".split())
SAYING = frozenset("say add state note tell report testify".split())
SKIPPED_PREPOSITIONS = frozenset(
    {
        "according_to",
        "tmod",
        "like",
        "such_as",
        "as",
        "by",
        "including",
        "compared_to",
        "compared_with",
        "unlike",
        "than",
        "per",
    }
)


def extract_open(reading: Reading, used: set[tuple[int, str, str]], goals: Iterable[int]) -> Iterator[Claim]:
    """Yields relations between named or typed things that no other extractor took from the same verb.

    `used` holds (sentence start, subject, object) of the claims already made; `goals` the heads of clauses told as
    goals.
    """
    taken = reading.cues | set(reading.event_at) | set(goals)
    for verb in reading.doc:
        if verb.pos_ != "VERB" or not reading.in_prose(verb.i) or verb.lemma_ in EMPTY or verb.i in taken:
            continue
        start = reading.sentence(verb.i).start
        for left, right, slot in _related(verb, reading):
            if (start, left, right) not in used and (start, right, left) not in used:
                words = phrase(verb, slot, whole=True)
                yield make_claim(reading, verb, left, "relation", object=right, rule="open", predicate_text=words)


def _related(verb: Token, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yields subject, object and the object's slot of the pairs of chains that a verb relates."""
    around = dict(slots(verb))
    carried = (t.i in reading.event_at for s in ("obj", "nsubj") for t in around.get(s, []))
    if verb.lemma_ in LIGHT | HAPPEN and any(carried):
        return  # "plan a strike", "the strike began": the event has these arguments
    passive = around.get("obj", []) if is_passive(verb) else []
    for given in [c for c in verb.children if c.dep_ == "obj"][:-1]:
        around["obj"] = [t for t in around["obj"] if t is not given]  # "made Jo Park an offer": the last is made
    for subject in around.get("nsubj") or passive:
        left = _known(subject, reading)
        for slot, fillers in sorted(around.items()) if left else ():
            for filler in fillers if _is_object(slot) and subject not in fillers else []:
                right = _known(filler, reading)
                if left and right and right != left and _worth(verb, left, right, slot, reading):
                    yield left, right, slot


def is_left_so(verb: Token) -> bool:
    """True for "left a man wounded", "kept the town without water": what happens to the object is not the verb's."""
    found = [c for c in verb.children if c.dep_ == "obj"]
    states = {c.dep_ for c in verb.children if c.i > verb.i}
    return "xcomp" in states or any(c.dep_ == "acl" and c.tag_ in ("VBN", "VBG") for t in found for c in t.children)


def _is_object(slot: str) -> bool:
    name, _, preposition = slot.partition(":")
    return name == "obj" or (name == "obl" and preposition not in SKIPPED_PREPOSITIONS)


def _known(token: Token, reading: Reading) -> str | None:
    chain, amount = reading.chain(token), reading.amount_at.get(token.i)
    if amount is not None and amount.head == token.i and amount.quantity.unit == "percent":
        return None  # "rose 5 per cent"
    return chain if chain and reading.types.get(chain) else None


def _worth(verb: Token, left: str, right: str, slot: str, reading: Reading) -> bool:
    """Two named things always; else a named one and one that is described, the object of a verb that says something."""
    named = [c in reading.named or c.startswith("e") for c in (left, right)]
    if verb.lemma_ in SAYING and (slot == "obj" or any(c.lower_ == "as" for c in verb.children)):
        return False  # what is said stands in statements
    if slot == "obj" and verb.lemma_ in LEAVING and is_left_so(verb):
        return False
    if right not in reading.named and reading.types[right] == "Place" and slot != "obj":
        return False  # "stood in the doorway"
    if left not in reading.named and left not in reading.owned and reading.types[left] == "Place":
        return False  # a place that nobody names does nothing
    vague = [reading.types[c] == "Topic" and not n for c, n in zip((left, right), named, strict=True)]
    if all(named):
        return True
    if not any(named) or vague[0] or verb.lemma_ in LIGHT_VERBS:
        return False
    return not vague[1] or (slot == "obj" and (right in reading.owned or len(reading.names.get(right, "").split()) > 1))


def phrase(verb: Token, slot: str, *, whole: bool = False) -> str:
    """The words of a relation: auxiliaries out, particles and preposition in, "led by" for a passive; the noun that is
    the object, too, if `whole` or if the verb is light: "take place at", "wreak havoc on".
    """
    particles = [c.lower_ for c in verb.children if c.dep_ == "compound:prt"]
    preposition = slot.partition(":")[2].replace("_", " ").replace("tmod", "")
    lemma = verb.lemma_.lower()
    copular = any(c.dep_ == "cop" for c in verb.children) and verb.pos_ != "VERB"
    words = ["be"] if copular else [verb.lower_ if is_passive(verb) else lemma, *particles]
    if preposition and not is_passive(verb):
        nouns = [c for c in verb.children if c.dep_ == "obj" and c.pos_ == "NOUN"][-1:]
        words += [c.lower_ for c in nouns if whole or (lemma in LIGHT_VERBS and not c.children)]
    return " ".join(w for w in (*words, preposition) if w)
