"""Faults in the midst of a build: killed, disk full, files that cannot be read, half-written state, two at once.

After each fault the results are those of before or of after, never a part; what was acknowledged is kept; and the same
call, made again, ends with the bytes of a build that nothing disturbed. Children are forks of this process, which has
loaded the model, so that a trial takes a second and not ten. Linux.
"""

from __future__ import annotations

import functools
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from benchmarks.reliability.row import RESULTS, Row, written

TEXT = (
    "date 2024-03-0{n}\nReport {n}\n\nHundreds of {name} employees walked off the job on Friday, the Dock Union said.\n"
)
LOADING, IDLE = 10.0, 120.0  # seconds: of the processor, and by the clock for one that does nothing
NAMES = "Norvik Aldra Brisk Corvane Dunmore Elswick Farrow Gantry".split()
SHARES = {"kill -9": 200, "disk full": 30, "unreadable": 30, "half-written": 20, "two at once": 20}  # of 300


@dataclass
class Bench:
    """A small corpus, the results that it shall have, and those of half of it."""

    work: Path
    model: str
    chance: random.Random

    def __post_init__(self) -> None:
        self.news, self.log = self.work / "news", self.work / "log"
        self.news.mkdir()
        for n, name in enumerate(NAMES, 1):
            (self.news / f"{n}.txt").write_text(TEXT.format(n=n, name=name))
        _warm_up("build", self.news, "-q", "-w", "1", "--model", self.model, "-o", self.work / "warm")
        self.before = self.work / "before"
        half = [self.news / f"{n}.txt" for n in range(1, 5)]
        assert self.wait(self.build(self.before, *half)) == 0, self.log.read_text()
        self.old = written(self.before)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        assert self.wait(self.build(self.work / "whole")) == 0, self.log.read_text()
        self.seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        self.new = written(self.work / "whole")

    def build(self, out: Path, *paths: Path, first: Callable[[], object] = int) -> int:
        """Starts a build in a child; its process id."""
        return self.start(
            "build", *(paths or [self.news]), "-o", out, "-v", "-w", "1", "--model", self.model, first=first
        )

    def start(self, *arguments: str | Path, first: Callable[[], object] = int) -> int:
        """Starts a command in a fork, after `first` was called there."""
        self.log.write_bytes(b"")
        child = os.fork()
        if child:
            return child
        os.setsid()  # so that what it starts can be told
        try:
            handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(handle, 1)
            os.dup2(handle, 2)
            first()
            from kg.cli import main

            main([str(a) for a in arguments])
        except SystemExit as end:
            os._exit(int(end.code or 0) if isinstance(end.code, int | None) else 1)
        except BaseException as error:
            os.write(2, f"Traceback: {type(error).__name__}: {error}".encode())
        os._exit(99)

    def wait(self, child: int) -> int:
        """The exit code of a child, negative if a signal ended it."""
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def said(self) -> str:
        """What the child last wrote to its terminal."""
        return self.log.read_text(errors="replace")

    def fresh(self, name: str = "out") -> Path:
        """An output folder, empty or with the graph of before, as chance has it."""
        out = self.work / name
        shutil.rmtree(out, ignore_errors=True)
        if self.chance.random() < 0.5:
            shutil.copytree(self.before, out)
        return out

    def fault(self, out: Path) -> str:
        """What is wrong with the results after a fault; "" if each is whole, and as before or after."""
        for name, data in written(out).items():
            if data not in (self.old[name], self.new[name]):
                return f"{name} is a part"
        return ""

    def resumed(self, out: Path) -> str:
        """What is wrong after the same build again; "" if its results are those of a build without a fault."""
        code = self.wait(self.build(out))
        if code:
            return f"the same again ends with {code}: {self.said()[-200:]}"
        left = [p.name for p in out.iterdir() if p.name.startswith(".")]
        return f"{left} left over" if left else "" if written(out) == self.new else "other bytes"


def _warm_up(*arguments: str | Path) -> None:
    """Runs a command here, so that all that it loads is there for the children; the model stays."""
    import kg.annotate
    from kg.cli import main

    kg.annotate.load_model = functools.cache(kg.annotate.load_model)
    with suppress(SystemExit), redirect_stdout(StringIO()):
        main([str(a) for a in arguments])


