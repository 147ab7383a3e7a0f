"""Clause tuples of plain sentences, for CaRB: who, what is said of it, and the rest of the clause.

The reading of clauses is that of kg.extract: hidden subjects of infinitives, participles, coordinated verbs and
relative clauses, passives. What the graph would keep of a sentence is less: only claims on things it knows (see
carb_claims). Which dependents count as arguments was chosen on the dev sentences: adverbial clauses and adverbs cost
more than they bring, as do relative clauses and appositions within an argument.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc as Parse

from benchmarks.quality.carb_score import Tuple
from benchmarks.quality.running import run_on
from kg.extract.mending import mend_tree
from kg.extract.phrases import SUBJECTS, is_passive
from kg.extract.syntax import forget, slots
from kg.extract.tree import Doc, Token, read_doc

HELPERS = frozenset({"aux", "aux:pass", "cop", "compound:prt"})
ARGUMENTS = frozenset("obj iobj ccomp xcomp obl obl:tmod obl:agent obl:npmod obl:unmarked".split())
PREDICATES = frozenset("ROOT advcl advcl:relcl acl acl:relcl ccomp csubj conj parataxis".split())
APART = frozenset({"acl:relcl", "appos", "parataxis", "discourse", "vocative"})  # tell more of a phrase than it needs
BESIDE = SUBJECTS | HELPERS | {"mark", "cc", "advcl", "ccomp", "csubj", "expl"}  # in a copular clause
NEGATIONS = frozenset({"not", "n't", "never"})


def to_doc(sentence: str, nlp: Language) -> Parse:
    """A Doc whose tokens are the words between the blanks of a sentence, spaced and quoted as running text is."""
    words, spaces = run_on(sentence.split())
    return Parse(nlp.vocab, words=words, spaces=spaces)


def parse(sentences: Iterable[str], nlp: Language) -> dict[str, Parse]:
    """The parsed Doc of each sentence; token i is word i of the sentence."""
    kept = list(sentences)
    return dict(zip(kept, nlp.pipe(to_doc(s, nlp) for s in kept), strict=True))


def clause_tuples(sentence: str, parsed: Parse) -> list[Tuple]:
    """The tuples of a sentence, in its own words."""
    doc = read_doc(parsed)
    mend_tree(doc)
    forms = sentence.split()
    found = [t for token in doc for t in (*_of_verb(token, forms), *_of_apposition(token, forms))]
    forget()
    return list(dict.fromkeys(found))


def _of_verb(verb: Token, forms: Sequence[str]) -> Iterator[Tuple]:
    """Yields (subject, verb with helpers and first preposition, arguments after it, arguments before it)."""
    if not _is_copular(verb) and (verb.pos_ != "VERB" or verb.dep_ not in PREDICATES):
        return
    chain = _chain(verb)
    relation = sorted({i for v in chain for i in _relation_words(v)})
    arguments = _arguments(chain, relation)
    before = [a for a in arguments if a[0] <= relation[-1]]
    after = [a for a in arguments if a[0] > relation[-1]]
    if after and not _is_copular(verb):
        bare = _without_case(after[0], verb.doc)
        relation += after[0][: len(after[0]) - len(bare)]
        after[0] = bare
    for token in _subjects(verb):
        subject = _without_case([i for i in _phrase(token, {verb}) if i not in relation], verb.doc)
        if subject:
            rest = [_text(a, forms) for a in (*after, *before)] or [""]
            yield Tuple(_text(relation, forms), (_text(subject, forms), *rest))


def _of_apposition(noun: Token, forms: Sequence[str]) -> Iterator[Tuple]:
    """Yields ("Ann Reed", "is", "a nurse") for "Ann Reed, a nurse"."""
    later = {c for c in noun.children if c.i > noun.i and c.dep_ in ("acl", "conj", "cc")}
    beside = later | {c for c in noun.children if c.dep_ in BESIDE | {"case"}}
    for child in noun.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            yield Tuple("is", (_text(_phrase(noun, beside), forms), _text(_phrase(child), forms)))


def _is_copular(token: Token) -> bool:
    return any(c.dep_ == "cop" for c in token.children)


def _chain(verb: Token) -> list[Token]:
    """A verb with the infinitives and participles that complete it: "tried to leave" -> tried, leave."""
    chain = [verb]
    while not _is_copular(chain[-1]):
        after = (c for c in chain[-1].children if c.dep_ == "xcomp" and c.pos_ == "VERB" and c.i > chain[-1].i)
        inner = next(after, None)
        if inner is None:
            break
        chain.append(inner)
    return chain


def _relation_words(verb: Token) -> Iterator[int]:
    """Yields the words of a relation: the verb or copula, auxiliaries, particles, negation, adverbs amid them."""
    copular = _is_copular(verb)
    helpers = [c.i for c in verb.children if c.dep_ in HELPERS]
    yield from helpers if copular else (*helpers, verb.i)
    for child in verb.children:
        amid = min(helpers, default=verb.i) < child.i < verb.i or (child.i == verb.i - 1 and not copular)
        adverb = child.dep_ == "advmod" and (child.lower_ in NEGATIONS or (amid and child.tag_ == "RB"))
        if adverb or (child.dep_ == "mark" and child.lower_ == "to"):
            yield child.i


def _arguments(chain: Sequence[Token], relation: Collection[int]) -> list[list[int]]:
    """The words of each argument of a chain of verbs, in the order of the sentence."""
    verb = chain[0]
    found = []
    if _is_copular(verb):
        found.append(_predicate(verb, relation))
        children = [c for c in verb.children if c.dep_ == "obl" and c.i < verb.i]
    else:
        children = [c for v in chain for c in v.children if c.dep_ in ARGUMENTS and c not in chain]
    found.extend(_phrase(c) for c in children if c.i not in relation)
    return sorted(words for words in found if words)


def _predicate(head: Token, relation: Collection[int]) -> list[int]:
    """What a copular clause says of its subject."""
    beside = {c for c in head.children if c.dep_ in BESIDE or c.i < min(relation) or (c.dep_ == "obl" and c.i < head.i)}
    return [i for i in _phrase(head, beside) if i not in relation]


def _subjects(verb: Token) -> list[Token]:
    """The subject in the clause, or the one that the verb leaves to its surroundings."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS | {"csubj"}]
    if verb.dep_ == "acl:relcl":
        own = [c for c in own if c.lower_ not in ("who", "which", "that")]
    return (own or slots(verb).get("obj" if is_passive(verb) else "nsubj", []))[:1]


