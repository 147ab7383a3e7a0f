"""A graph as three tables: nodes, edges (one a fact, with its weight) and claims (one a statement of one sentence)."""

from __future__ import annotations

import types
import typing
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.graph import Entity, Event, KnowledgeGraph, Statement, digest
from kg.model import Quantity, TimeInterval
from kg.ontology import DATA, Ontology
from kg.rdf.terms import local_iri


@dataclass(frozen=True, slots=True)
class NodeRow:
    """An entity or event. `kind` is the broad class (Event, Agent, Place, ...), `aliases` are parted by " | "."""

    id: str
    label: str
    type: str
    kind: str
    aliases: str
    status: str
    start: date | None
    end: date | None
    claims: int
    articles: int
    same_as: str
    iri: str


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A fact between two nodes, with how it is meant, how many claims and articles tell it, and the first of these."""

    id: str
    source: str
    target: str
    property: str
    label: str
    modality: str
    negated: bool
    accepted: bool
    claims: int
    articles: int
    start: date | None
    end: date | None
    sentence: str
    outlet: str
    url: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A statement as one sentence tells it. Offsets count code points of the article's text."""

    id: str
    subject: str
    subject_label: str
    property: str
    label: str
    object: str
    object_label: str
    value: str
    amount: Decimal | None
    min: Decimal | None
    max: Decimal | None
    approximation: str
    unit: str
    first_day: date | None
    last_day: date | None
    precision: str
    scope: str
    by: str
    by_label: str
    attribution: str
    modality: str
    negated: bool
    accepted: bool
    rank: str
    rank_reason: str
    contradicts: str
    confidence: Decimal
    sentence: str
    words: str
    start: int
    end: int
    rule: str
    article: str
    file: str
    title: str
    outlet: str
    published: date | None
    url: str


Row = NodeRow | EdgeRow | ClaimRow


def column_types(kind: type[Row]) -> dict[str, type]:
    """The columns of a table with the type of their values: str, bool, int, Decimal or date."""
    hints = typing.get_type_hints(kind)
    return {n: next(t for t in (typing.get_args(h) or (h,)) if t is not types.NoneType) for n, h in hints.items()}


def node_rows(graph: KnowledgeGraph, onto: Ontology, base: str = DATA) -> Iterator[NodeRow]:
    """Yields the entities and events by id."""
    claims: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for s in graph.statements:
        for node in filter(None, (s.claim.subject, s.claim.object)):
            claims[node].add(s.id)
            articles[node].add(s.evidence.article)
    things: dict[str, Entity | Event] = {**graph.entities, **graph.events}
    for id_, thing in sorted(things.items()):
        event = graph.events.get(id_)
        entity = graph.entities.get(id_)
        yield NodeRow(
            id=id_,
            label=thing.name,
            type=thing.type,
            kind=onto.kind(thing.type),
            aliases=" | ".join(a for a in thing.aliases if a != thing.name),
            status=event.status if event else "",
            start=event.start if event else None,
            end=event.end if event else None,
            claims=len(claims[id_]),
            articles=len(articles[id_]),
            same_as=" | ".join(entity.same_as) if entity else "",
            iri=local_iri(id_, base),
        )


def edge_rows(graph: KnowledgeGraph, onto: Ontology) -> Iterator[EdgeRow]:
    """Yields the facts between nodes by source, target and property: claims that are meant alike make one edge."""
    groups: dict[tuple[str, str, str, str, str, bool], list[Statement]] = defaultdict(list)
    for s in graph.statements:
        c, e = s.claim, s.evidence
        if c.object is not None:
            groups[(c.subject, c.object, c.predicate, c.predicate_text, e.modality, e.negated)].append(s)
    for key in sorted(groups):
        source, target, name, words, modality, negated = key
        told = sorted(groups[key], key=lambda s: (_published(graph, s) or date.max, s.id))
        first = graph.articles[told[0].evidence.article]
        start, end = _days(graph, source, target)
        yield EdgeRow(
            id="edge-" + digest(*map(str, key)),
            source=source,
            target=target,
            property=name,
            label=words or _label(onto, name),
            modality=modality,
            negated=negated,
            accepted=any(s.accepted for s in told),
            claims=len(told),
            articles=len({s.evidence.article for s in told}),
            start=start,
            end=end,
            sentence=told[0].evidence.sentence.text,
            outlet=graph.name(graph.outlets[first.id]),
            url=first.url,
        )


def _published(graph: KnowledgeGraph, statement: Statement) -> date | None:
    return graph.articles[statement.evidence.article].published


def _label(onto: Ontology, name: str) -> str:
    return onto.terms[name].label if name in onto.terms else name


def _days(graph: KnowledgeGraph, *nodes: str) -> tuple[date | None, date | None]:
    """The days in which all events among the nodes can lie; none where they have none in common."""
    events = [graph.events[n] for n in nodes if n in graph.events]
    start = max((e.start for e in events if e.start), default=None)
    end = min((e.end for e in events if e.end), default=None)
    return (None, None) if start and end and end < start else (start, end)


def claim_rows(graph: KnowledgeGraph, onto: Ontology) -> Iterator[ClaimRow]:
    """Yields the statements by id."""
    against: dict[str, list[str]] = defaultdict(list)
    for pair in graph.contradictions:
        against[pair.first].append(pair.second)
        against[pair.second].append(pair.first)
    for s in graph.statements:
        yield _claim_row(graph, onto, s, " | ".join(sorted(against[s.id])))


def _claim_row(graph: KnowledgeGraph, onto: Ontology, s: Statement, contradicts: str) -> ClaimRow:
    claim, told = s.claim, s.evidence
    article = graph.articles[told.article]
    quantity = claim.value if isinstance(claim.value, Quantity) else None
    interval = claim.value if isinstance(claim.value, TimeInterval) else None
    value = claim.value if isinstance(claim.value, str) else ""
    return ClaimRow(
        id=s.id, subject=claim.subject, subject_label=graph.name(claim.subject), property=claim.predicate,
        label=claim.predicate_text or _label(onto, claim.predicate), object=claim.object or "",
        object_label=graph.name(claim.object) if claim.object else "",
        value=quantity.text if quantity else interval.text if interval else value,
        amount=quantity.amount if quantity else None, min=quantity.min if quantity else None,
        max=quantity.max if quantity else None,
        approximation=quantity.approximation if quantity else "", unit=quantity.unit if quantity else "",
        first_day=interval.start if interval else None, last_day=interval.end if interval else None,
        precision=interval.precision if interval else "", scope=claim.scope or "", by=graph.speaker(told),
        by_label=graph.name(graph.speaker(told)), attribution=told.attribution, modality=told.modality,
        negated=told.negated, accepted=s.accepted, rank=s.rank.level, rank_reason=s.rank.reason,
        contradicts=contradicts, confidence=told.confidence, sentence=told.sentence.text, words=told.trigger.text,
        start=told.trigger.start, end=told.trigger.end, rule=told.rule, article=article.id, file=article.file_name,
        title=article.title, outlet=graph.name(graph.outlets[article.id]), published=article.published,
        url=article.url,
    )  # fmt: skip
