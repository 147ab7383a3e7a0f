"""Reasoners for OWL: the vocabulary stays in OWL 2 DL, nothing contradicts it, and what would is found."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import PREFIXES, VOCABULARY
from tests.elsewhere.conftest import VOCABULARY as KG
from tests.elsewhere.java import OWLAPI, run_java

HEAD = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
PATIENCE = 300  # seconds after which a reasoner is stopped: it needs two to four
CONTRADICTIONS = {
    "a person is a walkout": "id:x a kg:Person , kg:Walkout .",
    "a group is an organization": "id:x a kg:EmployeeGroup , kg:Company .",
    "an event organizes another": "id:x kg:organizedBy id:y . id:y kg:organizedBy id:z .",
    "a claim is a sentence": "id:x kg:confidence 0.5 ; kg:understood false .",
    "a place is a quantity": "id:x kg:place id:y . id:y kg:unit 'person' .",
    "a confidence in words": "id:x kg:confidence 'high' .",
    "an offset before the text": "id:x kg:start -1 .",
}
OUTSIDE = (
    "id:x id:notDeclared id:y .",
    "id:x a id:NotDeclared .",
    "kg:odd a owl:ObjectProperty , owl:TransitiveProperty , owl:IrreflexiveProperty .",
)


def written(folder: Path, *parts: Path | str) -> Path:
    """Files and lines of Turtle as one file of N-Triples."""
    folder.mkdir(exist_ok=True)
    path = folder / "all.nt"
    with path.open("wb") as out:
        for part in parts:
            triples = ox.parse(path=str(part)) if isinstance(part, Path) else ox.parse(HEAD + part, ox.RdfFormat.TURTLE)
            ox.serialize((t.triple for t in triples), out, ox.RdfFormat.N_TRIPLES)
    return path


def reasoned(path: Path) -> list[str]:
    """What cannot be in a file, by HermiT in a process that ends in any case; skips the test where it is missing."""
    if not shutil.which("java") or find_spec("owlready2") is None:
        pytest.skip("no Java, or no owlready2")
    command = [sys.executable, str(Path(__file__).with_name("hermit.py")), str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            out, told = process.communicate(timeout=PATIENCE)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # with the Java that it has started
    assert process.returncode == 0, told
    return out.split()


def test_nothing_contradicts_the_vocabulary_or_the_graph(tmp_path: Path, exported: dict[str, Path]) -> None:
    assert reasoned(written(tmp_path, KG, exported[".ttl"])) == []


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_found(tmp_path: Path, name: str) -> None:
    assert reasoned(written(tmp_path, KG, CONTRADICTIONS[name])) == ["inconsistent"]


def test_a_class_that_can_have_no_member_is_found(tmp_path: Path) -> None:
    odd = "kg:Odd a owl:Class ; rdfs:subClassOf kg:Person , kg:Place ."
    assert reasoned(written(tmp_path, KG, odd)) == [f"{VOCABULARY}Odd"]


def test_vocabulary_and_graph_are_owl_2_dl_and_what_is_not_is_found(tmp_path: Path, exported: dict[str, Path]) -> None:
    faults = [written(tmp_path / str(n), KG, lines) for n, lines in enumerate(OUTSIDE)]
    told = run_java("Owl.java", OWLAPI, KG, written(tmp_path, KG, exported[".ttl"]), *faults)
    assert told[:2] == ["", ""]
    assert len(told) == 2 + len(OUTSIDE)
    assert all(told[2:]), told
