"""The types that flow between the stages: frozen, hashable, free of any library.

Everything up to `Extraction` is *text*: mentions and claims of one article, with character offsets. Everything
after is *world*: entities, events and claims of many articles. All offsets count Unicode code points from the
start of `Article.text`, end exclusive.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

# Kinds of block that reading tells apart; only PROSE kinds are annotated.
PROSE = frozenset({"title", "text", "caption"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article: `article.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of an article; blocks do not overlap and come in order.

    `kind` is "title", "text", "caption", "chrome" (words of the site, not of the article) or "metadata" (dateline,
    byline, date).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read.

    `id` is derived from the text and its source, never from the order of reading. `published` is None where nothing
    tells the date; then relative times stay open. `notes` hold what a reader should know, such as a date in doubt.
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None
    file_name: str = ""
    author: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount and how exact the words are: "more than 1,900" has min 1900 and no max.

    `approximation` is the local name of a kg:Approximation individual. `unit` is "person", "percent", an ISO 4217
    code, or a plain noun.
    """

    amount: Decimal | None
    min: Decimal | None
    max: Decimal | None
    approximation: str
    unit: str
    text: str

    @property
    def is_money(self) -> bool:
        """True if the unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """The first and the last day that fit the words; None is an open end. `precision`: day, week, month, ..."""

    start: date | None
    end: date | None
    precision: str
    text: str


SINCE = "since "  # opens the words of a time from which on something goes, where the days are not known

Value = Quantity | TimeInterval | str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an entity or an event.

    `kind` is "named", "nominal", "pronoun" or "trigger" (the words that tell of an event); `chain` groups the mentions
    of one article that refer to the same thing.
    """

    span: Span
    kind: str
    chain: str


@dataclass(frozen=True, slots=True)
class Referent:
    """What the mentions of one chain refer to inside their article.

    `type` is a class of the vocabulary; `name` the best of its names; `named` tells a proper name from a description.
    """

    chain: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands, who says it and how it is meant.

    `sentence` and `trigger` (the words that gave the claim) point into the article. `speaker` is a chain, later an
    entity, or None where the article speaks itself. `attribution`: DirectQuote, IndirectSpeech or Narration.
    `modality`: Actual, Planned, Possible or Demanded. `rule` names the extractor that fired.
    """

    article: str
    sentence: Span
    trigger: Span
    rule: str
    speaker: str | None = None
    attribution: str = "Narration"
    modality: str = "Actual"
    negated: bool = False
    confidence: Decimal = Decimal("0.7")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: a subject, a property of the vocabulary, and an object or a value.

    `subject`, `object` and `scope` are chains in an `Extraction` and canonical ids in a `KnowledgeGraph`.
    `predicate_text` holds the words where no narrower property than kg:relation fits.
    """

    subject: str
    predicate: str
    object: str | None
    value: Value | None
    evidence: tuple[Evidence, ...]
    scope: str | None = None
    predicate_text: str = ""

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What the claim states, without its evidence: equal keys are one statement."""
        return (self.subject, self.predicate, self.object, self.value, self.scope, self.predicate_text)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says. `not_understood` are sentences with a verb from which nothing was taken."""

    article: Article
    sentences: tuple[Span, ...]
    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    not_understood: tuple[Span, ...] = field(default=())
