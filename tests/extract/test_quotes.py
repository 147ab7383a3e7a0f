"""Who says what: quotations and their speakers, reported clauses, "according to"; and the statements made of them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.annotate import annotate_articles
from kg.extract import extract_article
from kg.model import Block
from tests import factory
from tests.extract.told import ontology, told

ANN = "Ann|NNP|said|nsubj|PERSON Reed|NNP|Ann|flat|PERSON"
FACT = "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD|{}|ccomp 40|CD|workers|nummod workers|NNS|dismissed|obj"
# Texts in which Ann Reed says that Baltica dismissed workers, and the words of hers that are kept.
SPOKEN = {
    "quotation before its cue": (
        f"“ {FACT.format('said')} , ” {ANN} said|VBD .",
        "Baltica dismissed 40 workers",
    ),
    "quotation with the speaker after the verb": (
        f"“ {FACT.format('said')} , ” said|VBD {ANN} .",
        "Baltica dismissed 40 workers",
    ),
    "quotation after its cue": (
        f"{ANN} said|VBD : “ {FACT.format('said')} . ”",
        "Baltica dismissed 40 workers",
    ),
    "straight quotation marks": (
        f'" {FACT.format("said")} , " {ANN} said|VBD .',
        "Baltica dismissed 40 workers",
    ),
    "reported clause": (
        f"{ANN} said|VBD that|IN|dismissed|mark {FACT.format('said')} .",
        "Baltica dismissed 40 workers",
    ),
    "reported clause without that": (f"{ANN} said|VBD {FACT.format('said')} .", "Baltica dismissed 40 workers"),
    "aside at the end": (
        "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD 40|CD|workers|nummod workers|NNS|dismissed|obj , "
        f"{ANN} said|VBD|dismissed|parataxis .",
        "Baltica dismissed 40 workers",
    ),
    "aside in the middle": (
        f"Baltica|NNP|dismissed|nsubj|ORG , {ANN} said|VBD|dismissed|parataxis , dismissed|VBD 40|CD|workers|nummod "
        "workers|NNS|dismissed|obj .",
        "Baltica … dismissed 40 workers",
    ),
    "according to, in front": (
        "According/accord|VBG|Ann|case to|IN|According|fixed Ann|NNP|dismissed|obl|PERSON Reed|NNP|Ann|flat|PERSON , "
        "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD 40|CD|workers|nummod workers|NNS|dismissed|obj .",
        "Baltica dismissed 40 workers",
    ),
    "according to, at the end": (
        "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD 40|CD|workers|nummod workers|NNS|dismissed|obj , "
        "according/accord|VBG|Ann|case to|IN|according|fixed Ann|NNP|dismissed|obl|PERSON Reed|NNP|Ann|flat|PERSON .",
        "Baltica dismissed 40 workers",
    ),
    "pronoun as speaker": (
        "Ann|NNP|resigned|nsubj|PERSON Reed|NNP|Ann|flat|PERSON resigned|VBD .\n\n"
        f"“ {FACT.format('said')} , ” she|PRP|said|nsubj said|VBD .",
        "Baltica dismissed 40 workers",
    ),
    "speaker with an apposition": (
        f"“ {FACT.format('said')} , ” said|VBD {ANN} , a nurse|NN|Ann|appos .",
        "Baltica dismissed 40 workers",
    ),
}


@pytest.mark.parametrize(("text", "words"), SPOKEN.values(), ids=SPOKEN)
def test_a_speaker_answers_for_what_is_said(text: str, words: str) -> None:
    claims = told(text)
    assert {
        "Dismissal performedBy Baltica [Ann Reed]",
        "Dismissal quantity 40 person [Ann Reed]",
        "Statement performedBy Ann Reed",
        f"Statement content “{words}” [Ann Reed]",
    } <= claims
    assert not any(line.startswith("Dismissal") and not line.endswith("[Ann Reed]") for line in claims)


def test_a_quotation_of_several_sentences_has_one_speaker() -> None:
    text = f"""“ {FACT.format("said")} , ” {ANN} said|VBD .

    “ It|PRP|closed|nsubj closed/close|VBD a plant|NN|closed|obj .

    It|PRP|sued|nsubj sued/sue|VBD the union|NN|sued|obj . ”"""
    claims = told(text)
    assert {
        "Statement content “Baltica dismissed 40 workers” [Ann Reed]",
        "Statement content “It closed a plant” [Ann Reed]",
        "Statement content “It sued the union” [Ann Reed]",
        "Closure performedBy Baltica [Ann Reed]",
        "Lawsuit performedBy Baltica [Ann Reed]",
        "Lawsuit targetedAt union [Ann Reed]",
    } <= claims
    assert "Statement 2 performedBy Ann Reed" not in claims


def test_the_words_after_a_closed_quotation_are_the_articles() -> None:
    text = f"""“ {FACT.format("said")} , ” {ANN} said|VBD .

    Baltica|NNP|closed|nsubj|ORG closed/close|VBD a plant|NN|closed|obj ."""
    assert "Closure performedBy Baltica" in told(text)


def test_an_interrupted_quotation_stays_together() -> None:
    text = f"""“ The company|NN|failed|nsubj and its|PRP$|board|nmod:poss board|NN|company|conj have
    failed|VBN|said|ccomp , ” {ANN} said|VBD , “ the workers|NNS|failed|obj of Larnvik|NNP|workers|nmod|LOC
    who|WP|trusted|nsubj trusted|VBD|workers|acl:relcl them|PRP|trusted|obj . ”"""
    assert told(text, "content") == {
        "Statement content “The company and its board have failed … the workers of Larnvik who trusted them” [Ann Reed]"
    }


def test_an_interrupted_quotation_keeps_its_short_half() -> None:
    text = f"""“ The offer|NN|low|nsubj , ” {ANN} said|VBD , “ is/be|VBZ|low|cop far|RB|low|advmod too|RB|low|advmod
    low|JJ|said|ccomp . ”"""
    assert told(text, "content") == {"Statement content “The offer … is far too low” [Ann Reed]"}


def test_words_in_quotation_marks_are_no_speech() -> None:
    text = """Baltica|NNP|closed|nsubj|ORG closed/close|VBD its|PRP$|plant|nmod:poss “ green|JJ|plant|amod
    plant|NN|closed|obj ” in Larnvik|NNP|closed|obl|LOC ."""
    claims = told(text)
    assert "Closure performedBy Baltica" in claims
    assert not any(line.startswith("Statement") for line in claims)


def test_a_quotation_ends_with_its_paragraph() -> None:
    text = f"""“ {FACT.format("said")} , ” {ANN} said|VBD .

    “ It|PRP|closed|nsubj closed/close|VBD a plant|NN|closed|obj that|WDT|employed|nsubj employed|VBD|plant|acl:relcl
    many|JJ|employed|obj .
    ¶
    Norvik|NNP|sued|nsubj|ORG sued/sue|VBD Baltica|NNP|sued|obj|ORG ."""
    claims = told(text)
    assert "Closure performedBy Baltica [Ann Reed]" in claims
    assert "Lawsuit performedBy Norvik" in claims


def test_what_is_said_that_somebody_says_belongs_to_the_inner_speaker() -> None:
    text = f"""{ANN} said|VBD that Baltica|NNP|denied|nsubj|ORG had denied/deny|VBN|said|ccomp that|IN|closed|mark
    it|PRP|closed|nsubj closed/close|VBD|denied|ccomp a plant|NN|closed|obj ."""
    assert {
        "Closure performedBy Baltica not [Baltica]",
        "Denial performedBy Baltica [Ann Reed]",
        "Denial content “it closed a plant” not [Baltica]",
        "Statement performedBy Ann Reed",
    } <= told(text)


CLOSED = "“ We|PRP|closed|nsubj closed/close|VBD|said|ccomp the plant|NN|closed|obj , ”"


def test_we_in_a_quotation_is_the_speaker() -> None:
    assert "Closure performedBy Ann Reed [Ann Reed]" in told(f"{CLOSED} {ANN} said|VBD .")


def test_we_in_a_quotation_is_the_speaker_who_is_described_after_it() -> None:
    assert "Closure performedBy mayor [mayor]" in told(f"{CLOSED} the mayor|NN|said|nsubj said|VBD .")


def test_we_of_somebody_who_speaks_for_a_company_is_the_company() -> None:
    text = """“ We|PRP|close|nsubj will close|VB|said|ccomp the plant|NN|close|obj , ” said|VBD
    Ann|NNP|said|nsubj|PERSON , the chief|JJ|executive|amod executive|NN|Ann|appos of
    Baltica|NNP|executive|nmod|ORG ."""
    assert "Closure performedBy Baltica Planned [Ann]" in told(text)


def test_we_outside_a_quotation_is_nobody() -> None:
    assert told("We|PRP|closed|nsubj closed/close|VBD the plant|NN|closed|obj .", "performedBy") == set()


def test_listeners_day_and_document_of_a_statement() -> None:
    text = """Ann|NNP|told|nsubj|PERSON told/tell|VBD reporters|NNS|told|obj in a letter|NN|told|obl on
    Monday|NNP|told|obl that Baltica|NNP|closed|nsubj|ORG had closed/close|VBN|told|ccomp a plant|NN|closed|obj ."""
    assert {
        "Statement performedBy Ann",
        "Statement addressedTo reporters",
        "Statement statedIn letter",
        "Statement startDate 2024-03-04",
    } <= told(text)


def test_both_clauses_of_what_somebody_says_are_hers() -> None:
    text = f"""{ANN} said|VBD Baltica|NNP|closed|nsubj|ORG closed/close|VBD|said|ccomp a plant|NN|closed|obj
    and|CC|dismissed|cc Norvik|NNP|dismissed|nsubj|ORG dismissed|VBD|said|ccomp Bo|NNP|dismissed|obj|PERSON ."""
    assert {"Closure performedBy Baltica [Ann Reed]", "Dismissal performedBy Norvik [Ann Reed]"} <= told(text)


def test_calling_something_names_is_a_statement() -> None:
    text = """Ann|NNP|blasted|nsubj|PERSON blasted|VBD the pledge|NN|blasted|obj as|IN|hype|case “ hype|NN|blasted|obl
    ” ."""
    assert told(text) == {"Criticism performedBy Ann", "Criticism content “the pledge as “hype”” [Ann]"}


@pytest.mark.parametrize(("preposition", "marks"), [("in", ("“", "”")), ("as", (",", ","))])
def test_without_as_or_without_quotation_marks_nothing_is_called_so(preposition: str, marks: tuple[str, str]) -> None:
    text = f"""Ann|NNP|blasted|nsubj|PERSON blasted|VBD the pledge|NN|blasted|obj {preposition}|IN|hype|case {marks[0]}
    hype|NN|blasted|obl {marks[1]} ."""
    assert told(text, "content") == set()


READ = f"“ {FACT.format('read')} , ” read|VBD a memo|NN|read|nsubj"


@pytest.mark.parametrize("preposition", ["from", "by"])
def test_a_memo_that_reads_so_speaks_for_its_author(preposition: str) -> None:
    claims = told(f"{READ} {preposition} Ann|NNP|memo|nmod|PERSON .")
    assert {"Statement performedBy Ann", "Statement statedIn memo", "Dismissal performedBy Baltica [Ann]"} <= claims


def test_who_reads_a_novel_says_nothing() -> None:
    text = "Ann|NNP|read|nsubj|PERSON read|VBD a novel|NN|read|obj ."
    assert not any(line.startswith("Statement") for line in told(text))


def test_a_document_speaks_for_its_author() -> None:
    text = """A report|NN|found|nsubj by the Guild|NNP|report|nmod|ORG found/find|VBD that Baltica|NNP|closed|nsubj|ORG
    closed/close|VBD|found|ccomp a plant|NN|closed|obj ."""
    claims = told(text)
    assert {"Closure performedBy Baltica [Guild]", "Statement performedBy Guild", "Statement statedIn report"} <= claims


def test_a_wish_is_a_demand_of_the_speaker() -> None:
    text = """“ Baltica|NNP|reinstate|nsubj|ORG must reinstate|VB|said|ccomp the nurses|NNS|reinstate|obj , ”
    Ann|NNP|said|nsubj|PERSON said|VBD ."""
    assert {
        "Demand performedBy Ann [Ann]",
        "Demand addressedTo Baltica [Ann]",
        "Demand content “reinstate the nurses” Demanded [Ann]",
    } <= told(text)


def test_an_obligation_that_nobody_voices_is_no_demand() -> None:
    text = "Baltica|NNP|reinstate|nsubj|ORG must reinstate|VB the nurses|NNS|reinstate|obj ."
    assert not any(line.startswith("Demand ") for line in told(text))


KINDS = {
    "warned/warn": "Warning",
    "announced/announce": "Announcement",
    "denied/deny": "Denial",
    "added/add": "Statement",
}


@pytest.mark.parametrize(("cue", "type"), KINDS.items(), ids=KINDS.values())
def test_the_verb_tells_the_kind_of_statement(cue: str, type: str) -> None:
    text = f"Ann|NNP|{cue.split('/')[0]}|nsubj|PERSON {cue}|VBD that {FACT.format(cue.split('/')[0])} ."
    assert told(text, "performedBy") >= {f"{type} performedBy Ann"}


def test_quotation_marks_inside_a_content_are_balanced() -> None:
    text = """Baltica|NNP|described|nsubj|ORG described/describe|VBD the strike|NN|described|obj as|IN|harmful|case “
    deeply|RB|harmful|advmod harmful|JJ|described|obl to|IN|town|case the town|NN|harmful|obl ” ."""
    assert told(text, "content") == {"Statement content “the strike as “deeply harmful to the town”” [Baltica]"}


def test_what_is_said_is_kept_without_markup(nlp: Language) -> None:
    text = "Mayor Ann Reed said the flood hit **the whole town**, and *no bridge* is open."
    article = factory.article(text, blocks=(Block("text", 0, len(text)),))
    claims = extract_article(article, next(annotate_articles([article], nlp))[1], ontology()).claims
    said = [c.value for c in claims if c.predicate == "content"]
    assert said == ["the flood hit the whole town, and no bridge is open"]
    assert "**the whole town**" in claims[0].evidence[0].sentence.text
