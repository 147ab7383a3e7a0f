"""What titles, kin and given names tell of gender, and whom he and she therefore stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.gender import PRONOUNS, of_words
from tests.extract.told import told

WORDS = {
    "title before": (("Ms", "Lee", ""), "f"),
    "title with a full stop": (("Mr.", "Lee", ""), "m"),
    "title inside the name": (("", "Queen Maud", ""), "f"),
    "title against the given name": (("Mrs.", "Andrew Stone", ""), "f"),
    "given name of women": (("", "Maria Lund", ""), "f"),
    "given name of men": (("", "Andrew Stone", ""), "m"),
    "given name in capitals": (("", "ANDREW STONE", ""), "m"),
    "given name of both": (("", "Kim Lee", ""), ""),
    "given name that nobody listed": (("", "Quill Rooke", ""), ""),
    "lone name, perhaps a family's": (("", "Maria", ""), ""),
    "word before that is no title": (("said", "Lee", ""), ""),
    "noun": (("", "", "widow"), "f"),
    "noun in -woman": (("", "", "spokeswoman"), "f"),
    "noun in -man": (("", "", "Chairman"), "m"),
    "noun in -father": (("", "", "stepfather"), "m"),
    "noun of neither": (("", "", "teacher"), ""),
    "noun that only ends so": (("", "", "German"), ""),
}


@pytest.mark.parametrize(("words", "gender"), WORDS.values(), ids=WORDS)
def test_gender_of_words(words: tuple[str, str, str], gender: str) -> None:
    assert of_words(*words) == gender


def test_a_given_name_of_two_halves_is_one_name() -> None:
    assert of_words("", "Jean-Claude Moreau") != "f"


@given(st.text(), st.text(), st.text())
def test_any_words_have_one_gender_or_none(before: str, name: str, noun: str) -> None:
    assert of_words(before, name, noun) in ("", "f", "m")


@given(st.sampled_from([("Mrs", "f"), ("Ms.", "f"), ("Mr", "m"), ("SIR", "m")]), st.text(), st.text())
def test_a_title_decides(title: tuple[str, str], name: str, noun: str) -> None:
    assert of_words(title[0], name, noun) == title[1]


def test_he_and_she_differ_in_all_their_forms() -> None:
    assert {PRONOUNS[word] for word in ("she", "her", "hers", "herself")} == {"f"}
    assert {PRONOUNS[word] for word in ("he", "him", "his", "himself")} == {"m"}


STONE_MET = "{} Stone|NNP|Andrew|flat|PERSON met/meet|VBD {} ."
ANDREW = "Andrew|NNP|met|nsubj|PERSON"
# Two who met, the pronoun of the next sentence, and who resigned by it; the first, as subject, is the more present.
RESIGNED = {
    "she, after him": (
        STONE_MET.format(ANDREW, "Maria|NNP|met|obj|PERSON Lund|NNP|Maria|flat|PERSON"), "She", "Maria Lund",
    ),
    "he, and both could be": (
        STONE_MET.format(ANDREW, "Paul|NNP|met|obj|PERSON Lund|NNP|Paul|flat|PERSON"), "He", "Andrew Stone",
    ),
    "she, by her title": (
        "Mr|NNP|Lee|nmod:desc Lee|NNP|met|nsubj|PERSON met/meet|VBD Ms|NNP|Park|nmod:desc Park|NNP|met|obj|PERSON .",
        "She", "Park",
    ),
    "he, by a description": (
        "Maria|NNP|met|nsubj|PERSON Lund|NNP|Maria|flat|PERSON met/meet|VBD a spokesman|NN|met|obj .",
        "He", "spokesman",
    ),
    "she, of an unknown gender": (
        "Quill|NNP|met|nsubj|PERSON Rooke|NNP|Quill|flat|PERSON met/meet|VBD Norvik|NNP|met|obj|ORG .",
        "She", "Quill Rooke",
    ),
    "he, of an unknown gender": (
        "Quill|NNP|met|nsubj|PERSON Rooke|NNP|Quill|flat|PERSON met/meet|VBD Norvik|NNP|met|obj|ORG .",
        "He", "Quill Rooke",
    ),
    "he, a name without a label": (
        "Maria|NNP|met|nsubj|PERSON Lund|NNP|Maria|flat|PERSON met/meet|VBD Hiro|NNP|met|obj Sato|NNP|Hiro|flat .",
        "He", "Hiro Sato",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("met", "pronoun", "name"), RESIGNED.values(), ids=RESIGNED)
def test_he_and_she_agree_with_whom_they_stand_for(met: str, pronoun: str, name: str) -> None:
    text = f"{met}\n\n{pronoun}|PRP|resigned|nsubj resigned|VBD ."
    assert told(text, "affects") == {f"Resignation affects {name}"}


def test_no_organization_is_he() -> None:
    text = """Baltica|NNP|met|nsubj|ORG met/meet|VBD Norvik|NNP|met|obj|ORG .

    He|PRP|resigned|nsubj resigned|VBD ."""
    assert told(text, "affects") == set()


@pytest.mark.parametrize(("title", "name"), [("Ms", "Maria Reed"), ("Mr", "Reed")])
def test_a_title_tells_which_of_a_family_is_meant(title: str, name: str) -> None:
    text = f"""Maria|NNP|sued|nsubj|PERSON Reed|NNP|Maria|flat|PERSON sued/sue|VBD Norvik|NNP|sued|obj|ORG .

    {title}|NNP|Reed|nmod:desc Reed|NNP|resigned|nsubj|PERSON resigned|VBD ."""
    assert told(text, "affects") == {f"Resignation affects {name}"}
