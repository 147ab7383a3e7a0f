"""Measures of coreference: MUC (Vilain et al. 1995), B3 (Bagga & Baldwin 1998), CEAFe (Luo 2005) and their mean."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

Chains = Sequence[frozenset[Hashable]]


def _by_mention(chains: Chains) -> dict[Hashable, frozenset[Hashable]]:
    return {mention: chain for chain in chains for mention in chain}


def _muc(gold: Chains, found: Chains) -> tuple[float, float]:
    """Links of `gold` that `found` keeps, and all of them."""
    place = _by_mention(found)
    kept = total = 0
    for chain in gold:
        parts = {place.get(mention, mention) for mention in chain}
        kept, total = kept + len(chain) - len(parts), total + len(chain) - 1
    return kept, total


def _b3(gold: Chains, found: Chains) -> tuple[float, float]:
    place = _by_mention(found)
    kept = sum(len(chain & place.get(mention, frozenset())) / len(chain) for chain in gold for mention in chain)
    return kept, sum(map(len, gold))


def _ceafe(gold: Chains, found: Chains) -> float:
    if not gold or not found:
        return 0.0
    table = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in found] for a in gold])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


@dataclass
class CorefScore:
    """Sums over documents; `conll` is the mean of the three F measures."""

    sums: dict[str, np.ndarray] = field(default_factory=lambda: {k: np.zeros(4) for k in ("muc", "b3", "ceafe")})

    def add(self, gold: Chains, found: Chains) -> None:
        """Count one document."""
        self.sums["muc"] += (*_muc(found, gold), *_muc(gold, found))
        self.sums["b3"] += (*_b3(found, gold), *_b3(gold, found))
        shared = _ceafe(gold, found)
        self.sums["ceafe"] += (shared, len(found), shared, len(gold))

    def f(self, measure: str) -> float:
        """The F measure of one of muc, b3, ceafe."""
        right, found, kept, gold = self.sums[measure]
        precision, recall = right / max(found, 1e-9), kept / max(gold, 1e-9)
        return float(2 * precision * recall / max(precision + recall, 1e-9))

    @property
    def conll(self) -> float:
        """The mean of the three F measures."""
        return sum(map(self.f, self.sums)) / 3
