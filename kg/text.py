"""Text made safe for where it goes: terminals, spreadsheets, XML."""

from __future__ import annotations

import re

# A cell that a spreadsheet would take for a formula.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")

# Half of a surrogate pair, which UTF-8 cannot hold.
HALF_PAIR = re.compile("[\ud800-\udfff]")
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def printable(text: str) -> str:
    """The text without characters that steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet runs; numbers stay as they are."""
    if _FORMULA.match(cell) and not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", cell):
        return "'" + cell
    return cell


def xml_text(text: str) -> str:
    """The text as content or attribute value of XML; characters that XML cannot hold become U+FFFD."""
    return _NOT_XML.sub("\ufffd", text).translate(_MARKUP)


def lowered(text: str) -> str:
    """A text in lower case, each character at its place: of all letters, İ alone would become two."""
    return text.replace("İ", "I").lower()
