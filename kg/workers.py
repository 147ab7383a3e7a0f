"""What each article says, one article at a time, in processes apart: one that fails is named, none waits.

Each article is parsed by itself. That costs a tenth of the parser's time against parsing in batches, but no article can
then change, or stop, what is read out of another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ArticleError, KGError
from kg.model import Article, Extraction
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.language import Language

FEW = 32  # articles that are read before further processes are worth their start: each loads the model
LONGEST = 1_000_000  # characters of an article, as spaCy has it
# Processor seconds that an article may take, and for each character: ten times what the slower model needs.
SECONDS, SECONDS_A_CHARACTER = 5.0, 1 / 2_000


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

    def read(self, article: Article) -> Extraction | ArticleError:
        """What an article says, or why that cannot be told: whatever fails in it is no reason to lose the others."""
        from kg.annotate import annotate_articles
        from kg.extract import extract_claims

        nlp = self._nlp
        if len(article.text) > LONGEST:
            return ArticleError(
                f"{article.file_name}: {len(article.text):,} characters; no article is longer than {LONGEST:,}"
            )
        try:
            return next(extract_claims(annotate_articles([article], nlp), self.onto, open_layer=self.open_layer))
        except KGError:
            raise
        except MemoryError:
            return ArticleError(f"{article.file_name}: needs more memory than there is")
        except Exception as error:
            return ArticleError(f"{article.file_name}: cannot be understood ({type(error).__name__}: {error})")


def read_each(
    articles: Iterable[Article], reader: Reader, workers: int = 0, *, apart: bool = True
) -> Iterator[Extraction | ArticleError]:
    """Yields what each article says, or why it cannot be told, in their order.

    `workers` is the number of processes; 0 takes one for few articles and one a core for many. With a given pipeline,
    or not `apart`, or on Windows, articles are read in this process, and without limits. The result is the same.
    """
    if reader.given or not apart or os.name == "nt":
        yield from map(reader.read, articles)
        return
    from kg.processes import Failure, Pool  # which needs a POSIX system

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


def _reading(folder: Path, model: str, open_layer: bool) -> Callable[[Article], Extraction | ArticleError]:
    """The function of a process apart; the model is loaded before the time of the first article begins."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # processes fill the cores, threads of each would only be in the way
    reader = Reader(Ontology.load(folder), model, open_layer)
    reader.load()
    return reader.read
