"""Which figures are comparable, and which numbers their words allow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.merge.figures import Figure, bounds_of, sums
from kg.model import Quantity
from tests.factory import article, claim, evidence, quantity


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [(100, 100, (100, 100)), (200, 999, (200, 999)), (1900, None, (1900, 2375)), (None, 500, (375, 500))],
)
def test_an_open_bound_reaches_a_quarter_further(low: int | None, high: int | None, bounds: tuple[int, int]) -> None:
    assert bounds_of(quantity("x", low, high)) == bounds


def test_a_quantity_of_nothing_is_nothing() -> None:
    assert bounds_of(Quantity(None, None, None, "Exactly", "", "x")) == (0, 0)


def test_reach_is_exact() -> None:
    assert bounds_of(quantity("x", 10, None))[1] == Decimal("12.5")


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([9_000, 18_000, 27_000], [((9_000, 18_000), 27_000)]),
        ([9_000, 18_050, 27_000], [((9_000, 18_050), 27_000)]),  # rounded
        ([1, 2, 3, 6], [((1, 2), 3), ((1, 2, 3), 6)]),
        ([300, 1_000], []),
        ([], []),
    ],
)
def test_sums_are_found(numbers: list[int], found: list[tuple[tuple[int, ...], int]]) -> None:
    assert [(tuple(map(int, parts)), int(total)) for parts, total in sums(list(map(Decimal, numbers)))] == found


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The yard let 200 people go.", False),
        ("The yard let 200 more go.", True),
        ("Of 200 people in the hall 200 others left.", True),
        ("It told 200 more than once that they may stay.", False),
        ("It paid 1200, more than before.", False),
    ],
)
def test_words_behind_a_number_tell_that_it_counts_a_part(sentence: str, part: bool) -> None:
    told = evidence(article(sentence), sentence)
    figure = Figure("x", claim("e", "jobsCut", quantity("200", 200, 200), told), told, Decimal(200), Decimal(200))
    assert figure.partial == part
