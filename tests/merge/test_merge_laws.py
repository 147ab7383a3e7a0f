"""Laws of merging on corpora that hypothesis makes up: evidence, withdrawal, decisions, copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.corpus import open_corpus
from kg.decisions import Decision
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Extraction, Mention, Span
from kg.ontology import Ontology
from tests.factory import HELD, article, claim, evidence, extraction, quantity, tiny_extractions
from tests.test_graph_laws import corpora, reports


def places(extractions: Iterable[Extraction], graph: KnowledgeGraph) -> set[tuple[object, ...]]:
    """Sentence, speaker and stance of every claim whose sides are different nodes of the graph."""
    found = set()
    for e in extractions:
        for c in e.claims:
            ids = {s: graph.canonical.get((e.article.id, s)) for s in (c.subject, c.object) if s}
            if None not in ids.values() and (not c.object or ids[c.subject] != ids[c.object]):
                found |= {(t.article, t.sentence, t.modality, t.negated) for t in c.evidence}
    return found


@given(corpora)
def test_all_evidence_is_kept(onto: Ontology, corpus: list[Extraction]) -> None:
    graph = merge_claims(corpus, onto)
    told = {(e.article, e.sentence, e.modality, e.negated) for c in graph.claims for e in c.evidence}
    assert told == places(corpus, graph)


@given(corpora)
def test_every_statement_has_an_id_of_its_own(onto: Ontology, corpus: list[Extraction]) -> None:
    statements = [s.id for s in merge_claims(corpus, onto).statements]
    assert len(statements) == len(set(statements))


@given(corpora.filter(bool))
def test_an_article_withdrawn_and_added_again_leaves_no_trace(onto: Ontology, corpus: list[Extraction]) -> None:
    whole = merge_claims(corpus, onto)
    names = {e.article.id: e.article.file_name for e in corpus}
    with TemporaryDirectory() as folder, open_corpus(Path(folder) / "corpus.sqlite", "recipe") as kept:
        for e in corpus:
            kept.put(e)
        kept.set_members(dict(list(names.items())[1:]))
        assert merge_claims(kept.extractions(), onto) == merge_claims(corpus[1:], onto)
        kept.set_members(names)
        assert merge_claims(kept.extractions(), onto) == whole


def located(number: int, told: Extraction) -> Extraction:
    """The extraction with each referent mentioned at a place of its own, of a file of its own."""
    mentions = tuple(Mention(Span(i, i + 1, "x"), "named", r.chain) for i, r in enumerate(told.referents))
    return replace(told, article=replace(told.article, file_name=f"{number}.txt"), mentions=mentions)


crowds = st.lists(reports(), min_size=2, max_size=4, unique_by=lambda e: e.article.id)


@given(crowds, st.sampled_from(["same", "not same"]), st.data())
def test_what_is_decided_holds(onto: Ontology, corpus: list[Extraction], verdict: str, data: st.DataObject) -> None:
    """Of two referents of one kind that are named by their places, whatever their names and types."""
    corpus = [located(number, e) for number, e in enumerate(corpus)]
    chains = [
        (f"{e.article.file_name}:{i}", (e.article.id, r.chain), onto.kind(r.type))
        for e in corpus
        for i, r in enumerate(e.referents)
    ]
    pairs = [(a, b) for a in chains for b in chains if a[1][0] < b[1][0] and a[2] == b[2]]
    assume(pairs)
    (place, one, _), (other_place, other, _) = data.draw(st.sampled_from(pairs))
    graph = merge_claims(corpus, onto, [Decision(verdict, place, other_place)])
    assert (graph.canonical[one] == graph.canonical[other]) is (verdict == "same")
    assert len({*graph.entities} & {*graph.events}) == 0


@pytest.mark.parametrize("copies", [1, 4])
def test_copies_of_one_origin_count_once(onto: Ontology, copies: int) -> None:
    """However many outlets print the text that tells 120, one that tells 300 is no less believed."""
    printed = [e for e in tiny_extractions() if e.article.id == HELD.id]
    for number in range(copies):
        outlet = article(HELD.text, publisher=f"Outlet {number}", published=HELD.published, file_name=f"{number}.txt")
        (first,) = [e for e in tiny_extractions() if e.article.id == HELD.id]
        claims = [replace(c, evidence=tuple(replace(t, article=outlet.id) for t in c.evidence)) for c in first.claims]
        printed.append(replace(first, article=outlet, claims=tuple(claims)))
    graph = merge_claims(printed, onto)
    assert {rank.reason for rank in graph.ranks.values()} == {"fits what 1 of 1 sources tell"}


def test_one_figure_in_other_words_is_one_statement(onto: Ontology) -> None:
    told = []
    for text in ("More than 300 staff left.", "It saw more than 300 staff leave.", "It saw more than 300 staff go."):
        one = article(text, file_name=f"{len(told)}.txt", publisher=text[:6])
        (walkout,) = [r for r in tiny_extractions()[1].referents if r.chain == "walkout"]
        works = next(r for r in tiny_extractions()[1].referents if r.chain == "works")
        words = "More than 300 staff" if "More" in text else "more than 300 staff"
        crowd = claim("walkout", "headCount", quantity(words, 300, None), evidence(one, words))
        target = claim("walkout", "targetedAt", "works", evidence(one, "300"))
        told.append(extraction(replace(one, published=HELD.published), [walkout, works], [crowd, target]))
    graph = merge_claims(told, onto)
    (figure,) = [c for c in graph.claims if c.predicate == "headCount"]
    assert (figure.value.text, len(figure.evidence)) == ("more than 300 staff", 3)  # type: ignore[union-attr]
