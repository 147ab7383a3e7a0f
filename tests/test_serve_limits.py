"""No query reaches beyond the server, none takes more than it may, and none keeps another waiting."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from kg.graph import KnowledgeGraph
from kg.query.limits import run_limited
from kg.rdf import write_rdf
from tests.served import Served, serving

JSON = "application/sparql-results+json"


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
    """A port of this computer, under both of its loopback addresses, that tells who came."""

    def __init__(self) -> None:
        self.sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self.sockets[0].getsockname()[1]
        if socket.has_ipv6:
            with suppress(OSError):  # no such address here, or the same port of it is taken
                self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        self.address = f"http://127.0.0.1:{self.port}/data"

    def visits(self) -> int:
        """How many have come since the last call: the system takes connections for us before we ask."""
        count = 0
        for one in self.sockets:
            one.setblocking(False)
            with suppress(BlockingIOError):
                while True:
                    one.accept()[0].close()
                    count += 1
        return count

    def close(self) -> None:
        """Gives the port back."""
        for one in self.sockets:
            one.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def test_a_listener_tells_who_came(listener: Listener) -> None:
    for one in listener.sockets:
        with socket.create_connection(one.getsockname()[:2]):
            assert listener.visits() == 1
    assert listener.visits() == 0


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
    assert listener.visits() == 0


# Ways to write the address of the listener, or of a file with a secret.
PLACES = [
    "http://127.0.0.1:{port}/data", "HTTP://127.0.0.1:{port}/data", "https://127.0.0.1:{port}/",
    "http://localhost:{port}/", "http://localhost.:{port}/", "http://LOCALHOST:{port}/data.ttl",
    "http://user:word@127.0.0.1:{port}/", "http://127.0.0.1:{port}/?a#b", "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/",
    "http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/", "http://127.1:{port}/", "http://127.0.1:{port}/", "http://0:{port}/",
    "http://0.0.0.0:{port}/", "http://%31%32%37.0.0.1:{port}/", "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/", "ftp://127.0.0.1:{port}/x", "gopher://127.0.0.1:{port}/_x",
    "ldap://127.0.0.1:{port}/x", "dict://127.0.0.1:{port}/x", "jar:http://127.0.0.1:{port}/x.jar!/x.ttl",
    "netdoc://{path}", "file://{path}", "FILE://{path}", "file://localhost{path}", "file:{path}",
    "data:text/turtle,%3Ca:s%3E%20%3Ca:p%3E%20%27top%20secret%27",
]  # fmt: skip
# Ways to ask for it
CLAUSES = [
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }",
    "SELECT * FROM <U> { ?s ?p ?o }",
    "SELECT * FROM NAMED <U> { GRAPH ?g { ?s ?p ?o } }",
    "BASE <U> CONSTRUCT { ?s ?p ?o } FROM <> WHERE { ?s ?p ?o }",
    "LOAD <U> INTO GRAPH <a:g>",
    "INSERT { GRAPH <a:g> { ?s ?p ?o } } USING <U> WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <a:g> { ?s ?p ?o } } USING NAMED <U> WHERE { GRAPH ?g { ?s ?p ?o } }",
]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "secret.ttl"
    path.write_text("<a:s> <a:p> 'top secret' .")
    return path


@pytest.mark.parametrize("place", PLACES)
def test_no_spelling_of_an_address_is_followed(server: Served, listener: Listener, secret: Path, place: str) -> None:
    address = place.format(port=listener.port, path=secret)
    replies = [server.query(clause.replace("U", address)) for clause in CLAUSES]
    replies += [server.query("SELECT * { ?s ?p ?o }", (f"{kind}-graph-uri", address)) for kind in ("default", "named")]
    assert {r.status for r in replies} == {400}
    assert not any(b"top secret" in r.body for r in replies)
    assert listener.visits() == 0


@pytest.mark.parametrize("path", ["/id/U", "/evidence/U", "/reconcile/preview?id=U", "/static/U", "/U"])
def test_an_address_in_the_place_of_a_thing_is_not_followed(server: Served, listener: Listener, path: str) -> None:
    for address in (listener.address, quote(listener.address, safe="")):
        assert server.get(path.replace("U", address)).status == 404
    assert listener.visits() == 0


def test_a_thing_of_another_server_is_described_from_the_graph_alone(server: Served, listener: Listener) -> None:
    assert server.query(f"DESCRIBE <{listener.address}>", accept="application/n-triples").body == b""
    assert server.query(f"ASK {{ GRAPH <{listener.address}> {{ ?s ?p ?o }} }}", accept=JSON).json()["boolean"] is False
    assert listener.visits() == 0


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
            answers.append(server.query(fresh, accept=JSON).json()["boolean"])
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
