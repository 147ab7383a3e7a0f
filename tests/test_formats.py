"""A graph in the forms of other tools, read again by those tools."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import StoreError
from kg.formats import FORMS, write_graph
from kg.graph import KnowledgeGraph
from kg.ontology import Ontology
from kg.text import safe_cell

GRAPHS = ["tiny_graph", "hostile_graph"]


@pytest.fixture(params=GRAPHS)
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, KnowledgeGraph)
    return found


def nodes(graph: KnowledgeGraph) -> dict[str, str]:
    """The names of all entities and events."""
    return {n.id: n.name for n in (*graph.entities.values(), *graph.events.values())}


def edges(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """The statements between two nodes."""
    return {(s.claim.subject, s.claim.predicate, s.claim.object) for s in graph.statements if s.claim.object}


@pytest.mark.parametrize("suffix", [".csv", ".graphml", ".gexf", ".json", ".cypher", ".neo4j", ".parquet"])
def test_the_same_graph_gives_the_same_bytes(
    tmp_path: Path, onto: Ontology, tiny_graph: KnowledgeGraph, suffix: str
) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    one, other = (write_graph(tiny_graph, tmp_path / n / f"graph{suffix}", onto) for n in "ab")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]
    assert one


@pytest.mark.parametrize("raw", [True, False])
def test_csv(tmp_path: Path, onto: Ontology, graph: KnowledgeGraph, raw: bool) -> None:
    tables = {}
    for path in write_graph(graph, tmp_path / "graph.csv", onto, raw=raw):
        with path.open(newline="", encoding="utf-8") as file:
            tables[path.stem.removeprefix("graph-")] = list(csv.DictReader(file))
    guard = str if raw else safe_cell
    assert {row["id"]: row["label"] for row in tables["nodes"]} == {i: guard(n) for i, n in nodes(graph).items()}
    assert {(r["source"], r["property"], r["target"]) for r in tables["edges"]} >= edges(graph)
    assert {row["id"] for row in tables["claims"]} == {s.id for s in graph.statements}
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert raw or [safe_cell(cell) for cell in cells] == cells


def test_graphml(tmp_path: Path, onto: Ontology, graph: KnowledgeGraph) -> None:
    (path,) = write_graph(graph, tmp_path / "graph.graphml", onto)
    read = nx.read_graphml(path, force_multigraph=True)
    assert {i: data["label"] for i, data in read.nodes(data=True)} == nodes(graph)
    assert {(a, data["property"], b) for a, b, data in read.edges(data=True)} >= edges(graph)


def test_gexf(tmp_path: Path, onto: Ontology, graph: KnowledgeGraph) -> None:
    (path,) = write_graph(graph, tmp_path / "graph.gexf", onto)
    read = nx.read_gexf(path)
    # a line break in an attribute of XML is read as a space
    names = {i: " ".join(data["label"].split()) for i, data in read.nodes(data=True)}
    assert names == {i: " ".join(n.split()) for i, n in nodes(graph).items()}


def test_node_link_json(tmp_path: Path, onto: Ontology, graph: KnowledgeGraph) -> None:
    (path,) = write_graph(graph, tmp_path / "graph.json", onto)
    read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert {i: data["label"] for i, data in read.nodes(data=True)} == nodes(graph)
    assert {(a, data["property"], b) for a, b, data in read.edges(data=True)} >= edges(graph)


def test_parquet(tmp_path: Path, onto: Ontology, graph: KnowledgeGraph) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    paths = write_graph(graph, tmp_path / "graph.parquet", onto)
    tables = {p.stem.removeprefix("graph-"): parquet.read_table(p).to_pylist() for p in paths}
    assert {row["id"]: row["label"] for row in tables["nodes"]} == nodes(graph)
    assert {row["id"] for row in tables["claims"]} == {s.id for s in graph.statements}


def test_neo4j(tmp_path: Path, onto: Ontology, graph: KnowledgeGraph) -> None:
    paths = {p.name: p for p in write_graph(graph, tmp_path / "graph.neo4j", onto)}
    with paths["nodes.csv"].open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["id:ID"] for row in rows} >= set(nodes(graph))
    with paths["relationships.csv"].open(newline="", encoding="utf-8") as file:
        links = list(csv.DictReader(file))
    ids = {row["id:ID"] for row in rows}
    assert {end for link in links for end in (link[":START_ID"], link[":END_ID"])} <= ids


def test_the_suffix_names_the_form_and_another_is_refused(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    with pytest.raises(StoreError, match=r"graph\.pdf: unknown suffix '\.pdf'; known are ") as error:
        write_graph(tiny_graph, tmp_path / "graph.pdf")
    assert all(suffix in str(error.value) for suffix in FORMS)


# What docs/export.md says

DOCS = Path(__file__).parents[1] / "docs"


def test_every_form_is_documented() -> None:
    page = (DOCS / "export.md").read_text(encoding="utf-8")
    assert [suffix for suffix in FORMS if f"`{suffix}`" not in page] == []
    links = re.findall(r"\]\(([^)#:]+)\)", page)
    assert [link for link in links if not (DOCS / link).is_file()] == []


def test_the_documented_lines_load_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, onto: Ontology, tiny_graph: KnowledgeGraph
) -> None:
    monkeypatch.chdir(tmp_path)
    for suffix in (".ttl", ".nq", ".graphml"):
        write_graph(tiny_graph, Path(f"graph{suffix}"), onto)
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "load-elsewhere.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "load-elsewhere.md", "exec"), {})  # noqa: S102 (our own)
