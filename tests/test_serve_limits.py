"""No query reaches beyond the server, none takes more than it may, and none keeps another waiting."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from kg.graph import KnowledgeGraph
from kg.query.limits import run_limited
from kg.rdf import write_rdf
from tests.served import FORM, Served, serving


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph.ttl"
    write_rdf(tiny_graph, path)
    return path


@pytest.fixture(scope="module")
def server(graph: Path) -> Iterator[Served]:
    with serving(graph, "--timeout", "2", "--memory", "256") as served:
        yield served


class Listener:
    """A port of this computer that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.visits = 0
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/data"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.socket.close()


# Nothing is fetched. U is the address of a listener, F a file with a secret.

REACHING = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }",
    "SELECT * { service silent<U>{ ?s ?p ?o } }",
    "SELECT * { SeRvIcE\n#comment\n<U> { ?s ?p ?o } }",
    "SELECT * { SERVICE <F> { ?s ?p ?o } }",
    "PREFIX x: <U> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "BASE <U> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <U> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { BIND(<U> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('U') AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <U> { ?s ?q ?r } } }",
    "SELECT * { { ?s ?p ?o } UNION { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { { SELECT * { SERVICE <U> { ?s ?p ?o } } } } } }",
    "SELECT * { GRAPH ?g { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <U> { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT (EXISTS { SERVICE <U> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * { ?s ?p ?o } ORDER BY EXISTS { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '}' . SERVICE <U> { ?s ?p ?o } }",
    'SELECT * { ?s ?p """\n# """ SERVICE <U> { ?s ?p ?o } }',
    "ASK { SERVICE <U> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <U> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <U> { ?s ?p ?o } }",
    r"SELECT * { SERV\U00000049CE <U> { ?s ?p ?o } }",
    r"SELECT * { \u005Cu0053ERVICE <U> { ?s ?p ?o } }",
    "SELECT * FROM <U> { ?s ?p ?o }",
    "SELECT * FROM NAMED <U> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <F> { ?s ?p ?o }",
    "SELECT * FROM NAMED <F> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX x: <U> SELECT * FROM x: { ?s ?p ?o }",
    "BASE <U> SELECT * FROM <> { ?s ?p ?o }",
    "LOAD <U>",
    "LOAD SILENT <F> INTO GRAPH <http://x.example/>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("number", range(len(REACHING)))
def test_no_query_reaches_another_server_or_a_file(
    server: Served, listener: Listener, tmp_path: Path, number: int
) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://x.example/s> <http://x.example/p> 'top secret' .")
    query = REACHING[number].replace("<U>", f"<{listener.address}>").replace("'U'", f"'{listener.address}'")
    reply = server.query(query.replace("<F>", f"<{secret.as_uri()}>"))
    assert reply.status == 400
    assert b"top secret" not in reply.body
    assert listener.visits == 0


@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_of_a_request_is_fetched(server: Served, listener: Listener, field: str) -> None:
    body = urlencode([("query", "SELECT * { ?s ?p ?o }"), (field, listener.address)])
    assert server.ask("POST", "/sparql", body, content_type=FORM).status == 400
    assert listener.visits == 0


HARMLESS = [
    "SELECT * { ?s rdfs:label 'SERVICE from FROM' }", "# SERVICE <U>\nASK {}", r"SELECT ('\u0041' AS ?a) {}",
    "ASK { ?service ?from <http://x/SERVICE> }",
]  # fmt: skip


@pytest.mark.parametrize("query", HARMLESS)
def test_words_that_only_look_like_a_request_are_let_through(server: Served, query: str) -> None:
    assert server.query(query).status == 200


# Nothing takes more than it may

HOSTILE = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "memory doubling": "SELECT (STRLEN(?z) AS ?n) { BIND('0123456789abcdef' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(40))
    + " BIND(?a40 AS ?z) }",
    "regular expression": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i), 'x'), '^(a+)+$')) }",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?b . ?c (!<a:b>|^!<a:b>)* ?d . ?e (!<a:b>|^!<a:b>)* ?f }",
    "sorting": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "grouping": "SELECT ?a ?d ?g (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d ?g",
    "a long answer": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "many triples": "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_and_others_are_answered_meanwhile(server: Served, name: str) -> None:
    done = threading.Event()

    def attack() -> int:
        status = server.query(HOSTILE[name]).status
        done.set()
        return status

    with ThreadPoolExecutor() as threads:
        attack_of = threads.submit(attack)
        answers = []
        while not done.is_set():
            fresh = f"ASK {{}} # {len(answers)}"  # an answer that is not held ready
            answers.append(server.query(fresh, accept="application/sparql-results+json").json()["boolean"])
        assert attack_of.result() in (400, 503)
    assert all(answers)
    assert server.query("ASK {}").status == 200


def test_many_hostile_queries_at_once_leave_the_server_alive(server: Served) -> None:
    with ThreadPoolExecutor(20) as threads:
        attacks = [threads.submit(server.query, query) for query in [*HOSTILE.values()] * 3]
        assert {a.result().status for a in attacks} <= {400, 503}
    assert server.query("ASK {}").status == 200


def test_what_is_not_killed_goes_on(server: Served) -> None:
    with ThreadPoolExecutor(16) as threads:
        replies = list(threads.map(lambda n: server.rows(f"SELECT ({n} AS ?n) {{}}"), range(200)))
    assert replies == [[[str(n)]] for n in range(200)]


# The same limits on the command line


def test_work_in_a_child_comes_back_or_is_stopped() -> None:
    from kg.errors import QueryError

    assert run_limited(sum, [1, 2, 3]) == 6
    with pytest.raises(QueryError, match=r"no answer within 0\.2 seconds"):
        run_limited(threading.Event().wait, seconds=0.2)
    with pytest.raises(QueryError, match="memory"):
        run_limited(bytearray, 2**32, megabytes=64)
    with pytest.raises(QueryError, match="asked for"):
        run_limited(fail)


def fail() -> None:
    from kg.errors import QueryError

    raise QueryError("asked for")
