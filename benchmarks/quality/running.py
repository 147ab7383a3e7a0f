"""Corpora that write blanks between all words -> running text as articles have it."""

from __future__ import annotations

from collections.abc import Sequence

WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
TIGHT_BEFORE = frozenset(") ] } , . ; : ! ? % ' 's n't 're 've 'll 'd 'm ... - /".split())
TIGHT_AFTER = frozenset("( [ { $ # - /".split())


def run_on(forms: Sequence[str]) -> tuple[list[str], list[bool]]:
    """Each word as running text writes it, and whether a blank follows. Straight quotes open and close in turn."""
    words = [WRITTEN.get(form, form.replace("\\/", "/")) for form in forms]
    spaces = [word not in TIGHT_AFTER for word in words]
    opened = False
    for i, word in enumerate(words):
        closes = word == '"' and opened
        if i and (closes or word in TIGHT_BEFORE):
            spaces[i - 1] = False
        if word == '"':
            opened = not opened
            spaces[i] = spaces[i] and not opened
    return words, spaces
