"""Time expressions in plain text -> intervals of days, with the precision that the words have.

`find_times` knows the calendar and the publication date, not grammar: which way "Wednesday" points (back for what
happened, on for what is planned) is told by the caller. Conventions follow TIMEX3 and the TEI dates of GUM: a week
runs from Monday to Sunday, "the 1960s" from 1960-01-01 to 1969-12-31, "last fall" from 1 September.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.model import TimeInterval
from kg.numerals import parse_number

MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
WEEKDAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
WEEKDAYS |= {d: i for i, d in enumerate("mon tue wed thu fri sat sun".split())} | {"tues": 1, "weds": 2, "thurs": 3}
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}  # first month, northern hemisphere
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
HOLIDAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "new year's day": (1, 1),
    "new year's eve": (12, 31), "valentine's day": (2, 14), "halloween": (10, 31), "juneteenth": (6, 19),
    "independence day": (7, 4), "fourth of july": (7, 4), "may day": (5, 1), "boxing day": (12, 26),
    "earth day": (4, 22), "international women's day": (3, 8), "veterans day": (11, 11),
}  # fmt: skip
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
           "eighties": 80, "nineties": 90}  # fmt: skip

BACK, ON = -1, 1  # directions: what happened, what is to come


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time: `text[start:end]`.

    `kind`: "date", "duration" ("for 100 days"), "set" ("three days a week", "every Monday") or "clock" ("3 p.m. ET").
    `interval` is None where the words need a publication date that is not known; a clock time has no days of its own.
    """

    start: int
    end: int
    kind: str
    interval: TimeInterval | None


Handler = Callable[[re.Match[str], date | None, int], "tuple[date | None, date | None, str] | None"]

_MONTH = r"(?P<month{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year{0}>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d)"
_WDAY = r"(?P<wday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
_FULL_WDAY = r"(?P<wday>" + "|".join(d.lower() for d in calendar.day_name) + r")(?:s(?=\s))?"
_SEASON = r"(?P<season>" + "|".join(SEASONS) + ")"
_UNIT = r"(?P<unit>day|week|weekend|fortnight|month|quarter|year|decade|century)"
_COUNT = (
    r"(?P<count>\d+(?:\.\d+)?|an?(?:\s+few)?|a\s+couple\s+of|several|few|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"(?:a|two)\s+dozen|half\s+an?)"
)
_PART = r"(?P<part>early|mid|late|the\s+(?:start|beginning|end|middle)\s+of|(?:the\s+)?(?:first|second)\s+half\s+of)"
_HOLIDAY = r"(?P<holiday>" + "|".join(sorted(HOLIDAYS, key=len, reverse=True)).replace("'", "['’]") + ")"
_PAST, _NEXT = r"last|past|previous|preceding", r"next|coming|following"
_DEIXIS = rf"(?P<deixis>this\s+(?:past|coming)|the\s+(?:past|same)|{_PAST}|this|current|{_NEXT})"


def _m(n: str = "") -> str:
    return _MONTH.format(n)


def _y(n: str = "") -> str:
    return _YEAR.format(n)


def _d(n: str = "") -> str:
    return _DAY.format(n)


def _num(match: re.Match[str], name: str) -> int:
    return int(match[name])


def _month(match: re.Match[str], name: str = "month") -> int:
    return MONTHS[match[name].lower()]


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


# ---- handlers: match, anchor, direction -> first day, last day, precision


