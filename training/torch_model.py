"""Runs a torch network where the packaged pipeline runs its graph, so that both are scored by the same code."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language

from kg.encoder import Encoder, Writer
from kg.models.decode import Floats, transitions
from kg.models.lemmas import word_endings
from kg.models.pieces import Pieces
from training.export import CANDIDATES
from training.labels import Labels
from training.network import Network
from training.tokens import make_pipeline


class TorchModel:
    """Has what `kg.encoder.Model` has, with a network in place of a graph."""

    def __init__(self, network: Network, labels: Labels, pieces: Pieces) -> None:
        self.network, self.pieces, self.labels = network, pieces, labels.to_dict()
        self.transitions, self.endings = transitions(labels.names), word_endings(pieces.pieces)
        self.threads, self.files = 0, {}

    def run(self, feed: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """The outputs of the network for one text, by the names of the graph's outputs."""
        batch = {key: torch.from_numpy(np.asarray(value))[None] for key, value in feed.items()}
        batch["lengths"] = torch.tensor([len(feed["pieces"])])
        batch["counts"] = torch.tensor([len(feed["first"])])
        with torch.no_grad():
            found = {key: value[0].float().numpy() for key, value in self.network(batch).items()}
        best = {key: found[key].argmax(-1) for key in ("tags", "morphs", "nominals")}
        order = np.argsort(-found["lemmas"], axis=1, kind="stable")[:, :CANDIDATES]
        best |= {"lemmas": order, "lemma_scores": np.take_along_axis(found["lemmas"], order, axis=1)}
        return found | best | {"starts": found["starts"][:, 0]}

    def relate(self, dep: Floats, head: Floats) -> Floats:
        """The scores of the labels of dependencies, row by row."""
        with torch.no_grad():
            return self.network.label(torch.from_numpy(dep), torch.from_numpy(head)).numpy()


def torch_pipeline(network: Network, labels: Labels, pieces: Pieces) -> Language:
    """A pipeline whose only component runs `network`."""
    nlp = make_pipeline()
    encoder = nlp.add_pipe("kg_encoder")
    assert isinstance(encoder, Encoder)
    model: Any = TorchModel(network, labels, pieces)
    encoder.model = model
    encoder.write = Writer(nlp.vocab, model.labels)
    return nlp
