"""Mends what parsers err on, before a Doc is read: arcs that no grammar allows."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.phrases import SUBJECTS, preposition
from kg.extract.propernames import TRADE_NOUNS
from kg.extract.tree import Doc, Token

# Participles that after a comma speak of the object before it, not of the subject.
DESCRIBING = frozenset("address sign send write publish date title entitle call dub name know found base own".split())
# Verbs of handing something to somebody, whose passive keeps an object.
GIVING = frozenset("award deny give grant hand offer pay promise refuse send show".split())
JOINED = frozenset({("return", "office"), ("return", "work"), ("back", "work")})  # "return to office mandate"
OCCASIONS = frozenset({"time", "day", "year", "month", "week", "moment", "way", "reason"})
GENERALS = frozenset("attorney secretary solicitor governor surgeon director inspector lieutenant".split())
DESCRIPTIVE = ("nmod:desc", "compound", "flat")
SENTENCE_ENDS = (".", "!", "?", "…")
PARTICLES = frozenset({"away", "back", "down", "off", "out"})


def mend_tree(doc: Doc) -> None:
    """Undoes what no grammar allows: arcs across the word that governs them, and verbs with two subjects."""
    for token in doc:
        _mend_percent(token)
        above = next((a for a in token.head.ancestors if token.head.i < a.i < token.i), token)
        if above is not token and not token.head.is_sent_start:
            token.hang(above)  # "'X must Y', the group wrote calling for Z"
        elif token.lower_ == "close" and [t.lower_ for t in doc[token.i + 1 : token.i + 2]] == ["to"]:
            for number in doc[token.i + 2 : token.i + 3]:
                if number.like_num:
                    _mend_hedge(token, token.nbor(), number)
        elif not _mend_part(token):
            _mend_argument(token)
            _mend_joined(token)
    for verb in doc:
        _mend_headline(verb)
        _mend_matrix(verb)
        _mend_participial(verb)
        _mend_relative(verb)
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i]
        for first, second in pairwise(subjects):
            _mend_subjects(verb, first, second)
        _mend_inverted(verb)
        _mend_said_on(verb)


def _mend_part(token: Token) -> bool:
    """Mends a part of a name or a title, a number of those who suffer, and "that" after a time; True for these."""
    if token.ent_type_ == "PERSON" and token.dep_ in ("flat", "appos"):
        _mend_name(token)
    elif token.dep_ == "flat" and token.head.lower_ in TRADE_NOUNS and token.head.i == token.left_edge.i - 1:
        _mend_titled(token, token.head)  # "Carmaker Acme said"
    elif token.lower_ in ("general", "elect") and token.i > 1 and _is_hyphenated(token):
        token.hang(token.nbor(-2))  # "attorney-general"
        token.dep_ = "flat"
    elif token.lower_ == "general" and token.dep_ in DESCRIPTIVE and _is_of_general(token):
        token.nbor(-1).hang(token)  # "Attorney General Jo Hall"
        token.nbor(-1).dep_ = "compound"
    elif token.like_num and token.dep_ == "conj" and _is_of_participle(token):
        token.hang(token.nbor())  # "two were killed and 14 injured"
        token.dep_ = "nsubj:pass"
    elif token.tag_ == "WDT" and token.dep_ == "obj" and token.head.head.lemma_ in OCCASIONS:
        token.dep_ = "advmod"  # "the first time that they met"
    elif token.dep_ == "appos":
        _mend_apposed(token)
    else:
        return False
    return True


def _is_of_general(token: Token) -> bool:
    """True for "General" behind "Attorney", on one head with it."""
    return token.i > 0 and token.nbor(-1).lower_ in GENERALS and token.nbor(-1).head is token.head


def _is_of_participle(number: Token) -> bool:
    """True for a number right before a participle, on one head with it."""
    behind = number.doc[number.i + 1 : number.i + 2]
    return any(t.tag_ == "VBN" and t.head is number.head for t in behind)


def _mend_joined(noun: Token) -> None:
    """The noun behind "return to office", "stay-at-home" heads the phrase: "layoffs and return to office mandate"."""
    before = [t for t in noun.doc[max(0, noun.i - 5) : noun.i] if t.text != "-"][-3:]
    if len(before) < 3 or noun.tag_ not in ("NN", "NNS") or noun.dep_ in ("compound", "conj"):
        return
    first, link, last = before
    joined = all(not t.whitespace_ for t in noun.doc[first.i : last.i]) or (first.lower_, last.lower_) in JOINED
    apart = first in (noun.head, last.head) or (last.head is noun and noun.head is first.head)
    above, dep = first.head, first.dep_
    if not joined or not apart or link.dep_ != "case" or link.head is not last or above in (first, noun):
        return
    objects = [c for c in above.children if c.dep_ == "obj" and c.i < first.i]
    noun.hang(objects[-1] if dep == "conj" and above.pos_ == "VERB" and objects else above)
    noun.dep_ = dep
    for child in list(first.children):
        if child.dep_ in ("cc", "det", "nmod:poss", "punct") and child.i < first.i:
            child.hang(noun)
    first.hang(noun)
    first.dep_ = "compound"


def _mend_headline(verb: Token) -> None:
    """ "Acme to cut jobs": in a headline that is no name with a clause but what Acme will do."""
    noun = verb.head
    if noun.dep_ != "ROOT" or verb.dep_ not in ("acl", "xcomp") or noun.tag_ not in ("NNP", "NNPS", "NNS"):
        return
    to, last = verb.doc[verb.left_edge.i], verb.doc[verb.sent.end - 1]
    headline = to.lower_ == "to" and to.i == noun.i + 1 and last.text not in SENTENCE_ENDS
    if not headline or any(c.dep_ == "det" for c in noun.children):  # "the first people to strike"
        return
    behind = [c for c in noun.children if c.i > verb.i]
    verb.hang(verb)
    verb.dep_ = "ROOT"
    for token in (noun, *behind):
        token.hang(verb)
    noun.dep_ = "nsubj"


def _mend_matrix(verb: Token) -> None:
    """ "Police allege Jo Park fled": a finite verb with a subject is what the clause behind it hangs on, no subject."""
    for token in verb.children:
        second = [c for c in verb.children if c.dep_ == "nsubj" and token.i < c.i < verb.i]
        if token.dep_ == "nsubj" and token.tag_ in ("VBP", "VBD", "VBZ") and second and _has_subject(token):
            above, dep = verb.head, verb.dep_
            token.hang(token if above is verb else above)
            token.dep_ = dep
            verb.hang(token)
            verb.dep_ = "ccomp"
            return


def _mend_relative(verb: Token) -> None:
    """ "A letter to Jo Hall that got 90 names": a clause with "that" or "which" is of the thing before a person."""
    name = verb.head
    above = verb.dep_ == "acl:relcl" and name.ent_type_ == "PERSON" and name.dep_ == "nmod" and name.i < verb.i
    if above and any(c.tag_ == "WDT" and c.dep_ in SUBJECTS for c in verb.children):
        verb.hang(name.head)


def _mend_participial(verb: Token) -> None:
    """ "The court blocked a plan to cut aid, ruling that ...": who blocked it ruled, not who planned to cut it.

    "He won, the panel said, beating Jo Hall": who won beat her, not the panel.
    """
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return
    told = next((c for c in verb.head.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.head.i), None)
    bare = verb.i > verb.head.i and not any(c.dep_ in ("mark", "case") for c in verb.children)
    if bare and told is not None and _has_subject(told):
        verb.hang(told)
        return
    infinitive = verb.head.dep_ == "acl" and any(c.lower_ == "to" for c in verb.head.children)
    if not infinitive or _has_subject(verb):
        return
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
    main = next((t for t in verb.head.ancestors if t.tag_ in ("VBD", "VBZ", "VBP", "VBN")), None)
    if "," in (before.text, verb.left_edge.text) and verb.i > verb.head.i and main is not None:
        verb.hang(main)


def _mend_argument(token: Token) -> None:
    """An argument that its place shows to be another."""
    if token.tag_ in ("VBN", "VBG") and _describes(token):
        _mend_participle(token)
    elif token.dep_ == "obl" and token.i > token.head.i and token.head.lemma_ in ("bring", "put"):
        _mend_end(token)
    elif token.dep_ == "obl":
        _mend_oblique(token)
    elif token.head.pos_ == "VERB" and token.dep_ in ("nummod", "acl") and token.i > token.head.i:
        token.dep_ = "obj" if token.dep_ == "nummod" else "advcl"  # "flood kills at least 37", "accused of stealing"
    elif token.dep_ == "obl:agent":
        _mend_agent(token)
    elif token.dep_ in ("nsubj", "nsubj:pass"):
        _mend_subject(token)
    elif token.dep_ == "case" and token.lower_ in PARTICLES and _is_particle(token):
        token.hang(token.head.head)  # "walked out in Lisbon"
        token.dep_ = "advmod"
    elif token.dep_ == "xcomp" and token.tag_ == "NN" and token.head.lemma_ in GIVING and not len(list(token.children)):
        token.dep_ = "obj"  # "they were denied entry"
    elif token.dep_ == "compound" and token.pos_ == "PROPN" and token.head.tag_ == "$" and len(token) > 2:
        token.hang(token.head.head)  # "fined Acme $5 million"
        token.dep_ = "iobj"


def _mend_agent(agent: Token) -> None:
    """ "A letter addressed to X" has no agent there; with a subject and an object, the object is by somebody."""
    if preposition(agent) not in ("by", ""):
        agent.dep_ = "obl"
        return
    beside = {c.dep_: c for c in agent.head.children}
    made = beside.get("obj")
    if made is not None and "nsubj" in beside and "aux:pass" not in beside and made.right_edge.i < agent.i:
        agent.hang(made)  # "praised research by a team"
        agent.dep_ = "nmod"


def _mend_apposed(noun: Token) -> None:
    """ "Members of Acme, a group founded in May": one thing is apposed to the one name before it, not to several."""
    above = noun.head
    commas = (noun.left_edge.i - 1, noun.left_edge.i - 2)  # the comma may be of either
    name = next((c for c in above.children if c.dep_ == "nmod" and c.ent_type_ and c.right_edge.i in commas), None)
    if above.tag_ in ("NNS", "NNPS") and noun.tag_ == "NN" and name is not None:
        noun.hang(name)


def _mend_name(name: Token) -> None:
    """A name that the model hangs on its title, or on what its title is of."""
    behind = name.doc[name.right_edge.i + 1 : name.right_edge.i + 2]
    if name.dep_ == "flat" and _heads_name(name.head, name):
        _mend_titled(name, name.head)
    elif name.dep_ == "flat" and any(t.pos_ == "VERB" for t in name.doc[name.head.i + 1 : name.i]):
        for verb in behind:  # "Jo Lee left, officer Carl Hall said"
            if verb.pos_ == "VERB" and not _has_subject(verb):
                name.hang(verb)
                name.dep_ = "nsubj"
    elif name.dep_ == "appos" and _is_of_title(name.head):
        name.hang(name.head.head)  # "a spokesman for Acme, Jo Hall, said"


def _heads_name(title: Token, name: Token) -> bool:
    """True for the common noun right before a name that the model hangs on it: "captain Jo Hall"."""
    return title.pos_ == "NOUN" and not title.ent_type_ and title.i == name.left_edge.i - 1


def _mend_titled(name: Token, title: Token) -> None:
    """A title describes the name behind it, which takes its place in the clause."""
    name.hang(name if title.head is title else title.head)
    name.dep_ = title.dep_
    title.hang(name)
    title.dep_ = "nmod:desc"
    for child in [c for c in title.children if c.i > name.i or c.dep_ in ("case", "cc", "mark")]:
        child.hang(name)


def _is_of_title(name: Token) -> bool:
    """True for the name behind one noun in the singular: the president "of Kenya", a spokesman "for Ann Lee"."""
    whole = name.ent_type_ != "PERSON" or any(c.dep_ == "flat" for c in name.children)  # "for the Interior Minister, X"
    named = name.dep_ == "nmod" and bool(name.ent_type_) and whole
    return named and name.head.tag_ in ("NN", "NNP") and not name.head.ent_type_


def _is_hyphenated(token: Token) -> bool:
    """True for the last part of a word with a hyphen, beside the first part or below it."""
    first, hyphen = token.doc[token.i - 2 : token.i]
    return hyphen.text == "-" and not first.whitespace_ + hyphen.whitespace_ and token.head in (first, first.head)


def _mend_subject(token: Token) -> None:
    """An object in the place of a subject, and the subject of a past tense that was taken for a passive."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.i < token.i and verb.tag_ == "VBG":
        token.dep_ = "obj"  # "a petition urging Acme to ..."
    elif token.dep_ == "nsubj:pass" and verb.tag_ == "VBD" and all(c.dep_ != "aux:pass" for c in verb.children):
        token.dep_ = "nsubj"  # "a train derailed"


