"""Amounts that no role and no relation took: told of the event, or of the subject, whose clause they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.dates import PARTS_OF_TIME
from kg.extract.evidence import amount_claim
from kg.extract.openie import phrase
from kg.extract.phrases import clause, effective, preposition
from kg.extract.reading import AmountMention, Reading
from kg.extract.syntax import OBJECT_CONTROL, slots
from kg.extract.tree import Token
from kg.model import Claim

ASPECTS = frozenset("depth height length width distance speed rate cost price value size weight age level".split())
AMID = frozenset({"among", "between", "of"})
STEPS = 6  # words from an amount up to the event that it measures


def extract_figures(reading: Reading, used: set[int], goals: Iterable[int]) -> Iterator[Claim]:
    """Yields kg:quantity claims. `used` holds the offsets of amounts that other claims state; `goals` the heads of
    goals' clauses.
    """
    told = {t.i for head in goals for t in reading.doc[head].subtree}
    for amount in reading.amounts:
        if amount.head in told or _is_whole(reading.doc[amount.head]):
            continue
        if reading.span(amount.start, amount.end).start in used or not _tells(amount, reading):
            continue
        found = _measured(amount, reading)
        if found:
            chain, at, words = found
            yield amount_claim(reading, at, chain, "quantity", amount, rule="quantity", predicate_text=words)


def _is_whole(token: Token) -> bool:
    """True for "one of the seven", "between the two firms", and the number of a version ("Safari 4")."""
    noun = token.head if token.dep_ == "nummod" else token
    determined = any(c.dep_ == "det" and c.lower_ in ("the", "these", "those", "both") for c in noun.children)
    if determined and noun.dep_ == "nmod" and (noun.head.lower_ in ("one", "each", "any") or preposition(noun) in AMID):
        return True
    before = token.doc[token.i - 1] if token.i else token
    return before.pos_ == "PROPN" and token.like_num and before.head == token.head


def _measured(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """What an amount measures, as a chain, the word that says so, and the words between the two."""
    if amount.counted is not None and amount.counted in reading.event_at:  # "two main demands": events count themselves
        chain = reading.chains.get(amount.counted)
        return (chain, reading.doc[amount.counted], "") if chain else None
    head = reading.doc[amount.head]
    above = _owner_of(head, reading) or _event_above(head, reading)
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
    above = _event_above(reading.doc[amount.head], reading)
    strong = above is not None and reading.onto.is_a(reading.types.get(above[0], ""), "Disaster")
    return strong or (_vote_of(amount, reading) is not None and (amount.quantity.amount or 0) > 1)


def _vote_of(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """The election or vote among the arguments of the verb that an amount belongs to."""
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


def _event_above(token: Token, reading: Reading) -> tuple[str, Token, str] | None:
    """The event that an amount modifies: "a 7.8 magnitude quake", "ordered staff back three days a week"."""
    current = token
    for _ in range(STEPS):
        if current.i in reading.event_at and current != token:
            chain = reading.chains.get(current.i)
            return (chain, current, "") if chain else None
        if current.dep_ in ("acl:relcl", "parataxis", "ROOT", "ccomp", "advcl", "conj") or current.head == current:
            return None
        if current.dep_ in ("nsubj", "nsubj:pass"):
            return None
        current = current.head
    return None


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


def _subject_of(amount: AmountMention, reading: Reading) -> tuple[str, Token, str] | None:
    """The named thing or event that is the subject of the amount's verb, with the words of the verb."""
    verb = clause(reading.doc[amount.head])
    around = slots(verb)
    places = {i for i in (amount.head, amount.counted, effective(reading.doc[amount.head]).i) if i is not None}
    above = reading.doc[amount.head].head
    measures = [above.lemma_.lower()] if above.lemma_.lower() in ASPECTS and above.pos_ == "NOUN" else []
    if measures:  # "at a depth of 18 km"
        places.add(above.i)
    slot = next((s for s, found in around.items() if any(t.i in places for t in found)), "")
    if verb.i in places and any(c.dep_ == "cop" for c in verb.children):
        slot = "pred"  # "the centre was 33 km from the town"
    by = slot == "obl:by" and amount.quantity.unit in ("person", "item")  # no measure, but who did it
    if not slot or slot == "nsubj" or by or verb.lemma_ in OBJECT_CONTROL:
        return None
    risen = [t.text.lower() for t in around.get("obj", []) if slot == "obl:by" and t.i not in places]
    for subject in around.get("nsubj", around.get("obj", []) if slot != "obj" else []):
        chain, part = _whole(subject, reading)
        known = chain and (
            chain in reading.named or chain in reading.owned or reading.types.get(chain, "Topic") != "Topic"
        )
        if chain and known and subject.i not in places:
            did = (
                " ".join((verb.lemma_, *risen, "by")) if risen else phrase(verb, slot if slot.startswith("obl") else "")
            )
            words = (part, *measures, did)
            return chain, verb, " ".join(w for w in words if w)
    return None


def _whole(subject: Token, reading: Reading) -> tuple[str | None, str]:
    """The chain of a subject; for an aspect of something known ("the centre of the quake"), that and the aspect."""
    chain = reading.chain(subject)
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
