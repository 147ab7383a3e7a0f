"""What the background tells of names and places: which thing a name stands for, which place lies in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from kg.ontology import Known, Ontology


def resolve(name: str, kind: str, around: Collection[str], onto: Ontology) -> Known | None:
    """The background entity of a kind that a name stands for, or None.

    Where several bear the name (Georgia), it is the one in which a place of the article lies, or which lies in one;
    `around` are the names in the article. None where that does not tell either.
    """
    bearers = [k for k in _bearers(onto).get(name, ()) if onto.kind(k.type) == kind]
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    near = {k.id for other in around for k in _bearers(onto).get(other, ())}
    for hints in (
        [k for k in bearers if any(n != k.id and lies_in(n, k.id, onto) for n in near)],
        [k for k in bearers if near & set(_parents(onto).get(k.id, ()))],
    ):
        if hints:
            return hints[0] if len(hints) == 1 else None
    return None


def lies_in(place: str, around: str, onto: Ontology) -> bool:
    """True if one place of the background is the other or lies in it."""
    return place == around or any(lies_in(p, around, onto) for p in _parents(onto).get(place, ()))


@lru_cache(maxsize=4)
def _bearers(onto: Ontology) -> Mapping[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    for known in onto.known.values():
        for name in dict.fromkeys((known.name, *known.aliases)):
            found[name].append(known)
    return found


@lru_cache(maxsize=4)
def _parents(onto: Ontology) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, target in onto.facts:
        if predicate == "within":
            found[subject].append(target)
    return found
