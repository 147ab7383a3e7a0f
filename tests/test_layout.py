"""The parts of an article: what is title, prose, caption, metadata, and what belongs to the site."""

from __future__ import annotations

import pytest

from kg.layout import (
    bare,
    byline,
    domain,
    find_blocks,
    is_chrome,
    is_metadata,
    leading_date,
    mask_markup,
    split_lines,
    split_paragraphs,
)

PROSE = "Workers of Norvik left their desks on Friday."


def parts(text: str) -> list[tuple[str, str]]:
    """The blocks of a text as (kind, words)."""
    return [(b.kind, text[b.start : b.end]) for b in find_blocks(text)]


def test_a_plain_article() -> None:
    text = f"Hundreds leave Norvik\n\nBy Ann Reed\n\n{PROSE}\n\nA second paragraph follows."
    assert parts(text) == [
        ("title", "Hundreds leave Norvik"),
        ("metadata", "By Ann Reed"),
        ("text", PROSE),
        ("text", "A second paragraph follows."),
    ]


def test_a_leading_date_is_parted_from_the_prose_on_its_line() -> None:
    assert parts(f"date 2023-05-31 {PROSE}") == [("metadata", "2023-05-31"), ("text", PROSE)]


def test_markdown() -> None:
    text = f"# **Hundreds leave Norvik**\n\n*May 31, 2023*\n\n{PROSE}\n\n## What comes next\n\n- Talks begin on Monday."
    assert [kind for kind, _ in parts(text)] == ["title", "metadata", "text", "text", "text"]


