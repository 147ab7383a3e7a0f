"""Files on whatever file system Spark reads -> rows of articles, by the functions that read them without Spark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ArticleError
from kg.sources import holds_articles, most_bytes, nothing_in, sidecar_names, too_large

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, DataFrameReader, SparkSession

CHUNK = 1000  # files of metadata that are fetched at once


@dataclass(slots=True)
class Files:
    """The files to read, in order, with the metadata files beside some of them, and what is wrong with others."""

    paths: list[str] = field(default_factory=list)
    sidecars: dict[str, str] = field(default_factory=dict)
    errors: list[ArticleError] = field(default_factory=list)


def find_files(session: SparkSession, paths: Iterable[str | Path]) -> Files:
    """The files that are named, or lie in the folders that are; names may hold wildcards, as Spark's do.

    As without Spark, but for files and folders whose names begin with "_", which Spark keeps for itself.
    """
    found = Files()
    for path in map(str, paths):
        try:
            _add(session, path, found)
        except ArticleError as error:
            found.errors.append(error)
    found.paths = list(dict.fromkeys(found.paths))
    return found


def _add(session: SparkSession, path: str, found: Files) -> None:
    if path == "-":
        raise ArticleError("-: Spark reads files and folders; without --engine spark standard input is read")
    sizes = _sizes(session, escaped(path) if Path(path).exists() else path)
    if sizes is None:
        raise ArticleError(f"{path}: no such file or folder")
    single = len(sizes) == 1 and next(iter(sizes)).endswith("/" + path.rstrip("/").rpartition("/")[2])
    articles = [p for p in sorted(sizes) if single or holds_articles(p)]
    if not articles:
        raise nothing_in(path)
    beside = _beside(session, articles[0]) if single else sizes.keys()
    for file in articles:
        if sizes[file] > most_bytes(file):
            found.errors.append(too_large(shown(file)))
            continue
        found.paths.append(file)
        folder, _, name = file.rpartition("/")
        sidecar = next((s for n in sidecar_names(name) if (s := f"{folder}/{n}") in beside), None)
        if sidecar:
            found.sidecars[file] = sidecar


def _beside(session: SparkSession, file: str) -> Iterable[str]:
    folder, _, name = file.rpartition("/")
    names = ",".join(map(escaped, sidecar_names(name)))
    return _sizes(session, f"{escaped(folder)}/{{{names}}}") or ()


def _sizes(session: SparkSession, path: str) -> dict[str, int] | None:
    """The bytes of each file at or below a path; None where there is no such path."""
    from pyspark.errors import AnalysisException

    try:
        rows = _reader(session).load(path).select("path", "length").collect()
    except AnalysisException as error:
        if error.getCondition() != "PATH_NOT_FOUND":
            raise
        return None
    return {row.path: row.length for row in rows}


def _reader(session: SparkSession) -> DataFrameReader:
    return session.read.format("binaryFile").option("recursiveFileLookup", True)


def contents(session: SparkSession, paths: Iterable[str]) -> DataFrame:
    """Files as rows (path, content)."""
    return _reader(session).load([escaped(p) for p in paths]).select("path", "content")


def sidecar_contents(session: SparkSession, files: Files) -> dict[str, tuple[str, bytes]]:
    """Name and bytes of the metadata file of each article file that has one."""
    wanted = sorted(set(files.sidecars.values()))
    data: dict[str, bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        data |= {row.path: bytes(row.content) for row in contents(session, wanted[start : start + CHUNK]).collect()}
    return {file: (shown(sidecar), data[sidecar]) for file, sidecar in files.sidecars.items()}


def escaped(path: str) -> str:
    """A path that stands for itself where wildcards are understood."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", path)


def shown(path: str) -> str:
    """A path as people write it: of a local file without the scheme."""
    return re.sub(r"^file:(?://)?(?=/)", "", path)
