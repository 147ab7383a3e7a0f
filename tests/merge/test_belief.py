"""What the graph believes: ranks, states, days."""

from __future__ import annotations

from datetime import date

import pytest

from kg.graph import Rank, statement_id
from kg.merge.belief import event_days, event_status, rank_statements
from kg.model import Claim, Evidence, TimeInterval
from tests.factory import article, claim, day, evidence, quantity

TIDE = article("A sentence. Another one. The third.", publisher="Daily Tide", published=date(2024, 3, 9))
POST = article("A sentence. Another one. Third one.", publisher="Larnvik Post", published=date(2024, 3, 10))
WIRE = article("A sentence. Another one. A third.", publisher="Northwest Wire", published=date(2024, 3, 11))
ARTICLES = {a.id: a for a in (TIDE, POST, WIRE)}
ONE, OTHER = evidence(TIDE, "A sentence"), evidence(POST, "Another one")


def headcount(low: int | None, high: int | None, told: Evidence, predicate: str = "headCount") -> Claim:
    return claim("e", predicate, quantity(f"{low} to {high}", low, high), told)


# Ranks


def test_the_figure_that_more_outlets_agree_on_is_preferred() -> None:
    claims = [
        headcount(100, 100, evidence(TIDE, "A sentence")),
        headcount(95, 105, evidence(POST, "Another one")),
        headcount(500, 500, evidence(WIRE, "A third")),
    ]
    best = statement_id(claims[0], claims[0].evidence[0])
    reason = "fits what 2 of 3 sources tell, not told by a party to it"
    assert rank_statements(claims, ARTICLES, {}, {}) == {best: Rank("Preferred", reason)}


def test_among_equals_one_who_is_no_party_is_preferred() -> None:
    claims = [headcount(500, 500, evidence(TIDE, "A sentence", speaker="works")), headcount(100, 100, OTHER)]
    ranks = rank_statements(claims, ARTICLES, {"e": frozenset({"works"})}, {})
    assert [(i, r.reason) for i, r in ranks.items()] == [
        (statement_id(claims[1], OTHER), "fits what 1 of 2 sources tell, not told by a party to it")
    ]


def test_among_equals_the_newer_is_preferred() -> None:
    claims = [headcount(100, 100, ONE), headcount(500, 500, OTHER)]
    assert set(rank_statements(claims, ARTICLES, {}, {})) == {statement_id(claims[1], OTHER)}


def test_a_tie_prefers_none() -> None:
    same_day = {**ARTICLES, POST.id: article(POST.text, publisher="Larnvik Post", published=TIDE.published)}
    claims = [headcount(100, 100, ONE), headcount(500, 500, OTHER)]
    assert rank_statements(claims, same_day, {}, {}) == {}


def test_a_figure_alone_a_plan_and_a_part_need_no_rank() -> None:
    assert rank_statements([headcount(100, 100, ONE)], ARTICLES, {}, {}) == {}
    planned = evidence(POST, "Another one", modality="Planned")
    assert rank_statements([headcount(100, 100, ONE), headcount(500, 500, planned)], ARTICLES, {}, {}) == {}


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


def test_of_a_toll_the_newest_is_preferred() -> None:
    claims = [headcount(15, 15, ONE, "deaths"), headcount(90, 90, OTHER, "deaths")]
    assert [(i, r.reason) for i, r in rank_statements(claims, ARTICLES, {}, {}).items()] == [
        (statement_id(claims[1], OTHER), "the newest count; fits what 1 of 2 sources tell, not told by a party to it")
    ]


def test_a_part_is_never_preferred_and_a_plan_only_where_nothing_happened() -> None:
    part = claim("e", "headCount", quantity("900 of those", 900, 900), ONE)
    plans = [
        headcount(n, n, evidence(a, w, modality="Planned")) for n, a, w in ((300, TIDE, "third"), (310, POST, "A"))
    ]
    assert set(rank_statements([part, *plans], ARTICLES, {}, {})) == {statement_id(plans[1], plans[1].evidence[0])}
    held = headcount(500, 500, evidence(WIRE, "A third"))
    assert rank_statements([held, *plans], ARTICLES, {}, {}) == {}


def test_copies_are_one_source() -> None:
    claims = [
        headcount(100, 100, ONE),
        headcount(100, 100, OTHER),
        headcount(500, 500, evidence(WIRE, "A third")),
    ]
    (rank,) = rank_statements(claims, ARTICLES, {}, {TIDE.id: "wire", POST.id: "wire"}).values()
    assert rank.reason.startswith("fits what 1 of 2 sources tell")


def test_an_open_time_that_wider_ones_meet_is_the_day_of_an_event() -> None:
    november = TimeInterval(date(2022, 11, 1), None, "month", "since November")
    fall = TimeInterval(date(2022, 9, 1), None, "season", "since last fall")
    january = TimeInterval(date(2023, 1, 1), date(2023, 1, 31), "month", "in January")
    told = ((november, ONE), (fall, OTHER), (january, evidence(WIRE, "A third")))
    assert event_days([claim("e", "startDate", when, e) for when, e in told])[:2] == (date(2022, 11, 1), None)
