"""The nodes of a graph with what is stated of each, in three layers: accepted facts; articles, sentences and mentions;
claims.

They are made one after another in the order of their ids, so that a large graph is never held a second time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from kg.graph import Contradiction, Entity, Event, PlacedMention, Statement, quantity_id
from kg.model import Quantity, Span, TimeInterval
from kg.rdf.layout import Claimed, Layout, contradiction_id, mention_id, sentence_id
from kg.rdf.terms import (
    ALT_LABEL,
    LABEL,
    REIFIES,
    SAME_AS,
    TYPE,
    URL,
    Fact,
    Literal,
    Node,
    Reified,
    boolean,
    day,
    decimal,
    foreign_iri,
    integer,
    kg,
    local_iri,
    make_node,
    number,
)
from kg.version import __version__

MENTION_KINDS = {k: f"{k.title()}Mention" for k in ("named", "nominal", "pronoun", "trigger")}

Facts = Iterable[Fact]
Maker = Callable[[Layout, Any], Facts]


def graph_nodes(layout: Layout) -> Iterator[Node]:
    """Yields all nodes of the merged graph in the order of their IRIs."""
    graph = layout.graph
    makers: list[tuple[str, Maker, Any]] = [(e.id, _entity, e) for e in graph.entities.values()]
    makers += [(e.id, _event, e) for e in graph.events.values()]
    makers += [(contradiction_id(c), _contradiction, c) for c in layout.pairs]
    makers.append((layout.run, _run, None))
    quantities: dict[str, Quantity] = {}
    for key in graph.articles:
        makers += _article_makers(layout, key, quantities)
    makers += [(id_, _quantity, q) for id_, q in quantities.items()]
    return _made(layout, makers)


def article_nodes(layout: Layout, key: str) -> Iterator[Node]:
    """Yields what one article (by its id in the graph) tells: itself, its claims, and what these make accepted."""
    quantities: dict[str, Quantity] = {}
    makers = _article_makers(layout, key, quantities)
    makers += [(id_, _quantity, q) for id_, q in quantities.items()]
    accepted = defaultdict(list)
    for claimed in layout.told_in[key]:
        if claimed.statement.accepted:
            accepted[claimed.statement.claim.subject].append(claimed)
    makers += [(id_, _accepted, claims) for id_, claims in accepted.items()]
    return _made(layout, makers)


def _made(layout: Layout, makers: list[tuple[str, Maker, Any]]) -> Iterator[Node]:
    """Makes nodes in the order of their ids; several makers of one id make one node."""
    makers.sort(key=itemgetter(0))
    for id_, group in groupby(makers, key=itemgetter(0)):
        yield make_node(local_iri(id_, layout.base), [fact for _, make, what in group for fact in make(layout, what)])


def _article_makers(layout: Layout, key: str, quantities: dict[str, Quantity]) -> list[tuple[str, Maker, Any]]:
    """The nodes that stand in one article; the quantities of its claims are added to `quantities`."""
    makers: list[tuple[str, Maker, Any]] = [(layout.article_ids[key], _article, key)]
    spans = dict.fromkeys(layout.graph.sentences.get(key, ()))
    spans |= dict.fromkeys(c.statement.evidence.sentence for c in layout.told_in[key])
    makers += [(sentence_id(layout, key, s), _sentence, (key, s)) for s in spans]
    mentions = defaultdict(list)
    for mention in layout.mentions[key]:
        mentions[mention_id(layout, mention)].append(mention)
    makers += [(id_, _mention, same) for id_, same in mentions.items()]
    for claimed in layout.told_in[key]:
        makers.append((claimed.id, _claim, claimed))
        value = claimed.statement.claim.value
        if isinstance(value, Quantity):
            quantities[quantity_id(value)] = value
    return makers


def _entity(layout: Layout, entity: Entity) -> Facts:
    yield from _named(entity.type, entity.name, entity.aliases)
    for item in filter(None, map(foreign_iri, entity.same_as)):
        yield SAME_AS, item
    if entity.type == "Position":
        yield kg("jobTitle"), Literal(entity.name.split(",")[0])
    yield from _accepted(layout, layout.direct.get(entity.id, ()))


def _event(layout: Layout, event: Event) -> Facts:
    yield from _named(event.type, event.name, event.aliases)
    if event.status:
        yield kg("status"), kg(event.status)
    if event.start:
        yield kg("startDate"), day(event.start)
    if event.end and (not event.start or event.end >= event.start):
        yield kg("endDate"), day(event.end)
    for words in event.date_texts:
        yield kg("dateText"), Literal(words)
    if event.id in layout.graph.counts:
        yield kg("participantCount"), integer(layout.graph.counts[event.id])
    yield from _accepted(layout, layout.direct.get(event.id, ()))


def _named(kind: str, name: str, aliases: Iterable[str]) -> Facts:
    yield TYPE, kg(kind)
    yield LABEL, Literal(name)
    for alias in aliases:
        if alias and alias != name:
            yield ALT_LABEL, Literal(alias)


def _accepted(layout: Layout, claims: Iterable[Claimed]) -> Facts:
    for claimed in claims:
        yield kg(claimed.predicate), claimed.target


def _article(layout: Layout, key: str) -> Facts:
    article = layout.graph.articles[key]
    yield TYPE, kg("Article")
    yield LABEL, Literal(article.title or article.file_name)
    yield kg("fileName"), Literal(article.file_name)
    yield kg("publisher"), layout.iri(layout.graph.outlets[key])
    if article.publisher:
        yield kg("publisherName"), Literal(article.publisher)
    if article.author:
        yield kg("author"), Literal(article.author)
    if article.published:
        yield kg("published"), day(article.published)
    if article.url:
        yield URL, Literal(article.url)
    for note in article.notes:
        yield kg("note"), Literal(note)


def _sentence(layout: Layout, place: tuple[str, Span]) -> Facts:
    key, span = place
    facts = _words(layout, "Sentence", key, span)
    if span in layout.silent.get(key, ()):
        facts.append((kg("understood"), boolean(False)))
    return facts


def _mention(layout: Layout, same: list[PlacedMention]) -> Facts:
    """The mentions at one place, with all that they refer to."""
    article, span = same[0].article, same[0].span
    facts = _words(layout, "Mention", article, span)
    for mention in same:
        facts.append((kg("kind"), kg(MENTION_KINDS[mention.kind])))
        facts.append((kg("refersTo"), layout.iri(mention.refers_to)))
    sentences = layout.graph.sentences.get(article, ())
    before = bisect_right(sentences, span.start, key=attrgetter("start"))
    if before and span.end <= sentences[before - 1].end:
        facts.append((kg("sentence"), layout.iri(sentence_id(layout, article, sentences[before - 1]))))
    return facts


def _words(layout: Layout, kind: str, key: str, span: Span) -> list[Fact]:
    return [
        (TYPE, kg(kind)),
        (kg("article"), layout.iri(layout.article_ids[key])),
        (kg("start"), integer(span.start)),
        (kg("end"), integer(span.end)),
        (kg("text"), Literal(span.text)),
    ]


def _claim(layout: Layout, claimed: Claimed) -> Facts:
    claim = claimed.statement.claim
    facts = _stance(layout, claimed.statement)
    facts += (
        (TYPE, kg("Claim")),
        (kg("subject"), layout.iri(claim.subject)),
        (kg("predicate"), kg(claimed.predicate)),
        (kg("value" if isinstance(claimed.target, Literal) else "object"), claimed.target),
    )
    if layout.rdf12:
        facts.append((REIFIES, Reified(layout.iri(claim.subject), kg(claimed.predicate), claimed.target)))
    if claim.scope:
        facts.append((kg("scope"), layout.iri(claim.scope)))
    if claim.predicate_text:
        facts.append((kg("predicateText"), Literal(claim.predicate_text)))
    if isinstance(claim.value, TimeInterval):
        facts += _interval(claim.predicate, claim.value)
    for pair in layout.contradictions.get(claimed.id, ()):
        facts.append((kg("contradicts"), layout.iri(pair.second if pair.first == claimed.id else pair.first)))
        facts.append((kg("rankReason"), Literal(pair.reason)))
    return facts


def _stance(layout: Layout, statement: Statement) -> list[Fact]:
    """Where a claim stands, who says so, how it is meant and how much weight it has."""
    evidence = statement.evidence
    facts: list[Fact] = [
        (kg("sentence"), layout.iri(sentence_id(layout, evidence.article, evidence.sentence))),
        (kg("article"), layout.iri(layout.article_ids[evidence.article])),
        (kg("start"), integer(evidence.trigger.start)),
        (kg("end"), integer(evidence.trigger.end)),
        (kg("text"), Literal(evidence.trigger.text)),
        (kg("attributedTo"), layout.iri(layout.graph.speaker(evidence))),
        (kg("attribution"), kg(evidence.attribution)),
        (kg("modality"), kg(evidence.modality)),
        (kg("negated"), boolean(evidence.negated)),
        (kg("confidence"), decimal(evidence.confidence)),
        (kg("rule"), Literal(evidence.rule)),
        (kg("extractedBy"), layout.iri(layout.run)),
        (kg("rank"), kg(statement.rank.level)),
    ]
    if evidence.speaker:
        facts.append((kg("speaker"), layout.iri(evidence.speaker)))
    if statement.rank.reason:
        facts.append((kg("rankReason"), Literal(statement.rank.reason)))
    return facts


def _interval(predicate: str, interval: TimeInterval) -> Facts:
    yield kg("statedProperty"), kg(predicate)
    yield kg("precision"), Literal(interval.precision)
    yield kg("dateText"), Literal(interval.text)
    if interval.start:
        yield kg("firstDay"), day(interval.start)
    if interval.end:
        yield kg("lastDay"), day(interval.end)


def _quantity(layout: Layout, quantity: Quantity) -> Facts:
    yield TYPE, kg("Quantity")
    yield LABEL, Literal(quantity.text)
    yield kg("approximation"), kg(quantity.approximation)
    yield kg("unit"), Literal(quantity.unit)
    for name, value in (("amount", quantity.amount), ("min", quantity.min), ("max", quantity.max)):
        if value is not None:
            yield kg(name), number(value)


def _contradiction(layout: Layout, pair: Contradiction) -> Facts:
    yield TYPE, kg("Contradiction")
    yield kg("between"), layout.iri(pair.first)
    yield kg("between"), layout.iri(pair.second)
    yield kg("reason"), Literal(pair.reason)


def _run(layout: Layout, _: None) -> Facts:
    yield TYPE, kg("ExtractionRun")
    yield LABEL, Literal(f"kg {__version__} over {len(layout.graph.articles)} articles")
    yield kg("programVersion"), Literal(__version__)
    if layout.graph.model:
        yield kg("languageModel"), Literal(layout.graph.model)
