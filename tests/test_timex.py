"""Times in text: which days they name, seen from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import TimeInterval
from kg.timex import BACK, ON, find_times
from kg.timex.days import add_months, month_span, nearest, safe_date

TODAY = date(2023, 6, 1)  # a Thursday


def told(text: str, anchor: date | None = TODAY, direction: int = 0) -> list[tuple[str, str]]:
    """The times of a text as (words, days); one day is written once, and what names no days is "-"."""
    found = []
    for time in find_times(text, anchor, direction):
        days = "-"
        if time.interval:
            start, end = time.interval.start, time.interval.end
            days = f"{start}" if start == end else f"{start or ''}..{end or ''}"
        found.append((text[time.start : time.end], days))
    return found


@pytest.mark.parametrize(
    "text",
    ["2023-05-31", "2023-05-31T10:00:00Z", "5/31/2023", "31/5/2023", "31.05.2023", "May 31, 2023", "May 31st, 2023",
     "31 May 2023", "the 31st of May, 2023", "Wednesday, May 31, 2023", "MAY 31, 2023"],
)  # fmt: skip
def test_a_full_date_needs_no_day_of_publication(text: str) -> None:
    assert told(text, None) == [(text, "2023-05-31")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("May 2-4, 2023", "2023-05-02..2023-05-04"),
        ("May 2023", "2023-05-01..2023-05-31"),
        ("early May 2023", "2023-05-01..2023-05-11"),
        ("Sept 2022", "2022-09-01..2022-09-30"),
        ("2019", "2019-01-01..2019-12-31"),
        ("late 2022", "2022-10-01..2022-12-31"),
        ("the end of 2022", "2022-12-31"),
        ("2019-2021", "2019-01-01..2021-12-31"),
        ("2019–21", "2019-01-01..2021-12-31"),
        ("between 2019 and 2021", "2019-01-01..2021-12-31"),
        ("1960s", "1960-01-01..1969-12-31"),
        ("'90s", "1990-01-01..1999-12-31"),
        ("the nineties", "1990-01-01..1999-12-31"),
        ("19th century", "1800-01-01..1899-12-31"),
        ("spring 2022", "2022-03-01..2022-05-31"),
        ("winter 2023", "2023-12-01..2024-02-29"),
        ("the first quarter of 2022", "2022-01-01..2022-03-31"),
        ("Q3 2022", "2022-07-01..2022-09-30"),
        ("New Year's Eve 2022", "2022-12-31"),
        ("the first half of 2022", "2022-01-01..2022-06-30"),
        ("mid-2019", "2019-05-01..2019-08-31"),
        ("early 1990s", "1990-01-01..1993-12-31"),
        ("the late 20th century", "1967-01-01..1999-12-31"),
        ("the 1600s", "1600-01-01..1699-12-31"),
        ("1930’s", "1930-01-01..1939-12-31"),
        ("the sixteenth century", "1500-01-01..1599-12-31"),
        ("March to August 2011", "2011-03-01..2011-08-31"),
        ("November through February 2012", "2011-11-01..2012-02-29"),
        ("August 1990 – May 1995", "1990-08-01..1995-05-31"),
        ("May 5 - June 3, 2010", "2010-05-05..2010-06-03"),
        ("December 20 to January 3, 2020", "2019-12-20..2020-01-03"),
        ("the second Tuesday in November 2022", "2022-11-08"),
        ("the last Friday of June 2022", "2022-06-24"),
        ("the last week of June 2022", "2022-06-24..2022-06-30"),
        ("the first day of May 2022", "2022-05-01"),
        ("the first three months of 2006", "2006-01-01..2006-03-31"),
        ("the last two weeks of June 2006", "2006-06-17..2006-06-30"),
        ("2004 until 2009", "2004-01-01..2009-12-31"),
        ("end of 2022", "2022-12-31"),
        ("early in 2006", "2006-01-01..2006-04-30"),
        ("FY2007", "2007-01-01..2007-12-31"),
        ("the late 80s", "1987-01-01..1989-12-31"),
        ("2006.05.12", "2006-05-12"),
        ("5–6 September 2019", "2019-09-05..2019-09-06"),
        ("the fifth of January, 2020", "2020-01-05"),
        ("between May and June in 1981", "1981-05-01..1981-06-30"),
        ("2013 to the present", "2013-01-01.."),
        ("the 1800s", "1800-01-01..1899-12-31"),
        ("the later 1800s", "1867-01-01..1899-12-31"),
        ("the beginning of the 19th century", "1800-01-01..1833-12-31"),
        ("AD 79", "0079-01-01..0079-12-31"),
        ("900 CE", "0900-01-01..0900-12-31"),
        ("9/11", "2001-09-11"),
        ("Good Friday 2023", "2023-04-07"),
        ("Easter Monday 2038", "2038-04-26"),
        ("Mardi Gras 2024", "2024-02-13"),
        ("Thanksgiving 2023", "2023-11-23"),
        ("Memorial Day 2023", "2023-05-29"),
        ("Election Day 2022", "2022-11-08"),
    ],
)
def test_longer_times_that_need_no_day_of_publication(text: str, days: str) -> None:
    assert told(text, None) == [(text, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", "2023-06-01"),
        ("this morning", "2023-06-01"),
        ("yesterday", "2023-05-31"),
        ("last night", "2023-05-31"),
        ("tomorrow", "2023-06-02"),
        ("the day before yesterday", "2023-05-30"),
        ("Wednesday", "2023-05-31"),
        ("Monday morning", "2023-05-29"),
        ("Thursday", "2023-06-01"),
        ("next Wednesday", "2023-06-07"),
        ("Wednesday last week", "2023-05-24"),
        ("May 31", "2023-05-31"),
        ("Friday, June 2", "2023-06-02"),
        ("Dec. 31", "2022-12-31"),
        ("last week", "2023-05-22..2023-05-28"),
        ("this week", "2023-05-29..2023-06-04"),
        ("next week", "2023-06-05..2023-06-11"),
        ("last weekend", "2023-05-27..2023-05-28"),
        ("last month", "2023-05-01..2023-05-31"),
        ("next month", "2023-07-01..2023-07-31"),
        ("last year", "2022-01-01..2022-12-31"),
        ("late last year", "2022-10-01..2022-12-31"),
        ("earlier this year", "2023-01-01..2023-06-01"),
        ("later this year", "2023-06-01..2023-12-31"),
        ("late June", "2023-06-21..2023-06-30"),
        ("last fall", "2022-09-01..2022-11-30"),
        ("next winter", "2023-12-01..2024-02-29"),
        ("the second quarter", "2023-04-01..2023-06-30"),
        ("three days ago", "2023-05-29"),
        ("two weeks ago", "2023-05-18"),
        ("ten months earlier", "2022-08-01..2022-08-31"),
        ("a year ago", "2022-01-01..2022-12-31"),
        ("in ten days", "2023-06-11"),
        ("a few weeks ago", "2023-03-30..2023-05-18"),
        ("the past 30 days", "2023-05-02..2023-06-01"),
        ("the next five years", "2023-06-01..2028-12-31"),
        ("May of last year", "2022-05-01..2022-05-31"),
        ("Juneteenth", "2023-06-19"),
        ("the beginning of the year", "2023-01-01..2023-04-30"),
        ("over the whole weekend", "2023-05-27..2023-05-28"),
        ("the past few weeks", "2023-03-30..2023-06-01"),
        ("the coming weeks", "2023-06-01..2023-08-03"),
        ("the months ahead", "2023-06-01..2024-03-31"),
        ("the past 2 1/2 years", "2020-01-01..2023-06-01"),
        ("six and a half months ago", "2022-12-01..2022-12-31"),
        ("[ten] years ago", "2013-01-01..2013-12-31"),
        ("more than ten years ago", "..2013-12-31"),
        ("this years", "2023-01-01..2023-12-31"),
        ("year-end", "2023-12-31"),
        ("Wednesday of last week", "2023-05-24"),
        ("a week ago Friday", "2023-05-19"),
        ("the week of May 22", "2023-05-22..2023-05-28"),
        ("the second half of last year", "2022-07-01..2022-12-31"),
        ("mid-May", "2023-05-12..2023-05-21"),
        ("within two years", "2023-06-01..2025-12-31"),
        ("12 - 15 June", "2023-06-12..2023-06-15"),
        ("May 5 or 6", "2023-05-05..2023-05-06"),
        ("May 5 to June 3", "2023-05-05..2023-06-03"),
        ("May the 5th", "2023-05-05"),
        ("the first Monday of June", "2023-06-05"),
        ("end of June", "2023-06-30"),
        ("year's end", "2023-12-31"),
        ("earlier in the week", "2023-05-29..2023-06-01"),
        ("the past 48 hours", "2023-05-30..2023-06-01"),
        ("six months from now", "2023-12-01..2023-12-31"),
        ("a couple of years back", "2021-01-01..2021-12-31"),
        ("the fifth of January", "2023-01-05"),
        ("half a century ago", "1970-01-01..1979-12-31"),
        ("two centuries ago", "1820-01-01..1829-12-31"),
        ("the past decade", "2013-06-01..2023-06-01"),
    ],
)
def test_relative_times(text: str, days: str) -> None:
    assert told(text) == [(text, days)]


@pytest.mark.parametrize("text", ["Wednesday", "May 31", "last week", "yesterday", "two weeks ago", "Q3", "Christmas"])
def test_without_a_day_of_publication_relative_times_stay_open(text: str) -> None:
    assert told(text, None) == [(text, "-")]


@pytest.mark.parametrize(
    ("text", "back", "on"),
    [
        ("Friday", "2023-05-26", "2023-06-02"),
        ("Thursday", "2023-06-01", "2023-06-01"),
        ("December 5", "2022-12-05", "2023-12-05"),
        ("June 5", "2023-06-05", "2023-06-05"),  # within a week the tense does not matter
        ("November", "2022-11-01..2022-11-30", "2023-11-01..2023-11-30"),
        ("Christmas", "2022-12-25", "2023-12-25"),
        ("this weekend", "2023-05-27..2023-05-28", "2023-06-03..2023-06-04"),
        ("over the weekend", "2023-05-27..2023-05-28", "2023-06-03..2023-06-04"),
    ],
)
def test_the_tense_of_the_clause_points_back_or_on(text: str, back: str, on: str) -> None:
    assert [told(text, TODAY, way)[0][1] for way in (BACK, ON)] == [back, on]


def test_the_direction_may_differ_from_place_to_place() -> None:
    text = "They left on Friday and come back on Friday."
    days = [t.interval.start for t in find_times(text, TODAY, lambda at: BACK if at < 15 else ON) if t.interval]
    assert days == [date(2023, 5, 26), date(2023, 6, 2)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in 1973 and two years later", "1975-01-01..1975-12-31"),
        ("on May 3, 2019, and two days later", "2019-05-05"),
        ("in May 2019 and again the following month", "2019-06-01..2019-06-30"),
        ("on May 31, 2019; the next day", "2019-06-01"),
        ("in 2019, and later that year", "2019-01-01..2019-12-31"),
        ("in 1981, in March the same year", "1981-03-01..1981-03-31"),
        ("in May 2019, up from a year earlier", "2018-01-01..2018-12-31"),
        ("next month, then in November", "2023-11-01..2023-11-30"),
        ("on May 3, 2019, and the following morning", "2019-05-04"),
        ("in May 2019, up from the year before", "2018-01-01..2018-12-31"),
        ("in May 1812, and the following autumn", "1812-09-01..1812-11-30"),
        ("in 1973 and two days later", "-"),  # from which day of the year?
        ("and two years later", "-"),
    ],
)
def test_a_time_may_count_from_the_one_told_before(text: str, days: str) -> None:
    assert told(text)[-1][1] == days


def test_the_time_told_before_may_come_from_another_sentence() -> None:
    before = TimeInterval(date(1973, 1, 1), date(1973, 12, 31), "year", "1973")
    (found,) = find_times("Two years later it closed.", TODAY, told=before)
    assert found.interval == TimeInterval(date(1975, 1, 1), date(1975, 12, 31), "year", "Two years later")


def test_in_a_story_of_another_year_days_follow_what_was_told_before() -> None:
    before = TimeInterval(date(1831, 7, 1), date(1831, 7, 31), "month", "July 1831")
    days = [
        [t.interval and t.interval.start for t in find_times("On 30 May he died.", TODAY, way, before, of_story=story)]
        for way, story in ((BACK, True), (BACK, False), (ON, True))
    ]
    assert days == [[date(1832, 5, 30)], [date(2023, 5, 30)], [date(2023, 5, 30)]]


def test_what_took_so_long_lies_not_ahead() -> None:
    (found,) = find_times("sold 40 houses in two years", TODAY, BACK)
    assert found.interval is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("every Monday", "set"),
        ("three days a week", "set"),
        ("twice a month", "set"),
        ("100 days", "duration"),
        ("two-year", "duration"),
        ("3 p.m. ET", "clock"),
        ("between 9 a.m. and 5 p.m.", "clock"),
    ],
)
def test_times_that_name_no_days(text: str, kind: str) -> None:
    (found,) = find_times(text, TODAY)
    assert (text[found.start : found.end], found.kind, found.interval) == (text, kind, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "he may go",
        "they march",
        "1,900",
        "2001 people",
        "$2019",
        "500 BC",
        "12019",
        "May 32",
        "COVID-2019",
        "this may help",
        "last months of his life",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["2023-13-45", "Feb. 30, 2023", "the fifth Sunday of June 2022"])
def test_days_that_the_calendar_does_not_have(text: str) -> None:
    assert told(text) == [(text, "-")]


def test_times_come_in_order_and_apart() -> None:
    text = "On Wednesday, after the mandate of May 1 and the cuts of last year, 1,900 walked out from noon."
    assert [words for words, _ in told(text)] == ["Wednesday", "May 1", "last year", "noon"]


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    assert told("İİ: LATE MAY 2019") == [("LATE MAY 2019", "2019-05-22..2019-05-31")]


@pytest.mark.parametrize("anchor", [date.min, date.max])
@pytest.mark.parametrize(
    "text", ["next year", "last year", "two centuries ago", "in 99999 years", "last decade", "Monday"]
)
def test_the_ends_of_the_calendar_do_no_harm(text: str, anchor: date) -> None:
    assert all(t.interval is None or t.interval.start or t.interval.end for t in find_times(text, anchor))


def test_the_calendar() -> None:
    assert safe_date(2024, 2, 29) == date(2024, 2, 29)
    assert safe_date(2023, 2, 29) is None
    assert month_span(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert nearest([date(2022, 12, 5), date(2023, 12, 5)], TODAY, ON) == date(2023, 12, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Friday, February 10", "2023-02-10"),
        ("on Thursday, February 10", "2022-02-10"),
        ("on Monday, June 2", "2023-06-02"),
    ],
)
def test_a_weekday_tells_the_year_of_a_day_that_is_not_near(text: str, day: str) -> None:
    assert [days for _, days in told(text, direction=BACK)] == [day]


def test_more_than_so_many_hours_ago_is_no_later_than_that() -> None:
    assert told("over 48 hours ago") == [("over 48 hours ago", "..2023-05-30")]
