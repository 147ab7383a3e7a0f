"""The web application: pages, SPARQL, things, evidence, reconciliation; read-only."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.ontology import default_folder
from kg.query.gate import VOLATILE
from kg.serve import pages
from kg.serve.accept import GRAPH_TYPES, preferred
from kg.serve.answers import Answers
from kg.serve.guard import LOOPBACK, Guard
from kg.serve.pool import Limits, Pool, Reply
from kg.serve.protocol import RefusedError, read_fields, read_query
from kg.turtle import format_of

HTML, JSON = "text/html", "application/json"
SUFFIXES = {
    ".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json", ".json": JSON,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, to whom, and within which limits."""

    graph: Path
    ontology: Path | None = None
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


def make_app(settings: Settings) -> Starlette:
    """The application of a graph file. Its workers start and stop with it.

    Raises QueryError, at the start, where the graph cannot be read.
    """
    pool = Pool(str(settings.graph), str(settings.ontology or ""), settings.limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if not pool.all:
            await pool.start()
        try:
            yield
        finally:
            pool.stop()

    guard = Middleware(Guard, hosts=LOOPBACK | set(settings.hosts), origins=frozenset(settings.origins))
    app = Starlette(
        routes=_routes(),
        middleware=[guard, Middleware(Answers)],
        lifespan=lifespan,
        exception_handlers={RefusedError: refused, HTTPException: failed},
    )
    app.state.pool, app.state.settings, app.state.page = pool, settings, None
    return app


def _routes() -> list[Route | Mount]:
    """The addresses of the server; docs/serve.md tells of each."""
    return [
        Route("/", graph_page),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/id/{name:path}", thing),
        Route("/evidence/{name:path}", evidence),
        Route("/reconcile", reconcile, methods=["GET", "POST"]),
        Route("/reconcile/suggest/{what}", suggest),
        Route("/reconcile/properties", properties),
        Route("/reconcile/preview", preview),
        Route("/graph", download),
        Route("/ontology", vocabulary),
        Route("/favicon.ico", lambda _: Response(status_code=204)),
        Route("/.well-known/void", lambda _: RedirectResponse("/sparql", 303)),
        Mount("/static", StaticFiles(packages=[("kg.serve", "static")])),
    ]


async def refused(_: Request, error: Exception) -> Response:
    """A refusal in words."""
    assert isinstance(error, RefusedError)  # noqa: S101 (what Starlette hands over)
    return PlainTextResponse(f"{error.reason}\n", error.status)


async def failed(_: Request, error: Exception) -> Response:
    """An unknown address or method, in words."""
    assert isinstance(error, HTTPException)  # noqa: S101
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


def _response(reply: Reply, headers: dict[str, str] | None = None) -> Response:
    return Response(reply.body, reply.status, headers, reply.media_type)


async def _ask(request: Request, task: str, **arguments: Any) -> Reply:
    pool: Pool = request.app.state.pool
    return await pool.ask(task, **arguments)


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


async def sparql(request: Request) -> Response:
    """The query endpoint: an answer; without a query, its page for browsers and its description for programs."""
    asked = await read_query(request)
    accept = _accept(request)
    if asked is not None:
        reply = await _ask(request, "query", query=asked.query, accept=accept, default=asked.default, named=asked.named)
        return _response(reply, {"cache-control": "no-store"} if VOLATILE.search(asked.query) else None)
    if preferred(accept, [*GRAPH_TYPES, HTML]) == HTML:
        return pages.query_page(request.app.state.settings.ontology, request.app.state.pool.base)
    return _response(await _ask(request, "service", accept=accept, endpoint=str(request.url.replace(query=""))))


async def thing(request: Request) -> Response:
    """A thing of the graph: the page for browsers, RDF or evidence for programs; a suffix names the form."""
    name = request.path_params["name"]
    for suffix, media_type in SUFFIXES.items():
        if name.endswith(suffix):
            return await _thing(request, name.removesuffix(suffix), media_type)
    return await _thing(request, name, _accept(request))


async def _thing(request: Request, name: str, accept: str) -> Response:
    liked = preferred(accept, ["text/turtle", JSON, HTML, *GRAPH_TYPES])
    if liked is None:
        raise RefusedError(406, "a thing comes as HTML, JSON or RDF")
    found = await _ask(request, "evidence", id=name)
    if liked == JSON or found.status != 200:
        return _response(found)
    if liked == HTML:
        return RedirectResponse(f"/#item={quote(name, safe='')}", 303)
    return _response(await _ask(request, "thing", id=name, accept=accept))


async def evidence(request: Request) -> Response:
    """The sentences behind a thing or a claim, as JSON."""
    return _response(await _ask(request, "evidence", id=request.path_params["name"]))


async def reconcile(request: Request) -> Response:
    """The Reconciliation Service API 0.2: its manifest, batches of names, values of properties."""
    fields = dict(await read_fields(request))
    if "queries" in fields:
        return _response(await _ask(request, "reconcile", queries=fields["queries"]))
    if "extend" in fields:
        return _response(await _ask(request, "extend", query=fields["extend"]))
    found = pages.manifest(str(request.base_url).rstrip("/"), request.app.state.pool.base)
    return Response(json.dumps(found), media_type=JSON)


async def suggest(request: Request) -> Response:
    """Names that begin as a user types: entities, types or properties."""
    what = request.path_params["what"]
    if what not in ("entity", "type", "property"):
        raise HTTPException(404)
    prefix, cursor = request.query_params.get("prefix", ""), request.query_params.get("cursor", "0")
    if not cursor.isdecimal():
        raise RefusedError(400, "the cursor is a number")
    return _response(await _ask(request, "suggest", what=what, prefix=prefix, cursor=int(cursor)))


async def properties(request: Request) -> Response:
    """The properties by which a table can be extended."""
    return _response(await _ask(request, "propose", type=request.query_params.get("type", "")))


async def preview(request: Request) -> Response:
    """A thing in a small page."""
    reply = await _ask(request, "preview", id=request.query_params.get("id", ""))
    return pages.preview_page(json.loads(reply.body)) if reply.status == 200 else _response(reply)


async def download(request: Request) -> Response:
    """The graph file as it is."""
    path: Path = request.app.state.settings.graph
    return FileResponse(path, media_type=format_of(path).media_type, filename=path.name)


async def vocabulary(request: Request) -> Response:
    """The vocabulary: its documentation for browsers, its Turtle for programs."""
    folder = request.app.state.settings.ontology or default_folder()
    if preferred(_accept(request), ["text/turtle", HTML]) == HTML and (folder / "index.html").is_file():
        return pages.document(folder / "index.html")
    return FileResponse(folder / "kg.ttl", media_type="text/turtle")


async def graph_page(request: Request) -> Response:
    """The graph as a page, made once."""
    state = request.app.state
    if state.page is None:
        state.page = await pages.graph_page(state.settings.graph, state.settings.ontology)
    return pages.html(state.page)