def _mend_oblique(token: Token) -> None:
    """What has no preposition of its own, or one that belongs to the words behind it."""
    if token.lower_ == "them" and preposition(token) == "among":
        _mend_among(token)
    elif token.tag_ == "CD" and token.i < token.head.i and _lacks_subject(token):
        token.dep_ = "nsubj"  # "over 90 were dead"
    elif token.left_edge.i > 0 and token.i < token.head.i:
        comma = token.doc[token.left_edge.i - 1]
        if comma.text == "," and comma.head.dep_ in SUBJECTS and comma.head.i == comma.i - 1:
            token.hang(comma.head)  # "the last strike, in 2019, was long"
            token.dep_ = "nmod"


def _describes(participle: Token) -> bool:
    """True for a participle that may modify the object before it."""
    if participle.tag_ == "VBG":  # "held protests slamming Acme"
        return participle.dep_ == "advcl" and participle.head.lemma_ in ("hold", "stage")
    describing = participle.dep_ == "advcl" and participle.lemma_ in DESCRIBING
    return (participle.dep_ == "ccomp" or describing) and not _has_subject(participle)


def _mend_participle(verb: Token) -> None:
    """A participle after an object modifies it: "reports 300 people killed", "wrote a letter, addressed to X"."""
    before = verb.left_edge.i - 1
    before -= verb.dep_ == "advcl" and verb.doc[before].text == ","
    noun = next((c for c in verb.head.children if c.dep_ == "obj" and c.right_edge.i == before), None)
    if noun is not None:
        verb.hang(noun)
        verb.dep_ = "acl"


