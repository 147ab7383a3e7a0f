"""Text made safe for terminals and spreadsheets."""

from __future__ import annotations

import pytest

from kg.text import lowered, printable, safe_cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “quoted” – text", "plain “quoted” – text"),
        ("two\nlines", "two\nlines"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("\x1b]0;title\x07", "�]0;title�"),
        ("over\rwritten\b", "over�written�"),
        ("left\u202eright", "left�right"),  # turns the direction of what follows
        ("\ud800", "�"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("cell", "=1+1|+cmd|-2+3|@SUM(A1)|\t=1|\r=1|\n=1| =1|\u00a0=1|＝1|-|--1".split("|"))
def test_formulas_are_disarmed(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Norvik", "5", "-5", "+3.25", "a=b", "31 May", "“=1”"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_lower_case_leaves_each_letter_at_its_place() -> None:
    text = "".join(map(chr, range(0xD800)))
    assert len(lowered(text)) == len(text)
    assert lowered("İN MAY") == "in may"
