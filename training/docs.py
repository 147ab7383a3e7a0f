"""Turns blocks into spaCy's training documents."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces
from spacy.vocab import Vocab

from training.blocks import Block


def _places(block: Block, words: Sequence[str]) -> list[int]:
    """For every token of the document the word of the block that it is; -1 for white space."""
    place, found = 0, []
    for word in words:
        if word.isspace():
            found.append(-1)
        else:
            found.append(place)
            place += 1
    if place != len(block.words):
        raise ValueError(f"words of {block.text[:60]!r} do not match its tokens")
    return found


def _grammar(block: Block, places: list[int]) -> dict[str, list[object]]:
    token_of = {word: token for token, word in enumerate(places) if word >= 0}
    columns: dict[str, list[object]] = {key: [] for key in ("tags", "pos", "morphs", "lemmas", "heads", "deps")}
    for token, index in enumerate(places):
        if index < 0:
            head = max(token - 1, 0) if token else min(1, len(places) - 1)
            row = ("_SP", "SPACE", "", " ", head, "dep")
        else:
            word = block.words[index]
            feats = "" if word.feats == "_" else word.feats
            row = (word.tag, word.pos, feats, word.lemma, token_of[word.head], word.dep)
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return columns


def to_doc(block: Block, vocab: Vocab) -> Doc:
    """A `Doc` of the block's own words with all that is annotated; names in doubt are marked as missing."""
    words, spaces = get_words_and_spaces([word.form for word in block.words], block.text)
    places = _places(block, words)
    grammar = _grammar(block, places) if block.words[0].head >= 0 else {}
    doc = Doc(vocab, words=words, spaces=spaces, **grammar)
    _set_names(doc, block, places)
    return doc


def _set_names(doc: Doc, block: Block, places: list[int]) -> None:
    if block.names is None:
        doc.set_ents([], default="missing")
        return
    first = {word: token for token, word in enumerate(places) if word >= 0}
    names = [Span(doc, first[n.start], first[n.end - 1] + 1, label=n.label) for n in block.names]
    taken = {token.i for span in names for token in span}
    missing = [Span(doc, first[i], first[i] + 1) for i in sorted(block.unknown) if first[i] not in taken]
    doc.set_ents(names, missing=missing, default="outside")
