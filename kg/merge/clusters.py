"""Disjoint sets with a veto: what must not be one never becomes one, whatever links them in between."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Clusters(Generic[K]):
    """Union-find over keys; `allows` is asked for the members of both sides before each union."""

    def __init__(self, keys: Iterable[K], allows: Callable[[list[K], list[K]], bool]) -> None:
        self._parent = {k: k for k in keys}
        self._members = {k: [k] for k in self._parent}
        self._allows = allows

    def find(self, key: K) -> K:
        """The representative of a key's cluster."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def union(self, a: K, b: K, *, force: bool = False) -> bool:
        """Joins the clusters of two keys; False where they are one already or the veto forbids it (unless `force`d)."""
        root_a, root_b = self.find(a), self.find(b)
        if root_a == root_b or not (force or self._allows(self._members[root_a], self._members[root_b])):
            return False
        self._parent[root_b] = root_a
        self._members[root_a].extend(self._members.pop(root_b))
        return True

    def members(self, key: K) -> list[K]:
        """All keys of a key's cluster."""
        return self._members[self.find(key)]

    def groups(self) -> list[list[K]]:
        """All clusters."""
        return list(self._members.values())
