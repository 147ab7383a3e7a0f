"""The label sets of the encoder, collected from the training data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from kg.models.lemmas import make_script
from training.blocks import Block
from training.conllu import Word

NAMES = ("PERSON", "ORG", "LOC", "MISC")
NAME_LABELS = ("O", *(f"{kind}-{name}" for name in NAMES for kind in "BILU"))
NOMINALS = (
    "",
    "person",
    "organization",
    "place",
    "event",
    "time",
    "abstract",
    "object",
    "substance",
    "animal",
    "plant",
)
_RARE = 3


@dataclass(frozen=True)
class Labels:
    """Label lists in the order of the model's outputs; `morphs` are "POS|Feature=Value|..."."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    lemmas: tuple[str, ...]
    deps: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS
    nominals: tuple[str, ...] = NOMINALS

    def to_dict(self) -> dict[str, list[str]]:
        """The lists as JSON takes them."""
        return {key: list(value) for key, value in asdict(self).items()}


def morph_of(word: Word) -> str:
    """Part of speech and features as one label."""
    return word.pos if word.feats == "_" else f"{word.pos}|{word.feats}"


def collect(blocks: Iterable[Block]) -> Labels:
    """The labels of annotated words; lemma scripts and features seen fewer than three times are left out."""
    tags, morphs, lemmas, deps = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for block in blocks:
        for word in block.words:
            if word.dep:
                tags[word.tag] += 1
                deps[word.dep] += 1
                morphs[morph_of(word)] += 1
                lemmas[make_script(word.form, word.lemma)] += 1
    frequent = [tuple(sorted(label for label, n in found.items() if n >= _RARE)) for found in (morphs, lemmas)]
    return Labels(tuple(sorted(tags)), *frequent, tuple(sorted(deps)))
