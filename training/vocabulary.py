"""Which pieces of the pretrained vocabulary are kept: those that English text can need."""

from __future__ import annotations

import unicodedata
from pathlib import Path

_MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def _is_useful(piece: str) -> bool:
    """True for pieces of Latin letters, digits, and single marks of any kind."""
    text = piece.removeprefix("##")
    if piece in _MARKS:
        return True
    if piece.startswith("[unused"):
        return False
    if all(char.isascii() for char in text):
        return True
    if not text.isalpha():
        return len(text) == 1
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text)


def read_vocabulary(folder: Path) -> tuple[list[str], list[int]]:
    """The pieces kept of `folder`/vocab.txt and their rows there. Raises `OSError` if the file is missing."""
    lines = (folder / "vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n")
    kept = [row for row, piece in enumerate(lines) if _is_useful(piece)]
    return [lines[row] for row in kept], kept
