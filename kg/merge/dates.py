"""Relative times of articles without a date, told by other articles on the same event.

"The walkout is today" says no day by itself; when dated articles tell that the walkout was on 31 May, it does. Only a
single day is taken, and only where the words can mean it: "Wednesday" must be that weekday. Such words also tell about
when the article appeared, and so what it means by "last year", where all days on which it can have appeared agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from kg.decisions import Key
from kg.model import SINCE, Claim, Extraction, TimeInterval
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
    known: dict[str, dict[str, date]] = defaultdict(dict)
    for (article, chain), event in events.items():
        if event in days:
            known[article][chain] = days[event]
    return [_settled(e, known.get(e.article.id, {})) for e in extractions]


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


def _settled(extraction: Extraction, days: Mapping[str, date]) -> Extraction:
    """An extraction with its open times resolved; `days` are the known ones of its events, by their chains."""
    opened = [c for c in extraction.claims if _is_open(c)]
    found = (possible_issues(*_words(c), days.get(c.subject)) for c in opened)
    issues = [issue for issue in found if issue]
    issue = frozenset[date]().union(*issues[:1]).intersection(*issues)  # days on which the article can have appeared
    claims = (_resolved(c, days.get(c.subject), issue) if _is_open(c) else c for c in extraction.claims)
    return replace(extraction, claims=tuple(claims)) if issues else extraction


def _is_open(claim: Claim) -> bool:
    """True for a time that needs a date of publication to count from."""
    return isinstance(claim.value, TimeInterval) and claim.value.precision == "open"


def _words(claim: Claim) -> tuple[str, int]:
    """The words of a claim's time, and where they point."""
    text = claim.value.text if isinstance(claim.value, TimeInterval) else ""
    return text, ON if claim.evidence[0].modality == "Planned" else BACK


def _resolved(claim: Claim, day: date | None, issue: frozenset[date]) -> Claim:
    """A claim with the day of its event, where its words can mean it, or what they mean on each day of issue."""
    text, direction = _words(claim)
    if day and possible_issues(text, direction, day):
        means: set[TimeInterval | None] = {TimeInterval(day, day, "day", text)}
    else:
        means = {meaning(text, published, direction) for published in issue}
    value = means.pop() if len(means) == 1 else None
    if value is None:
        return claim
    if text.startswith(SINCE):
        value = replace(value, end=None)
    told = replace(claim.evidence[0], rule="aligned", confidence=TRUST)
    return replace(claim, value=replace(value, text=text), evidence=(told,))


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
def possible_issues(text: str, direction: int, day: date | None) -> frozenset[date]:
    """The dates of publication near a day for which the words name that day; none for no day."""
    around = [day + timedelta(days=offset) for offset in AROUND] if day else []
    named = ((issue, meaning(text, issue, direction)) for issue in around)
    return frozenset(issue for issue, time in named if time and time.start == time.end == day)


@lru_cache(maxsize=100_000)
def meaning(text: str, published: date, direction: int) -> TimeInterval | None:
    """What words that tell one time mean in an article of a day."""
    found = list(find_times(text, published, direction))
    return found[0].interval if len(found) == 1 else None
