"""Hostile inputs among good articles: each is built or skipped with a reason, and the good ones do not notice."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.reliability import made
from benchmarks.reliability.row import ROOT, Row, kg
from benchmarks.reliability.strings import hostile_strings

BATCH = 1000  # inputs a build
SLOWEST, LARGEST = 10, 2048  # seconds for an input, MB of memory
# Run by every process of Python: notes, and forbids, whatever reaches for the network or for files of the system.
SPY = """
import os, sys
def spy(event, arguments):
    hit = event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
    if event == "open" and str(arguments[0]) in ("/etc/passwd", "/etc/hostname"):
        hit = True
    if event in ("os.system", "pty.spawn"):
        hit = True
    if hit:
        with open(os.environ["KG_SPY"], "a") as log:
            log.write(f"{event} {arguments}\\n")
        raise PermissionError(f"{event} is not allowed")
sys.addaudithook(spy)
"""


def rows(count: int, model: str, work: Path) -> Iterator[Row]:
    """`count` inputs of all kinds through `kg build`, in batches with the good articles in each."""
    spy, log = work / "spy", work / "spy.log"
    spy.mkdir()
    (spy / "sitecustomize.py").write_text(SPY)
    environment = {"KG_SPY": str(log), "PYTHONPATH": os.pathsep.join([str(spy), str(ROOT)])}
    good = _good_lines(work / "good", model)
    tried, told, faults, slowest, largest = 0, 0, list[str](), 0.0, 0
    for number, batch in enumerate(_batches(count)):
        with tempfile.TemporaryDirectory(dir=work) as folder:
            names = _write(Path(folder) / "in", batch)
            out, report = Path(folder) / "out", Path(folder) / "run.json"
            given = (Path(folder) / "in", ROOT / "examples/walkout")
            run = kg("build", *given, "-o", out, "--model", model, "--log-json", "--report", report, **environment)
            if run.returncode not in (0, 1) or "Traceback" in run.stderr:
                faults.append(f"batch {number}: exit code {run.returncode}, {run.stderr[-300:]!r}")
                continue
            result = json.loads(report.read_text())
            lost = _lost(names, result)
            faults += [f"lost: {name!r}" for name in lost]
            if not good <= set((out / "extractions.jsonl").read_bytes().splitlines()):
                faults.append(f"batch {number}: good articles have changed")
            tried, told = tried + len(names), told + len(names) - len(lost)
            slowest, largest = max(slowest, _slowest(run.stderr)), max(largest, result["memory_mb"])
    reached = log.read_text().splitlines() if log.exists() else []
    for fault in [*faults, *reached][:20]:
        print(fault)
    yield Row("hostile inputs", "each built or skipped with a reason; good articles the same",
              f"{told:,} of {tried:,}; {len(faults)} faults", not faults)  # fmt: skip
    yield Row("- seconds for one", f"≤ {SLOWEST}", f"{slowest:.1f}", slowest <= SLOWEST)
    yield Row("- memory", f"< {LARGEST} MB", f"{largest} MB", largest < LARGEST)
    yield Row("- network, files of the system", "none", f"{len(reached)}", not reached)


def _good_lines(out: Path, model: str) -> set[bytes]:
    """The extractions of the example articles by themselves."""
    run = kg("build", ROOT / "examples/walkout", "-o", out, "--model", model)
    if run.returncode:
        raise SystemExit(run.stderr)
    return set((out / "extractions.jsonl").read_bytes().splitlines())


def _inputs(count: int) -> Iterator[made.Made]:
    """Files in the shares of the whole: 87 % records, the rest pages, JSON, names, mutated articles and bombs."""
    strings = hostile_strings(max(3, count * 87 // 300))
    for at in range(0, len(strings), BATCH // 3):
        for name, data in made.records(strings[at : at + BATCH // 3]):
            yield f"{at:05}-{name}", data
    articles = sorted((ROOT / "examples").rglob("*.*"))
    few = max(1, count // 25)
    yield from made.pages(few)
    yield from made.mutated(few, [a for a in articles if a.suffix in (".txt", ".md", ".html", ".json")])
    yield from made.named(few)
    yield from made.json_files(max(1, few // 3))
    yield from made.encoded()
    yield from made.entities()
    yield from made.bombs(100 if count >= 1000 else 1)


def _batches(count: int) -> Iterator[list[made.Made]]:
    batch: list[made.Made] = []
    size = 0
    for item in _inputs(count):
        batch.append(item)
        size += item[1].count(b"\n") if item[0].endswith(".jsonl") else 1
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(folder: Path, batch: list[made.Made]) -> list[str]:
    """Writes the files; the names of the inputs in them, as the report tells them."""
    folder.mkdir()
    names = []
    for name, data in batch:
        (folder / name).write_bytes(data)
        lines = range(1, data.count(b"\n") + 1)
        names += [f"{name}#{n}" for n in lines] if name.endswith(".jsonl") else [name]
    return names


def _lost(names: list[str], result: dict[str, list]) -> list[str]:  # type: ignore[type-arg]
    """Inputs that are neither among the articles nor named in a reason."""
    from kg.decode import clean_text

    files = {article["file"] for article in result["articles"]}
    read = files | {file.partition("#")[0] for file in files if ".jsonl#" not in file}
    left = [n for n in names if n not in read and clean_text(n) not in read]
    reasons = "\n".join(result["skipped"])
    return [n for n in left if n not in reasons and n.replace("#", " line ") not in reasons]


def _slowest(log: str) -> float:
    """The longest silence between two messages of the reading: no input took longer."""
    told = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    times = [datetime.fromisoformat(t["time"]) for t in told if t["event"] in ("read", "skipped")]
    return max(((b - a).total_seconds() for a, b in itertools.pairwise(times)), default=0.0)
