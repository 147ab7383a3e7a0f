"""The story on one screen: articles in, graph out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.decisions import Decision
from kg.errors import ArticleError
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Article, Extraction
from kg.ontology import Ontology
from kg.read import Metadata, read_articles

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.corpus import Corpus


def extract(
    articles: Iterable[Article],
    onto: Ontology,
    *,
    nlp: Language | None = None,
    model: str = "",
    open_layer: bool = True,
) -> Iterator[Extraction]:
    """Yields what each article says. The model is loaded when the first article comes, and not at all for none."""
    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return
    from kg.annotate import annotate_articles, load_model
    from kg.extract import extract_claims

    docs = annotate_articles(itertools.chain([first], articles), nlp or load_model(model))
    yield from extract_claims(docs, onto, open_layer=open_layer)


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
) -> KnowledgeGraph:
    """One graph of the articles in files, folders and "-".

    `nlp` is a loaded spaCy pipeline, or `model` the name of one, the embedded one by default; `defaults` fill metadata
    that an article lacks; `decisions` overrule merges; what cannot be read goes to `onerror`, or is raised as
    ArticleError. Without `open_layer` only relations of the vocabulary are kept.
    """
    onto = onto or Ontology.load()
    articles = read_articles(paths, defaults=defaults, onerror=onerror)
    return merge_claims(extract(articles, onto, nlp=nlp, model=model, open_layer=open_layer), onto, decisions)


def update(
    corpus: Corpus,
    paths: Iterable[str | Path],
    onto: Ontology,
    *,
    add: bool = False,
    model: str = "",
    defaults: Metadata | None = None,
    onerror: Callable[[ArticleError], None] | None = None,
    open_layer: bool = True,
) -> Iterator[Extraction]:
    """Extracts the articles that the corpus lacks, yielding each as it is kept; then these articles are its members.

    With `add` they join the members there are. The corpus changes its members only when the iterator is exhausted.
    """
    members = corpus.members() if add else {}

    def fresh() -> Iterator[Article]:
        for article in read_articles(paths, defaults=defaults, onerror=onerror):
            members[article.id] = article.file_name
            if not corpus.has(article.id):
                yield article

    for extraction in extract(fresh(), onto, model=model, open_layer=open_layer):
        corpus.put(extraction)
        yield extraction
    corpus.set_members(members)


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
