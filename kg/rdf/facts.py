"""What a file states of one node, value by value: each as a writer of ours would have it, or refused with the reason.

A file may come from anywhere, and what is read from it is written again: a name must stay a name, a number finite, and
what one node has once must not be two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.model import Span
from kg.ontology import VOCABULARY
from kg.rdf.terms import kg

FARTHEST = 10_000_000  # characters from the beginning of an article to a place in it
_NAME = re.compile(r"[^\x00-\x20<>\"{}|^`\\/#]+")  # a local name that an IRI can end with
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,100}(?:\.[0-9]{0,100})?|\.[0-9]{1,100})")


@dataclass(frozen=True, slots=True)
class Stated:
    """A node, by its IRI, with the values of each property, by the IRI of that."""

    iri: str
    values: defaultdict[str, list[str]]

    def of(self, name: str) -> list[str]:
        """The values of a property, a name of the vocabulary or an IRI, in the order of the file."""
        return self.values.get(name if ":" in name else kg(name), [])


def refused(node: Stated, reason: str) -> ValueError:
    """The error that a node is no such as we write, to be raised."""
    return ValueError(f"{node.iri} {reason}")


def text(node: Stated, name: str) -> str:
    """The value of a property, "" without one. Raises ValueError where it has several."""
    values = node.of(name)
    if len(values) > 1 and len(set(values)) > 1:
        raise refused(node, f"has {len(set(values))} values of {name}")
    return values[0] if values else ""


def required(node: Stated, name: str) -> str:
    """The value of a property. Raises ValueError where it has none or several."""
    if not node.of(name):
        raise refused(node, f"has no {name}")
    return text(node, name)


def term(node: Stated, name: str) -> str:
    """The local name of the term of the vocabulary that a property has. Raises ValueError where it has no such."""
    found = required(node, name)
    local = found.removeprefix(VOCABULARY)
    if local == found or not _NAME.fullmatch(local):
        raise refused(node, f"has the {name} {found[:80]!r}, which is no term of the vocabulary")
    return local


def day(node: Stated, name: str) -> date | None:
    """The day that a property has, if any. Raises ValueError where it has something else."""
    found = text(node, name)
    try:
        return date.fromisoformat(found) if found else None
    except ValueError as error:
        raise refused(node, f"has the {name} {found[:80]!r}, which is no day") from error


def number(node: Stated, name: str) -> Decimal | None:
    """The number that a property has, if any. Raises ValueError where it has none that can be written in full."""
    found = text(node, name)
    if found and not _NUMBER.fullmatch(found):
        raise refused(node, f"has the {name} {found[:80]!r}, which is no decimal number")
    return Decimal(found) if found else None


def count(node: Stated, name: str) -> int:
    """The whole number, not below zero, that a property has. Raises ValueError where it has none."""
    found = required(node, name)
    if not re.fullmatch("[0-9]{1,18}", found):
        raise refused(node, f"has the {name} {found[:80]!r}, which counts nothing")
    return int(found)


def flag(node: Stated, name: str) -> bool:
    """The truth that a property has. Raises ValueError where it has something else."""
    found = required(node, name)
    if found not in ("true", "false"):
        raise refused(node, f"has the {name} {found[:80]!r}, which is not true or false")
    return found == "true"


def span(node: Stated) -> Span:
    """The place of a node in its article. Raises ValueError for one where nothing can stand."""
    start, end = count(node, "start"), count(node, "end")
    if max(start, end) > FARTHEST:
        raise refused(node, f"stands at {start} to {end}; no article is as long")
    if end < start:
        raise refused(node, f"ends at {end}, before it begins at {start}")
    return Span(start, end, text(node, "text"))