def rows(count: int, model: str, work: Path, seed: int = 1) -> Iterator[Row]:
    """`count` faults of all kinds, in their shares."""
    bench = Bench(work, model, random.Random(seed))  # noqa: S311 (no secret)
    for name, trial in TRIALS.items():
        tried = max(1, count * SHARES[name] // 300)
        found = [fault for n in range(tried) if (fault := trial(bench, n))]
        for fault in found[:5]:
            print(f"{name}: {fault}")
        yield Row(name, "recovers; resumed result byte-identical", f"{tried - len(found)} of {tried}", not found)


def killed(bench: Bench, _: int) -> str:
    """A build that is killed at a random moment."""
    out = bench.fresh()
    known = _kept(out)
    child = bench.build(out)
    wait_until(child, bench.chance.uniform(0, bench.seconds * 1.1))
    os.kill(child, signal.SIGKILL)
    bench.wait(child)
    told = sum(line.startswith("read ") and line.endswith("claims") for line in bench.said().split("\n"))
    lost = known + told - _kept(out)
    if lost > 0:
        return f"{lost} articles that were told to be read are lost"
    return _left_running(child) or bench.fault(out) or bench.resumed(out)


def wait_until(child: int, seconds: float) -> None:
    """Waits until a child and what it started have had so many seconds of the processor, or until it has ended."""
    while True:
        there = _running(child)
        if child not in there or sum(there.values()) >= seconds:
            return
        time.sleep(0.01)


def _left_running(session: int) -> str:
    """Processes of a killed build that go on for longer than it takes to load a model: then they hear of its end."""
    began = time.monotonic()
    while left := _running(session):
        if max(left.values()) > LOADING or time.monotonic() - began > IDLE:
            return f"processes left: {left}"
        time.sleep(0.2)
    return ""


def _running(session: int) -> dict[int, float]:
    """The processes of a session that have not ended, with the seconds of the processor that each has had."""
    stats = [s for s in map(_stat, Path("/proc").glob("[0-9]*/stat")) if len(s) > 14]
    ticks = os.sysconf("SC_CLK_TCK")
    return {int(s[0]): (int(s[13]) + int(s[14])) / ticks for s in stats if s[5] == str(session) and s[2] != "Z"}


def _stat(path: Path) -> list[str]:
    try:
        return re.sub(r"\(.*\)", "x", path.read_text(errors="replace"), count=1, flags=re.DOTALL).split()
    except OSError:
        return []


def _kept(out: Path) -> int:
    """The number of extractions that are kept in a folder."""
    path = out / "corpus.sqlite"
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM extraction").fetchone()[0])
    except sqlite3.OperationalError:  # killed before there was a table
        return 0
    finally:
        connection.close()


def disk_full(bench: Bench, number: int) -> str:
    """A disk that fills up: a small file system where one may be mounted, or a limit on the size of files."""
    out = bench.fresh()
    size = bench.chance.choice([8, 16, 40, 60, 80, 120, 200, 300, 400, 600])
    if number % 2 and _mounted(out, size):
        try:
            return _full(bench, out, int, lambda: _mounted(out, 2**16, again=True))
        finally:
            subprocess.run(["umount", out], check=True)
    return _full(bench, out, lambda: _limited(size), int)


def _full(bench: Bench, out: Path, fill: Callable[[], object], free: Callable[[], object]) -> str:
    code, said = bench.wait(bench.build(out, first=fill)), bench.said()
    if code not in (0, 2) or "Traceback" in said or (code == 2 and "kg: " not in said):
        return f"ends with {code}: {said[-300:]}"
    fault = bench.fault(out)
    free()
    return fault or bench.resumed(out)


def _limited(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size * 1024, size * 1024))


def _mounted(out: Path, size: int, *, again: bool = False) -> bool:
    """Mounts, or makes larger, a file system of so many KB; false where that is not allowed."""
    out.mkdir(parents=True, exist_ok=True)
    options = f"size={size}k" + (",remount" if again else "")
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(out)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def unreadable(bench: Bench, number: int) -> str:
    """Something among the articles, or the folder of results, that cannot be read or written."""
    out, odd = bench.fresh(), bench.work / "odd"
    shutil.rmtree(odd, ignore_errors=True)
    odd.mkdir()
    name, make = list(_ODD.items())[number % len(_ODD)]
    path = odd / name
    make(path)
    code, said = bench.wait(bench.build(out, bench.news, path)), bench.said()
    if code != 1 or name not in said or "Traceback" in said:
        return f"{name}: ends with {code}: {said[-300:]}"
    return "" if written(out) == bench.new else f"{name}: other bytes"


def _bare(path: Path) -> None:
    path.write_text("x")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read all
        path.unlink()


_ODD: dict[str, Callable[[Path], object]] = {
    "missing.txt": lambda _: None,
    "forbidden.txt": _bare,
    "dangling.txt": lambda p: p.symlink_to("nowhere"),
    "loop.txt": lambda p: p.symlink_to(p.name),
    "memory.txt": lambda p: p.symlink_to("/proc/self/mem"),
    "folder.txt": lambda p: p.mkdir(),
    "empty.txt": lambda p: p.touch(),
    "binary.txt": lambda p: p.write_bytes(bytes(range(256))),
    "cut.json": lambda p: p.write_text('{"text": "Dock'),
    "x" * 300: lambda _: None,
}


def half_written(bench: Bench, number: int) -> str:
    """State that something cut or spoilt."""
    out = bench.work / "out"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(bench.work / "whole", out)
    name = ("corpus.sqlite", *RESULTS)[number % 4]
    data = (out / name).read_bytes()
    at = bench.chance.randrange(len(data))
    spoilt = (data[:at], b"", data[:at] + os.urandom(64) + data[at + 64 :], data + data[:at])[number // 4 % 4]
    (out / name).write_bytes(spoilt)
    (out / f".{RESULTS[number % 3]}.abc.part").write_bytes(data[:at])
    code, said = bench.wait(bench.build(out)), bench.said()
    if code == 2 and name in said and "delete it" in said and "Traceback" not in said:
        (out / name).unlink()
    elif code:
        return f"{name}: ends with {code}: {said[-300:]}"
    return bench.resumed(out)


def at_once(bench: Bench, _: int) -> str:
    """Two builds into one folder: the second waits for none and says so, or comes when the first has ended."""
    out = bench.fresh()
    one = bench.build(out)
    wait_until(one, bench.chance.uniform(0, bench.seconds))
    log, bench.log = bench.log, bench.work / "log2"
    two = bench.build(out)
    codes, said = [bench.wait(one), bench.wait(two)], bench.said()
    bench.log = log
    said += bench.said()
    if sorted(codes) not in ([0, 0], [0, 2]) or (2 in codes and "another build is at work on it" not in said):
        return f"end with {codes}: {said[-300:]}"
    return bench.fault(out) or bench.resumed(out)


TRIALS: dict[str, Callable[[Bench, int], str]] = {
    "kill -9": killed, "disk full": disk_full, "unreadable": unreadable, "half-written": half_written,
    "two at once": at_once,
}  # fmt: skip
