"""Extractions to one graph: claims united, outlets, contradictions, what is not understood."""

from __future__ import annotations

from datetime import date

import pytest

from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.ontology import Ontology
from tests.factory import HELD, PLANNED, article, claim, day, evidence, extraction, referent, tiny_extractions

WALKOUT = "norvik-works-walkout-8-march-2024"


def test_nothing_is_an_empty_graph(onto: Ontology) -> None:
    graph = merge_claims([], onto)
    assert (graph.articles, graph.entities, graph.events, graph.claims, graph.statements) == ({}, {}, {}, (), ())


def test_a_plan_and_its_happening_are_one_event_with_claims_of_both(tiny_graph: KnowledgeGraph) -> None:
    told = [c for c in tiny_graph.claims if c.subject == WALKOUT and c.predicate == "organizedBy"]
    assert [{(e.modality, e.article) for e in c.evidence} for c in told] == [
        {("Planned", PLANNED.id), ("Actual", HELD.id)}
    ]
    assert tiny_graph.events[WALKOUT].status == "Occurred"


def test_figures_that_disagree_stay_side_by_side_and_are_marked(tiny_graph: KnowledgeGraph) -> None:
    reasons = {c.reason for c in tiny_graph.contradictions}
    assert reasons == {
        "“120 people” and “About 300” cannot both be so",
        "told as fact by Dock Union, denied by Norvik Works",
    }
    ids = {s.id for s in tiny_graph.statements}
    assert all({c.first, c.second} <= ids for c in tiny_graph.contradictions)


def test_the_preferred_figure_counts_the_participants(tiny_graph: KnowledgeGraph) -> None:
    assert [r.level for r in tiny_graph.ranks.values()] == ["Preferred"]
    assert tiny_graph.counts == {WALKOUT: 120}


def test_speakers_are_entities_of_the_graph(tiny_graph: KnowledgeGraph) -> None:
    speakers = {e.speaker for c in tiny_graph.claims for e in c.evidence}
    assert speakers == {None, "dock-union", "norvik-works"}


@pytest.mark.parametrize(
    ("publisher", "outlet"),
    [
        ("Daily Tide", "daily-tide"),
        ("AFP", "agence-france-presse"),
        ("", "unnamed-outlet-of-a-txt"),
    ],
)
def test_every_article_has_an_outlet(onto: Ontology, publisher: str, outlet: str) -> None:
    graph = merge_claims([extraction(article("Text.", publisher=publisher, file_name="a.txt"))], onto)
    assert list(graph.outlets.values()) == [outlet]
    assert graph.entities[outlet].type == "NewsOutlet"


def test_an_outlet_that_an_article_names_is_that_entity(onto: Ontology) -> None:
    told = article("Daily Tide was sold.", publisher="Daily Tide")
    graph = merge_claims([extraction(told, [referent("c", "Company", "Daily Tide")])], onto)
    assert list(graph.entities) == ["daily-tide"]


def test_an_outlet_named_like_a_place_is_not_the_place(onto: Ontology) -> None:
    told = article("Larnvik slept.", publisher="Larnvik")
    graph = merge_claims([extraction(told, [referent("p", "Place", "Larnvik")])], onto)
    assert {e.id: e.type for e in graph.entities.values()} == {"larnvik": "Place", "larnvik-outlet": "NewsOutlet"}


def test_outlets_without_latin_letters_are_apart(onto: Ontology) -> None:
    names = ("東京新聞", "Известия", "東京新聞 ")
    told = [extraction(article(f"Text {n}.", publisher=n.strip())) for n in names]
    graph = merge_claims(told, onto)
    assert len(set(graph.outlets.values())) == 2
    assert {graph.name(o) for o in graph.outlets.values()} == {"東京新聞", "Известия"}


def test_an_event_named_like_an_entity_has_an_id_of_its_own(onto: Ontology) -> None:
    told = article("Dock Aid was held by Dock Aid.", publisher="Daily Tide")
    both = [referent("c", "Organization", "Dock Aid"), referent("e", "Rally", "Dock Aid")]
    graph = merge_claims([extraction(told, both)], onto)
    assert (list(graph.events), "dock-aid" in graph.entities) == (["dock-aid-event"], True)


def test_a_claim_whose_side_is_no_node_is_left_out(onto: Ontology) -> None:
    told = article("They left.")
    claims = [
        claim("a", "memberOf", "nobody", evidence(told, "left")),
        claim("a", "memberOf", "a", evidence(told, "left")),
    ]
    assert merge_claims([extraction(told, [referent("a", "Person", "Ann Reed")], claims)], onto).claims == ()


def test_what_gave_nothing_is_told(onto: Ontology) -> None:
    told = article("They left. It rained.")
    silent = extraction(told).sentences[1:]
    graph = merge_claims([extraction(told, not_understood=silent)], onto)
    assert graph.not_understood == {told.id: silent}


def test_an_article_without_a_date_takes_the_day_that_dated_articles_tell(onto: Ontology) -> None:
    undated = article("Staff of Norvik Works walk out today.", publisher="Larnvik Post")
    open_day = day("today", "2024-01-01")
    words = evidence(undated, "walk out")
    told = extraction(
        undated,
        [referent("w", "Company", "Norvik Works"), referent("e", "Walkout", "walk out")],
        [
            claim("e", "targetedAt", "w", words),
            claim("e", "startDate", type(open_day)(None, None, "open", "today"), words),
        ],
    )
    graph = merge_claims([*tiny_extractions(), told], onto)
    settled = [
        c for c in graph.claims if c.predicate == "startDate" and any(e.article == undated.id for e in c.evidence)
    ]
    assert [(c.subject, c.value.start) for c in settled] == [(WALKOUT, date(2024, 3, 8))]  # type: ignore[union-attr]
    assert {e.rule for c in settled for e in c.evidence if e.article == undated.id} == {"aligned"}


@pytest.mark.parametrize("repeat", [1, 2])
def test_order_and_repetition_do_not_matter(onto: Ontology, tiny_graph: KnowledgeGraph, repeat: int) -> None:
    assert merge_claims(tiny_extractions()[::-1] * repeat, onto) == tiny_graph
