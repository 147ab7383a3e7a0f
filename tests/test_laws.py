"""Laws that hold for any input, tried on inputs that hypothesis makes up."""

from __future__ import annotations

import json
import re
import string
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import Decision, DecisionError, parse_decision
from kg.decode import clean_text, decode_bytes
from kg.errors import ArticleError
from kg.layout import bare, find_blocks, mask_markup, split_lines, split_paragraphs
from kg.metadata import Metadata, parse_day, record_metadata
from kg.model import Article, Block, Claim, Evidence, Extraction, Mention, Quantity, Referent, Span, TimeInterval
from kg.names import acronym_of, fold, last_name, name_key, name_similarity, same_name, same_person
from kg.numerals import find_amounts, parse_number
from kg.read import read_articles
from kg.reposts import DATED
from kg.slugs import slugify, unique_ids
from kg.store import dump_article, dump_extraction, load_article, load_extraction
from kg.text import printable, safe_cell
from kg.timex import begins_within, find_times

anything = st.text(max_size=200)
days = st.dates()
# Words that the parsers look for, in any order, and anything between them.
pieces = st.sampled_from(
    "one|twenty|hundred|and|a|half|million|dozen|more than|about|nearly|between|to|–|-|$|€|%|percent|1,900|3.5|2023|31|"
    "May|Wednesday|last|next|week|year|ago|since|early|the|of|first|quarter|Christmas|p.m.|every|\n|\n\n|# |**|* |> |[|"
    "](|)|By |Ann Reed|date |2023-05-31|.|,|“|”|…|www.|example.com|Advertisement|\t|  ".split("|")
)
news = st.lists(pieces | st.text(max_size=4), max_size=30).map(" ".join) | anything


# Text


@given(news)
def test_lines_and_paragraphs_slice_the_text(text: str) -> None:
    for split in (split_lines, split_paragraphs):
        spans = list(split(text))
        assert [text[s.start : s.end] for s in spans] == [s.text for s in spans]
        assert_in_order([(s.start, s.end) for s in spans], text)


@given(news)
def test_blocks_are_in_order_apart_and_inside(text: str) -> None:
    blocks = find_blocks(text)
    assert_in_order([(b.start, b.end) for b in blocks], text)
    assert {b.kind for b in blocks} <= {"title", "text", "caption", "chrome", "metadata"}


@given(news)
def test_masking_keeps_length_lines_and_words(text: str) -> None:
    masked = mask_markup(text)
    assert len(masked) == len(text)
    assert all(m == t or (m == " " and t != "\n") for m, t in zip(masked, text, strict=True))
    assert bare(bare(text)) == bare(text)


@given(st.binary(max_size=200), st.booleans())
def test_bytes_become_text_or_are_refused(data: bytes, declared: bool) -> None:
    try:
        text = decode_bytes(data, "a.txt", declared=declared)
    except ArticleError as error:
        assert str(error).startswith("a.txt: ")
    else:
        assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_fits_into_utf8_and_xml(text: str) -> None:
    clean = clean_text(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", clean)
    assert clean_text(clean) == clean
    triples = [ox.Triple(ox.NamedNode("a:b"), ox.NamedNode("http://a/b"), ox.Literal(escape(clean)))]
    assert list(ox.parse(ox.serialize(triples, format=ox.RdfFormat.RDF_XML), format=ox.RdfFormat.RDF_XML))


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_shown_steers_nothing_and_what_is_kept_runs_nowhere(text: str) -> None:
    assert all(c.isprintable() or c == "\n" for c in printable(text))
    cell = safe_cell(text)
    assert cell in (text, "'" + text)
    assert not cell or cell[0] not in "=@\t\r\n" or cell != text


def assert_in_order(spans: Sequence[tuple[int, int]], text: str) -> None:
    """Spans are not empty, do not overlap, come in order, and lie inside the text."""
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in spans)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


# Numbers and times


@given(news)
def test_amounts_are_in_order_and_their_bounds_too(text: str) -> None:
    amounts = list(find_amounts(text))
    assert_in_order([(a.start, a.end) for a in amounts], text)
    for a in amounts:
        assert a.min is not None or a.max is not None
        assert a.min is None or a.max is None or a.min <= a.max
        assert a.amount is None or (a.min or a.amount) <= a.amount <= (a.max if a.max is not None else a.amount)


@given(news, days | st.none(), st.sampled_from([-1, 0, 1]))
def test_times_are_in_order_and_begin_before_they_end(text: str, anchor: date | None, direction: int) -> None:
    times = list(find_times(text, anchor, direction))
    assert_in_order([(t.start, t.end) for t in times], text)
    for time in times:
        assert begins_within(text, time.start)
        if time.interval and time.interval.start and time.interval.end:
            assert time.interval.start <= time.interval.end
        if time.interval and time.interval.precision == "day" and not anchor:
            assert DATED.search(text)


@given(days)
def test_a_written_date_is_read(when: date) -> None:
    if when.year >= 1500 and when.year < 2100:
        for text in (f"{when:%B} {when.day}, {when.year}", f"{when.day} {when:%B} {when.year}", when.isoformat()):
            (found,) = find_times(f"It was on {text}.", None)
            assert found.interval is not None
            assert (found.interval.start, found.interval.end) == (when, when)
            assert parse_day(text) == when


