"""Descriptions: what "the company" and "the spokesman" stand for, and what "its workers" are called."""

from __future__ import annotations

import re

from kg.extract.chains import Chain, Discourse
from kg.extract.phrases import SUBJECTS, preposition
from kg.extract.propernames import TRADE_NOUNS
from kg.extract.reading import Nominal
from kg.extract.tree import Token

STAFF = frozenset("employee worker staffer staff personnel colleague co-worker workforce".split())
SINGULAR_ORG = TRADE_NOUNS | frozenset(
    "company firm corporation giant maker employer studio platform business manufacturer operator developer bank "
    "carrier chain supplier utility".split()
)
SITES = frozenset(  # where people work for whoever has them
    "plant factory hospital store warehouse shop facility clinic school site office headquarters mine refinery outlet "
    "restaurant cafe branch centre center depot shipyard hotel port terminal studio".split()
)
GROUPISH = frozenset(
    "group organization organisation coalition union guild alliance association federation campaign "
    "collective movement network".split()
)
BODIES = frozenset("company corporation firm group organization organisation".split())
UNION = re.compile(
    r"\b(?:Union|Guild|Workers United|Teamsters|Federation|Association|Brotherhood|Employees|Coalition|Alliance|"
    r"Advocacy|Justice)\b|^[A-Z]{2,6}$"
)
MOVING = frozenset("campaign coalition collective movement network".split())  # what no acronym alone tells of
# Words that tell one body from another of its kind.
CONTRAST = frozenset(
    "interim previous former new other second local provincial federal national regional foreign rival municipal "
    "central transitional incoming outgoing neighbouring neighboring combined merged joint".split()
)
OFFICIAL = frozenset({"agency", "regulator", "watchdog", "authority"})
PUBLIC = re.compile(
    r"\b(?:Nations|Administration|Organization|Organisation|Service|Survey|Center|Centers|Board|Ministry|Department|"
    r"Bureau|Agency|Council|Commission|Court|Parliament|Senate|Congress|University|Police|"
    r"Army|Navy|Party|Committee|Authority|Institute|Foundation|Government)\b",
    re.IGNORECASE,
)


def antecedent(nominal: Nominal, discourse: Discourse) -> Chain | None:
    """What "the company", "the group", "the spokesman" stands for; None if it says itself which one it means."""
    if _is_restricted(discourse.token(nominal)):
        return None
    agent = _is_agent(nominal.type, discourse)
    pool = [
        c
        for c in discourse.chains
        if _can_mean(c, nominal, discourse)
        and (nominal.lemma in c.words or (agent and c.named and _is_agent(c.type, discourse)))
    ]
    spoke = _have_spoken(nominal, discourse)

    def presence(chain: Chain) -> tuple[bool, float]:
        known = nominal.lemma in chain.words or _is_named_so(chain, nominal)
        acts = nominal.lemma in SINGULAR_ORG and _is_in_subject(chain, discourse.token(nominal))
        return acts, chain.salience(nominal.head) + 1.5 * (known + (chain.id in spoke))

    return max(pool, key=presence, default=None)


def _is_in_subject(chain: Chain, token: Token) -> bool:
    """True for the company whose people the clause tells of: "Acme workers marched over the company's plan"."""
    near = (token.doc[i] for i in chain.places if token.sent.start <= i < token.i)
    return any(a.dep_ in SUBJECTS and a.head in token.ancestors for t in near for a in (t, *t.ancestors))


def _is_restricted(token: Token) -> bool:
    """True for "the company that made it", "the group of workers": the words behind tell which one is meant."""
    if any(c.lower_ == "same" for c in token.children):
        return False
    behind = (c for c in token.children if c.left_edge.i == token.i + 1 and c.left_edge.text != ",")
    return any(c.dep_ == "acl:relcl" or (c.dep_ == "nmod" and preposition(c) == "of") for c in behind)


def _have_spoken(nominal: Nominal, discourse: Discourse) -> set[str]:
    """The chains that spoke before a description that speaks itself: who spoke goes on speaking."""
    if nominal.head not in discourse.speakers:
        return set()
    return {discourse.of[i].id for i in discourse.speakers if i < nominal.head and i in discourse.of}


def _is_agent(kind: str, discourse: Discourse) -> bool:
    return bool(kind) and discourse.onto.kind(kind) == "Agent"


