"""Names to things: the Reconciliation Service API 0.2, as OpenRefine speaks it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError
from kg.explain import describe
from kg.names import fold
from kg.ontology import RDFS, VOCABULARY
from kg.query.answers import shorten
from kg.query.store import prefixes_of, select
from kg.serve.things import node_of

MOST_QUERIES = 200  # in one batch
MOST_RESULTS = 50
LIKELY = 55  # a score below is no candidate
SAME = 100  # the score of names that differ in case and accents at most
_LABEL = ox.NamedNode(RDFS + "label")
_NAMES = """SELECT ?node ?name ?kind ?label { ?node a ?kind ; rdfs:label ?label ; rdfs:label|skos:altLabel ?name
  FILTER(STRSTARTS(STR(?node), "%s"))
  FILTER(?kind NOT IN (kg:Claim, kg:Sentence, kg:Mention, kg:Quantity, kg:Contradiction, kg:ExtractionRun)) }"""
_TERMS = """SELECT ?term ?name ?text { VALUES ?kind { %s } ?term a ?kind ; rdfs:label ?name
  OPTIONAL { ?term skos:definition ?text } FILTER(STRSTARTS(STR(?term), STR(kg:))) }"""
_USED = """SELECT ?term ?name (COUNT(*) AS ?n) { ?thing a/rdfs:subClassOf* kg:%s ; ?term ?value .
  ?term rdfs:label ?name } GROUP BY ?term ?name ORDER BY DESC(?n) ?term"""
KINDS = {"type": "owl:Class", "property": "owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty"}


class Named(NamedTuple):
    """A thing with all names of it, its label first."""

    id: str
    names: tuple[str, ...]
    kind: str


@lru_cache(maxsize=1)
def _index(store: ox.Store) -> tuple[Named, ...]:
    """All things that have a name, by id."""
    base = prefixes_of(store)["id"]
    names: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in select(store, _NAMES % base):
        names[(row["node"], row["label"], row["kind"])].add(row["name"])
    rows = (
        Named(node.removeprefix(base), (label, *sorted(found - {label})), kind.removeprefix(VOCABULARY))
        for (node, label, kind), found in names.items()
    )
    return tuple(sorted(rows))


def reconcile(store: ox.Store, queries: str) -> dict[str, Any]:
    """The candidates for a batch of queries, a JSON object of query objects. Raises QueryError for another text."""
    batch = _object(queries)
    if len(batch) > MOST_QUERIES:
        raise QueryError(f"{len(batch)} queries; {MOST_QUERIES} are allowed at once")
    return {key: {"result": _candidates(store, asked)} for key, asked in batch.items()}


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"no JSON: {error}") from error
    if not isinstance(found, dict):
        raise QueryError("a JSON object is needed")
    return found


def _candidates(store: ox.Store, asked: Any) -> list[dict[str, Any]]:
    if not isinstance(asked, dict) or not isinstance(asked.get("query"), str):
        raise QueryError("each query is an object with a text as its query")
    limit = asked.get("limit")
    wanted = asked.get("type") or []
    kinds = {k for t in ([wanted] if isinstance(wanted, str) else wanted) for k in _below(store, str(t))}
    scored = sorted(_scored(store, asked["query"], kinds), key=lambda row: (-row[0], row[1].id))
    same = [score for score, _ in scored if score == SAME]
    return [
        {
            "id": named.id,
            "name": named.names[0],
            "type": [{"id": named.kind, "name": named.kind}],
            "score": round(score, 1),
            "match": score == SAME and len(same) == 1,
            "description": ", ".join(named.names[1:6]),
        }
        for score, named in scored[: min(limit if isinstance(limit, int) and limit > 0 else 5, MOST_RESULTS)]
    ]


def _below(store: ox.Store, kind: str) -> set[str]:
    """A class and all below it, by local name; none for what can be no class."""
    if not kind.isidentifier():
        return {""}
    rows = select(store, f"SELECT ?class {{ ?class rdfs:subClassOf* kg:{kind} }}")
    return {row["class"].removeprefix(VOCABULARY) for row in rows}


def _scored(store: ox.Store, text: str, kinds: set[str]) -> Iterator[tuple[float, Named]]:
    """Things by how like one of their names is to a text."""
    from rapidfuzz import fuzz

    asked = fold(text).strip()
    for named in _index(store):
        if not kinds or named.kind in kinds:
            folded = [fold(name) for name in named.names]
            score = SAME if asked in folded else max(min(fuzz.WRatio(asked, name), SAME - 1) for name in folded)
            if score >= LIKELY:
                yield score, named


def suggest(store: ox.Store, what: str, prefix: str, cursor: int = 0) -> dict[str, Any]:
    """Entities, types or properties with a word that begins so."""
    wanted = fold(prefix).strip()
    rows = _entities(store) if what == "entity" else _terms(store, what)
    found = [row for row in rows if _begins(row["name"], wanted) or _begins(row["id"], wanted)]
    return {"result": sorted(found, key=lambda r: (len(r["name"]), r["id"]))[cursor : cursor + MOST_RESULTS]}


def _begins(text: str, prefix: str) -> bool:
    folded = fold(text)
    return folded.startswith(prefix) or f" {prefix}" in folded


def _entities(store: ox.Store) -> list[dict[str, str]]:
    return [{"id": n.id, "name": n.names[0], "description": n.kind} for n in _index(store)]


def _terms(store: ox.Store, what: str) -> list[dict[str, str]]:
    """The classes or properties of the vocabulary."""
    rows = select(store, _TERMS % KINDS[what])
    return [{"id": _local(r["term"]), "name": r["name"], "description": r["text"]} for r in rows]


def _local(iri: str) -> str:
    return iri.removeprefix(VOCABULARY)


def propose(store: ox.Store, type: str = "", limit: int = MOST_RESULTS) -> dict[str, Any]:
    """The properties that things of a class (events, where none is named) have in this graph."""
    rows = select(store, _USED % (type if type.isidentifier() else "Event"))
    named = [{"id": _local(r["term"]), "name": r["name"]} for r in rows if r["term"].startswith(VOCABULARY)]
    return {"type": type, "limit": limit, "properties": named[:limit]}


def extend(store: ox.Store, query: str) -> dict[str, Any]:
    """The values of properties of things: a JSON object with "ids" and "properties". Raises QueryError for another."""
    asked = _object(query)
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise QueryError('a JSON object with "ids" and "properties" is needed')
    names = [str(p["id"]) for p in properties if isinstance(p, dict) and str(p.get("id", "")).isidentifier()]
    labels = {row["id"]: row["name"] for row in _terms(store, "property")}
    rows = {str(i): {n: _values(store, str(i), n) for n in names} for i in ids[:MOST_QUERIES]}
    return {"meta": [{"id": n, "name": labels.get(n, n)} for n in names], "rows": rows}


def _values(store: ox.Store, id: str, name: str) -> list[dict[str, Any]]:
    node = node_of(store, id)
    quads = store.quads_for_pattern(node, ox.NamedNode(VOCABULARY + name), None, ox.DefaultGraph()) if node else ()
    return [_value(store, term) for term in sorted((q.object for q in quads), key=str)]


def _value(store: ox.Store, term: object) -> dict[str, Any]:
    prefixes = prefixes_of(store)
    if isinstance(term, ox.NamedNode):
        short = shorten(term, prefixes)
        labels = (q.object for q in store.quads_for_pattern(term, _LABEL, None, ox.DefaultGraph()))
        name = min((label.value for label in labels if isinstance(label, ox.Literal)), default=short)
        return {"id": short.removeprefix("id:"), "name": name}
    kind = term.datatype.value.rpartition("#")[2] if isinstance(term, ox.Literal) else ""
    text = shorten(term, prefixes)
    if kind in ("integer", "decimal"):
        return {"float": float(text)}
    return {"date": text} if kind == "date" else {"str": text}


def preview(store: ox.Store, id: str) -> dict[str, Any] | None:
    """What a preview of a thing shows: its name and what is stated of it; None for an unknown id."""
    node = node_of(store, id)
    if node is None:
        return None
    return {"name": next((n.names[0] for n in _index(store) if n.id == id), id), "facts": describe(store, node)[:12]}
