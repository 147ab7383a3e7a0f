"""What the page says: articles, statements and contradictions as JSON, each text once, all else by reference.

Items are named by their place in the list of nodes, articles and statements by theirs; offsets count Unicode code
points of an article's text. A key that would hold nothing is left out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kg.graph import Contradiction, Event, KnowledgeGraph, Statement
from kg.html.kinds import FOLDED, KINDS, kind_table
from kg.html.picture import DRAW_MOST, Picture, Spot
from kg.html.scene import Item, Link, Scene, term_label
from kg.model import Article, Quantity, TimeInterval
from kg.ontology import Ontology

Json = dict[str, Any]

_COLOR = {k.id: k.light for k in KINDS}


def node_options(graph: KnowledgeGraph, scene: Scene, picture: Picture) -> list[Json]:
    """What pyvis is told of each item."""
    return [_node(graph, item, spot) for item, spot in zip(scene.items, picture.spots, strict=True)]


def _node(graph: KnowledgeGraph, item: Item, spot: Spot) -> Json:
    thing = graph.entities.get(item.node) or graph.events.get(item.node)
    event = thing if isinstance(thing, Event) else None
    return _filled(
        n_id=item.id, label=item.label, shape="dot", color=_COLOR[item.kind], x=spot.x, y=spot.y, size=spot.size,
        font={"size": spot.font}, kind=item.kind, kindOf=item.type, name=item.name, weight=item.weight,
        rest=not spot.core and item.kind not in FOLDED, cluster=spot.group if spot.group >= 0 else None,
        wide=spot.wide, aliases=[a for a in thing.aliases if a != thing.name] if thing else None,
        same=getattr(thing, "same_as", None), status=event and event.status,
        start=event and event.start and event.start.isoformat(), end=event and event.end and event.end.isoformat(),
        times=event and event.date_texts,
    )  # fmt: skip


def edge_options(link: Link) -> Json:
    """What pyvis is told of a link besides its two ends."""
    return _filled(id=link.id, label=link.label, predicate=link.predicate, told=link.statements, folded=link.folded)


def page_data(graph: KnowledgeGraph, onto: Ontology, scene: Scene, picture: Picture, title: str) -> Json:
    """All that the page says besides its nodes and edges."""
    at = {item.node: k for k, item in enumerate(scene.items) if item.node}
    articles = {key: k for k, key in enumerate(sorted(graph.articles))}
    rows = {s.id: k for k, s in enumerate(graph.statements)}
    mentions = _mentions(graph, at)
    return {
        "title": title,
        "kinds": kind_table(),
        "most": DRAW_MOST,
        "groups": picture.groups,
        "articles": [_article(graph, graph.articles[key], mentions.get(key, [])) for key in articles],
        "statements": [_statement(s, at, articles) for s in graph.statements],
        "contradictions": [
            _contradiction(c, rows) for c in graph.contradictions if c.first in rows and c.second in rows
        ],
        "predicates": _predicates(graph.statements, onto),
        "counts": {str(at[k]): n for k, n in sorted(graph.counts.items()) if k in at},
        "background": [[at[s], term_label(onto, p), at[o]] for s, p, o in graph.facts if s in at and o in at],
    }


def _mentions(graph: KnowledgeGraph, at: Mapping[str, int]) -> dict[str, list[list[int]]]:
    """Start, end and item of each mention, by article."""
    rows: dict[str, list[list[int]]] = defaultdict(list)
    for m in graph.mentions:
        if m.refers_to in at:
            rows[m.article].append([m.span.start, m.span.end, at[m.refers_to]])
    return {article: sorted(found) for article, found in rows.items()}


def _article(graph: KnowledgeGraph, article: Article, mentions: list[list[int]]) -> Json:
    known = article.publisher and article.id in graph.outlets
    return _filled(
        title=article.title, text=article.text, url=article.url, file=article.file_name, author=article.author,
        outlet=graph.name(graph.outlets[article.id]) if known else article.publisher,
        date=article.published.isoformat() if article.published else None, notes=article.notes,
        blocks=[[b.kind, b.start, b.end] for b in article.blocks], mentions=mentions,
        sentences=[[s.start, s.end] for s in graph.sentences.get(article.id, ())],
        gaps=[[s.start, s.end] for s in graph.not_understood.get(article.id, ())],
    )  # fmt: skip


def _statement(s: Statement, at: Mapping[str, int], articles: Mapping[str, int]) -> Json:
    claim, evidence = s.claim, s.evidence
    return _filled(
        id=s.id, s=at.get(claim.subject), p=claim.predicate, o=at.get(claim.object or ""), value=_value(claim.value),
        scope=at.get(claim.scope or ""), words=claim.predicate_text, a=articles[evidence.article],
        at=[evidence.sentence.start, evidence.sentence.end], trigger=[evidence.trigger.start, evidence.trigger.end],
        by=at.get(evidence.speaker or ""), how=evidence.attribution if evidence.attribution != "Narration" else None,
        mood=evidence.modality if evidence.modality != "Actual" else None, denied=evidence.negated,
        sure=float(evidence.confidence), rank=s.rank.level if s.rank.level != "Normal" else None, why=s.rank.reason,
    )  # fmt: skip


def _value(value: object) -> Json | str | None:
    if isinstance(value, Quantity):
        return _filled(
            type="figure", text=value.text, unit=value.unit, amount=_number(value.amount), min=_number(value.min),
            max=_number(value.max),
        )  # fmt: skip
    if isinstance(value, TimeInterval):
        start, end = (day and day.isoformat() for day in (value.start, value.end))
        return _filled(type="time", text=value.text, start=start, end=end)
    return None if value is None else str(value)


def _number(value: Decimal | None) -> float | None:
    """A number as JSON has it; none for one beyond its range."""
    return float(value) if value is not None and math.isfinite(float(value)) else None


def _contradiction(pair: Contradiction, rows: Mapping[str, int]) -> Json:
    return {"pair": [rows[pair.first], rows[pair.second]], "reason": pair.reason}


def _predicates(statements: Iterable[Statement], onto: Ontology) -> Json:
    used = sorted({s.claim.predicate for s in statements})
    return {
        name: _filled(
            label=term_label(onto, name), definition=onto.terms[name].definition if name in onto.terms else None
        )
        for name in used
    }


def _filled(**fields: Any) -> Json:
    """The fields that hold something; 0 does."""
    return {k: v for k, v in fields.items() if v is not None and v is not False and v not in ("", (), [], {})}
