"""Exports a trained encoder, scores it before and after quantisation, and puts it into the package.

python -m training.base --data ../shared/data --run training/work/encoder
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language

from kg.encoder import Encoder, Model, Writer
from training.export import load_run, model_files
from training.package import write_package
from training.prepare import dev_sets
from training.score import score
from training.tokens import make_pipeline


def graph_pipeline(files: dict[str, bytes], threads: int = 0) -> Language:
    """A pipeline whose only component runs the graph in `files`."""
    nlp = make_pipeline()
    encoder = nlp.add_pipe("kg_encoder", config={"threads": threads})
    assert isinstance(encoder, Encoder)
    encoder.model = Model(files, threads)
    encoder.write = Writer(nlp.vocab, encoder.model.labels)
    return nlp


def main() -> None:
    """Export, score and package from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--run", type=Path, default=Path("training/work/encoder"))
    parser.add_argument("--target", type=Path, default=Path("kg/models/base"))
    args = parser.parse_args()
    network, labels, pieces = load_run(args.run)
    sets = dev_sets(args.data)
    before = score(graph_pipeline(model_files(network, labels, pieces, quantized=False)), sets)
    nlp = graph_pipeline(model_files(network, labels, pieces))
    scores = score(nlp, sets)
    write_package(nlp, "base", args.target, scores | {"before_quantisation": before})
    for name in sets:
        print(name, {key: (before[name][key], value) for key, value in scores[name].items()})


if __name__ == "__main__":
    main()
