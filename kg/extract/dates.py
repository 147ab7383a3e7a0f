"""Time expressions of a Doc: found in each sentence, turned the way the tense points, anchored to what they date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.extract.phrases import NOMINAL, clause, is_verbal
from kg.extract.reading import Reading, TimeMention
from kg.extract.tree import Span as DocSpan
from kg.extract.tree import Token
from kg.model import Article, TimeInterval
from kg.timex import BACK, ON, find_times
from kg.timex.words import FULL_WEEKDAYS, WEEKDAYS

FUTURE_VERBS = frozenset(
    "plan intend expect schedule set pledge vow aim hope prepare threaten propose commit promise due".split()
)
SENSES = {word: word for word in ("since", "by", "until", "before", "after", "from")} | {
    "till": "until",
    "through": "until",
    "starting": "from",
    "beginning": "from",
    "effective": "from",
    "following": "after",
}
PARTS_OF_TIME = frozenset(
    "morning afternoon evening night noon midnight dawn dusk day week month year start beginning end "
    "middle eve hours".split()
)
PRESENT = frozenset("am is are 'm 're ’m ’re".split())
HISTORY = 3  # years of the past that a text names at least, to be one that tells of them
REACH, LONG_REACH = 6, 20  # tokens from a superlative to "in 15 years", to "since 1978"
MEASURED_IN = frozenset({"level", "price", "dollar", "figure"})  # "10% of 2000 levels", "in 2012 dollars"
START_VERBS = frozenset({"start", "begin"})


def find_time_mentions(reading: Reading) -> Iterator[TimeMention]:
    """Yields the time expressions of the prose in order."""
    told, block, history = None, -1, _is_story(reading.article)
    for sent in reading.doc.sents:
        if not reading.in_prose(sent.start):
            continue
        if reading.block(sent.start) != block:
            told, block = told if history else None, reading.block(sent.start)
        for found in _of_sentence(reading, sent, told, of_story=history):
            told = found.interval or told
            yield found


def _is_story(article: Article) -> bool:
    """True for a text that tells of other years than its own, as a biography, or that has no date: in it, "30 May"
    follows the year told last; in news it is near the publication, known or not.
    """
    if _NEWS.search(article.text):
        return False
    latest = article.published.year - 1 if article.published else date.max.year
    years = [int(year) for year in _YEAR.findall(article.text)]
    return article.published is None or sum(year < latest for year in years) >= HISTORY


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NEWS = re.compile(
    rf"\b(?:{'|'.join(FULL_WEEKDAYS)}|yesterday|tomorrow|(?:last|this|next) (?:week|month|night))\b", re.IGNORECASE
)


def _of_sentence(
    reading: Reading, sent: DocSpan, told: TimeInterval | None, *, of_story: bool
) -> Iterator[TimeMention]:
    """The times of a sentence; `told` is the one before them in the paragraph: "Two years later, it closed."."""
    offset = sent.start_char
    by_start = {t.idx: t for t in sent}

    def direction(start: int) -> int:
        token = by_start.get(offset + start)
        return tense(token) if token is not None else 0

    for found in find_times(sent.text, reading.article.published, direction, told, of_story=of_story):
        span = reading.doc.char_span(offset + found.start, offset + found.end, alignment_mode="expand")
        if span is None or not _stands_alone(span, reading):
            continue
        if span[0].lower_ == "within" and direction(found.start) == BACK:
            continue  # "collapsed within two days" counts from what collapsed
        reach = _reach(span)
        if reach is not None and not _FIXED.search(span.text):
            continue  # "in 15 years" after "the first strike" does not look ahead
        if reach is None and _COMPARED.search(sent.text[max(0, found.start - _BEFORE) : found.start]):
            reach = span.root  # "up 4 percent from a year earlier" dates nothing
        text, dated = reading.span(span.start, span.end).text, reach if reach is not None else anchor(span)
        time = TimeMention(span.start, span.end, found.kind, found.interval, dated.i, _sense(span), text)
        yield time
        if found.kind == "date" and (also := _told_with(span)) is not None:
            yield replace(time, anchor=also.i, sense="")


def _told_with(span: DocSpan) -> Token | None:
    """The verb that a clause behind a time dates: "since 2019, when it opened", "in 2019, the year it opened"."""
    after = [t for t in span.doc[span.end : span.end + 4] if t.sent.start == span.sent.start]
    if [t.text for t in after[:1]] != [","]:
        return None
    if after[1:] and after[1].lower_ == "when":
        return after[1].head if is_verbal(after[1].head) else None
    again = (t for t in after[2:] if after[1].lower_ == "the" and t.lemma_ in PARTS_OF_TIME)
    clauses = (c for t in again for c in t.children if c.dep_ == "acl:relcl")
    return next(clauses, None)


def _stands_alone(span: DocSpan, reading: Reading) -> bool:
    """A number that looks like a year is no time where it counts something or is part of a name."""
    first, head = span[0], span[0].head
    if len(span) == 1 and first.like_num and len(first.text) == 4 and head.i == first.i + 1 and head.tag_ == "NNS":
        counts = first.dep_ == "nummod" and head.pos_ in NOMINAL and head.lemma_ not in MEASURED_IN
        named = any(c.lower_ in ("the", "its", "their", "his", "her") for c in head.children)  # "the 1967 killings"
        return (named or not counts) and reading.sorts.get(head.i) != "person"
    return not (len(span) == 1 and first.ent_type_ == "PERSON" and first.lower_ not in WEEKDAYS)


_BEFORE = 60  # characters before a time that are looked at
# What a time is that stands in a comparison: "from 3.2% in May", "than a year ago", "compared with last week".
_COMPARED = re.compile(
    r"(?:\bthan(?:\s+(?:in|at|for|during|on))?|\b(?:compared|comparison)\s+(?:with|to)(?:\s+the\s+same\s+\w+\s+(?:of|in))?"
    r"|\b(?:up|down|(?:rise|fall|increase|decrease|drop|decline|gain|jump|change|cent|percent)s?|[\d.]\s?%)\s+from"
    r"|\b(?:from|than|compared\s+with|compared\s+to|versus)\s+(?:(?:about|around|some|nearly|just|over)\s+)?"
    r"(?:[$£€]\s?)?\d[\d.,]*(?:\s?%|(?:\s[a-z]+){0,2})(?:\s+(?:in|at|for|during|on))?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FIXED = re.compile(r"\d{4}|\b(?:past|last|since)\b", re.IGNORECASE)


def _reach(span: DocSpan) -> Token | None:
    """The superlative from which the words reach back over the years; of that they tell, and date nothing.

    "The first strike in the past 15 years", "the worst storm since 1978".
    """
    since = span[0].lower_ == "since" or (span.start > 0 and span[0].nbor(-1).lower_ == "since")
    counted = span[0].lower_ in ("in", "for") and any(t.like_num for t in span)
    if not since and not (counted and span[-1].lemma_.lower() in PARTS_OF_TIME | {"decade", "century"}):
        return None
    before = span.doc[max(span.sent.start, span.start - (LONG_REACH if since else REACH)) : span.start]
    words = ("first", "worst", "best") if since else ("first", "last", "only")
    found = [t for t in before if t.lower_ in words or (not since and t.tag_ in ("JJS", "RBS") and not _in_at_least(t))]
    return found[-1] if found else None


def _in_at_least(token: Token) -> bool:
    """True in "at least five strikes", which compares nothing."""
    return token.i > 0 and token.nbor(-1).lower_ == "at"


def tense(token: Token) -> int:
    """BACK where the clause around a token tells what happened, ON for what is to come, 0 where nothing shows."""
    verb = clause(token)
    if verb.lemma_ in START_VERBS and verb.tag_ == "VBG":
        return 0  # "starting on May 1" may lie ahead of those who told it
    seen = 0
    while seen < 4:
        seen += 1
        auxiliaries = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
        infinitive = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)
        if verb.tag_ == "VBG" and auxiliaries & PRESENT and "being" not in auxiliaries:
            return ON  # "is meeting lawmakers on Friday"
        if auxiliaries & {"will", "shall", "'ll", "’ll", "may", "might", "would", "could", "should"}:
            return ON
        if verb.lemma_ in FUTURE_VERBS and (seen > 1 or _lies_ahead(verb, auxiliaries)):
            return ON
        if infinitive and (verb.head == verb or (verb.head.lemma_ == "be" and verb.head.pos_ == "AUX")):
            return ON  # "nurses to strike", "is to be held"
        if infinitive and verb.dep_ == "acl":
            return ON  # "a meeting to be held on Monday"
        past = verb.tag_ in ("VBD", "VBN") or any(c.dep_ == "cop" and c.tag_ == "VBD" for c in verb.children)
        if past and not infinitive:
            return BACK
        if verb.head == verb or not (infinitive or verb.tag_ in ("VBG", "VB")):
            return 0
        verb = clause(verb.head)
    return 0


def _lies_ahead(verb: Token, auxiliaries: set[str]) -> bool:
    """True where a verb of planning speaks of what it plans: "is set for May", "a strike planned for May"."""
    participle = verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")
    passive = bool(auxiliaries & {"is", "are", "was", "were", "be", "been"})
    return participle or passive or verb.tag_ in ("VBP", "VBZ", "VBG", "VB")


def _sense(span: DocSpan) -> str:
    """The preposition before the words, or the participle ("starting on May 1") that they hang on."""
    doc, start = span.doc, span.start
    root = span.root
    verbs = {root.head.lower_, root.head.head.lower_}
    for back in range(1, 4):
        if start - back < 0:
            break
        word = doc[start - back].lower_
        if word in SENSES:
            if word == "by" and any(c.dep_ == "aux:pass" for c in root.head.children) and root.pos_ == "PROPN":
                break
            return SENSES[word]
        if word not in ("on", "in", "the", "early", "late", "at", "as", "of"):
            break
    return "from" if verbs & {"starting", "beginning"} else ""


def anchor(span: DocSpan) -> Token:
    """The verb or event noun that a time expression dates."""
    token = span.root
    while token.head != token:
        head = token.head
        inside = span.start <= head.i < span.end
        if not inside and head.lemma_ in START_VERBS and head.tag_ == "VBG" and head.head != head:
            token = head
            continue
        if not inside and head.lemma_.lower() in PARTS_OF_TIME and not is_verbal(head):
            token = head
            continue
        if not inside:
            return head if is_verbal(head) or head.pos_ in (*NOMINAL, "ADJ") else clause(head)
        token = head
    return token
