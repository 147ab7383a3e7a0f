"""`kg build`, `kg add`, `kg remove`: articles in, graph out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.app import main, model_option, ontology_option, output_option, show
from kg.cli.report import Meter, Run, progress
from kg.cli.spark import parts_on_spark, scored_on_spark, spark_session, update_on_spark
from kg.errors import KGError, StoreError
from kg.files import remove_parts, write_atomic
from kg.garbage import without_collection

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.merge.namesakes import Scorer
    from kg.model import Extraction
    from kg.ontology import Ontology

CORPUS = "corpus.sqlite"
DECISIONS = "decisions.txt"
RESULTS = ("extractions.jsonl", "graph.html", "graph.ttl")
DAY = click.DateTime(["%Y-%m-%d"])


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all ways of building share."""
    options = (
        output_option,
        model_option,
        click.option(
            "--decisions", type=click.Path(path_type=Path, dir_okay=False, exists=True),
            help="Merge decisions.  [default: decisions.txt in the output folder, if there]",
        ),
        click.option("--no-open", is_flag=True, help="Leave out relations for which the vocabulary has no property."),
        click.option("-q", "--quiet", is_flag=True, help="No progress, no report; errors only."),
        click.option(
            "-v", "--verbose", is_flag=True,
            help="Name each article read, the sentences that gave nothing, and what each stage cost.",
        ),
        click.option("--log-json", is_flag=True, help="Messages as JSON, one a line."),
        click.option(
            "--report", type=click.Path(path_type=Path, dir_okay=False),
            help="Write what was read, skipped and why, time and memory to this JSON file.",
        ),
        ontology_option,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """What to read, by how many processes, and metadata for articles that do not tell theirs."""
    options = (
        click.argument("paths", nargs=-1, required=True),
        click.option("--publisher", default="", help="Publisher of articles that do not name theirs."),
        click.option("--published", type=DAY, help="Publication date of articles that do not tell theirs."),
        click.option("--url", default="", help="URL of an article that does not tell its own."),
        click.option(
            "-w", "--workers", type=click.IntRange(0), default=0,
            help="Processes that read articles.  [default: one a core, once there are many articles]",
        ),
        click.option(
            "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
            help="What reads articles: processes of this machine, or Spark (extra kg[spark]), for millions of them.",
        ),
        click.option(
            "--master", default="", metavar="URL",
            help="Where Spark works: local[2], spark://HOST:7077, yarn ...  [default: as Spark is set up]",
        ),
        click.option(
            "--parts", default="", metavar="URL",
            help="With Spark: write the graph there as well, as N-Triples and Parquet in parts.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@reading_options
@build_options
def build(**options: Any) -> None:
    """Read articles and write the graph.

    PATHS are files, folders, or - for standard input: .txt, .md, .html, .json, .jsonl. A file NAME.meta.json beside an
    article gives its title, publisher, published, url, author. Written are graph.ttl, graph.html and extractions.jsonl;
    corpus.sqlite keeps what was read, so that the same article is read once.
    """
    run(add=False, **options)


@main.command()
@reading_options
@build_options
def add(**options: Any) -> None:
    """Add articles to the graph in the output folder.

    The result is the same as that of a build of all articles together.
    """
    run(add=True, **options)


@main.command()
@click.argument("names", nargs=-1, required=True)
@build_options
def remove(
    names: tuple[str, ...],
    output: Path,
    model: str,
    decisions: Path | None,
    no_open: bool,
    ontology: Path | None,
    **telling: Any,
) -> None:
    """Take articles out of the graph in the output folder.

    NAMES are file names, as kg:fileName tells them, or ids of articles. The result is the same as if they had never
    been there.
    """
    with reported(**telling) as run, opened(output, model, ontology, no_open) as (corpus, onto):
        members = corpus.whole()
        unknown = [n for n in names if n not in members.values() and n not in members]
        if unknown:
            there = ", ".join(sorted(members.values())[:20]) or "none"
            raise StoreError(f"{unknown[0]}: no article of {output} has this name; there are {there}")
        corpus.set_members({i: f for i, f in members.items() if i not in names and f not in names})
        finish(corpus, onto, output, decisions, run)


def run(
    paths: tuple[str, ...], output: Path, model: str, decisions: Path | None, publisher: str, published: Any, url: str,
    workers: int, engine: str, master: str, parts: str, no_open: bool, ontology: Path | None, add: bool, **telling: Any,
) -> None:  # fmt: skip
    """Extracts what is new, merges all, writes the graph."""
    from kg.metadata import Metadata

    if engine != "spark" and (master or parts):
        raise click.UsageError(f"{'--master' if master else '--parts'} is an option of --engine spark")
    defaults = Metadata(publisher=publisher, published=published.date() if published else None, url=url)
    with reported(**telling) as run, opened(output, model, ontology, no_open) as (corpus, onto):
        if add and not corpus.members() and (output / "graph.ttl").exists():
            raise StoreError(
                f"{output / CORPUS}: knows no article of the graph beside it, which would be lost; build them again"
            )
        settings: dict[str, Any] = {"add": add, "model": model, "defaults": defaults, "open_layer": not no_open}
        settings["onerror"] = run.skip
        with spark_session(engine, master, run) as there:
            with run.stage("read"):
                if there:
                    update_on_spark(there, run, corpus, paths, onto, **settings)
                else:
                    update_here(paths, workers, run, corpus, onto, **settings)
            score = scored_on_spark(there, corpus, onto, model, no_open) if there else None
            finish(corpus, onto, output, decisions, run, score)
            if there and parts:
                parts_on_spark(there, run, output / "graph.ttl", onto, parts)
    sys.exit(1 if run.skipped else 0)


@contextmanager
def reported(quiet: bool, verbose: bool, log_json: bool, report: Path | None) -> Iterator[Run]:
    """A run that tells of itself, and of how it ended, as asked."""
    run = Run(quiet=quiet, verbose=verbose, as_json=log_json, reported=report is not None)
    try:
        yield run
        run.outcome = "done"
    except KGError as error:
        run.outcome = str(error)
        run.tell("failed", f"kg: {error}", reason=str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        run.outcome = "broken off"
        raise
    finally:
        if report:
            run.write(report)


def update_here(
    paths: tuple[str, ...], workers: int, run: Run, corpus: Corpus, onto: Ontology, **settings: Any
) -> None:
    """Extracts what is new on this machine."""
    from kg.pipeline import update

    meter = Meter(paths)
    stream = update(corpus, meter.files(), onto, workers=workers, **settings)
    for extraction in progress(stream, meter, run):
        run.have_read(extraction)


def opened(output: Path, model: str, ontology: Path | None, no_open: bool) -> Any:
    """The corpus of an output folder with the ontology, as a context."""
    from kg.corpus import open_corpus, recipe_of
    from kg.embedded import find_model
    from kg.ontology import Ontology

    onto = Ontology.load(ontology)
    recipe = recipe_of(find_model(model)[1], onto.folder, open_layer=not no_open)

    @contextmanager
    def both() -> Iterator[tuple[Corpus, Ontology]]:
        with open_corpus(output / CORPUS, recipe) as corpus:
            yield corpus, onto

    return both()


@without_collection()
def finish(
    corpus: Corpus, onto: Ontology, output: Path, decisions: Path | None, run: Run, score: Scorer | None = None
) -> None:
    """Merges the corpus and writes all outputs, unless they are there and nothing has changed."""
    file = decisions or output / DECISIONS
    files = [file, *(output / name for name in RESULTS)]
    remove_parts(output / name for name in RESULTS)
    counts = corpus.result(corpus.state(files))
    extractions = list(corpus.extractions()) if run.names_articles or not counts else []
    if not counts:
        counts = write(corpus, extractions, onto, output, file if file.is_file() else None, run, score)
        corpus.set_result(corpus.state(files), counts)
    run.tell_articles(extractions)
    run.finish(counts)
    show(f"{output / 'graph.ttl'}: {in_words(counts)}")


def write(
    corpus: Corpus, extractions: list[Extraction], onto: Ontology, output: Path, decisions: Path | None, run: Run,
    score: Scorer | None,
) -> dict[str, int]:  # fmt: skip
    """Writes the graph in all its forms; what it counts."""
    from kg.decisions import read_decisions
    from kg.html.page import write_page
    from kg.merge import merge_claims
    from kg.rdf import write_rdf

    with run.stage("merge"):
        graph = merge_claims(extractions, onto, read_decisions(decisions) if decisions else (), score=score)
    with run.stage("write"):
        write_atomic(output / "extractions.jsonl", (line + "\n" for line in corpus.lines()))
        write_rdf(graph, output / "graph.ttl")
        write_page(graph, onto, output / "graph.html")
    return {kind: len(getattr(graph, kind)) for kind in _ONE}


def in_words(counts: dict[str, int]) -> str:
    """The size of a graph in words."""
    return ", ".join(f"{count} {kind if count != 1 else _ONE[kind]}" for kind, count in counts.items())


_ONE = {
    "articles": "article",
    "entities": "entity",
    "events": "event",
    "statements": "statement",
    "contradictions": "contradiction",
}
