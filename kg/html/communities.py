"""Items that hang together, by modularity: Louvain's method (Blondel et al. 2008, 10.1088/1742-5468/2008/10/P10008).

Items are taken in their order and gains compared in whole numbers: a library's way to shuffle, and to add up fractions,
would give other groups with another version of it.
"""

from __future__ import annotations

from collections.abc import Iterable

STEPS = 100  # to a unit of weight

Links = list[dict[int, int]]  # of each item the weight of its link to each other one, and twice that to itself


def find_communities(n: int, edges: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """Groups of the numbers below n, each sorted, the largest group first."""
    links: Links = [{} for _ in range(n)]
    for a, b, weight in edges:
        for one, other in ((a, b), (b, a)):
            links[one][other] = links[one].get(other, 0) + round(weight * STEPS)
    groups = [[i] for i in range(n)]
    while len(joined := _join(links)) < len(links):
        groups = [sorted(i for member in members for i in groups[member]) for members in joined]
        links = _between(joined, links)
    return sorted(groups, key=lambda g: (-len(g), g))


def _join(links: Links) -> list[list[int]]:
    """Groups of items, after each has moved to the group of a neighbour where it adds most, until none moves."""
    degree = [sum(near.values()) for near in links]
    whole, total, group = sum(degree), degree.copy(), list(range(len(links)))
    moving = True
    while moving:
        moving = False
        for item, near in enumerate(links):
            home = group[item]
            total[home] -= degree[item]
            best = _best(home, _weights(item, near, group), total, degree[item], whole)
            total[best] += degree[item]
            group[item], moving = best, moving or best != home
    members: dict[int, list[int]] = {}
    for item, its in enumerate(group):
        members.setdefault(its, []).append(item)
    return list(members.values())


def _weights(item: int, near: dict[int, int], group: list[int]) -> dict[int, int]:
    """How strongly an item is linked to each group beside it, the item itself left out."""
    weights = {group[item]: 0}
    for other, weight in near.items():
        if other != item:
            weights[group[other]] = weights.get(group[other], 0) + weight
    return weights


def _best(home: int, weights: dict[int, int], total: list[int], degree: int, whole: int) -> int:
    """The group where an item adds most to modularity; of equal ones its own, or else the first."""
    return max(weights, key=lambda g: (weights[g] * whole - total[g] * degree, g == home, -g))


def _between(groups: list[list[int]], links: Links) -> Links:
    """The links of groups, each taken as one item."""
    of = {item: number for number, members in enumerate(groups) for item in members}
    found: Links = [{} for _ in groups]
    for item, near in enumerate(links):
        own = found[of[item]]
        for other, weight in near.items():
            own[of[other]] = own.get(of[other], 0) + weight
    return found
