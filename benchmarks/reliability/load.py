"""Twice as many articles, the longest article there may be, and the same articles in another order, by more processes,
under other hash seeds.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reliability.row import RESULTS, ROOT, Row, kg
from benchmarks.speed import write_corpus
from kg.errors import ArticleError
from kg.metadata import Metadata
from kg.model import Article
from kg.ontology import Ontology
from kg.read import MOST_WORDS, make_article, read_articles
from kg.workers import Reader

MOST, LARGEST = 2.3, 4096  # times the time for twice the articles; MB
CODE = "import kg.cli, sys; kg.cli.main(sys.argv[1:])"


def doubled(count: int, model: str, work: Path) -> Iterator[Row]:
    """`count` articles and twice as many, in seconds of processor time, one after the other on the same machine."""
    write_corpus(work / "many", 2 * count)
    files = sorted((work / "many").iterdir())
    costs, largest = [], 0
    for size in (count, 2 * count):
        folder = work / f"of-{size}"
        folder.mkdir()
        for file in files[:size]:
            shutil.copy(file, folder)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        report = work / f"{size}.json"
        run = kg("build", folder, "-o", work / f"out-{size}", "-q", "-w", "1", "--model", model, "--report", report)
        if run.returncode:
            raise SystemExit(run.stderr)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        largest = max(largest, json.loads(report.read_text())["memory_mb"])
    ratio = costs[1] / costs[0]
    found = f"{ratio:.2f} times ({costs[0]:.0f} s, {costs[1]:.0f} s of processor time)"
    yield Row(f"{count} articles doubled", f"≤ {MOST} times", found, ratio <= MOST)
    yield Row("- memory", f"< {LARGEST} MB", f"{largest} MB", largest < LARGEST)


def longest(model: str, work: Path) -> Iterator[Row]:
    """The longest article that is read, in seconds of processor time, and what a word of it costs against a tenth."""
    write_corpus(work / "texts", MOST_WORDS // 100)
    texts = [article.text for article in read_articles([work / "texts"])]
    reader = Reader(Ontology.load(), model, open_layer=True)
    articles = [_joined(texts, words) for words in (100, MOST_WORDS // 10, MOST_WORDS)]  # the first warms up
    costs = []
    for article in articles:
        start = time.process_time()
        if isinstance(error := reader.read(article), ArticleError):
            raise error
        costs.append(time.process_time() - start)
    _, tenth, whole = (cost / len(article.text) for cost, article in zip(costs, articles, strict=True))
    found = f"{whole / tenth:.2f} times ({costs[1]:.1f} s, {costs[2]:.1f} s for {len(articles[2].text):,} characters)"
    yield Row("the longest article, a character of it", "≤ 1.5 times that of a tenth", found, whole <= 1.5 * tenth)


def _joined(texts: list[str], words: int) -> Article:
    """An article of so many words and signs at most, and of one text at least."""
    parts: list[str] = []
    for text in texts:
        words -= len(re.findall(r"\w+|[^\w\s]", text))
        if parts and words < 0:
            break
        parts.append(text)
    return make_article("\n\n".join(parts), "long.txt", Metadata(), Metadata())


def same(count: int, model: str, work: Path, pythons: list[str]) -> Iterator[Row]:
    """One hash for all ways to build the same articles."""
    write_corpus(work / "same", count)
    files = [str(f) for f in sorted((work / "same").iterdir())]
    sums: dict[str, str] = {}
    for n in range(3):
        order = random.Random(n).sample(files, len(files))  # noqa: S311 (no secret)
        sums[f"order {n}"] = _sum(work / f"order{n}", model, sys.executable, order, "1")
    for workers in ("1", "2", "4"):
        sums[f"{workers} processes"] = _sum(work / f"w{workers}", model, sys.executable, files, workers)
    for seed in ("0", "1", "2"):
        sums[f"hash seed {seed}"] = _sum(work / f"seed{seed}", model, sys.executable, files, "1", seed)
    for python in pythons:
        sums[python] = _sum(work / Path(python).as_posix().replace("/", "_"), model, python, files, "1")
    one = sums["order 0"]
    odd = [way for way, digest in sums.items() if digest != one]
    for way in odd:
        print(f"{way}: {sums[way]}, not {one}")
    ways = f"3 orders, 1, 2 and 4 processes, 3 hash seeds, {len(pythons)} other Pythons"
    yield Row(f"{count} articles: {ways}", "one SHA-256", f"{len(set(sums.values()))}: {one[:16]}…", not odd)


def _sum(out: Path, model: str, python: str, files: list[str], workers: str, seed: str = "random") -> str:
    """The hash of all results of a build."""
    command = [python, "-c", CODE, "build", *files, "-o", str(out), "-q", "-w", workers, "--model", model]
    env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"failed: {done.stderr[-200:]}"
    return hashlib.sha256(b"".join((out / name).read_bytes() for name in RESULTS)).hexdigest()
