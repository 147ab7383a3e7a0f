"""A graph for tools that draw and measure networks: GraphML, GEXF (Gephi), node-link JSON (networkx, D3)."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

from kg.files import write_atomic
from kg.formats.sheets import cell
from kg.formats.tables import EdgeRow, NodeRow, column_types, edge_rows, node_rows
from kg.graph import KnowledgeGraph
from kg.ontology import DATA, Ontology
from kg.text import HALF_PAIR, xml_text

Pair = NodeRow | EdgeRow
_ENDS = ("id", "source", "target")  # what the formats hold beside the attributes of an edge
_SHOWN = frozenset({"label", "start", "end"})  # what GEXF holds beside the attributes
_KINDS = {bool: "boolean", int: "integer", Decimal: "double"}


def write_graphml(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA) -> list[Path]:
    """Writes GraphML: parallel edges, typed attributes. What XML cannot hold becomes U+FFFD."""
    write_atomic(path, _graphml(node_rows(graph, onto, base), edge_rows(graph, onto)))
    return [path]


def _graphml(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, kind in (("node", NodeRow), ("edge", EdgeRow)):
        for name, type_ in _attributes(kind):
            type_ = {"integer": "int"}.get(type_, type_)
            yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '  <graph id="graph" edgedefault="directed">\n'
    for node in nodes:
        yield f'    <node id="{xml_text(node.id)}">{_data("node", node)}</node>\n'
    for edge in edges:
        ends = f'source="{xml_text(edge.source)}" target="{xml_text(edge.target)}"'
        yield f'    <edge id="{edge.id}" {ends}>{_data("edge", edge)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _data(domain: str, row: Pair) -> str:
    held = ((name, getattr(row, name)) for name, _ in _attributes(type(row)))
    return "".join(f'<data key="{domain}-{n}">{xml_text(cell(v))}</data>' for n, v in held if v not in (None, ""))


def _attributes(kind: type[Pair]) -> list[tuple[str, str]]:
    """Names and types of the attributes of nodes or edges: string, boolean, integer or double."""
    return [(n, _KINDS.get(t, "string")) for n, t in column_types(kind).items() if n not in _ENDS]


def write_gexf(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA) -> list[Path]:
    """Writes GEXF 1.2 for Gephi: events, and what happens in them, stand on the days on which they can have been."""
    write_atomic(path, _gexf(node_rows(graph, onto, base), edge_rows(graph, onto)))
    return [path]


def _gexf(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '  <graph mode="dynamic" timeformat="date" defaultedgetype="directed">\n'
    for domain, kind in (("node", NodeRow), ("edge", EdgeRow)):
        yield f'    <attributes class="{domain}">\n'
        for name, type_ in (a for a in _attributes(kind) if a[0] not in _SHOWN):
            yield f'      <attribute id="{domain}-{name}" title="{name}" type="{type_}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node in nodes:
        name = f'id="{xml_text(node.id)}" label="{xml_text(node.label)}"'
        yield f"      <node {name}{_spell(node)}>{_values('node', node)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for edge in edges:
        ends = f'source="{xml_text(edge.source)}" target="{xml_text(edge.target)}" label="{xml_text(edge.label)}"'
        yield f'      <edge id="{edge.id}" {ends} weight="{edge.claims}"{_spell(edge)}>{_values("edge", edge)}</edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _spell(row: Pair) -> str:
    days = (("start", row.start), ("end", row.end))
    return "".join(f' {name}="{day.isoformat()}"' for name, day in days if day)


def _values(domain: str, row: Pair) -> str:
    names = [n for n, _ in _attributes(type(row)) if n not in _SHOWN]
    held = [(n, v) for n in names if (v := getattr(row, n)) not in (None, "")]
    inside = "".join(f'<attvalue for="{domain}-{n}" value="{xml_text(cell(v))}"/>' for n, v in held)
    return f"<attvalues>{inside}</attvalues>"


def write_node_link(graph: KnowledgeGraph, onto: Ontology, path: Path, *, base: str = DATA) -> list[Path]:
    """Writes node-link JSON as networkx reads it with `node_link_graph(data, edges="edges")`: a directed multigraph."""
    write_atomic(path, _node_link(node_rows(graph, onto, base), edge_rows(graph, onto)))
    return [path]


def _node_link(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Iterator[str]:
    yield '{"directed":true,"multigraph":true,"graph":{},\n"nodes":['
    yield from _joined(_json({f.name: getattr(n, f.name) for f in fields(n)}) for n in nodes)
    yield '],\n"edges":['
    yield from _joined(
        _json({"key": e.id} | {f.name: getattr(e, f.name) for f in fields(e) if f.name != "id"}) for e in edges
    )
    yield "]}\n"


def _joined(items: Iterable[str]) -> Iterator[str]:
    return (lead + item for lead, item in zip(itertools.chain(["\n"], itertools.repeat(",\n")), items, strict=False))


def _json(record: dict[str, object]) -> str:
    plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in record.items()}
    return HALF_PAIR.sub("�", json.dumps(plain, ensure_ascii=False))
