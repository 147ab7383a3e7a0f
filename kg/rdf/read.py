"""RDF of ours -> KnowledgeGraph: nothing that the graph says is lost.

Read back whole are entities, events, claims with all their evidence, ranks and contradictions, sentences, mentions,
outlets and what is known of each article. Not in the RDF, and so not read back, are the words of an article outside of
its sentences (its text is blank there), its blocks, the chains of mentions inside an article (`canonical`), the second
of two places in one sentence that say the same, and the order of mentions, aliases and notes (they come sorted).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from pathlib import Path

from kg.errors import StoreError
from kg.graph import Contradiction, Entity, Event, KnowledgeGraph, PlacedMention, Rank, statement_id
from kg.model import Article, Claim, Evidence, Quantity, Span, TimeInterval, Value
from kg.ontology import DATA, PREFIXES, VOCABULARY, Ontology
from kg.rdf.facts import Stated, count, day, flag, number, refused, required, span, term, text
from kg.rdf.layout import article_id
from kg.rdf.nodes import MENTION_KINDS
from kg.rdf.terms import ALT_LABEL, LABEL, SAME_AS, TYPE, URL, kg, local_id
from kg.slugs import is_reserved

_KINDS = {name: kind for kind, name in MENTION_KINDS.items()}
_URI_SPACE = PREFIXES["void"] + "uriSpace"
_PLACE = re.compile(r"-[smt][0-9]+(?:-[0-9]+)?$")  # behind the id of an article: that of a sentence or mention
# Kinds of node that are neither entity nor event.
_APPARATUS = frozenset({"Article", "Sentence", "Mention", "Claim", "Quantity", "Contradiction", "ExtractionRun"})


@dataclass(frozen=True, slots=True)
class Source:
    """What a file states: nodes by IRI, and by the IRI of each class of theirs; the namespace of its data."""

    about: Mapping[str, Stated]
    kinds: Mapping[str, list[Stated]]
    base: str
    onto: Ontology

    def of(self, kind: str) -> list[Stated]:
        """The nodes of a class of the vocabulary."""
        return self.kinds.get(kg(kind), [])

    def id(self, iri: str) -> str:
        """The id of a node, "" for one outside of the data."""
        return local_id(iri, self.base)

    def named(self, node: Stated, name: str) -> str:
        """The id of what a property names. Raises ValueError where that is nothing, or outside of the data."""
        if id_ := self.id(required(node, name)):
            return id_
        raise refused(node, f"has the {name} {text(node, name)[:80]!r}, which is not in {self.base}")


def read_rdf(path: Path, onto: Ontology | None = None) -> KnowledgeGraph:
    """A graph from a file of ours in any RDF syntax; of a file with named graphs, its default graph.

    `onto` is the ontology that it was made with, by default that of the package. Raises StoreError, naming the file,
    where it cannot be read, what it says is no graph of ours, or a class in it is none of the ontology.
    """
    return read_with_base(path, onto)[0]


def read_with_base(path: Path, onto: Ontology | None = None) -> tuple[KnowledgeGraph, str]:
    """A graph, as `read_rdf` reads it, with the namespace of its data."""
    about = _parse(path)
    base = next((spaces[0] for node in about.values() if (spaces := node.of(_URI_SPACE))), DATA)
    kinds = defaultdict(list)
    for iri in sorted(about):
        for kind in about[iri].of(TYPE):
            kinds[kind].append(about[iri])
    source = Source(about, kinds, base, onto or Ontology.load())
    if unknown := _unknown_class(source):
        raise StoreError(f"{path}: {unknown}")
    try:
        return _graph(source), base
    except ValueError as error:
        raise StoreError(f"{path}: no graph of this program: {error}") from error


def _parse(path: Path) -> dict[str, Stated]:
    import pyoxigraph as ox

    from kg.turtle import format_of

    about: dict[str, Stated] = {}
    default = ox.DefaultGraph()
    try:
        for quad in ox.parse(path=str(path), format=format_of(path)):
            if quad.graph_name == default and not isinstance(quad.object, ox.Triple):
                iri = quad.subject.value
                node = about.get(iri) or about.setdefault(iri, Stated(iri, defaultdict(list)))
                node.values[quad.predicate.value].append(quad.object.value)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: {error}") from error
    return about


def _unknown_class(source: Source) -> str:
    """What is wrong if a node is of a class that the ontology does not know, which would be read as another; or ""."""
    for kind, nodes in source.kinds.items():
        name = kind.removeprefix(VOCABULARY)
        known = source.onto.terms.get(name)
        if kind == name or name in _APPARATUS or (known and known.kind == "class"):
            continue
        if thing := next((id_ for node in nodes if (id_ := source.id(node.iri))), ""):
            classes = source.onto.folder / "kg.ttl"
            return f"{thing} is a kg:{name}, which is no class of {classes}; --ontology takes the one it was made with"
    return ""


def _graph(source: Source) -> KnowledgeGraph:
    spans = _sentences(source)
    articles = {node.iri: _article(source, node, spans[node.iri]) for node in source.of("Article")}
    keys = _keys(articles)
    entities, events = _things(source, articles.values())
    claims, ranks = _claims(source, keys)
    silent = {node.iri for node in source.of("Sentence") if text(node, "understood") == "false"}
    onto = source.onto
    graph = KnowledgeGraph(
        articles={a.id: a for a in sorted(articles.values(), key=lambda a: a.id)},
        sentences={keys[i]: tuple(s for _, s in spans[i]) for i in articles},
        entities=entities, events=events, claims=claims, mentions=tuple(_mentions(source, keys)),
        outlets={keys[node.iri]: source.named(node, "publisher") for node in source.of("Article")},
        facts=tuple(f for f in onto.facts if f[0] in entities and f[2] in entities), ranks=ranks,
        contradictions=tuple(_contradictions(source)), counts=_counts(source, events),
        not_understood={keys[i]: tuple(s for iri, s in spans[i] if iri in silent) for i in articles},
        model=next((text(node, "languageModel") for node in source.of("ExtractionRun")), ""),
    )  # fmt: skip
    _check_names(graph)
    return graph


def _check_names(graph: KnowledgeGraph) -> None:
    """Raises ValueError where something is told of, or by, what is neither entity nor event of the graph."""
    known = graph.entities.keys() | graph.events.keys()
    for user, named in _names(graph):
        if named is not None and named not in known:
            raise ValueError(f"{user} names {named}, which is neither entity nor event of the graph")


def _names(graph: KnowledgeGraph) -> Iterator[tuple[str, str | None]]:
    """Who names what by its id."""
    for key, outlet in graph.outlets.items():
        yield f"article {key}", outlet
    for mention in graph.mentions:
        yield f"a mention in article {mention.article}", mention.refers_to
    for claim in graph.claims:
        for named in (claim.subject, claim.object, claim.scope, *(e.speaker for e in claim.evidence)):
            yield f"a claim of {claim.predicate}", named


def _sentences(source: Source) -> dict[str, list[tuple[str, Span]]]:
    """The sentences of each article in their order, as (IRI, span). Raises ValueError for one in no article, or where
    another begins.
    """
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    taken: dict[tuple[str, int], str] = {}
    articles = {node.iri for node in source.of("Article")}
    for node in source.of("Sentence"):
        article, place = required(node, "article"), span(node)
        if article not in articles:
            raise refused(node, "stands in no article that is there")
        if taken.setdefault((article, place.start), node.iri) != node.iri:
            raise refused(node, f"begins where {taken[article, place.start]} does")
        found[article].append((node.iri, place))
    return defaultdict(list, {a: sorted(rows, key=lambda r: r[1]) for a, rows in found.items()})


def _article(source: Source, node: Stated, spans: list[tuple[str, Span]]) -> Article:
    label, file_name = required(node, LABEL), required(node, "fileName")
    return Article(
        id=source.id(node.iri).rpartition("-")[2],
        text=_article_text(place for _, place in spans),
        title="" if label == file_name else label,
        url=text(node, URL),
        publisher=text(node, "publisherName"),
        published=day(node, "published"),
        file_name=file_name,
        author=text(node, "author"),
        notes=tuple(sorted(set(node.of("note")))),
    )


def _article_text(spans: Iterable[Span]) -> str:
    """The sentences of an article where they stand, with blanks between them."""
    whole = ""
    for place in spans:
        whole = whole.ljust(place.start) + place.text
    return whole


def _keys(articles: Mapping[str, Article]) -> dict[str, str]:
    """The id of each article by its IRI. Raises ValueError where two share one: one would be lost."""
    found: dict[str, str] = {}
    for iri, article in articles.items():
        if (other := found.setdefault(article.id, iri)) != iri:
            raise ValueError(f"{other} and {iri} are one article by the end of their names")
    return {iri: id_ for id_, iri in found.items()}


def _things(source: Source, articles: Collection[Article]) -> tuple[dict[str, Entity], dict[str, Event]]:
    """Entities and events by id. Raises ValueError for one with the id of an article, claim, ...: it would be lost."""
    own = frozenset(map(article_id, articles))
    entities, events = {}, {}
    for iri, node in sorted(source.about.items()):
        kinds = [t.removeprefix(VOCABULARY) for t in node.of(TYPE) if t.startswith(VOCABULARY)]
        id_ = source.id(iri)
        if not id_ or not kinds or _APPARATUS.intersection(kinds):
            continue
        if is_reserved(id_) or not own.isdisjoint((id_, _PLACE.sub("", id_))):
            raise refused(node, f"is a kg:{kinds[0]} and has the id of a part of the graph itself")
        name, aliases = required(node, LABEL), tuple(sorted(set(node.of(ALT_LABEL))))
        if source.onto.kind(kinds[0]) == "Event":
            status = term(node, "status") if node.of("status") else ""
            times = day(node, "startDate"), day(node, "endDate"), tuple(sorted(set(node.of("dateText"))))
            events[id_] = Event(id_, kinds[0], name, aliases, status, *times)
        else:
            entities[id_] = Entity(id_, kinds[0], name, aliases, tuple(node.of(SAME_AS)))
    return entities, events


def _counts(source: Source, events: Mapping[str, Event]) -> dict[str, int]:
    counted = ((source.id(iri), node) for iri, node in sorted(source.about.items()) if node.of("participantCount"))
    return {id_: count(node, "participantCount") for id_, node in counted if id_ in events}


def _mentions(source: Source, keys: Mapping[str, str]) -> Iterator[PlacedMention]:
    rows = []
    for node in source.of("Mention"):
        article, place = _in_article(node, keys), span(node)
        kinds = {_KINDS.get(kind.removeprefix(VOCABULARY), "") for kind in node.of("kind")}
        if not kinds or "" in kinds:
            raise refused(node, f"is of no kind of mention; known are {', '.join(_KINDS)}")
        things = {source.id(thing) for thing in node.of("refersTo")}
        rows += [PlacedMention(article, place, kind, thing) for kind, thing in product(kinds, things)]
    yield from sorted(rows, key=lambda m: (m.article, m.span, m.refers_to, m.kind))


def _in_article(node: Stated, keys: Mapping[str, str]) -> str:
    """The id of the article in which a node stands. Raises ValueError where it stands in none that is there."""
    if key := keys.get(required(node, "article")):
        return key
    raise refused(node, "stands in no article that is there")


def _contradictions(source: Source) -> Iterator[Contradiction]:
    pairs = []
    for node in source.of("Contradiction"):
        between = sorted(set(map(source.id, node.of("between"))))
        if len(between) != 2:
            raise refused(node, f"stands between {len(between)} claims, not 2")
        pairs.append(Contradiction(between[0], between[1], required(node, "reason")))
    yield from sorted(pairs, key=lambda c: (c.first, c.second, c.reason))


def _claims(source: Source, keys: Mapping[str, str]) -> tuple[tuple[Claim, ...], dict[str, Rank]]:
    """The claims, each with all its evidence, and the rank of each statement."""
    reasons = defaultdict(set)
    for node in source.of("Contradiction"):
        for told_twice in node.of("between"):
            reasons[told_twice].add(required(node, "reason"))
    sentences = {node.iri: (required(node, "article"), span(node)) for node in source.of("Sentence")}
    evidence: dict[tuple[object, ...], dict[Evidence, None]] = defaultdict(dict)
    made, ranks = {}, {}
    for node in source.of("Claim"):
        claim, told = _claim(source, node), _evidence(source, node, keys, sentences)
        evidence[claim.key][told] = None
        made[claim.key] = claim
        own = sorted(set(node.of("rankReason")) - reasons[node.iri])
        rank = Rank(term(node, "rank"), own[0] if own else "")
        if rank != Rank("Normal"):
            ranks[statement_id(claim, told)] = rank
    whole = [_with(claim, evidence[key]) for key, claim in made.items()]
    return tuple(sorted(whole, key=_order)), ranks


def _with(claim: Claim, evidence: Mapping[Evidence, None]) -> Claim:
    def place(e: Evidence) -> tuple[object, ...]:
        return e.article, e.sentence, e.modality, e.negated, e.speaker or "", e.trigger, e.rule

    return replace(claim, evidence=tuple(sorted(evidence, key=place)))


def _order(claim: Claim) -> tuple[str, ...]:
    target = (claim.object or "", str(claim.value))
    return (claim.subject, claim.predicate, *target, claim.scope or "", claim.predicate_text)


def _claim(source: Source, node: Stated) -> Claim:
    value = _value(source, node)
    return Claim(
        subject=source.named(node, "subject"),
        predicate=term(node, "statedProperty" if node.of("statedProperty") else "predicate"),
        object=source.named(node, "object") if value is None else None,
        value=value,
        evidence=(),
        scope=source.named(node, "scope") if node.of("scope") else None,
        predicate_text=text(node, "predicateText"),
    )


def _value(source: Source, node: Stated) -> Value | None:
    if node.of("statedProperty"):
        days = day(node, "firstDay"), day(node, "lastDay")
        return TimeInterval(*days, required(node, "precision"), required(node, "dateText"))
    target = source.about.get(text(node, "object"))
    if not node.of("object"):
        return required(node, "value")
    return _quantity(target) if target and kg("Quantity") in target.of(TYPE) else None


def _quantity(node: Stated) -> Quantity:
    low, high, amount = (number(node, name) for name in ("min", "max", "amount"))
    return Quantity(amount, low, high, term(node, "approximation"), required(node, "unit"), required(node, LABEL))


def _evidence(
    source: Source, node: Stated, keys: Mapping[str, str], sentences: Mapping[str, tuple[str, Span]]
) -> Evidence:
    article, sentence = sentences.get(required(node, "sentence"), ("", Span(0, 0, "")))
    if article != required(node, "article"):
        raise refused(node, "stands in a sentence that is not in its article")
    return Evidence(
        article=_in_article(node, keys),
        sentence=sentence,
        trigger=span(node),
        rule=required(node, "rule"),
        speaker=source.named(node, "speaker") if node.of("speaker") else None,
        attribution=term(node, "attribution"),
        modality=term(node, "modality"),
        negated=flag(node, "negated"),
        confidence=number(node, "confidence") or Decimal(0),
    )
