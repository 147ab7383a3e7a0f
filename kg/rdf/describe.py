"""The description of a data set (VoID, DCAT, PROV): how much it holds, of which articles, made by which program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.ontology import PREFIXES, VOCABULARY
from kg.rdf.layout import Layout, dataset_id
from kg.rdf.terms import TYPE, Fact, Literal, Node, integer, kg, make_node

DC, PROV = PREFIXES["dcterms"], PREFIXES["prov"]
DCAT, VOID = PREFIXES["dcat"], PREFIXES["void"]


def described(layout: Layout, nodes: Iterable[Node]) -> Iterator[Node]:
    """Passes nodes on and yields the description of the whole last: it counts them, and itself."""
    classes: Counter[str] = Counter()
    kinds: set[tuple[str, ...]] = set()
    triples = subjects = 0
    for node in nodes:
        subjects += 1
        triples += len(node.terms)
        kinds.add(node.properties)
        for kind in node.terms[: node.properties.count(TYPE)]:  # the types come first
            classes[str(kind)] += 1
        yield node
    facts = set(_facts(layout, classes))
    properties = set(chain.from_iterable(kinds))
    counted = [VOID + n for n in ("distinctSubjects", "classes", "properties", "triples")]
    sums = (
        subjects + 1,
        len(classes.keys() | {t for p, t in facts if p == TYPE}),
        len(properties.union(counted, (p for p, _ in facts))),
        triples + len(facts) + len(counted),
    )
    facts.update((p, integer(n)) for p, n in zip(counted, sums, strict=True))
    yield make_node(layout.iri(dataset_id(layout.run)), facts)


def _facts(layout: Layout, classes: Counter[str]) -> Iterator[Fact]:
    graph = layout.graph
    counts = f"{classes[kg('Claim')]} claims about {len(graph.entities)} entities and {len(graph.events)} events"
    yield TYPE, VOID + "Dataset"
    yield TYPE, DCAT + "Dataset"
    yield DC + "title", Literal(f"Event graph of {len(graph.articles)} articles")
    yield DC + "description", Literal(f"{counts} in {len(graph.articles)} articles")
    yield DC + "conformsTo", VOCABULARY.rstrip("#")
    yield PROV + "wasGeneratedBy", layout.iri(layout.run)
    yield VOID + "vocabulary", VOCABULARY
    yield VOID + "uriSpace", Literal(layout.base)
    yield VOID + "entities", integer(len(graph.entities) + len(graph.events))
    yield VOID + "documents", integer(len(graph.articles))
    for article in layout.article_ids.values():
        yield DC + "source", layout.iri(article)
