"""Merges that a person should look at, and why things are or are not one."""

from __future__ import annotations

from datetime import date

import pytest

from kg.decisions import Decision
from kg.merge import merge_claims
from kg.merge.doubts import find_doubts, why
from kg.model import Extraction
from kg.ontology import Ontology
from tests.factory import PLANNED, article, claim, evidence, extraction, referent, tiny_extractions


def told(text: str, name: str, kind: str = "Person") -> Extraction:
    return extraction(article(text, file_name=f"{text.split()[-1]}txt"), [referent("p", kind, name)])


ONE, OTHER = told("Ann Reed left.", "Ann Reed"), told("Then Ann Raed came.", "Ann Raed")


def test_a_weak_likeness_is_a_doubt_with_both_sentences(onto: Ontology) -> None:
    (doubt,) = find_doubts([ONE, OTHER], onto)
    assert {doubt.one, doubt.other} == {"Ann Reed", "Ann Raed"}
    assert not doubt.merged
    assert doubt.reason == "same given name, family names 1 letters apart"
    assert sorted(zip(doubt.places, doubt.sentences, strict=True)) == [
        ("came.txt:5", "Then Ann Raed came."),
        ("left.txt:0", "Ann Reed left."),
    ]


@pytest.mark.parametrize("verdict", ["same", "not same"])
def test_what_is_decided_is_no_doubt(onto: Ontology, verdict: str) -> None:
    assert list(find_doubts([ONE, OTHER], onto, [Decision(verdict, "Ann Reed", "Ann Raed")])) == []


@pytest.mark.parametrize("other", [told("Ann Reed came.", "Ann Reed"), told("Tom Hall came.", "Tom Hall")])
def test_what_is_sure_is_no_doubt(onto: Ontology, other: Extraction) -> None:
    assert list(find_doubts([ONE, other], onto)) == []


def test_why_two_names_are_two(onto: Ontology) -> None:
    (reason,) = why("Ann Reed", "Ann Raed", [ONE, OTHER], onto)
    assert "two; likeness 0.70 (same given name, family names 1 letters apart); one from 0.9" in reason


def test_why_two_names_are_one(onto: Ontology) -> None:
    decision = Decision("same", "Ann Reed", "Ann Raed")
    (reason,) = why("Ann Reed", "Ann Raed", [ONE, OTHER], onto, [decision])
    assert reason.endswith("one, by decision")


def test_why_two_events_are_one(onto: Ontology) -> None:
    planned, held = tiny_extractions()
    places = (f"planned.txt:{planned.article.text.index('walkout')}", f"held.txt:{held.article.text.index('walkout')}")
    (reason,) = why(*places, [planned, held], onto)
    assert "Walkout “walkout”" in reason
    assert ": one; likeness" in reason


def walkout(text: str, published: str) -> Extraction:
    one = article(text, published=date.fromisoformat(published), publisher=text[:5], file_name=f"{published}.txt")
    known = [referent("w", "Company", "Norvik Works"), referent("e", "Walkout", "walkout")]
    return extraction(one, known, [claim("e", "targetedAt", "w", evidence(one, "walkout"))])


NEAR = [
    walkout("A walkout hit Norvik Works.", "2024-03-09"),
    walkout("Boats lay still when Norvik Works crews began their walkout at dawn.", "2024-06-20"),
]


def test_two_events_that_may_be_one_are_a_doubt_named_by_their_places(onto: Ontology) -> None:
    (doubt,) = find_doubts(NEAR, onto)
    assert {doubt.one, doubt.other} == set(doubt.places) == {"2024-03-09.txt:2", "2024-06-20.txt:52"}
    assert doubt.merged
    assert doubt.reason.startswith("likeness ")
    assert doubt.reason.endswith("one from 3.0")


@pytest.mark.parametrize("verdict", ["same", "not same"])
def test_events_are_ruled_by_the_places_that_a_doubt_gives(onto: Ontology, verdict: str) -> None:
    (doubt,) = find_doubts(NEAR, onto)
    ruled = [Decision(verdict, doubt.one, doubt.other)]
    assert len(merge_claims(NEAR, onto, ruled).events) == (1 if verdict == "same" else 2)
    assert list(find_doubts(NEAR, onto, ruled)) == []
    (reason,) = why(doubt.one, doubt.other, NEAR, onto, ruled)
    assert reason.endswith("by decision")


def test_an_event_and_an_entity_are_never_one(onto: Ontology) -> None:
    place, name = f"planned.txt:{PLANNED.text.index('walkout')}", "Norvik Works"
    assert list(why(place, name, tiny_extractions(), onto)) == [
        f"{place} and {name}: two; an event and an entity cannot be one"
    ]


def test_two_words_for_one_thing_of_one_article_are_told(onto: Ontology) -> None:
    (reason,) = why("left.txt:0", "left.txt:3", [ONE], onto)
    assert reason.endswith("one, an article calls it both")


def test_a_name_that_no_article_has_is_told(onto: Ontology) -> None:
    assert list(why("Nobody", "Ann Reed", [ONE], onto)) == ["Nobody: no article names it"]


def test_a_reason_that_holds_for_many_is_told_once(onto: Ontology) -> None:
    many = [told(f"Ann Reed came to {place}.", "Ann Reed") for place in ("Norvik", "Larnvik", "Tarvik")]
    (reason,) = why("Ann Reed", "Ann Raed", [*many, OTHER], onto)
    assert reason.endswith("one from 0.9 (and 2 more)")
