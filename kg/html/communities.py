"""Items that hang together, by modularity (Louvain's method)."""

from __future__ import annotations

from collections.abc import Iterable

SEED = 7
STEPS = 100  # to a unit of weight: whole numbers add up alike in every version of Python, fractions do not


def find_communities(n: int, edges: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """Groups of the numbers below n, each sorted, the largest group first."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for a, b, weight in edges:
        before = graph.get_edge_data(a, b, {"weight": 0})["weight"]
        graph.add_edge(a, b, weight=before + round(weight * STEPS))
    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g))
