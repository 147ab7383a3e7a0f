"""One entity from the referents of many articles: joined by name, type and post; named and given an id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.decisions import Key, Rulings
from kg.graph import Entity, digest
from kg.merge.clusters import Clusters
from kg.merge.entity_nodes import Node, referent_nodes
from kg.merge.namesakes import PERSONS, Scorer, candidates
from kg.merge.stories import Stories
from kg.model import Extraction
from kg.names import TITLES, last_name, name_words
from kg.ontology import Known, Ontology
from kg.slugs import unique_ids

TOLD = 0.15  # the share of its referents that must tell the class of an entity
TITLED = frozenset((title,) for title in TITLES)


def merge_entities(
    extractions: Iterable[Extraction], onto: Ontology, rulings: Rulings, stories: Stories, score: Scorer | None = None
) -> tuple[dict[Key, str], dict[str, Entity]]:
    """The canonical id of every entity referent, and the entities; `score` compares their names in another engine."""
    nodes = {n.key: n for e in extractions for n in referent_nodes(e, onto, stories)}

    sides = {k: Side.of([n]) for k, n in nodes.items()}  # what is known of each cluster, by its first member

    def allows(a: list[Key], b: list[Key]) -> bool:
        return rulings.forbids(a, b) is None and sides[a[0]].fits(sides[b[0]], onto)

    clusters = Clusters(sorted(nodes), allows)
    force(clusters, rulings, nodes)
    for group in clusters.groups():
        sides[group[0]] = Side.of([nodes[k] for k in group])

    def join(left: Key, right: Key) -> None:
        first, second = clusters.find(left), clusters.find(right)
        if clusters.union(first, second):
            sides[first] |= sides[second]

    for left, right in candidates(nodes, onto, score):
        join(left, right)
    _join_family_names(nodes, clusters, join)
    groups = [[nodes[k] for k in sorted(g)] for g in clusters.groups()]
    return _entities(groups, onto)


@dataclass(frozen=True, slots=True)
class Side:
    """What a cluster is: the background entities and the types of its referents."""

    known: frozenset[str]
    types: frozenset[str]

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Side:
        """The side that some referents make."""
        nodes = list(nodes)
        return cls(frozenset(n.known for n in nodes if n.known), frozenset(n.referent.type for n in nodes))

    def __or__(self, other: Side) -> Side:
        return Side(self.known | other.known, self.types | other.types)

    def fits(self, other: Side, onto: Ontology) -> bool:
        """No merge across kinds, nor of two background entities, nor of a person with anything else."""
        both = self | other
        return (
            len(both.known) < 2
            and len({onto.kind(t) for t in both.types}) == 1
            and ("Person" not in both.types or both.types <= PERSONS)
        )


def force(clusters: Clusters[Key], rulings: Rulings, nodes: Collection[Key]) -> None:
    """Joins what people decided to be one."""
    for keys, _ in rulings.same:
        present = sorted(k for k in keys if k in nodes)
        for other in present[1:]:
            clusters.union(present[0], other, force=True)


def _join_family_names(nodes: Mapping[Key, Node], clusters: Clusters[Key], join: Callable[[Key, Key], None]) -> None:
    """A person whom an article names by one word joins the only person of the corpus with that family name.

    Where nobody bears it as a family name, the word is the whole name of one person.
    """
    full: dict[str, set[Key]] = defaultdict(set)
    for key, node in nodes.items():
        if node.referent.type == "Person" and node.referent.named:
            for name in node.names:
                if last_name(name):
                    full[last_name(name)].add(clusters.find(key))
    alone: dict[str, Key] = {}
    for key, node in sorted(nodes.items()):
        if node.lone:
            word = name_words(node.names[0])[0]
            targets = full.get(word) or {alone.setdefault(word, key)}
            if len({clusters.find(t) for t in targets}) == 1:
                join(min(targets), key)


def _entities(groups: list[list[Node]], onto: Ontology) -> tuple[dict[Key, str], dict[str, Entity]]:
    drafts = _keyed(groups)
    owners = _owners(drafts)
    named = {key: onto.known[owners[key]].name if key in owners else canonical_name(g) for key, g in drafts.items()}
    ids = unique_ids(((key, name) for key, name in named.items() if key not in owners), onto.known) | owners
    canonical: dict[Key, str] = {}
    entities: dict[str, Entity] = {}
    for key, group in drafts.items():
        entities[ids[key]] = _entity(ids[key], named[key], group, onto.known.get(owners.get(key, "")), onto)
        canonical |= {n.key: ids[key] for n in group}
    return canonical, entities


def _keyed(groups: list[list[Node]]) -> dict[str, list[Node]]:
    """Clusters by key; namesakes that a decision keeps apart are told apart by their places in the articles."""
    counts = Counter(map(cluster_key, groups))
    return {cluster_key(g) if counts[cluster_key(g)] == 1 else place_key(g): g for g in groups}


def _owners(drafts: Mapping[str, list[Node]]) -> dict[str, str]:
    """The background entity that each cluster is: of those that share one, the one with most referents."""
    owners: dict[str, str] = {}
    for key, group in sorted(drafts.items(), key=lambda item: (-len(item[1]), item[0])):
        known = next((n.known for n in group if n.known), None)
        if known and known not in owners.values():
            owners[key] = known
    return owners


def cluster_key(group: list[Node]) -> str:
    """A hash of who is in a cluster: for named things of the names, else of the places in the articles."""
    if any(n.travels for n in group):
        return digest(group[0].referent.type, *sorted({name for n in group for name in n.names}))
    return place_key(group)


def place_key(group: list[Node]) -> str:
    """A hash of the places of a cluster in the articles."""
    return digest(*(f"{a}/{c}" for a, c in (n.key for n in group)))


def canonical_name(group: list[Node]) -> str:
    """The name most articles use; among equals the longest; acronyms and names with a title last."""
    counts = Counter(name for n in group for name in {n.referent.name})

    def merit(name: str) -> tuple[bool, bool, bool, int, int, str]:
        acronym, titled = name.isupper() and len(name) < 9, name_words(name)[:1] in TITLED
        return not acronym, len(name.split()) > 1, not titled, counts[name], len(name), name

    return max(counts, key=merit)


def main_type(group: list[Node], onto: Ontology) -> str:
    """The most special class that a share of the referents have, or one below it: one slip among many tells nothing."""
    counts = Counter(n.referent.type for n in group)

    def merit(kind: str) -> tuple[bool, int, int, str]:
        support = sum(count for told, count in counts.items() if onto.is_a(told, kind))
        return support >= TOLD * len(group), len(onto.ancestors(kind)), counts[kind], kind

    return max(counts, key=merit)


def _entity(id_: str, name: str, group: list[Node], known: Known | None, onto: Ontology) -> Entity:
    kind = known.type if known else main_type(group, onto)
    aliases = {a for n in group for a in (n.names if n.referent.named else (n.referent.name,))} | set(
        known.aliases if known else ()
    )
    return Entity(id_, kind, name, tuple(sorted(aliases - {name})), known.same_as if known else ())
