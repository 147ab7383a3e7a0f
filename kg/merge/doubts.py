"""Merges that a person should look at, and the reason why two things were or were not made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.decisions import Decision, Key, Rulings, apply_decisions, find, index_referents
from kg.merge.entities import merge_entities
from kg.merge.entity_nodes import Node, referent_nodes
from kg.merge.event_nodes import EventNode, event_nodes
from kg.merge.events import merge_events, score_events
from kg.merge.likeness import SAME as SAME_EVENT
from kg.merge.likeness import likeness
from kg.merge.namesakes import DOUBT, SAME, compare, score_pairs
from kg.merge.quotes import same_quotations
from kg.merge.stories import Stories
from kg.model import Extraction, Span
from kg.ontology import Ontology

MARGIN = 1.0  # weight about the threshold of events inside which a person should look


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two things that are one in the graph, or are not, on weak ground; with a place and a sentence for each side."""

    one: str
    other: str
    merged: bool
    reason: str
    places: tuple[str, str]
    sentences: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Merge:
    """What merging made of a corpus, with what it went by."""

    extractions: dict[str, Extraction]
    rulings: Rulings
    stories: Stories
    ids: dict[Key, str]
    entities: dict[Key, Node]
    events: dict[Key, EventNode]

    def one(self, a: Key, b: Key) -> bool:
        return self.ids[a] == self.ids[b]

    def ruled(self, a: Key, b: Key) -> bool:
        """True if people decided on these two."""
        return self.rulings.forbids([a], [b]) is not None or any(
            a in keys and b in keys for keys, _ in self.rulings.same
        )


def _merge(extractions: Iterable[Extraction], onto: Ontology, decisions: Iterable[Decision]) -> _Merge:
    by_id = {e.article.id: e for e in extractions}
    ordered = [by_id[k] for k in sorted(by_id)]
    rulings, stories = apply_decisions(decisions, ordered), Stories(ordered)
    ids, _ = merge_entities(ordered, onto, rulings, stories)
    found = merge_events(ordered, ids, same_quotations(ordered, ids), onto, rulings, stories)
    entities = {n.key: n for e in ordered for n in referent_nodes(e, onto, stories)}
    events = {n.key: n for e in ordered for n in event_nodes(e, ids, onto, found)}
    return _Merge(by_id, rulings, stories, ids | found, entities, events)


def find_doubts(
    extractions: Iterable[Extraction], onto: Ontology, decisions: Iterable[Decision] = ()
) -> Iterator[Doubt]:
    """Yields pairs whose likeness is neither sure nor absent and on which nobody has decided.

    First entities of different names, once a pair of names; then events, named by their places, once a pair of events.
    """
    merge = _merge(extractions, onto, decisions)
    yield from _entity_doubts(merge, onto)
    yield from _event_doubts(merge, onto)


def _entity_doubts(merge: _Merge, onto: Ontology) -> Iterator[Doubt]:
    shown: set[frozenset[str]] = set()
    named = [n for n in merge.entities.values() if n.referent.named]
    for (a, b), score in sorted(score_pairs(named, onto).items()):
        left, right = merge.entities[a], merge.entities[b]
        names = frozenset({left.referent.name, right.referent.name})
        if DOUBT <= score < 1 and len(names) == 2 and names not in shown and not merge.ruled(a, b):
            shown.add(names)
            yield _doubt(merge, a, b, compare(left, right, onto).reason, left.referent.name, right.referent.name)


def _event_doubts(merge: _Merge, onto: Ontology) -> Iterator[Doubt]:
    """Of two events the surest pair, if it lies about the threshold; of one event each chain that hangs by a thread."""
    pairs = sorted(score_events(merge.events.values(), onto, merge.stories, SAME_EVENT - MARGIN), reverse=True)
    shown: set[object] = set()
    for score, a, b in pairs:
        one = merge.one(a, b)
        marks = {a, b} if one else {frozenset({merge.ids[a], merge.ids[b]})}
        if score < SAME_EVENT + MARGIN and not marks <= shown and not merge.ruled(a, b):
            like = likeness(merge.events[a], merge.events[b], merge.stories.likeness, onto)
            yield _doubt(merge, a, b, f"likeness {like.score:.1f} ({like.reason}); one from {SAME_EVENT}")
        shown |= marks


def _doubt(merge: _Merge, a: Key, b: Key, reason: str, one: str = "", other: str = "") -> Doubt:
    first, second = (first_mention(merge.extractions[key[0]], key[1]) for key in (a, b))
    places, sentences = (first[0], second[0]), (first[1], second[1])
    return Doubt(one or places[0], other or places[1], merge.one(a, b), reason, places, sentences)


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
    """Yields in words why the things of two names, or places ("file:offset"), are or are not one in the graph.

    Each reason once, with the files in which it holds first and the number of other pairs.
    """
    merge = _merge(extractions, onto, decisions)
    index = index_referents(merge.extractions.values())
    left, right = find(one, index), find(other, index)
    for name, keys in ((one, left), (other, right)):
        if not keys:
            yield f"{name}: no article names it"
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for a in sorted(left):
        for b in sorted(right):
            if told := _reason(merge, a, b, onto):
                files = (merge.extractions[a[0]].article.file_name, merge.extractions[b[0]].article.file_name)
                found.setdefault(told, []).append(files)
    if left and right and not found:
        yield f"{one} and {other}: two; an event and an entity cannot be one"
    for (first, second, reason), pairs in found.items():
        more = f" (and {len(pairs) - 1} more)" if len(pairs) > 1 else ""
        yield f"{first} ({pairs[0][0]}) and {second} ({pairs[0][1]}): {reason}{more}"


def _reason(merge: _Merge, a: Key, b: Key, onto: Ontology) -> tuple[str, str, str] | None:
    """What two referents are called, whether they are one, and why; None if they cannot be compared."""
    if a in merge.entities and b in merge.entities:
        left, right = merge.entities[a], merge.entities[b]
        names, same = compare(left, right, onto), SAME
        one, other = left.referent.name, right.referent.name
        score, reason = names.score, f"likeness {names.score:.2f} ({names.reason}); one from {SAME}"
    elif a in merge.events and b in merge.events:
        first, second = merge.events[a], merge.events[b]
        like, same = likeness(first, second, merge.stories.likeness, onto), SAME_EVENT
        one, other = (f"{n.referent.type} “{n.referent.name}”" for n in (first, second))
        score, reason = like.score, f"likeness {like.score:.1f} ({like.reason}); one from {SAME_EVENT}"
    else:
        return None
    if a == b:
        return one, other, "one, an article calls it both"
    if merge.ruled(a, b):
        return one, other, f"{'one' if merge.one(a, b) else 'two'}, by decision"
    between = ""
    if merge.one(a, b) != (score >= same):
        between = ", by others in between" if merge.one(a, b) else ", as others in between forbid it"
    return one, other, f"{'one' if merge.one(a, b) else 'two'}{between}; {reason}"