@given(st.integers(0, 10**15))
def test_digits_are_read(number: int) -> None:
    for text in (f"{number}", f"{number:,}", f"{number}.0", f"{number:,} million"):
        assert parse_number(text) == number * (10**6 if "million" in text else 1)


UNITS = (
    " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split(" ")
TENS = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]


def spelled(number: int) -> str:
    """A number in words, as written in Britain."""
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = " and " if 0 < rest < 100 else " "
            return f"{spelled(number // size)} {word}{link}{spelled(rest)}".rstrip()
    return UNITS[number] if number < 20 else f"{TENS[number // 10]}-{UNITS[number % 10]}".rstrip("-")


@given(st.integers(1, 10**12 - 1))
def test_words_are_read(number: int) -> None:
    assert parse_number(spelled(number)) == number
    assert [a.amount for a in find_amounts(f"They are {spelled(number)}.")] == [number]


@given(anything)
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), Decimal)
    assert parse_day(text) is None or isinstance(parse_day(text), date)


# Names and ids

names = st.lists(
    st.sampled_from(
        "Ann Andy Andrew Reed Lee A. U.S. AECJ Inc. Ltd The the of Dr. Norvik Works Dock Union 's de".split()
    )
    | st.text(max_size=3),
    max_size=5,
).map(" ".join)
kinds = st.sampled_from(["Person", "Company", "Place", ""])


@given(names)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert name_key(name.upper()) == name_key(name.lower()) or not name.isascii()
    assert isinstance(last_name(name), str)


@given(names, names, kinds)
def test_likeness_has_no_direction(a: str, b: str, kind: str) -> None:
    assert name_similarity(a, b, kind) == name_similarity(b, a, kind)
    assert 0 <= name_similarity(a, b, kind).score <= 1
    assert name_similarity(a, a, kind).score == 1
    assert same_name(a, b, kind, kind) == same_name(b, a, kind, kind)
    assert same_person(a, b) == same_person(b, a)
    assert isinstance(acronym_of(a, b), bool)


@given(anything)
def test_slugs_are_plain(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,80}", slugify(text))


hashes = st.text(string.hexdigits.lower(), min_size=12, max_size=12)


@given(st.dictionaries(hashes, st.sampled_from(["Norvik", "norvik!", "", "Norvik 0", "日本"]) | names, max_size=8))
def test_ids_are_distinct_and_do_not_hang_on_order(items: dict[str, str]) -> None:
    ids = unique_ids(items.items())
    assert ids.keys() == items.keys()
    assert len(set(ids.values())) == len(ids)
    assert ids == unique_ids(reversed(items.items()))


@given(st.text(max_size=40) | st.lists(st.sampled_from(["same", "not same", "|", "a", "b:5", " "])).map("".join))
def test_a_line_is_a_decision_or_is_refused(line: str) -> None:
    try:
        assert isinstance(parse_decision(line, "x.txt:1"), Decision)
    except DecisionError as error:
        assert str(error).startswith("x.txt:1")


# Reading

fields = st.sampled_from(["text", "body", "title", "date", "published", "source", "url", "author", "articles", "id"])
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(fields | st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(fields, plain, max_size=6))
def test_any_record_gives_metadata(record: dict[str, Any]) -> None:
    found = record_metadata(record)
    assert isinstance(found, Metadata)
    assert "\n" not in found.title + found.publisher + found.author


@given(
    plain.map(json.dumps) | news | st.binary(max_size=300), st.sampled_from([".txt", ".md", ".json", ".jsonl", ".html"])
)
def test_any_file_is_read_or_refused(content: str | bytes, suffix: str) -> None:
    errors: list[ArticleError] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
        articles = list(read_articles([path], onerror=errors.append))
    assert articles or errors
    for found in articles:
        assert found.text == clean_text(found.text)
        assert_in_order([(b.start, b.end) for b in found.blocks], found.text)


# Extractions on disk

amounts = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
dates = st.none() | days
lines = st.lists(anything, max_size=2).map(tuple)
values = (
    st.none()
    | anything
    | st.builds(Quantity, amounts, amounts, amounts, anything, anything, anything)
    | st.builds(TimeInterval, dates, dates, anything, anything)
)


@st.composite
def extractions(draw: Callable[..., Any]) -> Extraction:
    """An article with anything in it."""
    text = draw(anything)
    at = st.integers(0, len(text))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b), text[min(a, b) : max(a, b)]), at, at)

    def some(strategy: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return tuple(draw(st.lists(strategy, max_size=2)))

    speakers, confidences = st.none() | anything, st.decimals(0, 1, places=2)
    told = st.builds(Evidence, anything, spans, spans, anything, speakers, confidence=confidences)
    claims = st.builds(Claim, anything, anything, st.none() | anything, values, st.lists(told, max_size=2).map(tuple))
    return Extraction(
        Article(draw(anything), text, published=draw(dates), blocks=some(st.builds(Block, anything, at, at))),
        some(spans),
        some(st.builds(Referent, anything, anything, anything, lines, st.booleans())),
        some(st.builds(Mention, spans, anything, anything)),
        some(claims),
        some(spans),
    )


@given(extractions())
def test_what_is_stored_comes_back(told: Extraction) -> None:
    line = dump_extraction(told)
    assert "\n" not in line
    assert load_extraction(line) == told
    assert load_article(dump_article(told.article)) == told.article
