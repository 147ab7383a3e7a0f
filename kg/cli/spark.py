"""What `kg build` does on Spark; nothing of it is loaded where Spark is not asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from kg.cli.report import Run
    from kg.corpus import Corpus
    from kg.merge.namesakes import Scorer
    from kg.ontology import Ontology


@contextmanager
def spark_session(engine: str, master: str, run: Run) -> Iterator[SparkSession | None]:
    """A session on a Spark master where Spark is the engine, else None."""
    if engine != "spark":
        yield None
        return
    from kg.spark import open_session

    with open_session(master, progress=sys.stderr.isatty() and not run.quiet) as session:
        yield session


def update_on_spark(session: SparkSession, run: Run, corpus: Corpus, *arguments: Any, **settings: Any) -> None:
    """Extracts what is new."""
    from kg.spark import update

    update(session, corpus, *arguments, **settings)
    run.read = len(corpus.members())


def scored_on_spark(session: SparkSession, corpus: Corpus, onto: Ontology, model: str, no_open: bool) -> Scorer:
    """What compares names."""
    from kg.spark import scorer

    return scorer(session, corpus, onto, model=model, open_layer=not no_open)


def parts_on_spark(session: SparkSession, run: Run, graph: Path, onto: Ontology, place: str) -> None:
    """Writes the graph in parts as well."""
    from kg.spark.parts import write_parts

    with run.stage("parts"):
        write_parts(session, graph, onto, place)
