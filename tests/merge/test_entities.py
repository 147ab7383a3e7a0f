"""Which referents of different articles are one entity."""

from __future__ import annotations

import pytest

from kg.decisions import parse_decision
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Extraction, Referent
from kg.ontology import Ontology
from tests.factory import article, claim, evidence, extraction, referent


def merged(onto: Ontology, *referents: Referent) -> KnowledgeGraph:
    """The graph of articles, no two of one story, that name one referent each."""
    stories = ("Rain fell on", "Ships wait near", "Choirs sang about")
    told = zip(stories[: len(referents)], referents, strict=True)
    return merge_claims([extraction(article(f"{s} {r.name}.", publisher="Daily Tide"), [r]) for s, r in told], onto)


def ids(graph: KnowledgeGraph) -> list[str]:
    """The entities apart from the outlet."""
    return [i for i in graph.entities if i != "daily-tide"]


NORVIK = referent("1", "Company", "Norvik Works")
STAFF = referent("1", "EmployeeGroup", "Norvik Works staff", named=False)
PERSON = referent("1", "Person", "Ann Reed")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NORVIK, NORVIK),
        (NORVIK, referent("1", "Company", "Norvik Works Ltd.")),
        (NORVIK, referent("1", "Organization", "Norvik Works")),
        (NORVIK, referent("1", "Company", "NW", "NW", "Norvik Works")),
        (referent("1", "Group", "Staff for Safe Docks"), referent("1", "Group", "SSD")),
        (referent("1", "Organization", "Writers Guild"), referent("1", "Organization", "Writers Guild of Norvik")),
        (PERSON, referent("1", "Person", "Dr. Ann Reed")),
        (PERSON, referent("1", "Person", "Reed")),
        (referent("1", "Person", "Chris Lee"), referent("1", "Person", "Christian Lee")),
        (referent("1", "Company", "Amazon"), referent("1", "Company", "Amazon.com")),
        (STAFF, STAFF),
        (STAFF, referent("1", "EmployeeGroup", "Norvik Works workers", named=False)),
        (referent("1", "Agent", "President Ann Reed"), PERSON),
        (
            referent("1", "Position", "Norvik spokesman", named=False),
            referent("1", "Position", "spokeswoman, Norvik", named=False),
        ),
    ],
)
def test_one(onto: Ontology, one: Referent, other: Referent) -> None:
    assert len(ids(merged(onto, one, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NORVIK, STAFF),
        (NORVIK, referent("1", "Place", "Norvik Works")),
        (NORVIK, referent("1", "Company", "Norvik Trains")),
        (PERSON, referent("1", "Person", "Tom Reed")),
        (referent("1", "Organization", "!!!", named=True), referent("1", "Organization", "???", named=True)),
        (referent("1", "Topic", "***"), referent("1", "Topic", "+++")),
        (PERSON, referent("1", "Person", "Ann Hall")),
        (PERSON, referent("1", "Company", "Ann Reed")),
        (referent("1", "Person", "Maria Lee"), referent("1", "Person", "Mario Lee")),
        (referent("1", "Place", "Washington"), referent("1", "NewsOutlet", "The Washington Post")),
        (referent("1", "Person", "the spokesman", named=False), referent("1", "Person", "the spokesman", named=False)),
    ],
)
def test_two(onto: Ontology, one: Referent, other: Referent) -> None:
    assert len(ids(merged(onto, one, other))) == 2


def test_a_family_name_joins_the_only_one_who_bears_it(onto: Ontology) -> None:
    reed = referent("1", "Person", "Reed")
    assert ids(merged(onto, PERSON, reed)) == ["ann-reed"]
    assert len(ids(merged(onto, PERSON, reed, referent("1", "Person", "Tom Reed")))) == 3


def test_inside_a_story_a_family_name_is_the_one_who_bears_it_there(onto: Ontology) -> None:
    def told(number: int, name: str, kind: str, story: str) -> Extraction:
        return extraction(article(f"{story} {name} {number}.", publisher="Daily Tide"), [referent("1", kind, name)])

    docks = "Norvik staff left the docks over the shift plan, said"
    flood = "Larnvik families flee a valley of flood water, told"
    near = [told(1, "Ann Reed", "Person", docks), told(2, "Reed", "Agent", docks)]
    graph = merge_claims([*near, told(3, "Tom Reed", "Person", flood)], onto)
    assert sorted(ids(graph)) == ["ann-reed", "tom-reed"]
    assert graph.entities["ann-reed"].type == "Person"
    assert len(ids(merge_claims([*near, told(3, "Tom Reed", "Person", docks)], onto))) == 3


