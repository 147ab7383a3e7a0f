"""Events that are parts of another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.graph import Event
from kg.merge.parts import find_parts
from kg.model import Claim
from tests.factory import article, claim, evidence, quantity

TOLD = article("It cuts jobs.")


def layoff(event: str, jobs: int, by: str = "norvik", prop: str = "jobsCut") -> list[Claim]:
    words = evidence(TOLD, "cuts")
    number = quantity(f"{jobs} jobs", jobs, jobs, "job")
    return [claim(event, "performedBy", by, words), claim(event, prop, number, words)]


def parts(*claims: list[Claim], **days: Any) -> set[tuple[str, str | None]]:
    told = [c for each in claims for c in each]
    starts = {k: date.fromisoformat(v) for k, v in days.items()}
    events = {e: Event(e, "Layoff", e, start=starts.get(e)) for e in "abcd"}
    found = find_parts(told, events)
    assert all(c.predicate == "partOf" and {e.rule for e in c.evidence} == {"sum"} for c in found)
    return {(c.subject, c.object) for c in found}


def test_rounds_that_add_up_are_parts_of_the_whole() -> None:
    both = {("a", "c"), ("b", "c")}
    assert parts(layoff("a", 18_000), layoff("b", 9_000), layoff("c", 27_000)) == both
    assert parts(layoff("a", 18_000), layoff("b", 9_000, prop="quantity"), layoff("c", 27_000)) == both


@pytest.mark.parametrize(
    ("claims", "days"),
    [
        ([layoff("a", 18_000), layoff("b", 9_000), layoff("c", 30_000)], {}),
        ([layoff("a", 18_000), layoff("b", 9_000, "larnvik"), layoff("c", 27_000)], {}),
        ([layoff("a", 18_000), layoff("c", 27_000)], {}),
        ([layoff("a", 18_000), layoff("b", 9_000, prop="headCount"), layoff("c", 27_000)], {}),
        ([layoff("a", 18_000), layoff("b", 9_000), layoff("c", 27_000)], {"a": "2019-01-01", "c": "2022-11-01"}),
    ],
)
def test_what_does_not_add_up_or_fit_is_no_part(claims: list[list[Claim]], days: dict[str, str]) -> None:
    assert parts(*claims, **days) == set()
