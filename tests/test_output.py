"""The sample graph that comes with the repository: that of the example articles, as its own files tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.rdf.read import read_rdf
from kg.store import read_extractions
from kg.validation import validate_graph

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """The text of each article that the sample graph was built from."""
    return {e.article.text for e in read_extractions(OUTPUT / "extractions.jsonl")}


def test_the_sample_tells_of_the_example_articles() -> None:
    graph = read_rdf(OUTPUT / "graph.ttl")
    examples = {p.name for p in (ROOT / "examples/walkout").iterdir() if not p.name.endswith(".meta.json")}
    assert {a.file_name for a in graph.articles.values()} == examples
    assert graph.contradictions


def test_the_sample_conforms_to_the_shapes() -> None:
    assert validate_graph(OUTPUT / "graph.ttl").violations == ()


def test_every_sentence_of_the_sample_stands_in_an_article(texts: set[str]) -> None:
    graph = read_rdf(OUTPUT / "graph.ttl")
    assert graph.statements
    for statement in graph.statements:
        span = statement.evidence.sentence
        assert any(text[span.start : span.end] == span.text for text in texts)


def test_the_page_of_the_sample_is_one_file() -> None:
    page = (OUTPUT / "graph.html").read_text(encoding="utf8")
    assert "Content-Security-Policy" in page
    assert "<script src" not in page
    assert 'href="http' not in page.split("<script", 1)[0]
