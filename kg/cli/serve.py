"""`kg serve`: the graph on a web server of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.app import graph_option, main, ontology_option, say


@main.command()
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 is every network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--allow-host", multiple=True, help="Another name by which the server may be called.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin read answers.")
@click.option("--timeout", type=click.FloatRange(0.1), default=10, show_default=True, help="Seconds a query may take.")
@click.option("--memory", type=click.IntRange(16), default=1024, show_default=True, help="Megabytes a query may take.")
@ontology_option
def serve(
    graph: Path, host: str, port: int, allow_host: tuple[str, ...], cors: tuple[str, ...], timeout: float, memory: int,
    ontology: Path | None,
) -> None:  # fmt: skip
    """Serve the graph: its page, SPARQL, things and evidence, and names for OpenRefine.

    Read-only, on this computer only unless --host says otherwise; each query runs in a process of its own that ends at
    its limits. Needs the extra serve: pip install 'kg[serve]'.
    """
    from kg.serve import run_server

    run_server(
        graph, ontology, host=host, port=port, names=allow_host, origins=cors, seconds=timeout, megabytes=memory,
        listening=lambda address: say(f"{graph}: {address} (/sparql, /id/ID, /evidence/ID, /reconcile); Ctrl-C ends"),
    )  # fmt: skip
