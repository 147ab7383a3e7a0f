"""What the server shows: pages, things, evidence, its own description, names for OpenRefine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from kg.graph import KnowledgeGraph
from kg.ontology import DATA, VOCABULARY
from kg.rdf import write_rdf
from tests.served import FORM, Served, serving

WALKOUT = "norvik-works-walkout-8-march-2024"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, tiny_graph: KnowledgeGraph) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph.trig"
    write_rdf(tiny_graph, path)
    return path


@pytest.fixture(scope="module")
def server(graph: Path) -> Iterator[Served]:
    with serving(graph) as served:
        yield served


def triples(body: bytes) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(body, ox.RdfFormat.TURTLE)}


# Things


def test_a_thing_for_browsers_is_its_place_in_the_page(server: Served) -> None:
    reply = server.get(f"/id/{WALKOUT}", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (reply.status, reply.headers["location"]) == (303, f"/#item={WALKOUT}")


@pytest.mark.parametrize("accept", ["text/turtle", "*/*", "application/rdf+xml;q=0.1, text/turtle"])
def test_a_thing_for_programs_is_what_is_stated_of_it(server: Served, accept: str) -> None:
    reply = server.get(f"/id/{WALKOUT}", accept=accept)
    found = triples(reply.body)
    thing = ox.NamedNode(DATA + WALKOUT)
    assert (reply.status, reply.type) == (200, "text/turtle")
    assert ox.Triple(thing, ox.NamedNode(VOCABULARY + "organizedBy"), ox.NamedNode(DATA + "dock-union")) in found
    assert any(t.predicate.value == VOCABULARY + "sentence" for t in found)


FORMS = {
    ".ttl": "text/turtle", ".nt": "application/n-triples", ".json": "application/json", ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "kind"), FORMS.items())
def test_a_suffix_names_the_form(server: Served, suffix: str, kind: str) -> None:
    assert server.get(f"/id/norvik-works{suffix}").type == kind


@pytest.mark.parametrize("path", ["/id/nobody", "/id/nobody.ttl", "/evidence/nobody", "/reconcile/preview?id=nobody"])
def test_an_unknown_thing_is_not_found(server: Served, path: str) -> None:
    for accept in ("text/html", "text/turtle", "application/json"):
        assert server.get(path, accept=accept).status == 404


def test_evidence_leads_to_the_sentence(server: Served, tiny_graph: KnowledgeGraph) -> None:
    found = server.get(f"/evidence/{WALKOUT}").json()
    assert (found["name"], found["types"]) == ("Norvik Works walkout, 8 March 2024", ["kg:Walkout"])
    assert len(found["statements"]) > 5
    texts = {a.file_name: a.text for a in tiny_graph.articles.values()}
    for told in found["statements"]:
        assert told["words"] == texts[told["file"]][told["start"] : told["end"]]
        assert told["sentence"] in texts[told["file"]]


def test_evidence_of_one_claim(server: Served) -> None:
    first = server.get(f"/evidence/{WALKOUT}").json()["statements"][0]["claim"].removeprefix("id:")
    assert [s["claim"] for s in server.get(f"/evidence/{first}").json()["statements"]] == [f"id:{first}"]


# Pages


def test_the_graph_page(server: Served) -> None:
    reply = server.get("/", accept="text/html")
    assert (reply.status, reply.type) == (200, "text/html")
    assert "Norvik Works" in reply.body.decode()
    assert "script-src 'sha256-" in reply.headers["content-security-policy"]


def test_the_query_page_brings_all_that_it_needs(server: Served) -> None:
    page = server.get("/sparql", accept="text/html").body.decode()
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert data["prefixes"]["id"] == DATA
    assert {"figures", "organisers"} <= {e["name"] for e in data["examples"]}
    for name in ("yasgui.min.js", "yasgui.min.css", "query.js", "query.css", "yasgui.LICENSE.txt"):
        assert server.get(f"/static/{name}").status == 200
    for example in data["examples"]:
        assert server.query(example["query"]).status == 200, example["name"]


def test_the_graph_and_the_vocabulary_can_be_taken_home(server: Served, graph: Path) -> None:
    reply = server.get("/graph")
    assert (reply.body, reply.type) == (graph.read_bytes(), "application/trig")
    assert b"kg:Walkout a owl:Class" in server.get("/ontology", accept="text/turtle").body
    page = server.get("/ontology", accept="text/html")
    assert (page.type, b'id="Walkout"' in page.body) == ("text/html", True)
    assert "style-src 'sha256-" in page.headers["content-security-policy"]


def test_a_file_that_is_no_graph_of_ours_can_be_asked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<http://x.example/s> <http://x.example/p> 1 .")
    with serving(tmp_path / "other.ttl") as served:
        assert served.rows("SELECT ?o { <http://x.example/s> ?p ?o }") == [["1"]]
        assert served.get("/").status in (200, 404)


# The service in its own words


def test_the_service_describes_itself(server: Served) -> None:
    found = triples(server.get("/sparql", accept="text/turtle").body)
    service = ox.NamedNode(server.address + "sparql")
    named = {(t.predicate.value, t.object) for t in found if t.subject == service}
    assert (SD + "endpoint", service) in named
    assert (SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")) in named
    graphs = {t.object for t in found if t.predicate.value == SD + "name"}
    assert len(graphs) == 2
    assert server.get("/.well-known/void").headers["location"] == "/sparql"


def test_each_article_is_a_named_graph(server: Served) -> None:
    rows = server.rows(
        "SELECT ?file (COUNT(*) AS ?n) { GRAPH ?a { ?c a kg:Claim ; kg:article ?a } ?a kg:fileName ?file } "
        "GROUP BY ?file ORDER BY ?file"
    )
    assert [row[0] for row in rows] == ["held.txt", "planned.txt"]


# OpenRefine


def reconciled(server: Served, **queries: Any) -> Any:
    reply = server.ask("POST", "/reconcile", urlencode({"queries": json.dumps(queries)}), content_type=FORM)
    assert reply.status == 200, reply.body
    return reply.json()


def test_the_manifest(server: Served) -> None:
    found = server.get("/reconcile").json()
    assert found["versions"] == ["0.2"]
    assert (found["identifierSpace"], found["schemaSpace"]) == (DATA, VOCABULARY)
    assert found["view"]["url"] == server.address + "id/{{id}}"


@pytest.mark.parametrize(
    ("asked", "id", "match"),
    [
        ({"query": "Norvik Works"}, "norvik-works", True),
        ({"query": "NORVIK  works"}, "norvik-works", False),
        ({"query": "Norvic Works"}, "norvik-works", False),
        ({"query": "walkout", "type": "Event"}, WALKOUT, True),
        ({"query": "Dock Union", "type": ["Organization"], "limit": 1}, "dock-union", True),
        ({"query": "Dock Union", "type": "Event"}, None, None),
        ({"query": "Dock Union", "type": "no class"}, None, None),
        ({"query": "zzzz"}, None, None),
    ],
)
def test_names_are_matched(server: Served, asked: dict[str, Any], id: str | None, match: bool | None) -> None:
    found = reconciled(server, q0=asked)["q0"]["result"]
    assert (found[0]["id"], found[0]["match"]) == (id, match) if id else found == []


def test_a_batch_by_get(server: Served) -> None:
    batch = quote(json.dumps({"a": {"query": "Norvik Works"}, "b": {"query": "Dock Union"}}))
    found = server.get(f"/reconcile?queries={batch}").json()
    assert {k: v["result"][0]["id"] for k, v in found.items()} == {"a": "norvik-works", "b": "dock-union"}


@pytest.mark.parametrize("queries", ["", "[", "[]", '{"q0": 5}', '{"q0": {"query": 5}}', "[" * 100_000, "null"])
def test_a_batch_that_is_none_is_refused(server: Served, queries: str) -> None:
    assert server.ask("POST", "/reconcile", urlencode({"queries": queries}), content_type=FORM).status == 400


@pytest.mark.parametrize(
    ("what", "prefix", "id"),
    [("entity", "nor", "norvik-works"), ("type", "walk", "Walkout"), ("property", "organ", "organizedBy")],
)
def test_suggestions(server: Served, what: str, prefix: str, id: str) -> None:
    assert id in [row["id"] for row in server.get(f"/reconcile/suggest/{what}?prefix={prefix}").json()["result"]]


def test_columns_are_added(server: Served) -> None:
    asked = {"ids": [WALKOUT, "nobody"], "properties": [{"id": n} for n in ("organizedBy", "startDate", "status")]}
    found = server.get("/reconcile?" + urlencode({"extend": json.dumps(asked)})).json()
    assert [m["name"] for m in found["meta"]] == ["organized by", "start date", "status"]
    assert found["rows"][WALKOUT] == {
        "organizedBy": [{"id": "dock-union", "name": "Dock Union"}],
        "startDate": [{"date": "2024-03-08"}],
        "status": [{"id": "kg:Occurred", "name": "occurred"}],
    }
    assert found["rows"]["nobody"] == {"organizedBy": [], "startDate": [], "status": []}
    proposed = server.get("/reconcile/properties?type=Walkout").json()["properties"]
    assert "organizedBy" in [p["id"] for p in proposed]


def test_a_preview(server: Served) -> None:
    page = server.get(f"/reconcile/preview?id={WALKOUT}")
    assert (page.status, page.type) == (200, "text/html")
    assert "Norvik Works walkout, 8 March 2024" in page.body.decode()


def test_every_address_is_documented() -> None:
    from kg.serve.app import Settings, make_app

    page = (Path(__file__).parents[1] / "docs/serve.md").read_text(encoding="utf-8")
    paths = {"/" + route.path.split("/")[1] for route in make_app(Settings(Path("graph.ttl"))).routes}
    told = set(re.findall(r"^\| `(/[a-z]*)", page, re.MULTILINE))
    assert told == paths - {"/static", "/favicon.ico", "/.well-known"}
