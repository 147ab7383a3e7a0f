"""Coreference: names, acronyms, descriptions and pronouns of one article that stand for the same thing."""

from __future__ import annotations

import pytest

from tests.extract.told import read, told

UNION = "Harbour|NNP|Union|compound|ORG Union|NNP|sued|nsubj|ORG"
LONG = "the Harbour|NNP|Association|compound|ORG Workers|NNPS|Association|compound|ORG"


def surfaces(text: str, name: str) -> list[str]:
    """The words of the mentions of what is called so, in the order of the text."""
    found = read(text)
    (chain,) = (r.chain for r in found.referents if r.name == name)
    return [m.span.text for m in sorted(found.mentions, key=lambda m: m.span.start) if m.chain == chain]


def test_a_last_name_is_the_person_named_before() -> None:
    text = """Ann|NNP|leads|nsubj|PERSON Reed|NNP|Ann|flat|PERSON leads|VBZ Baltica|NNP|leads|obj|ORG .

    Reed|NNP|resigned|nsubj|PERSON resigned|VBD on Monday|NNP|resigned|obl ."""
    assert surfaces(text, "Ann Reed") == ["Ann Reed", "Reed"]


def test_two_persons_of_one_family_stay_apart() -> None:
    text = """Ann|NNP|sued|nsubj|PERSON Reed|NNP|Ann|flat|PERSON sued/sue|VBD Bo|NNP|sued|obj|PERSON
    Reed|NNP|Bo|flat|PERSON ."""
    assert {"Lawsuit performedBy Ann Reed", "Lawsuit targetedAt Bo Reed"} <= told(text)


def test_the_group_that_speaks_is_the_one_that_spoke() -> None:
    group = "group|NN|{}|{}"
    text = f"""The Harbour|NNP|Alliance|compound|ORG Alliance|NNP|said|nsubj|ORG , a
    {group.format("Alliance", "appos")} , said|VBD pay|NN|fell|nsubj fell/fall|VBD|said|ccomp .

    Drivers|NNS|created|nsubj created/create|VBD a {group.format("created", "obj")} called/call|VBN|group|acl
    Road|NNP|Watch|compound|ORG Watch|NNP|called|xcomp|ORG .

    Drivers|NNS|met|nsubj met/meet|VBD Road|NNP|Watch|compound|ORG Watch|NNP|met|obj|ORG .

    Talks|NNS|failed|nsubj failed|VBD|said|ccomp , the {group.format("said", "nsubj")} said|VBD ."""
    assert surfaces(text, "Harbour Alliance")[-1] == "the group"


def test_a_description_with_a_name_behind_it_is_that_person() -> None:
    text = """Ann|NNP|resigned|nsubj|PERSON Reed|NNP|Ann|flat|PERSON resigned|VBD .

    Baltica|NNP|owner|compound|ORG owner|NN|sued|nsubj Ann|NNP|owner|appos|PERSON Reed|NNP|Ann|flat|PERSON sued/sue|VBD
    Norvik|NNP|sued|obj|ORG ."""
    assert "Lawsuit performedBy Ann Reed" in told(text)


ACRONYMS = {
    "after the long form, in brackets": f"{LONG.replace('the', 'The', 1)} Association|NNP|sued|nsubj|ORG ( "
    "HWA|NNP|Association|appos|ORG ) sued/sue|VBD Baltica|NNP|sued|obj|ORG .",
    "before the long form, in brackets": "The HWA|NNP|sued|nsubj|ORG ( Harbour|NNP|Association|compound|ORG "
    "Workers|NNPS|Association|compound|ORG Association|NNP|HWA|appos|ORG ) sued/sue|VBD Baltica|NNP|sued|obj|ORG .",
    "before the long form, between commas": f"The HWA|NNP|sued|nsubj|ORG , {LONG} Association|NNP|HWA|appos|ORG , "
    "sued/sue|VBD Baltica|NNP|sued|obj|ORG .",
    "a sentence later": f"{LONG.replace('the', 'The', 1)} Association|NNP|sued|nsubj|ORG sued/sue|VBD "
    "Baltica|NNP|sued|obj|ORG .\n\nThe HWA|NNP|won|nsubj|ORG won/win|VBD the lawsuit|NN|won|obj .",
    "a sentence earlier": "The HWA|NNP|won|nsubj|ORG won/win|VBD the lawsuit|NN|won|obj .\n\n"
    f"{LONG.replace('the', 'The', 1)} Association|NNP|sued|nsubj|ORG sued/sue|VBD Baltica|NNP|sued|obj|ORG .",
}


