"""Trains the small pipeline, scores it and puts it into the package.

python -m training.small --data ../shared/data
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

from training import prepare
from training.package import write_package
from training.score import score

_HERE = Path(__file__).parent


def fit(work: Path, steps: int) -> Language:
    """Train on the documents in `work` and return the pipeline that scored best on dev."""
    overrides = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "training.max_steps": steps,
    }
    (work / "small").mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(load_config(_HERE / "small.cfg", overrides=overrides), use_gpu=-1)
    train(nlp, work / "small", use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    return spacy.load(work / "small/model-best")


def main() -> None:
    """Prepare, train, score and package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--target", type=Path, default=Path("kg/models/small"))
    parser.add_argument("--steps", type=int, default=30000)
    args = parser.parse_args()
    prepare.prepare(args.data, args.work)
    nlp = fit(args.work, args.steps)
    write_package(nlp, "small", args.target, score(nlp, prepare.dev_sets(args.data)))


if __name__ == "__main__":
    main()
