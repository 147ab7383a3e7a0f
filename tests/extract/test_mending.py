"""Lemmas and arcs that models get wrong, and what is made of them."""

from __future__ import annotations

import pytest

from kg.extract.lemmas import IRREGULAR, mend_lemmas
from kg.extract.mending import mend_tree
from tests.extract.notation import make_tree
from tests.extract.told import told

PAST = {"fled": "flee", "withdrew": "withdraw", "overthrown": "overthrow", "sank": "sink", "fell": "fall", "saw": "see"}


@pytest.mark.parametrize(("form", "base"), PAST.items(), ids=PAST)
def test_irregular_past_forms_have_their_base(form: str, base: str) -> None:
    doc = make_tree(f"They|PRP|{form}|nsubj {form}/{form}|VBD .")
    mend_lemmas(doc, frozenset())
    assert doc[1].lemma_ == base


def test_a_form_that_is_no_past_keeps_its_lemma() -> None:
    doc = make_tree("They|PRP|plan|nsubj plan|VBP to found/found|VB|plan|xcomp a firm|NN|found|obj .")
    mend_lemmas(doc, frozenset({("verb", "found"), ("verb", "find")}))
    assert doc[3].lemma_ == "found"


def test_a_lemma_cut_short_is_mended_to_one_that_is_asked_for() -> None:
    doc = make_tree("Prosecutors|NNS|accused|nsubj accused/accus|VBD Ann|NNP|accused|obj .")
    mend_lemmas(doc, frozenset({("verb", "accuse")}))
    assert doc[1].lemma_ == "accuse"


def test_a_base_is_no_irregular_form_of_another_verb() -> None:
    assert [base for base in IRREGULAR.values() if IRREGULAR.get(base, base) != base] == []


def test_an_event_is_found_under_a_wrong_lemma() -> None:
    assert told("Nurses|NNS|struck|nsubj struck/struck|VBD .") == {"Strike participant nurses"}