def _mend_among(them: Token) -> None:
    """ "Complaints, among them long shifts": those behind are among those before."""
    behind = them.doc[them.i + 1 : them.head.i]
    noun = next((t for t in behind if t.dep_ == "nmod" and t.head.i < them.i), None)
    if noun is not None:
        them.hang(noun)


def _mend_end(noun: Token) -> None:
    """ "An end to X" is one phrase."""
    end = noun.doc[noun.left_edge.i - 1]
    if preposition(noun) == "to" and end.lower_ in ("end", "halt", "stop") and end.head == noun.head:
        noun.hang(end)
        noun.dep_ = "nmod"


def _mend_subjects(verb: Token, first: Token, second: Token) -> None:
    """Of two subjects the first is that of a clause between them, or describes the second."""
    between = verb.doc[first.right_edge.i + 1 : second.left_edge.i]
    orphans = (
        t for t in between if t.head == verb and t.dep_ in ("ccomp", "parataxis", "advcl") and not _has_subject(t)
    )
    orphan = next(orphans, None)
    above = verb.head
    if orphan is None and first.i < above.i < second.i and above.pos_ == "VERB" and not _has_subject(above):
        orphan = above  # "the mayor says he left"
    if orphan is not None:
        first.hang(orphan)
    elif not len(between) and second.pos_ == "PROPN":  # "spokeswoman Jo Park said"
        first.hang(second)
        first.dep_ = "nmod:desc"


