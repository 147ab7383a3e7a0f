"""Merges that a person should look at, and the reason why two things were or were not made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.decisions import Decision, Key, Rulings, apply_decisions, find, index_referents
from kg.merge.entities import merge_entities
from kg.merge.entity_nodes import Node, referent_nodes
from kg.merge.event_nodes import EventNode, event_nodes
from kg.merge.events import merge_events
from kg.merge.likeness import SAME as SAME_EVENT
from kg.merge.likeness import likeness
from kg.merge.namesakes import DOUBT, SAME, compare, score_pairs
from kg.merge.quotes import same_quotations
from kg.merge.stories import Stories
from kg.model import Extraction, Span
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two things that are one in the graph, or are not, on weak ground; with a place and a sentence for each side."""

    one: str
    other: str
    merged: bool
    reason: str
    places: tuple[str, str]
    sentences: tuple[str, str]


def find_doubts(
    extractions: Iterable[Extraction], onto: Ontology, decisions: Iterable[Decision] = ()
) -> Iterator[Doubt]:
    """Yields the entity pairs of different names whose likeness is neither sure nor absent, once a pair of names."""
    ordered = sorted({e.article.id: e for e in extractions}.values(), key=lambda e: e.article.id)
    rulings = apply_decisions(decisions, ordered)
    stories = Stories(ordered)
    canonical, _ = merge_entities(ordered, onto, rulings, stories)
    nodes = {n.key: n for e in ordered for n in referent_nodes(e, onto, stories) if n.referent.named}
    shown: set[frozenset[str]] = set()
    for (a, b), score in sorted(score_pairs(nodes.values(), onto).items()):
        left, right = nodes[a], nodes[b]
        names = frozenset({left.referent.name, right.referent.name})
        if DOUBT <= score < 1 and len(names) == 2 and names not in shown and not _ruled(rulings, a, b):
            shown.add(names)
            yield _doubt(left, right, canonical[a] == canonical[b], compare(left, right, onto).reason, ordered)


def _ruled(rulings: Rulings, left: Key, right: Key) -> bool:
    return rulings.forbids([left], [right]) is not None or any(
        left in keys and right in keys for keys, _ in rulings.same
    )


def _doubt(left: Node, right: Node, merged: bool, reason: str, extractions: list[Extraction]) -> Doubt:
    by_id = {e.article.id: e for e in extractions}
    first, second = (first_mention(by_id[n.key[0]], n.key[1]) for n in (left, right))
    return Doubt(left.referent.name, right.referent.name, merged, reason, (first[0], second[0]), (first[1], second[1]))


def first_mention(extraction: Extraction, chain: str) -> tuple[str, str]:
    """The place ("file:offset") of a chain's first mention, and its sentence."""
    spans = sorted(m.span for m in extraction.mentions if m.chain == chain)
    if not spans:
        return extraction.article.file_name, ""
    sentence = next((s for s in extraction.sentences if s.start <= spans[0].start < s.end), Span(0, 0, ""))
    return f"{extraction.article.file_name}:{spans[0].start}", " ".join(sentence.text.split())


def why(
    one: str, other: str, extractions: Iterable[Extraction], onto: Ontology, decisions: Iterable[Decision] = ()
) -> Iterator[str]:
    """Yields in words why the things of two names, or places ("file:offset"), are or are not one in the graph."""
    ordered = sorted({e.article.id: e for e in extractions}.values(), key=lambda e: e.article.id)
    rulings = apply_decisions(decisions, ordered)
    stories = Stories(ordered)
    canonical, _ = merge_entities(ordered, onto, rulings, stories)
    events = merge_events(ordered, canonical, same_quotations(ordered, canonical), onto, rulings, stories)
    index = index_referents(ordered)
    left, right = find(one, index), find(other, index)
    for name, keys in ((one, left), (other, right)):
        if not keys:
            yield f"{name}: no article names it"
    entity_nodes = {n.key: n for e in ordered for n in referent_nodes(e, onto, stories)}
    chains = {n.key: n for e in ordered for n in event_nodes(e, canonical, onto, events)}
    for a in sorted(left):
        for b in sorted(right):
            if a in entity_nodes and b in entity_nodes:
                yield _entity_reason(entity_nodes[a], entity_nodes[b], canonical[a] == canonical[b], rulings, onto)
            elif a in chains and b in chains:
                yield _event_reason(chains[a], chains[b], events[a] == events[b], rulings, stories, onto)


def _entity_reason(a: Node, b: Node, merged: bool, rulings: Rulings, onto: Ontology) -> str:
    head = f"{a.referent.name} ({a.key[0]}) and {b.referent.name} ({b.key[0]}): {'one' if merged else 'two'}"
    if _ruled(rulings, a.key, b.key):
        return f"{head}, by decision"
    like = compare(a, b, onto)
    return f"{head}; likeness {like.score:.2f} ({like.reason}); one from {SAME}"


def _event_reason(a: EventNode, b: EventNode, merged: bool, rulings: Rulings, stories: Stories, onto: Ontology) -> str:
    names = (f"{n.referent.type} “{n.referent.name}” ({n.key[0]})" for n in (a, b))
    head = f"{' and '.join(names)}: {'one' if merged else 'two'}"
    if _ruled(rulings, a.key, b.key):
        return f"{head}, by decision"
    like = likeness(a, b, stories.likeness, onto)
    return f"{head}; likeness {like.score:.1f} ({like.reason}); one from {SAME_EVENT}"
