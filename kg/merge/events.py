"""One event from the event chains of many articles: by type, by the roles that identify it, by time, by numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.decisions import Rulings
from kg.graph import digest
from kg.merge.clusters import Clusters
from kg.merge.entities import Key, force
from kg.model import Claim, Extraction, Quantity, Referent, TimeInterval
from kg.names import name_key, name_words
from kg.ontology import Ontology

SLACK = 3  # days by which the dates of one event may differ between articles (time zones, first and second day)
APART = 45  # days from which two dated reports cannot tell of one event
WINDOW = 60  # neighbours in time with which a chain is compared (sorted neighbourhood, Hernandez & Stolfo 1995)
NEAR = 60  # days between publication and an undated event that it may tell of
GENERIC = frozenset(
    "the a an of its their his her our this that new recent planned plan company firm employee employees worker "
    "workers to at in on for and or by with after before some all".split()
)


@dataclass(slots=True)
class EventNode:
    """An event chain of one article, with what its claims tell of its identity."""

    key: Key
    referent: Referent
    roles: dict[str, set[str]] = field(default_factory=dict)
    days: list[TimeInterval] = field(default_factory=list)
    amounts: list[Quantity] = field(default_factory=list)
    published: date | None = None

    @property
    def words(self) -> frozenset[str]:
        """Content words of its descriptions."""
        return frozenset(
            w for n in (self.referent.name, *self.referent.aliases) for w in name_words(n) if w not in GENERIC
        )


def merge_events(
    extractions: Iterable[Extraction],
    entities: Mapping[Key, str],
    quotes: Iterable[tuple[Key, Key]],
    onto: Ontology,
    rulings: Rulings,
) -> dict[Key, str]:
    """The cluster key of every event chain; a caller names the clusters. `quotes` are statements known to be one."""
    nodes = {n.key: n for e in extractions for n in event_nodes(e, entities, onto)}
    known = dict(nodes)  # what is known of each cluster, by its first member

    def allows(a: list[Key], b: list[Key]) -> bool:
        return rulings.forbids(a, b) is None and not conflict(known[a[0]], known[b[0]], onto)

    clusters = Clusters(sorted(nodes), allows)
    force(clusters, rulings, nodes)
    for group in clusters.groups():
        for other in group[1:]:
            known[group[0]] = united(known[group[0]], nodes[other])
    pairs = [(1.0, left, right) for left, right in quotes if left in nodes and right in nodes]
    pairs += sorted(_pairs(nodes.values(), onto), key=lambda p: (-p[0], p[1], p[2]))
    for _, left, right in pairs:
        first, second = clusters.find(left), clusters.find(right)
        if clusters.union(first, second):
            known[first] = united(known[first], known[second])
    return {k: cluster_key(sorted(g), nodes, onto) for g in clusters.groups() for k in g}


def united(a: EventNode, b: EventNode) -> EventNode:
    """What is known of two chains taken as one event."""
    roles = {r: a.roles.get(r, set()) | b.roles.get(r, set()) for r in a.roles.keys() | b.roles.keys()}
    referent = a.referent if a.referent.named or not b.referent.named else b.referent
    days = list(dict.fromkeys([*a.days, *b.days]))
    return EventNode(a.key, referent, roles, days, list(dict.fromkeys([*a.amounts, *b.amounts])), a.published)


def event_nodes(extraction: Extraction, entities: Mapping[Key, str], onto: Ontology) -> Iterable[EventNode]:
    """The event chains of an article with their roles in terms of merged entities."""
    article = extraction.article
    nodes = {
        r.chain: EventNode((article.id, r.chain), r, published=article.published)
        for r in extraction.referents
        if onto.kind(r.type) == "Event"
    }
    for claim in extraction.claims:
        node = nodes.get(claim.subject)
        if node is not None and not claim.evidence[0].negated:
            _note(node, claim, entities.get((article.id, claim.object or "")), onto)
    return nodes.values()


def _note(node: EventNode, claim: Claim, target: str | None, onto: Ontology) -> None:
    if isinstance(claim.value, TimeInterval) and claim.predicate == "startDate" and claim.value.start:
        node.days.append(claim.value)
    elif isinstance(claim.value, Quantity) and claim.predicate in onto.counts(node.referent.type).values():
        node.amounts.append(claim.value)
    elif target and claim.predicate in (onto.entry_value(node.referent.type, "same_event") or ()):
        node.roles.setdefault(claim.predicate, set()).add(target)


def family(name: str, onto: Ontology) -> str:
    """The class under which twins are sought: protests are one family, strikes another; elsewhere the class itself."""
    for top in ("Protest", "Disaster", "LegalAction", "Layoff", "Petition"):
        if onto.is_a(name, top):
            return top
    return name


def _pairs(nodes: Iterable[EventNode], onto: Ontology) -> Iterable[tuple[float, Key, Key]]:
    """Scored pairs of chains that may be one event: same family and a shared role filler, or one proper name."""
    blocks: dict[tuple[str, str], list[EventNode]] = defaultdict(list)
    for node in nodes:
        top = family(node.referent.type, onto)
        for fillers in node.roles.values():
            for filler in fillers:
                blocks[(top, filler)].append(node)
        if node.referent.named:
            blocks[("name", name_key(node.referent.name))].append(node)
    seen = set()
    for members in blocks.values():
        ordered = sorted(members, key=_when)
        for i, left in enumerate(ordered):
            for right in ordered[i + 1 : i + 1 + WINDOW]:
                pair = (min(left.key, right.key), max(left.key, right.key))
                if left.key[0] != right.key[0] and pair not in seen:
                    seen.add(pair)
                    score = similarity(left, right, onto)
                    if score > 0:
                        yield score, *pair


def _when(node: EventNode) -> tuple[date, Key]:
    """A day near the event, for sorting: its own, else that of the article."""
    days = [d.start for d in node.days if d.start]
    return min(days, default=node.published or date.max), node.key


def similarity(left: EventNode, right: EventNode, onto: Ontology) -> float:
    """How surely two chains of different articles tell of one event, from 0 to 1."""
    if left.referent.named and right.referent.named:
        return 1.0 if name_key(left.referent.name) == name_key(right.referent.name) else 0.0
    if onto.is_a(left.referent.type, "Communication") or conflict(left, right, onto):
        return 0.0
    strict = {"concerns", "acquires", "affects"} & set(onto.entry_value(left.referent.type, "same_event") or ())
    if strict and not any(left.roles.get(r, set()) & right.roles.get(r, set()) for r in strict):
        return 0.0
    closeness = time_closeness(left, right)
    if closeness == 0:
        return 0.0
    words = left.words & right.words
    if onto.is_a(left.referent.type, "PolicyMandate") and not words:
        return 0.0
    return 0.5 * closeness + 0.3 * bool(words) + 0.2 * (left.referent.type == right.referent.type)


def time_closeness(left: EventNode, right: EventNode) -> float:
    """1 where the days meet, less where one side tells none and only the publication dates are near, 0 where apart."""
    if left.days and right.days:
        return 1.0 if any(_meet(a, b) for a in left.days for b in right.days) else 0.0
    dated = [d.start for n in (left, right) for d in n.days if d.start]
    published = [n.published for n in (left, right) if n.published]
    if dated and published:
        return 0.7 if any(abs((d - p).days) <= NEAR for d in dated for p in published) else 0.2
    return 0.5


def _meet(a: TimeInterval, b: TimeInterval) -> bool:
    """True if two intervals, open ends taken as their known end, lie within the slack of each other."""
    if a.start is None or b.start is None:
        return False
    end_a, end_b = a.end or a.start, b.end or b.start
    if (a.precision in ("year", "decade") and a.end is None) or (b.precision in ("year", "decade") and b.end is None):
        return a.start.year == b.start.year
    return (a.start - end_b).days <= SLACK and (b.start - end_a).days <= SLACK


def conflict(left: EventNode, right: EventNode, onto: Ontology) -> bool:
    """True if two chains cannot be one event."""
    return bool(conflict_reason(left, right, onto))


def conflict_reason(left: EventNode, right: EventNode, onto: Ontology) -> str:
    """Why two chains cannot be one event: other kind, name, agents, days or numbers; "" if they can."""
    kinds = (left.referent.type, right.referent.type)
    if family(kinds[0], onto) != family(kinds[1], onto) and not onto.compatible(*kinds):
        return "different kinds of event"
    if left.referent.named and right.referent.named and name_key(left.referent.name) != name_key(right.referent.name):
        return "different proper names"
    for role in sorted(left.roles.keys() & right.roles.keys()):
        if not left.roles[role] & right.roles[role]:
            return f"different {role}: {', '.join(sorted(left.roles[role]))} and {', '.join(sorted(right.roles[role]))}"
    if left.days and right.days and not any(_meet(a, b) for a in left.days for b in right.days):
        gap = min(_gap(a, b) for a in left.days for b in right.days)
        if gap > APART:
            return f"their days lie {gap} days apart"
    return "different numbers" if any(_unlike(a, b) for a in left.amounts for b in right.amounts) else ""


def _gap(a: TimeInterval, b: TimeInterval) -> int:
    if a.start is None or b.start is None:
        return 0
    return max((a.start - (b.end or b.start)).days, (b.start - (a.end or a.start)).days, 0)


def _unlike(a: Quantity, b: Quantity) -> bool:
    """Exact numbers of jobs far apart count different events; reported crowds may differ without end."""
    if a.unit not in ("job", "position", "role") or a.unit != b.unit or a.amount is None or b.amount is None:
        return False
    low, high = sorted((a.amount, b.amount))
    return a.approximation == b.approximation == "Exactly" and high > low * Decimal("1.5")


def cluster_key(members: list[Key], nodes: Mapping[Key, EventNode], onto: Ontology) -> str:
    """The class of a cluster, and a hash of its roles, its days and its places in the articles."""
    group = [nodes[k] for k in members]
    roles = sorted({f"{r}={f}" for n in group for r, fs in n.roles.items() for f in fs})
    days = sorted({str(d.start) for n in group for d in n.days})
    kind = main_type(group, onto)
    places = [f"{a}/{c}" for a, c in members]
    return f"{kind}:" + digest(kind, *roles, *days, *places)


def main_type(group: list[EventNode], onto: Ontology) -> str:
    """The class that most articles give an event; among equals the most special."""
    counts = Counter(n.referent.type for n in group)
    return max(counts, key=lambda t: (counts[t], len(onto.ancestors(t)), t))
