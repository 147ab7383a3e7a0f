"""What was read is kept, and read once."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kg.corpus import SCHEMA, open_corpus, recipe_of
from kg.errors import StoreError
from kg.ontology import default_folder
from tests.factory import tiny_extractions

ONE, OTHER = sorted(tiny_extractions(), key=lambda e: e.article.id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder/corpus.sqlite"


def test_what_is_put_is_there_in_the_next_run(path: Path) -> None:
    with open_corpus(path, "recipe") as corpus:
        assert not corpus.has(ONE.article.id)
        for told in (OTHER, ONE):
            corpus.put(told)
        corpus.set_members({e.article.id: e.article.file_name for e in (ONE, OTHER)})
    with open_corpus(path, "recipe") as corpus:
        assert corpus.has(ONE.article.id)
        assert list(corpus.extractions()) == [ONE, OTHER]
        assert corpus.members() == {e.article.id: e.article.file_name for e in (ONE, OTHER)}


def test_what_is_no_member_is_kept_but_not_told(path: Path) -> None:
    with open_corpus(path, "recipe") as corpus:
        corpus.put(ONE)
        corpus.put(OTHER)
        corpus.set_members({OTHER.article.id: "other"})
        assert list(corpus.extractions()) == [OTHER]
        assert corpus.has(ONE.article.id)


def test_another_recipe_knows_nothing(path: Path) -> None:
    with open_corpus(path, "recipe") as corpus:
        corpus.put(ONE)
        corpus.set_members({ONE.article.id: "one"})
    with open_corpus(path, "another") as corpus:
        assert not corpus.has(ONE.article.id)
        assert list(corpus.extractions()) == []
        with pytest.raises(StoreError, match="1 of 1 articles were read by another version"):
            corpus.whole()


def test_what_was_put_survives_a_run_that_breaks_off(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), open_corpus(path, "recipe") as corpus:
        corpus.put(ONE)
        raise KeyboardInterrupt
    with open_corpus(path, "recipe") as corpus:
        assert corpus.has(ONE.article.id)


def test_one_run_at_a_time(path: Path) -> None:
    with (
        open_corpus(path, "recipe"),
        pytest.raises(StoreError, match=r"corpus\.sqlite: another build is at work on it"),
        open_corpus(path, "recipe"),
    ):
        pass


def test_a_newer_corpus_is_left_alone(path: Path) -> None:
    with open_corpus(path, "recipe") as corpus:
        corpus.put(ONE)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    with pytest.raises(StoreError, match="written by a newer version"), open_corpus(path, "recipe"):
        pass


def test_a_file_that_is_no_corpus_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match=r"corpus\.sqlite: file is not a database"), open_corpus(path, "recipe"):
        pass


def test_an_extraction_that_was_spoilt_is_told(path: Path) -> None:
    with open_corpus(path, "recipe") as corpus:
        corpus.put(ONE)
        corpus.set_members({ONE.article.id: "one.txt"})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE extraction SET data = ?", (b"spoilt",))
    connection.close()
    with pytest.raises(StoreError, match=r"corpus\.sqlite: .*; delete it"), open_corpus(path, "recipe") as corpus:
        list(corpus.extractions())


def test_a_recipe_hangs_on_model_ontology_and_options(tmp_path: Path) -> None:
    folder = shutil.copytree(default_folder(), tmp_path / "ontology")
    before = recipe_of("small", folder, open_layer=True)
    assert before == recipe_of("small", default_folder(), open_layer=True)
    others = [recipe_of("base", folder, open_layer=True), recipe_of("small", folder, open_layer=False)]
    with (folder / "lexicon/labour.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    others.append(recipe_of("small", folder, open_layer=True))
    assert len({before, *others}) == 4


def test_what_the_graph_counts_is_kept_for_its_state_alone(path: Path) -> None:
    counts = {"articles": 2, "entities": 3}
    with open_corpus(path, "recipe") as corpus:
        corpus.set_result("before", {"articles": 1})
        corpus.set_result("state", counts)
    with open_corpus(path, "recipe") as corpus:
        assert (corpus.result("state"), corpus.result("before")) == (counts, {})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE result SET summary = '{\"art'")
    connection.close()
    with open_corpus(path, "recipe") as corpus:
        assert corpus.result("state") == {}
