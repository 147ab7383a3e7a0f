"""Scores open-information-extraction tuples as CaRB does with its default matching rule.

Source of the method: Bhardwaj, Aggarwal and Mausam 2019, CaRB: A Crowdsourced Benchmark for Open IE, section 4, with
the lenient binary match that its released scorer uses by default. A tuple is a predicate, a first argument, and all
later arguments as one; slots are compared word by word, as written, each word once. Tuples that share no word of the
predicate do not match ("be" matches any of its forms). Recall takes for every gold tuple the best of all that were
found, so one long tuple may serve many; precision pairs each tuple found with one gold tuple, best pairs first, and
what stays unpaired counts as wrong. Contexts ("C: ...") in the gold are left out. For verbs of saying the arguments may
be swapped. The published F1 is the best over all thresholds of confidence; tuples here carry none: all of them count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.coref_scores import Score

FORMS_OF_BE = frozenset("be is am are was were been being".split())
SAYING = ("said", "told", "added", "adds", "says")


@dataclass(frozen=True, slots=True)
class Tuple:
    """One assertion: the words of the predicate and of its arguments, blanks between them."""

    predicate: str
    arguments: tuple[str, ...]

    @property
    def slots(self) -> tuple[Counter[str], ...]:
        """The words of the predicate, of the first argument, and of all others together."""
        first, others = self.arguments[:1], self.arguments[1:]
        parts = (self.predicate, *first, *((" ".join(others),) if others else ()))
        return tuple(Counter(part.split()) for part in parts)


def read_gold(path: Path) -> dict[str, list[Tuple]]:
    """The tuples of each sentence of a tab-separated file: sentence, predicate, arguments."""
    gold = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, predicate, *arguments = (cell.strip() for cell in line.split("\t"))
        gold[sentence].append(Tuple(predicate, tuple(a for a in arguments if "C: " not in a)))
    return dict(gold)


def match(gold: Tuple, found: Tuple) -> tuple[float, float]:
    """How much of `found` stands in `gold` (precision) and how much of `gold` in `found` (recall), from 0 to 1."""
    straight = _match(gold.slots, found.slots)
    if not any(word in gold.predicate for word in SAYING) or len(found.arguments) < 2:
        return straight
    predicate, first, others = found.slots
    return max(straight, _match(gold.slots, (predicate, others, first)))


def _match(gold: Sequence[Counter[str]], found: Sequence[Counter[str]]) -> tuple[float, float]:
    shared = (gold[0] & found[0]).total()
    if found[0]["be"] and not gold[0]["be"] and any(gold[0][form] for form in FORMS_OF_BE):
        shared += 1
    if not shared or len(found) < len(gold):
        return 0.0, 0.0
    pairs = list(zip(gold[1:], found[1:], strict=False))
    shared += sum((g & f).total() for g, f in pairs)
    wanted = sum(g.total() for g in gold)
    told = found[0].total() + sum(f.total() for _, f in pairs)
    return shared / told, shared / wanted


def score(gold: Mapping[str, Sequence[Tuple]], found: Mapping[str, Sequence[Tuple]]) -> Score:
    """Recall and precision over all sentences of `gold`; a sentence without a tuple in `found` has none."""
    right = recalled = 0.0
    for sentence, wanted in gold.items():
        table = [[match(g, f) for f in found.get(sentence, ())] for g in wanted]
        right += _paired(table)
        recalled += sum(max((recall for _, recall in row), default=0.0) for row in table)
    told, size = (sum(len(side.get(sentence, ())) for sentence in gold) for side in (found, gold))
    return Score(recalled / size if size else 0.0, right / told if told else 0.0)


def _paired(table: Sequence[Sequence[tuple[float, float]]]) -> float:
    """The sum of precisions when gold and found tuples are paired off, best precision first."""
    rows, columns, total = set(), set(), 0.0
    for negative, row, column in sorted((-p, i, j) for i, cells in enumerate(table) for j, (p, _) in enumerate(cells)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            total -= negative
    return total
