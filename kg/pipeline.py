"""The story on one screen: articles in, graph out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.corpus import Corpus, unpack
from kg.decisions import Decision
from kg.errors import ArticleError
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.metadata import Metadata
from kg.model import Article, Extraction
from kg.ontology import Ontology
from kg.read import read_articles
from kg.workers import Reader, read_apart, read_each

if TYPE_CHECKING:
    from spacy.language import Language


def extract(
    articles: Iterable[Article],
    onto: Ontology,
    *,
    nlp: Language | None = None,
    model: str = "",
    open_layer: bool = True,
    workers: int = 0,
    onerror: Callable[[ArticleError], None] | None = None,
) -> Iterator[Extraction]:
    """Yields what each article says. The model is loaded when the first article comes, and not at all for none.

    `workers` is the number of processes, 0 as many as are worth it; a given `nlp` works in this one. An article that
    cannot be understood goes to `onerror`, or is raised as ArticleError.
    """
    options: dict[str, Any] = {"nlp": nlp, "model": model, "open_layer": open_layer, "workers": workers}
    return map(unpack, _packed(articles, onto, onerror, **options))


def _packed(
    articles: Iterable[Article],
    onto: Ontology,
    onerror: Callable[[ArticleError], None] | None,
    *,
    nlp: Language | None = None,
    model: str = "",
    open_layer: bool = True,
    workers: int = 0,
) -> Iterator[bytes]:
    """The extractions of `extract` as they come from the processes, packed."""
    for result in read_each(articles, Reader(onto, model, open_layer, nlp), workers):
        if isinstance(result, bytes):
            yield result
        elif onerror is None:
            raise result
        else:
            onerror(result)


def build(
    paths: Iterable[str | Path],
    onto: Ontology | None = None,
    *,
    nlp: Language | None = None,
    model: str = "",
    defaults: Metadata | None = None,
    decisions: Iterable[Decision] = (),
    onerror: Callable[[ArticleError], None] | None = None,
    open_layer: bool = True,
    workers: int = 0,
) -> KnowledgeGraph:
    """One graph of the articles in files, folders and "-".

    `nlp` is a loaded spaCy pipeline, or `model` the name of one, the best embedded one by default; `defaults` fill
    metadata that an article lacks; `decisions` overrule merges; what cannot be read goes to `onerror`, or is raised as
    ArticleError. Without `open_layer` only relations of the vocabulary are kept. `workers` as for `extract`.
    """
    onto = onto or Ontology.load()
    articles = read_articles(paths, defaults=defaults, onerror=onerror, read=None if nlp else read_apart)
    options: dict[str, Any] = {"nlp": nlp, "model": model, "open_layer": open_layer, "workers": workers}
    return merge_claims(extract(articles, onto, onerror=onerror, **options), onto, decisions)


def update(
    corpus: Corpus,
    paths: Iterable[str | Path],
    onto: Ontology,
    *,
    add: bool = False,
    defaults: Metadata | None = None,
    onerror: Callable[[ArticleError], None] | None = None,
    **options: Any,
) -> Iterator[Extraction]:
    """Extracts the articles that the corpus lacks, yielding each as it is kept; then these articles are its members.

    With `add` they join the members there are; raises StoreError where these were read by another recipe. The corpus
    changes its members only when the iterator is exhausted. `options` are those of `extract`.
    """
    members = corpus.whole() if add else {}

    def fresh() -> Iterator[Article]:
        for article in read_articles(paths, defaults=defaults, onerror=onerror, read=read_apart):
            members[article.id] = article.file_name
            if not corpus.has(article.id):
                yield article

    for data in _packed(fresh(), onto, onerror, **options):
        extraction = unpack(data)
        corpus.put_packed([(extraction.article.id, data)])
        yield extraction
    corpus.keep(members)


def export(graph: KnowledgeGraph, path: str | Path, onto: Ontology | None = None, **options: Any) -> list[Path]:
    """Writes a graph and returns the files written; the suffix names the form.

    .html is the page; .ttl, .trig, .nt, .nq, .rdf, .jsonld are RDF; .csv, .parquet, .graphml, .gexf, .json, .cypher,
    .neo4j are for other tools. See `kg.formats.write_graph` for these and their options (`base`, `rdf12`, `raw`).
    Raises StoreError, with the suffixes known, for another.
    """
    path = Path(path)
    if path.suffix.lower() in (".html", ".htm"):
        from kg.html.page import write_page

        write_page(graph, onto or Ontology.load(), path)
        return [path]
    from kg.formats import write_graph

    return write_graph(graph, path, onto, **options)