@pytest.mark.parametrize("text", ACRONYMS.values(), ids=ACRONYMS)
def test_an_acronym_and_its_long_form_are_one(text: str) -> None:
    assert set(surfaces(text, "Harbour Workers Association")) == {"HWA", "Harbour Workers Association"}
    assert "Lawsuit performedBy Harbour Workers Association" in told(text)


def test_an_acronym_of_something_else_stays_apart() -> None:
    text = f"""The {UNION} sued/sue|VBD Baltica|NNP|sued|obj|ORG .

    The HWA|NNP|joined|nsubj|ORG joined|VBD a strike|NN|joined|obj ."""
    assert {"Lawsuit performedBy Harbour Union", "Strike participant HWA"} <= told(text)


DESCRIPTIONS = {
    "company": ("Baltica|NNP|bought|nsubj|ORG bought/buy|VBD Norvik|NNP|bought|obj|ORG .", "company", "Baltica"),
    "group": (f"The {UNION} sued/sue|VBD Baltica|NNP|sued|obj|ORG .", "group", "Harbour Union"),
    "company, not the union that is nearer": (
        "Baltica|NNP|sued|nsubj|ORG sued/sue|VBD the Harbour|NNP|Union|compound|ORG Union|NNP|sued|obj|ORG .",
        "company",
        "Baltica",
    ),
    "company, not the ministry that is the subject": (
        "The Larn|NNP|Ministry|compound|ORG Ministry|NNP|sued|nsubj|ORG sued/sue|VBD Baltica|NNP|sued|obj|ORG .",
        "company",
        "Baltica",
    ),
    "union": (f"The {UNION} sued/sue|VBD Baltica|NNP|sued|obj|ORG .", "union", "Harbour Union"),
    "the kind that an apposition tells": (
        "Baltica|NNP|sued|nsubj|ORG , a lender|NN|Baltica|appos , sued/sue|VBD Norvik|NNP|sued|obj|ORG .",
        "lender",
        "Baltica",
    ),
}


