"""The graph as Python objects, and as a networkx graph."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.graph import KnowledgeGraph, digest, quantity_id, statement_id, value_key
from kg.model import Quantity, TimeInterval
from tests.factory import HELD, claim, day, evidence, quantity

WALKOUT = "norvik-works-walkout-8-march-2024"
DISMISSAL = "norvik-works-dismissal"


def test_every_claim_is_a_statement_for_each_of_its_sentences(tiny_graph: KnowledgeGraph) -> None:
    assert len(tiny_graph.statements) == sum(len(c.evidence) for c in tiny_graph.claims)
    assert [s.id for s in tiny_graph.statements] == sorted({s.id for s in tiny_graph.statements})


def test_a_plan_and_a_denial_are_not_accepted(tiny_graph: KnowledgeGraph) -> None:
    told = {(s.evidence.modality, s.evidence.negated): s.accepted for s in tiny_graph.statements}
    assert told == {("Actual", False): True, ("Planned", False): False, ("Actual", True): False}


@pytest.mark.parametrize(
    ("node", "name", "type"),
    [
        ("norvik-works", "Norvik Works", "Company"),
        (WALKOUT, "Norvik Works walkout, 8 March 2024", "Walkout"),
        ("nothing", "nothing", ""),
    ],
)
def test_names_and_types(tiny_graph: KnowledgeGraph, node: str, name: str, type: str) -> None:
    assert (tiny_graph.name(node), tiny_graph.type(node)) == (name, type)


def test_who_says_so_is_the_speaker_or_else_the_outlet(tiny_graph: KnowledgeGraph) -> None:
    speakers = {s.claim.predicate: tiny_graph.speaker(s.evidence) for s in tiny_graph.about("norvik-works-staff")}
    assert speakers == {"participant": "dock-union", "employeesOf": "harbor-courier"}


def test_about_finds_both_sides(tiny_graph: KnowledgeGraph) -> None:
    assert {s.claim.predicate for s in tiny_graph.about(DISMISSAL)} == {"performedBy", "affects"}
    assert {s.claim.subject for s in tiny_graph.about("norvik-works")} == {WALKOUT, DISMISSAL, "norvik-works-staff"}


def test_the_networkx_view_has_every_node_and_every_statement_between_two(tiny_graph: KnowledgeGraph) -> None:
    view = tiny_graph.to_networkx()
    assert isinstance(view, nx.MultiDiGraph)
    assert set(view) == {*tiny_graph.entities, *tiny_graph.events}
    assert view.nodes[WALKOUT] == {"label": "Norvik Works walkout, 8 March 2024", "type": "Walkout"}
    assert {key for _, _, key in view.edges(keys=True)} == {s.id for s in tiny_graph.statements if s.claim.object}
    told = [data for _, _, data in view.edges(WALKOUT, data=True) if data["predicate"] == "organizedBy"]
    assert sorted(data["article"] for data in told) == ["held.txt", "planned.txt"]


def test_the_id_of_a_statement_hangs_on_what_is_said_where_and_how() -> None:
    told = evidence(HELD, "walked out")
    claims = [
        claim("a", "participant", "b", told),
        claim("b", "participant", "a", told),
        claim("a", "topic", "b", told),
        claim("a", "participant", "b", told, scope="c"),
        claim("a", "headCount", quantity("5", 5, 5), told),
        claim("a", "headCount", quantity("5", 5, None), told),
        claim("a", "startDate", day("Friday", "2024-03-08"), told),
        claim("a", "startDate", day("Friday", "2024-03-01"), told),
    ]
    ids = [statement_id(c, told) for c in claims]
    stances = [{"speaker": "x"}, {"modality": "Planned"}, {"negated": True}]
    ids += [statement_id(claims[0], evidence(HELD, "walked out", **stance)) for stance in stances]
    ids.append(statement_id(claims[0], evidence(HELD, "120 people")))
    assert len(set(ids)) == len(ids)
    assert statement_id(claims[0], evidence(HELD, "walked out", attribution="DirectQuote")) == ids[0]


def test_keys_of_values() -> None:
    assert value_key(None) == ""
    assert value_key("words") == "words"
    assert value_key(TimeInterval(None, None, "open", "Friday")) == "None/None/open/Friday"
    assert quantity_id(quantity("5", 5, 5)) != quantity_id(quantity("5", 5, 5, "job"))
    assert value_key(Quantity(None, None, None, "About", "", "x")) == "None|None|None|About||x"


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert len(digest("a")) == 12


def test_a_graph_shows_itself_in_a_notebook(tiny_graph: KnowledgeGraph) -> None:
    assert tiny_graph._repr_html_().startswith("<iframe srcdoc=")


def test_a_graph_is_a_table_of_its_statements(tiny_graph: KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    table = tiny_graph.to_dataframe()
    assert list(table["id"]) == [s.id for s in tiny_graph.statements]
    assert set(table["sentence"]) == {s.evidence.sentence.text for s in tiny_graph.statements}
