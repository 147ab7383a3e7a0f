"""Articles to Docs: in pieces, with the offsets of the article."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.annotate import LONGEST_SENTENCE, annotate_articles, load_model, split_pieces, truecase
from kg.embedded import find_model
from kg.errors import ModelError
from kg.metadata import Metadata
from kg.model import Article
from kg.read import make_article

TEXTS = [
    "Hundreds leave **Norvik**\n\nBy Ann Reed\n\nHundreds left on Friday. They *sang* [a song](https://x.example).\n",
    "\n  date 2024-03-09 Hundreds left on Friday.\n\nAdvertisement\n\nThey sang.",
    "One sentence.",
    "A word of " + "x" * 1000 + " letters, and “quotes” – and 東京.",
]


def read(text: str) -> Article:
    return make_article(text, "a.txt", Metadata(), Metadata())


@pytest.mark.parametrize("text", TEXTS)
def test_the_pieces_add_up_to_the_article(text: str) -> None:
    article = read(text)
    pieces = list(split_pieces(article))
    joined = "".join(piece for piece, _, _ in pieces)
    assert len(joined) == len(article.text)
    assert [last for _, last, _ in pieces] == [False] * (len(pieces) - 1) + [True]
    assert all(a in (b, " ") for a, b in zip(joined, article.text, strict=True))


def test_prose_is_parsed_and_the_rest_is_not() -> None:
    article = read(TEXTS[0])
    prose = [" ".join(piece.split()) for piece, _, is_prose in split_pieces(article) if is_prose]
    assert prose == ["Hundreds leave Norvik", "Hundreds left on Friday. They sang a song ."]


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_stands_where_it_stood(nlp: Language, text: str) -> None:
    article = read(text)
    ((same, doc),) = annotate_articles([article], nlp)
    assert same is article
    assert all(a in (b, " ") for a, b in zip(doc.text, article.text, strict=True))
    assert {token.text for token in doc} >= set(article.text.split()) & {"Hundreds", "Friday", "sentence", "東京"}


def test_articles_come_in_order_whatever_the_size_of_a_batch(nlp: Language) -> None:
    articles = [read(text) for text in TEXTS]
    for size in (1, 3, 64):
        found = list(annotate_articles(articles, nlp, batch_size=size))
        assert [article for article, _ in found] == articles


def test_an_embedded_model_is_found_and_known_by_its_files(embedded: Path) -> None:
    name, identity = find_model()
    assert Path(name).parent == embedded
    assert len(identity) == 16
    assert find_model(Path(name).name) == (name, identity)


def test_a_model_that_is_not_there_is_named_with_those_there_are() -> None:
    with pytest.raises(ModelError, match=r"^no_such_model: no such model; embedded are .*installed spaCy pipeline"):
        find_model("no_such_model")


def test_a_model_that_cannot_parse_is_refused(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="lacks parser and ner, which extraction needs; it has sentencizer"):
        load_model(str(tmp_path / "blank"))


def test_a_model_that_is_broken_is_named(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_model(str(tmp_path))


BODY = "Some workers of Norvik are planning a walkout. In May the Norvik Guild said that nearly all agree."


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Nearly All Norvik Workers Plan Walkout", "Nearly all Norvik workers plan walkout"),
        ("Norvik workers plan Walkout", "Norvik workers plan Walkout"),
        ("Norvik Guild Names Otto Brandt", "Norvik Guild Names Otto Brandt"),
        ("", ""),
    ],
)
def test_a_headline_has_the_case_of_the_text(title: str, plain: str) -> None:
    assert truecase(title, BODY) == plain
    assert len(truecase(title, BODY)) == len(title)


@pytest.mark.parametrize("part", ["the dockers of Larn and ", "the dockers - of Larn - and "])
def test_what_is_too_long_for_a_sentence_is_parted(nlp: Language, part: str) -> None:
    text = "Workers of Norvik left on Friday. " + part * 300 + "the crews met. They left."
    article = make_article(text, "long.txt", Metadata(), Metadata())
    ((_, doc),) = annotate_articles([article], nlp)
    sentences = [s.text for s in doc.sents]
    assert max(len(s) for s in doc.sents) <= LONGEST_SENTENCE
    assert sentences[0] == "Workers of Norvik left on Friday."
    assert sentences[-1] == "They left."
    assert doc.text == text
