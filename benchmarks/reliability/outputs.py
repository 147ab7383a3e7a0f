"""Hostile strings through every output, read again by another tool: all of it readable, and equal.

What may differ: half surrogates have become U+FFFD on reading, as have characters in XML that it cannot hold; line ends
and tabs in attributes of XML (GEXF) are spaces; of the page only what can be seen is compared.
"""

from __future__ import annotations

import csv
import html.parser
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib

from benchmarks.reliability.row import Row
from benchmarks.reliability.strings import hostile_strings
from kg.errors import QueryError
from kg.formats import write_graph
from kg.graph import KnowledgeGraph, digest
from kg.html.page import render_page, write_page
from kg.merge import merge_claims
from kg.model import Article, Extraction, Mention, Referent, Span
from kg.ontology import Ontology
from kg.query.gate import check_query
from kg.query.questions import fill, find_question
from kg.text import printable, safe_cell

BATCH = 500  # strings a graph
_HALF = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def graph_of(strings: list[str], onto: Ontology) -> KnowledgeGraph:
    """A graph in which each string is the title, author and file name of an article and the name of a company."""
    return merge_claims([_extraction(plain(s)) for s in strings], onto)


def _extraction(string: str) -> Extraction:
    text = f"{string} is a company."
    article = Article(
        digest(string), text, title=string, author=string, file_name=f"../{string}", notes=(string,), publisher="Tide"
    )
    span = Span(0, len(string), string) if string else Span(0, 2, text[:2])
    company = Referent("c", "Company", string, (string + " Works",), named=True)
    return Extraction(article, (Span(0, len(text), text),), (company,), (Mention(span, "named", "c"),), ())


def rows(count: int, work: Path) -> Iterator[Row]:
    """`count` strings, 0 for all, in graphs of some hundred."""
    onto, strings = Ontology.load(), hostile_strings(count)
    faults: dict[str, list[str]] = {name: [] for name in (*READERS, *OTHERS)}
    for at in range(0, len(strings), BATCH):
        batch = strings[at : at + BATCH]
        graph = graph_of(batch, onto)
        for name, (suffix, read, change) in READERS.items():
            wanted = {change(s) for s in _names(graph)}
            try:
                found = read(_write(graph, onto, work / f"graph{suffix}", raw="raw" in name))
                faults[name] += [f"{s!r} is not there" for s in sorted(wanted - found)]
            except Exception as error:
                faults[name].append(f"not readable: {type(error).__name__}: {str(error)[:200]}")
        for name, check in OTHERS.items():
            faults[name] += check(graph, onto, batch)
    for name, found in faults.items():
        for fault in found[:3]:
            print(f"{name}: {fault}")
        yield Row(name, "readable and equal", f"{len(strings):,} strings, {len(found)} faults", not found)


def _names(graph: KnowledgeGraph) -> set[str]:
    """All names of things."""
    return {n for thing in (*graph.entities.values(), *graph.events.values()) for n in (thing.name,)}


def _write(graph: KnowledgeGraph, onto: Ontology, path: Path, *, raw: bool) -> Path:
    if path.suffix == ".html":
        write_page(graph, onto, path)
        return path
    return write_graph(graph, path, onto, raw=raw)[0]


def plain(text: str) -> str:
    """What every form keeps."""
    return _HALF.sub("\ufffd", text)


def xml(text: str) -> str:
    """What XML keeps."""
    return _NOT_XML.sub("\ufffd", text)


def attribute(text: str) -> str:
    """What an attribute of XML keeps, white space aside."""
    return " ".join(xml(text).split())


def shown(text: str) -> str:
    """What of a name can be seen on a page, spaces aside."""
    seen = "".join(" " if c.isspace() else c for c in plain(text) if c.isspace() or unicodedata.category(c)[0] != "C")
    return "".join(seen.split())


def by_oxigraph(path: Path) -> set[str]:
    """All literals of a file."""
    return {str(q.object.value) for q in ox.parse(path=str(path)) if isinstance(q.object, ox.Literal)}


