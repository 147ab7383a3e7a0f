"""The questions of the ontology: their answers from the example graph, by both engines, and what narrows them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.ontology import DATA, default_folder
from kg.query import ENGINES, evaluate, load_store, prefixes_of, to_csv, to_table
from kg.query.questions import fill, find_question, find_things, questions

EXAMPLE = default_folder() / "example.ttl"
FILES = sorted((default_folder() / "queries").glob("*.rq"))
WALKOUT = "norvik-works-walkout-8-march-2024"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return load_store(EXAMPLE)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("file", FILES, ids=lambda p: p.stem)
def test_the_example_graph_answers_as_expected(store: ox.Store, file: Path, engine: str) -> None:
    """The expected rows stand beside the question; `kg query NAME -g ontology/example.ttl --csv` makes them anew."""
    answer = evaluate(store, file.read_text(encoding="utf-8"), engine)
    written = to_csv(to_table(answer, prefixes_of(store)))
    assert written == file.with_suffix(".csv").read_bytes().decode("utf-8")
    assert answer.rows


@pytest.mark.parametrize("file", FILES, ids=lambda p: p.stem)
def test_a_question_stands_on_its_own(file: Path) -> None:
    """Other engines know no prefixes that are not written."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ")
    ox.Store().query(text)


@pytest.mark.parametrize(
    ("name", "values", "cells"),
    [
        ("figures", {"event": "walkout"}, {"About 300 staff", "120 people", "at least 200 people"}),
        ("figures", {"event": WALKOUT}, {"120 people"}),
        ("figures", {"event": f"id:{WALKOUT}"}, {"120 people"}),
        ("organisers", {"event": "Protest"}, {"Dock Union"}),  # a class above
        ("organisers", {"event": "march walkout"}, {"Dock Union"}),  # words of the name
        ("leaders", {"organisation": "norvik"}, {"Mara Lind"}),
        ("timeline", {"about": "Dock Union", "since": "2024-03-01", "until": "2024-03-31"}, {f"id:{WALKOUT}"}),
        ("plans-denials", {"event": "dismissal"}, {"true"}),
        ("evidence", {"event": "petition"}, {"800 names"}),
        ("pledges", {"by": "Norvik Works"}, {"run its cranes without diesel"}),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_parameters_narrow_a_question(
    store: ox.Store, name: str, values: dict[str, str], cells: set[str], engine: str
) -> None:
    question = find_question(name)
    everything = evaluate(store, question.text, engine)
    narrowed = evaluate(store, fill(question, values, store), engine)
    assert set(narrowed.rows) <= set(everything.rows)
    assert cells <= {cell for row in to_table(narrowed, prefixes_of(store)).rows for cell in row}


def test_a_parameter_leaves_out_what_is_not_meant(store: ox.Store) -> None:
    rows = evaluate(store, fill(find_question("why"), {"event": "petition"}, store)).rows
    assert {row[0] for row in rows} == {ox.NamedNode(DATA + "mara-lind-petition")}
    assert evaluate(store, fill(find_question("timeline"), {"since": "2030-01-01"}, store)).rows == ()


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("figures", {"evnt": "walkout"}, r"figures has no parameter --evnt; it has --event"),
        ("sources", {"event": "walkout"}, r"sources has no parameter --event; it has none"),
        ("figures", {"event": "moon landing"}, r"moon landing: no thing .* for example, id:clean-docks-pledge"),
        ("figures", {"event": ""}, r"no thing"),
        ("figures", {"event": "moon\udcff"}, r"no thing"),
        ("figures", {"event": "') } #"}, r"no thing"),
        ("timeline", {"since": "last week"}, r"last week: no day; write it as 2023-05-31"),
    ],
)
def test_a_parameter_that_means_nothing_is_named(
    store: ox.Store, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        fill(find_question(name), values, store)


def test_things_are_found_by_id_name_class_and_words(store: ox.Store) -> None:
    assert [n.value for n in find_things(store, "norvik works")] == [DATA + "norvik-works"]
    assert [n.value for n in find_things(store, f"<{DATA}{WALKOUT}>")] == [DATA + WALKOUT]
    assert len(find_things(store, "news outlet")) == 3


def test_every_question_tells_what_it_asks() -> None:
    found = questions()
    assert len(found) == len(FILES) > 15
    assert all(q.title.endswith(("?", ")")) for q in found)
    assert [q.name for q in found][:3] == ["organisers", "figures", "conflicts"]
