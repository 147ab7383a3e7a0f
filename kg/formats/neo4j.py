"""A graph for Neo4j: one Cypher script that loads it, or CSV files for `neo4j-admin database import`.

Nodes carry their class and all classes above it as labels; relationships are statements, each with its sentence, so
that every edge leads to its source. Figures are nodes, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

from kg.files import write_atomic
from kg.formats.sheets import cell, csv_lines
from kg.formats.tables import ClaimRow, NodeRow, Row, claim_rows, column_types, node_rows
from kg.graph import KnowledgeGraph, quantity_id
from kg.model import Quantity
from kg.ontology import DATA, Ontology

BATCH = 500  # rows a Cypher statement
_HEAD = (
    "// Loads the graph: cypher-shell -u neo4j -p PASSWORD -f {name}\n"
    "CREATE CONSTRAINT kg_node IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n"
)
_IMPORT = (
    "neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv "
    "--multiline-fields=true --overwrite-destination=true neo4j\n"
)
_ENDS = frozenset({"subject", "object", "subject_label", "object_label"})
_TYPES: dict[type, str] = {bool: ":boolean", int: ":long", Decimal: ":double", date: ":date"}
_FIGURES = ("amount:double", "min:double", "max:double", "unit")
LONG = 2**63  # beyond it a number is written as a double
Record = dict[str, object]


def write_cypher(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA) -> list[Path]:
    """Writes one Cypher script that makes all nodes and relationships; loading it twice changes nothing."""
    write_atomic(path, _script(graph, onto, path.name, base))
    return [path]


def write_import(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA) -> list[Path]:
    """Writes a folder with nodes.csv and relationships.csv for neo4j-admin, and import.sh with the statement."""
    rows = ([*map(cell, record.values()), ";".join(labels)] for labels, record in _nodes(graph, onto, base))
    header = ["id:ID", *_columns(NodeRow, without={"id"}), *_FIGURES, ":LABEL"]
    write_atomic(path / "nodes.csv", csv_lines(header, rows, raw=True))
    links = ([a, b, kind, *map(cell, record.values())] for kind, a, b, record in _links(graph, onto))
    header = [":START_ID", ":END_ID", ":TYPE", *_columns(ClaimRow, without=_ENDS)]
    write_atomic(path / "relationships.csv", csv_lines(header, links, raw=True))
    write_atomic(path / "import.sh", "#!/bin/sh\n" + _IMPORT)
    return [path / n for n in ("nodes.csv", "relationships.csv", "import.sh")]


def _nodes(graph: KnowledgeGraph, onto: Ontology, base: str) -> Iterator[tuple[tuple[str, ...], Record]]:
    """Yields nodes as (labels, properties): entities, events and figures."""
    none: Record = {f.name: None for f in fields(NodeRow)} | dict.fromkeys(("amount", "min", "max", "unit"))
    for row in node_rows(graph, onto, base):
        yield ("Node", *onto.ancestors(row.type)), none | {f.name: getattr(row, f.name) for f in fields(row)}
    for id_, q in sorted(_quantities(graph).items()):
        named: Record = {"id": id_, "label": q.text, "type": "Quantity", "unit": q.unit}
        yield ("Node", "Quantity"), none | named | {"amount": q.amount, "min": q.min, "max": q.max}


def _quantities(graph: KnowledgeGraph) -> dict[str, Quantity]:
    return {quantity_id(c.value): c.value for c in graph.claims if isinstance(c.value, Quantity)}


def _links(graph: KnowledgeGraph, onto: Ontology) -> Iterator[tuple[str, str, str, Record]]:
    """Yields statements between nodes as (type, start, end, properties)."""
    claims = {s.id: s.claim for s in graph.statements}
    for row in claim_rows(graph, onto):
        value = claims[row.id].value
        target = row.object or (quantity_id(value) if isinstance(value, Quantity) else "")
        if target:
            kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", row.property).upper()
            yield kind, row.subject, target, _properties(row)


def _columns(kind: type[Row], without: Set[str]) -> list[str]:
    """The header of the fields of a row, with the types that are not text."""
    return [f"{n}{_TYPES.get(t, '')}" for n, t in column_types(kind).items() if n not in without]


def _properties(row: ClaimRow) -> Record:
    return {f.name: getattr(row, f.name) for f in fields(row) if f.name not in _ENDS}


def _script(graph: KnowledgeGraph, onto: Ontology, name: str, base: str) -> Iterator[str]:
    yield _HEAD.format(name=name)
    by_labels: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for labels, record in _nodes(graph, onto, base):
        by_labels[labels].append(record)
    for labels in sorted(by_labels):
        rest = "".join(f":{label}" for label in labels[1:])
        for rows in _batches(by_labels[labels]):
            yield f"UNWIND {rows} AS row\nMERGE (n:Node {{id: row.id}}) SET n += row SET n{rest};\n"
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for kind, source, target, record in _links(graph, onto):
        by_kind[kind].append({"source": source, "target": target, "told": record})
    for kind in sorted(by_kind):
        for rows in _batches(by_kind[kind]):
            yield (
                f"UNWIND {rows} AS row\nMATCH (a:Node {{id: row.source}}), (b:Node {{id: row.target}})\n"
                f"MERGE (a)-[r:{kind} {{id: row.told.id}}]->(b) SET r += row.told;\n"
            )


def _batches(records: list[Record]) -> Iterator[str]:
    for start in range(0, len(records), BATCH):
        yield "[\n  " + ",\n  ".join(map(_literal, records[start : start + BATCH])) + "\n]"


def _literal(value: object) -> str:
    """A value in Cypher; nulls are left out of maps."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_literal(v)}" for k, v in value.items() if v is not None and v != "") + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if abs(value) < LONG else repr(float(value))
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    return f"'{_CYPHER.sub(_escape, str(value))}'"


_CYPHER = re.compile("['\\\\\x00-\x1f\x7f\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return "�"
    return f"\\{char}" if char in "'\\" else f"\\u{ord(char):04X}"
