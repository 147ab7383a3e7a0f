"""A server of a graph in a process of its own, and a client that says exactly what it is told to."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
G = "http://data.example/{}".format
# Each of the graphs 1, 2 and 3 holds one triple of its own number; the default graph holds none of these.
GRAPHS = "".join(f"<{G(n)}> {{ <{G('s')}> <{G('p')}> {n} }}\n" for n in (1, 2, 3))


@dataclass(frozen=True)
class Reply:
    """What came back; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A server that listens at an address."""

    address: str

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, timeout: float = 60, **headers: str
    ) -> Reply:
        """Sends a request; header names are written with underscores."""
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=timeout)
        try:
            named = {k.replace("_", "-"): v for k, v in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, named)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        """Sends a GET."""
        return self.ask("GET", path, **headers)

    def query(self, query: str, *more: tuple[str, str], **headers: str) -> Reply:
        """Sends a query as a form."""
        return self.ask("POST", "/sparql", urlencode([("query", query), *more]), content_type=FORM, **headers)

    def rows(self, query: str) -> list[list[str]]:
        """The rows of a SELECT as text."""
        found = self.query(query, accept="application/sparql-results+json").json()
        return [[row[v]["value"] for v in found["head"]["vars"] if v in row] for row in found["results"]["bindings"]]


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[Served]:
    """Runs `kg serve` on a free port and waits until it listens."""
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            assert "http://" in line, line
            yield Served(line[line.index("http://") :].split()[0])
        finally:
            process.terminate()


@contextmanager
def serving_graphs(folder: Path) -> Iterator[Served]:
    """A server of the graphs 1, 2 and 3, whose file is written to a folder."""
    path = folder / "data.trig"
    path.write_text(GRAPHS)
    with serving(path) as served:
        yield served
