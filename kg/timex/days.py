"""Reckoning with days: months, weeks, seasons, holidays, and what lies so many units away."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from kg.timex.words import EASTER_HOLIDAYS, FIXED_HOLIDAYS, NTH_HOLIDAYS

BACK, ON = -1, 1  # directions: what happened, what is to come

Days = tuple[date | None, date | None, str]
"""First day, last day and precision of a time; None is an open end."""


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such (30 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day `months` later (earlier if negative), or the last day of that month."""
    index = max(day.year * 12 + day.month - 1 + months, 12)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def nearest(candidates: list[date], anchor: date, direction: int) -> date:
    """The candidate that lies in `direction` of the anchor (itself included), else the closest."""
    side = [c for c in candidates if (c - anchor).days * direction >= 0] if direction else []
    return min(side or candidates, key=lambda c: (abs((c - anchor).days), c))


def monday_of(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(days=day.weekday())


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm; Meeus 1991, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + shift - 7 * ((a + 11 * h + 22 * shift) // 451) + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`th such weekday of a month; -1 is the last."""
    first, last = month_span(year, month)
    if number < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def holiday(name: str, year: int) -> date:
    """The day of a holiday of `words.HOLIDAYS`."""
    if name in FIXED_HOLIDAYS:
        return date(year, *FIXED_HOLIDAYS[name])
    if name in EASTER_HOLIDAYS:
        return easter(year) + timedelta(days=EASTER_HOLIDAYS[name])
    month, weekday, number, away = NTH_HOLIDAYS[name]
    return nth_weekday(year, month, weekday, number) + timedelta(days=away)


def season_of(year: int, month: int) -> tuple[date, date, str]:
    """The season that begins with a month: three months."""
    start = date(year, month, 1)
    return start, add_months(start, 3) - timedelta(days=1), "season"


def unit_span(anchor: date, unit: str, shift: int) -> tuple[date, date]:
    """The calendar unit `shift` units from the one that holds the anchor: 0 is this week, -1 last week."""
    if unit in ("week", "fortnight"):
        start = monday_of(anchor) + timedelta(days=7 * shift)
        return start, start + timedelta(days=6)
    if unit == "weekend":
        start = monday_of(anchor) + timedelta(days=7 * shift + 5)
        return start, start + timedelta(days=1)
    if unit == "month":
        day = add_months(anchor, shift)
        return month_span(day.year, day.month)
    if unit == "quarter":
        start = add_months(date(anchor.year, 3 * ((anchor.month - 1) // 3) + 1, 1), 3 * shift)
        return start, add_months(start, 3) - timedelta(days=1)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = max((anchor.year // years + shift) * years, 1)
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def away(anchor: date, unit: str, count: float) -> tuple[date, date, str]:
    """What lies `count` units from the anchor, as precise as such words are: "a year ago" is a year."""
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days:
        day = anchor + timedelta(days=round(days * count))
        return day, day, "day" if days == 1 else "week"
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    day = add_months(anchor, round(months * count))
    if unit == "month":
        return (*month_span(day.year, day.month), "month")
    if unit == "century":
        return (*unit_span(day, "decade", 0), "decade")
    return (*unit_span(day, "year", 0), "year")


def vaguely_away(anchor: date, unit: str, sign: int) -> Days:
    """ "a few weeks ago": two to nine units away."""
    near, far = (away(anchor, unit, sign * n) for n in (2, 9))
    return min(near[0], far[0]), max(near[1], far[1]), unit


def narrow(part: str, start: date, end: date) -> tuple[date, date]:
    """The part of an interval that "early", "mid", "late", "the end of", "the second half of" leave.

    A third, or a half, in the days of a month or season, in the months of a year, in the years of a decade or century;
    but late in a year is its last quarter.
    """
    word = " ".join(part.lower().split()).removeprefix("the ")
    if not word:
        return start, end
    if "end" in word:
        return end, end
    if word.startswith("late") and 360 < (end - start).days < 370:
        return date(start.year, 10, 1), end
    if "half" in word:
        middle = _cut(start, end, 1, 2)
        return (start, middle - timedelta(days=1)) if "first" in word else (middle, end)
    first, second = _cut(start, end, 1, 3), _cut(start, end, 2, 3)
    if word.startswith(("early", "start", "beginning")):
        return start, first - timedelta(days=1)
    return (first, second - timedelta(days=1)) if word.startswith("mid") else (second, end)


def _cut(start: date, end: date, over: int, under: int) -> date:
    """The day with which the part after `over`/`under` of an interval begins, rounded up to whole units."""
    days = (end - start).days + 1
    if days < 360:
        return start + timedelta(days=-(-days * over // under))
    years = end.year - start.year + 1
    return add_months(start, -(-12 * over // under) if years == 1 else -(-years * over // under) * 12)
