"""Vocabulary, lexicon and background: what they say together, and how each disagreement is named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OntologyError
from kg.ontology import KINDS, OWL, PREFIXES, VOCABULARY, Ontology, default_folder
from kg.ontology.lexicon import SLOT

# What it knows


@pytest.mark.parametrize(
    ("name", "ancestor", "holds"),
    [
        ("Walkout", "Walkout", True),
        ("Walkout", "Protest", True),
        ("Walkout", "Event", True),
        ("Protest", "Walkout", False),
        ("Company", "Agent", True),
        ("employeesOf", "relation", True),
        ("nothing", "Event", False),
    ],
)
def test_is_a(onto: Ontology, name: str, ancestor: str, holds: bool) -> None:
    assert onto.is_a(name, ancestor) is holds


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Walkout", "Event"), ("NewsOutlet", "Agent"), ("Place", "Place"), ("Claim", ""), ("nothing", "")],
)
def test_kind(onto: Ontology, name: str, kind: str) -> None:
    assert onto.kind(name) == kind


def test_compatible_classes_lie_on_one_line(onto: Ontology) -> None:
    assert onto.compatible("Agent", "Company")
    assert onto.compatible("Company", "Agent")
    assert not onto.compatible("Company", "Person")


def test_ancestors_are_nearest_first(onto: Ontology) -> None:
    assert onto.ancestors("Walkout")[:4] == ("Walkout", "Protest", "CollectiveAction", "Event")


def test_roles_captions_and_counts_are_inherited(onto: Ontology) -> None:
    assert onto.roles("Walkout")["participant"] == onto.entries["CollectiveAction"].roles["participant"]
    assert onto.roles("Walkout")["topic"] == onto.entries["Protest"].roles["topic"]
    assert onto.counts("Walkout") == {"participant": "headCount"}
    assert "targetedAt" in onto.entry_value("Walkout", "same_event")
    assert onto.entry_value("Company", "caption") is None


def test_a_role_is_filled_by_the_class_of_the_lexicon_or_else_of_the_vocabulary(onto: Ontology) -> None:
    assert onto.range("topic", "Protest") == "Topic"
    assert onto.range("headCount") == "Quantity"
    assert onto.range("relation") == ""


def test_triggers_hang_on_the_word_that_anchors_them(onto: Ontology) -> None:
    patterns = onto.triggers[("verb", "walk")]
    assert ("Walkout", ("walk", "off", "the", "job")) in [(p.name, p.lemmas) for p in patterns]
    assert [len(p.lemmas) for p in patterns] == sorted((len(p.lemmas) for p in patterns), reverse=True)
    assert "Strike" in {p.name for p in onto.triggers[("noun", "stoppage")]}


def test_the_gazetteer_knows_every_name(onto: Ontology) -> None:
    amazon = onto.known["amazon"]
    assert onto.gazetteer["Amazon"] == onto.gazetteer["Amazon.com"] == amazon
    assert (amazon.type, amazon.same_as) == ("Company", ("http://www.wikidata.org/entity/Q3884",))
    assert ("seattle", "within", "washington-state") in onto.facts


def test_a_class_is_itself_and_all_above_it(onto: Ontology) -> None:
    assert all(onto.is_a(name, "Protest") for name in ("Walkout", "Rally", "Protest"))
    assert not onto.is_a("Strike", "Protest")


def test_one_folder_is_loaded_once(onto: Ontology) -> None:
    assert Ontology.load(default_folder()) is onto


@pytest.mark.parametrize(
    "slot", ["self", "nsubj", "nmod:poss", "obl:against", "nmod:in_response_to", "compound=Company", "advcl:to"]
)
def test_slots(slot: str) -> None:
    assert SLOT.fullmatch(slot)


@pytest.mark.parametrize(
    "slot", ["", "subj", "obl:", "obl:Against", "obl:a_b_c_d_e", "nsubj:pass", "compound=", "obj "]
)
def test_what_is_no_slot(slot: str) -> None:
    assert not SLOT.fullmatch(slot)


# The vocabulary itself


@pytest.fixture(scope="module")
def vocabulary() -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(default_folder() / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("wanted", ["rdfs:label", "skos:definition", "rdfs:isDefinedBy"])
def test_every_term_has_a_label_a_definition_and_a_home(vocabulary: ox.Store, wanted: str) -> None:
    query = f"""SELECT DISTINCT ?term WHERE {{ ?term a ?type FILTER(STRSTARTS(STR(?term), "{VOCABULARY}"))
        FILTER NOT EXISTS {{ ?term {wanted} ?told }} }}"""
    assert [row["term"].value for row in vocabulary.query(query, prefixes=PREFIXES)] == []


def test_labels_are_written_once(vocabulary: ox.Store) -> None:
    query = """SELECT ?a ?b WHERE { ?a a owl:Class ; rdfs:label ?l . ?b a owl:Class ; rdfs:label ?l
        FILTER(STR(?a) < STR(?b)) }"""
    assert list(vocabulary.query(query, prefixes=PREFIXES)) == []


def test_the_kinds_are_the_disjoint_classes_of_the_vocabulary(vocabulary: ox.Store) -> None:
    members = "SELECT ?c WHERE { ?d a owl:AllDisjointClasses ; owl:members/rdf:rest*/rdf:first ?c }"
    declared = {row["c"].value.removeprefix(VOCABULARY) for row in vocabulary.query(members, prefixes=PREFIXES)}
    assert set(KINDS) <= declared


def test_every_class_can_have_a_member(vocabulary: ox.Store) -> None:
    """No class is below two that nothing can be both of."""
    query = """SELECT DISTINCT ?class ?one ?other WHERE {
        ?pair a owl:AllDisjointClasses ; owl:members/rdf:rest*/rdf:first ?one . ?class rdfs:subClassOf* ?one .
        ?pair owl:members/rdf:rest*/rdf:first ?other . ?class rdfs:subClassOf* ?other
        FILTER(STR(?one) < STR(?other)) }"""
    assert list(vocabulary.query(query, prefixes=PREFIXES)) == []


def test_every_class_and_property_is_read(onto: Ontology, vocabulary: ox.Store) -> None:
    kinds = {"Class": "class", "ObjectProperty": "O", "DatatypeProperty": "D", "AnnotationProperty": "A"}
    for name, kind in kinds.items():
        quads = vocabulary.quads_for_pattern(
            None, ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(OWL + name), None
        )
        terms = {q.subject.value.removeprefix(VOCABULARY) for q in quads if q.subject.value.startswith(VOCABULARY)}
        assert {t.name for t in onto.terms.values() if t.kind == kind} == terms
    assert all(t.definition and t.label for t in onto.terms.values())


def test_every_type_of_event_can_be_told(onto: Ontology) -> None:
    """A class below Event without words for it and for those below it would never be found."""
    told = {above for name, entry in onto.entries.items() if entry.patterns for above in onto.ancestors(name)}
    events = {name for name, term in onto.terms.items() if term.kind == "class" and onto.kind(name) == "Event"}
    assert events - told == set()


# Where the files disagree: a line is added to a file, and the error names the file, the entry and what is allowed

NEW, KG, BACKGROUND = "lexicon/new.yaml", "kg.ttl", "background.ttl"

DISAGREEMENTS = [
    (NEW, "Walkut: {}", r"Walkut: kg\.ttl defines no such class or property; near names: Walkout"),
    (NEW, "Rally: {}", r"Rally has an entry in labour\.yaml already"),
    (NEW, "[Rank]", r"a mapping of names of kg\.ttl to entries is needed"),
    (NEW, "Rank: [", r"broken YAML: .*, in what begins in line \d"),
    (NEW, "\tRank: x", r"broken YAML: .*lines are indented with blanks, not with tabs"),
    (NEW, "Rank: \x01", r".* characters are not allowed.*position 6"),
    (NEW, "Rank: [rank]", r"Rank: a mapping with adjectives, .*verbs is needed, not \['rank'\]"),
    (NEW, "Rank: {verb: [rank]}", r"Rank: unknown key verb; allowed are adjectives, .*verbs"),
    (NEW, "Rank: 5", r"Rank: a mapping with adjectives, .*verbs is needed, not 5"),
    (NEW, "Rank: {nouns: [rank], nouns: [order]}", r"broken YAML: the key nouns stands twice"),
    (NEW, "Rank: {verbs: [yes]}", r"Rank: verbs: True is no text; put it between quotation marks"),
    (NEW, "Rank: {verbs: run dry}", r"Rank: verbs: a list is needed, as in \[run dry\], not 'run dry'"),
    (NEW, "Rank: {nouns: []}", r"Rank: nouns: words are needed; leave the key out"),
    (NEW, "Rank: {nouns: 5}", r"Rank: nouns: a list is needed, as in \[a, b\], not 5"),
    (NEW, "Rank: {nouns: [rank], unless: {order: [obj]}}", r"Rank: unless: order is no word of this entry"),
    (NEW, "Rank: {nouns: [{rank: 5}]}", r"Rank: nouns: \{.rank.: 5\} is no text"),
    (NEW, "Rank: {nouns: [rank], only: [rank]}", r"Rank: only: a mapping of words to slots, as in .* is needed"),
    (NEW, "Rank: {nouns: [rank], only: {rank: subj}}", r"Rank: only: rank: 'subj' is no slot; .*; here also neg"),
    (NEW, "Rank: {nouns: [rank], only: {rank: self=Plce}}", r"Rank: only: self=Plce: Plce is no class"),
    (NEW, "Rank: {nouns: ['']}", r"Rank: nouns: an empty text says nothing"),
    (NEW, "Rank: {verbs: {rank: {subjct: obj}}}", r"Rank: rank: unknown key subjct; allowed are object, subject"),
    (NEW, "Rank: {verbs: {rank: {subject: 5}}}", r"Rank: rank: subject: 5 is no slot; allowed are self, "),
    (NEW, "Rank: {roles: [place]}", r"Rank: roles: a mapping of properties is needed, not \['place'\]"),
    (NEW, "Rank: {roles: {5: {syntax: obj}}}", r"Rank: roles: 5 is no property of kg\.ttl; near names: none"),
    (NEW, "Rank: {roles: {plce: {syntax: obj}}}", r"Rank: roles: plce is no property of kg\.ttl; near names: place"),
    (NEW, "Rank: {roles: {Agent: {syntax: obj}}}", r"Rank: roles: Agent is no property"),
    (NEW, "Rank: {roles: {place: obj}}", r"Rank: role place: a mapping with range, syntax is needed, not 'obj'"),
    (NEW, "Rank: {roles: {place: {syntx: obj}}}", r"Rank: role place: unknown key syntx; allowed are range, syntax"),
    (NEW, "Rank: {roles: {place: {syntax: subj}}}", r"Rank: role place: 'subj' is no slot; allowed are self, pred"),
    (NEW, "Rank: {roles: {place: {syntax: [5]}}}", r"Rank: role place: 5 is no slot"),
    (NEW, "Rank: {roles: {place: {range: Plce}}}", r"Rank: role place: range: Plce is no class .* near names: Place"),
    (NEW, "Rank: {roles: {place: {range: within}}}", r"Rank: role place: range: within is no class of kg\.ttl"),
    (NEW, "Rank: {counts: [x]}", r"Rank: counts: a mapping of roles to .* is needed, not \['x'\]"),
    (NEW, "Rank: {counts: {foo: headCount}}", r"Rank: counts: foo is no property of kg\.ttl"),
    (NEW, "Rank: {counts: {place: headcount}}", r"Rank: counts: headcount is no property .*; near names: headCount"),
    (NEW, "Rank: {same_event: [plce]}", r"Rank: same_event: plce is no property of kg\.ttl; near names: place"),
    (NEW, "Rank: {same_event: place}", r"Rank: same_event: a list is needed, as in \[place\], not 'place'"),
    (NEW, "Rank: {employer: Company}", r"Rank: employer: Company is no property of kg\.ttl"),
    (NEW, "Rank: {requires: [Company]}", r"Rank: requires: Company is no property of kg\.ttl"),
    (NEW, "Rank: {caption: '{plce}'}", r"Rank: caption: unknown field \{plce\}; allowed are .*near names: place"),
    (NEW, "Rank: {caption: '{place'}", r"Rank: caption: '\{place' has a brace that is not closed"),
    (NEW, "Rank: {examples: 5}", r"Rank: examples: a list of mappings with absent, .*text is needed, not 5"),
    (NEW, "Rank: {examples: [{txt: a}]}", r"Rank: example: unknown key txt; allowed are absent, holds, .*text"),
    (NEW, "Rank: {examples: [a]}", r"Rank: example: a mapping with absent, holds, .*text is needed, not 'a'"),
    (NEW, "Rank: {examples: [{holds: {}}]}", r"Rank: example: text: None is no text"),
    (NEW, "Rank: {examples: [{text: a, holds: [place]}]}", r"Rank: example: holds: a mapping of properties"),
    (NEW, "Rank: {examples: [{text: a, holds: {plce: b}}]}", r"Rank: example: holds: plce is no property"),
    (NEW, "Rank: {examples: [{text: a, holds: {place: {}}}]}", r"Rank: example: holds: place: a text, number, day, or"),
    (NEW, "Rank: {examples: [{text: a, published: May}]}", r"Rank: example: published: a day, as in 2024-01-30"),
    (NEW, "Rank: {examples: [{text: a, modality: Past}]}", r"Rank: example: modality: one of Actual, .* not 'Past'"),
    (NEW, "Rank: {examples: [{text: a, negated: 1}]}", r"Rank: example: negated: true or false is needed, not 1"),
    (NEW, "rank: {verbs: {own: {object: obj}}}", r"rank: own: a relation needs the slots of its subject and object"),
    (NEW, "rank: {verbs: [own]}", r"rank: own: a relation needs the slots of its subject and object, as in own: "),
    (KG, "kg:Eclipse a owl:Class ; rdfs:subClassOf kg:Sky .", r"kg:Eclipse names kg:Sky, which is not defined"),
    (KG, "kg:seenFrom a owl:ObjectProperty ; rdfs:range kg:Sky .", r"kg:seenFrom names kg:Sky, which is not defined"),
    (KG, "kg:Eclipse a owl:Class", r"Parser error at line \d+"),
    (BACKGROUND, 'id:x a kg:Plac ; rdfs:label "X" .', r"x needs an rdfs:label and a class of kg\.ttl as its type"),
    (BACKGROUND, 'id:x a kg:within ; rdfs:label "X" .', r"x needs an rdfs:label and a class of kg\.ttl as its type"),
    (BACKGROUND, "id:x a kg:Place .", r"x needs an rdfs:label and a class of kg\.ttl as its type"),
    (BACKGROUND, "id:aarhus kg:plce id:denmark .", r".*#plce of aarhus is not defined in kg\.ttl"),
    (BACKGROUND, "id:aarhus kg:within id:x .", r"aarhus kg:within x, which is no entity of the file"),
    (BACKGROUND, 'id:aarhus kg:within "X" .', r"aarhus kg:within a literal, which is no entity of the file"),
    (BACKGROUND, "kg:x a kg:Place .", r".*#x is not in the namespace https://w3id\.org/newsgraph/id/"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the ontology, to be broken."""
    return Path(shutil.copytree(default_folder(), tmp_path / "ontology"))


