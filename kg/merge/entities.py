"""One entity from the referents of many articles: blocked by words of the name, joined by name, type and employer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.decisions import Rulings
from kg.graph import Entity, digest
from kg.merge.clusters import Clusters
from kg.model import Extraction, Referent
from kg.names import Similarity, initials, last_name, name_key, name_similarity, name_words
from kg.ontology import Known, Ontology
from kg.slugs import unique_ids

Key = tuple[str, str]  # (article id, chain)
SAME = 0.9  # name_similarity from which two names of compatible types are one entity
WINDOW = 200  # neighbours by name with which a referent is compared inside a block
SHARED_BY_NAME = frozenset({"Topic", "Goal", "Place", "Work", "Report", "Position", "EmployeeGroup", "Group"})


@dataclass(frozen=True, slots=True)
class Node:
    """A referent of one article on its way to an entity."""

    key: Key
    referent: Referent
    known: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Its proper names, or its description."""
        return self.referent.aliases or (self.referent.name,)


def merge_entities(
    extractions: Iterable[Extraction], onto: Ontology, rulings: Rulings
) -> tuple[dict[Key, str], dict[str, Entity]]:
    """The canonical id of every entity referent, and the entities."""
    nodes = {n.key: n for e in extractions for n in referent_nodes(e, onto)}

    def allows(a: list[Key], b: list[Key]) -> bool:
        return rulings.forbids(a, b) is None and _compatible([nodes[k] for k in a], [nodes[k] for k in b], onto)

    clusters = Clusters(sorted(nodes), allows)
    force(clusters, rulings, nodes)
    for left, right in _candidates(nodes.values(), onto):
        clusters.union(left, right)
    _join_family_names(nodes, clusters)
    groups = [[nodes[k] for k in sorted(g)] for g in clusters.groups()]
    return _entities(groups, onto)


def force(clusters: Clusters[Key], rulings: Rulings, nodes: Collection[Key]) -> None:
    """Joins what people decided to be one."""
    for keys, _ in rulings.same:
        present = sorted(k for k in keys if k in nodes)
        for other in present[1:]:
            clusters.union(present[0], other, force=True)


def referent_nodes(extraction: Extraction, onto: Ontology) -> Iterable[Node]:
    """The entity referents of an article."""
    for referent in extraction.referents:
        if onto.kind(referent.type) not in ("Event", "") and referent.name:
            known = onto.gazetteer.get(referent.name) if referent.named else None
            fits = known is not None and onto.kind(known.type) == onto.kind(referent.type)
            yield Node((extraction.article.id, referent.chain), referent, known.id if known and fits else None)


def _block_keys(node: Node, onto: Ontology) -> set[str]:
    """Keys under which a node meets its possible twins: whole name, acronym, family name, first word, background id."""
    kind = onto.kind(node.referent.type)
    keys = {f"known {node.known}"} if node.known else set()
    for name in node.names:
        keys.add(f"{kind} {name_key(name)}")
        if node.referent.named:
            words = name_words(name)
            keys.add(f"{kind} {initials(name)}" if len(words) > 2 else f"{kind} {name_key(name)}")
            keys.add(f"{kind} {' '.join(words[:2])}")
            if node.referent.type == "Person" and last_name(name):
                keys.add(f"{kind} family {last_name(name)}")
                keys.add(f"{kind} given {words[0]}")
    return keys


def _candidates(nodes: Iterable[Node], onto: Ontology) -> list[tuple[Key, Key]]:
    """Pairs that are one entity by their names, best first."""
    scored = score_pairs(nodes, onto)
    return [pair for pair, score in sorted(scored.items(), key=lambda item: (-item[1], item[0])) if score >= SAME]


