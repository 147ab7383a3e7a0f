"""What merging makes of the example articles, as a reader would have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import build
from kg.graph import KnowledgeGraph
from kg.ontology import Ontology

EXAMPLE = Path(__file__).parents[2] / "examples" / "walkout"


@pytest.fixture(scope="module")
def graph(onto: Ontology) -> KnowledgeGraph:
    return build([EXAMPLE], onto)


def articles_on(graph: KnowledgeGraph, event: str) -> int:
    return len({m.article for m in graph.mentions if m.refers_to == event})


def test_the_walkout_is_one_event_that_most_articles_tell(graph: KnowledgeGraph) -> None:
    dated = [
        e for e in graph.events.values() if e.type == "Walkout" and e.start and e.start.isoformat() == "2023-05-31"
    ]
    assert [articles_on(graph, e.id) >= 4 for e in dated] == [True]
    assert dated[0].status == "Occurred"


def test_signatures_that_outlets_count_differently_contradict_each_other(graph: KnowledgeGraph) -> None:
    by_id = {s.id: s.claim for s in graph.statements}
    told = [{by_id[c.first].predicate, by_id[c.second].predicate} for c in graph.contradictions]
    assert {"signatureCount"} in told


def test_rounds_of_layoffs_are_parts_of_all(graph: KnowledgeGraph) -> None:
    whole = {c.object for c in graph.claims if c.predicate == "partOf"}
    assert len(whole) == 1
    assert {graph.type(w or "") for w in whole} == {"Layoff"}


def test_a_company_its_staff_and_its_head_are_three(graph: KnowledgeGraph) -> None:
    types = {n: graph.entities[n].type for n in ("amazon", "amazon-employees", "andy-jassy")}
    assert types == {"amazon": "Company", "amazon-employees": "EmployeeGroup", "andy-jassy": "Person"}
