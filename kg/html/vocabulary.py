"""The vocabulary as a page to read: each term with its meaning, its neighbours and an anchor of its own.

    python -m kg.html.vocabulary ontology      # makes ontology/index.html from ontology/kg.ttl

The page runs no script and asks for nothing; `#Walkout` leads to kg:Walkout, as the IRI of the term does.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kg.files import write_atomic
from kg.html.page import source_hash
from kg.ontology import OWL, PREFIXES, RDF, RDFS, SKOS, VOCABULARY, default_folder
from kg.turtle import read_turtle

TYPE, LABEL, DOMAIN, RANGE = RDF + "type", RDFS + "label", RDFS + "domain", RDFS + "range"
SUBCLASS, SUBPROPERTY = RDFS + "subClassOf", RDFS + "subPropertyOf"
KINDS = {
    "Class": "Classes", "ObjectProperty": "Object properties", "DatatypeProperty": "Data properties",
    "AnnotationProperty": "Annotation properties", "NamedIndividual": "Individuals",
}  # fmt: skip
HOME = VOCABULARY.rstrip("#")

About = Mapping[str, Mapping[str, list[str]]]


class Link(NamedTuple):
    """A term by the words for it and the address of its place; "" where it has none that a page may lead to."""

    text: str
    address: str


class Described(NamedTuple):
    """A term as the page shows it; `rows` are its neighbours by what they are to it."""

    name: str
    label: str
    told: Mapping[str, list[str]]
    rows: list[tuple[str, list[Link]]]


class Branch(NamedTuple):
    """A class with those below it."""

    link: Link
    below: list[Branch]


def render_vocabulary(path: Path) -> str:
    """The page of a vocabulary in Turtle; the same file gives the same bytes.

    Raises OSError where the file cannot be read, and ValueError where it is no Turtle.
    """
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    about, inverse = _read(path)
    terms = {kind: sorted(_of_kind(about, kind), key=lambda t: (_label(about, t), t)) for kind in KINDS}
    style = (files("kg.html") / "style" / "vocabulary.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, loader=FileSystemLoader(str(files("kg.html"))), trim_blocks=True)
    return environment.get_template("vocabulary.html").render(
        policy=f"default-src 'none'; style-src {source_hash(style)}; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 (our own file)
        home=HOME, told=_told(about[HOME]), tree=list(_tree(about, terms["Class"])),
        sections=[(k, KINDS[k], [_described(about, inverse, t) for t in found]) for k, found in terms.items() if found],
        disjoint=[[_link(about, m) for m in group] for group in _disjoint(about)],
    )  # fmt: skip


def _read(path: Path) -> tuple[About, About]:
    """What is said of each subject, and of each object by whom, in the order of the file."""
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    inverse: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, target in read_turtle(path):
        about[subject][predicate].append(target)
        inverse[target][predicate].append(subject)
    return about, inverse


def _of_kind(about: About, kind: str) -> Iterator[str]:
    own = (term for term in list(about) if term.startswith(VOCABULARY))
    return (term for term in own if OWL + kind in about[term].get(TYPE, ()))


def _label(about: About, term: str) -> str:
    return next(iter(about[term].get(LABEL, ())), term.removeprefix(VOCABULARY)) if term in about else ""


def _told(facts: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """The facts of a term by the local names of their properties."""
    told: dict[str, list[str]] = defaultdict(list)
    for predicate, values in facts.items():
        told[predicate.replace("#", "/").rpartition("/")[2]] += values
    return told


def _link(about: About, term: str) -> Link:
    """A term of ours by its label, one of another vocabulary by its prefix and name."""
    if term.startswith(VOCABULARY):
        return Link(_label(about, term) or term.removeprefix(VOCABULARY), "#" + term.removeprefix(VOCABULARY))
    known = next(((p, base) for p, base in PREFIXES.items() if term.startswith(base)), None)
    short = f"{known[0]}:{term.removeprefix(known[1])}" if known else term
    return Link(short, term if term.startswith(("http://", "https://")) else "")


def _described(about: About, inverse: About, term: str) -> Described:
    facts, back = about[term], inverse.get(term, {})
    rows = {
        "type": [t for t in facts.get(TYPE, ()) if t.startswith(VOCABULARY)],
        "subclass of": facts.get(SUBCLASS, []), "superclass of": back.get(SUBCLASS, []),
        "subproperty of": facts.get(SUBPROPERTY, []), "superproperty of": back.get(SUBPROPERTY, []),
        "domain": facts.get(DOMAIN, []), "range": facts.get(RANGE, []),
        "domain of": back.get(DOMAIN, []), "range of": back.get(RANGE, []), "individuals": back.get(TYPE, []),
        "exact match": facts.get(SKOS + "exactMatch", []), "close match": facts.get(SKOS + "closeMatch", []),
    }  # fmt: skip
    named = [(name, sorted(_link(about, t) for t in found)) for name, found in rows.items() if found]
    return Described(term.removeprefix(VOCABULARY), _label(about, term), _told(facts), named)


def _tree(about: About, classes: Iterable[str], above: tuple[str, ...] = ()) -> Iterator[Branch]:
    """The classes directly below the last of `above`, or below none of ours, with those below each."""
    known = list(classes)
    for term in known:
        parents = [p for p in about[term].get(SUBCLASS, ()) if p.startswith(VOCABULARY)]
        if term not in above and (above[-1] in parents if above else not parents):
            yield Branch(_link(about, term), list(_tree(about, known, (*above, term))))


def _disjoint(about: About) -> Iterator[list[str]]:
    """The groups of classes that have no member in common."""
    for facts in list(about.values()):
        for head in facts.get(OWL + "members", ()):
            yield list(_listed(about, head))


def _listed(about: About, head: str) -> Iterator[str]:
    """The members of a list of RDF."""
    seen: set[str] = set()
    while head in about and head not in seen:
        seen.add(head)
        yield from about[head].get(RDF + "first", ())
        head = next(iter(about[head].get(RDF + "rest", ())), "")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else default_folder()
    write_atomic(folder / "index.html", render_vocabulary(folder / "kg.ttl"))
