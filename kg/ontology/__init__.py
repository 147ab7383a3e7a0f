"""The vocabulary (kg.ttl), the lexicon (lexicon/*.yaml) and the background facts (background.ttl), read together.

Types and definitions live in the vocabulary; words, syntax and tests of a type live in the lexicon under the same name.
`Ontology.load` fails, naming file, entry and what is allowed, when the two disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.ontology.namespaces import DATA, OWL, PREFIXES, RDF, RDFS, SKOS, VOCABULARY, XSD
from kg.ontology.terms import Entry, Known, Pattern, Term
from kg.ontology.vocabulary import read_background, read_terms

__all__ = [
    "DATA",
    "KINDS",
    "OWL",
    "PREFIXES",
    "RDF",
    "RDFS",
    "SKOS",
    "VOCABULARY",
    "XSD",
    "Entry",
    "Known",
    "Ontology",
    "Pattern",
    "Term",
    "default_folder",
]

# The kinds of thing that nothing can be two of (owl:AllDisjointClasses in kg.ttl), most specific first.
KINDS = ("Event", "Agent", "Place", "Position", "Topic", "Work", "Quantity")


@dataclass(frozen=True, eq=False)
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
        above = self._above.get(name)
        return ancestor in above if above is not None else ancestor == name

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        """Each term with itself and all above it: asked a million times in a build of a hundred articles."""
        return {name: frozenset(self.ancestors(name)) for name in self.terms}

    @cache  # noqa: B019
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

    @cache  # noqa: B019
    def range(self, prop: str, event: str = "") -> str:
        """The class that fills a property: the lexicon's where it narrows the vocabulary's, else "" for anything."""
        for ancestor in self.ancestors(event) if event else ():
            entry = self.entries.get(ancestor)
            if entry and prop in entry.ranges:
                return entry.ranges[prop]
        return next((r for p in self.ancestors(prop) if (r := self.terms[p].range)), "")

    @cache  # noqa: B019
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


def default_folder() -> Path:
    """The ontology that comes with the package: beside it in a checkout, inside it once installed."""
    package = Path(__file__).parents[1]
    inside = package / "_ontology"
    return inside if inside.is_dir() else package.parent / "ontology"


@lru_cache(maxsize=4)
def _load(folder: Path) -> Ontology:
    from kg.ontology.lexicon import read_lexicon

    terms = read_terms(folder / "kg.ttl")
    entries: dict[str, Entry] = {}
    files = sorted((folder / "lexicon").glob("*.yaml"))
    if not files:
        raise OntologyError(f"{folder / 'lexicon'}: holds no .yaml file")
    for path in files:
        for entry in read_lexicon(path, terms):
            if entry.name in entries:
                raise OntologyError(f"{path}: {entry.name} has an entry in {entries[entry.name].file} already")
            entries[entry.name] = entry
    known, facts = read_background(folder / "background.ttl", terms)
    return Ontology(terms, entries, known, facts, folder)
