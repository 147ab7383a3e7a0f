"""Questions to a graph: SPARQL, by name, from a file; the answer as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.ontology import DATA, VOCABULARY, default_folder
from kg.query import Table, ask, find_query, load_store, question_files, shorten, to_csv, to_json, to_text
from kg.rdf import write_rdf

QUESTIONS = sorted((default_folder() / "queries").glob("*.rq"))
HOSTILE = Table(("name", "note"), (("=1+1", 'a "b", c'), ("line\nbreak", "\x1b[31mred")))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Path:
    """The tiny graph as a file."""
    file = tmp_path_factory.mktemp("graph") / "graph.ttl"
    write_rdf(tiny_graph, file)
    return file


@pytest.fixture(scope="module")
def store(path: Path) -> ox.Store:
    return load_store(path)


# Asking


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?who { ?e a kg:Walkout ; kg:organizedBy/rdfs:label ?who }", [("Dock Union",)]),
        ("SELECT ?e { ?e a/rdfs:subClassOf* kg:Protest }", [("id:norvik-works-walkout-8-march-2024",)]),
        ("SELECT ?min { ?e kg:headCount/kg:min ?min } ORDER BY ?min", [("120",), ("270",)]),
        ("SELECT ?a ?b { BIND(1 AS ?a) }", [("1", "")]),
        ("ASK { id:norvik-works a kg:Company }", [("yes",)]),
        ("ASK { id:norvik-works a kg:Person }", [("no",)]),
        ("CONSTRUCT { ?s a kg:Company } { ?s a kg:Company ; rdfs:label 'Norvik Works' }",
         [("id:norvik-works", "rdf:type", "kg:Company")]),
        ("PREFIX x: <http://x.example/> SELECT ?s { ?s x:none ?o }", []),
    ],
)  # fmt: skip
def test_the_prefixes_need_not_be_written(store: ox.Store, query: str, rows: list[tuple[str, ...]]) -> None:
    assert list(ask(store, query).rows) == rows


def test_the_vocabulary_is_part_of_what_is_asked(store: ox.Store, path: Path) -> None:
    assert ask(store, "SELECT ?l { kg:Walkout rdfs:label ?l }").rows == (("walkout",),)
    assert ask(load_store(path, vocabulary=False), "SELECT ?l { kg:Walkout rdfs:label ?l }").rows == ()


def test_background_facts_come_with_the_things_that_they_touch(store: ox.Store, tmp_path: Path) -> None:
    within = "SELECT ?place { id:seattle kg:within+ ?place } ORDER BY ?place"
    assert ask(store, within).rows == ()
    (tmp_path / "seattle.ttl").write_text(f"<{DATA}seattle> a <{VOCABULARY}Place> .")
    assert ask(load_store(tmp_path / "seattle.ttl"), within).rows == (("id:united-states",), ("id:washington-state",))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "SELECT ?x { ?x a x:y }",
        "DROP ALL",
        "LOAD <http://x.example/>",
        "SELECT (<http://x.example/f>(1) AS ?x) {}",
        "INSERT DATA { id:a a kg:Person }",
        "SELECT ?x { ?x a kg:A } }",
    ],
)
def test_what_is_no_question_is_refused(store: ox.Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"^bad query: "):
        ask(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { ?s rdfs:label '#' . SERVICE <http://x.example/> { ?s ?p ?o } }",
    ],
)
def test_no_other_server_is_asked(store: ox.Store, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        ask(store, query)


@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s rdfs:label 'SERVICE' }", "# SERVICE\nASK {}", 'ASK { ?s <http://x/SERVICE> """SERVICE""" }'],
)
def test_the_word_service_in_a_string_is_no_request(store: ox.Store, query: str) -> None:
    ask(store, query)


# Questions by name


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda p: p.stem)
def test_every_question_of_the_ontology_can_be_asked(store: ox.Store, file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# ")
    ask(store, find_query(file.stem))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("organisers", ("Dock Union", "2")),
        ("figures", ("About 300", "270", "330", "Dock Union", "Daily Tide", "actual", "normal")),
        ("targets", ("targeted at", "Norvik Works", "2")),
        ("why", ("topic", "new shift plan", "topic", "2")),
        ("when_where", ("first day", "2024-03-08", "")),
        ("conflicts", ("120 people", "Norvik Works", "About 300", "Dock Union")),
        ("plans_denials", ("Norvik Works", "true")),
        ("timeline", ("2024-03-08", "2024-03-08", "id:norvik-works-walkout-8-march-2024", "occurred")),
        ("protests", ("Norvik Works walkout, 8 March 2024", "2024-03-08")),
        ("best_figure", ("head count", "120 people", "120", "120")),
        ("evidence", ("organized by", "Dock Union", "2024-03-09")),
        ("sources", ("Hundreds leave Norvik Works", "Daily Tide")),
    ],
)
def test_answers_of_the_tiny_graph(store: ox.Store, name: str, row: tuple[str, ...]) -> None:
    """One of the rows holds all these cells."""
    assert any(set(row) <= set(found) for found in ask(store, find_query(name)).rows)


def test_a_question_has_a_long_and_a_short_name() -> None:
    named = question_files()
    assert named["organisers"] == named["cq1_organisers"]
    assert {p.stem for p in QUESTIONS} <= set(named)


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"^organizers: no such question; there are .*organisers"):
        find_query("organizers")


def test_a_question_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK {}")
    assert find_query(str(tmp_path / "q.rq")) == "ASK {}"
    with pytest.raises(QueryError, match=r"none\.rq: cannot be read"):
        find_query(str(tmp_path / "none.rq"))


def test_sparql_is_taken_as_it_is() -> None:
    assert find_query("ASK { ?s ?p ?o }") == "ASK { ?s ?p ?o }"


# Graphs that cannot be asked


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, "no such file"),
        ("graph.pdf", "", r"unknown suffix '\.pdf'; known are \.jsonld, .*\.xml"),
        ("graph.ttl", "this is no Turtle", "Parser error|error"),
        ("graph.nt", "<a> <b> <c> .", "No scheme|error|IRI"),
    ],
)
def test_a_graph_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(QueryError, match=rf"{re.escape(name)}: .*(?:{message})"):
        load_store(tmp_path / name)


@pytest.mark.parametrize("suffix", [".nt", ".rdf", ".jsonld", ".nq", ".trig"])
def test_every_syntax_can_be_asked(tmp_path: Path, tiny_graph: KnowledgeGraph, suffix: str) -> None:
    write_rdf(tiny_graph, tmp_path / f"graph{suffix}")
    assert ask(load_store(tmp_path / f"graph{suffix}"), "ASK { id:norvik-works a kg:Company }").rows == (("yes",),)


# The answer on paper


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, ""),
        (ox.NamedNode(DATA + "amazon"), "id:amazon"),
        (ox.NamedNode("https://w3id.org/newsgraph/ontology#Walkout"), "kg:Walkout"),
        (ox.NamedNode("http://x.example/y"), "http://x.example/y"),
        (ox.Literal("id:amazon"), "id:amazon"),
        (ox.Literal(5), "5"),
    ],
)
def test_terms_for_people(term: object, text: str) -> None:
    assert shorten(term) == text


def test_as_json() -> None:
    assert json.loads(to_json(HOSTILE)) == [
        {"name": "=1+1", "note": 'a "b", c'},
        {"name": "line\nbreak", "note": "\x1b[31mred"},
    ]


def test_as_csv_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(HOSTILE), newline="")))
    assert rows == [["name", "note"], ["'=1+1", 'a "b", c'], ["line\nbreak", "\x1b[31mred"]]
    assert to_csv(HOSTILE).count("\r\n") == 3


def test_as_text_columns_are_aligned_and_nothing_steers_the_terminal() -> None:
    assert to_text(HOSTILE).splitlines() == [
        "name        note",
        "----------  --------",
        '=1+1        a "b", c',
        "line break  �[31mred",
    ]


def test_as_text_long_cells_are_cut_on_demand() -> None:
    assert to_text(Table(("a",), (("0123456789",),)), 5).splitlines()[2] == "0123…"


def test_no_rows() -> None:
    empty = Table(("a", "b"), ())
    assert (to_text(empty), to_csv(empty), to_json(empty)) == ("a  b\n-  -", "a,b\r\n", "[]")
