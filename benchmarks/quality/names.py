"""Names of persons, organisations and places in UD English EWT, as UNER marks them: exact spans and types."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from benchmarks.quality.report import Figure
from training.docs import to_doc
from training.prepare import paragraphs
from training.score import NAMES, score_names
from training.sources import read_ewt

PUBLISHED = "on the test part: XLM-R 86.0"


def measure(data: Path, nlp: Language) -> list[Figure]:
    """Span F1 on the dev part, in paragraphs of raw text that the pipeline cuts into words itself."""
    blocks = [block for document in read_ewt(data, "dev") for block in paragraphs(document)]
    gold = [to_doc(block, nlp.vocab) for block in blocks]
    found = list(nlp.pipe([doc.text for doc in gold], batch_size=32))
    names = sum(ent.label_ in NAMES for doc in gold for ent in doc.ents)
    return [Figure("UNER EWT (dev)", "names F1", 100 * score_names(gold, found)["names_f"], names, None, PUBLISHED)]
