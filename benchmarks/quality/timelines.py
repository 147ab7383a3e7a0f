"""Timelines of SemEval-2015 Task 4 (track A, raw text): for a target, the ordered and dated events it takes part in.

Source of the measure: Minard et al. 2015, SemEval-2015 Task 4: TimeLine, with the temporal awareness of UzZaman and
Allen 2011: a timeline becomes relations (an event at its date, events at the same place of the order, events before
others); precision is the share of the relations found, redundant ones left out, that follow from the gold timeline,
recall the reverse; both summed over the targets. Place 0, events without a place in the order, is not scored. The
official script reasons over the relations with a temporal reasoner; here places and dates are compared as they stand,
so that figures may differ by a little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree
from spacy.language import Language

from benchmarks.quality.coref_scores import Score
from benchmarks.quality.report import Figure
from benchmarks.quality.running import run_on
from kg.graph import Event, KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Article, Block, Span
from kg.ontology import Ontology
from kg.pipeline import extract

Mention = tuple[str, str, int]  # document, sentence, word
Timeline = Mapping[Mention, tuple[int, str]]  # the place in the order and the date, "" if it has none
DETERMINERS = frozenset("a an the this that these those its their his her our my your some any no".split())
PUBLISHED = "on the test parts, track A: best participant 7.85, later systems near 15, publication date for all 6.1"


@dataclass(frozen=True)
class Document:
    """One TimeML file as an article; `words` holds document, sentence and number of each word, by its offset."""

    article: Article
    words: Mapping[int, Mention]
    forms: Mapping[Mention, str]


def read_document(path: Path) -> Document:
    """The text of a TimeML file without its annotations, as running text; a line with the date is no sentence of it."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    number, published = root.findtext("DOCID"), date.fromisoformat(root.find("DCT/TIMEX3").get("value"))
    text, words, forms, blocks = "", {}, {}, []
    for sentence in root.iter("s"):
        tokens = "".join(sentence.itertext()).split()
        start = len(text)
        for i, (token, blank) in enumerate(zip(*run_on(tokens), strict=True)):
            words[len(text)] = (number, sentence.get("id"), i)
            forms[number, sentence.get("id"), i] = tokens[i]
            text += token + (" " if blank else "")
        dated = re.fullmatch(r"\w+ \d{1,2} ?, \d{4}", " ".join(tokens)) is not None
        text = text.rstrip() + ("\n\n" if dated else " ")
        blocks.append(Block("metadata" if dated else "text", start, len(text)))
    return Document(Article(number, text, published=published, blocks=tuple(_joined(blocks))), words, forms)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Sentences of one kind that follow each other are one block."""
    run: list[Block] = []
    for block in [*blocks, None]:
        if run and (block is None or block.kind != run[0].kind):
            yield Block(run[0].kind, run[0].start, run[-1].end)
            run = []
        run += [block] if block else []


def read_timeline(path: Path, documents: Iterable[Document]) -> tuple[str, Timeline]:
    """A target and its gold timeline: lines of place, date, and the mentions of one event."""
    target, *lines = path.read_text(encoding="utf-8").splitlines()
    places: dict[tuple[str, str, str], Mention] = {}
    for document in documents:
        for mention, form in document.forms.items():
            places.setdefault((*mention[:2], form.lower()), mention)
    timeline = {}
    for line in lines:
        place, day, *mentions = line.split("\t")
        for number, sentence, words in (m.split("-", 2) for m in mentions):
            first = places.get((number, sentence, words.split("_")[0].lower()))
            timeline[first or (number, sentence, -1)] = (int(place), day.replace("-XX", "").replace("XXXX", ""))
    return target.strip(), timeline


Days = tuple[date, date]
# How an event gets a date that the graph does not have: not at all; the day of the event told last before it in its
# article; that or, where none was told, the day of publication.
GRAPH = "dates of the graph"
STORY = "day told last where there is none"
PUBLICATION = "that, or the publication date"


def find_timeline(target: str, graph: KnowledgeGraph, documents: Mapping[str, Document], fill: str) -> Timeline:
    """The timeline of a target in the graph; `fill` is GRAPH, STORY or PUBLICATION."""
    dated: dict[Mention, Days] = {}
    told = told_days(graph, documents) if fill != GRAPH else {}
    for article, span, days in _involved(target, graph):
        mention = _main_word(documents[article], span)
        if mention is None:
            continue
        if days is None and fill != GRAPH:
            before = [at for at in told.get(article, ()) if at < _place(mention)]
            published = documents[article].article.published if fill == PUBLICATION else None
            days = told[article][max(before)] if before else (published, published) if published else None
        if days is not None:
            dated.setdefault(mention, days)
    order = {days: i for i, days in enumerate(sorted(set(dated.values())), start=1)}
    return {mention: (order[days], _iso(*days)) for mention, days in dated.items()}


def told_days(graph: KnowledgeGraph, documents: Mapping[str, Document]) -> dict[str, dict[tuple[int, int], Days]]:
    """The events of each article that have a day, by their place in it."""
    found: dict[str, dict[tuple[int, int], Days]] = defaultdict(dict)
    for mention in graph.mentions:
        event = graph.events.get(mention.refers_to)
        days, word = _days(event) if event else None, _main_word(documents[mention.article], mention.span)
        if days and word and days[0] == days[1]:
            found[mention.article][_place(word)] = days
    return found


def _place(mention: Mention) -> tuple[int, int]:
    """Sentence and word, in the order of the text."""
    return int(mention[1]), mention[2]


def _involved(target: str, graph: KnowledgeGraph) -> Iterator[tuple[str, Span, Days | None]]:
    """Yields article, words and days of what a target takes part in: events by all their mentions, open relations."""
    targets = {e.id for e in graph.entities.values() if any(_is_name(n, target) for n in (e.name, *e.aliases))}
    about = [s for s in graph.statements if {s.claim.subject, s.claim.object} & targets]
    events = {node for s in about for node in (s.claim.subject, s.claim.object) if node in graph.events}
    for mention in graph.mentions:
        if mention.refers_to in events:
            yield mention.article, mention.span, _days(graph.events[mention.refers_to])
    for statement in about:
        if statement.claim.predicate == "relation" and statement.claim.subject not in graph.events:
            yield statement.evidence.article, statement.evidence.trigger, None


def _is_name(name: str, target: str) -> bool:
    """True if a name is that of the target, or at least two of its words in a row ("Apple Corps")."""
    words = re.findall(r"\w+", name.lower().removeprefix("the "))
    wanted = re.findall(r"\w+", target.lower())
    return words == wanted or (len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(wanted)} ")


def _days(event: Event) -> Days | None:
    return (event.start, event.end) if event.start and event.end else None


def _main_word(document: Document, span: Span) -> Mention | None:
    """The word that stands for a mention: the last of "the big walkout", the first of "walked out"."""
    words = [document.words[start] for start in sorted(document.words) if span.start <= start < span.end]
    if not words:
        return None
    return words[-1] if document.forms[words[0]].lower() in DETERMINERS else words[0]


def _iso(start: date, end: date) -> str:
    """An interval as the gold writes it: a day, a month, a year."""
    if start == end:
        return start.isoformat()
    return f"{start:%Y-%m}" if (start.year, start.month) == (end.year, end.month) else f"{start:%Y}"


def awareness(pairs: Iterable[tuple[Timeline, Timeline]]) -> Score:
    """Temporal awareness over pairs of a gold timeline and one that was found."""
    counts = [0, 0, 0, 0]
    for gold, found in pairs:
        gold = {m: at for m, at in gold.items() if at[0] > 0}
        for i, (ours, theirs) in enumerate(((gold, found), (found, gold))):
            relations = list(_relations(ours))
            counts[2 * i] += sum(_holds(relation, theirs) for relation in relations)
            counts[2 * i + 1] += len(relations)
    recall, precision = (counts[i] / counts[i + 1] if counts[i + 1] else 0.0 for i in (0, 2))
    return Score(recall, precision)


def _relations(timeline: Timeline) -> Iterator[tuple[str, Mention, Mention | str]]:
    """Yields what a timeline says, each thing once: dates, undated events of one place, a place before the next."""
    before: Mention | None = None
    for place in sorted({place for place, _ in timeline.values()}):
        first, *others = sorted(m for m, (p, _) in timeline.items() if p == place)
        day = timeline[first][1]
        for event in (first, *others) if day else others:
            yield ("at", event, day) if day else ("same", first, event)
        if before:
            yield "before", before, first
        before = first


def _holds(relation: tuple[str, Mention, Mention | str], timeline: Timeline) -> bool:
    """True if a relation follows from a timeline."""
    kind, first, second = relation
    if first not in timeline or (kind != "at" and second not in timeline):
        return False
    if isinstance(second, str):
        return timeline[first][1] == second
    a, b = timeline[first][0], timeline[second][0]
    return a == b if kind == "same" else a < b


def measure(data: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """Temporal awareness of the timelines of the graph, and of those where the article fills in."""
    folder = data / "timeline/apple"
    documents = {d.article.id: d for d in map(read_document, sorted((folder / "timeml").glob("*.tml")))}
    graph = merge_claims(extract((d.article for d in documents.values()), onto, nlp=nlp), onto)
    gold = [read_timeline(path, documents.values()) for path in sorted((folder / "timelines").glob("*.txt"))]
    figures = []
    for fill in (GRAPH, STORY, PUBLICATION):
        result = awareness((line, find_timeline(target, graph, documents, fill)) for target, line in gold)
        measures = (("F1", result.f1), ("precision", result.precision), ("recall", result.recall))
        figures += [
            Figure("timelines (dev)", f"{name}, {fill}", 100 * share, len(gold), None, PUBLISHED)
            for name, share in measures
        ]
    return figures
