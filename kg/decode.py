"""Bytes -> text, once and for all: encoding, line ends, control characters, lone surrogates."""

from __future__ import annotations

import codecs
import re

from kg.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
# What a declared charset must leave as it is: markup is ASCII, and escapes are the reader's business.
_PROBE = b'<meta charset="x"> \\n +AGE-'
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls become spaces; surrogates and noncharacters, which no XML and no UTF-8 can hold, U+FFFD.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_TEXT = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b")
_UNPRINTABLE = re.compile("[\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")


def decode_bytes(data: bytes, name: str, *, declared: bool = False) -> str:
    """Decodes by byte order mark, then (if `declared`) the charset named in the markup, UTF-8, and Windows-1252.

    Raises ArticleError, which names `name`, where the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if _is_binary(data):
        raise ArticleError(f"{name}: not a text file (binary data); accepted are .txt, .md, .html, .json and .jsonl")
    for encoding in ([*_declared_charset(data)] if declared else []) + ["utf-8"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _declared_charset(data: bytes) -> list[str]:
    """The charset that the markup names, if it is one that a page can be written in."""
    match = _DECLARED.search(data[:4096])
    name = (match[1] or match[2]).decode("ascii") if match else "utf-8"
    try:
        return [name] if _PROBE.decode(name) == _PROBE.decode("ascii") else []
    except (LookupError, UnicodeError):
        return []


def _is_binary(data: bytes) -> bool:
    """Text holds no NUL, and hardly a control character other than tab and line ends (as `file` and git decide)."""
    head = data[:8192]
    controls = len(head) - len(head.translate(None, _NOT_TEXT))
    return b"\x00" in head or controls > len(head) // 50 + 1


def clean_text(text: str) -> str:
    """The text with unix line ends and without characters that files, XML or terminals cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", _CONTROL.sub(" ", _LINE_END.sub("\n", text)))
