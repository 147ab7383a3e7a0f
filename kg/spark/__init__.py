"""Building on Spark: articles are read and understood by its workers, wherever these are (extra `kg[spark]`).

The workers run the same functions as the processes of one machine (`kg.read`, `kg.workers`), and the corpus is the
same, so that the graph is byte for byte the same as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ArticleError, EngineError
from kg.metadata import Metadata
from kg.ontology import Ontology, default_folder
from kg.spark.files import Files, contents, find_files, sidecar_contents
from kg.spark.session import open_session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from kg.corpus import Corpus
    from kg.merge.namesakes import Scorer
    from kg.spark.tasks import Settings

__all__ = ["open_session", "scorer", "update"]

SHARE = 64  # articles of one task at most: few seconds of work, lost where a worker dies
ROWS = 256  # extractions that the corpus takes at once

Place = tuple[str, int]  # file, and number of the article in it
OnError = Callable[[ArticleError], None]


def update(
    session: SparkSession,
    corpus: Corpus,
    paths: Iterable[str | Path],
    onto: Ontology,
    *,
    add: bool = False,
    defaults: Metadata | None = None,
    model: str = "",
    open_layer: bool = True,
    onerror: OnError,
) -> None:
    """Extracts the articles that the corpus lacks; then these articles are its members, as in `kg.pipeline.update`.

    `paths` are of files and folders on any file system that Spark reads. What cannot be read goes to `onerror`. Raises
    ArticleError where nothing could be read, EngineError where the workers differ from this program.
    """
    members = corpus.whole() if add else {}
    settings = settings_of(session, corpus, onto, model, open_layer=open_layer)
    files = find_files(session, paths)
    for error in files.errors:
        onerror(error)
    if files.paths:
        with _held(_read(session, files, defaults or Metadata())) as rows:
            fresh, others = _sort_out(rows, files, corpus, members, onerror)
            if fresh:
                with _held(_extract(session, _without(session, rows, others), len(fresh), settings)) as told:
                    _keep(told, fresh, corpus, onerror)
    corpus.keep(members)


@contextmanager
def _held(rows: DataFrame) -> Iterator[DataFrame]:
    """Rows that are made once and held on the disks of the workers; those of a lost worker are made again."""
    from pyspark import StorageLevel

    held = rows.persist(StorageLevel.DISK_ONLY)
    try:
        yield held
    finally:
        held.unpersist()


def settings_of(session: SparkSession, corpus: Corpus, onto: Ontology, model: str, *, open_layer: bool) -> Settings:
    """With what the workers work; an ontology of the user's own is sent to them."""
    from kg.spark.tasks import Settings

    own = onto.folder != default_folder()
    if own:
        session.sparkContext.addFile(str(onto.folder.resolve()), recursive=True)
    return Settings(model, onto.folder.resolve().name if own else "", open_layer, corpus.recipe)


def scorer(
    session: SparkSession, corpus: Corpus, onto: Ontology, *, model: str = "", open_layer: bool = True
) -> Scorer:
    """What compares names on Spark, for `kg.merge.merge_claims`."""
    from kg.spark.blocks import score_names

    settings = settings_of(session, corpus, onto, model, open_layer=open_layer)
    return partial(score_names, session=session, settings=settings)


def _read(session: SparkSession, files: Files, defaults: Metadata) -> DataFrame:
    """The articles of files, with what is wrong with others."""
    from kg.spark.tasks import ARTICLE, read

    task = partial(read, sidecars=sidecar_contents(session, files), defaults=defaults)
    return contents(session, files.paths).mapInArrow(task, ARTICLE)


def _sort_out(
    rows: DataFrame, files: Files, corpus: Corpus, members: dict[str, str], onerror: OnError
) -> tuple[set[str], list[Place]]:
    """Takes note of the articles read; those that the corpus lacks, by id, and the places of all others."""
    order = {path: place for place, path in enumerate(files.paths)}
    fresh: set[str] = set()
    others: list[Place] = []
    found = rows.select("path", "number", "id", "file_name", "error").collect()
    for row in sorted(found, key=lambda row: (order[row.path], row.number)):
        if row.error:
            onerror(ArticleError(row.error))
        elif row.id in fresh or corpus.has(row.id):
            others.append((row.path, row.number))
        else:
            fresh.add(row.id)
        if row.id:
            members[row.id] = row.file_name
    return fresh, others


def _without(session: SparkSession, rows: DataFrame, others: list[Place]) -> DataFrame:
    """The articles but for those in other places."""
    rows = rows.filter("id is not null")
    if not others:
        return rows
    return rows.join(session.createDataFrame(others, "path string, number bigint"), ["path", "number"], "left_anti")


def _extract(session: SparkSession, rows: DataFrame, count: int, settings: Settings) -> DataFrame:
    """What so many articles say, packed, or why that cannot be told."""
    from kg.spark.tasks import EXTRACTION, extract

    tasks = max(-(-count // SHARE), min(count, int(session.conf.get("spark.sql.shuffle.partitions"))))
    return rows.repartition(tasks, "id").select("article").mapInArrow(partial(extract, settings=settings), EXTRACTION)


def _keep(told: DataFrame, fresh: set[str], corpus: Corpus, onerror: OnError) -> None:
    """Keeps what the fresh articles say."""
    told.count()  # all workers at once; what follows fetches it task by task, so that memory stays flat
    rows = told.toLocalIterator()
    while some := list(islice(rows, ROWS)):
        corpus.put_packed([(row.id, bytes(row.data)) for row in some if row.data])
        for row in some:
            fresh.discard(row.id)
            if row.error:
                onerror(ArticleError(row.error))
    if fresh:
        raise EngineError(f"Spark lost {len(fresh)} articles, of which one is {min(fresh)}")
