"""One event from the event chains of many articles: joined by likeness, the surest pairs first.

What an article tells apart stays apart: two of its chains become one only where one of them is bare of all that could
tell it from the other. What is learnt of causes and occasions in a first round supports merges in a second.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter

from kg.decisions import Key, Rulings
from kg.graph import digest
from kg.merge.clusters import Clusters
from kg.merge.entities import force
from kg.merge.event_nodes import EventNode, event_nodes, family, united
from kg.merge.likeness import SALIENT, SAME, conflict_reason, far_apart, is_told, likeness, reach
from kg.merge.stories import Stories
from kg.model import Extraction
from kg.names import name_key
from kg.ontology import Ontology

WINDOW = 30  # neighbours in time with which a chain is compared (sorted neighbourhood, Hernandez & Stolfo 1995)
ROUNDS = 2


def merge_events(
    extractions: Iterable[Extraction],
    entities: Mapping[Key, str],
    quotes: Iterable[tuple[Key, Key]],
    onto: Ontology,
    rulings: Rulings,
    stories: Stories,
) -> dict[Key, str]:
    """The cluster key of every event chain; a caller names the clusters. `quotes` are statements known to be one."""
    extractions, quotes, found = list(extractions), list(quotes), dict[Key, str]()
    nodes: dict[Key, EventNode] = {}
    told: dict[tuple[Key, Key], float] = {}  # the scores of pairs, as long as neither side changes
    for _ in range(ROUNDS):
        before, nodes = nodes, {n.key: n for e in extractions for n in event_nodes(e, entities, onto, found)}
        changed = {key for key, node in nodes.items() if node != before.get(key)}
        told = {pair: score for pair, score in told.items() if changed.isdisjoint(pair)}
        pairs = [(2 * SAME, left, right) for left, right in quotes if left in nodes and right in nodes]
        pairs += sorted(score_events(nodes.values(), onto, stories, told=told), key=lambda p: (-p[0], p[1], p[2]))
        groups = _joined(nodes, pairs, onto, rulings)
        found = {k: name for g in groups for name in [cluster_key(sorted(g), nodes, onto)] for k in g}
    return found


def _joined(
    nodes: Mapping[Key, EventNode], pairs: Iterable[tuple[float, Key, Key]], onto: Ontology, rulings: Rulings
) -> list[list[Key]]:
    known = dict(nodes)  # what is known of each cluster, by its first member

    def allows(a: list[Key], b: list[Key]) -> bool:
        apart = rulings.forbids(a, b) is not None or _told_apart(a, b, nodes)
        return not (apart or conflict_reason(known[a[0]], known[b[0]], onto))

    clusters = Clusters(sorted(nodes), allows)
    force(clusters, rulings, nodes)
    for group in clusters.groups():
        for other in group[1:]:
            known[group[0]] = united(known[group[0]], nodes[other])
    for _, left, right in pairs:
        first, second = clusters.find(left), clusters.find(right)
        if clusters.union(first, second):
            known[first] = united(known[first], known[second])
    return clusters.groups()


def _told_apart(a: list[Key], b: list[Key], nodes: Mapping[Key, EventNode]) -> bool:
    """True if an article has a chain on both sides, and neither is bare."""
    by_article: dict[str, list[EventNode]] = defaultdict(list)
    for key in a:
        by_article[key[0]].append(nodes[key])
    return any(not (nodes[key].bare or twin.bare) for key in b for twin in by_article.get(key[0], ()))


def score_events(
    nodes: Iterable[EventNode],
    onto: Ontology,
    stories: Stories,
    least: float = SAME,
    told: dict[tuple[Key, Key], float] | None = None,
) -> Iterable[tuple[float, Key, Key]]:
    """Scored pairs of chains of different articles that are one event by their likeness, or may be.

    `told` holds the scores of pairs that are known, and takes up the others.
    """
    seen, told, nodes = set(), {} if told is None else told, sorted(nodes, key=_when)
    days = {n.key: reach(n) for n in nodes}
    for left, right in _meeting(nodes, onto, stories):
        if far_apart(days[left.key], days[right.key]):  # as most: then nothing else counts
            continue
        pair = (min(left.key, right.key), max(left.key, right.key))
        if left.key[0] != right.key[0] and pair not in seen:
            seen.add(pair)
            if pair not in told:
                told[pair] = likeness(left, right, stories.likeness, onto, least).score
            if told[pair] >= least:
                yield told[pair], *pair


def _meeting(nodes: list[EventNode], onto: Ontology, stories: Stories) -> Iterator[tuple[EventNode, EventNode]]:
    """Pairs of chains, sorted by time, that may be one event, the earlier first, some of them several times.

    They are neighbours in time among those of one family with a role filler in common, of one name, or of one family in
    articles that tell one story. What is said and has no name meets nothing.
    """
    blocks: dict[tuple[str, str], list[EventNode]] = defaultdict(list)
    salient: dict[str, dict[str, list[tuple[int, EventNode]]]] = defaultdict(lambda: defaultdict(list))
    for place, node in enumerate(n for n in nodes if n.referent.named or not is_told(n, onto)):
        top = family(node.referent.type, onto)
        for filler in {f for fillers in node.roles.values() for f in fillers}:
            blocks[(top, filler)].append(node)
        if node.referent.named:
            blocks[("name", name_key(node.referent.name))].append(node)
        if node.mentions >= SALIENT or node.alone or node.days:
            salient[node.key[0]][top].append((place, node))
    for members in blocks.values():
        for i, left in enumerate(members):
            yield from ((left, right) for right in members[i + 1 : i + 1 + WINDOW])
    for one, other in stories.pairs:
        for top in salient[one].keys() & salient[other].keys():
            for place, node in salient[one][top]:
                kin = salient[other][top]
                at = bisect(kin, place, key=itemgetter(0))
                yield from ((left, node) for _, left in kin[max(at - WINDOW, 0) : at])
                yield from ((node, right) for _, right in kin[at : at + WINDOW])


def _when(node: EventNode) -> tuple[date, Key]:
    """A day near the event, for sorting: its own, else that of the article."""
    days = [d.start for d in node.days if d.start]
    return min(days, default=node.published or date.max), node.key


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
