"""Which articles tell one story, by their words."""

from __future__ import annotations

import pytest

from kg.merge.stories import RELATED, SAME_STORY, Stories
from kg.model import Extraction
from tests.factory import article, extraction

WALKOUT = "Norvik staff left the docks over the shift plan. The union wants the shift plan gone from the docks."
AGAIN = "Over the shift plan Norvik staff left the docks. A shift plan that the union wants gone hit all docks."
FLOOD = "Heavy rain flooded the valley of Larnvik. Rescuers carried families out of the valley by boat."


def told(*texts: str) -> list[Extraction]:
    return [extraction(article(t, file_name=f"{n}.txt")) for n, t in enumerate(texts)]


def test_likeness_is_of_the_words_not_of_their_order_nor_of_small_words() -> None:
    one, other, third = told(WALKOUT, AGAIN, FLOOD)
    stories = Stories([one, other, third])
    assert stories.likeness(one.article.id, other.article.id) > SAME_STORY
    assert stories.likeness(one.article.id, other.article.id) == stories.likeness(other.article.id, one.article.id)
    assert stories.likeness(one.article.id, third.article.id) == 0


def test_the_same_words_are_wholly_alike_and_an_empty_article_is_like_none() -> None:
    one, other, empty = told(WALKOUT, WALKOUT, "")
    stories = Stories([one, other, empty])
    assert stories.likeness(one.article.id, other.article.id) == pytest.approx(1)
    assert stories.likeness(one.article.id, empty.article.id) == 0


def test_likeness_hardly_hangs_on_the_size_of_the_corpus() -> None:
    pair = told(WALKOUT, AGAIN)
    crowd = told(WALKOUT, AGAIN, *(f"{FLOOD} Number{n} tells of thing{n}." for n in range(100)))
    ids = [e.article.id for e in pair]
    assert Stories(pair).likeness(*ids) == pytest.approx(Stories(crowd).likeness(*ids), abs=0.1)


def test_pairs_are_found_by_their_rare_words() -> None:
    one, other, third = told(WALKOUT, AGAIN, FLOOD)
    assert Stories([third, other, one]).pairs == [tuple(sorted((one.article.id, other.article.id)))]
    assert RELATED < SAME_STORY


def test_stories_are_groups_alike_on_average_and_one_bridge_does_not_join_them() -> None:
    walkouts = told(*(f"{WALKOUT} Paper{n} wrote it." for n in range(6)))
    floods = told(*(f"{FLOOD} Paper{n} wrote it." for n in range(6)))
    bridge = extraction(article(f"{WALKOUT} {FLOOD}", file_name="both.txt"))
    stories = Stories([*walkouts, *floods, bridge])
    assert len({stories.of(e.article.id) for e in walkouts}) == len({stories.of(e.article.id) for e in floods}) == 1
    assert stories.of(walkouts[0].article.id) != stories.of(floods[0].article.id)


def test_names_count_double() -> None:
    about = "Talks on the tariff with Larnvik failed."
    same_name, same_word = "Rain hit the road to Larnvik again.", "Rain hit the tariff of the road again."
    one, named, worded = told(about, same_name, same_word)
    stories = Stories([one, named, worded])
    ids = [e.article.id for e in (one, named, worded)]
    assert stories.likeness(ids[0], ids[1]) > stories.likeness(ids[0], ids[2]) > 0


def test_articles_of_a_story_in_many_outlets_find_one_another() -> None:
    crowd = told(*(f"{WALKOUT} Reporter{n} of paper{n} wrote it." for n in range(30)), FLOOD)
    stories = Stories(crowd)
    assert len({stories.of(e.article.id) for e in crowd}) == 2


def test_a_word_is_counted_within_its_sentence() -> None:
    one, other = told("They met in the port of Ost. Larnvik slept.", "They met in the port of Ost Larnvik. Slept.")
    assert Stories([one, other]).likeness(one.article.id, other.article.id) < 1  # a name only inside a sentence
