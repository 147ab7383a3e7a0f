"""Dates of GUM: has each marked expression the interval of days that its annotator gave?

Gold are the TEI elements `<date when="..." from="..." to="..." notBefore="..." notAfter="...">` of the MISC column; a
month or year stands for all its days. The document's `dateCreated` is its publication date. A value is right where a
time expression that overlaps the marked words has the same first and last day ("2004 to 2009" may be one expression
where two dates are marked). Dates without a year and
before year 1 count as not found. Beside all marked dates, those that are one date (`when`) are scored by themselves:
bounds (`from`, `notAfter` ...) stand for durations and vague words, of which annotators and programs judge freely.
Published figures are on TempEval-3, other text with other guidelines.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.quality.coref_scores import Score
from benchmarks.quality.report import Figure
from kg.annotate import annotate_articles
from kg.extract.dates import find_time_mentions
from kg.extract.reading import Reading, TimeMention
from kg.extract.tree import read_doc
from kg.model import Article, Block
from kg.ontology import Ontology
from training.conllu import Sentence, read_conllu

Interval = tuple[date | None, date | None]
GENRES = ("news", "interview")
PUBLISHED = "value F1 on TempEval-3: HeidelTime 77.6, NavyTime 71.0, SUTime 67.4"


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A marked expression, `text[start:end]` of its article; `interval` is None where its value is no span of days.

    `when` is True where the value is one date (`when`), not bounds (`from`, `to`, `notBefore`, `notAfter`).
    """

    start: int
    end: int
    interval: Interval | None
    when: bool = True


Document = tuple[Article, list[GoldDate]]


def read_document(path: Path) -> Document:
    """A document of GUM as an article of paragraphs, with its marked dates."""
    sentences = list(read_conllu(path))
    text = ""
    starts: list[int] = []
    opened: list[tuple[int, str]] = []
    found: list[GoldDate] = []
    for sentence in sentences:
        for i, word in enumerate(sentence.words):
            opens = i == 0 and (sentence.new_par or not text)
            before = "\n\n" if opens and text else word.before
            start = len(text) + len(before)
            starts += [start] if opens else []
            text += before + word.form
            opened += [(start, attributes) for attributes in re.findall(r"<date\b([^>]*)>", word.misc)]
            for _ in range(min(word.misc.count("</date>"), len(opened))):
                begin, attributes = opened.pop()
                found.append(GoldDate(begin, len(text), _interval(attributes), "when:::" in attributes))
    blocks = tuple(Block("text", a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return Article(path.stem, text, published=_created(sentences), blocks=blocks), found


def _created(sentences: Sequence[Sentence]) -> date | None:
    told = next((s.meta["meta::dateCreated"] for s in sentences if "meta::dateCreated" in s.meta), "")
    return date.fromisoformat(told) if re.fullmatch(r"\d{4}-\d\d-\d\d", told) else None


def _interval(attributes: str) -> Interval | None:
    told = dict(re.findall(r'(\w+):::"([^"]*)"', attributes))
    first = days(told.get("when") or told.get("from") or told.get("notBefore") or "")
    last = days(told.get("when") or told.get("to") or told.get("notAfter") or "")
    return (first[0], last[1]) if first[0] or last[1] else None


def days(value: str) -> Interval:
    """First and last day of "2006", "2006-07", "2006-07-04"; no days for anything else."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", value)
    if not parts or parts[1] == "0000":
        return None, None
    year, month, day = int(parts[1]), int(parts[2] or 0), int(parts[3] or 0)
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


@dataclass(frozen=True, slots=True)
class DateScore:
    """Recall and precision of the values of marked dates, how many there are, and both for single dates (`when`)."""

    values: Score
    marked: int
    single: float
    singles: int


def score_dates(documents: Sequence[Document], nlp: Language, onto: Ontology) -> DateScore:
    """How many of the marked dates of documents have their value."""
    gold = {article.id: dates for article, dates in documents}
    told, all_dates, single = 0, [], []
    for article, doc in annotate_articles((article for article, _ in documents), nlp):
        dates = gold[article.id]
        times = find_time_mentions(Reading(article, read_doc(doc), onto))
        mentions = [m for m in times if m.kind == "date" and m.interval]
        pairs = [(d, m) for d in dates for m in mentions if _overlap(d, m, doc)]
        found = [d.interval is not None and _is_right(d, pairs) for d in dates]
        single += [ok for d, ok in zip(dates, found, strict=True) if d.when]
        all_dates += found
        told += len(mentions)
    right = sum(all_dates)
    values = Score(_share(all_dates), min(right / told, 1.0) if told else 0.0)
    return DateScore(values, len(all_dates), _share(single), len(single))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _overlap(marked: GoldDate, mention: TimeMention, doc: Doc) -> bool:
    last = doc[mention.end - 1]
    return doc[mention.start].idx < marked.end and marked.start < last.idx + len(last)


def _is_right(marked: GoldDate, pairs: Sequence[tuple[GoldDate, TimeMention]]) -> bool:
    """True if an expression has the value, or several from first to last, or one that spans several marked dates."""
    mentions = [m for d, m in pairs if d == marked]
    values = [(i.start, i.end) for m in mentions for i in (m.interval, m.bounded) if i is not None]
    if marked.interval in values or (len(mentions) > 1 and marked.interval == _hull(values)):
        return True
    ranges = [[d.interval for d, m in pairs if m == mention and d.interval] for mention in mentions]
    return any(len(r) > 1 and _hull(r) in values for r in ranges)


def _hull(intervals: Iterable[Interval]) -> Interval:
    """From the first day to the last."""
    found = list(intervals)
    starts, ends = [a for a, _ in found if a], [b for _, b in found if b]
    return min(starts, default=None), max(ends, default=None)


def measure(data: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """Right values of news and interviews (dev, and train, which no rule is learnt from) and of all genres (dev)."""
    files = {part: sorted((data / f"treebanks/gum/{part}").glob("*.conllu")) for part in ("dev", "train")}
    few = {part: [p for p in paths if p.stem.split("_")[1] in GENRES] for part, paths in files.items()}
    sets = [("dev, news and interviews", few["dev"]), ("dev, all", files["dev"])]
    sets.append(("train, news and interviews", few["train"]))
    figures = []
    for name, paths in sets:
        result = score_dates([read_document(p) for p in paths], nlp, onto)
        goal, n = 85.0 if name.endswith("interviews") else None, result.marked
        measures = (
            ("right value, single dates", result.single, result.singles, goal),
            ("right value", result.values.recall, n, goal),
            ("value F1", result.values.f1, n, None),
        )
        figures += [Figure(f"GUM dates ({name})", m, 100 * share, size, g, PUBLISHED) for m, share, size, g in measures]
    return figures
