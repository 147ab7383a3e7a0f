"""Claims about events: who takes part, whom it touches, why, where, when, how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.evidence import amount_claim, make_claim
from kg.extract.phrases import NOMINAL, TRANSPARENT, clause, is_verbal, preposition
from kg.extract.reading import AmountMention, Nominal, Reading, TimeMention
from kg.extract.roles import Filler, included_amounts
from kg.extract.stance import DEMANDED, Stance, presupposed, stance_of
from kg.extract.syntax import ANNOUNCED, HAPPEN, LIGHT, gatherings, slots, tells_end
from kg.extract.tree import Token
from kg.extract.triggers import COUNTED
from kg.model import Claim, TimeInterval

CONTENT_PARTS = ("advcl", "parataxis", "punct", "cc", "conj", "acl:relcl")


def event_times(event: Nominal, reading: Reading) -> list[TimeMention]:
    """The time expressions that date an event mention: its own, and those of the verbs that carry it."""
    token = reading.doc[event.head]
    nouns = (t.i for t in reading.doc[event.start : event.end] if t.pos_ in NOMINAL)
    carriers = dict.fromkeys((*nouns, token.i), True)  # "cut thousands of jobs in May"
    current, steps = token, 0
    while steps < 4:
        above = _carrier(current)
        if above is None:
            break
        carriers[above.i] = is_verbal(above) and above.lemma_ in (LIGHT | HAPPEN) - LATER
        current, steps = above, steps + 1
    carriers |= {c.i: True for c in token.children if c.dep_ == "acl" and (c.tag_ == "VBG" or _is_held(c))}
    carriers |= {c.i: True for c in token.children if c.dep_ == "acl:relcl" and _happens(c)}
    if token.dep_ == "obl" and preposition(token) in ("at", "during") and is_verbal(token.head):
        carriers[token.head.i] = True  # "voted at the meeting on Monday"
    if reading.onto.is_a(event.type, "PolicyMandate"):  # "require staff to be in from May 1": it holds from then on
        carriers |= {c.i: True for slot in ("xcomp", "acl:to") for c in slots(token).get(slot, [])}
    found = []
    for time in reading.times_of(carriers):
        inside = event.start <= time.start < event.end and reading.doc[time.start].dep_ != "nmod:poss"
        if time.kind in ("date", "clock") and not inside:
            full = (carriers[time.anchor] or time.start > token.i) and not _compares(time, reading)
            full = full and not (reading.onto.is_a(event.type, "Demand") and _is_wanted(token, time))
            if full and reading.doc[time.start].sent.start == token.sent.start:
                found.append(time)
    return found


def _is_wanted(demand: Token, time: TimeMention) -> bool:
    """True for the time behind what is demanded: "called for a strike on Friday"."""
    around = slots(demand)
    wanted = (t.i for slot in ("obj", "obl:for", "xcomp", "ccomp", "nmod:for", "acl:to") for t in around.get(slot, []))
    return time.sense != "since" and any(demand.i < i < time.start for i in wanted)


def _compares(time: TimeMention, reading: Reading) -> bool:
    """True for the time of "the largest strike in the past decade": when there was none like it."""
    before = [t.lower_ for t in reading.doc[max(0, time.start - 2) : time.start]]
    if before[-1:] == ["from"] and before[0] in ("%", "percent", "up", "down"):
        return True  # "up 67% from a year earlier"
    around = slots(reading.doc[time.anchor]).get("amod", [])
    long = time.interval is None or time.interval.precision not in ("day", "hour")
    return long and any(t.tag_ == "JJS" for t in around) and reading.doc[max(0, time.start - 1)].lower_ == "in"


def _is_held(participle: Token) -> bool:
    """True for "a strike planned for Monday", but not for "a deal announced on Monday"."""
    return participle.tag_ == "VBN" and participle.lemma_ in LIGHT - ANNOUNCED


def _happens(verb: Token) -> bool:
    """True for the clause of "the strike, which began in May"."""
    subjects = {c.lower_ for c in verb.children if c.dep_ == "nsubj"}
    moved = any(c.dep_ == "obj" and c.lemma_ != "place" for c in verb.children)  # "which began the reform"
    moves = moved and verb.lemma_ not in HITS
    return verb.lemma_ in HAPPEN and not moves and len(subjects) == 1 and subjects <= {"which", "that"}


HITS = frozenset("hit strike rock shake devastate kill affect".split())


# Verbs of which the object is not of the same day: "rejected the petition in March".
LATER = frozenset("approve reject cancel avoid consider see oppose".split())


def _carrier(token: Token) -> Token | None:
    """The word whose time is also the time of this one: a light verb, the verb of a plan, a measuring noun, the first
    of two verbs.
    """
    head = token.head
    if head == token:
        return None
    if token.dep_ == "nmod" and head.lemma_ in TRANSPARENT:
        return head
    if token.pos_ in ("NOUN", "PROPN") and (head.pos_ == "VERB" or head.lemma_ in HAPPEN):
        carries = (token.dep_ in ("obj", "nsubj:pass") and head.lemma_ in LIGHT - LATER) or (
            token.dep_ in ("nsubj", "nsubj:pass") and head.lemma_ in HAPPEN
        )
        return head if carries else None
    if is_verbal(head) and (token.dep_ == "xcomp" or head in gatherings(token)):
        return head
    if token.dep_ == "conj" and is_verbal(token) and head.pos_ == token.pos_:
        return head if not any(c.dep_.startswith("obl") for c in token.children) else None
    return None


def extract_events(
    reading: Reading,
    fillers: Mapping[int, list[Filler]],
    times: Mapping[int, list[TimeMention]],
    employers: Mapping[str, str],
) -> Iterator[Claim]:
    """Yields the claims of every event mention."""
    for event in reading.events:
        chain = reading.chains.get(event.head)
        if chain is None:
            continue
        for filler in fillers[event.head]:
            yield from _role_claims(event, chain, filler, reading)
        yield from _targets(event, chain, fillers[event.head], reading, employers)
        yield from _nested_places(event, chain, fillers[event.head], reading)
        for time in times[event.head]:
            if time.bounded is not None or (time.kind == "date" and reading.article.published is None):
                yield _time_claim(event, chain, time, reading)


# Who beats another in an election is elected, and the other took part.
CONTESTED = {"participant": "affects", "affects": "participant"}


def _role_claims(event: Nominal, chain: str, filler: Filler, reading: Reading) -> Iterator[Claim]:
    token = reading.doc[event.head]
    if event.type == "Competition" and reading.types.get(chain) == "Election":
        filler = replace(filler, role=CONTESTED.get(filler.role, filler.role))
    words = (event.start, event.end)
    if filler.role == "content":
        text = clause_text(filler.token, reading)
        if len(text.split()) > 1 or filler.token.pos_ == "NOUN":
            stance = (
                _asked(event, reading)
                if reading.onto.is_a(event.type, "Demand") or reading.onto.is_a(event.type, "Petition")
                else None
            )
            yield make_claim(reading, token, chain, "content", value=text, words=words, rule="role", stance=stance)
            yield from _asked_about(token, filler.token, chain, words, reading)
        return
    counts = reading.onto.counts(event.type)
    if filler.role in counts and filler.amount is not None:
        yield from _counts(event, chain, filler, counts[filler.role], reading)
    target = reading.chain(filler.token)
    if target is None or target == chain:
        return
    wanted = reading.onto.range(filler.role, event.type)
    if wanted and not reading.onto.is_a(reading.types.get(target, ""), wanted):
        return
    stance = presupposed(token, reading) if filler.slot == "nmod:poss" else None
    yield make_claim(reading, token, chain, filler.role, object=target, words=words, rule="role", stance=stance)


def _asked_about(token: Token, verb: Token, chain: str, words: tuple[int, int], reading: Reading) -> Iterator[Claim]:
    """The event that a demand, petition or order would change is what it is about: "urged Acme to drop the mandate"."""
    if "topic" not in reading.onto.roles(reading.types.get(chain, "")):
        return
    for changed in slots(verb).get("obj", []):
        about = reading.chain(changed)
        if about and changed.i in reading.event_at and about != chain:
            yield make_claim(reading, token, chain, "topic", object=about, words=words, rule="role")


def _asked(event: Nominal, reading: Reading) -> Stance:
    """What is asked for is meant as asked by those who ask."""
    token = reading.doc[event.head]
    told = stance_of(token, reading)
    asking = [t.i for t in slots(token).get("nsubj", []) if t.i in reading.chains]
    speaker = told.speaker if told.speaker is not None or not asking else asking[0]
    return Stance(
        DEMANDED,
        False,
        speaker,
        told.attribution if told.speaker is not None else "IndirectSpeech" if asking else "Narration",
    )


def _counts(event: Nominal, chain: str, filler: Filler, prop: str, reading: Reading) -> Iterator[Claim]:
    amounts: list[AmountMention] = [filler.amount] if filler.amount else []
    amounts.extend(included_amounts(filler.token, reading))
    for amount in amounts:
        money = amount.quantity.is_money
        if (prop == "price") == money and (
            money or amount.quantity.unit in COUNTED | {"they"} or amount is not filler.amount or prop == "quantity"
        ):
            yield amount_claim(reading, reading.doc[event.head], chain, prop, amount, rule="count")


def _targets(
    event: Nominal, chain: str, fillers: list[Filler], reading: Reading, employers: Mapping[str, str]
) -> Iterator[Claim]:
    """The employer of the workers in an event plays a role in it, unless the words name another."""
    role = reading.onto.entry_value(event.type, "employer")
    if not role or any(f.role == role for f in fillers):
        return
    seen: set[str] = set()
    for filler in fillers:
        employer = employers.get(reading.chain(filler.token) or "")
        works = reading.types.get(reading.chain(filler.token) or "") == "EmployeeGroup"
        if filler.role in ("participant", "affects", "organizedBy") and works and employer and employer not in seen:
            seen.add(employer)
            yield make_claim(
                reading,
                reading.doc[event.head],
                chain,
                role,
                object=employer,
                words=(event.start, event.end),
                rule="employer",
            )


def _nested_places(event: Nominal, chain: str, fillers: list[Filler], reading: Reading) -> Iterator[Claim]:
    """Without a named place an event is where its parties or surroundings are: "workers in Leeds", "outside the hall in
    Rome".
    """
    if any(f.role == "place" and reading.chain(f.token) in reading.named for f in fillers):
        return
    token = reading.doc[event.head]
    hosts = [f.token for f in fillers if f.role != "content" and f.token.i not in reading.event_at]
    hosts += [t for slot, tokens in slots(token).items() if slot.startswith("obl:") for t in tokens if t not in hosts]
    seen: set[str] = set()
    for host in hosts:
        for slot in ("nmod:in", "nmod:at", "nmod:near", "nmod:on"):
            for inner in slots(host).get(slot, []):
                place = reading.chain(inner)
                if place and place not in seen and place in reading.named and reading.types.get(place) == "Place":
                    seen.add(place)
                    yield make_claim(
                        reading, token, chain, "place", object=place, words=(inner.i, inner.i + 1), rule="place"
                    )


def _time_claim(event: Nominal, chain: str, time: TimeMention, reading: Reading) -> Claim:
    ends = tells_end(reading.doc[time.anchor]) or time.sense in ("by", "until", "before")
    predicate = "endDate" if ends else "startDate"
    return make_claim(
        reading,
        reading.doc[event.head],
        chain,
        predicate,
        value=time.told,
        words=(time.start, time.end),
        rule="time",
    )


def clock_claims(reading: Reading, times: Mapping[int, list[TimeMention]]) -> Iterator[Claim]:
    """A clock time ("at noon") falls on the event's day, where the article tells one day only."""
    days: dict[str, set[TimeInterval]] = {}
    for head, found in times.items():
        chain = reading.chains.get(head)
        for time in found:
            if (
                chain
                and time.interval
                and time.interval.precision == "day"
                and time.interval.start == time.interval.end
            ):
                days.setdefault(chain, set()).add(TimeInterval(time.interval.start, time.interval.end, "day", ""))
    for head, found in times.items():
        chain = reading.chains.get(head, "")
        for time in found:
            if time.kind == "clock" and len(days.get(chain, ())) == 1:
                day = next(iter(days[chain]))
                value = TimeInterval(day.start, day.end, "hour", time.text)
                yield make_claim(
                    reading,
                    reading.doc[head],
                    chain,
                    "startDate",
                    value=value,
                    words=(time.start, time.end),
                    rule="clock",
                )


