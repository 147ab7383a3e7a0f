"""Time expressions in plain text -> intervals of days, with the precision that the words have.

`find_times` knows the calendar and the publication date, not grammar: which way "Wednesday" points (back for what
happened, on for what is planned) is told by the caller. Conventions follow TIMEX3 and the TEI dates of GUM: a week
runs from Monday to Sunday, "the 1960s" from 1960-01-01 to 1969-12-31, "last fall" from 1 September.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.model import TimeInterval
from kg.text import lowered
from kg.timex.days import BACK, ON, Days
from kg.timex.grammar import Origin, Rule, hint, rules, starts

__all__ = ["BACK", "ON", "TimeExpression", "begins_within", "find_times"]

# "may" and "march" in lower case are a modal and a verb; "sun", "sat", "wed", "mon" are words, too.
_WORD_IN_LOWER_CASE = re.compile(r"(?:(?:this|last|next)\s+)?(?:may|march|mar|sun|sat|wed|mon)\b")
_LEEWAY = 3  # days by which one month is longer than another


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


def find_times(
    text: str,
    anchor: date | None,
    direction: Callable[[int], int] | int = 0,
    told: TimeInterval | None = None,
    *,
    of_story: bool = False,
) -> Iterator[TimeExpression]:
    """Yields the time expressions of `text` from left to right, none overlapping another.

    `anchor` is the publication date, None if unknown. `direction` (or what it gives for an offset) is BACK where the
    clause tells what happened, ON where it tells what is to come, 0 where nothing is known. `told` is the time told
    last before the text, from which "two years later" and "that month" count; in the text, each time replaces it. With
    `of_story`, past days and months without a year follow it, too, rather than the publication.
    """
    lower = lowered(text)
    if not hint().search(lower):
        return
    position = ahead = 0  # "next month, then Italy in November": a list goes on in its direction
    for start in (m.start() for m in starts().finditer(lower)):
        found = _first_match(text, lower, start) if start >= position else None
        if found is None:
            continue
        rule, match = found
        position = match.end()
        way = (direction(start) if callable(direction) else direction) or ahead
        days = _days(match, rule, anchor, told, way, of_story)
        interval = TimeInterval(*days, text[start:position].strip()) if days else None
        told = interval or told
        ahead = ON if interval and interval.start and anchor and interval.start > anchor else 0
        yield TimeExpression(start, position, rule.kind, interval)


def _first_match(text: str, lower: str, start: int) -> tuple[Rule, re.Match[str]] | None:
    """The first rule that matches at a place, with its match."""
    for rule in rules():
        match = rule.pattern.match(lower, start)
        if match and not _WORD_IN_LOWER_CASE.match(text[start : match.end()]):
            return rule, match
    return None


def begins_within(text: str, length: int) -> bool:
    """True if words that may tell a time begin at one of the first so many characters of `text`, or right behind them.

    Much faster than `find_times` for few characters: where it is false, no time begins there.
    """
    lower = lowered(text)
    return any(starts().match(lower, start) for start in range(length + 1))


def _days(
    match: re.Match[str], rule: Rule, anchor: date | None, told: TimeInterval | None, way: int, of_story: bool
) -> Days | None:
    partial = of_story and way == BACK and Origin.YEAR in rule.origin
    story = told if told and told.start and (partial or rule.origin & (Origin.STORY | Origin.INSIDE)) else None
    origin = story.start if story else anchor if Origin.NOW in rule.origin else None
    try:
        found = rule.read(match, origin, ON if story and partial else way)  # a story goes on
    except (ValueError, OverflowError):  # beyond the ends of the calendar
        return None
    if found is None or (story and not partial and Origin.INSIDE not in rule.origin and _shorter(found, story)):
        return None  # no day lies "two days later" than a year
    if found[0] and found[1] and found[0] > found[1]:
        return None  # "from 30 to 2 June"
    return found


def _shorter(found: Days, story: TimeInterval) -> bool:
    """True if what was counted is more exact than the time from which it was counted."""
    days, told = ((end - start).days if start and end else 0 for start, end in (found[:2], (story.start, story.end)))
    return days + _LEEWAY < told
