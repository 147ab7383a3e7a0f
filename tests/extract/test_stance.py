"""How a statement is meant: planned, possible, demanded, denied; by which words, and how far they reach."""

from __future__ import annotations

import pytest

from tests.extract.told import told

INCLINED = """Baltica|NNP|{0}|nsubj|ORG is/be|VBZ|{0}|cop {0}|JJ to dismiss|VB|{0}|xcomp
    Ann|NNP|dismiss|obj|PERSON ."""
# A dismissal in many moods: the words, and how the claim that Baltica carries it out ends.
MOODS = {
    "fact": ("Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD Ann|NNP|dismissed|obj|PERSON .", ""),
    "will": ("Baltica|NNP|dismiss|nsubj|ORG will dismiss|VB Ann|NNP|dismiss|obj|PERSON .", " Planned"),
    "going to": (
        "Baltica|NNP|going|nsubj|ORG is/be|VBZ/AUX|going|aux going/go|VBG to dismiss|VB|going|xcomp "
        "Ann|NNP|dismiss|obj|PERSON .",
        " Planned",
    ),
    "plan": (
        "Baltica|NNP|plans|nsubj|ORG plans|VBZ to dismiss|VB|plans|xcomp Ann|NNP|dismiss|obj|PERSON .",
        " Planned",
    ),
    "be expected": (
        "Baltica|NNP|expected|nsubj:pass|ORG is expected|VBN to dismiss|VB|expected|xcomp Ann|NNP|dismiss|obj|PERSON .",
        " Planned",
    ),
    "two governors, the nearest wins": (
        "Baltica|NNP|plan|nsubj|ORG may plan|VB to dismiss|VB|plan|xcomp Ann|NNP|dismiss|obj|PERSON .",
        " Planned",
    ),
    "may": ("Baltica|NNP|dismiss|nsubj|ORG may dismiss|VB Ann|NNP|dismiss|obj|PERSON .", " Possible"),
    "reportedly": (
        "Baltica|NNP|dismissed|nsubj|ORG reportedly|RB|dismissed|advmod dismissed|VBD Ann|NNP|dismissed|obj|PERSON .",
        " Possible",
    ),
    "would have": (
        "Baltica|NNP|dismissed|nsubj|ORG would have dismissed|VBN Ann|NNP|dismissed|obj|PERSON .",
        " Possible",
    ),
    "consider": (
        "Baltica|NNP|considers|nsubj|ORG considers|VBZ dismissing|VBG|considers|xcomp Ann|NNP|dismissing|obj|PERSON .",
        " Planned",
    ),
    "should": ("Baltica|NNP|dismiss|nsubj|ORG should dismiss|VB Ann|NNP|dismiss|obj|PERSON .", " Demanded"),
    "not": ("Baltica|NNP|dismiss|nsubj|ORG did not dismiss|VB Ann|NNP|dismiss|obj|PERSON .", " not"),
    "never": (
        "Baltica|NNP|dismissed|nsubj|ORG never|RB|dismissed|advmod dismissed|VBD Ann|NNP|dismissed|obj|PERSON .",
        " not",
    ),
    "will not": ("Baltica|NNP|dismiss|nsubj|ORG will not dismiss|VB Ann|NNP|dismiss|obj|PERSON .", " Planned not"),
    "failed": (
        "Baltica|NNP|failed|nsubj|ORG failed|VBD to dismiss|VB|failed|xcomp Ann|NNP|dismiss|obj|PERSON .",
        " not",
    ),
    "refused": (
        "Baltica|NNP|refused|nsubj|ORG refused/refuse|VBD to dismiss|VB|refused|xcomp Ann|NNP|dismiss|obj|PERSON .",
        " not",
    ),
    "did not fail": (
        "Baltica|NNP|fail|nsubj|ORG did not fail|VB to dismiss|VB|fail|xcomp Ann|NNP|dismiss|obj|PERSON .",
        "",
    ),
    "not only": (
        "Baltica|NNP|dismissed|nsubj|ORG not only|RB|dismissed|advmod dismissed|VBD Ann|NNP|dismissed|obj|PERSON .",
        "",
    ),
    "not, of another clause": (
        "Baltica|NNP|dismissed|nsubj|ORG , which|WDT|pay|nsubj does not pay|VB|Baltica|acl:relcl Bo|NNP|pay|obj|PERSON "
        ", dismissed|VBD Ann|NNP|dismissed|obj|PERSON .",
        "",
    ),
    "if": (
        "Workers|NNS|strike|nsubj will strike|VB if|IN|dismisses|mark Baltica|NNP|dismisses|nsubj|ORG "
        "dismisses/dismiss|VBZ|strike|advcl Ann|NNP|dismisses|obj|PERSON .",
        " Possible",
    ),
    "denied": (
        "Baltica|NNP|denied|nsubj|ORG denied/deny|VBD that it|PRP|dismissed|nsubj had dismissed|VBN|denied|ccomp "
        "Ann|NNP|dismissed|obj|PERSON .",
        " not [Baltica]",
    ),
    "denied not doing": (
        "Baltica|NNP|denied|nsubj|ORG denied/deny|VBD that it|PRP|dismissed|nsubj had not dismissed|VBN|denied|ccomp "
        "Ann|NNP|dismissed|obj|PERSON .",
        " [Baltica]",
    ),
    "said, and will": (
        "Baltica|NNP|said|nsubj|ORG said|VBD it|PRP|dismiss|nsubj would dismiss|VB|said|ccomp "
        "Ann|NNP|dismiss|obj|PERSON .",
        " Planned [Baltica]",
    ),
    "told to": (
        "Baltica|NNP|told|nsubj:pass|ORG was told/tell|VBN to dismiss|VB|told|xcomp Ann|NNP|dismiss|obj|PERSON .",
        " Demanded",
    ),
    "likely": (INCLINED.format("likely"), " Possible"),
    "unlikely": (INCLINED.format("unlikely"), " Possible not"),
    "reluctant": (INCLINED.format("reluctant"), " Possible not"),
    "unable": (INCLINED.format("unable"), " not"),
    "eager": (INCLINED.format("eager"), " Planned"),
    "happy": (INCLINED.format("happy"), ""),
    "a coordinated verb shares the mood": (
        "Baltica|NNP|plans|nsubj|ORG plans|VBZ to close|VB|plans|xcomp plants|NNS|close|obj and dismiss|VB|close|conj "
        "Ann|NNP|dismiss|obj|PERSON .",
        " Planned",
    ),
    "a noun: planned": (
        "Baltica|NNP|dismissal|nmod:poss|ORG 's planned/plan|VBN|dismissal|amod dismissal|NN|caused|nsubj of "
        "Ann|NNP|dismissal|nmod|PERSON caused/cause|VBD protests|NNS|caused|obj .",
        " Planned",
    ),
    "a noun: alleged": (
        "Baltica|NNP|dismissal|nmod:poss|ORG 's alleged|JJ|dismissal|amod dismissal|NN|caused|nsubj of "
        "Ann|NNP|dismissal|nmod|PERSON caused/cause|VBD protests|NNS|caused|obj .",
        " Possible",
    ),
}


