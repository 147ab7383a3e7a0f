"""Limits of trust: no connection is opened, nothing is unpickled, and what parses is safe."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.model import Article
from kg.read import read_articles

PACKAGE = Path(kg.__file__).parent
# Read by every process of Python that has its folder on the path: nothing may reach out.
SPY = """
import sys
def spy(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        family = getattr(arguments[0], "family", None)
        if event != "socket.connect" or family != 1:  # sockets of this machine are no network
            print(f"SPY {event} {arguments}", file=sys.stderr)
            raise PermissionError(event)
sys.addaudithook(spy)
"""
PAGE = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY w SYSTEM "http://{host}/">]>
<html><head><link rel="stylesheet" href="http://{host}/a.css"><script src="http://{host}/a.js"></script></head>
<body><article><p>Hundreds of Norvik employees walked off the job on Friday, &secret; the Dock Union said. &w;</p>
<img src="http://{host}/a.png"></article></body></html>"""


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command of Python that cannot reach the network."""
    (folder / "spy").mkdir(exist_ok=True)
    (folder / "spy/sitecustomize.py").write_text(SPY)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder / "spy"), str(PACKAGE.parent)])}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)


def test_the_spy_sees_a_connection(tmp_path: Path) -> None:
    found = run(tmp_path, "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9/')")
    assert "SPY urllib.Request" in found.stderr


def test_building_asking_and_exporting_open_no_connection(tmp_path: Path, embedded: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/page.html").write_text(PAGE.replace("{host}", "127.0.0.1:9"))
    (tmp_path / "news/two.txt").write_text("date 2024-03-01\nHundreds of Norvik employees walked out on Friday.\n")
    built = run(tmp_path, "-m", "kg", "build", "news", "--model", "small", "-w", "2")
    assert (built.returncode, "SPY" in built.stderr) == (0, False), built.stderr
    for command in (["query", "organisers"], ["validate"], ["export", "a.rdf", "a.jsonld", "a.html", "a.csv"]):
        found = run(tmp_path, "-m", "kg", *command)
        assert (found.returncode in (0, 1), "SPY" in found.stderr) == (True, False), found.stderr


def test_entities_from_outside_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "page.xhtml").write_text(PAGE.replace("{host}", "127.0.0.1:9"))
    (article,) = read_articles([tmp_path / "page.xhtml"])
    assert isinstance(article, Article)
    assert "Norvik" in article.text
    assert "root:" not in article.text


UNSAFE = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "cloudpickle", "xmlrpc"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_is_unpickled_or_run(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {str(n.module).split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not names & UNSAFE
    calls = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    assert not calls & {"eval", "exec", "os.system", "yaml.unsafe_load", "yaml.full_load", "np.load", "numpy.load"}
