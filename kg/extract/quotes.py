"""Who says what: quotations with their cue and speaker, reported clauses, "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.phrases import SUBJECTS, clause, is_verbal, preposition, subtree
from kg.extract.reading import Frame, Reading
from kg.extract.syntax import slots
from kg.extract.tree import Doc, Token
from kg.extract.tree import Span as DocSpan
from kg.ontology import Ontology

OPEN, CLOSE, STRAIGHT = "“«„", "”»", '"'
TERMINAL = frozenset({".", "!", "?"})
REACH = 30  # tokens between a quotation and its cue: a speaker with a long apposition still fits
REPORTING = (
    "Statement",
    "Announcement",
    "Denial",
    "Warning",
    "Accusation",
    "Criticism",
    "Support",
    "Concern",
    "Publication",
)
DOCUMENTS = frozenset(
    "statement email e-mail memo letter post tweet thread note interview filing blog message release speech "
    "testimony report announcement "
    "document notice complaint lawsuit petition".split()
)
LEFTOVER = frozenset({"ADP", "PROPN", "PUNCT", "NUM", "DET", "SPACE"})  # of which "on Wednesday" is made
ESTIMATED = frozenset("number turnout crowd attendance toll cost damage loss figure size".split())
NAMING = frozenset(
    {"call", "describe", "brand", "label", "dub"}
)  # they have no clause, but an object and what it is said to be
SHOWING = frozenset("suggest show indicate mean imply signal".split())
EVIDENTIAL = frozenset({"according", "per"})


def find_quotes(doc: Doc, reading: Reading) -> list[tuple[int, int]]:
    """Token spans [start, end) between quotation marks, block by block; see `_left_open` for one without an end."""
    quotes: list[tuple[int, int]] = []
    opened: int | None = None
    block = -1
    for token in doc:
        if reading.block(token.i) != block or not reading.in_prose(token.i):
            if opened is not None and token.i - opened > 5:
                quotes.append((opened, _trim(doc, opened, token.i)))
            opened, block = None, reading.block(token.i)
        mark = _mark(token, opened is not None)
        if mark == "open":
            quotes += [_left_open(doc, opened, token.i)] if opened is not None and token.text == STRAIGHT else []
            opened = token.i + 1 if opened is None or token.text == STRAIGHT else opened
        elif mark == "close" and opened is not None:
            if token.i > opened:
                quotes.append((opened, token.i))
            opened = None
    if opened is not None and len(doc) - opened > 5:
        quotes.append((opened, _trim(doc, opened, len(doc))))
    return quotes


def _left_open(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A quotation that opens again before it was closed, as at a new paragraph; a long one may have ended anywhere, and
    is only its first sentence.
    """
    return start, _trim(doc, start, end if end - start < 2 * REACH else min(end, doc[start].sent.end))


def mend_quoted(reading: Reading) -> None:
    """Words after a quotation that ends in a comma, if they hang on a word inside it, belong to the verb that it hangs
    on.
    """
    doc = reading.doc
    for start, end in find_quotes(doc, reading):
        inside = doc[start:end]
        above = {t.head.i for t in inside if not start <= t.head.i < end}
        cue = doc[min(above)] if len(above) == 1 else None
        if cue is None or cue.pos_ != "VERB" or doc[end - 1].text not in ",?!":
            continue
        strays = [t for t in doc[end : cue.sent.end] if start <= t.head.i < end and not t.is_punct]
        for token in strays:
            if token != cue:
                token.hang(cue)


def _trim(doc: Doc, start: int, end: int) -> int:
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in ".,;"):
        end -= 1
    return end


def _mark(token: Token, inside: bool) -> str:
    text = token.text
    if text in OPEN or text == "``":
        return "open"
    if text in CLOSE or text == "''":
        return "close"
    if text == STRAIGHT:
        opens = not _touches_left(token) and not token.whitespace_
        closes = _touches_left(token) and bool(token.whitespace_)
        return "open" if opens or not (inside or closes) else "close"
    if text == "‘" or (
        text == "'" and not inside and not _touches_left(token) and not token.whitespace_ and token.tag_ != "POS"
    ):
        return "open" if not _is_apostrophe(token) else ""
    if text in "’'" and text and inside and _touches_left(token) and token.tag_ != "POS":
        return "close"
    return ""


def _touches_left(token: Token) -> bool:
    return token.i > 0 and not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space


def _is_apostrophe(token: Token) -> bool:
    """True for the sign of an elision ("'90s") or one with no partner in its sentence."""
    rest = [t.text for t in token.doc[token.i + 1 : token.i + 60]]
    return not any(t in ("’", "'") for t in rest)