def by_rdflib(path: Path) -> set[str]:
    """All literals of a file."""
    rdflib.NORMALIZE_LITERALS = False
    return {str(o) for o in rdflib.Graph().parse(path).objects() if isinstance(o, rdflib.Literal)}


def by_csv(path: Path) -> set[str]:
    """The labels in a table."""
    with path.open(newline="", encoding="utf-8") as file:
        return {row["label"] for row in csv.DictReader(file)}


def by_arrow(path: Path) -> set[str]:
    """The labels in a table."""
    import pyarrow.parquet as pq

    return set(pq.read_table(path).to_pydict()["label"])


def by_networkx(path: Path) -> set[str]:
    """The labels of the nodes."""
    import networkx as nx

    if path.suffix == ".json":
        graph = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    else:
        graph = nx.read_graphml(path, force_multigraph=True) if path.suffix == ".graphml" else nx.read_gexf(path)
    labels = {label for _, label in graph.nodes(data="label")}
    return {" ".join(label.split()) for label in labels} if path.suffix == ".gexf" else labels


class _Page(html.parser.HTMLParser):
    """Collects the data of a page, and its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.data, self._inside = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = ("id", "graph-data") in attrs

    def handle_data(self, data: str) -> None:
        self.data += data if self._inside else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def by_browser(path: Path) -> set[str]:
    """The names of the nodes of a page, whose elements are those of a page without hostile strings."""
    page, harmless = _Page(), _Page()
    page.feed(path.read_text(encoding="utf-8"))
    onto = Ontology.load()
    harmless.feed(render_page(graph_of(["Norvik Works"], onto), onto))
    if page.tags != harmless.tags:
        raise ValueError(f"elements that do not belong there: {Counter(page.tags) - Counter(harmless.tags)}")
    return {shown(node["name"]) for node in json.loads(page.data)["nodes"]}


def parameters(graph: KnowledgeGraph, onto: Ontology, strings: list[str]) -> list[str]:
    """Each string as the value of a question's parameter: nothing found, or a query that the gate lets through."""
    store = ox.Store()
    question, faults = find_question("figures"), []
    for string in strings:
        try:
            check_query(fill(question, {question.parameters[0].name: string}, store))
        except QueryError:
            continue
        except Exception as error:
            faults.append(f"{string!r}: {type(error).__name__}: {error}")
    return faults


def terminal(graph: KnowledgeGraph, onto: Ontology, strings: list[str]) -> list[str]:
    """Each string as it is shown: without anything that steers a terminal or turns the direction of letters."""
    steering = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return [repr(s) for s in strings if any(unicodedata.category(c) in steering for c in printable(s) if c != "\n")]


READERS: dict[str, tuple[str, Callable[[Path], set[str]], Callable[[str], str]]] = {
    "Turtle by rdflib": (".ttl", by_rdflib, plain),
    "Turtle by pyoxigraph": (".ttl", by_oxigraph, plain),
    "TriG by pyoxigraph": (".trig", by_oxigraph, plain),
    "N-Triples by pyoxigraph": (".nt", by_oxigraph, plain),
    "N-Quads by pyoxigraph": (".nq", by_oxigraph, plain),
    "RDF/XML by rdflib": (".rdf", by_rdflib, xml),
    "RDF/XML by pyoxigraph": (".rdf", by_oxigraph, xml),
    "JSON-LD by pyoxigraph": (".jsonld", by_oxigraph, plain),
    "CSV": (".csv", by_csv, lambda s: safe_cell(plain(s))),
    "CSV, raw": (".csv", by_csv, plain),
    "Parquet by pyarrow": (".parquet", by_arrow, plain),
    "GraphML by networkx": (".graphml", by_networkx, xml),
    "GEXF by networkx": (".gexf", by_networkx, attribute),
    "JSON by networkx": (".json", by_networkx, plain),
    "neo4j-admin CSV": (".neo4j", by_csv, plain),
    "page by html.parser": (".html", by_browser, shown),
}
OTHERS: dict[str, Callable[[KnowledgeGraph, Ontology, list[str]], list[str]]] = {
    "parameter of a question": parameters,
    "terminal": terminal,
}
