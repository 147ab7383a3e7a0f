"""Amounts: their bounds, what they count, and of what they are told."""

from __future__ import annotations

import pytest

from kg.model import Quantity
from tests.extract.told import read, told

WALKED = "walked|VBD out|RP|walked|compound:prt ."
# The subject of "walked out", and the count of heads that it tells.
CROWDS = {
    "exact": ("300|CD|nurses|nummod nurses|NNS|walked|nsubj", "300 person"),
    "in words": ("Forty|CD|nurses|nummod nurses|NNS|walked|nsubj", "40 person"),
    "more than": (
        "More|JJR|300|advmod than|IN|More|fixed 300|CD|nurses|nummod nurses|NNS|walked|nsubj",
        "300.. person",
    ),
    "at least": ("At|IN|300|advmod least|JJS|At|fixed 300|CD|nurses|nummod nurses|NNS|walked|nsubj", "300.. person"),
    "fewer than": (
        "Fewer|JJR|300|advmod than|IN|Fewer|fixed 300|CD|nurses|nummod nurses|NNS|walked|nsubj",
        "..300 person",
    ),
    "up to": ("Up|IN|300|advmod to|IN|Up|fixed 300|CD|nurses|nummod nurses|NNS|walked|nsubj", "..300 person"),
    "about": ("About|RB|300|advmod 300|CD|nurses|nummod nurses|NNS|walked|nsubj", "270..330 person"),
    "nearly": ("Nearly|RB|300|advmod 300|CD|nurses|nummod nurses|NNS|walked|nsubj", "270..300 person"),
    "between": (
        "Between|IN|200|advmod 200|CD|nurses|nummod and|CC|300|cc 300|CD|200|conj nurses|NNS|walked|nsubj",
        "200..300 person",
    ),
    "between, parted by the tree": (
        "Between|IN|200|case 200|CD|walked|obl and|CC|300|cc 300|CD|200|conj nurses|NNS|walked|nsubj",
        "200..300 person",
    ),
    "range": ("200|CD|nurses|nummod to|IN|300|case 300|CD|200|nmod nurses|NNS|walked|nsubj", "200..300 person"),
    "hundreds": ("Hundreds/hundred|NNS|walked|nsubj of nurses|NNS|Hundreds|nmod", "200..999 person"),
    "dozens": ("Dozens/dozen|NNS|walked|nsubj of nurses|NNS|Dozens|nmod", "24..99 person"),
    "hundreds without a noun": ("Hundreds/hundred|NNS|walked|nsubj", "200..999 person"),
}


@pytest.mark.parametrize(("subject", "count"), CROWDS.values(), ids=CROWDS)
def test_bounds_of_a_crowd(subject: str, count: str) -> None:
    assert told(f"{subject} {WALKED}", "headCount") == {f"Walkout headCount {count}"}


def test_the_number_of_a_part_is_told_with_its_place() -> None:
    text = f"""About|RB|1,200|advmod 1,200|CD|nurses|nummod nurses|NNS|walked|nsubj ,|,|nurses|punct
    including/include|VBG|300|case more|JJR|300|advmod than|IN|more|fixed 300|CD|nurses|nmod in
    Larnvik|NNP|300|nmod|LOC , {WALKED}"""
    counts = {line.replace("item", "person") for line in told(text, "headCount")}
    assert counts == {"Walkout headCount 1080..1320 person", "Walkout headCount 300.. person in Larnvik"}


def test_a_part_is_counted_in_the_unit_of_the_whole() -> None:
    text = f"""1,200|CD|nurses|nummod nurses|NNS|walked|nsubj ,|,|nurses|punct including/include|VBG|300|case
    300|CD|nurses|nmod in Larnvik|NNP|300|nmod|LOC , {WALKED}"""
    assert "Walkout headCount 300 person in Larnvik" in told(text, "headCount")


def test_those_who_are_hurt_are_persons() -> None:
    text = "A fire|NN|injured|nsubj in Larnvik|NNP|fire|nmod|LOC injured/injure|VBD hundreds/hundred|NNS|injured|obj ."
    assert told(text, "injuries") == {"Fire injuries 200..999 person"}


