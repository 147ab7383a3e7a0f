"""Nodes as Turtle, TriG, N-Triples and N-Quads: text in pieces, one a node, so that a file is written as it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.rdf.terms import BOOLEAN, DECIMAL, INTEGER, STRING, TYPE, Kept, Literal, Node, Term

BARE = frozenset({INTEGER, DECIMAL, BOOLEAN})  # written without quotation marks in Turtle
_OFTEN = ("id", "kg")  # prefixes of nearly all names
_NAME = re.compile(r"\w(?:[\w-]*\w)?", re.ASCII)  # a name that needs no escape
LONG = 40  # characters
_SPECIAL = re.compile('[\\x00-\\x1f"\\\\\\x7f\ud800-\udfff]')
_AGAIN = " ,\n        "  # before a further object of one property
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

Names = Callable[[str], str]
Graphs = Iterable[tuple[str, Iterable[Node]]]


def make_names(prefixes: Mapping[str, str]) -> Names:
    """IRIs as Turtle writes them: with a prefix where one fits, else between angle brackets."""
    known = {base: prefix for prefix, base in prefixes.items()}
    spaces = sorted(((b, len(b), p) for b, p in known.items()), key=lambda space: space[2] not in _OFTEN)

    def name(iri: str) -> str:
        for base, length, prefix in spaces:
            if iri.startswith(base) and _NAME.fullmatch(iri, length):
                return f"{prefix}:{iri[length:]}"
        return f"<{iri}>"

    return name


def quoted(text: str) -> str:
    """A text between quotation marks, escaped; half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    if text.isprintable() and '"' not in text and "\\" not in text:  # as nearly all
        return f'"{text}"'
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char) or ("�" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04X}")


def _writer(names: Names, bare: frozenset[str]) -> Callable[[Term], str]:
    """What writes terms; the last are kept."""
    return Kept[Term, str](lambda term: _term(term, names, bare), passing=_once).__getitem__


def _once(term: Term) -> bool:
    """True for what hardly comes again: the words of a sentence."""
    return isinstance(term, Literal) and len(term.text) > LONG


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
    written = _writer(names, BARE)
    frames = Kept[tuple[str, ...], list[str]](lambda properties: _frame(properties, names))
    for iri, properties, terms in nodes:
        frame = frames[properties]
        frame[0] = names(iri)
        frame[2:-1:2] = map(written, terms)
        yield "".join(frame)


def _frame(properties: tuple[str, ...], names: Names) -> list[str]:
    """The block of a node of these properties, with a gap for its name and one behind each property for its term."""
    verbs = [f" ;\n    {'a' if p == TYPE else names(p)} " for p in properties]
    again = [p == before for before, p in zip(("", *properties), properties, strict=False)]
    verbs = [_AGAIN if same else verb for verb, same in zip(verbs, again, strict=True)]
    return ["", verbs[0][6:], "", *(part for verb in verbs[1:] for part in (verb, "")), " .\n"]


def ntriples(nodes: Iterable[Node]) -> Iterator[str]:
    """Yields N-Triples, the lines of one node at a time."""
    return _lines(nodes, " .\n")


def nquads(nodes: Iterable[Node], graphs: Graphs) -> Iterator[str]:
    """Yields N-Quads: the default graph, then the named graphs as (IRI, nodes)."""
    yield from _lines(nodes, " .\n")
    for graph, members in graphs:
        yield from _lines(members, f" <{graph}> .\n")


def _lines(nodes: Iterable[Node], end: str) -> Iterator[str]:
    written = _writer(_angled, frozenset())
    frames = Kept[tuple[str, ...], list[str]](
        lambda properties: [part for p in properties for part in ("", f"> <{p}> ", "", end)]
    )
    for iri, properties, terms in nodes:
        frame = frames[properties]
        frame[::4] = [f"<{iri}"] * len(terms)
        frame[2::4] = map(written, terms)
        yield "".join(frame)


def _angled(iri: str) -> str:
    return f"<{iri}>"
