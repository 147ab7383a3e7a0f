"""What is fuzzed: for each parser of our own a function of bytes, which fails where a law of that parser is broken.

An input is either read, so that what comes out keeps to the law, or refused with an error of the package that names the
file. Anything else, a hang included, is a fault.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from kg.decisions import DecisionError, read_decisions
from kg.decode import clean_text
from kg.errors import ArticleError, KGError, OntologyError, QueryError, StoreError
from kg.layout import mask_markup
from kg.metadata import parse_day
from kg.model import Article
from kg.numerals import find_amounts, parse_number
from kg.ontology import Ontology
from kg.ontology.lexicon import read_lexicon
from kg.query.gate import check_query
from kg.rdf import serialize
from kg.rdf.read import read_rdf
from kg.read import read_articles
from kg.store import read_extractions
from kg.timex import find_times

ONTO = Ontology.load()
_FOLDER = tempfile.TemporaryDirectory()  # made once: most of the time goes into files otherwise


def dates(data: bytes) -> None:
    """The first byte sets the day on which the text, which is the rest, was published."""
    text = data[1:].decode("utf-8", "replace")
    anchor = date(2024, 2, 29) + timedelta(days=data[0] * 5) if data and data[0] else None
    end = 0
    for time in find_times(text, anchor, (data[0] % 3 - 1) if data else 0):
        assert end <= time.start < time.end <= len(text)
        end = time.end
        if time.interval and time.interval.start and time.interval.end:
            assert time.interval.start <= time.interval.end
    parse_day(text)


def numbers(data: bytes) -> None:
    """Amounts are in order, apart, and have a bound; the lower is not above the upper."""
    text, end = data.decode("utf-8", "replace"), 0
    for a in find_amounts(text):
        assert end <= a.start < a.end <= len(text)
        end = a.end
        assert a.min is not None or a.max is not None
        assert a.min is None or a.max is None or a.min <= a.max
    number = parse_number(text)
    assert number is None or number.is_finite()


def text(data: bytes) -> None:
    """A text file."""
    _articles(data, ".txt")


def markdown(data: bytes) -> None:
    """A Markdown file, and its masking."""
    for article in _articles(data, ".md"):
        masked = mask_markup(article.text)
        assert all(m == t or (m == " " and t != "\n") for m, t in zip(masked, article.text, strict=True))


def html(data: bytes) -> None:
    """A page."""
    _articles(data, ".html")


def records(data: bytes) -> None:
    """JSON, whole or a record a line."""
    _articles(data[1:], ".jsonl" if data[:1] > b"\x7f" else ".json")


def lexicon(data: bytes) -> None:
    """Entries of a lexicon, by the vocabulary of the package."""
    with _file(data, "lexicon.yaml") as path, _refused(OntologyError, path):
        assert all(entry.name in ONTO.terms for entry in read_lexicon(path, ONTO.terms))


def decisions(data: bytes) -> None:
    """Decisions of people."""
    with _file(data, "decisions.txt") as path, _refused(DecisionError, path):
        assert all(d.one and d.other for d in read_decisions(path))


def graphs(data: bytes) -> None:
    """A graph in Turtle: what was read is written, and read again as the same."""
    with _file(data, "graph.ttl") as path, _refused(StoreError, path):
        once = serialize(read_rdf(path, ONTO))
        path.write_bytes(once)
        assert serialize(read_rdf(path, ONTO)) == once


def extractions(data: bytes) -> None:
    """A file of extractions."""
    with _file(data, "extractions.jsonl") as path, _refused(StoreError, path):
        list(read_extractions(path))


def queries(data: bytes) -> None:
    """A query, which is let through or refused."""
    with _refused(QueryError):
        check_query(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    f.__name__: f
    for f in (dates, numbers, text, markdown, html, records, lexicon, decisions, graphs, extractions, queries)
}


def _articles(data: bytes, suffix: str) -> list[Article]:
    """The articles of a file, checked; each is read or named in an error."""
    errors: list[ArticleError] = []
    with _file(data, f"a{suffix}") as path:
        found = list(read_articles([path], onerror=errors.append))
    assert found or errors
    assert all(str(error).startswith((str(path), path.name)) for error in errors)
    for article in found:
        assert article.text == clean_text(article.text)
        edges = [edge for block in article.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        assert edges[-1] <= len(article.text)
    return found


@contextmanager
def _file(data: bytes, name: str) -> Iterator[Path]:
    path = Path(_FOLDER.name) / name
    path.write_bytes(data)
    yield path


@contextmanager
def _refused(kind: type[KGError], path: Path | None = None) -> Iterator[None]:
    """Lets an error of that kind pass, if it names the file."""
    try:
        yield
    except kind as error:
        assert path is None or str(path) in str(error)
