"""Builds one knowledge graph of events from many news articles, with the sentence behind every statement.

>>> import kg
>>> graph = kg.build(["examples/walkout"])  # doctest: +SKIP
>>> kg.export(graph, "graph.ttl")           # doctest: +SKIP
"""

from kg.errors import KGError
from kg.graph import Entity, Event, KnowledgeGraph, Statement
from kg.model import Article, Claim, Evidence, Extraction, Mention, Quantity, Span, TimeInterval
from kg.ontology import Ontology
from kg.pipeline import build, export
from kg.version import __version__

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "Event",
    "Evidence",
    "Extraction",
    "KGError",
    "KnowledgeGraph",
    "Mention",
    "Ontology",
    "Quantity",
    "Span",
    "Statement",
    "TimeInterval",
    "__version__",
    "build",
    "export",
]
