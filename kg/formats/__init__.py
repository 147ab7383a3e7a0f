"""A graph in the forms of other tools; the suffix of a file names the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.errors import StoreError
from kg.graph import KnowledgeGraph
from kg.ontology import DATA, Ontology

__all__ = ["FORMS", "write_graph"]

# What each suffix stands for, as a user reads it.
FORMS = {
    ".ttl": "Turtle", ".trig": "TriG: the merged graph, and one named graph an article", ".nt": "N-Triples",
    ".nq": "N-Quads, with named graphs as in TriG", ".rdf": "RDF/XML", ".xml": "RDF/XML", ".owl": "RDF/XML",
    ".jsonld": "JSON-LD, its context inside", ".html": "the page", ".csv": "NAME-nodes, -edges and -claims.csv",
    ".parquet": "the same tables as Parquet", ".graphml": "GraphML (yEd, Cytoscape, igraph)", ".gexf": "GEXF (Gephi)",
    ".json": "node-link JSON (networkx, D3)", ".cypher": "a script that loads the graph into Neo4j",
    ".neo4j": "a folder of CSV files for neo4j-admin",
}  # fmt: skip


def write_graph(
    graph: KnowledgeGraph,
    path: Path,
    onto: Ontology | None = None,
    *,
    base: str = DATA,
    rdf12: bool = False,
    raw: bool = False,
) -> list[Path]:
    """Writes a graph in the form that the suffix names (see `FORMS`) and returns the files that were written.

    `base` is the namespace of the data; `rdf12` makes claims reifiers, in RDF syntaxes that can hold them; `raw` leaves
    cells of CSV as they are, even those that a spreadsheet would run. Raises StoreError, with the suffixes known, for
    another.
    """
    from kg.rdf import SUFFIXES, write_rdf

    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        write_rdf(graph, path, base=base, rdf12=rdf12)
        return [path]
    writers = _writers(raw=raw)
    if suffix not in writers:
        raise StoreError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join(sorted(FORMS))}")
    return writers[suffix](graph, onto or Ontology.load(), path, base=base)


def _writers(*, raw: bool) -> dict[str, Callable[..., list[Path]]]:
    from kg.formats import neo4j, networks, sheets

    return {
        ".csv": partial(sheets.write_csv, raw=raw),
        ".parquet": sheets.write_parquet,
        ".graphml": networks.write_graphml,
        ".gexf": networks.write_gexf,
        ".json": networks.write_node_link,
        ".cypher": neo4j.write_cypher,
        ".neo4j": neo4j.write_import,
    }
