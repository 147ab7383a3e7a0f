"""A large graph as RDF: writing, loading and asking, beside plain rdflib and bare pyoxigraph in the same run.

    python -m benchmarks.rdf                      # about 100,000 triples
    python -m benchmarks.rdf 100000 1000000       # these sizes; rdflib needs several minutes for a million
    python -m benchmarks.rdf 1000000 --oxigraph   # without rdflib

The graph is merged from the seeded articles of `benchmarks/merge.py`. Seconds are of processor time, the least of three
rounds that take turns (rdflib: of one); only the ratios mean anything elsewhere. What is beside what:

    write   a graph in memory as a file      rdflib: its graph of the same triples, as the same syntax;
                                             pyoxigraph: the dump of its store, unsorted
    load    a Turtle file, ready to be asked rdflib: parse; pyoxigraph: bulk_load
    ask     a question of the ontology       rdflib and pyoxigraph: its bare query, every row read

A question for which rdflib needs more than --limit seconds by the clock is stopped and counts with what it has taken:
its ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from benchmarks.merge import corpus
from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.ontology import Ontology, default_folder
from kg.query import evaluate, load_store
from kg.query.limits import run_limited
from kg.query.questions import Question, questions
from kg.rdf import serialize, write_rdf

ROUNDS = 3
PER_ARTICLE = 730  # triples that a seeded article gives, about
VOCABULARY = default_folder() / "kg.ttl"
DEFAULT = ox.DefaultGraph()
SYNTAXES = {"turtle": ("turtle", ox.RdfFormat.TURTLE), "ntriples": ("nt", ox.RdfFormat.N_TRIPLES)}

Work = Callable[[], Any]


def seconds(work: Work) -> tuple[float, Any]:
    """Processor seconds that some work takes, and what it gives."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def in_turns(*works: Work) -> list[float]:
    """The least seconds of each of some works that take turns."""
    return [min(times) for times in zip(*([seconds(w)[0] for w in works] for _ in range(ROUNDS)), strict=True)]


def line(name: str, ours: float, bare: float, plain: float | None, note: str = "") -> str:
    """A row of the table: seconds of ours and of pyoxigraph, their ratio, seconds of rdflib, their ratio to ours."""
    beside = f"{plain:9.3f} {plain / ours:7.1f}" if plain is not None else f"{'':17}"
    return f"{name:22} {ours:8.3f} {bare:11.3f} {ours / bare:6.2f} {beside}  {note}".rstrip()


def bare_load(path: Path) -> ox.Store:
    """A store of pyoxigraph with a file and the vocabulary."""
    store = ox.Store()
    for file in (path, VOCABULARY):
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


def plain_load(path: Path) -> rdflib.Graph:
    """A graph of rdflib with a file and the vocabulary."""
    return rdflib.Graph().parse(path).parse(VOCABULARY)


def measured(graph: KnowledgeGraph, path: Path, with_rdflib: bool, limit: float) -> Iterator[str]:
    """Yields the rows of the table for a graph, which is written to a path."""
    write_rdf(graph, path)
    ours, bare = load_store(path), bare_load(path)
    yield f"{len(bare):,} triples, those of the vocabulary included"
    loads = in_turns(lambda: load_store(path), lambda: bare_load(path))
    load_plain, plain = seconds(lambda: plain_load(path)) if with_rdflib else (None, None)
    yield line("load", *loads, load_plain)
    for syntax, (theirs, form) in SYNTAXES.items():
        writes = in_turns(partial(serialize, graph, syntax), partial(bare.dump, format=form, from_graph=DEFAULT))
        yield line(f"write {syntax}", *writes, seconds(partial(plain.serialize, format=theirs))[0] if plain else None)
    for question in questions():
        yield asked(question, ours, bare, plain, limit)


def asked(question: Question, ours: ox.Store, bare: ox.Store, plain: rdflib.Graph | None, limit: float) -> str:
    """The row of a question."""
    pair = in_turns(lambda: evaluate(ours, question.text), lambda: list(bare.query(question.text)))
    rows = len(evaluate(ours, question.text).rows)
    if plain is None:
        return line(question.name, *pair, None, f"{rows} rows")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        alone, found = run_limited(answered, plain, question.text, seconds=limit)
    except QueryError:
        took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        return line(question.name, *pair, took, f"{rows} rows; rdflib was stopped")
    return line(question.name, *pair, alone, f"{rows} rows" + (f", rdflib {found}" if found != rows else ""))


def answered(plain: rdflib.Graph, query: str) -> tuple[float, int]:
    """Seconds in which rdflib answers, and the number of its rows."""
    return seconds(lambda: len(list(plain.query(query))))


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000], help="triples, about")
    parser.add_argument("--oxigraph", action="store_true", help="without rdflib")
    parser.add_argument("--limit", type=float, default=120, help="seconds for a question to rdflib")
    args = parser.parse_args()
    for size in args.sizes:
        graph = merge_claims(list(corpus(size // PER_ARTICLE)), Ontology.load())
        assert graph.statements  # made on first use
        with tempfile.TemporaryDirectory() as folder:
            print("s                          ours  pyoxigraph  ratio    rdflib   ratio")
            for row in measured(graph, Path(folder) / "graph.ttl", not args.oxigraph, args.limit):
                print(row, flush=True)


if __name__ == "__main__":
    main()
