"""Ids for people to read: [a-z0-9-] only, never longer than a file name may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.names import fold

MAX_SLUG = 80


def slugify(text: str, fallback: str = "x") -> str:
    """The text in lower case ASCII words joined by hyphens; `fallback` where nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:MAX_SLUG].strip("-")
    return slug or fallback


def unique_ids(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Distinct ids for (key, name) pairs: the slug of the name; where names collide, the end of the key is added.

    Depends on the set of pairs, not on their order. Keys are expected to end in a hash of their own.
    """
    slugs = {key: slugify(name) for key, name in items}
    ids = dict(slugs)
    for length in range(8, MAX_SLUG, 4):  # the first round is enough unless a name ends in the hash of another's key
        counts = Counter(ids.values())
        clashes = [key for key, id_ in ids.items() if counts[id_] > 1]
        ids |= {key: f"{slugs[key]}-{key[-length:]}" for key in clashes}
    return ids
