"""What is drawn: the items and links of the page, from the statements of a graph.

Besides entities and events there is one item for each figure that is told of something, however many sources differ on
it. Positions and statements made are folded: a link in their place ("CEO", "spoke to") keeps their two sides together.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.graph import KnowledgeGraph, Statement, digest
from kg.html.kinds import FOLDED, kinds_of
from kg.html.labels import clean, wrap
from kg.model import Quantity
from kg.ontology import Ontology

MINOR = 3.0  # up to this weight the label of an item is kept short
Row = tuple[Statement, int]  # a statement and its place in the graph's list
Matter = tuple[str, str, str, str]  # what a figure measures: subject, property, scope, unit
Place = tuple[str, int]  # a sentence: its article and where it starts

PLAIN = "quantity"  # a figure of no property of its own is a detail, not a part of the picture
UNITS = {"person": "people", "percent": "%"}
SPOKE_TO, SPOKE_OF = "spoke to", "spoke of"


@dataclass(frozen=True, slots=True)
class Item:
    """A shape of the picture. `node` is the entity or event behind it, "" for a figure.

    `weight` is its importance; it is `disputed` if sources contradict each other on it.
    """

    id: str
    node: str
    kind: str
    type: str
    name: str
    label: str
    weight: float
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the picture between two items, with the statements behind it, by their place in the graph's list.

    `predicate` is a property of the vocabulary, "" where the link stands for what is folded. `folded` is the kind of
    the item in whose place it is drawn.
    """

    id: str
    source: str
    target: str
    predicate: str
    label: str
    statements: tuple[int, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All items and links, in the order of their ids."""

    items: tuple[Item, ...]
    links: tuple[Link, ...]


def build_scene(graph: KnowledgeGraph, onto: Ontology) -> Scene:
    """The items and links of a graph."""
    kinds = kinds_of(graph, onto)
    figures = _figures(graph.statements)
    items = [*_node_items(graph, onto, kinds), *_figure_items(graph, onto, figures)]
    links = [
        *_told_links(graph, onto),
        *_figure_links(figures, onto),
        *_position_links(graph, kinds),
        *_speech_links(graph, kinds),
    ]
    return Scene(tuple(sorted(items, key=lambda i: i.id)), tuple(sorted(links, key=lambda k: k.id)))


def _node_items(graph: KnowledgeGraph, onto: Ontology, kinds: Mapping[str, str]) -> Iterator[Item]:
    places: dict[str, set[Place]] = defaultdict(set)
    for s in graph.statements:
        for node in {s.claim.subject, s.claim.object or s.claim.subject}:
            places[node].add(_place(s))
    at_odds = _at_odds(graph)
    disputed = {s.claim.subject for s in graph.statements if s.id in at_odds}
    for node in (*graph.entities, *graph.events):
        name, weight = clean(graph.name(node)) or node, _weight(places.get(node, set()))
        label = wrap(name, lines=3 if weight > MINOR else 2)
        type_ = term_label(onto, graph.type(node))
        yield Item(node_id(node), node, kinds[node], type_, name, label, weight, node in disputed)


def _figure_items(graph: KnowledgeGraph, onto: Ontology, figures: Mapping[Matter, list[Row]]) -> Iterator[Item]:
    at_odds = _at_odds(graph)
    for matter, rows in figures.items():
        subject, predicate, scope, _ = matter
        kind = "measure" if predicate == PLAIN else "figure"
        told = [s for s, _ in rows]
        what = term_label(onto, predicate)
        name = clean(f"{graph.name(subject)}: {what}" + (f", {graph.name(scope)}" if scope else ""))
        label, weight = wrap(figure_words(told)), _weight({_place(s) for s in told})
        disputed = any(s.id in at_odds for s in told)
        yield Item(figure_id(matter), "", kind, what, name, label, weight, disputed)


def _at_odds(graph: KnowledgeGraph) -> set[str]:
    return {i for pair in graph.contradictions for i in (pair.first, pair.second)}


def _place(s: Statement) -> Place:
    return s.evidence.article, s.evidence.sentence.start


def _weight(places: set[Place]) -> float:
    """Importance: the number of sentences that tell of an item, more where several articles do."""
    return round(len(places) * math.sqrt(len({article for article, _ in places})), 2)


def node_id(node: str) -> str:
    """The id of an entity or event in the page: never a name that JavaScript objects have from birth."""
    return "n:" + node


def figure_id(matter: Matter) -> str:
    """The id of the item for a figure."""
    return "f:" + digest(*matter)


def term_label(onto: Ontology, name: str) -> str:
    """What a class or property is called."""
    term = onto.terms.get(name)
    return clean(term.label if term and term.label else name)


def _figures(statements: Iterable[Statement]) -> dict[Matter, list[Row]]:
    """Statements of quantities by what they measure."""
    matters: dict[Matter, list[Row]] = defaultdict(list)
    for at, statement in enumerate(statements):
        claim = statement.claim
        if isinstance(claim.value, Quantity):
            matters[(claim.subject, claim.predicate, claim.scope or "", claim.value.unit)].append((statement, at))
    return matters


def figure_words(statements: Iterable[Statement]) -> str:
    """All that is told of one figure in a few words: the words themselves, or the lowest and highest number."""
    quantities = [s.claim.value for s in statements if isinstance(s.claim.value, Quantity)]
    texts = {clean(q.text) for q in quantities}
    numbers = sorted(n for q in quantities for n in (q.amount, q.min, q.max) if n is not None and n.is_finite())
    if len(texts) == 1 or not numbers:
        return min(texts, default="")
    unit = Counter(q.unit for q in quantities).most_common(1)[0][0]
    suffix = UNITS.get(unit, unit if unit.isupper() or unit.endswith("s") or not unit else unit + "s")
    low, high = (f"{n.normalize():,f}" for n in (numbers[0], numbers[-1]))
    return clean(f"{low if low == high else f'{low} – {high}'} {suffix}")


def _link(source: str, target: str, predicate: str, label: str, rows: Iterable[int], folded: str = "") -> Link:
    return Link(
        "e:" + digest(source, target, predicate, label, folded),
        source,
        target,
        predicate,
        label,
        tuple(sorted(set(rows))),
        folded,
    )


def _told_links(graph: KnowledgeGraph, onto: Ontology) -> Iterator[Link]:
    """One link for each pair and property; all that fits no property of the vocabulary is one link of its pair."""
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, s in enumerate(graph.statements):
        if s.claim.object is not None:
            groups[(s.claim.subject, s.claim.object, s.claim.predicate)].append(at)
    for (subject, target, predicate), rows in groups.items():
        words = Counter(clean(graph.statements[i].claim.predicate_text) for i in rows)
        label = _most_used(words) if any(words) else term_label(onto, predicate)
        yield _link(node_id(subject), node_id(target), predicate, label, rows)


def _most_used(words: Counter[str]) -> str:
    best = min((w for w in words if w), key=lambda w: (-words[w], w))
    others = sum(1 for w in words if w and w != best)
    return f"{best} +{others}" if others else best


def _figure_links(figures: Mapping[Matter, list[Row]], onto: Ontology) -> Iterator[Link]:
    for matter, rows in figures.items():
        subject, predicate, *_ = matter
        yield _link(node_id(subject), figure_id(matter), predicate, term_label(onto, predicate), (at for _, at in rows))


def _position_links(graph: KnowledgeGraph, kinds: Mapping[str, str]) -> Iterator[Link]:
    """A person and an organization, in place of the position between them."""
    held, at = defaultdict(list), defaultdict(list)
    for row, s in enumerate(graph.statements):
        if s.claim.object is not None and s.claim.predicate == "holdsPosition":
            held[s.claim.object].append((s.claim.subject, row))
        elif s.claim.object is not None and kinds.get(s.claim.subject) == "role":
            at[s.claim.subject].append((s.claim.object, row))
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for position, holders in held.items():
        for person, one in holders:
            for organization, other in at[position]:
                groups[(person, organization, graph.name(position).split(",")[0])] += [one, other]
    for (person, organization, title), rows in groups.items():
        yield _link(node_id(person), node_id(organization), "", clean(title), rows, "role")


def _speech_links(graph: KnowledgeGraph, kinds: Mapping[str, str]) -> Iterator[Link]:
    """A speaker and those spoken to or of, in place of the statements made."""
    speakers = defaultdict(set)
    for claim in graph.claims:
        if claim.predicate == "performedBy" and claim.object is not None and kinds.get(claim.subject) == "speech":
            speakers[claim.subject].add(claim.object)
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row, s in enumerate(graph.statements):
        for speaker, target, label in _spoken(s, kinds, speakers):
            if speaker in kinds and speaker != target and kinds[target] not in FOLDED and kinds[speaker] not in FOLDED:
                groups[(speaker, target, label)].append(row)
    for (speaker, target, label), rows in groups.items():
        yield _link(node_id(speaker), node_id(target), "", label, rows, "speech")


def _spoken(s: Statement, kinds: Mapping[str, str], speakers: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    if s.evidence.speaker:
        yield s.evidence.speaker, s.claim.subject, SPOKE_OF
    if s.claim.object is not None and kinds.get(s.claim.subject) == "speech" and s.claim.predicate != "performedBy":
        for speaker in sorted(speakers.get(s.claim.subject, ())):
            yield speaker, s.claim.object, SPOKE_TO if s.claim.predicate == "addressedTo" else SPOKE_OF
