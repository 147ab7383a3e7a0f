"""The answer to a query, whichever engine gave it, and the forms in which it is handed on.

Forms for people and spreadsheets shorten IRIs; the forms of the W3C (SPARQL results, Turtle ...) keep every term whole.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import DATA, PREFIXES, VOCABULARY
from kg.text import printable, safe_cell, xml_text

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives. `form` is "select", "ask" (one row with one boolean) or "graph" (rows are triples)."""

    form: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as text; IRIs of the ontology are shortened. ASK gives one cell, CONSTRUCT its triples."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shorten(term: object, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A term for people: the text of a literal, an IRI with its prefix."""
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    if isinstance(term, ox.NamedNode):
        first = {"kg": VOCABULARY, "id": prefixes.get("id", DATA)}
        for prefix, base in (*first.items(), *prefixes.items()):
            if value.startswith(base):
                return f"{prefix}:{value[len(base) :]}"
    return value


def to_table(answer: Answer, prefixes: Mapping[str, str] = PREFIXES) -> Table:
    """An answer as text for people."""
    if answer.form == "ask":
        return Table(("answer",), (("yes" if _truth(answer) else "no",),))
    return Table(answer.columns, tuple(tuple(shorten(t, prefixes) for t in row) for row in answer.rows))


def _truth(answer: Answer) -> bool:
    return str(getattr(answer.rows[0][0], "value", "")) == "true"


def to_json(table: Table) -> str:
    """The rows as a JSON list of objects."""
    return json.dumps([dict(zip(table.columns, row, strict=True)) for row in table.rows], ensure_ascii=False, indent=2)


def to_csv(table: Table) -> str:
    """The rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([safe_cell(c) for c in row] for row in table.rows)
    return out.getvalue()


def to_text(table: Table, width: int = 0) -> str:
    """The rows in aligned columns; cells longer than `width` characters are cut, 0 leaves them whole."""
    rows = [tuple(_cell(c, width) for c in row) for row in (table.columns, *table.rows)]
    sizes = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    lines = ["  ".join(c.ljust(s) for c, s in zip(row, sizes, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * s for s in sizes), *lines[1:]])


def _cell(text: str, width: int) -> str:
    line = printable(" ".join(text.split()))
    return line if not width or len(line) <= width else line[: width - 1] + "…"


def to_tsv(answer: Answer) -> str:
    """SPARQL 1.1 results as TSV: each term as in Turtle."""
    lines = ["\t".join(f"?{c}" for c in answer.columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def to_sparql_json(answer: Answer) -> str:
    """SPARQL 1.1 results as JSON."""
    if answer.form == "ask":
        return json.dumps({"head": {}, "boolean": _truth(answer)}) + "\n"
    rows = [
        {c: _json_term(t) for c, t in zip(answer.columns, row, strict=True) if t is not None} for row in answer.rows
    ]
    return json.dumps({"head": {"vars": answer.columns}, "results": {"bindings": rows}}, ensure_ascii=False) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), map(_json_term, term), strict=True)
        return {"type": "triple", "value": dict(parts)}
    if not isinstance(term, ox.Literal):
        return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        return found | {"xml:lang": term.language}
    return found if term.datatype.value == STRING else found | {"datatype": term.datatype.value}


def to_sparql_xml(answer: Answer) -> str:
    """SPARQL 1.1 results as XML; characters that XML cannot hold become U+FFFD."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if answer.form == "ask":
        return f"{head}<head/>\n<boolean>{str(_truth(answer)).lower()}</boolean>\n</sparql>\n"
    names = "".join(f'<variable name="{c}"/>' for c in answer.columns)
    rows = []
    for row in answer.rows:
        cells = zip(answer.columns, row, strict=True)
        rows.append("".join(f'<binding name="{c}">{_xml_term(t)}</binding>' for c, t in cells if t is not None))
    body = "\n".join(f"<result>{r}</result>" for r in rows)
    return f"{head}<head>{names}</head>\n<results>\n{body}\n</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return "<triple>" + "".join(f"<{n}>{_xml_term(t)}</{n}>" for n, t in parts) + "</triple>"
    if not isinstance(term, ox.Literal):
        kind = "uri" if isinstance(term, ox.NamedNode) else "bnode"
        return f"<{kind}>{xml_text(term.value)}</{kind}>"
    plain = not term.language and term.datatype.value == STRING
    note = f' xml:lang="{term.language}"' if term.language else f' datatype="{xml_text(term.datatype.value)}"'
    return f"<literal{'' if plain else note}>{xml_text(term.value)}</literal>"


def to_rdf(answer: Answer, syntax: ox.RdfFormat, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The triples of CONSTRUCT or DESCRIBE in an RDF syntax. Raises QueryError for another query."""
    if answer.form != "graph":
        raise QueryError("only CONSTRUCT and DESCRIBE give triples; choose table, csv, tsv, json, srj or xml")
    used: set[str] = {getattr(t, "value", "") for row in answer.rows for t in row if isinstance(t, ox.NamedNode)}
    shown = {p: b for p, b in prefixes.items() if any(iri.startswith(b) for iri in used)}
    triples = (ox.Triple(*row) for row in answer.rows)  # type: ignore[arg-type]
    return (ox.serialize(triples, format=syntax, prefixes=shown) or b"").decode()


def _as_text(write: Callable[[Table], str]) -> Callable[[Answer, Mapping[str, str]], str]:
    return lambda answer, prefixes: write(to_table(answer, prefixes))


def _as_rdf(syntax: ox.RdfFormat) -> Callable[[Answer, Mapping[str, str]], str]:
    return lambda answer, prefixes: to_rdf(answer, syntax, prefixes)


# The forms of an answer by name, each a function of the answer and the prefixes.
FORMS: dict[str, Callable[[Answer, Mapping[str, str]], str]] = {
    "table": _as_text(to_text), "csv": _as_text(to_csv), "json": _as_text(to_json),
    "tsv": lambda a, _: to_tsv(a), "srj": lambda a, _: to_sparql_json(a), "xml": lambda a, _: to_sparql_xml(a),
    "ttl": _as_rdf(ox.RdfFormat.TURTLE), "nt": _as_rdf(ox.RdfFormat.N_TRIPLES), "rdf": _as_rdf(ox.RdfFormat.RDF_XML),
    "jsonld": _as_rdf(ox.RdfFormat.JSON_LD),
}  # fmt: skip


def sorted_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows in an order that does not hang on the engine."""
    return tuple(sorted(rows, key=lambda row: tuple("" if t is None else str(t) for t in row)))
