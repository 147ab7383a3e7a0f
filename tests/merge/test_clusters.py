"""Disjoint sets with a veto."""

from __future__ import annotations

from kg.merge.clusters import Clusters, average_linkage


def never(a: list[str], b: list[str]) -> bool:
    """Keys that begin with different digits are never one."""
    return len({key[0] for key in (*a, *b) if key[0].isdigit()}) < 2


def test_keys_stand_alone_until_they_are_joined() -> None:
    clusters = Clusters("abc", lambda a, b: True)
    assert clusters.union("a", "b")
    assert not clusters.union("b", "a")
    assert clusters.find("a") == clusters.find("b") != clusters.find("c")
    assert sorted(map(sorted, clusters.groups())) == [["a", "b"], ["c"]]
    assert sorted(clusters.members("b")) == ["a", "b"]


def test_the_veto_holds_for_whole_clusters() -> None:
    clusters = Clusters(["1", "2", "a", "b"], never)
    assert clusters.union("1", "a")
    assert clusters.union("2", "b")
    assert not clusters.union("a", "b")
    assert sorted(map(sorted, clusters.groups())) == [["1", "a"], ["2", "b"]]


def test_the_veto_can_be_overruled() -> None:
    clusters = Clusters(["1", "2"], never)
    assert clusters.union("1", "2", force=True)
    assert clusters.groups() == [["1", "2"]]


def test_average_linkage_joins_the_likest_first_and_stops_where_the_mean_falls() -> None:
    alike = {("a", "b"): 0.9, ("b", "c"): 0.6, ("a", "c"): 0.1, ("c", "d"): 0.5}
    assert average_linkage("abcd", alike, 0.5) == [["a", "b"], ["c", "d"]]
    assert average_linkage("abcd", alike, 0.3) == [["a", "b"], ["c", "d"]]
    assert average_linkage("abcd", alike, 0.1) == [["a", "b", "c", "d"]]
    assert average_linkage("abcd", {}, 0.1) == [["a"], ["b"], ["c"], ["d"]]


def test_a_veto_is_asked_again_only_when_a_side_has_grown() -> None:
    asked = []

    def allows(a: list[str], b: list[str]) -> bool:
        asked.append((list(a), list(b)))
        return "c" in (*a, *b)

    clusters = Clusters("abc", allows)
    assert not clusters.union("a", "b")
    assert not clusters.union("a", "b")
    assert len(asked) == 1
    assert clusters.union("a", "c")
    assert clusters.union("a", "b")
    assert clusters.groups() == [["a", "c", "b"]]
