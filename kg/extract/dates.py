"""Time expressions of a Doc: found in each sentence, turned the way the tense points, anchored to what they date."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.phrases import NOMINAL, clause, is_verbal
from kg.extract.reading import Reading, TimeMention
from kg.extract.tree import Span as DocSpan
from kg.extract.tree import Token
from kg.timex import BACK, ON, find_times

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
START_VERBS = frozenset({"start", "begin"})


def find_time_mentions(reading: Reading) -> Iterator[TimeMention]:
    """Yields the time expressions of the prose in order."""
    for sent in reading.doc.sents:
        if reading.in_prose(sent.start):
            yield from _of_sentence(reading, sent)


def _of_sentence(reading: Reading, sent: DocSpan) -> Iterator[TimeMention]:
    offset = sent.start_char
    by_start = {t.idx: t for t in sent}

    def direction(start: int) -> int:
        token = by_start.get(offset + start)
        return tense(token) if token is not None else 0

    for found in find_times(sent.text, reading.article.published, direction):
        span = reading.doc.char_span(offset + found.start, offset + found.end, alignment_mode="expand")
        if span is None or not _stands_alone(span) or _is_reach(span):
            continue
        text = reading.span(span.start, span.end).text
        yield TimeMention(span.start, span.end, found.kind, found.interval, anchor(span).i, _sense(span), text)


def _stands_alone(span: DocSpan) -> bool:
    """A number that looks like a year is no time where it counts something or is part of a name."""
    first = span[0]
    if len(span) == 1 and first.like_num and len(first.text) == 4:
        return not (
            first.dep_ == "nummod"
            and first.head.pos_ in NOMINAL
            and first.head.i == first.i + 1
            and first.head.tag_ == "NNS"
        )
    return not (len(span) == 1 and first.ent_type_ == "PERSON")


def _is_reach(span: DocSpan) -> bool:
    """ "the first strike in 15 years" reaches back over the years; it dates nothing."""
    since = span[0].lower_ == "since" or (span.start > 0 and span[0].nbor(-1).lower_ == "since")
    if since and any(t.lower_ in ("first", "worst", "best") for t in span.doc[span.sent.start : span.start]):
        return True  # "the first walkout since September 2019"
    if span[0].lower_ not in ("in", "for") or not any(t.like_num for t in span):
        return False
    before = span.doc[max(span.sent.start, span.start - 6) : span.start]
    return any(t.lower_ in ("first", "last", "only") or t.tag_ in ("JJS", "RBS") for t in before) and span[
        -1
    ].lemma_.lower() in PARTS_OF_TIME | {"decade", "century"}


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
        if auxiliaries & {"will", "shall", "'ll", "’ll", "may", "might", "would", "could", "should"}:
            return ON
        if verb.lemma_ in FUTURE_VERBS and (seen > 1 or _lies_ahead(verb, auxiliaries)):
            return ON
        if infinitive and (verb.head == verb or (verb.head.lemma_ == "be" and verb.head.pos_ == "AUX")):
            return ON  # "nurses to strike", "is to be held"
        if infinitive and verb.dep_ == "acl":
            return ON  # "a meeting to be held on Monday"
        if verb.tag_ in ("VBD", "VBN") and not infinitive:
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
        if not inside and head.lemma_.lower() in PARTS_OF_TIME:
            token = head
            continue
        if not inside:
            return head if is_verbal(head) or head.pos_ in (*NOMINAL, "ADJ") else clause(head)
        token = head
    return token
