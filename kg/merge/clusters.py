"""Disjoint sets with a veto: what must not be one never becomes one, whatever links them in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Clusters(Generic[K]):
    """Union-find over keys; `allows` is asked for the members of both sides before each union, and not again before
    one of them has grown: its answer must hang on the members alone.
    """

    def __init__(self, keys: Iterable[K], allows: Callable[[list[K], list[K]], bool]) -> None:
        self._parent = {k: k for k in keys}
        self._members = {k: [k] for k in self._parent}
        self._allows = allows
        self._refused: dict[tuple[K, K], tuple[int, int]] = {}  # how many members two sides had when they were refused

    def find(self, key: K) -> K:
        """The representative of a key's cluster."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def union(self, a: K, b: K, *, force: bool = False) -> bool:
        """Joins the clusters of two keys; False where they are one already or the veto forbids it (unless `force`d)."""
        root_a, root_b = self.find(a), self.find(b)
        if root_a == root_b or not (force or self._may(root_a, root_b)):
            return False
        self._parent[root_b] = root_a
        self._members[root_a].extend(self._members.pop(root_b))
        return True

    def _may(self, a: K, b: K) -> bool:
        sides = self._members[a], self._members[b]
        sizes = len(sides[0]), len(sides[1])
        if self._refused.get((a, b)) == sizes:
            return False
        if self._allows(*sides):
            return True
        self._refused[a, b] = sizes
        return False

    def members(self, key: K) -> list[K]:
        """All keys of a key's cluster."""
        return self._members[self.find(key)]

    def groups(self) -> list[list[K]]:
        """All clusters."""
        return list(self._members.values())


def average_linkage(keys: Iterable[str], alike: Mapping[tuple[str, str], float], least: float) -> list[list[str]]:
    """Groups whose likeness is `least` or more on average over all pairs, the likest first; pairs not told have none.

    Sokal & Michener 1958 (UPGMA), on the pairs that are told only: n log n for n of them.
    """
    members = {k: [k] for k in sorted(keys)}
    sums: dict[str, dict[str, float]] = defaultdict(dict)  # of the likeness between two groups
    for (a, b), score in alike.items():
        sums[a][b] = sums[b][a] = score

    def mean(a: str, b: str) -> float:
        return round(sums[a][b] / (len(members[a]) * len(members[b])), 9)

    heap = [(-mean(a, b), a, b) for a, b in alike]
    heapify(heap)
    while heap and -heap[0][0] >= least:
        score, a, b = heappop(heap)
        if b not in sums.get(a, ()) or -score != mean(a, b):
            continue  # one of them has grown since
        members[a] += members.pop(b)
        for other, total in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other in sums[a]:
            heappush(heap, (-mean(a, other), min(a, other), max(a, other)))
    return list(members.values())
