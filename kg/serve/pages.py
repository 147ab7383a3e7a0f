"""What a browser is shown: the graph, the query page, the documentation, previews."""

from __future__ import annotations

import asyncio
import html as markup
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse, Response

from kg.errors import KGError
from kg.ontology import PREFIXES, VOCABULARY
from kg.query.limits import run_limited
from kg.query.questions import questions
from kg.serve.guard import policy
from kg.serve.protocol import RefusedError

SECONDS = 300  # in which the page of a graph must be made
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', re.IGNORECASE)
_QUERY_POLICY = policy(
    script_src="'self'", style_src="'self' 'unsafe-inline'", img_src="'self' data: blob:", font_src="'self' data:",
    connect_src="'self'",
)  # fmt: skip


def html(page: str) -> Response:
    """A page of ours, under the policy that stands in it."""
    own = _POLICY.search(page)
    held = f"{markup.unescape(own[1])}; frame-ancestors 'none'" if own else policy(style_src="'unsafe-inline'")
    return HTMLResponse(page, headers={"content-security-policy": held})


def document(path: Path) -> Response:
    """A page from a file of the ontology."""
    return html(path.read_text(encoding="utf-8"))


async def graph_page(graph: Path, ontology: Path | None) -> str:
    """The page of a graph: the one beside it, if that is as new; else one made from the graph.

    Raises RefusedError where the file holds no graph of this program.
    """
    beside = graph.with_suffix(".html")
    if beside.is_file() and beside.stat().st_mtime >= graph.stat().st_mtime:
        return beside.read_text(encoding="utf-8")
    try:
        return await asyncio.to_thread(run_limited, made_page, graph, ontology, seconds=SECONDS)
    except KGError as error:
        raise RefusedError(404, f"{error}\nThe graph can be asked at /sparql.") from error


def made_page(graph: Path, ontology: Path | None) -> str:
    """The page of a graph file."""
    from kg.html.page import render_page
    from kg.ontology import Ontology
    from kg.rdf.read import read_rdf

    onto = Ontology.load(ontology)
    return render_page(read_rdf(graph, onto), onto)


@cache
def _query_html(ontology: Path | None, base: str) -> str:
    examples = [{"name": q.name, "title": q.title, "query": q.text} for q in questions(ontology)]
    data = json.dumps({"prefixes": PREFIXES | {"id": base}, "examples": examples}, ensure_ascii=False)
    page = (files("kg.serve") / "static" / "query.html").read_text(encoding="utf-8")
    return page.replace("{{data}}", re.sub(r"[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", data))


def query_page(ontology: Path | None, base: str) -> Response:
    """The page on which queries are written, with the questions of the ontology as examples."""
    return HTMLResponse(_query_html(ontology, base), headers={"content-security-policy": _QUERY_POLICY})


def preview_page(found: dict[str, Any]) -> Response:
    """A thing in a few lines, as OpenRefine shows it in a small frame."""
    rows = "".join(f"<tr><th>{markup.escape(name)}<td>{markup.escape(value[:200])}" for name, value in found["facts"])
    style = "body{font:13px sans-serif;margin:8px}th{text-align:left;font-weight:400;color:#555;padding-right:8px}"
    name = f"<b>{markup.escape(found['name'])}</b>"
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style>{name}<table>{rows}</table>"
    held = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return HTMLResponse(page, headers={"content-security-policy": held})


def manifest(address: str, base: str) -> dict[str, Any]:
    """The manifest of the reconciliation service at an address, for data in a namespace."""

    def service(path: str) -> dict[str, str]:
        return {"service_url": address, "service_path": path}

    return {
        "versions": ["0.2"],
        "name": "News event graph",
        "identifierSpace": base,
        "schemaSpace": VOCABULARY,
        "defaultTypes": [{"id": t, "name": t} for t in ("Event", "Agent", "Organization", "Person", "Place")],
        "view": {"url": address + "/id/{{id}}"},
        "preview": {"url": address + "/reconcile/preview?id={{id}}", "width": 420, "height": 240},
        "suggest": {w: service(f"/reconcile/suggest/{w}") for w in ("entity", "type", "property")},
        "extend": {"propose_properties": service("/reconcile/properties"), "property_settings": []},
    }