FIGURES = {
    "money": (
        "Baltica|NNP|bought|nsubj|ORG bought/buy|VBD Norvik|NNP|bought|obj|ORG for $|$|bought|obl "
        "2.5|CD|billion|compound billion|CD|$|nummod .",
        "Acquisition price 2500000000 USD",
    ),
    "money lost": (
        "Baltica|NNP|reported|nsubj|ORG reported|VBD a loss|NN|reported|obj of $|$|loss|nmod 3|CD|million|compound "
        "million|CD|$|nummod .",
        "FinancialResult price 3000000 USD",
    ),
    "jobs": (
        "Baltica|NNP|cut|nsubj|ORG cut|VBD 900|CD|jobs|nummod jobs|NNS|cut|obj .",
        "Layoff jobsCut 900 job",
    ),
    "the dead": (
        "At|IN|nine|advmod least|JJS|At|fixed nine|CD|people|nummod people|NNS|died|nsubj died/die|VBD in the "
        "fire|NN|died|obl .",
        "Fire deaths 9.. person",
    ),
    "the dead, as object": (
        "A fire|NN|killed|nsubj killed|VBD 12|CD|people|nummod people|NNS|killed|obj .",
        "Fire deaths 12 person",
    ),
    "signatures": (
        "4,500|CD|residents|nummod residents|NNS|signed|nsubj signed|VBD a petition|NN|signed|obj .",
        "Petition signatureCount 4500 person",
    ),
    "magnitude": (
        "A 6.1|CD|magnitude|nummod magnitude|NN|quake|compound quake|NN|struck|nsubj struck/strike|VBD "
        "Larnland|NNP|struck|obj|LOC .",
        "Earthquake quantity 6.1 magnitude",
    ),
    "votes": (
        "Workers|NNS|voted|nsubj voted/vote|VBD by 2,654|CD|voted|obl to|IN|2,131|case 2,131|CD|2,654|nmod .",
        "Vote quantity 2654 item",
    ),
    "staff, with its place": (
        "Baltica|NNP|employs|nsubj|ORG employs|VBZ 4,200|CD|people|nummod people|NNS|employs|obj in "
        "Larnland|NNP|people|nmod|LOC .",
        "Baltica workforce 4200 person in Larnland",
    ),
    "damage": (
        "The fire|NN|destroyed|nsubj destroyed|VBD nearly|RB|80|advmod 80|CD|homes|nummod homes|NNS|destroyed|obj .",
        "Fire destroy 72..80 home",
    ),
    "hours that are counted": (
        "Nurses|NNS|walked|nsubj walked|VBD out|RP|walked|compound:prt for 1290|CD|hours|nummod hours|NNS|walked|obl .",
        "Walkout quantity 1290 hour",
    ),
    "aspect of an event": (
        "The centre|NN|lay|nsubj of the quake|NN|centre|nmod lay/lie|VBD about|RB|33|advmod 33|CD|km|nummod km|NN|lay|"
        "obl from|IN|Larnvik|case Larnvik|NNP|lay|obl|LOC .",
        "Earthquake centre lie 29.7..36.3 km",
    ),
    "at a depth": (
        "The quake|NN|occurred|nsubj occurred/occur|VBD at a depth|NN|occurred|obl of 18|CD|km|nummod km|NN|depth|nmod "
        ".",
        "Earthquake depth occur at 18 km",
    ),
    "at a price": (
        "Baltica|NNP|sells|nsubj|ORG sells|VBZ phones|NNS|sells|obj at a price|NN|sells|obl of $|$|price|nmod "
        "400|CD|$|nummod .",
        "Baltica price sell at 400 USD",
    ),
    "percent": (
        "Baltica|NNP|owns|nsubj|ORG owns|VBZ 40|CD|percent|nummod percent/percent|NN|owns|obj "
        "of Norvik|NNP|percent|nmod|ORG .",
        "Baltica own 40 percent",
    ),
}


@pytest.mark.parametrize(("text", "figure"), FIGURES.values(), ids=FIGURES)
def test_figures(text: str, figure: str) -> None:
    assert figure in told(text)


