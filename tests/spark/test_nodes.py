"""A cluster of machines, here of nodes on one: the master's address is all that is told, and nodes may die."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parents[2]
NODES = 3
WALKOUT = "{} employees of Norvik Works walked out on Friday.\n"
TRAPPED = """
import sys
from functools import partial
import kg.spark.blocks, kg.spark.tasks
from kg.cli import main
from tests.spark import traps
kg.spark.tasks.extract = traps.extract
kg.spark.blocks.FEW = 0
kg.spark.blocks.merge = partial(traps.merge, marker=sys.argv.pop(), kind="NODE")
main()
"""


@contextmanager
def started(*words: str, ready: str) -> Iterator[None]:
    """A daemon of Spark, from the moment on which it has said that it is ready."""
    program = Path(str(find_spec("pyspark").origin)).parent / "bin/spark-class"  # type: ignore[union-attr]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([program, *words], stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr is not None
        try:
            assert any(ready in line for line in process.stderr)
            Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop it
            yield
        finally:
            process.kill()


@pytest.fixture
def master(installed: None, tmp_path: Path) -> Iterator[str]:
    """The address of a master with nodes of one core each."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    place, deploy = ("--host", "127.0.0.1", "--webui-port", "0"), "org.apache.spark.deploy"
    with ExitStack() as stack:
        stack.enter_context(started(f"{deploy}.master.Master", *place, "--port", port, ready="New state: ALIVE"))
        for node in range(NODES):
            words = ("--cores", "1", "--memory", "1g", "--work-dir", str(tmp_path / f"node{node}"))
            url = f"spark://127.0.0.1:{port}"
            stack.enter_context(started(f"{deploy}.worker.Worker", *place, *words, url, ready="registered with master"))
        yield url


def build(words: list[str], *options: str) -> str:
    """What `kg build` says on stdout."""
    command = [sys.executable, *words, "build", "news", "--model", "small", "-q", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_nodes_die_in_extraction_and_in_merging_and_the_graph_is_the_same(
    master: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedded: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "news").mkdir()
    for n in range(12):
        (tmp_path / f"news/{n}.txt").write_text(WALKOUT.format(f"About {n}00"))
    (tmp_path / "news/5.txt").write_text(WALKOUT.format(f"NODE:{tmp_path / 'first'} "))
    build(["-m", "kg"], "-o", "here")
    build(["-c", TRAPPED], "-o", "there", "--engine", "spark", "--master", master, str(tmp_path / "second"))
    assert (tmp_path / "first").exists()
    assert (tmp_path / "second").exists()
    for name in ("graph.ttl", "extractions.jsonl", "graph.html"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