OPENING = frozenset({"to", "that", "for", "of", "with"})


def clause_text(head: Token, reading: Reading) -> str:
    """The words of a clause or noun phrase without the leading "to" or "that"."""
    left, right = head.left_edge.i, head.right_edge.i
    doc = head.doc
    copula = next((c.i + 1 for c in head.children if c.dep_ == "cop" and head.pos_ in ("NOUN", "PROPN")), left)
    left = left if head.dep_ == "ccomp" else copula
    if head.pos_ == "NOUN":  # conjuncts are told for themselves
        others = (c for c in head.children if c.dep_ == "conj" and c.pos_ == "NOUN" and not preposition(c))
        right = min([right, *(c.left_edge.i - 1 for c in others)])
        left += doc[left].dep_ == "cc" and left < head.i
    asides = (t.left_edge.i - 1 for t in head.subtree if t.left_edge.i > head.i and _is_aside(t))
    right = min((right, *asides))
    while left < head.i and (
        doc[left].is_punct or (doc[left].lower_ in OPENING and doc[left].dep_ in ("mark", "case", "aux"))
    ):
        left += 1
    while right > head.i and doc[right].is_punct and doc[right].text not in '”"%)':
        right -= 1
    return reading.words(left, right + 1).strip(' ,;“”"‘')