def test_a_distance_is_told_as_predicate() -> None:
    text = """The centre|NN|km|nsubj of the quake|NN|centre|nmod was/be|VBD|km|cop about|RB|33|advmod 33|CD|km|nummod
    km|NN from|IN|Larnvik|case Larnvik|NNP|km|obl|LOC ."""
    assert "29.7..36.3 km" in " ".join(told(text, "quantity"))


NO_FIGURES = {
    "attempts": "Baltica|NNP|won|nsubj|ORG won/win|VBD 29|CD|won|obj of 34|CD|29|nmod .",
    "a year of killings": "Jo|NNP|saw|nsubj|PERSON saw/see|VBD the 1967|CD|riots|nummod riots|NNS|saw|obj .",
    "time that is left": "Baltica|NNP|scored|nsubj|ORG scored|VBD with five|CD|minutes|nummod minutes|NNS|scored|obl "
    "left/leave|VBN|minutes|acl .",
    "age of a pact": "Jo|NNP|signed|nsubj|PERSON signed|VBD the 50|CD|year|nummod -|HYPH|50|punct year|NN|old|compound "
    "old|JJ|pact|amod pact|NN|signed|obj .",
    "no subject with its preposition": "Plans|NNS|blocked|nsubj:pass to|IN|staff|case 5,000|CD|staff|nummod "
    "staff|NNS|blocked|nsubj:pass were blocked|VBN by|IN|Baltica|case Baltica|NNP|blocked|obl:agent|ORG .",
    "of a change": "Baltica|NNP|has|nsubj|ORG has/have|VBZ power|NN|has|obj ,|,|power|punct up|RB|hours|"
    "advmod two|CD|hours|nummod hours|NNS|has|obl:unmarked .",
    "ages": "The show|NN|rated|nsubj:pass was rated/rate|VBN in adults|NNS|rated|obl 18-49/18-49|CD|adults|nummod .",
    "of those of a noun": "Jo|NNP|doctor|nsubj|PERSON was/be|VBD|doctor|cop the doctor|NN for 900|CD|people|nummod "
    "people/person|NNS|doctor|nmod .",
    "a share of events": "A third|NN|failed|nsubj of the strikes|NNS|third|nmod failed/fail|VBD .",
    "of those who are known": "Baltica|NNP|warned|nsubj|ORG warned/warn|VBD the two|CD|groups|nummod "
    "groups|NNS|warned|obj .",
    "one of several": "The fire|NN|one|nsubj was/be|VBD|one|cop one|CD of three|CD|fires|nummod fires|NNS|one|nmod .",
    "a part of some": "Baltica|NNP|named|nsubj|ORG named|VBD one|CD|named|obj of 40|CD|ports|nummod "
    "ports|NNS|one|nmod .",
    "of another noun": "Police|NNS|charged|nsubj charged/charge|VBD Jo|NNP|charged|obj|PERSON with the "
    "neglect|NN|charged|obl of 18|CD|boats|nummod boats|NNS|neglect|nmod .",
    "members of those who vote": "The 15|CD|member|nummod -|HYPH|15|punct member|NN|council|compound "
    "council|NN|voted|nsubj voted/vote|VBD .",
    "among some": "Baltica|NNP|finalists|nsubj|ORG is/be|VBZ|finalists|cop among|IN|finalists|case the "
    "15|CD|finalists|nummod finalists|NNS .",
    "a kind of person": "Jo|NNP|veteran|nsubj|PERSON is/be|VBZ|veteran|cop an 11|CD|year|nummod -|HYPH|11|punct "
    "year|NN|veteran|compound veteran|NN .",
    "time until then": "Baltica|NNP|fired|nsubj|ORG fired/fire|VBD Jo|NNP|fired|obj|PERSON after nearly|RB|four|advmod "
    "four|CD|seasons|nummod seasons|NNS|fired|obl .",
    "time into another": "Baltica|NNP|fired|nsubj|ORG fired/fire|VBD Jo|NNP|fired|obj|PERSON 52|CD|games|nummod "
    "games|NNS|fired|obl:unmarked into|IN|season|case the season|NN|fired|obl .",
    "wins and losses": "Baltica|NNP|had|nsubj|ORG had/have|VBD|had|ROOT a 9-14/9-14|CD|start|nummod start|NN|had|obj .",
    "an address": "Jo|NNP|lives|nsubj|PERSON lives/live|VBZ at 200|CD|Road|nummod Harbour|NNP|Road|compound "
    "Road|NNP|lives|obl .",
    "in brackets": "Baltica|NNP|fell|nsubj|ORG fell/fall|VBD ( 3|CD|percent|nummod percent|NN|fell|obl:unmarked ) .",
    "beside a clause": "Jo|NNP|left|nsubj|PERSON left/leave|VBD ,|,|stops|punct with|IN|stops|case eight|CD|stops|"
    "nummod stops|NNS|left|obl .",
    "hours of the day, elsewhere": "Nurses|NNS|walked|nsubj walked|VBD out|RP|walked|compound:prt at 0300|CD|walked|"
    "obl GMT|NNP|0300|flat .",
    "what it was before": "Baltica|NNP|reported|nsubj|ORG reported|VBD a loss|NN|reported|obj ,|,|down|punct "
    "down|RB|loss|advmod from|IN|percent|case 9|CD|percent|nummod percent|NN|down|obl .",
    "age": "A 61-year-old|JJ|nurse|amod nurse|NN|resigned|nsubj resigned|VBD .",
    "year": "Nurses|NNS|struck|nsubj struck/strike|VBD in 2019|CD|struck|obl .",
    "day of the month": "Nurses|NNS|struck|nsubj struck/strike|VBD on 4|CD|struck|obl May|NNP|4|nmod:unmarked .",
    "clock": "Nurses|NNS|walked|nsubj walked|VBD out|RP|walked|compound:prt at 1230|CD|hours|nummod "
    "hours|NNS|walked|obl .",
    "clock at night": "Nurses|NNS|walked|nsubj walked|VBD out|RP|walked|compound:prt at 0045|CD|hours|nummod "
    "hours|NNS|walked|obl .",
    "of what is no aspect": "Baltica|NNP|ended|nsubj|ORG ended|VBD at a row|NN|ended|obl of 18|CD|seats|nummod "
    "seats|NNS|row|nmod .",
    "a result": "Nurses|NNS|struck|nsubj struck/strike|VBD after a 3-1/3-1|CD|vote|compound vote|NN|struck|obl .",
    "one of them": "One|CD|walked|nsubj of the nurses|NNS|One|nmod walked|VBD out|RP|walked|compound:prt .",
}


