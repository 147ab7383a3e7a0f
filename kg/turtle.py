"""RDF files read through pyoxigraph: fast and strict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

Triple = tuple[str, str, str]
SYNTAXES = {
    ".ttl": "TURTLE", ".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG", ".rdf": "RDF_XML", ".xml": "RDF_XML",
    ".owl": "RDF_XML", ".jsonld": "JSON_LD",
}  # fmt: skip


def format_of(path: Path) -> ox.RdfFormat:
    """The RDF syntax that the suffix of a file names. Raises ValueError, with the suffixes known, for another."""
    import pyoxigraph as ox

    name = SYNTAXES.get(path.suffix.lower())
    if name is None:
        raise ValueError(f"unknown suffix {path.suffix!r}; known are {', '.join(sorted(SYNTAXES))}")
    return getattr(ox.RdfFormat, name)  # type: ignore[no-any-return]


def read_turtle(path: Path) -> Iterator[Triple]:
    """Yields the triples of a Turtle file as plain strings (IRIs, blank node labels, or the text of literals).

    Raises OSError where the file cannot be read and ValueError, with line and column, where it is no Turtle.
    """
    import pyoxigraph as ox

    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield (
                str(getattr(quad.subject, "value", quad.subject)),
                quad.predicate.value,
                str(getattr(quad.object, "value", quad.object)),
            )
    except SyntaxError as error:
        raise ValueError(str(error)) from error
