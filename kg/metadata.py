"""What is known of an article apart from its text: out of its record, and out of what the text says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from kg.decode import clean_text
from kg.layout import byline, domain, leading_date
from kg.model import Block
from kg.reposts import doubts, first_publication
from kg.timex import find_times

MAX_DEPTH = 5  # lists in lists of authors, and the like

# Field names of newsroom and crawl exports (NewsAPI, news-please, newspaper, trafilatura, schema.org, GDELT, Aylien).
FIELDS = {
    "text": ("text", "body", "content", "articleBody", "article_body", "maintext", "full_text", "fulltext",
             "plain_text", "article_text", "raw_text", "article", "story", "content_text", "content_html",
             "description", "summary"),
    "title": ("title", "headline", "head", "title_text", "name"),
    "publisher": ("publisher", "source", "outlet", "publication", "site_name", "sitename", "source_name", "sourcename",
                  "newspaper", "media", "provider", "source_domain", "hostname", "domain"),
    "published": ("published", "date", "date_publish", "publishedAt", "published_at", "pubDate", "datePublished",
                  "publication_date", "published_date", "publish_date", "pub_date", "date_published", "timestamp",
                  "created_at", "webPublicationDate", "seendate", "crawled"),
    "url": ("url", "link", "canonical_url", "web_url", "webUrl", "source_url", "permalink", "original_url"),
    "author": ("author", "authors", "byline", "creator", "by"),
    "id": ("id", "_id", "uuid", "guid", "article_id", "uri"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article apart from its text; "" and None are unknown."""

    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    author: str = ""

    def over(self, other: Metadata) -> Metadata:
        """This metadata, its gaps filled from `other`."""
        return Metadata(*(getattr(self, f) or getattr(other, f) for f in self.__slots__))

    def cleaned(self) -> Metadata:
        """This metadata without what no file can hold, such as half a character from the command line."""
        title, publisher, url, author = map(clean_text, (self.title, self.publisher, self.url, self.author))
        return Metadata(title, publisher, self.published, url, author)


def record_metadata(record: dict[str, Any]) -> Metadata:
    """The metadata in a JSON record, under any of the field names known."""

    def first(field: str) -> str:
        for name in FIELDS[field]:
            value = _scalar(record.get(name))
            if value:
                return value
        return ""

    publisher = first("publisher")
    return Metadata(
        first("title"), domain(publisher) or publisher, parse_day(first("published")), first("url"), first("author")
    )


def _scalar(value: Any, depth: int = 0) -> str:
    """A field's value as one line of text: {"name": ...} and lists are unpacked."""
    if isinstance(value, dict):
        value = next((value[k] for k in ("name", "title", "domain", "uri", "id") if value.get(k)), "")
    if isinstance(value, list) and depth < MAX_DEPTH:
        value = ", ".join(filter(None, (_scalar(item, depth + 1) for item in value)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(clean_text(str(value)).split())


def parse_day(text: str) -> date | None:
    """The day that a metadata field names: ISO 8601, RFC 2822, Unix seconds or milliseconds, or words."""
    text = text.strip()
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", text):
        return datetime.fromtimestamp(float(text) / (1000 if len(text.split(".")[0]) == 13 else 1), UTC).date()
    if match := re.match(r"(\d{4})([-/]?)(\d\d)\2(\d\d)(?:\d{6})?(?!\d)", text):
        try:
            return date(*map(int, match.group(1, 3, 4)))
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        found = [t.interval for t in find_times(text, None) if t.interval and t.interval.precision == "day"]
        return found[0].start if found else None


def inner_metadata(text: str, blocks: tuple[Block, ...]) -> Metadata:
    """What the text says of itself: a title line, a dateline, a byline, the domain of the site."""
    titles = [" ".join(text[b.start : b.end].split()) for b in blocks if b.kind == "title"]
    lines = [text[b.start : b.end] for b in blocks if b.kind == "metadata"]
    days = [leading_date(line) or line for line in lines]
    published = next((d for line in days if (d := parse_day(line))), None)
    site = next((s for line in lines if (s := domain(line))), "")
    author = next((a for line in lines if (a := byline(line))), "")
    return Metadata(re.sub(r"[*#_]+", "", titles[0]).strip() if titles else "", site, published, "", author)


def find_publication(text: str, blocks: tuple[Block, ...], told: date | None) -> tuple[date | None, tuple[str, ...]]:
    """The day from which relative dates count, and what is in doubt about it."""
    first = first_publication(text)
    if first and first != told:
        other = f", not on {told}" if told else ""
        return first, (f"by its own words published first on {first}{other}: relative dates count from then",)
    if told is None:
        return None, ("no publication date is known: relative dates such as “Wednesday” stay open",)
    return told, tuple(dict.fromkeys(doubts(text, blocks, told)))


def web_url(url: str) -> str:
    """The URL if it is an absolute http(s) one, else ""."""
    return url if re.match(r"https?://[^\s<>\"{}|\\^`]+$", url) else ""
