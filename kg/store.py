"""Extractions as JSON lines: one article a line, lossless, sorted, the slow part of a build kept for later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.files import write_atomic
from kg.model import Article, Block, Claim, Evidence, Extraction, Mention, Quantity, Referent, Span, TimeInterval

TYPES = {
    t.__name__: t
    for t in (Article, Block, Claim, Evidence, Extraction, Mention, Quantity, Referent, Span, TimeInterval)
}


def to_plain(value: Any) -> Any:
    """A dataclass as JSON values. Spans are [start, end]: the article's text tells the rest."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
        return {"type": type(value).__name__, **plain} if isinstance(value, Quantity | TimeInterval) else plain
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def dump_extraction(extraction: Extraction) -> str:
    """An extraction as one line of JSON."""
    return json.dumps(to_plain(extraction), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_extractions(extractions: Iterable[Extraction], path: Path) -> None:
    """Writes extractions, sorted by article id."""
    lines = [dump_extraction(e) for e in sorted(extractions, key=lambda e: e.article.id)]
    write_atomic(path, "".join(line + "\n" for line in lines))


def read_extractions(path: Path) -> Iterator[Extraction]:
    """Yields the extractions of a file. Raises StoreError, naming file and line, where one is broken."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _load_line(line, f"{path} line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _load_line(line: str, where: str) -> Extraction:
    try:
        return load_extraction(line)
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise StoreError(f"{where}: no extraction ({type(error).__name__}: {error})") from error


def load_extraction(line: str) -> Extraction:
    """An extraction from one line of JSON."""
    raw = json.loads(line)
    article = _article(raw["article"])
    text = article.text

    def span(pair: list[int]) -> Span:
        return Span(pair[0], pair[1], text[pair[0] : pair[1]])

    return Extraction(
        article, tuple(map(span, raw["sentences"])),
        tuple(Referent(r["chain"], r["type"], r["name"], tuple(r["aliases"]), r["named"]) for r in raw["referents"]),
        tuple(Mention(span(m["span"]), m["kind"], m["chain"]) for m in raw["mentions"]),
        tuple(_claim(c, span) for c in raw["claims"]), tuple(map(span, raw["not_understood"])),
    )  # fmt: skip


def dump_article(article: Article) -> str:
    """An article as one line of JSON."""
    return json.dumps(to_plain(article), ensure_ascii=False)


def load_article(line: str) -> Article:
    """An article from one line of JSON."""
    return _article(json.loads(line))


def _article(a: dict[str, Any]) -> Article:
    return Article(
        a["id"], a["text"], a["title"], a["url"], a["publisher"], _day(a["published"]), a["file_name"], a["author"],
        tuple(Block(b["kind"], b["start"], b["end"]) for b in a["blocks"]), tuple(a["notes"]),
    )  # fmt: skip


def _claim(raw: dict[str, Any], span: Any) -> Claim:
    evidence = tuple(
        Evidence(e["article"], span(e["sentence"]), span(e["trigger"]), e["rule"], e["speaker"], e["attribution"],
                 e["modality"], e["negated"], Decimal(e["confidence"])) for e in raw["evidence"]
    )  # fmt: skip
    return Claim(
        raw["subject"],
        raw["predicate"],
        raw["object"],
        _value(raw["value"]),
        evidence,
        raw["scope"],
        raw["predicate_text"],
    )


def _value(raw: Any) -> Quantity | TimeInterval | str | None:
    if not isinstance(raw, dict):
        return str(raw) if raw is not None else None
    if raw["type"] == "Quantity":
        return Quantity(
            _number(raw["amount"]),
            _number(raw["min"]),
            _number(raw["max"]),
            raw["approximation"],
            raw["unit"],
            raw["text"],
        )
    return TimeInterval(_day(raw["start"]), _day(raw["end"]), raw["precision"], raw["text"])


def _number(raw: str | None) -> Decimal | None:
    return Decimal(raw) if raw is not None else None


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
