"""The server: an application behind uvicorn, from its first breath to Ctrl-C."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.errors import StoreError
from kg.serve.app import Settings, make_app

BACKLOG = 256  # connections that wait to be taken
MOST_HELD = 2**16  # bytes of answers that wait to be sent together
MOST_HEAD = 2**17  # bytes of a request before its body: a query by GET stands in its address


class Joined:
    """A transport that sends what is written in one turn of the loop at once: head and body of an answer as one."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.transport = transport
        self.loop = loop
        self.held = bytearray()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport, name)

    def write(self, data: bytes) -> None:
        """Sends bytes, at the end of this turn at the latest."""
        if not self.held:
            self.loop.call_soon(self._send)
        self.held += data
        if len(self.held) > MOST_HELD:
            self._send()

    def _send(self) -> None:
        if self.held:
            self.transport.write(bytes(self.held))
            self.held.clear()

    def close(self) -> None:
        """Closes the connection once all is sent."""
        self._send()
        self.transport.close()


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 whose requests may not begin without end: httptools itself sets no limit to the head of a request."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.in_head = True
        self.head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(Joined(transport, self.loop))  # type: ignore[arg-type]

    def data_received(self, data: bytes) -> None:
        """Takes what has come; refuses a head that is too large."""
        super().data_received(data)
        self.head = self.head + len(data) if self.in_head else 0
        if self.head > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response(f"The head of a request has {MOST_HEAD} bytes at most.")

    def on_message_begin(self) -> None:
        """A request begins."""
        self.in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head of a request is whole."""
        self.in_head = False
        super().on_headers_complete()


class Server(uvicorn.Server):
    """A server that tells when it listens."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self.listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts to listen."""
        await super().startup(sockets)
        self.listening()


def run(settings: Settings, host: str, port: int, listening: Callable[[str], None]) -> None:
    """Serves until it is interrupted; `listening` is called with the address once it is. See `kg.serve.run_server`."""
    app = make_app(settings)
    with _bound(host, port) as bound:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{bound.getsockname()[1]}/"
        asyncio.run(app.state.pool.start())
        config = uvicorn.Config(
            app, http=Protocol, ws="none", log_level="warning", access_log=False, server_header=False,
            timeout_keep_alive=10, backlog=BACKLOG,
        )  # fmt: skip
        Server(config, lambda: listening(address)).run([bound])


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)  # asyncio sends at once (TCP_NODELAY) only where TCP is named
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
    except OSError as error:
        raise StoreError(f"{host}:{port} cannot be listened on ({error.strerror or error})") from error
    return bound
