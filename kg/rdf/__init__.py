"""KnowledgeGraph -> RDF in every syntax, and back.

All files are made in one way: nodes in the order of their IRIs, each with its facts in order, no blank node, the
description of the data set last. The same graph gives the same bytes, whatever the syntax, the order in which it was
built, or the version of Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.files import write_atomic
from kg.graph import KnowledgeGraph
from kg.ontology import DATA, PREFIXES
from kg.rdf.context import make_context
from kg.rdf.describe import described
from kg.rdf.jsonld import json_ld
from kg.rdf.layout import Layout, lay_out
from kg.rdf.lines import nquads, ntriples, trig, turtle
from kg.rdf.nodes import article_nodes, graph_nodes
from kg.rdf.terms import DECLARED, Node
from kg.rdf.xml import rdf_xml

if TYPE_CHECKING:
    import rdflib

__all__ = ["SUFFIXES", "serialize", "to_rdflib", "write_rdf"]

Graphs = Iterator[tuple[str, Iterator[Node]]]


def _nodes(layout: Layout) -> Iterator[Node]:
    return described(layout, graph_nodes(layout))


def _graphs(layout: Layout) -> Graphs:
    """One named graph an article, named by the article's own IRI."""
    ids = sorted(layout.article_ids.items(), key=lambda row: row[1])
    return ((layout.iri(id_), article_nodes(layout, key)) for key, id_ in ids)


def _prefixes(layout: Layout) -> dict[str, str]:
    return {p: PREFIXES[p] for p in DECLARED} | {"id": layout.base}


_WRITERS: dict[str, Callable[[Layout], Iterator[str]]] = {
    "turtle": lambda y: turtle(_nodes(y), _prefixes(y)),
    "trig": lambda y: trig(_nodes(y), _graphs(y), _prefixes(y)),
    "ntriples": lambda y: ntriples(_nodes(y)),
    "nquads": lambda y: nquads(_nodes(y), _graphs(y)),
    "rdfxml": lambda y: rdf_xml(_nodes(y), _prefixes(y)),
    "jsonld": lambda y: json_ld(_nodes(y), make_context(y.base)),
}

# The syntaxes by suffix.
SUFFIXES = {
    ".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads", ".rdf": "rdfxml", ".xml": "rdfxml",
    ".owl": "rdfxml", ".jsonld": "jsonld",
}  # fmt: skip


def pieces(graph: KnowledgeGraph, syntax: str = "turtle", *, base: str = DATA, rdf12: bool = False) -> Iterator[str]:
    """Yields the graph in an RDF syntax, piece by piece; see `write_rdf`."""
    if syntax not in _WRITERS:
        raise ValueError(f"unknown syntax {syntax!r}; known are {', '.join(sorted(_WRITERS))}")
    if rdf12 and syntax in ("rdfxml", "jsonld"):
        raise ValueError(f"{syntax} cannot hold claims as reifiers (RDF 1.2); turtle, trig, ntriples and nquads can")
    return _WRITERS[syntax](lay_out(graph, base, rdf12=rdf12))


def serialize(graph: KnowledgeGraph, syntax: str = "turtle", *, base: str = DATA, rdf12: bool = False) -> bytes:
    """The graph in an RDF syntax (turtle, trig, ntriples, nquads, rdfxml, jsonld), UTF-8; see `write_rdf`."""
    return "".join(pieces(graph, syntax, base=base, rdf12=rdf12)).encode()


def write_rdf(graph: KnowledgeGraph, path: Path, *, base: str = DATA, rdf12: bool = False) -> None:
    """Writes the graph; the suffix names the syntax: .ttl, .trig, .nt, .nq, .rdf, .xml, .owl, .jsonld.

    `base` is the namespace of the data, ending in / or #. With `rdf12` each claim is also a reifier of the triple that
    it states. .trig and .nq hold the merged graph as the default graph and one named graph an article. Raises
    StoreError, with what is known, for another suffix, a base that is no namespace, or RDF 1.2 in a syntax without it.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise StoreError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join(sorted(SUFFIXES))}")
    if not base.startswith(("http://", "https://", "urn:")) or base[-1] not in "/#:":
        raise StoreError(f"{base!r} is no namespace: http://... or https://... ending in / or # is needed")
    try:
        write_atomic(path, pieces(graph, SUFFIXES[path.suffix.lower()], base=base, rdf12=rdf12))
    except ValueError as error:
        raise StoreError(f"{path}: {error}") from error


def to_rdflib(graph: KnowledgeGraph, *, base: str = DATA) -> rdflib.Graph:
    """The graph as an rdflib.Graph, its prefixes bound."""
    import rdflib

    result = rdflib.Graph()
    for prefix in DECLARED:
        result.bind(prefix, base if prefix == "id" else PREFIXES[prefix], override=True, replace=True)
    result.parse(data=serialize(graph, "ntriples", base=base), format="nt")
    return result
