"""The graph as RDF: three layers, in every syntax, read alike by parsers that are not ours."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import StoreError
from kg.graph import Event, KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Claim, TimeInterval
from kg.ontology import DATA, PREFIXES, VOCABULARY, Ontology, default_folder
from kg.rdf import SUFFIXES, serialize, to_rdflib, write_rdf
from kg.rdf.layout import article_id
from kg.rdf.read import read_rdf
from kg.rdf.terms import Kept
from tests.factory import HELD, PLANNED, tiny_extractions

Triples = set[tuple[str, str, str, str, str]]  # subject, property, object with its datatype and language

RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
    "jsonld": "json-ld",
    "nquads": "nquads",
    "trig": "trig",
}
RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "rdfxml": "rdfxml", "nquads": "nquads", "trig": "trig"}
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
SYNTAXES = sorted(OXIGRAPH)
WALKOUT = "norvik-works-walkout-8-march-2024"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own use of its old classes


def by_oxigraph(data: bytes, syntax: str) -> Triples:
    """What pyoxigraph reads in the default graph."""
    quads = [q for q in ox.parse(data, format=OXIGRAPH[syntax]) if q.graph_name == ox.DefaultGraph()]
    return {(q.subject.value, q.predicate.value, q.object.value, *_kind(q.object)) for q in quads}  # type: ignore[union-attr]


def _kind(term: object) -> tuple[str, str]:
    if not isinstance(term, ox.Literal):
        return "", ""
    return ("", term.language) if term.language else (term.datatype.value, "")


def by_rdflib(data: bytes, syntax: str) -> Triples:
    """What rdflib reads in the default graph."""
    graph = rdflib.Dataset() if syntax in ("nquads", "trig") else rdflib.Graph()
    graph.parse(data=data, format=RDFLIB[syntax])
    string = str(rdflib.XSD.string)
    return {
        (str(s), str(p), str(o), str(o.datatype or ("" if o.language else string)), o.language or "")
        if isinstance(o, rdflib.Literal)
        else (str(s), str(p), str(o), "", "")
        for s, p, o in graph.triples((None, None, None))
    }


def by_rapper(data: bytes, syntax: str) -> Triples:
    """What raptor reads in the default graph."""
    command = ["rapper", "-q", "-i", RAPPER[syntax], "-o", "nquads", "-", DATA]
    result = subprocess.run(command, input=data, capture_output=True, check=True)
    return by_oxigraph(result.stdout, "nquads")


def ask(graph: KnowledgeGraph, query: str) -> bool:
    """The answer of an ASK query to the graph alone."""
    store = ox.Store()
    store.bulk_load(serialize(graph), format=ox.RdfFormat.TURTLE)
    return bool(store.query(f"ASK {{ {query} }}", prefixes=PREFIXES))


# What is written


@pytest.mark.parametrize(
    "triple",
    [
        "id:norvik-works a kg:Company ; rdfs:label 'Norvik Works'",
        f"id:{WALKOUT} a kg:Walkout ; kg:status kg:Occurred ; kg:startDate '2024-03-08'^^xsd:date",
        f"id:{WALKOUT} kg:organizedBy id:dock-union ; kg:targetedAt id:norvik-works ; kg:topic id:new-shift-plan",
        f"id:{WALKOUT} kg:participant id:norvik-works-staff ; kg:headCount ?q . ?q kg:min 270 ; kg:max 330",
        "id:norvik-works-dismissal kg:performedBy id:norvik-works",
        "?a a kg:Article ; kg:fileName 'planned.txt' ; kg:published '2024-03-04'^^xsd:date",
        "?a kg:publisher id:harbor-courier ; schema:url 'https://harbor-courier.example/walkout'",
        "?m a kg:Mention ; kg:refersTo id:dock-union ; kg:text 'Dock Union' ; kg:sentence/kg:article ?a",
        f"?c a kg:Claim ; kg:subject id:{WALKOUT} ; kg:predicate kg:organizedBy ; kg:object id:dock-union",
        "?c kg:predicate kg:performedBy ; kg:negated true ; kg:attributedTo id:norvik-works",
        "?c kg:predicate kg:performedBy ; kg:rank kg:Normal ; kg:attribution kg:IndirectSpeech",
        "?c kg:predicate kg:headCount ; kg:modality kg:Planned ; kg:object ?q . ?q kg:min 200 ; kg:unit 'person'",
        "?c kg:predicate kg:employeesOf ; kg:attributedTo id:harbor-courier ; kg:attribution kg:Narration",
    ],
)
def test_what_is_told_is_written(tiny_graph: KnowledgeGraph, triple: str) -> None:
    assert ask(tiny_graph, triple)


@pytest.mark.parametrize(
    "triple",
    [
        f"id:{WALKOUT} kg:headCount/kg:min 200",  # only planned
        "?a kg:fileName 'held.txt' ; schema:url ?url",  # not known
        "?x rdfs:label ?one, ?other FILTER(?one != ?other)",
        "?x ?p ?y FILTER(isBlank(?x) || isBlank(?y))",
        f"?x ?p ?y FILTER(isIRI(?x) && !STRSTARTS(STR(?x), '{DATA}'))",
    ],
)
def test_what_is_not_told_is_not_written(tiny_graph: KnowledgeGraph, triple: str) -> None:
    assert not ask(tiny_graph, triple)


def test_every_span_slices_its_article(tiny_graph: KnowledgeGraph) -> None:
    store = ox.Store()
    store.bulk_load(serialize(tiny_graph), format=ox.RdfFormat.TURTLE)
    query = "SELECT * { ?s kg:start ?start ; kg:end ?end ; kg:text ?text ; kg:article/kg:fileName ?file }"
    texts = {a.file_name: a.text for a in (HELD, PLANNED)}
    names = ("file", "start", "end", "text")
    rows = [[row[name].value for name in names] for row in store.query(query, prefixes=PREFIXES)]
    assert rows
    assert all(texts[file][int(start) : int(end)] == text for file, start, end, text in rows)


# Every syntax, every parser


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("parser", [by_oxigraph, by_rdflib, by_rapper])
@pytest.mark.parametrize("name", ["tiny_graph", "hostile_graph"])
def test_parsers_read_the_same_triples(
    request: pytest.FixtureRequest, name: str, parser: Callable[[bytes, str], Triples], syntax: str
) -> None:
    if parser is by_rapper and (syntax not in RAPPER or not shutil.which("rapper")):
        pytest.skip("raptor is not installed, or does not read this syntax")
    graph = request.getfixturevalue(name)
    assert parser(serialize(graph, syntax), syntax) == by_oxigraph(serialize(graph), "turtle")


def test_the_rdflib_view_has_the_same_triples_and_knows_the_prefixes(tiny_graph: KnowledgeGraph) -> None:
    view = to_rdflib(tiny_graph)
    assert by_rdflib(view.serialize(format="nt", encoding="utf-8"), "ntriples") == by_oxigraph(
        serialize(tiny_graph), "turtle"
    )
    assert dict(view.namespaces())["kg"] == rdflib.URIRef(VOCABULARY)


def test_turtle_is_written_with_prefixes(tiny_graph: KnowledgeGraph) -> None:
    assert "id:norvik-works a kg:Company" in serialize(tiny_graph).decode("utf-8")


@pytest.mark.parametrize("syntax", ["trig", "nquads"])
def test_a_named_graph_holds_what_one_article_tells(tiny_graph: KnowledgeGraph, syntax: str) -> None:
    store = ox.Store()
    store.bulk_load(serialize(tiny_graph, syntax), format=OXIGRAPH[syntax])
    query = "SELECT ?file { GRAPH ?a { ?c kg:predicate kg:employeesOf } ?a a kg:Article ; kg:fileName ?file }"
    assert {row["file"].value for row in store.query(query, prefixes=PREFIXES)} == {"planned.txt"}
    graphs = {quad.graph_name for quad in store} - {ox.DefaultGraph()}
    assert len(graphs) == len(tiny_graph.articles)


@pytest.mark.parametrize("syntax", ["turtle", "trig", "ntriples", "nquads"])
def test_with_rdf_12_claims_are_reifiers_too(tiny_graph: KnowledgeGraph, syntax: str) -> None:
    data = serialize(tiny_graph, syntax, rdf12=True)
    quads = [q for q in ox.parse(data, format=OXIGRAPH[syntax]) if q.graph_name == ox.DefaultGraph()]
    reified = {q.object for q in quads if q.predicate.value == f"{PREFIXES['rdf']}reifies"}
    said = (DATA + "norvik-works-staff", VOCABULARY + "employeesOf", DATA + "norvik-works")
    assert ox.Triple(*map(ox.NamedNode, said)) in reified
    told = {(q.subject.value, q.predicate.value) for q in quads}
    assert {(s, p) for s, p, *_ in by_oxigraph(serialize(tiny_graph), "turtle")} <= told


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_data_may_live_in_another_namespace(tiny_graph: KnowledgeGraph, syntax: str) -> None:
    data = serialize(tiny_graph, syntax, base="https://news.example/graph#")
    subjects = {subject for subject, *_ in by_oxigraph(data, syntax)}
    assert "https://news.example/graph#norvik-works" in subjects
    assert all(subject.startswith("https://news.example/graph#") for subject in subjects)


# Read back


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("name", ["tiny_graph", "hostile_graph"])
def test_what_is_read_back_is_written_alike(
    request: pytest.FixtureRequest, tmp_path: Path, onto: Ontology, name: str, suffix: str
) -> None:
    graph = request.getfixturevalue(name)
    write_rdf(graph, tmp_path / f"graph{suffix}")
    again = read_rdf(tmp_path / f"graph{suffix}", onto)
    assert serialize(again) == serialize(graph)
    assert (again.entities, again.events, again.ranks) == (graph.entities, graph.events, graph.ranks)
    assert {s.id for s in again.statements} == {s.id for s in graph.statements}


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".rdf"])
@pytest.mark.parametrize("days", [(None, None), (date(2024, 3, 8), None), (None, date(2024, 3, 8))])
@pytest.mark.parametrize("predicate", ["startDate", "endDate", "targetDate"])
def test_a_time_is_read_back_however_vague(
    tmp_path: Path,
    onto: Ontology,
    tiny_graph: KnowledgeGraph,
    predicate: str,
    days: tuple[date | None, date | None],
    suffix: str,
) -> None:
    told = next(s.evidence for s in tiny_graph.statements if s.claim.subject == WALKOUT)
    claim = Claim(WALKOUT, predicate, None, TimeInterval(*days, "open", "last week"), (told,))
    graph = replace(tiny_graph, claims=(*tiny_graph.claims, claim))
    write_rdf(graph, tmp_path / f"graph{suffix}")
    again = read_rdf(tmp_path / f"graph{suffix}", onto)
    assert claim in again.claims
    assert again.events == tiny_graph.events


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.ttl", None),
        ("graph.pdf", ""),
        ("graph.ttl", "no Turtle"),
        ("graph.ttl", "@prefix kg: <%s> . <a:b> a kg:Claim ."),
        (
            "graph.ttl",
            '@prefix kg: <%s> . <a:b> a kg:Sentence ; kg:article <a:c> ; kg:start 0 ; kg:end 1 ; kg:text "a" .',
        ),
    ],
)
def test_a_file_that_holds_no_graph_is_named(tmp_path: Path, onto: Ontology, name: str, content: str | None) -> None:
    if content is not None:
        (tmp_path / name).write_text(content.replace("%s", VOCABULARY))
    with pytest.raises(StoreError, match=re.escape(str(tmp_path / name))):
        read_rdf(tmp_path / name, onto)


def _farther(text: str) -> str:
    return re.sub(r"(kg:Sentence ;[^.]*?kg:start )\d+", r"\g<1>99999999999", text, count=1)


def _together(text: str) -> str:
    return re.sub(r"(kg:Sentence ;[^.]*?kg:start )\d+", r"\g<1>5", text)


@pytest.mark.parametrize(
    ("spoil", "reason"), [(_farther, "no article is as long"), (_together, "begins where")], ids=["farther", "together"]
)
def test_sentences_stand_where_sentences_can(
    tmp_path: Path, tiny_graph: KnowledgeGraph, onto: Ontology, spoil: Callable[[str], str], reason: str
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(spoil(serialize(tiny_graph).decode()))
    with pytest.raises(StoreError, match=reason):
        read_rdf(path, onto)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (("kg:modality kg:Planned", 'kg:modality "Planned"'), "has the modality 'Planned', which is no term"),
        (
            ("kg:rank kg:Normal", f'kg:rank "{VOCABULARY}x> . <a:b> <a:c> <a:d"'),
            "has the rank .*no term",
        ),
        (("kg:confidence 0.7", 'kg:confidence "NaN"'), "has the confidence 'NaN', which is no decimal number"),
        (("kg:min 200", 'kg:min "1e999999999"'), "has the min '1e999999999', which is no decimal number"),
        (("kg:negated false", 'kg:negated "no"'), "has the negated 'no', which is not true or false"),
        (("kg:start 24", "kg:start -24"), "has the start '-24', which counts nothing"),
        (("kg:start 24", "kg:start 32"), "ends at 31, before it begins at 32"),
        (("kg:start 24", "kg:start 24, 25"), "has 2 values of start"),
        (('kg:startDate "2024-03-08"', 'kg:startDate "Friday"'), "has the startDate 'Friday', which is no day"),
        (("kg:kind kg:NamedMention", "kg:kind kg:Mention"), "is of no kind of mention; known are NamedMention"),
        (("kg:speaker id:dock-union", "kg:speaker <a:b>"), "has the speaker 'a:b', which is not in"),
        (("kg:speaker id:dock-union", "kg:speaker id:nobody"), "names nobody, which is neither entity nor event"),
        (("kg:refersTo id:norvik-works ", "kg:refersTo <a:b> "), "a mention in article .* names , which is neither"),
        (("kg:publisher id:harbor-courier", "kg:publisher id:gone"), "names gone, which is neither entity nor event"),
        ((f"kg:sentence id:{article_id(HELD)}-s0", f"kg:sentence id:{article_id(PLANNED)}-s0"), "not in its article"),
        (("kg:between id:claim", "kg:betwee id:claim"), "stands between 0 claims, not 2"),
        (
            (f"{article_id(PLANNED)}-s0 a kg:Sentence ;\n    kg:article id:", "x a kg:Sentence ; kg:article id:x"),
            "no article",
        ),
    ],
    ids=lambda value: re.sub(r"\W+", " ", value[1])[:30] if isinstance(value, tuple) else "",
)
def test_what_no_writer_gives_is_refused_with_the_node(
    tmp_path: Path, tiny_graph: KnowledgeGraph, onto: Ontology, spoil: tuple[str, str], reason: str
) -> None:
    """What is read is written again: a value that is not of its kind could end in a file as statements of others."""
    text = serialize(tiny_graph).decode()
    assert spoil[0] in text
    path = tmp_path / "graph.ttl"
    path.write_text(text.replace(*spoil))
    with pytest.raises(StoreError, match=rf"graph\.ttl: no graph of this program: .*{reason}"):
        read_rdf(path, onto)


def test_a_place_mentioned_in_two_ways_is_read_back(tmp_path: Path, tiny_graph: KnowledgeGraph, onto: Ontology) -> None:
    mention = next(m for m in tiny_graph.mentions if m.kind == "named")
    graph = replace(tiny_graph, mentions=(*tiny_graph.mentions, replace(mention, kind="nominal")))
    write_rdf(graph, tmp_path / "graph.ttl")
    assert serialize(read_rdf(tmp_path / "graph.ttl", onto)) == serialize(graph)


def _with_thing(graph: KnowledgeGraph, id_: str, kind: str) -> str:
    """The graph in Turtle with one thing more."""
    return serialize(graph).decode() + f'id:{id_} a kg:{kind} ; rdfs:label "Stray" .\n'


@pytest.mark.parametrize(
    "id_",
    [
        article_id(PLANNED),
        f"{article_id(PLANNED)}-s0",
        f"{article_id(PLANNED)}-m0-12",
        f"{article_id(PLANNED)}-t7-9",
        "claim-0123456789ab",
        "quantity-0123456789ab",
        "contradiction-0123456789ab",
        "run-0123456789ab",
        "dataset-0123456789ab",
    ],
)
def test_a_thing_with_the_id_of_a_part_of_the_graph_is_refused(tmp_path: Path, onto: Ontology, id_: str) -> None:
    graph = KnowledgeGraph(articles={PLANNED.id: replace(PLANNED, file_name="moved.txt")}, outlets={PLANNED.id: "x"})
    path = tmp_path / "graph.ttl"
    path.write_text(_with_thing(graph, id_, "Topic"))
    with pytest.raises(StoreError, match=f"{id_} is a kg:Topic and has the id of a part of the graph itself"):
        read_rdf(path, onto)


def test_so_is_one_with_the_id_of_a_sentence_of_an_article_named_by_hand(tmp_path: Path, onto: Ontology) -> None:
    graph = KnowledgeGraph(articles={"a": replace(PLANNED, id="a", file_name="a.txt")}, outlets={"a": "x"})
    path = tmp_path / "graph.ttl"
    path.write_text(_with_thing(graph, "article-a-txt-a-s0", "Topic"))
    with pytest.raises(StoreError, match="article-a-txt-a-s0 is a kg:Topic"):
        read_rdf(path, onto)


def test_two_articles_of_one_id_are_refused(tmp_path: Path, tiny_graph: KnowledgeGraph, onto: Ontology) -> None:
    path = tmp_path / "graph.ttl"
    text = serialize(tiny_graph).decode()
    again = text[text.index(f"id:{article_id(PLANNED)} a kg:Article") :].partition(" .\n")[0]
    path.write_text(text + again.replace("article-", "article-again-", 1) + " .\n")
    with pytest.raises(StoreError, match=f"article-again-.*{PLANNED.id} are one article"):
        read_rdf(path, onto)


def test_a_class_that_the_ontology_does_not_know_is_refused(
    tmp_path: Path, tiny_graph: KnowledgeGraph, onto: Ontology
) -> None:
    path = tmp_path / "graph.ttl"
    for kind in ("Walkou", "participant", "Normal"):  # no term, a property, an individual
        path.write_text(_with_thing(tiny_graph, "stray", kind))
        with pytest.raises(
            StoreError, match=rf"graph\.ttl: stray is a kg:{kind}, which is no class of .*kg\.ttl; --ont"
        ):
            read_rdf(path, onto)


def test_a_graph_of_another_ontology_is_read_with_that_alone(tmp_path: Path, onto: Ontology) -> None:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "ontology"))
    vocabulary = folder / "kg.ttl"
    added = 'kg:Vaccination a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "vaccination"@en .\n'
    vocabulary.write_text(vocabulary.read_text() + added)
    event = Event("jab", "Vaccination", "Jab", status="Scheduled", start=date(2024, 3, 8))
    path = tmp_path / "graph.ttl"
    write_rdf(KnowledgeGraph(events={"jab": event}), path)
    assert read_rdf(path, Ontology.load(folder)).events == {"jab": event}
    with pytest.raises(StoreError, match="jab is a kg:Vaccination, which is no class of"):
        read_rdf(path, onto)


# The same bytes


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_order_and_repetition_of_articles_do_not_show(onto: Ontology, syntax: str) -> None:
    extractions = tiny_extractions() * 2
    random.Random(5).shuffle(extractions)  # noqa: S311 (nothing secret)
    assert serialize(merge_claims(extractions, onto), syntax) == serialize(
        merge_claims(tiny_extractions(), onto), syntax
    )


SUMS = """
import hashlib
from kg.merge import merge_claims
from kg.ontology import Ontology
from kg.rdf import serialize
from tests.factory import tiny_extractions
graph = merge_claims(tiny_extractions(), Ontology.load())
for syntax in %r:
    print(syntax, hashlib.sha256(serialize(graph, syntax)).hexdigest())
