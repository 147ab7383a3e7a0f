"""Which statements cannot hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.graph import statement_id
from kg.merge.contradictions import VALUES, WITNESSES, find_contradictions
from kg.model import Claim, Evidence, TimeInterval
from tests.factory import article, claim, day, evidence, quantity
from tests.merge.test_belief import ARTICLES, ONE, OTHER, POST, TIDE, WIRE, headcount


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ((1922, 1922), (1900, None), False),  # "more than 1,900"
        ((20_000, 20_000), (27_000, 30_000), True),  # "close to 30,000"
        ((200, 999), (300, 300), False),
        ((200, 999), (3_000, 3_000), False),  # "hundreds" is vague
        ((200, 999), (30_000, 30_000), True),
        ((2_000, 9_999), (300, 300), True),
        ((120, 120), (270, 330), True),
        ((1900, None), (5000, 5000), True),
        ((None, 500), (100, 100), True),
    ],
)
def test_figures_that_no_number_fits_contradict_each_other(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], clash: bool
) -> None:
    found = find_contradictions([headcount(*one, ONE), headcount(*other, OTHER)], {}, ARTICLES)
    assert bool(found) is clash


@pytest.mark.parametrize(
    "other",
    [
        headcount(500, 500, evidence(TIDE, "sentence")),  # in the same sentence
        headcount(500, 500, evidence(POST, "A sentence", modality="Planned")),
        headcount(500, 500, evidence(POST, "A sentence", negated=True)),
        headcount(500, 500, OTHER, "jobsCut"),
        headcount(500, 500, OTHER, "quantity"),
        claim("f", "headCount", quantity("500", 500, 500), OTHER),
        claim("e", "headCount", quantity("500", 500, 500), OTHER, scope="seattle"),
        claim("e", "headCount", quantity("500%", 500, 500, "percent"), OTHER),
        claim("e", "headCount", quantity("another 500", 500, 500), OTHER),
        claim("e", "headCount", quantity("500 others", 500, 500), OTHER),
        claim("e", "headCount", quantity("hundreds", 200, 999), evidence(TIDE, "Another one")),  # one voice, vague
        claim("e", "headCount", quantity("500 of those", 500, 500), OTHER),
    ],
)
def test_figures_on_other_matters_do_not(other: Claim) -> None:
    assert find_contradictions([headcount(100, 100, ONE), other], {}, ARTICLES) == []


@pytest.mark.parametrize("other", range(300, 1000, 100))
def test_the_reason_is_the_same_whoever_tells_which_figure(other: int) -> None:
    told = [headcount(100, 100, ONE), headcount(other, other, OTHER)]
    swapped = [headcount(100, 100, OTHER), headcount(other, other, ONE)]
    assert len({c.reason for claims in (told, swapped) for c in find_contradictions(claims, {}, ARTICLES)}) == 1


def test_a_contradiction_names_both_statements_and_the_reason() -> None:
    claims = [headcount(100, 100, ONE), headcount(500, 500, OTHER)]
    (found,) = find_contradictions(claims, {}, ARTICLES)
    assert [found.first, found.second] == sorted(statement_id(c, c.evidence[0]) for c in claims)
    assert "“100 to 100”" in found.reason
    assert "“500 to 500”" in found.reason


def test_a_denial_contradicts_what_is_told_as_fact() -> None:
    denied = evidence(POST, "Another one", negated=True, speaker="works")
    (found,) = find_contradictions(
        [claim("e", "performedBy", "works", ONE, denied)], {"works": "Norvik Works"}, ARTICLES
    )
    assert found.reason == "told as fact by an outlet, denied by Norvik Works"


@pytest.mark.parametrize(
    "denial",
    [
        evidence(POST, "Another one", negated=True, modality="Planned"),
        evidence(TIDE, "sentence", negated=True),  # "they did, and then did not" in one sentence
        evidence(POST, "Another one", modality="Planned"),
    ],
)
def test_a_plan_or_half_a_sentence_is_no_denial(denial: Evidence) -> None:
    assert find_contradictions([claim("e", "performedBy", "works", ONE, denial)], {}, ARTICLES) == []


def test_two_days_for_one_beginning_contradict_each_other() -> None:
    days = [claim("e", "startDate", day("x", f"2024-03-{n:02}"), e) for n, e in ((8, ONE), (9, OTHER))]
    (found,) = find_contradictions(days, {}, ARTICLES)
    assert found.reason == "begins on 2024-03-08 or on 2024-03-09"
    month = TimeInterval(date(2024, 3, 1), date(2024, 3, 31), "month", "March")
    assert find_contradictions([days[0], claim("e", "startDate", month, OTHER)], {}, ARTICLES) == []


def test_a_day_planned_and_another_held_are_no_contradiction_but_a_delay() -> None:
    planned = evidence(POST, "Another one", modality="Planned")
    days = [claim("e", "startDate", day("x", f"2024-03-{n:02}"), e) for n, e in ((9, ONE), (8, planned))]
    assert find_contradictions(days, {}, ARTICLES) == []


def test_jobs_and_workers_are_one_measure() -> None:
    claims = [
        claim("e", "jobsCut", quantity("9,000 jobs", 9_000, 9_000, "job"), ONE),
        claim("e", "jobsCut", quantity("27,000 workers", 27_000, 27_000), OTHER),
    ]
    assert len(find_contradictions(claims, {}, ARTICLES)) == 1


def test_parts_do_not_contradict_their_sum() -> None:
    told = (ONE, OTHER, evidence(WIRE, "A third"))
    numbers = (9_000, 18_000, 27_000)
    claims = [headcount(n, n, e, "jobsCut") for n, e in zip(numbers, told, strict=True)]
    planned = [headcount(9_000, 9_000, evidence(TIDE, "third", modality="Planned"), "jobsCut"), *claims[1:]]
    assert find_contradictions(planned, {}, ARTICLES) == []
    more = evidence(POST, "A sentence")
    assert find_contradictions(claims, {}, ARTICLES) == []
    assert len(find_contradictions([*claims, headcount(50_000, 50_000, more, "jobsCut")], {}, ARTICLES)) == 3


def test_a_toll_that_rises_is_superseded_one_that_falls_is_in_dispute() -> None:
    def tolls(first: int, second: int) -> list[Claim]:
        return [headcount(first, first, ONE, "deaths"), headcount(second, second, OTHER, "deaths")]

    assert find_contradictions(tolls(15, 90), {}, ARTICLES) == []
    assert len(find_contradictions(tolls(90, 15), {}, ARTICLES)) == 1


def test_tolls_of_one_day_are_in_dispute_only_between_two_speakers() -> None:
    def tolls(**speakers: str) -> list[Claim]:
        told = [
            evidence(TIDE, words, speaker=speakers.get(key)) for key, words in (("a", "A sentence"), ("b", "third"))
        ]
        return [headcount(n, n, e, "deaths") for n, e in zip((15, 90), told, strict=True)]

    assert find_contradictions(tolls(), {}, ARTICLES) == []
    assert find_contradictions(tolls(a="police"), {}, ARTICLES) == []
    assert len(find_contradictions(tolls(a="police", b="union"), {}, ARTICLES)) == 1


def test_an_event_denied_as_a_whole_is_one_contradiction_about_who_did_it() -> None:
    denied = evidence(POST, "Another one", negated=True, speaker="works")
    claims = [
        claim("e", "startDate", day("x", "2024-03-08"), ONE, denied),
        claim("e", "targetedAt", "works", ONE, denied),
        claim("e", "participant", "staff", ONE, denied),
    ]
    (found,) = find_contradictions(claims, {}, ARTICLES)
    assert {found.first, found.second} == {statement_id(claims[2], ONE), statement_id(claims[2], denied)}


WORDS = "We left our desks because nobody in that office listens to us any more, and that is why we shall be back"


def quoted(speaker: str, told: Evidence, words: str = WORDS) -> Claim:
    return claim(f"said-by-{speaker}", "content", words, replace(told, speaker=speaker))


def test_the_same_words_of_two_speakers_are_a_contradiction() -> None:
    names = {"ann": "Ann Reed", "tom": "Tom Hall"}
    (found,) = find_contradictions([quoted("ann", ONE), quoted("tom", OTHER)], names, ARTICLES)
    assert found.reason == "the same words are said by Ann Reed or by Tom Hall"
    cut = quoted("tom", OTHER, WORDS.removeprefix("We left our desks because "))
    assert len(find_contradictions([quoted("ann", ONE), cut], names, ARTICLES)) == 1
    assert find_contradictions([quoted("ann", ONE), quoted("ann", OTHER)], names, ARTICLES) == []
    assert find_contradictions([quoted("ann", ONE), quoted("tom", OTHER, "We are happy.")], names, ARTICLES) == []


@pytest.mark.parametrize(
    "between",
    [
        [claim("ann", "holdsPosition", "post", ONE)],
        [claim("march", "organizedBy", "ann", ONE), claim("march", "organizedBy", "norvik", OTHER)],
    ],
)
def test_who_speaks_for_another_or_acts_with_him_may_say_the_same(between: list[Claim]) -> None:
    names = {"ann": "Ann Reed", "norvik": "Norvik", "post": "spokesperson, Norvik"}
    assert find_contradictions([quoted("ann", ONE), quoted("norvik", OTHER), *between], names, ARTICLES) == []


def test_what_a_hundred_outlets_tell_is_set_against_a_few_of_the_others() -> None:
    papers = [article(f"Paper {n} tells.", published=date(2024, 3, 9)) for n in range(100)]
    told = [headcount(n, n, evidence(a, "tells")) for n, half in ((100, papers[:50]), (500, papers[50:])) for a in half]
    assert len(find_contradictions(told, {}, {a.id: a for a in papers})) == WITNESSES**2


def test_what_many_tell_and_many_deny_is_one_quarrel_of_a_few() -> None:
    told = [evidence(article(f"Report {n}."), f"Report {n}", negated=n % 2 == 0) for n in range(60)]
    found = find_contradictions([claim("e", "performedBy", "works", *told)], {}, ARTICLES)
    assert len(found) == WITNESSES**2


def test_two_days_that_many_tell_are_one_quarrel_of_a_few() -> None:
    told = [evidence(article(f"Report {n}."), f"Report {n}") for n in range(60)]
    days = [claim("e", "startDate", day("x", f"2024-03-0{n}"), *told[n::2]) for n in (1, 2)]
    assert len(find_contradictions(days, {}, ARTICLES)) == WITNESSES**2


@pytest.mark.parametrize("count", [VALUES, 3 * VALUES])
def test_many_numbers_are_each_set_against_those_told_most(count: int) -> None:
    papers = [article(f"Report {n}.") for n in range(count + 1)]
    told = [headcount(1_000 + n, 1_000 + n, evidence(a, "Report")) for n, a in enumerate(papers)]
    told[-1] = headcount(1_000, 1_000, evidence(papers[-1], "Report"))  # told twice
    found = find_contradictions(told, {}, {a.id: a for a in papers})
    twice = {statement_id(c, c.evidence[0]) for c in (told[0], told[-1])}
    of_it = [c for c in found if twice & {c.first, c.second}]
    if count == VALUES:
        assert len(found) == count * (count - 1) // 2 + (count - 1)  # each against each
    else:
        assert len(of_it) == count - 1
        assert len(found) == VALUES * (count - VALUES) + VALUES * (VALUES - 1) // 2


def test_a_number_with_more_behind_it_is_a_part() -> None:
    paper = article("Some 1,000 met here, and 2,000 more met there. Only 300 met, said the firm.")
    part = claim("e", "headCount", quantity("2,000", 2000, 2000), evidence(paper, "2,000"))
    assert find_contradictions([part, headcount(300, 300, evidence(paper, "Only 300"))], {}, {paper.id: paper}) == []


def test_a_toll_may_have_risen_where_a_day_is_not_known() -> None:
    papers = [article(f"{n} died, {who} said.") for n, who in ((15, "police"), (90, "a union"))]
    told = [
        headcount(n, n, evidence(a, "died", speaker=who), "deaths")
        for n, a, who in zip((15, 90), papers, ("police", "union"), strict=True)
    ]
    assert find_contradictions(told, {}, {a.id: a for a in papers}) == []
