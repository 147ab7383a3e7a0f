"""What a worker does: it takes one task after another from a pipe and answers from its store."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import KGError, QueryError
from kg.query.limits import MEGABYTE, limit_memory
from kg.serve import reconcile, things
from kg.serve.accept import GRAPH_TYPES, RESULT_TYPES, preferred
from kg.serve.description import describe_service
from kg.serve.held import held_store

TEXT = "text/plain; charset=utf-8"
JSON = "application/json"


class Answered(NamedTuple):
    """A status, a media type and a body."""

    status: int
    media_type: str
    body: bytes


class Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond a number of bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: Any) -> int:
        """Adds bytes. Raises QueryError where there are too many."""
        if self.tell() + len(data) > self.most:
            raise QueryError(f"the answer is larger than {self.most // MEGABYTE} megabytes; ask for less, with LIMIT")
        return super().write(data)


def work(connection: Connection, graph: str, ontology: str, megabytes: int, answer: int) -> None:
    """Answers tasks until the other end of the pipe is closed."""
    try:
        store = held_store(graph, ontology)
    except KGError as error:
        connection.recv_bytes()
        _send(connection, Answered(500, TEXT, str(error).encode()))
        return
    limit_memory(megabytes)
    while True:
        try:
            task, arguments = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        _send(connection, _do(store, task, arguments, answer * MEGABYTE))


def _send(connection: Connection, answered: Answered) -> None:
    connection.send_bytes(json.dumps(answered[:2]).encode())
    connection.send_bytes(answered.body)


def _do(store: ox.Store, task: str, arguments: dict[str, Any], most: int) -> Answered:
    try:
        return TASKS[task](store, most, **arguments)
    except (KGError, SyntaxError, ValueError) as error:
        return Answered(400, TEXT, f"{error}\n".encode())
    except (MemoryError, RuntimeError, OSError) as error:
        return Answered(503, TEXT, f"stopped: {error or 'more memory was needed than a query may take'}\n".encode())


def _hello(store: ox.Store, most: int) -> Answered:
    """The namespace of the data."""
    from kg.query import prefixes_of

    return Answered(200, JSON, json.dumps(prefixes_of(store)["id"]).encode())


def _query(
    store: ox.Store, most: int, query: str, accept: str, default: list[str] | None, named: list[str] | None
) -> Answered:
    """Evaluates a query; `default` and `named` are the graphs that the request names, None for those of the query."""
    from kg.query import check_query, graphs_of, prefixes_of

    graphs, prefixes = graphs_of(store), prefixes_of(store)
    for asked in (*(default or ()), *(named or ())):
        if asked not in graphs:
            raise QueryError(f"<{asked}>: no such graph is loaded, and none is fetched")
    overrides = default is not None or named is not None
    check_query(query, None if overrides else graphs, prefixes)
    dataset = {"default_graph": _nodes(default), "named_graphs": _nodes(named)} if overrides else {}
    result = store.query(query, prefixes=prefixes, **dataset)  # type: ignore[arg-type]
    return _written(result, accept, prefixes, most)


def _nodes(graphs: list[str] | None) -> list[ox.NamedNode]:
    return [ox.NamedNode(g) for g in graphs or ()]


def _written(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str, prefixes: dict[str, str], most: int
) -> Answered:
    graph = isinstance(result, ox.QueryTriples)
    media_type = preferred(accept, GRAPH_TYPES if graph else RESULT_TYPES)
    if media_type is None:
        offered = ", ".join(GRAPH_TYPES if graph else RESULT_TYPES)
        return Answered(406, TEXT, f"the answer comes as one of {offered}\n".encode())
    if isinstance(result, ox.QueryTriples):
        return _triples(set(result), media_type, prefixes, most)
    out = Bounded(most)
    result.serialize(out, RESULT_TYPES[media_type])
    return Answered(200, media_type, out.getvalue())


def _triples(triples: set[ox.Triple], media_type: str, prefixes: dict[str, str], most: int) -> Answered:
    out = Bounded(most)
    named = {t.value for triple in triples for t in triple if isinstance(t, ox.NamedNode)}
    used = {p: b for p, b in prefixes.items() if any(n.startswith(b) for n in named)}
    ox.serialize(sorted(triples, key=str), out, GRAPH_TYPES[media_type], prefixes=used)
    return Answered(200, media_type, out.getvalue())


def _json(function: Callable[..., Any]) -> Callable[..., Answered]:
    """A task whose result is sent as JSON; None is 404."""

    def task(store: ox.Store, most: int, **arguments: Any) -> Answered:
        found = function(store, **arguments)
        if found is None:
            return Answered(404, TEXT, b"not found\n")
        return Answered(200, JSON, json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))

    return task


def _graph(function: Callable[..., set[ox.Triple]]) -> Callable[..., Answered]:
    """A task whose result is sent as RDF in the syntax that the client prefers; no triple is 404."""

    def task(store: ox.Store, most: int, accept: str, **arguments: Any) -> Answered:
        from kg.query import prefixes_of

        triples = function(store, **arguments)
        media_type = preferred(accept, GRAPH_TYPES)
        if not triples or media_type is None:
            return Answered(406 if triples else 404, TEXT, b"not acceptable\n" if triples else b"not found\n")
        return _triples(triples, media_type, prefixes_of(store), most)

    return task


# What a worker can be asked for: functions of the store, the most bytes of an answer, and the task's own arguments.
TASKS: dict[str, Callable[..., Answered]] = {
    "hello": _hello,
    "query": _query,
    "service": _graph(describe_service),
    "thing": _graph(things.describe_thing),
    "evidence": _json(things.evidence),
    "reconcile": _json(reconcile.reconcile),
    "suggest": _json(reconcile.suggest),
    "extend": _json(reconcile.extend),
    "propose": _json(reconcile.propose),
    "preview": _json(reconcile.preview),
}
