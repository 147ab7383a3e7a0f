"""Pronouns of the third person: persons by presence and gender; bodies and works by their role in the last clauses."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.chains import MEMORY, WEIGHTS, Chain, Discourse
from kg.extract.gender import PRONOUNS
from kg.extract.phrases import SUBJECTS, clause, effective
from kg.extract.reading import Frame, Nominal
from kg.extract.stance import innermost
from kg.extract.syntax import slots
from kg.extract.tree import Token

BEFORE = 0.6  # the weight of a mention in the sentence before
SINGLE = 0.7  # that of one body of people for "they"
UNSURE = 0.5  # that of a name that may be a person's
PARALLEL = 1.5  # for an object that an object means
OUTLET = 0.3  # that of who reports
TAKING_PLACE = frozenset({"happen", "occur", "last"})
DUMMY = frozenset("leave make find take think consider call deem".split())
# What is done to plans and decisions, never to those who made them.
DECIDING = frozenset(
    "block approve reject veto ratify sign enact repeal overturn scrap postpone delay announce propose adopt pass "
    "implement undo reverse cancel uphold endorse impose lift extend".split()
)


def antecedent(nominal: Nominal, discourse: Discourse, others: Sequence[Chain] = ()) -> Chain | None:
    """What a pronoun of the third person stands for; None if it stands for nothing that was spoken of.

    `others` are those that it cannot be: the speaker of the quotation around it, or whom its own words are about.
    """
    token = discourse.token(nominal)
    if token.lower_.endswith(("self", "selves")):
        return next(iter(_clause_subjects(token, discourse)), None)
    if nominal.lemma == "it" and (_is_dummy(token) or _is_thing(token, discourse)):
        return None
    fits = [c for c in discourse.chains if c not in others and _stands_for(c, nominal, discourse)]
    party = _party(nominal, fits, discourse)
    if party is not None or nominal.type == "Person":
        return party or max(fits, key=lambda c: _score(c, nominal, discourse), default=None)
    return _nearest(nominal, fits, discourse) or _presided(nominal, fits, discourse)


def _presided(nominal: Nominal, fits: list[Chain], discourse: Discourse) -> Chain | None:
    """The body that "its president" presides over: the last that did something, some sentences before."""
    token = discourse.token(nominal)
    posts = discourse.onto.triggers.get(("noun", token.head.lemma_.lower()), ())
    if token.lower_ != "its" or not any(p.name == "Position" for p in posts):
        return None
    doc = discourse.reading.doc
    acted = {
        i: c
        for c in fits
        for i in c.places
        if discourse.onto.is_a(c.type, "Organization") and doc[i].dep_ in SUBJECTS and 0 < nominal.head - i < MEMORY
    }
    return acted[max(acted)] if acted else None


def _nearest(nominal: Nominal, fits: list[Chain], discourse: Discourse) -> Chain | None:
    """What "it" or "they" stands for among agents and works: None where things, of which little is told, are nearer."""
    rivals = [c for c in discourse.chains if _is_rival(c, nominal, discourse)]
    near = {c.id: _nearness(c, nominal, discourse) for c in (*fits, *rivals)}
    if nominal.plural and any(c.plural and near[c.id] > 0 for c in fits):
        frame = innermost(nominal.head, discourse.reading)
        says = discourse.of.get(frame.speaker) if frame is not None and frame.speaker is not None else None
        fits = [c for c in fits if c.plural or c is not says]  # "Three men died. The ministry said they ..."
    best = max((*fits, *rivals), key=lambda c: near[c.id], default=None)
    if best is None or best not in fits:
        return None
    return best if near[best.id] > _happening(nominal, discourse) else None


def _happening(nominal: Nominal, discourse: Discourse) -> float:
    """How near an event is that a noun told and that a pronoun may mean: "mulled the offer, but turned it down"."""
    token = discourse.token(nominal)
    near = (
        WEIGHTS.get(token.doc[e.head].dep_, 1.0) * (PARALLEL if token.doc[e.head].dep_ == token.dep_ == "obj" else 1)
        for e in discourse.reading.events
        if e.kind == "nominal" and token.sent.start <= e.head < nominal.head and e.plural == nominal.plural
    )
    return max(near, default=0.0)


def _is_rival(chain: Chain, nominal: Nominal, discourse: Discourse) -> bool:
    """True for the things that a pronoun may mean: one for "it", several for "they"."""
    if nominal.head - chain.last > MEMORY or chain.plural != nominal.plural or chain.type == "Person":
        return False
    told = bool(chain.type) and discourse.onto.kind(chain.type) in ("Agent", "Work")
    return not told and not _local_object(chain, discourse.token(nominal), discourse)


def _nearness(chain: Chain, nominal: Nominal, discourse: Discourse) -> float:
    """How near a chain is to what a pronoun means: by its roles in this sentence and the one before; 0 if in neither.

    The order of roles is that of centers in Grosz, Joshi & Weinstein 1995.
    """
    token = discourse.token(nominal)
    roles = [
        WEIGHTS.get(token.doc[i].dep_, 1.0)
        * (1 if i >= token.sent.start else BEFORE)
        * (OUTLET if i in discourse.asides else 1)
        for i in _places(chain, nominal, discourse)
    ]
    if not roles:
        return 0.0
    near = max(roles) * (SINGLE if nominal.plural and not chain.plural else 1)
    near *= OUTLET if chain.type == "NewsOutlet" else 1
    alike = chain.plural or not nominal.plural
    near += 2 if alike and token.dep_ == "nmod:poss" and chain in _clause_subjects(token, discourse) else 0
    near += 3 if nominal.head in discourse.speakers and chain.id in _speaking(nominal, discourse) else 0
    return near + 0.1 * chain.salience(nominal.head)


def _places(chain: Chain, nominal: Nominal, discourse: Discourse) -> list[int]:
    """The mentions of a chain in the sentence of a pronoun and the one before; inside a quotation only those in it."""
    start = discourse.token(nominal).sent.start
    before = discourse.reading.doc[start - 1].sent.start if start else 0
    frame = innermost(nominal.head, discourse.reading)
    quote = frame if frame is not None and frame.kind == "DirectQuote" else None
    return [
        i
        for i in chain.places
        if before <= i < nominal.head
        and (quote is None or quote.covers(i))
        and not _is_beside(i, chain, nominal, discourse)
    ]


def _is_beside(index: int, chain: Chain, nominal: Nominal, discourse: Discourse) -> bool:
    """True for one of several: "they" after "Acme and Globex" means both."""
    token = discourse.reading.doc[index]
    several = token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children)
    return nominal.plural and not chain.plural and several


def _speaking(nominal: Nominal, discourse: Discourse) -> set[str]:
    """Who spoke shortly before a pronoun that speaks: who spoke goes on speaking."""
    spoke = (i for i in discourse.speakers if nominal.head - 80 < i < nominal.head and i in discourse.of)
    return {discourse.of[i].id for i in spoke}


def _party(nominal: Nominal, fits: list[Chain], discourse: Discourse) -> Chain | None:
    """Who speaks or is spoken to, for the pronouns of reported speech."""
    token = discourse.token(nominal)
    frame = innermost(nominal.head, discourse.reading)
    if frame is None or frame.kind != "IndirectSpeech" or frame.speaker is None:
        return None
    if token.dep_ not in SUBJECTS and _clause_subjects(token, discourse):
        return None
    doc = discourse.reading.doc
    listeners = (t for slot in ("iobj", "obj") for t in slots(doc[frame.cue]).get(slot, []))
    told = next((discourse.of[t.i] for t in listeners if t.i in discourse.of), None)
    if nominal.plural and told is not None and told.plural and told in fits:
        return told  # "told workers that they would ..."
    speaker = discourse.of.get(effective(doc[frame.speaker]).i)
    if nominal.lemma == "it" and speaker is not None and speaker.type == "Person":
        speaker = discourse.body_of(speaker) or speaker  # "a spokesman for Acme said it ..."
    if nominal.plural and speaker is not None and not speaker.plural and any(c.plural for c in fits):
        return None
    if any(c is not speaker and _acts_in(frame, c, token, discourse) for c in fits):
        return None  # "Jo Park said the man fled because he ..."
    return speaker if speaker in fits else None  # "Amazon said it ...": who speaks speaks of itself


def _acts_in(frame: Frame, chain: Chain, token: Token, discourse: Discourse) -> bool:
    """True for the subject of a clause before a pronoun in the same words of a speaker."""
    doc = discourse.reading.doc
    acting = SUBJECTS | {"obl:agent"}
    return any(i < token.i and frame.covers(i) and doc[i].dep_ in acting for i in chain.places)


def _is_dummy(token: Token) -> bool:
    """True for the "it" of "leave it up to them", "make it hard to leave", "it was years before", "it happened"."""
    verb = token.head
    if token.dep_ in SUBJECTS and (verb.lemma_ in TAKING_PLACE or any(c.dep_ == "cop" for c in verb.children)):
        return True
    others = {c.dep_ for c in verb.children if c.i > token.i}
    return token.dep_ == "obj" and verb.lemma_ in DUMMY and bool(others & {"xcomp", "ccomp", "advmod", "advcl"})


def _is_thing(token: Token, discourse: Discourse) -> bool:
    """True for the subject of a passive after one that is no agent: "the goal ..., since it was set"."""
    doc, of = discourse.reading.doc, discourse.of
    before = [t for t in doc[token.sent.start : token.i] if t.dep_ in SUBJECTS and t.tag_ == "NN"]
    agent = bool(before) and before[-1].i in of and discourse.onto.kind(of[before[-1].i].type) == "Agent"
    return token.dep_ == "nsubj:pass" and bool(before) and not agent


def _stands_for(chain: Chain, nominal: Nominal, discourse: Discourse) -> bool:
    """True if a pronoun can stand for a chain: near enough, of its kind and number, not bound by the same verb."""
    onto = discourse.onto
    if nominal.head - chain.last > 2 * MEMORY or not chain.type:
        return False
    if _local_object(chain, discourse.token(nominal), discourse):
        return False
    if nominal.type == "Person":
        unlabelled = chain.type == "Agent" and chain.named and not chain.plural
        return (chain.type == "Person" or unlabelled) and _same_gender(chain, nominal)
    if nominal.plural:
        several = chain.plural or (chain.type != "Person" and (chain.named or discourse.is_collective(chain.type)))
        return onto.kind(chain.type) == "Agent" and several
    if onto.kind(chain.type) == "Agent" and is_decided_on(discourse.token(nominal)):
        return False
    told = onto.kind(chain.type) in ("Agent", "Work") or onto.is_a(chain.type, "GeopoliticalEntity")
    return told and chain.type != "Person" and not chain.plural


def is_decided_on(token: Token) -> bool:
    """True for the "it" of "the regulator blocked it", "it was approved": an act or a plan."""
    return token.dep_ in ("obj", "nsubj:pass") and token.head.lemma_ in DECIDING


def _same_gender(chain: Chain, nominal: Nominal) -> bool:
    return not chain.gender or PRONOUNS.get(nominal.lemma, chain.gender) == chain.gender


def _local_object(chain: Chain, token: Token, discourse: Discourse) -> bool:
    """A personal pronoun and a name are not subject and object of the same verb (principle B)."""
    if token.dep_ == "nmod" and token.head.like_num and token.head.dep_ in ("obj", "iobj"):
        token = token.head  # "police arrested 87 of them"
    if token.dep_ not in ("obj", "iobj", "nsubj") or token.lower_.endswith("self"):
        return False
    beside = [c for c in token.head.children if c.dep_ in ("nsubj", "obj", "iobj")]
    if token.dep_ != "nsubj" and token.head.dep_ == "xcomp":
        beside += slots(token.head).get("nsubj", [])  # "Acme wants to sell it"
    return any(c != token and discourse.of.get(c.i) is chain for c in beside)


def _score(chain: Chain, nominal: Nominal, discourse: Discourse) -> float:
    """How present a person is to a reader: more so as subject of the clause, or as an earlier subject."""
    token = discourse.token(nominal)
    score = chain.salience(nominal.head) * (1 if chain.type == "Person" else UNSURE)
    if chain in _clause_subjects(token, discourse):
        score += 4 if token.dep_ == "nmod:poss" else 0
    elif _is_subject_since(max(0, token.sent.start - 40), chain, token, discourse):
        score += 5 if _is_subject_since(token.sent.start, chain, token, discourse) else 1.5
    score += 3 if nominal.head in discourse.speakers and chain.id in _speaking(nominal, discourse) else 0
    score += _takes_over(chain, nominal, discourse)
    frame = innermost(nominal.head, discourse.reading)
    score += 3 if frame is not None and _acts_in(frame, chain, token, discourse) else 0
    if discourse.reading.block(chain.last) != discourse.reading.block(nominal.head):
        score *= 0.25  # who was spoken of in this paragraph is nearer
    return score + (1.5 if chain.gender and chain.type == "Person" else 0)


def _takes_over(chain: Chain, nominal: Nominal, discourse: Discourse) -> int:
    """How much it speaks for a chain that a pronoun speaks, or opens a sentence ("his trial ..."): it was told of in
    the sentence before, or spoke there.
    """
    token = discourse.token(nominal)
    main = token.head.dep_ == "ROOT" and nominal.head in discourse.speakers
    opens = token.dep_ == "nmod:poss" and token.head.dep_ in SUBJECTS and token.i == token.sent.start
    told = _told_of_before(token, discourse) if main or opens else []
    before = [i for i in chain.places if i < token.sent.start][-3:]
    spoke = any(i in discourse.speakers and token.doc[i].sent.end == token.sent.start for i in before)
    return (8 if spoke else 4) if chain in told else 0


def _told_of_before(token: Token, discourse: Discourse) -> list[Chain]:
    """The subjects of the main clauses of the sentence before: who is told of is who then speaks."""
    before = discourse.reading.doc[token.sent.start - 1].sent if token.sent.start else ()
    mains = (t for t in before if t.dep_ == "ROOT" or (t.dep_ == "conj" and t.head.dep_ == "ROOT"))
    subjects = (effective(c) for main in mains for c in main.children if c.dep_ in SUBJECTS)
    return [discourse.of[s.i] for s in subjects if s.i in discourse.of]


def _clause_subjects(token: Token, discourse: Discourse) -> list[Chain]:
    """What is spoken of in the clause around a pronoun."""
    subjects = slots(clause(token)).get("nsubj", [])
    return [discourse.of[t.i] for t in subjects if t != token and t.i in discourse.of]


def _is_subject_since(start: int, chain: Chain, token: Token, discourse: Discourse) -> bool:
    """True if the chain was a subject between the token `start` and the pronoun."""
    return any(
        discourse.of.get(i) is chain and discourse.reading.doc[i].dep_ in SUBJECTS
        for i in range(start, token.i)
        if i in discourse.of and i not in discourse.asides
    )
