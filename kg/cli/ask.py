"""`kg query`, `kg explain`, `kg validate`: questions to a graph."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.app import fail, graph_option, hand_on, main, ontology_option, show

if TYPE_CHECKING:
    from kg.explain import Told


FORMS = ("table", "csv", "tsv", "json", "srj", "xml", "ttl", "nt", "rdf", "jsonld")


@main.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("question")
@graph_option
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="Form of the answer.  [default: table]")
@click.option("--json", "form", flag_value="json", help="Rows as a JSON list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Rows as CSV.")
@click.option(
    "--engine", type=click.Choice(("oxigraph", "rdflib")), default="oxigraph", show_default=True, help="Who answers."
)
@click.option("--reason", is_flag=True, help="First draw the conclusions of OWL 2 RL (needs the extra reason).")
@click.option(
    "--timeout", type=float, default=60, show_default=True, help="Seconds until the query is given up; 0 waits."
)
@click.option("--open", "opens", is_flag=True, help="Open the page beside the graph at the first thing of the answer.")
@ontology_option
@click.pass_context
def query(
    ctx: click.Context, question: str, graph: Path, form: str | None, engine: str, reason: bool, timeout: float,
    opens: bool, ontology: Path | None,
) -> None:  # fmt: skip
    """Ask the graph.

    QUESTION is SPARQL, a file ending in .rq, or the name of a question of the ontology: `kg query list` names them,
    with the parameters that narrow them, as in `kg query figures --event walkout`. Prefixes kg:, id:, rdfs:, skos:,
    owl:, xsd:, schema:, prov:, sem:, wd:, void: and dcat: are known.

    Forms: table, csv (safe for spreadsheets) and json shorten IRIs; tsv, srj (SPARQL JSON) and xml are those of the
    W3C; ttl, nt, rdf and jsonld hold what CONSTRUCT and DESCRIBE make.
    """
    from kg.query.limits import run_limited

    if question == "list":
        list_questions(ontology)
        return
    values = parameters(ctx.args)
    found = run_limited(answer, question, values, graph, form, engine, reason, ontology, seconds=timeout)
    hand_on(found.text)
    if opens:
        open_page(graph, found.first)
    sys.exit(0 if found.rows else 1)


def list_questions(ontology: Path | None) -> None:
    """Names, titles and parameters of the questions of the ontology."""
    from kg.query.questions import questions

    for q in questions(ontology):
        show(f"{q.name:15} {q.title}")
        for p in q.parameters:
            show(f"{'':17}--{p.name} {'DAY' if p.is_date else 'TEXT'}  {p.help}")


def parameters(words: list[str]) -> dict[str, str]:
    """The values of a question's parameters: --name value, or --name=value."""
    values: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise click.UsageError(f"{word!r} is no parameter; write --NAME VALUE")
        if not equals and (value := next(rest, "")) == "":
            raise click.UsageError(f"--{name} needs a value")
        values[name] = value
    return values


@dataclass(frozen=True, slots=True)
class Found:
    """An answer as text, the number of its rows, and the first thing of the graph in it."""

    text: str
    rows: int
    first: str


def answer(
    question: str, values: dict[str, str], graph: Path, form: str | None, engine: str, reason: bool,
    ontology: Path | None,
) -> Found:  # fmt: skip
    """The answer to a question. Raises QueryError where there is none."""
    from kg import query as q
    from kg.query.questions import fill, find_question
    from kg.query.reason import reasoned

    asked = find_question(question, ontology)
    store = q.load_store(graph, ontology)
    text = fill(asked, values, store)
    if reason:
        store = reasoned(store)
    result = q.evaluate(store, text, engine)
    prefixes = q.prefixes_of(store)
    table = q.to_table(result, prefixes)
    things = (c.removeprefix("id:") for row in table.rows for c in row if c.startswith("id:"))
    width = 100 if form is None and sys.stdout.isatty() else 0
    written = q.to_text(table, width) if form in (None, "table") else q.FORMS[form](result, prefixes)
    return Found(written, len(table.rows), next(things, ""))


def open_page(graph: Path, thing: str) -> None:
    """Opens the page beside a graph, at a thing."""
    page = graph.with_suffix(".html")
    if not page.is_file():
        fail(f"{page}: no such file; kg export {page} writes it")
    click.launch(page.resolve().as_uri() + (f"#item={thing}" if thing else ""))


@main.command()
@graph_option
@click.option("--json", "as_json", is_flag=True, help="Violations as a JSON list of objects.")
@ontology_option
def validate(graph: Path, as_json: bool, ontology: Path | None) -> None:
    """Check the graph against the shapes and invariants of the ontology.

    Exit codes: 0 conforms, 1 violations, 2 could not run.
    """
    import json
    from dataclasses import asdict

    from kg.validation import check_invariants, validate_graph

    violations = sorted({*validate_graph(graph, ontology).violations, *check_invariants(graph, ontology).violations})
    if as_json:
        hand_on(json.dumps([asdict(v) for v in violations], ensure_ascii=False, indent=2))
    else:
        for v in violations:
            show(f"{v.focus}  {v.path}  {v.message}  {v.value}".rstrip())
        show(f"{len(violations)} violations" if violations else "conforms")
    sys.exit(1 if violations else 0)


@main.command()
@click.argument("node")
@click.argument("other", required=False)
@graph_option
@ontology_option
def explain(node: str, other: str | None, graph: Path, ontology: Path | None) -> None:
    """Show the sentences behind a node or a claim; with OTHER, why the two are or are not one.

    NODE is an id of the graph, with or without "id:", or a name; of two things to compare each is a name or a place in
    an article ("file:offset").
    """
    from kg.explain import describe, explain_node, find_node
    from kg.query import load_store, shorten

    if other:
        explain_pair(node, other, graph.parent, ontology)
        return
    store = load_store(graph, ontology)
    found = find_node(store, node)
    show(shorten(found))
    for prop, value in describe(store, found):
        show(f"  {prop}  {value}")
    last = ""
    for told in explain_node(store, found):
        head = f"{told.subject} – {told.property} – {told.object}"
        if head != last:
            show(f"\n{head}")
            last = head
        show(f"  [{circumstances(told)}]\n    “{' '.join(told.sentence.split())}”  ({told.claim})")


def circumstances(told: Told) -> str:
    """How a statement is meant and by whom, in words."""
    parts = (
        told.modality, "denied" if told.negated else "", f"says {told.by}",
        told.outlet if told.outlet != told.by else "", told.published, f"confidence {told.confidence}",
        told.rank if told.rank != "normal" else "", told.reason,
    )  # fmt: skip
    return ", ".join(filter(None, parts))


def explain_pair(one: str, other: str, folder: Path, ontology: Path | None) -> None:
    """Why two things are or are not one."""
    from kg.cli.build import DECISIONS
    from kg.decisions import read_decisions
    from kg.merge.doubts import why
    from kg.ontology import Ontology
    from kg.store import read_extractions

    file = folder / DECISIONS
    decisions = read_decisions(file) if file.is_file() else []
    reasons = list(why(one, other, read_extractions(folder / "extractions.jsonl"), Ontology.load(ontology), decisions))
    for reason in reasons:
        show(reason)
    sys.exit(0 if reasons else 1)
