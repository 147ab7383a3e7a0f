"""Reads the weights of an exported graph back into a network, so that training can go on from a packaged model.

The graph is built once more, with the weights read from the file where `training.export` put them in.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.export import Graph, build_encoder, build_relations
from training.labels import Labels
from training.network import Layer, Network, Sizes

Stored = dict[str, NDArray[np.generic]]


class Reader(Graph):
    """A graph that fills layers from what is stored in place of storing them."""

    def __init__(self, stored: Stored, quantized: bool) -> None:
        super().__init__(quantized)
        self.stored = stored

    def _since(self, count: int) -> list[torch.Tensor]:
        """The stored weights from number `count` on, as far as the graph is built."""
        keys = list(self.weights)[count:]
        return [torch.from_numpy(self.stored[key].astype(np.float32)) for key in keys]

    def linear(self, x: str, layer: nn.Linear, exact: bool = False) -> str:
        """Fill a linear layer."""
        count, found = len(self.weights), super().linear(x, layer, exact)
        weight, *rest = self._since(count)
        bias = rest.pop() if layer.bias is not None else None
        layer.weight.copy_((weight * rest[0] if rest else weight).T)
        if bias is not None:
            layer.bias.copy_(bias)
        return found

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """Fill a layer norm."""
        count, found = len(self.weights), super().norm(x, layer)
        self._fill_norm(layer, count)
        return found

    def _fill_norm(self, layer: nn.LayerNorm, count: int) -> None:
        weight, bias = self._since(count)
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)

    def lookup(self, table: nn.Parameter, index: str, bits: bool = True) -> str:
        """Fill a table of embeddings."""
        count, found = len(self.weights), super().lookup(table, index, bits)
        rows, *scale = self._since(count)
        table.copy_(rows * scale[0] if scale else rows)
        return found

    def first_rows(self, table: nn.Parameter, count: str) -> str:
        """Fill a table of which the first rows are used."""
        before, found = len(self.weights), super().first_rows(table, count)
        table.copy_(self._since(before)[1])
        return found

    def matrix(self, x: str, weight: nn.Parameter) -> str:
        """Fill a matrix without a bias."""
        count, found = len(self.weights), super().matrix(x, weight)
        values, *scale = self._since(count)
        weight.copy_(values * scale[0] if scale else values)
        return found

    def share(self, x: str, shares: nn.Parameter, number: int) -> str:
        """Fill one of the shares of a weighted sum."""
        count, found = len(self.weights), super().share(x, shares, number)
        shares[number] = self._since(count)[0].log()
        return found


def _stored(graph: onnx.GraphProto) -> Stored:
    return {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}


def _sizes(graph: onnx.GraphProto) -> Sizes:
    """The layers beyond those of the body look at words."""
    layers = sum(node.op_type == "MultiHeadAttention" for node in graph.node)
    return Sizes(word_layers=layers - Sizes.layers)


def load_packaged(folder: Path) -> tuple[Network, Labels, list[str]]:
    """The network of the pipeline in `folder`, its labels and its pieces. Raises `OSError` if a file is missing."""
    files = folder / "kg_encoder"
    labels = Labels(**{key: tuple(v) for key, v in json.loads((files / "labels.json").read_text("utf8")).items()})
    pieces = (files / "pieces.txt").read_text(encoding="utf8").split("\n")
    encoder, relations = (onnx.load_model(files / f"{name}.onnx").graph for name in ("encoder", "relations"))
    network = Network(_sizes(encoder), labels, len(pieces))
    with torch.no_grad():
        build_encoder(Reader(_stored(encoder), True), network)
        build_relations(Reader(_stored(relations), False), network)
    return network.eval(), labels, pieces


def add_word_layers(network: Network, count: int) -> Network:
    """The network with as many more layers over words, which at first hand on what they are given."""
    grown = Network(replace(network.sizes, word_layers=network.sizes.word_layers + count), *network.shape)
    grown.load_state_dict(network.state_dict(), strict=False)
    with torch.no_grad():
        for layer in grown.word_layers[network.sizes.word_layers :]:
            assert isinstance(layer, Layer)
            for linear in (layer.out, layer.down):
                linear.weight.zero_()
                linear.bias.zero_()
    return grown
