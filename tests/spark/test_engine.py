"""Spark reads and understands articles as one machine does: byte for byte, whoever dies in between."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import kg.pipeline
import kg.spark
from benchmarks.merge import corpus
from kg.cli import main
from kg.corpus import open_corpus, recipe_of
from kg.embedded import find_model
from kg.errors import ArticleError, EngineError
from kg.formats.tables import claim_rows
from kg.graph import KnowledgeGraph
from kg.merge.entity_nodes import referent_nodes
from kg.merge.namesakes import SAME, score_blocks
from kg.merge.stories import Stories
from kg.ontology import Ontology
from kg.rdf import serialize, write_rdf
from kg.spark.parts import write_parts
from kg.spark.session import with_tries
from kg.store import dump_extraction
from tests.spark import traps
from tests.test_archives import page, write_parquet, write_warc

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WALKOUT = "{} employees of Norvik Works walked out on Friday.\n"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in every form, among them some that cannot be read."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "deep").mkdir()
    (folder / "one.txt").write_text(WALKOUT.format("About 100"))
    (folder / "one.meta.json").write_text(json.dumps({"published": "2023-05-31", "publisher": "The Norvik Post"}))
    (folder / "deep/[two] {x}.md").write_text("# Walkout\n\n" + WALKOUT.format("Some 200"))
    (folder / "page.html").write_text(f"<html><body><article><p>{WALKOUT.format('More than 300') * 9}</p></article>")
    rows = [{"id": n, "text": WALKOUT.format(f"Exactly {n}"), "date": "2023-06-02"} for n in range(400, 420)]
    lines = [json.dumps(row) for row in [*rows, rows[0]]]
    (folder / "many.jsonl").write_text("\n".join([*lines[:5], "{broken", *lines[5:]]))
    (folder / "list.json").write_text(json.dumps({"articles": [{"body": "Anna Reed resigned."}, {"title": "none"}]}))
    write_parquet(folder / "rows.parquet", [{"id": n, "body": WALKOUT.format(n)} for n in range(500, 510)])
    pages = [(f"https://a.example/{n}", "200 OK", page(WALKOUT.format(n))) for n in range(600, 604)]
    write_warc(folder / "crawl.warc.gz", pages)
    (folder / "empty.txt").write_text(" ")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


Result = tuple[list[str], dict[str, str], list[str]]


@pytest.fixture
def outcome(tmp_path: Path, onto: Ontology, embedded: Path) -> Callable[..., Result]:
    """Runs an update of a corpus by its name: what the corpus has then, and what was not read."""

    def run(name: str, update: Callable[..., Any], paths: list[Path | str], **options: Any) -> Result:
        recipe = recipe_of(find_model("small")[1], onto.folder, open_layer=True)
        errors: list[ArticleError] = []
        with open_corpus(tmp_path / name, recipe) as corpus:
            list(update(corpus, paths, onto, model="small", onerror=errors.append, **options) or ())
            return [dump_extraction(e) for e in corpus.extractions()], corpus.members(), sorted(map(str, errors))

    return run


def test_what_articles_say_and_what_is_wrong_with_others_is_the_same(
    session: SparkSession, outcome: Callable[..., Result], articles: Path
) -> None:
    paths: list[Path | str] = [articles / "one.txt", articles, articles / "nowhere"]
    here = outcome("here", kg.pipeline.update, paths, workers=1)
    assert outcome("there", lambda *a, **o: kg.spark.update(session, *a, **o), paths) == here
    assert len(here[0]) == 38
    assert len(here[2]) == 5


def test_what_was_read_once_is_not_read_again(
    session: SparkSession, outcome: Callable[..., Result], articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def update(*arguments: Any, **options: Any) -> None:
        kg.spark.update(session, *arguments, **options)

    first = outcome("corpus", kg.pipeline.update, [articles], workers=1)
    monkeypatch.setattr(kg.spark, "_extract", None)
    assert outcome("corpus", update, [articles]) == first
    texts, members, errors = outcome("corpus", update, [articles / "one.txt"], add=True)
    assert (texts, members, errors) == (first[0], first[1], [])


def test_who_is_killed_is_replaced_and_who_kills_is_named(
    session: SparkSession, outcome: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n}.txt").write_text(WALKOUT.format(f"About {n}00"))
    (folder / "5.txt").write_text(WALKOUT.format(f"ONCE:{tmp_path / 'killed'} "))
    whole = outcome("here", kg.pipeline.update, [folder], workers=1)
    (folder / "trap.txt").write_text("LETHAL\n")
    (folder / "pit.txt").write_text("UNREADABLE\n")
    monkeypatch.setattr("kg.spark.tasks.read", traps.read)
    monkeypatch.setattr("kg.spark.tasks.extract", traps.extract)
    found = outcome("there", lambda *a, **o: kg.spark.update(session, *a, **o), [folder])
    assert found[:2] == whole[:2]
    assert found[2] == [f"{name}.txt: the process that read it was killed" for name in ("pit", "trap")]
    assert (tmp_path / "killed").exists()


@pytest.mark.parametrize("trap", ["", "ONCE"])
def test_names_are_compared_as_here(
    session: SparkSession, onto: Ontology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    extractions, marker = list(corpus(60)), tmp_path / "killed"
    nodes = [n for e in extractions for n in referent_nodes(e, onto, Stories(extractions))]
    recipe = recipe_of(find_model("small")[1], onto.folder, open_layer=True)
    with open_corpus(tmp_path / "corpus", recipe) as kept:
        score = kg.spark.scorer(session, kept, onto, model="small", open_layer=True)
    assert score(nodes, onto) == score_blocks(nodes, onto)  # few names go nowhere
    monkeypatch.setattr("kg.spark.blocks.FEW", 0)
    if trap:
        monkeypatch.setattr("kg.spark.blocks.merge", partial(traps.merge, marker=str(marker), kind=trap))
    one = {pair: told for pair, told in score_blocks(nodes, onto).items() if told >= SAME}
    assert score(nodes, onto) == one
    assert len(one) > 100
    assert marker.exists() == bool(trap)


def test_the_graph_in_parts_is_the_graph(
    session: SparkSession, onto: Ontology, tiny_graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rdf(tiny_graph, tmp_path / "graph.ttl")
    monkeypatch.setattr("kg.spark.parts.ROWS", 100)
    for _ in range(2):  # the second time replaces the first
        write_parts(session, tmp_path / "graph.ttl", onto, str(tmp_path / "parts"))
    lines = [line for part in (tmp_path / "parts/triples").glob("part-*") for line in part.read_text().splitlines()]
    assert sorted(lines) == sorted(serialize(tiny_graph, "ntriples").decode().splitlines())
    assert len(lines) > 100
    claims = session.read.parquet(str(tmp_path / "parts/claims")).collect()
    assert sorted(row.id for row in claims) == sorted(row.id for row in claim_rows(tiny_graph, onto))
    assert {row.published for row in claims} == {row.published for row in claim_rows(tiny_graph, onto)}


def test_a_worker_with_another_program_is_refused(
    session: SparkSession, tmp_path: Path, onto: Ontology, articles: Path
) -> None:
    with (
        pytest.raises(EngineError, match="a worker has another version of kg"),
        kg.spark.open_session() as opened,
        open_corpus(tmp_path / "corpus", "another recipe") as corpus,
    ):
        kg.spark.update(opened, corpus, [articles / "one.txt"], onto, model="small", onerror=print)


def test_nothing_to_read_is_told(session: SparkSession, tmp_path: Path, onto: Ontology) -> None:
    with (
        pytest.raises(ArticleError, match="no article could be read"),
        open_corpus(tmp_path / "corpus", "recipe") as corpus,
    ):
        kg.spark.update(session, corpus, ["-", tmp_path], onto, model="small", onerror=print)


@pytest.mark.parametrize(
    ("given", "meant"),
    [("local", "local[1,4]"), ("local[2]", "local[2,4]"), ("local[*]", "local[*,4]"), ("local[2,1]", "local[2,1]"),
     ("spark://a:7077", "spark://a:7077"), ("yarn", "yarn"), ("", "")],
)  # fmt: skip
def test_one_machine_tries_again_as_clusters_do(given: str, meant: str) -> None:
    assert with_tries(given) == meant


@pytest.mark.parametrize("option", ["--master", "--parts"])
def test_options_of_spark_without_it_are_refused(option: str) -> None:
    result = CliRunner().invoke(main, ["build", "examples/walkout", option, "somewhere"])
    assert result.exit_code == 2
    assert f"{option} is an option of --engine spark" in result.stderr
