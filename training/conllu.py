"""Reads treebanks in CoNLL-U into sentences of words with their exact spacing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word.

    `before` is the white space that stands before it in the text. `head` counts from 0 within the sentence and is
    the word's own place for a root. Empty `tag`, `pos`, `lemma` or `dep` mean "not annotated". `feats` is "_" where
    a word has no features and "" where nobody annotated them.
    """

    form: str
    before: str = " "
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    feats: str = ""
    head: int = -1
    dep: str = ""
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence; `new_doc` and `new_par` tell whether a document or a paragraph starts with it."""

    words: tuple[Word, ...]
    new_doc: bool = False
    new_par: bool = False
    meta: dict[str, str] = field(default_factory=dict, hash=False)


def _word(columns: list[str], before: str) -> Word:
    own, head = int(columns[0]) - 1, int(columns[6]) - 1
    return Word(
        form=columns[1],
        before=before,
        lemma=columns[2],
        pos=columns[3],
        tag=columns[4],
        feats=columns[5],
        head=own if head < 0 else head,
        dep="ROOT" if columns[7] == "root" else columns[7],
        misc=columns[9],
    )


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    """The words of the rows of one sentence; a range such as 3-4 tells the spacing of the words it covers."""
    words: list[Word] = []
    before, range_end, range_tight = "", 0, False
    for columns in rows:
        if "." in columns[0]:
            continue
        tight = "SpaceAfter=No" in columns[9]
        if "-" in columns[0]:
            range_end, range_tight = int(columns[0].split("-")[1]), tight
            continue
        number = int(columns[0])
        words.append(_word(columns, before))
        if number < range_end:
            tight = True
        elif number == range_end:
            tight = range_tight
        before = "" if tight else " "
    return tuple(words)


def _meta(comments: list[str]) -> dict[str, str]:
    pairs = (line[1:].partition("=") for line in comments)
    return {key.strip(): value.strip() for key, _, value in pairs}


def _is_tight_after(rows: list[list[str]]) -> bool:
    last = next((row for row in rows if "-" in row[0] and row[0].endswith(f"-{rows[-1][0]}")), rows[-1])
    return "SpaceAfter=No" in last[9]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of the file `path` in order.

    The first word of a sentence carries the white space that parts it from the sentence before ("" at the start of
    a document). Raises `OSError` if the file cannot be read and `ValueError` if a line is no CoNLL-U.
    """
    tight = True
    for chunk in path.read_text(encoding="utf8").split("\n\n"):
        lines = [line for line in chunk.split("\n") if line]
        rows = [line.split("\t") for line in lines if line[0] != "#"]
        if not rows:
            continue
        meta = _meta([line for line in lines if line[0] == "#"])
        new_doc = any(key.startswith("newdoc") for key in meta)
        words = _words(rows)
        first = replace(words[0], before="" if tight or new_doc else " ")
        new_par = new_doc or any(key == "newpar" or key.startswith("newpar id") for key in meta)
        yield Sentence((first, *words[1:]), new_doc, new_par, meta)
        tight = _is_tight_after(rows)
