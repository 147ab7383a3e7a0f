"""The same words of the same speaker in several articles are one statement, whatever each outlet cut or altered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.decisions import Key
from kg.model import Claim, Evidence, Extraction
from kg.names import name_words

MIN_WORDS = 5  # shorter quotations ("we are happy") are not told apart by their words
SAME = 0.85  # share of the shorter quotation's words that the longer one has, in order of five-word runs
ALTERED = 0.5  # the same of a long one of which an outlet has altered a word
LONG = 10  # runs from which a quotation is long enough for that
COMMON = 40  # a run of words in more statements than this is a phrase, not a quotation


Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One content claim: its statement, who says it, and its runs of five words, by which it is found and compared."""

    key: Key
    speaker: str
    runs: Runs


def same_quotations(extractions: Iterable[Extraction], entities: Mapping[Key, str]) -> list[tuple[Key, Key]]:
    """Pairs of statements of different articles that tell the same words of one speaker, or both of an unknown one."""
    quotations = [q for e in extractions for q in _quotations(e, entities)]
    pairs = set()
    for one, other in _meeting(q.runs for q in quotations):
        left, right = quotations[one], quotations[other]
        if left.key[0] != right.key[0] and _one(left, right):
            pairs.add((min(left.key, right.key), max(left.key, right.key)))
    return sorted(pairs)


def _quotations(extraction: Extraction, entities: Mapping[Key, str]) -> Iterable[Quotation]:
    article = extraction.article.id
    statements = {r.chain for r in extraction.referents}
    for claim in extraction.claims:
        words = claim.value if claim.predicate == "content" and claim.subject in statements else ""
        if isinstance(words, str) and (runs := _runs(words)):
            speaker = entities.get((article, claim.evidence[0].speaker or ""), "")
            yield Quotation((article, claim.subject), speaker, runs)


def _one(left: Quotation, right: Quotation) -> bool:
    return left.speaker == right.speaker and _alike(left.runs, right.runs)


def _alike(one: Runs, other: Runs) -> bool:
    """True if one is a cut of the other, or a long one with a word altered."""
    shared = len(one & other)
    return shared >= (ALTERED if shared >= LONG else SAME) * min(len(one), len(other))


def same_words(claims: Iterable[Claim]) -> Iterable[tuple[tuple[Evidence, Claim], tuple[Evidence, Claim]]]:
    """Yields what two speakers are quoted with in the same words, each as a sentence with its claim."""
    told = [(c, runs) for c in claims if c.predicate == "content" and len(runs := _runs(str(c.value))) >= LONG]
    for one, other in sorted(_meeting(runs for _, runs in told)):
        if _alike(told[one][1], told[other][1]):
            first, second = told[one][0], told[other][0]
            yield (first.evidence[0], first), (second.evidence[0], second)


def _meeting(quotations: Iterable[Runs]) -> set[tuple[int, int]]:
    """Pairs of places in a sequence of quotations that share a run of words, unless it is a phrase that many use."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, runs in enumerate(quotations):
        for run in runs:
            index[run].append(number)
    return {p for members in index.values() if len(members) <= COMMON for p in combinations(members, 2)}


def _runs(text: str) -> Runs:
    words = name_words(text)
    return frozenset(words[i : i + MIN_WORDS] for i in range(len(words) - MIN_WORDS + 1))
