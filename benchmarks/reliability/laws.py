"""The laws of the tests with many made-up inputs, and the fuzz targets for a while."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.reliability.row import ROOT, Row


def laws(count: int) -> Iterator[Row]:
    """The tests that hypothesis makes up cases for, each with so many that were not tried before."""
    command = [sys.executable, "-m", "pytest", "-o", "addopts=-q", "-m", "hypothesis"]  # hypothesis marks its tests
    env = {**os.environ, "KG_EXAMPLES": str(count), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-3000:])
    last = re.sub(r"\s+", " ", done.stdout.strip().rpartition("\n")[2])
    yield Row(f"laws, {count:,} cases each", "nothing new", last[:80], done.returncode == 0)


def fuzzing(seconds: int) -> Iterator[Row]:
    """Each fuzz target for so many seconds."""
    command = [sys.executable, "-m", "tests.fuzz", "all", "--seconds", str(seconds)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if "no fault" in line or "FAULT" in line]
    runs = sum(map(int, re.findall(r"number_of_executed_units:\s*(\d+)", done.stderr)))
    print(*told, sep="\n")
    found = f"{len(told)} targets, {runs:,} inputs, {sum('FAULT' in line for line in told)} faults"
    yield Row(f"fuzz targets, {seconds} s each", "nothing new", found, done.returncode == 0 and bool(told))
