"""The kinds of item that the page tells apart, each by its own shape and colour (light and dark theme).

The colours are Okabe and Ito's, which the colour-blind can tell apart; the shapes are outlines in a box from -1 to 1.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.graph import KnowledgeGraph
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item. One that is `folded` is drawn on demand: the overview shows links in its place."""

    id: str
    label: str
    light: str
    dark: str
    path: str
    folded: bool = False


KINDS = (
    Kind("event", "Events", "#D55E00", "#F0803C", "M0-1.15L1.15 0 0 1.15-1.15 0Z"),
    Kind("person", "People", "#0072B2", "#58A6E8", "M1 0A1 1 0 1 1-1 0 1 1 0 1 1 1 0Z"),
    Kind("group", "Groups", "#56B4E9", "#8FD0F5", "M1.05 0L.52.91H-.52L-1.05 0-.52-.91H.52Z"),
    Kind("organization", "Organizations", "#E69F00", "#F2B63C", "M-.88-.88H.88V.88H-.88Z"),
    Kind("place", "Places", "#009E73", "#2BC59B", "M0 1.2C-.25.7-.85.35-.85-.3A.85.85 0 0 1 .85-.3C.85.35.25.7 0 1.2Z"),
    Kind("topic", "Topics", "#8C7B6B", "#B5A594", "M0-1.05L1.05.8H-1.05Z"),
    Kind("goal", "Goals", "#B8A100", "#F0E442", "M-.85-1.15H-.55L1-.5-.55.15V1.15H-.85Z"),
    Kind("work", "Documents", "#CC79A7", "#E3A0C5", "M-.75-1.05H.3L.8-.55V1.05H-.75Z"),
    Kind("figure", "Figures", "#3D434B", "#D5DAE0", "M-1 1V0H-.4V1ZM-.3 1V-.55H.3V1ZM.4 1V-1H1V1Z"),
    Kind("other", "Other", "#6B7480", "#A3ADB8", "M-.35-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z"),
    Kind("measure", "Other figures", "#6E6259", "#B9AC9F", "M-.8 1V-.2H-.1V1ZM.1 1V-.8H.8V1Z", folded=True),
    Kind("role", "Positions", "#7A5195", "#B58BD0", "M-.85-.95H.85V.25Q.85.8 0 1.15-.85.8-.85.25Z", folded=True),
    Kind("speech", "Statements made", "#882255", "#D977A8", "M-1-.85H1V.45H.1L-.45 1.05V.45H-1Z", folded=True),
)
FOLDED = frozenset(k.id for k in KINDS if k.folded)

_BY_CLASS = (
    ("Person", "person"), ("Organization", "organization"), ("Agent", "group"), ("Place", "place"), ("Goal", "goal"),
    ("Topic", "topic"), ("Position", "role"), ("Work", "work"), ("Quantity", "figure"), ("Event", "event"),
)  # fmt: skip


def kind_table() -> list[dict[str, object]]:
    """The kinds as the script of the page reads them."""
    return [asdict(k) for k in KINDS]


def kinds_of(graph: KnowledgeGraph, onto: Ontology) -> dict[str, str]:
    """The kind of each entity and event by id.

    A communication whose words the graph holds, or that is no more than a statement, is speech, no event of its own.
    """
    spoken = {c.subject for c in graph.claims if c.predicate == "content"}
    kinds = {}
    for node in (*graph.entities, *graph.events):
        above = onto.ancestors(graph.type(node))
        kind = next((kind for name, kind in _BY_CLASS if name in above), "other")
        if kind == "event" and "Communication" in above and (node in spoken or above[0] == "Statement"):
            kind = "speech"
        kinds[node] = kind
    return kinds
