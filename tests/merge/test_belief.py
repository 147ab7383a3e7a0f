"""What the graph believes: bounds, contradictions, ranks, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.graph import Rank, statement_id
from kg.merge.belief import bounds_of, event_days, event_status, find_contradictions, rank_statements
from kg.model import Claim, Evidence, Quantity, TimeInterval
from tests.factory import article, claim, day, evidence, quantity

TIDE = article("A sentence. Another one. The third.", publisher="Daily Tide", published=date(2024, 3, 9))
POST = article("A sentence. Another one. Third one.", publisher="Larnvik Post", published=date(2024, 3, 10))
WIRE = article("A sentence. Another one. A third.", publisher="Northwest Wire", published=date(2024, 3, 11))
ARTICLES = {a.id: a for a in (TIDE, POST, WIRE)}
ONE, OTHER = evidence(TIDE, "A sentence"), evidence(POST, "Another one")


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [(100, 100, (100, 100)), (200, 999, (200, 999)), (1900, None, (1900, 2375)), (None, 500, (375, 500))],
)
def test_an_open_bound_reaches_a_quarter_further(low: int | None, high: int | None, bounds: tuple[int, int]) -> None:
    assert bounds_of(quantity("x", low, high)) == bounds


def test_a_quantity_of_nothing_is_nothing() -> None:
    assert bounds_of(Quantity(None, None, None, "Exactly", "", "x")) == (0, 0)


def headcount(low: int | None, high: int | None, told: Evidence, predicate: str = "headCount") -> Claim:
    return claim("e", predicate, quantity(f"{low} to {high}", low, high), told)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ((1922, 1922), (1900, None), False),  # "more than 1,900"
        ((20_000, 20_000), (27_000, 30_000), True),  # "close to 30,000"
        ((200, 999), (300, 300), False),
        ((120, 120), (270, 330), True),
        ((1900, None), (5000, 5000), True),
        ((None, 500), (100, 100), True),
    ],
)
def test_figures_that_no_number_fits_contradict_each_other(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], clash: bool
) -> None:
    found = find_contradictions([headcount(*one, ONE), headcount(*other, OTHER)], {})
    assert bool(found) is clash


@pytest.mark.parametrize(
    "other",
    [
        headcount(500, 500, evidence(TIDE, "sentence")),  # in the same sentence
        headcount(500, 500, evidence(POST, "A sentence", modality="Planned")),
        headcount(500, 500, evidence(POST, "A sentence", negated=True)),
        headcount(500, 500, OTHER, "jobsCut"),
        headcount(500, 500, OTHER, "quantity"),
        claim("f", "headCount", quantity("500", 500, 500), OTHER),
        claim("e", "headCount", quantity("500", 500, 500), OTHER, scope="seattle"),
        claim("e", "headCount", quantity("500", 500, 500, "job"), OTHER),
        claim("e", "headCount", quantity("500 of those", 500, 500), OTHER),
    ],
)
def test_figures_on_other_matters_do_not(other: Claim) -> None:
    assert find_contradictions([headcount(100, 100, ONE), other], {}) == []


def test_a_contradiction_names_both_statements_and_the_reason() -> None:
    claims = [headcount(100, 100, ONE), headcount(500, 500, OTHER)]
    (found,) = find_contradictions(claims, {})
    assert [found.first, found.second] == sorted(statement_id(c, c.evidence[0]) for c in claims)
    assert "“100 to 100”" in found.reason
    assert "“500 to 500”" in found.reason


def test_a_denial_contradicts_what_is_told_as_fact() -> None:
    denied = evidence(POST, "Another one", negated=True, speaker="works")
    (found,) = find_contradictions([claim("e", "performedBy", "works", ONE, denied)], {"works": "Norvik Works"})
    assert found.reason == "told as fact by an outlet, denied by Norvik Works"


@pytest.mark.parametrize(
    "denial",
    [
        evidence(POST, "Another one", negated=True, modality="Planned"),
        evidence(TIDE, "sentence", negated=True),  # "they did, and then did not" in one sentence
        evidence(POST, "Another one", modality="Planned"),
    ],
)
def test_a_plan_or_half_a_sentence_is_no_denial(denial: Evidence) -> None:
    assert find_contradictions([claim("e", "performedBy", "works", ONE, denial)], {}) == []


def test_two_days_for_one_beginning_contradict_each_other() -> None:
    days = [claim("e", "startDate", day("x", f"2024-03-{n:02}"), e) for n, e in ((8, ONE), (9, OTHER))]
    (found,) = find_contradictions(days, {})
    assert found.reason == "begins on 2024-03-08 or on 2024-03-09"
    month = TimeInterval(date(2024, 3, 1), date(2024, 3, 31), "month", "March")
    assert find_contradictions([days[0], claim("e", "startDate", month, OTHER)], {}) == []


# Ranks


def test_the_figure_that_more_outlets_agree_on_is_preferred() -> None:
    claims = [
        headcount(100, 100, evidence(TIDE, "A sentence")),
        headcount(95, 105, evidence(POST, "Another one")),
        headcount(500, 500, evidence(WIRE, "A third")),
    ]
    best = statement_id(claims[0], claims[0].evidence[0])
    reason = "fits what 2 of 3 articles tell, not told by a party to it"
    assert rank_statements(claims, ARTICLES, {}) == {best: Rank("Preferred", reason)}


def test_among_equals_one_who_is_no_party_is_preferred() -> None:
    claims = [headcount(500, 500, evidence(TIDE, "A sentence", speaker="works")), headcount(100, 100, OTHER)]
    ranks = rank_statements(claims, ARTICLES, {"e": frozenset({"works"})})
    assert [(i, r.reason) for i, r in ranks.items()] == [
        (statement_id(claims[1], OTHER), "fits what 1 of 2 articles tell, not told by a party to it")
    ]


def test_among_equals_the_newer_is_preferred() -> None:
    claims = [headcount(100, 100, ONE), headcount(500, 500, OTHER)]
    assert set(rank_statements(claims, ARTICLES, {})) == {statement_id(claims[1], OTHER)}


def test_a_tie_prefers_none() -> None:
    same_day = {**ARTICLES, POST.id: article(POST.text, publisher="Larnvik Post", published=TIDE.published)}
    claims = [headcount(100, 100, ONE), headcount(500, 500, OTHER)]
    assert rank_statements(claims, same_day, {}) == {}


def test_a_figure_alone_a_plan_and_a_part_need_no_rank() -> None:
    assert rank_statements([headcount(100, 100, ONE)], ARTICLES, {}) == {}
    planned = evidence(POST, "Another one", modality="Planned")
    assert rank_statements([headcount(100, 100, ONE), headcount(500, 500, planned)], ARTICLES, {}) == {}


# Events


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([ONE], "Occurred"),
        ([evidence(TIDE, "A sentence", modality="Planned")], "Scheduled"),
        ([evidence(TIDE, "A sentence", modality="Planned"), OTHER], "Occurred"),
        ([evidence(TIDE, "A sentence", negated=True)], "Disputed"),
        ([evidence(TIDE, "A sentence", negated=True, modality="Planned")], "Cancelled"),
        ([evidence(TIDE, "A sentence", modality="Demanded")], "Scheduled"),
        ([], ""),
    ],
)
def test_the_state_of_an_event(told: list[Evidence], status: str) -> None:
    assert event_status([claim("e", "participant", "x", *told)]) == status


def test_the_days_of_an_event_are_those_most_articles_tell_and_the_narrowest() -> None:
    friday, monday = day("Friday", "2024-03-08"), day("Monday", "2024-03-04")
    march = TimeInterval(date(2024, 3, 1), date(2024, 3, 31), "month", "in March")
    claims = [
        claim("e", "startDate", friday, ONE, OTHER),
        claim("e", "startDate", monday, evidence(WIRE, "A third")),
        claim("e", "startDate", march, evidence(WIRE, "Another one")),
        claim("e", "headCount", quantity("5", 5, 5), ONE),
    ]
    assert event_days(claims) == (date(2024, 3, 8), date(2024, 3, 8), ("Friday", "Monday", "in March"))


def test_denied_and_open_days_are_none() -> None:
    denied = claim("e", "startDate", day("Friday", "2024-03-08"), evidence(TIDE, "A sentence", negated=True))
    opened = claim("e", "startDate", TimeInterval(None, None, "open", "Wednesday"), ONE)
    assert event_days([denied, opened]) == (None, None, ("Wednesday",))
    ended = claim("e", "endDate", TimeInterval(None, date(2024, 3, 8), "day", "until Friday"), ONE)
    assert event_days([ended]) == (None, date(2024, 3, 8), ("until Friday",))


def test_reach_is_exact() -> None:
    assert bounds_of(quantity("x", 10, None))[1] == Decimal("12.5")
