"""The same words of the same speaker in several articles are one statement, whatever each outlet cut away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.decisions import Key
from kg.model import Extraction
from kg.names import name_words

MIN_WORDS = 5  # shorter quotations ("we are happy") are not told apart by their words
SAME = 0.85  # share of the shorter quotation's words that the longer one has, in order of five-word runs
COMMON = 40  # a run of words in more statements than this is a phrase, not a quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """One content claim: its statement, who says it, and the words."""

    key: Key
    speaker: str
    words: tuple[str, ...]

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Runs of five words, by which quotations are found and compared."""
        return frozenset(self.words[i : i + 5] for i in range(len(self.words) - 4)) or frozenset({self.words})


def same_quotations(extractions: Iterable[Extraction], entities: Mapping[Key, str]) -> list[tuple[Key, Key]]:
    """Pairs of statements of different articles that tell the same words of one speaker, or both of an unknown one."""
    quotations = [q for e in extractions for q in _quotations(e, entities)]
    index: dict[tuple[str, ...], list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        for run in quotation.runs:
            index[run].append(quotation)
    pairs = set()
    for members in index.values():
        for i, left in enumerate(members if len(members) <= COMMON else ()):
            for right in members[i + 1 :]:
                if left.key[0] != right.key[0] and _one(left, right):
                    pairs.add((min(left.key, right.key), max(left.key, right.key)))
    return sorted(pairs)


def _quotations(extraction: Extraction, entities: Mapping[Key, str]) -> Iterable[Quotation]:
    article = extraction.article.id
    statements = {r.chain for r in extraction.referents}
    for claim in extraction.claims:
        if claim.predicate == "content" and isinstance(claim.value, str) and claim.subject in statements:
            words = name_words(claim.value)
            if len(words) >= MIN_WORDS:
                speaker = entities.get((article, claim.evidence[0].speaker or ""), "")
                yield Quotation((article, claim.subject), speaker, words)


def _one(left: Quotation, right: Quotation) -> bool:
    if left.speaker != right.speaker:
        return False
    shared = len(left.runs & right.runs)
    return shared >= SAME * min(len(left.runs), len(right.runs))
