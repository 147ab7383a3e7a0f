"""Slots: the arguments of a word, whatever the grammar hides them behind."""

from __future__ import annotations

import pytest

from kg.extract.syntax import slots
from tests.extract.notation import make_tree
from tests.extract.told import told

CASES = {
    "active": ("Ann|NNP|sued|nsubj sued/sue|VBD Bo|NNP|sued|obj .", "sued", {"nsubj": ["Ann"], "obj": ["Bo"]}),
    "passive": (
        "Bo|NNP|sued|nsubj:pass was sued/sue|VBN by Ann|NNP|sued|obl:agent in May|NNP|sued|obl .",
        "sued",
        {"nsubj": ["Ann"], "obj": ["Bo"], "obl:in": ["May"]},
    ),
    "passive without agent": ("Bo|NNP|sued|nsubj:pass was sued/sue|VBN .", "sued", {"nsubj": None, "obj": ["Bo"]}),
    "participle of a noun": (
        "a suit|NN|ended|nsubj filed/file|VBN|suit|acl by Ann|NNP|filed|obl:agent ended|VBD .",
        "filed",
        {"nsubj": ["Ann"], "obj": ["suit"]},
    ),
    "subject control": (
        "Ann|NNP|promised|nsubj promised/promise|VBD Bo|NNP|promised|obj to leave|VB|promised|xcomp .",
        "leave",
        {"nsubj": ["Ann"]},
    ),
    "object control": (
        "Ann|NNP|urged|nsubj urged/urge|VBD Bo|NNP|urged|obj to leave|VB|urged|xcomp .",
        "leave",
        {"nsubj": ["Bo"]},
    ),
    "object control in the passive": (
        "Bo|NNP|urged|nsubj:pass was urged/urge|VBN by Ann|NNP|urged|obl:agent to leave|VB|urged|xcomp .",
        "leave",
        {"nsubj": ["Bo"]},
    ),
    "accused of doing": (
        "Ann|NNP|accused|nsubj accused/accuse|VBD Bo|NNP|accused|obj of|IN|leaving|mark "
        "leaving/leave|VBG|accused|advcl .",
        "leaving",
        {"nsubj": ["Bo"]},
    ),
    "kept from doing": (
        "Ann|NNP|kept|nsubj kept/keep|VBD Bo|NNP|kept|obj from|IN|leaving|mark leaving/leave|VBG|kept|advcl .",
        "leaving",
        {"nsubj": ["Bo"]},
    ),
    "kept by doing": (
        "Ann|NNP|kept|nsubj kept/keep|VBD Bo|NNP|kept|obj by|IN|paying|mark paying/pay|VBG|kept|advcl .",
        "paying",
        {"nsubj": ["Ann"]},
    ),
    "forced to do, as an adverbial": (
        "Ann|NNP|forced|nsubj forced/force|VBD Bo|NNP|forced|obj to leave|VB|forced|advcl .",
        "leave",
        {"nsubj": ["Bo"]},
    ),
    "raising": ("Ann|NNP|seems|nsubj seems|VBZ to agree|VB|seems|xcomp .", "agree", {"nsubj": ["Ann"]}),
    "relative clause with its subject gone": (
        "the mayor|NN|left|nsubj who|WP|sued|nsubj sued/sue|VBD|mayor|acl:relcl Bo|NNP|sued|obj left/leave|VBD .",
        "sued",
        {"nsubj": ["mayor"], "obj": ["Bo"]},
    ),
    "relative clause with its object gone": (
        "the mayor|NN|left|nsubj whom|WP|sued|obj Bo|NNP|sued|nsubj sued/sue|VBD|mayor|acl:relcl left/leave|VBD .",
        "sued",
        {"nsubj": ["Bo"], "obj": ["mayor"]},
    ),
    "relative clause without a pronoun": (
        "the firm|NN|failed|nsubj Bo|NNP|sued|nsubj sued/sue|VBD|firm|acl:relcl failed|VBD .",
        "sued",
        {"nsubj": ["Bo"], "obj": ["firm"]},
    ),
    "relative clause of place": (
        "a town|NN|lies|nsubj where|WRB|met|advmod they|PRP|met|nsubj met/meet|VBD|town|acl:relcl lies/lie|VBZ .",
        "met",
        {"nsubj": ["they"], "obl:in": ["town"], "obj": None},
    ),
    "coordinated subjects": (
        "Ann|NNP|left|nsubj , Bo|NNP|Ann|conj and Cy|NNP|Ann|conj left/leave|VBD .",
        "left",
        {"nsubj": ["Ann", "Bo", "Cy"]},
    ),
    "verbs that share a subject": (
        "Ann|NNP|sued|nsubj sued/sue|VBD Bo|NNP|sued|obj and left/leave|VBD|sued|conj .",
        "left",
        {"nsubj": ["Ann"], "obj": None},
    ),
    "verbs that share an object": (
        "Ann|NNP|drafted|nsubj drafted|VBD and signed|VBD|drafted|conj it|PRP|signed|obj .",
        "drafted",
        {"nsubj": ["Ann"], "obj": ["it"]},
    ),
    "an active verb beside a passive one": (
        "Bo|NNP|sued|nsubj:pass was sued/sue|VBN and left/leave|VBD|sued|conj .",
        "left",
        {"nsubj": ["Bo"]},
    ),
    "participial clause": (
        "Ann|NNP|left|nsubj left/leave|VBD , leading|VBG|left|advcl Bo|NNP|leading|obj .",
        "leading",
        {"nsubj": ["Ann"], "obj": ["Bo"]},
    ),
    "including": (
        "Unions|NNS|met|nsubj , including/include|VBG|Dock|case Dock|NNP|Unions|nmod , met/meet|VBD .",
        "met",
        {"nsubj": ["Unions", "Dock"]},
    ),
    "nouns that measure": (
        "Hundreds/hundred|NNS|left|nsubj of nurses|NNS|Hundreds|nmod left/leave|VBD .",
        "left",
        {"nsubj": ["nurses"]},
    ),
    "possessor and complement": (
        "Bo|NNP|dismissal|nmod:poss 's dismissal|NN|came|nsubj of Ann|NNP|dismissal|nmod came/come|VBD .",
        "dismissal",
        {"nmod:poss": ["Bo"], "nmod:of": ["Ann"]},
    ),
    "light verb": (
        "Nurses|NNS|staged|nsubj staged/stage|VBD a walkout|NN|staged|obj in Larnvik|NNP|staged|obl .",
        "walkout",
        {"nsubj": ["Nurses"], "obl:in": ["Larnvik"]},
    ),
    "light verb that a stranger does": (
        "A court|NN|suspended|nsubj suspended|VBD the walkout|NN|suspended|obj .",
        "walkout",
        {"nsubj": None},
    ),
    "who organizes does not take part": (
        "Ann|NNP|organized|nsubj organized/organize|VBD the walkout|NN|organized|obj in Larnvik|NNP|organized|obl .",
        "walkout",
        {"nsubj": None, "obl:in": ["Larnvik"]},
    ),
    "participle of who organizes": (
        "A walkout|NN|began|nsubj organized/organize|VBN|walkout|acl by Ann|NNP|organized|obl:agent in "
        "Larnvik|NNP|organized|obl began/begin|VBD .",
        "walkout",
        {"nsubj": None, "obl:in": ["Larnvik"]},
    ),
    "participle of who stages": (
        "A walkout|NN|began|nsubj staged/stage|VBN|walkout|acl by Ann|NNP|staged|obl:agent began/begin|VBD .",
        "walkout",
        {"nsubj": ["Ann"]},
    ),
    "verb of happening": (
        "The walkout|NN|began|nsubj began/begin|VBD in Larnvik|NNP|began|obl .",
        "walkout",
        {"nsubj": None, "obl:in": ["Larnvik"]},
    ),
    "prepositions of several words": (
        "They|PRP|left|nsubj left/leave|VBD because|IN|pay|case of|IN|because|fixed pay|NN|left|obl .",
        "left",
        {"obl:because_of": ["pay"]},
    ),
    "time without a preposition": (
        "They|PRP|left|nsubj left/leave|VBD today|NN|left|obl .",
        "left",
        {"obl:tmod": ["today"]},
    ),
}


