"""A parsed article as plain Python objects, under the names that spaCy gives them, read once from spaCy's Doc.

Extraction asks for the neighbours and labels of each word hundreds of times; spaCy makes an object or a string anew at
each question, here they lie ready. Trees are mended by `Token.hang`, which keeps children, edges and sentences right.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Final, Literal

from spacy.tokens import Doc as Parse

# Columns of `Parse.to_array`: strings, then numbers and flags.
STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
NUMBERS = ("IDX", "SPACY", "IS_PUNCT", "IS_SPACE", "IS_ALPHA", "IS_DIGIT", "IS_STOP", "IS_QUOTE", "LIKE_NUM")
PASSES = 12  # over a tree whose arcs cross, until the edges of its words are known (as spaCy does it)
_place = attrgetter("i")


class Token:
    """A word; the attributes are those of `spacy.tokens.Token`, `children` in the order of the text."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_alpha", "is_digit", "is_punct", "is_quote",
        "is_sent_start", "is_space", "is_stop", "left_edge", "lemma_", "like_num", "lower_", "pos_", "right_edge",
        "tag_", "text", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: Doc, i: int, strings: tuple[str, ...], numbers: tuple[int, ...]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.ent_type_ = strings
        self.idx, space, *flags = numbers
        self.whitespace_ = " " if space else ""
        self.is_punct, self.is_space, self.is_alpha, self.is_digit, *rest = map(bool, flags)
        self.is_stop, self.is_quote, self.like_num = rest
        self.is_sent_start = False
        self.head: Final[Token] = self  # set by `hang`, and when a Doc is read
        self.left_edge = self.right_edge = self
        self.children: list[Token] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def sent(self) -> Span:
        """The sentence that the word stands in."""
        return self.doc.sentence(self.i)

    @property
    def subtree(self) -> Iterator[Token]:
        """Yields the words below this one, and itself, in the order of a walk from left to right."""
        own = True
        for child in self.children:
            if own and child.i > self.i:
                yield self
                own = False
            yield from child.subtree if child.children else (child,)
        if own:
            yield self

    @property
    def ancestors(self) -> Iterator[Token]:
        """Yields the words above this one, the nearest first."""
        token, left = self, len(self.doc)
        while token.head is not token and left:
            token, left = token.head, left - 1
            yield token

    def nbor(self, i: int = 1) -> Token:
        """The word `i` places on. Raises IndexError where there is none."""
        if self.i + i < 0:
            raise IndexError(f"no word {i} places from {self.text!r}, word {self.i}")
        return self.doc[self.i + i]

    def hang(self, head: Token) -> None:
        """Makes `head` the head of this word."""
        if self.head is head:
            return
        tops = [([t, *t.ancestors])[-1] for t in (self, head)]
        start, end = min(t.left_edge.i for t in tops), max(t.right_edge.i for t in tops) + 1
        if self.head is not self:
            self.head.children.remove(self)
        if head is not self:
            insort(head.children, self, key=_place)
        self.head = head  # type: ignore[misc]
        self.doc.relink(start, end)


