"""Fixtures of all tests.

The examples of hypothesis are the same in every run; KG_EXAMPLES=2000 takes more of them, and others.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from kg.embedded import MODELS
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.ontology import Ontology
from tests import factory

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_EXAMPLES = os.environ.get("KG_EXAMPLES", "")
settings.register_profile("kg", max_examples=int(_EXAMPLES or 50), derandomize=not _EXAMPLES, deadline=None)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def onto() -> Ontology:
    """The ontology of the package."""
    return Ontology.load()


@pytest.fixture(scope="session")
def doc_of() -> Callable[..., Doc]:
    """Makes a spaCy Doc by hand: see `factory.tokens`."""
    return factory.tokens


@pytest.fixture(scope="session")
def embedded() -> Path:
    """The folder of the embedded pipelines."""
    if not any(MODELS.glob("*/meta.json")):
        pytest.skip("no embedded pipeline is packaged")
    return MODELS


@pytest.fixture(scope="session")
def nlp(embedded: Path) -> Language:
    """The embedded pipeline."""
    from kg.annotate import load_model

    return load_model()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared articles and gold facts beside the checkout."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no shared folder beside the checkout")
    return folder


@pytest.fixture(scope="session")
def tiny_graph(onto: Ontology) -> KnowledgeGraph:
    """Two articles on one walkout: see `factory.tiny_extractions`."""
    return merge_claims(factory.tiny_extractions(), onto)


@pytest.fixture(scope="session")
def hostile_graph(onto: Ontology) -> KnowledgeGraph:
    """The tiny graph with names that try to break out of any form: see `factory.HOSTILE`."""
    return merge_claims(factory.hostile_extractions(), onto)
