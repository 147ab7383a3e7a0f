"""Finds names in GUM, which marks mentions but no names: what a first encoder and GUM's mentions agree on.

    python -m training.agree --data ../shared/data --model kg/models/base --out training/work/names.json

A name that the encoder sees is taken where GUM gives the same head a fitting type; where they disagree, and where a
proper noun was not seen as a name, the words stay unknown. Everything else is outside names.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training.base import graph_pipeline
from training.blocks import Block, Name
from training.export import load_run, model_files
from training.prepare import paragraphs
from training.sources import Document, read_gum
from training.start import load_packaged

_FITTING = {
    "PERSON": ("person",),
    "ORG": ("organization",),
    # A country that acts is an organization in GUM and a place in UNER.
    "LOC": ("place", "organization"),
    "MISC": ("event", "object", "abstract", "substance", "animal", "plant"),
}
Names = tuple[tuple[Name, ...], frozenset[int]]


def _spans(block: Block, doc: Doc) -> list[Name]:
    """The names of `doc` in terms of the words of `block`; those that cut a word are left out."""
    first = {start: index for index, (start, _) in enumerate(block.offsets)}
    last = {end: index + 1 for index, (_, end) in enumerate(block.offsets)}
    ends = [(first.get(ent.start_char), last.get(ent.end_char), ent.label_) for ent in doc.ents]
    return [Name(start, end, label) for start, end, label in ends if start is not None and end is not None]


def _agrees(block: Block, name: Name) -> bool:
    """Whether GUM gives the head of the name a fitting type, or says nothing of it."""
    inside = range(name.start, name.end)
    heads = [i for i in inside if block.words[i].head not in inside or block.words[i].head == i]
    types = {m.type for m in block.mentions or () if m.head in heads}
    return not types or bool(types & set(_FITTING[name.label]))


def agreed(block: Block, doc: Doc) -> Names:
    """The names of `block` that the encoder's `doc` and GUM agree on, and the words in doubt."""
    found = _spans(block, doc)
    names = tuple(name for name in found if _agrees(block, name))
    covered = {i for name in names for i in range(name.start, name.end)}
    doubtful = {i for name in found for i in range(name.start, name.end)} - covered
    times = {i for m in block.mentions or () if m.type == "time" for i in range(m.start, m.end)}
    proper = {i for i, word in enumerate(block.words) if word.pos == "PROPN"} - covered - times
    return names, frozenset(doubtful | proper)


def _by_sentence(block: Block, names: Names) -> list[tuple[list[list[object]], list[int]]]:
    """The same, cut into the sentences of the block."""
    starts = sorted(block.starts)
    cut = []
    for start, end in zip(starts, [*starts[1:], len(block.words)], strict=True):
        inside: list[list[object]] = [
            [n.start - start, n.end - start, n.label] for n in names[0] if start <= n.start and n.end <= end
        ]
        cut.append((inside, sorted(i - start for i in names[1] if start <= i < end)))
    return cut


def find_names(documents: dict[str, Document], nlp: Language) -> dict[str, list[object]]:
    """For every document, for every sentence, its names and its words in doubt."""
    found: dict[str, list[object]] = {}
    for key, document in documents.items():
        found[key] = []
        for block in paragraphs(document):
            found[key].extend(_by_sentence(block, agreed(block, nlp(block.text))))
    return found


def with_names(documents: dict[str, Document], path: Path) -> dict[str, Document]:
    """`documents` with the names that `main` wrote to `path`."""
    found = json.loads(path.read_text(encoding="utf8"))
    return {key: _named(document, found[key]) for key, document in documents.items()}


def _named(document: Document, names: Sequence[tuple[list[tuple[int, int, str]], list[int]]]) -> Document:
    pairs = zip(document, names, strict=True)
    return [
        replace(block, names=tuple(Name(*name) for name in found), unknown=frozenset(unknown))
        for block, (found, unknown) in pairs
    ]


def main() -> None:
    """Find the names from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, help="a packaged pipeline, in place of a run")
    parser.add_argument("--run", type=Path, default=Path("training/work/encoder"))
    parser.add_argument("--out", type=Path, default=Path("training/work/names.json"))
    args = parser.parse_args()
    network = load_packaged(args.model) if args.model else load_run(args.run)
    nlp = graph_pipeline(model_files(*network, quantized=False), threads=1)
    args.out.write_text(json.dumps(find_names(read_gum(args.data, "train"), nlp)), encoding="utf8")


if __name__ == "__main__":
    main()
