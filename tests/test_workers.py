"""Articles are read one by one, wherever: none changes or stops what is read out of another."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.errors import ArticleError, ModelError
from kg.metadata import Metadata
from kg.model import Article, Extraction
from kg.ontology import Ontology
from kg.pipeline import extract
from kg.read import make_article, read_sources
from kg.sources import Source, held
from kg.workers import Reader, read_apart, read_each, seconds_to_read


def article(number: int) -> Article:
    """An article of one sentence."""
    text = f"About {number}00 employees of Norvik Works walked out on Friday."
    return make_article(text, f"{number}.txt", Metadata(), Metadata())


ARTICLES = [article(n) for n in range(1, 7)]


@pytest.fixture(scope="module")
def here(onto: Ontology, embedded: Path) -> list[Extraction]:
    """What the articles say, read in this process."""
    return list(extract(ARTICLES, onto, model="small", workers=1))


def test_articles_are_read_in_order(here: list[Extraction]) -> None:
    assert [e.article for e in here] == ARTICLES
    assert all(e.claims for e in here)


def test_processes_give_what_one_process_gives(onto: Ontology, here: list[Extraction]) -> None:
    assert list(extract(ARTICLES, onto, model="small", workers=2)) == here


def test_an_article_says_the_same_alone(onto: Ontology, here: list[Extraction]) -> None:
    assert list(extract(ARTICLES[3:4], onto, model="small")) == here[3:4]


@dataclass(frozen=True)
class Trap:
    """A block whose offset cannot be read: it fails, or kills the process that tries."""

    deadly: bool
    kind: str = "text"

    @property
    def start(self) -> int:
        if self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        raise ValueError("a trap")


def trapped(deadly: bool) -> list[Article]:
    """The articles with a trap amid them."""
    trap: Any = Trap(deadly)
    return [*ARTICLES[:3], Article("trap", "Nothing.", file_name="trap.txt", blocks=(trap,)), *ARTICLES[3:]]


@pytest.mark.parametrize(
    ("deadly", "workers", "message"),
    [
        (False, 1, "trap.txt: cannot be understood (ValueError: a trap)"),
        (False, 2, "trap.txt: cannot be understood (ValueError: a trap)"),
        (True, 2, "trap.txt: the process that read it was killed"),
    ],
)
def test_one_article_that_fails_is_named_and_the_rest_is_read(
    onto: Ontology, here: list[Extraction], deadly: bool, workers: int, message: str
) -> None:
    failed: list[ArticleError] = []
    found = list(extract(trapped(deadly), onto, model="small", workers=workers, onerror=failed.append))
    assert found == here
    assert [str(e) for e in failed] == [message]


def test_without_an_ear_an_article_that_fails_is_raised(onto: Ontology, here: list[Extraction]) -> None:
    with pytest.raises(ArticleError, match=r"trap\.txt"):
        list(extract(trapped(False), onto, model="small", workers=1))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_model_that_is_not_there_is_named(onto: Ontology, workers: int) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        list(read_each(ARTICLES, Reader(onto, "no_such_model", True), workers))


@pytest.mark.parametrize(("model", "closed"), [("small", True), ("en_other", False)])
def test_torch_is_closed_to_processes_of_an_embedded_model_alone(model: str, closed: bool, tmp_path: Path) -> None:
    if not closed:
        model = str(tmp_path / model)
        spacy.blank("en").to_disk(model)
    code = (
        "import sys; from kg.errors import ModelError; from kg.ontology import default_folder\n"
        "from kg.workers import _reading\n"
        f"try: _reading(default_folder(), {model!r}, True)\n"
        "except ModelError: pass\n"  # a blank pipeline does not parse
        "print(sys.modules.get('torch', '') is None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(closed)


def test_no_article_loads_no_model(onto: Ontology) -> None:
    assert list(read_each([], Reader(onto, "no_such_model", True), 2)) == []


LONG = [
    ("word " * 80_001, "long.txt: 400,005 characters; no article is longer than 400,000"),
    ("$ " * 40_001, "long.txt: 40,001 words and signs; no article has more than 40,000"),
]


@pytest.mark.parametrize(("text", "message"), LONG)
def test_an_article_longer_than_any_is_told_so(onto: Ontology, text: str, message: str) -> None:
    (error,) = read_each([Article("long", text, file_name="long.txt")], Reader(onto, "", True, given=spacy.blank("en")))
    assert str(error) == message
    (error,) = read_sources([held("long.txt", ".txt", text.encode())], Metadata())
    assert str(error) == message


# Reading


def held_json(records: list[Any]) -> Source:
    """A source of records."""
    return held("a.json", ".json", json.dumps(records).encode())


def deadly() -> Any:
    """Kills the process that opens it."""
    os.kill(os.getpid(), signal.SIGKILL)


def faulty() -> Any:
    """Fails as only a fault of the program does."""
    raise AssertionError("a trap")


def test_articles_are_read_apart_as_they_are_here() -> None:
    page = b"<html><body><article><p>Dockers of Norvik walked out on Friday.</p></article></body></html>"
    sources: list[Source | ArticleError] = [
        held("a.txt", ".txt", b"Dockers of Norvik walked out."),
        ArticleError("none: no such file or folder"),
        held_json([{"text": "Dockers walked out."}, 7, {"text": "They came back.", "id": "x"}]),
        held("a.html", ".html", page, held("a.meta.json", ".json", b'{"title": "Out"}')),
        held("b.html", ".html", page, held("b.meta.json", ".json", b"{")),
        held("a.bin", "", bytes(range(256))),
    ]
    defaults = Metadata(publisher="The Norvik Post", published=date(2024, 3, 1))
    here, apart = ([repr(found) for found in read(sources, defaults)] for read in (read_sources, read_apart))
    assert apart == here
    assert len(here) == 9


@pytest.mark.parametrize(
    ("trap", "message"),
    [
        (deadly, "trap.txt: the process that read it was killed"),
        (faulty, "trap.txt: cannot be read (AssertionError: a trap)"),
    ],
)
def test_a_file_that_kills_its_reader_is_named_and_the_rest_is_read(trap: Any, message: str) -> None:
    whole = held_json([{"text": "Dockers walked out."}])
    found = list(read_apart([whole, Source("trap.txt", ".txt", trap), whole], Metadata()))
    assert [str(f) for f in found if isinstance(f, ArticleError)] == [message]
    assert [type(f) for f in found] == [Article, ArticleError, Article]


def test_an_archive_may_take_longer_than_a_page() -> None:
    page, crawl = (Source("a", suffix, io.BytesIO, size=10**9) for suffix in (".html", ".warc"))
    assert seconds_to_read(page) == seconds_to_read(ArticleError("")) < 10
    assert seconds_to_read(crawl) > 100
