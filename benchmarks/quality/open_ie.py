"""CaRB, open information extraction from single sentences: clause tuples, and what the graph's own claims come to."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from benchmarks.quality.carb import clause_tuples, parse
from benchmarks.quality.carb_claims import claim_tuples
from benchmarks.quality.carb_score import read_gold, score
from benchmarks.quality.report import Figure
from kg.ontology import Ontology

PUBLISHED = "on the test part: PropS 31.9, ClausIE 45.0, OpenIE-5 46.7, OpenIE-4 48.8, OpenIE6 52.7, CIGL-OIE 54.0"


def measure(data: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """F1 with the default matching rule on the dev sentences."""
    gold = read_gold(data / "openie/carb_dev/gold.tsv")
    docs = parse(gold, nlp)
    clauses = {sentence: clause_tuples(sentence, doc) for sentence, doc in docs.items()}
    claims = {sentence: claim_tuples(sentence, doc, onto) for sentence, doc in docs.items()}
    n = sum(map(len, gold.values()))
    return [
        Figure("CaRB (dev)", "F1, clause tuples", 100 * score(gold, clauses).f1, n, 47.0, PUBLISHED),
        Figure("CaRB (dev)", "F1, the graph's claims alone", 100 * score(gold, claims).f1, n, None, PUBLISHED),
    ]
