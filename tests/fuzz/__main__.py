"""Fuzzes our own parsers, and keeps in `inputs/TARGET.txt` what reached code that nothing before had reached.

    python -m tests.fuzz                          every saved input once more, as the tests do
    python -m tests.fuzz dates --seconds 600      ten minutes of new inputs for one target
    python -m tests.fuzz all --seconds 600        for each target in turn

An input that fails is printed and kept in the corpus, where the tests find it. Fuzzing needs atheris (Linux, x86-64).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.corpus import load, save
from tests.fuzz.targets import TARGETS

LONGEST = 12_000  # bytes of an input
SLOWEST = 120  # seconds for an input, by the clock: on a busy machine that says little, and files are read with limits
ROOT = Path(__file__).parents[2]


def fuzz(target: str, seconds: int) -> bool:
    """Runs a target and saves its corpus; True if no input failed."""
    with tempfile.TemporaryDirectory() as work:
        folders = seeds, merged, found = [Path(work) / name for name in ("seeds", "merged", "found")]
        for folder in folders:
            folder.mkdir()
        for number, data in enumerate(load(target)):
            (seeds / f"{number:05}").write_bytes(data)
        limits = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", f"-artifact_prefix={found}/", "-rss_limit_mb=4096"]
        done = run(target, seeds, *limits, f"-max_total_time={seconds}", "-print_final_stats=1")
        whole = merged if run(target, merged, seeds, *limits, "-merge=1") == 0 else seeds
        kept = [p.read_bytes() for folder in (whole, found) for p in folder.iterdir()]
        save(target, kept)
        for path in found.iterdir():
            print(f"{target}: fails on {path.read_bytes()!r}")
        print(f"{target}: {'no fault' if done == 0 else 'FAULT'}, {len(kept)} inputs saved", flush=True)
    return done == 0


def run(target: str, *arguments: object) -> int:
    """One run of libFuzzer; its exit code."""
    command = [sys.executable, "-m", "tests.fuzz.run", target, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", nargs="?", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    asked = parser.parse_args()
    if asked.target:
        sound = [fuzz(t, asked.seconds) for t in TARGETS if asked.target in (t, "all")]
        return 0 if all(sound) else 1
    for name, target in TARGETS.items():
        inputs = load(name)
        for data in inputs:
            target(data)
        print(f"{name}: {len(inputs)} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
