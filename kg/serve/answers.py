"""Answers held ready: while a graph is served it does not change, so the same request has the same answer.

Held is what an answer hangs on (address, body, the forms that are accepted, the host) with the answer itself, up to a
number of bytes; what was not asked for longest goes first. Each answer has an ETag: a client that has it already is
told so (304). An answer with `Cache-Control: no-store`, of a query that draws lots or reads the clock, is not held.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.protocol import MOST_BYTES

PATHS = ("/sparql", "/id/", "/evidence/", "/reconcile")  # whose answers hang on the graph and the request alone
LARGEST = 2**22  # bytes of an answer that is held
_ASKED = frozenset({b"host", b"accept", b"content-type"})

Key = tuple[Any, ...]


class Held(NamedTuple):
    """An answer: its headers and its body; its tag."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: bytes

    @property
    def size(self) -> int:
        """About as many bytes as it takes to hold this."""
        return len(self.body) + 2_000


@dataclass(slots=True)
class Answers:
    """Hands on requests whose answer is not held; `most` is the number of bytes that answers and bodies may take."""

    app: ASGIApp
    most: int = 2**26
    held: OrderedDict[Key, Held] = field(default_factory=OrderedDict)
    size: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request of ASGI."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "POST") or not scope["path"].startswith(PATHS):
            await self.app(scope, receive, send)
            return
        body = b""
        if scope["method"] == "POST":
            read = await _read(receive)
            receive = _again(read, receive)
            body = b"".join(m.get("body", b"") for m in read)
        headers = scope["headers"]
        key = (scope["method"], scope["path"], scope["query_string"], body, *(h for h in headers if h[0] in _ASKED))
        found = self.held.get(key)
        if found is None:
            found = await self._fetch(key, scope, receive, send)
        else:
            self.held.move_to_end(key)
        if found is not None:
            await _send(found, [v for k, v in headers if k == b"if-none-match"], send)

    async def _fetch(self, key: Key, scope: Scope, receive: Receive, send: Send) -> Held | None:
        """The answer of the application, kept; None where it is none that can be held, and was sent as it is."""
        start: Message = {}
        pieces: list[bytes] = []

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _lasting(message):
                start = message
            elif start:
                pieces.append(message.get("body", b""))
            else:
                await send(message)

        await self.app(scope, receive, keep)
        if not start:
            return None
        body = b"".join(pieces)
        tag = b'"' + blake2b(body, digest_size=12).hexdigest().encode() + b'"'
        headers = [*start["headers"], (b"etag", tag), (b"cache-control", b"no-cache"), (b"vary", b"accept")]
        found = Held(headers, body, tag)
        if found.size + len(key[3]) <= LARGEST:
            self._hold(key, found)
        return found

    def _hold(self, key: Key, found: Held) -> None:
        if key in self.held:  # two have asked at once
            return
        self.held[key] = found
        self.size += found.size + len(key[3])
        while self.size > self.most:
            gone, old = self.held.popitem(last=False)
            self.size -= old.size + len(gone[3])


async def _read(receive: Receive) -> list[Message]:
    """The messages of a request's body; it may go on where they are more than a body may hold."""
    read: list[Message] = []
    size = 0
    while size <= MOST_BYTES and (not read or read[-1].get("more_body", False)):
        read.append(await receive())
        size += len(read[-1].get("body", b""))
    return read


def _again(read: Iterable[Message], receive: Receive) -> Receive:
    """What gives messages that were read already, and then those to come."""
    waiting = iter(read)

    async def again() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return again


def _lasting(start: Message) -> bool:
    return start["status"] == 200 and (b"cache-control", b"no-store") not in start["headers"]


async def _send(found: Held, asked: list[bytes], send: Send) -> None:
    """Sends an answer; where the client says that it has it, only its tag."""
    has = any(tag.strip().removeprefix(b"W/") in (found.tag, b"*") for tags in asked for tag in tags.split(b","))
    headers = [h for h in found.headers if not has or not h[0].startswith(b"content-")]
    await send({"type": "http.response.start", "status": 304 if has else 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if has else found.body})
