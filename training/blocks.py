"""Blocks: a few sentences of running text with all that is known about their words.

A block is what the models learn from. All sources (treebanks, name sets) become blocks, and all augmentation works
on blocks, so that both models see the same text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from training.conllu import Sentence, Word


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity over the words `start` to `end` (exclusive)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entity (GUM): words `start` to `end` (exclusive), syntactic head, type, coreference chain."""

    start: int
    end: int
    head: int
    type: str
    chain: str


@dataclass(frozen=True, slots=True)
class Block:
    """Words of consecutive sentences; heads count within the block and `starts` holds each sentence's first word.

    `names` is None where nobody annotated names; `unknown` holds the words of which one cannot tell whether they
    belong to a name. `mentions` is None where the source has none.
    """

    source: str
    words: tuple[Word, ...]
    starts: frozenset[int]
    names: tuple[Name, ...] | None = None
    unknown: frozenset[int] = frozenset()
    mentions: tuple[Mention, ...] | None = None

    @property
    def text(self) -> str:
        """The text of the block, white space before the first word included."""
        return "".join(word.before + word.form for word in self.words)

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Where each word stands in `text`."""
        spans, position = [], 0
        for word in self.words:
            start = position + len(word.before)
            position = start + len(word.form)
            spans.append((start, position))
        return spans


def _moved(word: Word, by: int) -> Word:
    return replace(word, head=word.head + by) if word.head >= 0 else word


def shift(block: Block, by: int) -> Block:
    """The same block with every index moved up by `by` words."""
    names = None if block.names is None else tuple(Name(n.start + by, n.end + by, n.label) for n in block.names)
    mentions = None
    if block.mentions is not None:
        mentions = tuple(Mention(m.start + by, m.end + by, m.head + by, m.type, m.chain) for m in block.mentions)
    return replace(
        block,
        words=tuple(_moved(word, by) for word in block.words),
        starts=frozenset(start + by for start in block.starts),
        names=names,
        unknown=frozenset(index + by for index in block.unknown),
        mentions=mentions,
    )


def from_sentence(sentence: Sentence, source: str) -> Block:
    """A block of one sentence, without names and mentions."""
    return Block(source, sentence.words, frozenset((0,)))


def join(blocks: Sequence[Block]) -> Block:
    """One block of several consecutive ones; white space before the first word of all is dropped."""
    words: list[Word] = []
    moved = []
    for block in blocks:
        moved.append(shift(block, len(words)))
        words.extend(moved[-1].words)
    words[0] = replace(words[0], before="")
    no_names, no_mentions = any(b.names is None for b in moved), any(b.mentions is None for b in moved)
    return Block(
        blocks[0].source,
        tuple(words),
        frozenset().union(*(block.starts for block in moved)),
        None if no_names else tuple(name for block in moved for name in block.names or ()),
        frozenset().union(*(block.unknown for block in moved)),
        None if no_mentions else tuple(mention for block in moved for mention in block.mentions or ()),
    )


def windows(blocks: Sequence[Block], rng: random.Random, longest: int, most_words: int = 180) -> Iterator[Block]:
    """Join runs of 1 to `longest` consecutive sentences of one document, never beyond `most_words` words."""
    place = 0
    while place < len(blocks):
        size = rng.randint(1, longest)
        run = [blocks[place]]
        while len(run) < size and place + len(run) < len(blocks):
            following = blocks[place + len(run)]
            if sum(len(block.words) for block in run) + len(following.words) > most_words:
                break
            run.append(following)
        place += len(run)
        yield join(run)
