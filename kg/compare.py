"""Two graphs side by side, and one graph's outlets side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import KnowledgeGraph, Statement
from kg.model import Quantity, TimeInterval

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two graphs in words. `kind`: new, gone, corroborated, contradicted, agreed, doubted."""

    kind: str
    text: str


def compare_graphs(old: KnowledgeGraph, new: KnowledgeGraph) -> Iterator[Change]:
    """Yields what changed from one graph to another: statements, their support, and their contradictions."""
    before, after = facts(old), facts(new)
    for fact in sorted(after.keys() - before.keys()):
        yield Change("new", f"{words(fact)} ({', '.join(sorted(after[fact]))})")
    for fact in sorted(before.keys() - after.keys()):
        yield Change("gone", f"{words(fact)} ({', '.join(sorted(before[fact]))})")
    for fact in sorted(before.keys() & after.keys()):
        if gained := after[fact] - before[fact]:
            yield Change("corroborated", f"{words(fact)}, now also by {', '.join(sorted(gained))}")
        if lost := before[fact] - after[fact]:
            yield Change("doubted", f"{words(fact)}, no longer by {', '.join(sorted(lost))}")
    clashes, settled = disputes(old), disputes(new)
    for clash in sorted(settled - clashes):
        yield Change("contradicted", clash)
    for clash in sorted(clashes - settled):
        yield Change("agreed", f"no longer in dispute: {clash}")


def words(fact: Fact) -> str:
    """A fact as a line of text."""
    return f"{fact[0]} – {fact[1]} – {fact[2]}"


def facts(graph: KnowledgeGraph) -> dict[Fact, set[str]]:
    """What is told, in names, and by which outlets."""
    found: dict[Fact, set[str]] = defaultdict(set)
    for s in graph.statements:
        if s.claim.predicate != "content":
            found[fact_of(s, graph)].add(graph.name(graph.outlets[s.evidence.article]))
    return dict(found)


def fact_of(statement: Statement, graph: KnowledgeGraph) -> Fact:
    """A statement in names; how it is meant is part of it where it is no plain fact."""
    claim, evidence = statement.claim, statement.evidence
    stance = "" if evidence.modality == "Actual" else f" ({evidence.modality.lower()})"
    stance += " (denied)" if evidence.negated else ""
    return graph.name(claim.subject), (claim.predicate_text or claim.predicate) + stance, value_words(statement, graph)


def value_words(statement: Statement, graph: KnowledgeGraph) -> str:
    """The object or value of a statement in words."""
    value = statement.claim.value
    if statement.claim.object:
        return graph.name(statement.claim.object)
    if isinstance(value, TimeInterval):
        days = [d.isoformat() for d in (value.start, value.end) if d]
        return " to ".join(dict.fromkeys(days)) or value.text
    return value.text if isinstance(value, Quantity) else str(value)


def disputes(graph: KnowledgeGraph) -> set[str]:
    """The contradictions of a graph in words."""
    by_id = {s.id: s for s in graph.statements}
    return {
        f"{graph.name(by_id[c.first].claim.subject)} – {by_id[c.first].claim.predicate}: {c.reason}"
        for c in graph.contradictions if c.first in by_id
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which outlet tells which fact. `cells[i][j]` are the words of outlet j for fact i, "" where it leaves it out."""

    outlets: tuple[str, ...]
    facts: tuple[Fact, ...]
    cells: tuple[tuple[str, ...], ...]


def coverage(graph: KnowledgeGraph, event: str = "") -> Coverage:
    """The facts of the events (or of one, by id) against the outlets, those told by most first.

    The first row of each event is the word that each outlet has for it.
    """
    outlets = tuple(sorted({graph.name(o) for o in graph.outlets.values()}))
    table: dict[Fact, dict[str, str]] = defaultdict(dict)
    wanted = {event} if event else {i for i, e in graph.events.items() if e.type != "Statement"}
    for m in graph.mentions:
        if m.refers_to in wanted:
            fact = (graph.name(m.refers_to), "is called", "")
            table[fact].setdefault(graph.name(graph.outlets[m.article]), m.span.text)
    for s in graph.statements:
        if s.claim.subject in wanted and s.claim.predicate != "content":
            table[fact_of(s, graph)].setdefault(graph.name(graph.outlets[s.evidence.article]), s.evidence.trigger.text)
    order = sorted(table, key=lambda f: (f[0], f[1] != "is called", -len(table[f]), f))
    cells = tuple(tuple(" ".join(table[f].get(o, "").split()) for o in outlets) for f in order)
    return Coverage(outlets, tuple(order), cells)
