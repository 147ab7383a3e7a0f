"""What each further article costs on Spark against the processes of one machine, on two cores each.

    python -m benchmarks.spark [--sizes 500 2000] [--rounds 1] [--model base]

The same seeded articles, in JSON lines, are built by both engines in turn; the cost of one more is the slope between
the two sizes, by the clock: on a quiet machine only does it mean something. Processor time is not told, since that of
Spark's Python workers is lost when they end. The graphs are compared byte by byte.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed import KG, ROOT, write_corpus
from kg.read import read_articles

ENGINES = {"local": ["-w", "2"], "spark": ["--engine", "spark", "--master", "local[2]"]}
PARTS = 8  # files of each corpus


def write_lines(folder: Path, count: int) -> None:
    """Seeded articles as JSON lines in several files."""
    with tempfile.TemporaryDirectory() as texts:
        write_corpus(Path(texts) / "news", count)
        articles = list(read_articles([Path(texts) / "news"]))
    folder.mkdir()
    for part in range(PARTS):
        lines = [json.dumps({"id": a.file_name, "text": a.text}) for a in articles[part::PARTS]]
        (folder / f"{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def cost(command: list[str]) -> float:
    """Seconds by the clock that a program takes."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return time.perf_counter() - start


def measure(sizes: list[int], rounds: int, model: str, work: Path) -> dict[tuple[str, int], float]:
    """The least cost of each engine at each size; the engines take turns."""
    found: dict[tuple[str, int], float] = {}
    for size in sizes:
        write_lines(work / f"{size}", size)
        for number in range(rounds):
            for engine, options in ENGINES.items():
                output = work / f"{engine}-{size}-{number}"
                told = cost([*KG, "build", str(work / f"{size}"), "-q", "--model", model, "-o", str(output), *options])
                found[engine, size] = min(found.get((engine, size), told), told)
            graphs = {(work / f"{engine}-{size}-{number}/graph.ttl").read_bytes() for engine in ENGINES}
            if len(graphs) > 1:
                raise SystemExit(f"{size} articles: the graphs differ")
    return found


def table(found: dict[tuple[str, int], float], sizes: list[int]) -> Iterator[str]:
    """Yields the lines of a Markdown table."""
    few, many = sizes
    slopes = {engine: (found[engine, many] - found[engine, few]) / (many - few) for engine in ENGINES}
    yield f"| engine | {few} articles, s | {many} articles, s | each further one, ms | ratio |"
    yield "|---|---|---|---|---|"
    for engine, slope in slopes.items():
        seconds = f"{found[engine, few]:.1f} | {found[engine, many]:.1f}"
        yield f"| {engine} | {seconds} | {1000 * slope:.1f} | {slope / slopes['local']:.2f} |"


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[500, 2000], help="numbers of articles")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured")
    parser.add_argument("--model", default="base", help="the pipeline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options.sizes, options.rounds, options.model, Path(folder))
    print(*table(found, options.sizes), sep="\n")


if __name__ == "__main__":
    main()
