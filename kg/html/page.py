"""The page: a pyvis Network with fixed places, poured into a template of our own, as one self-contained file.

No byte of the page leaves or enters over a network; a content security policy allows its own two scripts and its own
style by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

from kg.files import write_atomic
from kg.graph import KnowledgeGraph
from kg.html.labels import clean
from kg.html.payload import edge_options, node_options, page_data
from kg.html.picture import draw_picture
from kg.html.scene import Scene, build_scene
from kg.ontology import Ontology

STYLES = ("base", "frame", "graph", "dossier", "views", "print")
SCRIPTS = (
    "core", "data", "state", "figures", "evidence", "facts", "dossier", "start", "labels", "compose", "paint",
    "network", "pointer", "filters", "dates", "search", "path", "timeline", "coverage", "list", "articles", "gaps",
    "drawing", "exports", "report", "shell", "main",
)  # fmt: skip

# Drawn still from the first moment: no physics, no layout in the browser, no keyboard but ours.
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "keyboard": {"enabled": False}, "multiselect": False, "selectConnectedEdges": False,
        "hoverConnectedEdges": False, "tooltipDelay": 100, "zoomSpeed": 0.7, "dragNodes": True,
    },
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "selectionWidth": 0, "hoverWidth": 0},
}  # fmt: skip


def render_page(graph: KnowledgeGraph, onto: Ontology, *, title: str = "") -> str:
    """The page of a graph as one HTML document; the same graph gives the same bytes.

    `title` is the name of its most important event where none is given.
    """
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup
    from pyvis.network import Network

    scene = build_scene(graph, onto)
    picture = draw_picture(scene)
    net = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.node_ids = _Ids()
    for node in node_options(graph, scene, picture):
        net.add_node(**node)
    for link in scene.links:
        net.add_edge(link.source, link.target, **edge_options(link))
    net.options = OPTIONS
    net.path = "page.html"
    net.templateEnv = Environment(autoescape=True, loader=FileSystemLoader(_folder()), keep_trailing_newline=True)
    parts = {"vis": _vis(), "script": _script(), "style": _style()}
    net.templateEnv.globals.update({name: Markup(part) for name, part in parts.items()})  # noqa: S704 (our own files)
    net.templateEnv.globals["policy"] = _policy(**parts)
    net.templateEnv.globals["page"] = page_data(graph, onto, scene, picture, clean(title) or _main_event(scene))
    return str(net.generate_html(name="page.html"))


def write_page(graph: KnowledgeGraph, onto: Ontology, path: Path, *, title: str = "") -> None:
    """Writes the page of a graph; see `render_page`."""
    write_atomic(path, render_page(graph, onto, title=title))


class _Ids(list[str]):
    """A list that knows its members: pyvis looks through its list of nodes for each node and twice for each link."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[object] = set()

    def append(self, item: str) -> None:
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


def _main_event(scene: Scene) -> str:
    events = [i for i in scene.items if i.kind == "event"]
    return max(events, key=lambda i: (i.weight, i.id)).name if events else "News graph"


def _folder() -> str:
    return str(files("kg.html"))


def _read(folder: str, names: tuple[str, ...], suffix: str) -> str:
    return "".join((files("kg.html") / folder / f"{n}{suffix}").read_text(encoding="utf-8") for n in names)


def _style() -> str:
    return _read("style", STYLES, ".css")


def _script() -> str:
    return '"use strict";\n(() => {\n' + _read("script", SCRIPTS, ".js") + "})();\n"


def _vis() -> str:
    """The vis-network that comes with pyvis, byte for byte."""
    source = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return source.read_bytes().decode("utf-8")


def _policy(vis: str, script: str, style: str) -> str:
    """A content security policy that lets this page run and nothing else: no request, no other script, no form."""
    return (
        f"default-src 'none'; script-src {source_hash(vis)} {source_hash(script)}; style-src {source_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    """The source expression of an inline script or style: browsers hash it after turning line ends into \\n."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(plain.encode()).digest()).decode()}'"
