"""`kg export`: a graph in the forms of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.app import graph_option, main, ontology_option, say


@main.command()
@click.argument("targets", nargs=-1, required=True, type=click.Path(path_type=Path))
@graph_option
@click.option("--base", default="", help="Namespace of the data, ending in / or #.  [default: that of the graph]")
@click.option("--rdf12", is_flag=True, help="RDF 1.2: each claim is a reifier of the triple that it states.")
@click.option("--raw", is_flag=True, help="CSV with cells as they are, even those that a spreadsheet would run.")
@ontology_option
def export(targets: tuple[Path, ...], graph: Path, base: str, rdf12: bool, raw: bool, ontology: Path | None) -> None:
    """Write the graph in other forms.

    The suffix of each of TARGETS names its form: .ttl .trig .nt .nq .rdf .jsonld (RDF), .csv .parquet (tables of nodes,
    edges and claims), .graphml .gexf .json (networks), .cypher .neo4j (Neo4j), .html (the page).
    """
    from kg.ontology import Ontology
    from kg.pipeline import export as write
    from kg.rdf.read import read_with_base

    onto = Ontology.load(ontology)
    read, own = read_with_base(graph, onto)
    options = {"base": base or own, "rdf12": rdf12, "raw": raw}
    for target in targets:
        for path in write(read, target, onto, **options):
            say(f"wrote {path}")
