"""The shapes find what is wrong with a graph, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.ontology import PREFIXES, default_folder
from kg.query import shorten
from kg.rdf import write_rdf
from kg.validation import SH, Report, SparqlConstraint, focused, validate_graph

CLAIM = "?it a kg:Claim ; kg:predicate kg:employeesOf . ?other a kg:Sentence ; kg:article/kg:fileName 'held.txt'"
SENTENCE = "?it a kg:Sentence ; kg:text 'Norvik Works counted 120 people.'"
MENTION = "?it a kg:Mention ; kg:text 'Norvik Works staff'"
EVENT = "?it a kg:Walkout"
QUANTITY = "?it a kg:Quantity ; rdfs:label '120 people'"


@dataclass(frozen=True)
class Fault:
    """A copy of `?it` in the tiny graph without the properties `less` and with `more`; what shall be found of it."""

    like: str
    less: str
    more: str
    path: str
    message: str


FAULTS = [
    Fault(CLAIM, "kg:subject", "", "kg:subject", "Less than 1"),
    Fault(CLAIM, "kg:negated", "kg:negated true ; kg:predicate kg:worksFor", "kg:predicate", "More than 1"),
    Fault(CLAIM, "kg:object", "", "", "Node .* must conform to exactly one"),
    Fault(CLAIM, "kg:negated", "kg:negated true ; kg:value 5", "", "Node .* must conform to exactly one"),
    Fault(CLAIM, "kg:object", "kg:object id:dock-union", "", "an accepted claim has no direct triple"),
    Fault(CLAIM, "kg:sentence", "", "kg:sentence", "Less than 1"),
    Fault(CLAIM, "kg:sentence", "kg:sentence id:norvik-works", "kg:sentence", "Value does not have class kg:Sentence"),
    Fault(CLAIM, "kg:sentence", "kg:sentence ?other", "", "the claim and its sentence name different articles"),
    Fault(CLAIM, "kg:article", "", "kg:article", "Less than 1"),
    Fault(CLAIM, "kg:attributedTo", "", "kg:attributedTo", "Less than 1"),
    Fault(CLAIM, "kg:attributedTo", "kg:attributedTo id:new-shift-plan", "kg:attributedTo", "class kg:Agent"),
    Fault(CLAIM, "kg:attribution", "kg:attribution kg:Actual", "kg:attribution", "Value .* not in list"),
    Fault(CLAIM, "kg:modality", "", "kg:modality", "Less than 1"),
    Fault(CLAIM, "kg:modality", "kg:modality kg:Normal", "kg:modality", "Value .* not in list"),
    Fault(CLAIM, "kg:negated", "kg:negated 'no'", "kg:negated", "Value is not Literal with datatype xsd:boolean"),
    Fault(CLAIM, "kg:rank", "kg:rank kg:Actual", "kg:rank", "Value .* not in list"),
    Fault(CLAIM, "kg:confidence", "kg:confidence 1.5", "kg:confidence", "Value is not <= "),
    Fault(CLAIM, "kg:confidence", "kg:confidence 1", "kg:confidence", "datatype xsd:decimal"),
    Fault(SENTENCE, "kg:text", "", "kg:text", "Less than 1"),
    Fault(SENTENCE, "kg:text", "kg:text 'Norvik Works counted 12 people.'", "", "text length is not end minus start"),
    Fault(SENTENCE, "kg:start,kg:end", "kg:start -1 ; kg:end 31", "kg:start", "Value is not >= "),
    Fault(SENTENCE, "kg:end", "kg:end 'x'", "kg:end", "datatype xsd:integer"),
    Fault(MENTION, "kg:article", "", "kg:article", "Less than 1"),
    Fault(MENTION, "kg:text", "kg:text 'Norvik'", "", "text length is not end minus start"),
    Fault(EVENT, "rdfs:label", "", "rdfs:label", "Less than 1"),
    Fault(EVENT, "", "rdfs:label 'another'", "rdfs:label", "More than 1"),
    Fault(EVENT, "kg:startDate", "kg:startDate 'Friday'", "kg:startDate", "datatype xsd:date"),
    Fault(EVENT, "kg:endDate", "kg:endDate '2024-03-07'^^xsd:date", "", "the event ends before it starts"),
    Fault(EVENT, "kg:status", "kg:status kg:Actual", "kg:status", "Value .* not in list"),
    Fault(EVENT, "", "kg:organizedBy id:new-shift-plan", "kg:organizedBy", "Value does not have class kg:Agent"),
    Fault(EVENT, "", "kg:place id:norvik-works", "kg:place", "Value does not have class kg:Place"),
    Fault(EVENT, "", "kg:headCount id:norvik-works", "kg:headCount", "Value does not have class kg:Quantity"),
    Fault(EVENT, "kg:participantCount", "kg:participantCount 1.5", "kg:participantCount", "datatype xsd:integer"),
    Fault(QUANTITY, "kg:unit", "", "kg:unit", "Less than 1"),
    Fault(QUANTITY, "kg:unit", "kg:unit ''", "kg:unit", "String length not >= "),
    Fault(QUANTITY, "kg:amount", "kg:amount 'many'", "kg:amount", "must conform to one or more shapes"),
    Fault(QUANTITY, "kg:max", "kg:max 5", "", "the minimum is above the maximum"),
    Fault(QUANTITY, "kg:approximation", "", "kg:approximation", "Less than 1"),
    Fault(QUANTITY, "kg:amount,kg:min,kg:max", "", "", "must conform to one or more shapes"),
]


def planted(graph: KnowledgeGraph, path: Path, faults: list[Fault]) -> None:
    """Writes a graph with a faulty copy id:fault-0, id:fault-1, ... for each of the faults."""
    write_rdf(graph, path)
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    prefixes = "".join(f"PREFIX {prefix}: <{base}> " for prefix, base in PREFIXES.items())
    for number, fault in enumerate(faults):
        store.update(
            f"""{prefixes} INSERT {{ id:fault-{number} ?p ?o ; {fault.more} }} WHERE {{
                {{ SELECT ?it ?other {{ {fault.like} FILTER(!CONTAINS(STR(?it), "fault")) }} LIMIT 1 }}
                ?it ?p ?o FILTER(?p NOT IN ({fault.less or "kg:none"})) }}"""
        )
    store.dump(str(path), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Report:
    """What is found in the tiny graph with all faults in it."""
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    planted(tiny_graph, path, FAULTS)
    return validate_graph(path)


def test_the_tiny_graph_conforms(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    write_rdf(tiny_graph, tmp_path / "graph.ttl")
    assert validate_graph(tmp_path / "graph.ttl") == Report(True, ())


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[f"{f.path}-{f.message}" for f in FAULTS])
def test_every_fault_is_found_where_it_is(report: Report, number: int) -> None:
    found = [v for v in report.violations if v.focus == f"id:fault-{number}"]
    assert [v.path for v in found] == [FAULTS[number].path]
    assert re.search(FAULTS[number].message, found[0].message)


def test_what_is_sound_is_not_blamed(report: Report) -> None:
    assert not report.conforms
    assert all(v.focus.startswith("id:fault-") for v in report.violations)
    assert list(report.violations) == sorted(report.violations)


def validate_with(tmp_path: Path, graph: KnowledgeGraph, turtle: str) -> set[tuple[str, str]]:
    """The foci and messages that a few lines of Turtle add to the tiny graph."""
    path = tmp_path / "graph.ttl"
    write_rdf(graph, path)
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items()) + turtle)
    return {(v.focus, v.message) for v in validate_graph(path).violations}


def test_terms_that_the_vocabulary_does_not_define_are_named(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    found = validate_with(tmp_path, tiny_graph, "id:norvik-works kg:boss id:dock-union . id:x a kg:Boss .")
    assert found == {
        ("kg:Event", f"kg:{name} is used but the ontology does not define it") for name in ("boss", "Boss")
    }


def test_two_preferred_claims_on_one_matter_are_named(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    (second,) = [s.id for s in tiny_graph.statements if s.claim.value and s.claim.value.text == "About 300"]  # type: ignore[union-attr]
    (first,) = [s.id for s in tiny_graph.statements if s.rank.level == "Preferred"]
    found = validate_with(tmp_path, tiny_graph, f"id:{second} kg:rank kg:Preferred .")
    assert {(f"id:{i}", "two claims on the same matter are both preferred") for i in (first, second)} <= found


def test_constraints_in_sparql_are_found_as_pyshacl_finds_them(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    """The short way, one query for all nodes, has the same results as the long one of the standard."""
    faults = [f for f in FAULTS if not f.path and "conform" not in f.message]
    planted(tiny_graph, tmp_path / "graph.ttl", faults)
    ours = {(v.focus, v.message) for v in validate_graph(tmp_path / "graph.ttl").violations}
    data, shapes, vocabulary = (
        rdflib.Graph().parse(p)
        for p in (tmp_path / "graph.ttl", *(default_folder() / f for f in ("shapes.ttl", "kg.ttl")))
    )
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=vocabulary, inference="none")
    assert isinstance(results, rdflib.Graph)
    sh = rdflib.Namespace(SH)
    theirs = {
        (
            shorten(ox.NamedNode(str(results.value(r, sh.focusNode)))),
            str(results.value(r, sh.resultMessage)),
        )
        for r in results.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
    assert len(faults) > 4
    assert ours == theirs


@pytest.mark.parametrize(
    ("is_class", "where"),
    [
        (True, "WHERE { $this a/rdfs:subClassOf* <http://x.example/C> . $this ?p ?o }"),
        (False, "WHERE { BIND(<http://x.example/C> AS $this) $this ?p ?o }"),
    ],
)
def test_a_constraint_is_asked_of_all_its_nodes_at_once(is_class: bool, where: str) -> None:
    constraint = SparqlConstraint("SELECT $this WHERE{ $this ?p ?o }", "", "http://x.example/C", is_class)
    assert " ".join(focused(constraint).split()).replace("WHERE{", "WHERE {").endswith(where)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, r"none\.ttl: no such file"),
        ("graph.ttl", "this is no Turtle", r"graph\.ttl: no RDF that can be read"),
    ],
)
def test_a_graph_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(QueryError, match=message):
        validate_graph(tmp_path / name)
