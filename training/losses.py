"""What the encoder is trained to lessen, task by task; words without a label count in no task."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.labels import NAME_LABELS
from training.network import Network
from training.samples import UNKNOWN, Sample

# A word that is no person, organisation or place, but may be another name (the annotators of UNER left those out).
MAYBE_MISC = -101
WEIGHTS = {
    "arcs": 1.0,
    "rels": 1.0,
    "tags": 0.5,
    "morphs": 0.5,
    "lemmas": 0.5,
    "names": 2.0,
    "nominals": 0.5,
    "starts": 0.5,
}


def collate(samples: Sequence[Sample]) -> dict[str, Tensor]:
    """A batch: inputs padded with 0, labels padded with UNKNOWN."""
    batch = {
        "lengths": torch.tensor([len(sample.pieces) for sample in samples]),
        "counts": torch.tensor([len(sample.first) for sample in samples]),
    }
    keys = ("pieces", "features", "first", "last", "tags", "morphs", "lemmas", "heads", "deps", "starts", "names")
    for key in (*keys, "nominals"):
        rows = [getattr(sample, key) for sample in samples]
        fill = 0 if key in ("pieces", "features", "first", "last") else UNKNOWN
        table = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
        for index, row in enumerate(rows):
            table[index, : len(row)] = row
        batch[key] = torch.from_numpy(table)
    return {key: value.to(torch.get_default_device()) for key, value in batch.items()}


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    known = labels >= 0
    if not known.any():
        return scores.sum() * 0.0
    return functional.cross_entropy(scores[known], labels[known])


def _arcs(scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Cross entropy of the heads among the words of the same sentence."""
    sentence = (batch["starts"] == 1).cumsum(1)
    real = torch.arange(scores.shape[1])[None, :] < batch["counts"][:, None]
    same = (sentence[:, :, None] == sentence[:, None, :]) & real[:, None, :]
    return _cross_entropy(scores.masked_fill(~same, -1e4), batch["heads"])


def _rels(network: Network, found: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
    known = (batch["heads"] >= 0) & (batch["deps"] >= 0)
    rows, words = known.nonzero(as_tuple=True)
    if not len(rows):
        return found["rel_dep"].sum() * 0.0
    heads = batch["heads"][rows, words]
    scores = network.label(found["rel_dep"][rows, words], found["rel_head"][rows, heads])
    return functional.cross_entropy(scores, batch["deps"][rows, words])


def _names(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy of name labels; where a word may be of two kinds, of either."""
    known = labels != UNKNOWN
    if not known.any():
        return scores.sum() * 0.0
    logs, labels = scores[known].log_softmax(-1), labels[known]
    either = torch.tensor([label == "O" or label.endswith("MISC") for label in NAME_LABELS])
    loose = logs.masked_fill(~either, -1e4).logsumexp(-1)
    exact = logs.gather(1, labels.clamp(min=0)[:, None])[:, 0]
    return -torch.where(labels == MAYBE_MISC, loose, exact).mean()


def losses(network: Network, batch: dict[str, Tensor], found: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every task, unweighted."""
    starts, known = batch["starts"], batch["starts"] >= 0
    each = {key: _cross_entropy(found[key], batch[key]) for key in ("tags", "morphs", "lemmas", "nominals")}
    if known.any():
        starts_loss = functional.binary_cross_entropy_with_logits(found["starts"][..., 0][known], starts[known].float())
    else:
        starts_loss = found["starts"].sum() * 0.0
    return each | {
        "starts": starts_loss,
        "names": _names(found["names"], batch["names"]),
        "arcs": _arcs(found["arcs"], batch),
        "rels": _rels(network, found, batch),
    }
