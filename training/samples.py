"""What the encoder sees of a block: numbers of pieces and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokenizer import Tokenizer

from kg.models.lemmas import make_script
from kg.models.pieces import SHAPES, Pieces, shape, space
from training.align import Token, align, aligned_heads, aligned_names
from training.blocks import Block
from training.labels import Labels, morph_of

Ints = NDArray[np.int64]
UNKNOWN = -100


@dataclass(slots=True)
class Sample:
    """One block as arrays: `pieces` and `features` by piece, all else by token; UNKNOWN where there is no label.

    `first` and `last` are the places of each token's first and last piece.
    """

    source: str
    pieces: Ints
    features: Ints
    first: Ints
    last: Ints
    tags: Ints
    morphs: Ints
    lemmas: Ints
    heads: Ints
    deps: Ints
    starts: Ints
    names: Ints
    nominals: Ints


class Encoding:
    """Turns blocks into samples with one tokenizer, one vocabulary of pieces and one set of labels."""

    def __init__(self, tokenizer: Tokenizer, pieces: Pieces, labels: Labels) -> None:
        self.tokenizer, self.pieces, self.labels = tokenizer, pieces, labels
        self.numbers = {key: {v: i for i, v in enumerate(values)} for key, values in labels.to_dict().items()}

    def __call__(self, block: Block) -> Sample:
        """The sample of `block`."""
        tokens = align(block, self.tokenizer)
        cuts = [self.pieces.cut(token.form) for token in tokens]
        sizes = np.array([len(cut) for cut in cuts])
        last = np.cumsum(sizes)
        pieces = [self.pieces.first, *(number for cut in cuts for number in cut), self.pieces.last]
        return Sample(
            block.source,
            np.array(pieces),
            self._features(tokens, sizes),
            last - sizes + 1,
            last,
            *self._grammar(block, tokens),
            self._names(block, tokens),
            self._mentions(block, tokens),
        )

    def _features(self, tokens: Sequence[Token], sizes: Ints) -> Ints:
        found = [0]
        for index, (token, size) in enumerate(zip(tokens, sizes, strict=True)):
            of_word = shape(token.form) + 2 * SHAPES * space(token.gap, index == 0)
            found.append(of_word)
            found.extend([of_word + SHAPES] * (int(size) - 1))
        return np.array([*found, 0])

    def _grammar(self, block: Block, tokens: Sequence[Token]) -> list[Ints]:
        heads = aligned_heads(block, tokens)
        rows = np.full((6, len(tokens)), UNKNOWN)
        if block.words[0].head < 0:
            return list(rows)
        seen: set[int] = set()
        for index, token in enumerate(tokens):
            rows[5, index] = token.word in block.starts and token.word not in seen
            seen.add(token.word)
            if token.word < 0:
                continue
            word = block.words[token.word]
            if heads[index] >= 0:
                rows[3, index], rows[4, index] = heads[index], self.numbers["deps"].get(word.dep, UNKNOWN)
            if token.exact:
                rows[0, index] = self.numbers["tags"].get(word.tag, UNKNOWN)
                rows[1, index] = self.numbers["morphs"].get(morph_of(word), UNKNOWN)
                rows[2, index] = self.numbers["lemmas"].get(make_script(word.form, word.lemma), UNKNOWN)
        return list(rows)

    def _names(self, block: Block, tokens: Sequence[Token]) -> Ints:
        names, unknown = aligned_names(block, tokens)
        found = np.zeros(len(tokens), dtype=np.int64)
        found[sorted(unknown)] = UNKNOWN
        for name in names:
            number = self.numbers["names"]
            if name.end - name.start == 1:
                found[name.start] = number[f"U-{name.label}"]
                continue
            found[name.start : name.end] = number[f"I-{name.label}"]
            found[name.start], found[name.end - 1] = number[f"B-{name.label}"], number[f"L-{name.label}"]
        return found

    def _mentions(self, block: Block, tokens: Sequence[Token]) -> Ints:
        types = np.full(len(tokens), UNKNOWN if block.mentions is None else 0)
        place = {token.word: index for index, token in enumerate(tokens) if token.word >= 0}
        for mention in block.mentions or ():
            index = place.get(mention.head, -1)
            if index >= 0 and not types[index]:
                types[index] = self.numbers["nominals"].get(mention.type, 0)
        return types
