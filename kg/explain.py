"""Why the graph says so: the statements and sentences behind a node or a claim of a graph file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from kg.decode import clean_text
from kg.errors import QueryError
from kg.ontology import RDFS, VOCABULARY
from kg.query import prefixes_of, shorten

_LABEL = ox.NamedNode(RDFS + "label")

_STATEMENTS = """
SELECT DISTINCT ?claim ?subject ?property ?object ?modality ?negated ?rank ?reason ?by ?outlet ?published ?sentence
       ?words ?confidence WHERE {
  { ?claim kg:subject NODE } UNION { ?claim kg:object NODE } UNION { VALUES ?claim { NODE } }
  ?claim a kg:Claim ; kg:subject ?s ; kg:predicate ?p ; kg:modality ?m ; kg:negated ?negated ; kg:rank ?r ;
         kg:confidence ?confidence ; kg:attributedTo ?who ; kg:sentence/kg:text ?sentence ; kg:article ?a .
  { ?claim kg:object ?o } UNION { ?claim kg:value ?o }
  OPTIONAL { ?s rdfs:label ?sl } OPTIONAL { ?o rdfs:label ?ol }
  OPTIONAL { ?claim kg:predicateText ?pt } OPTIONAL { ?p rdfs:label ?pl }
  OPTIONAL { ?who rdfs:label ?by } OPTIONAL { ?a kg:publisher/rdfs:label ?outlet }
  OPTIONAL { ?a kg:published ?published } OPTIONAL { ?claim kg:rankReason ?reason } OPTIONAL { ?claim kg:text ?words }
  OPTIONAL { ?m rdfs:label ?modality } OPTIONAL { ?r rdfs:label ?rank }
  BIND(COALESCE(?sl, STR(?s)) AS ?subject) BIND(COALESCE(?pt, ?pl) AS ?property)
  BIND(COALESCE(?ol, STR(?o)) AS ?object)
} ORDER BY ?subject ?property ?object ?published ?sentence ?claim ?reason
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as one sentence tells it, in words."""

    claim: str
    subject: str
    property: str
    object: str
    modality: str
    negated: bool
    rank: str
    reason: str
    by: str
    outlet: str
    published: str
    sentence: str
    words: str
    confidence: str


def find_node(store: ox.Store, text: str) -> ox.NamedNode:
    """The node that a user means by an id, with or without "id:", an IRI, or a name or alias.

    Raises QueryError, with the choices, where none or several fit.
    """
    text, prefixes = clean_text(text).strip(), prefixes_of(store)
    local = text.strip("<>").removeprefix(prefixes["id"]).removeprefix("id:")
    if all(c.isalnum() or c in "-" for c in local) and local:
        candidate = ox.NamedNode(prefixes["id"] + local)
        if next(store.quads_for_pattern(candidate, None, None, None), None):
            return candidate
    named = _by_name(store, text, prefixes)
    if len(named) == 1:
        return named[0]
    if not named:
        raise QueryError(f"{text}: no such id or name in the graph")
    raise QueryError(f"{text}: several things have this name: {', '.join(shorten(n, prefixes) for n in named)}")


def _by_name(store: ox.Store, text: str, prefixes: dict[str, str]) -> list[ox.NamedNode]:
    query = """SELECT DISTINCT ?node WHERE { VALUES ?text { %s } ?node rdfs:label|skos:altLabel ?name
        FILTER(LCASE(STR(?name)) = LCASE(?text)) }"""
    found = {r["node"] for r in store.query(query % ox.Literal(text), prefixes=prefixes)}  # type: ignore[union-attr]
    figures = {q.subject for q in store.quads_for_pattern(None, None, ox.NamedNode(VOCABULARY + "Quantity"), None)}
    data = (n for n in found - figures if isinstance(n, ox.NamedNode) and n.value.startswith(prefixes["id"]))
    return sorted(data, key=lambda n: n.value)


def explain_node(store: ox.Store, node: ox.NamedNode) -> Iterator[Told]:
    """Yields the statements about a node, or the one statement that a claim is, with the sentences that make them."""
    prefixes = prefixes_of(store)
    rows = store.query(_STATEMENTS.replace("NODE", str(node)), prefixes=prefixes)
    told = [{f: shorten(row[f], prefixes) for f in Told.__slots__} for row in rows]  # type: ignore[union-attr]
    for _, same in groupby(told, key=lambda cells: cells["claim"]):
        cells, *more = same  # a rank may have several reasons
        reason = "; ".join(dict.fromkeys([cells["reason"], *(c["reason"] for c in more)]))
        yield Told(**{**cells, "negated": cells["negated"] == "true", "reason": reason})  # type: ignore[arg-type]


def describe(store: ox.Store, node: ox.NamedNode) -> list[tuple[str, str]]:
    """What is stated of a node directly, as (property, value) in words."""
    prefixes = prefixes_of(store)
    quads = store.quads_for_pattern(node, None, None, None)
    return sorted({(shorten(q.predicate, prefixes), _label(store, q.object, prefixes)) for q in quads})


def _label(store: ox.Store, term: object, prefixes: dict[str, str]) -> str:
    """A term in words; a thing of the graph with its id behind its name."""
    short = shorten(term, prefixes)
    if not isinstance(term, ox.NamedNode):
        return short
    names = sorted(q.object.value for q in store.quads_for_pattern(term, _LABEL, None, None))  # type: ignore[union-attr]
    if not names:
        return short
    return f"{names[0]} ({short})" if short.startswith("id:") else names[0]
