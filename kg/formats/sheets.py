"""Tables for spreadsheets and data frames: CSV that no spreadsheet runs, and Parquet with typed columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.files import write_atomic
from kg.formats.tables import ClaimRow, EdgeRow, NodeRow, Row, claim_rows, column_types, edge_rows, node_rows
from kg.graph import KnowledgeGraph
from kg.ontology import DATA, Ontology
from kg.text import safe_cell

Made = tuple[str, type[Row], Iterator[Row]]


def tables(graph: KnowledgeGraph, onto: Ontology, base: str) -> list[Made]:
    """The three tables as (name, type of row, rows)."""
    return [
        ("nodes", NodeRow, node_rows(graph, onto, base)),
        ("edges", EdgeRow, edge_rows(graph, onto)),
        ("claims", ClaimRow, claim_rows(graph, onto)),
    ]


def part(path: Path, name: str) -> Path:
    """The file of one table: graph.csv -> graph-nodes.csv."""
    return path.with_name(f"{path.stem}-{name}{path.suffix}")


def write_csv(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA, raw: bool = False) -> list[Path]:
    """Writes NAME-nodes.csv, NAME-edges.csv and NAME-claims.csv (RFC 4180, UTF-8), and returns their paths.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, unless `raw`.
    """
    written = []
    for name, kind, rows in tables(graph, onto, base):
        write_atomic(part(path, name), csv_lines([f.name for f in fields(kind)], map(cells, rows), raw=raw))
        written.append(part(path, name))
    return written


def csv_lines(header: list[str], rows: Iterator[list[str]], *, raw: bool = False) -> Iterator[str]:
    """Yields the lines of a CSV file."""
    guard: Callable[[str], str] = str if raw else safe_cell
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(map(guard, row))
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def cells(row: Row) -> list[str]:
    """A row as text: nothing for None, true and false, plain numbers, ISO dates."""
    return [cell(getattr(row, f.name)) for f in fields(row)]


def cell(value: object) -> str:
    """A value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)


def write_parquet(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA) -> list[Path]:
    """Writes NAME-nodes.parquet, NAME-edges.parquet and NAME-claims.parquet, and returns their paths.

    Raises StoreError where pyarrow is not installed.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise StoreError(f"{path}: Parquet needs pyarrow: pip install 'kg[parquet]'") from error
    written = []
    for name, kind, rows in tables(graph, onto, base):
        sink = io.BytesIO()
        pq.write_table(arrow_table(kind, rows), sink, compression="zstd")
        write_atomic(part(path, name), sink.getvalue())
        written.append(part(path, name))
    return written


def arrow_table(kind: type[Row], rows: Iterable[Row]) -> Any:
    """Rows of one kind as a pyarrow.Table."""
    import pyarrow as pa

    types = {bool: pa.bool_(), int: pa.int64(), date: pa.date32(), Decimal: pa.float64(), str: pa.string()}
    schema = pa.schema([(n, types[t]) for n, t in column_types(kind).items()])
    return pa.Table.from_pylist([{f: _arrow_value(getattr(r, f)) for f in schema.names} for r in rows], schema=schema)


def _arrow_value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value
