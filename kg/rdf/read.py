"""RDF of ours -> KnowledgeGraph: nothing that the graph says is lost.

Read back whole are entities, events, claims with all their evidence, ranks and contradictions, sentences, mentions,
outlets and what is known of each article. Not in the RDF, and so not read back, are the words of an article outside of
its sentences (its text is blank there), its blocks, the chains of mentions inside an article (`canonical`), the second
of two places in one sentence that say the same, and the order of mentions, aliases and notes (they come sorted).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from kg.errors import StoreError
from kg.graph import Contradiction, Entity, Event, KnowledgeGraph, PlacedMention, Rank, statement_id
from kg.model import Article, Claim, Evidence, Quantity, Span, TimeInterval, Value
from kg.ontology import DATA, PREFIXES, VOCABULARY, Ontology
from kg.rdf.layout import article_id
from kg.rdf.nodes import MENTION_KINDS
from kg.rdf.terms import ALT_LABEL, LABEL, SAME_AS, TYPE, URL, kg, local_id
from kg.slugs import is_reserved

_KINDS = {name: kind for kind, name in MENTION_KINDS.items()}
_URI_SPACE = PREFIXES["void"] + "uriSpace"
_PLACE = re.compile(r"-[smt][0-9]+(?:-[0-9]+)?$")  # behind the id of an article: that of a sentence or mention
FARTHEST = 10_000_000  # characters from the beginning of an article to a sentence of it
# Kinds of node that are neither entity nor event.
_APPARATUS = frozenset({"Article", "Sentence", "Mention", "Claim", "Quantity", "Contradiction", "ExtractionRun"})

Facts = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a file states of each node, as text; the nodes of each class, by IRI; the namespace of its data."""

    about: Mapping[str, Facts]
    kinds: Mapping[str, list[tuple[str, Facts]]]
    base: str
    onto: Ontology

    def of(self, kind: str) -> list[tuple[str, Facts]]:
        """The nodes of a class of the vocabulary."""
        return self.kinds.get(kg(kind), [])

    def id(self, iri: str) -> str:
        """The id of a node."""
        return local_id(iri, self.base)


def read_rdf(path: Path, onto: Ontology | None = None) -> KnowledgeGraph:
    """A graph from a file of ours in any RDF syntax; of a file with named graphs, its default graph.

    `onto` is the ontology that it was made with, by default that of the package. Raises StoreError, naming the file,
    where it cannot be read, what it says is no graph of ours, or a class in it is none of the ontology.
    """
    return read_with_base(path, onto)[0]


def read_with_base(path: Path, onto: Ontology | None = None) -> tuple[KnowledgeGraph, str]:
    """A graph, as `read_rdf` reads it, with the namespace of its data."""
    about = _parse(path)
    base = next((values[0] for facts in about.values() if (values := facts.get(_URI_SPACE))), DATA)
    kinds = defaultdict(list)
    for iri in sorted(about):
        for kind in about[iri].get(TYPE, ()):
            kinds[kind].append((iri, about[iri]))
    source = Source(about, kinds, base, onto or Ontology.load())
    if unknown := _unknown_class(source):
        raise StoreError(f"{path}: {unknown}")
    try:
        return _graph(source), base
    except (KeyError, IndexError, ValueError, ArithmeticError) as error:
        raise StoreError(f"{path}: no graph of this program ({type(error).__name__}: {error})") from error


def _parse(path: Path) -> dict[str, Facts]:
    import pyoxigraph as ox

    from kg.turtle import format_of

    about: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    default = ox.DefaultGraph()
    try:
        for quad in ox.parse(path=str(path), format=format_of(path)):
            if quad.graph_name == default and not isinstance(quad.object, ox.Triple):
                about[quad.subject.value][quad.predicate.value].append(quad.object.value)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: {error}") from error
    return about


def _unknown_class(source: Source) -> str:
    """What is wrong if a node is of a class that the ontology does not know, which would be read as another; or ""."""
    for kind, nodes in source.kinds.items():
        name = kind.removeprefix(VOCABULARY)
        term = source.onto.terms.get(name)
        if kind == name or name in _APPARATUS or (term and term.kind == "class"):
            continue
        if thing := next((id_ for iri, _ in nodes if (id_ := source.id(iri))), ""):
            known = source.onto.folder / "kg.ttl"
            return f"{thing} is a kg:{name}, which is no class of {known}; --ontology takes the one it was made with"
    return ""


