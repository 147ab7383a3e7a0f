"""What an ontology is made of: terms of the vocabulary, entries of the lexicon, entities of the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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

    For a relation, `subject` and `object` are the slots in which its two sides stand. `anaphoric` words tell of an
    event only where it was told before ("the cuts"). Where one of the slots `unless` is filled, or none of those in
    `only`, the words have another sense.
    """

    name: str
    pos: str
    lemmas: tuple[str, ...]
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    anaphoric: bool = False
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


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
