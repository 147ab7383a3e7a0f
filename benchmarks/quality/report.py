"""What a benchmark reports, and the table of all of them beside the goals and the published figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One score, from 0 to 100, over `n` items of a set. `published` names other systems' figures on the same task."""

    set: str
    measure: str
    score: float
    n: int
    goal: float | None = None
    published: str = ""


COLUMNS = ("set", "measure", "n", "score", "goal", "published")


def to_table(figures: Iterable[Figure]) -> str:
    """The figures as lines of aligned columns, with a heading; published figures stand at the first of their rows."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    told = ""
    for figure in figures:
        cells = _cells(figure)
        rows.append(cells if figure.published != told else (*cells[:-1], ""))
        told = figure.published
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    return "\n".join(_line(row, widths) for row in rows)


def _cells(figure: Figure) -> tuple[str, ...]:
    goal = "" if figure.goal is None else f"{figure.goal:.1f}"
    return figure.set, figure.measure, str(figure.n), f"{figure.score:.1f}", goal, figure.published


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    numeric = range(2, 5)
    cells = (c.rjust(w) if i in numeric else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
    return "  ".join(cells).rstrip()
