"""Who holds which office where: "Amazon spokesperson Brad Glasser", "Beth Galetti, Amazon's SVP of People"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.mentions import match_noun
from kg.extract.phrases import expand
from kg.extract.reading import Reading
from kg.extract.syntax import slots
from kg.extract.tree import Token

TITLE_DEPS = frozenset({"nmod:desc", "compound", "flat", "appos", "nmod", "nmod:unmarked"})
ABBREVIATED = dict(
    pair.split("=")
    for pair in (
        "sen.=senator rep.=representative gov.=governor gen.=general prof.=professor pres.=president capt.=captain "
        "col.=colonel lt.=lieutenant sgt.=sergeant"
    ).split()
)
FIELDS = frozenset("HR IT PR R&D AI DEI ESG".split())  # departments in capitals that are part of a title
FORMER = frozenset({"former", "ex", "ex-", "then", "late", "outgoing"})


@dataclass(frozen=True, slots=True)
class Office:
    """A person, by head token, has the `title` under the token `trigger`; `body`: the organization's, if told."""

    person: int
    trigger: int
    title: str
    body: int | None
    former: bool


def find_offices(reading: Reading) -> Iterator[Office]:
    """Yields the offices of the named persons of the prose."""
    for nominal in reading.nominals:
        if nominal.type == "Person" and nominal.kind == "named":
            yield from _of_person(nominal.head, nominal.start, nominal.end, reading)


def _of_person(head: int, start: int, end: int, reading: Reading) -> Iterator[Office]:
    name = reading.doc[head]
    seen: set[int] = set()
    for token in _title_words(name, start, end):
        for noun in expand(token):
            if noun.i not in seen and is_title(noun, reading):
                seen.add(noun.i)
                yield Office(head, noun.i, title_text(noun, reading), _body(noun, name, reading), _is_former(noun))


def _title_words(name: Token, start: int, end: int) -> Iterator[Token]:
    """Nouns that tell what a person is: before the name, after it, or as predicate."""
    doc = name.doc
    for child in name.children:
        if child.dep_ in TITLE_DEPS and not start <= child.i < end and (child.dep_ != "nmod" or child.i < start):
            yield child
    head = name.head
    if name.i < head.i and any(t.ent_type_ == "PERSON" for t in doc[head.i + 1 : head.i + 2]):
        return  # "Acme spokesman Jo Hall": Acme, taken for a person, holds no office
    if name.dep_ in ("appos", "flat", "nmod:desc", "compound", "nmod:unmarked") and head != name:
        yield head
    if name.dep_ in ("nsubj", "nsubj:pass") and any(c.dep_ == "cop" for c in head.children) and head.pos_ == "NOUN":
        yield head
    yield from _assigned(name)
    if (
        start > 0
        and doc[start - 1].pos_ in ("NOUN", "PROPN")
        and doc[start - 1].head.i != name.i
        and doc[start - 1].dep_ in ("compound", "flat", "nmod:desc")
    ):
        yield doc[start - 1]


# Verbs by which somebody comes to an office, and those of which the object does.
TAKING = frozenset("become serve work act continue remain return step take swear inaugurate replace succeed".split())
GIVING = frozenset(
    "elect re-elect reelect name appoint nominate hire install promote confirm choose pick select".split()
)


def _assigned(name: Token) -> Iterator[Token]:
    """The titles that verbs join to a name: "Ann became mayor", "Ann serves as head", "they named Ann head"."""
    for verb in (name.head, *(c for c in name.children if c.dep_ in ("acl", "acl:relcl"))):
        lemma, around = verb.lemma_.lower(), slots(verb) if verb.pos_ == "VERB" else {}
        taking = lemma in TAKING and name in around.get("nsubj", around.get("obj", []))
        if taking or (lemma in GIVING and name in around.get("obj", [])):
            complements = [t for slot in ("xcomp", "obl:as", "advcl:as", "obl:to") for t in around.get(slot, [])]
            for title in complements:  # "the fifth coach fired this season" is no title
                if all(c.dep_ not in ("acl", "acl:relcl") for c in title.children):
                    yield title


