"""Facts annotated by hand: which of them does one graph of all annotated articles hold?

The scorer is the one that lies beside the facts (score.py); its levels are typed (a claim with a property that can
express the fact joins its two sides), grounded (and its sentence is the annotated one) and stance (and modality,
negation and speaker agree). All figures are recall; how many claims are right is judged by reading.
"""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.language import Language

import kg
from benchmarks.quality.report import Figure
from kg.graph import KnowledgeGraph
from kg.ontology import Ontology

LEVELS = ("typed", "grounded", "stance")
PUBLISHED = "no other system has been scored"
# Name, first letters of the file names, goals of the three levels; the goals of a and b hold for both together.
GROUPS = (
    ("seeds", ("0",), (85, 80, 65)),
    ("a: same story", ("a",), None),
    ("b: other events", ("b",), None),
    ("a and b", ("a", "b"), (75, 68, 52)),
)


def load_scorer(gold: Path) -> ModuleType:
    """The module score.py of the folder of facts."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{gold / 'score.py'}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_facts(gold: Path) -> list[dict[str, Any]]:
    """The facts, one a line of facts.jsonl."""
    return [json.loads(line) for line in (gold / "facts.jsonl").read_text(encoding="utf-8").splitlines()]


def article_folders(gold: Path) -> list[Path]:
    """Where the annotated articles lie: beside the facts, and the seeds."""
    return [gold.parent / "articles/seeds", gold / "articles"]


def build_graph(gold: Path, nlp: Language, onto: Ontology) -> KnowledgeGraph:
    """One graph of all annotated articles."""
    return kg.build(article_folders(gold), onto, nlp=nlp)


class Judge:
    """Tells, for any graph written as Turtle, how far it holds a fact: 0 not at all, 2 typed, 3 grounded, 4 stance."""

    def __init__(self, gold: Path, graph: KnowledgeGraph) -> None:
        self.scorer = load_scorer(gold)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.ttl"
            kg.export(graph, path)
            self.rdf, self.names, self.claims = self.scorer.load(str(path))
        files = {p.name: p for folder in article_folders(gold) for p in folder.iterdir() if p.is_file()}
        self.texts = {name: files[name].read_text(encoding="utf-8") for name in self.claims}
        self._matchers: dict[str, Any] = {}

    def matcher(self, article: str) -> Any:
        """The scorer's matcher for the file of an article, which may be absent from the graph."""
        if article not in self._matchers:
            claims = self.claims.get(article, self.scorer.Claims())
            text = self.texts.get(article, "")
            self._matchers[article] = self.scorer.Matcher(self.rdf, self.names, claims, text)
        return self._matchers[article]

    def level(self, fact: dict[str, Any]) -> int:
        """How far the graph holds a fact."""
        level: int = self.scorer.score(fact, self.matcher(fact["article"]))
        return level


def measure(gold: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """The three levels for each group of articles."""
    judge = Judge(gold, build_graph(gold, nlp, onto))
    levels = [(fact["article"], judge.level(fact)) for fact in read_facts(gold)]
    figures: list[Figure] = []
    for name, starts, goals in GROUPS:
        figures.extend(_figures(name, [level for article, level in levels if article.startswith(starts)], goals))
    return figures


def _figures(name: str, levels: Sequence[int], goals: tuple[int, ...] | None) -> Iterator[Figure]:
    for i, measure_name in enumerate(LEVELS):
        share = 100 * sum(level >= i + 2 for level in levels) / len(levels) if levels else 0.0
        yield Figure(f"facts ({name})", measure_name, share, len(levels), goals[i] if goals else None, PUBLISHED)
