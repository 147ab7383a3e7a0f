"""Parses in the label scheme of spaCy's own English pipelines become well-formed Universal Dependencies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.labels import CLEAR, to_universal

SENTENCES = {
    "Workers left the works on Friday .": """
        Workers worker NOUN NNS 2 nsubj
        left leave VERB VBD 0 root
        the the DET DT 4 det
        works works NOUN NNS 2 dobj
        on on ADP IN 2 prep
        Friday Friday PROPN NNP 5 pobj
        . . PUNCT . 2 punct""",
    "staff of Norvik": """
        staff staff NOUN NN 0 root
        of of ADP IN 1 prep
        Norvik Norvik PROPN NNP 2 pobj""",
    "The walkout was organised by the union": """
        The the DET DT 2 det
        walkout walkout NOUN NN 4 nsubjpass
        was be AUX VBD 4 auxpass
        organised organise VERB VBN 0 root
        by by ADP IN 4 agent
        the the DET DT 7 det
        union union NOUN NN 5 pobj""",
    "Ann is chief of the union": """
        Ann Ann PROPN NNP 2 nsubj
        is be AUX VBZ 0 root
        chief chief NOUN NN 2 attr
        of of ADP IN 3 prep
        the the DET DT 6 det
        union union NOUN NN 4 pobj""",
    "Staff were angry and tired": """
        Staff staff NOUN NN 2 nsubj
        were be AUX VBD 0 root
        angry angry ADJ JJ 2 acomp
        and and CCONJ CC 3 cc
        tired tired ADJ JJ 3 conj""",
    "She became chief": """
        She she PRON PRP 2 nsubj
        became become VERB VBD 0 root
        chief chief NOUN NN 2 attr""",
    "There was a walkout": """
        There there PRON EX 2 expl
        was be VERB VBD 0 root
        a a DET DT 4 det
        walkout walkout NOUN NN 2 attr""",
    "Norvik 's staff , who left , sang": """
        Norvik Norvik PROPN NNP 3 poss
        's 's PART POS 1 case
        staff staff NOUN NN 8 nsubj
        , , PUNCT , 3 punct
        who who PRON WP 6 nsubj
        left leave VERB VBD 3 relcl
        , , PUNCT , 3 punct
        sang sing VERB VBD 0 root""",
    "Ann , Tom and Lee left Norvik": """
        Ann Ann PROPN NNP 6 nsubj
        , , PUNCT , 1 punct
        Tom Tom PROPN NNP 1 conj
        and and CCONJ CC 3 cc
        Lee Lee PROPN NNP 3 conj
        left leave VERB VBD 0 root
        Norvik Norvik PROPN NNP 6 dobj""",
    "They plan to leave": """
        They they PRON PRP 2 nsubj
        plan plan VERB VBP 0 root
        to to PART TO 4 aux
        leave leave VERB VB 2 xcomp""",
    "They walked out because of cuts": """
        They they PRON PRP 2 nsubj
        walked walk VERB VBD 0 root
        out out ADP RP 2 prt
        because because SCONJ IN 2 prep
        of of ADP IN 4 pcomp
        cuts cut NOUN NNS 5 pobj""",
    "They came from behind the gate": """
        They they PRON PRP 2 nsubj
        came come VERB VBD 0 root
        from from ADP IN 2 prep
        behind behind ADP IN 3 prep
        the the DET DT 6 det
        gate gate NOUN NN 4 pobj""",
    "They protested by walking out of offices": """
        They they PRON PRP 2 nsubj
        protested protest VERB VBD 0 root
        by by ADP IN 2 prep
        walking walk VERB VBG 3 pcomp
        out out ADP IN 4 prep
        of of ADP IN 5 prep
        offices office NOUN NNS 6 pobj""",
    "The union gave a letter to staff": """
        The the DET DT 2 det
        union union NOUN NN 3 nsubj
        gave give VERB VBD 0 root
        a a DET DT 5 det
        letter letter NOUN NN 3 dobj
        to to ADP IN 3 dative
        staff staff NOUN NN 6 pobj""",
    "marches in Bergen and in Oslo": """
        marches march NOUN NNS 0 root
        in in ADP IN 1 prep
        Bergen Bergen PROPN NNP 2 pobj
        and and CCONJ CC 2 cc
        in in ADP IN 2 conj
        Oslo Oslo PROPN NNP 5 pobj""",
    "In Bergen": """
        In in ADP IN 0 root
        Bergen Bergen PROPN NNP 1 pobj""",
    "They stood by": """
        They they PRON PRP 2 nsubj
        stood stand VERB VBD 0 root
        by by ADP RP 2 prep""",
    "About 300 did not leave last week": """
        About about ADV RB 2 quantmod
        300 300 NUM CD 5 nsubj
        did do AUX VBD 5 aux
        not not PART RB 5 neg
        leave leave VERB VB 0 root
        last last ADJ JJ 7 amod
        week week NOUN NN 5 npadvmod""",
}


def tree(doc: Doc) -> dict[str, tuple[str, str]]:
    """The relation and the head of every word."""
    return {t.text: (t.dep_, t.head.text) for t in doc}


@pytest.fixture(scope="module", params=SENTENCES)
def mapped(request: pytest.FixtureRequest, doc_of: Callable[..., Doc]) -> Doc:
    return to_universal(doc_of(SENTENCES[request.param]))


def test_every_parse_stays_a_tree(mapped: Doc) -> None:
    assert len(list(mapped.sents)) == 1
    (root,) = [t for t in mapped if t.head == t]
    assert root.dep_ == "ROOT"
    assert all(root in (t, *t.ancestors) for t in mapped)


def test_no_label_of_the_old_scheme_is_left(mapped: Doc) -> None:
    assert not {t.dep_ for t in mapped} & CLEAR


def test_words_lemmas_and_tags_stay(doc_of: Callable[..., Doc]) -> None:
    before = doc_of(SENTENCES["Norvik 's staff , who left , sang"])
    after = to_universal(before)
    assert after.text == before.text == "Norvik's staff, who left, sang"
    assert [(t.lemma_, t.tag_, t.pos_) for t in after] == [(t.lemma_, t.tag_, t.pos_) for t in before]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Workers left the works on Friday .",
            {"works": ("obj", "left"), "Friday": ("obl", "left"), "on": ("case", "Friday"), ".": ("punct", "left")},
        ),
        ("staff of Norvik", {"Norvik": ("nmod", "staff"), "of": ("case", "Norvik")}),
        (
            "The walkout was organised by the union",
            {
                "walkout": ("nsubj:pass", "organised"),
                "was": ("aux:pass", "organised"),
                "union": ("obl:agent", "organised"),
                "by": ("case", "union"),
            },
        ),
        (
            "Ann is chief of the union",
            {"chief": ("ROOT", "chief"), "is": ("cop", "chief"), "Ann": ("nsubj", "chief"), "union": ("nmod", "chief")},
        ),
        (
            "Staff were angry and tired",
            {
                "angry": ("ROOT", "angry"),
                "Staff": ("nsubj", "angry"),
                "tired": ("conj", "angry"),
                "and": ("cc", "tired"),
            },
        ),
        ("She became chief", {"became": ("ROOT", "became"), "chief": ("xcomp", "became")}),
        ("There was a walkout", {"was": ("ROOT", "was"), "There": ("expl", "was"), "walkout": ("nsubj", "was")}),
        (
            "Norvik 's staff , who left , sang",
            {"Norvik": ("nmod:poss", "staff"), "'s": ("case", "Norvik"), "left": ("acl:relcl", "staff")},
        ),
        (
            "Ann , Tom and Lee left Norvik",
            {"Ann": ("nsubj", "left"), "Tom": ("conj", "Ann"), "Lee": ("conj", "Ann"), "and": ("cc", "Lee")},
        ),
        ("They plan to leave", {"leave": ("xcomp", "plan"), "to": ("mark", "leave")}),
        (
            "They walked out because of cuts",
            {
                "out": ("compound:prt", "walked"),
                "cuts": ("obl", "walked"),
                "because": ("case", "cuts"),
                "of": ("fixed", "because"),
            },
        ),
        (
            "They came from behind the gate",
            {"gate": ("obl", "came"), "from": ("case", "gate"), "behind": ("fixed", "from"), "the": ("det", "gate")},
        ),
        (
            "They protested by walking out of offices",
            {
                "walking": ("advcl", "protested"),
                "by": ("mark", "walking"),
                "offices": ("obl", "walking"),
                "out": ("case", "offices"),
                "of": ("fixed", "out"),
            },
        ),
        (
            "The union gave a letter to staff",
            {"letter": ("obj", "gave"), "staff": ("obl", "gave"), "to": ("case", "staff")},
        ),
        (
            "marches in Bergen and in Oslo",
            {"Bergen": ("nmod", "marches"), "Oslo": ("conj", "Bergen"), "in": ("case", "Oslo"), "and": ("cc", "Oslo")},
        ),
        ("In Bergen", {"Bergen": ("ROOT", "Bergen"), "In": ("case", "Bergen")}),
        ("They stood by", {"by": ("advmod", "stood")}),
        (
            "About 300 did not leave last week",
            {"About": ("advmod", "300"), "not": ("advmod", "leave"), "week": ("obl:tmod", "leave")},
        ),
    ],
)
def test_relations(doc_of: Callable[..., Doc], sentence: str, expected: dict[str, tuple[str, str]]) -> None:
    found = tree(to_universal(doc_of(SENTENCES[sentence])))
    assert {word: found[word] for word in expected} == expected


def test_universal_parses_stay_as_they_are(doc_of: Callable[..., Doc]) -> None:
    doc = doc_of("Ann Ann PROPN NNP 2 nsubj\nleft leave VERB VBD 0 root")
    assert to_universal(doc) is doc


def test_entity_types_are_mapped_and_values_dropped(doc_of: Callable[..., Doc]) -> None:
    names = [(0, 1, "GPE"), (1, 2, "PERSON"), (2, 3, "NORP"), (3, 4, "ORG"), (4, 5, "CARDINAL"), (5, 6, "DATE")]
    table = "\n".join(f"w{i} w{i} PROPN NNP {i} {'dep' if i else 'root'}" for i in range(6))
    for deps in (table, table.replace("dep", "pobj", 1)):
        assert [(e.text, e.label_) for e in to_universal(doc_of(deps, names)).ents] == [
            ("w0", "LOC"),
            ("w1", "PERSON"),
            ("w2", "MISC"),
            ("w3", "ORG"),
        ]
