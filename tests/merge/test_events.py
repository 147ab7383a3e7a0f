"""Which event chains of different articles are one event."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Extraction
from kg.ontology import Ontology
from tests.factory import article, claim, day, evidence, extraction, quantity, referent


def report(
    text: str = "They walked out.",
    kind: str = "Walkout",
    *,
    at: str = "Norvik Works",
    on: str = "",
    name: str = "walkout",
    jobs: int = 0,
    published: str = "2024-03-09",
    **stance: Any,
) -> Extraction:
    """An article on one event with a target, and a day, a number of jobs or a proper name where they are given."""
    told = article(text, publisher="Daily Tide", published=date.fromisoformat(published))
    words = evidence(told, text.split()[1], **stance)
    claims = [claim("e", "targetedAt" if kind in ("Walkout", "Strike", "Rally") else "performedBy", "c", words)]
    if on:
        claims.append(claim("e", "startDate", day("that day", on), words))
    if jobs:
        claims.append(claim("e", "jobsCut", quantity(f"{jobs} jobs", jobs, jobs, "job"), words))
    return extraction(told, [referent("c", "Company", at), referent("e", kind, name)], claims)


def merged(onto: Ontology, *reports: Extraction) -> KnowledgeGraph:
    return merge_claims(reports, onto)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"on": "2024-03-08"}, {"on": "2024-03-08"}),
        ({"on": "2024-03-08"}, {"on": "2024-03-09"}),  # the day before, by another clock
        ({"on": "2024-03-08"}, {}),
        ({"on": "2024-03-08"}, {"on": "2024-03-08", "modality": "Planned"}),  # a plan and its happening
        ({"on": "2024-03-08"}, {"on": "2024-03-08", "kind": "Rally"}),  # two words for one protest
        ({"name": "March of the Docks"}, {"name": "The March of the Docks"}),
        ({"kind": "Layoff", "name": "layoffs", "jobs": 900}, {"kind": "Layoff", "name": "layoffs", "jobs": 1000}),
    ],
)
def test_one(onto: Ontology, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(merged(onto, report(**one), report("Staff walked away.", **other)).events) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"on": "2024-03-08"}, {"on": "2019-09-20"}),
        ({"on": "2024-03-08"}, {"on": "2024-03-08", "at": "Harbour Board"}),
        ({"on": "2024-03-08"}, {"on": "2024-03-08", "kind": "Strike"}),
        ({"name": "March of the Docks"}, {"name": "March of the Trains"}),
        ({"kind": "Layoff", "name": "layoffs", "jobs": 900}, {"kind": "Layoff", "name": "layoffs", "jobs": 9000}),
        ({"on": "2024-03-08", "name": "", "at": "Norvik Works"}, {"on": "2024-06-08", "name": ""}),
    ],
)
def test_two(onto: Ontology, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(merged(onto, report(**one), report("Staff walked away.", **other)).events) == 2


def test_who_denies_an_event_tells_which_one(onto: Ontology) -> None:
    denied = report("Norvik says nobody walked out.", on="2024-03-08", negated=True, speaker="c")
    other = report("Staff walked away.", on="2024-03-08", at="Harbour Board")
    graph = merged(onto, report(on="2024-03-08"), denied, other)
    assert sorted(
        len({e.article for c in graph.claims if c.subject == i for e in c.evidence}) for i in graph.events
    ) == [1, 2]
    assert {c.reason for c in graph.contradictions} == {"told as fact by an outlet, denied by Norvik Works"}


@pytest.mark.parametrize(("kind", "role"), [("Layoff", "performedBy"), ("Petition", "addressedTo")])
@pytest.mark.parametrize(("post", "events"), [("Norvik Works", 1), ("Larn Mills", 2)])
def test_the_head_of_a_company_stands_for_it(onto: Ontology, kind: str, role: str, post: str, events: int) -> None:
    def told(text: str, filler: str, company: str) -> Extraction:
        source = article(text, publisher="Post", published=date(2024, 3, 9))
        words = evidence(source, "came")
        claims = [claim("e", role, filler, words), claim("e", "startDate", day("that day", "2024-03-08"), words)]
        claims += [claim("p", "holdsPosition", "o", words), claim("o", "positionAt", "c", words)]
        people = [referent("p", "Person", "Ann Reed"), referent("o", "Position", f"CEO, {company}", named=False)]
        return extraction(source, [*people, referent("c", "Company", company), referent("e", kind, "it")], claims)

    reports = told("It came on Friday.", "c", "Norvik Works"), told("Then it came.", "p", post)
    assert len(merged(onto, *reports).events) == events


def test_two_events_of_one_article_stay_two(onto: Ontology) -> None:
    one = report()
    twice = extraction(
        one.article,
        [*one.referents, referent("f", "Walkout", "walkout")],
        [*one.claims, claim("f", "targetedAt", "c", evidence(one.article, "walked"))],
    )
    assert len(merged(onto, twice).events) == 2


def test_a_chain_of_reports_does_not_join_what_lies_apart(onto: Ontology) -> None:
    """An undated report may be of either walkout; it does not make the two of them one."""
    dated = report(on="2024-01-08", published="2024-01-09"), report("Staff walked away.", on="2024-04-08")
    graph = merged(onto, *dated, report("Some walked off.", published="2024-02-20"))
    days = sorted(str(e.start) for e in graph.events.values() if e.start)
    assert days == ["2024-01-08", "2024-04-08"]


def test_an_event_is_captioned_dated_and_has_all_claims(onto: Ontology) -> None:
    graph = merged(onto, report(on="2024-03-08"), report("Staff walked away.", on="2024-03-08", modality="Planned"))
    (event,) = graph.events.values()
    assert (event.id, event.name) == ("norvik-works-walkout-8-march-2024", "Norvik Works walkout, 8 March 2024")
    assert (event.start, event.end, event.status, event.date_texts) == (date(2024, 3, 8),) * 2 + (
        "Occurred",
        ("that day",),
    )
    assert {len(c.evidence) for c in graph.claims} == {2}


@pytest.mark.parametrize(
    ("stance", "status"),
    [({}, "Occurred"), ({"modality": "Planned"}, "Scheduled"), ({"negated": True}, "Disputed"),
     ({"modality": "Planned", "negated": True}, "Cancelled")],
)  # fmt: skip
def test_the_state_of_an_event(onto: Ontology, stance: dict[str, Any], status: str) -> None:
    (event,) = merged(onto, report(**stance)).events.values()
    assert event.status == status
