"""Answers held ready: the same to the same request, another to any other, none that should be new."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.graph import KnowledgeGraph
from kg.rdf import write_rdf
from kg.serve.answers import LARGEST, Answers
from kg.serve.protocol import MOST_BYTES
from tests.served import FORM, Served, serving

JSON, CSV = "application/sparql-results+json", "text/csv"
NAMES = "SELECT ?name { ?x a kg:Company ; rdfs:label ?name }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("served") / "graph.ttl"
    write_rdf(tiny_graph, path)
    with serving(path) as served:
        yield served


def test_a_client_that_has_an_answer_is_told_so(server: Served) -> None:
    first = server.query(NAMES, accept=JSON)
    assert (first.headers["cache-control"], first.headers["vary"]) == ("no-cache", "accept")
    for tag in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = server.query(NAMES, accept=JSON, if_none_match=tag)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert "content-security-policy" in again.headers
    assert server.query(NAMES, accept=JSON, if_none_match='"other"').body == first.body


def test_whatever_an_answer_hangs_on_makes_another(server: Served) -> None:
    replies = [
        server.query(NAMES, accept=JSON),
        server.query(NAMES, accept=CSV),
        server.query(NAMES + " LIMIT 0", accept=JSON),
        server.get("/sparql?" + urlencode({"query": "ASK {}"}), accept=JSON),
        server.get("/sparql", accept="text/turtle"),
        server.get("/sparql", accept="text/turtle", host="localhost"),
        server.get("/id/norvik-works", accept="text/turtle"),
        server.get("/evidence/norvik-works"),
    ]
    assert len({r.body for r in replies}) == len(replies)
    assert len({r.headers["etag"] for r in replies}) == len(replies)
    again = [server.query(NAMES, accept=JSON), server.query(NAMES, accept=CSV)]
    assert [r.body for r in again] == [r.body for r in replies[:2]]


@pytest.mark.parametrize("value", ["RAND()", "UUID()", "struuid()", "NOW()"])
def test_a_value_that_should_be_new_is_new(server: Served, value: str) -> None:
    query = f"SELECT ({value} AS ?x) {{}}"
    one, other = server.query(query, accept=JSON), server.query(query, accept=JSON)
    assert one.headers["cache-control"] == "no-store"
    assert "etag" not in one.headers
    assert one.body != other.body


def test_a_refusal_is_no_answer_to_hold(server: Served) -> None:
    for reply in (server.query("SELECT"), server.get("/id/nobody"), server.query("ASK {}", host="evil.example")):
        assert reply.status >= 400
        assert "etag" not in reply.headers
    assert server.query(NAMES, accept=JSON, host="evil.example").status == 403


def test_a_form_is_held_by_its_fields(server: Served) -> None:
    bodies = [urlencode({"query": f"SELECT ({n} AS ?n) {{}}"}) for n in (1, 2, 1)]
    replies = [server.ask("POST", "/sparql", body, content_type=FORM, accept=JSON).body for body in bodies]
    assert replies[0] == replies[2] != replies[1]


def test_head_and_body_come_in_one_piece(server: Served) -> None:
    place = urlsplit(server.address)
    with socket.create_connection((str(place.hostname), place.port or 0), timeout=30) as client:
        client.sendall(
            f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: {JSON}\r\n\r\n".encode()
        )
        head, _, body = client.recv(2**16).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert f"content-length: {len(body)}".encode() in head


def test_a_head_without_end_is_refused(server: Served) -> None:
    place = urlsplit(server.address)
    with socket.create_connection((str(place.hostname), place.port or 0), timeout=30) as client:
        try:
            client.sendall(b"GET /sparql?query=" + b"x" * 2**20)
            reply = client.recv(2**16)
        except ConnectionError:  # it may have hung up before all was sent
            reply = b"HTTP/1.1 400"
    assert reply.startswith(b"HTTP/1.1 400")
    assert server.query("ASK {}").status == 200


# What is held, and how much of it


class Asked:
    """An application that answers with the body of the request, or as many bytes as its address says, and counts."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.count += 1
        request = Request(scope, receive)
        body = bytearray()
        async for piece in request.stream():
            body += piece
        size = int(request.query_params.get("size", 0))
        answer: Response = PlainTextResponse(bytes(body) or b"x" * size)
        await answer(scope, receive, send)


async def sent(app: Answers, path: str, pieces: tuple[bytes, ...] = ()) -> bytes:
    """The body of the answer to a request, whose own body comes in pieces."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http", "method": "POST" if pieces else "GET", "path": path, "query_string": query.encode(),
        "headers": [],
    }  # fmt: skip
    waiting = [{"type": "http.request", "body": p, "more_body": n < len(pieces)} for n, p in enumerate(pieces, 1)]
    got: list[bytes] = []

    async def receive() -> Any:
        return waiting.pop(0) if waiting else {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        got.append(message.get("body", b""))

    await app(scope, receive, send)
    return b"".join(got)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    asked = Asked()
    app = Answers(asked, most=3 * 5_000)
    for size in (2_001, 2_002, 2_003, 2_001, 2_004, 2_001):  # each takes some 4,000
        assert len(asyncio.run(sent(app, f"/sparql?size={size}"))) == size
    assert asked.count == 4
    assert app.size == sum(h.size for h in app.held.values()) <= app.most
    asyncio.run(sent(app, "/sparql?size=2002"))
    assert asked.count == 5


def test_a_large_answer_and_other_addresses_are_not_held() -> None:
    asked = Asked()
    app = Answers(asked)
    for path in (f"/sparql?size={LARGEST}", "/graph?size=5"):
        assert asyncio.run(sent(app, path)) == asyncio.run(sent(app, path))
    assert (asked.count, len(app.held)) == (4, 0)


def test_a_body_in_pieces_is_handed_on_whole_however_large() -> None:
    app = Answers(Asked())
    pieces = (b"a" * MOST_BYTES, b"b", b"c" * 10)
    assert asyncio.run(sent(app, "/sparql", pieces)) == b"".join(pieces)
    assert asyncio.run(sent(app, "/sparql", (b"one", b"two"))) == b"onetwo"
