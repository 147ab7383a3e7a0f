"""Phrases of a dependency tree: their extent, their preposition, what is coordinated, and what they are about.

Labels are those of Universal Dependencies.
"""

from __future__ import annotations

from kg.extract.tree import Token

DIVISIONS = frozenset("division department unit team arm segment".split())

# Nouns that only measure or group what follows "of": "a slew of layoffs", "hundreds of workers", "one of the stores".
TRANSPARENT = frozenset(
    "slew round series wave spate number lot kind type sort string set couple majority most many some several "
    "handful pair dozen hundred thousand million billion score part portion share percent % half third "
    "quarter total all few rest bulk bunch array range variety host ten one two three four five each any none "
    "plenty group crowd minority slate litany raft flurry".split()
)

# Kinds of places that stand before the name of one: "the city of Leeds".
SETTLEMENTS = frozenset(
    "city town village island state province port county republic borough suburb municipality".split()
)

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})

# Verbs that keep their object "from doing".
PREVENT = frozenset("prevent stop keep deter block bar ban prohibit discourage dissuade hinder exempt save".split())


def marked_from(verb: Token) -> bool:
    """True for the clause of "kept them from leaving"."""
    return any(c.lower_ == "from" and c.dep_ in ("mark", "case") for c in verb.children)


# What sets those apart that did something.
FEATS = frozenset("first second third last only latest next young old few".split())


def is_feat(verb: Token) -> bool:
    """True for what was done by "the first man to do it", "the only ones to vote"."""
    return verb.dep_ == "acl" and any(c.lemma_.lower() in FEATS for c in verb.head.children if c.i < verb.head.i)


def is_verbal(token: Token) -> bool:
    """True for a verb, or for the head of a copular clause ("is on strike")."""
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ in ("cop", "aux:pass", "nsubj:pass") for c in token.children)


