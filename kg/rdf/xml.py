"""Nodes as RDF/XML, in pieces, one a node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from kg.rdf.terms import STRING, TYPE, Literal, Node, Reified
from kg.text import xml_text


def rdf_xml(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yields an RDF/XML file. What XML cannot hold (control characters) becomes U+FFFD.

    Raises ValueError for a property outside of all namespaces and for a triple term, which RDF/XML cannot name.
    """
    spaces = "".join(f'\n  xmlns:{p}="{xml_text(prefixes[p])}"' for p in sorted(prefixes))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    for node in nodes:
        yield _element(node, prefixes)
    yield "</rdf:RDF>\n"


def _element(node: Node, prefixes: Mapping[str, str]) -> str:
    """A node as an element named by its first type, its other facts inside."""
    kind = str(node.terms[0]) if node.properties[0] == TYPE else ""
    name = _qname(kind, prefixes) if kind else "rdf:Description"
    inside = "".join(f"    {_property(p, t, prefixes)}\n" for p, t in islice(node.facts, bool(kind), None))
    return f'  <{name} rdf:about="{xml_text(node.iri)}">\n{inside}  </{name}>\n'


def _property(predicate: str, term: object, prefixes: Mapping[str, str]) -> str:
    name = _qname(predicate, prefixes)
    if isinstance(term, Reified):
        raise ValueError("RDF/XML cannot hold claims as reifiers: choose .ttl, .trig, .nt or .nq")
    if not isinstance(term, Literal):
        return f'<{name} rdf:resource="{xml_text(str(term))}"/>'
    kind = "" if term.datatype == STRING else f' rdf:datatype="{xml_text(term.datatype)}"'
    return f"<{name}{kind}>{xml_text(term.text)}</{name}>"


def _qname(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix, base in prefixes.items():
        if iri.startswith(base) and iri[len(base) :].isidentifier():
            return f"{prefix}:{iri[len(base) :]}"
    raise ValueError(f"{iri}: no namespace of the file holds this name")