def _is_aside(token: Token) -> bool:
    """True for "..., the two companies said", "..., which was late", "..., leaving the town empty"."""
    if token.dep_ == "parataxis":
        return True
    comma = token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text == ","
    comma = comma or token.left_edge.text == ","
    loose = token.dep_ == "advcl" and token.tag_ == "VBG" and token.left_edge.i >= token.i - 1
    return comma and (loose or (token.dep_ == "acl:relcl" and any(c.lower_ == "which" for c in token.children)))


BEFORE_VERB = frozenset("parataxis discourse mark aux cop advmod cc punct nsubj nsubj:pass nsubj:outer case".split())


def main_clause_text(verb: Token, reading: Reading) -> tuple[str, tuple[int, int]]:
    """A clause reduced to verb, object and close complements, without times; with its token span."""
    drop = {t.i for child in verb.children if _is_beside(child, verb, reading) for t in child.subtree}
    if all(t.i in drop or t == verb or t.is_punct for t in verb.subtree):
        drop = set()  # nothing but complements that the model takes for adverbials
    inside = sorted(verb.subtree, key=lambda t: t.i)  # arcs may cross
    keep = [t for t in inside if t.i not in drop and not reading.in_time(t.i)]
    while keep and (keep[-1].is_punct or keep[-1].pos_ == "ADP"):
        keep.pop()
    run = [t for t in keep if t.i >= verb.i] or [verb]
    end = run[0].i
    for token in run:
        if token.i > end + 1:
            break
        end = token.i
    while end > verb.i and (reading.doc[end].is_punct or reading.doc[end].pos_ == "ADP"):
        end -= 1
    start = min((t.i for t in keep if t.i <= verb.i), default=verb.i)
    return reading.words(start, end + 1), (start, end + 1)


def _is_beside(child: Token, verb: Token, reading: Reading) -> bool:
    """True for what a clause can lose and still say the same."""
    if child.dep_ in (CONTENT_PARTS if child.i > verb.i else BEFORE_VERB):
        return True
    return preposition(child) in ("including", "in_line_with") or reading.in_time(child.i)


def governing_event(token: Token, reading: Reading) -> str | None:
    """The event whose clause a word belongs to, or which that clause modifies: "walk out to highlight X"."""
    current = clause(token)
    for _ in range(3):
        if current.i in reading.event_at and current != token:
            return reading.chains.get(current.i)
        above = current.head
        if above == current or current.dep_ not in ("advcl", "acl", "xcomp", "conj", "acl:relcl"):
            return None
        if above.i in reading.event_at:
            return reading.chains.get(above.i)
        for slot in ("obj", "nsubj"):
            for filler in slots(above).get(slot, []) if above.lemma_ in LIGHT | HAPPEN | {"use"} else []:
                if filler.i in reading.event_at:
                    return reading.chains.get(filler.i)
        current = above
    return None
