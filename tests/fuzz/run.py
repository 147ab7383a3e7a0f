"""Runs one target under atheris: `python -m tests.fuzz.run TARGET FOLDER [options of libFuzzer]`."""

from __future__ import annotations

import logging
import sys

import atheris

with atheris.instrument_imports(include=["kg"]):
    from tests.fuzz.targets import TARGETS

logging.disable()
again = f"{sys.executable} -m tests.fuzz.run {sys.argv[1]}"  # how libFuzzer calls itself to merge
atheris.Setup([again, *sys.argv[2:]], TARGETS[sys.argv[1]])
atheris.Fuzz()
