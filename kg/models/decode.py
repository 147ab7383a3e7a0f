"""Turns the scores of the encoder into well-formed output: sentences, trees, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]


def _cycle(heads: Ints) -> list[int]:
    """The nodes of one cycle of `heads`, or none; a node that is its own head is a root."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            if heads[node] == node:
                break
            node = int(heads[node])
        if state[node] == 1 and heads[node] != node:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _contracted(scores: Floats, heads: Ints, cycle: list[int], rest: list[int]) -> tuple[Floats, Ints, Ints]:
    """The graph with `cycle` shrunk to one node placed last, and for each outer node where it enters and leaves it."""
    inner = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, rest)] - inner[:, None]
    out = scores[np.ix_(rest, cycle)]
    size = len(rest)
    small = np.full((size + 1, size + 1), -np.inf, dtype=scores.dtype)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    enter, leave = into.argmax(axis=0), out.argmax(axis=1)
    small[size, :size] = into.max(axis=0)
    small[:size, size] = out.max(axis=1)
    return small, enter, leave


def _arborescence(scores: Floats) -> Ints:
    """The heads of the best tree under node 0 (Chu and Liu 1965, Edmonds 1967); `scores[i, j]`: j is the head of i."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = [node for node in range(len(heads)) if node not in set(cycle)]
    small, enter, leave = _contracted(scores, heads, cycle, rest)
    reduced = _arborescence(small)
    for place, node in enumerate(rest):
        head = int(reduced[place])
        heads[node] = cycle[leave[place]] if head == len(rest) else rest[head]
    outer = int(reduced[len(rest)])
    heads[cycle[enter[outer]]] = rest[outer]
    return heads


def _rooted(scores: Floats, root: int) -> Ints:
    """The best tree of one sentence with `root` as its only root."""
    order = [root, *(node for node in range(len(scores)) if node != root)]
    local = scores[np.ix_(order, order)].astype(np.float64)
    np.fill_diagonal(local, -np.inf)
    local[0] = -np.inf
    found = _arborescence(local)
    heads = np.empty(len(scores), dtype=np.int64)
    heads[order] = np.asarray(order)[found]
    return heads


def tree(scores: Floats, tries: int = 3) -> Ints:
    """The heads of one sentence as a tree with exactly one root, which is its own head.

    `scores[i, j]` is how well word j heads word i, and `scores[i, i]` how well i is the root. The greedy choice is
    taken where it is a tree; else the best trees under the `tries` likeliest roots are compared.
    """
    heads: Ints = scores.argmax(axis=1)
    own = np.arange(len(heads))
    if (heads == own).sum() == 1 and not _cycle(heads):
        return heads
    best: tuple[float, Ints] | None = None
    for root in np.argsort(-scores.diagonal(), kind="stable")[:tries]:
        heads = _rooted(scores, int(root))
        total = float(scores[own, heads].astype(np.float64).sum())
        if best is None or total > best[0]:
            best = (total, heads)
    assert best is not None  # noqa: S101 - a sentence has at least one word
    return best[1]


def heads_of(arcs: Floats, starts: Sequence[int]) -> Ints:
    """The heads of a text whose sentences begin at the words `starts`, from the scores of all pairs of words."""
    heads = np.empty(len(arcs), dtype=np.int64)
    for start, end in zip(starts, [*starts[1:], len(arcs)], strict=True):
        heads[start:end] = tree(arcs[start:end, start:end]) + start
    return heads


def best_path(scores: Floats, allowed: Floats) -> list[int]:
    """The best sequence of labels (Viterbi 1967); `allowed[a, b]` is 0 where b may follow a and -inf elsewhere.

    The last row and column of `allowed` stand for the start and the end of the sequence.
    """
    count = scores.shape[1]
    total = scores[0] + allowed[count, :count]
    back = []
    for row in scores[1:]:
        candidates = total[:, None] + allowed[:count, :count]
        origin = candidates.argmax(axis=0)
        back.append(origin)
        total = candidates[origin, np.arange(count)] + row
    label = int((total + allowed[:count, count]).argmax())
    path = [label]
    for origin in reversed(back):
        label = int(origin[label])
        path.append(label)
    return path[::-1]


def transitions(labels: Sequence[str]) -> Floats:
    """Which label of the scheme B, I, L, U, O may follow which (Ratinov and Roth 2009), for `best_path`."""
    count = len(labels)
    allowed = np.full((count + 1, count + 1), -np.inf, dtype=np.float32)
    parts = [(label[:1], label[2:]) for label in labels] + [("O", "")]
    for left, (kind, name) in enumerate(parts):
        for right, (other, next_name) in enumerate(parts):
            inside = kind in ("B", "I")
            continues = other in ("I", "L")
            if inside == continues and (not inside or name == next_name):
                allowed[left, right] = 0.0
    return allowed


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans (start, end, name) of a well-formed sequence of B, I, L, U, O labels."""
    found, start = [], 0
    for index, label in enumerate(labels):
        if label[0] in "BU":
            start = index
        if label[0] in "LU":
            found.append((start, index + 1, label[2:]))
    return found
