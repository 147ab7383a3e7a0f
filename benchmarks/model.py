"""Compares the embedded models: quality on the dev sets, speed, start-up and size, as one table.

    python benchmarks/model.py --data ../shared/data

Speed is measured on the texts of the dev sets, paragraph by paragraph, the models in turn, best of three; start-up is
a new process from `import spacy` to the first parsed sentence, best of five. Without `--data` the scores are those
that were written when the models were packaged, and speed is measured on a short text over and over.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy

MODELS = Path(__file__).resolve().parents[1] / "kg/models"
_TEXT = (
    "Hundreds of employees walked out of the company's headquarters in Seattle on Wednesday to protest a return to "
    "the office, layoffs and its record on climate. Organizers said that more than 1,900 people had pledged to join."
)
_FIRST = "import spacy, sys; spacy.load(sys.argv[1])('The workers walked out.')"
_ROWS = (
    ("ewt", "las", "LAS, EWT"),
    ("ewt", "las_all", "LAS with punctuation, EWT"),
    ("gum", "las", "LAS, GUM news + interview + bio"),
    ("ewt", "tag_acc", "tags, EWT"),
    ("ewt", "lemma_acc", "lemmas, EWT"),
    ("ewt", "sents_f", "sentences F, EWT paragraphs"),
    ("ewt10", "sents_f", "sentences F, EWT, ten run on"),
    ("ewt", "names_f", "names F, EWT (UNER)"),
)


def texts(data: Path | None) -> list[str]:
    """The paragraphs that speed is measured on."""
    if data is None:
        return [_TEXT] * 500
    from training.prepare import dev_sets

    sets = dev_sets(data)
    return [block.text for block in (*sets["ewt"], *sets["gum"])]


def scores(name: str, data: Path | None) -> dict[str, dict[str, float]]:
    """The scores of a model, measured now if there is data."""
    if data is None:
        found: dict[str, dict[str, float]] = json.loads((MODELS / name / "scores.json").read_text(encoding="utf8"))
        return found
    from training.prepare import dev_sets
    from training.score import score

    return score(spacy.load(MODELS / name), dev_sets(data))


def speeds(names: Sequence[str], paragraphs: Sequence[str], processes: int, rounds: int = 3) -> dict[str, float]:
    """Words a second of each model, white space not counted, best of `rounds`, the models in turn."""
    best = dict.fromkeys(names, 0.0)
    settings = {"components": {"kg_encoder": {"threads": 0 if processes == 1 else 1}}}
    for name in list(names) * rounds:
        nlp = spacy.load(MODELS / name, config=settings if name == "base" else {})
        nlp("Warm up.")
        began = time.perf_counter()
        words = sum(not t.is_space for doc in nlp.pipe(paragraphs, n_process=processes, batch_size=64) for t in doc)
        best[name] = max(best[name], words / (time.perf_counter() - began))
    return best


def start_up(name: str, rounds: int = 5) -> float:
    """Seconds from the start of Python to the first parsed sentence."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", _FIRST, str(MODELS / name)], check=True)
        times.append(time.perf_counter() - began)
    return min(times)


def size(name: str) -> float:
    """Megabytes of the model's folder."""
    return sum(file.stat().st_size for file in (MODELS / name).rglob("*")) / 1e6


def table(names: Sequence[str], data: Path | None) -> list[list[str]]:
    """The comparison, a row for every measure."""
    quality: dict[str, Any] = {name: scores(name, data) for name in names}
    rows = [[label, *(f"{quality[name][part][key]:.3f}" for name in names)] for part, key, label in _ROWS]
    paragraphs = texts(data)
    for processes in (1, 2):
        found = speeds(names, paragraphs, processes)
        plural = "es" if processes > 1 else ""
        rows.append([f"words/s, {processes} process{plural}", *(f"{found[name]:,.0f}" for name in names)])
    rows.append(["start-up, s", *(f"{start_up(name):.2f}" for name in names)])
    rows.append(["size, MB", *(f"{size(name):.1f}" for name in names)])
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    args = parser.parse_args()
    names = [name for name in ("small", "base") if (MODELS / name / "meta.json").is_file()]
    for row in [["", *names], *table(names, args.data)]:
        print(f"{row[0]:34}" + "".join(f"{cell:>12}" for cell in row[1:]))


if __name__ == "__main__":
    main()
