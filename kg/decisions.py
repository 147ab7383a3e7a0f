"""Merge decisions of people, read from a plain text file on every run; they win over the program's own.

One decision a line, fields parted by "|":

    same      | Andy Jassy | Andy Jacey | dana | misspelt
    not same  | Washington | The Washington Post | dana | the state, the newspaper
    undecided | 2-post.md:812 | 5-wire.txt:97 | lee | one rally or two?

A thing is named by its name, or by a place in an article ("file:offset", any character of a mention), which also serves
for events. Empty lines and lines that begin with "#" are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KGError
from kg.model import Extraction
from kg.names import name_key

VERDICTS = ("same", "not same", "undecided")
Key = tuple[str, str]


class DecisionError(KGError):
    """A line of a decision file cannot be understood, or two lines contradict each other."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on two things, why, and in which line of which file."""

    verdict: str
    one: str
    other: str
    by: str = ""
    why: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions in terms of the referents of a corpus: what must and what must not be one."""

    same: tuple[tuple[frozenset[Key], Decision], ...] = ()
    apart: tuple[tuple[frozenset[Key], frozenset[Key], Decision], ...] = ()

    def forbids(self, a: Iterable[Key], b: Iterable[Key]) -> Decision | None:
        """The decision that keeps two clusters apart, if there is one."""
        if not self.apart:
            return None
        left, right = set(a), set(b)
        for one, other, decision in self.apart:
            if (left & one and right & other) or (left & other and right & one):
                return decision
        return None


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file in order. Raises DecisionError, naming file, line and column, for what it cannot read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: cannot be read ({error})") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.append(parse_decision(line, f"{path}:{number}"))
    return found


def parse_decision(line: str, where: str) -> Decision:
    """One decision from one line."""
    fields = [f.strip() for f in line.split("|")]
    if fields[0].lower() not in VERDICTS:
        raise DecisionError(f"{where}:1: {fields[0]!r} is no verdict; accepted are {', '.join(VERDICTS)}")
    if len(fields) < 3 or not fields[1] or not fields[2]:
        column = line.find("|") + 2 if "|" in line else len(line) + 1
        raise DecisionError(f"{where}:{column}: two things are needed: {fields[0]} | one | other | by | why")
    if len(fields) > 5:
        raise DecisionError(f"{where}: more than five fields; write: verdict | one | other | by | why")
    by, why = ([*fields[3:], "", ""])[:2]
    return Decision(fields[0].lower(), fields[1], fields[2], by, why, where)


def apply_decisions(decisions: Iterable[Decision], extractions: Iterable[Extraction]) -> Rulings:
    """The decisions on the referents of these extractions; a decision on things that no article names has no effect.

    Raises DecisionError where one line, or several together, call the same what another keeps apart.
    """
    decisions = list(decisions)
    if not decisions:
        return Rulings()
    index = index_referents(extractions)
    same, apart = [], []
    for decision in decisions:
        one, other = find(decision.one, index), find(decision.other, index)
        if one and other and decision.verdict == "same":
            same.append((one | other, decision))
        elif one and other and decision.verdict == "not same":
            apart.append((one, other, decision))
    for one, other, decision in apart:
        _check(one, other, decision, same)
    return Rulings(tuple(same), tuple(apart))


def _check(
    one: frozenset[Key], other: frozenset[Key], apart: Decision, same: Iterable[tuple[frozenset[Key], Decision]]
) -> None:
    """Raises DecisionError where one or several lines together make the same what another keeps apart."""
    joined, lines, rest = set(one), list[str](), list(same)
    while step := next((s for s in rest if s[0] & joined), None):
        rest.remove(step)
        joined |= step[0]
        lines.append(step[1].where)
        if other <= joined:
            places = ", ".join(dict.fromkeys(lines))
            raise DecisionError(f"{places} and {apart.where} contradict each other on {apart.one} and {apart.other}")


def index_referents(extractions: Iterable[Extraction]) -> Mapping[str, frozenset[Key]]:
    """Referents by the key of each name, and by the places of their mentions ("file:offset")."""
    found: dict[str, set[Key]] = {}
    for e in extractions:
        for r in e.referents:
            for name in {r.name, *r.aliases} - {""}:
                found.setdefault(name_key(name), set()).add((e.article.id, r.chain))
        for m in e.mentions:
            for offset in range(m.span.start, m.span.end):
                found.setdefault(f"{e.article.file_name}:{offset}", set()).add((e.article.id, m.chain))
    return {k: frozenset(v) for k, v in found.items()}


def find(text: str, index: Mapping[str, frozenset[Key]]) -> frozenset[Key]:
    """The referents that a name or a place in an article stands for."""
    if re.search(r":\d+$", text):
        return index.get(text, frozenset())
    return index.get(name_key(text), frozenset()) if name_key(text) else frozenset()
