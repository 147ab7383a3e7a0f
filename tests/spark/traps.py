"""Articles that kill who reads them, by the words they hold; run by workers in place of the functions of `tasks`.

LETHAL            the process that reads it, whenever it is read
UNREADABLE        the process that opens its file
ONCE:/a/file      the process that reads it, the first time: then the file is there
NODE:/a/file      the same, with the worker's whole machine: executor and Worker, in which the process runs
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.model import Article
from kg.sources import Source, held
from kg.spark import blocks, tasks
from kg.store import load_article
from tests.test_workers import Trap, deadly


def read(batches: Iterator[pa.RecordBatch], *arguments: Any, **named: Any) -> Iterator[pa.RecordBatch]:
    """As `tasks.read`, among traps."""
    tasks.held = hold
    yield from tasks.read(batches, *arguments, **named)


def hold(name: str, suffix: str, data: bytes, sidecar: Source | None = None) -> Source:
    """A file, or the end."""
    return Source(name, suffix, deadly) if b"UNREADABLE" in data else held(name, suffix, data, sidecar)


def extract(batches: Iterator[pa.RecordBatch], settings: tasks.Settings) -> Iterator[pa.RecordBatch]:
    """As `tasks.extract`, among traps."""
    tasks.load_article = load
    yield from tasks.extract(batches, settings)


def merge(table: pa.Table, settings: tasks.Settings, marker: str, kind: str) -> pa.Table:
    """As `blocks.merge`; the first process, or node, that comes to it is killed."""
    spring(kind, marker)
    return blocks.merge(table, settings)


def load(line: str) -> Article:
    """An article, or the end."""
    article = load_article(line)
    if "LETHAL" in article.text:
        trap: Any = Trap(True)
        return replace(article, blocks=(trap,))
    if found := re.search(r"(ONCE|NODE):(\S+)", article.text):
        spring(*found.groups())
    return article


def spring(kind: str, marker: str) -> None:
    """Kills this process, or all of its node, unless the marker is there already."""
    try:
        Path(marker).open("x").close()
    except FileExistsError:
        return
    pids = [os.getpid()]
    while kind == "NODE" and "deploy.worker.Worker" not in cmdline(pids[-1]):
        pids.append(parent(pids[-1]))
    for pid in reversed(pids):
        os.kill(pid, signal.SIGKILL)


def parent(pid: int) -> int:
    """The process that started a process."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def cmdline(pid: int) -> str:
    """The words of a process."""
    return Path(f"/proc/{pid}/cmdline").read_text()
