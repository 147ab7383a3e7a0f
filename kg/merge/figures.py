"""Figures that are comparable: on one matter, of one stage, with the numbers that their words allow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kg.graph import statement_id
from kg.model import Claim, Evidence, Quantity

# "more than 1,900" is not said of 5,000: a bound is taken to lie within a quarter of the number it names.
REACH = Decimal("0.25")
VAGUE = 3  # ratio of the highest to the lowest number from which words name no number: "hundreds", "thousands"
LOOSE = 10
ROUNDING = Decimal("0.02")  # share by which parts may miss their sum
MAX_PARTS = 4
COUNTED_ONCE = frozenset(
    {"headCount", "jobsCut", "signatureCount", "deaths", "injuries", "workforce", "memberCount", "price"}
)
# Counts that only rise while they become known: a later, higher one supersedes, and does not contradict.
TOLLS = frozenset({"deaths", "injuries"})
_PARTIAL = re.compile(
    r"\bof (?:those|them|these|whom|which|its|their)\b|^the \d|\bmore\b(?! than)"
    r"|\b(?:another|additional|further|extra|others)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:more|others?)\b(?! than)")

Matter = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity as one sentence tells it, with the lowest and the highest number that its words allow."""

    id: str
    claim: Claim
    evidence: Evidence
    low: Decimal
    high: Decimal

    @property
    def text(self) -> str:
        """The words of the figure."""
        return self.claim.value.text if isinstance(self.claim.value, Quantity) else ""

    @property
    def vague(self) -> bool:
        """True if the words name no number."""
        return self.high >= self.low * VAGUE

    @property
    def partial(self) -> bool:
        """True if the words count a part: "about 900 of those workers", "another 9,000", "the 900", "2,000 more"."""
        return is_partial(self.text) or any(
            _MORE.match(self.evidence.sentence.text, end) for end in _ends(self.text, self.evidence.sentence.text)
        )


def _ends(words: str, text: str) -> Iterator[int]:
    """Yields where some words end in a text."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at + len(words)
        at = text.find(words, at + 1)


def is_partial(text: str) -> bool:
    """True if the words of a figure count a part."""
    return bool(_PARTIAL.search(text))


def bounds_of(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The lowest and highest number that a reader takes the words to allow."""
    told = (quantity.amount, quantity.min, quantity.max, Decimal(0))
    amount = next(n for n in told if n is not None)
    low = quantity.min if quantity.min is not None else amount - abs(amount) * REACH
    high = quantity.max if quantity.max is not None else amount + abs(amount) * REACH
    return low, high


def is_vague(quantity: Quantity) -> bool:
    """True if the words name no number: "hundreds"."""
    low, high = bounds_of(quantity)
    return high >= low * VAGUE


def agree(a: Figure, b: Figure) -> bool:
    """True if some number fits both figures."""
    return a.low <= b.high and b.low <= a.high


def compatible(a: Figure, b: Figure) -> bool:
    """True if both can hold: vague words may be said of ten times as many ("hundreds" beside 3,000), not of fewer."""
    high_a, high_b = (f.high * LOOSE if f.vague else f.high for f in (a, b))
    return a.low <= high_b and b.low <= high_a


def matters(claims: Iterable[Claim]) -> dict[Matter, list[Figure]]:
    """Figures by what they measure: subject, property, scope, measure, and stage (planned and happened are apart).

    What is counted is told by the property ("27,000 jobs", "27,000 workers"); shares and currencies are measures.
    """
    found: dict[Matter, list[Figure]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.predicate in COUNTED_ONCE:
            low, high = bounds_of(claim.value)
            unit = claim.value.unit if claim.value.unit == "percent" or claim.value.unit.isupper() else ""
            for e in claim.evidence:
                if not e.negated:
                    key = (claim.subject, claim.predicate, claim.scope or "", unit, e.modality)
                    found[key].append(Figure(statement_id(claim, e), claim, e, low, high))
    return found


def parts_of_sums(figures: Iterable[Figure]) -> set[tuple[str, str]]:
    """Pairs of figures, by id, of which one is a part of a sum that the others tell: 18,000 and 9,000 are 27,000."""
    by_number: dict[Decimal, list[str]] = defaultdict(list)
    for f in figures:
        if isinstance(f.claim.value, Quantity) and f.claim.value.amount:
            by_number[f.claim.value.amount].append(f.id)
    found: set[tuple[str, str]] = set()
    for parts, total in sums(sorted(by_number)):
        involved = [i for n in (*parts, total) for i in by_number[n]]
        found |= {pair for one, other in combinations(involved, 2) for pair in ((one, other), (other, one))}
    return found


def sums(numbers: list[Decimal]) -> Iterator[tuple[tuple[Decimal, ...], Decimal]]:
    """Yields two to four of some sorted numbers that add up to another of them, up to rounding."""
    for total in numbers:
        smaller = [n for n in numbers if 0 < n < total][-8:]
        for size in range(2, MAX_PARTS + 1):
            for parts in combinations(smaller, size):
                if abs(sum(parts) - total) <= total * ROUNDING:
                    yield parts, total
