"""Who may ask, and what a browser may do with the answer: checks before, and headers after, every request."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


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
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        refusal = self._refusal(headers, origin)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), origin)
            await send(message)

        if refusal:
            await PlainTextResponse(f"{refusal}\n", 403)(scope, receive, send_safely)
        elif scope["method"] == "OPTIONS":
            await self._preflight(origin)(scope, receive, send_safely)
        else:
            await self.app(scope, receive, send_safely)

    def _refusal(self, headers: Headers, origin: str) -> str:
        """Why a request is refused; "" where it is not."""
        host = headers.get("host", "")
        if len(headers.getlist("host")) > 1 or _name(host) not in self.hosts:
            return f"this server is not {host!r}; it answers to {', '.join(sorted(self.hosts))}"
        if origin in self.origins:
            return ""
        foreign = origin not in ("", f"http://{host}", f"https://{host}")
        site, mode = headers.get("sec-fetch-site", ""), headers.get("sec-fetch-mode", "")
        if foreign or (site == "cross-site" and mode != "navigate"):
            return "pages of other origins may not ask; --cors ORIGIN lets one"
        return ""

    def _add(self, headers: MutableHeaders, origin: str) -> None:
        for name, value in _SAFE.items():
            headers.setdefault(name, value)
        headers.setdefault("content-security-policy", NOTHING)
        if self.origins:
            headers.add_vary_header("origin")
        if origin and origin in self.origins:
            headers["access-control-allow-origin"] = origin

    def _preflight(self, origin: str) -> PlainTextResponse:
        allowed = {"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "content-type, accept"}
        return PlainTextResponse(
            "", 204, {"allow": "GET, POST, OPTIONS", **(allowed if origin in self.origins else {})}
        )


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or "" if not set(host) & set("/?#@\\") else ""
    except ValueError:
        return ""


def policy(**sources: Any) -> str:
    """A content security policy: nothing but what is named, as script_src="'self'"."""
    named = "; ".join(f"{name.replace('_', '-')} {value}" for name, value in sources.items())
    return f"{NOTHING}; {named}"
