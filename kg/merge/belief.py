"""What the graph believes: contradictions, the rank of each statement, the state and the days of each event.

Ranks follow Wikidata's: every claim stays, at most one on a matter is preferred, and its reason is told. Intervals
decide whether two figures can both hold: 1,922 satisfies "more than 1,900"; 20,000 and "close to 30,000" do not agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.graph import Contradiction, Rank, statement_id
from kg.model import Article, Claim, Evidence, Quantity, TimeInterval

# "more than 1,900" is not said of 5,000: a bound is taken to lie within a quarter of the number it names.
REACH = Decimal("0.25")
_PARTIAL = re.compile(r"\bof (?:those|them|these|whom|which|its|their)\b|^“[Tt]he \d|\bmore\b(?! than)")
COUNTED_ONCE = frozenset(
    {"headCount", "jobsCut", "signatureCount", "deaths", "injuries", "workforce", "memberCount", "price"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity as one sentence tells it."""

    id: str
    claim: Claim
    evidence: Evidence
    low: Decimal
    high: Decimal


def bounds_of(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The lowest and highest number that a reader takes the words to allow."""
    amount = (
        quantity.amount
        if quantity.amount is not None
        else quantity.min
        if quantity.min is not None
        else quantity.max or Decimal(0)
    )
    low = quantity.min if quantity.min is not None else amount - abs(amount) * REACH
    high = quantity.max if quantity.max is not None else amount + abs(amount) * REACH
    return low, high


def agree(a: Figure, b: Figure) -> bool:
    """True if some number fits both figures."""
    return a.low <= b.high and b.low <= a.high


def find_contradictions(claims: Iterable[Claim], names: Mapping[str, str]) -> list[Contradiction]:
    """Pairs of statements that cannot hold together, with the reason in words."""
    found: list[Contradiction] = []
    for figures in _matters(claims).values():
        found.extend(_figure_conflicts(figures))
    found.extend(_denials(claims, names))
    found.extend(_day_conflicts(claims))
    return sorted(set(found), key=lambda c: (c.first, c.second))


def _matters(claims: Iterable[Claim]) -> dict[tuple[object, ...], list[Figure]]:
    """Figures by what they measure: subject, property, scope, unit, and stage (planned and happened are apart)."""
    matters: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.predicate in COUNTED_ONCE:
            low, high = bounds_of(claim.value)
            for e in claim.evidence:
                if not e.negated:
                    figure = Figure(statement_id(claim, e), claim, e, low, high)
                    matters[(claim.subject, claim.predicate, claim.scope, claim.value.unit, e.modality)].append(figure)
    return matters


def _figure_conflicts(figures: list[Figure]) -> Iterable[Contradiction]:
    for i, a in enumerate(figures):
        for b in figures[i + 1 :]:
            if not agree(a, b) and not _part_of(a, b):
                first, second = sorted((a, b), key=lambda f: f.id)
                yield Contradiction(first.id, second.id, f"{_words(a)} and {_words(b)} cannot both be so")


def _part_of(a: Figure, b: Figure) -> bool:
    """Parts are no totals: "about 900 of those workers", "the 900", and numbers told side by side in one sentence."""
    if any(_PARTIAL.search(_words(f)) for f in (a, b)):
        return True
    return a.evidence.article == b.evidence.article and a.evidence.sentence == b.evidence.sentence


def _words(figure: Figure) -> str:
    return f"“{figure.claim.value.text}”" if isinstance(figure.claim.value, Quantity) else ""


def _denials(claims: Iterable[Claim], names: Mapping[str, str]) -> Iterable[Contradiction]:
    """A statement told as fact against the same one denied; a plan against its happening is no contradiction."""
    for claim in claims:
        said = [e for e in claim.evidence if e.modality == "Actual" and not e.negated]
        denied = [e for e in claim.evidence if e.modality == "Actual" and e.negated]
        for yes in said:
            for no in denied:
                first, second = sorted((statement_id(claim, yes), statement_id(claim, no)))
                if yes.sentence != no.sentence or yes.article != no.article:
                    yield Contradiction(
                        first, second, f"told as fact by {_who(yes, names)}, denied by {_who(no, names)}"
                    )


def _who(evidence: Evidence, names: Mapping[str, str]) -> str:
    return names.get(evidence.speaker or "", "") or "an outlet"


def _day_conflicts(claims: Iterable[Claim]) -> Iterable[Contradiction]:
    """Two single days told for the start of one event."""
    days: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for claim in claims:
        if (
            claim.predicate == "startDate"
            and isinstance(claim.value, TimeInterval)
            and claim.value.precision in ("day", "hour")
            and claim.value.start
        ):
            days[claim.subject].extend(
                (claim.value.start, statement_id(claim, e)) for e in claim.evidence if not e.negated
            )
    for rows in days.values():
        for i, (day, one) in enumerate(rows):
            for other_day, other in rows[i + 1 :]:
                if day != other_day:
                    first, second = sorted((one, other))
                    yield Contradiction(first, second, f"begins on {day.isoformat()} or on {other_day.isoformat()}")


def rank_statements(
    claims: Iterable[Claim], articles: Mapping[str, Article], interested: Mapping[str, frozenset[str]]
) -> dict[str, Rank]:
    """The rank of each figure that is preferred among several on one matter.

    The rule: told as fact before planned; then agreed on by more outlets; then told by the article itself or by a
    speaker who is no party to the event; then newer; a tie prefers none. `interested` holds the parties of each event.
    """
    ranks: dict[str, Rank] = {}
    by_subject: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for (subject, prop, *_), figures in _matters(claims).items():
        by_subject[(str(subject), str(prop))].extend(
            f for f in figures if f.evidence.modality == "Actual" and f.claim.scope is None
        )
    for (subject, _), figures in by_subject.items():
        best = _preferred(figures, articles, interested.get(subject, frozenset()))
        if best:
            ranks[best[0].id] = Rank("Preferred", best[1])
    return ranks


def _preferred(
    figures: list[Figure], articles: Mapping[str, Article], parties: frozenset[str]
) -> tuple[Figure, str] | None:
    if len(figures) < 2:
        return None

    def support(f: Figure) -> int:
        return len({articles[g.evidence.article].publisher or g.evidence.article for g in figures if agree(f, g)})

    def score(f: Figure) -> tuple[int, bool, Decimal, date]:
        exactness = -(f.high - f.low)
        return (
            support(f),
            f.evidence.speaker not in parties,
            exactness,
            articles[f.evidence.article].published or date.min,
        )

    ordered = sorted(figures, key=lambda f: (score(f), f.id), reverse=True)
    if score(ordered[0]) == score(ordered[1]) and ordered[0].claim.value != ordered[1].claim.value:
        return None
    count = support(ordered[0])
    neutral = "" if ordered[0].evidence.speaker in parties else ", not told by a party to it"
    return ordered[0], f"fits what {count} of {len({f.evidence.article for f in figures})} articles tell{neutral}"


def event_status(claims: Iterable[Claim]) -> str:
    """Occurred if anything is told of it as fact, Disputed if it is only denied, Scheduled if it is only planned."""
    evidence = [e for c in claims for e in c.evidence]
    if any(e.modality == "Actual" and not e.negated for e in evidence):
        return "Occurred"
    if any(e.modality == "Planned" and e.negated for e in evidence):
        return "Cancelled"
    if any(e.negated for e in evidence):
        return "Disputed"
    return "Scheduled" if evidence else ""


def event_days(claims: Iterable[Claim]) -> tuple[date | None, date | None, tuple[str, ...]]:
    """First and last day of an event and the words for them: the narrowest interval that most articles' words fit."""
    told = [
        (c.value, e)
        for c in claims
        if isinstance(c.value, TimeInterval)
        for e in c.evidence
        if not e.negated and c.predicate in ("startDate", "endDate")
    ]
    texts = tuple(sorted({v.text for v, _ in told}))
    starts = [(v, e) for v, e in told if v.start is not None]
    if not starts:
        ends = [v.end for v, _ in told if v.end]
        return None, max(ends, default=None), texts

    def votes(value: TimeInterval) -> tuple[int, int, date]:
        support = {e.article for v, e in starts if v.start and value.start and abs((v.start - value.start).days) <= 1}
        width = (value.end - value.start).days if value.end and value.start else 10_000
        return len(support), -width, value.start or date.min

    best = max((v for v, _ in starts), key=lambda v: (votes(v), v.text))
    return best.start, best.end, texts