@pytest.mark.parametrize("text", NO_FIGURES.values(), ids=NO_FIGURES)
def test_numbers_that_count_nothing(text: str) -> None:
    assert told(text, "headCount", "quantity") == set()


def test_an_amount_is_told_once() -> None:
    text = "Baltica|NNP|cut|nsubj|ORG cut|VBD 900|CD|jobs|nummod jobs|NNS|cut|obj ."
    assert [line for line in told(text) if "900" in line] == ["Layoff jobsCut 900 job"]


def test_who_puts_a_number_at_something_says_so() -> None:
    text = f"""Nurses|NNS|walked|nsubj {WALKED}

    Police|NNS|put|nsubj put|VBD the turnout|NN|put|obj at|IN|500|case 500|CD|put|obl ."""
    assert told(text, "headCount") == {"Walkout headCount 500 item [police]"}


def test_a_count_beside_a_place_is_of_that_place_where_there_are_two() -> None:
    text = """300|CD|nurses|nummod nurses|NNS|walked|nsubj walked|VBD out|RP|walked|compound:prt in
    Larnvik|NNP|walked|obl|LOC ."""
    assert told(text, "headCount") == {"Walkout headCount 300 person"}
    more = "The walkout|NN|was|nsubj in Dunmore|NNP|walkout|nmod|LOC was/be|VBD short|JJ|was|xcomp ."
    assert "Walkout headCount 300 person in Larnvik" in told(f"{text}\n\n{more}", "headCount")


