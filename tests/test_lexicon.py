"""The examples of the lexicon: what is in a graph, and what is missed, is told of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.lexicon import Failure, check_example, check_examples
from kg.ontology import Ontology

TEXT = "Norvik Works staff walked out."


def failures(entry: str, graph: KnowledgeGraph, onto: Ontology, **example: Any) -> list[Failure]:
    """What is not as an example of an entry says, in the graph of two articles on one walkout."""
    return list(check_example(onto.entries[entry], {"text": TEXT, **example}, graph, onto))


@pytest.mark.parametrize(
    ("entry", "example"),
    [
        ("Walkout", {"holds": {"participant": "Norvik Works staff", "targetedAt": "Norvik"}}),
        ("Walkout", {"holds": {"headCount": ["200..", "120..120", "270..330"], "startDate": date(2024, 3, 8)}}),
        ("Walkout", {"absent": {"participant": "Dock Union", "headCount": "1..2", "place": "Norvik"}}),
        ("Protest", {"holds": {"organizedBy": "Dock Union"}, "modality": "Planned"}),
        ("Dismissal", {"holds": {"affects": "organisers"}, "negated": True, "speaker": "Norvik Works"}),
        ("organizedBy", {"holds": {"organizedBy": "Dock Union"}}),
        ("Walkout", {}),
    ],
)
def test_an_example_that_holds(tiny_graph: KnowledgeGraph, onto: Ontology, entry: str, example: dict[str, Any]) -> None:
    assert failures(entry, tiny_graph, onto, **example) == []


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ({"holds": {"participant": "the mayor"}}, ["participant: the mayor"]),
        ({"holds": {"headCount": ["200..", "200..400"]}}, ["headCount: 200..400"]),
        ({"holds": {"startDate": date(2024, 3, 9)}}, ["startDate: 2024-03-09"]),
        ({"holds": {"affects": "organisers"}}, ["affects: organisers"]),  # of the dismissal, not of the walkout
        ({"absent": {"organizedBy": "Dock Union"}}, ["not organizedBy: Dock Union"]),
        ({"modality": "Possible", "speaker": "the mayor"}, ["modality: Possible", "speaker: the mayor"]),
        ({"negated": True}, ["negated: True"]),
    ],
)
def test_what_does_not_hold_is_told_with_what_was_found(
    tiny_graph: KnowledgeGraph, onto: Ontology, example: dict[str, Any], expected: list[str]
) -> None:
    found = failures("Walkout", tiny_graph, onto, **example)
    assert [f.expected for f in found] == expected
    assert {(f.entry, f.file, f.text) for f in found} == {("Walkout", "labour.yaml", TEXT)}
    assert all("targetedAt: Norvik Works (Actual)" in f.found for f in found)


def test_every_example_of_the_lexicon_holds(onto: Ontology, nlp: Any) -> None:
    assert list(check_examples(onto, nlp)) == []
