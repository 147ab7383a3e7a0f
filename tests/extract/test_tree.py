"""The plain tree of an article says what spaCy's Doc says, and stays so when a word is hung elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as Parse

from kg.extract.tree import Doc, read_doc
from tests.extract.notation import make_doc, make_tree
from tests.extract.samples import STRIKE
from tests.extract.test_laws import build, near_misses, parses

WORDS = (
    "text lower_ lemma_ pos_ tag_ dep_ ent_type_ idx whitespace_ is_punct is_space is_alpha is_digit is_stop is_quote "
    "like_num i is_sent_start".split()
)


def picture(doc: Doc | Parse) -> list[dict[str, Any]]:
    """All that is known of each word, its neighbours as indices."""
    return [
        {name: getattr(t, name) for name in WORDS}
        | {"head": t.head.i, "edges": (t.left_edge.i, t.right_edge.i), "sentence": (t.sent.start, t.sent.end)}
        | {name: [o.i for o in getattr(t, name)] for name in ("children", "subtree", "ancestors")}
        for t in doc
    ]


@given(parses() | near_misses())
def test_a_tree_is_that_of_the_parse(parse: Any) -> None:
    parsed = build(parse)
    doc = read_doc(parsed)
    assert picture(doc) == picture(parsed)
    assert [(s.start, s.end, s.text, s.root.i) for s in doc.sents] == [
        (s.start, s.end, s.text, s.root.i) for s in parsed.sents
    ]
    assert [(e.start, e.end, e.label_, e.root.i) for e in doc.ents] == [
        (e.start, e.end, e.label_, e.root.i) for e in parsed.ents
    ]


def test_a_lone_sign_is_no_root() -> None:
    doc = make_doc("said|VBD Ann|NNP|said|nsubj ,|,|said|punct Reed|NNP|said|obj")
    assert [span.root.text for span in (doc[2:4], read_doc(doc).span(2, 4))] == ["Reed", "Reed"]


@given(parses() | near_misses(), st.data())
def test_a_word_is_hung_as_spacy_hangs_it(parse: Any, data: st.DataObject) -> None:
    """But that spaCy may lose a child over crossing arcs."""
    parsed = build(parse)
    doc = read_doc(parsed)
    for _ in range(3):
        token = data.draw(st.sampled_from(doc))
        others = [t for t in doc if t.sent == token.sent and token not in (t, *t.ancestors)]
        if token.head is not token and others:
            above = data.draw(st.sampled_from(others))
            token.hang(above)
            parsed[token.i].head = parsed[above.i]
    below = {"children", "subtree"}
    assert [{k: v for k, v in word.items() if k not in below} for word in picture(doc)] == [
        {k: v for k, v in word.items() if k not in below} for word in picture(parsed)
    ]
    assert all(t.children == [c for c in doc if c.head is t and c is not t] for t in doc)
    assert all({*t.subtree} == {u for u in doc if t in (u, *u.ancestors)} for t in doc)


@given(parses(), st.data(), st.sampled_from(["contract", "expand"]))
def test_words_at_characters(parse: Any, data: st.DataObject, mode: Any) -> None:
    parsed = build(parse)
    start = data.draw(st.integers(0, len(parsed.text)))
    end = data.draw(st.integers(start, len(parsed.text) + 2))
    ours = read_doc(parsed).char_span(start, end, alignment_mode=mode)
    theirs = parsed.char_span(start, end, alignment_mode=mode) if start < end else None
    assert (ours is None, theirs is None) in ((True, True), (False, False))
    assert ours is None or (ours.start, ours.end) == (theirs.start, theirs.end)


def test_there_is_no_word_before_the_first_and_none_behind_the_last() -> None:
    doc = make_tree(STRIKE)
    assert doc[1].nbor(-1) is doc[0]
    for token, step in ((doc[0], -1), (doc[-1], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_no_words_are_a_tree_without_sentences() -> None:
    assert read_doc(make_doc(STRIKE)[:0].as_doc()).sents == ()