@pytest.mark.parametrize(("text", "word", "wanted"), CASES.values(), ids=CASES)
def test_slots(text: str, word: str, wanted: dict[str, list[str] | None]) -> None:
    """Each slot holds these words in this order; None is a slot that nothing fills."""
    doc = make_tree(text)
    found = {slot: [t.text for t in tokens] for slot, tokens in slots(next(t for t in doc if t.text == word)).items()}
    assert {slot: found.get(slot) for slot in wanted} == wanted


def test_who_is_given_a_power_uses_it() -> None:
    text = """Baltica|NNP|gave|nsubj|ORG gave/give|VBD guards|NNS|gave|iobj the power|NN|gave|obj to arrest|VB|power|acl
    Ann|NNP|arrest|obj|PERSON ."""
    assert [line for line in told(text, "performedBy") if "Arrest" in line] == ["Arrest performedBy guards Planned"]


def test_what_is_told_of_one_rather_than_another_is_of_the_one() -> None:
    text = """Ann|NNP|met|nsubj|PERSON met/meet|VBD Bo|NNP|met|obj|PERSON rather|RB|Carl|cc than|IN|rather|fixed
    Carl|NNP|Bo|conj|PERSON ."""
    assert told(text, "participant") == {"Meeting participant Ann", "Meeting participant Bo"}
