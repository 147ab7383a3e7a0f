"""Copies count once."""

from __future__ import annotations

from kg.merge.origins import count_sources, find_origins
from kg.model import Extraction
from tests.factory import article, evidence, extraction

WIRE = (
    "About 300 staff of the port of Norvik walked out on Friday. The union wants the new shift plan withdrawn at once."
)
OWN = (
    "Our reporter saw 250 people leave the port of Norvik on Friday. Nobody at the gate wanted to say a word about it."
)


def told(text: str, outlet: str) -> Extraction:
    return extraction(article(text, publisher=outlet, file_name=f"{outlet}.txt"))


TIDE, POST, STAR = told(WIRE, "Tide"), told(WIRE + " It rained a lot in Norvik on that day.", "Post"), told(OWN, "Star")
OUTLETS = {e.article.id: e.article.publisher for e in (TIDE, POST, STAR)}


def test_copies_have_one_origin() -> None:
    origins = find_origins([TIDE, POST, STAR], OUTLETS)
    assert origins[TIDE.article.id] == origins[POST.article.id] != origins[STAR.article.id]


def test_articles_of_one_outlet_have_one_origin() -> None:
    origins = find_origins([TIDE, STAR], dict.fromkeys(OUTLETS, "the-tide"))
    assert len(set(origins.values())) == 1


def test_sources_are_counted_not_sentences() -> None:
    wire, copied, own = (evidence(e.article, words) for e, words in ((TIDE, "300"), (POST, "300"), (STAR, "250")))
    assert count_sources([wire, own], {}) == 2
    assert count_sources([wire, copied], {}) == 1  # the same sentence
    assert count_sources([wire, own], dict.fromkeys(OUTLETS, "one origin")) == 1


def test_one_speaker_in_two_outlets_is_one_source() -> None:
    said = [evidence(e.article, w, speaker="union") for e, w in ((TIDE, "300"), (STAR, "250"))]
    assert count_sources(said, {}) == 1
    assert count_sources([], {}) == 0
