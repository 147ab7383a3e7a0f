"""What is a mention, of which class, and with which name."""

from __future__ import annotations

import pytest

from kg.extract.propernames import find_names
from tests.extract.notation import make_tree
from tests.extract.told import ontology, read, told

SUED = "{} sued/sue|VBD Norvik|NNP|sued|obj|ORG ."
SUBJECTS = {
    "company by its ending": ("Baltica|NNP|Corporation|compound|ORG Corporation|NNP|sued|nsubj|ORG", "Company"),
    "company by its trade": ("Halden|NNP|Ferries|compound|LOC Ferries|NNP|sued|nsubj|LOC", "Company"),
    "company by its trade, without a label": ("Halden|NNP|Ferries|compound Ferries|NNP|sued|nsubj", "Company"),
    "outlet by its ending": ("Larnvik|NNP|Herald|compound|ORG Herald|NNP|sued|nsubj|ORG", "NewsOutlet"),
    "organization": ("Baltica|NNP|sued|nsubj|ORG", "Organization"),
    "kind told by an apposition": ("Baltica|NNP|sued|nsubj|ORG , a carmaker|NN|Baltica|appos ,", "Company"),
    "person": ("Ann|NNP|sued|nsubj|PERSON Reed|NNP|Ann|flat|PERSON", "Person"),
    "place that acts": ("Larnland|NNP|sued|nsubj|LOC", "Agent"),
    "group of employees with a name": (
        "Baltica|NNP|Employees|compound|ORG Employees|NNPS|sued|nsubj|ORG for|IN|Peace|case Peace|NNP|Employees|nmod",
        "EmployeeGroup",
    ),
    "proper noun without a label": ("Baltica|NNP|sued|nsubj", "Agent"),
    "person by a noun": ("A farmer|NN|sued|nsubj", "Person"),
    "plural persons": ("Farmers|NNS|sued|nsubj", "Group"),
    "workers": ("Nurses|NNS|sued|nsubj", "EmployeeGroup"),
    "company by a noun": ("A carmaker|NN|sued|nsubj", "Company"),
    "a body of guards": ("The coast|NN|guard|compound guard|NN|sued|nsubj", "Organization"),
    "a guard": ("The guard|NN|sued|nsubj", "Person"),
    "longest noun of the lexicon": ("A news|NN|agency|compound agency|NN|sued|nsubj", "NewsOutlet"),
}


@pytest.mark.parametrize(("subject", "type"), SUBJECTS.values(), ids=SUBJECTS)
def test_the_class_of_a_subject(subject: str, type: str) -> None:
    found = read(SUED.format(subject))
    (chain,) = (c.object for c in found.claims if c.predicate == "performedBy")
    (referent,) = (r for r in found.referents if r.chain == chain)
    assert referent.type == type


def test_an_apposition_of_an_organization_is_no_person() -> None:
    text = SUED.format("Baltica|NNP|sued|nsubj|ORG , a retailer|NN|Baltica|appos ,")
    assert {r.type for r in read(text).referents if r.name == "Baltica"} == {"Company"}


def test_a_name_has_no_article_title_or_ending() -> None:
    text = """The Mayor|NNP|Jo|nmod:desc|PERSON Jo|NNP|sued|nsubj|PERSON Park|NNP|Jo|flat|PERSON sued/sue|VBD
    the Guild|NNP|plant|nmod:poss|ORG 's plant|NN|sued|obj ."""
    assert {r.name for r in read(text).referents} >= {"Jo Park"}


def test_a_body_of_something_is_one_name() -> None:
    text = """The Bank|NNP|sued|nsubj|ORG of Larnland|NNP|Bank|nmod|ORG sued/sue|VBD Norvik|NNP|sued|obj|ORG ."""
    assert "Lawsuit performedBy Bank of Larnland" in told(text)


def test_directions_belong_to_places() -> None:
    text = """A quake|NN|struck|nsubj struck/strike|VBD northern|JJ|Larnland|amod Larnland|NNP|struck|obj|LOC ."""
    assert "Earthquake place northern Larnland" in told(text)


def test_a_storm_is_named_after_its_kind() -> None:
    text = "Hurricane|NNP|Mavis|compound Mavis|NNP|hit|nsubj|PERSON hit|VBD Larnland|NNP|hit|obj|LOC ."
    found = read(text)
    assert {(r.name, r.type) for r in found.referents} >= {("Hurricane Mavis", "Storm")}
    assert "Hurricane Mavis place Larnland" in told(text)


