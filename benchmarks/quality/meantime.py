"""MEANTIME: what one article says by itself, against events, participants, times and coreference marked by others.

Source: Minard et al. 2016, MEANTIME, the NewsReader Multilingual Event and Time Corpus (30 articles of its dev part).
The pipeline reads raw text; its words are held against the marked ones by their characters. No published figure is on
these articles.

  events found      a claim or event mention stands on the marked words
  participants      a claim on these words joins them to the marked participant (any mention of it in the article)
  firm              of the events found that are certain and affirmed, those taken as actual or planned
  entity mentions   those that share half of their characters with a mention of the pipeline; their coreference
  dates             as for GUM: the same first and last day
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree
from spacy.language import Language

from benchmarks.quality.coref_scores import clusters_of, conll_f1
from benchmarks.quality.dates import GoldDate, days, score_dates
from benchmarks.quality.report import Figure
from benchmarks.quality.running import run_on
from kg.model import Article, Block, Extraction, Mention
from kg.ontology import Ontology
from kg.pipeline import extract

Place = tuple[int, int]  # characters of an article
FIRM = frozenset({"Actual", "Planned"})


@dataclass(frozen=True)
class Marked:
    """One annotated article: events with whether they are certain and affirmed, participants, chains, dates.

    `participants` are pairs of an event and the chain of an entity; `chains` gives the chain of each entity mention.
    """

    article: Article
    events: Mapping[Place, bool]
    participants: Sequence[tuple[Place, str]]
    chains: Mapping[Place, str]
    dates: Sequence[GoldDate]


def read_document(path: Path) -> Marked:
    """One file of the corpus; title and text are paragraphs of the article, the line with the date is not read."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, recover=True)).getroot()
    article, where = _running(root)
    places = {m.get("m_id"): p for m in root.find("Markables") if (p := _place(m, where))}
    links = [(relation, _ends(relation)) for relation in root.find("Relations")]
    chain_of = {s: targets[0] for r, (sources, targets) in links if r.tag == "REFERS_TO" for s in sources}
    events = {
        places[m.get("m_id")]: m.get("certainty") == "CERTAIN" and m.get("polarity") == "POS"
        for m in root.iter("EVENT_MENTION")
        if m.get("m_id") in places
    }
    joined = ((s, t) for r, (sources, targets) in links if r.tag == "HAS_PARTICIPANT" for s in sources for t in targets)
    participants = [(places[s], chain_of.get(t, t)) for s, t in joined if s in places and t in places]
    entities = [m.get("m_id") for m in root.iter("ENTITY_MENTION") if m.get("m_id") in places]
    chains = {places[m]: chain_of.get(m, m) for m in entities}
    return Marked(article, events, participants, chains, list(_dates(root, places)))


def _running(root: etree._Element) -> tuple[Article, dict[str, Place]]:
    """The running text of a file, and where its words stand; those of the line with the date stand nowhere."""
    sentences: dict[int, list[etree._Element]] = defaultdict(list)
    for token in root.iter("token"):
        sentences[int(token.get("sentence"))].append(token)
    created = next((t.get("value") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), "")
    text, where, blocks = "", {}, []
    for number, tokens in sorted(sentences.items()):
        if number == 1:
            continue  # "January 12, 2007"
        start = len(text)
        for token, word, blank in zip(tokens, *run_on([t.text for t in tokens]), strict=True):
            where[token.get("t_id")] = (len(text), len(text) + len(word))
            text += word + (" " if blank else "")
        text = text.rstrip(" ") + ("\n\n" if number == 0 else " ")
        blocks.append(("title" if number == 0 else "text", start))
    first_text = next((start for kind, start in blocks if kind == "text"), len(text))
    parts = (Block("title", 0, first_text), Block("text", first_text, len(text)))
    published = date.fromisoformat(created) if re.fullmatch(r"\d{4}-\d\d-\d\d", created) else None
    name = root.get("doc_name", "")
    return Article(name, text, published=published, blocks=tuple(b for b in parts if b.end > b.start)), where


def _place(markable: etree._Element, where: Mapping[str, Place]) -> Place | None:
    words = [where[a.get("t_id")] for a in markable.iter("token_anchor") if a.get("t_id") in where]
    return (min(words)[0], max(words)[1]) if words else None


def _ends(relation: etree._Element) -> tuple[list[str], list[str]]:
    sources, targets = ([e.get("m_id", "") for e in relation.iter(tag)] for tag in ("source", "target"))
    return sources, targets or [""]


