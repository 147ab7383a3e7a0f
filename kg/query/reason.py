"""What follows: the conclusions of OWL 2 RL, drawn before a query is asked."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.engines import to_dataset, to_term


def reasoned(store: ox.Store) -> ox.Store:
    """A store with what follows by the rules of OWL 2 RL from the default graph of another, and its named graphs.

    Raises QueryError where owlrl is not installed.
    """
    try:
        import owlrl
    except ImportError as error:
        raise QueryError("--reason needs owlrl: pip install 'kg[reason]'") from error
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    graph = to_dataset(store).default_graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, rdfs_closure=False).expand(graph)
    closed = ox.Store()
    closed.extend(store)
    for triple in graph:
        subject, predicate, target = map(to_term, triple)
        if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode) and target:
            closed.add(ox.Quad(subject, predicate, target))
    return closed
