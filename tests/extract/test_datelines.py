"""Datelines: where a sentence starts behind the place and the agency that open a report."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import LONGEST_SENTENCE, bar_starts

TOKENIZER = spacy.blank("en")


def starts(text: str) -> list[str]:
    """The words, but for the first of the text, at which a sentence is said to start."""
    return [token.text for token in bar_starts(TOKENIZER.make_doc(text)) if token.i and token.is_sent_start]


DATELINES = {
    "place": "LARNVIK — Nurses struck.",
    "place, day and agency": "SEATTLE, May 31 (Agency) — Nurses struck.",
    "month with a full stop": "NEW YORK, Jan. 2 (Agency) -- Nurses struck.",
    "country and agency": "LARNVIK, Larnland (Agency) - Nurses struck.",
    "place with full stops, indented": "  U.S. – Nurses struck.",
}


@pytest.mark.parametrize("text", DATELINES.values(), ids=DATELINES)
def test_a_sentence_starts_behind_a_dateline(text: str) -> None:
    assert starts(text) == ["Nurses"]


def test_each_paragraph_may_have_one() -> None:
    assert starts("Nurses struck.\nLARNVIK (Agency) — Teachers struck, too.") == ["Teachers"]


NONE = {
    "amid the line": "Nurses in LARNVIK — the city — struck.",
    "no capitals": "The strike — the first — ended.",
    "dash inside a word": "LARNVIK-NORTHGATE airport closed.",
    "nothing behind it": "LARNVIK — ",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_dashes_start_no_sentence(text: str) -> None:
    assert starts(text) == []


def test_no_sentence_starts_after_a_word_that_ends_none() -> None:
    doc = bar_starts(TOKENIZER.make_doc("SEATTLE, May 31 (Agency) — More than 1,800 Nurses struck."))
    assert [t.text for t in doc if t.is_sent_start is False][-5:] == ["than", "1,800", "Nurses", "struck", "."]


@given(st.text("ABab.,'’() -–—12\n"))
def test_no_text_is_changed_and_a_start_is_given_only_after_a_dash(text: str) -> None:
    doc = bar_starts(TOKENIZER.make_doc(text))
    assert doc.text == text
    assert all(text[: t.idx].rstrip().endswith(("-", "–", "—")) for t in doc if t.i and t.is_sent_start)


def test_no_paragraph_takes_forever() -> None:
    doc = bar_starts(TOKENIZER.make_doc("$ " * 40_000 + "SEATTLE, May 31 (Agency) — $ $"))
    assert len(doc) > 40_000
    assert [t.i for t in doc[1:40_000] if t.is_sent_start is not False] == [
        *range(LONGEST_SENTENCE, 40_000, LONGEST_SENTENCE)
    ]
