"""The JSON-LD context of the vocabulary: short names for all terms, and the type that their values have."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.ontology import DATA, OWL, PREFIXES, RDF, RDFS, VOCABULARY, XSD, default_folder
from kg.rdf.terms import ALT_LABEL, DECLARED, LABEL, SAME_AS, URL
from kg.turtle import read_turtle

Context = dict[str, str | dict[str, str]]

# Typed by the context; integers and booleans are JSON's own.
COERCED = frozenset({XSD + "date", XSD + "decimal"})
# Literals may be whole or not: their type stands with the value.
UNTYPED = frozenset(VOCABULARY + n for n in ("amount", "min", "max"))


def make_context(base: str = DATA, folder: Path | None = None) -> Context:
    """The context for data in a namespace: prefixes, classes and individuals by name, properties with their types."""
    prefixes: dict[str, Any] = {p: PREFIXES[p] for p in DECLARED} | {"id": base}
    return prefixes | _terms((folder or default_folder()) / "kg.ttl")


@lru_cache(maxsize=4)
def _terms(vocabulary: Path) -> Context:
    about: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for s, p, o in read_turtle(vocabulary):
        about[s][p].add(o)
    types = [facts[RDF + "type"] for facts in about.values()]
    concepts = {kind for kinds in types if OWL + "NamedIndividual" in kinds for kind in kinds}
    terms: Context = {
        "label": {"@id": LABEL},
        "altLabel": {"@id": ALT_LABEL},
        "sameAs": {"@id": SAME_AS, "@type": "@id"},
        "url": {"@id": URL},
    }
    for iri in sorted(about):
        if iri.startswith(VOCABULARY):
            terms[iri.removeprefix(VOCABULARY)] = _term(iri, about[iri], concepts)
    return terms


def _term(iri: str, facts: dict[str, set[str]], concepts: set[str]) -> str | dict[str, str]:
    kinds, ranges = facts[RDF + "type"], facts[RDFS + "range"]
    if iri in (VOCABULARY + "predicate", VOCABULARY + "statedProperty") or ranges & concepts:
        return {"@id": iri, "@type": "@vocab"}
    if OWL + "ObjectProperty" in kinds:
        return {"@id": iri, "@type": "@id"}
    coerced = sorted(ranges & COERCED) if iri not in UNTYPED else []
    if coerced:
        return {"@id": iri, "@type": coerced[0]}
    return {"@id": iri} if kinds & {OWL + "DatatypeProperty", OWL + "AnnotationProperty"} else iri
