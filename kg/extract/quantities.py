"""Amounts of a Doc: what is counted, in which unit, and which word of the tree stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.dates import PARTS_OF_TIME
from kg.extract.reading import AmountMention, Reading
from kg.extract.tree import Span as DocSpan
from kg.extract.tree import Token
from kg.model import Quantity
from kg.numerals import CURRENCY_WORDS, Amount, bounds, find_amounts

PEOPLE = frozenset({"Person", "Group", "EmployeeGroup"})
VAGUE_NOUNS = frozenset("hundred thousand dozen score million billion ten half third quarter percent % couple".split())


def find_amount_mentions(reading: Reading) -> Iterator[AmountMention]:
    """Yields the amounts of the prose in order; numbers inside dates, names and idioms are none."""
    for sent in reading.doc.sents:
        if not reading.in_prose(sent.start):
            continue
        for amount in find_amounts(sent.text):
            found = _mention(reading, sent, amount)
            if found:
                yield found


def _mention(reading: Reading, sent: DocSpan, amount: Amount) -> AmountMention | None:
    span = reading.doc.char_span(
        sent.start_char + amount.start, sent.start_char + amount.end, alignment_mode="contract"
    )
    if _is_score(sent.text, amount):
        return None
    if span is None or not len(span) or any(reading.in_date(t.i) for t in span if t.like_num or t.pos_ == "NUM"):
        return None
    number = _number(span)
    if number is None or _is_idiom(number, amount) or _is_age(number):
        return None
    counted = _counted(number, span)
    if counted is not None and _is_preposition(span[0]) and counted.lemma_.lower() in PARTS_OF_TIME | {"decade"}:
        low, high, name = bounds(amount.amount, "Exactly") if amount.amount is not None else (None, None, "")
        amount = replace(amount, min=low, max=high, approximation=name)  # a raise over two years
        span = reading.doc.span(span.start + 1, span.end)
    head = number.head if number.dep_ == "nummod" and not amount.unit else number
    unit = _unit(reading, amount, number, counted)
    last = counted.i if counted is not None and span.end <= counted.i < span.end + 6 else span.end - 1
    text = reading.span(span.start, last + 1).text
    quantity = Quantity(amount.amount, amount.min, amount.max, amount.approximation, unit, " ".join(text.split()))
    return AmountMention(span.start, span.end, quantity, head.i, counted.i if counted is not None else None)


def _is_score(text: str, amount: Amount) -> bool:
    """True for the first number of "a 3-1 win": what rises is a range, what does not is a result."""
    return re.match(r"[-–]\d", text[amount.end :]) is not None


def _number(span: DocSpan) -> Token | None:
    """The word of the span that the tree hangs on: the number, the scale word, or the sign of the currency."""
    inside = [
        t
        for t in span
        if t.pos_ in ("NUM", "SYM") or t.lemma_.lower() in VAGUE_NOUNS or t.like_num or t.tag_ in ("CD", "$")
    ]
    if not inside:
        return None
    tops = [t for t in inside if t.head == t or t.head not in inside]
    return tops[-1] if tops else inside[-1]


# Verbs whose object, where only a number is told, are people: "injured hundreds".
TO_PEOPLE = frozenset(
    "injure kill wound hurt displace evacuate arrest detain hospitalize hire employ infect rescue strand".split()
)


def _is_age(number: Token) -> bool:
    """ "a 61-year-old man": a property that no claim tells."""
    after = "".join(t.text for t in number.doc[number.i + 1 : number.i + 5]).lower()
    return after.startswith(("-year-old", "year-old", "-month-old", "yearold"))


def _is_idiom(number: Token, amount: Amount) -> bool:
    """ "one of them", "the one who", "one-size-fits-all", "No. 1", "first", "50-50"; "two" and up are meant "
    "as numbers."""
    if (
        number.ent_type_
        and number.dep_ in ("flat", "compound", "nummod", "appos")
        and number.head.ent_type_
        and number.head.i < number.i
    ):
        return True
    if number.lower_ == "one" and amount.approximation == "Exactly" and not amount.unit:
        return number.dep_ != "nummod" or number.head.i > number.i + 3
    doc = number.doc
    following = [t.lower_ for t in doc[number.i + 1 : number.i + 2]]
    if (
        following[:1]
        and following[0] in ("hours", "hrs", "h")
        and re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", number.text)
    ):
        return True  # "at 1230 hours"
    since = number.i > 0 and doc[number.i - 1].lower_ == "since"
    if since and re.fullmatch(r"(?:19|20)\d\d", number.text):
        return True
    if any(t.lower_ in ("after", "before", "later", "earlier", "ago") for t in _behind(number)):
        return True  # "two days after the vote"
    before = doc[number.i - 1].lower_ if number.i else ""
    return before in ("no.", "number", "#", "chapter", "page", "article", "section", "scope", "phase", "part", "-")


