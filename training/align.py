"""Carries the annotation of a block over to the tokens that the pipeline's own tokenizer cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokenizer import Tokenizer

from training.blocks import Block, Name
from training.conllu import Word


@dataclass(frozen=True, slots=True)
class Token:
    """A token and what it inherits.

    `word` is the word of the block that it stands for, or -1 where token and word do not match well enough to say.
    `exact` tells that the token is that very word and no part or union.
    """

    form: str
    gap: str
    word: int
    exact: bool


def _head_word(words: Sequence[Word], run: range) -> int:
    """The word of `run` on which the others hang."""
    return next((i for i in run if words[i].head not in run or words[i].head == i), run[0])


def align(block: Block, tokenizer: Tokenizer) -> list[Token]:
    """The tokens of the block's text, white space left out, each with the word that it stands for."""
    text, offsets = block.text, block.offsets
    tokens: list[Token] = []
    at, end_before, used = 0, 0, -1
    for token in tokenizer(text):
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        while at < len(offsets) and offsets[at][1] <= start:
            at += 1
        stop = at
        while stop < len(offsets) and offsets[stop][0] < end:
            stop += 1
        word = _head_word(block.words, range(at, stop)) if stop > at else -1
        exact = stop == at + 1 and offsets[at] == (start, end)
        tokens.append(Token(token.text, text[end_before:start], -1 if word == used else word, exact))
        used = word if word >= 0 else used
        end_before = end
    return tokens


def aligned_heads(block: Block, tokens: Sequence[Token]) -> list[int]:
    """The head of every token; its own place for a root, -1 where it is not known."""
    place = {token.word: index for index, token in enumerate(tokens) if token.word >= 0}
    heads = []
    for index, token in enumerate(tokens):
        head = block.words[token.word].head if token.word >= 0 else -1
        steps = 0
        while head >= 0 and head not in place and block.words[head].head != head and steps < 20:
            head, steps = block.words[head].head, steps + 1
        is_root = token.word >= 0 and head == token.word
        heads.append(index if is_root else place.get(head, -1))
    return heads


def aligned_names(block: Block, tokens: Sequence[Token]) -> tuple[list[Name], set[int]]:
    """Names over tokens, and the tokens of which it is not known whether they belong to a name."""
    if block.names is None:
        return [], set(range(len(tokens)))
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    spans = _word_ranges(block, tokens)
    for index, run in enumerate(spans):
        for word in run:
            first.setdefault(word, index)
            last[word] = index
    names = [Name(first[n.start], last[n.end - 1] + 1, n.label) for n in block.names]
    unknown = {index for index, run in enumerate(spans) if any(word in block.unknown for word in run)}
    return names, unknown


def _word_ranges(block: Block, tokens: Sequence[Token]) -> list[range]:
    """For every token the words of the block that it touches."""
    offsets, ranges, at, position = block.offsets, [], 0, 0
    for token in tokens:
        start = position + len(token.gap)
        end = position = start + len(token.form)
        while at < len(offsets) and offsets[at][1] <= start:
            at += 1
        stop = at
        while stop < len(offsets) and offsets[stop][0] < end:
            stop += 1
        ranges.append(range(at, stop))
    return ranges
