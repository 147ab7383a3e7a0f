"""How large each item is and where it stands: at first sight, once revealed, and when all are shown."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

from kg.html.communities import find_communities
from kg.html.kinds import FOLDED
from kg.html.labels import box
from kg.html.layout import place
from kg.html.scene import Item, Scene

DRAW_ALL = 150  # up to so many items all are drawn; beyond, a core of them, the rest a search or a click away
CORE = 120
DRAW_MOST = 20_000  # so many at most are drawn at once, which takes a browser twelve seconds
CELL = (46.0, 38.0)  # a revealed item keeps a field of this size to itself
LEADERS, LEADER_ROOM = 12, 1.5  # so many labels stay when the picture is drawn smaller than its plan
GOLDEN = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Size and place of an item. `wide` is its place when all items are shown, if that differs and they can be."""

    x: float
    y: float
    size: float
    font: float
    core: bool
    group: int
    wide: Point | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A spot for each item of the scene, in its order, and the names of the groups."""

    spots: tuple[Spot, ...]
    groups: tuple[str, ...]


def draw_picture(scene: Scene) -> Picture:
    """Sizes by importance, places by links.

    What is not drawn at first sight, for it is folded, beyond the core or told of nowhere, stands around its heaviest
    neighbour. More than DRAW_MOST are never drawn at once, and so need no places for that.
    """
    items, links = scene.items, _resolved(scene)
    drawn = [k for k, item in enumerate(items) if item.kind not in FOLDED and item.weight > 0]
    core = _core(items, drawn, links)
    looks = [_look(item) for item in items]
    places = _place(core, items, looks, links)
    all_at_once = len(core) < len(drawn) <= DRAW_MOST
    wide = _place(drawn, items, looks, links, labelled=False) if all_at_once else {}
    _satellites(items, looks, links, places)
    if wide:
        _satellites(items, looks, links, wide)
    member, groups = _groups(items, drawn, links)
    within = set(core)
    spots = (Spot(*places[k], *looks[k], k in within, member.get(k, -1), wide.get(k)) for k in range(len(items)))
    return Picture(tuple(spots), groups)


def _resolved(scene: Scene) -> list[tuple[int, int, float]]:
    at = {item.id: k for k, item in enumerate(scene.items)}
    return [(at[k.source], at[k.target], 1 + math.log(len(k.statements))) for k in scene.links if k.source != k.target]


def _look(item: Item) -> tuple[float, float]:
    """Radius and font size."""
    root = math.sqrt(item.weight)
    return round(min(28, 6.5 + 1.9 * root), 1), round(min(18, 11.5 + 0.65 * root), 1)


def _core(items: Sequence[Item], drawn: list[int], links: list[tuple[int, int, float]]) -> list[int]:
    """All items of a small graph; of a large one those of most weight and what hangs on them, and some at odds."""
    if len(drawn) <= DRAW_ALL:
        return drawn
    ranked = sorted(drawn, key=lambda k: (-items[k].weight, items[k].id))
    wanted, near = set(drawn), _neighbours(links)
    core = set(ranked[: CORE // 3])
    queue = [(-items[n].weight, items[n].id, n) for k in core for n in near[k] if n in wanted]
    heapify(queue)
    while queue and len(core) < CORE:
        _, _, k = heappop(queue)
        if k not in core:
            core.add(k)
            for n in near[k] & wanted - core:
                heappush(queue, (-items[n].weight, items[n].id, n))
    disputed = [k for k in ranked if items[k].disputed and k not in core][: DRAW_ALL - CORE]
    return sorted({*core, *disputed, *ranked[: max(0, CORE - len(core))]})


def _neighbours(links: list[tuple[int, int, float]]) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for a, b, _ in links:
        near[a].add(b)
        near[b].add(a)
    return near


def _place(
    chosen: list[int],
    items: Sequence[Item],
    looks: Sequence[tuple[float, float]],
    links: list[tuple[int, int, float]],
    *,
    labelled: bool = True,
) -> dict[int, Point]:
    """Places with room for the labels, or for the shapes alone."""
    leaders = set(sorted(chosen, key=lambda k: -items[k].weight)[:LEADERS])
    boxes = []
    for k in chosen:
        radius, font = looks[k]
        width, height = box(items[k].label, font * (LEADER_ROOM if k in leaders else 1)) if labelled else (radius, 0.0)
        boxes.append((max(2 * radius, width), 2 * radius + height + 4))
    at = {k: i for i, k in enumerate(chosen)}
    points = place(boxes, [(at[a], at[b], w) for a, b, w in links if a in at and b in at])
    return {
        k: (round(float(x), 1), round(float(y) - high / 2 + looks[k][0], 1))
        for k, (x, y), (_, high) in zip(chosen, points, boxes, strict=True)
    }


def _satellites(
    items: Sequence[Item],
    looks: Sequence[tuple[float, float]],
    links: list[tuple[int, int, float]],
    places: dict[int, Point],
) -> None:
    """Gives each item without a place one on a spiral around the heaviest neighbour, in a free field near the first.

    Steps grow with the way from where the spiral was left, so that a crowd is crossed in few of them.
    """
    taken = {_cell(p) for p in places.values()}
    turns: dict[int, int] = defaultdict(int)
    edge = max((math.hypot(*p) for p in places.values()), default=0.0)
    for k, anchor in _outward(items, _neighbours(links), places):
        x, y = places.get(anchor, (0.0, 0.0))
        start, turn = looks[anchor][0] + 55 if anchor >= 0 else edge + 100, turns[anchor]
        while True:
            turn += 1 + (turn - turns[anchor]) // 8
            across, down, way = _turned(turn)
            spot = round(x + 1.3 * (start + way) * across, 1), round(y + (start + way) * down, 1)
            if (cell := _cell(spot)) not in taken:
                break
        places[k], turns[anchor] = spot, turn
        taken.add(cell)


@lru_cache(maxsize=100_000)
def _turned(turn: int) -> tuple[float, float, float]:
    """Cosine and sine of a turn of the spiral, and how far it leads outward."""
    return math.cos(turn * GOLDEN), math.sin(turn * GOLDEN), 24 * math.sqrt(turn)


def _outward(
    items: Sequence[Item], near: dict[int, set[int]], places: Mapping[int, Point]
) -> Iterator[tuple[int, int]]:
    """Items without a place, each with a neighbour that has one by then: the heaviest anchors first, -1 for none."""
    ranked = sorted(range(len(items)), key=lambda k: (-items[k].weight, items[k].id))
    rank = {k: place for place, k in enumerate(ranked)}
    queue = sorted(rank[k] for k in places)
    seen = set(places)
    while queue:
        anchor = ranked[heappop(queue)]
        for k in sorted(near[anchor] - seen, key=rank.__getitem__):
            seen.add(k)
            yield k, anchor
            heappush(queue, rank[k])
    yield from ((k, -1) for k in range(len(items)) if k not in seen)


def _cell(point: Point) -> tuple[int, int]:
    return round(point[0] / CELL[0]), round(point[1] / CELL[1])


def _groups(
    items: Sequence[Item], drawn: list[int], links: list[tuple[int, int, float]]
) -> tuple[dict[int, int], tuple[str, ...]]:
    """Communities of three and more, each named by its heaviest event, or else its heaviest item."""
    at = {k: i for i, k in enumerate(drawn)}
    edges = [(at[a], at[b], w) for a, b, w in links if a in at and b in at]
    member: dict[int, int] = {}
    names: list[str] = []
    for group in find_communities(len(drawn), edges) if edges else []:
        if len(group) < 3:
            continue
        keys = [drawn[i] for i in group]
        member |= dict.fromkeys(keys, len(names))
        heaviest = max(items[k].weight for k in keys)
        leader = min(
            keys, key=lambda k: (items[k].kind != "event" or items[k].weight < heaviest / 4, -items[k].weight, k)
        )
        names.append(f"{items[leader].name} +{len(group) - 1}")
    return member, tuple(names)
