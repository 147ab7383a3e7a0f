"""Relations of the lexicon, offices, goals, and the open layer."""

from __future__ import annotations

import pytest

from tests.extract.told import told

FACTS = {
    "based in": (
        "Baltica|NNP|based|nsubj:pass|ORG is based/base|VBN in Larnvik|NNP|based|obl|LOC .",
        {"Baltica basedIn Larnvik"},
    ),
    "based in, as participle": (
        "Baltica|NNP|failed|nsubj|ORG , based/base|VBN|Baltica|acl in Larnvik|NNP|based|obl|LOC , failed|VBD .",
        {"Baltica basedIn Larnvik"},
    ),
    "headquarters": (
        "Residents|NNS|met|nsubj met/meet|VBD at Baltica|NNP|headquarters|nmod:poss|ORG 's "
        "headquarters/headquarters|NN|met|obl in Larnvik|NNP|headquarters|nmod|LOC .",
        {"Baltica basedIn Larnvik"},
    ),
    "leads": ("Ann|NNP|leads|nsubj|PERSON leads|VBZ Baltica|NNP|leads|obj|ORG .", {"Ann leaderOf Baltica"}),
    "is led by": (
        "Baltica|NNP|led|nsubj:pass|ORG is led/lead|VBN by Ann|NNP|led|obl:agent|PERSON .",
        {"Ann leaderOf Baltica"},
    ),
    "founder, as apposition": (
        "Ann|NNP|resigned|nsubj|PERSON , the founder|NN|Ann|appos of Baltica|NNP|founder|nmod|ORG , resigned|VBD .",
        {"Ann founderOf Baltica"},
    ),
    "founder, as predicate": (
        "Ann|NNP|founder|nsubj|PERSON is/be|VBZ|founder|cop the founder|NN of Baltica|NNP|founder|nmod|ORG .",
        {"Ann founderOf Baltica"},
    ),
    "owned": (
        "Norvik|NNP|owned|nsubj:pass|ORG is owned|VBN by Baltica|NNP|owned|obl:agent|ORG .",
        {"Norvik ownedBy Baltica"},
    ),
    "works for": (
        "Ann|NNP|works|nsubj|PERSON works|VBZ for Baltica|NNP|works|obl|ORG .",
        {"Ann worksFor Baltica"},
    ),
    "member": (
        "Ann|NNP|member|nsubj|PERSON is/be|VBZ|member|cop a member|NN of the Guild|NNP|member|nmod|ORG .",
        {"Ann memberOf Guild"},
    ),
    "represents": (
        "The Guild|NNP|represents|nsubj|ORG represents|VBZ nurses|NNS|represents|obj .",
        {"Guild represents nurses"},
    ),
    "organised, in the passive": (
        "The strike|NN|organised|nsubj:pass was organised/organise|VBN by the Guild|NNP|organised|obl:agent|ORG .",
        {"Strike organizedBy Guild"},
    ),
    "cause": (
        "The closure|NN|sparked|nsubj sparked|VBD a protest|NN|sparked|obj .",
        {"Protest causedBy Closure"},
    ),
    "cause, in the passive": (
        "The protest|NN|sparked|nsubj:pass was sparked|VBN by the closure|NN|sparked|obl:agent .",
        {"Protest causedBy Closure"},
    ),
    "follows": ("The strike|NN|follows|nsubj follows|VBZ the layoffs|NNS|follows|obj .", {"Strike follows Layoff"}),
    "goal": (
        "Baltica|NNP|aims|nsubj|ORG aims|VBZ to halve|VB|aims|xcomp emissions|NNS|halve|obj by 2035|CD|halve|obl .",
        {"Baltica hasGoal halve emissions"},
    ),
    "joined a strike": (
        "The Guild|NNP|joined|nsubj|ORG joined|VBD the strike|NN|joined|obj .",
        {"Strike participant Guild"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), FACTS.values(), ids=FACTS)
def test_relations(text: str, wanted: set[str]) -> None:
    assert wanted <= told(text)


def test_a_relation_is_told_in_its_mood() -> None:
    text = "Ann|NNP|lead|nsubj|PERSON may not lead|VB Baltica|NNP|lead|obj|ORG ."
    assert "Ann leaderOf Baltica Possible not" in told(text)


RESIGNED = "Ann|NNP|resigned|nsubj|PERSON , {} , resigned|VBD ."
OFFICES = {
    "in front": (
        "Baltica|NNP|CEO|compound|ORG CEO|NN|Ann|nmod:desc Ann|NNP|resigned|nsubj|PERSON resigned|VBD .",
        "CEO",
    ),
    "behind, with of": (
        RESIGNED.format("the chief|JJ|executive|amod executive|NN|Ann|appos of Baltica|NNP|executive|nmod|ORG"),
        "chief executive",
    ),
    "behind, with a possessor": (
        RESIGNED.format("Baltica|NNP|spokeswoman|nmod:poss|ORG 's spokeswoman|NN|Ann|appos"),
        "spokeswoman",
    ),
    "predicate": (
        "Ann|NNP|director|nsubj|PERSON is/be|VBZ|director|cop a director|NN at Baltica|NNP|director|nmod|ORG .",
        "director",
    ),
    "become": (
        "Ann|NNP|became|nsubj|PERSON became/become|VBD director|NN|became|xcomp of Baltica|NNP|director|nmod|ORG .",
        "director",
    ),
    "be named": (
        "Ann|NNP|named|nsubj:pass|PERSON was named/name|VBN director|NN|named|xcomp of Baltica|NNP|director|nmod|ORG .",
        "director",
    ),
    "serve as": (
        "Ann|NNP|serves|nsubj|PERSON serves/serve|VBZ as|IN|director|case director|NN|serves|obl of "
        "Baltica|NNP|director|nmod|ORG .",
        "director",
    ),
    "appointed as": (
        "The board|NN|appointed|nsubj appointed/appoint|VBD Ann|NNP|appointed|obj|PERSON as|IN|director|case "
        "director|NN|appointed|obl of Baltica|NNP|director|nmod|ORG .",
        "director",
    ),
}


@pytest.mark.parametrize(("text", "title"), OFFICES.values(), ids=OFFICES)
def test_offices(text: str, title: str) -> None:
    assert {f"Ann holdsPosition {title}, Baltica", f"{title}, Baltica positionAt Baltica"} <= told(text)


SENTENCES = [
    "Baltica|NNP|Corporation|compound|ORG Corporation|NNP|sued|nsubj|ORG sued/sue|VBD Norvik|NNP|sued|obj|ORG .",
    "Baltica|NNP|Corporation|compound|ORG Corporation|NNP|closed|nsubj|ORG closed/close|VBD a plant|NN|closed|obj .",
    "Baltica|NNP|Corporation|compound|ORG Corporation|NNP|cut|nsubj|ORG cut|VBD 900|CD|jobs|nummod jobs|NNS|cut|obj .",
]
POSTS = {
    "of a company named often": (SENTENCES, "CEO", {"CEO, Baltica Corporation positionAt Baltica Corporation"}),
    "of a company named twice": (SENTENCES[:2], "CEO", set()),
    "of two companies named as often": (
        [*SENTENCES, *(s.replace("Baltica", "Larn") for s in SENTENCES)], "CEO", set(),
    ),
    "that many bodies have": (SENTENCES, "President", set()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "post", "wanted"), POSTS.values(), ids=POSTS)
def test_a_post_without_a_body(before: list[str], post: str, wanted: set[str]) -> None:
    last = f"{post}|NN|Ann|nmod:desc Ann|NNP|resigned|nsubj|PERSON resigned|VBD ."
    assert told("\n\n".join([*before, last]), "positionAt") == wanted


def test_an_office_ahead_is_planned() -> None:
    text = """Ann|NNP|become|nsubj|PERSON will become|VB mayor|NN|become|xcomp of Larnvik|NNP|mayor|nmod|LOC ."""
    assert "Ann holdsPosition mayor of Larnvik Planned" in told(text)


def test_one_of_those_who_lost_their_posts_gets_none() -> None:
    text = """Ann|NNP|became|nsubj|PERSON became/become|VBD the fifth|JJ|director|amod director|NN|became|xcomp
    dismissed/dismiss|VBN|director|acl ."""
    assert told(text, "holdsPosition") == set()


def test_two_offices_of_one_person() -> None:
    text = """Ann|NNP|resigned|nsubj|PERSON , the founder|NN|Ann|appos and chairwoman|NN|founder|conj of
    Baltica|NNP|founder|nmod|ORG , resigned|VBD ."""
    titles = told(text, "holdsPosition")
    assert len(titles) == 2
    assert "Ann holdsPosition founder, Baltica" in titles


def test_a_plural_is_no_office() -> None:
    text = "Ann|NNP|directors|nsubj|PERSON and Bo|NNP|Ann|conj|PERSON are/be|VBP|directors|cop directors|NNS ."
    assert told(text, "holdsPosition") == set()


OPEN = {
    "two names": (
        "Baltica|NNP|sponsors|nsubj|ORG sponsors|VBZ Norvik|NNP|sponsors|obj|ORG .",
        {"Baltica sponsor Norvik"},
    ),
    "passive": (
        "Norvik|NNP|sponsored|nsubj:pass|ORG is sponsored|VBN by Baltica|NNP|sponsored|obl:agent|ORG .",
        {"Baltica sponsored Norvik"},
    ),
    "preposition and particle": (
        "Baltica|NNP|split|nsubj|ORG split|VBD off|RP|split|compound:prt from Norvik|NNP|split|obl|ORG .",
        {"Baltica split off from Norvik"},
    ),
    "mood": (
        "Baltica|NNP|sponsor|nsubj|ORG will not sponsor|VB Norvik|NNP|sponsor|obj|ORG .",
        {"Baltica sponsor Norvik Planned not"},
    ),
    "two descriptions": ("A man|NN|sponsors|nsubj sponsors|VBZ a woman|NN|sponsors|obj .", set()),
    "verb of saying": ("Ann|NNP|told|nsubj|PERSON told/tell|VBD Bo|NNP|told|obj|PERSON .", set()),
    "place with a name": (
        "Ann|NNP|stood|nsubj|PERSON stood/stand|VBD in Larnvik|NNP|stood|obl|LOC .",
        {"Ann stand in Larnvik"},
    ),
    "place without a name": ("Ann|NNP|stood|nsubj|PERSON stood/stand|VBD in a plant|NN|stood|obl .", set()),
    "empty verb": ("Baltica|NNP|has|nsubj|ORG has|VBZ Norvik|NNP|has|obj|ORG .", set()),
}


@pytest.mark.parametrize(("text", "wanted"), OPEN.values(), ids=OPEN)
def test_the_open_layer(text: str, wanted: set[str]) -> None:
    assert told(text, "relation") == wanted
    assert told(text, "relation", open_layer=False) == set()


def test_what_the_vocabulary_tells_is_not_told_again_openly() -> None:
    text = "Ann|NNP|leads|nsubj|PERSON leads|VBZ Baltica|NNP|leads|obj|ORG ."
    assert told(text) == {"Ann leaderOf Baltica"}


TOLLS = {
    "of what the subject is": (
        "A quake|NN|shook|nsubj shook/shake|VBD Larnvik|NNP|shook|obj|LOC , killing|VBG|shook|advcl "
        "10|CD|people|nummod people|NNS|killing|obj .",
        {"Earthquake deaths 10 person"},
    ),
    "of another act": (
        "A flood|NN|hit|nsubj hit|VBD Larnvik|NNP|hit|obj|LOC .\n\nA truck|NN|rammed|nsubj rammed/ram|VBD "
        "Norvik|NNP|rammed|obj|LOC , killing|VBG|rammed|advcl 10|CD|people|nummod people|NNS|killing|obj .",
        set(),
    ),
}


@pytest.mark.parametrize(("text", "wanted"), TOLLS.values(), ids=TOLLS)
def test_whose_toll_it_is(text: str, wanted: set[str]) -> None:
    assert told(text, "deaths") == wanted
