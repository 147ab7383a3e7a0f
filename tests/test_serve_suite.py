"""The tests of the W3C for the SPARQL 1.1 Protocol, one by one and by their names: requests and data are our own.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/: 20 of queries, which are passed, and 14 of updates,
which a server that only reads refuses without a change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from tests.served import FORM, G, Reply, Served, serving_graphs

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
ROWS = {JSON, XML, "text/csv", "text/tab-separated-values"}
TRUTH = {JSON, XML}
TRIPLES = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}
HOLDS_1_AND_2 = "ASK { ?s ?p 1 . ?s ?p 2 . FILTER NOT EXISTS { ?s ?p 3 } }"
NAMES_1_AND_2 = "ASK { GRAPH ?a { ?s ?p 1 } GRAPH ?b { ?s ?p 2 } FILTER NOT EXISTS { GRAPH ?c { ?s ?p 3 } } }"
DEFAULT_1_AND_2 = [("default-graph-uri", G(1)), ("default-graph-uri", G(2))]
NAMED_1_AND_2 = [("named-graph-uri", G(1)), ("named-graph-uri", G(2))]
USING_1_AND_2 = [("using-graph-uri", G(1)), ("using-graph-uri", G(2))]
USING_NAMED_1_AND_2 = [("using-named-graph-uri", G(1)), ("using-named-graph-uri", G(2))]
INSERT = f"INSERT {{ GRAPH <{G(9)}> {{ ?s ?p 9 }} }} WHERE "

Fields = list[tuple[str, str]]


class Request(NamedTuple):
    """A request: its method, what stands in its address, its body and the media type of that."""

    method: str
    fields: Fields
    body: str | bytes | None = None
    kind: str = ""

    def sent(self, server: Served, accept: str = "") -> Reply:
        """The answer of a server."""
        headers = {k: v for k, v in (("content_type", self.kind), ("accept", accept)) if v}
        return server.ask(self.method, "/sparql?" + urlencode(self.fields), self.body, **headers)


def get(query: str, graphs: Fields = []) -> Request:  # noqa: B006 (read only)
    return Request("GET", [("query", query), *graphs])


def form(*fields: tuple[str, str], graphs: Fields = []) -> Request:  # noqa: B006
    return Request("POST", graphs, urlencode(fields), FORM)


def direct(text: str | bytes, graphs: Fields = [], kind: str = QUERY) -> Request:  # noqa: B006
    return Request("POST", graphs, text, kind)


def update(text: str, graphs: Fields = []) -> Request:  # noqa: B006
    return direct(text, graphs, UPDATE)


# What each of these asks holds only where the data set is as the request tells
ANSWERED = {
    "query_post_form": form(("query", "ASK {}")),
    "query_dataset_default_graphs_get": get(HOLDS_1_AND_2, DEFAULT_1_AND_2),
    "query_dataset_default_graphs_post": direct(HOLDS_1_AND_2, DEFAULT_1_AND_2),
    "query_dataset_named_graphs_post": direct(NAMES_1_AND_2, NAMED_1_AND_2),
    "query_dataset_named_graphs_get": get(NAMES_1_AND_2, NAMED_1_AND_2),
    "query_dataset_full": direct(
        "ASK { ?s ?p 3 GRAPH ?a { ?s ?p 1 } GRAPH ?b { ?s ?p 2 } FILTER NOT EXISTS { ?s ?p 1 } }",
        [("default-graph-uri", G(3)), *NAMED_1_AND_2],
    ),
    "query_multiple_dataset": direct(
        f"ASK FROM <{G(1)}> {{ ?s ?p 2 FILTER NOT EXISTS {{ ?s ?p 1 }} }}", [("default-graph-uri", G(2))]
    ),
    "query_get": get("ASK {}"),
    "query_post_direct": direct("ASK {}"),
}
TYPED = {
    "query_content_type_select": (get("SELECT (1 AS ?n) {}"), ROWS),
    "query_content_type_ask": (get("ASK {}"), TRUTH),
    "query_content_type_describe": (get(f"DESCRIBE <{G('s')}>"), TRIPLES),
    "query_content_type_construct": (get("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"), TRIPLES),
}
REFUSED = {
    "bad_query_method": get("ASK {}")._replace(method="PUT"),
    "bad_multiple_queries": get("ASK {}", [("query", "SELECT * {}")]),
    "bad_query_wrong_media_type": form(("query", "ASK {}"))._replace(kind="text/plain"),
    "bad_query_missing_form_type": form(("query", "ASK {}"))._replace(kind=""),
    "bad_query_missing_direct_type": direct("ASK {}")._replace(kind=""),
    "bad_query_non_utf8": direct("ASK {}".encode("utf-16"), kind=f"{QUERY}; charset=UTF-16"),
    "bad_query_syntax": get("ASK {"),
}
UPDATES = {
    "update_dataset_default_graph": update(INSERT + "{ ?s ?p 1 }", [("using-graph-uri", G(1))]),
    "update_dataset_default_graphs": update(INSERT + "{ ?s ?p 1 }", USING_1_AND_2),
    "update_dataset_named_graphs": update(INSERT + "{ GRAPH ?g { ?s ?p 1 } }", USING_NAMED_1_AND_2),
    "update_dataset_full": update(
        INSERT + "{ ?s ?p 3 GRAPH ?g { ?s ?p 1 } }", [("using-graph-uri", G(3)), *USING_NAMED_1_AND_2]
    ),
    "update_post_form": form(("update", f"INSERT DATA {{ GRAPH <{G(9)}> {{ <{G('s')}> <{G('p')}> 9 }} }}")),
    "update_post_direct": update(f"INSERT DATA {{ GRAPH <{G(9)}> {{ <{G('s')}> <{G('p')}> 9 }} }}"),
    "update_base_uri": update(f"BASE <{G('')}> CLEAR GRAPH <1> ; INSERT DATA {{ GRAPH <1> {{ <s> <p> 9 }} }}"),
    "bad_update_get": Request("GET", [("update", "CLEAR ALL")]),
    "bad_multiple_updates": form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")),
    "bad_update_wrong_media_type": update("CLEAR NAMED")._replace(kind="text/plain"),
    "bad_update_missing_form_type": form(("update", "CLEAR NAMED"))._replace(kind=""),
    "bad_update_non_utf8": direct("CLEAR NAMED".encode("utf-16"), kind=f"{UPDATE}; charset=UTF-16"),
    "bad_update_syntax": update("CLEAR XYZ"),
    "bad_update_dataset_conflict": update(
        f"{INSERT.replace('WHERE', f'USING <{G(1)}> WHERE')}{{ ?s ?p 1 }}", USING_NAMED_1_AND_2
    ),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_graphs(tmp_path_factory.mktemp("served")) as served:
        yield served


def test_the_suite_is_whole() -> None:
    assert len(ANSWERED | TYPED | REFUSED) == 20
    assert len(UPDATES) == 14


@pytest.mark.parametrize("name", ANSWERED)
def test_query(server: Served, name: str) -> None:
    reply = ANSWERED[name].sent(server, JSON)
    assert (reply.status, reply.type) == (200, JSON)
    assert reply.json()["boolean"] is True


@pytest.mark.parametrize("name", [name for name in ANSWERED if "dataset" in name])
def test_what_a_query_of_a_data_set_asks_is_else_false(server: Served, name: str) -> None:
    request = ANSWERED[name]
    plain = request._replace(fields=[f for f in request.fields if f[0] == "query"])
    assert plain.sent(server, JSON).json()["boolean"] is False


@pytest.mark.parametrize("name", TYPED)
def test_content_type(server: Served, name: str) -> None:
    request, types = TYPED[name]
    for accept in ("", *sorted(types)):
        reply = request.sent(server, accept)
        assert (reply.status, reply.type in ({accept} if accept else types)) == (200, True)


@pytest.mark.parametrize("name", REFUSED)
def test_bad_query(server: Served, name: str) -> None:
    reply = REFUSED[name].sent(server)
    assert 400 <= reply.status < 500
    assert reply.type == "text/plain"


@pytest.mark.parametrize("name", UPDATES)
def test_update_is_refused(server: Served, name: str) -> None:
    assert 400 <= UPDATES[name].sent(server).status < 500
    left = f"SELECT ?o ?g {{ {{ <{G('s')}> ?p ?o }} UNION {{ GRAPH ?g {{ <{G('s')}> ?p ?o }} }} }} ORDER BY ?o"
    assert server.rows(left) == [[str(n), G(n)] for n in (1, 2, 3)]
