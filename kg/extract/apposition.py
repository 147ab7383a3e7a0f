"""Apposition: mentions that name the same thing by grammar alone, such as "X, a group", "X (Y)", "a group called X"."""

from __future__ import annotations

import itertools

from kg.extract.mentions import COLLECTIVE
from kg.extract.phrases import effective, preposition
from kg.extract.reading import Nominal, Reading
from kg.extract.tree import Token
from kg.names import acronym_of, last_name


def apposed(reading: Reading) -> dict[int, int]:
    """Heads that name the same thing by grammar: appositions, acronyms in brackets, "a group called X"."""
    linked: dict[int, int] = {}
    heads = reading.nominal_at
    for index, nominal in heads.items():
        token = reading.doc[index]
        host = token.head if token.dep_ == "appos" else _christened(token) if nominal.kind == "named" else None
        if (
            host is not None
            and host.i in heads
            and (token.dep_ != "appos" or _may_be_one(nominal, heads[host.i], reading))
        ):
            linked[max(index, host.i)] = min(index, host.i)
    named = [n for n in heads.values() if n.kind == "named"]
    for first, second in itertools.pairwise(named):
        between = reading.doc.span(first.end, second.start).text.strip()
        if between in ("(", "(“", '("') and (
            acronym_of(second.name, first.name) or acronym_of(first.name, second.name)
        ):
            linked[second.head] = first.head
    return linked


SELVES = frozenset({"itself", "himself", "herself", "themselves"})


def _christened(token: Token) -> Token | None:
    """What a name is given to: "a group called X", or "calling itself X", "one of the groups is dubbed X"."""
    verb = token.head
    if (
        token.dep_ not in ("xcomp", "obj", "obl", "dep")
        or verb.lemma_ not in ("call", "dub", "name", "know")
        or (verb.tag_ != "VBN" and not any(c.lower_ in SELVES for c in verb.children))
        or preposition(token) not in ("", "as")
        or _is_likened(token)
    ):
        return None
    if verb.dep_ in ("acl", "acl:relcl"):
        return effective(verb.head)
    return next((effective(c) for c in verb.children if c.dep_ == "nsubj:pass"), None)


def _is_likened(token: Token) -> bool:
    """True for "known as the Oxford of the north": another's name, with an article and what it is the like for."""
    deps = {c.dep_ for c in token.children}
    return {"det", "nmod"} <= deps and token.pos_ == "PROPN"


def _may_be_one(a: Nominal, b: Nominal, reading: Reading) -> bool:
    """Two nouns in apposition name one thing if a class of one is above the other's, or nothing is known of one."""
    if a.kind == b.kind == "named" and not (acronym_of(a.name, b.name) or acronym_of(b.name, a.name)):
        return False
    onto = reading.onto
    if a.plural != b.plural and not {a.lemma, b.lemma} & COLLECTIVE:
        return False
    known = [t for t in (a.type, b.type) if t]
    return (
        len(known) < 2
        or onto.compatible(*known)
        or (onto.kind(known[0]) == onto.kind(known[1]) and "Person" not in known)
        or last_name(a.name) == last_name(b.name) != ""
    )
