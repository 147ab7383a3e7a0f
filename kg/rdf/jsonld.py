"""Nodes as JSON-LD 1.0 with the context inside, in pieces, one a node; no loader has to fetch anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kg.rdf.context import Context
from kg.rdf.lines import Names, make_names
from kg.rdf.terms import BOOLEAN, INTEGER, STRING, TYPE, Kept, Literal, Node, Reified, Term
from kg.text import HALF_PAIR

SAFE_DIGITS = 15  # beyond 2**53 JSON readers lose digits


def json_ld(nodes: Iterable[Node], context: Context) -> Iterator[str]:
    """Yields a JSON-LD file: the context, then one node a line. Raises ValueError for a triple term."""
    terms = {_iri(entry): (name, _coercion(entry)) for name, entry in context.items() if not _is_prefix(entry)}
    names = Kept(make_names({n: e for n, e in context.items() if isinstance(e, str) and _is_prefix(e)})).__getitem__
    yield '{"@context": ' + _dump(context) + ',\n"@graph": ['
    separator = "\n"
    for node in nodes:
        yield separator + _dump(_object(node, terms, names))
        separator = ",\n"
    yield "\n]}\n"


def _is_prefix(entry: str | dict[str, str]) -> bool:
    return isinstance(entry, str) and entry[-1] in "#/"


def _iri(entry: str | dict[str, str]) -> str:
    return entry if isinstance(entry, str) else entry["@id"]


def _coercion(entry: str | dict[str, str]) -> str:
    return "" if isinstance(entry, str) else entry.get("@type", "")


def _dump(value: Any) -> str:
    return HALF_PAIR.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _object(node: Node, terms: dict[str, tuple[str, str]], names: Names) -> dict[str, Any]:
    result: dict[str, Any] = {"@id": _shown(names(node.iri))}
    for predicate, term in node.facts:
        if predicate == TYPE:
            key, value = "@type", terms.get(str(term), (_shown(names(str(term))), ""))[0]
        else:
            key, coercion = terms.get(predicate, (_shown(names(predicate)), ""))
            value = _value(term, coercion, terms, names)
        if key in result:
            held = result[key]
            result[key] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            result[key] = value
    return result


def _shown(name: str) -> str:
    return name.strip("<>")


def _value(term: Term, coercion: str, terms: dict[str, tuple[str, str]], names: Names) -> Any:
    if isinstance(term, Reified):
        raise ValueError("JSON-LD cannot hold claims as reifiers: choose .ttl, .trig, .nt or .nq")
    if not isinstance(term, Literal):
        shown = terms[term][0] if coercion == "@vocab" and term in terms else _shown(names(term))
        return shown if coercion in ("@id", "@vocab") else {"@id": shown}
    if term.datatype == (coercion or STRING):
        return term.text
    if not coercion and term.datatype == INTEGER and len(term.text) <= SAFE_DIGITS:
        return int(term.text)
    if not coercion and term.datatype == BOOLEAN:
        return term.text == "true"
    return {"@value": term.text} if term.datatype == STRING else {"@value": term.text, "@type": term.datatype}