def _can_mean(chain: Chain, nominal: Nominal, discourse: Discourse) -> bool:
    if chain.plural != nominal.plural and not chain.named:
        return False
    apart = {c.lower_ for c in discourse.token(nominal).children if c.dep_ in ("amod", "compound")} & CONTRAST
    if apart and nominal.type != "Person" and not any(apart <= set(name.lower().split()) for name in chain.names):
        return False  # "the interim government" after the Federal Government
    if nominal.lemma in GROUPISH:
        bare = nominal.lemma in MOVING and chain.name.isupper() and not chain.words & GROUPISH
        return _is_groupish(chain) and discourse.is_collective(chain.type) and not bare
    if nominal.lemma in SINGULAR_ORG:
        members = any(c.employer == chain.id and "member" in c.words for c in discourse.chains)
        return discourse.onto.is_a(chain.type, "Organization") and not members and not _is_no_business(chain)
    known = nominal.lemma in chain.words or _is_named_so(chain, nominal) or _is_official(chain, nominal)
    if nominal.type == "Person":
        titled = any(
            c.dep_ == "compound" and c.pos_ == "PROPN" and not c.ent_type_ for c in discourse.token(nominal).children
        )
        return chain.type == "Person" and (nominal.name.lower() in chain.words if titled else known)
    if not nominal.type or not chain.type:
        return known and chain.type == nominal.type
    return known and discourse.agree(chain, nominal)


def _is_named_so(chain: Chain, nominal: Nominal) -> bool:
    """ "the council" may be the Competition Council, or the Council of Larnvik."""
    words = chain.name.split()
    noun = words[:1] if words[1:2] == ["of"] else words[-1:]
    return chain.named and nominal.definite and noun == [nominal.lemma.capitalize()]


def _is_official(chain: Chain, nominal: Nominal) -> bool:
    """ "the agency", "the regulator" may be a public body of another name."""
    body = chain.named and chain.type == "Organization" and PUBLIC.search(chain.name) is not None
    return body and nominal.lemma in OFFICIAL and not chain.words & SINGULAR_ORG


def _is_groupish(chain: Chain) -> bool:
    """True for what was called a group, or has the name of one."""
    if chain.type == "NewsOutlet":
        return False
    return bool(chain.words & GROUPISH) or (chain.named and UNION.search(chain.name) is not None)


def _is_no_business(chain: Chain) -> bool:
    """True for outlets, groups and public bodies: "the company" is none of them."""
    return bool(
        chain.type == "NewsOutlet"
        or chain.words & GROUPISH
        or (chain.named and UNION.search(chain.name) and chain.type != "Company")
        or (chain.named and PUBLIC.search(chain.name))
    )


def is_staff(nominal: Nominal, discourse: Discourse) -> bool:
    """True for a body of employees."""
    return nominal.lemma in STAFF and discourse.is_group(nominal)


def main_employer(nominal: Nominal, discourse: Discourse) -> Chain | None:
    """Who employs a bare "employees": as with the employees spoken of before, or the main company of the article."""
    employers = [c for c in discourse.chains if c.key.endswith("employees") and c.employer]
    latest = max(employers, key=lambda c: c.salience(nominal.head), default=None)
    return discourse.chain(latest.employer if latest else None) or _main_company(nominal, discourse)


def _main_company(nominal: Nominal, discourse: Discourse) -> Chain | None:
    """The one company that the article speaks of most."""
    companies = [c for c in discourse.chains if c.named and c.type == "Company"]
    best = max(companies, key=lambda c: c.salience(nominal.head), default=None)
    return best if best is not None and best.salience(nominal.head) >= 2 else None


def key(nominal: Nominal, owner: Chain | None, discourse: Discourse) -> str:
    """What two descriptions of one thing have in common: their owner and their words, all employees alike."""
    modifiers, noun = _words(nominal, discourse)
    return f"{owner.id if owner else ''}|{modifiers} {noun}".lower()


def label(nominal: Nominal, owner: Chain | None, discourse: Discourse) -> str:
    """What to call a described thing: with its owner, so that "its employees" are "Acme employees"."""
    if owner is None or (
        any(f" {name}" in f" {nominal.name}" for name in owner.names)
        and not nominal.name.startswith(tuple(owner.names))
    ):
        return nominal.name
    modifiers, noun = _words(nominal, discourse)
    for name in owner.names:
        modifiers, noun = modifiers.removeprefix(name).strip(), noun.removeprefix(name).strip()
    whose = f"{owner.name}'s" if owner.type == "Person" else owner.name
    words = " ".join(w for w in (whose, modifiers, noun) if w)
    return re.sub(r"\b(\w+)( \1\b)+", r"\1", words)


def _words(nominal: Nominal, discourse: Discourse) -> tuple[str, str]:
    """Modifiers and noun of employees, whatever they are called; of anything else no modifiers and all its words."""
    if is_staff(nominal, discourse):
        return nominal.name.rpartition(" ")[0], "employees"
    return "", nominal.name