def test_a_name_below_by_is_the_author() -> None:
    assert parts(f"Hundreds leave Norvik\n\nBy\n\nAnn Reed\n\n{PROSE}")[1:3] == [
        ("chrome", "By"),
        ("metadata", "Ann Reed"),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n\n\n"])
def test_nothing(text: str) -> None:
    assert find_blocks(text) == ()


def test_without_a_sentence_a_short_line_is_text() -> None:
    assert parts("Hundreds leave Norvik") == [("text", "Hundreds leave Norvik")]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Ad Blocker Detected",
        "Our site is paid for by displaying online advertisements to visitors.",
        "Story continues below",
        "Sign up for our newsletter",
        "Subscribe to read on.",
        "Cookie settings",
        "Copyright 2023 Daily Tide",
        "Recommended for you",
        "5 min read",
        "Share this",
        "© 2023 Daily Tide. All rights reserved.",
        "Tags: work, protest",
        "**Read more:** other stories",
        "(With inputs from agencies)",
    ],
)
def test_lines_of_the_site(line: str) -> None:
    assert is_chrome(line)
    assert (("chrome", line)) in parts(f"{PROSE}\n\n{line}\n\n{PROSE}")


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Business leaders met on Monday.",
        "News of the walkout spread.",
        "Copyright law changed on Monday.",
        "Subscribers left the service.",
        "Cookie makers went on strike.",
        "Recommended prices rose.",
        "Newsletters told of the walkout.",
        "Signing up took an hour.",
        "Home prices fell.",
        "The newsletter of the union said so.",
    ],
)
def test_prose_is_not_taken_for_the_site(line: str) -> None:
    assert not is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "May 31, 2023",
        "2023-05-31T10:00:00Z",
        "Published on Wednesday, May 31, 2023",
        "Updated 1 June 2023 at 10:30 a.m. ET",
        "www.daily-tide.example.com",
        "By Ann Reed",
        "By Ann Reed and Tom Hall",
        "BY ANN REED",
        "By José de la Cruz, Óscar Núñez and J. R. Hall",
        "From Staff Reports",
        "By Reuters",
        "*By Ann Reed, Harbor Courier*",
        "NORVIK, Oct 12, 2022",
        "NEW PORT, Karsia, Nov. 30, 2023 (WNS)",
    ],
)
def test_metadata_lines(line: str) -> None:
    assert is_metadata(line)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Friday was calm",
        "By noon the street was full",
        "By Friday Norvik Works had closed its gates.",
        "From Monday, Norvik Works will close its gates.",
        "By Norvik's own count 120 left",
        "NORVIK, May 3, 2023: all quiet",
    ],
)
def test_lines_that_are_no_metadata(line: str) -> None:
    assert not is_metadata(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Staff outside the gate of Norvik (Photo by Ann Reed)", "caption"),
        ("(Credit: Harbor Courier)", "caption"),
        ("A crowd near the harbour, Getty Images", "caption"),
        ("• Subscribe", "chrome"),
        ("* * *", "chrome"),
        ("12", "chrome"),
        ("A short line between two paragraphs", "text"),
    ],
)
def test_lines_between_paragraphs(line: str, kind: str) -> None:
    assert parts(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == (kind, line)


WRAPPED = (
    "Workers of Norvik left their desks on Friday at noon, and some of\n"
    "them came back on Monday to find the gates of the works closed by\n"
    "the company."
)


def test_wrapped_lines_are_one_paragraph() -> None:
    assert [p.text for p in split_paragraphs(f"{WRAPPED}\n\n{PROSE}\n{PROSE}")] == [WRAPPED, PROSE, PROSE]


def test_a_date_does_not_go_on_with_a_long_title() -> None:
    title = "Thousands of dockers at Norvik Shipping sign a petition against the new rules"
    blocks = find_blocks(f"{title}\n2024-02-14\n\nThe dockers signed it on Tuesday.\n")
    assert [b.kind for b in blocks] == ["title", "metadata", "text"]


def test_a_list_is_not_wrapped_text() -> None:
    assert [p.text for p in split_paragraphs("- higher pay\n- shorter shifts\n1. a vote")] == [
        "- higher pay",
        "- shorter shifts",
        "1. a vote",
    ]


def test_lines_come_without_the_space_around_them() -> None:
    text = "  one \n\n\u00a0two\t\n"
    assert [(s.start, s.end, s.text) for s in split_lines(text)] == [(2, 5, "one"), (9, 12, "two")]


@pytest.mark.parametrize(
    ("line", "without"),
    [
        ("# **Title**", "Title"),
        ("> > quoted", "quoted"),
        ("***", ""),
        ("_so_", "so"),
        ("#hashtag", "#hashtag"),
        ("5 * 3", "5 * 3"),
    ],
)
def test_bare(line: str, without: str) -> None:
    assert bare(line) == without


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("**bold** and _soft_", "  bold   and  soft "),
        ("see [the letter](https://x.example/a_(b)) now", "see  the letter                           now"),
        ("![a photo](p.png)", "  a photo        "),
        ("# Title", "  Title"),
        ("- item", "  item"),
        ("> quote", "  quote"),
        ("snake_case * 2", "snake_case * 2"),
        ("[1] and (2)", "[1] and (2)"),
    ],
)
def test_markup_turns_to_spaces(text: str, masked: str) -> None:
    assert mask_markup(text) == masked


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("date 2023-05-31 Workers left.", "2023-05-31"),
        ("Published: 2023-05-31T10:00:00Z\nWorkers left.", "2023-05-31"),
        ("\n 2023-05-31", "2023-05-31"),
        ("Workers left on 2023-05-31.", ""),
        ("", ""),
    ],
)
def test_leading_date(text: str, iso: str) -> None:
    assert leading_date(text) == iso


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Reed", "Ann Reed"),
        ("*By Ann Reed and Tom O'Neill | Harbor Courier*", "Ann Reed and Tom O'Neill"),
        ("by noon", ""),
        (PROSE, ""),
    ],
)
def test_byline(line: str, author: str) -> None:
    assert byline(line) == author


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("www.daily-tide.example", "daily-tide.example"),
        ("https://Daily-Tide.example/", "daily-tide.example"),
        ("https://daily-tide.example/walkout", ""),
        ("Daily Tide", ""),
        ("e.g.", ""),
    ],
)
def test_domain(line: str, site: str) -> None:
    assert domain(line) == site


@pytest.mark.parametrize(
    "text",
    ["> " * 50_000, "* " * 50_000, "[](" * 50_000, " " * 50_000 + "x", "• x\n" * 20_000, "By " + "A" * 3000 + "!" * 50],
)
def test_no_text_takes_forever(text: str) -> None:
    assert len(mask_markup(text)) == len(text)
    assert all(b.kind in ("chrome", "text", "metadata") for b in find_blocks(text))
