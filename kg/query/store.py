"""A graph file in a store: with the vocabulary, and those background facts that touch it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import PREFIXES, RDF, default_folder
from kg.turtle import format_of

_URI_SPACE = ox.NamedNode(PREFIXES["void"] + "uriSpace")
_TYPE = ox.NamedNode(RDF + "type")


def load_store(
    graph: Path, ontology: Path | None = None, *, vocabulary: bool = True, background: bool = True
) -> ox.Store:
    """A store with a graph file, with the vocabulary, and with the background facts that touch the graph.

    Named graphs of the file stay named. Raises QueryError, naming the file, where one cannot be read.
    """
    store = ox.Store()
    _load(store, graph)
    folder = ontology or default_folder()
    if vocabulary:
        _load(store, folder / "kg.ttl")
    if background:
        _add_background(store, folder / "background.ttl")
    return store


def _load(store: ox.Store, path: Path) -> None:
    try:
        store.bulk_load(path=str(path), format=format_of(path))
    except FileNotFoundError as error:
        raise QueryError(f"{path}: no such file") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise QueryError(f"{path}: {error}") from error


def _add_background(store: ox.Store, path: Path) -> None:
    """Adds what is known of the things in the graph and of those that these lead to: Seattle, Washington, the US."""
    about: dict[object, list[ox.Quad]] = defaultdict(list)
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            about[quad.subject].append(quad)
    except (OSError, SyntaxError) as error:
        raise QueryError(f"{path}: {error}") from error
    wanted = [s for s in about if next(store.quads_for_pattern(s, _TYPE, None, None), None)]  # type: ignore[arg-type]
    reached = set(wanted)
    while wanted:
        for quad in about[wanted.pop()]:
            store.add(quad)
            if quad.object in about and quad.object not in reached:
                reached.add(quad.object)
                wanted.append(quad.object)


def prefixes_of(store: ox.Store) -> dict[str, str]:
    """The prefixes that queries to a store need not write; id: is the namespace of its data."""
    spaces = (q.object for q in store.quads_for_pattern(None, _URI_SPACE, None, ox.DefaultGraph()))
    own = next((s.value for s in spaces if isinstance(s, ox.Literal)), PREFIXES["id"])
    return PREFIXES | {"id": own}


def graphs_of(store: ox.Store) -> frozenset[str]:
    """The IRIs of the named graphs of a store."""
    return frozenset(g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode))


def select(store: ox.Store, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT of the program's own, as text by variable; nothing bound is ""."""
    result = store.query(query, prefixes=prefixes_of(store))
    if not isinstance(result, ox.QuerySolutions):
        raise QueryError(f"no SELECT: {query}")
    names = [v.value for v in result.variables]
    return [{n: str(getattr(row[n], "value", row[n] or "")) for n in names} for row in result]
