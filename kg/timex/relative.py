"""Times that are counted from the publication date: match, anchor, direction -> days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from kg.numerals import parse_number
from kg.timex.absolute import month_of, word
from kg.timex.days import (
    BACK,
    ON,
    Days,
    add_months,
    away,
    monday_of,
    month_span,
    narrow,
    nearest,
    nth_weekday,
    safe_date,
    unit_span,
    vaguely_away,
)
from kg.timex.words import DAYS_AWAY, MONTHS, ORDINALS, WEEKDAYS

Handler = Callable[[re.Match[str], date | None, int], Days | None]

_COUNTS = {"a": 1.0, "an": 1.0, "a couple of": 2.0, "half a": 0.5, "half an": 0.5}
_LENGTHS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0)}  # in months and days
VAGUE_MOST = 9.0  # units in "a few"
_VAGUE = frozenset({"a few", "several", "few"})


def anchored(handler: Callable[[re.Match[str], date, int], Days | None]) -> Handler:
    """A handler that is asked only where the anchor is known."""

    def asked(match: re.Match[str], anchor: date | None, direction: int) -> Days | None:
        return handler(match, anchor, direction) if anchor is not None else None

    asked.__doc__ = handler.__doc__
    return asked


def way(deixis: str) -> int:
    """-1 for "last" and its like, 1 for "next", 0 for "this"."""
    if re.search(r"\b(?:last|past|previous|preceding)\b", deixis):
        return BACK
    return ON if re.search(r"\b(?:next|coming|following)\b", deixis) else 0


def count(words: str) -> float | None:
    """The number that counts units; None where it is vague."""
    if words in _VAGUE:
        return None
    if words in _COUNTS:
        return _COUNTS[words]
    number = parse_number(words.replace(" 1/2", ".5"))
    return float(number) if number is not None else None


def unit_of(match: re.Match[str]) -> str:
    """The unit in a match, in the singular."""
    unit = word(match, "unit")
    return "century" if unit == "centur" else unit


@anchored
def month_and_day(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "May 31", "May 2-4": within a week of the anchor no tense is needed; farther days obey it, and their weekday."""
    options = [c for y in (-1, 0, 1) if (c := safe_date(anchor.year + y, month_of(m), int(m["day"])))]
    if not options:
        return None
    closest = nearest(options, anchor, 0)
    lead = WEEKDAYS.get(word(m, "lead"))
    named = [c for c in options if c.weekday() == lead] or options
    start = closest if abs((closest - anchor).days) <= 7 else nearest(named, anchor, direction)
    last = word(m, "day2")
    end = safe_date(start.year, start.month, int(last)) if last else start
    return (start, end, "day") if end else None


def days_across(m: re.Match[str], anchor: date | None, direction: int) -> Days | None:
    """ "May 5 to June 3", "December 20, 2019 – January 3, 2020"."""
    last = MONTHS[word(m, "month2")]
    if word(m, "year"):
        end = safe_date(int(m["year"]), last, int(m["day2"]))
    else:
        options = [safe_date(anchor.year + y, last, int(m["day2"])) for y in (-1, 0, 1)] if anchor else []
        end = nearest([d for d in options if d], anchor, direction) if anchor and any(options) else None
    if end is None:
        return None
    start = safe_date(int(word(m, "year1") or end.year - (month_of(m) > last)), month_of(m), int(m["day"]))
    return (start, end, "day") if start and start < end else None


def _month_meant(m: re.Match[str], anchor: date | None, direction: int) -> tuple[date, date] | None:
    """The month of a match, in its year or the one that the anchor and the direction tell."""
    if word(m, "year"):
        return month_span(int(m["year"]), month_of(m))
    found = bare_month(m, anchor, direction)
    return (found[0], found[1]) if found and found[0] and found[1] else None