def test_a_thing_of_the_background_has_its_id_and_all_its_names(onto: Ontology) -> None:
    amazon = merged(onto, referent("1", "Company", "Amazon.com")).entities["amazon"]
    assert (amazon.name, amazon.type) == ("Amazon", "Company")
    assert "Amazon.com" in amazon.aliases
    assert amazon.same_as == ("http://www.wikidata.org/entity/Q3884",)


def test_the_facts_between_two_things_of_the_background_are_told(onto: Ontology) -> None:
    names = (referent("1", "Company", "Amazon"), referent("1", "Place", "Seattle"))
    assert merged(onto, *names).facts == (("amazon", "basedIn", "seattle"),)
    assert merged(onto, names[0]).facts == ()


def test_the_name_is_the_one_most_articles_use_and_no_acronym(onto: Ontology) -> None:
    names = [
        referent("1", "Group", "SSD", "SSD", "Staff for Safe Docks"),
        referent("1", "Group", "SSD", "SSD", "Staff for Safe Docks"),
        referent("1", "Group", "Staff for Safe Docks", "Staff for Safe Docks"),
    ]
    (entity,) = [e for e in merged(onto, *names).entities.values() if e.type == "Group"]
    assert (entity.id, entity.name, entity.aliases) == ("staff-for-safe-docks", "Staff for Safe Docks", ("SSD",))


def test_the_type_is_the_most_special(onto: Ontology) -> None:
    graph = merged(onto, NORVIK, referent("1", "Organization", "Norvik Works"), referent("1", "Agent", "Norvik Works"))
    assert graph.entities["norvik-works"].type == "Company"


def test_two_entities_of_one_name_have_two_ids(onto: Ontology) -> None:
    graph = merged(onto, NORVIK, referent("1", "Place", "Norvik Works"))
    assert sorted(graph.entities[i].type for i in ids(graph)) == ["Company", "Place"]
    assert set(graph.canonical.values()) == set(ids(graph))


def test_namesakes_that_a_decision_keeps_apart_are_two_with_all_their_claims(onto: Ontology) -> None:
    texts = ("Ann Reed sails.", "Ann Reed rows.")
    articles = [article(t, file_name=f"{n}.txt", publisher="Daily Tide") for n, t in enumerate(texts)]
    told = [
        extraction(a, [PERSON, NORVIK], [claim("1", "worksFor", "2", evidence(a, "Ann Reed"))])
        for a in articles
        for PERSON, NORVIK in [(referent("1", "Person", "Ann Reed"), referent("2", "Company", "Norvik Works"))]
    ]
    graph = merge_claims(told, onto, [parse_decision("not same | 0.txt:0 | 1.txt:0", "d:1")])
    persons = [i for i, e in graph.entities.items() if e.type == "Person"]
    assert len(persons) == 2
    assert sorted(c.subject for c in graph.claims) == sorted(persons)


def test_a_thing_named_like_one_of_the_background_does_not_take_its_id(onto: Ontology) -> None:
    names = (referent("1", "Place", "Atlanta"), referent("1", "Organization", "Atlanta"))
    graph = merged(onto, *names)
    assert graph.entities["atlanta"].type == onto.known["atlanta"].type
    assert len(ids(graph)) == 2
    assert "atlanta" not in merged(onto, names[1]).entities


def test_a_name_of_several_things_of_the_background_is_the_one_the_article_has_to_do_with(onto: Ontology) -> None:
    def known(*places: str) -> set[str]:
        told = article(f"It rained in {', '.join(places)}.", publisher="Daily Tide")
        graph = merge_claims([extraction(told, [referent(p, "Place", p) for p in places])], onto)
        return set(graph.entities) - {"daily-tide"}

    assert known("Georgia", "Atlanta") == {"georgia-us", "atlanta"}
    assert known("Georgia", "Tbilisi") == {"georgia", "tbilisi"}
    assert known("Georgia", "United States") == {"georgia-us", "united-states"}
    assert not known("Georgia") & onto.known.keys()


MEMO = referent("1", "Work", "memo", named=False)


def test_a_bare_description_is_one_thing_inside_a_story_only(onto: Ontology) -> None:
    texts = (
        "Norvik staff left the docks over the shift plan, says a memo.",
        "Over the shift plan staff left the Norvik docks, as a memo says.",
        "Larnvik families flee a valley of flood water, and a memo tells of it.",
    )
    graph = merge_claims([extraction(article(t, publisher="Daily Tide"), [MEMO]) for t in texts], onto)
    memos = [{m.article for m in graph.mentions if m.refers_to == i} for i in ids(graph)]
    assert sorted(map(len, memos)) == [1, 2]


