"""A session of Spark on this machine, where pyspark and Java are installed; else these tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def session() -> Iterator[SparkSession]:
    """Two workers in processes of this machine."""
    if not find_spec("pyspark") or not shutil.which("java"):
        pytest.skip("pyspark and Java are not installed")
    from kg.spark import open_session

    with open_session("local[2]") as opened:
        yield opened