def is_speech(doc: Doc, start: int, end: int) -> bool:
    """True for a quotation that says something by itself: it has a verb, or is long; "lack of trust" is none."""
    words = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    return len(words) >= 7 or (len(words) >= 3 and any(t.tag_ in ("VBP", "VBZ", "VBD", "MD") for t in words))


def cue_verbs(reading: Reading) -> dict[int, str]:
    """Verbs by which somebody says something, with the class of the lexicon they show."""
    found: dict[int, str] = {}
    for token in reading.doc:
        if token.pos_ in ("VERB", "AUX") and reading.in_prose(token.i):
            name = reporting_class(token, reading.onto)
            if name:
                found[token.i] = name
    return found


def reporting_class(verb: Token, onto: Ontology) -> str:
    """The class of saying that a verb shows, "" if none; a verb of saying needs no particle or object to be one."""
    for pattern in onto.triggers.get(("verb", verb.lemma_.lower()), ()):
        if pattern.name in REPORTING and len(pattern.lemmas) == 1:
            return pattern.name
    return ""


def find_frames(reading: Reading) -> Iterator[Frame]:
    """Yields the stretches of the article that somebody else says, quotations first."""
    cues = cue_verbs(reading)
    found = find_quotes(reading.doc, reading)
    quotes = [q for q in found if is_speech(reading.doc, *q) or _goes_on(reading.doc, q, found)]
    clauses = [f for i in cues if (f := _reported(reading.doc[i], set()))]
    quotes = [q for q in quotes if not any(_embeds(f, q, reading.doc) for f in clauses)]
    quoted = {i for s, e in quotes for i in range(s, e)}
    by_cue: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
    last: tuple[int, int | None] | None = None
    for start, end in quotes:
        last = _cue_of(reading, cues, start, end, quoted, last)
        by_cue.setdefault(last or (start, None), []).append((start, end))
    for (cue, speaker), parts in by_cue.items():
        yield Frame(cue, speaker, tuple(parts), "DirectQuote")
    for index in cues:
        frame = _reported(reading.doc[index], quoted)
        overlap = sum(i in quoted for s, e in frame.parts for i in range(s, e)) if frame else 0
        cites = any(cue == index for cue, _ in by_cue) and (overlap or reading.doc[index].dep_ == "parataxis")
        if frame and overlap * 2 < frame.size and not cites:
            yield frame
    yield from _according(reading)
    yield from _estimates(reading)


def _estimates(reading: Reading) -> Iterator[Frame]:
    """ "Police put the number at 500": they say so."""
    for verb in reading.doc:
        if verb.lemma_ not in ("put", "estimate") or verb.pos_ != "VERB" or not reading.in_prose(verb.i):
            continue
        number = next((c for c in verb.children if c.dep_ == "obj" and c.lemma_.lower() in ESTIMATED), None)
        size = next((c for c in verb.children if c.dep_ == "obl" and preposition(c) == "at"), None)
        speaker = speaker_of(verb, set())
        if number is not None and size is not None and speaker is not None:
            yield Frame(verb.i, speaker, ((number.left_edge.i, subtree(size)[1] + 1),), "IndirectSpeech")


def _goes_on(doc: Doc, quote: tuple[int, int], quotes: list[tuple[int, int]]) -> bool:
    """True for the first half of an interrupted quotation: "“The offer,” she said, “is far too low”"."""
    start, end = quote
    if doc[end - 1].text != ",":
        return False
    return any(0 < s - end < 12 and doc[s].sent.start <= start and is_speech(doc, s, e) for s, e in quotes)


def _embeds(frame: Frame, quote: tuple[int, int], doc: Doc) -> bool:
    """True for a quotation inside one sentence of a reported clause that says more: "said it had been 'pleased with'
    X".
    """
    start, end = quote
    if any(doc[i].is_sent_start for i in range(start + 1, end)):
        return False
    part = next((p for p in frame.parts if p[0] <= start and end <= p[1]), None)
    return part is not None and sum(t.is_alpha for t in doc[part[0] : start]) > 1


