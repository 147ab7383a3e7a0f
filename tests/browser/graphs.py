"""Graphs made for tests and measurements: a small one by hand, hostile ones, large ones from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kg.graph import Contradiction, Entity, Event, KnowledgeGraph, PlacedMention, Rank, statement_id
from kg.model import Article, Block, Claim, Evidence, Quantity, Span, TimeInterval, Value


@dataclass
class Writer:
    """Writes one article sentence by sentence and remembers where everything stands."""

    key: str
    title: str
    outlet: str
    published: date | None
    url: str = ""
    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    mentions: list[tuple[Span, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.title + "\n\n"

    def sentence(self, words: str, **nodes: str) -> Span:
        """Adds a sentence; each keyword is a node id, its value the words that name it there."""
        span = Span(len(self.text), len(self.text) + len(words), words)
        self.text += words + "\n\n"
        self.sentences.append(span)
        self.mentions += [(_within(span, name), node) for node, name in nodes.items() if name in words]
        return span

    def evidence(self, sentence: Span, trigger: str, **how: Any) -> Evidence:
        """Evidence in a sentence; the trigger is one of its words."""
        return Evidence(self.key, sentence, _within(sentence, trigger), "test", **how)

    def article(self) -> Article:
        """The article as it stands."""
        blocks = (Block("title", 0, len(self.title)), *(Block("text", s.start, s.end) for s in self.sentences))
        name = f"{self.key}.txt"
        return Article(
            self.key, self.text, self.title, self.url, self.outlet, self.published, name, "A. Writer", blocks
        )


def _within(span: Span, words: str) -> Span:
    start = span.start + span.text.index(words)
    return Span(start, start + len(words), words)


def people(low: int, high: int, text: str) -> Quantity:
    """A number of people between two bounds."""
    amount = Decimal(low) if low == high else None
    return Quantity(amount, Decimal(low), Decimal(high), "About", "person", text)


def assemble(
    writers: Sequence[Writer],
    entities: Iterable[Entity],
    events: Iterable[Event],
    claims: Sequence[Claim],
    pairs: Iterable[tuple[int, int, str]] = (),
    **more: Any,
) -> KnowledgeGraph:
    """A graph of articles, nodes and claims; `pairs` are places of claims that contradict each other."""
    outlets = {w.outlet: f"outlet-{k}" for k, w in enumerate(writers)}
    entities = [*entities, *(Entity(i, "NewsOutlet", name) for name, i in outlets.items())]
    ids = [statement_id(c, c.evidence[0]) for c in claims]
    return KnowledgeGraph(
        articles={w.key: w.article() for w in writers},
        sentences={w.key: tuple(w.sentences) for w in writers},
        entities={e.id: e for e in entities},
        events={e.id: e for e in events},
        claims=tuple(claims),
        mentions=tuple(PlacedMention(w.key, span, "named", node) for w in writers for span, node in w.mentions),
        outlets={w.key: outlets[w.outlet] for w in writers},
        contradictions=tuple(Contradiction(ids[a], ids[b], reason) for a, b, reason in pairs),
        **more,
    )


ENTITIES = (
    Entity("port", "Company", "Porto Novo Terminals", ("PNT", "the terminal"), ("https://www.wikidata.org/entity/Q1",)),
    Entity("union", "Organization", "Dockers' Union"),
    Entity("dockers", "EmployeeGroup", "dockers"),
    Entity("elise", "Person", "Élise Müller", ("Ms Müller", "the spokeswoman")),
    Entity("post", "Position", "spokesperson, Porto Novo Terminals"),
    Entity("quay", "Place", "North Quay"),
    Entity("pay", "Topic", "pay"),
    Entity("raise", "Goal", "raise wages by a tenth"),
    Entity("constructor", "Topic", "constructor"),
    Entity("__proto__", "Topic", "__proto__"),
)
EVENTS = (
    Event(
        "strike", "Strike", "Porto Novo strike, 5 March 2024", ("walkout", "stoppage"), "Occurred", date(2024, 3, 5),
        date(2024, 3, 5), ("Tuesday",),
    ),
    Event("talks", "Negotiation", "talks on pay", (), "Disputed"),
    Event("march", "Rally", "rally at North Quay", (), "Scheduled", date(2024, 4, 1), date(2024, 4, 30)),
    Event("said", "Statement", "Élise Müller: The terminal runs as usual", (), "Occurred"),
)  # fmt: skip


def strike() -> KnowledgeGraph:
    """A strike told by three outlets that differ on the turnout and on whether talks took place."""
    url = "https://harbour.example/dockers?a=1&b=2"
    one = Writer("a1", "Dockers walk out at Porto Novo", "Harbour Post", date(2024, 3, 6), url)
    two = Writer("a2", "Port strike: thousands or hundreds?", "The Quay", date(2024, 3, 7), "javascript:alert(1)")
    three = Writer("a3", "Streik im Hafen 🚢 von Porto Novo", "Küstenblatt", None)
    turnout, talks = _turnout(one, two), _talks(two, three)
    claims = [*turnout, *talks, *_call(one), *_plans(one), *_spokeswoman(two)]
    gap = three.sentence("Möwen kreisen über dem leeren Becken.")
    pairs = [
        (0, 1, "“Some 2,000 dockers” and “300” cannot both be so"),
        (len(turnout), len(turnout) + 1, "told as fact by Dockers' Union, denied by Dockers' Union"),
    ]
    ranks = {statement_id(claims[0], claims[0].evidence[0]): Rank("Preferred", "told by no party to it")}
    more = {"not_understood": {"a3": (gap,)}, "counts": {"strike": 2000}, "ranks": ranks}
    return assemble([one, two, three], ENTITIES, EVENTS, claims, pairs, **more)


def _turnout(one: Writer, two: Writer) -> list[Claim]:
    many = one.sentence(
        "Some 2,000 dockers went on strike at Porto Novo Terminals on Tuesday.",
        strike="went on strike", dockers="dockers", port="Porto Novo Terminals",
    )  # fmt: skip
    few = two.sentence(
        "Élise Müller, spokesperson of the terminal, put the number at 300.", elise="Élise Müller", port="the terminal"
    )
    says = {"speaker": "elise", "attribution": "IndirectSpeech", "confidence": Decimal("0.8")}
    tuesday = TimeInterval(date(2024, 3, 5), date(2024, 3, 5), "day", "Tuesday")
    fact, post = one.evidence(many, "went on strike"), two.evidence(few, "spokesperson")
    two_thousand, three_hundred = people(1900, 2100, "Some 2,000 dockers"), people(300, 300, "300")
    return [
        Claim("strike", "headCount", None, two_thousand, (one.evidence(many, "Some 2,000 dockers"),)),
        Claim("strike", "headCount", None, three_hundred, (two.evidence(few, "300", **says),)),
        Claim("strike", "participant", "dockers", None, (fact,)),
        Claim("strike", "targetedAt", "port", None, (fact,)),
        Claim("strike", "startDate", None, tuesday, (one.evidence(many, "Tuesday"),)),
        Claim("elise", "holdsPosition", "post", None, (post,)),
        Claim("post", "positionAt", "port", None, (post,)),
    ]


def _talks(two: Writer, three: Writer) -> list[Claim]:
    held = two.sentence(
        "Talks on pay took place, the union said.", talks="Talks on pay", union="the union", pay="pay"
    )  # fmt: skip
    denied = three.sentence(
        "🚢🚢 Die Gewerkschaft bestreitet Gespräche über Löhne.", union="Die Gewerkschaft", talks="Gespräche über Löhne"
    )
    says = {"speaker": "union", "attribution": "IndirectSpeech"}
    return [
        Claim("talks", "topic", "pay", None, (two.evidence(held, "Talks on pay", **says),)),
        Claim("talks", "topic", "pay", None, (three.evidence(denied, "bestreitet", negated=True, speaker="union"),)),
    ]


def _call(one: Writer) -> list[Claim]:
    called = one.sentence(
        "The Dockers' Union called the strike over pay.", union="Dockers' Union", strike="strike", pay="pay"
    )
    fact, demand = one.evidence(called, "called"), one.evidence(called, "pay", modality="Demanded")
    perhaps = one.evidence(called, "called", modality="Possible")
    by_2030 = TimeInterval(date(2030, 1, 1), date(2030, 12, 31), "year", "2030")
    return [
        Claim("strike", "organizedBy", "union", None, (fact,)),
        Claim("strike", "topic", "pay", None, (one.evidence(called, "over pay"),)),
        Claim("union", "hasGoal", "raise", None, (demand,)),
        Claim("raise", "targetDate", None, by_2030, (demand,)),
        Claim("union", "relation", "constructor", None, (fact,), predicate_text="call upon"),
        Claim("constructor", "relation", "__proto__", None, (perhaps,), predicate_text="toString"),
    ]


def _plans(one: Writer) -> list[Claim]:
    plan = one.sentence("It plans a rally at the North Quay in April.", union="It", march="rally", quay="North Quay")
    return [
        Claim("march", "organizedBy", "union", None, (one.evidence(plan, "plans", modality="Planned"),)),
        Claim("march", "place", "quay", None, (one.evidence(plan, "at the North Quay", modality="Planned"),)),
    ]


def _spokeswoman(two: Writer) -> list[Claim]:
    quote = two.sentence("“The terminal runs as usual,” she said.", elise="she", port="The terminal")
    words = "The terminal runs as usual"
    direct = two.evidence(quote, words, speaker="elise", attribution="DirectQuote")
    return [
        Claim("said", "performedBy", "elise", None, (two.evidence(quote, "said"),)),
        Claim("said", "content", None, words, (direct,)),
        Claim("said", "concerns", "port", None, (two.evidence(quote, "runs", speaker="elise"),)),
    ]


def everywhere(text: str) -> KnowledgeGraph:
    """The strike with `text` at the end of everything that a reader could see: names, ids, words, addresses."""
    graph = strike()
    ids = {i: i + text for i in (*graph.entities, *graph.events)}

    def renamed(claim: Claim) -> Claim:
        value: Value | None = claim.value
        if isinstance(value, Quantity):
            value = replace(value, text=value.text + text, unit=value.unit + text)
        elif isinstance(value, TimeInterval):
            value = replace(value, text=value.text + text)
        elif value is not None:
            value += text
        evidence = tuple(replace(e, speaker=ids.get(e.speaker or "")) for e in claim.evidence)
        return replace(
            claim, subject=ids[claim.subject], object=ids.get(claim.object or ""), value=value, evidence=evidence,
            predicate_text=claim.predicate_text and claim.predicate_text + text,
        )  # fmt: skip

    return _marked(graph, text, ids, tuple(map(renamed, graph.claims)))


def _marked(graph: KnowledgeGraph, text: str, ids: dict[str, str], claims: tuple[Claim, ...]) -> KnowledgeGraph:
    before = [s.id for s in KnowledgeGraph(claims=graph.claims).statements]
    old = {
        statement_id(c, c.evidence[0]): statement_id(d, d.evidence[0])
        for c, d in zip(graph.claims, claims, strict=True)
    }
    assert set(before) == set(old)

    def article(a: Article) -> Article:
        return replace(
            a, text=a.text + text, title=a.title + text, url=a.url + text, publisher=a.publisher + text,
            file_name=a.file_name + text, author=a.author + text, notes=(text,),
        )  # fmt: skip

    return KnowledgeGraph(
        articles={k: article(a) for k, a in graph.articles.items()},
        sentences={k: (*rows, _tail(graph.articles[k], text)) for k, rows in graph.sentences.items()},
        entities={
            ids[k]: replace(e, id=ids[k], name=e.name + text, aliases=(text,), same_as=(text, "javascript:" + text))
            for k, e in graph.entities.items()
        },
        events={
            ids[k]: replace(e, id=ids[k], name=e.name + text, aliases=(text,), date_texts=(text,))
            for k, e in graph.events.items()
        },
        claims=claims,
        mentions=tuple(replace(m, refers_to=ids[m.refers_to]) for m in graph.mentions),
        outlets={k: ids[v] for k, v in graph.outlets.items()},
        contradictions=tuple(Contradiction(old[c.first], old[c.second], c.reason + text) for c in graph.contradictions),
        ranks={old[k]: Rank(r.level, r.reason + text) for k, r in graph.ranks.items()},
        not_understood={k: (_tail(a, text),) for k, a in graph.articles.items()},
    )


def _tail(article: Article, text: str) -> Span:
    return Span(len(article.text), len(article.text) + len(text), text)


_ROLES = (
    ("organizedBy", "was organized by"),
    ("targetedAt", "was directed at"),
    ("participant", "was joined by"),
    ("place", "took place in"),
    ("topic", "was about"),
)
_TYPES = ("Person", "Company", "EmployeeGroup", "Place", "Topic", "Organization", "Goal", "Report")
_EVENTS = ("Strike", "Protest", "Layoff", "Acquisition", "Lawsuit")


def large(count: int, seed: int = 1) -> KnowledgeGraph:
    """A graph of about so many items: events in stories, told by a few outlets, some figures at odds."""
    rng = random.Random(seed)  # noqa: S311 (not for secrets)
    events = [
        Event(f"event-{k}", rng.choice(_EVENTS), f"Event number {k} of the year", (), "Occurred", *_days(rng))
        for k in range(count // 5)
    ]
    kinds = [_TYPES[k % len(_TYPES)] for k in range(count - len(events))]
    entities = [Entity(f"thing-{k}", kind, f"{kind} with the number {k}") for k, kind in enumerate(kinds)]
    writers = [
        Writer(
            f"article-{k}", f"Report number {k}", f"Outlet {k % 40}", date(2024, 1, 1) + timedelta(rng.randrange(300))
        )
        for k in range(max(3, count // 25))
    ]
    claims: list[Claim] = []
    pairs: list[tuple[int, int, str]] = []
    for k in range(int(count * 2.3)):
        claims.append(_random_claim(k, events, entities, rng.choice(writers), rng))
        if k % 40 == 0:
            claims += _differing(events[k // 40 % len(events)], writers, rng)
            pairs.append((len(claims) - 2, len(claims) - 1, "the two numbers cannot both be so"))
    return assemble(writers, entities, events, claims, pairs)


def _days(rng: random.Random) -> tuple[date, date]:
    start = date(2024, 1, 1) + timedelta(rng.randrange(360))
    return start, start + timedelta(rng.choice([0, 0, 0, 6, 30]))


def _random_claim(
    k: int, events: Sequence[Event], entities: Sequence[Entity], writer: Writer, rng: random.Random
) -> Claim:
    """A role of an event: some events draw most of the attention, and each has things of its own."""
    popular = min(int(rng.paretovariate(0.7)) - 1, len(events) - 1)
    at = popular if rng.random() < 0.4 else rng.randrange(len(events))
    own = (at * 4 + rng.randrange(9)) % len(entities)
    event, thing = events[at], entities[own if rng.random() < 0.8 else rng.randrange(len(entities))]
    role, words = _ROLES[k % len(_ROLES)]
    names = {event.id: event.name, thing.id: thing.name}
    sentence = writer.sentence(f"{event.name} {words} {thing.name}.", **names)
    mood = "Planned" if rng.random() < 0.15 else "Actual"
    return Claim(event.id, role, thing.id, None, (writer.evidence(sentence, words, modality=mood),))


def _differing(event: Event, writers: Sequence[Writer], rng: random.Random) -> list[Claim]:
    """Two figures on one event that cannot both hold."""
    claims = []
    for number in (rng.randrange(100, 400), rng.randrange(900, 5000)):
        writer = rng.choice(writers)
        sentence = writer.sentence(f"{number} people came to {event.name}.", **{event.id: event.name})
        figure = people(number, number, f"{number} people")
        claims.append(Claim(event.id, "headCount", None, figure, (writer.evidence(sentence, str(number)),)))
    return claims
