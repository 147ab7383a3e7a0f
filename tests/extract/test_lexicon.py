"""Every example of the lexicon is a test: the program reads out of it what its entry says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kg.annotate import annotate_articles, load_model
from kg.embedded import MODELS
from kg.extract import extract_claims
from kg.graph import KnowledgeGraph
from kg.lexicon import check_example
from kg.merge import merge_claims
from kg.metadata import Metadata, parse_day
from kg.ontology import Entry
from kg.read import make_article
from tests.extract.told import ontology

pytestmark = pytest.mark.skipif(
    not (MODELS / "base" / "meta.json").is_file(), reason="the examples are meant for the better model, kg/models/base"
)
EXAMPLES: dict[str, tuple[Entry, Mapping[str, Any]]] = {
    f"{name}-{number}": (entry, example)
    for name, entry in sorted(ontology().entries.items())
    for number, example in enumerate(entry.examples, 1)
}


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, KnowledgeGraph]:
    """The graph of each example's text, all of them parsed in one go."""
    articles = [
        make_article(x["text"], f"{name}.txt", Metadata(published=parse_day(str(x.get("published", "")))), Metadata())
        for name, (_, x) in EXAMPLES.items()
    ]
    found = extract_claims(annotate_articles(articles, load_model()), ontology())
    return {name: merge_claims([extraction], ontology()) for name, extraction in zip(EXAMPLES, found, strict=True)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_holds(name: str, graphs: Mapping[str, KnowledgeGraph]) -> None:
    entry, example = EXAMPLES[name]
    failures = list(check_example(entry, example, graphs[name], ontology()))
    assert not failures, "\n".join(f"{f.file}: {f.entry}: {f.text!r}: no {f.expected}; {f.found}" for f in failures)
