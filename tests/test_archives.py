"""Articles out of Parquet and WARC files."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ArticleError
from kg.model import Article
from kg.read import read_articles

TEXT = "About 100 employees of Norvik Works walked out on Friday."
ADDRESS = "https://www.norvik-post.example/walkout.html"


def write_parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    """A table of these rows."""
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.Table.from_pylist(rows), path)


def write_warc(path: Path, pages: list[tuple[str, str, str]]) -> None:
    """A crawl of pages: address, headers of the answer, and content."""
    warcio = pytest.importorskip("warcio")
    with path.open("wb") as out:
        writer = warcio.WARCWriter(out, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for address, headers, content in pages:
            data = io.BytesIO(f"HTTP/1.1 {headers}\r\n\r\n{content}".encode())
            writer.write_record(writer.create_warc_record(address, "response", payload=data))


def page(text: str) -> str:
    """A page with an article."""
    return f"<html><head><title>Norvik</title></head><body><article><p>{text * 4}</p></article></body></html>"


def read(path: Path) -> tuple[list[Article], list[str]]:
    """The articles of a file, and what is wrong with others."""
    errors: list[ArticleError] = []
    return list(read_articles([path], onerror=errors.append)), [str(e) for e in errors]


def test_a_row_of_parquet_is_a_record(tmp_path: Path) -> None:
    row = {
        "id": 7, "body": TEXT, "source": {"name": "The Norvik Post", "rank": Decimal("1.5")}, "embedding": [0.5, 0.25],
        "published_at": datetime(2023, 6, 2, 9, 30), "authors": ["Ann Reed", "Lee Park"],
    }  # fmt: skip
    write_parquet(tmp_path / "news.parquet", [row, {**row, "id": None, "body": None}])
    write_parquet(tmp_path / "days.parquet", [{"text": TEXT, "date": date(2023, 6, 3)}])
    articles, errors = read(tmp_path)
    assert [(a.file_name, a.publisher, a.published, a.author) for a in articles] == [
        ("days.parquet#1", "", date(2023, 6, 3), ""),
        ("7", "The Norvik Post", date(2023, 6, 2), "Ann Reed, Lee Park"),
    ]
    assert len(errors) == 1
    assert errors[0].startswith("news.parquet#2: has no text; looked for the fields text, body")


def test_a_row_says_what_a_line_of_json_says(tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": f"{TEXT} {n}.", "url": f"https://a.example/{n}"} for n in range(200)]
    write_parquet(tmp_path / "rows.parquet", rows)
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert read(tmp_path / "rows.parquet") == read(tmp_path / "lines.jsonl")


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "CRAWL.WARC.GZ"])
def test_a_page_of_a_crawl_is_an_article(tmp_path: Path, name: str) -> None:
    html, other = "200 OK\r\nContent-Type: text/html; charset=utf-8", "200 OK\r\nContent-Type: image/png"
    write_warc(
        tmp_path / name,
        [(ADDRESS, html, page(TEXT)), (ADDRESS, other, "PNG"), (f"{ADDRESS}?gone", "404 Not Found", page(TEXT)),
         (f"{ADDRESS}?empty", html, "<html></html>")],
    )  # fmt: skip
    articles, errors = read(tmp_path)
    assert [(a.file_name, a.url, a.publisher) for a in articles] == [(ADDRESS, ADDRESS, "norvik-post.example")]
    assert TEXT in articles[0].text
    assert len(errors) == 1
    assert errors[0].startswith(f"{name}#2: ")


def test_a_page_that_swells_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.archives.MOST", 2**20)
    write_warc(tmp_path / "a.warc.gz", [(ADDRESS, "200 OK", " " * 2**21), (ADDRESS, "200 OK", page(TEXT))])
    assert (tmp_path / "a.warc.gz").stat().st_size < 2**13
    articles, errors = read(tmp_path / "a.warc.gz")
    assert len(articles) == 1
    assert errors == ["a.warc.gz#1: a page larger than 20 MB"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.parquet", b"PAR1 and no more", r"a\.parquet: broken Parquet \(.+\)"),
        ("a.warc", b"no crawl\r\n\r\n", r"a\.warc: broken WARC \(.+\)"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n")[:-12], r"a\.warc\.gz: broken WARC"),
        ("a.warc", b"", r"a\.warc: holds no articles"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    pytest.importorskip("pyarrow" if "parquet" in name else "warcio")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ArticleError, match=message):
        list(read_articles([tmp_path / name]))
