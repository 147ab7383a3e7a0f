"""Relative times of undated articles, told by dated ones."""

from __future__ import annotations

from datetime import date

import pytest

from kg.merge.dates import can_mean, known_days
from kg.model import TimeInterval
from kg.timex import BACK, ON
from tests.factory import article, claim, day, evidence, extraction

FRIDAY = date(2024, 3, 8)


@pytest.mark.parametrize(
    ("text", "way", "holds"),
    [
        ("today", BACK, True),
        ("yesterday", BACK, True),
        ("Friday", BACK, True),
        ("Friday", ON, True),
        ("Wednesday", BACK, False),
        ("last week", BACK, False),
        ("March 8", BACK, True),
        ("March 9", BACK, False),
        ("", BACK, False),
    ],
)
def test_which_words_can_mean_a_friday(text: str, way: int, holds: bool) -> None:
    assert can_mean(text, FRIDAY, way) is holds


def test_the_day_of_an_event_is_the_one_most_articles_tell() -> None:
    told = [article(f"Article {n}.", file_name=f"{n}.txt") for n in range(3)]
    days = ["2024-03-08", "2024-03-08", "2024-03-04"]
    extractions = [
        extraction(a, [], [claim("e", "startDate", day("x", d), evidence(a, "Article"))])
        for a, d in zip(told, days, strict=True)
    ]
    events = {(a.id, "e"): "walkout" for a in told}
    assert known_days(extractions, events) == {"walkout": FRIDAY}
    assert known_days(extractions[1:], events) == {}  # a tie
    assert known_days(extractions, {}) == {}


def test_a_month_is_no_day() -> None:
    told = article("Article.")
    month = TimeInterval(date(2024, 3, 1), date(2024, 3, 31), "month", "March")
    claims = [claim("e", "startDate", month, evidence(told, "Article"))]
    assert known_days([extraction(told, [], claims)], {(told.id, "e"): "walkout"}) == {}
