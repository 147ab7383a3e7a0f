"""The processor time that each article costs: found and read in one process apart, understood in another.

By the clock an article costs what other programs leave over; and its process is started, and the model loaded, for all.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg import processes
from kg.processes import Step

_STOPPED = re.compile(r"(?s)(.*): takes longer than ([\d,.]+) s")  # what its limit ended has cost all of it


def watch(log: str) -> None:
    """From now on a process apart that is served by this one notes in a file what each article costs."""
    made = processes._made

    def watched(line: Any) -> Callable[[Any], Any] | None:
        work = made(line)
        return work and (lambda item: _timed(work, item, log))

    processes._made = watched


def seconds(log: Path, reasons: Iterable[str]) -> dict[str, float]:
    """The processor time of each article by its name, of those that were skipped for such reasons as well."""
    costs = defaultdict[str, float](float)
    for line in log.read_text(encoding="ascii").splitlines() if log.exists() else ():
        name, cost = json.loads(line)
        costs[name] += cost
    for stopped in filter(None, map(_STOPPED.fullmatch, reasons)):
        costs[stopped[1]] += float(stopped[2].replace(",", ""))
    return costs


def _timed(work: Callable[[Any], Any], item: Any, log: str) -> Any:
    start = time.process_time()
    found = work(item)
    if isinstance(found, Iterator):
        return _steps(found, log, start)
    _note(log, item.file_name, start)
    return found


def _steps(found: Iterator[Step], log: str, start: float) -> Iterator[Step]:
    """The steps of reading a file; to find an article in it is part of what that one costs."""
    for step in found:

        def do(step: Step = step, start: float = start) -> Any:
            try:
                return step.do()
            finally:
                _note(log, step.name, start)

        yield Step(step.name, do)
        start = time.process_time()


def _note(log: str, name: str, start: float) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, json.dumps([name, time.process_time() - start]).encode("ascii") + b"\n")
    os.close(handle)
