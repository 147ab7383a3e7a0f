"""Statements that cannot hold together.

Only what is told of one matter, scope and stage can contradict: 1,922 satisfies "more than 1,900"; 20,000 and "close to
30,000" do not agree. A plan and its happening are no contradiction, nor are parts and their sum, nor a toll that rises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product
from typing import TypeVar

from kg.graph import Contradiction, statement_id
from kg.merge.figures import TOLLS, Figure, compatible, matters, parts_of_sums
from kg.merge.quotes import same_words
from kg.model import Article, Claim, Evidence, TimeInterval

T = TypeVar("T")
Dated = tuple[date, str, Evidence]  # a day, the id of the statement that tells it, and where

WITNESSES = 5  # sentences on either side that are set against those on the other
VALUES = 20  # of one matter, up to which each is set against each
DOERS = frozenset({"performedBy", "participant", "organizedBy"})
SERVICE = frozenset({"holdsPosition", "worksFor", "memberOf", "employeesOf"})  # who speaks for whom
CIRCUMSTANCES = frozenset({"startDate", "endDate", "place"})


def find_contradictions(
    claims: Iterable[Claim], names: Mapping[str, str], articles: Mapping[str, Article]
) -> list[Contradiction]:
    """Pairs of statements that cannot hold together, with the reason in words; `names` are of nodes by their ids."""
    claims = list(claims)
    found: list[Contradiction] = []
    told = matters(claims)
    sums: dict[tuple[str, str], list[Figure]] = defaultdict(list)  # a part may be planned, the sum be told as fact
    for (subject, prop, *_), figures in told.items():
        sums[(subject, prop)].extend(figures)
    for (subject, prop, *_), figures in told.items():
        found.extend(_figure_conflicts(figures, parts_of_sums(sums[(subject, prop)]), articles))
    found.extend(_denials(claims, names))
    found.extend(_day_conflicts(claims))
    found.extend(_rival_speakers(claims, names))
    return sorted(set(found), key=lambda c: (c.first, c.second))


def _figure_conflicts(
    figures: list[Figure], parts: set[tuple[str, str]], articles: Mapping[str, Article]
) -> Iterable[Contradiction]:
    for a, b in _rivals(sorted(figures, key=lambda f: f.id), lambda f: (f.low, f.high)):
        if not (compatible(a, b) or (a.id, b.id) in parts or _part_of(a, b) or supersedes(a, b, articles)):
            first, second = sorted((a.id, b.id))
            one, other = sorted((a.text, b.text))  # in an order of their own: ids change with every article
            yield Contradiction(first, second, f"“{one}” and “{other}” cannot both be so")


def _rivals(told: Iterable[T], value: Callable[[T], Hashable]) -> Iterator[tuple[T, T]]:
    """Pairs that tell different values, of each value the first few: hundreds against hundreds are one quarrel.

    Where there are many values, one sentence of each is set against those that are told most, lest pairs grow with
    their square.
    """
    values: dict[Hashable, list[T]] = defaultdict(list)
    for one in told:
        values[value(one)].append(one)
    groups = list(values.values())
    if len(groups) <= VALUES:
        for left, right in combinations(groups, 2):
            yield from product(left[:WITNESSES], right[:WITNESSES])
    else:
        chief = sorted(groups, key=len, reverse=True)[:VALUES]
        yield from ((left[0], right[0]) for left in groups for right in chief if left is not right)


def _part_of(a: Figure, b: Figure) -> bool:
    """Parts are no totals, nor are numbers told side by side in one sentence; vague words of one voice are no count."""
    one_voice = a.evidence.article == b.evidence.article and a.evidence.speaker == b.evidence.speaker
    one_sentence = a.evidence.article == b.evidence.article and a.evidence.sentence == b.evidence.sentence
    return a.partial or b.partial or one_sentence or (one_voice and (a.vague or b.vague))


def supersedes(a: Figure, b: Figure, articles: Mapping[str, Article]) -> bool:
    """True if both are tolls, and the higher is not told before the lower: then it is the newer count.

    On one day two different speakers contradict each other; where a day is not known, the count may have risen.
    """
    if a.claim.predicate not in TOLLS:
        return False
    low, high = sorted((a, b), key=lambda f: f.low)
    days = [articles[f.evidence.article].published if f.evidence.article in articles else None for f in (low, high)]
    speakers = {f.evidence.speaker for f in (a, b)} - {None}
    if days[0] and days[1]:
        return days[0] < days[1] or (days[0] == days[1] and len(speakers) < 2)
    return True


def _denials(claims: Iterable[Claim], names: Mapping[str, str]) -> Iterable[Contradiction]:
    """A statement told as fact against the same one denied; a plan against its happening is no contradiction.

    Of what two sentences tell and deny of one event, who did it counts, and not its place and day besides.
    """
    seen: set[tuple[object, ...]] = set()
    for claim in sorted(claims, key=lambda c: (c.predicate not in DOERS, c.predicate in CIRCUMSTANCES, c.predicate)):
        told = [e for e in claim.evidence if e.modality == "Actual"]
        said, denied = ([e for e in told if e.negated is negated][:WITNESSES] for negated in (False, True))
        for yes, no in product(said, denied):
            matter = (claim.subject, yes.article, yes.sentence, no.article, no.sentence)
            if matter not in seen and matter[1:3] != matter[3:]:
                seen.add(matter)
                first, second = sorted((statement_id(claim, yes), statement_id(claim, no)))
                reason = f"told as fact by {_who(yes, names)}, denied by {_who(no, names)}"
                yield Contradiction(first, second, reason)


def _who(evidence: Evidence, names: Mapping[str, str]) -> str:
    return names.get(evidence.speaker or "", "") or "an outlet"


def _day_conflicts(claims: Iterable[Claim]) -> Iterable[Contradiction]:
    """Two single days told for the start of one event, at one stage: what was put off began on another day."""
    days: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for claim in claims:
        value = claim.value
        single = isinstance(value, TimeInterval) and value.precision in ("day", "hour")
        if claim.predicate == "startDate" and isinstance(value, TimeInterval) and single and value.start:
            for e in claim.evidence:
                if not e.negated and e.rule != "aligned":
                    days[(claim.subject, e.modality)].append((value.start, statement_id(claim, e), e))
    for rows in days.values():
        for (day, one, told), (other_day, other, also) in _rivals(sorted(rows, key=lambda r: r[:2]), lambda r: r[0]):
            if (told.article, told.sentence) != (also.article, also.sentence):
                first, second = sorted((one, other))
                yield Contradiction(first, second, f"begins on {day.isoformat()} or on {other_day.isoformat()}")


def _rival_speakers(claims: list[Claim], names: Mapping[str, str]) -> Iterable[Contradiction]:
    """The same words in the mouths of two speakers, of whom neither speaks for the other nor both act together."""
    serves: dict[str, set[str]] = defaultdict(set)
    acts: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate in SERVICE and claim.object:
            serves[claim.subject].add(names.get(claim.object, ""))
        elif claim.predicate == "organizedBy" and claim.object:
            acts[claim.object].add(claim.subject)
    seen: set[tuple[object, ...]] = set()
    for (one, claim), (other, also) in same_words(claims):
        if one.speaker and other.speaker and one.speaker != other.speaker and one.article != other.article:
            who = {one.speaker: _who(one, names), other.speaker: _who(other, names)}
            served = any(name in told for s in who for told in serves[s] for name in who.values())
            matter = (frozenset(who), frozenset({one.article, other.article}))
            if not served and not acts[one.speaker] & acts[other.speaker] and matter not in seen:
                seen.add(matter)
                first, second = sorted((statement_id(claim, one), statement_id(also, other)))
                yield Contradiction(first, second, f"the same words are said by {' or by '.join(sorted(who.values()))}")
