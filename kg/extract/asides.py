"""Amounts of which nothing is told: they stand in a comparison, in brackets, or number what is known already."""

from __future__ import annotations

from kg.extract.dates import PARTS_OF_TIME
from kg.extract.phrases import preposition
from kg.extract.quantities import LENGTHS
from kg.extract.reading import AmountMention, Reading
from kg.extract.tree import Token

TIMES = PARTS_OF_TIME | frozenset("minute hour season decade century".split())
AMID = frozenset({"among", "between", "of"})
# Prepositions by which an amount stands beside what is told, and does not tell how much it is.
BESIDE = frozenset(
    "excluding except besides despite unlike like such_as including than versus against compared_with "
    "compared_to after before following since until".split()
)
LASTING = frozenset({"", "for", "over", "during", "of", "to", "by"})  # before a measure that tells how long
SAME = frozenset({"those", "these", "them", "whom"})
FEW = 10  # as small a number is known with what it counts: "the two groups"


def is_aside(amount: AmountMention, reading: Reading) -> bool:
    """True for an amount that no claim should tell: what is said is not that there are so many."""
    head, noun = reading.doc[amount.head], noun_of(amount, reading)
    return (
        _is_whole(head)
        or _is_known(amount, noun)
        or reading.doc[max(0, amount.start - 1)].text in ("(", "[")
        or _is_change(amount, noun)
        or _is_gapped(amount, noun)
        or _is_beside(amount, noun)
        or preposition(noun) == "according_to"
    )


def noun_of(amount: AmountMention, reading: Reading) -> Token:
    """What the preposition of an amount stands before: the noun that it counts, or itself."""
    head = reading.doc[amount.head]
    counted = reading.doc[amount.counted] if amount.counted is not None else head
    return counted if head == counted or head.head == counted else head


def is_count(amount: AmountMention) -> bool:
    """True for a number of things, not a measure of time, length, money or share."""
    unit = unit_of(amount)
    measured = bool(LENGTHS & {*unit.split()}) or unit in TIMES | {"percent", "item", "magnitude"}
    return not measured and not unit.isupper()


def unit_of(amount: AmountMention) -> str:
    """The unit of an amount without that of its rate: "day" of "day per week"."""
    return amount.quantity.unit.partition(" per ")[0]


def _is_whole(token: Token) -> bool:
    """True for "one of the seven", "between the two firms", and the number of a version ("Safari 4")."""
    noun = token.head if token.dep_ == "nummod" else token
    determined = any(c.dep_ == "det" and c.lower_ in ("the", "these", "those", "both") for c in noun.children)
    if determined and noun.dep_ == "nmod" and (noun.head.lower_ in ("one", "each", "any") or preposition(noun) in AMID):
        return True
    before = token.doc[token.i - 1] if token.i else token
    return before.pos_ == "PROPN" and token.like_num and before.head == token.head


def _is_known(amount: AmountMention, noun: Token) -> bool:
    """True for "the two groups", "his first two seasons": a small number that the reader is thought to know."""
    words = {c.lower_ for c in noun.children if c.dep_ in ("det", "amod")}
    known = words & {"the", "these", "those", "both", "first", "last", "other"}
    small = amount.quantity.amount is not None and amount.quantity.amount <= FEW
    return bool(known) and small and amount.counted is not None and is_count(amount)


def _is_change(amount: AmountMention, noun: Token) -> bool:
    """True for "seven hours of talk, up two hours", which the tree does not hang on "up"."""
    before = noun.doc[max(0, amount.start - 1)]
    particle = before.dep_ == "compound:prt"  # "gave up two hours"
    return before.lower_ in ("up", "down") and not particle and before not in (noun.head, noun.head.head)


def _is_gapped(amount: AmountMention, noun: Token) -> bool:
    """True for the ten of "Ann got five months and Jo ten", and what is coordinated with it: not what Ann got."""
    first = noun.head.left_edge if noun.dep_ == "conj" else noun
    before = {noun.doc[max(0, start - 1)] for start in (amount.start, first.i)}
    return any(t.pos_ == "PROPN" and _top(t).dep_ in ("conj", "list", "appos", "dep", "orphan") for t in before)


def _top(name: Token) -> Token:
    """The word of a name that stands for it in the tree."""
    while name.dep_ in ("flat", "compound") and name.head != name:
        name = name.head
    return name


def _is_beside(amount: AmountMention, noun: Token) -> bool:
    """True for "excluding 10 rebounds", "among the 15 finalists", "after two seasons", ", with two dead"."""
    before = preposition(noun) or (preposition(noun.head) if noun.dep_ == "conj" else "")
    if before in BESIDE or (before in ("among", "between") and noun.dep_ == "ROOT"):
        return True
    if noun.dep_.startswith("nsubj") and before in ("to", "for", "with", "at"):
        return True  # what the tree takes for a subject, though none has such a preposition
    if amount.quantity.unit in TIMES | LENGTHS and noun.dep_.startswith(("obl", "nmod")):
        return preposition(noun) not in LASTING
    same = any(t.lower_ in SAME for t in noun.subtree)  # "with 900 of those"
    edge = noun.left_edge.i
    return before == "with" and not same and "," in {t.text for t in noun.doc[max(0, edge - 1) : edge + 1]}
