"""The questions of the ontology, asked by name and narrowed by parameters.

A question is a SPARQL file whose comments tell what it answers and which variables a user may fix:

    # How many took part, according to whom?
    # --event ?event: only this event
    # --since ?since date: only from this day on

A value for a variable of things is an id, a name, a class ("walkout") or words of a name; all that fit are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg.decode import clean_text
from kg.errors import QueryError
from kg.ontology import XSD, default_folder
from kg.query.answers import shorten
from kg.query.store import prefixes_of

_PARAMETER = re.compile(r"^#\s*--(?P<name>[a-z][a-z-]*)\s+\?(?P<variable>\w+)(?P<type>\s+date)?:\s*(?P<help>.*)$", re.M)
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_DATE = ox.NamedNode(XSD + "date")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that a user may fix."""

    name: str
    variable: str
    is_date: bool
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the ontology: its name, what it asks, its SPARQL, and what narrows it."""

    name: str
    title: str
    text: str
    parameters: tuple[Parameter, ...]


def question_files(ontology: Path | None = None) -> dict[str, Path]:
    """The questions of the ontology by name: "cq1_organisers" and, shorter, "organisers"."""
    files = sorted(((ontology or default_folder()) / "queries").glob("*.rq"))
    return {p.stem.partition("_")[2] or p.stem: p for p in files} | {p.stem: p for p in files}


def questions(ontology: Path | None = None) -> list[Question]:
    """The questions of the ontology, each once, in the order of their files."""
    files = dict.fromkeys(question_files(ontology).values())
    return [read_question(p) for p in sorted(files, key=_file_order)]


def _file_order(path: Path) -> tuple[str, int, str]:
    kind, number = re.match(r"([a-z]*)(\d*)", path.stem).groups()  # type: ignore[union-attr]
    return kind, int(number or 0), path.stem


def read_question(path: Path) -> Question:
    """A question from its file. Raises QueryError, naming the file, where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read ({error})") from error
    found = (Parameter(m["name"], m["variable"], bool(m["type"]), m["help"].strip()) for m in _PARAMETER.finditer(text))
    title = text.splitlines()[0].lstrip("# ").strip() if text.startswith("#") else ""
    return Question(path.stem.partition("_")[2] or path.stem, title, text, tuple(found))


def find_question(text: str, ontology: Path | None = None) -> Question:
    """The question for what a user wrote: a file ending in .rq, the name of one of the ontology, or SPARQL itself.

    Raises QueryError, with the names there are, for a single word that is none of them.
    """
    if text.endswith((".rq", ".sparql")):
        return read_question(Path(text))
    if not re.fullmatch(r"[\w-]+", text):
        return Question("", "", text, ())
    named = question_files(ontology)
    name = text if text in named else text.replace("-", "_")
    if name not in named:
        raise QueryError(f"{text}: no such question; there are {', '.join(sorted(named))}")
    return read_question(named[name])


def find_query(text: str, ontology: Path | None = None) -> str:
    """The SPARQL for what a user wrote; see `find_question`."""
    return find_question(text, ontology).text


def fill(question: Question, values: Mapping[str, str], store: ox.Store) -> str:
    """The SPARQL of a question with its variables fixed to what the values mean in a store.

    Raises QueryError for a parameter that the question has not, and for a value that nothing in the graph fits.
    """
    known = {p.name: p for p in question.parameters}
    blocks = []
    for name, value in values.items():
        if name not in known:
            has = ", ".join(f"--{n}" for n in known) or "none"
            raise QueryError(f"{question.name or 'this query'} has no parameter --{name}; it has {has}")
        terms = [_date(value)] if known[name].is_date else find_things(store, value)
        blocks.append(f"VALUES ?{known[name].variable} {{ {' '.join(map(str, terms))} }} ")
    if not blocks:
        return question.text
    return _WHERE.sub(lambda m: f"{m[0]} {''.join(blocks)}", question.text, count=1)


def _date(value: str) -> ox.Literal:
    try:
        return ox.Literal(date.fromisoformat(value).isoformat(), datatype=_DATE)
    except ValueError as error:
        raise QueryError(f"{value}: no day; write it as 2023-05-31") from error


def find_things(store: ox.Store, text: str) -> list[ox.NamedNode]:
    """The things of a graph that a user means: by id, else by name or class, else by words of a name.

    Raises QueryError where nothing fits.
    """
    prefixes = prefixes_of(store)
    words = clean_text(text).strip().strip("<>")  # as the names of a graph are
    local = words.removeprefix(prefixes["id"]).removeprefix("id:")
    if re.fullmatch(r"[\w.-]+", local):
        node = ox.NamedNode(prefixes["id"] + local)
        if next(store.quads_for_pattern(node, None, None, None), None):
            return [node]
    for pattern in (_NAMED, _WORDED):
        found = _matches(store, pattern, words.casefold(), prefixes)
        if found:
            return found
    raise QueryError(f"{text}: no thing of the graph has this id, name or class; {_some(store, prefixes)}")


_THING = "?node a ?class FILTER(?class NOT IN (kg:Claim, kg:Sentence, kg:Mention, kg:Quantity, kg:Contradiction))"
# Exactly this name, or of a class with this name or below it.
_NAMED = f"""SELECT DISTINCT ?node ?name {{ {_THING}
  {{ ?node rdfs:label|skos:altLabel ?name }} UNION {{ ?class rdfs:subClassOf*/rdfs:label ?name }}
  FILTER(LCASE(STR(?name)) = ?text) }}"""
# All words in one name.
_WORDED = f"SELECT DISTINCT ?node ?name {{ {_THING} ?node rdfs:label|skos:altLabel ?name }}"


def _matches(store: ox.Store, pattern: str, text: str, prefixes: Mapping[str, str]) -> list[ox.NamedNode]:
    rows = store.query(pattern.replace("?text", str(ox.Literal(text))), prefixes=dict(prefixes))
    words = set(re.findall(r"\w+", text))
    found = {r["node"] for r in rows if words and words <= set(re.findall(r"\w+", r["name"].value.casefold()))}  # type: ignore[union-attr]
    data = (n for n in found if isinstance(n, ox.NamedNode) and n.value.startswith(prefixes["id"]))
    return sorted(data, key=lambda n: n.value)


def _some(store: ox.Store, prefixes: Mapping[str, str]) -> str:
    """A few things there are, as a hint."""
    query = "SELECT DISTINCT ?node { ?node a/rdfs:subClassOf* kg:Event } ORDER BY ?node LIMIT 4"
    nodes: Iterable[object] = (r["node"] for r in store.query(query, prefixes=dict(prefixes)))  # type: ignore[union-attr]
    names = ", ".join(shorten(n, prefixes) for n in nodes)
    return f"there are, for example, {names}" if names else "the graph names none"
