"""Why two event chains are or are not one event."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.merge.dates import WIDTH, meet
from kg.merge.event_nodes import EventNode, event_nodes
from kg.merge.likeness import APART, SAME, SLACK, Likeness, conflict_reason, far_apart, likeness, reach
from kg.model import TimeInterval
from kg.ontology import Ontology
from tests.factory import article, claim, day, evidence, extraction, quantity, referent

MARCH = TimeInterval(date(2024, 3, 1), date(2024, 3, 31), "month", "March")
OPEN = TimeInterval(date(2024, 3, 1), None, "month", "since March")


def node(kind: str = "Walkout", name: str = "", number: int = 1, **known: Any) -> EventNode:
    """An event chain of the article of a number."""
    return EventNode((f"article-{number}", "e"), referent("e", kind, name), **known)


def compared(onto: Ontology, one: EventNode, other: EventNode, alike: float = 0.0) -> Likeness:
    """The likeness of two chains, which is the same from either side."""
    found = likeness(one, other, lambda _a, _b: alike, onto)
    assert found.score == likeness(other, one, lambda _a, _b: alike, onto).score
    return found


AT = {"roles": {"targetedAt": {"norvik"}}, "links": {("target", "norvik")}}


def test_a_shared_role_alone_does_not_make_two_reports_one(onto: Ontology) -> None:
    assert 0 < compared(onto, node(**AT), node(number=2, **AT)).score < SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"days": [day("x", "2024-03-08")]}, {"days": [day("y", "2024-03-09")]}),
        ({"days": [day("x", "2024-03-08")]}, {"published": date(2024, 3, 9)}),
        ({"days": [day("x", "2024-03-08")]}, {"open": [("March 8", "Actual")]}),
        ({"days": [day("x", "2024-03-08")]}, {"open": [("Friday", "Planned")]}),
        ({"days": [MARCH]}, {"days": [day("x", "2024-03-08")]}),
    ],
)
def test_a_shared_role_and_a_time_that_fits_do(onto: Ontology, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert compared(onto, node(**AT, **one), node(number=2, **AT, **other)).score >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"days": [day("x", "2024-03-08")]}, {"days": [day("y", "2024-03-28")]}),
        ({"days": [day("x", "2024-03-08")]}, {"published": date(2021, 3, 9)}),
        ({"days": [day("x", "2024-03-08")]}, {"open": [("March 18", "Actual")]}),
        ({"days": [day("x", "2024-03-08")]}, {"open": [("Monday", "Actual")]}),
    ],
)
def test_a_time_that_does_not_fit_keeps_apart(onto: Ontology, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert compared(onto, node(**AT, **one), node(number=2, **AT, **other), alike=0.3).score < SAME


def test_the_only_petition_of_one_story_is_one(onto: Ontology) -> None:
    pair = node("Petition", alone=True), node("Petition", number=2, alone=True)
    assert compared(onto, *pair, alike=0.2).score < SAME <= compared(onto, *pair, alike=0.4).score


def test_rounds_of_layoffs_with_other_numbers_are_two_rounded_ones_are_one(onto: Ontology) -> None:
    def cut(low: int, high: int | None, number: int = 1) -> EventNode:
        jobs = quantity(f"{low} jobs", low, high)
        return node("Layoff", number=number, roles={"performedBy": {"norvik"}}, amounts=[("jobsCut", jobs)])

    assert compared(onto, cut(18_000, None), cut(27_000, 27_000, 2), alike=0.5) == Likeness(0.0, "different numbers")
    assert compared(onto, cut(900, 900), cut(1000, 1000, 2), alike=0.5).score >= SAME
    assert compared(onto, cut(20_000, 99_999), cut(27_000, 27_000, 2), alike=0.5).score >= SAME


def test_several_events_are_not_one_of_them(onto: Ontology) -> None:
    pair = node("Petition", several=True, mentions=3), node("Petition", number=2, mentions=3)
    assert compared(onto, *pair, alike=0.9) == Likeness(0.0, "several events and one")


def test_places_forbid_only_where_the_background_knows_that_they_lie_apart(onto: Ontology) -> None:
    def quake(place: str, number: int = 1) -> EventNode:
        return node("Earthquake", number=number, roles={"place": {place}}, days=[day("x", "2023-02-06")])

    assert compared(onto, quake("turkey"), quake("japan", 2)).score == 0
    assert compared(onto, quake("atlanta"), quake("georgia-us", 2)).score > 0
    assert compared(onto, quake("the-epicentre"), quake("turkey", 2)).score > 0


def test_every_weight_has_its_reason_in_words(onto: Ontology) -> None:
    found = compared(onto, node(**AT), node(number=2, **AT), alike=0.3)
    assert found == Likeness(3.5, "same type +0.5; same norvik +1.0; articles alike 0.30 +2.0")
    assert compared(onto, node("Statement"), node("Statement", number=2)).reason.startswith("statements are one only")


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (day("x", "2024-03-08"), day("y", "2024-03-11"), True),
        (day("x", "2024-03-08"), day("y", "2024-03-12"), False),
        (OPEN, day("x", "2024-03-20"), True),
        (OPEN, day("x", "2024-06-20"), False),  # it began in March
        (TimeInterval(None, None, "open", "today"), OPEN, False),
    ],
)
def test_times_meet(one: TimeInterval, other: TimeInterval, meets: bool) -> None:
    assert meet(one, other, SLACK) is meet(other, one, SLACK) is meets


def test_staff_without_a_name_stand_for_their_employer(onto: Ontology) -> None:
    told = article("Norvik staff and Dock Aid walked out.", publisher="Daily Tide")
    words = evidence(told, "walked out")
    said = extraction(
        told,
        [
            referent("w", "Company", "Norvik"),
            referent("s", "EmployeeGroup", "Norvik staff", named=False),
            referent("a", "EmployeeGroup", "Dock Aid"),
            referent("e", "Walkout", "walked out"),
        ],
        [
            claim("s", "employeesOf", "w", words),
            claim("a", "employeesOf", "w", words),
            claim("e", "participant", "s", words),
            claim("e", "participant", "a", words),
        ],
    )
    ids = {(told.id, r.chain): r.chain for r in said.referents if r.chain != "e"}
    (found,) = event_nodes(said, ids, onto)
    assert (found.roles, found.links, found.alone) == ({"targetedAt": {"w"}}, {("doer", "w"), ("doer", "a")}, True)


@st.composite
def told_days(draw: st.DrawFn) -> list[TimeInterval]:
    """Times as articles tell them: of a length or open, some without any day."""
    days = []
    for _ in range(draw(st.integers(0, 3))):
        start = date(2024, 1, 1) + timedelta(draw(st.integers(0, 3 * APART)))
        end = draw(st.none() | st.integers(0, APART).map(lambda n, start=start: start + timedelta(n)))
        days.append(
            TimeInterval(draw(st.sampled_from([start] * 6 + [None])), end, draw(st.sampled_from([*WIDTH])), "then")
        )
    return days


@given(told_days(), told_days())
def test_days_far_apart_are_a_conflict_always(one: list[TimeInterval], other: list[TimeInterval]) -> None:
    left, right = node(days=one), node(number=2, days=other)
    if far_apart(reach(left), reach(right)):
        assert "days apart" in conflict_reason(left, right, Ontology.load())
    single = len(one) == len(other) == 1
    if single and one[0].start and other[0].start and not far_apart(reach(left), reach(right)):
        assert conflict_reason(left, right, Ontology.load()) == ""
