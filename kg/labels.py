"""Other label schemes -> the one that extraction reads (Universal Dependencies; PERSON, ORG, LOC, MISC).

spaCy's own English pipelines (en_core_web_*) use the ClearNLP scheme, in which prepositions head their nouns and
auxiliaries of "be" head their predicates, and the OntoNotes entity types. Trees are rebuilt, not only renamed:
Nivre et al. 2016 for the target, the ClearNLP guidelines (Choi 2012) for the source.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

ENTITIES = {
    "PER": "PERSON", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "PRODUCT": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
KEPT = frozenset({"PERSON", "ORG", "LOC", "MISC"})
# Labels that only the ClearNLP scheme has.
CLEAR = frozenset(
    "acomp agent attr auxpass csubjpass dative dobj neg npadvmod nsubjpass oprd pcomp pobj poss preconj predet prep "
    "prt quantmod relcl".split()
)
RENAMED = {
    "acomp": "xcomp", "agent": "advmod", "attr": "xcomp", "auxpass": "aux:pass", "csubjpass": "csubj:pass",
    "dative": "iobj", "dobj": "obj", "intj": "discourse", "meta": "dep", "neg": "advmod", "nmod": "compound",
    "npadvmod": "obl:tmod", "nsubjpass": "nsubj:pass", "oprd": "xcomp", "pcomp": "dep", "pobj": "dep",
    "poss": "nmod:poss", "preconj": "cc:preconj", "predet": "det:predet", "prep": "advmod", "prt": "compound:prt",
    "quantmod": "advmod", "relcl": "acl:relcl",
}  # fmt: skip
PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def to_universal(doc: Doc) -> Doc:
    """The Doc itself where its labels are universal already, else a new one of the same text with labels mapped."""
    if not any(t.dep_ in CLEAR or (t.dep_ == "aux" and t.tag_ == "TO") for t in doc):
        return _entities(doc)
    heads, deps = _retree(doc)
    mapped = Doc(
        doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc], lemmas=[t.lemma_ for t in doc], morphs=[str(t.morph) for t in doc], heads=heads,
        deps=deps,
    )  # fmt: skip
    mapped.set_ents([Span(mapped, e.start, e.end, label=e.label_) for e in doc.ents])
    return _entities(mapped)


def _entities(doc: Doc) -> Doc:
    if any(e.label_ not in KEPT for e in doc.ents):
        named = ((e, ENTITIES.get(e.label_, e.label_)) for e in doc.ents)
        doc.set_ents([Span(doc, e.start, e.end, label=label) for e, label in named if label in KEPT])
    return doc


def _retree(doc: Doc) -> tuple[list[int], list[str]]:
    """Heads and labels anew: prepositions and copulas below their nouns and predicates, conjuncts below the first."""
    heads = [t.head.i for t in doc]
    deps = ["mark" if t.dep_ == "aux" and t.tag_ == "TO" else RENAMED.get(t.dep_, t.dep_) for t in doc]
    for token in sorted(doc, key=lambda t: sum(1 for _ in t.ancestors)):
        if chain := _preposition_chain(token):
            _lower_prepositions(chain, heads, deps)
    for token in doc:
        if token.dep_ in ("attr", "acomp") and token.head.lemma_ == "be" and deps[token.head.i] != "cop":
            _lower_copula(token, heads, deps)
    _flatten_conjuncts(heads, deps)
    return heads, deps


def _preposition_chain(token: Token) -> list[Token]:
    """An outermost preposition, those below it ("out of", "because of"), and the word that they govern at the end."""
    if _governed(token.head) == token:
        return []
    chain = [token]
    while below := _governed(chain[-1]):
        chain.append(below)
    return chain if len(chain) > 1 else []


def _governed(token: Token) -> Token | None:
    """What a preposition governs: its object, its clause, or another preposition that governs something."""
    if token.dep_ not in PREPOSITIONAL and (token.pos_ not in ("ADP", "SCONJ") or token.dep_ == "pobj"):
        return None
    children = list(token.children)
    below = [c for c in children if c.dep_ == "prep" and _governed(c)] if token.dep_ in PREPOSITIONAL else []
    return next((c for label in ("pobj", "pcomp") for c in children if c.dep_ == label), next(iter(below), None))


def _lower_prepositions(chain: list[Token], heads: list[int], deps: list[str]) -> None:
    """prep(verb, of) + pobj(of, noun) -> obl or nmod(verb, noun) + case(noun, of)."""
    outer, *below, inner = chain
    clause = inner.dep_ == "pcomp" and inner.pos_ in ("VERB", "AUX")
    nominal = heads[outer.i] != outer.i and outer.doc[heads[outer.i]].pos_ in NOMINAL
    label = ("acl" if nominal else "advcl") if clause else "nmod" if nominal else "obl"
    if outer.dep_ not in PREPOSITIONAL:
        label = deps[outer.i]  # the preposition stood for its phrase: as root, as a conjunct
    elif outer.dep_ == "agent" and not clause:
        label = "obl:agent"
    heads[inner.i], deps[inner.i] = heads[outer.i] if heads[outer.i] != outer.i else inner.i, label
    for prep in (outer, *below):
        for child in prep.children:
            heads[child.i] = inner.i if child != inner else heads[inner.i]
    heads[outer.i], deps[outer.i] = inner.i, "mark" if clause else "case"
    for prep in below:
        adjacent = prep.i == outer.i + 1
        heads[prep.i], deps[prep.i] = (outer.i, "fixed") if adjacent else (inner.i, "case")


def _lower_copula(predicate: Token, heads: list[int], deps: list[str]) -> None:
    """be heads its predicate -> the predicate heads the clause, be is its copula; in "there is X", X is the subject."""
    verb = predicate.head
    if any(c.dep_ == "expl" for c in verb.children):
        deps[predicate.i] = "nsubj"
        return
    heads[predicate.i] = predicate.i if heads[verb.i] == verb.i else heads[verb.i]
    deps[predicate.i] = deps[verb.i]
    for i, head in enumerate(heads):
        if head == verb.i and i not in (verb.i, predicate.i):
            heads[i] = predicate.i
    heads[verb.i], deps[verb.i] = predicate.i, "cop"


def _flatten_conjuncts(heads: list[int], deps: list[str]) -> None:
    """Every conjunct hangs on the first; "and" hangs on the conjunct that follows it."""
    for i, dep in enumerate(deps):
        while dep == "conj" and deps[heads[i]] == "conj":
            heads[i] = heads[heads[i]]
    for i, dep in enumerate(deps):
        if dep == "cc":
            first = heads[heads[i]] if deps[heads[i]] == "conj" else heads[i]
            heads[i] = next((k for k in range(i + 1, len(deps)) if deps[k] == "conj" and heads[k] == first), heads[i])
