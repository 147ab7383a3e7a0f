"""Two engines, one behaviour; the forms in which an answer is handed on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.ontology import default_folder
from kg.query import ENGINES, FORMS, Answer, evaluate, load_store, prefixes_of, to_csv, to_table
from kg.query.gate import check_query
from kg.rdf import write_rdf

EXAMPLE = default_folder() / "example.ttl"
QUERIES = [
    "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isIRI(?s)) }",
    "SELECT * { ?c a kg:Claim ; kg:confidence ?x FILTER(?x > 0.5) }",
    "SELECT (COUNT(*) AS ?n) (SUM(?m) AS ?s) (MIN(?m) AS ?a) (MAX(?m) AS ?z) { ?q kg:min ?m }",
    "SELECT ?m (COUNT(?c) AS ?n) { ?c kg:modality ?m } GROUP BY ?m HAVING(COUNT(?c) > 1)",
    "SELECT DISTINCT ?e { ?e a/rdfs:subClassOf* kg:Event . FILTER NOT EXISTS { ?e kg:startDate ?d } }",
    "SELECT ?a ?b { ?a kg:contradicts ?b FILTER(STR(?a) < STR(?b)) }",
    "SELECT ?x { { ?x a kg:Person } UNION { ?x a kg:Place } MINUS { ?x rdfs:label 'Larnvik' } }",
    "SELECT ?l (STRLEN(?t) AS ?n) (UCASE(?l) AS ?u) { ?s a kg:Sentence ; kg:text ?t . BIND(SUBSTR(?t, 1, 5) AS ?l) }",
    "SELECT ?l { ?e rdfs:label ?l FILTER(REGEX(?l, '^norvik', 'i') && LANG(?l) = '') }",
    "SELECT ?d { ?e kg:startDate ?d FILTER(?d >= '2024-02-01'^^xsd:date) } ORDER BY DESC(?d)",
    "SELECT ?e (GROUP_CONCAT(?l; separator='|') AS ?ls) { ?e a kg:Company ; rdfs:label ?l } GROUP BY ?e",
    "SELECT ?p { kg:organizedBy rdfs:subPropertyOf+ ?p }",
    "SELECT ?x (COALESCE(?y, 'none') AS ?z) { ?x a kg:Event OPTIONAL { ?x kg:place ?y } } ORDER BY ?x",
    "SELECT ?x { VALUES ?x { id:norvik-works id:nobody } ?x a ?c }",
    "SELECT ?x { { SELECT ?x { ?x a kg:Quantity } ORDER BY ?x LIMIT 2 } }",
    "ASK { id:norvik-works a kg:Company }",
    "ASK { id:norvik-works a kg:Person }",
    "CONSTRUCT { ?e kg:topic ?t } WHERE { ?e kg:topic ?t }",
    "DESCRIBE id:larnvik",
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_store(EXAMPLE)


@pytest.mark.parametrize("query", QUERIES)
def test_both_engines_answer_alike(store: ox.Store, query: str) -> None:
    assert evaluate(store, query, "oxigraph") == evaluate(store, query, "rdflib")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "query", ["SELECT", "DROP ALL", "SELECT * { ?s x:y ?o }", "ASK { SERVICE <http://x.example/> {} }"]
)
def test_both_engines_refuse_alike(store: ox.Store, query: str, engine: str) -> None:
    with pytest.raises(QueryError):
        evaluate(store, query, engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_graphs_are_named_by_their_articles(tmp_path: Path, tiny_graph: KnowledgeGraph, engine: str) -> None:
    write_rdf(tiny_graph, tmp_path / "graph.trig")
    named = load_store(tmp_path / "graph.trig")
    graphs = evaluate(named, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", engine)
    assert len(graphs.rows) == 2
    held = next(str(r[0]) for r in graphs.rows if "held" in str(r[0]))
    files = "SELECT ?f FROM GRAPH { ?a kg:fileName ?f }".replace("GRAPH", held)
    assert [r[0].value for r in evaluate(named, files, engine).rows] == ["held.txt"]  # type: ignore[union-attr]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_graph_that_is_not_there_is_named(tmp_path: Path, tiny_graph: KnowledgeGraph, engine: str) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://x.example/s> <http://x.example/p> 'top secret' .")
    write_rdf(tiny_graph, tmp_path / "graph.ttl")
    query = "SELECT * FROM <FILE> { ?s ?p ?o }".replace("FILE", secret.as_uri())
    with pytest.raises(QueryError, match="no such graph is loaded, and none is fetched"):
        evaluate(load_store(tmp_path / "graph.ttl"), query, engine)


def test_a_namespace_of_ones_own_is_known_by_its_prefix(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    write_rdf(tiny_graph, tmp_path / "graph.nt", base="https://me.example/news/")
    store = load_store(tmp_path / "graph.nt")
    assert prefixes_of(store)["id"] == "https://me.example/news/"
    query = "SELECT ?x { id:norvik-works a ?c ; rdfs:label ?l . BIND(id:norvik-works AS ?x) }"
    table = to_table(evaluate(store, query), prefixes_of(store))
    assert table.rows == (("id:norvik-works",),)


# Forms

HOSTILE = ["=1+1", "<b>\"&'</b>", "tab\tnew\nline\r", "a\\b", "\x1b[31m", "ünï😀 ", "", " "]


@pytest.fixture(scope="module")
def hostile() -> Answer:
    """An answer whose cells are hard to write down."""
    rows = [
        (ox.Literal(t), ox.Literal(t, language="en"), ox.NamedNode("http://x.example/?a=1&b=2"), None) for t in HOSTILE
    ]
    return Answer("select", ("text", "tagged", "iri", "none"), tuple(rows))


def test_the_forms_of_the_w3c_are_read_back_whole_by_two_readers(hostile: Answer) -> None:
    for name, form, theirs in (("srj", ox.QueryResultsFormat.JSON, "json"), ("xml", ox.QueryResultsFormat.XML, "xml")):
        text = FORMS[name](hostile, {})
        one = ox.parse_query_results(text, form)
        assert isinstance(one, ox.QuerySolutions)
        assert len(list(one)) == len(HOSTILE)
        other = rdflib.query.Result.parse(io.BytesIO(text.encode()), format=theirs)
        written = [t.replace("\x1b", "\x1b" if name == "srj" else "\ufffd") for t in HOSTILE]
        assert [str(row[0]) for row in other] == written  # type: ignore[index]


def test_tab_separated_values_have_a_line_a_row_and_terms_as_in_turtle(hostile: Answer) -> None:
    header, *lines = FORMS["tsv"](hostile, {}).split("\n")
    assert header == "?text\t?tagged\t?iri\t?none"
    assert [line.split("\t")[0] for line in lines if line] == [str(r[0]).replace("\t", "\\t") for r in hostile.rows]
    assert all(line.count("\t") == 3 for line in lines if line)


def test_ask_in_the_forms_of_the_w3c(store: ox.Store) -> None:
    answer = evaluate(store, "ASK {}")
    assert json.loads(FORMS["srj"](answer, {}))["boolean"] is True
    assert bool(ox.parse_query_results(FORMS["xml"](answer, {}), ox.QueryResultsFormat.XML))


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
def test_triples_come_as_rdf_and_rows_do_not(store: ox.Store, form: str) -> None:
    answer = evaluate(store, "CONSTRUCT WHERE { ?s kg:organizedBy ?o }")
    formats = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
    graph = rdflib.Graph().parse(data=FORMS[form](answer, prefixes_of(store)), format=formats[form])
    assert len(graph) == len(answer.rows) == 1
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE give triples"):
        FORMS[form](evaluate(store, "SELECT * {}"), {})


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_survives_as_json_and_csv(texts: list[str]) -> None:
    clean = [t.encode("utf-8", "replace").decode() for t in texts]
    answer = Answer("select", ("text",), tuple((ox.Literal(t),) for t in clean))
    found = json.loads(FORMS["srj"](answer, {}))
    assert [row["text"]["value"] for row in found["results"]["bindings"]] == clean
    rows = list(csv.reader(io.StringIO(to_csv(to_table(answer)), newline="")))[1:]
    assert [(row or [""])[0].removeprefix("'") for row in rows] == [t.removeprefix("'") for t in clean]


# The gate


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://x/> {} }", "SERVICE"),
        (r"SELECT * { \u0053ERVICE <http://x/> {} }", "SERVICE"),
        ("SELECT * FROM <http://x/> {}", "no such graph"),
        ("SELECT * FROM NAMED <http://x/> {}", "no such graph"),
        ("PREFIX x: <http://x/> ASK FROM x:y {}", "no such graph"),
        ("ASK {" + " " * 100_000 + "}", "characters"),
        ("ASK " + "{" * 300 + "}" * 300, "brackets"),
        ("SELECT * { ?s ?p 'from' . " + "(" * 150 + ")" * 150 + "}", "bad query"),
    ],
)
def test_the_gate_is_closed(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_query(query)


@pytest.mark.parametrize(
    "query", ["ASK FROM <http://g/> {}", "ASK FROM NAMED <http://g/> {}", "ASK { ?s ?p 'from service' }"]
)
def test_the_gate_is_open(query: str) -> None:
    check_query(query, {"http://g/"})
    check_query(query, None)