def _mend_inverted(verb: Token) -> None:
    """ "Jo was walking home, said Ann Hill": the subject before is that of the clause before."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    orphan = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and not _has_subject(c)), None)
    if len(subjects) == 2 and orphan is not None and subjects[0].i < orphan.i < verb.i < subjects[1].i:
        subjects[0].hang(orphan)


# What tells when and where something was said.
SAID_ON = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june "
    "july august september october november december statement interview email memo letter filing post tweet "
    "conference briefing release".split()
)


def _mend_said_on(verb: Token) -> None:
    """ "Acme said on Monday it would close": the day between verb and subject is that of the saying."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if verb.dep_ != "ccomp" or subject is None or any(c.dep_ == "mark" for c in verb.children):
        return
    for child in list(verb.children):
        near = child.left_edge.i == verb.head.i + 1 and child.i < subject.i
        if near and child.dep_.startswith("obl") and child.lower_ in SAID_ON:
            child.hang(verb.head)


def _mend_percent(cent: Token) -> None:
    """Hangs "per" on a "cent" that the tree hangs on it, and what hung on "per", too."""
    per = cent.head
    if cent.dep_ != "goeswith" or cent.lower_ != "cent" or per.lower_ != "per":
        return
    cent.dep_ = per.dep_
    cent.hang(cent if per.head is per else per.head)
    for child in (per, *per.children):
        child.hang(cent)
    per.dep_ = "compound"


def _mend_hedge(close: Token, to: Token, number: Token) -> None:
    """ "close to 300 workers" is a number of workers, not a place that something is close to."""
    noun = number.head if number.dep_ == "nummod" else number
    if to.head not in (noun, number):
        return
    if noun.head == close:
        noun.dep_ = close.dep_
        noun.hang(close.head)
    elif noun.dep_ == "obl":
        noun.dep_ = "obj" if noun.i > noun.head.i else "nsubj"
    if noun not in (close, close.head) or close.head == noun:
        close.dep_, to.dep_ = "advmod", "fixed"
        close.hang(number)
        to.hang(close)


def _lacks_subject(number: Token) -> bool:
    """True for a number without a preposition at a predicate that has a copula and no subject."""
    around = {c.dep_ for c in number.head.children}
    return "cop" in around and not around & SUBJECTS and not any(c.dep_ == "case" for c in number.children)


def _is_particle(token: Token) -> bool:
    """True between a verb and the preposition of its complement."""
    after = token.doc[token.i + 1 : token.i + 2]
    before = token.i - 1
    return token.head.head.i == before >= 0 and any(t.dep_ == "case" and t.lower_ != "of" for t in after)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)
