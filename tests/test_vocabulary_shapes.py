"""The shapes of the vocabulary find what a term lacks, and nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pyshacl
import pytest
import rdflib

from kg.ontology import PREFIXES, VOCABULARY, Ontology, default_folder
from kg.validation import SH

HOME = f"<{VOCABULARY.rstrip('#')}>"
COMMON = {"rdfs:label": '"LABEL"@en', "rdfs:isDefinedBy": HOME}
CLASS = COMMON | {"a": "owl:Class", "rdfs:subClassOf": "kg:Event", "skos:definition": '"A test."@en'}
PROPERTY = COMMON | {
    "a": "owl:ObjectProperty", "rdfs:subPropertyOf": "kg:relation", "rdfs:domain": "kg:Event", "rdfs:range": "kg:Agent",
    "skos:definition": '"links a test to its author"@en',
}  # fmt: skip
SOUND = {
    "class": CLASS,
    "thing": CLASS | {"rdfs:subClassOf": "kg:Work", "skos:example": '"this one"@en'},
    "property": PROPERTY,
    "data property": PROPERTY | {"a": "owl:DatatypeProperty", "rdfs:subPropertyOf": "", "rdfs:range": "xsd:string"},
    "individual": COMMON | {
        "a": "kg:Rank , owl:NamedIndividual", "skos:definition": '"It is passed."@en', "skos:example": '"a test"@en',
    },
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A sound term with another value of one property, or with none; what shall be found of it."""

    term: str
    property: str
    value: str
    message: str


LABEL, DEFINITION, ABOVE = "rdfs:label", "skos:definition", "rdfs:subClassOf"
FAULTS = [
    Fault("class", LABEL, "", "Less than 1 values on .*rdfs:label"),
    Fault("class", LABEL, '"LABEL"@en , "another"@en', "More than 1 values on .*rdfs:label"),
    Fault("class", LABEL, '"LABEL"', "language"),
    Fault("class", LABEL, '"Label"@en', "not match pattern"),
    Fault("class", LABEL, '"walkout"@en', "Walkout has the same label"),
    Fault("class", DEFINITION, "", "Less than 1 values on .*skos:definition"),
    Fault("class", DEFINITION, '"a test"@en', "not match pattern"),
    Fault("class", ABOVE, "", "Less than 1 values on .*rdfs:subClassOf"),
    Fault("class", ABOVE, "kg:relation", "not have class owl:Class"),
    Fault("class", ABOVE, "kg:Event , kg:NAME", "the class is below itself"),
    Fault("class", "a", "owl:Class , owl:ObjectProperty", "a term is of one kind"),
    Fault("class", "a", "rdfs:Class", "a term is of one kind"),
    Fault("class", "rdfs:isDefinedBy", f"{HOME} , <http://data.example/>", "More than 1 values on .*isDefinedBy"),
    Fault("thing", "skos:example", "", "an example is needed"),
    Fault("individual", "skos:example", "", "an example is needed"),
    Fault("individual", "a", "owl:NamedIndividual", "Less than 2 values on .*rdf:type"),
    Fault("property", "rdfs:domain", "", "a domain and a range, or a scope note"),
    Fault("property", "rdfs:range", "", "a domain and a range, or a scope note"),
    Fault("property", "rdfs:domain", "kg:Event , kg:Agent", "More than 1 values on .*rdfs:domain"),
    Fault("property", "rdfs:range", "xsd:string", "not have class owl:Class"),
    Fault("property", "rdfs:subPropertyOf", "kg:content", "not have class owl:ObjectProperty"),
    Fault("property", "rdfs:subPropertyOf", "kg:relation , kg:NAME", "the property is below itself"),
    Fault("property", DEFINITION, '"The author of a test."@en', "not match pattern"),
    Fault("data property", "rdfs:range", "kg:Agent", "not match pattern"),
]
UNKNOWN = "kg:Walkout rdfs:seeAlso kg:Nowhere .\n"


def name(word: str, number: int, kind: str) -> str:
    """The name of a term of a kind; without its capital it is a label, too."""
    name = word + chr(ord("a") + number)
    return name.lower() if "property" in kind else name


def written(term: Mapping[str, str], name: str) -> str:
    """A term in Turtle."""
    facts = " ; ".join(f"{prop} {value}" for prop, value in term.items() if value)
    return f"kg:{name} {facts.replace('LABEL', name.lower()).replace('NAME', name)} .\n"


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[str]]:
    """What is found of each term in the vocabulary with all faults in it."""
    turtle = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items()) + UNKNOWN
    for number, fault in enumerate(FAULTS):
        term = SOUND[fault.term] | {fault.property: fault.value}
        turtle += written(term, name("Fault", number, fault.term))
    for number, (kind, term) in enumerate(SOUND.items()):
        turtle += written(term, name("Sound", number, kind))
    return violations(turtle)


def violations(turtle: str = "") -> Mapping[str, list[str]]:
    """The messages of each term of the vocabulary with a few lines added."""
    data, shapes = (rdflib.Graph().parse(default_folder() / f) for f in ("kg.ttl", "vocabulary_shapes.ttl"))
    data.parse(data=turtle, format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none")
    assert isinstance(results, rdflib.Graph)
    sh = rdflib.Namespace(SH)
    told = defaultdict(list)
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        told[str(results.value(result, sh.focusNode))].append(str(results.value(result, sh.resultMessage)))
    return told


def test_the_vocabulary_conforms() -> None:
    assert violations() == {}


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[f"{f.term}-{f.property}" for f in FAULTS])
def test_every_fault_is_found_where_it_is(found: Mapping[str, list[str]], number: int) -> None:
    fault = FAULTS[number]
    assert [m for m in found[VOCABULARY + name("Fault", number, fault.term)] if re.search(fault.message, m)]


def test_what_is_sound_is_not_blamed(found: Mapping[str, list[str]]) -> None:
    blamed = {iri.removeprefix(VOCABULARY) for iri in found}
    assert {b for b in blamed if not b.lower().startswith("fault")} == {"Walkout", VOCABULARY.rstrip("#")}


def test_a_name_that_nothing_defines_is_found(found: Mapping[str, list[str]]) -> None:
    assert any(f"{VOCABULARY}Nowhere is used, but defined by nothing" in m for m in found[VOCABULARY.rstrip("#")])


def test_every_event_has_an_example_in_the_lexicon(onto: Ontology) -> None:
    """Its own, or that of a type below it."""
    told = {above for name, entry in onto.entries.items() if entry.examples for above in onto.ancestors(name)}
    events = {name for name, term in onto.terms.items() if term.kind == "class" and onto.kind(name) == "Event"}
    assert events - told == set()
