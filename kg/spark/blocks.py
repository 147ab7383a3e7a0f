"""Merging on Spark: names are compared block by block, the blocks shuffled to the workers by their keys.

This is the part of merging whose cost grows fastest: each name is compared with its neighbours in each of its blocks.
The closure over the pairs, which is not free (what decisions and kinds forbid holds for whole clusters), and
all that follows are made by the driver.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pyarrow as pa

from kg.merge.entity_nodes import Node
from kg.merge.namesakes import SAME, Scores, block_keys, score_block, score_blocks
from kg.model import Referent
from kg.ontology import Ontology
from kg.spark.tasks import Batches, Settings, batched, reader_of, schema_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FEW = 5_000  # names that are compared sooner than they are sent anywhere
NODE = "bucket bigint, block string, node string"
PAIR = "left string, right string, score double"


def score_names(nodes: Collection[Node], onto: Ontology, *, session: SparkSession, settings: Settings) -> Scores:
    """The likeness of the pairs that are one by their names, as `kg.merge.namesakes.score_blocks` tells it."""
    if len(nodes) < FEW:
        return score_blocks(nodes, onto)
    buckets = int(session.conf.get("spark.sql.shuffle.partitions"))
    rows = session.createDataFrame(pa.table({"node": [dump_node(n) for n in nodes]}))
    keyed = rows.mapInArrow(partial(key, settings=settings, buckets=buckets), NODE)
    # Not a partial: from the hints of one, Spark cannot tell what it takes.
    pairs = keyed.groupBy("bucket").applyInArrow(lambda table: merge(table, settings), PAIR)
    return {(_key(row.left), _key(row.right)): row.score for row in pairs.toLocalIterator()}


def key(batches: Batches, settings: Settings, buckets: int) -> Batches:
    """Rows (node) -> rows of NODE: each node once for each of its blocks, each block in one bucket."""
    onto = reader_of(settings).onto
    lines = (line.as_py() for batch in batches for line in batch["node"])
    yield from batched(
        ((crc32(block.encode()) % buckets, block, line) for line in lines for block in _blocks(line, onto)), NODE
    )


def _blocks(line: str, onto: Ontology) -> Iterator[str]:
    return map(repr, block_keys(load_node(line), onto))


def merge(table: pa.Table, settings: Settings) -> pa.Table:
    """The rows of NODE of one bucket -> rows of PAIR: what is one by its name."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for block, line in zip(table["block"].to_pylist(), table["node"].to_pylist(), strict=True):
        blocks[block].append(load_node(line))
    scored: Scores = {}
    onto = reader_of(settings).onto
    for members in blocks.values():
        score_block(members, scored, onto)
    rows = ((json.dumps(a), json.dumps(b), score) for (a, b), score in scored.items() if score >= SAME)
    return pa.Table.from_batches(batched(rows, PAIR), schema_of(PAIR))


def dump_node(node: Node) -> str:
    """A node as one line of JSON."""
    r = node.referent
    return json.dumps([*node.key, r.type, r.name, r.aliases, r.named, node.known, node.story, sorted(node.offices)])


def load_node(line: str) -> Node:
    """The node of a line."""
    article, chain, kind, name, aliases, named, known, story, offices = json.loads(line)
    return Node((article, chain), Referent(chain, kind, name, tuple(aliases), named), known, story, frozenset(offices))


def _key(line: str) -> Any:
    return tuple(json.loads(line))
