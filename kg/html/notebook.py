"""A graph in a notebook: the page in a frame, and the statements as rows."""

from __future__ import annotations

from html import escape
from typing import Any

from kg.graph import KnowledgeGraph, Statement
from kg.html.page import render_page
from kg.model import Claim, Quantity, TimeInterval, Value
from kg.ontology import Ontology


def notebook_html(graph: KnowledgeGraph, onto: Ontology | None = None, *, height: int = 640) -> str:
    """The page as a frame for a notebook cell: it runs its own script, may save files, and touches nothing else.

    `onto` is the package's own where none is given; `height` is in pixels.
    """
    page = escape(render_page(graph, onto or Ontology.load()), quote=True)
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-downloads allow-popups allow-modals" '
        f'style="width:100%;height:{height}px;border:1px solid #8888" title="Knowledge graph"></iframe>'
    )


def statement_rows(graph: KnowledgeGraph) -> list[dict[str, Any]]:
    """One row for each statement, as tables have them: names and ids, numbers and days in columns of their own."""
    return [_row(graph, s) for s in graph.statements]


def _row(graph: KnowledgeGraph, s: Statement) -> dict[str, Any]:
    claim, evidence, article = s.claim, s.evidence, graph.articles[s.evidence.article]
    return {
        "id": s.id,
        "subject": graph.name(claim.subject),
        "property": claim.predicate,
        "words": claim.predicate_text,
        "object": _object(graph, claim),
        **_measures(claim.value),
        "scope": graph.name(claim.scope) if claim.scope else None,
        "modality": evidence.modality,
        "negated": evidence.negated,
        "speaker": graph.name(evidence.speaker) if evidence.speaker else None,
        "attribution": evidence.attribution,
        "confidence": float(evidence.confidence),
        "rank": s.rank.level,
        "outlet": graph.name(graph.outlets[article.id]),
        "published": article.published,
        "file": article.file_name,
        "sentence": evidence.sentence.text,
        "subject_id": claim.subject,
        "object_id": claim.object,
    }


def _object(graph: KnowledgeGraph, claim: Claim) -> str | None:
    if claim.object is not None:
        return graph.name(claim.object)
    return claim.value.text if isinstance(claim.value, Quantity | TimeInterval) else claim.value


def _measures(value: Value | None) -> dict[str, Any]:
    """Numbers and days, empty where a value has none."""
    quantity = value if isinstance(value, Quantity) else None
    interval = value if isinstance(value, TimeInterval) else None
    return {
        "amount": quantity and quantity.amount,
        "min": quantity and quantity.min,
        "max": quantity and quantity.max,
        "unit": quantity and quantity.unit,
        "start": interval and interval.start,
        "end": interval and interval.end,
    }
