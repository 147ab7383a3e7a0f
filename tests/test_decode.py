"""Bytes to text: encodings, line ends, and characters that nothing downstream can hold."""

from __future__ import annotations

import codecs

import pytest

from kg.decode import clean_text, decode_bytes
from kg.errors import ArticleError

TEXT = "Zürich – “quoted” – 東京"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_utf_is_known_by_its_mark_or_by_being_valid(data: bytes) -> None:
    assert decode_bytes(data, "a.txt") == TEXT


def test_what_is_not_utf8_is_windows_text() -> None:
    assert decode_bytes("caf\xe9 – “x”".encode("cp1252"), "a.txt") == "café – “x”"


def test_bytes_that_windows_does_not_know_are_replaced() -> None:
    assert decode_bytes(b"caf\xe9 \x81", "a.txt") == "café \ufffd"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("iso-8859-2", "iso-8859-2"), ("Shift_JIS", "shift_jis"), ("windows-1251", "cp1251")]
)
@pytest.mark.parametrize("markup", ['<meta charset="{}">', "<?xml version='1.0' encoding='{}'?>"])
def test_a_charset_is_taken_from_the_markup(charset: str, encoding: str, markup: str) -> None:
    body = {"iso-8859-2": "Łódź", "shift_jis": "東京", "cp1251": "Москва"}[encoding]
    page = f"{markup.format(charset)}<p>{body}</p>"
    assert decode_bytes(page.encode(encoding), "a.html", declared=True) == page


@pytest.mark.parametrize(
    "charset",
    ["utf-16", "utf-7", "utf-32", "idna", "punycode", "unicode_escape", "undefined", "rot13", "hex", "none", ""],
)
def test_a_charset_in_which_no_page_is_written_is_not_believed(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>Zürich \\n +AGE-</p>'
    assert decode_bytes(page.encode(), "a.html", declared=True) == page


def test_a_wrong_charset_does_no_harm_to_utf8() -> None:
    page = '<meta charset="ascii"><p>Zürich</p>'
    assert decode_bytes(page.encode(), "a.html", declared=True) == page


def test_markup_counts_in_pages_only() -> None:
    text = '<meta charset="iso-8859-2"> Zürich'
    assert decode_bytes(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7\n\x00", b"text with a \x00 in it", bytes(range(1, 32)) * 4]
)
def test_binary_files_are_named(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^photo\.txt: not a text file \(binary data\); accepted are \.txt"):
        decode_bytes(data, "photo.txt")


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    assert decode_bytes(b"A walkout.\x07 And more.", "a.txt") == "A walkout.\x07 And more."


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("one\x0btwo\x0cthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "a b c d e f"),
        ("tab\tstays", "tab\tstays"),
        ("\ud83d", "\ufffd"),
        ("\udc80\ufffe\uffff\ufdd0", "\ufffd" * 4),
        ("emoji \U0001f600 and ﷺ stay", "emoji \U0001f600 and ﷺ stay"),
    ],
)
def test_clean_text(text: str, clean: str) -> None:
    assert clean_text(text) == clean
