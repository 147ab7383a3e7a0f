"""Coreference inside one article: names, acronyms, descriptions and pronouns -> chains.

A deterministic sieve in the order of reading (Raghunathan et al. 2010): precise rules first, each mention joins the
best earlier chain that agrees with it in kind and number, or opens one of its own.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.gender import PRONOUNS, of_words
from kg.extract.mentions import COLLECTIVE
from kg.extract.phrases import SUBJECTS, clause, effective, preposition
from kg.extract.reading import Nominal, Reading
from kg.extract.stance import innermost
from kg.extract.syntax import slots
from kg.names import acronym_of, last_name, name_key, same_name

DUMMY = frozenset("leave make find take think consider call deem".split())
STAFF = frozenset("employee worker staffer staff personnel colleague co-worker workforce".split())
FIRST_PERSON = frozenset("i me my we us our ours ourselves".split())
SINGULAR_ORG = frozenset(
    "company firm corporation giant retailer e-retailer conglomerate automaker carmaker chipmaker airline "
    "startup maker employer studio platform business manufacturer operator publisher developer bank lender".split()
)
GROUPISH = frozenset(
    "group organization organisation coalition union guild alliance association federation campaign "
    "collective movement network".split()
)
UNION = re.compile(
    r"\b(?:Union|Guild|Workers United|Teamsters|Federation|Association|Brotherhood|Employees|Coalition|Alliance|"
    r"Advocacy|Justice)\b|^[A-Z]{2,6}$"
)
PUBLIC = re.compile(
    r"\b(?:Nations|Ministry|Department|Bureau|Agency|Council|Commission|Court|Parliament|Senate|Congress|University|"
    r"Police|Army|Navy|Party|Committee|Authority|Institute|Foundation|Government)\b"
)
# What a mention adds to the presence of its chain, by its grammatical role (after Lappin & Leass 1994).
WEIGHTS = {
    "nsubj": 3.0,
    "nsubj:pass": 3.0,
    "nsubj:outer": 3.0,
    "obj": 1.7,
    "iobj": 1.7,
    "nmod:poss": 1.2,
    "obl": 0.8,
    "nmod": 0.8,
    "compound": 0.8,
}
MEMORY = 120  # tokens in which a chain loses half of its salience; about five sentences of news


@dataclass(slots=True)
class Chain:
    """The mentions found so far to refer to one thing."""

    id: str
    type: str
    names: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    key: str = ""
    plural: bool = False
    last: int = 0
    weight: float = 0.0
    named: bool = False
    gender: str = ""
    employer: str | None = None

    def salience(self, index: int) -> float:
        """How present the chain is to a reader at a token: subjects weigh more, and all fades with distance."""
        return float(self.weight * 0.5 ** ((index - self.last) / MEMORY))


class Resolver:
    """Assigns chains to the nominals of one reading, one after the other."""

    def __init__(self, reading: Reading, employers: dict[int, int]) -> None:
        self.reading = reading
        self.onto = reading.onto
        self.employers = employers
        self.chains: list[Chain] = []
        self.of: dict[int, Chain] = {}
        self.linked = apposed(reading)
        self.speakers = {f.speaker for f in reading.frames if f.speaker is not None}
        self.asides = {f.speaker for f in reading.frames if reading.doc[f.cue].dep_ in ("parataxis", "case", "mark")}

    def run(self) -> tuple[dict[int, str], dict[str, str], dict[str, str]]:
        """Chain by head token; name and class by chain."""
        for nominal in sorted(self.reading.nominals, key=lambda n: (n.head, n.start)):
            self.resolve(nominal)
        names = {c.id: best_name(c) for c in self.chains}
        return {head: c.id for head, c in self.of.items()}, names, {c.id: c.type for c in self.chains}

    def resolve(self, nominal: Nominal) -> None:
        """Finds the chain of a mention and joins it, once."""
        if nominal.head not in self.of and (chain := self.find(nominal)) is not None:
            self.join(chain, nominal)

    def ahead(self, index: int) -> None:
        """Resolves a name before its turn: a mention in front may need to know it."""
        nominal = self.reading.nominal_at.get(index)
        if nominal is not None and nominal.kind == "named":
            self.resolve(nominal)

    def find(self, nominal: Nominal) -> Chain | None:
        """The chain that a mention belongs to; None for a pronoun that nothing can stand for."""
        partner = self.linked.get(nominal.head)
        if partner in self.of and self._agree(self.of[partner], nominal):
            return self.of[partner]
        if nominal.kind == "named":
            return self._by_name(nominal) or self.open(nominal, employer=self._named_after(nominal))
        if nominal.kind == "pronoun":
            return self._pronoun(nominal)
        return self._described(nominal)

    def open(self, nominal: Nominal, key: str = "", employer: str | None = None) -> Chain:
        """A new chain."""
        chain = Chain(f"c{len(self.chains) + 1}", nominal.type, key=key, employer=employer)
        self.chains.append(chain)
        return chain

    def join(self, chain: Chain, nominal: Nominal) -> None:
        """Adds a mention to a chain: its name, its words, its weight."""
        self.of[nominal.head] = chain
        token = self.reading.doc[nominal.head]
        weight = 0.4 if nominal.head in self.asides else WEIGHTS.get(token.dep_, 1.0)  # "..., the agency said"
        chain.weight = chain.salience(nominal.head) + weight * (2 if nominal.kind == "named" else 1)
        chain.last = nominal.head
        chain.plural = chain.plural or (nominal.plural and nominal.kind != "pronoun")
        chain.gender = chain.gender or self._gender(nominal)
        if nominal.kind == "named":
            chain.names[nominal.name] += 1
            chain.type = self._narrower(chain, nominal) if nominal.type else chain.type
            chain.named = True
        elif nominal.kind == "nominal":
            chain.words.add(nominal.lemma)
            if nominal.type and (not chain.type or self.onto.is_a(nominal.type, chain.type)):
                chain.type = nominal.type
        if nominal.head in self.employers and chain.type == "Person":
            employer = self.of.get(self.employers[nominal.head])
            chain.employer = chain.employer or (employer.id if employer else None)

    def _gender(self, nominal: Nominal) -> str:
        if nominal.kind == "pronoun":
            return PRONOUNS.get(nominal.lemma, "")
        if self.onto.kind(nominal.type or "Agent") != "Agent" or nominal.plural:
            return ""
        before = self.reading.doc[nominal.start - 1].text if nominal.start else ""
        named = nominal.kind == "named"
        return of_words(before if named else "", nominal.name if named else "", "" if named else nominal.lemma)

    def _narrower(self, chain: Chain, nominal: Nominal) -> str:
        """The more special of two classes that agree; a name seen before keeps its class against a lone other label."""
        if (
            not chain.type
            or self.onto.is_a(nominal.type, chain.type)
            or (not chain.named and self.onto.kind(chain.type) == self.onto.kind(nominal.type))
        ):
            return nominal.type
        return chain.type

    def _agree(self, chain: Chain, nominal: Nominal) -> bool:
        return (
            not chain.type
            or not nominal.type
            or self.onto.compatible(chain.type, nominal.type)
            or self._same_sort(chain.type, nominal.type)
        )

    def _same_sort(self, a: str, b: str) -> bool:
        """Groups and organizations can be two views of one body of people; persons are apart."""
        return all(self.onto.is_a(x, "Organization") or self.onto.is_a(x, "Group") for x in (a, b))

    def _by_name(self, nominal: Nominal) -> Chain | None:
        for chain in reversed(self.chains):
            if not chain.named:
                continue
            exact = any(name_key(n) == name_key(nominal.name) for n in chain.names)
            if exact and (
                self._agree(chain, nominal)
                or nominal.type in ("Topic", "")
                or chain.type in ("Topic", "Organization", "Place")
            ):
                return chain
            agree = self._agree(chain, nominal) and self._gender(nominal) in ("", chain.gender or self._gender(nominal))
            if agree and any(same_name(nominal.name, n, nominal.type, chain.type) for n in chain.names):
                return chain
        return None

    def _named_after(self, nominal: Nominal) -> str | None:
        """The organization whose name begins that of a group of its people: "Acme Workers for Peace"."""
        if nominal.type != "EmployeeGroup":
            return None
        known = self.onto.gazetteer
        words = nominal.name.split()
        for count in range(len(words) - 1, 0, -1):
            prefix = " ".join(words[:count])
            for chain in self.chains:
                if prefix in chain.names and self._is_body(chain):
                    return chain.id
            if prefix in known and self.onto.is_a(known[prefix].type, "Organization"):
                body = self.open(
                    Nominal(
                        nominal.head,
                        nominal.start,
                        nominal.start + count,
                        known[prefix].type,
                        "named",
                        "",
                        prefix,
                        False,
                        True,
                    )
                )
                body.names[prefix] += 1
                body.named = True
                return body.id
        return None

    def _possessor(self, token: Token) -> Chain | None:
        """Whose something is: "Amazon's X", "its X", "Amazon X", "X at Amazon", "X of Amazon"."""
        for child in token.children:
            owner = effective(child)
            self.ahead(owner.i)
            if child.dep_ == "nmod:poss" and owner.i in self.of:
                return self.of[owner.i]
        bodies = []
        for child in token.children:
            if (
                child.dep_ in ("compound", "nmod:desc", "nmod")
                and child.i in self.of
                and self._is_body(self.of[child.i])
            ):
                case = {c.lower_ for c in child.children if c.dep_ == "case"}
                if not case or case & {"at", "of", "for", "with"}:
                    bodies.append(self.of[child.i])
        return next((b for b in bodies if b.type != "Place"), bodies[0] if bodies else None)

    def _is_body(self, chain: Chain) -> bool:
        return self.onto.is_a(chain.type, "Organization") or (chain.type in ("Place", "") and chain.named)

    def _described(self, nominal: Nominal) -> Chain | None:
        token = self.reading.doc[nominal.head]
        if nominal.definite and not nominal.plural and not self._has_owner(token):
            antecedent = self._antecedent(nominal)
            if antecedent is not None:
                return antecedent
        owner = self._owner(nominal, token)
        if owner is not None and owner.type in ("Agent", "") and owner.named and nominal.lemma in STAFF:
            owner.type = "Organization"  # who has employees is one
        lemma = "employees" if nominal.lemma in STAFF and self._is_group(nominal) else nominal.name.lower()
        modifiers = nominal.name.lower().rsplit(" ", 1)[0] if " " in nominal.name and lemma == "employees" else ""
        key = f"{owner.id if owner else ''}|{modifiers} {lemma}".lower()
        specific = nominal.definite or self._is_group(nominal) or owner is not None or not nominal.type
        for chain in reversed(self.chains) if specific else ():
            if chain.key == key and chain.plural == nominal.plural and self._agree(chain, nominal):
                return chain
        chain = self.open(nominal, key, owner.id if owner else None)
        chain.names[self._label(nominal, owner, modifiers)] += 0
        return chain

    def _has_owner(self, token: Token) -> bool:
        return any(c.dep_ == "nmod:poss" for c in token.children)

    def _is_group(self, nominal: Nominal) -> bool:
        return self.onto.is_a(nominal.type, "Group") if nominal.type else False

    def _owner(self, nominal: Nominal, token: Token) -> Chain | None:
        owner = self._possessor(token)
        if owner is None and nominal.lemma in STAFF and self._is_group(nominal):
            employers = [c for c in self.chains if c.key.endswith("employees") and c.employer]
            owner_id = max(employers, key=lambda c: c.salience(nominal.head)).employer if employers else None
            owner = next((c for c in self.chains if c.id == owner_id), None) or self._main_company(nominal)
        return owner

    def _main_company(self, nominal: Nominal) -> Chain | None:
        """The employer that a bare "employees" leaves unsaid: the one company that the article speaks of most."""
        bodies = [
            c for c in self.chains if c.named and self.onto.is_a(c.type, "Organization") and c.type != "NewsOutlet"
        ]
        companies = [c for c in bodies if c.type == "Company"] or [c for c in bodies if not UNION.search(best_name(c))]
        best = max(companies, key=lambda c: c.salience(nominal.head), default=None)
        return best if best is not None and best.salience(nominal.head) >= 2 else None

    def _label(self, nominal: Nominal, owner: Chain | None, modifiers: str) -> str:
        if owner is None or (
            any(f" {name}" in f" {nominal.name}" for name in owner.names)
            and not nominal.name.startswith(tuple(owner.names))
        ):
            return nominal.name
        noun = "employees" if nominal.lemma in STAFF and self._is_group(nominal) else nominal.name
        rest = nominal.name.rsplit(" ", 1)[0] if modifiers else ""
        for name in owner.names:
            rest, noun = rest.removeprefix(name).strip(), noun.removeprefix(name).strip()
        words = " ".join(w for w in (best_name(owner), rest, noun) if w)
        return re.sub(r"\b(\w+)( \1\b)+", r"\1", words)

    def _antecedent(self, nominal: Nominal) -> Chain | None:
        """What "the company", "the union", "the group", "the spokesman" stands for."""
        fits = [c for c in self.chains if self._can_mean(c, nominal)]
        pool = [
            c for c in fits if nominal.lemma in c.words or (c.named and self._is_agent(c) and self._is_agent(nominal))
        ]
        return max(
            pool, key=lambda c: c.salience(nominal.head) + (1.5 if nominal.lemma in c.words else 0), default=None
        )

    def _is_agent(self, thing: Chain | Nominal) -> bool:
        return bool(thing.type) and self.onto.kind(thing.type) == "Agent"

    def _can_mean(self, chain: Chain, nominal: Nominal) -> bool:
        if chain.plural != nominal.plural and not chain.named:
            return False
        if nominal.lemma in GROUPISH and chain.type == "NewsOutlet":
            return False
        if nominal.lemma in GROUPISH:
            name = best_name(chain)
            groupish = bool(chain.words & GROUPISH) or (chain.named and UNION.search(name) is not None)
            return groupish and self._same_sort(chain.type, "Organization")
        if nominal.lemma in SINGULAR_ORG:
            unfit = (
                chain.type == "NewsOutlet"
                or chain.words & GROUPISH
                or (chain.named and UNION.search(best_name(chain)) and chain.type != "Company")
                or (chain.named and PUBLIC.search(best_name(chain)))
            )
            return self.onto.is_a(chain.type, "Organization") and not unfit
        if nominal.type == "Person":
            return chain.type == "Person" and nominal.lemma in chain.words
        if not nominal.type or not chain.type:
            return nominal.lemma in chain.words and chain.type == nominal.type
        return nominal.lemma in chain.words and self._agree(chain, nominal)

    def _pronoun(self, nominal: Nominal) -> Chain | None:
        token = self.reading.doc[nominal.head]
        if nominal.lemma in FIRST_PERSON:
            return self._speaker(nominal)
        if nominal.lemma == "it" and (self._is_dummy(token) or self._is_thing(token)):
            return None
        fits = [c for c in self.chains if self._stands_for(c, nominal, token)]
        frame = innermost(nominal.head, self.reading)
        if (
            frame is not None
            and frame.kind == "IndirectSpeech"
            and frame.speaker is not None
            and (token.dep_ in SUBJECTS or not self._clause_subjects(token))
        ):
            listeners = (t for slot in ("iobj", "obj") for t in slots(self.reading.doc[frame.cue]).get(slot, []))
            told = next((self.of[t.i] for t in listeners if t.i in self.of), None)
            if nominal.plural and told in fits and told is not None and told.plural:
                return told  # "told workers that they would ..."
            speaker = self.of.get(effective(self.reading.doc[frame.speaker]).i)
            if speaker in fits:  # "Amazon said it ...": who speaks speaks of itself
                return speaker
        return max(fits, key=lambda c: self._pronoun_score(c, nominal, token), default=None)

    def _is_dummy(self, token: Token) -> bool:
        """True for the "it" of "leave it up to them", "make it hard to leave"."""
        verb = token.head
        others = {c.dep_ for c in verb.children if c.i > token.i}
        return token.dep_ == "obj" and verb.lemma_ in DUMMY and bool(others & {"xcomp", "ccomp", "advmod", "advcl"})

    def _is_thing(self, token: Token) -> bool:
        """True for the subject of a passive after one that is no agent: "the goal ..., since it was set"."""
        before = [t for t in self.reading.doc[token.sent.start : token.i] if t.dep_ in SUBJECTS and t.tag_ == "NN"]
        agent = bool(before) and before[-1].i in self.of and self.onto.kind(self.of[before[-1].i].type) == "Agent"
        return token.dep_ == "nsubj:pass" and bool(before) and not agent

    def _pronoun_score(self, chain: Chain, nominal: Nominal, token: Token) -> float:
        """Presence, and more for the subject of the clause, an earlier subject, and a chain of the same number; less
        for outlets.
        """
        score = chain.salience(nominal.head) * (0.3 if chain.type == "NewsOutlet" else 1.0)
        if nominal.plural and not chain.plural:
            score *= 0.5
        if self.onto.is_a(chain.type, "Work"):
            return score * 0.5
        if chain in self._clause_subjects(token):
            score += 4 if token.dep_ == "nmod:poss" else 0
        elif self._is_subject_before(chain, token):
            score += 1.5
        if nominal.head in self.speakers and any(
            self.of.get(i) is chain for i in self.speakers if nominal.head - 80 < i < nominal.head
        ):
            score += 3  # who spoke goes on speaking
        known = nominal.type == "Person" and chain.gender and chain.type == "Person"
        return score + (1.5 if known else 2 if nominal.plural and chain.plural else 0)

    def _clause_subjects(self, token: Token) -> list[Chain]:
        """What is spoken of in the clause around a pronoun."""
        return [self.of[t.i] for t in slots(clause(token)).get("nsubj", []) if t != token and t.i in self.of]

    def _stands_for(self, chain: Chain, nominal: Nominal, token: Token) -> bool:
        if nominal.head - chain.last > 2 * MEMORY or not chain.type:
            return False
        if self._local_object(chain, token):
            return False
        if nominal.type == "Person":
            unlabelled = chain.type == "Agent" and chain.named and not chain.plural
            return (chain.type == "Person" or unlabelled) and self._same_gender(chain, nominal)
        if nominal.plural:
            return (
                self.onto.kind(chain.type) == "Agent"
                and (chain.plural or chain.type != "Person")
                and (chain.plural or chain.named)
            )
        return (
            chain.type != "Person"
            and not chain.plural
            and (self.onto.kind(chain.type) in ("Agent", "Work") or self.onto.is_a(chain.type, "GeopoliticalEntity"))
            and (chain.named or chain.last > nominal.head - 40)
        )

    def _same_gender(self, chain: Chain, nominal: Nominal) -> bool:
        return not chain.gender or PRONOUNS.get(nominal.lemma, chain.gender) == chain.gender

    def _local_object(self, chain: Chain, token: Token) -> bool:
        """A personal pronoun and a name are not subject and object of the same verb (principle B)."""
        if token.dep_ not in ("obj", "iobj", "nsubj") or token.lower_.endswith("self"):
            return False
        return any(
            c != token and self.of.get(c.i) is chain and c.dep_ in ("nsubj", "obj", "iobj") for c in token.head.children
        )

    def _is_subject_before(self, chain: Chain, token: Token) -> bool:
        """True if the chain is a subject in the same sentence, or was the subject that opened the one before."""
        return any(
            self.of.get(i) is chain and self.reading.doc[i].dep_ in SUBJECTS
            for i in range(max(0, token.sent.start - 40), token.i)
            if i in self.of and i not in self.asides
        )

    def _speaker(self, nominal: Nominal) -> Chain | None:
        """I and we inside a quotation: the speaker, or whom the speaker speaks for."""
        frame = innermost(nominal.head, self.reading)
        if frame is None or frame.kind != "DirectQuote" or frame.speaker is None:
            return None
        chain = self.of.get(effective(self.reading.doc[frame.speaker]).i) or self._later(frame.speaker)
        if chain is not None and nominal.plural and chain.employer and chain.type == "Person":
            return next((c for c in self.chains if c.id == chain.employer), chain)
        return chain

    def _later(self, index: int) -> Chain | None:
        """The chain of a speaker who stands after the quotation: resolved ahead of its turn."""
        for early in (self.employers.get(index, -1), index):
            self.ahead(early)
        nominal = self.reading.nominal_at.get(index)
        if nominal is not None and nominal.lemma not in FIRST_PERSON:
            self.resolve(nominal)  # "..., he said", "..., the mayor said"
        return self.of.get(index)


def best_name(chain: Chain) -> str:
    """The name to show: the longest of the most frequent ones, acronyms last; for descriptions the first."""
    if not chain.names:
        return ""
    named = {n: c for n, c in chain.names.items() if c > 0} or dict(chain.names)
    return max(named, key=lambda n: (not n.isupper() or len(n) > 8, len(n.split()) > 1, named[n], len(n), n))


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
        between = reading.doc[first.end : second.start].text.strip()
        if between in ("(", "(“", '("') and (
            acronym_of(second.name, first.name) or acronym_of(first.name, second.name)
        ):
            linked[second.head] = first.head
    return linked


def _christened(token: Token) -> Token | None:
    """What a name is given to: "a group called X", "one of the groups is dubbed X"."""
    verb = token.head
    if (
        token.dep_ not in ("xcomp", "obj", "obl", "dep")
        or verb.lemma_ not in ("call", "dub", "name", "know")
        or verb.tag_ != "VBN"
        or preposition(token) not in ("", "as")
    ):
        return None
    if verb.dep_ in ("acl", "acl:relcl"):
        return effective(verb.head)
    return next((effective(c) for c in verb.children if c.dep_ == "nsubj:pass"), None)


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