@pytest.mark.parametrize(("text", "mood"), MOODS.values(), ids=MOODS)
def test_mood(text: str, mood: str) -> None:
    found = [line for line in told(text, "performedBy") if line.startswith("Dismissal")]
    assert found == [f"Dismissal performedBy Baltica{mood}"]


CHARGED = """Ann|NNP|{0}|nsubj:pass|PERSON was {0}|VBN {1}|IN|robbing|mark robbing/rob|VBG|{0}|advcl
    Baltica|NNP|robbing|obj|ORG ."""


@pytest.mark.parametrize("words", ["accused/accuse of", "charged/charge with", "arrested/arrest for"])
def test_what_somebody_is_charged_with_is_possible(words: str) -> None:
    verb, mark = words.split()
    text = CHARGED.format(verb.partition("/")[0], mark).replace(f"was {verb.partition('/')[0]}", f"was {verb}")
    wanted = {"Theft performedBy Ann Possible", "Theft targetedAt Baltica Possible"}
    assert wanted <= told(text, "performedBy", "targetedAt")


def test_what_somebody_is_praised_for_is_a_fact() -> None:
    text = """The mayor|NN|praised|nsubj praised/praise|VBD Ann|NNP|praised|obj|PERSON for|IN|rescuing|mark
    rescuing/rescue|VBG|praised|advcl Bo|NNP|rescuing|obj|PERSON ."""
    assert {"Rescue performedBy Ann", "Rescue affects Bo"} <= told(text)


