"""Laws of extraction, tried on trees that no grammar allows as well as on near misses of real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.extract import extract_article
from kg.extract.propernames import _Names
from kg.extract.reading import Frame, Reading
from kg.extract.tree import read_doc
from kg.model import Claim, Extraction, Quantity, TimeInterval
from kg.store import dump_extraction, load_extraction
from tests.extract.notation import VOCABULARY, make_doc
from tests.extract.samples import ELECTION, MERGER, QUAKE, STRIKE
from tests.extract.told import PUBLISHED, make_article, ontology

Word = tuple[str, str, str, str]  # form, lemma, part of speech, tag
Parse = tuple[list[Word], list[int], list[str], list[tuple[int, int, str]]]

TAGS = {"noun": ["NOUN/NN"], "verb": ["VERB/VBD", "VERB/VBN", "VERB/VBG", "VERB/VB"], "adj": ["ADJ/JJ"]}


def table(*rows: str) -> list[Word]:
    """Words from "form/lemma/part of speech/tag" between spaces."""
    return [(form, lemma, part, tag) for row in " ".join(rows).split() for form, lemma, part, tag in [row.split("/")]]


# Every word of the lexicon, the words that rules look for, and what no tokenizer or tagger should ever give.
LEXICON = table(*(f"{word}/{word}/{tag}" for part, word in sorted(ontology().triggers) for tag in TAGS[part]))
NAMES = table(
    "Ann/Ann/PROPN/NNP Reed/Reed/PROPN/NNP Baltica/Baltica/PROPN/NNP HWA/HWA/PROPN/NNP Larnvik/Larnvik/PROPN/NNP"
)
NOUNS = table(
    "workers/worker/NOUN/NNS company/company/NOUN/NN CEO/ceo/NOUN/NN Hundreds/hundred/NOUN/NNS 300/300/NUM/CD"
)
VERBS = table("said/say/VERB/VBD plan/plan/VERB/VBP denied/deny/VERB/VBD struck/strike/VERB/VBD urged/urge/VERB/VBN")
GRAMMAR = table(
    "$/$/SYM/$ billion/billion/NUM/CD of/of/ADP/IN by/by/ADP/IN to/to/PART/TO that/that/SCONJ/IN which/which/PRON/WDT",
    "including/include/VERB/VBG according/accord/VERB/VBG not/not/PART/RB will/will/AUX/MD may/may/AUX/MD",
    "We/we/PRON/PRP was/be/AUX/VBD it/it/PRON/PRP she/she/PRON/PRP its/its/PRON/PRP$ 's/'s/PART/POS and/and/CCONJ/CC",
    ",/,/PUNCT/, ././PUNCT/. “/“/PUNCT/`` ”/”/PUNCT/'' \"/\"/PUNCT/`` (/(/PUNCT/-LRB- )/)/PUNCT/-RRB-",
)
TIMES = table(
    "Friday/Friday/PROPN/NNP 2024/2024/NUM/CD yesterday/yesterday/NOUN/NN noon/noon/NOUN/NN since/since/ADP/IN",
    "May/May/PROPN/NNP",
)
ODD = [
    (form, form, "X", "FW") for form in "\U0001f600|東京|e\u0301|\u202e|<b>|İ|ß|\u200b|*|_|'|’|\n|\n\n|\t".split("|")
]
LABELS = ["PERSON", "ORG", "LOC", "MISC", "WORK"]
FITTING = {
    "NOUN": "nsubj nsubj:pass obj obl nmod nmod:poss compound appos conj obl:agent".split(),
    "PROPN": "nsubj nsubj:pass obj iobj obl nmod nmod:poss compound appos conj flat nmod:desc".split(),
    "VERB": "ccomp xcomp advcl acl acl:relcl parataxis conj csubj case".split(),
    "PRON": "nsubj obj nmod:poss expl".split(),
    "ADP": ["case", "mark", "fixed"],
    "AUX": ["aux", "aux:pass", "cop"],
    "NUM": ["nummod", "nsubj", "obj", "obl"],
}
OTHER = (
    "nsubj:outer obl:tmod nmod:unmarked cc det amod advmod compound:prt punct dep goeswith discourse vocative".split()
)
ANY = sorted({label for labels in (*FITTING.values(), OTHER) for label in labels})

sayable = st.one_of(*(st.sampled_from(group) for group in (NAMES, NAMES, NOUNS, VERBS, LEXICON, GRAMMAR, ODD)))
words = sayable | st.sampled_from(TIMES)


@st.composite
def parses(draw: st.DrawFn, word: st.SearchStrategy[Word] = words) -> Parse:
    """One to three sentences of any words over any trees; a head is an index into the whole."""
    chosen: list[Word] = []
    heads: list[int] = []
    for _ in range(draw(st.integers(1, 3))):
        sentence = draw(st.lists(word, min_size=3, max_size=12))
        order = draw(st.permutations(range(len(sentence))))
        if draw(st.booleans()):  # verbs on top, so that they have arguments
            order = sorted(order, key=lambda i: sentence[i][2] != "VERB")
        for i in range(len(sentence)):  # a word hangs on one of the first before it in the order: no cycle
            place = order.index(i)
            heads.append(len(chosen) + (order[draw(st.integers(0, min(place - 1, 3)))] if place else i))
        chosen += sentence
    fitting = draw(st.booleans())
    relations = [draw(st.sampled_from(FITTING.get(word[2], ANY) if fitting else ANY)) for word in chosen]
    return chosen, heads, relations, draw(entities(chosen))


@st.composite
def entities(draw: st.DrawFn, chosen: list[Word]) -> list[tuple[int, int, str]]:
    """Names apart from each other, as start, end and label: each proper noun, or any stretches at all."""
    edges = sorted(draw(st.sets(st.integers(0, len(chosen)), max_size=6)))
    proper = [(i, i + 1) for i, word in enumerate(chosen) if word[2] == "PROPN"]
    spans = draw(st.sampled_from([proper, list(zip(edges[::2], edges[1::2], strict=False))]))
    return [(start, end, draw(st.sampled_from(LABELS))) for start, end in spans]


@st.composite
def near_misses(draw: st.DrawFn) -> Parse:
    """A sample with some of its arcs and labels changed."""
    doc = make_doc(draw(st.sampled_from([STRIKE, MERGER, QUAKE, ELECTION])))
    heads = [t.head.i for t in doc]
    relations = [t.dep_ for t in doc]
    for i in draw(st.lists(st.integers(0, len(doc) - 1), max_size=8)):
        relations[i] = draw(st.sampled_from(ANY))
        sentence, below = doc[i].sent, {t.i for t in doc[i].subtree}
        target = draw(st.integers(sentence.start, sentence.end - 1))
        if heads[i] != i and not any(_is_above(i, target, heads) for i in below):
            heads[i] = target
    chosen = [(t.text, t.lemma_, t.pos_, t.tag_) for t in doc]
    return chosen, heads, relations, [(e.start, e.end, e.label_) for e in doc.ents]


def _is_above(index: int, below: int, heads: list[int]) -> bool:
    """True if `below` is `index` or hangs under it."""
    while below != index and heads[below] != below:
        below = heads[below]
    return below == index


def build(parse: Parse) -> Doc:
    """The Doc of a parse; each call makes a new one, since extraction mends trees in place."""
    chosen, heads, relations, names = parse
    forms, lemmas, parts, tags = (list(column) for column in zip(*chosen, strict=True))
    deps = ["ROOT" if head == i else relation for i, (head, relation) in enumerate(zip(heads, relations, strict=True))]
    doc = Doc(VOCABULARY, words=forms, lemmas=lemmas, pos=parts, tags=tags, heads=heads, deps=deps)
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])
    return doc


def extract(parse: Parse, **fields: Any) -> Extraction:
    """What extraction makes of a parse."""
    doc = build(parse)
    return extract_article(make_article(doc.text, **fields), doc, ontology())


def spans_of(claim: Claim) -> list[tuple[int, int, str]]:
    """The spans of a claim's evidence, offsets and text."""
    return [(s.start, s.end, s.text) for e in claim.evidence for s in (e.sentence, e.trigger)]


