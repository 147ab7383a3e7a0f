"""Saved inputs, one file a target, one input a line: JSON strings whose characters are the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

INPUTS = Path(__file__).parent / "inputs"


def load(target: str) -> list[bytes]:
    """The saved inputs of a target."""
    lines = (INPUTS / f"{target}.txt").read_text(encoding="ascii").splitlines()
    return [json.loads(line).encode("latin-1") for line in lines]


def save(target: str, inputs: Iterable[bytes]) -> None:
    """Saves the inputs of a target in the order of their lengths."""
    lines = [json.dumps(data.decode("latin-1")) for data in sorted(set(inputs), key=lambda d: (len(d), d))]
    (INPUTS / f"{target}.txt").write_text("".join(line + "\n" for line in lines), encoding="ascii")
