"""What workers do: pure functions from Arrow batches to Arrow batches, around those that do the same without Spark."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar

import pyarrow as pa

from kg.corpus import recipe_of
from kg.embedded import find_model
from kg.errors import ArticleError, EngineError
from kg.metadata import Metadata
from kg.model import Article
from kg.ontology import Ontology
from kg.sources import Source, held, suffix_of
from kg.spark.files import shown
from kg.store import dump_article, load_article
from kg.workers import Reader, read_each, read_files, seconds_for, seconds_to_read

Batches = Iterator[pa.RecordBatch]
T = TypeVar("T")

SOME = 32  # rows of a batch that a task hands on
# One row an article, or what is wrong with it; `number` counts them in their file.
ARTICLE = "path string, number bigint, id string, file_name string, article string, error string"
# One row an article: what it says, as the corpus keeps it, or why that cannot be told.
EXTRACTION = "id string, data binary, error string"
_TYPES = {"string": pa.string(), "bigint": pa.int64(), "binary": pa.binary(), "double": pa.float64()}


@dataclass(frozen=True)
class Settings:
    """With what articles are read; `recipe` is what the driver has, of which a worker must have the same.

    `ontology` names a folder among the files of the job; "" is the one of the package.
    """

    model: str
    ontology: str
    open_layer: bool
    recipe: str


def read(batches: Batches, sidecars: Mapping[str, tuple[str, bytes]], defaults: Metadata) -> Batches:
    """Rows (path, content) -> rows of ARTICLE.

    As in `extract`, a file that takes too long, or kills the worker, is found out on the second try of its task.
    """
    paths, limit, again = deque[str](), 0.0, _tried_before()

    def sources() -> Iterator[Source]:
        nonlocal limit
        for batch in batches:
            for path, content in zip(batch["path"], batch["content"], strict=True):
                paths.append(path.as_py())
                source = _source(paths[-1], content.as_py(), sidecars.get(paths[-1]))
                limit = seconds_to_read(source)
                _wind(0 if again else limit)
                yield source

    def rows(path: str, found: Iterable[tuple[object, Article | ArticleError]]) -> Iterator[tuple[object, ...]]:
        for number, (_, each) in enumerate(found):
            _wind(0)
            yield _article(path, number, each)
            _wind(0 if again else limit)

    try:
        for _, found in groupby(read_files(sources(), defaults, apart=again), itemgetter(0)):
            yield from batched(rows(paths.popleft(), found), ARTICLE)
    finally:
        _wind(0)


def _source(path: str, data: bytes, sidecar: tuple[str, bytes] | None) -> Source:
    name = path.rpartition("/")[2]
    beside = held(shown(sidecar[0]), ".json", sidecar[1]) if sidecar else None
    return held(name, suffix_of(name), data, beside)


def _article(path: str, number: int, found: Article | ArticleError) -> tuple[object, ...]:
    if isinstance(found, Article):
        return path, number, found.id, found.file_name, dump_article(found), None
    return path, number, None, None, None, str(found)


def _tried_before() -> bool:
    """True where an earlier try of this task failed."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return context is not None and context.attemptNumber() > 0


def _wind(seconds: float) -> None:
    """Sets the processor time after which this process ends; 0 for none."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def extract(batches: Batches, settings: Settings) -> Batches:
    """Rows (article) -> rows of EXTRACTION.

    An article that takes more time than it may ends the worker. Where an earlier try of the task ended so, or was
    killed, the articles are read in a process apart: so the one that is to blame is named, and the others are not lost.
    """
    ids, again = deque[str](), _tried_before()

    def articles() -> Iterator[Article]:
        for batch in batches:
            for line in batch["article"]:
                article = load_article(line.as_py())
                ids.append(article.id)
                _wind(0 if again else seconds_for(article))
                yield article

    reader = reader_of(settings)
    if not again:
        reader.load()
    try:
        results = read_each(articles(), reader, 1, apart=again)
        yield from batched((_extraction(ids.popleft(), result) for result in results), EXTRACTION)
    finally:
        _wind(0)


def _extraction(key: str, result: bytes | ArticleError) -> tuple[object, ...]:
    return (key, None, str(result)) if isinstance(result, ArticleError) else (key, result, None)


_readers: dict[Settings, Reader] = {}  # of a worker process: the next task finds the model loaded


def reader_of(settings: Settings) -> Reader:
    """The reader of a worker. Raises EngineError where it is not the driver's: the graph would be another."""
    if settings not in _readers:
        from pyspark import SparkFiles

        onto = Ontology.load(SparkFiles.get(settings.ontology) if settings.ontology else None)
        recipe = recipe_of(find_model(settings.model)[1], onto.folder, open_layer=settings.open_layer)
        if recipe != settings.recipe:
            raise EngineError("a worker has another version of kg, of the model or of the ontology than the driver")
        _readers[settings] = Reader(onto, settings.model, settings.open_layer)
    return _readers[settings]


def batched(rows: Iterable[tuple[object, ...]], columns: str) -> Batches:
    """Rows as batches of some, with columns in the words of Spark."""
    schema, rows = schema_of(columns), iter(rows)
    while some := list(islice(rows, SOME)):
        arrays = [pa.array(c, field.type) for c, field in zip(zip(*some, strict=True), schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def schema_of(columns: str) -> pa.Schema:
    """Columns in the words of Spark as Arrow has them."""
    return pa.schema([(name, _TYPES[kind]) for name, kind in map(str.split, columns.split(", "))])
