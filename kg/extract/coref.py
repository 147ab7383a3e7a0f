"""Coreference inside one article: names, acronyms, descriptions and pronouns -> chains.

A deterministic sieve in the order of reading (Raghunathan et al. 2010): precise rules first, each mention joins the
best earlier chain that agrees with it in kind and number, or opens one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract import descriptions, pronouns, shortforms
from kg.extract.apposition import apposed
from kg.extract.chains import Chain, Discourse
from kg.extract.phrases import effective, shared_head
from kg.extract.reading import Nominal, Reading
from kg.extract.stance import innermost
from kg.extract.tree import Token
from kg.names import last_name, misspelt, name_key, same_name

COMMANDING = frozenset("require order tell ask force fire dismiss hire pay call".split())
FIRST_PERSON = frozenset("i me my we us our ours ourselves".split())


def resolve(reading: Reading, employers: Mapping[int, int]) -> Discourse:
    """The chains of all nominals of a reading; `employers`: head tokens of organizations by those of their people."""
    resolver = _Resolver(reading, employers)
    for nominal in sorted(reading.nominals, key=lambda n: (n.head, n.start)):
        resolver.resolve(nominal)
    return resolver.discourse


class _Resolver:
    """Assigns chains to the nominals of one reading, one after the other, some ahead of their turn."""

    def __init__(self, reading: Reading, employers: Mapping[int, int]) -> None:
        self.reading = reading
        self.onto = reading.onto
        self.discourse = Discourse(reading, employers)
        self.linked = apposed(reading)
        self.forms = shortforms.of_bodies(reading)

    def resolve(self, nominal: Nominal) -> None:
        """Finds the chain of a mention and joins it, once."""
        if nominal.head not in self.discourse.of and (chain := self._find(nominal)) is not None:
            self.discourse.join(chain, nominal)

    def _ahead(self, index: int) -> None:
        """Resolves a name before its turn: a mention in front may need to know it."""
        nominal = self.reading.nominal_at.get(index)
        if nominal is not None and nominal.kind == "named":
            self.resolve(nominal)

    def _find(self, nominal: Nominal) -> Chain | None:
        """The chain that a mention belongs to; None for a pronoun that nothing can stand for."""
        partner = self.discourse.of.get(self.linked.get(nominal.head, -1))
        if partner is not None and (self._is_title_of(nominal, partner) or self.discourse.agree(partner, nominal)):
            return partner
        if nominal.kind == "named":
            return self._by_name(nominal) or self.discourse.open(nominal.type, employer=self._named_after(nominal))
        if nominal.kind != "pronoun":
            return self._apposed_name(nominal) or self._described(nominal)
        if nominal.lemma in FIRST_PERSON:
            return self._speaker(nominal)
        for beside in self.discourse.token(nominal).head.children:
            if beside.dep_ in ("obj", "iobj", "obl") and beside.i > nominal.head:
                self._ahead(beside.i)  # "he praised Jo Hall": he is not Hall
        speaker = self._quoted(nominal, ("named", "pronoun"))
        return pronouns.antecedent(nominal, self.discourse, ([speaker] if speaker else []) + self._told_of(nominal))

    def _is_title_of(self, nominal: Nominal, body: Chain) -> bool:
        """True for a name of no class of its own, "Climate Justice Now", that grammar gives to a body of people."""
        return nominal.kind == "named" and nominal.type == "Topic" and self.discourse.is_collective(body.type)

    def _told_of(self, nominal: Nominal) -> list[Chain]:
        """Whom the own words of a pronoun that speaks name: it is none of them."""
        own = (f for f in self.reading.frames if f.speaker == nominal.head and f.kind == "DirectQuote")
        places = [i for f in own for start, end in f.parts for i in range(start, end)]
        for place in places:
            self._ahead(place)
        named = (i for i in places if i in self.discourse.of and self.reading.nominal_at[i].kind == "named")
        return [self.discourse.of[i] for i in named]

    def _apposed_name(self, nominal: Nominal) -> Chain | None:
        """The chain of the name behind a description: "Acme owner Jo Park", "a group called Acme for Peace"."""
        names = self.reading.nominal_at
        for index, host in self.linked.items():
            if host == nominal.head and index in names and names[index].kind == "named":
                self._ahead(index)
                chain = self.discourse.of.get(index)
                if chain is not None and chain.type == "Topic" and self.discourse.is_collective(nominal.type):
                    chain.type = nominal.type
                if chain is not None and self.discourse.agree(chain, nominal):
                    return chain
        return None

    def _by_name(self, nominal: Nominal) -> Chain | None:
        """The latest chain of the same name, or of one that can be a form of it."""
        name, gender = self._key(nominal.name), self.discourse.gender(nominal)
        for chain in reversed(self.discourse.chains):
            if not chain.named:
                continue
            agree = self.discourse.agree(chain, nominal)
            exact = any(self._key(n) == name for n in chain.names)
            kinds = {nominal.type, chain.type}
            vague = nominal.type in ("Topic", "") or chain.type in ("Topic", "Organization", "Place")
            vague = vague or (" " in nominal.name and "Person" not in kinds)  # one thing has a name of several words
            if exact and (agree or vague):
                return chain
            if (
                agree
                and gender in ("", chain.gender or gender)
                and any(same_name(nominal.name, n, nominal.type, chain.type) for n in chain.names)
            ):
                return chain
        return self._shortened(nominal) or self._misspelt(nominal)

    def _key(self, name: str) -> str:
        """What is equal for the forms of a name."""
        return name_key(self.forms.get(name, name))

    def _shortened(self, nominal: Nominal) -> Chain | None:
        """The only body whose name ends in a lone word: "the Post" after "The Washington Post"."""
        word = nominal.name.removeprefix("The ").removeprefix("the ")
        if " " in word or not self.discourse.is_collective(nominal.type or "Organization"):
            return None
        bodies = [c for c in self.discourse.chains if c.named and self.onto.is_a(c.type, "Organization")]
        found = [c for c in bodies if any(n.split()[-1] == word and " " in n for n in c.names)]
        return found[0] if len(found) == 1 and self.discourse.agree(found[0], nominal) else None

    def _misspelt(self, nominal: Nominal) -> Chain | None:
        """The only person whose family name is a letter away from a lone one that nobody of the article bears."""
        if nominal.type != "Person":
            return None
        people = (c for c in self.discourse.chains if c.named and c.type == "Person")
        found = [c for c in people if any(misspelt(nominal.name, name) for name in c.names)]
        if any(name_key(nominal.name) == last_name(n.name) for n in self.reading.nominals if found):
            return None
        return found[0] if len(found) == 1 else None

    def _named_after(self, nominal: Nominal) -> str | None:
        """The organization whose name begins that of a group of its people: "Acme Workers for Peace"."""
        if nominal.type != "EmployeeGroup":
            return None
        known = self.onto.gazetteer
        words = nominal.name.split()
        for count in range(len(words) - 1, 0, -1):
            prefix = " ".join(words[:count])
            for chain in self.discourse.chains:
                if prefix in chain.names and self.discourse.is_body(chain):
                    return chain.id
            if prefix in known and self.onto.is_a(known[prefix].type, "Organization"):
                body = self.discourse.open(known[prefix].type)
                body.names[prefix] += 1
                body.named = True
                return body.id
        return None

    def _described(self, nominal: Nominal) -> Chain:
        """The chain of a noun phrase that describes: an earlier one that it can mean, or one of its own."""
        owned = any(c.dep_ == "nmod:poss" for c in self.discourse.token(nominal).children)
        superlative = any(c.tag_ == "JJS" for c in self.discourse.token(nominal).children)
        if nominal.definite and not nominal.plural and not owned and not superlative:
            antecedent = self._called(nominal) or descriptions.antecedent(nominal, self.discourse)
            if antecedent is not None:
                return antecedent
        owner = self._owner(nominal)
        key = descriptions.key(nominal, owner, self.discourse)
        specific = nominal.definite or self.discourse.is_group(nominal) or owner is not None or not nominal.type
        for chain in reversed(self.discourse.chains) if specific else ():
            if chain.key == key and chain.plural == nominal.plural and self.discourse.agree(chain, nominal):
                return chain
        chain = self.discourse.open(nominal.type, key, owner.id if owner else None)
        chain.names[descriptions.label(nominal, owner, self.discourse)] += 0
        return chain

    def _called(self, nominal: Nominal) -> Chain | None:
        """The body whose name stands before a noun for such bodies: "the Acme company"."""
        if nominal.lemma not in descriptions.BODIES:
            return None
        for child in self.discourse.token(nominal).children:
            if child.dep_ == "compound" and child.pos_ == "PROPN":
                self._ahead(child.i)
                chain = self.discourse.of.get(child.i)
                if chain is not None and self.discourse.is_body(chain) and self.discourse.agree(chain, nominal):
                    return chain
        return None

    def _owner(self, nominal: Nominal) -> Chain | None:
        """Whose something is, as the text tells, or for employees who it must be."""
        owner = self._possessor(nominal)
        if owner is None and descriptions.is_staff(nominal, self.discourse):
            owner = self._commander(nominal) or descriptions.main_employer(nominal, self.discourse)
        if owner is not None and owner.type in ("Agent", "") and owner.named and nominal.lemma in descriptions.STAFF:
            owner.type = "Organization"  # who has employees is one
        return owner

    def _commander(self, nominal: Nominal) -> Chain | None:
        """The company that tells employees what to do: they are its own."""
        token = self.discourse.token(nominal)
        told = token.dep_ in ("obj", "iobj") and token.head.lemma_ in COMMANDING
        subjects = (self.discourse.of.get(c.i) for c in token.head.children if told and c.dep_ == "nsubj")
        return next((c for c in subjects if c is not None and c.named and c.type == "Company"), None)

    def _possessor(self, nominal: Nominal) -> Chain | None:
        """Whose something is: "Acme's X", "its X", "Acme X", "X at Acme", "X of Acme", "workers at Acme plants"."""
        of, children = self.discourse.of, list(self.discourse.token(nominal).children)
        if nominal.type == "EmployeeGroup":
            sites = (c for c in children if c.dep_ == "nmod" and c.lemma_ in descriptions.SITES)
            children += [c for site in sites for c in site.children]
        for child in children:
            owner = effective(child)
            self._ahead(owner.i)
            if child.dep_ == "nmod:poss" and owner.i in of:
                return of[owner.i]
        bodies = []
        for child in children:
            owns = child.dep_ in ("compound", "nmod:desc", "nmod") and child.i in of and self._can_own(child, nominal)
            if owns and shared_head(child) is None:
                case = {c.lower_ for c in child.children if c.dep_ == "case"}
                if not case or case & {"at", "of", "for", "with"}:
                    bodies.append(of[child.i])
        return next((b for b in bodies if b.type != "Place"), bodies[0] if bodies else None)

    def _can_own(self, token: Token, nominal: Nominal) -> bool:
        """A body may; a site has the name of its place or its own as often ("the Leeds plant"), unless of a company."""
        chain = self.discourse.of[token.i]
        return chain.type == "Company" if token.head.i != nominal.head else self.discourse.is_body(chain)

    def _speaker(self, nominal: Nominal) -> Chain | None:
        """I and we inside a quotation: the speaker, or whom the speaker speaks for."""
        chain = self._quoted(nominal)
        if chain is not None and nominal.plural and chain.type == "Person":
            body = self.discourse.body_of(chain)  # or, for "her rival", the person beside
            return body if body is not None and body.type != "Person" else chain
        return chain

    def _quoted(self, nominal: Nominal, later: tuple[str, ...] = ("named", "nominal", "pronoun")) -> Chain | None:
        """Who speaks the quotation around a mention: somebody spoken of before, or `later` by a mention so kind."""
        frame = innermost(nominal.head, self.reading)
        if frame is None or frame.kind != "DirectQuote" or frame.speaker is None:
            return None
        speaker = self.discourse.of.get(effective(self.reading.doc[frame.speaker]).i)
        mention = self.reading.nominal_at.get(frame.speaker)
        known = speaker is not None or mention is None or mention.kind not in later
        return speaker if known else self._later(frame.speaker)

    def _later(self, index: int) -> Chain | None:
        """The chain of a speaker who stands after the quotation: resolved ahead of its turn."""
        for early in (self.discourse.employers.get(index, -1), index):
            self._ahead(early)
        nominal = self.reading.nominal_at.get(index)
        if nominal is not None and nominal.lemma not in FIRST_PERSON:
            self.resolve(nominal)  # "..., he said", "..., the mayor said"
        return self.discourse.of.get(index)