def is_passive(verb: Token) -> bool:
    """True for a passive or a bare past participle that modifies a noun or shares the auxiliary of a passive."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"}:
        return True
    if verb.tag_ != "VBN" or ("obj" in deps and verb.dep_ == "acl"):
        return False
    if verb.dep_ == "acl" or verb.dep_ == "amod":
        return True
    if verb.dep_ == "conj" and not deps & {"nsubj", "aux"}:
        return is_verbal(verb.head) and is_passive(verb.head)
    return verb.dep_ in ("advcl", "xcomp", "ccomp", "ROOT", "parataxis") and not deps & {"aux", "nsubj", "obj"}


def expand(head: Token) -> list[Token]:
    """A nominal with those coordinated with it: "X, Y and Z" -> X, Y, Z."""
    found = [head]
    for token in found:
        joined = (c for c in token.children if c.dep_ == "conj" and not is_excluded(c))
        found.extend(c for c in joined if c.pos_ in (*NOMINAL, "ADJ", "SYM", "X", "VERB"))
        found.extend(t for t in divisions(token) if t not in found)
        found.extend(c for c in token.children if c.dep_ == "appos" and _is_listed(c))
    return found


def is_excluded(conjunct: Token) -> bool:
    """True for the second of "X rather than Y", "X but not Y", "X, not Y": what is told of X is not of Y."""
    words = {c.lower_ for c in conjunct.children if c.dep_ in ("cc", "advmod", "case") and c.i < conjunct.i}
    return bool(words & {"rather", "instead", "not", "except"})


def _is_listed(token: Token) -> bool:
    """True for a would-be apposition that is one of a list: "the pledge, a slew of layoffs, a mandate and X"."""
    after = token.doc[token.right_edge.i + 1] if token.right_edge.i + 1 < len(token.doc) else None
    conjuncts = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
    if after is None or token.pos_ != "NOUN":
        return False
    return (after.text == "," and len(conjuncts) > 1) or (
        after.dep_ == "cc" and bool(conjuncts) and token.head.pos_ == "NOUN"
    )


def divisions(token: Token) -> list[Token]:
    """The last words of parts that share a plural head: X, Y and the head itself in "its X, Y and Z divisions"."""
    if token.lemma_.lower() not in DIVISIONS or token.tag_ not in ("NNS", "NNPS"):
        return []
    parts, i, doc = [token], token.i - 1, token.doc
    while i > 0 and doc[i].pos_ in ("NOUN", "PROPN", "ADJ"):
        i -= 1
    if doc[i].lower_ != "and" or i == token.i - 1:
        return []
    while i > 1 and (doc[i].lower_ == "and" or doc[i].text == ","):
        i -= 1 if doc[i - 1].text != "," else 2
        if doc[i].pos_ not in ("NOUN", "PROPN", "ADJ") or doc[i].tag_ == "NNS":
            break
        parts.append(doc[i])
        while i > 0 and doc[i].pos_ in ("NOUN", "PROPN", "ADJ"):
            i -= 1
    return (
        parts[::-1] if len(parts) > 1 and doc[i].pos_ in ("DET", "PRON", "ADP", "PUNCT", "VERB", "PART", "AUX") else []
    )


def division_words(token: Token) -> list[Token]:
    """The words of the part that ends at a token, without a head that it shares."""
    end = token.i - 1 if divisions(token) else token.i
    start = end
    while start > 0 and token.doc[start - 1].pos_ in ("NOUN", "PROPN", "ADJ"):
        start -= 1
    return list(token.doc[start : end + 1])


def shared_head(token: Token) -> Token | None:
    """The plural noun that a word shares with others ("divisions"), None where it stands for itself."""
    for follower in token.doc[token.i : token.i + 16]:
        if follower.is_sent_start and follower.i > token.i:
            break
        if token in divisions(follower):
            return follower
    return None


def fillers(head: Token) -> list[Token]:
    """The nominals that fill a slot: those coordinated, each seen through nouns that only measure, and those named as
    included.
    """
    found = [effective(t) for t in expand(head)]
    for token in tuple(found):
        for child in head.children if token is effective(head) else token.children:
            if _is_example(child):
                listed = (child, *(c for c in child.children if c.dep_ == "appos"))
                found.extend(effective(t) for part in listed for t in expand(part) if t not in found)
    return found


def _is_example(child: Token) -> bool:
    """True for "including X", and for "among them X"."""
    if child.dep_ != "nmod":
        return False
    if child.pos_ == "PROPN" and preposition(child) in ("including", "such_as"):
        return True
    return any(c.lower_ == "them" and preposition(c) == "among" for c in child.children)


def effective(head: Token) -> Token:
    """What a phrase is about: below a noun that only measures, the noun after "of"; in "the city of Leeds", Leeds."""
    for named in head.children if head.lower_ == "one" else ():
        if named.dep_ == "appos" and named.ent_type_ == "PERSON":
            return named  # "one of the developers, Jo Hall"
    while (head.lemma_.lower() in TRANSPARENT and head.lower_ != "shares") or head.like_num or _named_behind(head):
        inner = [
            c
            for c in head.children
            if c.dep_ == "nmod"
            and c.i > head.i
            and any(g.lower_ in ("of", "among") and g.dep_ == "case" for g in c.children)
        ]
        if not inner or (head.lemma_ in ("group", "crowd") and inner[0].pos_ == "PROPN"):
            return head
        head = inner[0]
    return head


def _named_behind(head: Token) -> bool:
    """True for "the island of Maui": the place that the name behind "of" is that of."""
    of = (c for c in head.children if c.dep_ == "nmod" and c.i > head.i and preposition(c) == "of")
    return head.text in SETTLEMENTS and any(c.pos_ == "PROPN" for c in of)


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that a token belongs to."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def preposition(head: Token) -> str:
    """The case marker of a nominal, its words joined by "_": "because_of", "in_response_to"; "" if there is none."""
    words = []
    for child in head.children:
        if child.dep_ in ("case", "mark") and child.tag_ not in ("POS",) and child.i < head.i:
            words.append(child.lower_)
            words.extend(g.lower_ for g in child.children if g.dep_ in ("fixed", "goeswith"))
    if not words:  # "of Globex CEO Peter Hale": the preposition hangs on the title
        titles = (c for c in head.children if c.dep_ in ("nmod:desc", "compound") and c.i < head.i)
        return next((p for t in titles if (p := preposition(t))), "")
    return "_".join(words)


def clause(token: Token) -> Token:
    """The predicate of the smallest clause that a token stands in."""
    while token.head != token and not _is_predicate(token):
        token = token.head
    return token


def _is_predicate(token: Token) -> bool:
    if token.dep_ in ("ROOT", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "advcl:relcl"):
        return True
    return token.dep_ == "conj" and is_verbal(token)


def subtree(token: Token) -> tuple[int, int]:
    """First and last token index of what hangs below a token, inclusive, without punctuation at the edges."""
    left, right = token.left_edge.i, token.right_edge.i
    doc = token.doc
    while left < token.i and (doc[left].is_punct or doc[left].is_space):
        left += 1
    while (
        right > token.i and (doc[right].is_punct or doc[right].is_space) and doc[right].text not in ("”", '"', "%", ")")
    ):
        right -= 1
    return left, right
