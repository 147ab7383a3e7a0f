"""Twice as many articles, and the same articles in another order, by more processes, under other hash seeds."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reliability.row import RESULTS, ROOT, Row, kg
from benchmarks.speed import write_corpus

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
