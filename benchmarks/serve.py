"""Requests a second of `kg serve`, beside rdflib-endpoint over the same graph in the same run.

    python -m benchmarks.serve -g output/graph.ttl --beside VENV/bin/rdflib-endpoint
    python -m benchmarks.serve -g output/graph.ttl                      # ours alone

rdflib-endpoint is installed in an environment of its own (`pip install rdflib-endpoint`). Both servers run at once and
answer in turns, each question of a kind sent by 16 clients that keep their connections (on uvloop, so that they cost
less than a server). Ours gets 10,000 requests of each kind; the other as many as it answers in --seconds, at least one
a client. Times are wall times: only the ratio means anything elsewhere. Kinds:

    trivial     ASK {}
    questions   the questions of the ontology in turns, as users of a query page send them
    mixed       both, one to one
    fresh       lookups of labels, no two alike: no answer can be held ready
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import uvloop

from kg.ontology import default_folder
from kg.query.questions import questions
from tests.served import serving

CLIENTS = 16
ACCEPT = "application/sparql-results+json"
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r", re.IGNORECASE)
PATIENCE = 180.0  # seconds in which the other server must have loaded the graph


class Run(NamedTuple):
    """What a run gave: requests answered, those that went wrong, seconds."""

    answered: int
    wrong: int
    seconds: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.answered / self.seconds


def queries(kind: str) -> Iterator[str]:
    """Yields the queries of a kind, without end."""
    asked = [q.text for q in questions()]
    if kind == "fresh":
        n = 0
        while n := n + 1:
            yield (
                "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX kg: <https://w3id.org/newsgraph/ontology#>"
                f" SELECT ?name ({n} AS ?n) {{ kg:Walkout rdfs:subClassOf ?c . ?c rdfs:label ?name }}"
            )
    both = [part for text in asked for part in ("ASK {}", text)]
    yield from cycle({"trivial": ["ASK {}"], "questions": asked, "mixed": both}[kind])


def request(address: str, query: str) -> bytes:
    """A query by GET, as bytes of HTTP/1.1."""
    place = urlsplit(address)
    target = f"{place.path}?{urlencode({'query': query})}"
    return f"GET {target} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: {ACCEPT}\r\n\r\n".encode()


class Client(asyncio.Protocol):
    """One client, which asks again as soon as it has its answer, until the queries or the time are at an end."""

    def __init__(self, asked: Iterator[bytes], until: float) -> None:
        self.asked, self.until = asked, until
        self.answered = self.wrong = self.due = 0
        self.good = False
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.held = b""

    def connection_made(self, transport: Any) -> None:
        """Sends the first query."""
        self.transport: asyncio.Transport = transport
        self._ask()

    def _ask(self) -> None:
        query = next(self.asked, None) if not self.answered or time.perf_counter() < self.until else None
        if query is None:
            self.transport.close()
        else:
            self.transport.write(query)

    def data_received(self, data: bytes) -> None:
        """Counts an answer once it is whole."""
        self.held += data
        head, end, body = self.held.partition(b"\r\n\r\n")
        if end and not self.due:
            self.due = len(head) + 4 + int(LENGTH.search(head + b"\r")[1])  # type: ignore[index]
        if self.due and len(self.held) >= self.due:
            self.answered += 1
            self.wrong += not (head.startswith(b"HTTP/1.1 200") and body.startswith(b"{"))
            self.held, self.due = b"", 0
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        """Is at its end; an answer that did not come went wrong."""
        self.wrong += error is not None
        self.done.set_result(None)


async def load(address: str, kind: str, number: int, seconds: float) -> Run:
    """Sends so many queries of a kind from all clients, for so many seconds at most."""
    place = urlsplit(address)
    ready = {q: request(address, q) for q in set(islice(queries(kind), 100))} if kind != "fresh" else {}
    asked = islice((ready.get(q) or request(address, q) for q in queries(kind)), number)
    start = time.perf_counter()
    loop = asyncio.get_running_loop()
    connections = [
        await loop.create_connection(lambda: Client(asked, start + seconds), str(place.hostname), place.port or 80)
        for _ in range(CLIENTS)
    ]
    clients = [client for _, client in connections]
    await asyncio.gather(*(c.done for c in clients))
    return Run(sum(c.answered for c in clients), sum(c.wrong for c in clients), time.perf_counter() - start)


@contextmanager
def beside(program: str, graph: Path) -> Iterator[str]:
    """Runs rdflib-endpoint over the graph and the vocabulary, and waits until it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(graph)]
    with subprocess.Popen([*command, str(default_folder() / "kg.ttl")], stderr=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            give_up = time.perf_counter() + PATIENCE
            while time.perf_counter() < give_up and process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-g", "--graph", type=Path, default=Path("output/graph.ttl"))
    parser.add_argument("--beside", default="", help="the program rdflib-endpoint")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=30, help="for each kind, for the other server")
    parser.add_argument("kinds", nargs="*", default=["trivial", "questions", "mixed", "fresh"])
    args = parser.parse_args()
    with ExitStack() as stack:
        ours = stack.enter_context(serving(args.graph)).address + "sparql"
        theirs = stack.enter_context(beside(args.beside, args.graph)) if args.beside else ""
        print("kind        requests  wrong   req/s   rdflib-endpoint: requests  wrong   req/s   ratio", flush=True)
        for kind in args.kinds:
            one = uvloop.run(load(ours, kind, args.requests, 3600))
            line = f"{kind:10} {one.answered:9} {one.wrong:6} {one.rate:7.0f}"
            if theirs:
                other = uvloop.run(load(theirs, kind, args.requests, args.seconds))
                line += f" {other.answered:27} {other.wrong:6} {other.rate:7.1f} {one.rate / other.rate:7.1f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
