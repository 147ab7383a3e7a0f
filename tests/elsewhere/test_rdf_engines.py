"""Other engines read as many triples, and answer the questions of the ontology alike."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import default_folder
from tests.elsewhere.conftest import VOCABULARY
from tests.elsewhere.java import JENA, RDF4J, run_java, xerces_messages
from tests.elsewhere.node import JSONLD, N3, run_node

QUESTIONS = default_folder() / "queries"
Rows = list[tuple[str, ...]]
Files = dict[str, Path]


def rows(text: str) -> Rows:
    """The rows of a CSV answer, sorted; numbers as they compare."""
    return sorted(tuple(_plain(cell) for cell in row) for row in csv.reader(io.StringIO(text, newline="")) if row)


def _plain(cell: str) -> str:
    try:
        return str(Decimal(cell).normalize()) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell
    except InvalidOperation:
        return cell


def expected(store: ox.Store, question: Path) -> Rows:
    """The rows of a question, by pyoxigraph."""
    answer = store.query(question.read_text(encoding="utf-8"))
    assert isinstance(answer, ox.QuerySolutions)
    return rows((answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode())


def test_raptor(exported: Files, sizes: dict[str, int]) -> None:
    if not shutil.which("rapper"):
        pytest.skip("raptor is not installed")
    names = {".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml", ".trig": "trig", ".nq": "nquads"}
    for suffix, name in names.items():
        command = ["rapper", "-c", "-i", name, str(exported[suffix])]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert f"returned {sizes[suffix]} triples" in done.stderr


def test_jena(tmp_path: Path, exported: Files, sizes: dict[str, int], store: ox.Store) -> None:
    messages = xerces_messages(tmp_path / "messages")
    suffixes = [".nt", ".rdf", ".trig", ".nq", ".ttl"]  # JSON-LD 1.1 needs a library that Debian's Jena lacks
    counts = run_java(
        "Jena.java", JENA, tmp_path, QUESTIONS, VOCABULARY, *(exported[s] for s in suffixes), more=messages
    )
    assert [int(n) for n in counts[1:]] == [sizes[s] for s in suffixes]
    for question in QUESTIONS.glob("*.rq"):
        answer = (tmp_path / f"{question.stem}.csv").read_text(encoding="utf-8")
        assert rows(answer) == expected(store, question), question.stem


def test_rdf4j(exported: Files, sizes: dict[str, int]) -> None:
    counts = run_java("Rdf4j.java", RDF4J, *exported.values())
    assert dict(zip(exported, map(int, counts), strict=True)) == sizes


def test_n3_js(exported: Files, sizes: dict[str, int]) -> None:
    suffixes = [".ttl", ".nt", ".trig", ".nq"]
    counts = run_node("n3", N3, *(exported[s] for s in suffixes)).split()
    assert [int(n) for n in counts] == [sizes[s] for s in suffixes]


def test_jsonld_js_reads_the_same_triples_and_fetches_nothing(exported: Files) -> None:
    read = run_node("jsonld", JSONLD, exported[".jsonld"])
    triples = {q.triple for q in ox.parse(read, format=ox.RdfFormat.N_QUADS)}
    assert triples == {q.triple for q in ox.parse(path=str(exported[".ttl"]))}
