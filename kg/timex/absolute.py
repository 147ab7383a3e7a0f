"""Times that say their year, or do so once the publication date helps out: match -> days."""

from __future__ import annotations

import re
from datetime import date

from kg.timex.days import Days, add_months, holiday, month_span, narrow, nearest, safe_date, season_of
from kg.timex.words import DECADES, MONTHS, NTH, ORDINALS, SEASONS


def word(match: re.Match[str], name: str) -> str:
    """The words of a group in lower case, single-spaced; "" where the pattern or the match has none."""
    return " ".join((match.groupdict().get(name) or "").lower().split())


def month_of(match: re.Match[str]) -> int:
    """The number of the month in a match."""
    return MONTHS[word(match, "month")]


def iso_date(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "2023-05-31", with or without a time of day."""
    day = safe_date(int(m["y"]), int(m["mo"]), int(m["d"]))
    return (day, day, "day") if day else None


def slashed_date(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "5/31/2023": the American order unless it cannot be."""
    first, second = int(m["p1"]), int(m["p2"])
    month, day = (second, first) if first > 12 else (first, second)
    found = safe_date(int(m["y"]), month, day)
    return (found, found, "day") if found else None


def eleventh_of_september(_m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "9/11" stands for one day only."""
    return date(2001, 9, 11), date(2001, 9, 11), "day"


def full_date(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "May 31, 2023", "May 2-4, 2023", "the 31st of May, 2023"."""
    year = int(m["year"])
    start = safe_date(year, month_of(m), int(m["day"]))
    last = word(m, "day2")
    end = safe_date(year, month_of(m), int(last)) if last else start
    return (start, end, "day") if start and end else None


def month_and_year(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "May 2023", "early May 2023"."""
    return (*narrow(word(m, "part"), *month_span(int(m["year"]), month_of(m))), "month")


def nth_day(m: re.Match[str], anchor: date | None, direction: int) -> Days | None:
    """ "the fifth of January", "the first day of May, 2023"."""
    told, month, day = word(m, "year"), month_of(m), NTH[word(m, "nth")]
    if told:
        options = [safe_date(int(told), month, day)]
    else:
        options = [safe_date(anchor.year + y, month, day) for y in (-1, 0, 1)] if anchor else []
    days = [d for d in options if d]
    found = nearest(days, anchor or days[0], direction) if days else None
    return (found, found, "day") if found else None


def months(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "August 1990 – May 1995", "March to August 2011"; a later first month is of the year before."""
    last, in_year = MONTHS[word(m, "month2")], int(m["year"])
    first = date(int(word(m, "year1") or in_year - (month_of(m) > last)), month_of(m), 1)
    end = month_span(in_year, last)[1]
    return (first, end, "month") if first < end else None


def year(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "2022", "late 2022", "the first half of 2022"."""
    number = int(m["year"])
    return (*narrow(word(m, "part"), date(number, 1, 1), date(number, 12, 31)), "year")


def year_on(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "2013 to present": without an end."""
    return date(int(m["year"]), 1, 1), None, "year"


def years(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "2019-2021", "2019–21", "between 2019 and 2021"."""
    first, second = m["year"], m["year2"]
    last = int(first[: 4 - len(second)] + second)
    return (date(int(first), 1, 1), date(last, 12, 31), "year") if last > int(first) else None


def decade(m: re.Match[str], anchor: date | None, _direction: int) -> Days | None:
    """ "the 1990s", "the late '90s", "the nineties"."""
    digits = re.sub(r"\D", "", word(m, "decade"))
    start = int(digits) if digits else DECADES[word(m, "decade_word")]
    if start < 100:
        start += 1900 if start + 2000 > (anchor.year if anchor else 2020) else 2000
    return (*narrow(word(m, "part"), date(start, 1, 1), date(start + 9, 12, 31)), "decade")


def century(m: re.Match[str], _anchor: date | None, _direction: int) -> Days | None:
    """ "the 19th century", "the early twentieth century", "the 1600s"; as years that begin alike: 1800 to 1899."""
    told = word(m, "century")
    number = int(told) if told else int(word(m, "number") or NTH[word(m, "nth")]) - 1
    if not 0 < number < 30:
        return None
    return (*narrow(word(m, "part"), date(number * 100, 1, 1), date(number * 100 + 99, 12, 31)), "century")


def season(m: re.Match[str], anchor: date | None, direction: int) -> Days | None:
    """ "spring 2022", "last fall", "this summer"."""
    month, told = SEASONS[word(m, "season")], word(m, "year")
    if told:
        return season_of(int(told), month)
    if anchor is None:
        return None
    near = [season_of(anchor.year + y, month) for y in (-1, 0, 1)]
    deixis = word(m, "deixis")
    if re.search(r"last|past|previous|preceding", deixis):
        return max([s for s in near if s[1] < anchor] or near[:1])
    if re.match(r"next|coming|following", deixis):
        return min(s for s in near if s[0] > anchor)
    start = nearest([s[0] for s in near], anchor, direction)
    return season_of(start.year, month)


def quarter(m: re.Match[str], anchor: date | None, _direction: int) -> Days | None:
    """ "Q3 2022", "the second quarter"; of the calendar year."""
    number = ORDINALS.get(word(m, "ordinal")) or int(m["ordinal"][-1])
    in_year = int(m["year"]) if m["year"] else anchor.year if anchor else None
    if in_year is None:
        return None
    start = date(in_year, 3 * number - 2, 1)
    return start, month_span(in_year, add_months(start, 2).month)[1], "quarter"


def holiday_date(m: re.Match[str], anchor: date | None, direction: int) -> Days | None:
    """ "Christmas", "Good Friday 2022"."""
    name = word(m, "holiday").replace("’", "'")
    if m["year"]:
        found = holiday(name, int(m["year"]))
    elif anchor is None:
        return None
    else:
        found = nearest([holiday(name, anchor.year + y) for y in (-1, 0, 1)], anchor, direction)
    return found, found, "day"


def no_days(_m: re.Match[str], _anchor: date | None, _direction: int) -> None:
    """Durations, sets, clock times: they name no days."""
    return
