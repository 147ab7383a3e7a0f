"""Puts other names in the place of names, so that the encoder learns how names are used and not only which exist."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from training.blocks import Block, Name
from training.conllu import Word

_Key = tuple[str, ...]


def _key(block: Block, name: Name) -> _Key:
    """Names may stand for each other if they have the same label and word for word the same tags."""
    return (name.label, *(word.tag for word in block.words[name.start : name.end]))


class NamePool:
    """The names of the training data by label and tags."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.names: dict[_Key, list[tuple[Word, ...]]] = defaultdict(list)
        for block in blocks:
            for name in block.names or ():
                if name.end - name.start <= 3:
                    self.names[_key(block, name)].append(block.words[name.start : name.end])

    def swap(self, block: Block, rng: random.Random, chance: float) -> Block:
        """`block` with each name replaced, with the given chance, by another of the pool; the grammar stays.

        The same name becomes the same other name all through the block.
        """
        words, chosen = list(block.words), dict[tuple[str, ...], tuple[Word, ...]]()
        for name in block.names or ():
            own = tuple(words[name.start : name.end])
            key = (name.label, *(word.form for word in own))
            if key not in chosen:
                others = self.names.get(_key(block, name), ())
                swaps = len(others) > 3 and rng.random() < chance
                chosen[key] = rng.choice(others) if swaps else own
            for place, other in enumerate(chosen[key], name.start):
                words[place] = replace(words[place], form=other.form, lemma=other.lemma, feats=other.feats)
        return replace(block, words=tuple(words))
