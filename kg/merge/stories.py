"""How alike articles are as texts: reports of one story share their rare words.

The cosine of tf-idf vectors (Salton & Buckley 1988). Document frequencies are smoothed by a background in which every
word stands in one of 100 articles, so that the figures mean the same in a corpus of two articles and of a thousand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations

from kg.merge.clusters import Clusters
from kg.model import Extraction
from kg.names import name_words

BACKGROUND = 100  # articles of the imagined background
SAME_STORY = 0.28  # from here two articles of the development corpus always told one story
RELATED = 0.15  # below, never
RARE = 10  # articles that a word may stand in, to be one by which articles of a story are found
HINT = 0.04  # likeness by rare words alone from which two articles are compared in full
STOP = frozenset(
    "the a an of to in and for on at with by from as is was were are be been being it its their his her him them "
    "they he she i we us our you your my me that this these those which who whom whose what when where why how have "
    "has had having not no nor will would shall should can could may might must do does did done say says said "
    "saying or but if than then so also more most much many some any all other others such only own same about "
    "after before over under up out into onto off down again between among during through while because until "
    "against there here just very too both each few per one two three first last new now year years day days week "
    "weeks month months time told tell according mr ms mrs dr since still even get got make made like well back".split()
)


class Stories:
    """The likeness of the articles of a corpus."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        counts = {e.article.id: Counter(_words(e)) for e in extractions}
        self._among = Counter(word for words in counts.values() for word in words)
        self._vectors = {article: self._vector(words, len(counts)) for article, words in counts.items()}
        self._known: dict[tuple[str, str], float] = {}
        self._stories: dict[str, str] = {}

    def _vector(self, counts: Mapping[str, int], articles: int) -> dict[str, float]:
        weights = {
            w: (1 + math.log(n)) * math.log((BACKGROUND + articles) / (1 + self._among[w])) for w, n in counts.items()
        }
        length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
        return {w: x / length for w, x in sorted(weights.items())}

    def likeness(self, one: str, other: str) -> float:
        """The cosine of two articles, by their ids: 0 for no word in common, 1 for the same words."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            short, long = sorted((self._vectors[pair[0]], self._vectors[pair[1]]), key=len)
            self._known[pair] = round(sum(x * long.get(w, 0.0) for w, x in short.items()), 6)
        return self._known[pair]

    def of(self, article: str) -> str:
        """The story of an article: the first of the articles that are alike, directly or by others in between."""
        if not self._stories:
            clusters = Clusters(self._vectors, lambda _a, _b: True)
            for one, other in self.pairs:
                if self.likeness(one, other) >= SAME_STORY:
                    clusters.union(one, other)
            self._stories = {a: min(group) for group in clusters.groups() for a in group}
        return self._stories[article]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of articles that may tell one story, found by their rare words."""
        index: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for article, vector in sorted(self._vectors.items()):
            for word, weight in vector.items():
                if 1 < self._among[word] <= RARE:
                    index[word].append((article, weight))
        met: dict[tuple[str, str], float] = defaultdict(float)
        for word in sorted(index):
            for (one, x), (other, y) in combinations(index[word], 2):
                met[(one, other)] += x * y
        return sorted(pair for pair, part in met.items() if part >= HINT and self.likeness(*pair) >= RELATED)


def _words(extraction: Extraction) -> Iterable[str]:
    for sentence in extraction.sentences:
        for word in name_words(sentence.text):
            if word not in STOP and not word.isdigit():
                yield word.removesuffix("s") if len(word) > 3 else word
