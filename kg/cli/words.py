"""`kg lexicon`: the words of the ontology, checked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.app import main, model_option, ontology_option, show


@main.group()
def lexicon() -> None:
    """The language half of the ontology: which words tell of which event or relation."""


@lexicon.command()
@click.argument("entry", default="")
@model_option
@ontology_option
def check(entry: str, model: str, ontology: Path | None) -> None:
    """Check the lexicon against the vocabulary and run its examples, or those of one ENTRY.

    Exit code 0 if all hold, 1 if an example does not, 2 if an entry is broken.
    """
    from kg.ontology import Ontology

    onto = Ontology.load(ontology)
    if entry and entry not in onto.entries:
        raise click.BadParameter(f"{entry}: no such entry; there are {', '.join(sorted(onto.entries))}")
    from kg.annotate import load_model
    from kg.lexicon import check_examples

    failures = list(check_examples(onto, load_model(model), entry))
    for f in failures:
        show(f"{f.file}: {f.entry}: “{f.text}”\n  expected {f.expected}\n  found {f.found}")
    count = sum(len(e.examples) for n, e in onto.entries.items() if entry in ("", n))
    show(f"{count} examples, {len({f.text for f in failures})} fail")
    sys.exit(1 if failures else 0)


@lexicon.command("list")
@ontology_option
def list_entries(ontology: Path | None) -> None:
    """List the entries with the words that show them."""
    from kg.ontology import Ontology

    for name, entry in sorted(Ontology.load(ontology).entries.items()):
        words = sorted({" ".join(p.lemmas).replace(" - ", "-") for p in entry.patterns})
        show(f"{name:18} {', '.join(words)}")