@given(parses() | near_misses())
def test_evidence_slices_the_text(parse: Parse) -> None:
    found = extract(parse)
    text = found.article.text
    spans = [(s.start, s.end, s.text) for s in (*found.sentences, *found.not_understood)]
    spans += [(m.span.start, m.span.end, m.span.text) for m in found.mentions]
    spans += [span for claim in found.claims for span in spans_of(claim)]
    assert all(text[start:end] == words for start, end, words in spans)
    assert all(e.trigger.text for c in found.claims for e in c.evidence)
    assert all(e.sentence in found.sentences for c in found.claims for e in c.evidence)


@given(parses() | near_misses())
def test_claims_speak_of_what_is_there_in_words_of_the_vocabulary(parse: Parse) -> None:
    found, onto = extract(parse), ontology()
    chains = [r.chain for r in found.referents]
    assert len(chains) == len(set(chains))
    assert {m.chain for m in found.mentions} == set(chains)
    for claim in found.claims:
        told = {x for x in (claim.subject, claim.object, claim.scope, claim.evidence[0].speaker) if x is not None}
        assert told <= set(chains)
        assert claim.predicate in onto.terms
        assert (claim.object is None) != (claim.value is None)
        assert claim.subject != claim.object
    assert all(onto.terms[r.type].kind == "class" for r in found.referents)


