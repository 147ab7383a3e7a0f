"""Nodes as Turtle, TriG, N-Triples and N-Quads: text in pieces, one a node, so that a file is written as it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.rdf.terms import BOOLEAN, DECIMAL, INTEGER, STRING, TYPE, Kept, Literal, Node, Term

BARE = frozenset({INTEGER, DECIMAL, BOOLEAN})  # written without quotation marks in Turtle
_NAME = re.compile(r"(.*[/#:])(\w(?:[\w-]*\w)?)", re.ASCII | re.DOTALL)  # a namespace and a name that needs no escape
_SPECIAL = re.compile('[\\x00-\\x1f"\\\\\\x7f\ud800-\udfff]')
_AGAIN = " ,\n        "  # before a further object of one property
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

Names = Callable[[str], str]
Graphs = Iterable[tuple[str, Iterable[Node]]]


def make_names(prefixes: Mapping[str, str]) -> Names:
    """IRIs as Turtle writes them: with a prefix where one fits, else between angle brackets."""
    known = {base: prefix for prefix, base in prefixes.items()}

    def name(iri: str) -> str:
        found = _NAME.fullmatch(iri)
        return f"{known[found[1]]}:{found[2]}" if found and found[1] in known else f"<{iri}>"

    return Kept(name).__getitem__


def quoted(text: str) -> str:
    """A text between quotation marks, escaped; half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or ("�" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04X}")


def _term(term: Term, name: Names, bare: frozenset[str]) -> str:
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
    yield from _blocks(nodes, make_names(prefixes))


def trig(nodes: Iterable[Node], graphs: Graphs, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yields a TriG file: the default graph, then the named graphs as (IRI, nodes)."""
    names = make_names(prefixes)
    yield _header(prefixes)
    yield from _blocks(nodes, names)
    for graph, members in graphs:
        yield f"{names(graph)} {{\n"
        yield from _blocks(members, names)
        yield "}\n"


def _header(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {p}: <{prefixes[p]}> .\n" for p in sorted(prefixes)) + "\n"


def _blocks(nodes: Iterable[Node], names: Names) -> Iterator[str]:
    terms = Kept[Term, str](lambda term: _term(term, names, BARE))
    verbs = Kept[str, str](lambda p: f" ;\n    {'a' if p == TYPE else names(p)} ")
    for iri, facts in nodes:
        lines, last = [], ""
        for predicate, term in facts:
            lines.append(f"{_AGAIN if predicate == last else verbs[predicate]}{terms[term]}")
            last = predicate
        yield f"{names(iri)}{''.join(lines)[6:]} .\n" if lines else ""


def ntriples(nodes: Iterable[Node]) -> Iterator[str]:
    """Yields N-Triples, the lines of one node at a time."""
    return _lines(nodes, " .\n")


def nquads(nodes: Iterable[Node], graphs: Graphs) -> Iterator[str]:
    """Yields N-Quads: the default graph, then the named graphs as (IRI, nodes)."""
    yield from _lines(nodes, " .\n")
    for graph, members in graphs:
        yield from _lines(members, f" <{graph}> .\n")


def _lines(nodes: Iterable[Node], end: str) -> Iterator[str]:
    terms = Kept[Term, str](lambda term: _term(term, _angled, frozenset()) + end)
    verbs = Kept[str, str](lambda predicate: f"> <{predicate}> ")
    for iri, facts in nodes:
        start = f"<{iri}"
        yield "".join([f"{start}{verbs[p]}{terms[t]}" for p, t in facts])


def _angled(iri: str) -> str:
    return f"<{iri}>"
