"""What a query may not do, found before it is evaluated: ask another server, or read a graph that is not there.

SERVICE and FROM are keywords: a query without these letters, and without escapes that could spell them, cannot hold
them. Any other query is parsed, and its algebra searched, so that the same word in a string, a name or a comment does
no harm, and no spelling hides a request.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kg.errors import QueryError
from kg.ontology import PREFIXES

MAX_LENGTH = 100_000  # characters of a query
MAX_DEPTH = 200  # brackets inside brackets: parsers descend into each
SERVICE = "SERVICE asks another server, which this program never does"
# Strings, IRIs and comments of a query, in which a keyword is none.
QUOTED = re.compile(
    r"""'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|<[^<>\s]*>|#[^\n]*""", re.DOTALL
)
# Names of functions whose value is another each time, wherever they stand.
VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid)\b", re.IGNORECASE)
_SUSPECT = re.compile(r"service|from|\\u", re.IGNORECASE)


def check_query(query: str, graphs: Collection[str] | None = (), prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Raises QueryError, before evaluation, where a query asks another server or for a graph that is not in `graphs`.

    With None for `graphs`, FROM may name any graph: the caller sees to it that the clause is not followed. Queries that
    are too long or too deep are refused, too.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"bad query: {len(query)} characters; {MAX_LENGTH} are allowed")
    if _depth(query) > MAX_DEPTH:
        raise QueryError(f"bad query: more than {MAX_DEPTH} brackets inside each other")
    if _SUSPECT.search(query):
        for part in _parts(_algebra(query, prefixes)):
            _check(part, graphs)


def _depth(query: str) -> int:
    """The most brackets that stand open at once; those in strings count, too."""
    depth = deepest = 0
    for bracket in re.findall(r"[{(\[\])}]", query):
        depth = depth + 1 if bracket in "{([" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _algebra(query: str, prefixes: Mapping[str, str]) -> Any:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(query), initNs=prefixes).algebra
    except RecursionError as error:
        raise QueryError("bad query: too many parts inside each other") from error
    except Exception as error:  # the parser raises errors of many classes
        if re.search(r"\bSERVICE\b", QUOTED.sub(" ", query), re.IGNORECASE):
            raise QueryError(SERVICE) from error
        raise QueryError(f"bad query: {error}") from error


def _parts(value: Any) -> Iterator[Any]:
    """Yields every part of an algebra, whatever holds it, once."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if id(part) in seen or isinstance(part, str):
            continue
        seen.add(id(part))
        yield part
        if isinstance(part, Mapping):
            waiting.extend(part.values())
        elif isinstance(part, list | tuple | set | frozenset):
            waiting.extend(part)
        elif hasattr(part, "__iter__"):
            waiting.extend(list(part))


def _check(part: Any, graphs: Collection[str] | None) -> None:
    name = getattr(part, "name", "")
    if name == "ServiceGraphPattern":
        raise QueryError(SERVICE)
    if name == "DatasetClause" and graphs is not None:
        asked = part["default"] if "default" in part else part["named"]
        if str(asked) not in graphs:
            known = ", ".join(sorted(graphs)[:5]) or "none"
            raise QueryError(f"FROM <{asked}>: no such graph is loaded, and none is fetched; there are: {known}")
