"""Ids that people can read."""

from __future__ import annotations

import pytest

from kg.slugs import MAX_SLUG, slugify, unique_ids


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Andy Jassy", "andy-jassy"),
        ("Amazon.com, Inc.", "amazon-com-inc"),
        ("Łódź – Straße 5", "lodz-strasse-5"),
        ("  --- ", "x"),
        ("日本", "x"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "x"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_slug_is_cut_and_ends_in_no_hyphen() -> None:
    assert slugify("a" * 79 + " tail") == "a" * 79
    assert len(slugify("a" * 200)) == MAX_SLUG


def test_names_that_collide_carry_the_end_of_their_keys() -> None:
    ids = unique_ids([("Company:11111111", "Norvik"), ("Place:22222222", "norvik!"), ("Person:33333333", "Ann")])
    assert ids == {"Company:11111111": "norvik-11111111", "Place:22222222": "norvik-22222222", "Person:33333333": "ann"}


def test_a_name_that_looks_like_the_id_of_another_gets_its_own() -> None:
    keys = ["a:aa11111111", "b:bb22222222", "c:cc33333333"]
    ids = unique_ids(zip(keys, ["Norvik", "Norvik", "Norvik 11111111"], strict=True))
    assert len(set(ids.values())) == 3