def test_a_short_form_of_several_names_joins_none(onto: Ontology) -> None:
    short = referent("1", "Organization", "SSD")
    one, other = (referent("1", "Organization", n) for n in ("Staff for Safe Docks", "Sailors of the Southern Deep"))
    assert len(ids(merged(onto, short, one))) == 1
    assert len(ids(merged(onto, short, one, other))) == 3


def test_persons_whose_names_are_nearly_one_are_one_where_they_hold_one_post(onto: Ontology) -> None:
    def holds(name: str, post: str) -> Extraction:
        told = article(f"{name}, {post}, spoke.", publisher="Daily Tide")
        office = referent("o", "Position", post, named=False)
        words = evidence(told, name)
        return extraction(told, [referent("p", "Person", name), office], [claim("p", "holdsPosition", "o", words)])

    def persons(*told: Extraction) -> int:
        return sum(e.type == "Person" for e in merge_claims(told, onto).entities.values())

    assert persons(holds("Ann Reedy", "CEO, Norvik"), holds("Ann Ready", "Norvik CEO")) == 1
    assert persons(holds("Ann Reedy", "CEO, Norvik"), holds("Ann Raidy", "Norvik CEO")) == 1
    assert persons(holds("Ann Reedy", "CEO, Norvik"), holds("Ann Hall", "CEO, Norvik")) == 2
    assert persons(holds("Ann Reedy", "CEO, Norvik"), holds("Ann Ready", "CEO, Larnvik")) == 2
    assert persons(holds("Ann Reedy", "CEO, Norvik"), holds("Tom Ready", "CEO, Norvik")) == 2


def test_a_misspelt_family_name_is_one_with_the_right_one_in_one_story_only(onto: Ontology) -> None:
    story = "reached the summit of the Larnvik ridge before the storm broke over the northern valley."
    one, other = (referent("1", "Person", n) for n in ("Duncan Halloway", "Duncan Haloway"))

    def said(person: Referent, text: str) -> Extraction:
        return extraction(article(f"{person.name} {text}"), [person])

    graph = merge_claims([said(one, story), said(other, story)], onto)
    assert [set(e.aliases) | {e.name} for e in graph.entities.values() if e.type == "Person"] == [
        {"Duncan Halloway", "Duncan Haloway"}
    ]
    apart = merge_claims([said(one, story), said(other, "lost a chess final in Brno against a pupil.")], onto)
    assert sum(e.type == "Person" for e in apart.entities.values()) == 2


def test_a_family_name_alone_in_two_stories_is_not_two_persons_made_one(onto: Ontology) -> None:
    ridge = "reached the summit of the Larnvik ridge before the storm broke over the northern valley."
    chess = "lost the chess final in Brno against a pupil of the old master from Ostrava."
    told = [("Ann Marlow", ridge), ("Marlow", ridge), ("Tom Marlow", chess), ("Marlow", chess)]
    articles = [extraction(article(f"{n} {text}"), [referent("1", "Person", n)]) for n, text in told]
    graph = merge_claims(articles, onto)
    persons = {e.name: set(e.aliases) for e in graph.entities.values() if e.type == "Person"}
    assert persons == {"Ann Marlow": {"Marlow"}, "Tom Marlow": {"Marlow"}}
    alone = merge_claims([articles[1], articles[3]], onto)
    assert [e.name for e in alone.entities.values() if e.type == "Person"] == ["Marlow"]


def test_every_mention_refers_to_an_entity(onto: Ontology) -> None:
    graph = merged(onto, NORVIK, PERSON, STAFF)
    assert {m.refers_to for m in graph.mentions} == set(ids(graph))


def test_another_spelling_is_no_shorter_form_of_a_name(onto: Ontology) -> None:
    names = ("Duncan Rathe", "Duncan Rath", "Duncan Robert Rath")
    told = [extraction(article(f"{n} fell on the ridge at dusk."), [referent("1", "Person", n)]) for n in names]
    people = [e.name for e in merge_claims(told, onto).entities.values() if e.type == "Person"]
    assert len(people) == 1


@pytest.mark.parametrize(("companies", "kind"), [(1, "Organization"), (2, "Company")])
def test_one_slip_among_many_articles_does_not_name_the_class(onto: Ontology, companies: int, kind: str) -> None:
    kinds = ["Company"] * companies + ["Organization"] * 7
    told = [extraction(article(f"Report {n}."), [referent("1", k, "Norvik Navy")]) for n, k in enumerate(kinds)]
    graph = merge_claims(told, onto)
    assert {e.type for e in graph.entities.values() if e.name == "Norvik Navy"} == {kind}
