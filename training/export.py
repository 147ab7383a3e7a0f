"""Writes a trained network as one ONNX graph, with weights and activations of the large products in 8 bits.

The graph is built node by node, with the fused operators that onnxruntime has for transformers, since it takes one
text at a time and needs neither padding nor masks.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.labels import Labels
from training.network import Layer, Network, Perceptron, Sizes

Floats = NDArray[np.float32]
_MS = "com.microsoft"
# How many lemma scripts the graph offers for each word.
CANDIDATES = 4
# Weights use 7 of 8 bits: processors without VNNI add pairs of products in 16 bits, which 8 could overflow.
_WEIGHT_LIMIT = 63


def _numpy(tensor: torch.Tensor) -> Floats:
    return tensor.detach().float().numpy()


class Graph:
    """Collects the nodes and the weights of a graph."""

    def __init__(self, quantized: bool) -> None:
        self.quantized = quantized
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}
        self.count = 0

    def weight(self, value: NDArray[np.generic]) -> str:
        """Add a constant; equal constants are kept once."""
        key = f"w{len(self.weights)}"
        self.weights[key] = numpy_helper.from_array(np.ascontiguousarray(value), key)
        return key

    def add(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> list[str]:
        """Add a node and return the names of its outputs."""
        names = [f"v{self.count + index}" for index in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def one(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Add a node with one output and return its name."""
        return self.add(kind, *inputs, domain=domain, **attributes)[0]

    def name(self, value: str, name: str) -> None:
        """Give an output of the graph its public name."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def product(self, x: str, weight: Floats, bias: Floats | None, exact: bool = False) -> str:
        """`x` times a matrix (inputs by outputs), plus a bias: in 8 bits with one scale for each output."""
        if exact or not self.quantized:
            found = self.one("MatMul", x, self.weight(weight))
            return found if bias is None else self.one("Add", found, self.weight(bias))
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / _WEIGHT_LIMIT
        rounded = np.clip(np.round(weight / scale), -_WEIGHT_LIMIT, _WEIGHT_LIMIT).astype(np.int8)
        inputs = [x, self.weight(rounded), self.weight(scale.astype(np.float32)), ""]
        if bias is not None:
            inputs.append(self.weight(bias))
        return self.one("DynamicQuantizeMatMul", *inputs, domain=_MS)

    def linear(self, x: str, layer: nn.Linear, exact: bool = False) -> str:
        """A linear layer."""
        bias = None if layer.bias is None else _numpy(layer.bias)
        return self.product(x, _numpy(layer.weight).T, bias, exact)

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """A layer norm over the last axis."""
        scale, bias = self.weight(_numpy(layer.weight)), self.weight(_numpy(layer.bias))
        return self.one("LayerNormalization", x, scale, bias, axis=-1, epsilon=layer.eps)

    def skip_norm(self, x: str, other: str, layer: nn.LayerNorm) -> str:
        """The layer norm of a sum, in two operators: the one that does both takes five times as long."""
        return self.norm(self.one("Add", x, other), layer)

    def matrix(self, x: str, weight: nn.Parameter) -> str:
        """`x` times a matrix."""
        return self.product(x, _numpy(weight), None)

    def share(self, x: str, shares: nn.Parameter, number: int) -> str:
        """`x` times its share of a weighted sum; the shares are given by their logarithms."""
        share = shares.detach().softmax(0).numpy()[number]
        return self.one("Mul", x, self.weight(np.array(share, dtype=np.float32)))

    def lookup(self, parameter: nn.Parameter, index: str, bits: bool = True) -> str:
        """Rows of a table, which is kept in 8 bits with one scale for each row."""
        table = _numpy(parameter)
        if not (self.quantized and bits):
            return self.one("Gather", self.weight(table), index)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        rounded = np.round(table / scale).astype(np.int8)
        rows = self.one("Cast", self.one("Gather", self.weight(rounded), index), to=TensorProto.FLOAT)
        return self.one("Mul", rows, self.one("Gather", self.weight(scale.astype(np.float32)), index))

    def first_rows(self, table: nn.Parameter, count: str) -> str:
        """The first `count` rows of a table, which is kept in half precision."""
        start = self.weight(np.array([0]))
        rows = self.one("Slice", self.weight(_numpy(table).astype(np.float16)), start, count, start)
        return self.one("Cast", rows, to=TensorProto.FLOAT)


def _gelu(graph: Graph, x: str) -> str:
    return graph.one("Gelu", x, domain=_MS)


def _layer(graph: Graph, x: str, layer: Layer, exact: bool) -> str:
    """One layer of the transformer; `x` has the axes batch (one text), length, width."""
    parts = graph.add("Split", graph.linear(x, layer.qkv, exact), outputs=3, axis=2)
    mixed = graph.one("MultiHeadAttention", *parts, domain=_MS, num_heads=layer.heads)
    x = graph.skip_norm(x, graph.linear(mixed, layer.out, exact), layer.norm1)
    inner = _gelu(graph, graph.linear(x, layer.up, exact))
    return graph.skip_norm(x, graph.linear(inner, layer.down, exact), layer.norm2)


def _perceptron(graph: Graph, x: str, head: Perceptron) -> str:
    first, _, norm, _, last = head
    assert isinstance(first, nn.Linear) and isinstance(norm, nn.LayerNorm) and isinstance(last, nn.Linear)
    return graph.linear(graph.norm(_gelu(graph, graph.linear(x, first)), norm), last)


def _body(graph: Graph, network: Network, exact: frozenset[int]) -> str:
    """The weighted sum of all layers, with the axes length and width."""
    first_axis = graph.weight(np.array([0]))
    x = graph.lookup(network.words.weight, "pieces")
    x = graph.one("Add", x, graph.first_rows(network.places.weight, graph.one("Shape", "pieces")))
    x = graph.one("Add", x, graph.lookup(network.features.weight, "features", bits=False))
    x = graph.one("Unsqueeze", graph.norm(x, network.norm), first_axis)
    total = ""
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        x = _layer(graph, x, layer, number in exact)
        part = graph.share(x, network.mix, number)
        total = graph.one("Add", total, part) if total else part
    return graph.one("Squeeze", total, first_axis)


def _words(graph: Graph, x: str, network: Network) -> str:
    """The mean of the first and the last piece of every word, seen through the layers over words."""
    both = graph.one("Add", graph.one("Gather", x, "first"), graph.one("Gather", x, "last"))
    x = graph.one("Mul", both, graph.weight(np.array(0.5, dtype=np.float32)))
    if not network.word_layers:
        return x
    first_axis = graph.weight(np.array([0]))
    x = graph.one("Unsqueeze", x, first_axis)
    for layer in network.word_layers:
        assert isinstance(layer, Layer)
        x = _layer(graph, x, layer, exact=False)
    return graph.one("Squeeze", x, first_axis)


def _arcs(graph: Graph, x: str, network: Network) -> str:
    dep = _gelu(graph, graph.linear(x, network.arc_dep))
    head = _gelu(graph, graph.linear(x, network.arc_head))
    turned = graph.one("Transpose", head, perm=[1, 0])
    scores = graph.one("MatMul", graph.matrix(dep, network.arc), turned)
    bias = graph.one("Transpose", graph.linear(head, network.arc_bias, exact=True), perm=[1, 0])
    scores = graph.one("Add", scores, bias)
    own = graph.one("Cast", graph.one("EyeLike", scores), to=TensorProto.BOOL)
    return graph.one("Where", own, graph.linear(dep, network.root, exact=True), scores)


def _heads(graph: Graph, x: str, network: Network) -> None:
    for key in ("tags", "morphs", "nominals"):
        scores = _perceptron(graph, x, getattr(network, key))
        graph.name(graph.one("ArgMax", scores, axis=1, keepdims=0), key)
    count = graph.weight(np.array([CANDIDATES]))
    scores, numbers = graph.add("TopK", _perceptron(graph, x, network.lemmas), count, outputs=2, axis=1)
    graph.name(scores, "lemma_scores")
    graph.name(numbers, "lemmas")
    graph.name(_perceptron(graph, x, network.names), "names")
    starts = _perceptron(graph, x, network.starts)
    graph.name(graph.one("Squeeze", starts, graph.weight(np.array([1]))), "starts")
    graph.name(_arcs(graph, x, network), "arcs")
    graph.name(graph.linear(x, network.rel_dep), "rel_dep")
    graph.name(graph.linear(x, network.rel_head), "rel_head")


Values = dict[str, tuple[int, list[str | None]]]
_INPUTS: Values = {
    "pieces": (TensorProto.INT64, ["T"]),
    "features": (TensorProto.INT64, ["T"]),
    "first": (TensorProto.INT64, ["W"]),
    "last": (TensorProto.INT64, ["W"]),
}
_OUTPUTS: Values = {
    "tags": (TensorProto.INT64, ["W"]),
    "morphs": (TensorProto.INT64, ["W"]),
    "lemmas": (TensorProto.INT64, ["W", None]),
    "lemma_scores": (TensorProto.FLOAT, ["W", None]),
    "nominals": (TensorProto.INT64, ["W"]),
    "names": (TensorProto.FLOAT, ["W", None]),
    "starts": (TensorProto.FLOAT, ["W"]),
    "arcs": (TensorProto.FLOAT, ["W", "W"]),
    "rel_dep": (TensorProto.FLOAT, ["W", None]),
    "rel_head": (TensorProto.FLOAT, ["W", None]),
}


def _finished(graph: Graph, inputs: Values, outputs: Values) -> bytes:
    """The graph as a file; `inputs` and `outputs` give type and axes of each name."""
    values = [
        [helper.make_tensor_value_info(name, kind, axes) for name, (kind, axes) in part.items()]
        for part in (inputs, outputs)
    ]
    whole = helper.make_graph(graph.nodes, "encoder", *values, list(graph.weights.values()))
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(_MS, 1)]
    model = helper.make_model(whole, opset_imports=versions, ir_version=9, producer_name="kg")
    return bytes(model.SerializeToString())


def build_encoder(graph: Graph, network: Network, exact: frozenset[int] = frozenset()) -> None:
    """Add all nodes from pieces to scores; layers whose numbers are in `exact` stay in single precision."""
    _heads(graph, _words(graph, _body(graph, network, exact), network), network)


def encoder_graph(network: Network, quantized: bool = True, exact: frozenset[int] = frozenset()) -> bytes:
    """The graph from pieces to scores, as `build_encoder` builds it."""
    graph = Graph(quantized)
    build_encoder(graph, network, exact)
    return _finished(graph, _INPUTS, _OUTPUTS)


def build_relations(graph: Graph, network: Network) -> None:
    """Add the nodes that label dependencies, once trees are found: from dependents and their heads, row by row."""
    added = graph.one("Relu", graph.one("Add", "dep", "head"))
    joint = graph.one("Concat", added, graph.one("Mul", "dep", "head"), axis=1)
    graph.name(graph.linear(joint, network.rel), "scores")


def relation_graph(network: Network) -> bytes:
    """The graph that labels dependencies."""
    graph = Graph(quantized=False)
    build_relations(graph, network)
    rows: Values = {name: (TensorProto.FLOAT, ["W", None]) for name in ("dep", "head")}
    return _finished(graph, rows, {"scores": (TensorProto.FLOAT, ["W", None])})


def load_run(folder: Path) -> tuple[Network, Labels, list[str]]:
    """The averaged network of a training run, its labels and its pieces."""
    described = json.loads((folder / "run.json").read_text(encoding="utf8"))
    labels = Labels(**{key: tuple(value) for key, value in described["labels"].items()})
    network = Network(Sizes(**described["sizes"]), labels, len(described["pieces"]))
    network.load_state_dict(torch.load(folder / "state.pt")["average"])
    return network.eval(), labels, described["pieces"]


def model_files(network: Network, labels: Labels, pieces: list[str], quantized: bool = True) -> dict[str, bytes]:
    """The files that the component `kg_encoder` loads."""
    return {
        "encoder.onnx": encoder_graph(network, quantized),
        "relations.onnx": relation_graph(network),
        "pieces.txt": "\n".join(pieces).encode("utf8"),
        "labels.json": json.dumps(labels.to_dict(), ensure_ascii=False, indent=0).encode("utf8"),
    }