# A sentence, a word in it, and its relation and head as mended.
ARCS = {
    "object of a participle": (
        "A petition|NN|failed|nsubj urging/urge|VBG|petition|acl Baltica|NNP|urging|nsubj|ORG to "
        "close|VB|urging|xcomp failed|VBD .",
        "Baltica", "obj", "urging",
    ),
    "a subject taken for that of a passive": (
        "A train|NN|derailed|nsubj:pass derailed/derail|VBD .", "train", "nsubj", "derailed",
    ),
    "a clause of a verb": (
        "men|NNS|fled|nsubj accused/accuse|VBN|men|acl of|IN|stealing|mark stealing/steal|VBG|accused|acl "
        "cars|NNS|stealing|obj fled|VBD .",
        "stealing", "advcl", "accused",
    ),
    "subject in front of a participle": (
        "Baltica|NNP|urging|nsubj|ORG urging/urge|VBG Ann|NNP|urging|obj .", "Baltica", "nsubj", "urging",
    ),
    "who is fined": (
        "The court|NN|fined|nsubj fined/fine|VBD Baltica|NNP|$|compound|ORG $|$|fined|obj 5|CD|million|compound "
        "million|CD|$|nummod .",
        "Baltica", "iobj", "fined",
    ),
    "a number that is a subject": (
        "90/90|CD|dead|obl were|VBD|dead|cop dead|JJ .", "90", "nsubj", "dead",
    ),
    "who will act by a headline": ("Acme|NNP to|TO|cut|mark cut|VB|Acme|acl jobs|NNS|cut|obj", "Acme", "nsubj", "cut"),
    "who may act by a phrase": (
        "The people/people|NNS to|TO|cut|mark cut|VB|people|acl jobs|NNS|cut|obj", "cut", "acl", "people",
    ),
    "a name behind a trade": (
        "Carmaker|NN|sued|nsubj Volta|NNP|Carmaker|flat sued|VBD Acme|NNP|sued|obj .", "Volta", "nsubj", "sued",
    ),
    "a thing before a person has the clause": (
        "A letter|NN|came|nsubj to|IN|Jo|case Jo/Jo|NNP|letter|nmod|PERSON that|WDT|got|nsubj got|VBD|Jo|acl:relcl "
        "names|NNS|got|obj came|VBD .",
        "got", "acl:relcl", "letter",
    ),
    "what follows what was told": (
        "She/she|PRP|won|nsubj won|VBD|said|ccomp they|PRP|said|nsubj said|VBD beating|VBG|said|advcl "
        "Jo|NNP|beating|obj .",
        "beating", "advcl", "won",
    ),
    "what goes along with telling": (
        "She/she|PRP|won|nsubj won|VBD|said|ccomp they|PRP|said|nsubj said|VBD in|IN|leaving|mark "
        "leaving|VBG|said|advcl Jo|NNP|leaving|obj .",
        "leaving", "advcl", "said",
    ),
    "a number of those who are hurt": (
        "Two|CD|killed|nsubj:pass were|VBD|killed|aux:pass killed|VBN and 14/14|CD|killed|conj "
        "injured|VBN|killed|conj .",
        "14", "nsubj:pass", "injured",
    ),
    "a number at the end": (
        "Ann|NNP|chose|nsubj chose|VBD two|CD|chose|obj 14/14|CD|chose|conj", "14", "conj", "chose",
    ),
    "a particle before a preposition": (
        "They|PRP|walked|nsubj walked|VBD out|RB|Lisbon|case in|IN|Lisbon|case Lisbon|NNP|walked|obl .",
        "out", "advmod", "walked",
    ),
    "a preposition of two words": (
        "They|PRP|walked|nsubj walked|VBD out|IN|Lisbon|case of|IN|Lisbon|case Lisbon|NNP|walked|obl .",
        "out", "case", "Lisbon",
    ),
    "a number after its preposition": (
        "In 90/90|CD|dead|obl they|PRP|dead|nsubj were|VBD|dead|cop dead|JJ .", "90", "obl", "dead",
    ),
    "what somebody is denied": (
        "Tourists|NNS|denied|nsubj:pass were|VBD|denied|aux:pass denied/deny|VBN entry|NN|denied|xcomp .",
        "entry", "obj", "denied",
    ),
    "a remark on the subject between commas": (
        "Strikes|NNS|grew|nsubj ,|,|Strikes|punct in|IN|2019|case 2019|CD|grew|obl ,|,|Strikes|punct grew|VBD .",
        "2019", "nmod", "Strikes",
    ),
    "an end to something": (
        "They|PRP|put|nsubj put|VBD an end|NN|put|obj to|IN|strikes|case strikes|NNS|put|obl .",
        "strikes", "nmod", "end",
    ),
    "protests doing something": (
        "They|PRP|held|nsubj held/hold|VBD protests|NNS|held|obj slamming|VBG|held|advcl Acme|NNP|slamming|obj .",
        "slamming", "acl", "protests",
    ),
    "examples among what is before": (
        "Complaints|NNS|drove|nsubj among|IN|them|case them|PRP|drove|obl shifts|NNS|Complaints|nmod drove|VBD .",
        "them", "obl", "shifts",
    ),
    "the country of a currency": (
        "It|PRP|cost|nsubj cost|VBD US|NNP|$|compound $|$|cost|obj 5|CD|million|compound million|CD|$|nummod .",
        "US", "compound", "$",
    ),
    "participle of an object": (
        "Baltica|NNP|reports|nsubj reports|VBZ 300|CD|people|nummod people|NNS|reports|obj killed|VBN|reports|ccomp .",
        "killed", "acl", "people",
    ),
    "subject of an adverbial clause in front": (
        "Police|NNS|found|nsubj searching|VBG|found|advcl the house|NN|searching|obj officers|NNS|found|nsubj "
        "found/find|VBD a gun|NN|found|obj .",
        "Police", "nsubj", "searching",
    ),
    "of two subjects the second": (
        "Police|NNS|found|nsubj searching|VBG|found|advcl the house|NN|searching|obj officers|NNS|found|nsubj "
        "found/find|VBD a gun|NN|found|obj .",
        "officers", "nsubj", "found",
    ),
    "title in front of a name": (
        "spokeswoman|NN|said|nsubj Jo|NNP|said|nsubj said|VBD .", "spokeswoman", "nmod:desc", "Jo",
    ),
    "subject across the verb of saying": (
        "An envoy|NN|glad|nsubj says/say|VBZ he|PRP|glad|nsubj is/be|VBZ|glad|cop glad|JJ|says|ccomp .",
        "envoy", "nsubj", "says",
    ),
    "close to a number": (
        "close|JJ|walked|advmod to|IN|workers|case 300|CD|workers|nummod workers|NNS|walked|obl walked|VBD .",
        "workers", "nsubj", "walked",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word", "relation", "head"), ARCS.values(), ids=ARCS)
def test_arcs(text: str, word: str, relation: str, head: str) -> None:
    doc = make_tree(text)
    mend_tree(doc)
    token = next(t for t in doc if t.text == word)
    assert (token.dep_, token.head.text) == (relation, head)


def test_who_is_fined_is_the_target() -> None:
    claims = told(ARCS["who is fined"][0])
    assert claims == {"Sanction performedBy court", "Sanction targetedAt Baltica", "Sanction price 5000000 USD"}


def test_the_subject_before_inverted_speech_is_that_of_what_is_said() -> None:
    text = """Ann|NNP|said|nsubj|PERSON was walking|VBG|said|ccomp home|RB|walking|advmod , said|VBD
    Bo|NNP|said|nsubj|PERSON ."""
    assert "Statement performedBy Bo" in told(text, "performedBy")


REGULAR = {
    "sided": ("sid", "side"),
    "starring": ("starr", "star"),
    "boycotted": ("boycott", "boycott"),
    "helped": ("help", "help"),
}


@pytest.mark.parametrize(("form", "lemma", "base"), [(f, *pair) for f, pair in REGULAR.items()])
def test_spelling_tells_the_base(form: str, lemma: str, base: str) -> None:
    tag = "VBG" if form.endswith("ing") else "VBD"
    doc = make_tree(f"They|PRP|{form}|nsubj {form}/{lemma}|{tag} .")
    mend_lemmas(doc, frozenset())
    assert doc[1].lemma_ == base