@given(parses() | near_misses())
def test_bounds_are_in_order(parse: Parse) -> None:
    values = [c.value for c in extract(parse).claims]
    assert all(v.min <= v.max for v in values if isinstance(v, Quantity) and v.min is not None and v.max is not None)
    intervals = [v for v in values if isinstance(v, TimeInterval)]
    assert all(v.start <= v.end for v in intervals if v.start is not None and v.end is not None)


@given(parses() | near_misses())
def test_the_same_doc_tells_the_same(parse: Parse) -> None:
    found = extract(parse)
    assert extract(parse) == found
    assert load_extraction(dump_extraction(found)) == found


@given(parses() | near_misses())
def test_without_the_open_layer_only_the_vocabulary_is_told_and_nothing_else_changes(parse: Parse) -> None:
    doc = build(parse)
    closed = extract_article(make_article(doc.text), doc, ontology(), open_layer=False)
    assert not any(c.predicate == "relation" for c in closed.claims)
    assert set(closed.claims) == {c for c in extract(parse).claims if c.predicate != "relation"}


@given(parses(sayable), st.dates(date(1990, 1, 1), date(2090, 1, 1)) | st.none())
def test_without_words_of_time_the_date_of_publication_tells_nothing(parse: Parse, published: date | None) -> None:
    found = extract(parse, published=published)
    dates = {c.predicate for c in found.claims if isinstance(c.value, TimeInterval)}
    assert not dates
    assert replace(found, article=extract(parse).article) == extract(parse)


@given(near_misses())
def test_no_event_is_dated_by_publication(parse: Parse) -> None:
    # No sample tells of the day on which it is published, 6 March 2024; years and months around that day are told.
    days = [c.value for c in extract(parse, published=PUBLISHED).claims if isinstance(c.value, TimeInterval)]
    assert not any(v.start == v.end == PUBLISHED for v in days)


@given(parses() | near_misses())
def test_relative_times_stay_open_without_a_date_of_publication(parse: Parse) -> None:
    """Or they follow the year that the text tells: "elected on 4 February 2024 ... until June"."""
    forms = {word[0] for word in parse[0]}
    values = [c.value for c in extract(parse, published=None).claims if isinstance(c.value, TimeInterval)]
    dated = [v for v in values if v.start is not None or v.end is not None]
    told = {f for f in forms if f.isdigit()}
    assert all(any(f in v.text for f in told) or any(len(f) == 4 for f in told) for v in dated)


STRETCHES = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda edges: (min(edges), max(edges) + 1))
FRAMES = st.builds(
    Frame, st.integers(0, 20), st.none(), st.lists(STRETCHES, min_size=1, max_size=3).map(tuple), st.just("DirectQuote")
)


@given(st.lists(FRAMES, max_size=6))
def test_the_inner_frame_of_a_word_is_the_smallest_around_it(frames: list[Frame]) -> None:
    doc = make_doc("Ann|NNP")
    table = Reading(make_article(doc.text), read_doc(doc), ontology(), frames=tuple(frames)).inner_frame
    for index in range(22):
        around = [f for f in frames if f.covers(index) and f.cue != index]
        assert table.get(index) == min(around, key=lambda f: (f.size, f.cue), default=None)


@given(st.lists(STRETCHES, max_size=9), st.lists(STRETCHES, max_size=3), STRETCHES)
def test_names_are_found_by_the_words_that_they_hold(kept: list[Any], gone: list[Any], place: tuple[int, int]) -> None:
    names = _Names((*edges, "ORG") for edges in (*kept, *gone))
    for edges in gone:
        names.remove((*edges, "ORG"))
    start, end = place
    assert sorted(names.all()) == sorted((*edges, "ORG") for edges in kept)
    assert sorted(names.touched(start, end)) == sorted((s, e, "ORG") for s, e in kept if s < end and start < e)
