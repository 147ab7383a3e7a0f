"""The encoder as a torch network: a six-layer BERT with a head for every task.

Only training needs torch; `training.export` writes the trained network as an ONNX graph.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.labels import Labels


@dataclass(frozen=True)
class Sizes:
    """Widths of the heads and rates of dropout; the body has the sizes of the pretrained weights."""

    width: int = 384
    heads: int = 12
    layers: int = 6
    inner: int = 1536
    positions: int = 512
    features: int = 64
    arc: int = 256
    rel: int = 256
    hidden: int = 384
    dropout: float = 0.1
    head_dropout: float = 0.25
    word_layers: int = 0


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) that reads its chances from a pool of random bytes.

    Drawing them afresh costs a fifth of a training step on a processor; a random place in a large pool does as well.
    """

    pool = torch.randint(0, 256, (1 << 25,), dtype=torch.uint8, generator=torch.Generator().manual_seed(5))

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.limit = round(256 * rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.limit:
            return x
        if x.device.type != "cpu":
            return functional.dropout(x, self.limit / 256)
        start = int(torch.randint(0, len(self.pool) - x.numel(), (1,)))
        kept = self.pool[start : start + x.numel()].view(x.shape) >= self.limit
        return x * kept * (256 / (256 - self.limit))


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), layer norm after each sum."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads, self.drop = sizes.heads, Dropout(sizes.dropout)
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` is (batch, length, width); `mask` is True where a place may be looked at."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) * (q.shape[-1] ** -0.5)
        scores = scores.masked_fill(~mask[:, None, None, :], torch.finfo(scores.dtype).min)
        mixed = self.out((scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, width))
        x = self.norm1((x + self.drop(mixed)).float())
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2((x + self.drop(inner)).float())


class Perceptron(nn.Sequential):
    """Linear, GELU, layer norm, dropout, and a linear layer to the labels."""

    def __init__(self, width: int, hidden: int, labels: int, dropout: float) -> None:
        super().__init__(
            nn.Linear(width, hidden), nn.GELU(), nn.LayerNorm(hidden), Dropout(dropout), nn.Linear(hidden, labels)
        )


class Network(nn.Module):
    """Scores of every task for the tokens of a batch of texts."""

    def __init__(self, sizes: Sizes, labels: Labels, vocabulary: int) -> None:
        super().__init__()
        self.sizes, self.shape = sizes, (labels, vocabulary)
        width, drop = sizes.width, sizes.head_dropout
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(sizes.positions, width)
        self.features = nn.Embedding(sizes.features, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.mix = nn.Parameter(torch.zeros(sizes.layers))
        self.word_layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.word_layers))
        self.tags = Perceptron(width, sizes.hidden, len(labels.tags), drop)
        self.morphs = Perceptron(width, sizes.hidden, len(labels.morphs), drop)
        self.lemmas = Perceptron(width, sizes.hidden, len(labels.lemmas), drop)
        self.names = Perceptron(width, sizes.hidden, len(labels.names), drop)
        self.nominals = Perceptron(width, sizes.hidden, len(labels.nominals), drop)
        self.starts = Perceptron(width, sizes.hidden // 2, 1, drop)
        self.arc_dep = nn.Linear(width, sizes.arc)
        self.arc_head = nn.Linear(width, sizes.arc)
        self.arc = nn.Parameter(torch.eye(sizes.arc) * 0.1)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.root = nn.Linear(sizes.arc, 1)
        self.rel_dep = nn.Linear(width, sizes.rel)
        self.rel_head = nn.Linear(width, sizes.rel)
        self.rel = nn.Linear(2 * sizes.rel, len(labels.deps))
        self.drop, self.drop_head = Dropout(sizes.dropout), Dropout(drop)
        nn.init.zeros_(self.features.weight)

    def hidden(self, pieces: Tensor, features: Tensor, lengths: Tensor) -> Tensor:
        """The weighted sum of all layers for every piece."""
        places = torch.arange(pieces.shape[1])
        mask = places[None, :] < lengths[:, None]
        x = self.norm(self.words(pieces) + self.places(places) + self.features(features))
        x = self.drop(x)
        weights = self.mix.softmax(0) * len(self.layers)
        total = torch.zeros_like(x)
        for layer, weight in zip(self.layers, weights, strict=True):
            x = layer(x, mask)
            total = total + weight * x
        return total / len(self.layers)

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores by task; `batch` holds pieces, features, lengths, first, last and counts (tokens of each text)."""
        x = self.hidden(batch["pieces"], batch["features"], batch["lengths"])
        rows = torch.arange(x.shape[0])[:, None]
        x = (x[rows, batch["first"]] + x[rows, batch["last"]]) / 2
        mask = torch.arange(x.shape[1])[None, :] < batch["counts"][:, None]
        for layer in self.word_layers:
            x = layer(x, mask)
        x = self.drop_head(x)
        found = {
            key: getattr(self, key)(x).float() for key in ("tags", "morphs", "lemmas", "names", "nominals", "starts")
        }
        return found | {"arcs": self.arcs(x)} | self.relations(x)

    def arcs(self, x: Tensor) -> Tensor:
        """Scores of heads by a biaffine product (Dozat & Manning 2017); the diagonal holds the scores of roots."""
        dep = self.drop_head(functional.gelu(self.arc_dep(x)))
        head = self.drop_head(functional.gelu(self.arc_head(x)))
        scores = (dep @ self.arc @ head.transpose(1, 2)).float() + self.arc_bias(head).float().transpose(1, 2)
        own = torch.eye(x.shape[1], dtype=torch.bool)
        return torch.where(own, self.root(dep).float(), scores)

    def relations(self, x: Tensor) -> dict[str, Tensor]:
        """What `label` needs of every token as dependent and as head."""
        return {
            "rel_dep": self.drop_head(self.rel_dep(x)).float(),
            "rel_head": self.drop_head(self.rel_head(x)).float(),
        }

    def label(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores of the dependency labels between dependents and their heads, row by row."""
        return self.rel(torch.cat([functional.relu(dep + head), dep * head], dim=-1)).float()


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a safetensors file: eight bytes of length, a JSON header, raw data."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    tensors = {}
    for key, entry in json.loads(raw[8 : 8 + size]).items():
        if key != "__metadata__" and entry["dtype"] == "F32":
            start, end = (offset + 8 + size for offset in entry["data_offsets"])
            values = np.frombuffer(raw[start:end], dtype=np.float32).reshape(entry["shape"])
            tensors[key] = torch.from_numpy(values.copy())
    return tensors


def load_pretrained(network: Network, path: Path, kept: Sequence[int]) -> None:
    """Fill the body of `network` from BERT weights; `kept` are the rows of the vocabulary that are used."""
    weights = read_safetensors(path)
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"][list(kept)],
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense"}
    names |= {"down": "output.dense", "norm2": "output.LayerNorm"}
    for number in range(network.sizes.layers):
        source, target = f"encoder.layer.{number}", f"layers.{number}"
        for kind in ("weight", "bias"):
            parts = [weights[f"{source}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{target}.qkv.{kind}"] = torch.cat(parts)
            for own, theirs in names.items():
                state[f"{target}.{own}.{kind}"] = weights[f"{source}.{theirs}.{kind}"]
    missing = network.load_state_dict(state, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"weights without a place: {missing.unexpected_keys}")
