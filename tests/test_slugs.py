"""Ids that people can read."""

from __future__ import annotations

import pytest

from kg.slugs import MAX_SLUG, apart, is_reserved, slugify, unique_ids


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


def test_a_name_without_latin_letters_has_an_id_of_its_own() -> None:
    assert unique_ids([("a:11111111", "東京新聞"), ("b:22222222", "Известия")]) == {
        "a:11111111": "x-11111111",
        "b:22222222": "x-22222222",
    }


def test_no_id_is_given_that_is_taken() -> None:
    assert unique_ids([("a:11111111", "Norvik"), ("b:22222222", "Ann")], {"norvik"}) == {
        "a:11111111": "norvik-11111111",
        "b:22222222": "ann",
    }


@pytest.mark.parametrize(
    "name",
    [
        "Article strike txt 0123456789ab",
        "Article strike txt 0123456789ab m0 12",
        "Claim 0123456789ab",
        "Quantity-0123456789ab",
        "Run 0123456789ab",
    ],
)
def test_no_name_gets_the_id_of_a_part_of_the_graph(name: str) -> None:
    (id_,) = unique_ids([("Work:abcdef012345", name)]).values()
    assert id_ == f"{slugify(name)}-ef012345"
    assert is_reserved(slugify(name))
    assert not is_reserved(id_)


@pytest.mark.parametrize(
    "name", ["Article 50", "Claim 12345678901", "Run for the Hills", "Article five 0123456789ab times"]
)
def test_a_name_that_only_begins_like_one_keeps_its_slug(name: str) -> None:
    assert unique_ids([("Work:abcdef012345", name)]) == {"Work:abcdef012345": slugify(name)}


def test_a_name_whose_slug_is_taken_is_told_apart_by_its_kind() -> None:
    assert [apart(n, "outlet", {"larnvik"}) for n in ("Larnvik", "Norvik")] == ["Larnvik outlet", "Norvik"]