"""


def test_the_hash_seed_does_not_show(tiny_graph: KnowledgeGraph) -> None:
    sums = {syntax: hashlib.sha256(serialize(tiny_graph, syntax)).hexdigest() for syntax in SYNTAXES}
    for seed in "012":
        result = subprocess.run(
            [sys.executable, "-c", SUMS % SYNTAXES],
            cwd=Path(__file__).parents[1],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        assert dict(line.split() for line in result.stdout.splitlines()) == sums


# Files


def test_the_suffix_names_the_syntax(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    write_rdf(tiny_graph, tmp_path / "graph.JSONLD")
    assert (tmp_path / "graph.JSONLD").read_bytes() == serialize(tiny_graph, "jsonld")


def test_another_suffix_is_refused_with_those_known(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    with pytest.raises(StoreError, match=r"graph\.pdf: unknown suffix '\.pdf'; known are \.jsonld, \.nq, .*\.xml"):
        write_rdf(tiny_graph, tmp_path / "graph.pdf")


def test_what_is_kept_has_a_limit_and_is_made_once() -> None:
    made: list[int] = []

    def twice(n: int) -> int:
        made.append(n)
        return 2 * n

    double = Kept(twice, most=3, passing=lambda n: n < 0)
    assert [double[n] for n in (1, 1, -5, -5, 2, 3)] == [2, 2, -10, -10, 4, 6]
    assert made == [1, -5, -5, 2, 3]
    assert set(double) == {1, 2, 3}
    assert double[4] == 8
    assert set(double) == {4}
