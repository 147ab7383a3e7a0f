"""Makes what the small pipeline learns from and what both models are measured on: spaCy's binary documents.

python -m training.prepare --data ../shared/data --work training/work
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import DocBin

from training.augment import augment
from training.blocks import Block, join, windows
from training.docs import to_doc
from training.sources import Document, read_ewt, read_gum, read_politics, read_wikigold
from training.tokens import make_pipeline

NEWS_LIKE = ("news", "interview", "bio")


def paragraphs(document: Document) -> Iterator[Block]:
    """The paragraphs of a document, each as one block."""
    run: list[Block] = []
    for block in document:
        if run and block.words[0].before.startswith("\n"):
            yield join(run)
            run = []
        run.append(block)
    if run:
        yield join(run)


def tens(document: Document) -> Iterator[Block]:
    """Runs of ten sentences with a mere space between paragraphs: the hard case for finding sentences."""
    for at in range(0, len(document), 10):
        yield join([_run_on(block) for block in document[at : at + 10]])


def _run_on(block: Block) -> Block:
    first = block.words[0]
    return replace(block, words=(replace(first, before=" " if first.before else ""), *block.words[1:]))


def dev_sets(data: Path) -> dict[str, list[Block]]:
    """The sets on which models are measured: paragraphs of EWT and of the news-like part of GUM, and both in tens."""
    ewt = read_ewt(data, "dev")
    gum = [doc for name, doc in read_gum(data, "dev").items() if name.split("_")[1] in NEWS_LIKE]
    return {
        "ewt": [block for document in ewt for block in paragraphs(document)],
        "gum": [block for document in gum for block in paragraphs(document)],
        "ewt10": [block for document in ewt for block in tens(document)],
        "gum10": [block for document in gum for block in tens(document)],
    }


def train_blocks(data: Path, rng: random.Random) -> Iterator[Block]:
    """Every training sentence three times: in its paragraph, and twice in random company with augmentation."""
    grammar = [*read_ewt(data, "train"), *read_gum(data, "train").values()]
    for document in grammar:
        yield from paragraphs(document)
        for longest in (2, 8):
            yield from (augment(block, rng) for block in windows(document, rng, longest))
    for document in [*read_wikigold(data), *read_politics(data, "train")]:
        yield from windows(document, rng, 1)
        for _ in range(2):
            yield from (augment(block, rng) for block in windows(document, rng, 3))


def write(blocks: Iterable[Block], nlp: Language, path: Path) -> None:
    """Write `blocks` as a `DocBin` to `path`."""
    DocBin(docs=[to_doc(block, nlp.vocab) for block in blocks], store_user_data=False).to_disk(path)


def prepare(data: Path, work: Path) -> None:
    """Write train.spacy and dev.spacy, made from the folder `data`, into the folder `work`."""
    work.mkdir(parents=True, exist_ok=True)
    nlp = make_pipeline()
    sets = dev_sets(data)
    write(sets["ewt"] + sets["gum"], nlp, work / "dev.spacy")
    train = list(train_blocks(data, random.Random(1)))  # noqa: S311 - not for secrets
    write(train, nlp, work / "train.spacy")


def main() -> None:
    """Prepare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    args = parser.parse_args()
    prepare(args.data, args.work)


if __name__ == "__main__":
    main()
