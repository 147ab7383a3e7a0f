"""Events that are parts of another: rounds of layoffs whose numbers add up to the number of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from kg.graph import Event
from kg.merge.figures import MAX_PARTS, ROUNDING
from kg.model import Claim, Evidence, Quantity

TRUST = Decimal("0.6")
SLACK = timedelta(days=31)  # by which a part may begin before the whole
JOBS = frozenset(
    {"job", "position", "role", "cut", "layoff"}
)  # units of a number of jobs that no narrower property tells
MOST = 12  # rounds of one doer among which parts are sought


@dataclass(frozen=True, slots=True)
class Round:
    """What one event counts, and where it is told."""

    number: Decimal
    evidence: Evidence


def find_parts(claims: Iterable[Claim], events: Mapping[str, Event]) -> list[Claim]:
    """Claims that an event is part of another: 18,000 jobs and 9,000 jobs of one employer are parts of his 27,000.

    Only jobs are added up: crowds and tolls of parts may overlap. The evidence is that of the numbers on both sides,
    with the rule "sum".
    """
    claims = sorted((c for c in claims if c.predicate == "performedBy" or isinstance(c.value, Quantity)), key=str)
    doers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "performedBy" and claim.object:
            doers[claim.subject].add(claim.object)
    rounds: dict[tuple[str, str], dict[str, Round]] = defaultdict(dict)
    for claim in claims:
        told = _round(claim)
        if told and claim.subject in events:
            for doer in doers[claim.subject]:
                rounds[(events[claim.subject].type, doer)].setdefault(claim.subject, told)
    found = {c.key: c for group in rounds.values() for c in _parts(group, events)}
    return [found[k] for k in sorted(found, key=str)]


def _round(claim: Claim) -> Round | None:
    value = claim.value
    if not isinstance(value, Quantity) or not value.amount or claim.scope:
        return None
    jobs = claim.predicate == "jobsCut" or (claim.predicate == "quantity" and value.unit.rpartition(" ")[2] in JOBS)
    told = [e for e in claim.evidence if not e.negated]
    return Round(value.amount, told[0]) if jobs and told else None


def _parts(told: Mapping[str, Round], events: Mapping[str, Event]) -> Iterable[Claim]:
    for whole, total in told.items():
        smaller = [e for e, r in told.items() if r.number < total.number and _inside(events[e], events[whole])]
        for size in range(2, MAX_PARTS + 1):
            for parts in combinations(smaller[:MOST], size):
                if abs(sum(told[p].number for p in parts) - total.number) <= total.number * ROUNDING:
                    yield from (_part_of(p, whole, told[p], total) for p in parts)


def _inside(part: Event, whole: Event) -> bool:
    """True if nothing known of their days forbids that one is a part of the other."""
    early = part.start and whole.start and part.start < whole.start - SLACK
    late = part.start and whole.end and part.start > whole.end + SLACK
    return not (early or late)


def _part_of(part: str, whole: str, *rounds: Round) -> Claim:
    evidence = tuple(replace(r.evidence, rule="sum", confidence=TRUST) for r in rounds)
    return Claim(part, "partOf", whole, None, evidence)
