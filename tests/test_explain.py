"""Why the graph says so."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.explain import describe, explain_node, find_node
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.ontology import DATA, Ontology
from kg.query import load_store
from kg.rdf import write_rdf
from tests.factory import article, extraction, referent, tiny_extractions

WALKOUT = "norvik-works-walkout-8-march-2024"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, onto: Ontology) -> ox.Store:
    """The tiny graph, and two things of one name."""
    union = article("Lee is a town, and Lee is a person.")
    twins = extraction(union, [referent("town", "Place", "Lee"), referent("person", "Person", "Lee")])
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    write_rdf(merge_claims([*tiny_extractions(), twins], onto), path)
    return load_store(path)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("norvik-works", "norvik-works"),
        ("id:norvik-works", "norvik-works"),
        (f"{DATA}norvik-works", "norvik-works"),
        (f" <{DATA}norvik-works> ", "norvik-works"),
        ("Norvik Works", "norvik-works"),
        ("NORVIK works", "norvik-works"),
        ("walkout", WALKOUT),  # its other name
    ],
)
def test_a_node_is_found_by_id_and_by_name(store: ox.Store, text: str, node: str) -> None:
    assert find_node(store, text) == ox.NamedNode(DATA + node)


@pytest.mark.parametrize(
    "text", ["nobody", "Zurich", "", "120 people", 'a"b', "a\\", "a\nb", "' } UNION { ?s ?p ?o", "kg:Walkout"]
)
def test_what_is_not_there_is_named(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError) as error:
        find_node(store, text)
    assert str(error.value) == f"{text}: no such id or name in the graph"


def test_half_a_character_is_no_name(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"^a\ufffd: no such id or name in the graph$"):
        find_node(store, "a\udcff")


def test_of_two_things_with_one_name_both_are_told(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"^Lee: several things have this name: id:lee-\w+, id:lee-\w+$"):
        find_node(store, "Lee")


def test_every_statement_about_a_node_comes_with_its_sentence(store: ox.Store, tiny_graph: KnowledgeGraph) -> None:
    told = list(explain_node(store, ox.NamedNode(DATA + WALKOUT)))
    expected = [s for s in tiny_graph.about(WALKOUT) if s.claim.predicate != "startDate"]
    assert {t.claim for t in told} >= {f"id:{s.id}" for s in expected}
    assert {t.sentence for t in told} >= {s.evidence.sentence.text for s in expected}
    assert len({t.claim for t in told}) == len(told)


def test_a_denial_and_what_it_denies(store: ox.Store) -> None:
    told = list(explain_node(store, find_node(store, "Norvik Works dismissal")))
    assert [(t.property, t.object, t.by, t.negated) for t in told] == [
        ("affects", "organisers", "Dock Union", False),
        ("performed by", "Norvik Works", "Norvik Works", True),
        ("performed by", "Norvik Works", "Dock Union", False),
    ]
    assert {(t.outlet, t.published, t.modality, t.confidence) for t in told} == {
        ("Daily Tide", "2024-03-09", "actual", "0.7")
    }


def test_a_claim_explains_itself(store: ox.Store, tiny_graph: KnowledgeGraph) -> None:
    preferred = next(s for s in tiny_graph.statements if s.rank.level == "Preferred")
    (told,) = explain_node(store, find_node(store, preferred.id))
    assert (told.property, told.object, told.words, told.rank) == (
        "head count",
        "120 people",
        "120 people",
        "preferred",
    )
    assert preferred.rank.reason in told.reason


def test_what_is_stated_directly(store: ox.Store) -> None:
    rows = describe(store, find_node(store, "Norvik Works dismissal"))
    assert ("kg:performedBy", "Norvik Works (id:norvik-works)") in rows
    assert ("rdf:type", "dismissal") in rows
    assert rows == sorted(set(rows))
