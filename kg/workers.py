"""Reading and understanding in processes apart, one article at a time: one that fails is named, none waits.

Each article is parsed by itself. That costs a tenth of the parser's time against parsing in batches, but no article can
then change, or stop, what is read out of another. One process finds the articles in files, which is light work, and
others tell what each says.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.corpus import pack
from kg.embedded import is_embedded
from kg.errors import ArticleError, KGError
from kg.metadata import Metadata
from kg.model import Article
from kg.ontology import Ontology
from kg.read import check_length, find_records, read_sources
from kg.sources import CRAWL, TABLE, Source

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.processes import Step

APART = os.name != "nt"  # processes apart need a POSIX system
FEW = 32  # articles that are read before further processes are worth their start: each loads the model
# Processor seconds that an article may take, and for each character: ten times what the slower model needs.
SECONDS, SECONDS_A_CHARACTER = 5.0, 1 / 2_000
# Processor seconds to find an article in a file, or to read it there, a hundred times what a page needs; and, for each
# byte of an archive, to pass over what is no article.
SECONDS_TO_READ, SECONDS_A_BYTE = 8.0, 1 / 5_000_000


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

    def load(self) -> None:
        """Loads the model now. Raises ModelError where there is none."""
        _ = self._nlp

    def read(self, article: Article) -> bytes | ArticleError:
        """What an article says, as `kg.corpus.pack` has it, or why that cannot be told: whatever fails in it is no
        reason to lose the others.
        """
        from kg.annotate import annotate_articles
        from kg.extract import extract_claims

        nlp = self._nlp
        try:
            check_length(article.text, article.file_name)
            return pack(next(extract_claims(annotate_articles([article], nlp), self.onto, open_layer=self.open_layer)))
        except ArticleError as error:
            return error
        except KGError:
            raise
        except MemoryError:
            return ArticleError(f"{article.file_name}: needs more memory than there is")
        except Exception as error:
            return ArticleError(f"{article.file_name}: cannot be understood ({type(error).__name__}: {error})")


def read_each(
    articles: Iterable[Article], reader: Reader, workers: int = 0, *, apart: bool = True
) -> Iterator[bytes | ArticleError]:
    """Yields what each article says, packed, or why it cannot be told, in their order.

    `workers` is the number of processes; 0 takes one for few articles and one a core for many. With a given pipeline,
    or not `apart`, or on Windows, articles are read in this process, and without limits. The result is the same.
    """
    if reader.given or not apart or not APART:
        yield from map(reader.read, articles)
        return
    from kg.processes import Failure, Pool

    many = workers or _cores()
    make = partial(_reading, reader.onto.folder, reader.model, reader.open_layer)
    pool = Pool(make, seconds_for, lambda taken: 1 if not workers and taken <= FEW else many)
    for article, result in pool.run(articles):
        yield ArticleError(f"{article.file_name}: {result.reason}") if isinstance(result, Failure) else result


def seconds_for(article: Article) -> float:
    """The processor time that an article may take."""
    return SECONDS + len(article.text) * SECONDS_A_CHARACTER


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _reading(folder: Path, model: str, open_layer: bool) -> Callable[[Article], bytes | ArticleError]:
    """The function of a process apart; the model is loaded before the time of the first article begins."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # processes fill the cores, threads of each would only be in the way
    if is_embedded(model):  # spaCy loads torch where it is installed: two seconds and 180 MB, here for nothing
        sys.modules["torch"] = None  # type: ignore[assignment]
    reader = Reader(Ontology.load(folder), model, open_layer)
    reader.load()
    return reader.read


def read_apart(sources: Iterable[Source | ArticleError], defaults: Metadata) -> Iterator[Article | ArticleError]:
    """As `kg.read.read_sources`, in a process apart: an article that fails there is named, and the next is read.

    On Windows in this process, and without limits.
    """
    return (found for _, found in read_files(sources, defaults, apart=APART))


def read_files(
    sources: Iterable[Source | ArticleError], defaults: Metadata, *, apart: bool
) -> Iterator[tuple[Source | ArticleError, Article | ArticleError]]:
    """Yields each source with each of its articles, or with what is wrong with it; in a process apart or in this one,
    which then may be stopped by any of them.
    """
    if not apart:
        yield from ((source, found) for source in sources for found in read_sources([source], defaults))
        return
    from kg.processes import Failure, Pool

    pool = Pool(partial(_finding, defaults), seconds_to_read, lambda _: 1)
    for source, result in pool.run(sources):
        if isinstance(result, Failure):
            yield source, ArticleError(f"{result.step or source.name}: {result.reason}")
        else:
            yield source, result


def seconds_to_read(source: Source | ArticleError) -> float:
    """The processor time that each article of a source may take to be read."""
    if isinstance(source, Source) and source.suffix in TABLE | CRAWL:
        return SECONDS_TO_READ + source.size * SECONDS_A_BYTE
    return SECONDS_TO_READ


def _finding(defaults: Metadata) -> Callable[[Source | ArticleError], Iterator[Step]]:
    """The function of the process that reads files: whatever fails in an article is no reason to lose the others."""
    from kg.processes import Step

    def find(source: Source | ArticleError) -> Iterator[Step]:
        if isinstance(source, ArticleError):
            yield Step("", lambda: source)
            return
        try:
            for record in find_records(source, defaults):
                yield Step(record.name, partial(_guarded, record.name, record.read))
        except MemoryError:
            raise
        except Exception as error:
            told = _cannot_be_read(source.name, error)
            yield Step(source.name, lambda: told)

    return find


def _guarded(name: str, read: Callable[[], Article | ArticleError]) -> Article | ArticleError:
    try:
        return read()
    except MemoryError:
        raise
    except Exception as error:
        return _cannot_be_read(name, error)


def _cannot_be_read(name: str, error: Exception) -> ArticleError:
    return ArticleError(f"{name}: cannot be read ({type(error).__name__}: {error})")
