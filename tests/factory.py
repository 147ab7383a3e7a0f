"""Builders for tests: articles, what they say, and Docs, made by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.graph import digest
from kg.model import Article, Claim, Evidence, Extraction, Mention, Quantity, Referent, Span, TimeInterval, Value

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SENTENCE = re.compile(r"\S[^.\n]*(?:\.|(?=\n)|$)")
_TIGHT = re.compile(r"[.,:;!?%)\]’”]+|'s|’s|n't|n’t")  # words that follow the one before without a space


def article(text: str = "Nothing happened.", **fields: Any) -> Article:
    """An article whose id hangs on its text and its file name, as in reading."""
    name = fields.setdefault("file_name", f"{digest(text)[:6]}.txt")
    return Article(digest(name, text), text, **fields)


def span(of: Article, words: str) -> Span:
    """The first place of some words in an article."""
    start = of.text.index(words)
    return Span(start, start + len(words), words)


def sentences(of: Article) -> tuple[Span, ...]:
    """What stands between full stops and line ends."""
    return tuple(Span(m.start(), m.end(), m[0]) for m in _SENTENCE.finditer(of.text))


def evidence(of: Article, words: str, **fields: Any) -> Evidence:
    """Evidence that `words` of an article give, with the sentence around them."""
    trigger = span(of, words)
    sentence = next(s for s in sentences(of) if s.start <= trigger.start and trigger.end <= s.end)
    return Evidence(of.id, sentence, trigger, "test", **fields)


def claim(subject: str, predicate: str, filler: Value | None, *told: Evidence, **fields: Any) -> Claim:
    """A claim with a value if the filler is one, and with an object if it is the name of a chain or node."""
    target = filler if isinstance(filler, str) and predicate != "content" else None
    return Claim(subject, predicate, target, None if target else filler, told, **fields)


def referent(chain: str, type: str, name: str = "", *aliases: str, named: bool | None = None) -> Referent:
    """What a chain is; a name in capitals is a proper name."""
    return Referent(chain, type, name, aliases, name[:1].isupper() if named is None else named)


def extraction(
    of: Article, referents: Iterable[Referent] = (), claims: Iterable[Claim] = (), **fields: Any
) -> Extraction:
    """What an article says; each referent is mentioned wherever its name stands."""
    known = tuple(referents)
    mentions = tuple(
        Mention(Span(m.start(), m.end(), m[0]), "named" if r.named else "nominal", r.chain)
        for r in known
        if r.name
        for m in re.finditer(re.escape(r.name), of.text)
    )
    return Extraction(of, sentences(of), known, mentions, tuple(claims), **fields)


def quantity(text: str, low: int | None, high: int | None, unit: str = "person") -> Quantity:
    """A quantity by its bounds: exact where they are the same."""
    bounds = [Decimal(n) if n is not None else None for n in (low, high)]
    name = "Exactly" if low == high else "Between" if None not in bounds else "AtLeast" if high is None else "AtMost"
    return Quantity(bounds[0] if low == high else None, *bounds, name, unit, text)


def day(text: str, iso: str) -> TimeInterval:
    """One day."""
    when = date.fromisoformat(iso)
    return TimeInterval(when, when, "day", text)


def tokens(table: str, entities: Sequence[tuple[int, int, str]] = ()) -> Doc:
    """A Doc from lines of form, lemma, UPOS, tag, head (from 1, 0 is the root), relation and, if any, features.

    Blank lines part sentences, each of which counts its heads anew. Entities are (start, end, label) in tokens from 0.
    """
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

    rows: list[list[str]] = []
    heads: list[int] = []
    for sentence in re.split(r"\n\s*\n", table.strip()):
        lines = [line.split() for line in sentence.strip().splitlines()]
        first = len(rows)
        heads.extend(first + (int(line[4]) - 1 if int(line[4]) else i) for i, line in enumerate(lines))
        rows.extend(lines)
    words, lemmas, pos, tags, _, relations = (list(column) for column in zip(*(r[:6] for r in rows), strict=True))
    doc = Doc(
        Vocab(),
        words=words,
        spaces=[not _TIGHT.fullmatch(following) for following in words[1:]] + [False],
        lemmas=lemmas,
        pos=pos,
        tags=tags,
        heads=heads,
        deps=["ROOT" if relation == "root" else relation for relation in relations],
        morphs=["" if len(row) < 7 or row[6] == "_" else row[6] for row in rows],
    )
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities])
    return doc


PLANNED = article(
    "Norvik Works staff plan walkout\n\n"
    "Staff of Norvik Works will walk out on Friday over a new shift plan, the Dock Union said. "
    "The union expects at least 200 people to take part.",
    title="Norvik Works staff plan walkout",
    publisher="Harbor Courier",
    published=date(2024, 3, 4),
    file_name="planned.txt",
    url="https://harbor-courier.example/walkout",
)
HELD = article(
    "About 300 staff of Norvik Works walked out on Friday over a new shift plan, said the Dock Union, "
    "which organised the walkout. "
    "Norvik Works counted 120 people. "
    "The company dismissed organisers after the walkout, the union said. "
    "Norvik Works denied that it dismissed organisers.",
    title="Hundreds leave Norvik Works",
    publisher="Daily Tide",
    published=date(2024, 3, 9),
    file_name="held.txt",
)


def tiny_extractions() -> list[Extraction]:
    """Two articles on the walkout of an invented company: planned, then held; figures differ, a dismissal is denied."""
    return [_planned(), _held()]


_PARTIES = (
    referent("works", "Company", "Norvik Works"),
    referent("union", "Organization", "Dock Union"),
    referent("staff", "EmployeeGroup", "Norvik Works staff", named=False),
)


def _planned() -> Extraction:
    plan = evidence(PLANNED, "walk out", modality="Planned", speaker="union", attribution="IndirectSpeech")
    crowd = evidence(PLANNED, "at least 200 people", modality="Planned", speaker="union", attribution="IndirectSpeech")
    return extraction(
        PLANNED,
        [*_PARTIES, referent("walkout", "Walkout", "walkout"), referent("shift", "Topic", "new shift plan")],
        [
            claim("walkout", "participant", "staff", plan),
            claim("walkout", "targetedAt", "works", plan),
            claim("walkout", "organizedBy", "union", plan),
            claim("walkout", "topic", "shift", plan),
            claim("walkout", "startDate", day("Friday", "2024-03-08"), plan),
            claim("walkout", "headCount", quantity("at least 200 people", 200, None), crowd),
            claim("staff", "employeesOf", "works", evidence(PLANNED, "Staff of Norvik Works")),
        ],
    )


def _held() -> Extraction:
    told = evidence(HELD, "walked out", speaker="union", attribution="IndirectSpeech")
    organised = evidence(HELD, "organised the walkout")
    counted = evidence(HELD, "120 people", speaker="works", attribution="IndirectSpeech")
    blamed = evidence(HELD, "The company dismissed organisers", speaker="union", attribution="IndirectSpeech")
    denied = evidence(HELD, "it dismissed organisers", speaker="works", attribution="IndirectSpeech", negated=True)
    return extraction(
        HELD,
        [
            *_PARTIES,
            referent("organisers", "Group", "organisers"),
            referent("walkout", "Walkout", "walkout"),
            referent("shift", "Topic", "new shift plan"),
            referent("end", "Dismissal", "dismissed"),
        ],
        [
            claim("walkout", "participant", "staff", told),
            claim("walkout", "targetedAt", "works", told),
            claim("walkout", "organizedBy", "union", organised),
            claim("walkout", "topic", "shift", told),
            claim("walkout", "startDate", day("Friday", "2024-03-08"), told),
            claim("walkout", "headCount", quantity("About 300", 270, 330), told),
            claim("walkout", "headCount", quantity("120 people", 120, 120), counted),
            claim("end", "performedBy", "works", blamed, denied),
            claim("end", "affects", "organisers", blamed),
        ],
    )


# Names and titles that try to break out of any form.
HOSTILE = (
    "=1+1 'a' \"b\" \\ <b>&amp;</b> ]]> ''' \"\"\" {$x} `id` %0A\t\u202e 東京 \U0001f600 \n. <http://x> --> ?> | ;"
)


def hostile_extractions() -> list[Extraction]:
    """The tiny extractions, and one article whose metadata and entity are hostile."""
    odd = article(HELD.text, title=HOSTILE, publisher=HOSTILE, file_name="../" + HOSTILE, notes=(HOSTILE,))
    return [*tiny_extractions(), extraction(odd, [referent("odd", "Company", HOSTILE, HOSTILE + "!", named=True)])]
