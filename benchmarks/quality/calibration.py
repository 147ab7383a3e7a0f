"""Confidence against the share of claims that hold, by the rule that gave them: what the constants should be.

    python -m benchmarks.quality.calibration                    # tables and a proposal
    python -m benchmarks.quality.calibration --judge 5          # five claims a rule to be judged, as JSON lines

Annotated facts do not cover all that an article says, so two shares are given. *Matched*: of all claims, those that
help to express an annotated fact in its sentence; a lower bound. *Comparable*: of the claims that could express a fact
of their sentence (fitting property, one side right), those that do. Where claims were judged by reading (judged.tsv: id
of the claim, article, rule, 1 or 0, reason), their share counts instead. A proposal leans on the share of all rules
together with the weight of PRIOR claims, so that few claims move it little (the mean of a beta distribution).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from benchmarks.quality.facts import Judge, build_graph, read_facts
from benchmarks.quality.report import Figure
from kg.annotate import load_model
from kg.errors import KGError
from kg.ontology import Ontology

Row = tuple[str, Any]  # a file and what the scorer keeps of a claim in it
JUDGED = Path(__file__).with_name("judged.tsv")
PRIOR = 10
BIN = 0.05


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim held against the annotation; `judged` is None where nobody has read it."""

    rule: str
    confidence: float
    matched: bool
    comparable: bool
    judged: bool | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some claims there are, match, are comparable, were judged, and are right of those."""

    n: int
    matched: int
    comparable: int
    judged: int
    right: int

    @classmethod
    def of(cls, claims: Iterable[Checked]) -> Share:
        """The counts of some claims."""
        rows = list(claims)
        judged = [c.judged for c in rows if c.judged is not None]
        return cls(len(rows), sum(c.matched for c in rows), sum(c.comparable for c in rows), len(judged), sum(judged))

    @property
    def evidence(self) -> tuple[int, int]:
        """Right ones, of how many: of those judged, where any were, else of those comparable."""
        return (self.right, self.judged) if self.judged else (self.matched, self.comparable)

    def leaning_on(self, whole: float) -> float:
        """The share of right claims, drawn to that of all rules."""
        right, n = self.evidence
        return (right + PRIOR * whole) / (n + PRIOR)


def check(judge: Judge, gold: Path, judged: Mapping[str, bool]) -> list[Checked]:
    """Every claim of a graph held against the annotated facts."""
    matched: set[Row] = set()
    near: set[Row] = set()
    for fact in read_facts(gold):
        if fact["predicate"] not in judge.scorer.EXPRESSES:
            continue  # any property may express it: that proves little of a claim
        expressing, could = _rows_on(fact, judge)
        matched |= expressing
        near |= expressing | could
    found = []
    for claim in claim_nodes(judge):
        row, told = _row(claim, judge), judge.scorer.KG
        rule, confidence = (judge.rdf.value(claim, p) for p in (told.rule, told.confidence))
        right = judged.get(_id(claim))
        found.append(Checked(str(rule), float(confidence), row in matched, row in near, right))
    return found


def claim_nodes(judge: Judge) -> list[Any]:
    """The claims of a graph in the order of their ids."""
    return sorted(judge.rdf.subjects(judge.scorer.rdflib.RDF.type, judge.scorer.KG.Claim))


def _id(claim: Any) -> str:
    return str(claim).rpartition("/")[2]


def _rows_on(fact: dict[str, Any], judge: Judge) -> tuple[set[Row], set[Row]]:
    """Of the rows in the sentence of a fact, those that express it, and those that could: one side is right."""
    article, matcher = fact["article"], judge.matcher(fact["article"])
    every = matcher.claims.rows
    sides = ({r[0] for r in every} | {r[2] for r in every}) - {None}
    starts, ends = ({n for n in sides if matcher.stands_for(n, fact[side])} for side in ("subject", "object"))
    a, b = fact["evidence"]["start"], fact["evidence"]["end"]
    here = {row for row in every if min(b, row[3][1]) > max(a, row[3][0])}
    fit = {row for row in here if row[1] in judge.scorer.EXPRESSES[fact["predicate"]]}
    pairs = [pair for pair in judge.scorer.paths(every, starts, ends) if pair[1] in fit]
    expressing = {(article, row) for pair in pairs for row in pair if row in here}
    could = {(article, row) for row in fit if {row[0], row[2]} & (starts | ends)}
    return expressing, could


def _row(claim: Any, judge: Judge) -> Row:
    """The file and the row that the scorer makes of a claim."""
    rdf, ns = judge.rdf, judge.scorer.KG
    sentence, target = rdf.value(claim, ns.sentence), rdf.value(claim, ns.object)
    return str(rdf.value(rdf.value(claim, ns.article), ns.fileName)), (
        rdf.value(claim, ns.subject),
        str(rdf.value(claim, ns.predicate)).rpartition("#")[2],
        rdf.value(claim, ns.value) if target is None else target,
        tuple(int(rdf.value(sentence, p)) for p in (ns.start, ns.end)),
        str(rdf.value(claim, ns.modality)).rpartition("#")[2],
        str(rdf.value(claim, ns.negated)).lower() == "true",
        rdf.value(claim, ns.attributedTo),
    )


def to_tables(claims: Sequence[Checked]) -> str:
    """Two tables: by rule, with the constant that is proposed, and by bin of confidence."""
    right, n = Share.of(claims).evidence
    whole = right / n if n else 0.0
    by_rule, by_bin = defaultdict(list), defaultdict(list)
    for claim in claims:
        by_rule[claim.rule].append(claim)
        low = int(claim.confidence / BIN + 1e-9) * BIN
        by_bin[f"{low:.2f}-{low + BIN:.2f}"].append(claim)
    heading = f"{'':14}{'claims':>8}{'matched':>9}{'comparable':>12}{'share':>7}{'judged':>8}{'right':>7}"
    lines = ["by rule       " + heading[14:] + f"{'now':>7}{'proposed':>10}"]
    for rule, rows in sorted(by_rule.items(), key=lambda kv: -len(kv[1])):
        now = max(c.confidence for c in rows)  # what is possible only is trusted less
        lines.append(_line(rule, rows) + f"{now:7.2f}{Share.of(rows).leaning_on(whole):10.2f}")
    lines += ["", "by confidence " + heading[14:]]
    lines += [_line(name, rows) for name, rows in sorted(by_bin.items())]
    read = right_by_reading(claims)
    told = [] if read is None else [f"right by reading, each rule as often as it fires: {read:.2f}"]
    return "\n".join([*lines, _line("all", claims), *told])


def right_by_reading(claims: Iterable[Checked]) -> float | None:
    """The share of right claims of a graph, from the judged ones of each rule and its size; None where none are."""
    by_rule = defaultdict(list)
    for claim in claims:
        by_rule[claim.rule].append(claim)
    shares = [(len(rows), share) for rows in by_rule.values() if (share := Share.of(rows)).judged]
    return sum(n * s.right / s.judged for n, s in shares) / sum(n for n, _ in shares) if shares else None


def _line(name: str, rows: Iterable[Checked]) -> str:
    s = Share.of(rows)
    share = f"{s.matched / s.comparable:.2f}" if s.comparable else "-"
    right = f"{s.right / s.judged:.2f}" if s.judged else "-"
    return f"{name:14}{s.n:8}{s.matched:9}{s.comparable:12}{share:>7}{s.judged:8}{right:>7}"


def read_judged(path: Path) -> dict[str, bool]:
    """The verdicts of judged.tsv by the id of the claim; none where there is no file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["claim"]: row["right"] == "1" for row in csv.DictReader(file, delimiter="\t")}


