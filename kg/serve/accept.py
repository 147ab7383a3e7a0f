"""Which of the forms that are offered a client likes best."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

RESULT_TYPES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
GRAPH_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


def preferred(accept: str, offered: Iterable[str]) -> str | None:
    """The offered media type that an Accept header likes best, the first of equals; None where it takes none.

    No header takes anything. The most specific range that fits a type decides on it (RFC 9110, section 12.5.1).
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*", "*", 1.0)]
    best, liked = None, 0.0
    for media_type in offered:
        weight = _weight(media_type, ranges)
        if weight > liked:
            best, liked = media_type, weight
    return best


def _range(part: str) -> tuple[str, str, float]:
    name, *parameters = (p.strip() for p in part.lower().split(";"))
    kind, _, subkind = name.partition("/")
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return kind, subkind or "*", weight


def _weight(media_type: str, ranges: list[tuple[str, str, float]]) -> float:
    kind, _, subkind = media_type.partition("/")
    fits = [(k != "*", s != "*", q) for k, s, q in ranges if k in (kind, "*") and s in (subkind, "*")]
    return max(fits, default=(False, False, 0.0))[2]
