"""Where a claim stands: its sentence, the words that gave it, who says it, and how far its rule is trusted."""

from __future__ import annotations

from decimal import Decimal

from kg.model import Evidence
from tests.extract.told import read

TEXT = """“ Baltica|NNP|dismiss|nsubj|ORG may dismiss|VB|said|ccomp 40|CD|workers|nummod workers|NNS|dismiss|obj , ”
Ann|NNP|said|nsubj|PERSON said|VBD .

It|PRP|closed|nsubj closed/close|VBD a plant|NN|closed|obj in Larnvik|NNP|closed|obl|LOC ."""


def evidence(predicate: str, text: str = TEXT) -> Evidence:
    """The evidence of the first claim with a predicate."""
    return next(c.evidence[0] for c in read(text).claims if c.predicate == predicate)


def test_the_sentence_and_the_words() -> None:
    assert evidence("quantity").sentence.text == "“Baltica may dismiss 40 workers,” Ann said."
    assert evidence("quantity").trigger.text == "40"
    assert evidence("affects").trigger.text == "dismiss"
    assert evidence("place").sentence.text == "It closed a plant in Larnvik."


def test_the_offsets_are_of_the_article() -> None:
    found = read(TEXT)
    spans = [s for c in found.claims for e in c.evidence for s in (e.sentence, e.trigger)]
    assert all(found.article.text[s.start : s.end] == s.text for s in spans)
    assert {c.evidence[0].article for c in found.claims} == {found.article.id}


def test_offsets_count_code_points() -> None:
    found = read("\U0001f600|UH|closed|discourse Baltica|NNP|closed|nsubj|ORG closed/close|VBD a plant|NN|closed|obj .")
    assert {c.evidence[0].trigger.start for c in found.claims} == {len("\U0001f600 Baltica ")}


def test_attribution() -> None:
    assert evidence("affects").attribution == "DirectQuote"
    assert evidence("concerns").attribution == "Narration"
    assert evidence("concerns").speaker is None
    reported = "Ann|NNP|said|nsubj|PERSON said|VBD that Bo|NNP|resigned|nsubj|PERSON resigned|VBD|said|ccomp ."
    assert evidence("affects", reported).attribution == "IndirectSpeech"


def test_what_is_only_possible_is_trusted_less() -> None:
    plain = evidence("affects", TEXT.replace("may ", ""))
    assert Decimal(0) < evidence("affects").confidence < plain.confidence <= Decimal(1)
    assert evidence("affects").modality == "Possible"


def test_sentences_that_tell_nothing_are_named() -> None:
    found = read("It|PRP|rained|expl rained|VBD .\n\n" + TEXT)
    assert [s.text for s in found.not_understood] == ["It rained."]
    assert [s.text for s in found.sentences][1:] == [
        "“Baltica may dismiss 40 workers,” Ann said.",
        "It closed a plant in Larnvik.",
    ]


def test_a_heading_says_nothing_that_could_be_understood() -> None:
    found = read("Analysis|NN\n¶\nIt|PRP|rained|expl rained|VBD .")
    assert [s.text for s in found.sentences] == ["Analysis", "It rained."]
    assert [s.text for s in found.not_understood] == ["It rained."]
