"""Who may ask, and what a browser may do with the answer: checks before, and headers after, every request."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# Headers that every answer has which does not set them itself.
_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", NOTHING.encode()),
)
# A host and a port (RFC 9110, section 7.2): a name, an address, or one of IPv6 in brackets.
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:/?#@\\]+))(?::[0-9]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets requests through that name a host of ours and that no foreign page has made.

    `hosts` are the host names that may be asked for: a name that leads here but is another's (DNS rebinding) is
    refused. `origins` are pages of others that may read answers (CORS); none by default.
    """

    app: ASGIApp
    hosts: Collection[str] = LOOPBACK
    origins: Collection[str] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request of ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        told = dict(scope["headers"])
        origin = told.get(b"origin", b"").decode("latin-1")
        refusal = self._refusal(hosts, origin, told)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._added(message["headers"], origin)
            await send(message)

        if refusal:
            await PlainTextResponse(f"{refusal}\n", 403)(scope, receive, send_safely)
        elif scope["method"] == "OPTIONS":
            await self._preflight(origin)(scope, receive, send_safely)
        else:
            await self.app(scope, receive, send_safely)

    def _refusal(self, hosts: list[bytes], origin: str, told: dict[bytes, bytes]) -> str:
        """Why a request is refused; "" where it is not."""
        host = hosts[-1].decode("latin-1") if hosts else ""
        if len(hosts) > 1 or _name(host) not in self.hosts:
            return f"this server is not {host!r}; it answers to {', '.join(sorted(self.hosts))}"
        if origin in self.origins:
            return ""
        foreign = origin not in ("", f"http://{host}", f"https://{host}")
        if foreign or (told.get(b"sec-fetch-site") == b"cross-site" and told.get(b"sec-fetch-mode") != b"navigate"):
            return "pages of other origins may not ask; --cors ORIGIN lets one"
        return ""

    def _added(self, headers: Iterable[tuple[bytes, bytes]], origin: str) -> list[tuple[bytes, bytes]]:
        """The headers of an answer, with those that make it safe."""
        found = list(headers)
        there = {name for name, _ in found}
        found += [header for header in _SAFE if header[0] not in there]
        if self.origins:
            MutableHeaders(raw=found).add_vary_header("origin")
        if origin and origin in self.origins:
            found.append((b"access-control-allow-origin", origin.encode("latin-1")))
        return found

    def _preflight(self, origin: str) -> PlainTextResponse:
        allowed = {"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "content-type, accept"}
        return PlainTextResponse(
            "", 204, {"allow": "GET, POST, OPTIONS", **(allowed if origin in self.origins else {})}
        )


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


def policy(**sources: Any) -> str:
    """A content security policy: nothing but what is named, as script_src="'self'"."""
    named = "; ".join(f"{name.replace('_', '-')} {value}" for name, value in sources.items())
    return f"{NOTHING}; {named}"
