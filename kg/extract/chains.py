"""Chains of coreference and the discourse they make up: what an article has spoken of so far, and how present it is.

A discourse model after Webber 1979; salience by grammatical role and distance after Lappin & Leass 1994.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.gender import PRONOUNS, of_words
from kg.extract.reading import Nominal, Reading
from kg.extract.tree import Token
from kg.names import same_name

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
ASIDE = 0.4  # the weight of who says it: "..., the agency said"
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
    places: list[int] = field(default_factory=list)

    def salience(self, index: int) -> float:
        """How present the chain is to a reader at a token: subjects weigh more, and all fades with distance."""
        return float(self.weight * 0.5 ** ((index - self.last) / MEMORY))

    @property
    def name(self) -> str:
        """The name to show: the longest of the most frequent ones, acronyms last; for descriptions the first."""
        if not self.names:
            return ""
        named = {n: c for n, c in self.names.items() if c > 0} or dict(self.names)
        return max(named, key=lambda n: (not n.isupper() or len(n) > 8, len(n.split()) > 1, named[n], len(n), n))


class Discourse:
    """The chains of one reading in the order of their first mention, and the chain of each head token in `of`.

    `employers` has the head token of the organization by the head token of whoever works for it.
    """

    def __init__(self, reading: Reading, employers: Mapping[int, int]) -> None:
        self.reading = reading
        self.onto = reading.onto
        self.employers = employers
        self.chains: list[Chain] = []
        self.of: dict[int, Chain] = {}
        self.speakers = {f.speaker for f in reading.frames if f.speaker is not None}
        self.asides = {f.speaker for f in reading.frames if reading.doc[f.cue].dep_ in ("parataxis", "case", "mark")}

    def token(self, nominal: Nominal) -> Token:
        """The head of a mention."""
        return self.reading.doc[nominal.head]

    def chain(self, chain_id: str | None) -> Chain | None:
        """The chain of an id."""
        return next((c for c in self.chains if c.id == chain_id), None)

    def open(self, kind: str, key: str = "", employer: str | None = None) -> Chain:
        """A new chain of a class; `key` is what tells a description from others."""
        chain = Chain(f"c{len(self.chains) + 1}", kind, key=key, employer=employer)
        self.chains.append(chain)
        return chain

    def join(self, chain: Chain, nominal: Nominal) -> None:
        """Adds a mention to a chain: its name, its words, its weight."""
        self.of[nominal.head] = chain
        weight = ASIDE if nominal.head in self.asides else WEIGHTS.get(self.token(nominal).dep_, 1.0)
        chain.weight = chain.salience(nominal.head) + weight * (2 if nominal.kind == "named" else 1)
        chain.last = nominal.head
        chain.places.append(nominal.head)
        chain.plural = chain.plural or (nominal.plural and nominal.kind != "pronoun")
        chain.gender = chain.gender or self.gender(nominal)
        if nominal.kind == "named":
            chain.names[nominal.name] += 1
            chain.words |= self._titles(nominal)
            chain.type = self._narrower(chain, nominal) if nominal.type else chain.type
            chain.named = True
        elif nominal.kind == "nominal":
            chain.words.add(nominal.lemma)
            if nominal.type and (not chain.type or self.onto.is_a(nominal.type, chain.type)):
                chain.type = nominal.type
        if nominal.head in self.employers and chain.type == "Person":
            employer = self.of.get(self.employers[nominal.head])
            chain.employer = chain.employer or (employer.id if employer else None)

    def _titles(self, nominal: Nominal) -> set[str]:
        """What a person may be called after the title before the name: "the mayor" after "Mayor Jo Hall"."""
        found: set[str] = set()
        for title in self.token(nominal).children if nominal.type == "Person" else ():
            if title.dep_ in ("nmod:desc", "compound") and not title.ent_type_ and title.i < nominal.start:
                own = [c for c in title.children if c.dep_ in ("compound", "amod") and not c.ent_type_]
                found.add(" ".join(t.lower_ for t in (*own, title)))
        return found

    def _narrower(self, chain: Chain, nominal: Nominal) -> str:
        """The more special of two classes that agree; a name seen before keeps its class against a lone other label, or
        against what its short form stands for elsewhere.
        """
        if chain.named and nominal.name.isupper() and not self.onto.gazetteer.keys() & chain.names.keys():
            return chain.type or nominal.type
        if (
            not chain.type
            or self.onto.is_a(nominal.type, chain.type)
            or (not chain.named and self.onto.kind(chain.type) == self.onto.kind(nominal.type))
        ):
            return nominal.type
        return chain.type

    def gender(self, nominal: Nominal) -> str:
        """The gender that a mention shows: by its pronoun, title, first name or noun; else ""."""
        if nominal.kind == "pronoun":
            return PRONOUNS.get(nominal.lemma, "")
        if self.onto.kind(nominal.type or "Agent") != "Agent" or nominal.plural:
            return ""
        before = self.reading.doc[nominal.start - 1].text if nominal.start else ""
        named = nominal.kind == "named"
        return of_words(before if named else "", nominal.name if named else "", "" if named else nominal.lemma)

    def body_of(self, person: Chain) -> Chain | None:
        """The body that somebody works or speaks for, as far as it was told."""
        heads = (self.employers[i] for i in person.places if i in self.employers)
        return self.chain(person.employer) or next((self.of[head] for head in heads if head in self.of), None)

    def agree(self, chain: Chain, nominal: Nominal) -> bool:
        """True if the classes of a chain and of a mention can be those of one thing, and the names of one person."""
        return self._is_one_person(chain, nominal) and (
            not chain.type
            or not nominal.type
            or self.onto.compatible(chain.type, nominal.type)
            or (self.is_collective(chain.type) and self.is_collective(nominal.type))
        )

    def _is_one_person(self, chain: Chain, nominal: Nominal) -> bool:
        """False for two persons by name, however grammar ties them."""
        if not (nominal.kind == "named" and chain.named and nominal.type == chain.type == "Person"):
            return True
        return any(same_name(nominal.name, name, "Person", "Person") for name, count in chain.names.items() if count)

    def is_collective(self, kind: str) -> bool:
        """Groups and organizations can be two views of one body of people; persons are apart."""
        return self.onto.is_a(kind, "Organization") or self.onto.is_a(kind, "Group")

    def is_group(self, nominal: Nominal) -> bool:
        """True for a mention of a group of people."""
        return bool(nominal.type) and self.onto.is_a(nominal.type, "Group")

    def is_body(self, chain: Chain) -> bool:
        """True for what can employ people and own things: an organization, a place, a name of unknown class."""
        return self.onto.is_a(chain.type, "Organization") or (chain.type in ("Place", "") and chain.named)