def test_what_is_likely_is_possible() -> None:
    text = """It|PRP|likely|expl is/be|VBZ|likely|cop likely|JJ that|IN|dismisses|mark Baltica|NNP|dismisses|nsubj|ORG
    dismisses/dismiss|VBZ|likely|ccomp Ann|NNP|dismisses|obj|PERSON ."""
    assert told(text, "performedBy") == {"Dismissal performedBy Baltica Possible"}


PREVENTED = """A court|NN|{0}|nsubj {0}/{1}|VBD Baltica|NNP|{0}|obj|ORG from|IN|dismissing|mark
    dismissing|VBG|{0}|{2} Ann|NNP|dismissing|obj|PERSON ."""


@pytest.mark.parametrize("verb", ["prevented/prevent", "stopped/stop", "blocked/block"])
def test_what_somebody_is_kept_from_does_not_happen(verb: str) -> None:
    assert told(PREVENTED.format(*verb.split("/"), "xcomp"), "performedBy") == {"Dismissal performedBy Baltica not"}


@pytest.mark.parametrize("verb", ["prevented/prevent", "kept/keep"])
def test_what_somebody_is_kept_from_does_not_happen_as_an_adverbial(verb: str) -> None:
    assert told(PREVENTED.format(*verb.split("/"), "advcl"), "performedBy") == {"Dismissal performedBy Baltica not"}


def test_the_mood_holds_of_all_claims_of_the_event() -> None:
    text = """Baltica|NNP|dismiss|nsubj|ORG may dismiss|VB 40|CD|workers|nummod workers|NNS|dismiss|obj in
    Larnvik|NNP|dismiss|obl|LOC on Friday|NNP|dismiss|obl ."""
    claims = {line for line in told(text) if line.startswith("Dismissal")}
    assert len(claims) == 5
    assert all(line.endswith(" Possible") for line in claims)


def test_a_demand_is_actual_and_what_it_asks_for_demanded() -> None:
    text = """The union|NN|urged|nsubj urged/urge|VBD Baltica|NNP|urged|obj|ORG to dismiss|VB|urged|xcomp
    Ann|NNP|dismiss|obj|PERSON ."""
    assert {
        "Demand performedBy union",
        "Demand addressedTo Baltica",
        "Demand content “dismiss Ann” Demanded [union]",
        "Dismissal performedBy Baltica Demanded",
        "Dismissal affects Ann Demanded",
    } <= told(text)


def test_what_a_noun_phrase_takes_for_granted_is_not_negated() -> None:
    text = """Baltica|NNP|employees|nmod:poss|ORG 's employees|NNS|strike|nsubj did not strike|VB ."""
    assert {"Baltica employees employeesOf Baltica", "Strike participant Baltica employees not"} <= told(text)


def test_a_cancelled_strike_was_planned_and_is_not_held() -> None:
    text = """Nurses|NNS|cancelled|nsubj cancelled/cancel|VBD a strike|NN|cancelled|obj over pay|NN|strike|nmod ."""
    assert "Strike topic pay Planned not" in told(text)


def test_who_calls_a_strike_demands_nothing_of_anybody() -> None:
    text = "The Harbour|NNP|Union|compound|ORG Union|NNP|called|nsubj|ORG called|VBD a strike|NN|called|obj ."
    assert not any("Demanded" in line for line in told(text))


