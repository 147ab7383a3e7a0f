"""One question, two engines, one behaviour: Oxigraph, which is fast, and rdflib, which reads along in Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.answers import Answer, Row, Table, Term, sorted_rows, to_table
from kg.query.gate import QUOTED, check_query
from kg.query.store import graphs_of, prefixes_of

if TYPE_CHECKING:
    import rdflib

ENGINES = ("oxigraph", "rdflib")
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_STAR = re.compile(r"\A.*?\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?(\*)?", re.IGNORECASE | re.DOTALL)


def ask(store: ox.Store, query: str) -> Table:
    """The answer to a query for people; see `evaluate`."""
    return to_table(evaluate(store, query), prefixes_of(store))


def evaluate(store: ox.Store, query: str, engine: str = "oxigraph") -> Answer:
    """The answer to a query, the same whichever engine answers.

    Rows without ORDER BY come sorted, columns of SELECT * by name.

    Raises QueryError for bad SPARQL, updates, SERVICE, and FROM with a graph that is not in the store.
    """
    prefixes = prefixes_of(store)
    check_query(query, graphs_of(store), prefixes)
    try:
        answer = _oxigraph(store, query, prefixes) if engine == "oxigraph" else _rdflib(store, query, prefixes)
    except QueryError:
        raise
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:  # the later ones come while rows are read
        raise QueryError(f"bad query: {error}") from error
    except MemoryError as error:
        raise QueryError("the query needs more memory than it may take") from error
    return _settled(answer, QUOTED.sub(" ", query))


def _settled(answer: Answer, query: str) -> Answer:
    """The answer in the order that the query tells, or in one of our own where it tells none."""
    if answer.form == "select" and (found := _STAR.match(query)) and found[1]:
        places = sorted(range(len(answer.columns)), key=lambda i: answer.columns[i])
        rows = tuple(tuple(row[i] for i in places) for row in answer.rows)
        answer = Answer("select", tuple(answer.columns[i] for i in places), rows)
    if answer.form != "graph" and _ORDERED.search(query):
        return answer
    return Answer(answer.form, answer.columns, sorted_rows(answer.rows))


def _oxigraph(store: ox.Store, query: str, prefixes: dict[str, str]) -> Answer:
    result = store.query(query, prefixes=prefixes)
    if isinstance(result, ox.QueryBoolean):
        return _truth(bool(result))
    if isinstance(result, ox.QueryTriples):
        return _graph({tuple(t) for t in result})
    columns = tuple(v.value for v in result.variables)
    return Answer("select", columns, tuple(map(tuple, result)))


def _truth(value: bool) -> Answer:
    return Answer("ask", ("answer",), ((ox.Literal(value),),))


def _graph(triples: set[Row]) -> Answer:
    return Answer("graph", ("subject", "predicate", "object"), tuple(triples))


def _rdflib(store: ox.Store, query: str, prefixes: dict[str, str]) -> Answer:
    import rdflib.plugins.sparql

    rdflib.NORMALIZE_LITERALS = False
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    try:
        result = to_dataset(store).query(query, initNs=prefixes)
        if result.type == "ASK":
            return _truth(bool(result.askAnswer))
        if result.graph is not None:
            return _graph({tuple(to_term(t) for t in triple) for triple in result.graph})
        columns = tuple(str(v) for v in result.vars or ())
        return Answer("select", columns, tuple(tuple(to_term(t) for t in row) for row in result))  # type: ignore[union-attr]
    except Exception as error:  # rdflib raises errors of many classes
        raise QueryError(f"bad query: {error}") from error


def to_dataset(store: ox.Store) -> rdflib.Dataset:
    """The content of a store as an rdflib.Dataset."""
    import rdflib

    dataset = rdflib.Dataset()
    graphs: list[tuple[Any, Any]] = [(ox.DefaultGraph(), dataset.default_graph)]
    graphs += [(g, dataset.graph(rdflib.URIRef(g.value))) for g in store.named_graphs()]
    for name, graph in graphs:
        graph.parse(data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"", format="nt")
    return dataset


def to_term(term: Any) -> Term | None:
    """A term of rdflib as one of pyoxigraph."""
    import rdflib

    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
