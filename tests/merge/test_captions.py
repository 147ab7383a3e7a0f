"""What events are called."""

from __future__ import annotations

from datetime import date

import pytest

from kg.graph import Entity
from kg.merge.captions import MAX_CAPTION, day_words, event_caption
from kg.ontology import Ontology
from tests.factory import HELD, claim, evidence, referent

ENTITIES = {
    i: Entity(i, "Agent", name) for i, name in {"w": "Norvik Works", "u": "Dock Union", "a": "Ann Reed"}.items()
}
TOLD = evidence(HELD, "walked out")
DAY = date(2024, 3, 8)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (DAY, DAY, "8 March 2024"),
        (DAY, None, "8 March 2024"),
        (date(2024, 3, 1), None, "since March 2024"),
        (date(2024, 1, 1), None, "since 2024"),
        (date(2024, 3, 1), date(2024, 3, 31), "March 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023–2024"),
    ],
)
def test_days_as_a_reader_writes_them(start: date | None, end: date | None, words: str) -> None:
    assert day_words(start, end) == words


@pytest.mark.parametrize(
    ("kind", "roles", "caption"),
    [
        ("Walkout", {"targetedAt": "w", "organizedBy": "u"}, "Norvik Works walkout, 8 March 2024"),
        ("Walkout", {"organizedBy": "u"}, "Dock Union walkout, 8 March 2024"),
        ("Walkout", {}, "walkout, 8 March 2024"),
        ("Acquisition", {"performedBy": "w"}, "Norvik Works acquisition"),
        ("Acquisition", {"performedBy": "w", "acquires": "u"}, "Norvik Works acquisition of Dock Union"),
        ("Accusation", {"performedBy": "a", "targetedAt": "w"}, "Ann Reed accusation"),
    ],
)
def test_a_caption_names_who_is_best_known(onto: Ontology, kind: str, roles: dict[str, str], caption: str) -> None:
    claims = [claim("e", role, filler, TOLD) for role, filler in roles.items()]
    assert event_caption(kind, [referent("e", kind, "walkout")], claims, DAY, DAY, ENTITIES, onto) == caption


def test_a_proper_name_goes_first(onto: Ontology) -> None:
    group = [referent("e", "Walkout", "walkout"), referent("e", "Walkout", "March of the Docks")]
    assert event_caption("Walkout", group, [], DAY, DAY, ENTITIES, onto) == "March of the Docks"


def test_who_is_told_most_often_is_named(onto: Ontology) -> None:
    claims = [claim("e", "targetedAt", "u", TOLD), claim("e", "targetedAt", "w", TOLD, evidence(HELD, "120 people"))]
    assert event_caption("Walkout", [], claims, None, None, ENTITIES, onto) == "Norvik Works walkout"


def test_a_long_caption_is_cut_at_a_word(onto: Ontology) -> None:
    entities = {"w": Entity("w", "Agent", "word " * 40 + "end")}
    caption = event_caption("Walkout", [], [claim("e", "targetedAt", "w", TOLD)], DAY, DAY, entities, onto)
    assert len(caption) <= MAX_CAPTION
    assert caption.endswith("word…")


@pytest.mark.parametrize("name", sorted(n for n in Ontology.load().terms if Ontology.load().kind(n) == "Event"))
def test_every_kind_of_event_has_a_caption_without_gaps(onto: Ontology, name: str) -> None:
    roles = dict.fromkeys((*onto.roles(name), "performedBy", "participant"), "a")
    claims = [claim("e", role, filler, TOLD) for role, filler in roles.items()]
    for told in (claims, []):
        caption = event_caption(name, [], told, DAY, DAY, ENTITIES, onto)
        assert caption
        assert not set("{}") & set(caption)
        assert caption == " ".join(caption.split()).strip(" ,:")


def test_a_proper_name_goes_before_a_description(onto: Ontology) -> None:
    entities = {"a": Entity("a", "Person", "Ann Reed"), "m": Entity("m", "Person", "man")}
    told = [claim("x", "affects", "a", TOLD), claim("x", "affects", "m", TOLD, evidence(HELD, "120 people"))]
    caption = event_caption("Arrest", [referent("x", "Arrest", "arrest")], told, None, None, entities, onto)
    assert caption.startswith("Ann Reed")


def test_an_order_is_called_what_most_articles_call_it(onto: Ontology) -> None:
    names = ("new office mandate", "recent office mandate", "policy change", "mandate")
    group = [referent("x", "PolicyMandate", name) for name in names]
    told = [claim("x", "performedBy", "w", TOLD)]
    assert (
        event_caption("PolicyMandate", group, told, DAY, DAY, ENTITIES, onto)
        == "Norvik Works office mandate, 8 March 2024"
    )