def _phrase(head: Token, without: Collection[Token] = ()) -> list[int]:
    """The words of a phrase in order, without the subtrees of `without` and clauses that stand apart."""
    found, todo = [], [head]
    while todo:
        token = todo.pop()
        found.append(token.i)
        todo.extend(c for c in token.children if not (c in without or c.dep_ in APART or _is_clause(c, head)))
    return _trim(sorted(found), head.doc)


def _is_clause(token: Token, head: Token) -> bool:
    """True for a clause that is coordinated with the head of a phrase."""
    if token.dep_ != "conj" or token.head != head or not (token.pos_ == "VERB" or _is_copular(token)):
        return False
    return any(c.dep_ in SUBJECTS | HELPERS | {"obj"} for c in token.children)


def _trim(words: list[int], doc: Doc) -> list[int]:
    """Words without the punctuation and conjunctions at their ends; quotation marks and closing brackets stay."""
    while words and (doc[words[0]].dep_ == "cc" or (doc[words[0]].is_punct and doc[words[0]].text != '"')):
        words = words[1:]
    while words and (doc[words[-1]].dep_ == "cc" or (doc[words[-1]].is_punct and doc[words[-1]].text not in '")')):
        words = words[:-1]
    return words


def _without_case(words: list[int], doc: Doc) -> list[int]:
    """Words without the prepositions or "that" before them."""
    while len(words) > 1 and doc[words[0]].dep_ in ("case", "mark") and doc[words[0]].lower_ != "whether":
        words = words[1:]
    return words


def _text(words: Iterable[int], forms: Sequence[str]) -> str:
    return " ".join(forms[i] for i in words)
