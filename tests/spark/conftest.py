"""A session of Spark on this machine, where pyspark and Java are installed; else these tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Short lives: what the full compiler of Java would gain in a test is less than it takes.
BRIEF = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "SPARK_LOCAL_IP": "127.0.0.1"}


@pytest.fixture(scope="session")
def installed() -> None:
    """Skips what needs Spark where it is not."""
    if not find_spec("pyspark") or not shutil.which("java"):
        pytest.skip("pyspark and Java are not installed")
    os.environ.update(BRIEF)


@pytest.fixture(scope="session")
def session(installed: None) -> Iterator[SparkSession]:
    """Two workers in processes of this machine."""
    from kg.spark import open_session

    with open_session("local[2]") as opened:
        yield opened