def _cue_of(
    reading: Reading, cues: dict[int, str], start: int, end: int, quoted: set[int], last: tuple[int, int | None] | None
) -> tuple[int, int | None] | None:
    """The cue and speaker of a quotation: a verb of saying beside it, else those of the quotation before."""
    doc = reading.doc
    after = next((i for i in _until_stop(doc, end, 1) if i in cues and i not in quoted), None)
    before = next((i for i in _until_stop(doc, start - 1, -1) if i in cues and i not in quoted), None)
    ends_sentence = doc[end - 1].text in TERMINAL
    if ends_sentence and after is not None and _starts_anew(doc, end, after):
        after = None
    order = (
        (before, after)
        if ends_sentence or (before is not None and doc[start - 2].text in (":", ","))
        else (after, before)
    )
    for cue in order:
        if cue is not None:
            return cue, speaker_of(doc[cue], quoted)
    told = _told_before(reading, cues, start, quoted)
    if told is not None and (last is None or told[0] > last[0]):
        return told
    if last is not None and reading.block(last[0]) == reading.block(start) and last[1] is not None:
        return last
    previous = [i for i in cues if i < start and i not in quoted and reading.block(i) == reading.block(start)]
    if previous and start - previous[-1] < 2 * REACH:
        return previous[-1], speaker_of(doc[previous[-1]], quoted)
    return None


def _starts_anew(doc: Doc, end: int, cue: int) -> bool:
    """True for a cue behind a quotation that is of the next sentence: "“It failed.” The city says that ..." """
    word = next((t for t in doc[end : cue + 1] if t.is_alpha), doc[cue])
    own = any(c.dep_ == "ccomp" and c.i > cue for c in doc[cue].children)
    return own or (doc[end - 1].text == "." and word.text[:1].isupper() and word.pos_ != "PROPN")


def _told_before(reading: Reading, cues: dict[int, str], start: int, quoted: set[int]) -> tuple[int, int | None] | None:
    """The main cue of the sentence before a quotation: "Jo Park said it failed. “We are sorry.”" """
    before = reading.doc[start - 2] if start > 1 else None
    if before is None or reading.block(before.i) != reading.block(start):
        return None
    mains = (t.i for t in before.sent if t.dep_ == "ROOT" and t.i in cues and t.i not in quoted)
    found = ((cue, speaker_of(reading.doc[cue], quoted)) for cue in mains)
    return next((f for f in found if f[1] is not None), None)


def _until_stop(doc: Doc, index: int, step: int) -> Iterator[int]:
    """Token indices from `index` on, to the end of the sentence, of the block, or of the reach."""
    for count in range(REACH):
        i = index + step * count
        if not 0 <= i < len(doc) or "\n\n" in doc[i].text:
            return
        if doc[i].text in TERMINAL and count > 0:
            return
        yield i


def speaker_of(cue: Token, quoted: set[int]) -> int | None:
    """The subject of a verb of saying, outside quotation marks."""
    if cue.dep_ == "advcl" and cue.tag_ == "VBG" and cue.lemma_ in SHOWING:
        return None  # "X is on sale, suggesting that Y": nobody says so
    told = (c.dep_ in SUBJECTS or (c.dep_ == "ccomp" and c.i > cue.i) for c in cue.children)
    if not any(told):  # "..., says Jo Park", "..., read a memo", taken for objects
        closed = cue.i > 0 and cue.nbor(-1).is_quote
        inverted = next(
            (c for c in cue.children if c.dep_ == "obj" and c.i > cue.i and (c.pos_ == "PROPN" or closed)), None
        )
        if inverted is not None:
            return inverted.i
    if cue.dep_ == "advcl" and cue.tag_ == "VBG" and preposition(cue) == "as":  # "reported the owner as saying"
        return next((t.i for t in slots(cue.head).get("obj", []) if t.i not in quoted), None)
    for token in slots(cue).get("nsubj", []):
        if (token.i not in quoted and token.lower_ not in ("which", "that", "it")) or (
            token.lower_ == "it" and token.dep_ != "expl"
        ):
            return token.i
    return None


def _reported(cue: Token, quoted: set[int]) -> Frame | None:
    """The clause that a verb of saying governs, or that it interrupts ("X, Smith said, Y")."""
    speaker = speaker_of(cue, quoted)
    if speaker is None or cue.i in quoted:
        return None
    facts = list(_listed_facts(cue))
    for child in (*cue.children, *_written(cue)):
        edge = child.left_edge.i
        if any(t.text == ":" for t in cue.doc[max(0, edge - 1) : edge + 1]) and any(
            c.dep_ == "obj" for c in cue.children
        ):
            continue  # "disputed that: a spokesman put it at 300"
        if (
            child in facts
            or child.dep_ in ("ccomp", "acl")
            or (child.dep_ == "parataxis" and child.i < cue.i and is_verbal(child))
        ):
            more = (c for c in cue.children if c.dep_ == "ccomp" == child.dep_ and c.i > child.i and _is_joined(c))
            parts = tuple(part for clause in (child, *more) for part in _clause_parts(clause))
            return Frame(cue.i, speaker, parts, "IndirectSpeech")
    if cue.lemma_ in NAMING or any(preposition(c) == "as" for c in cue.children if c.dep_ == "obl"):
        return _naming(cue, speaker)
    if cue.dep_ == "parataxis" and is_verbal(cue.head) and _is_aside(cue):
        left, right = subtree(cue.head)
        inner = subtree(cue)
        parts = tuple(
            (s, e) for s, e in ((left, inner[0]), (inner[1] + 1, right + 1)) if _tells(cue, cue.doc.span(s, e))
        )
        return Frame(cue.i, speaker, parts, "IndirectSpeech") if parts else None
    return None


