"""A row of the table, and the running of the program that all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ("extractions.jsonl", "graph.html", "graph.ttl")


@dataclass(frozen=True)
class Row:
    """What was tried, what is wanted, what was found, and whether that is it."""

    test: str
    goal: str
    found: str
    holds: bool

    def line(self) -> str:
        """The row of a Markdown table."""
        return f"| {self.test} | {self.goal} | {self.found} | {'yes' if self.holds else '**no**'} |"


def kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the program."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(command, env=env, capture_output=True, text=True, errors="backslashreplace", check=False)


def written(folder: Path) -> dict[str, bytes]:
    """The results in an output folder."""
    return {name: (folder / name).read_bytes() for name in RESULTS if (folder / name).is_file()}
