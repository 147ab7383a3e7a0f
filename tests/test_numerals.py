"""Amounts in text: the number, its bounds and its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.numerals import bounds, find_amounts, parse_number, plain


def told(text: str) -> list[tuple[str, ...]]:
    """The amounts of a text as (words, lowest, highest, unit), open bounds as ""."""
    return [
        (text[a.start : a.end], *("" if n is None else format(n, "f") for n in (a.min, a.max)), a.unit)
        for a in find_amounts(text)
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", "0"),
        ("1,922", "1922"),
        ("1,922.50", "1922.5"),
        ("1,00,000", "100000"),
        ("007", "7"),
        ("100k", "100000"),
        ("1.5 million", "1500000"),
        ("2-billion", "2000000000"),
        ("5 lakh crore", "5000000000000"),
        ("zero", "0"),
        ("twelve", "12"),
        ("twenty-nine", "29"),
        ("twenty nine", "29"),
        ("Ninety Nine", "99"),
        ("a hundred", "100"),
        ("sixteen hundred", "1600"),
        ("one hundred and twenty", "120"),
        ("two hundred thousand", "200000"),
        ("one thousand nine hundred and twenty-two", "1922"),
        ("three million four hundred thousand", "3400000"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("a half million", "500000"),
        ("a quarter of a million", "250000"),
        ("a million and a half", "1500000"),
        ("two and a half", "2.5"),
        ("two-and-a-half million", "2500000"),
        ("", None),
        ("a", None),
        ("many", None),
        ("twenty twenty", None),
        ("nineteen eighty-four", None),
        ("one two", None),
        ("three thousand two million", None),
        ("1.2.3", None),
        ("3,4", None),
        ("5 apples", None),
        ("9" * 40, None),
    ],
)
def test_one_number(words: str, value: str | None) -> None:
    assert parse_number(words) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(("number", "text"), [("1500000.0", "1500000"), ("1E+30", "1" + "0" * 30), ("2.50", "2.5")])
def test_plain_has_no_exponent_and_no_trailing_zero(number: str, text: str) -> None:
    assert str(plain(Decimal(number))) == text


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("1,922 people", "1,922", "1922", "1922"),
        ("more than 1,900 people", "more than 1,900", "1900", ""),
        ("well over 40", "well over 40", "40", ""),
        ("at least 20", "at least 20", "20", ""),
        ("300 or more", "300 or more", "300", ""),
        ("fewer than 50", "fewer than 50", "", "50"),
        ("as many as 500", "as many as 500", "", "500"),
        ("no more than ten", "no more than ten", "", "10"),
        ("nearly 2,000", "nearly 2,000", "1800", "2000"),
        ("just under 900", "just under 900", "810", "900"),
        ("about 900", "about 900", "810", "990"),
        ("an estimated 300", "an estimated 300", "270", "330"),
        ("a dozen or so", "a dozen or so", "10.8", "13.2"),
        ("hundreds of farmers", "hundreds", "200", "999"),
        ("tens of\nthousands", "tens of\nthousands", "20000", "99999"),
        ("several hundred people", "several hundred", "200", "999"),
        ("a few thousand", "a few thousand", "2000", "9999"),
        ("a couple of hundred", "a couple of hundred", "150", "299"),
        ("dozens were hurt", "dozens", "24", "99"),
        ("between 200 and 300", "between 200 and 300", "200", "300"),
        ("200–300 people", "200–300", "200", "300"),
        ("200-300 people", "200-300", "200", "300"),
        ("two to three million", "two to three million", "2000000", "3000000"),
        ("5 million to 10 million", "5 million to 10 million", "5000000", "10000000"),
        ("500 to 1 million", "500 to 1 million", "500", "1000000"),
        ("the 27,000 jobs", "the 27,000", "27000", "27000"),
        ("another 9,000", "another 9,000", "9000", "9000"),
        ("twenty-nine people", "twenty-nine", "29", "29"),
        ("100k users", "100k", "100000", "100000"),
        ("5m active users", "5m", "5000000", "5000000"),
        ("50,000-strong crowd", "50,000", "50000", "50000"),
    ],
)
def test_bounds_follow_the_words(text: str, words: str, low: str, high: str) -> None:
    assert told(text) == [(words, low, high, "")]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("20%", "20%", "20", "20", "percent"),
        ("0.5 percent", "0.5 percent", "0.5", "0.5", "percent"),
        ("5 per cent", "5 per cent", "5", "5", "percent"),
        ("at least 20 percent", "at least 20 percent", "20", "", "percent"),
        ("10-15%", "10-15%", "10", "15", "percent"),
        ("10% to 15%", "10% to 15%", "10", "15", "percent"),
        ("half of the staff", "half", "50", "50", "percent"),
        ("more than half of them", "more than half", "50", "", "percent"),
        ("one-third of workers", "one-third", "33.3", "33.3", "percent"),
        ("two thirds of workers", "two thirds", "66.7", "66.7", "percent"),
        ("a quarter of the jobs", "a quarter", "25", "25", "percent"),
        ("three-fifths of the clerks", "three-fifths", "60", "60", "percent"),
        ("cut by one-third", "one-third", "33.3", "33.3", "percent"),
        ("fell by nearly half, to", "nearly half", "45", "50", "percent"),
        ("one in five clerks", "one in five", "20", "20", "percent"),
        ("nearly 4 in 10 voters", "nearly 4 in 10", "36", "40", "percent"),
        ("three out of every four nurses", "three out of every four", "75", "75", "percent"),
        ("one in 4,000 babies", "one in 4,000", "0.025", "0.025", "percent"),
        ("80m from the hut", "80m", "80", "80", "metre"),
        ("slid about 600m before dawn", "about 600m", "540", "660", "metre"),
        ("$15", "$15", "15", "15", "USD"),
        ("$1.5 billion", "$1.5 billion", "1500000000", "1500000000", "USD"),
        ("US$20m", "US$20m", "20000000", "20000000", "USD"),
        ("£3bn", "£3bn", "3000000000", "3000000000", "GBP"),
        ("€3 million", "€3 million", "3000000", "3000000", "EUR"),
        ("Rs 500 crore", "Rs 500 crore", "5000000000", "5000000000", "INR"),
        ("over $2 billion", "over $2 billion", "2000000000", "", "USD"),
        ("$100 to $200", "$100 to $200", "100", "200", "USD"),
        ("£1m-£2m", "£1m-£2m", "1000000", "2000000", "GBP"),
        ("$5-10 million", "$5-10 million", "5000000", "10000000", "USD"),
        ("between $5 and $10 million", "between $5 and $10 million", "5000000", "10000000", "USD"),
    ],
)
def test_units_are_read_with_the_number(text: str, words: str, low: str, high: str, unit: str) -> None:
    assert told(text) == [(words, low, high, unit)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("1,922 joined, of them 900 in Seattle", ["1,922", "900"]),
        ("passed by 2,654 to 2,131", ["2,654", "2,131"]),
        ("$300 to $200", ["$300", "$200"]),
        ("pay rose from $15 to 20 workers", ["$15", "20"]),
        ("one, two and three", ["one", "two", "three"]),
        ("rose 8 percent to $4.2 billion", ["8 percent", "$4.2 billion"]),
        ("one in three days", ["one", "three"]),
        ("won three in 10 games", ["three", "10"]),
        ("a quarter of a million people", ["a quarter of a million"]),
        ("half of a million", ["half of a million"]),
    ],
)
def test_amounts_come_from_left_to_right(text: str, amounts: list[str]) -> None:
    assert [text[a.start : a.end] for a in find_amounts(text)] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "", "no number", "COVID-19", "F-16", "A4", "the 1990s", "the 1st of May", "2nd", "version 12.5.3", "-5", "−5",
        "often", "tenants", "someone", "a third party", "by a third party", "all but eight",
        "in the first half of the game",
        "1" * 50, "1 billion billion",
    ],
)  # fmt: skip
def test_no_amount(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "amount"), [("hundreds", None), ("20 to 30", None), ("about 900", "900"), ("up to 30%", "30")]
)
def test_the_amount_is_the_number_that_the_words_name(text: str, amount: str | None) -> None:
    (found,) = find_amounts(text)
    assert found.amount == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("hedge", "low", "high", "name"),
    [
        ("Exactly", 100, 100, "Exactly"),
        ("MoreThan", 100, None, "MoreThan"),
        ("AtLeast", 100, None, "AtLeast"),
        ("LessThan", None, 100, "LessThan"),
        ("AtMost", None, 100, "AtMost"),
        ("Nearly", 90, 100, "About"),
        ("About", 90, 110, "About"),
    ],
)
def test_a_hedge_sets_the_bounds(hedge: str, low: int | None, high: int | None, name: str) -> None:
    assert bounds(Decimal(100), hedge) == (low, high, name)