def _dates(root: etree._Element, places: Mapping[str, Place]) -> Iterable[GoldDate]:
    """Yields the marked dates that have a day, a month or a year."""
    for timex in root.iter("TIMEX3"):
        place, found = places.get(timex.get("m_id")), days(timex.get("value", "").replace("-XX", ""))
        if timex.get("type") == "DATE" and place and found[0]:
            yield GoldDate(*place, found)


@dataclass(frozen=True)
class Taken:
    """What an extraction has at each place: event and claim words, and mentions of entities, each with its chain."""

    events: Sequence[tuple[Place, str]]
    entities: Sequence[tuple[Place, str]]
    joined: Mapping[str, frozenset[str]]
    modality: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, extraction: Extraction) -> Taken:
        """Claims are found by the words that gave them, events by all their mentions."""
        triggers = [m for m in extraction.mentions if m.kind == "trigger"]
        events = [(_span(m), m.chain) for m in triggers]
        joined: dict[str, set[str]] = defaultdict(set)
        modality: dict[str, set[str]] = defaultdict(set)
        for i, claim in enumerate(extraction.claims):
            told, own = claim.evidence[0], f"claim {i}"
            events.append(((told.trigger.start, told.trigger.end), own))
            for key in (own, claim.subject):
                joined[key] |= {claim.subject, claim.object or ""}
                modality[key].add(told.modality)
        entities = [(_span(m), m.chain) for m in extraction.mentions if m.kind != "trigger"]
        frozen = ({k: frozenset(v) for k, v in table.items()} for table in (joined, modality))
        return cls(events, entities, *frozen)

    def at(self, place: Place) -> set[str]:
        """Events and claims on some words."""
        return {key for span, key in self.events if _overlap(span, place)}


def _span(mention: Mention) -> Place:
    return mention.span.start, mention.span.end


def _overlap(a: Place, b: Place) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _alike(a: Place, b: Place) -> bool:
    """True if two mentions share half of the characters they have between them."""
    return _overlap(a, b) * 2 >= max(a[1], b[1]) - min(a[0], b[0])


def align(marked: Marked, taken: Taken) -> dict[Place, str]:
    """The chain taken for each marked entity mention that the pipeline has, too."""
    pairs = ((place, next((c for span, c in taken.entities if _alike(span, place)), "")) for place in marked.chains)
    return {place: chain for place, chain in pairs if chain}


def count(marked: Marked, taken: Taken) -> dict[str, tuple[int, int]]:
    """For each measure how many are right, of how many."""
    aligned = align(marked, taken)
    chains: dict[str, set[str]] = defaultdict(set)
    for place, chain in aligned.items():
        chains[marked.chains[place]].add(chain)
    found = {place: keys for place in marked.events if (keys := taken.at(place))}
    joined = sum(
        any(taken.joined.get(key, frozenset()) & chains[chain] for key in found.get(place, ()))
        for place, chain in marked.participants
    )
    told = {p: frozenset[str]().union(*(taken.modality.get(k, frozenset()) for k in found[p])) for p in found}
    certain = [told[p] for p in found if marked.events[p] and told[p]]
    return {
        "events found": (len(found), len(marked.events)),
        "participants joined": (joined, len(marked.participants)),
        "certain events taken as firm": (sum(bool(m & FIRM) for m in certain), len(certain)),
        "entity mentions found": (len(aligned), len(marked.chains)),
    }


def measure(data: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """The figures over all articles."""
    documents = [read_document(p) for p in sorted((data / "meantime/apple/intra_cross-doc_annotation").glob("*.xml"))]
    totals: dict[str, tuple[int, int]] = {}
    gold: dict[Hashable, Hashable] = {}
    found: dict[Hashable, Hashable] = {}
    for marked, extraction in zip(documents, extract((d.article for d in documents), onto, nlp=nlp), strict=True):
        taken, name = Taken.of(extraction), marked.article.id
        for measured, (right, n) in count(marked, taken).items():
            before = totals.get(measured, (0, 0))
            totals[measured] = before[0] + right, before[1] + n
        for place, chain in align(marked, taken).items():
            gold[name, place], found[name, place] = (name, marked.chains[place]), (name, chain)
    figures = [Figure("MEANTIME (dev)", m, 100 * right / n if n else 0.0, n) for m, (right, n) in totals.items()]
    if gold:
        chains = 100 * conll_f1(clusters_of(gold), clusters_of(found))
        figures.append(Figure("MEANTIME (dev)", "coreference of those, CoNLL F1", chains, len(gold)))
    dated = score_dates([(d.article, list(d.dates)) for d in documents], nlp, onto)
    return [*figures, Figure("MEANTIME (dev)", "dates, right value", 100 * dated.values.recall, dated.marked)]
