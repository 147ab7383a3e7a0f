"""Who may import whom: layers, fences around heavy libraries, no cycles, and what a start of the program costs."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType

import pytest

import kg
from kg.graph import KnowledgeGraph
from kg.rdf import write_rdf

ROOT = Path(kg.__file__).parent

# Modules and packages of kg from the ground up: each may import those of earlier layers, never its neighbours.
LAYERS = (
    "errors garbage model names numerals text labels models turtle version",
    "files timex slugs processes decode encoder embedded graph ontology decisions",
    "layout reposts store archives sources",
    "metadata",
    "read annotate extract merge corpus query rdf compare html",
    "explain validation lexicon formats workers",
    "pipeline serve spark",
    "cli",
)
# What looks up a layer above it, by name and only when asked: a graph shows itself in a notebook.
UPWARD = {("graph", "html")}
# Libraries that are slow to import or would spread: where alone they are used.
FENCES = {
    "spacy": "annotate encoder labels extract models",
    "numpy": "annotate encoder models html",
    "onnxruntime": "encoder models",
    "networkx": "graph",
    "pandas": "graph",
    "rdflib": "rdf query validation",
    "pyoxigraph": "turtle rdf query explain validation serve",
    "pyshacl": "validation",
    "pyvis": "html",
    "trafilatura": "read",
    "yaml": "ontology",
    "sqlite3": "corpus",
    "pyarrow": "archives formats spark",
    "warcio": "archives",
    "pyspark": "spark",
    "py4j": "spark",
    "rapidfuzz": "names serve",
    "starlette": "serve",
    "uvicorn": "serve",
    "click": "cli",
    "rich": "cli",
    "torch": "",
}
HEAVY = set(
    "spacy thinc torch onnxruntime numpy pyvis rdflib pyshacl networkx trafilatura pyarrow pyspark warcio".split()
)


@dataclass(frozen=True)
class Import:
    """One import of a module: of what, whether on loading or later, and whether for types only."""

    name: str
    late: bool
    types: bool


def module_name(path: Path) -> str:
    """kg/merge/__init__.py is kg.merge."""
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def imports(node: ast.AST, *, late: bool = False, types: bool = False) -> Iterator[Import]:
    """The imports in a syntax tree, those by name included; of `from a import b` a.b, be b a module or not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(a.name, late, types) for a in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(f"{child.module}.{a.name}", late, types) for a in child.names)
        elif isinstance(child, ast.Call) and ast.unparse(child.func).endswith("import_module"):
            yield from (Import(a.value, late, types) for a in child.args if isinstance(a, ast.Constant))
        inside = isinstance(child, ast.FunctionDef | ast.Lambda)
        typing = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        yield from imports(child, late=late or inside, types=types or typing)


MODULES = {module_name(p): list(imports(ast.parse(p.read_text(encoding="utf-8")))) for p in sorted(ROOT.rglob("*.py"))}
UNITS = {name.split(".")[1] for name in MODULES if "." in name} - {"__main__"}


def own(name: str) -> str:
    """The module of kg that an import names ("kg.model.Span" is kg.model), or ""."""
    while name not in MODULES and "." in name:
        name = name.rpartition(".")[0]
    return name if name in MODULES else ""


def test_every_module_has_its_layer() -> None:
    placed = [unit for layer in LAYERS for unit in layer.split()]
    assert sorted(placed) == sorted(UNITS)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_a_layer_knows_those_below_it_only(unit: str) -> None:
    below: set[str] = set()
    for layer in LAYERS:
        if unit in layer.split():
            break
        below.update(layer.split())
    members = [m for m in MODULES if m.split(".")[1:2] == [unit]]
    used = {own(i.name) for m in members for i in MODULES[m]} - {""}
    above = {m.split(".")[1] if "." in m else "kg" for m in used} - {unit} - below
    assert above <= {upper for lower, upper in UPWARD if lower == unit}


@pytest.mark.parametrize("library", FENCES)
def test_a_library_stays_behind_its_fence(library: str) -> None:
    users = {m for m, found in MODULES.items() if any(i.name.split(".")[0] == library and not i.types for i in found)}
    assert {m.split(".")[1] for m in users} <= set(FENCES[library].split())


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {m: {own(i.name) for i in found if not i.late and not i.types} - {"", m} for m, found in MODULES.items()}
    TopologicalSorter(graph).prepare()


def packages() -> list[ModuleType]:
    """kg and its packages."""
    return [importlib.import_module(module_name(p)) for p in sorted(ROOT.rglob("__init__.py"))]


@pytest.mark.parametrize("package", packages(), ids=lambda p: p.__name__)
def test_no_public_name_hides_a_module(package: ModuleType) -> None:
    """After `from kg.validate import validate`, `import kg.validate as v` would give the function."""
    names = [m.name for m in pkgutil.iter_modules(package.__path__)]
    assert [n for n in names if not isinstance(getattr(package, n, package), ModuleType)] == []


def test_what_is_announced_is_there() -> None:
    assert sorted(kg.__all__) == kg.__all__
    assert all(hasattr(kg, name) for name in kg.__all__)


def loaded(*arguments: str) -> set[str]:
    """The libraries that a call of Python loads, its child processes included."""
    command = [sys.executable, "-X", "importtime", *arguments]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    lines = (line for line in report.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().split(".")[0] for line in lines}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded("-c", "import kg") & HEAVY
    assert "networkx" in loaded("-c", "import networkx")  # so that the test can fail


def test_help_loads_nothing_heavy() -> None:
    assert not loaded("-m", "kg", "--help") & HEAVY


def test_a_question_loads_nothing_heavy(tmp_path: Path, tiny_graph: KnowledgeGraph) -> None:
    write_rdf(tiny_graph, tmp_path / "graph.ttl")
    libraries = loaded("-m", "kg", "query", "organisers", "-g", str(tmp_path / "graph.ttl"))
    assert "pyoxigraph" in libraries
    assert not libraries & HEAVY
