"""`kg diff`, `kg coverage`, `kg review`: graphs, outlets and doubtful merges side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import fail, hand_on, main, ontology_option, output_option, show
from kg.cli.build import DECISIONS

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def load_graph(folder: Path, ontology: Path | None) -> KnowledgeGraph:
    """The graph of an output folder, merged anew from its extractions and decisions."""
    from kg.decisions import read_decisions
    from kg.merge import merge_claims
    from kg.ontology import Ontology
    from kg.store import read_extractions

    file = folder / DECISIONS
    decisions = read_decisions(file) if file.is_file() else []
    return merge_claims(read_extractions(folder / "extractions.jsonl"), Ontology.load(ontology), decisions)


@main.command()
@click.argument("old", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False, exists=True))
@ontology_option
def diff(old: Path, new: Path, ontology: Path | None) -> None:
    """Tell in words what changed from one output folder to another.

    Statements that are new or gone, told by more or fewer outlets, now in dispute or no longer. Exit code 1 if anything
    changed.
    """
    from kg.compare import compare_graphs

    changes = list(compare_graphs(load_graph(old, ontology), load_graph(new, ontology)))
    for change in changes:
        show(f"{change.kind:13} {change.text}")
    sys.exit(1 if changes else 0)


@main.command()
@output_option
@click.option("--event", default="", help="Only this event, by id.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV.")
@ontology_option
def coverage(output: Path, event: str, as_csv: bool, ontology: Path | None) -> None:
    """Show which outlet tells which fact, and each outlet's word for an event."""
    from kg.compare import coverage as table
    from kg.compare import words
    from kg.query import Table, to_csv, to_text

    graph = load_graph(output, ontology)
    event = event.removeprefix("id:")
    if event and event not in graph.events:
        fail(f"{event}: no event of the graph has this id")
    found = table(graph, event)
    rows = [(words(f), *cells) for f, cells in zip(found.facts, found.cells, strict=True)]
    if as_csv:
        hand_on(to_csv(Table(("fact", *found.outlets), tuple(rows))))
        return
    for number, (_, relation, _) in enumerate(found.facts):
        if relation != "is called":  # an outlet's word for a thing is shown, its word for a fact is a mark
            rows[number] = (rows[number][0], *("+" if c else "" for c in rows[number][1:]))
    show(to_text(Table(("fact", *found.outlets), tuple(rows)), 60))


@main.command()
@output_option
@ontology_option
def review(output: Path, ontology: Path | None) -> None:
    """List doubtful merges with both sides' sentences, as lines for decisions.txt.

    Take away the "# " before a verdict, or change it, and put the line into decisions.txt in the output folder; it is
    read on the next build and wins.
    """
    from kg.decisions import read_decisions
    from kg.merge.doubts import find_doubts
    from kg.ontology import Ontology
    from kg.store import read_extractions

    file = output / DECISIONS
    decisions = read_decisions(file) if file.is_file() else []
    for doubt in find_doubts(read_extractions(output / "extractions.jsonl"), Ontology.load(ontology), decisions):
        show(f"# {'one' if doubt.merged else 'two'} in the graph: {doubt.reason}")
        for place, sentence in zip(doubt.places, doubt.sentences, strict=True):
            show(f"#   {place}  “{sentence}”")
        show(f"# {'same' if doubt.merged else 'not same'} | {doubt.one} | {doubt.other} | who | why\n")
