"""Reads GUM's `Entity=` annotation: mentions of entities with type and coreference chain."""

from __future__ import annotations

from collections.abc import Sequence

from training.blocks import Mention
from training.conllu import Word


def _annotation(word: Word) -> str:
    for part in word.misc.split("|"):
        if part.startswith("Entity="):
            return part[len("Entity=") :]
    return ""


def _events(annotation: str) -> list[tuple[str, str, str]]:
    """The brackets of one word as (kind, chain, type), kind being "open", "close" or "single"."""
    events, place = [], 0
    while place < len(annotation):
        if annotation[place] == "(":
            ends = [at for at in (annotation.find("(", place + 1), annotation.find(")", place + 1)) if at >= 0]
            end = min(ends, default=len(annotation))
            chain, kind = annotation[place + 1 : end].split("-")[:2]
            single = end < len(annotation) and annotation[end] == ")"
            events.append(("single" if single else "open", chain, kind))
            place = end + 1 if single else end
        else:
            end = annotation.find(")", place)
            events.append(("close", annotation[place:end], ""))
            place = end + 1
    return events


def _head(words: Sequence[Word], start: int, end: int) -> int:
    """The word of the span whose own head lies outside it; the first one if there are several."""
    outside = (i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i)
    return next(outside, start)


def read_mentions(words: Sequence[Word]) -> tuple[Mention, ...]:
    """The mentions that begin and end within `words` (one sentence), ordered by place."""
    found: list[Mention] = []
    open_: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(words):
        for event, chain, kind in _events(_annotation(word)):
            if event == "single":
                found.append(Mention(index, index + 1, index, kind, chain))
            elif event == "open":
                open_.setdefault(chain, []).append((index, kind))
            elif open_.get(chain):
                start, kind = open_[chain].pop()
                found.append(Mention(start, index + 1, _head(words, start, index + 1), kind, chain))
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))
