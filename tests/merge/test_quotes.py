"""One quotation in several articles."""

from __future__ import annotations

import pytest

from kg.merge.quotes import same_quotations
from kg.model import Extraction
from tests.factory import article, claim, evidence, extraction, referent

WORDS = "We left our desks because nobody in that office listens to us any more"


def quoting(words: str, speaker: str | None = "s", name: str = "a.txt") -> Extraction:
    """An article with one statement."""
    told = article(f"“{words}”, she said.", file_name=name)
    content = claim("q", "content", words, evidence(told, "she said", speaker=speaker))
    return extraction(told, [referent("q", "Statement"), referent("s", "Person", "Ann Reed")], [content])


def are_one(one: Extraction, other: Extraction, speakers: tuple[str, str] = ("ann", "ann")) -> bool:
    entities = {(e.article.id, "s"): s for e, s in zip((one, other), speakers, strict=True)}
    pairs = same_quotations([one, other], entities)
    assert pairs in ([], [tuple(sorted([(one.article.id, "q"), (other.article.id, "q")]))])
    return bool(pairs)


@pytest.mark.parametrize(
    "other", [WORDS, WORDS.upper(), WORDS + ".", WORDS + " today", "Nobody in that office listens to us any more"]
)
def test_the_same_words_whatever_was_cut_are_one(other: str) -> None:
    assert are_one(quoting(WORDS), quoting(other, name="b.txt"))


@pytest.mark.parametrize(
    "other", [WORDS.replace("desks", "ships"), "We will talk to everybody in that office next week"]
)
def test_other_words_are_two(other: str) -> None:
    assert not are_one(quoting(WORDS), quoting(other, name="b.txt"))


def test_the_words_of_another_are_two() -> None:
    assert not are_one(quoting(WORDS), quoting(WORDS, name="b.txt"), ("ann", "tom"))
    assert not are_one(quoting(WORDS), quoting(WORDS, None, "b.txt"))


def test_a_few_words_are_everybodys() -> None:
    assert not are_one(quoting("We are happy"), quoting("We are happy", name="b.txt"))


def test_one_article_may_quote_twice() -> None:
    one = quoting(WORDS)
    assert same_quotations([one, one], {}) == []


def test_a_long_quotation_with_a_word_altered_is_one() -> None:
    long = WORDS + ", and we shall be back at the gates until the shift plan is gone for good"
    assert are_one(quoting(long), quoting(long.replace("gates", "doors"), name="b.txt"))
    assert not are_one(quoting(long), quoting(long[:60] + " and then we went home", name="b.txt"))
