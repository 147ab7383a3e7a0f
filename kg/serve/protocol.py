"""The SPARQL 1.1 Protocol: what a request asks, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_BYTES = 2**20  # of a request's body
MOST_FIELDS = 100
FORM = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A request that is refused, with an HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the graphs that the request names: None where it names none of either kind."""

    query: str
    default: list[str] | None
    named: list[str] | None


async def read_fields(request: Request) -> list[tuple[str, str]]:
    """The fields of a request, from its address and, if it is a form, from its body."""
    fields = _fields(request.scope["query_string"])
    if request.method == "POST" and _media_type(request) == FORM:
        fields += _fields(await read_body(request))
    return fields


def _fields(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise RefusedError(400, f"no form in UTF-8: {error}") from error


async def read_body(request: Request) -> bytes:
    """The body of a request. Raises RefusedError where it is too large."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise RefusedError(413, f"more than {MOST_BYTES} bytes")
    return bytes(body)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_query(request: Request) -> Asked | None:
    """What a request asks; None for a GET without a query, which asks for the description of the service.

    Raises RefusedError for updates, for several queries or none, and for bodies that are neither a form nor a query in
    UTF-8.
    """
    fields = await read_fields(request)
    kind = _media_type(request)
    queries = [v for k, v in fields if k == "query"]
    if any(k == "update" for k, _ in fields) or kind == "application/sparql-update":
        raise RefusedError(403, "this service is read-only: it takes no updates")
    if request.method == "POST" and kind != FORM:
        queries.append(await _direct(request, kind))
    if not queries and request.method == "GET":
        return None
    if len(queries) != 1:
        raise RefusedError(400, f"one query is needed, not {len(queries)}")
    default = [v for k, v in fields if k == "default-graph-uri"]
    named = [v for k, v in fields if k == "named-graph-uri"]
    return Asked(queries[0], default, named) if default or named else Asked(queries[0], None, None)


async def _direct(request: Request, kind: str) -> str:
    """A query that is the body itself."""
    if kind != "application/sparql-query":
        raise RefusedError(415, f"a body is {FORM} or application/sparql-query, not {kind or 'of no type'}")
    charset = request.headers["content-type"].lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise RefusedError(415, f"a query is in UTF-8, not {charset}")
    try:
        return (await read_body(request)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"a query is in UTF-8: {error}") from error
