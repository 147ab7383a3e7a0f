"""How surely two event chains tell of one event: reasons with weights, added up, and what forbids it.

The weights were set by hand on 21 annotated articles (five of one story, six near it, ten of five others) so that what
is known to be one lies above SAME and what is known to be two below.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.merge.background import lies_in
from kg.merge.dates import WIDTH, end_of, fits, meet
from kg.merge.event_nodes import EventNode, family
from kg.merge.figures import bounds_of, is_vague, sums
from kg.model import Quantity, TimeInterval
from kg.names import name_key
from kg.ontology import Ontology

SAME = 3.0  # weight from which two chains are one event
SLACK = 3  # days by which the dates of one event may differ between articles (time zones, first and second day)
APART = 45  # days from which two dated reports cannot tell of one event
SOON, NEAR = 7, 60  # days between an undated event and the articles that may tell of it
SALIENT = 3  # mentions from which an event is what its article is about
STORY = (0.08, 0.26)  # likeness of articles from which it counts, and from which it counts in full
ONE_STORY = 0.22  # likeness from which two articles tell of one event if they tell of one of its family each
WITHIN_STORY = 2.5  # the most that the likeness of their articles adds for two chains
EXACT = ("day", "hour", "week")
ROUNDING = Decimal("1.25")  # ratio of two numbers up to which they may be one
# What must be shared where the type of event names it: without it there is nothing that two reports are about.
ESSENTIAL = frozenset({"concerns", "acquires", "affects"})

Reason = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sum of the weights, and the reasons in words."""

    score: float
    reason: str


def likeness(
    left: EventNode, right: EventNode, alike: Callable[[str, str], float], onto: Ontology, least: float = -math.inf
) -> Likeness:
    """How surely two chains of different articles tell of one event; `alike` compares their articles by id.

    A score of 0 or less is sure that they do not. Where the score cannot come to `least`, it may be told without what
    their articles have in common.
    """
    if clash := conflict_reason(left, right, onto):
        return Likeness(0.0, clash)
    if left.referent.named and right.referent.named:
        return Likeness(2 * SAME, "same proper name")
    if is_told(left, onto):
        return Likeness(0.0, "statements are one only by their words or their name")
    essential = ESSENTIAL & set(onto.entry_value(left.referent.type, "same_event") or ())
    if essential and not any(left.roles.get(r, set()) & right.roles.get(r, set()) for r in essential):
        return Likeness(0.0, f"no {' or '.join(sorted(essential))} in common")
    reasons = [r for r in _reasons(left, right, onto) if r[0]]
    if sum(weight for weight, _ in reasons) + WITHIN_STORY >= least:
        reasons += (r for r in _of_articles(left, right, alike(left.key[0], right.key[0])) if r[0])
    words = "; ".join(f"{text} {weight:+.1f}" for weight, text in reasons)
    return Likeness(round(sum(weight for weight, _ in reasons), 3), words or "nothing in common")


def is_told(node: EventNode, onto: Ontology) -> bool:
    """True for what somebody says, asks or promises: two of these are one by their words or their name alone."""
    return onto.is_a(node.referent.type, "Communication")


def _of_articles(left: EventNode, right: EventNode, story: float) -> Iterator[Reason]:
    low, high = STORY
    yield round(2 * min(max(story - low, 0) / (high - low), 1), 1), f"articles alike {story:.2f}"
    if left.alone and right.alone and story >= ONE_STORY:
        yield 0.5, "the only one in both articles"


def _reasons(left: EventNode, right: EventNode, onto: Ontology) -> Iterator[Reason]:
    yield (0.5, "same type") if left.referent.type == right.referent.type else (-0.5, "types differ")
    identity = {f for r in left.roles.keys() & right.roles.keys() for f in left.roles[r] & right.roles[r]}
    if identity:
        yield 1.0, f"same {', '.join(sorted(identity))}"
    elif min(left.mentions, right.mentions) >= SALIENT:
        yield 1.0, "what both articles are about"
    links = sorted({filler.partition(":")[0] for _, filler in left.links & right.links if filler not in identity})
    yield min(len(links), 2), f"both with {', '.join(links)}"
    yield _words(left, right, onto)
    yield _time(left, right)
    yield _numbers(left, right)


def _words(left: EventNode, right: EventNode, onto: Ontology) -> Reason:
    """Descriptions weigh where events of one doer differ by what they are about: his mandates, plans and decisions."""
    if not onto.is_a(left.referent.type, "PolicyMandate"):
        return 0.0, ""
    shared = sorted(left.words & right.words)
    return (1.0, f"both called {', '.join(shared)}") if shared else (-1.0, "called otherwise")


def _time(left: EventNode, right: EventNode) -> Reason:
    if left.days and right.days:
        return max((_days(a, b) for a in left.days for b in right.days), key=lambda r: r[0])
    for dated, other in ((left, right), (right, left)):
        days = [d for d in dated.days if d.start and d.precision in EXACT]
        if days and other.open:
            return max((_open(d, text, modality) for d in days for text, modality in other.open), key=lambda r: r[0])
        if dated.days and not other.open:
            return max((_published(d, other.published) for d in dated.days), key=lambda r: r[0])
    if left.published and right.published and not (left.days or right.days):
        gap = abs((left.published - right.published).days)
        return (1.0, "published together") if gap <= SOON else (0.0, "") if gap <= NEAR else (-1.0, "published apart")
    return 0.0, ""