def one_of_month(m: re.Match[str], anchor: date | None, direction: int) -> Days | None:
    """ "the second Tuesday in November", "the last week of June 2022"."""
    month, what = _month_meant(m, anchor, direction), word(m, "what")
    if month is None:
        return None
    number = -1 if word(m, "place") == "last" else ORDINALS[word(m, "place")]
    if what == "week":
        start = month[1] - timedelta(days=6) if number < 0 else month[0] + timedelta(days=7 * number - 7)
        return start, min(start + timedelta(days=6), month[1]), "week"
    if what == "day":
        day = month[1] if number < 0 else month[0] + timedelta(days=number - 1)
    else:
        day = nth_weekday(month[0].year, month[0].month, WEEKDAYS.get(what, 5), number)
    if day > month[1]:
        return None  # there is no fifth one
    return (day, day + timedelta(days=1), "weekend") if what == "weekend" else (day, day, "day")


def first_or_last(m: re.Match[str], anchor: date | None, direction: int) -> Days | None:
    """ "the first three months of 2006", "the last two weeks of June"."""
    told, place = word(m, "year2"), word(m, "place")
    whole = (date(int(told), 1, 1), date(int(told), 12, 31)) if told else _month_meant(m, anchor, direction)
    number, unit = count(word(m, "count")), unit_of(m)
    if whole is None or number is None or place not in ("first", "last") or unit not in _LENGTHS:
        return None
    months, days = _LENGTHS[unit]
    size = round(number)
    if place == "first":
        end = add_months(whole[0], months * size) + timedelta(days=days * size - 1)
        return (whole[0], end, unit) if end <= whole[1] else None
    start = add_months(whole[1] + timedelta(days=1), -months * size) - timedelta(days=days * size)
    return (start, whole[1], unit) if start >= whole[0] else None