@dataclass(frozen=True, slots=True)
class Span:
    """Words [start, end) of a Doc."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, index: int) -> Token:
        return self.doc[self.start : self.end][index]

    @property
    def start_char(self) -> int:
        """The offset of the first character."""
        return self.doc[self.start].idx

    @property
    def text(self) -> str:
        """The words as they are written, without the space behind them."""
        if self.start == self.end:
            return ""
        last = self.doc[self.end - 1]
        return self.doc.text[self.start_char : last.idx + len(last.text)]

    @property
    def sent(self) -> Span:
        """The sentence that the first word stands in."""
        return self.doc.sentence(self.start)

    @property
    def root(self) -> Token:
        """The word that is highest in the tree, the first of several; a lone sign only where there is no word."""
        words = self.doc[self.start : self.end]
        for token in words:
            if token.head is token:
                return token
        tops = [t for t in words if not self.start <= t.head.i < self.end]
        return min(tops, key=self._depth, default=words[0])

    def _depth(self, token: Token) -> int:
        if (token.is_punct or token.is_space) and not token.children:
            return len(self.doc) - 1  # as spaCy has it
        return sum(1 for _ in token.ancestors)


class Doc(list[Token]):
    """The words of an article; `text` is as long as the article's, so that `Token.idx` is an offset into it.

    A slice is a list of words; `span` gives one that knows its text, sentence and root.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.ents: tuple[Span, ...] = ()
        self.sorts: dict[int, str] = {}
        self._sents: tuple[Span, ...] = ()
        self._starts: list[int] = []  # of the sentences; empty while they are to be found anew

    def span(self, start: int, end: int) -> Span:
        """Words [start, end)."""
        return Span(self, start, max(start, min(end, len(self))))

    @property
    def sents(self) -> tuple[Span, ...]:
        """The sentences."""
        if not self._starts and self:
            self._starts = [0, *(t.i for t in self[1:] if t.is_sent_start)]
            self._sents = tuple(Span(self, s, e) for s, e in pairwise([*self._starts, len(self)]))
        return self._sents

    def sentence(self, index: int) -> Span:
        """The sentence that a word stands in."""
        return self.sents[bisect_right(self._starts, index) - 1]

    def char_span(self, start: int, end: int, *, alignment_mode: Literal["contract", "expand"]) -> Span | None:
        """The words inside of characters [start, end) ("contract"), or touched by them ("expand").

        None where there are none, or an edge lies outside of all words.
        """
        first, last = self._at(start), self._at(end - 1)
        if start >= end or first is None or last is None:
            return None
        begin, stop = first.i, last.i
        if alignment_mode == "expand":
            begin += start == first.idx + len(first.text)  # the space behind a word is no part of it
        else:
            begin += first.idx < start
            stop -= end < last.idx + len(last.text)
            if stop < begin:
                return None
        return Span(self, begin, stop + 1)

    def _at(self, offset: int) -> Token | None:
        """The word that a character belongs to, the one space behind it included."""
        place = bisect_right(self, offset, key=attrgetter("idx")) - 1
        token = self[place] if place >= 0 else None
        return token if token and offset < token.idx + len(token.text) + len(token.whitespace_) else None

    def relink(self, start: int, end: int) -> None:
        """Finds edges and sentence starts of words [start, end), which hold whole trees, after a head has changed."""
        words = self[start:end]
        for token in words:
            token.left_edge = token.right_edge = token
        for _ in range(PASSES):
            _widen(words)
            _widen(reversed(words))
            if not _leaves_its_sentence(words):
                break
        for token in words:
            token.is_sent_start = False
        for token in words:
            if token.head is token and token.dep_:
                token.left_edge.is_sent_start = True
        self._starts = []


def _widen(words: Iterator[Token] | list[Token]) -> None:
    for token in words:
        head = token.head
        if token.left_edge.i < head.left_edge.i:
            head.left_edge = token.left_edge
        if token.right_edge.i > head.right_edge.i:
            head.right_edge = token.right_edge


def _leaves_its_sentence(words: list[Token]) -> bool:
    """True if some head lies outside of what looks like the sentence of its word."""
    starts = {t.left_edge.i for t in words if t.head is t}
    begin, last = 0, words[-1].i
    for token in words:
        if (token.i > 0 and token.i in starts) or token.i == last:
            inside = words[max(begin - words[0].i, 0) : token.i - words[0].i]
            if any(not begin <= t.head.i <= token.i for t in inside):
                return True
            begin = token.i
    return False


def read_doc(parse: Parse) -> Doc:
    """The words of spaCy's Doc, with their tree, sentences, names and the nouns' sorts (`doc.spans["nominals"]`)."""
    doc = Doc(parse.text)
    if not len(parse):
        return doc
    rows = parse.to_array(list(STRINGS)).tolist()
    name = {key: parse.vocab.strings[key] for key in set().union(*rows)}
    numbers = parse.to_array(list(NUMBERS)).astype("int64").tolist()
    for i, (row, figures) in enumerate(zip(rows, numbers, strict=True)):
        doc.append(Token(doc, i, tuple(name[key] for key in row), tuple(figures)))
    for own, token in zip(parse, doc, strict=True):
        head = doc[own.head.i]
        token.head = head  # type: ignore[misc]
        if head is not token:
            head.children.append(token)
        token.left_edge, token.right_edge = doc[own.left_edge.i], doc[own.right_edge.i]
        token.is_sent_start = own.is_sent_start is True
    doc.ents = tuple(Span(doc, e.start, e.end, e.label_) for e in parse.ents)
    doc.sorts = {s.root.i: s.label_ for s in parse.spans.get("nominals", ())}
    return doc
