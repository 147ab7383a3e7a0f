"""What the graph believes: the rank of each figure, the state and the days of each event.

Ranks follow Wikidata's: every claim stays, at most one on a matter is preferred, and its reason is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from kg.graph import Rank
from kg.merge.dates import end_of, meet
from kg.merge.figures import TOLLS, Figure, agree, matters
from kg.merge.origins import count_sources
from kg.model import Article, Claim, TimeInterval

STAGES = ("Actual", "Planned")  # of the first that has figures, one may be preferred


def rank_statements(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    interested: Mapping[str, frozenset[str]],
    origins: Mapping[str, str],
) -> dict[str, Rank]:
    """The rank of each figure that is preferred among several on one matter.

    The rule: told as fact before planned; of a toll, the newest; then what more sources agree on; then what the article
    itself or a speaker tells who is no party to the event; then the more exact; then the newer; a tie prefers none.
    Figures of a part or of one place, denied ones and vague ones ("hundreds") do not compete. `interested` holds the
    parties of each event, `origins` the origin of each article.
    """
    stages: dict[tuple[str, str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for (subject, prop, scope, unit, stage), figures in matters(claims).items():
        if not scope:
            stages[(subject, prop, unit)][stage].extend(f for f in figures if not f.partial)
    ranks: dict[str, Rank] = {}
    for (subject, *_), told in stages.items():
        figures = next((told[stage] for stage in STAGES if told.get(stage)), [])
        best = _preferred(figures, articles, interested.get(subject, frozenset()), origins)
        if best:
            ranks[best[0].id] = best[1]
    return ranks


def _preferred(
    figures: list[Figure], articles: Mapping[str, Article], parties: frozenset[str], origins: Mapping[str, str]
) -> tuple[Figure, Rank] | None:
    named = [f for f in figures if not f.vague]
    if len(figures) < 2 or not named:
        return None

    support = {
        (f.low, f.high): count_sources((g.evidence for g in figures if agree(f, g)), origins)
        for f in {(f.low, f.high): f for f in figures}.values()
    }

    def score(f: Figure) -> tuple[date, Decimal, int, bool, Decimal, date]:
        day = articles[f.evidence.article].published or date.min
        toll = (day, f.low) if f.claim.predicate in TOLLS else (date.min, Decimal(0))
        return (*toll, support[(f.low, f.high)], f.evidence.speaker not in parties, f.low - f.high, day)

    ranked = sorted(((score(f), f.id, f) for f in named), key=lambda r: r[:2], reverse=True)
    highest, _, best = ranked[0]
    if any(s == highest and f.claim.value != best.claim.value for s, _, f in ranked):
        return None
    total = count_sources((f.evidence for f in figures), origins)
    neutral = "" if best.evidence.speaker in parties else ", not told by a party to it"
    toll = "the newest count; " if best.claim.predicate in TOLLS else ""
    return best, Rank("Preferred", f"{toll}fits what {support[(best.low, best.high)]} of {total} sources tell{neutral}")


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
    """First and last day of an event and the words for them: the narrowest time that most articles' words meet."""
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
        support = {e.article for v, e in starts if meet(v, value, 1)}
        width = (end_of(value) - value.start).days if value.start else 10_000
        return len(support), -width, value.start or date.min

    best = max(dict.fromkeys(v for v, _ in starts), key=lambda v: (votes(v), v.text))
    return best.start, best.end, texts
