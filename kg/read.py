"""Files, folders and standard input -> Articles.

A file `NAME.meta.json` beside an article file `NAME` (or its stem) gives title, publisher, published, url and author;
what the article itself says comes next, and the defaults of the caller fill the rest.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kg.archives import MOST, parquet_records, warc_pages
from kg.decode import clean_text, decode_bytes
from kg.errors import ArticleError
from kg.layout import domain, find_blocks
from kg.metadata import FIELDS, Metadata, find_publication, inner_metadata, parse_day, record_metadata, web_url
from kg.model import Article
from kg.sources import CRAWL, LINES, MARKUP, RECORD, TABLE, Source, find_sources

MAX_DEPTH = 5  # containers of containers of articles

CONTAINERS = ("articles", "results", "data", "items", "documents", "stories", "docs", "response")

# A text with fewer of the commonest English words than this share is taken to be in another language.
ENGLISH_SHARE = 0.08
_ENGLISH = frozenset(
    "the of and to in a is that for on was with as by at from it be are said has have he his an this".split()
)


# Characters, and words with signs, of an article: more than the longest that magazines print, about 30,000 words.
LONGEST, MOST_WORDS = 400_000, 40_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """An article before it is read: by what name it is told of if that fails, and what reads it."""

    name: str
    make: Callable[[], Article]

    def read(self) -> Article | ArticleError:
        """The article, or why it cannot be read."""
        try:
            return self.make()
        except ArticleError as error:
            return error


# What reads sources with metadata that fills gaps; what is wrong with a source, or was with the search, comes in place.
Reading = Callable[[Iterable[Source | ArticleError], Metadata], Iterator[Article | ArticleError]]


def _failed(name: str, error: ArticleError) -> Record:
    """A record that cannot be read, for that reason."""

    def make() -> Article:
        raise error

    return Record(name, make)


def read_articles(
    paths: Iterable[str | Path],
    *,
    defaults: Metadata | None = None,
    onerror: Callable[[ArticleError], None] | None = None,
    read: Reading | None = None,
) -> Iterator[Article]:
    """Yields the articles of files, folders (searched in depth, in the order of names) and "-" (standard input).

    What cannot be read goes to `onerror` and the rest is read on; without `onerror` the ArticleError is raised. Records
    with the same name and text are read once. `read` reads the sources that were found, `read_sources` by default.
    """
    seen: set[str] = set()
    for found in (read or read_sources)(_found(paths), defaults or Metadata()):
        if isinstance(found, ArticleError):
            if onerror is None:
                raise found
            onerror(found)
        elif found.id not in seen:
            seen.add(found.id)
            yield found


def _found(paths: Iterable[str | Path]) -> Iterator[Source | ArticleError]:
    for path in paths:
        yield from _told(find_sources(path))


def _told(items: Iterator[T]) -> Iterator[T | ArticleError]:
    """Passes items on, and an error that ends them as the last."""
    try:
        yield from items
    except ArticleError as error:
        yield error


def read_sources(sources: Iterable[Source | ArticleError], defaults: Metadata) -> Iterator[Article | ArticleError]:
    """Yields the articles of sources, and what is wrong with others, in this process."""
    for source in sources:
        if isinstance(source, ArticleError):
            yield source
        else:
            yield from read_source(source, defaults)


def read_source(source: Source, defaults: Metadata) -> Iterator[Article | ArticleError]:
    """Yields the articles of one source, and an ArticleError for each record that cannot be read."""
    return (record.read() for record in find_records(source, defaults))


def find_records(source: Source, defaults: Metadata) -> Iterator[Record]:
    """Yields what a source holds, an article each, before it is read; what is wrong with the source as well."""
    for record in _told(_records(source, defaults)):
        yield _failed(source.name, record) if isinstance(record, ArticleError) else record


def _records(source: Source, defaults: Metadata) -> Iterator[Record | ArticleError]:
    given = Metadata()
    try:
        given = _sidecar(source.sidecar)
    except ArticleError as error:
        yield error
    if source.suffix in TABLE | CRAWL:
        yield from _some(_read_archive(source, given, defaults), source.name)
        return
    data = source.data()
    suffix = source.suffix or _sniff(decode_bytes(data, source.name))
    text = decode_bytes(data, source.name, declared=suffix in MARKUP)
    if suffix in LINES or (suffix in RECORD and _sniff(text) in LINES):
        yield from _some(_read_lines(text, source.name, given, defaults), source.name)
    elif suffix in RECORD:
        yield from _some(_read_records(_parse_json(text, source.name), source.name, given, defaults), source.name)
    elif suffix in MARKUP:
        yield Record(source.name, partial(_page_article, text, source.name, source.name, given, defaults))
    else:
        yield Record(source.name, partial(make_article, text, source.name, given, defaults))


def _some(items: Iterator[Record | ArticleError], name: str) -> Iterator[Record | ArticleError]:
    """Passes items on; an ArticleError where there are none."""
    found = False
    for item in items:
        found = True
        yield item
    if not found:
        yield ArticleError(f"{name}: holds no articles")


def _sniff(text: str) -> str:
    """The suffix that standard input would have had, and the better one of a .json file that holds a record a line."""
    head = text[:2048].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<?xml")):
        return ".html"
    if head.startswith(("{", "[")):
        return ".jsonl" if re.match(r"\s*\{.*\}[ \t]*\r?\n\s*\{", text) else ".json"
    return ".txt"


def _sidecar(source: Source | None) -> Metadata:
    if source is None:
        return Metadata()
    record = _parse_json(decode_bytes(source.data(), source.name), source.name)
    if not isinstance(record, dict):
        raise ArticleError(f"{source.name}: holds no JSON object; fields are title, publisher, published, url, author")
    return record_metadata(record)


def _parse_json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = (
            f"line {error.lineno} column {error.colno}: {error.msg}"
            if isinstance(error, json.JSONDecodeError)
            else str(error)
        )
        raise ArticleError(f"{name}: broken JSON ({where})") from error


def _read_lines(text: str, name: str, given: Metadata, defaults: Metadata) -> Iterator[Record | ArticleError]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            key = f"{name}#{number}"
            try:
                record = _parse_json(line, f"{name} line {number}")
            except ArticleError as error:
                yield error
                continue
            yield from _read_records(record, key, given, defaults)


def _read_archive(source: Source, given: Metadata, defaults: Metadata) -> Iterator[Record | ArticleError]:
    """One article a row of Parquet, or a page of WARC; a page is named by its address."""
    with source.open() as file:
        if source.suffix in TABLE:
            known = {*CONTAINERS, *(name for names in FIELDS.values() for name in names)}
            for number, record in enumerate(parquet_records(file, source.name, known), 1):
                yield from _read_records(record, f"{source.name}#{number}", given, defaults)
            return
        for number, (url, page) in enumerate(warc_pages(file, source.name), 1):
            name = f"{source.name}#{number}"
            yield Record(name, partial(_crawled, page, name, url, given, defaults))


def _crawled(page: bytes | None, name: str, url: str, given: Metadata, defaults: Metadata) -> Article:
    if page is None:
        raise _large_page(name)
    text = decode_bytes(page, name, declared=True)
    return _page_article(text, name, url[:200] or name, given, Metadata(url=url).over(defaults))


def _large_page(name: str) -> ArticleError:
    return ArticleError(f"{name}: a page larger than {MOST // 2**20} MB")


def _page_article(text: str, name: str, key: str, given: Metadata, defaults: Metadata) -> Article:
    """The article of a page, which goes by the name `key`; errors name it `name`."""
    body, meta = _extract_html(text, name)
    return make_article(body, key, given.over(meta), defaults)


def _read_records(
    record: Any, name: str, given: Metadata, defaults: Metadata, depth: int = 0
) -> Iterator[Record | ArticleError]:
    """One article a JSON object; lists, and objects that contain a list of articles, are unpacked."""
    if depth > MAX_DEPTH or not isinstance(record, dict | list):
        kind = "deeper nesting" if depth > MAX_DEPTH else type(record).__name__
        yield ArticleError(f"{name}: a JSON object or a list of them is needed, not {kind}")
        return
    if isinstance(record, list):
        for number, item in enumerate(record, 1):
            yield from _read_records(item, f"{name}#{number}", given, defaults, depth + 1)
        return
    inner = next((record[c] for c in CONTAINERS if isinstance(record.get(c), list | dict)), None)
    if inner is not None and not any(isinstance(record.get(f), str) for f in FIELDS["text"]):
        yield from _read_records(inner, name, given, defaults, depth + 1)
        return
    yield Record(name, partial(_record_article, record, name, given, defaults))


def _record_article(record: dict[str, Any], name: str, given: Metadata, defaults: Metadata) -> Article:
    body = next((record[f] for f in FIELDS["text"] if isinstance(record.get(f), str) and record[f].strip()), "")
    if not body:
        raise ArticleError(f"{name}: has no text; looked for the fields {', '.join(FIELDS['text'])}")
    meta = given.over(record_metadata(record))
    if re.search(r"</(?:p|div|h\d|article|body|span)>|<br\s*/?>", body, re.IGNORECASE):
        body, found = _extract_html(
            body if "<html" in body.lower() else f"<html><body><article>{body}</article></body></html>", name
        )
        meta = meta.over(found)
    elif re.search(r"&(?:#\d+|#x[\da-f]+|amp|quot|nbsp|[lr][sd]quo);", body, re.IGNORECASE):
        body = html.unescape(body)
    given_id = next((str(record[f]) for f in FIELDS["id"] if isinstance(record.get(f), str | int)), "")
    key = " ".join(clean_text(given_id).split())[:200] if "#" in name else ""
    if not key:
        return make_article(body, name, meta, defaults)
    try:
        return make_article(body, key, meta, defaults)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error


def _extract_html(text: str, name: str) -> tuple[str, Metadata]:
    """The main text of a page, its title in front, and the page's metadata."""
    if len(text) > MOST:
        raise _large_page(name)
    from trafilatura import bare_extraction  # slow to import, and needed for HTML only
    from trafilatura.settings import Document

    try:
        page = bare_extraction(
            text, with_metadata=True, include_comments=False, include_tables=False, favor_recall=True
        )
    except MemoryError:
        raise
    except Exception as error:  # the parser fails in many ways on broken pages
        raise ArticleError(f"{name}: the page cannot be parsed ({type(error).__name__}: {error})") from error
    if not isinstance(page, Document) or not (page.text or "").strip():
        raise ArticleError(f"{name}: no article text was found in the page")
    publisher = page.sitename or page.hostname or ""
    meta = Metadata(
        page.title or "", domain(publisher) or publisher, parse_day(page.date or ""), page.url or "", page.author or ""
    )
    body = re.sub(r"\n+", "\n\n", (page.text or "").strip())
    if meta.title and not body.startswith(meta.title):
        body = f"{meta.title}\n\n{body}"
    return body, meta


