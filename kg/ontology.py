"""The vocabulary (kg.ttl), the lexicon (lexicon/*.yaml) and the background facts (background.ttl), read together.

Types and definitions live in the vocabulary; words, syntax and tests of a type live in the lexicon under the same name.
`Ontology.load` fails, naming file, entry and what is allowed, when the two disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.turtle import Triple, read_turtle

VOCABULARY = "https://w3id.org/newsgraph/ontology#"
DATA = "https://w3id.org/newsgraph/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "kg": VOCABULARY, "id": DATA, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "skos": SKOS, "xsd": XSD,
    "dcterms": "http://purl.org/dc/terms/", "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "wd": "http://www.wikidata.org/entity/",
    "dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#",
}  # fmt: skip

# The kinds of thing that nothing can be two of (owl:AllDisjointClasses in kg.ttl), most specific first.
KINDS = ("Event", "Agent", "Place", "Position", "Topic", "Work", "Quantity")

SLOT = re.compile(
    r"self|pred|nsubj|obj|iobj|ccomp|xcomp|compound|amod|appos|acl:to|advcl:to"
    r"|nmod:poss|(?:obl|nmod|advcl|acl):[a-z]+(?:_[a-z]+){0,3}|(?:compound|nsubj|obj|nmod:poss)=[A-Z][A-Za-z]+"
)
_ENTRY_KEYS = {"nouns", "verbs", "adjectives", "roles", "counts", "same_event", "caption", "examples", "employer", "requires", "anaphors"}
_ROLE_KEYS = {"syntax", "range"}
_PATTERN_KEYS = {"subject", "object"}
_EXAMPLE_KEYS = {"text", "published", "holds", "modality", "negated", "speaker", "absent"}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the vocabulary; names are local names. `kind` is "class", "O", "D" or "A"."""

    name: str
    kind: str
    label: str
    definition: str
    parents: tuple[str, ...]
    domain: str = ""
    range: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that show a type: `lemmas` of a noun phrase (head last) or of a verb (verb first), or one adjective.

    For a relation, `subject` and `object` are the slots in which its two sides stand. `anaphoric` words tell of an event
    only where it was told before ("the cuts").
    """

    name: str
    pos: str
    lemmas: tuple[str, ...]
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """The language half of one type. `roles` maps a role to its slots; `counts` a role to the property of its number.

    `employer` is the role that the employer of the workers in an event plays where no words say so; a verb tells of the
    event only where one of the roles in `requires` is filled.
    """

    name: str
    file: str
    patterns: tuple[Pattern, ...]
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, str] = field(default_factory=dict)
    same_event: tuple[str, ...] = ()
    employer: str = ""
    caption: str = ""
    examples: tuple[Mapping[str, Any], ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the background: what the corpus need not say about it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ontology:
    """Everything that is known of the world and of words before an article is read."""

    terms: Mapping[str, Term]
    entries: Mapping[str, Entry]
    known: Mapping[str, Known]
    facts: tuple[tuple[str, str, str], ...]
    folder: Path

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Ontology:
        """Reads a folder with kg.ttl, background.ttl and lexicon/*.yaml; the one of the package by default.

        Raises OntologyError where a file is missing, broken, or speaks of what another does not define.
        """
        return _load(Path(folder) if folder else default_folder())

    @cache  # noqa: B019 (an Ontology lives as long as the program)
    def ancestors(self, name: str) -> tuple[str, ...]:
        """The class or property itself and all above it, nearest first."""
        order = [name]
        for current in order:
            term = self.terms.get(current)
            order.extend(p for p in (term.parents if term else ()) if p not in order)
        return tuple(order)

    def is_a(self, name: str, ancestor: str) -> bool:
        """True if `name` is `ancestor` or below it."""
        return ancestor in self.ancestors(name)

    def kind(self, name: str) -> str:
        """The kind of a class: Event, Agent, Place, ... or "" if it is none of them."""
        return next((k for k in self.ancestors(name) if k in KINDS), "")

    def compatible(self, a: str, b: str) -> bool:
        """True if one thing can be both an `a` and a `b`: one is above the other."""
        return self.is_a(a, b) or self.is_a(b, a)

    @cache  # noqa: B019
    def roles(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The roles of an event type with their slots, inherited ones included; a type's own words win."""
        merged: dict[str, tuple[str, ...]] = {}
        for ancestor in self.ancestors(name):  # a type's own roles come first and so win a word that two could take
            entry = self.entries.get(ancestor)
            merged = merged | {r: s for r, s in entry.roles.items() if r not in merged} if entry else merged
        return merged

    @cache  # noqa: B019
    def counts(self, name: str) -> Mapping[str, str]:
        """The property for the number of those in a role, inherited ones included."""
        merged: dict[str, str] = {}
        for ancestor in reversed(self.ancestors(name)):
            entry = self.entries.get(ancestor)
            merged |= dict(entry.counts) if entry else {}
        return merged

    def range(self, prop: str, event: str = "") -> str:
        """The class that fills a property: the lexicon's where it narrows the vocabulary's, else "" for anything."""
        for ancestor in self.ancestors(event) if event else ():
            entry = self.entries.get(ancestor)
            if entry and prop in entry.ranges:
                return entry.ranges[prop]
        return next((r for p in self.ancestors(prop) if (r := self.terms[p].range)), "")

    def entry_value(self, name: str, attribute: str) -> Any:
        """The first filled attribute ("caption", "same_event") of the type's entry or of those above it."""
        for ancestor in self.ancestors(name):
            value = getattr(self.entries.get(ancestor), attribute, None)
            if value:
                return value
        return None

    @cached_property
    def triggers(self) -> Mapping[tuple[str, str], tuple[Pattern, ...]]:
        """Patterns by part of speech and the lemma that anchors them: the head noun, the verb, the adjective.

        Longer patterns come first.
        """
        table: dict[tuple[str, str], list[Pattern]] = {}
        for entry in self.entries.values():
            for pattern in entry.patterns:
                anchor = pattern.lemmas[0] if pattern.pos == "verb" else pattern.lemmas[-1]
                table.setdefault((pattern.pos, anchor), []).append(pattern)
        return {k: tuple(sorted(v, key=lambda p: (-len(p.lemmas), p.name))) for k, v in table.items()}

    @cached_property
    def gazetteer(self) -> Mapping[str, Known]:
        """Background entities by every name of theirs."""
        return {name: known for known in self.known.values() for name in (known.name, *known.aliases)}

    @cached_property
    def subclasses(self) -> Mapping[str, tuple[str, ...]]:
        """Each class with all below it."""
        return {
            n: tuple(m for m in self.terms if n in self.ancestors(m))
            for n, t in self.terms.items()
            if t.kind == "class"
        }

    def __hash__(self) -> int:
        return id(self)


def default_folder() -> Path:
    """The ontology that comes with the package: beside it in a checkout, inside it once installed."""
    inside = Path(__file__).parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"


@lru_cache(maxsize=4)
def _load(folder: Path) -> Ontology:
    terms = _read_terms(folder / "kg.ttl")
    entries: dict[str, Entry] = {}
    files = sorted((folder / "lexicon").glob("*.yaml"))
    if not files:
        raise OntologyError(f"{folder / 'lexicon'}: holds no .yaml file")
    for path in files:
        for entry in _read_lexicon(path, terms):
            if entry.name in entries:
                raise OntologyError(f"{path}: {entry.name} has an entry in {entries[entry.name].file} already")
            entries[entry.name] = entry
    known, facts = _read_background(folder / "background.ttl", terms)
    return Ontology(terms, entries, known, facts, folder)


def _local(iri: str, base: str = VOCABULARY) -> str:
    return iri.removeprefix(base) if iri.startswith(base) else ""


def _read_terms(path: Path) -> dict[str, Term]:
    rows = _parse(path)
    about: dict[str, dict[str, list[str]]] = {}
    for s, p, o in rows:
        if name := _local(s):
            about.setdefault(name, {}).setdefault(p, []).append(o)
    kinds = {
        OWL + "Class": "class",
        OWL + "ObjectProperty": "O",
        OWL + "DatatypeProperty": "D",
        OWL + "AnnotationProperty": "A",
    }
    terms = {}
    for name, facts in about.items():
        kind = next((kinds[t] for t in facts.get(RDF + "type", []) if t in kinds), "")
        if kind:
            terms[name] = _term(name, kind, facts)
    for term in terms.values():
        for other in (*term.parents, term.domain, term.range):
            if other and other not in terms:
                raise OntologyError(f"{path}: kg:{term.name} names kg:{other}, which is not defined")
    return terms


def _term(name: str, kind: str, facts: dict[str, list[str]]) -> Term:
    def first(iri: str) -> str:
        return facts.get(iri, [""])[0]

    parents = [*facts.get(RDFS + "subClassOf", []), *facts.get(RDFS + "subPropertyOf", [])]
    return Term(
        name, kind, first(RDFS + "label"), first(SKOS + "definition"), tuple(filter(None, map(_local, parents))),
        _local(first(RDFS + "domain")), _local(first(RDFS + "range")),
    )  # fmt: skip


def _parse(path: Path) -> list[Triple]:
    try:
        return list(read_turtle(path))
    except (OSError, ValueError) as error:
        raise OntologyError(f"{path}: {error}") from error


def _read_background(
    path: Path, terms: Mapping[str, Term]
) -> tuple[dict[str, Known], tuple[tuple[str, str, str], ...]]:
    about: dict[str, dict[str, list[str]]] = {}
    facts = []
    for s, p, o in _parse(path):
        entity = _local(s, DATA)
        if not entity:
            raise OntologyError(f"{path}: {s} is not in the namespace {DATA}")
        about.setdefault(entity, {}).setdefault(p, []).append(o)
        if _local(p):
            if _local(p) not in terms:
                raise OntologyError(f"{path}: {p} of {entity} is not defined in kg.ttl")
            facts.append((entity, _local(p), _local(o, DATA)))
    known = {}
    for entity, rows in about.items():
        names, types = rows.get(RDFS + "label", []), [t for t in map(_local, rows.get(RDF + "type", [])) if t]
        if not names or not types or types[0] not in terms:
            raise OntologyError(f"{path}: {entity} needs an rdfs:label and a class of kg.ttl as its type")
        known[entity] = Known(
            entity, types[0], names[0], tuple(rows.get(SKOS + "altLabel", [])), tuple(rows.get(OWL + "sameAs", []))
        )
    for subject, prop, target in facts:
        if target not in known:
            raise OntologyError(f"{path}: {subject} kg:{prop} {target or 'a literal'}, which is no entity of the file")
    return known, tuple(sorted(facts))


def _read_lexicon(path: Path, terms: Mapping[str, Term]) -> Iterator[Entry]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (safe)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OntologyError(f"{path}: {error}") from error
    if not isinstance(content, dict):
        raise OntologyError(f"{path}: a mapping of names of kg.ttl to entries is needed")
    for name, body in content.items():
        yield _entry(str(name), body or {}, path, terms)


def _entry(name: str, body: Any, path: Path, terms: Mapping[str, Term]) -> Entry:
    where = f"{path}: {name}"
    if name not in terms:
        raise OntologyError(f"{where}: kg.ttl defines no such class or property; near names: {_near(name, terms)}")
    if not isinstance(body, dict):
        raise OntologyError(f"{where}: a mapping is needed, with {', '.join(sorted(_ENTRY_KEYS))}")
    _check_keys(where, body, _ENTRY_KEYS)
    relation = terms[name].kind != "class"
    roles, ranges = _roles(where, body.get("roles") or {}, terms)
    counts = {str(k): str(v) for k, v in (body.get("counts") or {}).items()}
    for prop in (*counts.values(), *(body.get("same_event") or ()), *(body.get("requires") or ()), body.get("employer") or "date"):
        if prop not in terms and prop != "date":
            raise OntologyError(f"{where}: {prop} is no property of kg.ttl; near names: {_near(prop, terms)}")
    for example in body.get("examples") or ():
        _check_keys(f"{where}: example", example, _EXAMPLE_KEYS)
    return Entry(
        name, path.name, tuple(_patterns(where, name, body, relation)), roles, ranges, counts,
        tuple(body.get("same_event") or ()), str(body.get("employer") or ""), str(body.get("caption") or ""), tuple(body.get("examples") or ()),
        tuple(body.get("requires") or ()),
    )  # fmt: skip


def _check_keys(where: str, body: Mapping[str, Any], allowed: set[str]) -> None:
    if not isinstance(body, dict):
        raise OntologyError(f"{where}: a mapping with {', '.join(sorted(allowed))} is needed, not {body!r}")
    if unknown := set(body) - allowed:
        raise OntologyError(
            f"{where}: unknown key {sorted(map(str, unknown))[0]}; allowed are {', '.join(sorted(allowed))}"
        )


def _near(name: str, terms: Mapping[str, Term]) -> str:
    import difflib

    return ", ".join(difflib.get_close_matches(name, terms, n=4, cutoff=0.4)) or "none"


def _slots(where: str, value: Any) -> tuple[str, ...]:
    slots = tuple([value] if isinstance(value, str) else value or ())
    for slot in slots:
        if not isinstance(slot, str) or not SLOT.fullmatch(slot):
            raise OntologyError(
                f"{where}: {slot!r} is no slot; allowed are self, nsubj, obj, iobj, ccomp, xcomp, compound, amod, nmod:poss, "
                "acl:to, advcl:to, and obl: or nmod: with a preposition, as in obl:against or nmod:because_of"
            )
    return slots


def _roles(where: str, body: Any, terms: Mapping[str, Term]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    roles, ranges = {}, {}
    for role, spec in body.items():
        if role not in terms or terms[role].kind == "class":
            raise OntologyError(f"{where}: unknown role {role}; near names: {_near(role, terms)}")
        _check_keys(f"{where}: role {role}", spec, _ROLE_KEYS)
        roles[role] = _slots(f"{where}: role {role}", spec.get("syntax"))
        if "range" in spec:
            ranges[role] = str(spec["range"])
            if ranges[role] not in terms:
                raise OntologyError(
                    f"{where}: role {role}: range {ranges[role]} is no class; near names: {_near(ranges[role], terms)}"
                )
    return roles, ranges


def _patterns(where: str, name: str, body: Mapping[str, Any], relation: bool) -> Iterator[Pattern]:
    for key, pos in (("nouns", "noun"), ("anaphors", "noun"), ("verbs", "verb"), ("adjectives", "adj")):
        words = body.get(key) or {}
        for word in words:
            if not isinstance(word, str):
                raise OntologyError(f"{where}: {key}: {word!r} is no text; put it between quotation marks")
            spec = words[word] if isinstance(words, dict) else {}
            _check_keys(f"{where}: {word}", spec or {}, _PATTERN_KEYS)
            if relation and not spec:
                raise OntologyError(f"{where}: {word}: a relation needs the slots of its subject and object")
            yield Pattern(name, pos, tuple(word.lower().replace("-", " - ").split()),
                          _slots(where, (spec or {}).get("subject")), _slots(where, (spec or {}).get("object")), key == "anaphors")  # fmt: skip