def is_title(token: Token, reading: Reading) -> bool:
    """True for a noun that the lexicon lists as a position, abbreviations included."""
    if token.lower_ in ABBREVIATED:
        return True
    if any(c.tag_ == "JJS" for c in token.children):
        return False  # "best director"
    if _is_suffix(token, token.head):
        return False  # "attorney-general" is one
    return token.tag_ not in ("NNS", "NNPS") and any(p.name == "Position" for p in match_noun(token, reading.onto))


def _is_suffix(token: Token, title: Token) -> bool:
    """True for "general" in "attorney-general"."""
    return token.dep_ == "flat" and token.i == title.i + 2 and token.nbor(-1).text == "-"


def title_text(token: Token, reading: Reading) -> str:
    """The words of an office without the organization: "SVP of People Experience and Technology"."""
    named = [n for n in reading.nominals if n.kind == "named"]
    bodies = [n for n in named if n.name not in FIELDS and reading.onto.is_a(n.type, "Organization")]
    inside = {i for n in bodies for i in range(n.start, n.end)}
    words = [ABBREVIATED.get(t.lower_, t.text) for t in _modified(token, inside)]
    last = next((c.i for c in token.children if _is_suffix(c, token)), token.i)
    words[-1:] = [reading.words(token.i, last + 1)] if last > token.i else words[-1:]  # "attorney-general"
    for child in token.children:
        of = child.dep_ == "nmod" and any(c.lower_ in ("of", "for") for c in child.children)
        plain = all(n.head != child.i or n.type == "Place" for n in named)  # "mayor of Leeds"
        if of and child.i > token.i and child.i not in inside and plain:
            words.append(reading.words(child.left_edge.i, child.right_edge.i + 1))
    return " ".join(" ".join(words).split())


def _modified(token: Token, inside: set[int]) -> list[Token]:
    """A title with its modifiers in order, but for words `inside` names of organizations."""
    before = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod:desc") and c.i < token.i]
    before = [c for c in before if c.i not in inside and c.lower_ not in FORMER]
    words = {t for c in before for t in c.subtree if t.i < token.i and t.pos_ not in ("DET", "PUNCT")}
    return [*sorted((t for t in words if t.i not in inside), key=lambda t: t.i), token]


def _body(noun: Token, name: Token, reading: Reading) -> int | None:
    """The organization, or state, of an office: possessor, modifier, or "of", "at", "for" after title or name."""
    for token in (noun, name):
        found = slots(token)
        order = ("nmod:poss", "compound", "nmod:desc", "nmod:of", "nmod:at", "nmod:for", "nmod:with", "nmod:in")
        for slot in order:
            for filler in found.get(slot, []):
                if filler.i not in (noun.i, name.i) and _is_body(filler, reading):
                    return filler.i
    for child in noun.subtree:
        if child.i < noun.i and child.dep_ in ("compound", "amod", "nmod:desc") and _is_body(child, reading):
            return child.i
    doc = noun.doc
    if noun.i > 0 and _is_body(doc[noun.i - 1], reading) and doc[noun.i - 1].head.i in (noun.i, name.i):
        return noun.i - 1
    return None


def _is_body(token: Token, reading: Reading) -> bool:
    nominal = reading.nominal_at.get(token.i)
    if nominal is None or nominal.name in FIELDS:
        return False
    if nominal.kind == "pronoun":
        return token.lower_ in ("its", "their")
    return (
        reading.onto.is_a(nominal.type, "Organization")
        or (nominal.type in ("Place", "Agent") and nominal.kind == "named")
        or nominal.type == "Group"
    )


def _is_former(token: Token) -> bool:
    return any(c.lower_ in FORMER for c in token.children) or (token.i > 0 and token.nbor(-1).lower_ in FORMER)
