"""The benchmark of reliability at a small size: every row of it holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(sys.platform != "linux", reason="limits, sessions and forks are those of Linux")
@pytest.mark.parametrize("part", ["inputs", "outputs", "faults"])
def test_it_stands(part: str, embedded: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.reliability", part, "--share", "0.001"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    rows = [line for line in done.stdout.splitlines() if line.endswith(("| yes |", "| **no** |"))]
    assert rows, done.stderr
    assert [row for row in rows if "**no**" in row and "seconds" not in row] == [], done.stdout  # time is not for tests
