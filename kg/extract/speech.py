"""Statements: who said it, to whom, when, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.events import clause_text
from kg.extract.evidence import make_claim, source_chain, speaker_chain
from kg.extract.phrases import preposition, subtree
from kg.extract.quotes import reporting_class
from kg.extract.reading import Frame, Reading
from kg.extract.stance import ACTUAL, DEMANDED, NEGATIVE, Stance, innermost, mood
from kg.extract.syntax import slots
from kg.extract.tree import Token
from kg.model import Claim

EDGES = ' ,;:-–“”"‘’'
SEEN = frozenset("see obtain review view quote cite share".split())  # "a letter seen by X" is not by X
LISTENERS = ("iobj", "obj", "obl:to", "nmod:to")


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech event of one frame; `span` are the tokens of its cue."""

    chain: str
    type: str
    frame: Frame
    span: tuple[int, int]


def find_statements(reading: Reading) -> list[Statement]:
    """One statement a frame that has a speaker who is known."""
    found: list[Statement] = []
    for frame in sorted(reading.frames, key=lambda f: (f.cue, f.parts)):
        if speaker_chain(reading, frame.speaker) is not None and any(_words(part, reading) for part in frame.parts):
            cue = reading.doc[frame.cue]
            name = reporting_class(cue, reading.onto) or "Statement"
            found.append(Statement(f"s{len(found) + 1}", name, frame, (frame.cue, frame.cue + 1)))
    return found


def _words(part: tuple[int, int], reading: Reading) -> str:
    """The words of a stretch of speech, "" if they say nothing by themselves ("no")."""
    text = reading.words(*part).strip(EDGES) if part[1] > part[0] else ""
    if text.count("“") > text.count("”"):
        text += "”"
    elif text.count('"') % 2:
        text += '"'
    return text if len(text) > 3 else ""


