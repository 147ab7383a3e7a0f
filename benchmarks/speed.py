"""What the program costs, each row a ratio to something known, measured in one run.

    python -m benchmarks.speed                                                       # 200 articles, about ten minutes
    python -m benchmarks.speed --articles 1000 --kept 10000 --merge 1000 10000 100000 --svg docs/performance.svg

Costs marked CPU are seconds of processor time, user and system, of a new process and its children: on a machine that
does other things as well they hang on the load far less than the clock does, by which the rows of two processes go.
Each is the least of the rounds, which take turns. The corpus is made from the example articles with other names, places
and days by a seeded generator; one in ten is a copy of the one before, cut, under a new head.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain, pairwise
from pathlib import Path

from kg.embedded import find_model
from kg.read import read_articles

ROOT = Path(__file__).resolve().parents[1]
KG = [sys.executable, "-m", "kg"]
NAMES = "Aldra Brisk Corvane Dunmore Elswick Farrow Gantry Holt Ivers Jarrow Kestrel Lowry Marlow Norvik Orrin".split()
MONTHS = "January February March April June July August September October November December".split()


COPIES = 0.1  # share of the articles that copy the one before
PARSE = (
    "import spacy, sys; from kg.read import read_articles; nlp = spacy.load(sys.argv[1]);"
    "texts = [p for a in read_articles([sys.argv[2]]) for p in a.text.split('\\n\\n')];"
    "list(nlp.pipe(texts, n_process=int(sys.argv[3])))"
)


@dataclass(frozen=True)
class Cost:
    """What a program took: seconds of processor time, seconds by the clock, and its largest process in MB."""

    cpu: float
    clock: float
    memory: float


@dataclass(frozen=True)
class Row:
    """A measure: what was run, against what, in which unit, and the ratio that is hoped for (None where none is)."""

    name: str
    cost: float
    against: str
    base: float
    goal: float | None = None
    unit: str = "s CPU"

    def line(self) -> str:
        """The row of a Markdown table."""
        goal = f"≤ {self.goal:.3g}" if self.goal else ""
        costs = f"{self.cost:.2f} | {self.against} | {self.base:.2f} | {self.unit}"
        return f"| {self.name} | {costs} | {self.ratio:.2f} | {goal} |"

    @property
    def ratio(self) -> float:
        """How many times the other it costs."""
        return self.cost / self.base


def run(command: list[str]) -> Cost:
    """What a program and its children take. Raises SystemExit where it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}\n{errors.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


def seconds(report: Path, stage: str) -> float:
    """What a stage of a build took by the clock, as its report tells."""
    return float(json.loads(report.read_text(encoding="utf-8"))["seconds"][stage])


def python(code: str) -> list[str]:
    """The command that runs a piece of Python."""
    return [sys.executable, "-c", code]


def write_corpus(folder: Path, count: int, seed: int = 7, length: int = 8) -> None:
    """Articles of so many paragraphs of the examples, with other names and days, some copied, as the seed draws."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    paragraphs = [p for a in read_articles([ROOT / "examples"]) for p in a.text.split("\n\n") if len(p.split()) > 12]
    folder.mkdir(parents=True)
    text = ""
    for number in range(count):
        if "\n\n" in text and chance.random() < COPIES:
            text = "\n\n".join(text.split("\n\n")[1:])
        else:
            told = (f"{p} Its file has {chance.randint(2, 9_999)} pages." for p in chance.sample(paragraphs, length))
            text = _renamed("\n\n".join(told), chance)  # no paragraph twice, but in copies
        day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        (folder / f"{number:05}.txt").write_text(f"date {day}\nReport {number}\n\n{text}\n", encoding="utf-8")


def _renamed(text: str, chance: random.Random) -> str:
    """A text with other names and another month; figures stay, so that articles contradict each other."""
    for name in sorted(set(re.findall(r"\b(?:Amazon|Seattle|Jassy|Washington)\b", text))):
        text = re.sub(rf"\b{name}\b", f"{chance.choice(NAMES)}{chance.choice(['', 'ford', 'ton'])}", text)
    return re.sub(r"\bMay\b", chance.choice(MONTHS), text)


def start_rows(rounds: int, work: Path) -> Iterator[Row]:
    """What it costs to start, to ask, and to build from few articles."""
    build = [*KG, "build", "examples/walkout", "-q", "-o"]
    run([*build, str(work / "asked")])
    loading = python(f"import spacy; spacy.load({find_model()[0]!r})")
    commands: tuple[Callable[[int], list[str]], ...] = (
        lambda _: python("pass"),
        lambda _: [*KG, "--help"],
        lambda _: [*KG, "query", "organisers", "-g", str(work / "asked/graph.ttl")],
        lambda _: loading,
        lambda n: [*build, str(work / f"few{n}")],
    )
    rows = [[run(command(n)).cpu for command in commands] for n in range(rounds)]
    bare, help_, query, spacy, few = (min(column) for column in zip(*rows, strict=True))
    yield Row("`kg --help`", help_, "`python -c pass`", bare)
    yield Row("`kg query organisers`", query, "`import spacy; spacy.load(...)`", spacy, 0.5)
    yield Row("`kg build` of five articles", few, "`import spacy; spacy.load(...)`", spacy, 3)


def corpus_rows(rounds: int, count: int, work: Path) -> Iterator[Row]:
    """What many articles cost, when they are new, when they are known, and when one comes to them."""
    news, one = work / "news", work / "one"
    write_corpus(news, count)
    write_corpus(one, 1, seed=8)
    parse = [*python(PARSE), find_model()[0], str(news)]
    build = [*KG, "build", str(news), "-q"]

    def both(processes: int, turn: int) -> tuple[Cost, Cost]:
        name = f"many{processes}{turn}"
        told = ["-w", str(processes), "-o", str(work / name), "--report", str(work / f"{name}.json")]
        return run([*parse, str(processes)]), run([*build, *told])

    single, double = ([both(n, r) for r in range(max(rounds - 1, 1))] for n in (1, 2))
    bare, first = min(p.cpu for p, _ in single), min(b.cpu for _, b in single)
    yield Row(f"`kg build` of {count} articles, one process", first, "`nlp.pipe` over their texts", bare)
    bare2, first2 = min(p.clock for p, _ in double), min(b.clock for _, b in double)
    yield Row("the same, two processes", first2, "`nlp.pipe(n_process=2)`", bare2, 1.33, "s by the clock")
    alone = min(b.clock for _, b in single)
    yield Row("two processes", first2, "one", alone, unit="s by the clock")
    understood = [min(seconds(f, "read") for f in work.glob(f"many{n}?.json")) for n in (2, 1)]
    yield Row("reading in two processes", understood[0], "in one", understood[1], 1 / 1.5, "s by the clock")
    fast = run([*build, "-w", "1", "--model", "small", "-o", str(work / "small")]).cpu
    yield Row("`--model small`", fast, "`base`", first)
    again = min(run([*build, "-w", "1", "-o", str(work / "many10")]).cpu for _ in range(rounds))
    yield Row("the same again", again, "the first time", first, 0.05)
    more = run([*KG, "add", str(one), "-q", "-o", str(work / "many10")]).cpu
    yield Row("`kg add` of one article more", more, "building the others", first)
    part = work / "part"
    part.mkdir()
    for file in sorted(news.iterdir())[: count // 10]:
        (part / file.name).symlink_to(file)
    less = run([*KG, "build", str(part), "-q", "-w", "1", "-o", str(work / "tenth")]).memory
    yield Row("the largest process of a build", single[0][1].memory, "that of a tenth of it", less, unit="MB")


def kept_rows(count: int, work: Path) -> Iterator[Row]:
    """What one article more costs where many seeded ones are kept, of which nothing has to be read again."""
    from benchmarks.merge import corpus
    from kg.corpus import open_corpus, recipe_of
    from kg.ontology import Ontology

    folder = Ontology.load().folder
    out, one = work / "kept", work / "alone"
    write_corpus(one, 1, seed=9)
    with open_corpus(out / "corpus.sqlite", recipe_of(find_model()[1], folder, open_layer=True)) as kept:
        members = {}
        for extraction in corpus(count):
            kept.put(extraction)
            members[extraction.article.id] = extraction.article.file_name
        kept.set_members(members)
    more = run([*KG, "add", str(one), "-q", "-o", str(out)]).cpu
    bare = run([*KG, "build", str(one), "-q", "-o", str(work / "by-itself")]).cpu
    yield Row(f"`kg add` of one article to {count}", more, "`kg build` of it alone", bare)


def merge_rows(sizes: list[int]) -> Iterator[Row]:
    """What merging costs at each size, against the size before."""
    from benchmarks.merge import merge_once
    from kg.ontology import Ontology

    onto = Ontology.load()
    costs = [merge_once(size, 1, onto)[0] for size in sizes]
    for (small, less), (large, more) in pairwise(zip(sizes, costs, strict=True)):
        yield Row(f"merging {large} articles", more, f"{small}", less, 1.3 * large / small)


def picture(rows: list[Row]) -> str:
    """The rows that have a goal as bars in SVG: the ratio as a share of the goal, which is the line."""
    judged = [r for r in rows if r.goal]
    bars = []
    for place, row in enumerate(judged):
        share, y = row.ratio / (row.goal or 1), 24 * place + 8
        bars.append(
            f'<text x="312" y="{y + 12}" text-anchor="end">{escape(row.name.replace("`", ""))}</text>'
            f'<rect x="320" y="{y}" width="{min(share, 2.5) * 120:.0f}" height="16" '
            f'fill="{"#3b7a57" if share <= 1 else "#b5533c"}"/>'
            f'<text x="{326 + min(share, 2.5) * 120:.0f}" y="{y + 12}">{row.ratio:.2f} of {row.goal:.3g}</text>'
        )
    height = 24 * len(judged) + 12
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{height}" font-family="sans-serif" '
        f'font-size="12"><rect width="760" height="{height}" fill="#fff"/>{"".join(bars)}'
        f'<line x1="440" x2="440" y1="0" y2="{height}" stroke="#333" stroke-dasharray="3"/></svg>\n'
    )


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, help="size of the made corpus")
    parser.add_argument("--kept", type=int, default=1_000, help="articles that are there where one is added")
    parser.add_argument("--merge", type=int, nargs="*", default=[100, 1_000], help="articles merged")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--svg", type=Path, help="file for a picture of the rows that have a goal")
    options = parser.parse_args()
    print("| what | cost | against | cost | in | ratio | goal |\n|---|---|---|---|---|---|---|")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for row in chain(
            start_rows(options.rounds, work),
            corpus_rows(options.rounds, options.articles, work),
            kept_rows(options.kept, work),
            merge_rows(options.merge),
        ):
            rows.append(row)
            print(row.line(), flush=True)
    if options.svg:
        options.svg.write_text(picture(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
