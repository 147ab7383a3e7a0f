"""Two graphs side by side, and one graph's outlets side by side."""

from __future__ import annotations

from kg.compare import compare_graphs, coverage
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.ontology import Ontology
from tests.factory import tiny_extractions

WALKOUT = "norvik-works-walkout-8-march-2024"


def test_a_graph_does_not_differ_from_itself(tiny_graph: KnowledgeGraph) -> None:
    assert list(compare_graphs(tiny_graph, tiny_graph)) == []


def test_what_an_article_adds_is_told_and_what_its_loss_takes(onto: Ontology, tiny_graph: KnowledgeGraph) -> None:
    planned = merge_claims(tiny_extractions()[:1], onto)
    gained = {(c.kind, c.text) for c in compare_graphs(planned, tiny_graph)}
    lost = {(c.kind, c.text) for c in compare_graphs(tiny_graph, planned)}
    dismissed = "Norvik Works dismissal – affects – organisers (Daily Tide)"
    dispute = "Norvik Works dismissal – performedBy: told as fact by Dock Union, denied by Norvik Works"
    assert {("new", dismissed), ("contradicted", dispute)} <= gained
    assert {("gone", dismissed), ("agreed", f"no longer in dispute: {dispute}")} <= lost
    walkout = "Norvik Works walkout, 8 March 2024 – headCount"
    assert ("new", f"{walkout} – About 300 (Daily Tide)") in gained
    assert not [text for _, text in gained if text.startswith(f"{walkout} (planned)")]


def test_another_outlet_corroborates(onto: Ontology) -> None:
    one, other = tiny_extractions()
    changes = list(compare_graphs(merge_claims([one], onto), merge_claims([one, other], onto)))
    assert {c.kind for c in changes} <= {"new", "corroborated", "contradicted"}
    back = list(compare_graphs(merge_claims([one, other], onto), merge_claims([one], onto)))
    assert {c.kind for c in back} <= {"gone", "doubted", "agreed"}


def test_which_outlet_tells_what_and_in_which_words(tiny_graph: KnowledgeGraph) -> None:
    table = coverage(tiny_graph, WALKOUT)
    assert table.outlets == ("Daily Tide", "Harbor Courier")
    cells = dict(zip(table.facts, table.cells, strict=True))
    name = "Norvik Works walkout, 8 March 2024"
    assert cells[(name, "is called", "")] == ("walkout", "walkout")
    assert cells[(name, "headCount", "120 people")] == ("120 people", "")
    assert cells[(name, "headCount (planned)", "at least 200 people")] == ("", "at least 200 people")
    assert table.facts[0][1] == "is called"
    assert {f[0] for f in table.facts} == {name}


def test_without_an_event_all_are_told(tiny_graph: KnowledgeGraph) -> None:
    assert {f[0] for f in coverage(tiny_graph).facts} == {e.name for e in tiny_graph.events.values()}