def extract_statements(reading: Reading, statements: list[Statement]) -> Iterator[Claim]:
    """Yields the claims of statements: performedBy, addressedTo, content sentence by sentence, and the day."""
    for statement in statements:
        cue = reading.doc[statement.frame.cue]
        told = _stance(cue, reading)
        speaker = speaker_chain(reading, statement.frame.speaker)
        yield make_claim(reading, cue, statement.chain, "performedBy", object=speaker, rule="speech", stance=told)
        for document in _documents(statement, speaker, reading):
            yield make_claim(reading, cue, statement.chain, "statedIn", object=document, rule="speech", stance=told)
        yield from _listeners(statement, cue, told, reading)
        yield from _content(statement, speaker, reading)
        for time in reading.times_of((cue.i, *(c.i for c in cue.children if c.dep_ == "obl"))):
            if (
                time.kind == "date"
                and time.interval
                and not statement.frame.covers(time.start)
                and time.sense in ("", "from")
            ):
                yield make_claim(
                    reading,
                    cue,
                    statement.chain,
                    "startDate",
                    value=time.bounded,
                    words=(time.start, time.end),
                    rule="time",
                    stance=told,
                )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a speaker asks for without a verb of asking: "we need X", "Globex must do Y". `verb` is a token."""

    chain: str
    frame: Frame
    verb: int


def find_wishes(reading: Reading) -> list[Wish]:
    """One wish a verb of need or obligation that is said by somebody of an agent."""
    found: list[Wish] = []
    for token in reading.doc:
        frame = innermost(token.i, reading) if token.pos_ == "VERB" and token.i not in reading.event_at else None
        if token.dep_ in ("acl:relcl", "advcl", "acl"):
            continue  # "anything that anyone should tolerate"
        speaker = speaker_chain(reading, frame.speaker) if frame is not None else None
        if frame is None or not speaker or _is_of_another(token, speaker, reading):
            continue
        past = frame.kind == "DirectQuote" and token.tag_ == "VBD"  # "I needed proof"
        if _is_wish(token, reading) and not past:
            found.append(Wish(f"w{len(found) + 1}", frame, token.i))
    return found


def _is_of_another(verb: Token, speaker: str, reading: Reading) -> bool:
    """True for "he wants the job, the paper said": the wish of who is spoken of."""
    who = {reading.chain(t) for t in slots(verb).get("nsubj", [])}
    return verb.lemma_ == "want" and bool(who) and speaker not in who


def _is_wish(verb: Token, reading: Reading) -> bool:
    around = slots(verb)
    if verb.lemma_ == "want" and not around.get("obj"):
        return False  # "said it wanted to buy X": an intent
    must = {c.lower_ for c in verb.children if c.dep_ == "aux"} & {"must", "should", "ought"}
    need = verb.lemma_ in ("need", "want") and any(c.dep_ in ("xcomp", "obj") for c in verb.children)
    kinds = [reading.types.get(reading.chain(t) or "", "") for t in around.get("nsubj", [])]
    if any(c.lower_ in ("may", "might", "could", "would") for c in verb.children):
        return False  # "he may need their support"
    negated = any(c.dep_ == "advmod" and c.lower_ in NEGATIVE for c in verb.children)
    return bool(must or need) and not negated and any(reading.onto.is_a(k, "Agent") for k in kinds)


def extract_wishes(reading: Reading, wishes: list[Wish]) -> Iterator[Claim]:
    """Yields who asks, whom, and for what: each thing that is asked for is a claim."""
    for wish in wishes:
        verb, speaker = reading.doc[wish.verb], speaker_chain(reading, wish.frame.speaker)
        around = slots(verb)
        said = Stance(DEMANDED, False, wish.frame.speaker, wish.frame.kind)
        yield make_claim(
            reading, verb, wish.chain, "performedBy", object=speaker, rule="wish", stance=replace(said, modality=ACTUAL)
        )
        asked = around.get("obj") if around.get("xcomp") else None  # "we need the city to act"
        for token in asked or around.get("nsubj", []):
            chain = reading.chain(token)
            if chain and chain != speaker and reading.onto.is_a(reading.types.get(chain, ""), "Agent"):
                yield make_claim(
                    reading,
                    verb,
                    wish.chain,
                    "addressedTo",
                    object=chain,
                    rule="wish",
                    stance=replace(said, modality=ACTUAL),
                )
        needed = around.get("xcomp") or around.get("obj") if verb.lemma_ in ("need", "want") else None
        for token in needed or [verb]:
            text = clause_text(token, reading) if needed else reading.words(verb.i, subtree(verb)[1] + 1).strip(EDGES)
            yield make_claim(reading, verb, wish.chain, "content", value=text, rule="wish", stance=said)


def find_authors(reading: Reading) -> dict[str, str]:
    """Chains of documents that speak, each with the chain of its author: who the text names, else one of its own."""
    found: dict[str, str] = {}
    for frame in reading.frames:
        document = source_chain(reading, frame.speaker)
        if document and reading.onto.is_a(reading.types.get(document, ""), "Work"):
            found.setdefault(document, next(_named_authors(document, reading), f"{document}a"))
    return found


def _named_authors(document: str, reading: Reading) -> Iterator[str]:
    for nominal in reading.nominals:
        if reading.chains.get(nominal.head) == document:
            around = slots(reading.doc[nominal.head])
            for slot in ("nmod:by", "nmod:from", "nmod:poss", "compound", "nmod:of"):
                for token in around.get(slot, []):
                    chain = reading.chain(token)
                    if chain and reading.onto.is_a(reading.types.get(chain, ""), "Agent"):
                        yield chain
            for token in reading.doc[nominal.head + 1 : nominal.head + 6]:  # "a report last year by X"
                chain = reading.chain(token)
                if (
                    chain
                    and preposition(token) in ("by", "from")
                    and token.head.lemma_ not in SEEN
                    and reading.onto.is_a(reading.types.get(chain, ""), "Agent")
                ):
                    yield chain


def _documents(statement: Statement, speaker: str | None, reading: Reading) -> Iterator[str]:
    """What a statement is made in: the document that speaks, or that the speaker uses ("wrote in a memo")."""
    source = source_chain(reading, statement.frame.speaker)
    if source and source != speaker:
        yield source
    for token in slots(reading.doc[statement.frame.cue]).get("obl:in", []):
        chain = reading.chain(token)
        if chain and chain != source and reading.onto.is_a(reading.types.get(chain, ""), "Work"):
            yield chain


def _stance(cue: Token, reading: Reading) -> Stance:
    """That somebody said something is told by the article, or by a speaker around the frame."""
    modality, negated = mood(cue)
    outer = innermost(cue.i, reading)
    if outer is None or outer.speaker is None:
        return Stance(modality, negated, None, "Narration")
    return Stance(modality, negated, outer.speaker, outer.kind)


def _listeners(statement: Statement, cue: Token, told: Stance, reading: Reading) -> Iterator[Claim]:
    if cue.pos_ != "VERB":
        return
    around = slots(cue)
    candidates = [t for slot in LISTENERS for t in around.get(slot, [])]
    candidates += [t for noun in around.get("obl:in", []) for t in slots(noun).get("nmod:to", [])]
    for token in candidates:
        chain = reading.chain(token)
        if chain and not statement.frame.covers(token.i) and reading.onto.is_a(reading.types.get(chain, ""), "Agent"):
            yield make_claim(
                reading,
                cue,
                statement.chain,
                "addressedTo",
                object=chain,
                rule="speech",
                stance=told,
                words=(token.i, token.i + 1),
            )


def _content(statement: Statement, speaker: str | None, reading: Reading) -> Iterator[Claim]:
    """One claim a sentence of the content: that these were the words. What they plan or deny stands in claims of its
    own.
    """
    frame = statement.frame
    denied = (reporting_class(reading.doc[frame.cue], reading.onto) == "Denial") != mood(reading.doc[frame.cue])[1]
    for sentence in _by_sentence(frame, reading):
        text = " … ".join(filter(None, (_words(part, reading) for part in sentence)))
        if text:
            words = max(sentence, key=lambda part: part[1] - part[0])
            at = reading.doc[_root(*words, reading)]
            stance = Stance(ACTUAL, denied, frame.speaker, frame.kind)
            yield make_claim(
                reading, at, statement.chain, "content", value=text, words=words, rule="speech", stance=stance
            )


def _by_sentence(frame: Frame, reading: Reading) -> list[list[tuple[int, int]]]:
    """The token stretches of what is said, sentence by sentence; the words that the cue interrupts stay together."""
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end in frame.parts:
        left = start
        for i in range(start + 1, end + 1):
            if i == end or reading.doc[i].is_sent_start:
                right = i
                while right > left and _is_edge(reading.doc[right - 1], left):
                    right -= 1
                if right > left:
                    found.setdefault(reading.doc[left].sent.start, []).append((left, right))
                left = i
    return list(found.values())


def _is_edge(token: Token, left: int) -> bool:
    """True for a space or mark behind what is said, but not for the end of an aside in it."""
    inside = token.text == ")" and any(t.text == "(" for t in token.doc[left : token.i])
    return (token.is_space or token.is_punct) and not inside


def _root(left: int, right: int, reading: Reading) -> int:
    """The token of a stretch whose head lies outside it."""
    for token in reading.doc[left:right]:
        if not token.is_punct and not token.is_space and (token.head == token or not left <= token.head.i < right):
            return int(token.i)
    return left
