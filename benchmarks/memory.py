"""What memory a build takes while articles stream through it, each thousand of them, and when they are merged.

    python -m benchmarks.memory          # 10,000 articles, about a quarter of an hour
    python -m benchmarks.memory 3000

The articles have two paragraphs, so that ten thousand can be read by one process while one waits. Figures are the
highest that the kernel has seen of each process (VmHWM): of the build itself, and of the process that reads, which is
replaced from time to time. The last row is after merging and writing.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed import KG, ROOT, write_corpus

STEP = 1_000
PAUSE = 0.5  # seconds between two looks


def peaks(process: int) -> dict[int, float]:
    """The peak of a process and of each process below it, in MB, by its number."""
    try:
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return {}
    found = {process: int(peak[1]) / 1024} if peak else {}
    for child in below:
        found |= peaks(int(child))
    return found


def extracted(file: Path) -> int:
    """How many articles a corpus holds."""
    if not file.exists():
        return 0
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)
    try:
        return int(connection.execute("SELECT count(*) FROM extraction").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()


def rows(articles: int, work: Path) -> Iterator[str]:
    """Yields the peaks of each thousand articles, and of the whole build, as lines of a table."""
    write_corpus(work / "news", articles, length=2)
    out = work / "out"
    build = subprocess.Popen(
        [*KG, "build", str(work / "news"), "-q", "-w", "1", "-o", str(out)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    own = reader = 0.0
    limit = STEP
    while build.poll() is None:
        time.sleep(PAUSE)
        found = peaks(build.pid)
        own = max(own, found.pop(build.pid, 0.0))
        reader = max([reader, *found.values()])
        if extracted(out / "corpus.sqlite") >= limit:
            yield f"{limit:9} {own:8.0f} {reader:8.0f}"
            limit, reader = limit + STEP, 0.0
    if build.returncode:
        raise SystemExit(f"kg build: exit code {build.returncode}")
    yield f"   merged {own:8.0f}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    options = parser.parse_args()
    print("MB        the build   reader")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(options.articles, Path(folder)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
