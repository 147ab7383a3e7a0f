"""Publication dates that are not to be believed blindly: articles published again, and captions of old pictures.

What is found becomes a note of the article, which the report of a build, the graph and the page tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kg.model import Block
from kg.timex import find_times

LATE = timedelta(days=60)  # news is not that much older than its publication
LEAD = 3  # paragraphs that tell what an article is about
_FIRST = re.compile(
    r"""(?:^[^\w\n]{0,3} | \b(?:this|the)\s(?:article|story|report|piece|post|interview|version)\b[^.\n]{0,60}?\s)
    (?:originally|first)\s(?:published|posted|appeared|ran)\b(?P<rest>[^\n]{0,120})""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
# Is in all words that name a day without another day to count from.
DATED = re.compile(r"(?:1[5-9]|20)\d\d|\d{4}[-./]|[/.]\d{4}|9/11")


def first_publication(text: str) -> date | None:
    """The day on which an article says to have been published first, if it does."""
    found = (day for match in _FIRST.finditer(text) for day in _days(match["rest"]))
    return next(found, None)


def doubts(text: str, blocks: tuple[Block, ...], published: date | None) -> Iterator[str]:
    """Yields in words what speaks against a publication date: the days told in the lead, and those of captions."""
    if published is None:
        return
    prose = [text[b.start : b.end] for b in blocks if b.kind in ("title", "text")]
    days = [day for paragraph in prose for day in _days(paragraph)]
    lead = any(True for paragraph in prose[:LEAD] for _ in _days(paragraph))
    if lead and max(days) < published - LATE:
        yield (
            f"published on {published}, but the latest day that the text names is {max(days)}: that of an older "
            "picture, or the article is older, and relative dates such as “Wednesday” are wrong"
        )
    for block in blocks:
        caption = text[block.start : block.end] if block.kind == "caption" else ""
        for time in find_times(caption, None):
            if time.interval and time.interval.end and time.interval.end < published - LATE:
                yield f"a caption tells of {time.interval.text}: its picture is older than the news of {published}"


def _days(text: str) -> Iterator[date]:
    """The days that a text names with their year."""
    for time in find_times(text, None) if DATED.search(text) else ():
        if time.interval and time.interval.precision == "day" and time.interval.end:
            yield time.interval.end