def _behind(number: Token) -> list[Token]:
    """The word after a number and a unit of time."""
    doc = number.doc
    units = ("minute", "hour", "day", "week", "month", "quarter", "year", "decade")
    timed = number.i + 2 < len(doc) and doc[number.i + 1].lemma_.lower() in units
    return [doc[number.i + 2]] if timed else []


def _counted(number: Token, span: DocSpan) -> Token | None:
    """What is counted: the noun that the number modifies, or the one after "of" ("hundreds of Amazon employees")."""
    for child in number.children:
        if (
            child.dep_ == "nmod"
            and any(c.lower_ == "of" and c.dep_ == "case" for c in child.children)
            and (child.i >= span.end or child.lemma_.lower() in VAGUE_NOUNS)
        ):
            return _counted(child, span) or child if child.lemma_.lower() in VAGUE_NOUNS else child
    head = number.head
    if number.dep_ == "nmod" and head.lemma_ == "vote" and head.i < number.i:
        return head  # "by 64 votes to 51"
    after = span.doc[span.end] if span.end < len(span.doc) else number
    ranged = any(c.dep_ == "conj" and c.like_num for c in number.children)
    if ranged and after.tag_ == "NNS" and after.sent == number.sent:
        return after  # "Between 300 and 400 clerks", which the tree often parts
    if (
        number.dep_ in ("nummod", "compound", "nmod")
        and head != number
        and head.pos_ in ("NOUN", "PROPN", "X", "SYM")
        and head.i > number.i
    ):
        for child in head.children:
            if head.lemma_ in VAGUE_NOUNS and child.dep_ == "nmod":
                return child
        return head
    return None


def _is_preposition(token: Token) -> bool:
    """True for "over" in "a raise over two years", which is no hedge."""
    return token.lower_ in ("over", "under", "around") and token.dep_ == "case"


# What a price may be of: "$31 a share".
_EACH = frozenset(
    "share hour day week month year night barrel ton tonne gallon litre liter pound kilo ounce head ticket unit".split()
)


def _each(number: Token) -> str:
    """The unit behind a price, as in "$31 a share", or ""."""
    for noun in number.children:
        marks = {c.lower_ for c in noun.children if c.i < noun.i}
        if noun.i > number.i and noun.lemma_ in _EACH and marks & {"a", "an", "per", "each", "every"}:
            return noun.lemma_
    return ""


def _unit(reading: Reading, amount: Amount, number: Token, counted: Token | None) -> str:
    if amount.unit and amount.unit != "percent":
        return f"{amount.unit} per {each}" if (each := _each(number)) else amount.unit
    if amount.unit == "percent":
        return "percent"
    whole = number.dep_ == "nmod" and number.head.pos_ == "NOUN"
    if counted is None and whole and any(c.lower_ == "including" for c in number.children):
        counted = number.head  # "nurses, including 300 in Rome"
    if counted is None:
        before = number.head
        if (
            number.dep_ in ("nummod", "nmod:unmarked", "appos", "dep", "flat")
            and before.pos_ == "NOUN"
            and before.i == number.i - 1
            and not any(c.dep_ == "det" for c in before.children)
        ):
            return before.lemma_.lower()  # "magnitude 7.8", "category 4"
        hurt = number.dep_ in ("obj", "nsubj:pass") and number.head.lemma_ in TO_PEOPLE
        person = number.dep_ in ("nsubj", "nsubj:pass") and amount.approximation != "Exactly"
        return "person" if person or hurt else "item"
    lemma = counted.lemma_.lower()
    if lemma in CURRENCY_WORDS:
        return CURRENCY_WORDS[lemma]
    types = {p.name for p in reading.onto.triggers.get(("noun", lemma), ())}
    return "person" if types & PEOPLE or reading.sorts.get(counted.i) == "person" else lemma
