"""Turtle files as plain triples."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.turtle import read_turtle


def test_triples_are_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('@prefix x: <http://x.example/> . x:a x:b "c"@en , 5 , x:d .', encoding="utf-8")
    assert sorted(read_turtle(path)) == [
        ("http://x.example/a", "http://x.example/b", "5"),
        ("http://x.example/a", "http://x.example/b", "c"),
        ("http://x.example/a", "http://x.example/b", "http://x.example/d"),
    ]


def test_a_broken_file_tells_the_place(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<http://x.example/a> <http://x.example/b> .\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        list(read_turtle(path))


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_turtle(tmp_path / "a.ttl"))
