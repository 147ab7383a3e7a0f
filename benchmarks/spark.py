"""What each further article costs on Spark against the processes of one machine, on two cores each.

    python -m benchmarks.spark [--sizes 500 2000] [--rounds 1] [--model base]

The same seeded articles, in JSON lines, are built by both engines in turn; the cost of one more is the slope between
the two sizes, in seconds by the clock and of processor time. The latter counts all processes that a build leaves,
Java's among them. By the clock it means something on a quiet machine only. The graphs are compared byte by byte.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed import KG, ROOT, write_corpus
from kg.read import read_articles

ENGINES = {"local": ["-w", "2"], "spark": ["--engine", "spark", "--master", "local[2]"]}
PARTS = 8  # files of each corpus
ADOPT = 36  # prctl(PR_SET_CHILD_SUBREAPER): processes that outlive their parents are counted here

Cost = tuple[float, float]


def write_lines(folder: Path, count: int) -> None:
    """Seeded articles as JSON lines in several files."""
    with tempfile.TemporaryDirectory() as texts:
        write_corpus(Path(texts) / "news", count)
        articles = list(read_articles([Path(texts) / "news"]))
    folder.mkdir()
    for part in range(PARTS):
        lines = [json.dumps({"id": a.file_name, "text": a.text}) for a in articles[part::PARTS]]
        (folder / f"{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def cost(command: list[str]) -> Cost:
    """Seconds by the clock, and of processor time with all processes that it started."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(sizes: list[int], rounds: int, model: str, work: Path) -> dict[tuple[str, int], Cost]:
    """The least cost of each engine at each size; the engines take turns."""
    found: dict[tuple[str, int], Cost] = {}
    for size in sizes:
        write_lines(work / f"{size}", size)
        for number in range(rounds):
            for engine, options in ENGINES.items():
                output = work / f"{engine}-{size}-{number}"
                told = cost([*KG, "build", str(work / f"{size}"), "-q", "--model", model, "-o", str(output), *options])
                best = found.get((engine, size), told)
                found[engine, size] = (min(best[0], told[0]), min(best[1], told[1]))
            graphs = {(work / f"{engine}-{size}-{number}/graph.ttl").read_bytes() for engine in ENGINES}
            if len(graphs) > 1:
                raise SystemExit(f"{size} articles: the graphs differ")
    return found


def table(found: dict[tuple[str, int], Cost], sizes: list[int]) -> Iterator[str]:
    """Yields the lines of a Markdown table."""
    few, many = sizes
    yield f"| engine | by | {few} articles, s | {many} articles, s | each further one, ms | ratio |"
    yield "|---|---|---|---|---|---|"
    for index, by in enumerate(("clock", "processor")):
        slopes = {e: (found[e, many][index] - found[e, few][index]) / (many - few) for e in ENGINES}
        for engine, slope in slopes.items():
            first, last = found[engine, few][index], found[engine, many][index]
            yield f"| {engine} | {by} | {first:.1f} | {last:.1f} | {1000 * slope:.1f} | {slope / slopes['local']:.2f} |"


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[500, 2000], help="numbers of articles")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured")
    parser.add_argument("--model", default="base", help="the pipeline")
    options = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options.sizes, options.rounds, options.model, Path(folder))
    print(*table(found, options.sizes), sep="\n")


if __name__ == "__main__":
    main()
