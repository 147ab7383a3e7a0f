"""The graph: entities, events and claims of many articles, and views of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.model import Article, Claim, Evidence, Quantity, Span, TimeInterval

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, ... as the graph believes it to be: a cluster of mentions."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the graph believes it to be. `start` and `end` are the first and last day it can have had.

    `status` is the local name of a kg:EventStatus; `date_texts` are the words that tell its time.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    status: str = ""
    start: date | None = None
    end: date | None = None
    date_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A mention in the graph: `refers_to` is an entity or event id."""

    article: str
    span: Span
    kind: str
    refers_to: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a statement among those on the same matter, and why. `level`: Preferred, Normal or Deprecated."""

    level: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements, by their ids, that cannot hold together, and why."""

    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as one sentence tells it: what RDF calls a kg:Claim node."""

    id: str
    claim: Claim
    evidence: Evidence
    rank: Rank

    @property
    def accepted(self) -> bool:
        """True if the statement is believed: told as fact, not denied, not deprecated."""
        return self.evidence.modality == "Actual" and not self.evidence.negated and self.rank.level != "Deprecated"


@dataclass(frozen=True)
class KnowledgeGraph:
    """What all articles together say. `canonical` maps (article, chain) to the id of an entity or event.

    `model` tells which language model read the articles: its name and version.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    mentions: tuple[PlacedMention, ...] = ()
    outlets: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[tuple[str, str, str], ...] = ()
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    canonical: Mapping[tuple[str, str], str] = field(default_factory=dict)
    not_understood: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    model: str = ""

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every claim with every evidence of it, by id."""
        rows = ((statement_id(c, e), c, e) for c in self.claims for e in c.evidence)
        return tuple(
            Statement(i, c, e, self.ranks.get(i, Rank("Normal"))) for i, c, e in sorted(rows, key=lambda r: r[0])
        )

    def name(self, node: str) -> str:
        """The name of an entity or event."""
        found = self.entities.get(node) or self.events.get(node)
        return found.name if found else node

    def type(self, node: str) -> str:
        """The class of an entity or event."""
        found = self.entities.get(node) or self.events.get(node)
        return found.type if found else ""

    def speaker(self, evidence: Evidence) -> str:
        """Who says so: the speaker, or the outlet of the article."""
        return evidence.speaker or self.outlets[evidence.article]

    def about(self, node: str) -> Iterator[Statement]:
        """Yields the statements that have a node as subject or object."""
        return (s for s in self.statements if node in (s.claim.subject, s.claim.object))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Entities and events as nodes (label, type), statements between them as edges keyed by their id."""
        import networkx as nx

        graph = nx.MultiDiGraph()
        for node in (*self.entities, *self.events):
            graph.add_node(node, label=self.name(node), type=self.type(node))
        for s in self.statements:
            if s.claim.object is not None:
                graph.add_edge(
                    s.claim.subject,
                    s.claim.object,
                    key=s.id,
                    predicate=s.claim.predicate,
                    modality=s.evidence.modality,
                    negated=s.evidence.negated,
                    sentence=s.evidence.sentence.text,
                    article=self.articles[s.evidence.article].file_name,
                )
        return graph

    def to_dataframe(self) -> Any:
        """One row a statement, as a `pandas.DataFrame`; needs pandas (the extra `notebook`)."""
        rows = import_module("kg.html.notebook").statement_rows(self)  # by name: views lie above the graph
        return import_module("pandas").DataFrame(rows)

    def _repr_html_(self) -> str:
        """The page in a frame, for a cell of a notebook."""
        return str(import_module("kg.html.notebook").notebook_html(self))


def statement_id(claim: Claim, evidence: Evidence) -> str:
    """An id from what is said, where and how: the same in every run."""
    said = (claim.subject, claim.predicate, claim.object or "", value_key(claim.value), claim.scope or "")
    told = (evidence.article, str(evidence.sentence.start), evidence.modality, str(evidence.negated))
    return "claim-" + digest(*said, claim.predicate_text, *told, evidence.speaker or "")


def quantity_id(quantity: Quantity) -> str:
    """An id from the words and numbers of a quantity."""
    return "quantity-" + digest(value_key(quantity))


def value_key(value: object) -> str:
    """A value as text that is equal for equal values."""
    if isinstance(value, Quantity):
        numbers = (n if n is None else format(n.normalize(), "f") for n in (value.amount, value.min, value.max))
        return "|".join(map(str, (*numbers, value.approximation, value.unit, value.text)))
    if isinstance(value, TimeInterval):
        return f"{value.start}/{value.end}/{value.precision}/{value.text}"
    return "" if value is None else str(value)


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
