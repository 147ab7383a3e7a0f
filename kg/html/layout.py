"""Where the items stand: computed ahead, so that the page is still from its first moment.

A graph of some hundred items is laid out by stress majorization: the distance on paper follows the distance in the
graph. A larger one is laid out in two levels: each community by itself, then the communities as discs. Only numpy is
used; sums are rounded, so that equal graphs give equal positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.html.communities import find_communities
from kg.html.spacing import GAP, grid_rows, push_apart

Points = NDArray[np.float64]
Pair = tuple[int, int]
Edge = tuple[int, int, float]

WHOLE = 150  # beyond this, a matrix of all distances costs more than it shows
UNIT = 95.0  # the length of a link between two items of few links
ROUNDS = 250  # stress changes by less than a thousandth after this many on news graphs
STILL = 0.2  # pixels: what no point moves by in a round needs no further round
ASPECT = 1.15  # screens are wide, and so are labels
SPARE = 1.7  # the picture is so many times as large as what it holds


def place(boxes: Sequence[tuple[float, float]], edges: Iterable[Edge]) -> Points:
    """Centres of boxes (width, height): linked ones near, none on another; separate parts in rows below."""
    size = np.array(boxes, dtype=float).reshape(len(boxes), 2)
    return np.round(_parts(size, [(a, b, w) for a, b, w in edges if a != b]), 1) + 0.0


def _parts(size: Points, edges: list[Edge]) -> Points:
    """The largest connected part by itself, the others in rows below."""
    points = np.zeros_like(size)
    first, *others = _components(len(size), edges) or [[]]
    if first:
        points[first] = _part(first, size, edges)[0]
    if others:
        parts = [_part(members, size, edges) for members in others]
        centres = grid_rows(np.array([span for _, span in parts]), points[first], size[first])
        for members, (part, _), centre in zip(others, parts, centres, strict=True):
            points[members] = part + centre
    return points


def _part(members: list[int], size: Points, edges: list[Edge]) -> tuple[Points, Points]:
    """A connected part around its own centre, and its width and height."""
    at = {i: k for k, i in enumerate(members)}
    part = (
        _arrange(size[members], [(at[a], at[b], w) for a, b, w in edges if a in at])
        if len(members) > 1
        else np.zeros((1, 2))
    )
    low, high = (part - size[members] / 2).min(axis=0), (part + size[members] / 2).max(axis=0)
    return part - (low + high) / 2, high - low


def _components(n: int, edges: list[Edge]) -> list[list[int]]:
    """Connected parts, each sorted, the largest first."""
    root = list(range(n))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = i = root[root[i]]
        return i

    for a, b, _ in edges:
        root[find(a)] = find(b)
    groups: dict[int, list[int]] = {}
    for i in range(n):
        groups.setdefault(find(i), []).append(i)
    return sorted(groups.values(), key=lambda g: (-len(g), g))


def _arrange(size: Points, edges: list[Edge]) -> Points:
    if len(size) <= WHOLE:
        return push_apart(_stretch(_stress(len(size), _shape(edges)), size), size)
    groups = find_communities(len(size), edges)
    if len(groups) in (1, len(size)):
        return _spiral(size)
    return _discs(groups, size, edges)


def _discs(groups: list[list[int]], size: Points, edges: list[Edge]) -> Points:
    """Each group laid out by itself, then the groups as boxes of their own."""
    group_of = {i: g for g, members in enumerate(groups) for i in members}
    inner: list[list[Edge]] = [[] for _ in groups]
    outer: dict[tuple[int, int], float] = {}
    at = {i: k for members in groups for k, i in enumerate(members)}
    for a, b, w in edges:
        if group_of[a] == group_of[b]:
            inner[group_of[a]].append((at[a], at[b], w))
        else:
            pair = (min(group_of[a], group_of[b]), max(group_of[a], group_of[b]))
            outer[pair] = outer.get(pair, 0.0) + w
    parts = [_parts(size[m], e) for m, e in zip(groups, inner, strict=True)]
    spans = np.array([np.max(np.ptp(p, axis=0)) + np.max(size[m]) + 40 for p, m in zip(parts, groups, strict=True)])
    centres = _parts(np.stack([spans, spans], axis=1), [(a, b, w) for (a, b), w in sorted(outer.items())])
    points = np.zeros((len(size), 2))
    for members, part, centre in zip(groups, parts, centres, strict=True):
        points[members] = part - (part.max(axis=0) + part.min(axis=0)) / 2 + centre
    return points


def _spiral(size: Points) -> Points:
    """A sunflower: an even disc, for what has no shape of its own."""
    k = np.arange(len(size)) + 0.5
    step = float(np.sqrt(np.prod(size + 12, axis=1).mean()))
    return push_apart(
        np.stack([np.cos(k * 2.399963), np.sin(k * 2.399963)], axis=1) * (step * 0.6 * np.sqrt(k))[:, None], size
    )


def _shape(edges: list[Edge]) -> tuple[Pair, ...]:
    """The ends of links, in one order for equal shapes: most parts of a large graph are chains and stars of a few."""
    return tuple(sorted((min(a, b), max(a, b)) for a, b, _ in edges))


def _distances(n: int, edges: tuple[Pair, ...]) -> Points:
    """Shortest paths; links of a hub are longer, for it needs room."""
    degree = np.zeros(n)
    for a, b in edges:
        degree[[a, b]] += 1
    far = np.full((n, n), np.inf)
    np.fill_diagonal(far, 0)
    for a, b in edges:
        length = UNIT * (0.55 + 0.3 * np.sqrt(min(degree[a], degree[b])) + 0.12 * np.sqrt(max(degree[a], degree[b])))
        far[a, b] = far[b, a] = min(far[a, b], length)
    over = np.empty((n, n))
    for k in range(n):
        np.minimum(far, np.add(far[:, k, None], far[None, k, :], out=over), out=far)
    return far


@lru_cache(maxsize=1_000)
def _stress(n: int, edges: tuple[Pair, ...]) -> Points:
    """Stress majorization from classical scaling: each point moves to where its distances to all others fit best."""
    if n == 1:
        return np.zeros((1, 2))
    far = _distances(n, edges)
    x, y = _scaling(far).T
    weight = 1 / np.maximum(far, 1.0) ** 2
    np.fill_diagonal(weight, 0)
    total = weight.sum(axis=1)
    reach = weight * far
    dx, dy, pull, part = np.empty((4, n, n))  # filled anew in each round
    for _ in range(ROUNDS):
        np.subtract(x[:, None], x, out=dx)
        np.subtract(y[:, None], y, out=dy)
        np.add(np.multiply(dx, dx, out=pull), np.multiply(dy, dy, out=part), out=pull)
        np.divide(reach, np.maximum(np.sqrt(pull, out=pull), 1e-6, out=pull), out=pull)
        before = x, y
        x, y = (
            np.add(np.multiply(pull, d, out=d), np.multiply(weight, c, out=part), out=d).sum(axis=1) / total
            for d, c in ((dx, x), (dy, y))
        )
        if max(np.abs(x - before[0]).max(), np.abs(y - before[1]).max()) < STILL:
            break
    return np.stack([x - x.mean(), y - y.mean()], axis=1)


def _scaling(far: Points) -> Points:
    """Classical multidimensional scaling in two dimensions, by power iteration from a fixed start."""
    n = len(far)
    square = far**2
    gram = -0.5 * (square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean())
    axes: list[NDArray[np.float64]] = []
    for turn in (1.0, 2.399963):
        axis = np.cos(np.arange(n) * turn) + 0.1
        for _ in range(60):
            for other in axes:
                axis = axis - other * (axis * other).sum() / max(float((other * other).sum()), 1e-9)
            axis = (gram * axis).sum(axis=1)
            axis /= max(float(np.sqrt((axis * axis).sum())), 1e-9)
        axes.append(axis * np.sqrt(max(float((axis * (gram * axis).sum(axis=1)).sum()), 1.0)))
    angle = np.arange(n) * 2.399963  # a small turn by index parts equal points
    return np.stack(axes, axis=1) + 0.05 * UNIT * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _stretch(stressed: Points, size: Points) -> Points:
    """Turned so that the widest spread lies across, and wide enough for all boxes to have a place."""
    x, y = (stressed - stressed.mean(axis=0)).T
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    x, y = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    points: Points = np.stack([x * ASPECT, y], axis=1)
    room = np.prod(np.ptp(points, axis=0) + size.mean(axis=0))
    needed = SPARE * np.prod(size + 2 * GAP, axis=1).sum()
    return points * float(np.clip(np.sqrt(needed / room), 0.6, 1.6))
