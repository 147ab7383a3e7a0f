"""Packages of npm, run by Node.js: those of NODE_PATH, of `node_modules` in the checkout, or installed globally."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Reads files with N3.js: the quads of each on a line.
N3 = """
const { Parser } = require("n3"), fs = require("fs");
const formats = { ttl: "Turtle", trig: "TriG", nt: "N-Triples", nq: "N-Quads" };
for (const path of process.argv.slice(1)) {
  const format = formats[path.split(".").pop()];
  console.log(new Parser({ format }).parse(fs.readFileSync(path, "utf8")).length);
}
"""
# Reads a file with jsonld.js, which may fetch nothing, and prints it as N-Quads.
JSONLD = """
const jsonld = require("jsonld"), fs = require("fs");
const documentLoader = (url) => { throw new Error(`${url} is asked for`); };
const document = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
jsonld.toRDF(document, { format: "application/n-quads", documentLoader }).then((text) => process.stdout.write(text));
"""


@cache
def modules(package: str) -> str:
    """The folder that holds a package; skips the test where none does."""
    folders = [*os.environ.get("NODE_PATH", "").split(":"), str(ROOT / "node_modules")]
    if npm := shutil.which("npm"):
        folders.append(subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False).stdout.strip())
    found = next((f for f in folders if f and (Path(f) / package).is_dir()), "")
    if not found or not shutil.which("node"):
        pytest.skip(f"{package} is not installed (npm install {package})")
    return found


def run_node(package: str, code: str, *words: str | Path) -> str:
    """What a program that needs a package prints."""
    env = os.environ | {"NODE_PATH": modules(package)}
    command = ["node", "-e", code, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout
