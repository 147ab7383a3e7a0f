"""What each article says, one article at a time, in this process or in several: one that fails is named, none waits.

Each article is parsed by itself. That costs a tenth of the parser's time against parsing in batches, but no article can
then change, or stop, what is read out of another.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ArticleError, KGError
from kg.model import Article, Extraction
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.language import Language

FEW = 32  # articles that are read before further processes are worth their start: each loads the model
AHEAD = 4  # articles handed out to a process, so that none is idle and few are in memory


@dataclass
class Reader:
    """Reads articles with one model and ontology; the model is loaded with the first article, not at all for none."""

    onto: Ontology
    model: str
    open_layer: bool
    given: Language | None = None

    @cached_property
    def _nlp(self) -> Language:
        from kg.annotate import load_model

        return self.given or load_model(self.model)

    def read(self, article: Article) -> Extraction | ArticleError:
        """What an article says, or why that cannot be told: whatever fails in it is no reason to lose the others."""
        from kg.annotate import annotate_articles
        from kg.extract import extract_claims

        nlp = self._nlp
        try:
            return next(extract_claims(annotate_articles([article], nlp), self.onto, open_layer=self.open_layer))
        except KGError:
            raise
        except Exception as error:
            return ArticleError(f"{article.file_name}: cannot be understood ({type(error).__name__}: {error})")


def read_each(
    articles: Iterable[Article], reader: Reader, workers: int = 0, *, apart: bool = False
) -> Iterator[Extraction | ArticleError]:
    """Yields what each article says, or why it cannot be told, in their order.

    `workers` is the number of processes; 0 takes one for few articles and one a core for many. A single one is this one
    unless it is to be `apart`, so as to outlive an article that kills it. The result is the same.
    """
    if reader.given or (workers == 1 and not apart):
        yield from map(reader.read, articles)
        return
    articles = iter(articles)
    if not workers:
        yield from map(reader.read, itertools.islice(articles, FEW))
    first = next(articles, None)
    if first is not None:
        yield from _Pool(reader, workers or _cores()).run(itertools.chain([first], articles))


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_reader: Callable[[Article], Extraction | ArticleError] | None = None  # of a worker process


def _start(folder: Path, model: str, open_layer: bool) -> None:
    """What a worker process does first. The parent alone hears Ctrl-C; one thread each is enough."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _reader = Reader(Ontology.load(folder), model, open_layer).read


def _read(article: Article) -> Extraction | ArticleError:
    assert _reader is not None  # noqa: S101 (set by _start)
    return _reader(article)


class _Pool:
    """Worker processes that are started anew where one was killed, for want of memory for instance."""

    def __init__(self, reader: Reader, workers: int) -> None:
        self.reader, self.workers = reader, workers
        self.pool = self._started(workers)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        settings = (self.reader.onto.folder, self.reader.model, self.reader.open_layer)
        return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start, initargs=settings)

    def run(self, articles: Iterator[Article]) -> Iterator[Extraction | ArticleError]:
        """Yields the results in the order of the articles."""
        waiting: deque[tuple[Article, Future[Extraction | ArticleError]]] = deque()
        try:
            while True:
                for article in itertools.islice(articles, AHEAD * self.workers - len(waiting)):
                    waiting.append((article, self._submit(article)))
                if not waiting:
                    return
                article, result = waiting.popleft()
                try:
                    yield result.result()
                except BrokenProcessPool:
                    self.pool.shutdown(cancel_futures=True)
                    yield self._alone(article)
                    self.pool = self._started(self.workers)
                    waiting = deque((a, self._submit(a)) for a, _ in waiting)
        finally:
            self.pool.shutdown(cancel_futures=True)

    def _submit(self, article: Article) -> Future[Extraction | ArticleError]:
        try:
            return self.pool.submit(_read, article)
        except BrokenProcessPool as error:
            failed: Future[Extraction | ArticleError] = Future()
            failed.set_exception(error)
            return failed

    def _alone(self, article: Article) -> Extraction | ArticleError:
        """The result of an article in a process of its own: which of several killed theirs, shows only so."""
        with self._started(1) as pool:
            try:
                return pool.submit(_read, article).result()
            except BrokenProcessPool:
                return ArticleError(f"{article.file_name}: the process that read it was killed")
