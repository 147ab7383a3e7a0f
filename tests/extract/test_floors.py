"""Quality floors: how many of the facts annotated by hand the graph of their articles holds, at the least."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg

# Share of facts in percent, by the beginning of the articles' names: the seeds, the same story, other stories.
# "typed": a fitting property joins both sides; "grounded": in the annotated words; "stance": with speaker and mood.
FLOORS = {
    "00": {"typed": 80, "grounded": 75, "stance": 67},
    "a": {"typed": 80, "grounded": 75, "stance": 63},
    "b": {"typed": 67, "grounded": 64, "stance": 60},
}
LEVELS = ("linked", "typed", "grounded", "stance")  # the columns of the scorer after the count


@pytest.fixture(scope="session")
def folders(shared: Path, embedded: Path) -> list[Path]:
    """The folders of annotated articles; `embedded` skips where no model is packaged."""
    if not (shared / "gold" / "score.py").is_file():
        pytest.skip("no annotated facts beside the checkout")
    return [shared / "articles" / "seeds", shared / "gold" / "articles"]


@pytest.fixture(scope="session")
def graph(folders: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of all annotated articles in Turtle, by the default model."""
    path = tmp_path_factory.mktemp("floors") / "graph.ttl"
    kg.export(kg.build(folders), path)
    return path


@pytest.mark.parametrize(("prefix", "floors"), FLOORS.items(), ids=FLOORS)
def test_the_graph_holds_the_annotated_facts(
    prefix: str, floors: dict[str, int], graph: Path, folders: list[Path], shared: Path
) -> None:
    gold = shared / "gold"
    scorer = [sys.executable, gold / "score.py", graph, "--facts", gold / "facts.jsonl", "--only", prefix]
    told = subprocess.run([*scorer, "--articles", *folders], check=True, capture_output=True, text=True).stdout
    assert "not in the graph" not in told
    shares = next(line.split()[2:] for line in told.splitlines() if line.startswith("ALL"))
    reached = dict(zip(LEVELS, map(float, shares), strict=True))
    assert not {level: reached[level] for level, floor in floors.items() if reached[level] < floor}