def test_one_person_is_not_also_an_organization() -> None:
    text = """Ann|NNP|resigned|nsubj|PERSON Reed|NNP|Ann|flat|PERSON resigned|VBD .

    Reed|NNP|sued|nsubj|ORG sued/sue|VBD Norvik|NNP|sued|obj|ORG ."""
    assert {"Resignation affects Ann Reed", "Lawsuit performedBy Ann Reed"} <= told(text)


NORVIK = "Norvik|NNP|sued|nsubj|{} sued/sue|VBD ."
LABELLED = {
    "a lone label against three gives way": ("ORG ORG PERSON ORG", {"ORG"}),
    "a lone label against two stays": ("ORG PERSON ORG", {"ORG", "PERSON"}),
    "two that are level stay": ("LOC ORG", {"LOC", "ORG"}),
}


@pytest.mark.parametrize(("given", "labels"), LABELLED.values(), ids=LABELLED)
def test_one_name_has_one_label(given: str, labels: set[str]) -> None:
    doc = make_tree("\n\n".join(NORVIK.format(label) for label in given.split()))
    assert {label for _, _, label in find_names(doc, ontology())} == labels


@pytest.mark.parametrize(("word", "label"), [("REED", "PERSON"), ("Reed", "PERSON"), ("Reeds", "ORG")])
def test_a_family_name_by_itself_is_that_person(word: str, label: str) -> None:
    doc = make_tree(f"""Ann|NNP|sued|nsubj|PERSON Reed|NNP|Ann|flat|PERSON Jr.|NNP|Ann|flat|PERSON sued/sue|VBD .

    {word}|NNP|won|nsubj|ORG won/win|VBD .""")
    assert [(doc.span(s, e).text, found) for s, e, found in find_names(doc, ontology())][1:] == [(word, label)]


def test_names_of_the_background_keep_their_class() -> None:
    text = SUED.format("Microsoft|NNP|sued|nsubj|PERSON")
    assert {r.type for r in read(text).referents if r.name == "Microsoft"} <= {"Company", "Person"}


KINDS = {
    "named": ("Baltica|NNP|sued|nsubj|ORG", "Baltica", "named"),
    "nominal": ("The company|NN|sued|nsubj", "The company", "nominal"),
    "with its modifiers": (
        "Forty|CD|nurses|nummod angry|JJ|nurses|amod nurses|NNS|sued|nsubj",
        "Forty angry nurses",
        "nominal",
    ),
    "without its relative clause": (
        "Nurses|NNS|sued|nsubj who|WP|struck|nsubj struck/strike|VBD|Nurses|acl:relcl",
        "Nurses",
        "nominal",
    ),
}


@pytest.mark.parametrize(("subject", "words", "kind"), KINDS.values(), ids=KINDS)
def test_the_words_of_a_mention(subject: str, words: str, kind: str) -> None:
    assert (words, kind) in {(m.span.text, m.kind) for m in read(SUED.format(subject)).mentions}


def test_pronouns_are_mentions_too() -> None:
    text = """Baltica|NNP|lost|nsubj|ORG lost/lose|VBD .

    It|PRP|sued|nsubj sued/sue|VBD Norvik|NNP|sued|obj|ORG ."""
    assert ("It", "pronoun") in {(m.span.text, m.kind) for m in read(text).mentions}


def test_it_that_stands_for_nothing_is_no_mention() -> None:
    text = """Baltica|NNP|closed|nsubj|ORG closed/close|VBD a plant|NN|closed|obj .

    It|PRP|rained|expl rained|VBD ."""
    assert not any(m.span.text == "It" for m in read(text).mentions)


def test_chrome_is_not_read() -> None:
    text = """Baltica|NNP|sued|nsubj|ORG sued/sue|VBD Norvik|NNP|sued|obj|ORG .
    ¶
    Norvik|NNP|closed|nsubj|ORG closed/close|VBD a plant|NN|closed|obj ."""
    found = read(text, kinds="text chrome")
    assert {r.type for r in found.referents} >= {"Lawsuit"}
    assert not {r.type for r in found.referents} & {"Closure"}
    assert [s.text for s in found.sentences] == ["Baltica sued Norvik."]
