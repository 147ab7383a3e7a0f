"""Relative times of articles without a date, told by other articles on the same event.

"The walkout is today" says no day by itself; when dated articles tell that the walkout was on 31 May, it does. Only a
single day is taken, and only where the words can mean it: "Wednesday" must be that weekday.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from kg.decisions import Key
from kg.model import Claim, Extraction, TimeInterval
from kg.timex import BACK, ON, find_times

TRUST = Decimal("0.6")
WEEK = 6
# Days by which the last day of a time comes after its first, by its precision.
WIDTH = {"day": 0, "hour": 0, "week": WEEK, "month": 30, "quarter": 91, "season": 91, "year": 365}
YEAR = range(-390, 391, 30)  # the same for wide times: "last fall" may be told in the next summer
AROUND = range(-31, 32)  # days between the event and the publication of an article that calls it "today" or "Wednesday"


def settle_dates(extractions: Iterable[Extraction], events: Mapping[Key, str]) -> list[Extraction]:
    """The extractions with open times resolved where the event they date has one day by the dated articles."""
    extractions = list(extractions)
    days = known_days(extractions, events)
    return [replace(e, claims=tuple(_settled(c, e, events, days) for c in e.claims)) for e in extractions]


def known_days(extractions: Iterable[Extraction], events: Mapping[Key, str]) -> dict[str, date]:
    """The day of each event that most dated articles tell; none where two days tie."""
    votes: dict[str, Counter[date]] = defaultdict(Counter)
    for e in extractions:
        told = set()
        for claim in e.claims:
            event = events.get((e.article.id, claim.subject))
            value = claim.value
            if (
                event
                and claim.predicate == "startDate"
                and isinstance(value, TimeInterval)
                and value.start
                and value.start == value.end
            ):
                told.add((event, value.start))
        for event, day in told:
            votes[event][day] += 1
    best = {event: count.most_common(2) for event, count in votes.items()}
    return {event: top[0][0] for event, top in best.items() if len(top) == 1 or top[0][1] > top[1][1]}


def _settled(claim: Claim, extraction: Extraction, events: Mapping[Key, str], days: Mapping[str, date]) -> Claim:
    value = claim.value
    if not isinstance(value, TimeInterval) or value.precision != "open":
        return claim
    day = days.get(events.get((extraction.article.id, claim.subject), ""))
    evidence = claim.evidence[0]
    if day is None or not can_mean(value.text, day, ON if evidence.modality == "Planned" else BACK):
        return claim
    told = replace(evidence, rule="aligned", confidence=TRUST)
    return replace(claim, value=TimeInterval(day, day, "day", value.text), evidence=(told,))


def meet(a: TimeInterval, b: TimeInterval, slack: int = 0) -> bool:
    """True if two events of these times can have begun within so many days of each other."""
    if a.start is None or b.start is None:
        return False
    return (a.start - end_of(b)).days <= slack and (b.start - end_of(a)).days <= slack


def end_of(time: TimeInterval) -> date:
    """The last day on which an event of this time can have begun: "since fall" has begun at some time in fall."""
    if time.start is None or time.end is not None:
        return time.end or date.max
    return date.fromordinal(min(time.start.toordinal() + WIDTH.get(time.precision, 0), date.max.toordinal()))


@lru_cache(maxsize=10_000)
def fits(text: str, day: date, modality: str) -> bool:
    """True if the day lies in what the words can mean, for some date of publication near it."""
    direction = ON if modality == "Planned" else BACK
    for offset in (*AROUND, *YEAR):
        for found in find_times(text, day + timedelta(days=offset), direction):
            start, end = (found.interval.start, found.interval.end) if found.interval else (None, None)
            if start and end and start <= day <= end and (offset in AROUND or (end - start).days > WEEK):
                return True
    return False


@lru_cache(maxsize=10_000)
def can_mean(text: str, day: date, direction: int) -> bool:
    """True if the words name the day for some date of publication near it."""
    for offset in AROUND:
        for found in find_times(text, day + timedelta(days=offset), direction):
            if found.interval and found.interval.start == found.interval.end == day:
                return True
    return False
