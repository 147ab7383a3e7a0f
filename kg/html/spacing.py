"""Boxes kept off one another, and in rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

GAP = 8.0
ROUNDS = 600


def push_apart(points: Points, size: Points) -> Points:
    """Moves centres until no box (width, height) lies on another; each pair parts along its shorter way."""
    x, y = points.T.copy()
    wide, high = ((s[:, None] + s) / 2 + GAP for s in size.T)
    order = np.sign(np.arange(len(x)) - np.arange(len(x))[:, None])
    for _ in range(ROUNDS):
        dx, dy = x - x[:, None], y - y[:, None]
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        across = over_x < over_y
        x -= _shift(hit & across, dx, over_x, order)
        y -= _shift(hit & ~across, dy, over_y, order)
    return np.stack([x, y], axis=1)


def _shift(hit: NDArray[np.bool_], delta: Points, overlap: Points, order: Points) -> Points:
    """How far each centre moves; only pairs that lie on one another are looked at, which soon are few."""
    far, over = delta[hit], overlap[hit]
    push = np.zeros(hit.shape)
    push[hit] = np.where(far == 0, order[hit], np.sign(far)) * (over + 0.5) * 0.5
    shared: Points = push.sum(axis=1) / np.sqrt(np.maximum(1.0, hit.sum(axis=1)))
    return shared


def grid_rows(size: Points, points: Points, above: Points) -> Points:
    """Places boxes in centred rows under those that have their place."""
    low, high = np.zeros(2), np.zeros(2)
    if len(points):
        low, high = (points - above / 2).min(axis=0), (points + above / 2).max(axis=0)
    width = max(high[0] - low[0], float(np.sqrt(np.prod(size + 2 * GAP, axis=1).sum()) * 1.4))
    placed, x, y = np.zeros_like(size), 0.0, float(high[1]) + 4 * GAP
    row: list[int] = []
    for k, w in enumerate(size[:, 0]):
        if row and x + w > width:
            y = _close_row(placed, row, size, x, (low[0] + high[0]) / 2, y)
            row, x = [], 0.0
        placed[k, 0] = x + w / 2
        row.append(k)
        x += w + 2 * GAP
    _close_row(placed, row, size, x, (low[0] + high[0]) / 2, y)
    return placed


def _close_row(placed: Points, row: list[int], size: Points, width: float, centre: float, y: float) -> float:
    height = np.max(size[row, 1])
    placed[row, 0] += centre - (width - 2 * GAP) / 2
    placed[row, 1] = y + height / 2
    return float(y + height + 2 * GAP)
