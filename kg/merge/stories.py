"""How alike articles are as texts, and which of them tell one story: reports of one story share their rare words.

The cosine of tf-idf vectors (Salton & Buckley 1988), in which names and the words that open an article count double.
Document frequencies are smoothed by a background in which every word stands in one of 100 articles, so that the figures
mean the same in a corpus of two articles and of a thousand.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from heapq import nlargest

from kg.merge.clusters import average_linkage
from kg.model import Extraction
from kg.names import words_of

BACKGROUND = 100  # articles of the imagined background
SAME_STORY = 0.16  # mean likeness from which groups of articles are one story
RELATED = 0.08  # below, two articles never tell one story
RARE = 10  # articles that a word may stand in, to be one by which articles of a story are found
KEYS = 15  # of an article's heaviest words, which do the same whatever they stand in
WINDOW = 25  # neighbours in time with which an article is compared for a word (sorted neighbourhood)
HINT = 0.03  # likeness by such words alone from which two articles are compared in full
LEAD = 8  # sentences that tell what an article is about
NAME = re.compile(r"[A-Z](?<=\S [A-Z])[\w.'’-]*")  # a word with a capital inside a sentence
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
        extractions = list(extractions)
        known: dict[str, str] = {}
        counts = {e.article.id: _counts(e, known) for e in extractions}
        dated = ((e.article.published or date.max, e.article.id) for e in extractions)
        self._order = [article for _, article in sorted(dated)]
        self._among = Counter(word for words in counts.values() for word in words)
        rarity = {w: math.log((BACKGROUND + len(counts)) / (1 + n)) for w, n in self._among.items()}
        self._vectors = {article: self._vector(words, rarity) for article, words in counts.items()}

    def _vector(self, counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
        weights = {w: _often(n) * rarity[w] for w, n in counts.items()}
        length = math.sqrt(sum([x * x for x in weights.values()])) or 1.0
        return {w: weights[w] / length for w in sorted(weights)}

    def likeness(self, one: str, other: str) -> float:
        """The cosine of two articles, by their ids: 0 for no word in common, 1 for the same words."""
        known = self.alike.get((one, other) if one < other else (other, one))
        return self._cosine(one, other) if known is None else known

    def _cosine(self, one: str, other: str) -> float:
        short, long = sorted((self._vectors[min(one, other)], self._vectors[max(one, other)]), key=len)
        return round(sum([weight * long[w] for w, weight in short.items() if w in long]), 6)

    def of(self, article: str) -> str:
        """The story of an article: the first of its articles, which are alike on average."""
        return self._stories[article]

    @cached_property
    def _stories(self) -> dict[str, str]:
        groups = average_linkage(self._vectors, self.alike, SAME_STORY)
        return {a: least for group in groups for least in [min(group)] for a in group}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of articles that may tell one story."""
        return sorted(self.alike)

    @cached_property
    def alike(self) -> dict[tuple[str, str], float]:
        """The likeness of pairs of articles that may tell one story, found by their heaviest and their rare words."""
        keys = {a: self._keys(a) for a in self._order}
        index: dict[str, list[str]] = defaultdict(list)
        for article in self._order:
            for word in keys[article]:
                index[word].append(article)
        found: dict[tuple[str, str], float] = {}
        done: Counter[str] = Counter()
        for one in self._order:
            met: dict[str, float] = defaultdict(float)  # with those that come later, by the words that led to them
            for word in keys[one]:
                done[word] += 1
                for other in index[word][done[word] : done[word] + WINDOW]:
                    met[other] += self._vectors[one][word] * self._vectors[other][word]
            for other in (o for o, part in met.items() if part >= HINT):
                if (cosine := self._cosine(one, other)) >= RELATED:
                    found[(one, other) if one < other else (other, one)] = cosine
        return found

    def _keys(self, article: str) -> list[str]:
        """The words by which an article meets others."""
        vector = self._vectors[article]
        heaviest = set(nlargest(KEYS, vector, key=lambda w: (vector[w], w)))
        return [w for w in vector if self._among[w] > 1 and (w in heaviest or self._among[w] <= RARE)]


@cache
def _often(times: int) -> float:
    """What a word weighs that an article has so many times."""
    return 1 + math.log(times)


def _counts(extraction: Extraction, known: dict[str, str]) -> Counter[str]:
    """How often an article has each word; names, and what its first sentences have, count double.

    `known` holds what each word counts as: one object for all articles, "" for small words.
    """
    texts = [s.text for s in extraction.sentences]
    told = Counter(words_of("\n".join(texts)))
    told.update(words_of("\n".join(texts[:LEAD])))
    told.update(words_of(" ".join(NAME.findall("\n".join(texts)))))
    counts: Counter[str] = Counter()
    for word, times in told.items():
        if word not in known:
            stem = word.removesuffix("s") if len(word) > 3 else word
            known[word] = "" if word in STOP else known.setdefault(stem, stem) or stem
        counts[known[word]] += times
    del counts[""]
    return counts
