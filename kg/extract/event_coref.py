"""Which event mentions of one article tell of the same event."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kg.extract.chains import WEIGHTS
from kg.extract.pronouns import is_decided_on
from kg.extract.reading import Nominal, Reading, TimeMention
from kg.extract.roles import Filler
from kg.extract.syntax import ANNOUNCED, slots, tells_end
from kg.extract.tree import Token
from kg.model import Quantity
from kg.names import name_words

NEW = frozenset(
    "another other second third previous last earlier past further additional separate different new next "
    "similar future more any no own".split()
)
STOPPAGES = frozenset({"Strike", "Walkout"})  # one may be called the other
# Steps of their own: an appeal is not the conviction that it is against, nor who succeeds the one who resigns.
STEPS = frozenset("appeal complaint injunction objection succeed replace referendum".split())
VAGUE = frozenset("companies firms sides parties both pair rivals".split())  # may be any that were named
HELD = ("CollectiveAction", "Meeting", "Competition", "Disaster", "Attack", "ProductLaunch", "Visit", "Award")
# Who takes part in whatever protest there is.
CROWD = frozenset("people protesters demonstrators marchers crowd participants supporters thousands hundreds".split())
OPENING = 60  # tokens of headline and lead, which tell of what the rest introduces anew
PLAYERS = frozenset({"participant", "performedBy", "organizedBy"})
OBJECT_ROLES = frozenset({"concerns", "acquires"})  # events told apart by what they are done to


@dataclass(slots=True)
class EventChain:
    """The mentions found so far to tell of one event, and what is known of it."""

    id: str
    type: str
    mentions: list[Nominal] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    times: list[TimeMention] = field(default_factory=list)
    fillers: dict[str, set[str]] = field(default_factory=dict)
    amounts: list[Quantity] = field(default_factory=list)
    name: str = ""
    last: int = 0
    players: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


def link_events(
    reading: Reading,
    fillers: Mapping[int, list[Filler]],
    times: Mapping[int, list[TimeMention]],
    employers: Mapping[str, str],
) -> list[EventChain]:
    """Event chains in the order of their first mention. Keys of the mappings are trigger tokens and entity chains."""
    chains: list[EventChain] = []
    by_head: dict[int, EventChain] = {}
    for event in sorted(reading.events, key=lambda e: e.head):
        facts = _facts(event, reading, fillers.get(event.head, []), times.get(event.head, []), employers)
        chain = _attached(event, reading, by_head) or _same_protest(event, reading, by_head)
        chain = chain or _antecedent(event, facts, reading, chains)
        if chain is None and event.anaphoric:
            continue  # "the event" with none before it
        if chain is None:
            chain = EventChain(f"e{len(chains) + 1}", event.type)
            chains.append(chain)
        _join(chain, facts, event, reading)
        by_head[event.head] = chain
    return chains


def decided_on(reading: Reading, chains: Mapping[int, str]) -> dict[int, str]:
    """The event that an "it" means which is decided on: "the union sought a deal, but Acme rejected it".

    `chains` has the event chains by trigger; given are those of the pronouns.
    """
    found = {}
    for nominal in reading.nominals:
        token = reading.doc[nominal.head]
        if nominal.lemma != "it" or nominal.head in reading.chains or not is_decided_on(token):
            continue
        told = [e for e in reading.events if e.kind == "nominal" and token.sent.start <= e.head < token.i]
        near = [e for e in told if e.head in chains and not e.plural and reading.doc[e.head].head != token.head]
        if near:
            best = max(near, key=lambda e: (WEIGHTS.get(reading.doc[e.head].dep_, 1.0), e.head))
            found[token.i] = chains[best.head]
    return found


def _facts(
    event: Nominal, reading: Reading, fillers: list[Filler], times: list[TimeMention], employers: Mapping[str, str]
) -> EventChain:
    """What one mention tells of its event."""
    own = [t for t in times if t.interval and t.sense in ("", "from", "since")]
    fact = EventChain("", event.type, times=[t for t in own if _dates(reading.doc[t.anchor])])
    wanted = reading.onto.entry_value(event.type, "same_event") or ()
    for filler in fillers:
        chain = reading.chain(filler.token)
        if filler.amount is not None and filler.role in reading.onto.counts(event.type):
            fact.amounts.append(filler.amount.quantity)
        if chain is None:
            continue
        fact.actors |= {chain} if filler.role == "participant" else set()
        fact.places |= {chain} if filler.role == "place" and chain in reading.named else set()
        sure = chain in reading.named or chain in employers or filler.slot == "nmod:by"
        if filler.role in PLAYERS and sure:
            fact.players.add(employers.get(chain, chain))
        if filler.role in wanted and (chain in reading.named or filler.token.lower_ not in VAGUE):
            person = "person" if filler.role == "addressedTo" and reading.types.get(chain) == "Person" else ""
            fact.fillers.setdefault(filler.role + person, set()).add(chain)  # a body is asked through its head
    role = reading.onto.entry_value(event.type, "employer")
    if role in wanted and role not in fact.fillers:
        staff = (reading.chain(f.token) for f in fillers if f.role in ("participant", "affects", "organizedBy"))
        found = {employers[chain] for chain in staff if chain and chain in employers}
        fact.fillers |= {role: found} if found else {}
    return fact


def _dates(anchor: Token) -> bool:
    """True where a time may tell two events apart: not for the day of an announcement, nor for the end."""
    return anchor.lemma_ not in ANNOUNCED and not tells_end(anchor)


def _attached(event: Nominal, reading: Reading, by_head: Mapping[int, EventChain]) -> EventChain | None:
    """A mention that grammar ties to another of its kind: "walk out to protest ...", "walk out in protest", "the
    strike, a protest".
    """
    token = reading.doc[event.head]
    for other in (token.head, token.head.head):
        chain = by_head.get(other.i)
        if chain is not None and other != token and _may_be_one(chain.type, event.type, reading):
            purpose = token.dep_ in ("advcl", "xcomp", "appos", "acl") or any(
                c.lower_ in ("in", "as") and c.dep_ == "case" for c in token.children
            )
            if purpose and token.head.i == other.i:
                return chain
    for filler in slots(token).get("nsubj", []):
        chain = by_head.get(filler.i) or _meant(filler, event, reading, by_head)
        if chain is not None and _may_be_one(chain.type, event.type, reading):
            return chain
    return None


def _meant(subject: Token, event: Nominal, reading: Reading, by_head: Mapping[int, EventChain]) -> EventChain | None:
    """The event told last, for the "it" of "it is the first strike there in years"."""
    copular = any(c.dep_ == "cop" for c in reading.doc[event.head].children)
    if not copular or event.kind != "nominal" or subject.lower_ not in ("it", "this"):
        return None
    told = [
        chain for head, chain in by_head.items() if head < subject.i and _may_be_one(chain.type, event.type, reading)
    ]
    return max(told, key=lambda chain: chain.last, default=None)


def _may_be_one(known: str, told: str, reading: Reading) -> bool:
    """True for classes of which one is above the other, and for two of work and protest: "picketed in a strike"."""
    onto = reading.onto
    if "LegalAction" in (known, told) and known != told:
        return False
    acts = all(onto.is_a(t, "CollectiveAction") and not onto.is_a(t, "Petition") for t in (known, told))
    contest = {known, told} == {"Election", "Competition"}  # "won the election, defeating X"
    return acts or contest or onto.compatible(known, told)


def _same_protest(event: Nominal, reading: Reading, by_head: Mapping[int, EventChain]) -> EventChain | None:
    """A rally or march told in the same sentence as a protest of which it is the manner or the continuation."""
    if not reading.onto.is_a(event.type, "Protest"):
        return None
    token = reading.doc[event.head]
    for _ in range(5):
        if token.head == token:
            return None
        token = token.head
        chain = by_head.get(token.i)
        if chain is not None and reading.onto.is_a(chain.type, "Protest"):
            return chain
    return None


def _antecedent(event: Nominal, facts: EventChain, reading: Reading, chains: list[EventChain]) -> EventChain | None:
    if _is_new(event, reading) or (reading.onto.is_a(event.type, "Communication") and event.kind == "trigger"):
        return None
    strict = bool(OBJECT_ROLES & set(reading.onto.entry_value(event.type, "same_event") or ()))
    recalled = [c for c in chains if _is_past(c.mentions[0], reading) and _in_one_sentence(c.last, event, reading)]
    for chain in sorted(
        chains, key=lambda c: (c not in recalled, event.kind == "nominal" and event.lemma not in c.lemmas, -c.last)
    ):
        if event.kind == "named" or chain.name:
            if _same_title(event, chain):
                return chain
            if event.kind != "nominal" or not (event.definite and event.lemma in chain.lemmas):
                continue
        if _is_another(event, facts, chain, reading) or _is_elsewhere(event, facts, chain, reading):
            continue
        if "no" in _beside(chain.mentions[0], reading):
            continue  # "no deal comes near it"
        if _is_introduced(event, facts, chain, reading):
            continue
        if strict and not (_shares(chain, facts) or (_points_back(event, reading) and chain.last > event.head - 150)):
            continue
        return chain
    return None


def _points_back(event: Nominal, reading: Reading) -> bool:
    """True for "the takeover", "complete the deal"."""
    if event.kind == "nominal":
        return event.definite
    return any(t.lower_ in ("the", "this") and t.dep_ == "det" for t in reading.doc[event.head + 1 : event.end])


def _is_another(event: Nominal, facts: EventChain, chain: EventChain, reading: Reading) -> bool:
    """True where class, arguments, words or number of a mention are not those of a chain."""
    one = reading.onto.compatible(chain.type, event.type) or _is_same_act(event, facts, chain, reading)
    new = event.lemma not in chain.lemmas
    again = event.kind == "nominal" and (event.definite or event.head < OPENING)  # the lead tells of the headline's
    here = again and reading.onto.is_a(event.type, "Disaster")
    if (
        not one
        or _conflict(chain, facts, {"place"} if here else set())
        or (new and STEPS & {event.lemma, *chain.lemmas})
    ):
        return True
    if event.kind == "trigger" and _is_of_others(event, facts, chain, reading):
        return True
    if not event.plural or event.kind != "nominal" or chain.mentions[-1].plural:
        return False
    if new and reading.onto.is_a(event.type, "Attack") and all(m.kind == "nominal" for m in chain.mentions):
        return True  # "the assassination of Jo Hall and the attacks on Norvik"
    return not event.definite and _is_apart(event, chain, reading)


def _is_of_others(event: Nominal, facts: EventChain, chain: EventChain, reading: Reading) -> bool:
    """True for an attack by others, and for a protest of students after one of farmers."""
    if reading.onto.is_a(event.type, "Attack"):
        return _played_by_others(chain, facts)
    known, told = ({reading.names[a].split()[-1] for a in x.actors if _is_some(a, reading)} for x in (chain, facts))
    apart = bool(known and told) and not (known & told or (known | told) & CROWD)
    return apart and not chain.actors & facts.actors


def _is_some(chain: str, reading: Reading) -> bool:
    """True for some people, of whom a noun tells no more than what they are: "students"."""
    return reading.types.get(chain) == "Group" and chain not in reading.named


def _is_same_act(event: Nominal, facts: EventChain, chain: EventChain, reading: Reading) -> bool:
    """True for "the nurses walked out" after a strike of theirs, or "the strike" after a walkout: one act of the same
    people by another word.
    """
    onto = reading.onto
    if event.kind == "nominal" and event.definite and not event.plural and {chain.type, event.type} == STOPPAGES:
        return True
    acts = all(onto.is_a(t, "CollectiveAction") and not onto.is_a(t, "Petition") for t in (chain.type, event.type))
    return acts and event.kind == "trigger" and bool(chain.actors & facts.actors)


def _is_apart(event: Nominal, chain: EventChain, reading: Reading) -> bool:
    """True for several that cannot be the one of a chain: it has a date, or they are counted."""
    counted = any(c.dep_ == "nummod" for c in reading.doc[event.head].children)
    return bool(chain.times) or counted or reading.onto.is_a(event.type, "CollectiveAction")


def _in_one_sentence(index: int, event: Nominal, reading: Reading) -> bool:
    return reading.doc[index].sent == reading.doc[event.head].sent


def _gathers(chain: EventChain, reading: Reading) -> bool:
    """True for what "the event" can mean: what takes place somewhere at a time."""
    return any(reading.onto.is_a(chain.type, kind) for kind in HELD)


def _same_title(event: Nominal, chain: EventChain) -> bool:
    """A proper name and a description that has the same head and the words of the name: "its climate change pledge"."""
    names = {m.name for m in chain.mentions if m.kind in ("named", "nominal")}
    words = set(name_words(event.name))
    for name in names:
        other = set(name_words(name))
        if (
            words
            and other
            and (words <= other or other <= words)
            and event.lemma in chain.lemmas
            and len(words & other) > 1
        ):
            return True
    return bool(event.name) and event.name == chain.name


def _is_new(event: Nominal, reading: Reading) -> bool:
    """ "another strike", "previous layoffs", "9,000 more": an event of its own."""
    words = _beside(event, reading)
    if event.kind == "trigger" and "again" in words:
        return True
    return (event.kind == "nominal" and bool(words & NEW) and not words & {"the", "this"}) or bool(
        words & {"another", "similar", "previous", "last"}
    )


def _is_elsewhere(event: Nominal, facts: EventChain, chain: EventChain, reading: Reading) -> bool:
    """True where an article is past what it looked back at, for speech told by a noun of its own, for "the event" where
    none took place, and for an event that others play a part in, or in another place.
    """
    if event.anaphoric and event.type == "Event" and not _gathers(chain, reading):
        return True
    if event.kind == "nominal" and not event.definite and _played_by_others(chain, facts):
        return True
    if _is_in_another_place(event, facts, chain, reading):
        return True
    speaks = event.kind == "nominal" and reading.onto.is_a(event.type, "Communication")
    if speaks and event.lemma not in chain.lemmas and not _shares(chain, facts):
        return True
    here = bool(_beside(event, reading) & {"this", "these", "current", "present", "latest"})
    return _is_past(chain.mentions[0], reading) and (here or chain.last < event.head - 30)


def _is_in_another_place(event: Nominal, facts: EventChain, chain: EventChain, reading: Reading) -> bool:
    """True for "a meeting in York" after one in Leeds, and for what was attacked elsewhere."""
    introduced = event.kind == "nominal" and bool({"a", "an"} & _beside(event, reading))
    struck = event.kind == "trigger" and reading.onto.is_a(event.type, "Attack")
    return (introduced or struck) and bool(chain.places and facts.places) and not chain.places & facts.places


def _is_introduced(event: Nominal, facts: EventChain, chain: EventChain, reading: Reading) -> bool:
    """True for what is told as new ("a deal", "two deals"; Prince 1981), unless the chain is of the opening, which the
    text tells over again, or shares a party.
    """
    if event.kind != "nominal" or event.definite or chain.mentions[0].head < OPENING or _shares(chain, facts):
        return False
    return any(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in reading.doc[event.head].children)


def _is_past(event: Nominal, reading: Reading) -> bool:
    """ "the last strike", "an earlier petition": what an article looks back at, and leaves again."""
    return bool(_beside(event, reading) & {"last", "previous", "earlier", "prior"})


def _beside(event: Nominal, reading: Reading) -> set[str]:
    """The words that modify an event, and the one before a verb: "when they last went on strike"."""
    token = reading.doc[event.head]
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "amod", "nummod", "advmod")}
    return words | ({token.nbor(-1).lower_} if event.kind == "trigger" and token.i else set())


def _conflict(chain: EventChain, facts: EventChain, aside: Collection[str] = ()) -> bool:
    """True if times, agents or numbers of two mentions cannot belong to one event; roles `aside` tell nothing."""
    for role, fillers in facts.fillers.items():
        known = chain.fillers.get(role)
        if known and not known & fillers and role not in aside:
            return True
    if any(_apart(a, b) for a in chain.times for b in facts.times):
        return True
    return facts.type == chain.type == "Layoff" and any(_unlike(a, b) for a in chain.amounts for b in facts.amounts)


def _apart(a: TimeMention, b: TimeMention) -> bool:
    first, second = a.interval, b.interval
    if first is None or second is None:
        return False
    if first.end and second.start and first.end < second.start:
        return (second.start - first.end).days > 40 or first.precision == second.precision == "day"
    if second.end and first.start and second.end < first.start:
        return (first.start - second.end).days > 40 or first.precision == second.precision == "day"
    return False


def _played_by_others(chain: EventChain, facts: EventChain) -> bool:
    """True for "a strike by Globex drivers" after one of Acme pilots."""
    return bool(chain.players and facts.players) and not chain.players & facts.players


def _unlike(a: Quantity, b: Quantity) -> bool:
    """Two exact numbers far apart ("9,000" and "18,000" jobs) count different events; vague ones may not."""
    if (
        a.amount is None
        or b.amount is None
        or a.unit != b.unit
        or a.approximation != "Exactly"
        or b.approximation != "Exactly"
    ):
        return False
    low, high = sorted((a.amount, b.amount))
    return low > 20 and high > low * Decimal("1.5")


def _shares(chain: EventChain, facts: EventChain) -> bool:
    return any(chain.fillers.get(role, set()) & fillers for role, fillers in facts.fillers.items())


def _join(chain: EventChain, facts: EventChain, event: Nominal, reading: Reading) -> None:
    chain.mentions.append(event)
    chain.lemmas.add(event.lemma)
    told = event.kind == "nominal" and all(m.kind == "trigger" for m in chain.mentions[:-1])
    if reading.onto.is_a(event.type, chain.type) or (told and not reading.onto.is_a(chain.type, event.type)):
        chain.type = event.type
    chain.times.extend(facts.times)
    chain.amounts.extend(facts.amounts)
    chain.players |= facts.players
    chain.actors |= facts.actors
    chain.places |= facts.places
    for role, fillers in facts.fillers.items():
        chain.fillers.setdefault(role, set()).update(fillers)
    if event.kind == "named":
        chain.name = event.name
    chain.last = event.head