def make_article(text: str, name: str, given: Metadata, defaults: Metadata) -> Article:
    """An Article from a text: what was given, then what the text says, then the defaults.

    Raises ArticleError where the text is empty, too long or not in English.
    """
    text = clean_text(text)
    check_length(text, name)
    blocks = find_blocks(text)
    prose = " ".join(text[b.start : b.end] for b in blocks if b.kind in ("title", "text"))
    if not prose.strip():
        raise ArticleError(f"{name}: holds no text")
    words = re.findall(r"[^\W\d_]+", prose.lower())
    if len(words) >= 50 and sum(w in _ENGLISH for w in words) < ENGLISH_SHARE * len(words):
        raise ArticleError(f"{name}: does not read as English, the only language that is understood")
    meta = given.over(inner_metadata(text, blocks)).over(defaults).cleaned()
    name = clean_text(name)
    digest = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:12]
    published, notes = find_publication(text, blocks, meta.published)
    publisher = meta.publisher or (urlsplit(meta.url).hostname or "").removeprefix("www.")
    return Article(digest, text, meta.title, web_url(meta.url), publisher, published, name, meta.author, blocks, notes)


def check_length(text: str, name: str) -> None:
    """Raises ArticleError, which names `name`, for a text that is longer than any article."""
    if len(text) > LONGEST:
        raise ArticleError(f"{name}: {len(text):,} characters; no article is longer than {LONGEST:,}")
    words = sum(1 for _ in re.finditer(r"\w+|[^\w\s]", text))
    if words > MOST_WORDS:
        raise ArticleError(f"{name}: {words:,} words and signs; no article has more than {MOST_WORDS:,}")
