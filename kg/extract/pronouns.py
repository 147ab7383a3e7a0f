"""Pronouns of the third person: the most salient chain that agrees in number, gender and kind."""

from __future__ import annotations

from kg.extract.chains import MEMORY, Chain, Discourse
from kg.extract.gender import PRONOUNS
from kg.extract.phrases import SUBJECTS, clause, effective
from kg.extract.reading import Nominal
from kg.extract.stance import innermost
from kg.extract.syntax import slots
from kg.extract.tree import Token

TIMES = frozenset("second minute hour day week month year decade time".split())
DUMMY = frozenset("leave make find take think consider call deem".split())


def antecedent(nominal: Nominal, discourse: Discourse) -> Chain | None:
    """What a pronoun of the third person stands for; None if it stands for nothing that was spoken of."""
    token = discourse.token(nominal)
    if nominal.lemma == "it" and (_is_dummy(token) or _is_thing(token, discourse)):
        return None
    fits = [c for c in discourse.chains if _stands_for(c, nominal, discourse)]
    party = _party(nominal, fits, discourse)
    return party or max(fits, key=lambda c: _score(c, nominal, discourse), default=None)


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
    return speaker if speaker in fits else None  # "Amazon said it ...": who speaks speaks of itself


def _is_dummy(token: Token) -> bool:
    """True for the "it" of "leave it up to them", "make it hard to leave", "it was years before"."""
    verb = token.head
    if verb.lemma_ in TIMES and any(c.dep_ == "cop" for c in verb.children):
        return token.lower_ == "it"  # "it was two years from when"
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
        several = chain.plural or (chain.named and chain.type != "Person")
        return onto.kind(chain.type) == "Agent" and several
    return (
        chain.type != "Person"
        and not chain.plural
        and (onto.kind(chain.type) in ("Agent", "Work") or onto.is_a(chain.type, "GeopoliticalEntity"))
        and (chain.named or chain.last > nominal.head - 40)
    )


def _same_gender(chain: Chain, nominal: Nominal) -> bool:
    return not chain.gender or PRONOUNS.get(nominal.lemma, chain.gender) == chain.gender


def _local_object(chain: Chain, token: Token, discourse: Discourse) -> bool:
    """A personal pronoun and a name are not subject and object of the same verb (principle B)."""
    if token.dep_ not in ("obj", "iobj", "nsubj") or token.lower_.endswith("self"):
        return False
    return any(
        c != token and discourse.of.get(c.i) is chain and c.dep_ in ("nsubj", "obj", "iobj")
        for c in token.head.children
    )


def _score(chain: Chain, nominal: Nominal, discourse: Discourse) -> float:
    """Presence, and more for the subject of the clause, an earlier subject, and a chain of the same number; less
    for outlets.
    """
    token = discourse.token(nominal)
    score = chain.salience(nominal.head) * (0.3 if chain.type == "NewsOutlet" else 1.0)
    if nominal.plural and not chain.plural:
        score *= 0.5
    if discourse.onto.is_a(chain.type, "Work"):
        return score * 0.5
    if chain in _clause_subjects(token, discourse):
        score += 4 if token.dep_ == "nmod:poss" else 0
    elif _is_subject_since(max(0, token.sent.start - 40), chain, token, discourse):
        near = nominal.type == "Person" and _is_subject_since(token.sent.start, chain, token, discourse)
        score += 5 if near else 1.5
    if nominal.head in discourse.speakers and any(
        discourse.of.get(i) is chain for i in discourse.speakers if nominal.head - 80 < i < nominal.head
    ):
        score += 3  # who spoke goes on speaking
    if nominal.type == "Person" and discourse.reading.block(chain.last) != discourse.reading.block(nominal.head):
        score *= 0.25  # who was spoken of in this paragraph is nearer
    known = nominal.type == "Person" and chain.gender and chain.type == "Person"
    return score + (1.5 if known else 2 if nominal.plural and chain.plural else 0)


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