def _graph(source: Source) -> KnowledgeGraph:
    spans = _sentences(source)
    articles = {iri: _article(source, iri, facts, spans[iri]) for iri, facts in source.of("Article")}
    keys = _keys(articles)
    claims, ranks = _claims(source, keys, {iri: _span(facts) for iri, facts in source.of("Sentence")})
    entities, events = _things(source, articles.values())
    silent = {iri for iri, facts in source.of("Sentence") if facts.get(kg("understood")) == ["false"]}
    onto = source.onto
    return KnowledgeGraph(
        articles={a.id: a for a in sorted(articles.values(), key=lambda a: a.id)},
        sentences={keys[i]: tuple(s for _, s in spans[i]) for i in articles},
        entities=entities, events=events, claims=claims, mentions=tuple(_mentions(source, keys)),
        outlets={keys[i]: source.id(_one(f, "publisher")) for i, f in source.of("Article")},
        facts=tuple(f for f in onto.facts if f[0] in entities and f[2] in entities), ranks=ranks,
        contradictions=tuple(_contradictions(source)), counts=_counts(source, events),
        not_understood={keys[i]: tuple(s for iri, s in spans[i] if iri in silent) for i in articles},
        model=next((_text(f, "languageModel") for _, f in source.of("ExtractionRun")), ""),
    )  # fmt: skip


def _keys(articles: Mapping[str, Article]) -> dict[str, str]:
    """The id of each article by its IRI. Raises ValueError where two share one: one would be lost."""
    found: dict[str, str] = {}
    for iri, article in articles.items():
        if (other := found.setdefault(article.id, iri)) != iri:
            raise ValueError(f"{other} and {iri} are one article by the end of their names")
    return {iri: id_ for id_, iri in found.items()}


def _one(facts: Facts, name: str) -> str:
    return facts[kg(name)][0]


def _text(facts: Facts, name: str) -> str:
    return next(iter(facts.get(kg(name), ())), "")


def _local(facts: Facts, name: str) -> str:
    return _one(facts, name).removeprefix(VOCABULARY)


def _day(facts: Facts, name: str) -> date | None:
    text = _text(facts, name)
    return date.fromisoformat(text) if text else None


def _span(facts: Facts) -> Span:
    return Span(int(_one(facts, "start")), int(_one(facts, "end")), _one(facts, "text"))


def _sentences(source: Source) -> dict[str, list[tuple[str, Span]]]:
    """The sentences of each article in their order, as (IRI, span). Raises ValueError for one in no article, out of
    all reach, or where another begins.
    """
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    taken: dict[tuple[str, int], str] = {}
    articles = {iri for iri, _ in source.of("Article")}
    for iri, facts in source.of("Sentence"):
        article, span = _one(facts, "article"), _span(facts)
        if article not in articles:
            raise ValueError(f"{iri} stands in no article that is there")
        if not 0 <= span.start <= FARTHEST:
            raise ValueError(f"{iri} begins at {span.start}; no article is as long")
        if taken.setdefault((article, span.start), iri) != iri:
            raise ValueError(f"{iri} begins where {taken[article, span.start]} does")
        found[article].append((iri, span))
    return defaultdict(list, {a: sorted(rows, key=lambda r: r[1]) for a, rows in found.items()})


def _article(source: Source, iri: str, facts: Facts, spans: list[tuple[str, Span]]) -> Article:
    label, file_name = facts[LABEL][0], _one(facts, "fileName")
    return Article(
        id=source.id(iri).rpartition("-")[2],
        text=_article_text(span for _, span in spans),
        title="" if label == file_name else label,
        url=next(iter(facts.get(URL, ())), ""),
        publisher=_text(facts, "publisherName"),
        published=_day(facts, "published"),
        file_name=file_name,
        author=_text(facts, "author"),
        notes=tuple(sorted(facts.get(kg("note"), ()))),
    )


def _article_text(spans: Iterator[Span]) -> str:
    """The sentences of an article where they stand, with blanks between them."""
    text = ""
    for span in spans:
        text = text.ljust(span.start) + span.text
    return text


