"""Dates of publication that are in doubt: articles published again, captions of old pictures."""

from __future__ import annotations

from datetime import date

import pytest

from kg.metadata import Metadata
from kg.model import Article
from kg.read import make_article
from kg.reposts import first_publication

LEAD = "Nurses walked out of the hospital in Leeds on Friday, March 1, 2019, and came back on Monday."


def read(text: str, published: date | None = date(2024, 5, 2)) -> Article:
    return make_article(f"Nurses walk out\n\n{text}", "a.txt", Metadata(published=published), Metadata())


@pytest.mark.parametrize(
    "line",
    ["This article was originally published on March 3, 2019.", "Originally published March 3, 2019, at 5 p.m.",
     "A version of this story first appeared in the Leeds Post on 3 March 2019."],
)  # fmt: skip
@pytest.mark.parametrize("published", [date(2024, 5, 2), None])
def test_the_first_publication_counts_and_is_named(line: str, published: date | None) -> None:
    article = read(f"{LEAD}\n\n{line}", published)
    assert article.published == date(2019, 3, 3)
    assert "published first on 2019-03-03" in article.notes[0]
    assert ("not on 2024-05-02" in article.notes[0]) == (published is not None)


@pytest.mark.parametrize(
    "text", ["His book was first published on May 2, 2001.", "This article was published on March 3, 2019.", ""]
)
def test_what_is_no_first_publication(text: str) -> None:
    assert first_publication(text) is None


def test_a_date_long_after_what_is_told_is_in_doubt() -> None:
    assert [note[:50] for note in read(LEAD).notes] == ["published on 2024-05-02, but the latest day that t"]
    assert read(LEAD, date(2019, 3, 4)).notes == ()
    assert read(LEAD + " The inquiry opened on April 30, 2024.").notes == ()


def test_an_old_caption_is_named() -> None:
    caption = "Nurses at the gates in January 2016. Photo: Jo Reed"
    article = read(f"Nurses walked out of the hospital in Leeds on Friday.\n\n{caption}\n\nThey came back on Monday.")
    assert [b.kind for b in article.blocks][2] == "caption"
    assert article.notes == ("a caption tells of January 2016: its picture is older than the news of 2024-05-02",)
