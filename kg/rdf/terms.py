"""RDF terms without a library: an IRI is a str, a literal a `Literal`, a node an IRI with what is stated of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, unquote

from kg.ontology import DATA, PREFIXES, RDF, RDFS, SKOS, VOCABULARY, XSD

TYPE = RDF + "type"
LABEL = RDFS + "label"
ALT_LABEL = SKOS + "altLabel"
SAME_AS = PREFIXES["owl"] + "sameAs"
URL = PREFIXES["schema"] + "url"
REIFIES = RDF + "reifies"

STRING, INTEGER, DECIMAL, BOOLEAN, DATE = (XSD + n for n in ("string", "integer", "decimal", "boolean", "date"))

# What a file of ours declares, by prefix; the data's own namespace is "id".
DECLARED = (
    "dcat",
    "dcterms",
    "id",
    "kg",
    "owl",
    "prov",
    "rdf",
    "rdfs",
    "schema",
    "skos",
    "void",
    "wd",
    "xsd",
)

K = TypeVar("K")
V = TypeVar("V")

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]+")
# What neither the path nor the fragment of an IRI holds (RFC 3987), a per cent sign alone among it.
_ILLEGAL = re.compile(
    "[^!$-;=?-Z_a-z~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000dffff]|%(?![0-9A-Fa-f]{2})"
)
# A scheme and, behind "//", a host with or without a user and a port; numeric hosts in brackets are not taken.
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:(?!//)|//(?:[^/?#@\[\]]*@)?[^/?#@:\[\]]*(?::[0-9]*)?(?![^/?#]))")


class Literal(NamedTuple):
    """A literal: its lexical form and the IRI of its datatype. None of ours has a language."""

    text: str
    datatype: str = STRING


class Reified(NamedTuple):
    """A triple as a term (RDF 1.2): what a claim says, without saying that it is so."""

    subject: str
    predicate: str
    object: str | Literal


Term = str | Literal | Reified
Fact = tuple[str, Term]


class Node(NamedTuple):
    """One subject with all that is stated of it, sorted: properties, each with the term beside it.

    The properties of nodes of one kind are equal, so that what hangs on them alone is worked out once.
    """

    iri: str
    properties: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def facts(self) -> Iterator[Fact]:
        """Yields each property with its term."""
        return zip(self.properties, self.terms, strict=True)


class Kept(dict[K, V]):
    """A function whose last results are kept; more than `most` are never held, and none that will `pass`."""

    def __init__(
        self, function: Callable[[K], V], most: int = 100_000, passing: Callable[[K], bool] | None = None
    ) -> None:
        super().__init__()
        self.function = function
        self.most = most
        self.passing = passing

    def __missing__(self, key: K) -> V:
        value = self.function(key)
        if self.passing is None or not self.passing(key):
            if len(self) >= self.most:
                self.clear()
            self[key] = value
        return value


def make_node(iri: str, facts: Iterable[Fact]) -> Node:
    """A node with each fact once: the types first, then by property; IRIs before literals, each in code point order."""
    properties, terms = zip(*facts, strict=True)
    shape = _SHAPES[properties]
    if shape is None:
        properties, terms = zip(*_sorted(zip(properties, terms, strict=True)), strict=True)
        return Node(iri, properties, terms)
    return Node(iri, shape[0], shape[1](terms))


def _shape(properties: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[tuple[Any, ...]], tuple[Any, ...]]] | None:
    """Properties in order, and what brings their terms into it; None where one has several, so that terms count too."""
    if len(set(properties)) < len(properties):
        return None
    order = sorted(range(len(properties)), key=lambda i: (properties[i] != TYPE, properties[i]))
    pick = itemgetter(*order) if len(order) > 1 else tuple
    return pick(properties), pick


_SHAPES = Kept(_shape)


def _sorted(facts: Iterable[Fact]) -> list[Fact]:
    once = set(facts)
    try:
        found = sorted(once)
    except TypeError:  # IRIs and literals of one property
        found = sorted(once, key=lambda f: (f[0], isinstance(f[1], Literal), f[1]))
    if found and found[0][0] != TYPE:
        found.sort(key=lambda f: f[0] != TYPE)
    return found


@cache
def kg(name: str) -> str:
    """The IRI of a term of the vocabulary."""
    return VOCABULARY + name


def local_iri(id_: str, base: str = DATA) -> str:
    """The IRI of a thing of the graph; what an IRI cannot hold is percent-encoded."""
    return base + (id_ if _PLAIN_ID.fullmatch(id_) else quote(id_, safe=""))


def local_id(iri: str, base: str = DATA) -> str:
    """The id of a thing of the graph, "" for an IRI outside of its namespace."""
    return unquote(iri[len(base) :]) if iri.startswith(base) else ""


def foreign_iri(text: str) -> str:
    """An IRI that others gave, its illegal characters percent-encoded; "" for one that is not absolute."""
    parts = text.partition("#")
    whole = "".join(p if p == "#" else _ILLEGAL.sub(lambda m: quote(m[0], safe="", errors="replace"), p) for p in parts)
    return whole if _ABSOLUTE.match(text) else ""


def number(value: Decimal) -> Literal:
    """An xsd:integer where the number is whole, else an xsd:decimal, without the zeros on which engines differ."""
    if value == value.to_integral_value():
        return Literal(str(int(value)), INTEGER)
    return Literal(format(value.normalize(), "f"), DECIMAL)


@lru_cache(maxsize=10_000)
def decimal(value: Decimal) -> Literal:
    """An xsd:decimal without trailing zeros."""
    plain = format(value.normalize(), "f")
    return Literal(plain if "." in plain else plain + ".0", DECIMAL)


@lru_cache(maxsize=10_000)
def day(value: date) -> Literal:
    """An xsd:date."""
    return Literal(value.isoformat(), DATE)


@lru_cache(maxsize=10_000)
def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), INTEGER)


@cache
def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", BOOLEAN)
