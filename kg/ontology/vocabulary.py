"""The RDF half of an ontology: classes, properties and background facts, read from Turtle."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.namespaces import DATA, OWL, RDF, RDFS, SKOS, VOCABULARY
from kg.ontology.terms import Known, Term
from kg.turtle import Triple, read_turtle

_KINDS = {
    OWL + "Class": "class", OWL + "ObjectProperty": "O", OWL + "DatatypeProperty": "D", OWL + "AnnotationProperty": "A",
}  # fmt: skip
Fact = tuple[str, str, str]
_About = dict[str, dict[str, list[str]]]


def read_terms(path: Path) -> dict[str, Term]:
    """The classes and properties of a vocabulary by local name.

    Raises OntologyError where the file is missing or broken, or a term names another that is not defined.
    """
    terms = {}
    for name, facts in _grouped(_parse(path), VOCABULARY).items():
        if kind := next((_KINDS[t] for t in facts.get(RDF + "type", []) if t in _KINDS), ""):
            terms[name] = _term(name, kind, facts)
    for term in terms.values():
        for other in (*term.parents, term.domain, term.range):
            if other and other not in terms:
                raise OntologyError(f"{path}: kg:{term.name} names kg:{other}, which is not defined")
    return terms


def read_background(path: Path, terms: Mapping[str, Term]) -> tuple[dict[str, Known], tuple[Fact, ...]]:
    """The entities of a background file by id, and what it says of them: subject, property, object.

    Raises OntologyError where the file is missing or broken, or says what the vocabulary does not define.
    """
    triples = _parse(path)
    if stray := next((s for s, _, _ in triples if not _local(s, DATA)), None):
        raise OntologyError(f"{path}: {stray} is not in the namespace {DATA}")
    facts = [(_local(s, DATA), p, _local(o, DATA)) for s, p, o in triples if _local(p)]
    if unknown := next(((s, p) for s, p, _ in facts if _local(p) not in terms), None):
        raise OntologyError(f"{path}: {unknown[1]} of {unknown[0]} is not defined in kg.ttl")
    known = {i: _known(path, i, rows, terms) for i, rows in _grouped(triples, DATA).items()}
    for subject, prop, target in facts:
        if target not in known:
            named = f"kg:{_local(prop)} {target or 'a literal'}"
            raise OntologyError(f"{path}: {subject} {named}, which is no entity of the file")
    return known, tuple(sorted((s, _local(p), o) for s, p, o in facts))


def _local(iri: str, base: str = VOCABULARY) -> str:
    return iri.removeprefix(base) if iri.startswith(base) else ""


def _parse(path: Path) -> list[Triple]:
    try:
        return list(read_turtle(path))
    except (OSError, ValueError) as error:
        raise OntologyError(f"{path}: {error}") from error


def _grouped(triples: list[Triple], base: str) -> _About:
    """Objects by subject and property, of the subjects in a namespace, in the order of the file."""
    about: _About = {}
    for s, p, o in triples:
        if name := _local(s, base):
            about.setdefault(name, {}).setdefault(p, []).append(o)
    return about


def _term(name: str, kind: str, facts: dict[str, list[str]]) -> Term:
    def first(iri: str) -> str:
        return facts.get(iri, [""])[0]

    parents = [*facts.get(RDFS + "subClassOf", []), *facts.get(RDFS + "subPropertyOf", [])]
    return Term(
        name, kind, first(RDFS + "label"), first(SKOS + "definition"), tuple(filter(None, map(_local, parents))),
        _local(first(RDFS + "domain")), _local(first(RDFS + "range")),
    )  # fmt: skip


def _known(path: Path, entity: str, rows: dict[str, list[str]], terms: Mapping[str, Term]) -> Known:
    names, types = rows.get(RDFS + "label", []), [t for t in map(_local, rows.get(RDF + "type", [])) if t]
    if not names or not types or types[0] not in terms or terms[types[0]].kind != "class":
        raise OntologyError(f"{path}: {entity} needs an rdfs:label and a class of kg.ttl as its type")
    aliases, same = rows.get(SKOS + "altLabel", []), rows.get(OWL + "sameAs", [])
    return Known(entity, types[0], names[0], tuple(aliases), tuple(same))