def score_pairs(nodes: Iterable[Node], onto: Ontology) -> dict[tuple[Key, Key], float]:
    """The likeness of the pairs that meet in a block."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in _block_keys(node, onto):
            blocks[key].append(node)
    scored: dict[tuple[Key, Key], float] = {}
    for members in blocks.values():
        members.sort(key=lambda n: n.key)
        by_name: dict[tuple[object, ...], Node] = {}
        for node in members:  # equal nodes need no pairwise comparison: a chain of them is enough
            signature = (node.referent.type, node.names, node.referent.named)
            if signature in by_name and _mergeable(node):
                scored[(by_name[signature].key, node.key)] = 1.0
            else:
                by_name[signature] = node
        _score_block(list(by_name.values()), scored, onto)
    return scored


def _score_block(nodes: list[Node], scored: dict[tuple[Key, Key], float], onto: Ontology) -> None:
    nodes = sorted(nodes, key=lambda n: (name_key(n.referent.name), n.key))
    for i, left in enumerate(nodes):
        for right in nodes[i + 1 : i + 1 + WINDOW]:
            pair = (min(left.key, right.key), max(left.key, right.key))
            if pair not in scored:
                scored[pair] = compare(left, right, onto).score


def _mergeable(node: Node) -> bool:
    """Descriptions travel between articles only for things that are shared by name: "the spokesman" is not."""
    return node.referent.named or node.referent.type in SHARED_BY_NAME


def compare(left: Node, right: Node, onto: Ontology) -> Similarity:
    """How surely two referents of different articles are one entity, and why."""
    if not _mergeable(left) or not _mergeable(right):
        return Similarity(0.0, "a description that belongs to its article")
    if left.referent.named != right.referent.named:
        return Similarity(0.0, "a name and a description")
    if left.known and right.known:
        same = left.known == right.known
        return Similarity(
            float(same), f"both are {left.known} of the background" if same else "two things of the background"
        )
    kind = onto.kind(left.referent.type)
    if kind != onto.kind(right.referent.type):
        return Similarity(0.0, f"{left.referent.type} and {right.referent.type} cannot be one")
    if not left.referent.named:
        same = (
            name_key(left.referent.name) == name_key(right.referent.name) and left.referent.type == right.referent.type
        )
        return Similarity(float(same), "same description" if same else "different descriptions")
    label = "Person" if left.referent.type == "Person" else kind
    options = [name_similarity(a, b, label) for a in left.names for b in right.names]
    return max(options, key=lambda s: s.score)


def _compatible(a: list[Node], b: list[Node], onto: Ontology) -> bool:
    """No merge across kinds, nor of two background entities, nor of a person with anything else."""
    known = {n.known for n in (*a, *b) if n.known}
    types = {n.referent.type for n in (*a, *b)}
    kinds = {onto.kind(t) for t in types}
    return len(known) < 2 and len(kinds) == 1 and ("Person" not in types or types <= {"Person", "Agent"})


def _join_family_names(nodes: Mapping[Key, Node], clusters: Clusters[Key]) -> None:
    """A person whom an article names by one word joins the only person of the corpus with that family name."""
    full: dict[str, set[Key]] = defaultdict(set)
    for key, node in nodes.items():
        if node.referent.type == "Person" and node.referent.named:
            for name in node.names:
                if last_name(name):
                    full[last_name(name)].add(clusters.find(key))
    for key, node in sorted(nodes.items()):
        if node.referent.type == "Person" and node.referent.named and all(len(name_words(n)) == 1 for n in node.names):
            targets = full.get(name_words(node.names[0])[0] if name_words(node.names[0]) else "", set())
            if len({clusters.find(t) for t in targets}) == 1:
                clusters.union(sorted(targets)[0], key)


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
    if any(n.referent.named or n.referent.type in SHARED_BY_NAME for n in group):
        return digest(group[0].referent.type, *sorted({name for n in group for name in n.names}))
    return place_key(group)


def place_key(group: list[Node]) -> str:
    """A hash of the places of a cluster in the articles."""
    return digest(*(f"{a}/{c}" for a, c in (n.key for n in group)))


def canonical_name(group: list[Node]) -> str:
    """The name most articles use; among equals the longest, acronyms last."""
    counts = Counter(name for n in group for name in {n.referent.name})
    return max(counts, key=lambda n: (not (n.isupper() and len(n) < 9), len(n.split()) > 1, counts[n], len(n), n))


def _entity(id_: str, name: str, group: list[Node], known: Known | None, onto: Ontology) -> Entity:
    counts = Counter(n.referent.type for n in group)
    kind = known.type if known else max(counts, key=lambda t: (len(onto.ancestors(t)), counts[t], t))
    aliases = {a for n in group for a in (n.names if n.referent.named else (n.referent.name,))} | set(
        known.aliases if known else ()
    )
    return Entity(id_, kind, name, tuple(sorted(aliases - {name})), known.same_as if known else ())
