"""Network and table tools read as many nodes and edges, with their names."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.formats import write_graph
from kg.graph import KnowledgeGraph
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, onto: Ontology, tiny_graph: KnowledgeGraph) -> Path:
    folder = tmp_path_factory.mktemp("networks")
    for suffix in (".graphml", ".gexf", ".csv"):
        write_graph(tiny_graph, folder / f"graph{suffix}", onto)
    return folder


@pytest.fixture(scope="module")
def names(tiny_graph: KnowledgeGraph) -> set[str]:
    return {n.name for n in (*tiny_graph.entities.values(), *tiny_graph.events.values())}


def test_networkx_and_igraph_read_the_same_network(files: Path, names: set[str]) -> None:
    igraph = pytest.importorskip("igraph")
    one = nx.read_graphml(files / "graph.graphml", force_multigraph=True)
    other = igraph.Graph.Read_GraphML(str(files / "graph.graphml"))
    assert set(other.vs["label"]) == names == {data["label"] for _, data in one.nodes(data=True)}
    edges = {(a, data["property"], b) for a, b, data in one.edges(data=True)}
    ids = other.vs["id"]
    assert {(ids[e.source], e["property"], ids[e.target]) for e in other.es} == edges
    assert (other.vcount(), other.ecount()) == (one.number_of_nodes(), one.number_of_edges())


def test_gexf_has_the_same_nodes_and_edges(files: Path, names: set[str]) -> None:
    read = nx.read_gexf(files / "graph.gexf")
    assert {data["label"] for _, data in read.nodes(data=True)} == names
    plain = nx.read_graphml(files / "graph.graphml", force_multigraph=True)
    assert {(a, b) for a, b, *_ in read.edges} == {(a, b) for a, b, _ in plain.edges}


def test_pandas_reads_the_tables(files: Path, tiny_graph: KnowledgeGraph) -> None:
    pandas = pytest.importorskip("pandas")
    claims = pandas.read_csv(files / "graph-claims.csv")
    assert set(claims["id"]) == {s.id for s in tiny_graph.statements}
