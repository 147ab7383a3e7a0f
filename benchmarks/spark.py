"""What each further article costs on Spark against the processes of one machine, on two cores each.

    python -m benchmarks.spark [--sizes 500 2000] [--length 8] [--rounds 1] [--model base]

The same seeded articles, in JSON lines, are built by both engines in turn; the cost of one more is the slope between
the two sizes: by the clock, which means something on a quiet machine only, and in processor time, which is looked up in
/proc while all processes of a build run, for that of Spark's Python workers is lost when they end. The graphs are
compared byte by byte.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import KG, ROOT, write_corpus
from kg.read import read_articles

ENGINES = {"local": ["-w", "2"], "spark": ["--engine", "spark", "--master", "local[2]"]}
PARTS = 8  # files of each corpus
PAUSE = 0.2  # seconds between two looks at the processes


class Cost(NamedTuple):
    """Seconds that a program takes, by the clock and of processor time."""

    clock: float
    processor: float


def write_lines(folder: Path, count: int, length: int) -> None:
    """Seeded articles as JSON lines in several files."""
    with tempfile.TemporaryDirectory() as texts:
        write_corpus(Path(texts) / "news", count, length=length)
        articles = list(read_articles([Path(texts) / "news"]))
    folder.mkdir()
    for part in range(PARTS):
        lines = [json.dumps({"id": a.file_name, "text": a.text}) for a in articles[part::PARTS]]
        (folder / f"{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def cost(command: list[str]) -> Cost:
    """What a program takes with all processes that it starts."""
    start, used = time.perf_counter(), dict[int, float]()
    with tempfile.TemporaryFile() as errors:
        program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
        while program.poll() is None:
            used |= processor(program.pid)
            time.sleep(PAUSE)
        if program.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)}: exit code {program.returncode}\n{errors.read().decode()}")
    return Cost(time.perf_counter() - start, sum(used.values()))


def processor(process: int) -> dict[int, float]:
    """Seconds of processor time so far of a process and of each process below it, by its number."""
    try:
        times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]  # user, system
        children = [p.read_text().split() for p in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:  # it has ended
        return {}
    found = {process: sum(map(int, times)) / os.sysconf("SC_CLK_TCK")}
    for child in (c for below in children for c in below):
        found |= processor(int(child))
    return found


def measure(sizes: list[int], length: int, rounds: int, model: str, work: Path) -> dict[tuple[str, int], Cost]:
    """The least cost of each engine at each size; the engines take turns."""
    found: dict[tuple[str, int], Cost] = {}
    for size in sizes:
        write_lines(work / f"{size}", size, length)
        for number in range(rounds):
            for engine, options in ENGINES.items():
                output = work / f"{engine}-{size}-{number}"
                told = cost([*KG, "build", str(work / f"{size}"), "-q", "--model", model, "-o", str(output), *options])
                found[engine, size] = Cost(*map(min, found.get((engine, size), told), told))
            graphs = {(work / f"{engine}-{size}-{number}/graph.ttl").read_bytes() for engine in ENGINES}
            if len(graphs) > 1:
                raise SystemExit(f"{size} articles: the graphs differ")
    return found


def table(found: dict[tuple[str, int], Cost], sizes: list[int]) -> Iterator[str]:
    """Yields the lines of a Markdown table."""
    few, many = sizes
    yield f"| engine | in | {few} articles, s | {many} articles, s | each further one, ms | ratio |"
    yield "|---|---|---|---|---|---|"
    for kind in Cost._fields:
        costs = {engine: [getattr(found[engine, size], kind) for size in sizes] for engine in ENGINES}
        slopes = {engine: (more - less) / (many - few) for engine, (less, more) in costs.items()}
        for engine, slope in slopes.items():
            seconds = " | ".join(f"{c:.1f}" for c in costs[engine])
            yield f"| {engine} | {kind} | {seconds} | {1000 * slope:.1f} | {slope / slopes['local']:.2f} |"


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[500, 2000], help="numbers of articles")
    parser.add_argument("--length", type=int, default=8, help="paragraphs of an article")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured")
    parser.add_argument("--model", default="base", help="the pipeline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options.sizes, options.length, options.rounds, options.model, Path(folder))
    print(*table(found, options.sizes), sep="\n")


if __name__ == "__main__":
    main()
