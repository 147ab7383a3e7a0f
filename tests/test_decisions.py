"""Merge decisions of people: a text file that wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.decisions import Decision, DecisionError, read_decisions
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.ontology import Ontology
from tests.factory import article, extraction, referent

ONE = article("Ann Reed left. Ann Reed sang.", file_name="one.txt", publisher="Daily Tide")
OTHER = article("Ann Raed came.", file_name="other.txt", publisher="Daily Tide")


def merged(onto: Ontology, *decisions: Decision) -> KnowledgeGraph:
    """Two articles on a person whose name is misspelt in one of them."""
    people = [referent("p", "Person", "Ann Reed"), referent("q", "Person", "Ann Raed")]
    return merge_claims([extraction(ONE, people[:1]), extraction(OTHER, people[1:])], onto, decisions)


def persons(graph: KnowledgeGraph) -> list[str]:
    return [e.name for e in graph.entities.values() if e.type == "Person"]


def test_a_file_of_decisions(tmp_path: Path) -> None:
    path = tmp_path / "decisions.txt"
    path.write_text(
        "# who is who\n\nsame | Ann Reed | Ann Raed | dana | misspelt\nNot Same|a:5|b:7\nundecided | x | y | lee\n",
        encoding="utf-8",
    )
    assert read_decisions(path) == [
        Decision("same", "Ann Reed", "Ann Raed", "dana", "misspelt", f"{path}:3"),
        Decision("not same", "a:5", "b:7", "", "", f"{path}:4"),
        Decision("undecided", "x", "y", "lee", "", f"{path}:5"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("maybe | a | b", r"x\.txt:2:1: 'maybe' is no verdict; accepted are same, not same, undecided"),
        ("same", r"x\.txt:2:5: two things are needed: same \| one \| other \| by \| why"),
        ("same | a", r"x\.txt:2:\d+: two things are needed"),
        ("same | a |  | dana", r"x\.txt:2:\d+: two things are needed"),
        ("same | a | b | c | d | e", r"x\.txt:2: more than five fields"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"# decisions\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=message):
        read_decisions(path)


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\xff\xff")
    for name in ("none.txt", "x.txt"):
        with pytest.raises(DecisionError, match=rf"{name}: cannot be read"):
            read_decisions(tmp_path / name)


def test_without_a_decision_the_program_decides(onto: Ontology) -> None:
    assert persons(merged(onto)) == ["Ann Raed", "Ann Reed"]


def test_what_people_call_the_same_is_one(onto: Ontology) -> None:
    graph = merged(onto, Decision("same", "Ann Reed", "Ann Raed"))
    assert persons(graph) == ["Ann Reed"]
    assert {m.article for m in graph.mentions} == {ONE.id, OTHER.id}


def test_a_thing_is_named_by_a_place_too(onto: Ontology) -> None:
    assert len(persons(merged(onto, Decision("same", "one.txt:16", "other.txt:0")))) == 1
    assert len(persons(merged(onto, Decision("same", "one.txt:13", "other.txt:0")))) == 2  # between two mentions


def test_what_people_keep_apart_is_two(onto: Ontology) -> None:
    town = [
        extraction(article(f"{name} is old.", publisher="Daily Tide"), [referent("t", "Place", name)])
        for name in ("Larnvik", "Lärnvik")
    ]
    assert len([e for e in merge_claims(town, onto).entities.values() if e.type == "Place"]) == 1
    apart = merge_claims(town, onto, [Decision("not same", *(f"{e.article.file_name}:0" for e in town))])
    assert len([e for e in apart.entities.values() if e.type == "Place"]) == 2


@pytest.mark.parametrize(
    "decision", [Decision("undecided", "Ann Reed", "Ann Raed"), Decision("same", "Ann Reed", "Nobody")]
)
def test_what_is_undecided_or_unknown_changes_nothing(onto: Ontology, decision: Decision) -> None:
    assert merged(onto, decision) == merged(onto)


def test_two_lines_that_contradict_each_other_are_named(onto: Ontology) -> None:
    lines = [
        Decision(verdict, "Ann Reed", "Ann Raed", where=f"x.txt:{n}") for n, verdict in enumerate(("same", "not same"))
    ]
    with pytest.raises(DecisionError, match=r"x\.txt:0 and x\.txt:1 contradict each other on Ann Reed and Ann Raed"):
        merged(onto, *lines)


def test_lines_that_contradict_each_other_only_together_are_named(onto: Ontology) -> None:
    lines = [("same", "Ann Reed", "one.txt:0"), ("same", "Ann Reed", "Ann Raed"), ("not same", "one.txt:0", "Ann Raed")]
    with pytest.raises(DecisionError, match=r"x:0, x:1 and x:2 contradict each other on one\.txt:0 and Ann Raed"):
        merged(onto, *(Decision(*line, where=f"x:{number}") for number, line in enumerate(lines)))
