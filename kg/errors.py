"""Errors of the package. All derive from `KGError`; messages name the culprit, the place and what is accepted."""


class KGError(Exception):
    """Base of every error that the package raises on purpose."""


class ArticleError(KGError):
    """An article cannot be read: the file is missing, binary, too large or not in a known form."""


class OntologyError(KGError):
    """Vocabulary, lexicon and background facts do not agree, or a file of theirs is broken."""


class ModelError(KGError):
    """A language model is not installed, or lacks a component that extraction needs."""


class QueryError(KGError):
    """A question cannot be answered: bad SPARQL, an unknown name, or a graph that cannot be read."""


class StoreError(KGError):
    """Stored extractions cannot be read or written."""


class EngineError(KGError):
    """The engine that is to do the work cannot be started, or gave it up."""
