"""Words that tell of an event: verbs, nouns, and phrases of the lexicon, kept only where their arguments can fill its
roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mentions import match_noun
from kg.extract.phrases import effective, first_conjunct, preposition
from kg.extract.quotes import REPORTING
from kg.extract.reading import Nominal, Reading
from kg.extract.senses import means
from kg.extract.syntax import slot_parts, slots
from kg.extract.tree import Token
from kg.ontology import Pattern

# Events that bear names which models take for organizations or persons.
NAMED_EVENTS = ("Agreement", "Pledge", "Protest", "Disaster", "Election", "Legislation", "Acquisition")
# Units of what plays a counted role.
COUNTED = frozenset({"person", "job", "position", "role", "item", "employee", "worker"})
PARTS = frozenset("compound:prt advmod obj obl xcomp obl:unmarked iobj ccomp nsubj:pass case cop acl".split())


def find_events(reading: Reading) -> list[Nominal]:
    """The event mentions of the prose, one a trigger word at most; speech is found elsewhere."""
    found = []
    inside = {i for n in reading.nominals if n.kind == "named" for i in range(n.start, n.end) if i != n.head}
    for token in reading.doc:
        if not reading.in_prose(token.i) or reading.in_time(token.i) or token.i in inside:
            continue
        event = _named_event(token, reading) or _verb_event(token, reading) or _noun_event(token, reading)
        event = event or _adjective_event(token, reading)
        if event:
            found.append(event)
            inside.update(range(event.start, event.end))
    return found


def is_told_elsewhere(token: Token, pattern: Pattern, reading: Reading) -> bool:
    """True for verbs of saying that carry a statement of their own: those are read by `speech`."""
    return pattern.name == "Statement" or (pattern.name in REPORTING and token.i in reading.cues)


def _named_event(token: Token, reading: Reading) -> Nominal | None:
    """A proper name of an event: "the Climate Pledge", "the Boston Marathon"."""
    nominal = reading.nominal_at.get(token.i)
    if nominal is None or nominal.kind != "named" or nominal.type == "Person":
        return None
    if reading.onto.kind(nominal.type) == "Event":
        return nominal
    words = nominal.name.split()
    for word in (words[-1], words[0]) if len(words) > 1 and words[0][:1].isupper() else ():
        kinds = [
            p.name
            for p in reading.onto.triggers.get(("noun", word.lower()), ())
            if reading.onto.kind(p.name) == "Event"
        ]
        sure = nominal.type in ("Topic", "") or any(reading.onto.is_a(k, n) for k in kinds for n in NAMED_EVENTS)
        first = word == words[0] and any(reading.onto.is_a(k, "Disaster") for k in kinds)  # "Hurricane Ian"
        if kinds and sure and (word == words[-1] or first) and nominal.name not in reading.onto.gazetteer:
            return Nominal(
                nominal.head, nominal.start, nominal.end, kinds[0], "named", nominal.lemma, nominal.name, False, True
            )
    return None


def _verb_event(token: Token, reading: Reading) -> Nominal | None:
    if token.pos_ not in ("VERB", "AUX") or (token.dep_ in ("amod", "compound") and token.tag_ != "VBG"):
        return None
    for pattern in match_verb(token, reading):
        if pattern.name in ("Pledge", "Demand") and _promises_event(token, reading):
            return None
        if pattern.name in REPORTING and token.i in reading.cues:
            return None
        is_event = reading.onto.kind(pattern.name) == "Event" and not is_told_elsewhere(token, pattern, reading)
        if is_event and means(token, pattern, reading) and _fits(token, pattern, reading):
            end = _pattern_end(token, pattern)
            return Nominal(token.i, token.i, end, pattern.name, "trigger", token.lemma_.lower(), "", False, False)
    return None


def _promises_event(verb: Token, reading: Reading) -> bool:
    """ "pledged to walk out": the walkout, planned, is what is told; the promise has no content of its own."""
    around = slots(verb)
    for complement in (t for slot in ("xcomp", "obl:to", "advcl:to", "advcl:on") for t in around.get(slot, [])):
        if any(
            p.name == "participant"
            or (reading.onto.kind(p.name) == "Event" and not reading.onto.is_a(p.name, "Communication"))
            for p in match_verb(complement, reading)
        ):
            return verb.lemma_ not in ("urge", "ask", "demand", "call")
    return False


def _adjective_event(token: Token, reading: Reading) -> Nominal | None:
    """The event that a predicative adjective tells of: "was injured", where the model sees no passive."""
    if token.pos_ != "ADJ" or not any(c.dep_ == "cop" for c in token.children):
        return None
    for pattern in reading.onto.triggers.get(("adj", token.lower_), ()):
        if reading.onto.kind(pattern.name) == "Event" and _fits(token, pattern, reading):
            return Nominal(
                token.i, token.i, token.i + 1, pattern.name, "trigger", token.lemma_.lower(), "", False, False
            )
    return None


def match_verb(token: Token, reading: Reading) -> Iterator[Pattern]:
    """Yields the lexicon patterns of a verb that its particles, objects and prepositions complete, longest first."""
    patterns = reading.onto.triggers.get(("verb", token.lemma_.lower()), ())
    if patterns:
        around = _words_around(token)
        near, far = _followers(token, 2), _followers(token, 6)
        for pattern in patterns:
            followers = near if len(pattern.lemmas) == 2 else far
            if all(word in around or word in followers for word in pattern.lemmas[1:]):
                yield pattern


def _words_around(verb: Token) -> set[str]:
    """The words that a verb governs: lemmas of particles, objects, obliques, and their prepositions."""
    words: set[str] = set()
    for child in verb.children:
        if child.dep_ in PARTS or child.dep_.startswith("obl"):
            words |= {child.lemma_.lower(), child.lower_, effective(child).lemma_.lower()}
            words |= {g.lower_ for g in child.children if g.dep_ in ("case", "mark", "compound:prt", "fixed")}
            words |= {g.lemma_.lower() for g in child.children if g.dep_ in ("nmod", "obl", "compound", "amod", "obj")}
        elif child.dep_ == "advcl":  # "charged with selling visas"
            words |= {g.lower_ for g in child.children if g.dep_ in ("case", "mark")}
    return words


def _followers(verb: Token, count: int) -> set[str]:
    """The next words up to a punctuation mark."""
    words: set[str] = set()
    for follower in verb.doc[verb.i + 1 : verb.i + 1 + count]:
        if follower.is_punct:
            break
        words.add(follower.lower_)
    return words


def _pattern_end(token: Token, pattern: Pattern) -> int:
    """The token after the last word of the pattern, if it stands near the verb."""
    end = token.i + 1
    wanted = set(pattern.lemmas[1:])
    for follower in token.doc[token.i + 1 : token.i + 8]:
        if follower.is_punct or not wanted:
            break
        if follower.lower_ in wanted or follower.lemma_.lower() in wanted:
            wanted -= {follower.lower_, follower.lemma_.lower()}
            end = follower.i + 1
    return end


def _takes(filler: Token, role: str, pattern: Pattern, reading: Reading) -> bool:
    """True where a role of an event may be played by a filler, or its players counted by it."""
    onto, amount = reading.onto, reading.amount_at.get(filler.i)
    prop = onto.counts(pattern.name).get(role)
    if prop and amount is not None:
        if prop == "price":
            return amount.quantity.is_money
        if amount.quantity.unit in COUNTED:
            return True
    return accepts(filler, onto.range(role, pattern.name), reading)


def _fits(verb: Token, pattern: Pattern, reading: Reading) -> bool:
    """A verb tells of the event only if its object can play a role of it, and its subject, if known, too."""
    roles = reading.onto.roles(pattern.name)
    around = slots(verb)
    spoken = set(pattern.lemmas[1:])
    for slot in ("obj", "nsubj"):
        fillers = [t for t in around.get(slot, []) if not {t.lemma_.lower(), t.lower_} & spoken]
        fillers = [t for t in fillers if t.pos_ != "NUM" or t.i in reading.amount_at]  # "voted 52-48", "won 3-1"
        here = ((slot, ""), (slot, verb.lemma_.lower()))
        takers = [r for r, s in roles.items() if any(slot_parts(x)[:2] in here for x in s)]
        if slot == "nsubj" and reading.onto.is_a(pattern.name, "Communication"):
            fillers = [f for f in fillers if not accepts(f, "Work", reading)]  # "the letter accuses the ministry"
        if fillers and not any(_takes(f, r, pattern, reading) for f in fillers for r in takers):
            return False
    required = reading.onto.entries[pattern.name].requires
    told = [around[s] for r in required for s in roles.get(r, ()) if around.get(s)]
    if required and not pattern.anaphoric and (not told or any(_is_formula(t) for t in told)):
        return False
    alone = not (around.get("nsubj") or around.get("obj") or len(pattern.lemmas) > 1)
    return not alone or verb.dep_ in ("ROOT", "xcomp", "acl", "advcl", "conj", "csubj")


def _is_formula(tokens: list[Token]) -> bool:
    """ "asked for comment", "declined to comment": what newsrooms write about their own work."""
    return all(t.lemma_.lower() in ("comment", "interview", "question", "remain") for t in tokens)


GOVERNED = frozenset("city country state county nation".split())  # "the city sued the builder"
DAYS = frozenset("day week weekend month year morning afternoon evening night".split())  # "on the first day of it"


def accepts(token: Token, wanted: str, reading: Reading) -> bool:
    """True if what a token heads can be of the class `wanted` ("" takes anything that is known)."""
    onto, index = reading.onto, token.i
    if wanted == "Quantity":
        return index in reading.amount_at
    if reading.in_time(index) or token.lemma_.lower() in DAYS:
        return False
    event = reading.event_at.get(index)
    if event is not None:
        return not wanted or onto.compatible(event.type, wanted)
    nominal = reading.nominal_at.get(index)
    if nominal is None:
        return token.lower_ in ("who", "that", "which") and onto.is_a(wanted, "Agent")
    kinds = (
        [p.name for p in match_noun(token, onto) if onto.kind(p.name) == "Event"] if nominal.kind == "nominal" else []
    )
    if kinds and not reading.events:  # while events are being found, nouns tell them
        return not wanted or onto.compatible(kinds[0], wanted)
    if nominal.type == "":
        if nominal.kind == "named":
            return wanted != "Quantity"
        return wanted in ("Topic", "") if nominal.kind != "pronoun" else wanted not in ("Topic", "Place", "Person")
    return (
        not wanted
        or onto.compatible(nominal.type, wanted)
        or (onto.is_a(wanted, "Agent") and may_act(token, nominal, reading))
    )


def may_act(token: Token, nominal: Nominal, reading: Reading) -> bool:
    """A place with a name or a government acts as a subject ("India said", "the city sued"); one that the background
    does not know may be an organization anywhere.
    """
    if nominal.type != "Place" or (nominal.kind != "named" and nominal.lemma not in GOVERNED):
        return False
    acts = first_conjunct(token).dep_ in ("nsubj", "obl:agent") or preposition(token) == "by"
    unknown = nominal.name not in reading.onto.gazetteer and token.dep_ in ("nsubj:pass", "obj", "iobj")
    return acts or (unknown and not preposition(token))


def _is_definite(noun: Token) -> bool:
    return any(
        c.dep_ in ("det", "nmod:poss") and c.lower_ not in ("a", "an", "another", "any", "no") for c in noun.children
    )


def _noun_event(token: Token, reading: Reading) -> Nominal | None:
    """The event that a noun tells of; None where it is a name, part of a longer noun, or no event."""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("flat", "goeswith", "nmod:desc"):
        return None
    above = match_noun(token.head, reading.onto) if token.dep_ == "compound" else ()
    if any(token.lemma_.lower() in p.lemmas[:-1] for p in above):
        return None  # "policy" in "policy change"
    behind = token.doc[token.i + 1 : token.i + 2]
    if not token.whitespace_ and any(t.text == "-" and not t.whitespace_ for t in behind):
        return None  # "a denial-of-service attack"
    taken = reading.nominal_at.get(token.i)
    titled = any(c.dep_ == "flat" for c in token.children)  # "Hurricane Ian"
    if taken is not None and taken.kind == "named" and not titled:
        return None
    formula = _is_formula(slots(token).get("nmod:for", [token]))
    pointed = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those") for c in token.children)
    for pattern in match_noun(token, reading.onto):
        if titled and token.pos_ == "PROPN" and not reading.onto.is_a(pattern.name, "Disaster"):
            return None  # "Bill Evans"
        fits = not formula and (pointed or not pattern.anaphoric or _tells_aim(token, pattern, reading))
        fits = fits and means(token, pattern, reading)
        if fits and reading.onto.kind(pattern.name) == "Event":
            return _told_by_noun(token, pattern, taken, reading)
        if pattern.lemmas[-1] == token.lemma_.lower() and len(pattern.lemmas) > 1:
            return None
    return None


def _told_by_noun(token: Token, pattern: Pattern, taken: Nominal | None, reading: Reading) -> Nominal:
    """The event mention of a pattern that ends at a noun; `taken` is the noun phrase already found there."""
    start = token.i - len(pattern.lemmas) + 1
    return Nominal(
        head=token.i,
        start=min(start, taken.start if taken else start),
        end=token.i + 1,
        type=pattern.name,
        kind="nominal",
        lemma=token.lemma_.lower(),
        name=taken.name if taken is not None else reading.words(start, token.i + 1),
        plural=token.tag_ in ("NNS", "NNPS"),
        definite=_is_definite(token),
        anaphoric=pattern.anaphoric and not _tells_aim(token, pattern, reading),
    )


def _tells_aim(noun: Token, pattern: Pattern, reading: Reading) -> bool:
    """True for "its decision to close the plant": an event by itself, where its type may tell what it is for."""
    return "acl:to" in slots(noun) and any("acl:to" in s for s in reading.onto.roles(pattern.name).values())