def test_time_up_to_another_time_is_no_amount() -> None:
    text = """Two|CD|days|nummod days|NNS|counted|obl:unmarked after|IN|walked|mark nurses|NNS|walked|nsubj
    walked|VBD|days|acl out|RP|walked|compound:prt they|PRP|counted|nsubj counted|VBD ."""
    assert told(text, "quantity") == set()


def test_a_rise_over_years_is_no_more_than_so_many() -> None:
    text = """Baltica|NNP|offered|nsubj|ORG offered|VBD a raise|NN|offered|obj over|IN|years|case two|CD|years|nummod
    years|NNS|offered|obl ."""
    assert told(text, "quantity") == {"Baltica offer over 2 year"}


def test_by_how_much_something_was_raised() -> None:
    text = """Baltica|NNP|raised|nsubj|ORG raised/raise|VBD wages|NNS|raised|obj by|IN|percent|case 4|CD|percent|nummod
    percent|NN|raised|obl ."""
    (claim,) = (c for c in read(text).claims if c.predicate == "quantity")
    assert claim.predicate_text == "raise wages by"


def test_the_price_of_each_is_not_that_of_all() -> None:
    text = """Baltica|NNP|bought|nsubj|ORG bought/buy|VBD Lumen|NNP|bought|obj|ORG for|IN|$|case $|$|bought|obl
    31|CD|$|nummod a|DT|share|det share|NN|$|nmod ."""
    assert told(text, "price") == set()
    assert "Acquisition quantity 31 USD per share" in told(text, "quantity")


def test_both_sides_of_a_vote_are_votes() -> None:
    text = """Senators|NNS|approved|nsubj approved/approve|VBD the bill|NN|approved|obj by|IN|votes|case
    64|CD|votes|nummod votes/vote|NNS|approved|obl to|IN|51|case 51|CD|votes|nmod ."""
    assert {line.split(" ", 1)[1] for line in told(text, "quantity")} == {"quantity 64 vote", "quantity 51 vote"}


def test_a_vote_without_a_majority_told_in_words() -> None:
    text = """The council|NN|voted|nsubj voted/vote|VBD 5-4/5-4|CD|voted|obj on the
    bill|NN|voted|obl ."""
    assert {"Vote participant council", "Vote concerns Legislation"} <= told(text)


def test_those_who_are_missing_are_told_as_missing() -> None:
    text = """The quake|NN|struck|nsubj struck/strike|VBD Larnvik|NNP|struck|obj|LOC .

    600|CD|residents|nummod residents|NNS|missing|nsubj are|VBP|missing|cop missing|JJ ."""
    (claim,) = (c for c in read(text).claims if c.predicate == "quantity")
    assert claim.predicate_text == "missing"


def test_a_share_of_a_number_is_a_number() -> None:
    text = f"""Two|CD|thirds|nummod -|HYPH|Two|punct thirds/third|NNS|walked|nsubj of the 900|CD|nurses|nummod
    nurses|NNS|thirds|nmod {WALKED}"""
    assert told(text, "headCount") == {"Walkout headCount 540..660 person"}


def test_the_whole_is_not_told_of_a_part() -> None:
    text = f"""300|CD|walked|nsubj of the 900|CD|nurses|nummod nurses|NNS|300|nmod {WALKED}"""
    assert told(text, "headCount") == {"Walkout headCount 300 person"}


def test_a_figure_keeps_the_word_that_tells_its_direction() -> None:
    text = """Baltica|NNP|down|nsubj|ORG was/be|VBD|down|cop down|RB five|CD|points|nummod
    points|NNS|down|obl:unmarked ."""
    assert told(text, "quantity") == {"Baltica be down 5 point"}


def test_a_speed_is_told_with_its_time() -> None:
    text = """Baltica|NNP|sailed|nsubj|ORG sailed|VBD at 80|CD|kilometres|nummod
    kilometres/kilometre|NNS|sailed|obl an|DT|hour|det hour|NN|kilometres|nmod:unmarked ."""
    assert told(text, "quantity") == {"Baltica sail at 80 km per hour"}


