"""The store that workers answer from.

Workers are forked from one process that has loaded the store before (the environment names the graph for it), so that
a new worker stands ready in milliseconds and all share one copy. Where processes cannot fork, each loads its own.
"""

from __future__ import annotations

import gc
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KGError
from kg.query.store import load_store

VARIABLE = "KG_SERVED"


@cache
def held_store(graph: str, ontology: str) -> ox.Store:
    """The store of a graph file and an ontology folder ("" for the package's). Raises QueryError as `load_store`."""
    return load_store(Path(graph), Path(ontology) if ontology else None)


if os.environ.get(VARIABLE):  # in the process from which workers are forked
    with suppress(KGError, ValueError):  # each worker will tell
        held_store(*json.loads(os.environ[VARIABLE]))
    gc.freeze()
