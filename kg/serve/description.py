"""What the service offers, in its own words (SPARQL 1.1 Service Description), and how much there is (VoID)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.ontology import PREFIXES, RDF, XSD
from kg.query.store import graphs_of, select
from kg.serve.accept import GRAPH_TYPES, RESULT_TYPES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
VOID = PREFIXES["void"]
RESULTS = {
    "application/sparql-results+json": "SPARQL_Results_JSON", "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV", "text/tab-separated-values": "SPARQL_Results_TSV", "text/turtle": "Turtle",
    "application/n-triples": "N-Triples", "application/rdf+xml": "RDF_XML", "application/ld+json": "JSON-LD",
}  # fmt: skip
_COUNTS = {
    "classPartition": (
        "class",
        "entities",
        "SELECT ?term (COUNT(DISTINCT ?s) AS ?n) { ?s a ?term FILTER(isIRI(?term)) } GROUP BY ?term",
    ),
    "propertyPartition": ("property", "triples", "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term"),
}


def describe_service(store: ox.Store, endpoint: str) -> set[ox.Triple]:
    """The service at a URL: its language, the forms of its answers, its graphs, their size by class and property."""
    service = ox.NamedNode(endpoint)
    rows = {*_service(service), *_dataset(store, endpoint)}
    return {ox.Triple(s, ox.NamedNode(p), o) for s, p, o in rows}


Fact = tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]


def _service(service: ox.NamedNode) -> Iterator[Fact]:
    yield service, RDF + "type", ox.NamedNode(SD + "Service")
    yield service, SD + "endpoint", service
    yield service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")
    yield service, SD + "defaultDataset", ox.NamedNode(service.value + "#dataset")
    for media_type in (*RESULT_TYPES, *GRAPH_TYPES):
        if media_type in RESULTS:
            yield service, SD + "resultFormat", ox.NamedNode(FORMATS + RESULTS[media_type])


def _dataset(store: ox.Store, endpoint: str) -> Iterator[Fact]:
    dataset, default = ox.NamedNode(endpoint + "#dataset"), ox.NamedNode(endpoint + "#default-graph")
    yield dataset, RDF + "type", ox.NamedNode(SD + "Dataset")
    yield dataset, SD + "defaultGraph", default
    yield default, RDF + "type", ox.NamedNode(SD + "Graph")
    yield default, VOID + "triples", _size(store, "{ ?s ?p ?o }")
    for partition, (kind, counted, query) in _COUNTS.items():
        for number, row in enumerate(sorted(select(store, query), key=lambda r: r["term"]), 1):
            part = ox.NamedNode(f"{endpoint}#{kind}-{number}")
            yield default, VOID + partition, part
            yield part, VOID + kind, ox.NamedNode(row["term"])
            yield part, VOID + counted, _integer(row["n"])
    for number, name in enumerate(sorted(graphs_of(store)), 1):
        graph = ox.NamedNode(f"{endpoint}#graph-{number}")
        yield dataset, SD + "namedGraph", graph
        yield graph, RDF + "type", ox.NamedNode(SD + "NamedGraph")
        yield graph, SD + "name", ox.NamedNode(name)
        yield graph, VOID + "triples", _size(store, f"{{ GRAPH <{name}> {{ ?s ?p ?o }} }}")


def _size(store: ox.Store, pattern: str) -> ox.Literal:
    return _integer(select(store, f"SELECT (COUNT(*) AS ?n) {pattern}")[0]["n"])


def _integer(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + "integer"))
