"""Who knows it by himself: copies, articles of one outlet, and reports of one speaker are one source."""

from __future__ import annotations

import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.merge.clusters import Clusters
from kg.model import Evidence, Extraction, Span
from kg.names import fold

MIN_WORDS = 8  # shorter sentences are alike by chance
COPY = 0.5  # share of the shorter article's sentences that a copy has
SIGNS = re.compile(f"[{re.escape(string.punctuation)}“”‘’«»–—…]+")
COMMON = 40  # a sentence in more articles than this is of the outlets, not of the news


def find_origins(extractions: Iterable[Extraction], outlets: Mapping[str, str]) -> dict[str, str]:
    """The origin of each article, by article id: one for the articles of one outlet and for copies of one text."""
    sentences = {e.article.id: {w for s in e.sentences if (w := sentence_words(s))} for e in extractions}
    clusters = Clusters(sorted(sentences), lambda _a, _b: True)
    first: dict[str, str] = {}
    for article in sorted(sentences):
        clusters.union(first.setdefault(outlets.get(article, article), article), article)
    index: dict[str, list[str]] = defaultdict(list)
    for article in sorted(sentences):
        for sentence in sentences[article]:
            index[sentence].append(article)
    shared = Counter(p for members in index.values() if len(members) <= COMMON for p in combinations(members, 2))
    for (one, other), count in sorted(shared.items()):
        if count >= COPY * min(len(sentences[one]), len(sentences[other])):
            clusters.union(one, other)
    return {a: least for group in clusters.groups() for least in [min(group)] for a in group}


def count_sources(told: Iterable[Evidence], origins: Mapping[str, str]) -> int:
    """The number of sources that know by themselves: not of one origin, nor by one speaker, nor in one sentence."""
    evidence = list(told)
    clusters = Clusters(range(len(evidence)), lambda _a, _b: True)
    first: dict[object, int] = {}
    for number, e in enumerate(evidence):
        marks: list[object] = [("origin", origins.get(e.article, e.article))]
        marks += [("speaker", e.speaker)] if e.speaker else []
        marks += [("sentence", words)] if (words := sentence_words(e.sentence)) else []
        for mark in marks:
            clusters.union(first.setdefault(mark, number), number)
    return len(clusters.groups())


def sentence_words(sentence: Span) -> str:
    """The words of a sentence without case, accents and signs; "" for a short one."""
    words = SIGNS.sub("", fold(sentence.text)).split()
    return " ".join(words) if len(words) >= MIN_WORDS else ""