def _things(source: Source, articles: Iterable[Article]) -> tuple[dict[str, Entity], dict[str, Event]]:
    """Entities and events by id. Raises ValueError for one with the id of an article, claim, ...: it would be lost."""
    own = frozenset(map(article_id, articles))
    entities, events = {}, {}
    for iri, facts in sorted(source.about.items()):
        kinds = [t.removeprefix(VOCABULARY) for t in facts.get(TYPE, ()) if t.startswith(VOCABULARY)]
        id_ = source.id(iri)
        if not id_ or not kinds or _APPARATUS.intersection(kinds):
            continue
        if is_reserved(id_) or not own.isdisjoint((id_, _PLACE.sub("", id_))):
            raise ValueError(f"{id_} is a kg:{kinds[0]} and has the id of a part of the graph itself")
        name, aliases = facts[LABEL][0], tuple(sorted(facts.get(ALT_LABEL, ())))
        if source.onto.kind(kinds[0]) == "Event":
            status = _text(facts, "status").removeprefix(VOCABULARY)
            times = _day(facts, "startDate"), _day(facts, "endDate"), tuple(sorted(facts.get(kg("dateText"), ())))
            events[id_] = Event(id_, kinds[0], name, aliases, status, *times)
        else:
            entities[id_] = Entity(id_, kinds[0], name, aliases, tuple(facts.get(SAME_AS, ())))
    return entities, events


def _counts(source: Source, events: Mapping[str, Event]) -> dict[str, int]:
    rows = ((source.id(i), _text(f, "participantCount")) for i, f in source.about.items())
    return {i: int(n) for i, n in sorted(rows) if n and i in events}


def _mentions(source: Source, keys: Mapping[str, str]) -> Iterator[PlacedMention]:
    rows = []
    for _, facts in source.of("Mention"):
        for thing in facts[kg("refersTo")]:
            kind = _KINDS[_local(facts, "kind")]
            rows.append(PlacedMention(keys[_one(facts, "article")], _span(facts), kind, source.id(thing)))
    yield from sorted(rows, key=lambda m: (m.article, m.span, m.refers_to))


def _contradictions(source: Source) -> Iterator[Contradiction]:
    pairs = []
    for _, facts in source.of("Contradiction"):
        first, second = sorted(map(source.id, facts[kg("between")]))
        pairs.append(Contradiction(first, second, _one(facts, "reason")))
    yield from sorted(pairs, key=lambda c: (c.first, c.second, c.reason))


def _claims(
    source: Source, keys: Mapping[str, str], sentences: Mapping[str, Span]
) -> tuple[tuple[Claim, ...], dict[str, Rank]]:
    """The claims, each with all its evidence, and the rank of each statement."""
    reasons = defaultdict(set)
    for _, facts in source.of("Contradiction"):
        for told_twice in facts[kg("between")]:
            reasons[told_twice].add(_one(facts, "reason"))
    evidence: dict[tuple[object, ...], dict[Evidence, None]] = defaultdict(dict)
    made, ranks = {}, {}
    for iri, facts in source.of("Claim"):
        claim, told = _claim(source, facts), _evidence(source, facts, keys, sentences)
        evidence[claim.key][told] = None
        made[claim.key] = claim
        own = sorted(set(facts.get(kg("rankReason"), ())) - reasons[iri])
        rank = Rank(_local(facts, "rank"), own[0] if own else "")
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


def _claim(source: Source, facts: Facts) -> Claim:
    target, value = _text(facts, "object"), _value(source, facts)
    predicate = _text(facts, "statedProperty") or _one(facts, "predicate")
    return Claim(
        subject=source.id(_one(facts, "subject")),
        predicate=predicate.removeprefix(VOCABULARY),
        object=source.id(target) if value is None else None,
        value=value,
        evidence=(),
        scope=source.id(_text(facts, "scope")) or None,
        predicate_text=_text(facts, "predicateText"),
    )


def _value(source: Source, facts: Facts) -> Value | None:
    if facts.get(kg("statedProperty")):
        days = _day(facts, "firstDay"), _day(facts, "lastDay")
        return TimeInterval(*days, _one(facts, "precision"), _one(facts, "dateText"))
    target = _text(facts, "object")
    if not target:
        return _one(facts, "value")
    thing = source.about.get(target, {})
    return _quantity(thing) if kg("Quantity") in thing.get(TYPE, ()) else None


def _quantity(facts: Facts) -> Quantity:
    low, high, amount = (Decimal(n) if (n := _text(facts, k)) else None for k in ("min", "max", "amount"))
    return Quantity(amount, low, high, _local(facts, "approximation"), _one(facts, "unit"), facts[LABEL][0])


def _evidence(source: Source, facts: Facts, keys: Mapping[str, str], sentences: Mapping[str, Span]) -> Evidence:
    return Evidence(
        article=keys[_one(facts, "article")],
        sentence=sentences[_one(facts, "sentence")],
        trigger=_span(facts),
        rule=_one(facts, "rule"),
        speaker=source.id(_text(facts, "speaker")) or None,
        attribution=_local(facts, "attribution"),
        modality=_local(facts, "modality"),
        negated=_one(facts, "negated") == "true",
        confidence=Decimal(_one(facts, "confidence")),
    )