def _listed_facts(cue: Token) -> Iterator[Token]:
    """What is reported without a verb of its own: "reports more than 1,300 people killed"."""
    for noun in cue.children if cue.lemma_ in ("report", "confirm") else ():
        if noun.dep_ == "obj" and any(c.dep_ == "acl" and c.tag_ == "VBN" for c in noun.children):
            yield noun


def _is_joined(clause: Token) -> bool:
    """True for the second of two clauses that one verb governs: "says A is late and B will pay"."""
    return clause.doc[clause.left_edge.i].dep_ == "cc"


def _tells(cue: Token, words: DocSpan) -> bool:
    """True for a stretch of speech of more than a word that is no leftover behind the cue: "on Wednesday"."""
    if words.start < cue.i:
        return len(words) > 1
    return any(t.pos_ not in LEFTOVER for t in words)


def _naming(cue: Token, speaker: int) -> Frame | None:
    """ "called the offer 'wholly insufficient'": what is named, and how."""
    named = next((c for c in cue.children if c.dep_ == "obj" and c.i > cue.i), None)
    how = next(
        (c for c in cue.children if c.dep_ in ("xcomp", "obl", "advcl") and named is not None and c.i > named.i), None
    )
    if named is None or how is None:
        return None
    judged = how.dep_ == "xcomp" and how.pos_ == "ADJ" and named.pos_ != "PRON"  # "called the decision flawed"
    if not judged and not any(t.is_quote for t in cue.doc[how.left_edge.i - 1 : how.right_edge.i + 2]):
        return None
    return Frame(cue.i, speaker, ((named.left_edge.i, subtree(how)[1] + 1),), "IndirectSpeech")


def _written(cue: Token) -> Iterator[Token]:
    """Clauses that hang on the document in which something is said: "said in a statement that X"."""
    for noun in cue.children:
        answered = cue.lemma_ in ("respond", "reply", "answer", "react") and preposition(noun) in ("to", "")
        if noun.dep_ in ("obl", "obj") and noun.lemma_.lower() in DOCUMENTS and not answered:
            yield from (
                c
                for c in noun.children
                if c.dep_ in ("ccomp", "acl") and any(g.dep_ == "mark" and g.lower_ == "that" for g in c.children)
            )


def _is_aside(cue: Token) -> bool:
    """True for "..., Smith said, ..."; a verb with a thing as its object, or after a colon, tells something "
    "of its own."""
    before = cue.doc[max(0, cue.left_edge.i - 1)].text
    return before not in (":", ";", "—") and not any(c.dep_ == "obj" and c.pos_ == "NOUN" for c in cue.children)


def _clause_parts(content: Token) -> tuple[tuple[int, int], ...]:
    """The stretches of a clause without a conjunction "that" in front; what stands between them is not part of it."""
    inside = sorted(t.i for t in content.subtree)
    if content.doc[inside[0]].lower_ == "that" and content.doc[inside[0]].dep_ == "mark":
        inside = inside[1:]
    parts: list[list[int]] = []
    for i in inside:
        if parts and i == parts[-1][1]:
            parts[-1][1] = i + 1
        else:
            parts.append([i, i + 1])
    doc = content.doc
    told = [p for p in parts if p[0] <= content.i or any(t.pos_ not in LEFTOVER for t in doc[p[0] : p[1]])]
    return tuple((s, _trim(doc, s, e)) for s, e in told if any(t.is_alpha or t.like_num for t in doc[s:e]))


def _according(reading: Reading) -> Iterator[Frame]:
    """ "according to X": X says what the clause says."""
    for token in reading.doc:
        if token.lower_ in EVIDENTIAL and token.dep_ in ("case", "mark", "advmod") and reading.in_prose(token.i):
            source = token.head
            if source.pos_ not in ("NOUN", "PROPN", "PRON") or (token.lower_ == "per" and source.pos_ != "PROPN"):
                continue
            outer = clause(source.head if source.head != source else source)
            left, right = outer.sent.start, outer.sent.end - 1
            inner = subtree(source)
            parts = tuple((s, e) for s, e in ((left, inner[0]), (inner[1] + 1, right + 1)) if e - s > 2)
            if parts:
                yield Frame(token.i, source.i, parts, "IndirectSpeech")
