"""Times: which way they point, what bounds them, and which event they date. Articles are of Wednesday, 6 March 2024."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.dates import find_time_mentions
from kg.extract.reading import Reading
from kg.extract.tree import read_doc
from tests.extract.notation import make_doc
from tests.extract.told import make_article, ontology, told

STRIKES = {
    "past": ("Nurses|NNS|struck|nsubj struck/strike|VBD on Friday|NNP|struck|obl .", "2024-03-01"),
    "future": ("Nurses|NNS|strike|nsubj will strike|VB on Friday|NNP|strike|obl .", "2024-03-08"),
    "present, going on": (
        "Nurses|NNS|striking|nsubj are/be|VBP|striking|aux striking/strike|VBG on Friday|NNP|striking|obl .",
        "2024-03-08",
    ),
    "plan": ("Nurses|NNS|plan|nsubj plan|VBP to strike|VB|plan|xcomp on Friday|NNP|strike|obl .", "2024-03-08"),
    "full date": (
        "Nurses|NNS|struck|nsubj struck/strike|VBD on 4|CD|struck|obl May|NNP|4|nmod:unmarked "
        "2019|CD|4|nmod:unmarked .",
        "2019-05-04",
    ),
    "month, past": ("Nurses|NNS|struck|nsubj struck/strike|VBD in May|NNP|struck|obl .", "2023-05-01..2023-05-31"),
    "month, future": ("Nurses|NNS|strike|nsubj will strike|VB in May|NNP|strike|obl .", "2024-05-01..2024-05-31"),
    "year": ("Nurses|NNS|struck|nsubj struck/strike|VBD in 2019|CD|struck|obl .", "2019-01-01..2019-12-31"),
    "yesterday": ("Nurses|NNS|struck|nsubj struck/strike|VBD yesterday|NN|struck|obl .", "2024-03-05"),
    "next week": (
        "Nurses|NNS|strike|nsubj will strike|VB next|JJ|week|amod week|NN|strike|obl:tmod .",
        "2024-03-11..2024-03-17",
    ),
    "time in front": ("On Friday|NNP|struck|obl , nurses|NNS|struck|nsubj struck/strike|VBD .", "2024-03-01"),
    "noun": ("The strike|NN|began|nsubj began/begin|VBD on Friday|NNP|began|obl .", "2024-03-01"),
    "light verb": (
        "Nurses|NNS|staged|nsubj staged/stage|VBD a strike|NN|staged|obj on Friday|NNP|staged|obl .",
        "2024-03-01",
    ),
    "set for": ("A strike|NN|set|nsubj:pass is set|VBN for Friday|NNP|set|obl .", "2024-03-08"),
    "since": (
        "Nurses|NNS|striking|nsubj have been/be|VBN|striking|aux striking/strike|VBG since November|NNP|striking|obl .",
        "2023-11-01..",
    ),
}
RELATIVE = {name: text for name, (text, _) in STRIKES.items() if "2019" not in text}


@pytest.mark.parametrize(("text", "when"), STRIKES.values(), ids=STRIKES)
def test_when_a_strike_starts(text: str, when: str) -> None:
    assert {line.split()[2] for line in told(text, "startDate")} == {when}


@pytest.mark.parametrize("text", RELATIVE.values(), ids=RELATIVE)
def test_without_a_date_of_publication_relative_times_stay_open(text: str) -> None:
    assert {line.split()[2] for line in told(text, "startDate", published=None)} == {".."}


def test_a_date_is_not_that_of_publication() -> None:
    text = "Nurses|NNS|struck|nsubj struck/strike|VBD over pay|NN|struck|obl ."
    assert told(text, "startDate", "endDate") == set()


def test_a_headline_in_the_infinitive_points_on() -> None:
    text = "Nurses|NNS|strike|nsubj to strike|VB on Friday|NNP|strike|obl"
    assert told(text, "startDate") == {"Strike startDate 2024-03-08 Planned"}


def test_what_is_planned_for_a_month_lies_ahead() -> None:
    text = """A strike|NN|cancelled|nsubj:pass planned/plan|VBN|strike|acl by nurses|NNS|planned|obl:agent for
    May|NNP|planned|obl was cancelled/cancel|VBN ."""
    assert "Strike startDate 2024-05-01..2024-05-31 Planned not" in told(text)


def test_what_has_been_threatened_lies_ahead() -> None:
    text = """Nurses|NNS|threatened|nsubj have threatened/threaten|VBN to strike|VB|threatened|xcomp on
    Friday|NNP|strike|obl ."""
    assert told(text, "startDate") == {"Strike startDate 2024-03-08 Planned"}


def test_the_possessor_of_an_event_is_its_day() -> None:
    text = "Friday|NNP|strike|nmod:poss 's strike|NN|ended|nsubj ended|VBD ."
    assert told(text, "startDate") == {"Strike startDate 2024-03-01"}


VOTED = """Workers|NNS|voted|nsubj voted/vote|VBD to form|VB|voted|xcomp a union|NN|form|obj
    {0}|IN|meeting|case a meeting|NN|voted|obl on Monday|NNP|voted|obl ."""


@pytest.mark.parametrize("preposition", ["at", "during"])
def test_what_happens_at_a_meeting_tells_its_day(preposition: str) -> None:
    claims = told(VOTED.format(preposition), "startDate")
    assert claims == {"Vote startDate 2024-03-04", "Meeting startDate 2024-03-04"}


def test_what_happens_after_a_meeting_does_not_tell_its_day() -> None:
    assert told(VOTED.format("after"), "startDate") == {"Vote startDate 2024-03-04"}


@pytest.mark.parametrize("participle", ["starting", "disrupting"])
def test_the_day_of_a_participle_is_that_of_its_event(participle: str) -> None:
    text = f"""A strike|NN|drew|nsubj {participle}|VBG|strike|acl on Friday|NNP|{participle}|obl drew/draw|VBD
    nurses|NNS|drew|obj ."""
    assert told(text, "startDate") == {"Strike startDate 2024-03-01"}


def test_a_participle_that_only_describes_tells_no_day() -> None:
    text = """A strike|NN|drew|nsubj described/describe|VBN|strike|acl on Friday|NNP|described|obl drew/draw|VBD
    nurses|NNS|drew|obj ."""
    assert told(text, "startDate") == set()


def test_a_deadline_is_no_start() -> None:
    text = """Baltica|NNP|aims|nsubj|ORG aims|VBZ to halve|VB|aims|xcomp its|PRP$|emissions|nmod:poss
    emissions|NNS|halve|obj by 2035|CD|halve|obl ."""
    claims = told(text)
    assert "Baltica hasGoal halve its emissions" in claims
    assert [line for line in claims if "2035" in line] == ["halve its emissions targetDate ..2035-12-31 Planned"]


BOUNDS = {
    "until": "Strike endDate ..2024-03-08 Planned",
    "before": "Strike endDate ..2024-03-08 Planned",
    "after": "Strike startDate 2024-03-08.. Planned",
    "from": "Strike startDate 2024-03-08 Planned",
}


@pytest.mark.parametrize(("preposition", "claim"), BOUNDS.items(), ids=BOUNDS)
def test_prepositions_bound_a_time(preposition: str, claim: str) -> None:
    text = f"Nurses|NNS|strike|nsubj will strike|VB {preposition} Friday|NNP|strike|obl ."
    assert told(text, "startDate", "endDate") == {claim}


def test_times_of_two_clauses_date_their_own_events() -> None:
    text = """Nurses|NNS|struck|nsubj struck/strike|VBD on Friday|NNP|struck|obl and doctors|NNS|march|nsubj will
    march|VB|struck|conj on Saturday|NNP|march|obl ."""
    assert told(text, "startDate") == {"Strike startDate 2024-03-01", "Protest startDate 2024-03-09 Planned"}


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    text = """Baltica|NNP|said|nsubj|ORG said|VBD on Monday|NNP|said|obl that it|PRP|closed|nsubj had
    closed/close|VBN|said|ccomp a plant|NN|closed|obj ."""
    assert told(text, "startDate") == {"Statement startDate 2024-03-04"}


def test_a_clock_time_falls_on_the_day_of_its_event() -> None:
    text = """Nurses|NNS|strike|nsubj will strike|VB on Friday|NNP|strike|obl .

    The strike|NN|begins|nsubj begins|VBZ at noon|NN|begins|obl ."""
    assert {line.split()[2] for line in told(text, "startDate")} == {"2024-03-08"}
    assert len(told(text, "startDate", published=date(2024, 3, 7))) == 2


def test_a_number_that_counts_is_no_year() -> None:
    text = "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD 1900|CD|workers|nummod workers|NNS|dismissed|obj ."
    assert told(text, "startDate") == set()


def test_the_first_in_years_dates_nothing() -> None:
    text = """Nurses|NNS|held|nsubj held/hold|VBD the first|JJ|strike|amod strike|NN|held|obj in 15|CD|years|nummod
    years|NNS|strike|nmod ."""
    assert told(text, "startDate") == set()


def test_a_record_since_a_year_dates_nothing() -> None:
    text = """Nurses|NNS|held|nsubj held/hold|VBD the worst|JJS|strike|amod strike|NN|held|obj since|IN|1978|case
    1978|CD|strike|nmod ."""
    assert told(text, "startDate") == set()


@pytest.mark.parametrize(("noun", "years"), [("levels/level", ["1990"]), ("workers/worker", [])])
def test_a_year_may_measure_but_does_not_count(noun: str, years: list[str]) -> None:
    word = noun.split("/")[0]
    doc = make_doc(f"It|PRP|fell|nsubj fell/fall|VBD below|IN|{word}|case 1990|CD|{word}|nummod {noun}|NNS|fell|obl .")
    assert [t.text for t in find_time_mentions(Reading(make_article(doc.text), read_doc(doc), ontology()))] == years


def test_a_day_in_a_text_without_date_follows_the_one_told_before() -> None:
    text = """Nurses|NNS|met|nsubj met/meet|VBD on 31|CD|met|obl May|NNP|31|nmod:unmarked 2019|CD|31|nmod:unmarked .

    Nurses|NNS|struck|nsubj struck/strike|VBD on 2|CD|struck|obl June|NNP|2|nmod:unmarked ."""
    assert "Strike startDate 2019-06-02" in told(text, "startDate", published=None)


def test_a_day_in_news_without_date_stays_open() -> None:
    text = """Nurses|NNS|met|nsubj met/meet|VBD on 31|CD|met|obl May|NNP|31|nmod:unmarked 2019|CD|31|nmod:unmarked .

    Nurses|NNS|struck|nsubj struck/strike|VBD yesterday|NN|struck|obl:unmarked after|IN|vote|case a vote|NN|struck|obl
    on 2|CD|vote|nmod June|NNP|2|nmod:unmarked ."""
    assert "Vote startDate .." in told(text, "startDate", published=None)


@pytest.mark.parametrize(("verb", "line"), [("ended/end", "endDate"), ("began/begin", "startDate")])
def test_a_clause_tells_when_an_event_began_or_ended(verb: str, line: str) -> None:
    text = f"""The strike|NN|hurt|nsubj which|WDT|{verb.split("/")[0]}|nsubj {verb}|VBD|strike|acl:relcl in
    May|NNP|{verb.split("/")[0]}|obl hurt|VBD sales|NNS|hurt|obj ."""
    assert f"Strike {line} 2023-05-01..2023-05-31" in told(text, "startDate", "endDate")


COMPARED = {
    "up from so many a year earlier": "up|RB|cut|advmod from|IN|120|case 120|CD|cut|obl a year|NN|earlier|obl:unmarked "
    "earlier|RBR|cut|advmod .",
    "up 4 percent from May": "up|RB|cut|advmod 4|CD|percent|nummod percent|NN|up|obl from|IN|May|case "
    "May|NNP|cut|obl .",
    "compared with so many in May": "compared/compare|VBN|120|case with|IN|compared|fixed 120|CD|cut|obl in "
    "May|NNP|cut|obl .",
    "than last week": "more|JJR|cut|advmod than|IN|week|case last|JJ|week|amod week|NN|cut|obl .",
}


@pytest.mark.parametrize("words", COMPARED.values(), ids=COMPARED)
def test_the_time_of_what_is_compared_dates_nothing(words: str) -> None:
    text = f"Baltica|NNP|cut|nsubj|ORG cut|VBD 300|CD|jobs|nummod jobs|NNS|cut|obj {words}"
    assert told(text, "startDate", "endDate") == set()