def test_what_a_figure_is_compared_with_is_another() -> None:
    text = """Baltica|NNP|owns|nsubj|ORG owns|VBZ 40|CD|ships|nummod ships|NNS|owns|obj compared/compare|VBN|boats|case
    with|IN|compared|fixed 36|CD|boats|nummod boats|NNS|owns|obl ."""
    assert told(text, "quantity") == {"Baltica own 40 ship"}


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("north|RB|lies|advmod of|IN|Larnvik|case Larnvik|NNP|north|obl|LOC .", "about 9 km north of Larnvik"),
        ("south|RB|lies|advmod -|HYPH|south|punct east|RB|south|advmod of|IN|port|case the port|NN|south|obl .",
         "about 9 km south-east of the port"),
        (".", "about 9 km"),
    ],
)  # fmt: skip
def test_a_distance_is_told_with_the_place_that_it_is_from(words: str, text: str) -> None:
    found = read(f"Baltica|NNP|lies|nsubj|ORG lies/lie|VBZ about|RB|9|advmod 9|CD|km|nummod km|NN|lies|obl {words}")
    (claim,) = (c for c in found.claims if c.predicate == "quantity")
    assert isinstance(claim.value, Quantity)
    assert claim.value.text.replace(" -  ", "-").replace(" - ", "-") == text


def test_a_depth_is_no_place() -> None:
    text = """The quake|NN|struck|nsubj struck/strike|VBD at a depth|NN|struck|obl of 4|CD|km|nummod
    km|NN|depth|nmod ."""
    assert told(text, "place") == set()


def test_the_share_of_a_firm_is_not_the_firm() -> None:
    text = """Shares/share|NNS|rose|nsubj of|IN|Baltica|case Baltica|NNP|Shares|nmod|ORG rose/rise|VBD
    5|CD|percent|nummod percent|NN|rose|obj ."""
    assert told(text, "quantity") == {"Baltica share rise 5 percent"}


def test_how_long_an_event_took_is_not_denied_with_its_clause() -> None:
    text = """Baltica|NNP|mention|nsubj|ORG did not mention|VB the two|CD|day|nummod -|HYPH|two|punct
    day|NN|strike|compound strike|NN|mention|obj ."""
    assert told(text, "quantity") == {"Strike quantity 2 day"}


def test_per_cent_is_one_measure() -> None:
    text = f"""About|RB|60|advmod 60|CD|cent|nummod per|NN|cent|compound cent|NN|walked|nsubj of the
    200|CD|nurses|nummod nurses|NNS|cent|nmod {WALKED}"""
    assert told(text, "headCount") == {"Walkout headCount 108..132 person"}


def test_those_who_are_left_so_are_no_figure_of_who_leaves_them() -> None:
    text = """Baltica|NNP|left|nsubj|ORG left/leave|VBD 550|CD|clerks|nummod clerks|NNS|left|obj
    unpaid|JJ|left|xcomp ."""
    assert told(text, "quantity") == set()


def test_what_another_got_is_not_what_the_subject_got() -> None:
    text = """Baltica|NNP|won|nsubj|ORG won/win|VBD five|CD|ships|nummod ships|NNS|won|obj ,|,|Norvik|punct
    Norvik|NNP|Baltica|conj|ORG four|CD|won|obj and nine|CD|boats|nummod boats|NNS|four|conj ."""
    assert told(text, "quantity") == {"Baltica win 5 ship"}


def test_what_stands_before_a_clause_is_not_before_its_figures() -> None:
    text = """Baltica|NNP|sank|nsubj|ORG sank/sink|VBD after|IN|losing|mark losing/lose|VBG|sank|advcl
    12|CD|ships|nummod ships|NNS|losing|obj ."""
    assert told(text, "quantity") == {"Baltica lose 12 ship"}


