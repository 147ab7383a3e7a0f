"""Who may ask the server, and what browsers may do with its answers."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from kg.graph import KnowledgeGraph
from kg.rdf import write_rdf
from tests.served import FORM, Served, serving

PAGES = ["/", "/sparql", "/id/norvik-works", "/evidence/norvik-works", "/reconcile", "/graph", "/ontology", "/none"]
FRIEND = "https://friend.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("served") / "graph.ttl"
    write_rdf(tiny_graph, path)
    with serving(path, "--cors", FRIEND, "--allow-host", "graph.example") as served:
        yield served


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:80", "[::1]:8000", "graph.example", "LOCALHOST"])
def test_its_own_names_are_answered(server: Served, host: str) -> None:
    assert server.get("/sparql?query=ASK%20%7B%7D", host=host).status == 200


FOREIGN = [
    "evil.example", "localhost.evil.example", "evil.example:8000", "127.0.0.1.nip.example", "localhost@evil.example",
    "", "[::1", "localhost/evil.example", "127.0.0.1#.evil.example", "[::1]evil.example", "[localhost]",
    "localhost:80x", "localhost\\evil.example", "localhost:80:80", "localhost?", "evil.example, localhost",
    "[::1%25evil]", "::1",
]  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%20%7B%7D", "/reconcile"])
def test_a_name_of_others_that_leads_here_is_refused(server: Served, host: str, path: str) -> None:
    assert server.get(path, host=host).status in (400, 403)


def test_two_names_at_once_are_refused(server: Served) -> None:
    place = urlsplit(server.address)
    with socket.create_connection((str(place.hostname), place.port or 0), timeout=30) as client:
        client.sendall(b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")
        assert client.recv(2**16).startswith(b"HTTP/1.1 40")


def test_a_page_of_another_origin_may_not_ask(server: Served) -> None:
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}):
        reply = server.ask("POST", "/sparql", "query=ASK%20%7B%7D", content_type=FORM, **headers)
        assert reply.status == 403
        assert "access-control-allow-origin" not in reply.headers


def test_a_page_of_its_own_and_a_link_of_others_may(server: Served) -> None:
    own = server.address.rstrip("/")
    assert server.query("ASK {}", origin=own, sec_fetch_site="same-origin").status == 200
    assert server.get("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200


def test_an_origin_that_was_let_in_may_read(server: Served) -> None:
    reply = server.query("ASK {}", origin=FRIEND, sec_fetch_site="cross-site")
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (200, FRIEND)
    assert "origin" in reply.headers["vary"].lower()
    assert "access-control-allow-credentials" not in reply.headers
    asked = server.ask("OPTIONS", "/sparql", origin=FRIEND, access_control_request_method="POST")
    assert (asked.status, asked.headers["access-control-allow-origin"]) == (204, FRIEND)


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_ties_the_browser_down(server: Served, path: str) -> None:
    reply = server.get(path, accept="text/html")
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"https?:|\*|script-src[^;]*unsafe", policy)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in reply.headers
    assert "server" not in reply.headers


def test_too_much_is_refused(server: Served) -> None:
    big = "query=" + "x" * 2**20
    assert server.ask("POST", "/sparql", big, content_type=FORM).status == 413
    assert server.query("ASK {" + " " * 100_000 + "}").status == 400
    assert server.query("ASK " + "{" * 5000 + "}" * 5000).status == 400
    assert server.query("SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 500) + "} LIMIT 1").status in (200, 400)
    many = "&".join(f"x{n}=1" for n in range(500))
    assert server.ask("POST", "/sparql", many, content_type=FORM).status == 400


ODD = [
    "/static/../worker.py", "/static/%2e%2e/worker.py", "/static/..%2fworker.py", "/id/../../etc/passwd", "/graph/../x",
    "/id/%00", "/id/<script>", "/evidence/" + "a" * 3000, "/id/'%20OR%201", "/reconcile/suggest/other?prefix=a",
]  # fmt: skip


@pytest.mark.parametrize("path", ODD)
def test_odd_addresses_lead_nowhere(server: Served, path: str) -> None:
    reply = server.get(path, accept="text/html")
    assert reply.status == 404
    assert b"<script" not in reply.body


def test_no_answer_tells_of_the_inside(server: Served) -> None:
    for query in ("SELECT", "ASK { ?s <http://[> ?o }", "SELECT (1/0 AS ?x) {}", "\x00", "DESCRIBE ?"):
        assert b"Traceback" not in server.query(query).body
