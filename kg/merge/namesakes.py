"""Which referents of different articles bear one name: blocked by words of the name, compared pair by pair.

A short form ("CMA", "Writers Guild") joins the only name it stands for; where the corpus has several, only one of its
own story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from kg.decisions import Key
from kg.merge.entity_nodes import Node
from kg.names import Similarity, initials, last_name, name_key, name_similarity, name_words
from kg.ontology import Ontology

SAME = 0.9  # name_similarity from which two names of compatible types are one entity
DOUBT = 0.6  # from which they may be
MISSPELT = 0.8  # from which two persons of one story are one
NEARLY = 0.5  # from which two persons are one if they hold one post
WINDOW = 30  # neighbours by name with which a referent is compared inside a block (sorted neighbourhood)
PERSONS = frozenset({"Person", "Agent"})  # an agent of unknown kind may be a person

Pair = tuple[Key, Key]
Scores = dict[Pair, float]
Scorer = Callable[[Collection[Node], Ontology], Scores]


def compare(left: Node, right: Node, onto: Ontology) -> Similarity:
    """How surely two referents of different articles are one entity, and why."""
    types = {left.referent.type, right.referent.type}
    if not left.travels or not right.travels:
        return Similarity(0.0, "a description that belongs to its article")
    if left.referent.named != right.referent.named:
        return Similarity(0.0, f"a name and a description ({', '.join(sorted(types))})")
    if left.known and right.known:
        same = left.known == right.known
        return Similarity(
            float(same), f"both are {left.known} of the background" if same else "two things of the background"
        )
    kind = onto.kind(left.referent.type)
    if kind != onto.kind(right.referent.type) or ("Person" in types and not types <= PERSONS):
        return Similarity(0.0, f"{left.referent.type} and {right.referent.type} cannot be one")
    if not left.referent.named:
        same = left.description == right.description
        return Similarity(float(same), "same description" if same else "different descriptions, or different stories")
    if left.lone and right.lone and left.story != right.story and not left.known:
        return Similarity(DOUBT, "one word for a person, in two stories")
    if _other_long_forms(left, right, onto):
        return Similarity(0.0, "one short form of two names")
    label = "Person" if "Person" in types else kind
    best = max((name_similarity(a, b, label) for a in left.names for b in right.names), key=lambda s: s.score)
    if NEARLY <= best.score < SAME and (posts := left.offices & right.offices):
        return Similarity(SAME, f"{best.reason}, both {min(posts)}")
    return _in_story(left, right, best) if types <= PERSONS and left.story == right.story else best


def _in_story(left: Node, right: Node, best: Similarity) -> Similarity:
    """How surely two persons of one story are one."""
    if _family_name(left, right):
        return Similarity(SAME, "one is the family name of the other, in one story")
    if best.score >= MISSPELT and not (left.offices and right.offices):
        return Similarity(SAME, f"{best.reason}, in one story")
    return best


def _other_long_forms(left: Node, right: Node, onto: Ontology) -> bool:
    """True for a name of several words that is not that of the background whose short form it shares: "AFP"."""
    if bool(left.known) == bool(right.known) or not any(
        n.isupper() and " " not in n for n in {*left.names} & {*right.names}
    ):
        return False
    told = [
        {n for n in (*x.names, *((onto.known[x.known].name,) if x.known else ())) if " " in n} for x in (left, right)
    ]
    pairs = [(a, b) for a in told[0] for b in told[1]]
    return bool(pairs) and all(name_similarity(a, b, onto.kind(left.referent.type)).score < SAME for a, b in pairs)


def _family_name(left: Node, right: Node) -> bool:
    """True if one side is named by one word only, with which a name of the other ends."""
    for one, other in ((left, right), (right, left)):
        long = any(len(name_key(n).split()) > 1 for n in one.names)
        singles = {name_key(n) for n in one.names}
        if not long and singles & {last_name(n) for n in other.names}:
            return True
    return False


def candidates(nodes: Mapping[Key, Node], onto: Ontology, score: Scorer | None = None) -> list[Pair]:
    """Pairs that are one entity by their names, best first; `score` as for `score_pairs`."""
    scored = {pair: told for pair, told in score_pairs(nodes.values(), onto, score).items() if told >= SAME}
    forms = _forms(scored, nodes)

    @cache
    def of_one(key: Key, story: str | None) -> bool:
        """True if a name is a form of one longer name only, among all or in one story."""
        longer = {name for name, where in forms[key] if story in (None, where)}
        return not _several(longer, nodes[key].referent.type)

    def sure(one: Key, other: Key) -> bool:
        story = nodes[one].story
        return of_one(one, None) or (story == nodes[other].story and of_one(one, story))

    ordered = sorted(scored.items(), key=lambda item: (-item[1], item[0]))
    return [pair for pair, told in ordered if told == 1 or (sure(*pair) and sure(*pair[::-1]))]


def _several(names: set[str], kind: str) -> bool:
    """True if some names are not all forms of the first of them."""
    label = "Person" if kind in PERSONS else kind
    first, *others = sorted(names) or [""]
    return any(name_similarity(name, first, label).score < SAME for name in others)


def _forms(scored: Iterable[Pair], nodes: Mapping[Key, Node]) -> Mapping[Key, set[tuple[str, str]]]:
    """The longer names of which the name of a referent is a form, each with its story."""
    forms: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for left, right in scored:
        for one, other in ((left, right), (right, left)):
            short, long = name_key(nodes[one].referent.name), name_key(nodes[other].referent.name)
            if len(long) > len(short) and not _respelt(short.split(), long.split()):
                forms[one].add((long, nodes[other].story))
    return forms


def _respelt(short: list[str], long: list[str]) -> bool:
    """True for another spelling, which is no shorter form."""
    return len(short) == len(long) and short[-1] != long[-1]


def score_pairs(nodes: Iterable[Node], onto: Ontology, score: Scorer | None = None) -> Scores:
    """The likeness of the pairs that meet in a block; `score` tells it of the nodes that differ, in another engine."""
    differing: dict[object, Node] = {}
    scored: Scores = {}
    for node in sorted(nodes, key=lambda n: n.key):  # equal nodes need no comparison: a chain of them is enough
        first = differing.setdefault(_signature(node), node)
        if first is not node:
            scored[(first.key, node.key)] = 1.0
    return scored | (score or score_blocks)(differing.values(), onto)


def score_blocks(nodes: Iterable[Node], onto: Ontology) -> Scores:
    """The likeness of the pairs that meet in a block, one block after another."""
    blocks: dict[object, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in block_keys(node, onto):
            blocks[key].append(node)
    scored: Scores = {}
    for members in blocks.values():
        score_block(members, scored, onto)
    return scored


def _signature(node: Node) -> object:
    """What two nodes share that need no comparison."""
    if not node.travels:
        return node.key
    if not node.referent.named:
        return node.description
    return node.referent.type, node.names, node.known, node.offices, node.story if node.referent.type in PERSONS else ""


def score_block(nodes: Iterable[Node], scored: Scores, onto: Ontology) -> None:
    """Adds the likeness of neighbours by name inside a block, but for pairs that another block has told already."""
    nodes = sorted(nodes, key=lambda n: (name_key(n.referent.name), n.key))
    for i, left in enumerate(nodes):
        for right in nodes[i + 1 : i + 1 + WINDOW]:
            pair = (min(left.key, right.key), max(left.key, right.key))
            if pair not in scored and (score := compare(left, right, onto).score) >= NEARLY:
                scored[pair] = score


def block_keys(node: Node, onto: Ontology) -> set[object]:
    """Keys under which a node meets its twins: whole name, acronym, family name, first words, background id."""
    if not node.referent.named:
        return {node.description} if node.travels else set()
    kind = onto.kind(node.referent.type)
    keys: set[object] = {f"known {node.known}"} if node.known else set()
    for name in node.names:
        words = name_words(name)
        keys |= {f"{kind} {name_key(name)}", f"{kind} {' '.join(words[:2])}"}
        if len(words) > 2:
            keys.add(f"{kind} {initials(name)}")
        if node.referent.type in PERSONS and words:
            keys |= {f"{kind} family {last_name(name) or words[-1]}", f"{kind} given {words[0]}"}
    return keys