@pytest.mark.parametrize(
    ("money", "value"),
    [
        ("Canadian|JJ|dollars|amod dollars/dollar|NNS|owes|obj", "10 CAD"),
        ("Larnish|JJ|dollars|amod dollars/dollar|NNS|owes|obj", "10 dollar"),
        ("dollars/dollar|NNS|owes|obj", "10 USD"),
        ("square|JJ|miles|amod miles/mile|NNS|owes|obj", "10 square mile"),
    ],
)
def test_a_unit_has_the_words_that_narrow_it(money: str, value: str) -> None:
    text = f"Baltica|NNP|owes|nsubj|ORG owes/owe|VBZ 10|CD|{money.split('|')[2]}|nummod {money}"
    text = text.replace("10|CD|owes|nummod", "10|CD|dollars|nummod")
    assert told(f"{text} .", "quantity") == {f"Baltica owe {value}"}


def test_the_share_of_a_noun_is_not_that_of_its_verb() -> None:
    text = """Nurses|NNS|resigned|nsubj resigned|VBD for|IN|bonds|case 10|CD|%|nummod %/%|NN|bonds|compound
    bonds|NNS|resigned|obl ."""
    assert not any(line.startswith("Resignation") for line in told(text, "quantity"))


def test_no_inquiry_kills() -> None:
    text = """Baltica|NNP|promised|nsubj|ORG promised/promise|VBD an inquiry|NN|promised|obj into|IN|killed|mark
    how|WRB|killed|advmod two|CD|clerks|nummod clerks|NNS|killed|nsubj:pass were killed/kill|VBN|inquiry|acl ."""
    assert told(text, "deaths") == {"Casualties deaths 2 person"}


def test_those_arrested_are_told_of_the_arrest_alone() -> None:
    text = """The attack|NN|shook|nsubj shook/shake|VBD Larnvik|NNP|shook|obj|LOC .

    Police|NNS|arrested|nsubj arrested/arrest|VBD 30|CD|men|nummod men/man|NNS|arrested|obj ."""
    assert told(text, "quantity") == {"Arrest quantity 30 person"}


def test_what_is_given_up_is_a_figure() -> None:
    text = """Baltica|NNP|gave|nsubj|ORG gave/give|VBD up|RP|gave|compound:prt 409|CD|yards|nummod
    yards|NNS|gave|obj ."""
    assert told(text, "quantity") == {"Baltica give up 409 yard"}


def test_a_share_of_an_event_is_told_of_the_subject() -> None:
    text = """Baltica|NNP|watched|nsubj|ORG watched|VBD 40|CD|percent|nummod
    percent|NN|watched|obj of the strikes|NNS|percent|nmod ."""
    assert told(text, "quantity") == {"Baltica watch 40 percent"}


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("a|DT|week|det week|NN|days|nmod:unmarked", "day per week"),
        ("per|IN|quarter|case quarter|NN|days|nmod", "day per quarter"),
        ("per|IN|clerk|case clerk|NN|days|nmod", "day per clerk"),
        ("a|DT|town|det town|NN|days|appos", "day"),
    ],
)
def test_a_rate_is_told_with_what_it_is_of(words: str, unit: str) -> None:
    text = f"""Nurses|NNS|work|nsubj work|VBP three|CD|days|nummod days|NNS|work|obl:unmarked {words} ."""
    assert told(text, "quantity") == {f"nurses work 3 {unit}"}


def test_a_share_is_told_with_what_it_is() -> None:
    text = """Baltica|NNP|owns|nsubj|ORG owns|VBZ a 10|CD|%|nummod %|NN|stake|compound stake|NN|owns|obj in
    Norvik|NNP|stake|nmod|ORG ."""
    assert told(text, "quantity") == {"Baltica own stake 10 percent"}


def test_per_cent_in_two_words_is_led_by_the_last() -> None:
    text = """Baltica|NNP|has|nsubj|ORG has/have|VBZ 90|CD|per|nummod per|NN|has|obj cent|NN|per|goeswith of the
    market|NN|per|nmod ."""
    assert told(text, "quantity") == {"Baltica have 90 percent"}


def test_money_in_vague_millions_is_money() -> None:
    text = """Baltica|NNP|owes|nsubj|ORG owes/owe|VBZ tens/ten|NNS|owes|obj of millions/million|NNS|tens|nmod of
    dollars/dollar|NNS|owes|obl ."""
    assert told(text, "quantity") == {"Baltica owe 20000000..99999999 USD"}
