"""One thing of the graph: what is stated of it, as RDF, and the sentences behind it, as JSON."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.explain import explain_node
from kg.ontology import RDFS, VOCABULARY
from kg.query.answers import shorten
from kg.query.store import prefixes_of

MOST_CLAIMS = 2000  # about one thing, in one description
_LABEL = ox.NamedNode(RDFS + "label")


def kg(name: str) -> ox.NamedNode:
    """A term of the vocabulary."""
    return ox.NamedNode(VOCABULARY + name)


def node_of(store: ox.Store, id: str) -> ox.NamedNode | None:
    """The thing with an id, None where the graph states nothing of it."""
    try:
        node = ox.NamedNode(prefixes_of(store)["id"] + id)
    except ValueError:
        return None
    return node if next(store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None) else None


def describe_thing(store: ox.Store, id: str) -> set[ox.Triple]:
    """What is stated of a thing, the claims about it with their sentences, and the names of all that these mention."""
    node = node_of(store, id)
    if node is None:
        return set()
    claims = [
        q.subject for p in ("subject", "object") for q in store.quads_for_pattern(None, kg(p), node, ox.DefaultGraph())
    ]
    told = {t for claim in claims[:MOST_CLAIMS] for t in _about(store, claim)}
    sentences = {t.object for t in told if t.predicate == kg("sentence")}
    triples = _about(store, node) | told | {t for s in sentences for t in _about(store, s)}
    mentioned = {t.object for t in triples if isinstance(t.object, ox.NamedNode)}
    return triples | {t for m in mentioned for t in _about(store, m, _LABEL)}


def _about(store: ox.Store, node: Any, predicate: ox.NamedNode | None = None) -> set[ox.Triple]:
    return {q.triple for q in store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())}


def evidence(store: ox.Store, id: str) -> dict[str, Any] | None:
    """The statements about a thing, or the one that a claim is, each with its sentence; None for an unknown id."""
    node = node_of(store, id)
    if node is None:
        return None
    prefixes = prefixes_of(store)
    names = sorted(q.object.value for q in store.quads_for_pattern(node, _LABEL, None, ox.DefaultGraph()))  # type: ignore[union-attr]
    kinds = sorted(t.object.value for t in _about(store, node, ox.NamedNode(prefixes["rdf"] + "type")))  # type: ignore[union-attr]
    told = [
        {f: getattr(t, f) for f in t.__slots__} | _place(store, t.claim, prefixes) for t in explain_node(store, node)
    ]
    return {
        "id": id,
        "iri": node.value,
        "name": names[0] if names else "",
        "types": [shorten(ox.NamedNode(k), prefixes) for k in kinds],
        "statements": told,
    }


def _place(store: ox.Store, claim: str, prefixes: dict[str, str]) -> dict[str, Any]:
    """Where a claim stands: its article's file and URL, and the offsets of its words."""
    node = ox.NamedNode(prefixes["id"] + claim.removeprefix("id:"))
    found: dict[str, Any] = {"start": None, "end": None, "file": "", "url": ""}
    for name in ("start", "end"):
        for triple in _about(store, node, kg(name)):
            found[name] = int(triple.object.value)  # type: ignore[union-attr]
    for article in _about(store, node, kg("article")):
        for name, term in (("file", kg("fileName")), ("url", ox.NamedNode(prefixes["schema"] + "url"))):
            for triple in _about(store, article.object, term):
                found[name] = triple.object.value  # type: ignore[union-attr]
    return found
