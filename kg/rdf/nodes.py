"""The nodes of a graph with what is stated of each, in three layers: accepted facts; articles, sentences and mentions;
claims.

They are made one after another in the order of their ids, so that a large graph is never held a second time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kg.graph import Contradiction, Entity, Event, PlacedMention, Statement, quantity_id
from kg.model import Quantity, Span, TimeInterval
from kg.rdf.layout import Claimed, Layout, article_id, contradiction_id, mention_id, sentence_id
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
    number,
    sorted_facts,
)
from kg.version import __version__

MENTION_KINDS = {k: f"{k.title()}Mention" for k in ("named", "nominal", "pronoun", "trigger")}

Facts = Iterator[Fact]
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
    makers.sort(key=lambda m: m[0])
    position = 0
    while position < len(makers):
        id_, make, what = makers[position]
        facts = list(make(layout, what))
        position += 1
        while position < len(makers) and makers[position][0] == id_:
            facts.extend(makers[position][1](layout, makers[position][2]))
            position += 1
        yield Node(layout.iri(id_), sorted_facts(facts))


def _article_makers(layout: Layout, key: str, quantities: dict[str, Quantity]) -> list[tuple[str, Maker, Any]]:
    """The nodes that stand in one article; the quantities of its claims are added to `quantities`."""
    article = layout.graph.articles[key]
    makers: list[tuple[str, Maker, Any]] = [(article_id(article), _article, key)]
    spans = dict.fromkeys(layout.graph.sentences.get(key, ()))
    spans |= dict.fromkeys(c.statement.evidence.sentence for c in layout.told_in[key])
    makers += [(sentence_id(article, s), _sentence, (key, s)) for s in spans]
    makers += [(mention_id(article, m), _mention, m) for m in layout.mentions[key]]
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
    yield from _words(layout, "Sentence", key, span)
    if span in layout.silent.get(key, ()):
        yield kg("understood"), boolean(False)


def _mention(layout: Layout, mention: PlacedMention) -> Facts:
    article = layout.graph.articles[mention.article]
    yield from _words(layout, "Mention", mention.article, mention.span)
    yield kg("kind"), kg(MENTION_KINDS[mention.kind])
    yield kg("refersTo"), layout.iri(mention.refers_to)
    sentences = layout.graph.sentences.get(mention.article, ())
    before = bisect_right(sentences, mention.span.start, key=lambda s: s.start)
    if before and mention.span.end <= sentences[before - 1].end:
        yield kg("sentence"), layout.iri(sentence_id(article, sentences[before - 1]))


def _words(layout: Layout, kind: str, key: str, span: Span) -> Facts:
    yield TYPE, kg(kind)
    yield kg("article"), layout.iri(article_id(layout.graph.articles[key]))
    yield kg("start"), integer(span.start)
    yield kg("end"), integer(span.end)
    yield kg("text"), Literal(span.text)


def _claim(layout: Layout, claimed: Claimed) -> Facts:
    statement = claimed.statement
    claim, evidence = statement.claim, statement.evidence
    yield TYPE, kg("Claim")
    yield kg("subject"), layout.iri(claim.subject)
    yield kg("predicate"), kg(claimed.predicate)
    yield kg("value" if isinstance(claimed.target, Literal) else "object"), claimed.target
    if layout.rdf12:
        yield REIFIES, Reified(layout.iri(claim.subject), kg(claimed.predicate), claimed.target)
    if claim.scope:
        yield kg("scope"), layout.iri(claim.scope)
    if claim.predicate_text:
        yield kg("predicateText"), Literal(claim.predicate_text)
    if isinstance(claim.value, TimeInterval):
        yield from _interval(claim.predicate, claim.value)
    yield kg("rank"), kg(statement.rank.level)
    if statement.rank.reason:
        yield kg("rankReason"), Literal(statement.rank.reason)
    for pair in layout.contradictions.get(claimed.id, ()):
        yield kg("contradicts"), layout.iri(pair.second if pair.first == claimed.id else pair.first)
        yield kg("rankReason"), Literal(pair.reason)
    yield kg("confidence"), decimal(evidence.confidence)
    yield from _stance(layout, statement)


def _stance(layout: Layout, statement: Statement) -> Facts:
    """Where a claim stands, who says so and how it is meant."""
    evidence = statement.evidence
    article = layout.graph.articles[evidence.article]
    yield kg("sentence"), layout.iri(sentence_id(article, evidence.sentence))
    yield kg("article"), layout.iri(article_id(article))
    yield kg("start"), integer(evidence.trigger.start)
    yield kg("end"), integer(evidence.trigger.end)
    yield kg("text"), Literal(evidence.trigger.text)
    yield kg("attributedTo"), layout.iri(layout.graph.speaker(evidence))
    if evidence.speaker:
        yield kg("speaker"), layout.iri(evidence.speaker)
    yield kg("attribution"), kg(evidence.attribution)
    yield kg("modality"), kg(evidence.modality)
    yield kg("negated"), boolean(evidence.negated)
    yield kg("rule"), Literal(evidence.rule)
    yield kg("extractedBy"), layout.iri(layout.run)


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
