"""Cuts words into the pieces of an uncased WordPiece vocabulary (Wu et al. 2016; Devlin et al. 2019).

A word is lower-cased and freed of accents, cut at punctuation, and each part is matched greedily, longest piece
first. Because the vocabulary knows no case, `shape` tells the model how the word was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Longer words are cut short before they are looked at: no name is longer, and time stays linear in the text.
_LONGEST_WORD = 100
# Of a word with more pieces, the first and the last are kept.
_FIRST_PIECES, _LAST_PIECES = 6, 2

SHAPES = 8


def shape(word: str) -> int:
    """How `word` is written: 0 lower case, 1 Title, 2 CAPITALS, 3 mIxed, 4 one capital, 5 digits, 6 neither."""
    word = word[:_LONGEST_WORD]
    if any(char.isdigit() for char in word):
        return 5
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 6
    upper = sum(char.isupper() for char in letters)
    if upper == 0:
        return 0
    if upper == len(letters):
        return 2 if upper > 1 else 4
    return 1 if upper == 1 and letters[0].isupper() else 3


def space(gap: str, first: bool) -> int:
    """What parts a word from the one before: 0 nothing, 1 a space, 2 other white space, 3 an empty line or nothing."""
    if first or gap.count("\n") > 1:
        return 3
    if not gap:
        return 0
    return 1 if gap == " " else 2


def _is_mark(char: str) -> bool:
    return not char.isalnum() and (char.isascii() or unicodedata.category(char)[0] in "PS")


def _parts(word: str) -> list[str]:
    """`word` in lower case without accents, cut so that each mark of punctuation stands alone."""
    plain = word.lower() if word.isascii() else unicodedata.normalize("NFD", word.lower())
    parts: list[str] = []
    fresh = True
    for char in plain:
        if unicodedata.category(char) in ("Mn", "Cc", "Cf"):
            continue
        if _is_mark(char):
            parts.append(char)
            fresh = True
        elif fresh:
            parts.append(char)
            fresh = False
        else:
            parts[-1] += char
    return parts


class Pieces:
    """A vocabulary of pieces; `cut` is remembered for the words seen most lately."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """`vocabulary` lists the pieces in the order of their numbers; it must hold [UNK], [CLS] and [SEP]."""
        self.pieces = tuple(vocabulary)
        self.numbers = {piece: number for number, piece in enumerate(self.pieces)}
        self.unknown, self.first, self.last = (self.numbers[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))
        self.cut = lru_cache(maxsize=1 << 15)(self._cut)

    def __reduce__(self) -> tuple[type[Pieces], tuple[tuple[str, ...]]]:
        return Pieces, (self.pieces,)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of `word`, at least one and at most eight."""
        found = [number for part in _parts(word[:_LONGEST_WORD]) for number in self._match(part)]
        if len(found) > _FIRST_PIECES + _LAST_PIECES:
            found = found[:_FIRST_PIECES] + found[-_LAST_PIECES:]
        return tuple(found) or (self.unknown,)

    def _match(self, part: str) -> list[int]:
        start, found = 0, []
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self.numbers.get(prefix + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found
