"""Laws of merging and of RDF, tried on graphs that hypothesis makes up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.decode import clean_text
from kg.errors import StoreError
from kg.graph import Entity, KnowledgeGraph
from kg.merge import merge_claims
from kg.merge.clusters import Clusters
from kg.model import Article, Claim, Evidence, Extraction, Referent
from kg.ontology import DATA, VOCABULARY, Ontology
from kg.rdf import serialize
from kg.rdf.read import read_rdf
from kg.rdf.terms import foreign_iri, local_id, local_iri
from tests.factory import article, claim, day, evidence, extraction, quantity, referent, tiny_extractions

# Merging

KINDS = {
    "Company": ["Norvik Works", "Norvik Works Ltd.", "NW", "Amazon", "Amazon.com"],
    "Organization": ["Norvik Works", "Dock Union", "DU"],
    "Person": ["Ann Reed", "Reed", "Dr. Reed", "Tom Reed", "the spokesman"],
    "Place": ["Norvik", "Seattle", "Amazon"],
    "Walkout": ["walkout", "March of the Docks"],
    "Rally": ["rally"],
    "Layoff": ["layoffs"],
}
RELATIONS = ["participant", "targetedAt", "organizedBy", "performedBy", "memberOf"]
VALUES = st.sampled_from(
    [("headCount", quantity(f"{n}", n, n)) for n in (1, 100, 900)]
    + [("jobsCut", quantity(f"{n} jobs", n, n, "job")) for n in (100, 900)]
    + [("startDate", day("that day", f"2024-03-{n:02}")) for n in (8, 9, 28)]
)


@st.composite
def reports(draw: Callable[..., Any]) -> Extraction:
    """An article of the world of Norvik: a few referents, a few claims between them."""
    text = draw(st.sampled_from(["They left. They sang.", "Some left. Some sang.", "All left. All sang."]))
    published = draw(st.none() | st.sampled_from([date(2024, 3, 9), date(2024, 3, 10), date(2019, 1, 1)]))
    told = article(text, publisher=draw(st.sampled_from(["Daily Tide", "Post", "Norvik Works"])), published=published)
    chains = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        name = draw(st.sampled_from(KINDS[kind]))
        chains.append(referent(f"c{number}", kind, name, name))
    claims = [draw(claims_between(told, chains)) for _ in range(draw(st.integers(0, 4)) if chains else 0)]
    return extraction(told, chains, claims)


def claims_between(told: Article, chains: list[Referent]) -> st.SearchStrategy[Claim]:
    """Claims about the referents of an article."""
    chain = st.sampled_from([r.chain for r in chains])
    evidences = st.builds(
        partial(evidence, told),
        st.sampled_from(["left", "sang"]),
        modality=st.sampled_from(["Actual", "Planned"]),
        negated=st.booleans(),
        speaker=st.none() | chain,
    )
    facts = VALUES | st.tuples(st.sampled_from(RELATIONS), chain)
    return st.builds(lambda subject, fact, told_by: claim(subject, *fact, told_by), chain, facts, evidences)


corpora = st.lists(reports(), max_size=4, unique_by=lambda e: e.article.id)


@given(corpora, st.randoms(use_true_random=False))
def test_merging_knows_neither_order_nor_repetition(onto: Ontology, corpus: list[Extraction], random: Any) -> None:
    graph = merge_claims(corpus, onto)
    again = [*corpus, *random.sample(corpus, len(corpus) // 2)]
    random.shuffle(again)
    assert merge_claims(again, onto) == graph
    assert serialize(merge_claims(again, onto)) == serialize(graph)


@given(corpora)
def test_merging_loses_nothing_and_makes_nothing_up(onto: Ontology, corpus: list[Extraction]) -> None:
    graph = merge_claims(corpus, onto)
    nodes = {*graph.entities, *graph.events}
    assert len(nodes) == len(graph.entities) + len(graph.events)
    told = {(e.article.id, r.chain) for e in corpus for r in e.referents}
    assert graph.canonical.keys() == told
    assert set(graph.canonical.values()) <= nodes
    assert {node for c in graph.claims for node in (c.subject, c.object or c.subject)} <= nodes
    assert len({s.id for s in graph.statements}) == len({(s.claim.key, _place(s.evidence)) for s in graph.statements})
    sentences = {(e.article, e.sentence) for c in graph.claims for e in c.evidence}
    assert sentences <= {(e.article, e.sentence) for x in corpus for c in x.claims for e in c.evidence}


def _place(told: Evidence) -> tuple[object, ...]:
    return told.article, told.sentence, told.modality, told.negated, told.speaker


@given(corpora)
def test_one_node_is_of_one_kind(onto: Ontology, corpus: list[Extraction]) -> None:
    graph = merge_claims(corpus, onto)
    types = {(e.article.id, r.chain): r.type for e in corpus for r in e.referents}
    for key, node in graph.canonical.items():
        assert onto.kind(graph.type(node)) == onto.kind(types[key])


@given(
    st.permutations([f"{group}{number}" for group in "abx" for number in range(3)]), st.randoms(use_true_random=False)
)
def test_whatever_the_order_of_unions_the_veto_holds(keys: list[str], random: Any) -> None:
    clusters = Clusters(keys, lambda a, b: not {"a", "b"} <= {key[0] for key in (*a, *b)})
    for _ in range(20):
        clusters.union(random.choice(keys), random.choice(keys))
    assert sorted(key for group in clusters.groups() for key in group) == sorted(keys)
    for group in clusters.groups():
        assert not {"a", "b"} <= {key[0] for key in group}
        assert len({clusters.find(key) for key in group}) == 1


# RDF

SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS, "rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(words=st.text().map(clean_text))
def test_any_words_come_through_every_syntax(syntax: str, words: str) -> None:
    graph = KnowledgeGraph(entities={"x": Entity("x", "Company", words, ("alias " + words,))})
    quads = ox.parse(serialize(graph, syntax), format=SYNTAXES[syntax])
    literals = {q.object.value for q in quads if isinstance(q.object, ox.Literal)}
    assert {words, "alias " + words} <= literals


@given(corpora)
def test_any_graph_is_the_same_triples_in_every_syntax(onto: Ontology, corpus: list[Extraction]) -> None:
    graph = merge_claims([replace(e, article=replace(e.article, notes=("<&>",))) for e in corpus], onto)
    read = [
        {q.triple for q in ox.parse(serialize(graph, syntax), format=form) if q.graph_name == ox.DefaultGraph()}
        for syntax, form in SYNTAXES.items()
    ]
    assert read == [read[0]] * len(read)


# IRIs, and the way back


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_makes_an_iri_and_comes_back(id_: str) -> None:
    iri = local_iri(id_)
    assert ox.NamedNode(iri).value == iri
    assert iri.isascii()
    assert local_id(iri) == id_


@given(st.text() | st.text().map("https://a.example/".__add__))
def test_an_iri_of_others_is_one_or_nothing(text: str) -> None:
    iri = foreign_iri(text)
    assert not iri or ox.NamedNode(iri).value == iri
    assert foreign_iri(iri) == iri


names = st.lists(st.text(max_size=12), min_size=5, max_size=5)


@given(names)
def test_a_graph_of_any_names_is_read_back_from_turtle(onto: Ontology, words: list[str]) -> None:
    told = article("They left.", title=words[0], author=words[1], publisher=words[2], file_name=words[3])
    graph = merge_claims([extraction(told, [referent("c", "Company", words[4], words[4] + "!", named=True)])], onto)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_bytes(serialize(graph))
        again = read_rdf(path, onto)
    assert serialize(again) == serialize(graph)
    assert again.entities == graph.entities


TINY = serialize(merge_claims(tiny_extractions(), Ontology.load()), "ntriples").decode().splitlines()
FACTS = [tuple(line.removesuffix(" .").split(" ", 2)) for line in TINY]
ODD = [
    '"x"',
    '"-1"',
    '"NaN"',
    '"1e999"',
    '"2024-02-30"',
    "<a:b>",
    f"<{DATA}>",
    f"<{VOCABULARY}>",
    f"<{VOCABULARY}Event>",
]
parts = [st.sampled_from(sorted(set(column))) for column in zip(*FACTS, strict=True)]
swaps = st.tuples(
    st.sampled_from(FACTS), st.integers(0, 2), st.tuples(parts[0], parts[1], parts[2] | st.sampled_from(ODD))
)


@given(st.lists(swaps, min_size=1, max_size=5), st.sampled_from(["swapped", "added", "gone"]))
def test_facts_of_others_are_refused_or_read_as_they_are_written(
    onto: Ontology, swaps: list[tuple[Any, int, Any]], how: str
) -> None:
    """A subject, property or object of a fact becomes another, or a fact goes, in a graph that is otherwise ours."""
    made = [(*fact[:i], other[i], *fact[i + 1 :]) for fact, i, other in swaps]
    dropped = [] if how == "added" else [fact for fact, _, _ in swaps]
    facts = [f for f in FACTS if f not in dropped] + ([] if how == "gone" else made)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        path.write_text("".join(f"{' '.join(fact)} .\n" for fact in facts), encoding="utf-8")
        try:
            graph = read_rdf(path, onto)
        except StoreError as error:
            assert str(path) in str(error)
            return
        path.write_bytes(serialize(graph, "ntriples"))
        assert serialize(read_rdf(path, onto)) == serialize(graph)
