"""The Spark session: the one that there is, or one of our own on a master."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TRIES = 4  # of a task: Spark's own number, but on one machine, where it would give up at once
WAVES = 4  # tasks for each core, so that all cores end at about the same time
SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": 32,  # articles that a worker has in hand
    "spark.sql.execution.arrow.maxBytesPerBatch": 64 * 2**20,  # bytes of files that it has
    "spark.sql.adaptive.coalescePartitions.enabled": "false",  # goes by bytes; here few bytes are much work
}
LOCAL = {"spark.driver.memory": "4g", "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1"}
# Variables by which spark-submit, or an installation of Spark, says on which master to work.
CONFIGURED = {"PYSPARK_GATEWAY_PORT", "PYSPARK_SUBMIT_ARGS", "SPARK_HOME", "SPARK_CONF_DIR", "MASTER"}


@contextmanager
def open_session(master: str = "", *, progress: bool = False) -> Iterator[SparkSession]:
    """A Spark session on a master, by default the one that Spark is set up for, else all cores of this machine.

    In a program that has a session already it is the same one with settings of its own, and is left open. Raises
    EngineError where pyspark or Java is not installed, the master cannot be reached, or a job fails for good.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError(f"--engine spark needs the extra spark: pip install 'kg[spark]' ({error})") from error
    running = SparkSession.getActiveSession()
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)  # ... support pandas 3: not used here
    try:
        session = running.newSession() if running else _start(master, progress)
        for key, value in SETTINGS.items():
            session.conf.set(key, value)
        session.conf.set("spark.sql.shuffle.partitions", WAVES * session.sparkContext.defaultParallelism)
        yield session
    except (PySparkException, Py4JError) as error:
        raise EngineError(f"Spark: {reason(error)}") from error
    finally:
        if not running and (started := SparkSession.getActiveSession()):
            started.stop()


def _start(master: str, progress: bool) -> SparkSession:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = with_tries(master or ("" if CONFIGURED & os.environ.keys() else "local[*]"))
    builder = SparkSession.builder.appName("kg").config("spark.ui.showConsoleProgress", progress)
    if master:
        builder = builder.master(master)
    for key, value in LOCAL.items() if master.startswith("local") else ():
        builder = builder.config(key, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def with_tries(master: str) -> str:
    """A local master that tries a task again, as clusters do: local[2] is local[2,4]; any other as it is."""
    return re.sub(r"^local(?:\[([\d*]+)\])?$", lambda m: f"local[{m[1] or 1},{TRIES}]", master)


def reason(error: Exception) -> str:
    """Why a job failed, in one line: our own error on a worker, or else the first line of Spark's."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    own = [line.partition(": ")[2] for line in lines if re.match(r"\s*kg\.errors\.\w+: ", line)]
    return (own or lines)[0].strip()
