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
from kg.timex.days import BACK, ON
from kg.timex.grammar import Rule, rules

__all__ = ["BACK", "ON", "TimeExpression", "find_times"]

# "may" and "march" in lower case are a modal and a verb; "sun", "sat", "wed", "mon" are words, too.
_WORD_IN_LOWER_CASE = re.compile(r"(?:may|march|mar|sun|sat|wed|mon)\b")


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


def find_times(text: str, anchor: date | None, direction: Callable[[int], int] | int = 0) -> Iterator[TimeExpression]:
    """Yields the time expressions of `text` from left to right, none overlapping another.

    `anchor` is the publication date, None if unknown. `direction` (or what it gives for an offset) is BACK where the
    clause tells what happened, ON where it tells what is to come, 0 where nothing is known.
    """
    hits = sorted((m.start(), rank) for rank, rule in enumerate(rules()) for m in rule.pattern.finditer(text))
    position = 0
    for start, rank in hits:
        rule = rules()[rank]
        match = rule.pattern.match(text, start) if start >= position else None
        if match is None or _WORD_IN_LOWER_CASE.match(match[0]):
            continue
        position = match.end()
        way = direction(start) if callable(direction) else direction
        yield TimeExpression(start, match.end(), rule.kind, _interval(match, rule, anchor, way))


def _interval(match: re.Match[str], rule: Rule, anchor: date | None, way: int) -> TimeInterval | None:
    try:
        found = rule.read(match, anchor, way)
    except (ValueError, OverflowError):  # beyond the ends of the calendar
        return None
    return TimeInterval(*found, match[0].strip()) if found else None
