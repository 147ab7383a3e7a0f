"""Nodes as Turtle, TriG, N-Triples and N-Quads: text in pieces, one a node, so that a file is written as it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.rdf.terms import BOOLEAN, DECIMAL, INTEGER, STRING, TYPE, Literal, Node, Term

BARE = frozenset({INTEGER, DECIMAL, BOOLEAN})  # written without quotation marks in Turtle
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_SPECIAL = re.compile('[\\x00-\\x1f"\\\\\\x7f\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

Graphs = Iterable[tuple[str, Iterable[Node]]]


class Names(dict[str, str]):
    """IRIs as Turtle writes them: with a prefix where one fits, else between angle brackets."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.prefixes = sorted(prefixes.items(), key=lambda p: -len(p[1]))

    def __missing__(self, iri: str) -> str:
        found = (
            f"{p}:{iri[len(b) :]}" for p, b in self.prefixes if iri.startswith(b) and _LOCAL.fullmatch(iri, len(b))
        )
        self[iri] = name = next(found, f"<{iri}>")
        return name


def quoted(text: str) -> str:
    """A text between quotation marks, escaped; half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or ("�" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04X}")


def _term(term: Term, name: Callable[[str], str], bare: frozenset[str]) -> str:
    if isinstance(term, str):
        return name(term)
    if isinstance(term, Literal):
        if term.datatype in bare:
            return term.text
        return quoted(term.text) if term.datatype == STRING else f"{quoted(term.text)}^^{name(term.datatype)}"
    parts = (name(term.subject), name(term.predicate), _term(term.object, name, bare))
    return f"<<( {' '.join(parts)} )>>"


def turtle(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yields a Turtle file: the prefixes by name, then the nodes."""
    yield _header(prefixes)
    yield from _blocks(nodes, Names(prefixes))


def trig(nodes: Iterable[Node], graphs: Graphs, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yields a TriG file: the default graph, then the named graphs as (IRI, nodes)."""
    names = Names(prefixes)
    yield _header(prefixes)
    yield from _blocks(nodes, names)
    for graph, members in graphs:
        yield f"{names[graph]} {{\n"
        yield from _blocks(members, names)
        yield "}\n"


def _header(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {p}: <{prefixes[p]}> .\n" for p in sorted(prefixes)) + "\n"


def _blocks(nodes: Iterable[Node], names: Names) -> Iterator[str]:
    for node in nodes:
        lines, last = [], ""
        for predicate, term in node.facts:
            written = _term(term, names.__getitem__, BARE)
            verb = "a" if predicate == TYPE else names[predicate]
            lines.append(f" ,\n        {written}" if predicate == last else f" ;\n    {verb} {written}")
            last = predicate
        yield f"{names[node.iri]}{''.join(lines)[6:]} .\n" if lines else ""


def ntriples(nodes: Iterable[Node]) -> Iterator[str]:
    """Yields N-Triples, the lines of one node at a time."""
    return _lines(nodes, " .\n")


def nquads(nodes: Iterable[Node], graphs: Graphs) -> Iterator[str]:
    """Yields N-Quads: the default graph, then the named graphs as (IRI, nodes)."""
    yield from _lines(nodes, " .\n")
    for graph, members in graphs:
        yield from _lines(members, f" <{graph}> .\n")


def _lines(nodes: Iterable[Node], end: str) -> Iterator[str]:
    for node in nodes:
        yield "".join(f"<{node.iri}> <{p}> {_term(t, _angled, frozenset())}{end}" for p, t in node.facts)


def _angled(iri: str) -> str:
    return f"<{iri}>"
