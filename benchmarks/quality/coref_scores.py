"""How well clusters agree with gold clusters: MUC, B3, CEAF-e and their mean, the CoNLL score.

MUC: Vilain et al. 1995, A model-theoretic coreference scoring scheme. B3: Bagga and Baldwin 1998, Algorithms for
scoring coreference chains. CEAF-e: Luo 2005, On coreference resolution performance metrics (similarity phi4). CoNLL:
Pradhan et al. 2012. Both sides must be partitions of the same mentions; singletons count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Recall and precision, from 0 to 1."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def clusters_of(labels: Mapping[Hashable, Hashable]) -> list[Cluster]:
    """The clusters that a label for each mention makes."""
    groups = defaultdict(set)
    for mention, label in labels.items():
        groups[label].add(mention)
    return [frozenset(g) for g in groups.values()]


def muc(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Score:
    """The share of links of each side that the other side keeps."""
    gold, found = list(gold), list(found)
    return Score(_links_kept(gold, found), _links_kept(found, gold))


def _links_kept(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    cluster_of = {m: i for i, c in enumerate(response) for m in c}
    links = sum(len(c) - 1 for c in key)
    kept = sum(len(c) - len({cluster_of[m] for m in c}) for c in key)
    return kept / links if links else 0.0


def b_cubed(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Score:
    """The mean over mentions of the share of its cluster on one side that is in its cluster on the other."""
    gold, found = list(gold), list(found)
    common = _overlaps(gold, found)
    mentions = sum(len(c) for c in gold)
    recall = sum(n * n / len(gold[i]) for (i, _), n in common.items()) / mentions
    precision = sum(n * n / len(found[j]) for (_, j), n in common.items()) / mentions
    return Score(recall, precision)


def _overlaps(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Counter[tuple[int, int]]:
    """How many mentions each pair of clusters shares, by their numbers."""
    cluster_of = {m: j for j, c in enumerate(found) for m in c}
    return Counter((i, cluster_of[m]) for i, c in enumerate(gold) for m in c)


def ceaf_e(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Score:
    """The similarity of the best one-to-one match of clusters, per cluster of each side."""
    gold, found = list(gold), list(found)
    alike = {(i, j): 2 * n / (len(gold[i]) + len(found[j])) for (i, j), n in _overlaps(gold, found).items()}
    total = sum(best_match(part) for part in _components(alike))
    return Score(total / len(gold), total / len(found))


def _components(weights: Mapping[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    """The weights in parts that share no row and no column: the best match is found in each by itself."""
    by_row, by_column = defaultdict(list), defaultdict(list)
    for pair in weights:
        by_row[pair[0]].append(pair)
        by_column[pair[1]].append(pair)
    seen: set[tuple[int, int]] = set()
    for start in weights:
        if start not in seen:
            seen.add(start)
            part = [start]
            for row, column in part:
                fresh = {*by_row[row], *by_column[column]} - seen
                seen |= fresh
                part.extend(sorted(fresh))
            yield {pair: weights[pair] for pair in part}


def best_match(weights: Mapping[tuple[int, int], float]) -> float:
    """The greatest sum of weights of pairs of which no two share a row or a column (Kuhn 1955, by shortest paths)."""
    rows, columns = sorted({r for r, _ in weights}), sorted({c for _, c in weights})
    if len(rows) > len(columns):
        return best_match({(c, r): w for (r, c), w in weights.items()})
    cost = [[-weights.get((r, c), 0.0) for c in columns] for r in rows]
    owner = _assign(cost)
    return -sum(cost[row][column] for column, row in owner.items())


def _assign(cost: list[list[float]]) -> dict[int, int]:
    """The row of each column used, at least cost; no more rows than columns (Jonker and Volgenant 1987)."""
    n, m = len(cost), len(cost[0])
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    owner = [0] * (m + 1)  # rows and columns count from 1; 0 is none
    for row in range(1, n + 1):
        owner[0], column = row, 0
        least, used, way = [float("inf")] * (m + 1), [False] * (m + 1), [0] * (m + 1)
        while owner[column]:
            used[column] = True
            here, delta, following = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    reduced = cost[here - 1][j - 1] - u[here] - v[j]
                    if reduced < least[j]:
                        least[j], way[j] = reduced, column
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column], column = owner[way[column]], way[column]
    return {j - 1: owner[j] - 1 for j in range(1, m + 1) if owner[j]}


def conll_f1(gold: Iterable[Cluster], found: Iterable[Cluster]) -> float:
    """The mean of the F1 of the three scores, from 0 to 1."""
    gold, found = list(gold), list(found)
    return sum(score(gold, found).f1 for score in (muc, b_cubed, ceaf_e)) / 3
