"""Questions narrowed by parameters, answered by two engines, in the forms of the W3C, within a time."""

from __future__ import annotations

import io
import json
import re
import time
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.ontology import XSD
from kg.query import ENGINES, FORMS, evaluate, load_store, prefixes_of
from kg.query.limits import run_limited
from kg.query.questions import Parameter, Question, fill, find_question, find_things, questions
from kg.rdf import write_rdf

WALKOUT = "norvik-works-walkout-8-march-2024"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own use of its old classes


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> ox.Store:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    write_rdf(tiny_graph, path)
    return load_store(path)


# Parameters


def figures(store: ox.Store, **values: str) -> set[str]:
    """The figures that a question with parameters gives."""
    question = find_question("figures")
    answer = evaluate(store, fill(question, values, store))
    return {row[answer.columns.index("figure")].value for row in answer.rows}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "event", [WALKOUT, f"id:{WALKOUT}", "walkout", "protest", "Norvik Works walkout, 8 March 2024", "8 march"]
)
def test_a_thing_is_meant_by_id_name_class_or_words(store: ox.Store, event: str) -> None:
    assert find_things(store, event) == [ox.NamedNode(prefixes_of(store)["id"] + WALKOUT)]
    assert figures(store, event=event) == {"120 people", "About 300", "at least 200 people"}


def test_another_thing_gives_other_rows(store: ox.Store) -> None:
    assert figures(store, event="dismissal") == set()
    assert figures(store) == {"120 people", "About 300", "at least 200 people"}


def test_a_thing_that_is_not_there_is_named_with_some_that_are(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=rf"^strike: no thing of the graph .* for example, .*id:{WALKOUT}"):
        fill(find_question("figures"), {"event": "strike"}, store)


def test_a_parameter_that_is_none_is_named_with_those_there_are(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"^figures has no parameter --who; it has --event"):
        fill(find_question("figures"), {"who": "x"}, store)


def test_a_day_is_a_day(store: ox.Store) -> None:
    question = Question("q", "", "SELECT ?d WHERE { }", (Parameter("since", "d", True, ""),))
    answer = evaluate(store, fill(question, {"since": "2024-03-08"}, store))
    assert answer.rows == ((ox.Literal("2024-03-08", datatype=ox.NamedNode(XSD + "date")),),)
    with pytest.raises(QueryError, match=r"^yesterday: no day; write it as 2023-05-31"):
        fill(question, {"since": "yesterday"}, store)


@pytest.mark.parametrize("text", ["' } UNION { ?s ?p ?o", '"', "\\", "\n", "{}", "?x", ""])
def test_no_value_becomes_part_of_the_query(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="no thing of the graph has this id, name or class"):
        fill(find_question("figures"), {"event": text}, store)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_every_question_has_a_title_and_tells_its_parameters(question: Question) -> None:
    assert "?" in question.title or question.title.endswith(".")
    body = question.text.partition("WHERE")[2]
    assert all(p.help and re.search(rf"\?{p.variable}\b", body) for p in question.parameters)


# Engines


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_both_engines_give_the_same_rows_in_the_same_order(store: ox.Store, question: Question) -> None:
    one, other = (evaluate(store, question.text, engine) for engine in ENGINES)
    assert one == other


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
        "SELECT * FROM <http://x.example/> { ?s ?p ?o }",
        "ASK FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } FROM <http://x.example/> WHERE { ?s ?p ?o }",
        "LOAD <http://x.example/>",
        "SELECT * {" + "{" * 300 + "}" * 300 + "}",
        "ASK {} #" + "x" * 200_000,
    ],
)
def test_no_engine_leaves_the_graph(store: ox.Store, engine: str, query: str) -> None:
    with pytest.raises(QueryError):
        evaluate(store, query, engine)


# Forms

PEOPLE = "SELECT ?name ?n { BIND('=a \"b\" <&> \\t東' AS ?name) BIND(5 AS ?n) }"
TRIPLES = "CONSTRUCT { ?s rdfs:label ?o } { ?s a kg:Company ; rdfs:label ?o }"


def formed(store: ox.Store, query: str, form: str) -> str:
    return FORMS[form](evaluate(store, query), prefixes_of(store))


def test_sparql_json(store: ox.Store) -> None:
    read = json.loads(formed(store, PEOPLE, "srj"))
    assert read["head"]["vars"] == ["name", "n"]
    (row,) = read["results"]["bindings"]
    assert row["name"] == {"type": "literal", "value": '=a "b" <&> \t東'}
    assert row["n"]["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"
    assert json.loads(formed(store, "ASK {}", "srj"))["boolean"] is True


@pytest.mark.parametrize(("form", "reader"), [("srj", "json"), ("xml", "xml"), ("tsv", "tsv")])
def test_other_tools_read_the_rows(store: ox.Store, form: str, reader: str) -> None:
    result = rdflib.query.Result.parse(io.BytesIO(formed(store, PEOPLE, form).encode()), format=reader)
    assert [[str(cell) for cell in row] for row in result] == [['=a "b" <&> \t東', "5"]]  # type: ignore[union-attr]


def test_sparql_xml_is_xml(store: ox.Store) -> None:
    root = ElementTree.fromstring(formed(store, PEOPLE, "xml"))  # noqa: S314 (our own)
    assert [e.text for e in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ['=a "b" <&> \t東', "5"]


@pytest.mark.parametrize(("form", "reader"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_what_construct_makes_is_rdf(store: ox.Store, form: str, reader: str) -> None:
    read = rdflib.Graph().parse(data=formed(store, TRIPLES, form), format=reader)
    assert "Norvik Works" in {str(o) for o in read.objects(None, rdflib.RDFS.label)}


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
def test_rows_are_no_rdf(store: ox.Store, form: str) -> None:
    with pytest.raises(QueryError):
        formed(store, PEOPLE, form)


# Limits


def fail(message: str) -> None:
    raise QueryError(message)


def test_work_in_a_child_gives_its_result_or_its_error() -> None:
    assert run_limited(sorted, [2, 1]) == [1, 2]
    with pytest.raises(QueryError, match=r"^no$"):
        run_limited(fail, "no")


def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(QueryError, match=r"no answer within 0\.1 seconds; --timeout sets another limit"):
        run_limited(time.sleep, 60, seconds=0.1)


def test_work_that_takes_too_much_is_stopped(tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("no limit on memory here")
    with pytest.raises(QueryError, match="needs more memory than it may take"):
        run_limited(bytes, 500 * 2**20, megabytes=50)
