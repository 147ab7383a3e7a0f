"""The graph in parts on any file system that Spark writes to: N-Triples, and tables as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from kg.formats.sheets import arrow_table, tables
from kg.ontology import Ontology
from kg.rdf import pieces
from kg.rdf.read import read_with_base

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

T = TypeVar("T")

ROWS = 100_000  # that are handed to Spark at once; each core writes a part of them


def write_parts(session: SparkSession, path: Path, onto: Ontology, place: str) -> None:
    """Writes a graph as folders of parts below `place`, a path or URL; what was in these folders is replaced.

    `path` is the file of the graph. The folders are triples (N-Triples), and nodes, edges and claims (Parquet, the
    tables of `kg export graph.parquet`).
    """
    graph, base = read_with_base(path, onto)
    for name, kind, rows in tables(graph, onto, base):
        _write(session, (arrow_table(kind, some) for some in _some(rows)), f"{place}/{name}", "parquet")
    lines = (line for piece in pieces(graph, "ntriples", base=base) for line in piece.split("\n") if line)
    _write(session, (pa.table({"value": some}) for some in _some(lines)), f"{place}/triples", "text")


def _write(session: SparkSession, made: Iterable[pa.Table], folder: str, form: str) -> None:
    mode = "overwrite"
    for table in made:
        session.createDataFrame(table).write.mode(mode).format(form).save(folder)
        mode = "append"


def _some(items: Iterable[T]) -> Iterator[list[T]]:
    items = iter(items)
    while some := list(islice(items, ROWS)):
        yield some
