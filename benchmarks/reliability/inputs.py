"""Hostile inputs among good articles: each is built or skipped with a reason, and the good ones do not notice."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability import made
from benchmarks.reliability.costs import seconds as seconds_of
from benchmarks.reliability.row import ROOT, Row, kg
from benchmarks.reliability.strings import hostile_strings
from kg.text import printable

BATCH = 1000  # inputs a build
SLOWEST, LARGEST = 10, 2048  # seconds of processor time for an input, MB of memory
# Run by every process of Python: notes, and forbids, whatever reaches for the network or for files of the system; and
# notes the processor time that processes apart spend on each input.
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
from benchmarks.reliability import costs
costs.watch(os.environ["KG_COSTS"])
"""


@dataclass
class Found:
    """What all batches together have shown."""

    tried: int = 0
    faults: list[str] = field(default_factory=list)
    lost: int = 0
    slowest: tuple[float, str] = (0.0, "")  # seconds, and what took them
    memory: int = 0
    reached: list[str] = field(default_factory=list)  # what the spy saw


def rows(count: int, model: str, work: Path) -> Iterator[Row]:
    """`count` inputs of all kinds through `kg build`, in batches with the good articles in each."""
    (work / "spy").mkdir()
    (work / "spy" / "sitecustomize.py").write_text(SPY)
    good, found = _good_lines(work / "good", model), Found()
    for batch in _batches(count):
        with tempfile.TemporaryDirectory(dir=work) as folder:
            _build(batch, good, model, Path(folder), work / "spy", found)
    for fault in [*found.faults, *found.reached][:20]:
        print(fault)
    told = f"{found.tried - found.lost:,} of {found.tried:,}; {len(found.faults)} faults"
    yield Row("hostile inputs", "each built or skipped with a reason; good articles the same", told, not found.faults)
    seconds, name = found.slowest
    told = f"{seconds:.1f} ({printable(name)[:40]})"
    yield Row("- processor seconds for one", f"≤ {SLOWEST}", told, seconds <= SLOWEST)
    yield Row("- memory", f"< {LARGEST} MB", f"{found.memory} MB", found.memory < LARGEST)
    yield Row("- network, files of the system", "none", f"{len(found.reached)}", not found.reached)


def _build(batch: list[made.Made], good: set[bytes], model: str, work: Path, spy: Path, found: Found) -> None:
    """Builds a batch and adds what that shows."""
    names = _write(work / "in", batch)
    out, report, costs, reached = (work / name for name in ("out", "run.json", "costs", "reached"))
    environment = {"KG_SPY": str(reached), "KG_COSTS": str(costs), "PYTHONPATH": os.pathsep.join([str(spy), str(ROOT)])}
    given = (work / "in", ROOT / "examples/walkout")
    run = kg("build", *given, "-o", out, "--model", model, "-q", "--report", report, **environment)
    found.tried += len(names)
    found.reached += reached.read_text().splitlines() if reached.exists() else []
    if run.returncode not in (0, 1) or "Traceback" in run.stderr:
        found.lost += len(names)
        found.faults.append(f"{names[0]!r} ...: exit code {run.returncode}, {run.stderr[-300:]!r}")
        return
    result = json.loads(report.read_text())
    lost = _lost(names, result)
    found.lost += len(lost)
    found.faults += [f"lost: {name!r}" for name in lost]
    if not good <= set((out / "extractions.jsonl").read_bytes().splitlines()):
        found.faults.append(f"{names[0]!r} ...: good articles have changed")
    took = [(seconds, name) for name, seconds in seconds_of(costs, result["skipped"]).items()]
    found.slowest = max(found.slowest, *took)
    found.memory = max(found.memory, result["memory_mb"])


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
