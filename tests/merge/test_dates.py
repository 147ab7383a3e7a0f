"""Relative times of undated articles, told by dated ones."""

from __future__ import annotations

from datetime import date

import pytest

from kg.merge.dates import known_days, possible_issues, settle_dates
from kg.model import Article, Claim, TimeInterval
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
    assert bool(possible_issues(text, way, FRIDAY)) is holds


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


def _open(told: Article, text: str, subject: str, modality: str = "Actual") -> Claim:
    value = TimeInterval(None, None, "open", text)
    return claim(subject, "startDate", value, evidence(told, "Article", modality=modality))


def test_an_undated_article_counts_from_the_day_of_an_event_that_dated_ones_tell() -> None:
    dated, undated = article("Article 1.", file_name="1.txt"), article("Article 2.", file_name="2.txt")
    first = extraction(dated, [], [claim("e", "startDate", day("x", "2024-03-08"), evidence(dated, "Article"))])
    times = {
        "a": "Friday",
        "b": "last year",
        "c": "last week",
        "d": "yesterday",
        "e": "on some day",
        "f": "since November",
    }
    second = extraction(undated, [], [_open(undated, text, chain) for chain, text in times.items()])
    settled = settle_dates([first, second], {(dated.id, "e"): "walkout", (undated.id, "a"): "walkout"})[1]
    values = {c.subject: c.value for c in settled.claims if isinstance(c.value, TimeInterval)}
    assert (values["a"].start, values["a"].precision) == (FRIDAY, "day")
    assert (values["b"].start, values["b"].end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (values["f"].start, values["f"].end) == (date(2023, 11, 1), None)
    assert all(values[chain].precision == "open" for chain in "cde")  # the days on which it can have appeared differ


def test_days_that_no_one_article_can_mean_tell_nothing_of_its_own() -> None:
    dated, undated = article("Article 1.", file_name="1.txt"), article("Article 2.", file_name="2.txt")
    told = {"e": "2024-03-08", "f": "2023-06-02"}
    first = extraction(
        dated, [], [claim(k, "startDate", day("x", d), evidence(dated, "Article")) for k, d in told.items()]
    )
    texts = {"a": "today", "b": "yesterday", "c": "last year"}
    second = extraction(undated, [], [_open(undated, text, chain) for chain, text in texts.items()])
    events = {(dated.id, "e"): "walkout", (dated.id, "f"): "vote"}
    settled = settle_dates([first, second], events | {(undated.id, "a"): "walkout", (undated.id, "b"): "vote"})[1]
    values = {c.subject: c.value for c in settled.claims if isinstance(c.value, TimeInterval)}
    assert [str(values[chain].start) for chain in "abc"] == ["2024-03-08", "2023-06-02", "None"]
