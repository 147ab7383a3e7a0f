"""Places and labels: nothing on another, nothing lost, the same every time."""

from __future__ import annotations

import math
import random
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.html.communities import STEPS, find_communities
from kg.html.labels import clean, text_width, wrap
from kg.html.layout import place
from kg.html.picture import CELL, _cell, draw_picture
from kg.html.scene import build_scene
from kg.ontology import Ontology
from tests.browser.graphs import large

Edges = list[tuple[int, int, float]]


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[tuple[float, float]], Edges]:
    count = draw(st.integers(1, 40))
    boxes = draw(st.lists(st.tuples(st.floats(8, 160), st.floats(8, 60)), min_size=count, max_size=count))
    end = st.integers(0, count - 1)
    return boxes, draw(st.lists(st.tuples(end, end, st.floats(0.5, 9)), max_size=60))


def overlaps(points: np.ndarray, boxes: list[tuple[float, float]]) -> int:
    half = np.array(boxes) / 2
    near = np.abs(points[:, None] - points[None]) < half[:, None] + half[None] - 0.5
    return int(np.triu(near.all(axis=2), 1).sum())


@given(drawings())
def test_no_box_lies_on_another(drawing: tuple[list[tuple[float, float]], Edges]) -> None:
    boxes, edges = drawing
    points = place(boxes, edges)
    assert points.shape == (len(boxes), 2)
    assert np.isfinite(points).all()
    assert overlaps(points, boxes) == 0


@given(drawings())
def test_the_same_drawing_has_the_same_places(drawing: tuple[list[tuple[float, float]], Edges]) -> None:
    assert np.array_equal(place(*drawing), place(*drawing))


def test_linked_items_stand_nearer_than_others() -> None:
    ring = [(k, (k + 1) % 30, 1.0) for k in range(30)]
    points = place([(20, 20)] * 30, ring)
    near = [math.dist(points[a], points[b]) for a, b, _ in ring]
    assert np.mean(near) < np.mean([math.dist(points[a], points[b]) for a in range(30) for b in range(a)]) / 2


def test_a_large_graph_is_laid_out_by_its_communities() -> None:
    cliques = [(g * 30 + a, g * 30 + b, 1.0) for g in range(20) for a in range(30) for b in range(a) if (a + b) % 3]
    points = place([(16, 16)] * 600, cliques + [(g * 30, (g + 1) % 20 * 30, 1.0) for g in range(20)])
    groups = points.reshape(20, 30, 2)
    spread = np.linalg.norm(groups - groups.mean(axis=1, keepdims=True), axis=2).mean()
    assert np.isfinite(points).all()
    assert spread < np.linalg.norm(points - points.mean(axis=0), axis=1).mean() / 2


def test_what_hangs_together_is_a_community() -> None:
    two = [(a, b, 1.0) for half in (range(6), range(6, 12)) for a in half for b in half if a < b]
    assert find_communities(14, [*two, (0, 6, 1.0)]) == [list(range(6)), list(range(6, 12)), [12], [13]]


def test_of_equal_communities_an_item_joins_the_first() -> None:
    assert find_communities(5, [(0, 1, 2.0), (3, 4, 2.0), (2, 1, 0.5), (2, 3, 0.5)]) == [[0, 1, 2], [3, 4]]


@given(drawings(), st.randoms())
def test_communities_hold_every_item_once_whatever_the_order_of_links(
    drawing: tuple[list[tuple[float, float]], Edges], chance: random.Random
) -> None:
    boxes, edges = drawing
    turned = [(b, a, w) if chance.random() < 0.5 else (a, b, w) for a, b, w in chance.sample(edges, len(edges))]
    groups = find_communities(len(boxes), edges)
    assert sorted(i for group in groups for i in group) == list(range(len(boxes)))
    assert find_communities(len(boxes), turned) == groups
    assert modularity(groups, edges) >= modularity([[i] for i in range(len(boxes))], edges)


def modularity(groups: list[list[int]], edges: Edges) -> Fraction:
    """The share of the links inside of groups, less what chance would give (Newman 2004)."""
    of = {i: g for g, group in enumerate(groups) for i in group}
    weight = [(of[a], of[b], round(w * STEPS)) for a, b, w in edges]
    whole, total, inside = sum(w for *_, w in weight), [0] * len(groups), 0
    for a, b, w in weight:
        total[a], total[b], inside = total[a] + w, total[b] + w, inside + (w if a == b else 0)
    return Fraction(inside, whole) - sum(Fraction(t, 2 * whole) ** 2 for t in total) if whole else Fraction(0)


def test_every_item_of_a_picture_has_a_place_of_its_own(onto: Ontology) -> None:
    scene = build_scene(large(500), onto)
    picture = draw_picture(scene)
    assert len(picture.spots) == len(scene.items)
    assert len({(s.x, s.y) for s in picture.spots}) == len(scene.items)
    assert all(s.wide is not None or s.core for s in picture.spots)
    assert len(set(picture.groups)) == len(picture.groups) > 1


def test_what_is_never_drawn_at_once_has_no_place_for_it(onto: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = build_scene(large(500), onto)
    monkeypatch.setattr("kg.html.picture.DRAW_MOST", 200)
    picture = draw_picture(scene)
    assert not any(s.wide for s in picture.spots)
    assert len({(s.x, s.y) for s in picture.spots}) == len(scene.items)


def test_items_around_one_item_keep_apart_and_near(onto: Ontology) -> None:
    picture = draw_picture(build_scene(large(2_000), onto))
    taken = Counter(_cell((s.x, s.y)) for s in picture.spots if not s.core)
    room = math.prod(CELL) * len(picture.spots)
    assert max(taken.values()) == 1
    assert max(math.hypot(s.x, s.y) for s in picture.spots) < 2 * math.sqrt(room)


LABELS = {
    "AECJ": "AECJ",
    "Amazon Employees for Climate Justice": "Amazon Employees for\nClimate Justice",
    "one two three four five six seven eight nine ten": "one two three four\nfive six seven eight\nnine ten",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f": (
        "a b c d e f g h i j\nk l m n o p q r s t\nu v w x y z a b c d …"
    ),
    "x" * 60: "x" * 23 + "…",
    "\u202eevil\u0000 name\n": "evil name",
    "": "",
}


@pytest.mark.parametrize("name", LABELS)
def test_labels_are_wrapped(name: str) -> None:
    assert wrap(name) == LABELS[name]


@given(st.text())
def test_what_is_drawn_can_be_drawn(text: str) -> None:
    clean(text).encode()
    assert all(text_width(line) <= 25 for line in wrap(text).split("\n"))
