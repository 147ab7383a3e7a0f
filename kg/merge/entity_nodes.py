"""The entity referents of articles, with what tells whether two of them are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.decisions import Key
from kg.merge.background import resolve
from kg.merge.stories import Stories
from kg.model import Extraction, Referent
from kg.names import name_words, office_key, staff_key
from kg.ontology import Ontology

# Descriptions of these types are names of what they describe, in whatever article they stand.
CONCEPTS = frozenset({"Topic", "Goal", "Position"})
# These are, too, where they hold a proper name ("Amazon headquarters") or the articles tell one story.
SHARED = frozenset({"Place", "Work", "Report", "EmployeeGroup", "Group"})
_PROPER = re.compile(r"\b[A-Z]\w*\W+\w|\w\W+[A-Z]")


@dataclass(frozen=True, slots=True)
class Node:
    """A referent of one article on its way to an entity.

    `known` is its id in the background; `story` the story of its article; `offices` the posts that a person holds.
    """

    key: Key
    referent: Referent
    known: str | None
    story: str
    offices: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """Its proper names, or its description."""
        return self.referent.aliases or (self.referent.name,)

    @property
    def lone(self) -> bool:
        """True for a person whom its article names by one word."""
        person = self.referent.type == "Person" and self.referent.named
        return person and all(len(name_words(n)) == 1 for n in self.names)

    @property
    def description(self) -> tuple[str, str, str]:
        """What two descriptions of one thing share: type, words, and where it is needed the story."""
        kind, name = self.referent.type, self.referent.name
        words = staff_key(name) if kind == "EmployeeGroup" else office_key(name)
        return kind, words, "" if kind in CONCEPTS or _PROPER.search(name) else self.story

    @property
    def travels(self) -> bool:
        """True if other articles may name or describe the same thing; "the spokesman" belongs to its article."""
        return self.referent.named or self.referent.type in CONCEPTS | SHARED


def referent_nodes(extraction: Extraction, onto: Ontology, stories: Stories) -> Iterable[Node]:
    """The entity referents of an article."""
    article = extraction.article.id
    names = {r.name for r in extraction.referents if r.named}
    offices = _offices(extraction)
    for referent in extraction.referents:
        kind = onto.kind(referent.type)
        if kind not in ("Event", "") and referent.name:
            known = resolve(referent.name, kind, names - {referent.name}, onto) if referent.named else None
            held = frozenset(offices.get(referent.chain, ()))
            yield Node((article, referent.chain), referent, known.id if known else None, stories.of(article), held)


def _offices(extraction: Extraction) -> dict[str, set[str]]:
    """The posts at a named employer that each person holds, by chain: "ceo amazon"."""
    posts = {r.chain: office_key(r.name) for r in extraction.referents if r.type == "Position" and " " in r.name}
    found: dict[str, set[str]] = {}
    for claim in extraction.claims:
        if claim.predicate == "holdsPosition" and claim.object in posts and not claim.evidence[0].negated:
            found.setdefault(claim.subject, set()).add(posts[claim.object])
    return found
