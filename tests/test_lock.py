"""The lock file: it pins what pyproject.toml asks for, each with its hashes, and names no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", LOCK, re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {r for name, extra in PROJECT["optional-dependencies"].items() if name != "fuzz" for r in extra}
WANTED = [r for r in map(Requirement, [*PROJECT["dependencies"], *EXTRAS]) if r.name != "kg"]


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_what_is_asked_for_is_pinned(wanted: Requirement) -> None:
    versions = [v for name, v in PINNED.items() if name == canonicalize_name(wanted.name)]
    assert versions
    assert all(wanted.specifier.contains(v) for v in versions)


def test_every_pin_has_hashes_and_no_registry_is_named() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert len(entries) >= len(PINNED) > 50
    assert [e.split("\n")[0] for e in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", e)] == []
    assert not re.search(r"https?://|file:|index-url", LOCK)
