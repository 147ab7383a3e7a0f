"""Names as they are drawn: cleaned, wrapped into a squarish block, measured."""

from __future__ import annotations

import re
import unicodedata

WIDTH = 20  # characters in a line: two or three short lines sit better under a shape than a long one
LINES = 3

# What must not reach a display: control characters, and the marks that turn the direction of the text around them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Text without control characters, lone surrogates and marks of direction, its white space single blanks."""
    return " ".join(_UNSAFE.sub("", text).split())


def wrap(text: str, width: int = WIDTH, lines: int = LINES) -> str:
    """A name in at most so many lines; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in clean(text).split(" "):
        if rows and text_width(rows[-1]) + 1 + text_width(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    cut = [_shorten(row, width + 4) for row in rows[:lines]]
    if len(rows) > lines and not cut[-1].endswith("…"):
        cut[-1] += " …"
    return "\n".join(cut)


def _shorten(text: str, width: int) -> str:
    return text if text_width(text) <= width else text[: max(1, width * len(text) // text_width(text) - 1)] + "…"


def text_width(text: str) -> int:
    """Width in columns: wide characters (Chinese, Japanese, Korean, emoji) count double, combining ones nothing."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def box(label: str, font: float) -> tuple[float, float]:
    """Width and height of a label block at a font size."""
    rows = label.split("\n")
    return 0.56 * font * max(map(text_width, rows)), 1.25 * font * len(rows)
