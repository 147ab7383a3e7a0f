"""The server: an application behind uvicorn, from its first breath to Ctrl-C."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn

from kg.errors import StoreError
from kg.serve.app import Settings, make_app

BACKLOG = 256  # connections that wait to be taken


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
            app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=10, backlog=BACKLOG,
            h11_max_incomplete_event_size=64 * 1024,
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
