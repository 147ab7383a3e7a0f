"""What the extractors know of one article while they read it. Token indices are those of the article's Doc."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kg.extract.tree import Doc, Token
from kg.model import PROSE, SINCE, Article, Quantity, Span, TimeInterval
from kg.ontology import Ontology

VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression over tokens [start, end). `anchor` is the verb or noun it tells the time of.

    `sense` is the preposition that bounds it: "since", "by", "until", "before", "after", "from", or ""; `interval` is
    what the words name without it.
    """

    start: int
    end: int
    kind: str
    interval: TimeInterval | None
    anchor: int
    sense: str
    text: str

    @property
    def told(self) -> TimeInterval:
        """The bounded interval; without days where the words need a date of publication that is not known."""
        words = f"{SINCE}{self.text}" if self.sense == "since" else self.text
        return self.bounded or TimeInterval(None, None, "open", words)

    @property
    def bounded(self) -> TimeInterval | None:
        """The interval with the preposition heeded: "since November" has no end, "by 2040" no start."""
        if self.interval is None or not self.sense:
            return self.interval
        start: date | None = self.interval.start
        end: date | None = self.interval.end
        ranged = re.search(r"\d\s?(?:–|-|to|through|and)\s?\d", self.interval.text) is not None
        if self.sense == "since" or (self.sense == "from" and self.interval.precision != "day" and not ranged):
            end = None
        elif self.sense in ("by", "until"):
            start = None
        elif self.sense == "before":
            start, end = None, self.interval.start
        elif self.sense == "after":
            start, end = self.interval.end, None
        return TimeInterval(start, end, self.interval.precision, self.text)


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount over tokens [start, end). `head` stands for it in the tree; `counted` is what is counted, if it is
    told.
    """

    start: int
    end: int
    quantity: Quantity
    head: int
    counted: int | None


@dataclass(frozen=True, slots=True)
class Nominal:
    """A mention before coreference: tokens [start, end) around `head`. `lemma` is the head's, in lower case."""

    head: int
    start: int
    end: int
    type: str
    kind: str
    lemma: str
    name: str
    plural: bool
    definite: bool
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Speech: the content, tokens [start, end), is said by the `speaker` token, as `cue` tells.

    `parts` are the stretches of the content (a quote may be interrupted); `kind` is DirectQuote or IndirectSpeech.
    """

    cue: int
    speaker: int | None
    parts: tuple[tuple[int, int], ...]
    kind: str

    def covers(self, index: int) -> bool:
        """True if the token stands in the content."""
        return any(start <= index < end for start, end in self.parts)

    @property
    def size(self) -> int:
        """Number of tokens of the content: the smallest frame around a word is the inner one."""
        return sum(end - start for start, end in self.parts)


@dataclass(frozen=True)
class Reading:
    """One article, its Doc, and what each step of reading found so far."""

    article: Article
    doc: Doc
    onto: Ontology
    times: tuple[TimeMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    frames: tuple[Frame, ...] = ()
    nominals: tuple[Nominal, ...] = ()
    events: tuple[Nominal, ...] = ()
    chains: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    authors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the prose, without the white space around them."""
        spans = []
        for sent in self.doc.sents:
            if self.in_prose(sent.start):
                span = self.span(sent.start, sent.end)
                if span.text:
                    spans.append(span)
        return tuple(spans)

    @cached_property
    def headings(self) -> frozenset[Span]:
        """Sentences of the prose without a verb, such as "Analysis" or "Photo: Jo Reed": they state nothing."""
        sents = (s for s in self.doc.sents if self.in_prose(s.start) and not any(t.pos_ in VERBAL for t in s))
        return frozenset(self.span(s.start, s.end) for s in sents)

    @cached_property
    def _prose(self) -> tuple[list[int], list[int]]:
        blocks = [b for b in self.article.blocks if b.kind in PROSE]
        return [b.start for b in blocks], [b.end for b in blocks]

    def in_prose(self, index: int) -> bool:
        """True if the token belongs to title, text or caption."""
        starts, ends = self._prose
        place = bisect_right(starts, self.doc[index].idx) - 1
        return place >= 0 and self.doc[index].idx < ends[place]

    def block(self, index: int) -> int:
        """The number of the prose block that a token stands in."""
        return bisect_right(self._prose[0], self.doc[index].idx) - 1

    def span(self, start: int, end: int) -> Span:
        """The stretch of the article under tokens [start, end), white space and markup at its edges left out."""
        first, last = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        text = self.article.text[first:last]
        stripped = text.strip(" \n\t*_#")
        offset = first + (text.find(stripped) if stripped else 0)
        return Span(offset, offset + len(stripped), stripped)

    def words(self, start: int, end: int) -> str:
        """The words of tokens [start, end) on one line, without markup."""
        text = " ".join(self.doc.span(start, end).text.split())
        return re.sub(r" ([,.;:!?”’)])", r"\1", text) if "*" in self.span(start, end).text else text

    def sentence(self, index: int) -> Span:
        """The sentence that a token stands in."""
        sent = self.doc[index].sent
        return self.span(sent.start, sent.end)

    @property
    def sorts(self) -> Mapping[int, str]:
        """What the model takes the noun at a token to be: person, organization, place, event, ...; if it has a view."""
        return self.doc.sorts

    @cached_property
    def nominal_at(self) -> Mapping[int, Nominal]:
        """Mentions of entities by the index of their head."""
        return {n.head: n for n in self.nominals}

    @cached_property
    def event_at(self) -> Mapping[int, Nominal]:
        """Mentions of events by the index of their trigger."""
        return {n.head: n for n in self.events}

    @cached_property
    def amount_at(self) -> Mapping[int, AmountMention]:
        """Amounts by the token that stands for them, and by what they count."""
        table: dict[int, AmountMention] = {}
        for amount in self.amounts:
            for index in (amount.head, amount.counted):
                if index is not None:
                    table.setdefault(index, amount)
        return table

    @cached_property
    def inner_frame(self) -> Mapping[int, Frame]:
        """The smallest frame of speech around each token that is in one; a cue does not lie in its own frame."""
        table: dict[int, Frame] = {}
        for frame in sorted(self.frames, key=lambda f: (f.size, f.cue)):
            for start, end in frame.parts:
                for i in range(start, end):
                    if i != frame.cue:
                        table.setdefault(i, frame)
        return table

    @cached_property
    def cues(self) -> frozenset[int]:
        """The tokens that tell of speech."""
        return frozenset(f.cue for f in self.frames)

    def times_of(self, anchors: Iterable[int]) -> list[TimeMention]:
        """The time expressions that tell the time of one of these tokens, as they follow each other."""
        return [self.times[n] for n in sorted(n for a in set(anchors) for n in self._times_at.get(a, ()))]

    @cached_property
    def _times_at(self) -> Mapping[int, list[int]]:
        table = defaultdict[int, list[int]](list)
        for number, time in enumerate(self.times):
            table[time.anchor].append(number)
        return dict(table)

    def chain(self, token: Token) -> str | None:
        """The chain of the mention, entity or event, that a token heads."""
        return self.chains.get(token.i)

    def in_date(self, index: int) -> bool:
        """True if the token is part of a date or clock time; "three days a week" and "100 days" are amounts, too."""
        return index in self._date_tokens

    @cached_property
    def _date_tokens(self) -> frozenset[int]:
        return frozenset(i for t in self.times if t.kind in ("date", "clock") for i in range(t.start, t.end))

    def in_time(self, index: int) -> bool:
        """True if the token is part of a time expression."""
        return index in self._time_tokens

    @cached_property
    def _time_tokens(self) -> frozenset[int]:
        return frozenset(i for t in self.times for i in range(t.start, t.end))
