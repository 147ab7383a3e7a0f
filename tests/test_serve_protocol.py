"""The SPARQL 1.1 Protocol (W3C, 2013), sections 2.1, 2.2 and 3.1, beyond what the suite of the W3C tests."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from tests.served import FORM, G, Reply, Served, serving_graphs

JSON, XML, TURTLE = "application/sparql-results+json", "application/sparql-results+xml", "text/turtle"
RDF_TYPES = {TURTLE, "application/rdf+xml", "application/n-triples", "application/ld+json", "text/plain"}
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FROM = "FROM <http://data.example/{}>".format
ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
NAMED = "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_graphs(tmp_path_factory.mktemp("served")) as served:
        yield served


def address(**fields: str) -> str:
    return "/sparql?" + urlencode(fields)


def numbers(reply: Reply) -> list[str]:
    assert reply.status == 200, reply.body
    return [row["o"]["value"] for row in reply.json()["results"]["bindings"]]


# Queries


@pytest.mark.parametrize("accept", [JSON, XML, "text/csv", "text/tab-separated-values"])
def test_select_comes_in_the_form_that_is_asked_for(server: Served, accept: str) -> None:
    reply = server.get(address(query="SELECT (1 AS ?one) {}"), accept=accept)
    assert (reply.status, reply.type) == (200, accept)
    assert b"1" in reply.body


@pytest.mark.parametrize("query", ["DESCRIBE <http://data.example/s>", "CONSTRUCT { <a:s> <a:p> 1 } {}"])
@pytest.mark.parametrize("accept", [TURTLE, "application/rdf+xml", "application/ld+json", "application/n-triples"])
def test_triples_come_in_the_form_that_is_asked_for(server: Served, query: str, accept: str) -> None:
    reply = server.get(address(query=query), accept=accept)
    assert (reply.status, reply.type) == (200, accept)


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT * {}", {JSON, XML}),
        ("ASK {}", {JSON, XML}),
        ("DESCRIBE <a:s>", RDF_TYPES),
        ("CONSTRUCT WHERE { ?s ?p ?o }", RDF_TYPES),
    ],
)
def test_without_a_wish_the_form_fits_the_query(server: Served, query: str, types: set[str]) -> None:
    assert server.get(address(query=query)).type in types


def test_the_first_of_several_wishes_that_can_be_met(server: Served) -> None:
    query = address(query="SELECT * {}")
    assert server.get(query, accept="text/html;q=0.9, application/sparql-results+xml;q=0.8, */*;q=0.1").type == XML
    assert server.get(query, accept="text/csv;q=0, */*").type == JSON
    assert server.get(query, accept="image/png").status == 406


# Data sets


def test_a_default_graph_by_get(server: Served) -> None:
    assert numbers(server.get(address(query=ALL, **{"default-graph-uri": G(1)}), accept=JSON)) == ["1"]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_several_default_graphs_are_merged(server: Served, how: str) -> None:
    graphs = [("default-graph-uri", G(1)), ("default-graph-uri", G(2))]
    assert numbers(sent(server, how, ALL, graphs)) == ["1", "2"]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_named_graphs(server: Served, how: str) -> None:
    graphs = [("named-graph-uri", G(1)), ("named-graph-uri", G(3))]
    assert numbers(sent(server, how, NAMED, graphs)) == ["1", "3"]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_default_and_named_graphs(server: Served, how: str) -> None:
    query = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?x } BIND(?x * 10 AS ?o) } } ORDER BY ?o"
    graphs = [("default-graph-uri", G(3)), ("named-graph-uri", G(1)), ("named-graph-uri", G(2))]
    assert numbers(sent(server, how, query, graphs)) == ["3", "10", "20"]


def test_graphs_of_the_request_win_over_those_of_the_query(server: Served) -> None:
    query = f"SELECT ?o {FROM(1)} {FROM('elsewhere')} {{ ?s ?p ?o }}"
    assert numbers(sent(server, "form", query, [("default-graph-uri", G(2))])) == ["2"]


def test_graphs_of_the_query(server: Served) -> None:
    query = f"SELECT ?o {FROM(1)} {FROM(3)} {{ ?s ?p ?o }} ORDER BY ?o"
    assert numbers(sent(server, "form", query)) == ["1", "3"]
    named = NAMED.replace("{", "FROM NAMED <http://data.example/2> {", 1)
    assert numbers(sent(server, "form", named)) == ["2"]


def sent(server: Served, how: str, query: str, graphs: list[tuple[str, str]] = []) -> Reply:  # noqa: B006
    if how == "get":
        return server.get("/sparql?" + urlencode([("query", query), *graphs]), accept=JSON)
    if how == "form":
        return server.ask("POST", "/sparql", urlencode([("query", query), *graphs]), content_type=FORM, accept=JSON)
    return server.ask("POST", "/sparql?" + urlencode(graphs), query, content_type=QUERY, accept=JSON)


# Requests that are none


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(server: Served, method: str) -> None:
    assert server.ask(method, address(query="ASK {}")).status == 405


@pytest.mark.parametrize(
    ("method", "path", "body", "kind"),
    [
        ("POST", "/sparql", urlencode([("query", "ASK {}"), ("query", "SELECT * {}")]), FORM),
        ("POST", "/sparql?query=ASK%20%7B%7D", "ASK {}", QUERY),
        ("POST", "/sparql", urlencode({"other": "ASK {}"}), FORM),
        ("POST", "/sparql", "", QUERY),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), QUERY),
        ("POST", "/sparql", b"query=%FF%FE", FORM),
        ("GET", "/sparql?query=", None, ""),
        ("GET", "/sparql?query=SELECT%20nonsense", None, ""),
        ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=http://data.example/none", None, ""),
        ("GET", "/sparql?query=ASK%20%7B%7D&named-graph-uri=not%20an%20IRI", None, ""),
    ],
)
def test_bad_requests_are_refused(server: Served, method: str, path: str, body: str | bytes | None, kind: str) -> None:
    reply = server.ask(method, path, body, **({"content_type": kind} if kind else {}))
    assert 400 <= reply.status < 500, reply
    assert reply.type == "text/plain"
    assert reply.body


# Updates: none is taken, in whatever form


UPDATES = [
    f"INSERT DATA {{ GRAPH <{G(1)}> {{ <a:s> <a:p> 9 }} }}",
    "INSERT DATA { <a:s> <a:p> 9 }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    f"LOAD <{G(1)}>",
    f"COPY <{G(1)}> TO <{G(9)}>",
]  # fmt: skip


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("how", ["form", "direct", "query"])
def test_updates_are_refused(server: Served, update: str, how: str) -> None:
    if how == "direct":
        reply = server.ask("POST", "/sparql", update, content_type=UPDATE)
    else:
        field = "update" if how == "form" else "query"
        reply = server.ask("POST", "/sparql", urlencode({field: update}), content_type=FORM)
    assert 400 <= reply.status < 500
    assert numbers(sent(server, "get", NAMED)) == ["1", "2", "3"]