def _iso(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    day = safe_date(_num(m, "y"), _num(m, "mo"), _num(m, "d"))
    return (day, day, "day") if day else None


def _slashed(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    first, second, year = _num(m, "p1"), _num(m, "p2"), _num(m, "y")
    month, day = (second, first) if first > 12 else (first, second)  # American order unless it cannot be
    found = safe_date(year, month, day)
    return (found, found, "day") if found else None


def _full(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    start = safe_date(_num(m, "year"), _month(m), _num(m, "day"))
    last = m.groupdict().get("day2")
    end = safe_date(_num(m, "year"), _month(m), int(last)) if last else start
    return (start, end, "day") if start and end else None


def _month_day(m: re.Match[str], anchor: date | None, direction: int) -> tuple[date | None, date | None, str] | None:
    if anchor is None:
        return None
    options = [c for y in (-1, 0, 1) if (c := safe_date(anchor.year + y, _month(m), _num(m, "day")))]
    if not options:
        return None
    start = nearest(options, anchor, _lenient(options, anchor, direction))
    last = m.groupdict().get("day2")
    end = safe_date(start.year, start.month, int(last)) if last else start
    return (start, end, "day") if end else None


def _lenient(options: list[date], anchor: date, direction: int) -> int:
    """A day within a week of the anchor needs no tense; farther ones obey it."""
    closest = min(options, key=lambda c: abs((c - anchor).days))
    return 0 if abs((closest - anchor).days) <= 7 else direction


def _month_year(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    return (*_part(m, *month_span(_num(m, "year"), _month(m))), "month")


def _month_of(m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    if anchor is None:
        return None
    year = anchor.year + (-1 if m["rel"].lower() == "last" else 1 if m["rel"].lower() == "next" else 0)
    return (*month_span(year, _month(m)), "month")


def _bare_month(m: re.Match[str], anchor: date | None, direction: int) -> tuple[date | None, date | None, str] | None:
    if anchor is None:
        return None
    month = _month(m)
    deixis = (m.groupdict().get("deixis") or "").lower()
    options = [date(anchor.year + y, month, 1) for y in (-1, 0, 1)]
    if re.match(_PAST, deixis):
        direction = BACK
        options = [c for c in options if (c.year, c.month) < (anchor.year, anchor.month)] or options
    elif re.match(_NEXT, deixis):
        direction = ON
        options = [c for c in options if c > anchor] or options
    this_month = date(anchor.year, anchor.month, 1)
    start = nearest(options, this_month, direction or BACK)
    return (*_part(m, *month_span(start.year, start.month)), "month")


def _year(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    year = _num(m, "year")
    return (*_part(m, date(year, 1, 1), date(year, 12, 31)), "year")


def _year_range(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    first, second = m["year"], m["year2"]
    last = int(first[: 4 - len(second)] + second)
    return (date(int(first), 1, 1), date(last, 12, 31), "year") if last > int(first) else None


def _decade(m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    text = (m["decade"] or "").lower().rstrip("s").strip("'’")
    start = int(text) if text.isdigit() else DECADES[m["decade_word"].lower()]
    if start < 100:
        start += 1900 if start + 2000 > (anchor.year if anchor else 2020) else 2000
    return (*_part(m, date(start, 1, 1), date(start + 9, 12, 31)), "decade")


def _century(m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    number = int(re.match(r"\d+", m["number"]).group()) - 1  # type: ignore[union-attr]
    return (date(number * 100, 1, 1), date(number * 100 + 99, 12, 31), "century") if 0 < number < 30 else None


def _season(m: re.Match[str], anchor: date | None, direction: int) -> tuple[date | None, date | None, str] | None:
    month = SEASONS[m["season"].lower()]
    groups = m.groupdict()
    if groups.get("year"):
        return _season_of(int(groups["year"]), month)
    if anchor is None:
        return None
    deixis = (groups.get("deixis") or "").lower()
    years = [anchor.year + y for y in (-1, 0, 1)]
    if re.match(_PAST, deixis) or deixis == "this past":
        ended = [y for y in years if _season_of(y, month)[1] < anchor]
        return _season_of(max(ended or [anchor.year - 1]), month)
    if re.match(_NEXT, deixis):
        return _season_of(min(y for y in years if _season_of(y, month)[0] > anchor), month)
    start = nearest([_season_of(y, month)[0] for y in years], anchor, direction)
    return _season_of(start.year, month)


def _season_of(year: int, month: int) -> tuple[date, date, str]:
    start = date(year, month, 1)
    return start, add_months(start, 3) - timedelta(days=1), "season"


def _quarter(m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    number = ORDINALS.get(m["ordinal"].lower()) or int(m["ordinal"][-1])
    year = int(m["year"]) if m["year"] else anchor.year if anchor else None
    if year is None:
        return None
    start = date(year, 3 * number - 2, 1)
    return start, add_months(start, 3) - timedelta(days=1), "quarter"


def _deictic_day(m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    if anchor is None:
        return None
    word = re.sub(r"\s+", " ", m["deictic"].lower())
    offset = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
              "the day after tomorrow": 2}.get(word, 0)  # fmt: skip
    day = anchor + timedelta(days=offset)
    return day, day, "day"


def _weekday(m: re.Match[str], anchor: date | None, direction: int) -> tuple[date | None, date | None, str] | None:
    if anchor is None:
        return None
    target = WEEKDAYS[m["wday"].lower()]
    deixis = re.sub(r"\s+", " ", (m.groupdict().get("deixis") or "").lower())
    week = re.sub(r"\s+", " ", (m.groupdict().get("week") or "").lower())
    monday = anchor - timedelta(days=anchor.weekday())
    if week:
        shift = -7 if re.match(_PAST, week) else 7 if re.match(_NEXT, week) else 0
        day = monday + timedelta(days=shift + target)
    elif re.match(_NEXT, deixis) or deixis == "this coming":
        day = anchor + timedelta(days=(target - anchor.weekday() - 1) % 7 + 1)
    elif re.match(_PAST, deixis) or "past" in deixis:
        day = anchor - timedelta(days=(anchor.weekday() - target - 1) % 7 + 1)
    elif deixis == "this":
        day = monday + timedelta(days=target)
    elif direction == ON:
        day = anchor + timedelta(days=(target - anchor.weekday()) % 7)
    else:
        day = anchor - timedelta(days=(anchor.weekday() - target) % 7)
    return day, day, "day"


def _relative_unit(
    m: re.Match[str], anchor: date | None, direction: int
) -> tuple[date | None, date | None, str] | None:
    """ "last week", "this year", "next month", with "early", "late" before it or "earlier", "later"."""
    if anchor is None:
        return None
    deixis = re.sub(r"\s+", " ", m["deixis"].lower())
    shift = (
        -1 if re.match(_PAST, deixis) or "past" in deixis else 1 if re.match(_NEXT, deixis) or "coming" in deixis else 0
    )
    unit = m["unit"].lower()
    if unit == "weekend" and deixis == "this" and direction == BACK and anchor.weekday() < 5:
        shift = -1  # on a Tuesday, "this weekend" of a past tense is the one just gone
    if unit == "day" or re.match("following|previous|preceding", deixis):
        return None  # counted from the day of the story, not from that of the publication
    if unit in ("decade", "century") and shift == -1:
        return add_months(anchor, -120 if unit == "decade" else -1200), anchor, unit
    start, end = _unit_span(anchor, unit, shift)
    start, end = _part(m, start, end)
    when = (m.groupdict().get("when") or "").lower()
    if when == "earlier":
        end = max(start, min(end, anchor))
    elif when == "later":
        start = min(end, max(start, anchor))
    return start, end, unit if unit != "fortnight" else "week"


def _unit_span(anchor: date, unit: str, shift: int) -> tuple[date, date]:
    monday = anchor - timedelta(days=anchor.weekday())
    if unit == "day":
        return anchor + timedelta(days=shift), anchor + timedelta(days=shift)
    if unit in ("week", "fortnight"):
        start = monday + timedelta(days=7 * shift)
        return start, start + timedelta(days=6)
    if unit == "weekend":
        start = monday + timedelta(days=7 * shift + 5)
        return start, start + timedelta(days=1)
    if unit == "month":
        return month_span(*_year_month(add_months(anchor, shift)))
    if unit == "quarter":
        start = add_months(date(anchor.year, 3 * ((anchor.month - 1) // 3) + 1, 1), 3 * shift)
        return start, add_months(start, 3) - timedelta(days=1)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = max((anchor.year // years + shift) * years, 1)
    return date(first, 1, 1), date(first + years - 1, 12, 31)


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _part(m: re.Match[str], start: date, end: date) -> tuple[date, date]:
    """Narrows an interval by "early", "late", "mid", "the end of", "the first half of"."""
    word = re.sub(r"\s+", " ", (m.groupdict().get("part") or "").lower())
    days = (end - start).days + 1
    if not word:
        return start, end
    if "end" in word:
        return end, end
    if word.startswith(("early", "the start", "the beginning")):
        return start, _share(start, days, 1, 3)
    if word.startswith(("mid", "the middle")):
        return _share(start, days, 1, 3), _share(start, days, 2, 3)
    if word.startswith("late"):
        return (date(start.year, 10, 1) if days > 360 else _share(start, days, 2, 3)), end
    return (start, _share(start, days, 1, 2)) if "first" in word else (_share(start, days, 1, 2), end)


def _share(start: date, days: int, over: int, under: int) -> date:
    return start + timedelta(days=days * over // under)


def _count(text: str) -> float | None:
    word = re.sub(r"\s+", " ", text.lower())
    vague = {"a few": None, "several": None, "few": None, "a couple of": 2.0, "half a": 0.5, "half an": 0.5}
    if word in vague:
        return vague[word]
    if word in ("a", "an"):
        return 1.0
    number = parse_number(word)
    return float(number) if number is not None else None


def _ago(m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    """ "three weeks ago", "in ten days", "a year later": as precise as the unit."""
    count = _count(m["count"])
    if anchor is None:
        return None
    unit = m["unit"].lower()
    sign = ON if m.groupdict().get("ahead") else BACK
    if unit in ("hour", "minute"):
        count, unit = (0, "day") if unit == "minute" or count is None else (count // 24, "day")
    if count is None:
        return _vague_shift(anchor, unit, sign)
    return _shift(anchor, unit, sign * count)


def _shift(anchor: date, unit: str, count: float) -> tuple[date, date, str]:
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days == 1:
        day = anchor + timedelta(days=round(count))
        return day, day, "day"
    if days:
        day = anchor + timedelta(days=round(days * count))
        return day, day, "week"
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    day = add_months(anchor, round(months * count))
    if unit == "month":
        return (*month_span(day.year, day.month), "month")
    return date(day.year, 1, 1), date(day.year, 12, 31), "year"


def _vague_shift(anchor: date, unit: str, sign: int) -> tuple[date | None, date | None, str]:
    """ "a few weeks ago": two to nine units away."""
    near, far = (_shift(anchor, unit, sign * n) for n in (2, 9))
    return min(near[0], far[0]), max(near[1], far[1]), unit


def _span_back(m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    """ "the past 30 days", "over the last two years", "the next five years": an interval that touches the anchor."""
    count = _count(m["count"]) if m["count"] else 1.0
    if anchor is None or count is None:
        return None
    ahead = re.match(_NEXT, m["deixis2"].lower()) is not None
    unit = m["unit"].lower()
    far = _shift(anchor, unit, count if ahead else -count)
    return (anchor, far[1], unit) if ahead else (far[0], anchor, unit)


def _holiday(m: re.Match[str], anchor: date | None, direction: int) -> tuple[date | None, date | None, str] | None:
    month, day = HOLIDAYS[m["holiday"].lower().replace("’", "'")]
    if m["year"]:
        found = date(int(m["year"]), month, day)
    elif anchor is None:
        return None
    else:
        found = nearest([date(anchor.year + y, month, day) for y in (-1, 0, 1)], anchor, direction)
    return found, found, "day"


def _year_end(_m: re.Match[str], anchor: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    return (date(anchor.year, 12, 31), date(anchor.year, 12, 31), "day") if anchor else None


def _open(_m: re.Match[str], _a: date | None, _d: int) -> tuple[date | None, date | None, str] | None:
    return None, None, "open"


def _table() -> list[tuple[str, str, Handler]]:
    """The grammar: kind, pattern, handler; at one place of a text the first that matches wins."""
    daypart = r"(?:\s+(?:morning|afternoon|evening|night))?"
    lead_wday = rf"(?:{_WDAY},?\s+)?"
    dash = r"\s?(?:–|-|to|through|and)\s?"
    cue = (
        r"(?<=\bin\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\btill\s)|(?<=\bby\s)|(?<=\bof\s)|(?<=\bfrom\s)|(?<=\bduring\s)"
    )
    cue += r"|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bmid-)|(?<=\bfor\s)|(?<=\bthrough\s)|(?<=\bbefore\s)|(?<=\bafter\s)"
    cue += r"|(?<=\bto\s)|(?<=\bthis\s)|(?<=\blast\s)|(?<=\bnext\s)|(?<=\bbetween\s)|(?<=\band\s)|(?<=\bstarting\s)"
    return [
        ("date", r"(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?", _iso),
        ("date", r"(?P<p1>\d{1,2})[/.](?P<p2>\d{1,2})[/.](?P<y>\d{4})", _slashed),
        ("date", rf"{lead_wday}{_m()}\s+{_d()}{dash}{_d('2')},?\s+{_y()}", _full),
        ("date", rf"{lead_wday}{_m()}\s+{_d()},?\s+{_y()}", _full),
        ("date", rf"{lead_wday}(?:the\s+)?{_d()}(?:\s+of)?\s+{_m()},?\s+{_y()}", _full),
        ("date", rf"{lead_wday}{_m()}\s+{_d()}{dash}{_d('2')}\b", _month_day),
        ("date", rf"(?:{_PART}[\s-]+)?{_m()},?\s+(?:of\s+)?{_y()}", _month_year),
        ("date", rf"{lead_wday}(?:\()?{_m()}\s+{_d()}\b(?!\s+(?:percent|people|employees|workers))", _month_day),
        ("date", rf"{lead_wday}(?:the\s+)?{_d()}(?:\s+of)?\s+{_m()}", _month_day),
        ("date", rf"{_m()}\s+(?:of\s+)?(?P<rel>last|this|next)\s+year", _month_of),
        ("date", rf"{_HOLIDAY}(?:,?\s+{_y()})?", _holiday),
        ("date", rf"(?:in\s+the\s+)?{_SEASON}\s+(?:of\s+)?{_y()}", _season),
        ("date", rf"(?:the\s+)?(?P<ordinal>first|second|third|fourth|Q[1-4])[\s-]+quarter(?:\s+(?:of\s+)?{_y()})?", _quarter),
        ("date", rf"(?P<ordinal>Q[1-4])(?:\s+(?:of\s+)?{_y()})?", _quarter),
        ("date", r"(?:the\s+)?(?P<deictic>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|today|yesterday|tomorrow|"
                 rf"tonight|last\s+night|this\s+(?:morning|afternoon|evening)){daypart}", _deictic_day),
        ("date", rf"(?:on\s+)?{_DEIXIS}\s+{_FULL_WDAY}{daypart}", _weekday),
        ("set", rf"(?:every|each|on)\s+(?:{'|'.join(d.lower() for d in calendar.day_name)})s\b", _open),
        ("set", rf"(?:every|each)\s+(?:{_COUNT}\s+)?(?:day|week|month|quarter|year|morning|night|monday|tuesday|wednesday|"
                r"thursday|friday|saturday|sunday)s?", _open),
        ("set", rf"(?:{_COUNT}|once|twice)\s+(?:days?|times?|hours?|nights?|weeks?|months?)\s+(?:an?|per|each|every)\s+"
                r"(?:day|week|month|year)", _open),
        ("set", r"(?:once|twice)\s+(?:an?|per)\s+(?:day|week|month|year)", _open),
        ("date", rf"{_FULL_WDAY}\s+(?P<week>(?:{_PAST}|this|{_NEXT})\s+week)", _weekday),
        ("date", rf"{_FULL_WDAY}{daypart}", _weekday),
        ("date", rf"(?:the\s+)?(?:(?P<when>earlier|later)\s+)?(?:{_PART}\s+)?(?:the\s+)?{_DEIXIS}\s+{_UNIT}(?!s|[-\w])", _relative_unit),
        ("date", rf"(?:the\s+)?{_DEIXIS}\s+{_SEASON}\b", _season),
        ("date", rf"{_DEIXIS}\s+{_m()}(?!\s+\d)", _bare_month),
        ("date", rf"(?:(?:in|over|during|within|for|throughout)\s+)?(?:the\s+)?(?P<deixis2>{_PAST}|{_NEXT})\s+(?:{_COUNT}\s+)?{_UNIT}s\b", _span_back),
        ("date", rf"(?:about\s+|some\s+|nearly\s+|almost\s+|over\s+|more\s+than\s+|just\s+)?{_COUNT}\s+(?P<unit>day|week|fortnight|month|quarter|year|decade|hour|minute)s?\s+(?:ago|earlier)", _ago),
        ("date", rf"(?P<ahead>in|within)\s+{_COUNT}\s+{_UNIT}s?(?:['’]\s+time)?(?!\s+(?:of|history))", _ago),
        ("date", rf"(?:the\s+)?{_PART}\s+(?:the\s+)?{_UNIT.replace('(?P<unit>', '(?P<unit>')}(?!s|[-\w])(?P<deixis>)", _relative_unit),
        ("date", rf"(?P<decade>(?:1[5-9]|20)\d0s|['’]\d0s)|the\s+(?P<decade_word>{'|'.join(DECADES)})\b", _decade),
        ("date", r"(?:the\s+)?year[\s-]end", _year_end),
        ("date", r"(?:the\s+)?(?P<number>\d{1,2}(?:st|nd|rd|th))[\s-]century", _century),
        ("date", rf"{_y()}\s?(?:–|-|/|to|through)\s?(?P<year2>(?:1[5-9]|20)\d\d|\d\d)(?!\d)", _year_range),
        ("date", rf"between\s+{_y()}\s+and\s+(?P<year2>(?:1[5-9]|20)\d\d)", _year_range),
        ("date", rf"(?:{_PART}[\s-]+)?(?:fiscal\s+)?{_y()}(?!\s*(?:%|percent|people|employees|workers|votes|jobs|-\w))(?![\d,]\d)", _year),
        ("date", rf"(?:{_PART}[\s-]+)?(?:{cue}){_m()}(?!\s+\d)", _bare_month),
        ("date", rf"(?P<part>early|mid|late)[\s-]+{_m()}(?!\s+\d)", _bare_month),
        ("date", r"(?P<month>january|february|april|june|july|august|september|october|november|december)\b(?!\s+\d)", _bare_month),
        ("clock", r"(?:between\s+)?(?:noon|midnight|\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?\b\.?))(?:\s?(?:–|-|to|and|until)\s?"
                  r"(?:noon|midnight|\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)))?(?:\s+(?:local\s+time|[ECMP][SD]?T|GMT|BST|UTC|CET|"
                  r"(?:eastern|pacific|central|mountain)(?:\s+time)?))?", _open),
        ("duration", rf"(?:{_COUNT})[\s-]+(?:days?|weeks?|months?|years?|decades?|hours?|minutes?)\b(?:[\s-]+old\b)?", _open),
    ]  # fmt: skip


@lru_cache(maxsize=1)
def _grammar() -> list[tuple[str, re.Pattern[str], Handler]]:
    return [(k, re.compile(rf"(?<![\w$£€.-])(?<!\d,){p}(?!\w)(?!\s+(?:BCE?|B\.C\.))", re.IGNORECASE), h) for k, p, h in _table()]


def find_times(text: str, anchor: date | None, direction: Callable[[int], int] | int = 0) -> Iterator[TimeExpression]:
    """Yields the time expressions of `text` from left to right, none overlapping another.

    `anchor` is the publication date, None if unknown. `direction` (or what it gives for an offset) is BACK where the
    clause tells what happened, ON where it tells what is to come, 0 where nothing is known.
    """
    hits: list[tuple[int, int, int]] = []
    for rank, (_, pattern, _) in enumerate(_grammar()):
        hits.extend((m.start(), -m.end(), rank) for m in pattern.finditer(text))
    position = 0
    for start, _, rank in sorted(hits, key=lambda h: (h[0], h[2])):
        if start < position:
            continue
        kind, pattern, handler = _grammar()[rank]
        match = pattern.match(text, start)
        if match is None or _is_modal(match, text):
            continue
        way = direction(start) if callable(direction) else direction
        interval = _interval(match, handler, anchor, way)
        position = match.end()
        yield TimeExpression(start, match.end(), kind, interval)


def _is_modal(match: re.Match[str], text: str) -> bool:
    """ "May" and "March" in lower case are a modal and a verb; "sun", "sat" and "wed" are words, too."""
    word = match[0].lstrip()
    if re.fullmatch(
        r"(?:early |late |mid-?)?(?:may|march|mar|sun|sat|wed|mon|fri|jan|dec|second|fall|spring)\b.*", word
    ):
        return bool(re.match(r"(?:may|march|mar|sun|sat|wed|mon)\b", word))
    return False


def _interval(match: re.Match[str], handler: Handler, anchor: date | None, way: int) -> TimeInterval | None:
    try:
        found = handler(match, anchor, way)
    except (ValueError, OverflowError):
        return None
    if found is None or found[2] == "open":
        return None
    return TimeInterval(found[0], found[1], found[2], match[0].strip())
