"""Does a graph keep to the shapes of the ontology, and to its invariants?

Core SHACL is pySHACL's. The constraints written as SPARQL are evaluated for all focus nodes at once by Oxigraph: one
query a constraint instead of one a node, which is the same set of results (SHACL 1.0, section 5.3.1) in a thousandth of
the time. Invariants are SPARQL queries, too, one a rule: what they return is wrong, their first line tells why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import PREFIXES, default_folder
from kg.query import ask, load_store, shorten

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is not as the shapes want it: which node, which property of it, and why."""

    focus: str
    path: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a validation."""

    conforms: bool
    violations: tuple[Violation, ...]


def validate_graph(path: Path, ontology: Path | None = None) -> Report:
    """Checks a graph file against shapes.ttl. Raises QueryError, naming the file, where one cannot be read."""
    import rdflib

    rdflib.NORMALIZE_LITERALS = False  # an ill-written literal is to be found, not mended
    folder = ontology or default_folder()
    data, shapes, vocabulary = (_parse(p) for p in (path, folder / "shapes.ttl", folder / "kg.ttl"))
    constraints = list(_sparql_constraints(shapes))
    store = load_store(path, folder, background=False)
    found = {*_core(data, shapes, vocabulary), *_sparql(store, constraints)}
    return Report(not found, tuple(sorted(found)))


def check_invariants(path: Path, ontology: Path | None = None, rules: str = "invariants") -> Report:
    """Checks a graph file against the queries in a folder of the ontology: each selects a node, a property and a value.

    Raises QueryError, naming the file, where one cannot be read.
    """
    folder = ontology or default_folder()
    store = load_store(path, folder, background=False)
    found: set[Violation] = set()
    for file in sorted((folder / rules).glob("*.rq")):
        query = file.read_text(encoding="utf-8")
        message = query.partition("\n")[0].lstrip("# ")
        found.update(Violation(node, prop, message, value) for node, prop, value in ask(store, query).rows)
    return Report(not found, tuple(sorted(found)))


def _parse(path: Path) -> rdflib.Graph:
    import rdflib

    try:
        return rdflib.Graph().parse(path)
    except FileNotFoundError as error:
        raise QueryError(f"{path}: no such file") from error
    except Exception as error:  # rdflib's parsers raise errors of many classes
        raise QueryError(f"{path}: no RDF that can be read ({error})") from error


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A sh:sparql constraint with the target of its shape: a class, or a single node."""

    select: str
    message: str
    target: str
    is_class: bool


def _sparql_constraints(shapes: rdflib.Graph) -> Iterator[SparqlConstraint]:
    """Takes the SPARQL constraints out of a shapes graph and yields them, one a target."""
    import rdflib

    sh = rdflib.Namespace(SH)
    for shape, constraint in list(shapes.subject_objects(sh.sparql)):
        shapes.remove((shape, sh.sparql, constraint))
        select, message = (str(shapes.value(constraint, sh[p]) or "") for p in ("select", "message"))
        for prop, is_class in ((sh.targetClass, True), (sh.targetNode, False)):
            for target in shapes.objects(shape, prop):
                yield SparqlConstraint(select, message, str(target), is_class)


def _core(data: rdflib.Graph, shapes: rdflib.Graph, vocabulary: rdflib.Graph) -> Iterator[Violation]:
    import pyshacl
    import rdflib

    sh = rdflib.Namespace(SH)
    _conforms, results, _text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=vocabulary, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise QueryError(f"the shapes cannot be evaluated: {_text}")
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus, path, message, value = (
            results.value(result, sh[p]) for p in ("focusNode", "resultPath", "resultMessage", "value")
        )
        yield Violation(_short(focus), _short(path), str(message or ""), _short(value))


def _short(term: rdflib.term.Node | None) -> str:
    import rdflib

    return shorten(ox.NamedNode(str(term))) if isinstance(term, rdflib.URIRef) else str(term or "")


def _sparql(store: ox.Store, constraints: list[SparqlConstraint]) -> Iterator[Violation]:
    for constraint in constraints:
        solutions = store.query(focused(constraint), prefixes={**PREFIXES, "sh": SH})
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError(f"a SPARQL constraint must be a SELECT: {constraint.select}")
        names = [v.value for v in solutions.variables if v.value != "this"]
        for row in solutions:
            cells = {n: shorten(row[n]) for n in names}
            message = re.sub(r"\{[?$](\w+)\}", lambda m, c=cells: c.get(m[1], m[0]), constraint.message)  # type: ignore[misc]
            yield Violation(shorten(row["this"]), "", message, next(iter(cells.values()), ""))


def focused(constraint: SparqlConstraint) -> str:
    """The constraint's query for all its focus nodes: $this ranges over the target instead of being bound before."""
    target = f"<{constraint.target}>"
    focus = f"$this a/rdfs:subClassOf* {target} ." if constraint.is_class else f"BIND({target} AS $this)"
    return re.sub(r"WHERE\s*\{", lambda m: f"{m[0]} {focus} ", constraint.select, count=1)