@anchored
def week_of_day(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "the week of May 22": from Monday to Sunday."""
    found = month_and_day(m, anchor, direction)
    return (*unit_span(found[0], "week", 0), "week") if found and found[0] else None


@anchored
def month_of_year(m: re.Match[str], anchor: date, _direction: int) -> Days | None:
    """ "May of last year"."""
    return (*month_span(anchor.year + way(word(m, "rel")), month_of(m)), "month")


@anchored
def bare_month(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "in November", "next May", "late June"."""
    this_month = anchor.replace(day=1)
    options = [date(anchor.year + y, month_of(m), 1) for y in (-1, 0, 1)]
    side = way(word(m, "deixis"))
    if side:
        options = [c for c in options if (c - this_month).days * side > 0] or options
    start = nearest(options, this_month, side or direction or BACK)
    return (*narrow(word(m, "part"), *month_span(start.year, start.month)), "month")


@anchored
def named_day(m: re.Match[str], anchor: date, _direction: int) -> Days | None:
    """ "yesterday", "this morning", "last night"."""
    day = anchor + timedelta(days=DAYS_AWAY.get(word(m, "deictic"), 0))
    return day, day, "day"


@anchored
def weekday(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "Wednesday", "next Friday", "Wednesday of last week"."""
    target, deixis, week = WEEKDAYS[word(m, "wday")], word(m, "deixis"), word(m, "week")
    if week:
        day = monday_of(anchor) + timedelta(days=7 * way(week) + target)
    elif way(deixis) == ON:
        day = anchor + timedelta(days=(target - anchor.weekday() - 1) % 7 + 1)
    elif way(deixis) == BACK:
        day = anchor - timedelta(days=(anchor.weekday() - target - 1) % 7 + 1)
    elif deixis == "this":
        day = monday_of(anchor) + timedelta(days=target)
    elif direction == ON:
        day = anchor + timedelta(days=(target - anchor.weekday()) % 7)
    else:
        day = anchor - timedelta(days=(anchor.weekday() - target) % 7)
    return day, day, "day"


@anchored
def weekday_from(m: re.Match[str], anchor: date, _direction: int) -> Days | None:
    """ "a week ago Friday": the Friday a week before the last one."""
    last = anchor - timedelta(days=(anchor.weekday() - WEEKDAYS[word(m, "wday")]) % 7)
    weeks = count(word(m, "count"))
    day = last - timedelta(days=7 * round(weeks)) if weeks is not None else None
    return (day, day, "day") if day else None


@anchored
def calendar_unit(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "last week", "this year", "next month", with "early", "late" before it or "earlier", "later"."""
    deixis, unit, when = word(m, "deixis"), word(m, "unit"), word(m, "when")
    shift = way(deixis)
    if unit == "day":
        return None
    if unit == "weekend" and deixis == "this" and direction == BACK and anchor.weekday() < 5:
        shift = BACK  # on a Tuesday, "this weekend" of a past tense is the one just gone
    if unit in ("decade", "century") and shift == BACK:
        return add_months(anchor, -120 if unit == "decade" else -1200), anchor, unit
    start, end = narrow(word(m, "part"), *unit_span(anchor, unit, shift))
    if when == "earlier":
        end = max(start, min(end, anchor))
    elif when == "later":
        start = min(end, max(start, anchor))
    return start, end, "week" if unit == "fortnight" else unit


@anchored
def story_unit(m: re.Match[str], told: date, _direction: int) -> Days | None:
    """ "the following month", "that same year", "the next day", "the year before": beside the time told last."""
    shift, unit = way(word(m, "deixis")), word(m, "unit")
    shift = {"before": BACK, "after": ON}.get(word(m, "side"), shift)
    if unit == "day":
        return away(told, unit, shift)
    return (*unit_span(told, unit, shift), "week" if unit == "fortnight" else unit)


@anchored
def story_day(m: re.Match[str], told: date, _direction: int) -> Days | None:
    """ "the following morning", "the previous evening"."""
    return away(told, "day", way(word(m, "deixis")))


@anchored
def month_of_story(m: re.Match[str], told: date, _direction: int) -> Days | None:
    """ "March the same year"."""
    return (*month_span(told.year, month_of(m)), "month")


@anchored
def the_weekend(_m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "over the weekend": the one going on, or else the last, or the next where the clause looks ahead."""
    shift = 0 if direction == ON or anchor.weekday() >= 5 else BACK
    return (*unit_span(anchor, "weekend", shift), "weekend")


@anchored
def units_away(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "three weeks ago", "in ten days", "half a century ago": as precise as the unit."""
    number, unit = count(word(m, "count")), unit_of(m)
    sign = ON if word(m, "ahead") else BACK
    if word(m, "ahead") == "in" and direction == BACK:
        return None  # "sold 40 houses in two years": that is how long it took
    if unit in ("hour", "minute"):
        number, unit = 0 if unit == "minute" or number is None else number // 24, "day"
    if number is None:
        return vaguely_away(anchor, unit, sign)
    return away(anchor, unit, sign * number)


@anchored
def before_units(m: re.Match[str], anchor: date, direction: int) -> Days | None:
    """ "more than ten years ago": no later than that."""
    found = units_away(m, anchor, direction)
    return (None, found[1], found[2]) if found else None


@anchored
def units_on(m: re.Match[str], anchor: date, _direction: int) -> Days | None:
    """ "the past 30 days", "the next five years", "within two years", "the coming weeks": up to the anchor, or on from
    it; what is not counted is nine at most.
    """
    number, unit = count(word(m, "count")), unit_of(m)
    number = VAGUE_MOST if number is None else number
    if unit in ("hour", "minute"):
        number, unit = -(-number // (24 if unit == "hour" else 1440)), "day"
    ahead = way(word(m, "deixis")) != BACK
    far = away(anchor, unit, number if ahead else -number)
    return (anchor, far[1], unit) if ahead else (far[0], anchor, unit)


@anchored
def year_end(_m: re.Match[str], anchor: date, _direction: int) -> Days | None:
    """ "year-end": the last day of the year."""
    return date(anchor.year, 12, 31), date(anchor.year, 12, 31), "day"
