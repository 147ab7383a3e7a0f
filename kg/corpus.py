"""The corpus of a graph on disk: which articles it has, and what was extracted from each, kept so as to be read once.

One SQLite file in write-ahead mode; each article is one transaction, so that a build that is killed goes on where it
was. An extraction is kept under its article and its recipe (program, model, ontology, options): the graph depends on
these alone, and so a build that finds all of them here gives the same bytes as one from scratch.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ArticleError, StoreError
from kg.model import Extraction
from kg.store import dump_extraction, load_extraction
from kg.version import __version__

SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS extraction (
    article TEXT, recipe TEXT, data BLOB NOT NULL, PRIMARY KEY (article, recipe)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS member (article TEXT PRIMARY KEY, file_name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS result (state TEXT PRIMARY KEY, summary TEXT NOT NULL) WITHOUT ROWID;
"""


class Corpus:
    """An open corpus. Make one with `open_corpus`."""

    def __init__(self, connection: sqlite3.Connection, recipe: str) -> None:
        self._db = connection
        self.recipe = recipe

    def has(self, article: str) -> bool:
        """True if the article was extracted by this recipe."""
        query = "SELECT 1 FROM extraction WHERE article = ? AND recipe = ?"
        return self._db.execute(query, (article, self.recipe)).fetchone() is not None

    def put(self, extraction: Extraction) -> None:
        """Keeps an extraction, at once and for good."""
        self.put_packed([(extraction.article.id, pack(extraction))])

    def put_packed(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keeps extractions that are packed already, by article id: all of them, or none where it fails."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", ((key, self.recipe, data) for key, data in rows)
            )

    def members(self) -> dict[str, str]:
        """File name by article id, of all articles of the corpus."""
        return dict(self._db.execute("SELECT article, file_name FROM member ORDER BY article"))

    def whole(self) -> dict[str, str]:
        """As `members`. Raises StoreError where some of them were extracted by another recipe, and would be lost."""
        members = self.members()
        if missing := sum(not self.has(article) for article in members):
            told = f"{missing} of {len(members)} articles"
            raise StoreError(f"{told} were read by another version, model or ontology: build them again")
        return members

    def set_members(self, members: dict[str, str]) -> None:
        """Makes these the articles of the corpus."""
        with self._db:
            self._db.execute("DELETE FROM member")
            self._db.executemany("INSERT INTO member VALUES (?, ?)", sorted(members.items()))

    def keep(self, members: dict[str, str]) -> None:
        """Makes those of these articles that were extracted the articles of the corpus.

        Raises ArticleError where there are none.
        """
        kept = {article: name for article, name in members.items() if self.has(article)}
        if not kept:
            raise ArticleError("no article could be read; nothing was written")
        self.set_members(kept)

    def lines(self) -> Iterator[str]:
        """Yields the extractions of the corpus by article id, each as the line of JSON that `dump_extraction` makes."""
        query = "SELECT data FROM member JOIN extraction USING (article) WHERE recipe = ? ORDER BY article"
        for (data,) in self._db.execute(query, (self.recipe,)):
            yield _line(data)

    def extractions(self) -> Iterator[Extraction]:
        """Yields the extractions of the corpus by article id."""
        return map(load_extraction, self.lines())

    def state(self, files: Iterable[Path]) -> str:
        """A hash of all that a graph depends on: members, recipe, program, and these files, there or not."""
        digest = hashlib.sha256(repr((self.recipe, sorted(self.members().items()))).encode())
        for file in [*_program(), *files]:
            content = file.read_bytes() if file.is_file() else b""
            digest.update(f"{file.name} {len(content)}\n".encode() + content)
        return digest.hexdigest()

    def result(self, state: str) -> dict[str, int]:
        """What the graph counts that was written in that state; nothing if it was another."""
        found = self._db.execute("SELECT summary FROM result WHERE state = ?", (state,)).fetchone()
        try:
            return dict(json.loads(found[0])) if found else {}
        except (ValueError, TypeError):  # spoilt: the graph is written anew
            return {}

    def set_result(self, state: str, counts: dict[str, int]) -> None:
        """Keeps what the graph counts that was written, and forgets those before."""
        with self._db:
            self._db.execute("DELETE FROM result")
            self._db.execute("INSERT INTO result VALUES (?, ?)", (state, json.dumps(counts)))


def pack(extraction: Extraction) -> bytes:
    """An extraction as the corpus keeps it."""
    return zlib.compress(dump_extraction(extraction).encode("utf-8"), 1)


def unpack(data: bytes) -> Extraction:
    """The extraction that was packed."""
    return load_extraction(_line(data))


def _line(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8")


@contextmanager
def open_corpus(path: Path, recipe: str) -> Iterator[Corpus]:
    """The corpus in a file, made if there is none; one process at a time.

    Raises StoreError where the file is another program's, of a newer version, broken, or in use by another build.
    """
    connection = lock = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(path.with_suffix(".lock"), timeout=0)
        lock.execute("BEGIN EXCLUSIVE")
        connection = sqlite3.connect(path)
        _prepare(connection, path)
        yield Corpus(connection, recipe)
    except (sqlite3.Error, zlib.error, OSError) as error:
        if connection is None and "locked" in str(error):
            raise StoreError(f"{path}: another build is at work on it") from error
        broken = isinstance(error, sqlite3.DatabaseError | zlib.error) and not isinstance(
            error, sqlite3.OperationalError
        )
        advice = "; delete it, and the next build reads all articles anew" if broken else ""
        raise StoreError(f"{path}: {error}{advice}") from error
    finally:
        for each in (connection, lock):
            if each is not None:
                each.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise StoreError(f"{path}: written by a newer version of this program (schema {version}, known is {SCHEMA})")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(_TABLES)
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def recipe_of(model: str, ontology: Path, *, open_layer: bool) -> str:
    """A hash of all that an extraction depends on besides the article."""
    digest = hashlib.sha256(f"{__version__}\x1f{model}\x1f{open_layer}".encode())
    for file in sorted(_files(ontology)):
        digest.update(file.name.encode() + b"\x00" + file.read_bytes())
    return digest.hexdigest()[:16]


def _files(ontology: Path) -> Iterable[Path]:
    return [ontology / "kg.ttl", ontology / "background.ttl", *(ontology / "lexicon").glob("*.yaml")]


def _program() -> list[Path]:
    """The files of the package that make a graph: all but its models, which the recipe names."""
    package = Path(__file__).parent
    wanted = (f for f in package.rglob("*") if f.suffix in (".py", ".js", ".css", ".html"))
    return sorted(f for f in wanted if "models" not in f.relative_to(package).parts)
