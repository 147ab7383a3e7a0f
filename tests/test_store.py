"""Extractions as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Quantity, TimeInterval
from kg.store import dump_extraction, load_extraction, read_extractions, write_extractions
from tests.factory import HELD, claim, evidence, extraction, quantity, tiny_extractions


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_written_is_read(number: int) -> None:
    told = tiny_extractions()[number]
    assert load_extraction(dump_extraction(told)) == told


@pytest.mark.parametrize(
    "value",
    [
        None,
        "some words",
        quantity("hundreds", 200, 999),
        quantity("at least 5", 5, None, "percent"),
        Quantity(None, None, None, "Exactly", "", ""),
        TimeInterval(None, None, "open", "Wednesday"),
    ],
)
def test_every_value_comes_back(value: Quantity | TimeInterval | str | None) -> None:
    told = extraction(HELD, [], [claim("a", "content", value, evidence(HELD, "120 people"), scope="b")])
    assert load_extraction(dump_extraction(told)) == told


def test_an_article_is_one_line_of_plain_json() -> None:
    line = dump_extraction(tiny_extractions()[1])
    assert "\n" not in line
    assert json.loads(line)["article"]["published"] == "2024-03-09"


def test_a_file_is_sorted_and_does_not_depend_on_order(tmp_path: Path) -> None:
    one, other = tiny_extractions()
    for name, extractions in (("a", [one, other]), ("b", [other, one])):
        write_extractions(extractions, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert list(read_extractions(tmp_path / "a")) == sorted([one, other], key=lambda e: e.article.id)


def test_nothing_is_a_file_without_lines(tmp_path: Path) -> None:
    write_extractions([], tmp_path / "none.jsonl")
    assert list(read_extractions(tmp_path / "none.jsonl")) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "JSONDecodeError"),
        ("[]", "TypeError"),
        ("{}", "KeyError: 'article'"),
        ("null", "TypeError"),
        ('{"article": {"text": 5}}', "KeyError"),
        (dump_extraction(tiny_extractions()[0]).replace('"0.7"', '"high"', 1), "InvalidOperation"),
        (dump_extraction(tiny_extractions()[0]).replace("2024-03-04", "yesterday", 1), "ValueError"),
        ("[" * 100_000, "RecursionError"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"{dump_extraction(tiny_extractions()[0])}\n{line}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=rf"x\.jsonl line 2: no extraction \({reason}"):
        list(read_extractions(path))


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"x\.jsonl: cannot be read \(No such file"):
        list(read_extractions(tmp_path / "x.jsonl"))
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match=r"x\.jsonl: cannot be read \('utf-8' codec"):
        list(read_extractions(tmp_path / "x.jsonl"))
