"""Events and their roles: which words tell of an event, who does what in it, where, why, and which tell of the same."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from kg.annotate import annotate_articles
from kg.extract import extract_article
from kg.model import Block
from tests import factory
from tests.extract.told import ontology, read, told

ROLES = {
    "active": (
        "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD Ann|NNP|dismissed|obj|PERSON .",
        {"Dismissal performedBy Baltica", "Dismissal affects Ann"},
    ),
    "passive": (
        "Ann|NNP|dismissed|nsubj:pass|PERSON was dismissed|VBN by Baltica|NNP|dismissed|obl:agent|ORG .",
        {"Dismissal performedBy Baltica", "Dismissal affects Ann"},
    ),
    "relative clause": (
        "Baltica|NNP|failed|nsubj|ORG , which|WDT|dismissed|nsubj dismissed|VBD|Baltica|acl:relcl "
        "Ann|NNP|dismissed|obj|PERSON , failed|VBD .",
        {"Dismissal performedBy Baltica", "Dismissal affects Ann"},
    ),
    "participle": (
        "A plant|NN|burned|nsubj closed/close|VBN|plant|acl by Baltica|NNP|closed|obl:agent|ORG burned|VBD .",
        {"Closure performedBy Baltica", "Closure concerns plant"},
    ),
    "noun with possessor and complement": (
        "Baltica|NNP|dismissal|nmod:poss|ORG 's dismissal|NN|came|nsubj of Ann|NNP|dismissal|nmod|PERSON "
        "came/come|VBD .",
        {"Dismissal performedBy Baltica", "Dismissal affects Ann"},
    ),
    "noun of a light verb": (
        "Nurses|NNS|staged|nsubj staged/stage|VBD a walkout|NN|staged|obj in Larnvik|NNP|staged|obl|LOC .",
        {"Walkout participant nurses", "Walkout place Larnvik"},
    ),
    "noun that happens": (
        "The walkout|NN|took|nsubj took/take|VBD place|NN|took|obj in Larnvik|NNP|took|obl|LOC .",
        {"Walkout place Larnvik"},
    ),
    "verb with a particle": (
        "Nurses|NNS|walked|nsubj walked|VBD out|RP|walked|compound:prt .",
        {"Walkout participant nurses"},
    ),
    "idiom": (
        "Nurses|NNS|walked|nsubj walked|VBD off|RP|walked|compound:prt the job|NN|walked|obj .",
        {"Walkout participant nurses"},
    ),
    "control": (
        "The union|NN|urged|nsubj urged/urge|VBD nurses|NNS|urged|obj to strike|VB|urged|xcomp .",
        {"Strike participant nurses Demanded"},
    ),
    "subject control": (
        "Nurses|NNS|promised|nsubj promised/promise|VBD Ann|NNP|promised|obj|PERSON to strike|VB|promised|xcomp .",
        {"Strike participant nurses Planned"},
    ),
    "coordinated subjects": (
        "Nurses|NNS|struck|nsubj and teachers|NNS|Nurses|conj struck/strike|VBD .",
        {"Strike participant nurses", "Strike participant teachers"},
    ),
    "coordinated verbs": (
        "Baltica|NNP|closed|nsubj|ORG closed/close|VBD a plant|NN|closed|obj and dismissed|VBD|closed|conj "
        "Ann|NNP|dismissed|obj|PERSON .",
        {"Closure performedBy Baltica", "Dismissal performedBy Baltica"},
    ),
    "including": (
        "Unions|NNS|struck|nsubj , including/include|VBG|Guild|case the Guild|NNP|Unions|nmod|ORG , "
        "struck/strike|VBD .",
        {"Strike participant Guild"},
    ),
    "headline": ("Nurses|NNS|strike|nsubj to strike|VB over pay|NN|strike|obl", {"Strike participant nurses Planned"}),
    "place of a place": (
        "Residents|NNS|rallied|nsubj rallied/rally|VBD outside the town|NN|hall|compound hall|NN|rallied|obl in "
        "Larnvik|NNP|hall|nmod|LOC .",
        {"Rally place Larnvik"},
    ),
    "cause": (
        "Because|IN|layoffs|case of|IN|Because|fixed layoffs|NNS|struck|obl , nurses|NNS|struck|nsubj "
        "struck/strike|VBD .",
        {"Strike inResponseTo Layoff"},
    ),
    "topic": ("Nurses|NNS|struck|nsubj struck/strike|VBD over pay|NN|struck|obl .", {"Strike topic pay"}),
    "response": (
        "Nurses|NNS|struck|nsubj struck/strike|VBD over the closure|NN|struck|obl .",
        {"Strike inResponseTo Closure"},
    ),
    "employer as target": (
        "Baltica|NNP|nurses|nmod:poss|ORG 's nurses|NNS|struck|nsubj struck/strike|VBD .",
        {"Strike targetedAt Baltica"},
    ),
    "vote with its content": (
        "Workers|NNS|voted|nsubj voted/vote|VBD to form|VB|voted|xcomp a union|NN|form|obj .",
        {"Vote participant workers", "Vote content “form a union”"},
    ),
    "blocked": (
        "A court|NN|blocked|nsubj blocked|VBD the merger|NN|blocked|obj .",
        {"Rejection performedBy court", "Rejection concerns Acquisition"},
    ),
    "possessor of an arrest": (
        "Ann|NNP|arrest|nmod:poss|PERSON 's arrest|NN|sparked|nsubj sparked|VBD a protest|NN|sparked|obj .",
        {"Arrest affects Ann"},
    ),
    "charges against": (
        "The charges|NNS|came|nsubj against Ann|NNP|charges|nmod|PERSON came/come|VBD in May|NNP|came|obl .",
        {"Prosecution affects Ann"},
    ),
    "under attack": (
        "Larnvik|NNP|came|nsubj|LOC came/come|VBD under|IN|attack|case attack|NN|came|obl from rebels|NNS|came|obl .",
        {"Attack targetedAt Larnvik", "Attack performedBy rebels"},
    ),
    "under attack, as predicate": (
        "Ann|NNP|attack|nsubj|PERSON was/be|VBD|attack|cop under|IN|attack|case attack|NN from rebels|NNS|attack|nmod "
        ".",
        {"Attack targetedAt Ann", "Attack performedBy rebels"},
    ),
    "who kills does not die": (
        "A man|NN|killed|nsubj killed|VBD Ann|NNP|killed|obj|PERSON .",
        {"Death affects Ann"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), ROLES.values(), ids=ROLES)
def test_roles(text: str, wanted: set[str]) -> None:
    assert wanted <= told(text)


def test_a_group_can_kill() -> None:
    wanted = {"Death affects Ann", "Death performedBy police"}
    assert wanted <= told("Police|NNS|killed|nsubj killed|VBD Ann|NNP|killed|obj|PERSON .")


def test_a_thing_that_kills_is_the_cause() -> None:
    assert "Death causedBy bullet" in told("A bullet|NN|killed|nsubj killed|VBD Ann|NNP|killed|obj|PERSON .")


def test_asking_somebody_for_comment_is_no_demand() -> None:
    text = "The Courier|NNP|asked|nsubj|ORG asked|VBD Baltica|NNP|asked|obj|ORG for comment|NN|asked|obl ."
    assert not any(line.startswith("Demand") for line in told(text))


def test_a_passive_does_not_swap_roles() -> None:
    claims = told(ROLES["passive"][0])
    assert not claims & {"Dismissal performedBy Ann", "Dismissal affects Baltica"}


def test_a_stranger_to_an_event_takes_no_part() -> None:
    text = "A court|NN|suspended|nsubj suspended|VBD the strike|NN|suspended|obj ."
    assert "Strike participant court" not in told(text)


@pytest.mark.parametrize("words", ["under attack", "under attack, as predicate"])
def test_who_suffers_an_attack_does_not_carry_it_out(words: str) -> None:
    assert told(ROLES[words][0], "performedBy") == {"Attack performedBy rebels"}


def test_who_organizes_a_strike_does_not_thereby_take_part() -> None:
    text = "The Guild|NNP|organized|nsubj|ORG organized/organize|VBD a strike|NN|organized|obj ."
    assert told(text) == {"Strike organizedBy Guild"}


URGED = "The union|NN|urged|nsubj urged/urge|VBD Baltica|NNP|urged|obj|ORG to {} ."


def test_a_demand_is_about_the_event_that_it_would_change() -> None:
    text = URGED.format("drop|VB|urged|xcomp the lawsuit|NN|drop|obj")
    assert told(text, "topic") == {"Demand topic Lawsuit"}


def test_a_demand_that_would_change_no_event_has_only_its_content() -> None:
    text = URGED.format("raise|VB|urged|xcomp wages|NNS|raise|obj")
    assert told(text, "topic", "content") == {"Demand content “raise wages” Demanded [union]"}


def test_a_promise_of_an_event_is_the_event_planned() -> None:
    assert not any(line.startswith("Pledge") for line in told(ROLES["subject control"][0]))


NO_EVENTS = {
    "formula of newsrooms": "Baltica|NNP|declined|nsubj|ORG declined/decline|VBD to comment|VB|declined|xcomp .",
    "an actor that cannot": "The dog|NN|walked|nsubj walked|VBD out|RP|walked|compound:prt .",
    "a verb without its particle": "Nurses|NNS|walked|nsubj walked|VBD home|RB|walked|advmod .",
    "an intent": "Baltica|NNP|wants|nsubj|ORG wants|VBZ to grow|VB|wants|xcomp .",
    "another sense by a particle": "Baltica|NNP|closed|nsubj|ORG closed/close|VBD in|RP|closed|compound:prt on "
    "Norvik|NNP|closed|obl|ORG .",
    "another sense of firing": "Baltica|NNP|fired|nsubj|ORG fired/fire|VBD back|RP|fired|compound:prt at "
    "Ann|NNP|fired|obl|PERSON .",
    "asking whether": "The union|NN|asked|nsubj asked|VBD Baltica|NNP|asked|obj|ORG whether|IN|grew|mark "
    "it|PRP|grew|nsubj grew/grow|VBD|asked|ccomp .",
    "asking how": "The union|NN|asked|nsubj asked|VBD Baltica|NNP|asked|obj|ORG how|WRB|grew|advmod "
    "it|PRP|grew|nsubj grew/grow|VBD|asked|ccomp .",
    "a rally of those who are no crowd": "The coach|NN|rallied|nsubj rallied/rally|VBD the team|NN|rallied|obj .",
    "blocking what no law can block": "Protesters|NNS|blocked|nsubj blocked|VBD the intersection|NN|blocked|obj .",
    "an anaphor of nothing": "The measure|NN|helped|nsubj helped|VBD .",
    "modifier of another noun": "A strike|NN|fund|compound fund|NN|grew|nsubj grew/grow|VBD .",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_EVENTS.values(), ids=NO_EVENTS)
def test_no_event_is_told(text: str) -> None:
    found = {r.type for r in read(text).referents}
    assert not found & {
        "Walkout",
        "Strike",
        "Rejection",
        "Demand",
        "Closure",
        "Layoff",
        "CorporateAction",
        "Dismissal",
        "Rally",
    }


def test_asking_that_something_be_done_is_a_demand() -> None:
    text = """The union|NN|asked|nsubj asked|VBD that|IN|grow|mark Baltica|NNP|grow|nsubj|ORG grow|VB|asked|ccomp ."""
    assert "Demand performedBy union" in told(text)


def strikes(*sentences: str) -> int:
    """How many strikes some sentences tell of: events with claims of their own."""
    return len({r.chain for r in read("\n\n".join(sentences)).referents if r.type == "Strike"})


FRIDAY = "Nurses|NNS|struck|nsubj struck/strike|VBD on Friday|NNP|struck|obl ."
SAME = {
    "definite noun": "The strike|NN|began|nsubj began/begin|VBD in Larnvik|NNP|began|obl|LOC .",
    "same day": "On Friday|NNP|struck|obl , teachers|NNS|struck|nsubj struck/strike|VBD .",
    "had been planned": "Nurses|NNS|planned|nsubj had planned/plan|VBN the strike|NN|planned|obj .",
}  # fmt: skip
OTHER = {
    "another": "Another|DT|strike|det strike|NN|planned|nsubj:pass is planned/plan|VBN for May|NNP|planned|obl .",
    "another year": "A strike|NN|began|nsubj began/begin|VBD in 2019|CD|began|obl .",
    "another day": "On Monday|NNP|struck|obl , teachers|NNS|struck|nsubj struck/strike|VBD .",
    "a second": "A second|JJ|strike|amod strike|NN|began|nsubj began/begin|VBD in Larnvik|NNP|began|obl|LOC .",
    "previous": "A previous|JJ|strike|amod strike|NN|began|nsubj began/begin|VBD in Larnvik|NNP|began|obl|LOC .",
}


@pytest.mark.parametrize("sentence", SAME.values(), ids=SAME)
def test_mentions_of_one_event(sentence: str) -> None:
    assert strikes(FRIDAY, sentence) == 1


@pytest.mark.parametrize("sentence", OTHER.values(), ids=OTHER)
def test_mentions_of_two_events(sentence: str) -> None:
    assert strikes(FRIDAY, sentence) == 2


def test_the_day_of_the_announcement_makes_no_other_event() -> None:
    announced = (
        "Nurses|NNS|announced|nsubj announced/announce|VBD the strike|NN|announced|obj in October|NNP|announced|obl ."
    )
    assert strikes(FRIDAY, announced) == 1


LATER = "A strike|NN|began|nsubj began/begin|VBD in Larnvik|NNP|began|obl|LOC ."


def test_the_text_tells_anew_what_opens_it() -> None:
    assert strikes(FRIDAY, LATER) == 1


def test_what_the_text_introduces_later_is_another() -> None:
    filler = "Rain|NNP|fell|nsubj fell/fall|VBD on the docks|NNS|fell|obl ."
    assert strikes(*[filler] * 10, FRIDAY, LATER) == 2


def test_strikes_against_two_companies_are_two() -> None:
    assert strikes(
        "Baltica|NNP|nurses|nmod:poss|ORG 's nurses|NNS|struck|nsubj struck/strike|VBD .",
        "Norvik|NNP|nurses|nmod:poss|ORG 's nurses|NNS|struck|nsubj struck/strike|VBD .",
    ) == 2  # fmt: skip


def test_an_acquisition_by_nobody_known_is_another() -> None:
    text = """Baltica|NNP|bought|nsubj|ORG bought/buy|VBD Norvik|NNP|bought|obj|ORG .

    An acquisition|NN|took|nsubj took/take|VBD place|NN|took|obj in Larnvik|NNP|took|obl|LOC ."""
    assert "Acquisition 2 place Larnvik" in told(text)


def test_a_protest_and_the_rally_in_it_are_one() -> None:
    text = """Nurses|NNS|protested|nsubj protested|VBD with a rally|NN|protested|obl ."""
    assert {r.type for r in read(text).referents} & {"Protest", "Rally"} == {"Rally"}


def test_an_anaphor_stands_for_the_event_before() -> None:
    text = """Baltica|NNP|cut|nsubj|ORG cut|VBD 900|CD|jobs|nummod jobs|NNS|cut|obj .

    The cuts|NNS|sparked|nsubj sparked|VBD a protest|NN|sparked|obj ."""
    assert {"Layoff jobsCut 900 job", "Protest causedBy Layoff"} <= told(text)


def test_this_strike_is_not_the_last_one(nlp: Language) -> None:
    text = "Dockers went on strike on Monday. The last strike, in 2019, was long. This strike cost the port dear."
    article = factory.article(text, blocks=(Block("text", 0, len(text)),), published=date(2024, 3, 6))
    found = extract_article(article, next(annotate_articles([article], nlp))[1], ontology())
    strikes = {m.span.text: m.chain for m in found.mentions if "strike" in m.span.text}
    assert strikes["This strike"] == strikes["went on strike"]
    assert strikes["This strike"] != strikes["The last strike"]