NO_ACTS = {
    "what is made of none, told by the noun": (
        "Baltica|NNP|made|nsubj|ORG made/make|VBD no apology|NN|made|obj to|TO/ADP|Ann|case "
        "Ann|NNP|apology|nmod|PERSON .",
        "Apology performedBy Baltica not",
    ),
    "a number is no denial": (
        "Baltica|NNP|dismissed|nsubj|ORG , the No|NNP|firm|compound .|HYPH|No|punct 5|CD|No|flat "
        "firm|NN|Baltica|appos , dismissed|VBD Ann|NNP|dismissed|obj|PERSON .",
        "Dismissal performedBy Baltica",
    ),
    "no doubt that": (
        "There|EX|is|expl is/be|VBZ no doubt|NN|is|nsubj that|IN|dismissed|mark Baltica|NNP|dismissed|nsubj|ORG "
        "dismissed|VBD|doubt|acl Ann|NNP|dismissed|obj|PERSON .",
        "Dismissal performedBy Baltica",
    ),
    "what claims say is possible, whatever becomes of the claims": (
        "The mayor|NN|hear|nsubj did not hear|VB claims/claim|NNS|hear|obj that|IN|dismissed|mark "
        "Baltica|NNP|dismissed|nsubj|ORG dismissed|VBD|claims|acl Ann|NNP|dismissed|obj|PERSON .",
        "Dismissal performedBy Baltica Possible",
    ),
    "the first to do it did it": (
        "Baltica|NNP|firm|nsubj|ORG is/be|VBZ|firm|cop the first|JJ|firm|amod firm|NN to dismiss|VB|firm|acl "
        "Ann|NNP|dismiss|obj|PERSON .",
        "Dismissal performedBy Baltica",
    ),
    "looked forward to": (
        "Baltica|NNP|looks|nsubj|ORG looks/look|VBZ forward|RB|looks|advmod to|IN|dismissing|mark "
        "dismissing|VBG|looks|advcl Ann|NNP|dismissing|obj|PERSON .",
        "Dismissal performedBy Baltica Planned",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), NO_ACTS.values(), ids=NO_ACTS)
def test_how_far_a_denial_or_a_plan_reaches(text: str, wanted: str) -> None:
    assert [line for line in told(text, "performedBy") if wanted.split()[0] in line] == [wanted]


def test_an_office_beside_a_name_is_not_denied_with_the_verb() -> None:
    text = """The secretary|NN|rule|nsubj , Ann|NNP|secretary|appos|PERSON , did not rule|VB out|RP|rule|compound:prt
    a strike|NN|rule|obj ."""
    assert told(text, "holdsPosition") == {"Ann holdsPosition secretary"}


def test_the_next_holder_of_an_office_has_yet_to_come() -> None:
    text = """Ann|NNP|resigned|nsubj|PERSON , the next|JJ|mayor|amod mayor|NN|Ann|appos , resigned|VBD ."""
    assert told(text, "holdsPosition") == {"Ann holdsPosition next mayor Planned"}


GIVEN = {
    "in the attack": ("in the attack|NN|hurt|obl", "Attack"),
    "during talks": ("during|IN|talks|case talks|NNS|hurt|obl", "Negotiation"),
}


@pytest.mark.parametrize(("words", "event"), GIVEN.values(), ids=GIVEN)
def test_what_a_denial_takes_for_granted_happened(words: str, event: str) -> None:
    at = "attack" if event == "Attack" else "talks"
    text = f"""Ann|NNP|hurt|nsubj:pass|PERSON was not hurt|VBN {words} in Larnvik|NNP|{at}|nmod|LOC ."""
    assert f"{event} place Larnvik" in told(text, "place")


def test_what_did_not_begin_is_denied() -> None:
    text = "Nurses|NNS|go|nsubj did not go|VB on strike|NN|go|obl in Larnvik|NNP|go|obl|LOC ."
    assert "Strike participant nurses not" in told(text, "participant")
