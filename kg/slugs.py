"""Ids for people to read: [a-z0-9-] only, never longer than a file name may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from kg.names import fold

MAX_SLUG = 80
# Ids of what tells of a graph itself: its articles with what stands in them, claims, quantities, runs.
_RESERVED = re.compile(
    r"(?:article-.*|claim|quantity|contradiction|run|dataset)-[0-9a-f]{12}(?:-[smt][0-9]+(?:-[0-9]+)?)?"
)


def slugify(text: str, fallback: str = "x") -> str:
    """The text in lower case ASCII words joined by hyphens; `fallback` where nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:MAX_SLUG].strip("-")
    return slug or fallback


def is_reserved(id_: str) -> bool:
    """True for an id of the form of those of articles, sentences, mentions, claims, quantities, runs: no thing has it.

    Otherwise an article that names something like the id of another would be taken for it.
    """
    return _RESERVED.fullmatch(id_) is not None


def unique_ids(items: Iterable[tuple[str, str]], taken: Collection[str] = ()) -> dict[str, str]:
    """Distinct ids for (key, name) pairs, none of them in `taken` or reserved: the slug of the name.

    Where slugs collide, or nothing of a name is left, the end of the key is added. Depends on the set of pairs, not on
    their order. Keys are expected to end in a hash of their own.
    """
    slugs = {key: slugify(name, "") for key, name in items}
    ids = {key: slug or f"x-{key[-8:]}" for key, slug in slugs.items()}
    for length in range(8, MAX_SLUG, 4):  # the first round is enough unless a name ends in the hash of another's key
        counts = Counter(ids.values())
        clashes = [key for key, id_ in ids.items() if counts[id_] > 1 or id_ in taken or is_reserved(id_)]
        if not clashes:
            break
        ids |= {key: f"{slugs[key] or 'x'}-{key[-length:]}" for key in clashes}
    return ids


def apart(name: str, kind: str, taken: Collection[str]) -> str:
    """The name, with what kind of thing it names behind it where its slug is taken: "Larnvik outlet"."""
    return f"{name} {kind}" if slugify(name) in taken else name
