"""The way from a packaged model back to a network that training can go on from; needs torch and onnx."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import spacy

pytest.importorskip("torch")
pytest.importorskip("onnx")

from training.base import graph_pipeline
from training.export import model_files
from training.start import add_word_layers, load_packaged

BASE = Path(__file__).parents[1] / "kg/models/base"


def test_the_network_read_back_is_the_packaged_one() -> None:
    network, labels, pieces = load_packaged(BASE)
    assert labels.to_dict() == json.loads((BASE / "kg_encoder/labels.json").read_text(encoding="utf8"))
    packaged = spacy.load(BASE).get_pipe("kg_encoder").model
    read = graph_pipeline(model_files(network, labels, pieces)).get_pipe("kg_encoder").model
    numbers = packaged.pieces.cut("workers") + packaged.pieces.cut("walked")
    places = np.arange(1, len(numbers) + 1)
    feed = {"pieces": np.array([packaged.pieces.first, *numbers, packaged.pieces.last])}
    feed |= {"features": np.zeros(len(numbers) + 2, dtype=np.int64), "first": places, "last": places}
    wanted, found = packaged.run(feed), read.run(feed)
    for key in ("names", "arcs", "rel_dep", "starts"):
        assert np.abs(wanted[key] - found[key]).max() < 0.2, key
    for key in ("tags", "morphs", "nominals"):
        assert wanted[key].tolist() == found[key].tolist()


def test_layers_over_words_go_into_the_graph_and_out_again(tmp_path: Path) -> None:
    network, labels, pieces = load_packaged(BASE)
    grown = add_word_layers(network, 1).eval()
    folder = tmp_path / "kg_encoder"
    folder.mkdir()
    for name, content in model_files(grown, labels, pieces).items():
        (folder / name).write_bytes(content)
    again, _, _ = load_packaged(tmp_path)
    for key, wanted in grown.word_layers.state_dict().items():
        assert np.abs((wanted - again.word_layers.state_dict()[key]).numpy()).max() < 0.02, key
    assert len(again.word_layers) == len(network.word_layers) + 1
