"""What a build tells of itself: on stderr while it runs, for people or as JSON lines, and in a file at its end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.app import say
from kg.errors import KGError
from kg.version import __version__

if TYPE_CHECKING:
    from kg.model import Extraction


@dataclass
class Run:
    """A build as it goes, with how it ended: "done", "broken off", or what stopped it.

    `reported` tells that `write` will be called.
    """

    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    reported: bool = False
    outcome: str = ""
    skipped: list[str] = field(default_factory=list)
    read: int = 0
    articles: list[dict[str, Any]] = field(default_factory=list)
    graph: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def tell(self, event: str, text: str, **fields: Any) -> None:
        """One message: a line of text, or a JSON object with its time."""
        if self.as_json:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            say(json.dumps({"time": now, "event": event, **fields}))
        else:
            say(text)

    def skip(self, error: KGError) -> None:
        """Names what was not read, at once."""
        self.skipped.append(str(error))
        self.tell("skipped", f"skipped {error}", reason=str(error))

    def have_read(self, extraction: Extraction) -> None:
        """Counts an article that was read, and names it if asked to tell more."""
        self.read += 1
        if self.verbose or self.as_json:
            name, claims = extraction.article.file_name, len(extraction.claims)
            self.tell("read", f"read {name}: {claims} claims", file=name, claims=claims)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Takes the time of a stage."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = round(time.monotonic() - start, 3)
            if self.verbose or self.as_json:
                self.tell("stage", f"{name}: {self.seconds[name]:.1f} s", name=name, seconds=self.seconds[name])

    @property
    def names_articles(self) -> bool:
        """True if anybody wants to know what each article gave."""
        return self.reported or not self.quiet

    def tell_articles(self, extractions: Iterable[Extraction]) -> None:
        """Per article: claims, sentences that gave nothing, and what is in doubt."""
        for e in sorted(extractions, key=lambda e: e.article.file_name):
            row = {
                "file": e.article.file_name, "claims": len(e.claims), "sentences": len(e.sentences),
                "silent": len(e.not_understood), "notes": list(e.article.notes),
                "not_understood": [{"start": s.start, "end": s.end, "text": s.text} for s in e.not_understood],
            }  # fmt: skip
            self.articles.append(row)
            if not self.quiet:
                share = f" ({len(e.not_understood) / len(e.sentences):.0%})" if e.not_understood else ""
                silent = f"{row['silent']} of {row['sentences']} sentences gave nothing{share}"
                if self.verbose:
                    silent += "".join(
                        f"\n  nothing from {s.start}: {' '.join(s.text.split())}" for s in e.not_understood
                    )
                notes = "".join(f"\n  note: {note}" for note in e.article.notes)
                self.tell("article", f"{row['file']}: {row['claims']} claims, {silent}{notes}", **row)

    def finish(self, graph: dict[str, int]) -> None:
        """The last message: how large the graph is, and what it cost."""
        self.graph = graph
        if self.verbose or self.as_json:
            text = f"{self.read} articles read, {len(self.skipped)} skipped; {memory()} MB of memory at most"
            self.tell("done", text, **self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """The whole run, without its articles."""
        counts = {"read": self.read, "skipped": self.skipped, "graph": self.graph}
        return {"version": __version__, **counts, "seconds": self.seconds, "memory_mb": memory()}

    def write(self, path: Path) -> None:
        """Writes the report of the run as JSON."""
        from kg.files import write_atomic

        write_atomic(
            path, json.dumps({"outcome": self.outcome, **self.as_dict(), "articles": self.articles}, indent=2) + "\n"
        )


def memory() -> int:
    """The most memory, in MB, that this process or one that it started has held."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(most / (2**20 if sys.platform == "darwin" else 1024))


class Meter:
    """How far a build is, in bytes of its files: of the one that is being read, what its articles add up to."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = [file for path in paths for file in _expanded(path)]
        self._sizes = [_size(f) for f in self._files]
        self.total = sum(self._sizes)
        self._before = self._size = self._within = 0

    def files(self) -> Iterator[str | Path]:
        """Yields the files to read; each is counted when the next is asked for."""
        for file, size in zip(self._files, self._sizes, strict=True):
            self._before, self._size, self._within = self._before + self._size, size, 0
            yield file

    def add(self, extraction: Extraction) -> int:
        """The bytes that are done, with this article."""
        self._within += len(extraction.article.text.encode("utf-8"))
        return self._before + min(self._within, self._size)


def _expanded(path: str) -> list[str | Path]:
    """The files of a folder; what is none, or holds none, is left to the reader to judge."""
    from kg.sources import list_files

    try:
        return [*list_files(path)] or [path]
    except OSError:
        return [path]


def _size(file: str | Path) -> int:
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0


def progress(stream: Iterator[Extraction], meter: Meter, run: Run) -> Iterator[Extraction]:
    """Passes extractions on; on a terminal a line tells how many there are, how far this is and what time is left."""
    if run.quiet or run.as_json or not sys.stderr.isatty():
        yield from stream
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    text, left = TextColumn("{task.description}"), TextColumn("left:")
    columns = (text, BarColumn(20), TimeElapsedColumn(), left, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, words = bar.add_task("", total=meter.total or None), 0
        for count, extraction in enumerate(stream, 1):
            words += len(extraction.article.text.split())
            bar.update(task, completed=meter.add(extraction), description=f"{count} articles, {words:,} words")
            yield extraction
