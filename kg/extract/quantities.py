"""Amounts of a Doc: what is counted, in which unit, and which word of the tree stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.dates import PARTS_OF_TIME
from kg.extract.phrases import preposition
from kg.extract.reading import AmountMention, Reading
from kg.extract.tree import Span as DocSpan
from kg.extract.tree import Token
from kg.model import Quantity
from kg.numerals import CURRENCY_WORDS, NATIONAL_CURRENCIES, Amount, bounds, find_amounts, plain

PEOPLE = frozenset({"Person", "Group", "EmployeeGroup"})
VAGUE_NOUNS = frozenset("hundred thousand dozen score million billion ten half third quarter percent % couple".split())


# Words of which only a part is meant in "one of the 900 nurses".
PARTS = frozenset("one each any some none most many several few half third quarter percent % dozen".split())
ASPECTS = frozenset(
    "magnitude category depth height length width distance speed rate cost price value size weight age level".split()
)
LENGTHS = frozenset("km kilometer kilometre metre meter mile foot yard inch cm mm league".split())
# One spelling of each measure; the lemma of an abbreviation is often that of another word.
SPELLINGS = {"km": "km", "kms": "km", "kilometer": "km", "kilometre": "km", "meter": "metre", "kph": "km/h"}


def find_amount_mentions(reading: Reading) -> Iterator[AmountMention]:
    """Yields the amounts of the prose in order; numbers inside dates, names and idioms are none.

    Of "two-thirds of the 900 nurses" comes one amount, about 600 nurses; of "one of the 900", none.
    """
    for sent in reading.doc.sents:
        if not reading.in_prose(sent.start):
            continue
        found = [m for amount in find_amounts(sent.text) if (m := _mention(reading, sent, amount))]
        for mention in found:
            if not _is_of_part(mention, reading):
                yield _of_whole(mention, found, reading)


def _is_of_part(mention: AmountMention, reading: Reading) -> bool:
    """True for the 900 of "two of the 900 nurses": the number of all, where a part is meant."""
    noun = reading.doc[mention.head if mention.counted is None else mention.counted]
    above = noun.head
    if noun.dep_ != "nmod" or above.i >= mention.start or preposition(noun) not in ("of", "out_of"):
        return False
    return above.lemma_.lower() in PARTS or above.like_num


def _of_whole(share: AmountMention, found: list[AmountMention], reading: Reading) -> AmountMention:
    """The amount itself; for a share of a number, so many of what is counted."""
    whole = next((m for m in found if m.counted == share.counted is not None and m.start >= share.end), None)
    if share.quantity.unit != "percent" or whole is None or whole.quantity.amount is None:
        return share
    of, told = whole.quantity.amount / 100, share.quantity
    low, high = (None if n is None else plain(n * of) for n in (told.min, told.max))
    name = told.approximation
    amount = told.amount and (told.amount * of).to_integral_value()
    if amount is not None and name == "Exactly":
        low, high, name = bounds(amount, "About")
    text = " ".join(reading.span(share.start, whole.counted + 1 if whole.counted else whole.end).text.split())
    quantity = Quantity(amount, low, high, name, whole.quantity.unit, text)
    return replace(share, quantity=quantity)


def _mention(reading: Reading, sent: DocSpan, amount: Amount) -> AmountMention | None:
    span = reading.doc.char_span(
        sent.start_char + amount.start, sent.start_char + amount.end, alignment_mode="contract"
    )
    if _is_score(sent.text, amount):
        return None
    if span is None or not len(span) or any(reading.in_date(t.i) for t in span if t.like_num or t.pos_ == "NUM"):
        return None
    number = _number(span)
    if number is None or _is_idiom(number, amount, span.start) or _is_age(number):
        return None
    counted = _counted(number, span)
    if counted is not None and (_is_name(counted, amount) or _is_record(counted, amount, span)):
        return None
    if counted is not None and _is_preposition(span[0]) and counted.lemma_.lower() in PARTS_OF_TIME | {"decade"}:
        low, high, name = bounds(amount.amount, "Exactly") if amount.amount is not None else (None, None, "")
        amount = replace(amount, min=low, max=high, approximation=name)  # a raise over two years
        span = reading.doc.span(span.start + 1, span.end)
    head = number.head if number.dep_ == "nummod" and not amount.unit else number
    unit = _unit(reading, amount, number, counted)
    last = counted.i if counted is not None and span.end <= counted.i < span.end + 6 else span.end - 1
    each = _each(reading.doc[last])
    if each is not None:
        unit, last = f"{unit} per {each.lemma_.lower()}", each.i
    last = _whither(reading.doc[last]) if unit in LENGTHS else last
    text = reading.span(span.start, last + 1).text
    quantity = Quantity(amount.amount, amount.min, amount.max, amount.approximation, unit, " ".join(text.split()))
    return AmountMention(span.start, span.end, quantity, head.i, counted.i if counted is not None else None)


def _is_score(text: str, amount: Amount) -> bool:
    """True for the first number of "a 3-1 win": what rises is a range, what does not is a result."""
    return re.match(r"\s?[-–]\s?\d", text[amount.end :]) is not None


# Words that tell whither a length is measured: "9 km north of Larnvik", "20 feet above the road".
WHITHER = frozenset(
    "north south east west northeast northwest southeast southwest away inland offshore upstream downstream -".split()
)
FROM = frozenset("from off of outside above below beneath into inside beyond".split())
PLACE_WORDS = 6  # of the place from which a length is measured


def _whither(measure: Token) -> int:
    """The last word of a distance: of "9 km north of Larnvik" the name, of "9 km" the measure itself."""
    doc, i = measure.doc, measure.i + 1
    while i < len(doc) and doc[i].lower_ in WHITHER:
        i += 1
    if i + 1 >= len(doc) or doc[i].lower_ not in FROM or (doc[i].lower_ == "of" and i == measure.i + 1):
        return i - 1
    noun = doc[i].head
    return noun.i if doc[i].dep_ == "case" and i < noun.i <= i + PLACE_WORDS else i - 1


def _is_name(counted: Token, amount: Amount) -> bool:
    """True for "200 Harbour Road", "two apiece", "29-of-34": a number before one name counts nothing."""
    if counted.lower_ == "apiece" or counted.like_num:
        return True
    return counted.tag_ == "NNP" and counted.text.istitle() and not amount.unit


def _is_record(counted: Token, amount: Amount, span: DocSpan) -> bool:
    """True for "a 9-14 start", wins and losses: a range of things that are counted stands before a plural."""
    measured = counted.lemma_.lower() in LENGTHS | {"minute", "hour", "day", "week", "month", "year"}
    bare = amount.approximation == "Between" and not amount.unit and re.fullmatch(r"\d+-\d+", span.text) is not None
    return bare and counted.tag_ == "NN" and not measured


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
    share = any(t.lower_ in ("in", "out") for t in span)  # "one in five"
    return (tops[0] if share else tops[-1]) if tops else inside[-1]


# Verbs whose object, where only a number is told, are people: "injured hundreds".
TO_PEOPLE = frozenset(
    "injure kill wound hurt displace evacuate arrest detain hospitalize hire employ infect rescue strand".split()
)


def _is_age(number: Token) -> bool:
    """ "a 61-year-old man", "the 50-year old pact", "50 years old": a property that no claim tells."""
    after = number.doc.span(number.i + 1, min(number.i + 6, len(number.doc))).text
    return re.match(r"\W{0,3}(?:year|month|week|day)s?\W{0,3}olds?\b", after) is not None


def _is_idiom(number: Token, amount: Amount, start: int) -> bool:
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
    before = number.doc[start - 1].lower_ if start else ""
    return _is_time(number) or _is_elsewhen(number) or before in LABELS


LABELS = frozenset("no. number # chapter page article section scope phase part -".split())


def _is_time(number: Token) -> bool:
    """True for "at 1230 hours", "since 2014"."""
    doc = number.doc
    before, after = (doc[i].lower_ if 0 <= i < len(doc) else "" for i in (number.i - 1, number.i + 1))
    if before == "since" and re.fullmatch(r"(?:19|20)\d\d", number.text):
        return True
    return after in ("hours", "hrs", "h", "gmt", "utc") and bool(re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", number.text))


# Words behind a number of units that make it tell when, not how long; the first ones with any unit.
AWAY = frozenset("into later earlier ago".split())
TIMED_AWAY = AWAY | frozenset("after before following since prior left remaining".split())
TIME_UNITS = frozenset("minute hour day week month quarter year decade".split())


def _is_elsewhen(number: Token) -> bool:
    """True for "two days after the vote", "52 games into the season"."""
    doc = number.doc
    if number.i + 2 >= len(doc):
        return False
    noun, after = doc[number.i + 1], doc[number.i + 2].lower_
    return after in (TIMED_AWAY if noun.lemma_.lower() in TIME_UNITS else AWAY if number.head == noun else ())


def _counted(number: Token, span: DocSpan) -> Token | None:
    """What is counted: the noun that the number modifies, or the one after "of" ("hundreds of Amazon employees")."""
    behind = span.doc[span.end : span.end + 2]
    if len(behind) == 2 and behind[0].lower_ == "of" and behind[1].lemma_.lower() in CURRENCY_WORDS:
        return behind[1]  # "tens of millions of dollars", wherever it hangs
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


# What a price or a rate may be of: "$31 a share", "three days a week"; behind "per" it may be anything.
_EACH = frozenset(
    "share second minute hour day week month quarter year night season game match barrel ton tonne gallon litre liter "
    "pound kilo ounce head ticket unit person household".split()
)


def _each(last: Token) -> Token | None:
    """The unit behind the last word of an amount, as in "$31 a share", "80 km an hour"; None where there is none."""
    mark, noun = ([*last.doc[last.i + 1 : last.i + 3], None, None])[:2]
    if mark is None or noun is None or noun.tag_ != "NN":
        return None
    if any(t.lower_ in ("earlier", "ago", "later", "before") for t in last.doc[last.i + 3 : last.i + 4]):
        return None  # "up from $290 million a year earlier"
    rate = mark.lower_ == "per" or (mark.lower_ in ("a", "an", "each", "every") and noun.lemma_.lower() in _EACH)
    return noun if rate and noun.lower_ != "cent" else None


def _currency(word: Token, lemma: str) -> str:
    """The code of a currency; of one whose land is named and not known, its plain word."""
    lands = [c.lower_ for c in word.children if c.dep_ in ("amod", "compound") and c.text[:1].isupper()]
    if not lands:
        return CURRENCY_WORDS[lemma]
    near = " ".join((lands[-1], lemma))
    return NATIONAL_CURRENCIES.get(near) or NATIONAL_CURRENCIES.get(" ".join((*lands, lemma)), lemma)


def _unit(reading: Reading, amount: Amount, number: Token, counted: Token | None) -> str:
    if amount.unit and amount.unit != "percent":
        return amount.unit
    if amount.unit == "percent":
        return "percent"
    whole = number.dep_ == "nmod" and number.head.pos_ == "NOUN"
    if counted is None and whole and any(c.lower_ == "including" for c in number.children):
        counted = number.head  # "nurses, including 300 in Rome"
    if counted is None:
        before = number.head
        if (
            number.dep_ in ("nummod", "nmod:unmarked", "appos", "dep", "flat")
            and before.tag_ == "NN"
            and before.i == number.i - 1
            and not any(c.dep_ == "det" for c in before.children)
        ):
            return before.lemma_.lower()  # "magnitude 7.8", "category 4"
        hurt = number.dep_ in ("obj", "nsubj:pass") and number.head.lemma_ in TO_PEOPLE
        person = number.dep_ in ("nsubj", "nsubj:pass") and amount.approximation != "Exactly"
        return "person" if person or hurt else "item"
    lemma = counted.lemma_.lower()
    if lemma in CURRENCY_WORDS:
        return _currency(counted, lemma)
    lemma = SPELLINGS.get(counted.lower_) or SPELLINGS.get(lemma, lemma)
    if lemma in LENGTHS:
        return next((f"{c.lower_} {lemma}" for c in counted.children if c.lower_ in ("square", "cubic")), lemma)
    types = {p.name for p in reading.onto.triggers.get(("noun", lemma), ())}
    return "person" if types & PEOPLE or reading.sorts.get(counted.i) == "person" else lemma
