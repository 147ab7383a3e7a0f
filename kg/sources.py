"""Files, folders and standard input: what is to be read, and in which form.

Accepted are .txt, .md, .html/.htm, .json, .jsonl/.ndjson, .parquet and .warc/.warc.gz.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import ArticleError

TEXT, MARKUP, RECORD, LINES = {".txt", ".text"}, {".html", ".htm", ".xhtml"}, {".json"}, {".jsonl", ".ndjson"}
TABLE, CRAWL = {".parquet"}, {".warc", ".warc.gz"}
SUFFIXES = TEXT | MARKUP | RECORD | LINES | TABLE | CRAWL | {".md", ".markdown"}
MAX_BYTES, MAX_ARCHIVE = 100 * 2**20, 2000 * 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """One file before it is read: name, suffix in lower case, what opens it, metadata file beside it, size in bytes."""

    name: str
    suffix: str
    open: Callable[[], BinaryIO]
    sidecar: Source | None = None
    size: int = 0

    def data(self) -> bytes:
        """All its bytes. Raises ArticleError where it cannot be read."""
        with self.open() as file:
            try:
                return file.read()
            except OSError as error:
                raise unreadable(getattr(file, "name", self.name), error) from error


def held(name: str, suffix: str, data: bytes, sidecar: Source | None = None) -> Source:
    """A source whose bytes are in memory already."""
    return Source(name, suffix, partial(io.BytesIO, data), sidecar, len(data))


def unreadable(name: object, error: OSError) -> ArticleError:
    """What is told of a file that the system does not let be read."""
    return ArticleError(f"{name}: cannot be read ({error.strerror or error})")


def find_sources(path: str | Path) -> Iterator[Source | ArticleError]:
    """Yields what is to be read below `path`. Raises ArticleError for a path that does not exist or holds nothing."""
    if str(path) == "-":
        yield held("stdin", "", _at_most(sys.stdin.buffer, "stdin"))
        return
    root = Path(path)
    try:
        if root.is_dir():
            yield from _walk(root)
        elif root.exists():
            yield _file(root)
        else:
            raise ArticleError(f"{path}: no such file or folder")
    except OSError as error:
        raise unreadable(path, error) from error


def list_files(folder: str | Path) -> list[Path]:
    """The files below a folder that are read, in the order of their names; none for what is no folder."""
    root = Path(folder)

    def wanted(file: Path) -> bool:
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        return holds_articles(file.name) and not hidden and file.is_file()

    return sorted(filter(wanted, root.rglob("*")), key=lambda p: p.as_posix())


def _walk(root: Path) -> Iterator[Source | ArticleError]:
    files = list_files(root)
    if not files:
        raise nothing_in(root)
    yield from map(_file, files)


def holds_articles(name: str) -> bool:
    """True if a file of that name, met in a folder, is read."""
    return suffix_of(name) in SUFFIXES and not name.endswith(".meta.json")


def suffix_of(name: str) -> str:
    """The suffix of a file's name, in lower case."""
    name = name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else Path(name).suffix


def most_bytes(name: str) -> int:
    """The size up to which a file of that name is read."""
    return MAX_ARCHIVE if suffix_of(name) in TABLE | CRAWL else MAX_BYTES


def nothing_in(folder: object) -> ArticleError:
    """What is told of a folder without articles."""
    return ArticleError(f"{folder}: holds no articles; accepted are files ending in {', '.join(sorted(SUFFIXES))}")


def _file(path: Path) -> Source:
    beside = next((s for name in sidecar_names(path.name) if (s := path.with_name(name)).is_file()), None)
    sidecar = Source(str(beside), ".json", partial(_open, beside)) if beside else None
    return Source(path.name, suffix_of(path.name), partial(_open, path), sidecar, _size(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # which is told when it is opened
        return 0


def sidecar_names(name: str) -> tuple[str, str]:
    """The names that the file of metadata beside an article file may have, the likelier first."""
    return f"{name}.meta.json", f"{Path(name).stem}.meta.json"


def _open(path: Path) -> BinaryIO:
    """Opens a file that is not too large. Raises ArticleError."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    if os.fstat(file.fileno()).st_size > most_bytes(path.name):
        file.close()
        raise too_large(path)
    return file


def too_large(name: object) -> ArticleError:
    """What is told of a file that is larger than what is read."""
    return ArticleError(f"{name}: larger than {most_bytes(str(name)) // 2**20} MB")


def _at_most(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream. Raises ArticleError for more than what is read."""
    data = stream.read(most_bytes(name) + 1)
    if len(data) > most_bytes(name):
        raise too_large(name)
    return data
