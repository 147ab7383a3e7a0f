"""Events that are parts of another: rounds of layoffs whose numbers add up to the number of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from kg.graph import Event
from kg.merge.figures import MAX_PARTS, ROUNDING, Figure, matters
from kg.model import Claim

TRUST = Decimal("0.6")
SLACK = timedelta(days=31)  # by which a part may begin before the whole
ADDITIVE = frozenset({"jobsCut"})  # what parts have each for themselves; crowds and tolls of parts may overlap
MOST = 12  # rounds of one doer among which parts are sought


def find_parts(claims: Iterable[Claim], events: Mapping[str, Event]) -> list[Claim]:
    """Claims that an event is part of another: 18,000 jobs and 9,000 jobs of one employer are parts of his 27,000.

    The evidence is that of the numbers on both sides, with the rule "sum".
    """
    claims = list(claims)
    doers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "performedBy" and claim.object:
            doers[claim.subject].add(claim.object)
    rounds: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for (event, prop, scope, *_), figures in sorted(matters(claims).items()):
        exact = [f for f in figures if _amount(f)]
        if prop in ADDITIVE and not scope and exact and event in events:
            for doer in doers[event]:
                rounds[(events[event].type, doer)][event] = exact[0]
    found = {c.key: c for told in rounds.values() for c in _parts(told, events)}
    return [found[k] for k in sorted(found, key=str)]


def _amount(figure: Figure) -> Decimal:
    return getattr(figure.claim.value, "amount", None) or Decimal(0)


def _parts(told: Mapping[str, Figure], events: Mapping[str, Event]) -> Iterable[Claim]:
    for whole, total in told.items():
        smaller = [e for e, f in told.items() if _amount(f) < _amount(total) and _inside(events[e], events[whole])]
        for size in range(2, MAX_PARTS + 1):
            for parts in combinations(smaller[:MOST], size):
                if abs(sum(_amount(told[p]) for p in parts) - _amount(total)) <= _amount(total) * ROUNDING:
                    yield from (_part_of(p, whole, told[p], total) for p in parts)


def _inside(part: Event, whole: Event) -> bool:
    """True if nothing known of their days forbids that one is a part of the other."""
    early = part.start and whole.start and part.start < whole.start - SLACK
    late = part.start and whole.end and part.start > whole.end + SLACK
    return not (early or late)


def _part_of(part: str, whole: str, *figures: Figure) -> Claim:
    evidence = tuple(replace(f.evidence, rule="sum", confidence=TRUST) for f in figures)
    return Claim(part, "partOf", whole, None, evidence)
