"""What the program costs, each row a ratio to something known, measured in one run.

    python benchmarks/speed.py [--articles 200] [--rounds 3]

Costs are seconds of processor time, user and system, of a new process and its children: on a machine that does other
things as well they hang on the load far less than the clock does. Each is the least of the rounds, which take turns.
The corpus is made from the example articles with other names, places and days, by a seeded generator.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.embedded import find_model
from kg.read import read_articles

ROOT = Path(__file__).resolve().parents[1]
KG = [sys.executable, "-m", "kg"]
NAMES = "Aldra Brisk Corvane Dunmore Elswick Farrow Gantry Holt Ivers Jarrow Kestrel Lowry Marlow Norvik Orrin".split()
MONTHS = "January February March April June July August September October November December".split()


@dataclass(frozen=True)
class Row:
    """A measure: what was run, against what, and the share that is hoped for ("" where none is)."""

    name: str
    cost: float
    against: str
    base: float
    goal: str

    def line(self) -> str:
        """The row of a Markdown table."""
        ratio = self.cost / self.base
        return f"| {self.name} | {self.cost:.2f} | {self.against} | {self.base:.2f} | {ratio:.2f} | {self.goal} |"


def cost(command: list[str], good: tuple[int, ...] = (0,)) -> float:
    """Seconds of processor time that a program takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in good:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def python(code: str) -> list[str]:
    """The command that runs a piece of Python."""
    return [sys.executable, "-c", code]


def write_corpus(folder: Path, count: int, seed: int = 7) -> None:
    """Articles of shuffled paragraphs of the examples, with other names and days, as the seed draws them."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    paragraphs = [p for a in read_articles([ROOT / "examples"]) for p in a.text.split("\n\n") if len(p.split()) > 12]
    folder.mkdir(parents=True)
    for number in range(count):
        text = "\n\n".join(chance.sample(paragraphs, 8))
        for name in sorted(set(re.findall(r"\b(?:Amazon|Seattle|Jassy|Washington)\b", text))):
            text = re.sub(rf"\b{name}\b", f"{chance.choice(NAMES)}{chance.choice(['', 'ford', 'ton'])}", text)
        text = re.sub(r"\bMay\b", chance.choice(MONTHS), text)
        day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        (folder / f"{number:05}.txt").write_text(f"date {day}\nReport {number}\n\n{text}\n", encoding="utf-8")


def start_rows(rounds: int, work: Path) -> Iterator[Row]:
    """What it costs to start, to ask, and to build from few articles."""
    build = [*KG, "build", "examples/walkout", "-q", "-o"]
    cost([*build, str(work / "asked")])
    loading = python(f"import spacy; spacy.load({find_model()[0]!r})")
    commands = (
        lambda _: python("pass"),
        lambda _: [*KG, "--help"],
        lambda _: [*KG, "query", "organisers", "-g", str(work / "asked/graph.ttl")],
        lambda _: loading,
        lambda n: [*build, str(work / f"few{n}")],
    )
    rows = [[cost(command(n)) for command in commands] for n in range(rounds)]
    bare, help_, query, spacy, few = (min(column) for column in zip(*rows, strict=True))
    yield Row("`kg --help`", help_, "`python -c pass`", bare, "")
    yield Row("`kg query organisers`", query, "`import spacy; spacy.load(...)`", spacy, "≤ 0.5")
    yield Row("`kg build` of five articles", few, "`import spacy; spacy.load(...)`", spacy, "≤ 3")


def corpus_rows(rounds: int, count: int, work: Path) -> Iterator[Row]:
    """What many articles cost, when they are new, when they are known, and when one comes to them."""
    model = find_model()[0]
    write_corpus(work / "news", count)
    write_corpus(work / "one", 1, seed=8)
    parse = (
        "import spacy, sys; from kg.read import read_articles; nlp = spacy.load(sys.argv[1]);"
        "texts = [p for a in read_articles([sys.argv[2]]) for p in a.text.split('\\n\\n')]; list(nlp.pipe(texts))"
    )
    build = [*KG, "build", str(work / "news"), "-w", "1", "-q", "-o", str(work / "many")]
    first = cost(build)
    again = min(cost(build) for _ in range(rounds))
    bare = cost([*python(parse), model, str(work / "news")])
    more = cost([*KG, "add", str(work / "one"), "-q", "-o", str(work / "many")])
    yield Row(f"`kg build` of {count} articles", first, "`nlp.pipe` of the same model over their texts", bare, "≤ 1.33")
    yield Row("the same again", again, "the first time", first, "≤ 0.05")
    yield Row("`kg add` of one article more", more, "building the others", first, "")


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200, help="size of the made corpus")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    options = parser.parse_args()
    print("| what | s | against | s | ratio | goal |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for row in (*start_rows(options.rounds, work), *corpus_rows(options.rounds, options.articles, work)):
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