def _days(a: TimeInterval, b: TimeInterval) -> Reason:
    if not meet(a, b, SLACK):
        return -3.0, "days differ"
    wide = max(WIDTH.get(t.precision, 365) for t in (a, b))
    return (3.0, "same day") if wide <= 6 else (2.0, "same month") if wide <= 31 else (1.0, "times meet")


def _open(day: TimeInterval, text: str, modality: str) -> Reason:
    if day.start is None or not fits(text, day.start, modality):
        return -2.0, f"“{text}” does not fit {day.start}"
    weight = 3.0 if any(c.isdigit() for c in text) else 1.5 if "day" in text else 1.0
    return weight, f"“{text}” fits {day.start}"


def _published(day: TimeInterval, published: date | None) -> Reason:
    """An article tells, without a date, of what happened close to its own, or goes on."""
    if published is None or day.start is None:
        return 0.0, ""
    gap = abs((day.start - published).days)
    if gap <= SOON:
        return 1.5, "published within days of it"
    if day.end is None and day.start <= published:
        return 0.5, "published while it goes on"
    return (0.5, "published within weeks of it") if gap <= NEAR else (-1.0, "published long before or after it")


def _numbers(left: EventNode, right: EventNode) -> Reason:
    best: Reason = (0.0, "")
    if not left.amounts or not right.amounts:
        return best
    amounts = [[q for _, q in n.amounts if q.amount] for n in (left, right)]
    if all(amounts) and _add_up(*amounts):
        best = (1.0, f"“{'” and “'.join(sorted(q.text for q in min(amounts, key=len)))}” is their sum")
    for prop, a in left.amounts:
        for other, b in right.amounts:
            if prop == other:
                best = max(best, _number(a, b))
    return best


def _number(a: Quantity, b: Quantity) -> Reason:
    (low_a, high_a), (low_b, high_b) = bounds_of(a), bounds_of(b)
    if low_a > high_b or low_b > high_a:
        return (0.5, f"“{a.text}” is near “{b.text}”") if _close(a, b) else (0.0, "")
    if max(high_a, high_b) > 3 * min(low_a, low_b):
        return 0.0, ""
    return 1.0, f"“{a.text}” fits “{b.text}”"


def conflict_reason(left: EventNode, right: EventNode, onto: Ontology) -> str:
    """Why two chains cannot be one event: other kind, name, agents, days or numbers; "" if they can."""
    kinds = (left.referent.type, right.referent.type)
    if family(kinds[0], onto) != family(kinds[1], onto) and not onto.compatible(*kinds):
        return "different kinds of event"
    if left.referent.named and right.referent.named and name_key(left.referent.name) != name_key(right.referent.name):
        return "different proper names"
    if left.several != right.several:
        return "several events and one"
    for role in sorted(left.roles.keys() & right.roles.keys()):
        if not left.roles[role] & right.roles[role] and (role != "place" or _far(left, right, onto)):
            return f"different {role}: {', '.join(sorted(left.roles[role]))} and {', '.join(sorted(right.roles[role]))}"
    if left.days and right.days and not any(meet(a, b, SLACK) for a in left.days for b in right.days):
        gap = min(_gap(a, b) for a in left.days for b in right.days)
        if gap > APART:
            return f"their days lie {gap} days apart"
    return "different numbers" if _unlike(left, right) else ""


def reach(node: EventNode) -> tuple[float, float]:
    """The first and the last day, as ordinals, on which an event can have begun by its own dates, or any day."""
    starts = [d.start.toordinal() for d in node.days if d.start]
    if not starts or len(starts) < len(node.days):
        return -math.inf, math.inf
    return min(starts), max(end_of(d).toordinal() for d in node.days)


def far_apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """True if what two chains reach lies so far apart that `conflict_reason` would tell why they are not one."""
    return one[0] - other[1] > APART or other[0] - one[1] > APART


def _far(left: EventNode, right: EventNode, onto: Ontology) -> bool:
    """True if the places of both are known to the background, and none of one lies in one of the other."""
    known = [{p for p in n.roles["place"] if p in onto.known} for n in (left, right)]
    return all(known) and not any(lies_in(a, b, onto) or lies_in(b, a, onto) for a in known[0] for b in known[1])


def _gap(a: TimeInterval, b: TimeInterval) -> int:
    if a.start is None or b.start is None:
        return 0
    return max((a.start - end_of(b)).days, (b.start - end_of(a)).days, 0)


def _unlike(left: EventNode, right: EventNode) -> bool:
    """Numbers of jobs that cannot both be so count different rounds; reported crowds may differ without end."""
    jobs = [[q for prop, q in n.amounts if prop == "jobsCut" and not is_vague(q)] for n in (left, right)]
    return all(jobs) and not (any(_close(a, b) for a in jobs[0] for b in jobs[1]) or _add_up(*jobs))


def _add_up(one: list[Quantity], other: list[Quantity]) -> bool:
    """True if one side tells the parts of what the other tells in all: 18,000 and 9,000 of 27,000."""
    first, second = ({q.amount for q in side if q.amount} for side in (one, other))
    return any(
        total in whole and set(parts) <= rest
        for whole, rest in ((first, second), (second, first))
        for parts, total in sums(sorted(first | second))
    )


def _close(a: Quantity, b: Quantity) -> bool:
    """True if two numbers can be one, or are one rounded differently."""
    (low_a, high_a), (low_b, high_b) = bounds_of(a), bounds_of(b)
    meeting = low_a <= high_b and low_b <= high_a
    return meeting or bool(a.amount and b.amount and max(a.amount, b.amount) <= min(a.amount, b.amount) * ROUNDING)
