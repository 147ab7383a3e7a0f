"""The example graph in every syntax, as users take it elsewhere."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import Ontology, default_folder
from kg.rdf import write_rdf
from kg.rdf.read import read_rdf

SYNTAXES = (".ttl", ".nt", ".rdf", ".jsonld", ".trig", ".nq")
VOCABULARY = default_folder() / "kg.ttl"


@pytest.fixture(scope="package")
def exported(tmp_path_factory: pytest.TempPathFactory, onto: Ontology) -> dict[str, Path]:
    """The example graph by suffix."""
    folder = tmp_path_factory.mktemp("elsewhere")
    graph = read_rdf(default_folder() / "example.ttl", onto)
    for suffix in SYNTAXES:
        write_rdf(graph, folder / f"graph{suffix}")
    return {suffix: folder / f"graph{suffix}" for suffix in SYNTAXES}


@pytest.fixture(scope="package")
def store(exported: dict[str, Path]) -> ox.Store:
    """The example graph and the vocabulary in pyoxigraph."""
    found = ox.Store()
    for path in (exported[".ttl"], VOCABULARY):
        found.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return found


@pytest.fixture(scope="package")
def sizes(exported: dict[str, Path]) -> dict[str, int]:
    """The triples or quads of each file, as pyoxigraph counts them."""
    return {s: sum(1 for _ in ox.parse(path=str(p))) for s, p in exported.items()}
