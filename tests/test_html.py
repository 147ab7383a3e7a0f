"""The page as a file: whole, safe and the same in every run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Entity, KnowledgeGraph
from kg.html import notebook_html, render_page, statement_rows, write_page
from kg.html.kinds import FOLDED
from kg.html.picture import CORE, DRAW_ALL
from kg.model import Article, Claim, Evidence, Quantity, Span
from kg.ontology import Ontology
from tests.browser.graphs import everywhere, large, strike


class Page(HTMLParser):
    """Elements with their attributes, and the texts of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.raw:
            self._open = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw[self._open][-1] += data


def data_of(html: str) -> Any:
    """The graph as the script of the page reads it."""
    return json.loads(Page(html).raw["script"][0])


@pytest.fixture(scope="module")
def html(onto: Ontology) -> str:
    return render_page(strike(), onto)


def test_nothing_is_loaded_from_elsewhere(html: str) -> None:
    loading = {"src", "href", "action", "data", "srcset", "poster", "background"}
    for tag, attributes in Page(html).elements:
        for name in loading & set(attributes):
            assert (tag, name, attributes[name]) == ("link", "href", "data:,")
    assert "@import" not in html
    assert "url(" not in "".join(Page(html).raw["style"])


def test_the_policy_allows_exactly_these_scripts_and_this_style(html: str) -> None:
    page = Page(html)
    policy = next(a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None

    def source(text: str) -> str:
        plain = text.replace("\r\n", "\n")
        return f"'sha256-{base64.b64encode(hashlib.sha256(plain.encode()).digest()).decode()}'"

    data, options, *scripts = page.raw["script"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"].split() == [source(s) for s in scripts]
    assert directives["style-src"].split() == [source(s) for s in page.raw["style"]]
    assert "unsafe" not in policy
    assert json.loads(data)
    assert json.loads(options)["physics"] == {"enabled": False}


def test_vis_network_is_that_of_pyvis_byte_for_byte(html: str) -> None:
    vis = files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js"
    assert vis.read_bytes() in html.encode()


def test_every_node_and_statement_is_in_the_page_with_its_words(html: str) -> None:
    graph, data = strike(), data_of(html)
    assert {n["name"] for n in data["nodes"]} >= {graph.name(i) for i in (*graph.entities, *graph.events)}
    assert [s["id"] for s in data["page"]["statements"]] == [s.id for s in graph.statements]
    for told, statement in zip(data["page"]["statements"], graph.statements, strict=True):
        text = data["page"]["articles"][told["a"]]["text"]
        assert text[slice(*told["at"])] == statement.evidence.sentence.text
        assert text[slice(*told["trigger"])] == statement.evidence.trigger.text
        assert data["nodes"][told["s"]]["id"] == "n:" + statement.claim.subject


def test_a_text_is_stored_once(html: str) -> None:
    assert html.count("Some 2,000 dockers went on strike") == 1


HOSTILE = ["</script><script>hit()</script>", "<!--<script>", "]]>", "{{ 7 * 7 }}", "\u202e\x00\x1b\u2066"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_place(text: str, onto: Ontology) -> None:
    clean, marked = Page(render_page(strike(), onto)), Page(render_page(everywhere(text), onto))
    assert [t for t, _ in clean.elements] == [t for t, _ in marked.elements]
    assert clean.raw["script"][1:] == marked.raw["script"][1:]


def test_the_bytes_are_the_same_in_every_run(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.html import write_page; from kg.ontology import Ontology;"
        "from tests.browser.graphs import strike, large;"
        "onto = Ontology.load();"
        "write_page(strike(), onto, Path(sys.argv[1])); write_page(large(600), onto, Path(sys.argv[2]))"
    )
    seen = set()
    for seed, encoding in (("0", "utf-8"), ("1", "cp1252"), ("2", "ascii")):
        paths = [str(tmp_path / f"{name}-{seed}.html") for name in ("strike", "large")]
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONIOENCODING": encoding,
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
        }
        subprocess.run([sys.executable, "-c", code, *paths], check=True, env=environment, cwd=Path(__file__).parents[1])
        seen.add(tuple(Path(p).read_bytes() for p in paths))
    assert len(seen) == 1


def test_an_empty_graph_has_a_page(onto: Ontology, tmp_path: Path) -> None:
    write_page(KnowledgeGraph(), onto, tmp_path / "deep/graph.html")
    html = (tmp_path / "deep/graph.html").read_text(encoding="utf-8")
    assert "<title>News graph</title>" in html
    assert data_of(html)["nodes"] == []


def test_the_title_is_the_main_event_or_the_one_given(onto: Ontology) -> None:
    assert '<h1 dir="auto">Porto Novo strike, 5 March 2024</h1>' in render_page(strike(), onto)
    assert '<h1 dir="auto">a &lt;b&gt; c</h1>' in render_page(strike(), onto, title="a <b>\u202e c")


def test_ids_that_objects_have_from_birth_are_prefixed(html: str) -> None:
    ids = {n["id"] for n in data_of(html)["nodes"]}
    assert {"n:constructor", "n:__proto__"} <= ids
    assert all(re.match(r"[nf]:", i) for i in ids)


def test_what_is_folded_is_drawn_as_a_link(html: str) -> None:
    links = {(e["from"], e["label"], e["to"], e.get("folded")) for e in data_of(html)["edges"]}
    assert ("n:elise", "spokesperson", "n:port", "role") in links
    assert ("n:elise", "spoke of", "n:port", "speech") in links


def test_one_item_stands_for_a_figure_however_many_tell_it(html: str) -> None:
    figures = [n for n in data_of(html)["nodes"] if n["kind"] == "figure"]
    assert [(n["label"], n["name"]) for n in figures] == [
        ("300 – 2,100 people", "Porto Novo strike, 5 March 2024: head count")
    ]


def test_a_small_graph_is_drawn_whole_and_a_large_one_has_a_core(onto: Ontology) -> None:
    def rest(graph: KnowledgeGraph) -> tuple[int, int]:
        nodes = [n for n in data_of(render_page(graph, onto))["nodes"] if n["kind"] not in FOLDED]
        return len(nodes), sum(1 for n in nodes if not n.get("rest"))

    assert rest(strike()) == (16, 13)
    total, core = rest(large(600))
    assert total > 600
    assert CORE <= core <= DRAW_ALL


def test_a_number_beyond_json_does_not_break_the_page(onto: Ontology) -> None:
    article = Article("a", "Many came.", file_name="a.txt")
    sentence = Span(0, 10, "Many came.")
    huge = Quantity(Decimal("1e999"), Decimal("NaN"), None, "Exactly", "", "Many")
    claim = Claim("x", "headCount", None, huge, (Evidence("a", sentence, Span(0, 4, "Many"), "test"),))
    graph = KnowledgeGraph({"a": article}, {"a": (sentence,)}, {"x": Entity("x", "NoSuchClass", "X")}, claims=(claim,))
    data = data_of(render_page(graph, onto))
    assert data["page"]["statements"][0]["value"] == {"type": "figure", "text": "Many"}
    assert {n["kind"] for n in data["nodes"]} == {"other", "figure"}


def test_in_a_notebook_the_page_is_a_frame_that_touches_nothing_else(onto: Ontology) -> None:
    frame = notebook_html(strike(), onto)
    (tag, attributes), *others = Page(frame).elements
    assert (tag, others) == ("iframe", [])
    assert attributes["srcdoc"] == render_page(strike(), onto)
    assert "allow-same-origin" not in (attributes["sandbox"] or "")


def test_statements_are_rows_for_a_table() -> None:
    rows = {row["object"]: row for row in statement_rows(strike()) if row["property"] == "headCount"}
    assert rows["300"]["speaker"] == "Élise Müller"
    assert (rows["300"]["min"], rows["300"]["unit"], rows["300"]["outlet"]) == (300, "person", "The Quay")
    assert rows["Some 2,000 dockers"]["rank"] == "Preferred"
    assert len({tuple(row) for row in statement_rows(strike())}) == 1