def to_judge(judge: Judge, judged: Mapping[str, bool], each: int) -> list[dict[str, Any]]:
    """Claims that nobody has judged yet, so many of each rule, drawn at random with one seed."""
    by_rule = defaultdict(list)
    for claim in claim_nodes(judge):
        if _id(claim) not in judged:
            by_rule[str(judge.rdf.value(claim, judge.scorer.KG.rule))].append(claim)
    draw = random.Random(0)  # noqa: S311 - not for secrets
    drawn = [claim for _, rows in sorted(by_rule.items()) for claim in draw.sample(rows, min(each, len(rows)))]
    return [_for_reading(claim, judge) for claim in drawn]


def _for_reading(claim: Any, judge: Judge) -> dict[str, Any]:
    article, (subject, name, target, (start, end), modality, negated, speaker) = _row(claim, judge)
    rule, words, own = (judge.rdf.value(claim, judge.scorer.KG[p]) for p in ("rule", "text", "predicateText"))

    def label(node: Any) -> str:
        return min(judge.names[node]) if judge.names.get(node) else str(node or "").rpartition("/")[2]

    return {
        "claim": _id(claim),
        "article": article,
        "rule": str(rule),
        "subject": label(subject),
        "property": str(own or name),
        "object": label(target) if judge.names.get(target) else str(target),
        "modality": ("not " if negated else "") + modality,
        "speaker": label(speaker),
        "words": str(words),
        "sentence": judge.texts[article][start:end],
    }


def measure(gold: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """The share of right claims, of those that were judged by reading."""
    claims = check(Judge(gold, build_graph(gold, nlp, onto)), gold, read_judged(JUDGED))
    read = right_by_reading(claims)
    n = Share.of(claims).judged
    return [] if read is None else [Figure("claims (seeds, a and b)", "right by reading", 100 * read, n, 92.0)]


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; the result is its exit code: 0 done, 2 not done."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.calibration", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of facts.jsonl, score.py")
    parser.add_argument("--judge", type=int, default=0, metavar="N", help="print N claims a rule to be judged")
    args = parser.parse_args(arguments)
    if not (args.gold / "facts.jsonl").is_file():
        print(f"{args.gold / 'facts.jsonl'}: absent; --gold names the folder of the facts", file=sys.stderr)
        return 2
    judged = read_judged(JUDGED)
    try:
        judge = Judge(args.gold, build_graph(args.gold, load_model(), Ontology.load()))
    except KGError as error:
        print(error, file=sys.stderr)
        return 2
    if args.judge:
        for row in to_judge(judge, judged, args.judge):
            print(json.dumps(row, ensure_ascii=False))
    else:
        print(to_tables(check(judge, args.gold, judged)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
