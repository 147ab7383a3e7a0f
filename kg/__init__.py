"""Builds one knowledge graph of events from many news articles, with the sentence behind every statement.

>>> import kg
>>> graph = kg.build(["examples/walkout"])  # doctest: +SKIP
>>> kg.export(graph, "graph.ttl")           # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.graph import Entity, Event, KnowledgeGraph, Statement
    from kg.model import Article, Claim, Evidence, Extraction, Mention, Quantity, Span, TimeInterval
    from kg.ontology import Ontology
    from kg.pipeline import build, export

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
_HOMES = {
    "errors": "KGError",
    "graph": "Entity Event KnowledgeGraph Statement",
    "model": "Article Claim Evidence Extraction Mention Quantity Span TimeInterval",
    "ontology": "Ontology",
    "pipeline": "build export",
}


def __getattr__(name: str) -> object:
    """A public name, loaded on first use: the commands of the program need few of them."""
    home = next((module for module, names in _HOMES.items() if name in names.split()), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