@pytest.mark.parametrize(("first", "noun", "name"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_definite_description_stands_for_a_name(first: str, noun: str, name: str) -> None:
    text = f"{first}\n\nThe {noun}|NN|closed|nsubj closed/close|VBD a plant|NN|closed|obj ."
    assert f"Closure performedBy {name}" in told(text)


def test_an_indefinite_description_is_new() -> None:
    text = """Baltica|NNP|sued|nsubj|ORG sued/sue|VBD Norvik|NNP|sued|obj|ORG .

    A company|NN|closed|nsubj closed/close|VBD a plant|NN|closed|obj ."""
    assert "Closure performedBy company" in told(text)


PRONOUNS = {
    "she and it": (
        "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD Ann|NNP|dismissed|obj|PERSON .\n\n"
        "She|PRP|sued|nsubj sued/sue|VBD it|PRP|sued|obj .",
        {"Lawsuit performedBy Ann", "Lawsuit targetedAt Baltica"},
    ),
    "subject and object of one verb differ": (
        "Baltica|NNP|bought|nsubj|ORG bought/buy|VBD Norvik|NNP|bought|obj|ORG .\n\n"
        "Norvik|NNP|sued|nsubj|ORG sued/sue|VBD it|PRP|sued|obj .",
        {"Lawsuit performedBy Norvik", "Lawsuit targetedAt Baltica"},
    ),
    "it of an indirect speaker": (
        "Norvik|NNP|sued|nsubj|ORG sued/sue|VBD Baltica|NNP|sued|obj|ORG .\n\n"
        "Baltica|NNP|said|nsubj|ORG said|VBD it|PRP|close|nsubj would close|VB|said|ccomp a plant|NN|close|obj .",
        {"Closure performedBy Baltica Planned [Baltica]"},
    ),
    "they of whom is told": (
        "The union|NN|told|nsubj told/tell|VBD workers|NNS|told|obj that they|PRP|strike|nsubj would "
        "strike|VB|told|ccomp .",
        {"Strike participant workers Planned [union]"},
    ),
    "they of a group": (
        "Nurses|NNS|met|nsubj met/meet|VBD Ann|NNP|met|obj|PERSON .\n\nThey|PRP|struck|nsubj struck/strike|VBD .",
        {"Strike participant nurses"},
    ),
    "its": (
        "Baltica|NNP|closed|nsubj|ORG closed/close|VBD its|PRP$|plant|nmod:poss plant|NN|closed|obj .",
        {"Closure concerns Baltica plant"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), PRONOUNS.values(), ids=PRONOUNS)
def test_pronouns(text: str, wanted: set[str]) -> None:
    assert wanted <= told(text)


SUED = "Baltica|NNP|sued|nsubj|ORG sued/sue|VBD Norvik|NNP|sued|obj|ORG ."
LEFT = "Ann|NNP|left|nsubj|PERSON left/leave|VBD it|PRP|left|obj"
BY_BO = "it|PRP|sued|nsubj:pass was sued/sue|VBN|failed|advcl by Bo|NNP|sued|obl:agent|PERSON ."
# What follows a sentence on a lawsuit of Baltica against Norvik, and the claims in which "it" is Baltica.
IT = {
    "it": (f"{LEFT} .", {"Ann leave Baltica"}),
    "dummy it": (f"{LEFT} up|RB|left|advmod to|IN|Bo|case Bo|NNP|up|obl|PERSON .", set()),
    "passive it that opens a sentence": (
        "It|PRP|sued|nsubj:pass was sued/sue|VBN by Bo|NNP|sued|obl:agent|PERSON .",
        {"Lawsuit 2 targetedAt Baltica"},
    ),
    "passive it after a thing": (f"The goal|NN|failed|nsubj failed|VBD because|IN|sued|mark {BY_BO}", set()),
}


@pytest.mark.parametrize(("sentence", "wanted"), IT.values(), ids=IT)
def test_it_stands_for_a_body_or_for_nothing(sentence: str, wanted: set[str]) -> None:
    claims = told(f"{SUED}\n\n{sentence}") - told(SUED)
    assert {line for line in claims if line.endswith(" Baltica")} == wanted


def test_passive_it_after_a_company_is_that_company() -> None:
    text = f"The company|NN|failed|nsubj failed|VBD because|IN|sued|mark {BY_BO}"
    assert "Lawsuit targetedAt company" in told(text)


def test_it_is_no_town() -> None:
    text = """Ann|NNP|met|nsubj|PERSON met/meet|VBD Bo|NNP|met|obj|PERSON in Larnvik|NNP|met|obl|LOC .

    It|PRP|closed|nsubj closed/close|VBD a plant|NN|closed|obj ."""
    assert told(text, "performedBy") == set()


STAFF = {
    "compound": "Baltica|NNP|employees|compound|ORG employees|NNS|struck|nsubj struck/strike|VBD .",
    "possessor": "Baltica|NNP|workers|nmod:poss|ORG 's workers|NNS|struck|nsubj struck/strike|VBD .",
    "of": "Employees|NNS|struck|nsubj of Baltica|NNP|Employees|nmod|ORG struck/strike|VBD .",
    "at": "Staff|NN|struck|nsubj at Baltica|NNP|Staff|nmod|ORG struck/strike|VBD .",
}


@pytest.mark.parametrize("text", STAFF.values(), ids=STAFF)
def test_the_employees_of_a_company_are_one_group_and_not_the_company(text: str) -> None:
    assert {
        "Baltica employees employeesOf Baltica",
        "Strike participant Baltica employees",
        "Strike targetedAt Baltica",
    } <= told(text)


def test_the_employees_of_two_companies_stay_apart() -> None:
    text = "\n\n".join((STAFF["compound"], STAFF["possessor"].replace("Baltica", "Norvik")))
    assert {"Baltica employees employeesOf Baltica", "Norvik employees employeesOf Norvik"} <= told(text)


def test_a_group_known_as_something_has_that_name() -> None:
    text = """A group|NN|organised|nsubj known/know|VBN|group|acl as|IN|Voices|case Harbour|NNP|Voices|compound|ORG
    Voices|NNPS|known|obl|ORG organised/organise|VBD the march|NN|organised|obj ."""
    assert "Protest organizedBy Harbour Voices" in told(text)


def test_who_is_called_to_a_place_is_not_called_so() -> None:
    text = """Police|NNS|called|nsubj:pass were|VBD|called|aux:pass called|VBN to|IN|Baltica|case
    Baltica|NNP|called|obl|ORG .

    Police|NNS|arrested|nsubj arrested|VBD Ann|NNP|arrested|obj|PERSON ."""
    assert told(text, "performedBy") == {"Arrest performedBy police"}


def test_a_group_called_so_has_that_name() -> None:
    text = """A group|NN|organised|nsubj called|VBN|group|acl Harbour|NNP|Voices|compound|ORG
    Voices|NNPS|called|xcomp|ORG organised/organise|VBD the march|NN|organised|obj ."""
    assert "Protest organizedBy Harbour Voices" in told(text)


def test_grammar_makes_no_one_person_of_two_names() -> None:
    text = """Norvik|NNP|hired|nsubj|ORG hired/hire|VBD Ann|NNP|hired|obj|PERSON Reed|NNP|Ann|flat|PERSON (
    owner|NN|Ann|appos Bo|NNP|owner|appos|PERSON Hall|NNP|Bo|flat|PERSON ) ."""
    assert surfaces(text, "Bo Hall") == ["Bo Hall"]


MISSPELT = """Duncan|NNP|resigned|nsubj|PERSON Rathe|NNP|Duncan|flat|PERSON resigned|VBD .

    {other}

    Rath|NNP|sued|nsubj|PERSON sued/sue|VBD Norvik|NNP|sued|obj|ORG ."""


def test_a_lone_family_name_one_letter_off_is_that_person() -> None:
    assert surfaces(MISSPELT.format(other=""), "Duncan Rathe") == ["Duncan Rathe", "Rath"]


def test_a_family_name_that_another_bears_is_no_misspelling() -> None:
    other = "Eve|NNP|left|nsubj|PERSON Rath|NNP|Eve|flat|PERSON left/leave|VBD ."
    assert surfaces(MISSPELT.format(other=other), "Duncan Rathe") == ["Duncan Rathe"]


def test_who_speaks_is_not_he_of_the_own_words() -> None:
    text = """Bo|NNP|called|nsubj|PERSON called|VBD Ann|NNP|called|obj|PERSON .

    “ He|PRP|joined|nsubj joined|VBD|said|ccomp Baltica|NNP|joined|obj|ORG , ” Carl|NNP|said|nsubj|PERSON said|VBD ."""
    assert "Bo memberOf Baltica [Carl]" in told(text)


def test_a_minister_is_the_one_whose_name_follows() -> None:
    text = """The Defence|NNP|Minister|compound Minister|NNP|says|nsubj , Ann|NNP|Minister|appos|PERSON , says|VBZ
    Bo|NNP|fled|nsubj|PERSON fled/flee|VBD|says|ccomp ."""
    assert "Statement performedBy Ann" in told(text, "performedBy")
