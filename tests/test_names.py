"""Names: what makes two of them one, and why."""

from __future__ import annotations

import pytest

from kg.names import (
    acronym_of,
    fold,
    initials,
    last_name,
    name_key,
    name_similarity,
    name_words,
    office_key,
    same_name,
    same_person,
    staff_key,
)

SAME = 0.9  # the score from which merging takes two names for one


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zürich’s", "zurich's"),
        ("ŁÓDŹ", "lodz"),
        ("İzmir", "izmir"),
        ("Strøm & Þór", "strom & thor"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("", ""),
    ],
)
def test_fold_leaves_plain_small_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("U.S. Geological Survey", ["us", "geological", "survey"]),
        ("O’Brien & Sons", ["o'brien", "sons"]),
        ("Amazon's", ["amazon"]),
        ("Levi's Stadium", ["levi", "stadium"]),
        ("Jean-Luc", ["jean", "luc"]),
        ("—", []),
    ],
)
def test_words_of_a_name(name: str, words: list[str]) -> None:
    assert list(name_words(name)) == words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The New York Times", "new york times"),
        ("Amazon.com, Inc.", "amazon"),
        ("Norvik Holdings Group plc", "norvik"),
        ("Mr. Jassy", "jassy"),
        ("Stephen King", "stephen king"),
        ("Martin Luther King Jr.", "martin luther king jr"),
        ("Company of Wolves", "company of wolves"),
        ("A. Smith", "a smith"),
        ("the company", "company"),
        ("The", "the"),
        ("Inc.", "inc"),
        ("", ""),
    ],
)
def test_the_key_is_without_what_spellings_add(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("AECJ", "Amazon Employees for Climate Justice", True),
        ("WHO", "World Health Organization", True),
        ("U.S.", "United States", True),
        ("DoJ", "Department of Justice", True),
        ("NYT", "The New York Times", True),
        ("UAW", "United Steel Workers", False),
        ("A", "Amazon", False),
        ("us", "United States", False),
        ("IBM", "International", False),
        ("", "", False),
    ],
)
def test_acronyms(short: str, long: str, fits: bool) -> None:
    assert acronym_of(short, long) is fits


def test_initials_leave_small_words_out() -> None:
    assert initials("Department of the Interior") == "di"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Andy Jassy", "jassy"),
        ("Dr. Jane Smith, Jr.", "smith"),
        ("Ludwig van Beethoven", "van beethoven"),
        ("Martin Luther King Jr.", "king"),
        ("Madonna", ""),
        ("Mr. Jassy", ""),
        ("", ""),
    ],
)
def test_family_names(name: str, family: str) -> None:
    assert last_name(name) == family


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Jassy", "Andy Jassy", True),
        ("Andy", "Andy Jassy", True),
        ("Mr. Jassy", "Andy Jassy", True),
        ("A. Jassy", "Andy Jassy", True),
        ("Chris Smalls", "Christian Smalls", True),
        ("Jenny Reed", "Jennifer Reed", True),
        ("Andy Jassy", "Andrew Jassy", True),
        ("Andy Jassy", "Tom Jassy", False),
        ("Andy Jassy", "Andy Smith", False),
        ("Maria Lopez", "Mario Lopez", False),
        ("Samantha Jones", "Samuel Jones", False),
        ("Paul Reed", "Paula Reed", False),
        ("Jo", "Jo Smith", False),  # too short to tell
        ("", "Andy Jassy", False),
    ],
)
def test_persons_in_one_article(a: str, b: str, same: bool) -> None:
    assert same_person(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "kind", "same"),
    [
        ("The Times", "Times", "Organization", True),
        ("Writers Guild", "Writers Guild of America", "Organization", True),
        ("AECJ", "Amazon Employees for Climate Justice", "Group", True),
        ("Amazon", "Amazon employees", "Group", False),
        ("Amazon Web", "Amazon Web Services", "Company", False),
        ("Jassy", "Andy Jassy", "Person", True),
        ("Jassy", "Andy Jassy", "Company", False),
    ],
)
def test_names_in_one_article(a: str, b: str, kind: str, same: bool) -> None:
    assert same_name(a, b, kind, kind) is same


def test_a_person_is_nothing_else() -> None:
    assert not same_name("Ford", "Henry Ford", "Company", "Person")


@pytest.mark.parametrize(
    ("a", "b", "kind", "reason"),
    [
        ("Norvik Works", "Norvik Works", "Agent", "same name"),
        ("Norvik Works Ltd.", "NORVIK WORKS", "Agent", "same name but for case, accents, articles or legal form"),
        ("DU", "Dock Union", "Agent", "one is the acronym of the other"),
        ("Writers Guild", "Writers Guild of America", "Agent", "one is a short form of the other"),
        ("Sam Altman", "Samuel Altman", "Person", "same family name, given names agree"),
        ("World Health Organisation", "World Health Organization", "Agent", "spelling differs (worst word 0.97)"),
    ],
)
def test_one_name_across_articles(a: str, b: str, kind: str, reason: str) -> None:
    found = name_similarity(a, b, kind)
    assert found.score >= SAME
    assert found.reason == reason


@pytest.mark.parametrize(
    ("a", "b", "kind", "reason"),
    [
        ("Amazon", "Amazon employees", "Agent", "different number of words"),
        ("Iran", "Iraq", "Place", "spelling differs (worst word 0.88)"),
        ("North Korea", "South Korea", "Place", "spelling differs (worst word 0.73)"),
        ("Bank of America", "Bank of Armenia", "Agent", "spelling differs (worst word 0.86)"),
        ("Jassy", "Andy Jassy", "Person", "one is the family or given name of the other"),
        ("Jon Smith", "Jon Smyth", "Person", "same given name, family names 1 letters apart"),
        ("Jane Smith", "John Smith", "Person", "different persons by name"),
        ("Maria Lopez", "Mario Lopez", "Person", "different persons by name"),
    ],
)
def test_two_names_across_articles(a: str, b: str, kind: str, reason: str) -> None:
    found = name_similarity(a, b, kind)
    assert found.score < SAME
    assert found.reason == reason


@pytest.mark.parametrize("post", ["Norvik spokesman", "spokeswoman, Norvik", "the Spokesperson of Norvik"])
def test_a_post_is_one_however_it_is_written(post: str) -> None:
    assert office_key(post) == "norvik spokesperson"


def test_no_other_word_of_a_post_is_changed() -> None:
    assert office_key("chairman of the German board") == "board chairperson german"


@pytest.mark.parametrize("group", ["Norvik workers", "the Norvik staff", "Norvik employees"])
def test_a_group_of_staff_is_one_by_any_word(group: str) -> None:
    assert staff_key(group) == "norvik employee"
