"""Articles are read one by one, wherever: none changes or stops what is read out of another."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.errors import ArticleError, ModelError
from kg.model import Article, Extraction
from kg.ontology import Ontology
from kg.pipeline import extract
from kg.read import Metadata, make_article
from kg.workers import Reader, read_each


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


def test_no_article_loads_no_model(onto: Ontology) -> None:
    assert list(read_each([], Reader(onto, "no_such_model", True), 2)) == []


def test_an_article_longer_than_any_is_told_so(onto: Ontology) -> None:
    text = "word " * 200_001
    (error,) = read_each([Article("long", text, file_name="long.txt")], Reader(onto, "", True, given=spacy.blank("en")))
    assert str(error) == "long.txt: 1,000,005 characters; no article is longer than 1,000,000"
