"""Prints the quality on every annotated set that is present, beside the goals and the published figures.

    python -m benchmarks.quality --data ../shared/data            # all sets
    python -m benchmarks.quality --only carb --only dates --json  # some, as JSON

Sets are sought in the folder given by `--data`, the annotated facts and articles beside it or in `--gold`. Absent ones
are named and skipped. What the figures mean stands in the README of this folder. Exit codes: 0 all sets scored, 1 some
skipped or failed, 2 none scored.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.quality import calibration, cross_document, dates, facts, meantime, names, open_ie, timelines
from benchmarks.quality.report import Figure, to_table
from kg.annotate import load_model
from kg.errors import KGError
from kg.ontology import Ontology

# Name of a set, the paths it needs below the folder of data ("gold/..." below that of facts), how it is measured.
SETS = {
    "facts": ("gold/facts.jsonl", "gold/score.py", "gold/articles"),
    "claims": ("gold/facts.jsonl", "gold/score.py", "gold/articles"),
    "carb": ("openie/carb_dev/gold.tsv",),
    "dates": ("treebanks/gum/dev", "treebanks/gum/train"),
    "names": ("treebanks/ewt/en_ewt-ud-dev.conllu", "ner/uner_ewt/dev.iob2"),
    "timelines": ("timeline/apple/timeml", "timeline/apple/timelines"),
    "meantime": ("meantime/apple/intra_cross-doc_annotation",),
    "ecb": ("eventcoref/ecbplus/dev",),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; the result is its exit code."""
    args = _parser().parse_args(arguments)
    gold = args.gold or args.data.parent / "gold"
    chosen = args.only or list(SETS)
    absent = {name: path for name in chosen if (path := _missing(name, args.data, gold))}
    for name, path in absent.items():
        print(f"{name}: skipped, {path} is absent", file=sys.stderr)
    failed: list[str] = []
    try:
        present = [name for name in chosen if name not in absent]
        figures = run(present, args.data, gold, args.model, onerror=failed.append) if present else []
    except KGError as error:
        print(error, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps([dataclasses.asdict(f) for f in figures], indent=1, ensure_ascii=False))
    elif figures:
        print(to_table(figures))
    return 2 if not figures else 1 if absent or failed else 0


def run(
    sets: Iterable[str], data: Path, gold: Path, model: str = "", onerror: Callable[[str], None] | None = None
) -> list[Figure]:
    """The figures of these sets, in this order.

    Raises KGError where the model or the ontology cannot be loaded. Where the program fails on a set, that goes to
    stderr and the name of the set to `onerror`, so that the other figures are not lost; without `onerror` it is raised.
    """
    nlp, onto = load_model(model), Ontology.load()
    how: dict[str, Callable[[], list[Figure]]] = {
        "facts": lambda: facts.measure(gold, nlp, onto),
        "claims": lambda: calibration.measure(gold, nlp, onto),
        "carb": lambda: open_ie.measure(data, nlp, onto),
        "dates": lambda: dates.measure(data, nlp, onto),
        "names": lambda: names.measure(data, nlp),
        "timelines": lambda: timelines.measure(data, nlp, onto),
        "meantime": lambda: meantime.measure(data, nlp, onto),
        "ecb": lambda: cross_document.measure(data, nlp, onto),
    }
    figures = []
    for name in sets:
        print(f"{name} ...", file=sys.stderr)
        try:
            figures.extend(how[name]())
        except Exception:
            if onerror is None:
                raise
            print(f"{name}: not scored, as the program failed on it:\n{traceback.format_exc()}", file=sys.stderr)
            onerror(name)
    return figures


def _missing(name: str, data: Path, gold: Path) -> Path | None:
    """The first path that a set needs and that is not there."""
    folders = {"gold": gold}
    for path in SETS[name]:
        first, _, rest = path.partition("/")
        found = folders[first] / rest if first in folders else data / path
        if not found.exists():
            return found
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the annotated sets")
    parser.add_argument("--gold", type=Path, help="folder of facts.jsonl, score.py and articles (default: beside it)")
    parser.add_argument("--only", action="append", choices=list(SETS), help="score only this set; may be repeated")
    parser.add_argument("--model", default="", help="a spaCy pipeline in place of the embedded one")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    return parser


if __name__ == "__main__":
    sys.exit(main())