@pytest.mark.parametrize(("file", "line", "message"), DISAGREEMENTS, ids=[line for _, line, _ in DISAGREEMENTS])
def test_disagreements_are_named(folder: Path, file: str, line: str, message: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as added:
        added.write(line)
    with pytest.raises(OntologyError) as error:
        Ontology.load(folder)
    assert re.match(rf"{re.escape(str(folder / file))}(?::\d+:\d+)?: {message}", str(error.value), re.DOTALL)


ENTRY = """Rank:
  nouns: [rank]
  roles:
    place: {syntax: obj}
  examples:
    - text: One.
    - text: Two.
      modality: Planned
"""


@pytest.mark.parametrize(
    ("good", "bad", "line", "column"),
    [("obj", "subj", 4, 12), ("Planned", "Past", 8, 17), ("place", "plce", 4, 11), ("[rank]", "rank", 2, 10),
     ("Two.", "[2]", 7, 13), ("Rank:", "Rnk:", 2, 3)],
)  # fmt: skip
def test_a_fault_of_an_entry_is_named_with_line_and_column(
    folder: Path, good: str, bad: str, line: int, column: int
) -> None:
    (folder / NEW).write_text(ENTRY.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(OntologyError, match=f"^{re.escape(str(folder / NEW))}:{line}:{column}: "):
        Ontology.load(folder)


@pytest.mark.parametrize("file", [KG, BACKGROUND])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(OntologyError, match=re.escape(f"{folder / file}: No such file")):
        Ontology.load(folder)


def test_a_lexicon_without_files_is_named(folder: Path) -> None:
    shutil.rmtree(folder / "lexicon")
    with pytest.raises(OntologyError, match=r"lexicon: holds no \.yaml file"):
        Ontology.load(folder)


def test_a_new_event_type_is_one_entry(folder: Path) -> None:
    with (folder / KG).open("a", encoding="utf-8") as file:
        file.write('kg:Eclipse a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "eclipse"@en .')
    (folder / "lexicon/sky.yaml").write_text('Eclipse: {nouns: [eclipse], roles: {place: {syntax: ["obl:over"]}}}')
    onto = Ontology.load(folder)
    assert onto.kind("Eclipse") == "Event"
    assert [p.name for p in onto.triggers[("noun", "eclipse")]] == ["Eclipse"]
    assert onto.roles("Eclipse")["place"] == ("obl:over",)
