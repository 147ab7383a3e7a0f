"""Has a word the sense that the lexicon lists it for? Its particles, arguments and the conditions of its entry tell."""

from __future__ import annotations

from kg.extract.mentions import match_noun
from kg.extract.phrases import preposition
from kg.extract.reading import Reading
from kg.extract.stance import NEGATIVE
from kg.extract.syntax import slots
from kg.extract.tree import Token
from kg.ontology import Pattern

# Particles that give a verb another sense: "closed in", "fired back", "struck through".
OTHERWISE = frozenset("in on out off back down over away around by through along after into together".split())
PEOPLE = frozenset({"Person", "Group", "EmployeeGroup"})
QUESTIONING = frozenset("if whether how why when where what who".split())


def means(token: Token, pattern: Pattern, reading: Reading) -> bool:
    """True unless particles, a question, or the conditions of the pattern speak of another sense."""
    if pattern.pos == "verb" and _is_another(token, pattern, reading):
        return False
    return meets_conditions(token, pattern, reading)


def meets_conditions(token: Token, pattern: Pattern, reading: Reading) -> bool:
    """True where the conditions `only` and `unless` of a pattern allow its sense."""
    if any(_holds(condition, token, reading) for condition in pattern.unless):
        return False
    return not pattern.only or any(_holds(condition, token, reading) for condition in pattern.only)


def _is_another(verb: Token, pattern: Pattern, reading: Reading) -> bool:
    """True for a verb with a particle that the pattern lacks, done to oneself, or that asks a question."""
    if any(c.dep_ == "compound:prt" and c.lower_ in OTHERWISE - {*pattern.lemmas} for c in verb.children):
        return True
    around = slots(verb)
    if any(t.lower_.endswith(("self", "selves")) for t in around.get("obj", [])):
        return True  # "introduced themselves"
    return reading.onto.is_a(pattern.name, "Demand") and any(_is_question(c) for c in around.get("ccomp", []))


def _is_question(clause: Token) -> bool:
    """True for "whether he understood", "how it began"."""
    return any(c.lower_ in QUESTIONING for c in clause.children if c.i < clause.i)


def _holds(condition: str, token: Token, reading: Reading) -> bool:
    """True if a slot is filled, by a thing of the class after "=" if there is one; see `kg.ontology.lexicon`."""
    slot, _, wanted = condition.partition("=")
    if slot == "neg":
        return any(c.lower_ in NEGATIVE for c in token.children)
    if slot.startswith("case:"):
        return preposition(token) == slot.removeprefix("case:")
    if slot == "det":
        return any(c.dep_ in ("det", "nmod:poss", "compound", "nummod") for c in token.children)
    found = [token] if slot == "self" else slots(token).get(slot, [])
    if wanted:
        return any(is_of(t, wanted, reading) for t in found)
    return any(":" in slot or slot == "obj" or not preposition(t) for t in found)  # "some of the X" is seen as X


def is_of(token: Token, wanted: str, reading: Reading) -> bool:
    """True if what a word heads is known to be of a class: by its mention, its amount, or as a noun that tells of an
    event; of a word in lower case, if it is this noun.
    """
    onto = reading.onto
    if wanted.islower():
        return token.lemma_.lower() == wanted
    if wanted == "Quantity":
        return token.i in reading.amount_at
    nominal = reading.nominal_at.get(token.i)
    if nominal is not None and nominal.type in PEOPLE and wanted != "Position":
        return onto.is_a(nominal.type, wanted)
    if nominal is not None and nominal.type and onto.is_a(nominal.type, wanted):
        return True
    if token.lower_ in ("them", "they", "whom"):
        return onto.is_a(wanted, "Agent")
    plural = token.lower_ != token.lemma_.lower()
    names = ("Group" if plural and p.name == "Person" else p.name for p in match_noun(token, onto))
    return any(onto.is_a(name, wanted) for name in names)
