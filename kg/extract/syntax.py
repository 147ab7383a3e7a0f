"""What stands around a word: its arguments, by slot, whatever the grammar hid them behind.

A slot is a dependency label with a preposition (lexicon entries speak of them). "nsubj" is the logical subject: the
by-phrase of a passive, the controller of an infinitive, the antecedent of a relative clause, the shared subject of
coordinated verbs. "obj" is the logical object likewise. Labels are those of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

Slots = dict[str, list[Token]]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
CORE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "csubj", "nsubj:outer"})
# Verbs whose infinitive is done by their subject even where they have an object ("promised workers to ...").
SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "commit", "threaten", "use", "take", "spend"})
OBJECT_CONTROL = frozenset(
    "drive force lead push prompt cause spur get urge order ask allow enable persuade convince require compel tell invite encourage warn advise "
    "instruct permit oblige pressure press call_on help inspire".split()
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what"})
# Verbs that lend their arguments to an event noun: "stage a walkout", "the strike took place in Rome".
LIGHT = frozenset(
    (
        "stage hold plan make take do conduct carry launch wage undertake perform begin start initiate "
        "continue end have give deliver issue file announce complete finish close reach sign face suffer see "
        "report implement introduce impose enact mount organize organise arrange schedule cancel postpone "
        "suspend call join endure avoid consider propose threaten win receive prepare stop resume extend approve reject "
        "experience record post publish release hit strike happen occur come set be follow rock shake affect "
        "devastate cause wrap"
    ).split()
)
# Those of them whose subject does something to the event, or suffers it, but does not carry it out.
OUTSIDE = frozenset("approve reject cancel postpone suspend avoid consider face see endure stop follow cause set be hit strike rock affect oppose".split())
HAPPEN = frozenset(("take due happen occur come begin start end hit strike set schedule expect continue be last follow rock "
"kill shake devastate affect cause force leave spread reach target involve draw prompt").split())  # fmt: skip


# Verbs that tell how large something is: "put the turnout at 300", "the death toll rose to 90".
MEASURE = frozenset("put estimate give report number stand rise reach climb grow total fall drop pass exceed top count peg".split())
DIVISIONS = frozenset("division department unit team arm segment".split())
SCHEMES = frozenset("plan campaign initiative program programme effort scheme goal target deal movement drive".split())
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
# Nouns that only measure or group what follows "of": "a slew of layoffs", "hundreds of workers", "one of the stores".
TRANSPARENT = frozenset(("slew round series wave spate number lot kind type sort string set couple majority most many some "
"several handful pair dozen hundred thousand million billion score part portion share percent % half "
"third quarter total all few rest bulk bunch array range variety host ten one two three four five "
"each any none plenty group crowd minority").split())  # fmt: skip


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
        found.extend(c for c in token.children if c.dep_ == "conj" and c.pos_ in (*NOMINAL, "ADJ", "SYM", "X", "VERB"))
        found.extend(t for t in divisions(token) if t not in found)
        found.extend(c for c in token.children if c.dep_ == "appos" and _is_listed(c))
    return found


def _is_listed(token: Token) -> bool:
    """True for a would-be apposition that more commas and conjuncts follow: "the pledge, a slew of layoffs, a mandate and X"."""
    after = token.doc[token.right_edge.i + 1] if token.right_edge.i + 1 < len(token.doc) else None
    conjuncts = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
    return after is not None and after.text == "," and len(conjuncts) > 1 and token.pos_ == "NOUN"


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
    return parts[::-1] if len(parts) > 1 and doc[i].pos_ in ("DET", "PRON", "ADP", "PUNCT", "VERB", "PART", "AUX") else []


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


IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "laid=lay bought=buy won=win beat=beat beaten=beat met=meet sold=sell led=lead held=hold took=take taken=take left=leave "
        "shot=shoot struck=strike hit=hit fought=fight found=find made=make told=tell said=say wrote=write written=write "
        "spoke=speak went=go gone=go gave=give given=give rose=rise fell=fall shut=shut cut=cut paid=pay brought=bring "
        "thought=think sent=send built=build lost=lose began=begin shook=shake shaken=shake spent=spend drew=draw drawn=draw"
    ).split()
)


@lru_cache(maxsize=20_000)
def base_forms(word: str, lemma: str, verb: bool) -> tuple[str, ...]:
    """The lemma, and the bases that regular inflection allows: models err on rare words ("accused" -> "accus")."""
    forms = [lemma]
    if verb:
        forms += [IRREGULAR[word]] if word in IRREGULAR else []
        for ending in ("ed", "ing"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                forms += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
        forms += [word[:-1]] if word.endswith("d") else []
        forms += [word[:-3] + "y"] if word.endswith("ied") else []
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        forms += [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
    return tuple(dict.fromkeys(forms))


def mend_lemmas(doc: Doc, known: frozenset[tuple[str, str]]) -> None:
    """Sets the lemma of verbs and nouns to a base form that is known, where the model's own is not.

    `known` holds (part of speech, lemma) pairs: "verb" or "noun" and a word that some rule asks for.
    """
    for token in doc:
        pos = "verb" if token.pos_ in ("VERB", "AUX") else "noun" if token.pos_ in ("NOUN", "PROPN") else ""
        if pos and (pos, token.lemma_.lower()) not in known:
            forms = base_forms(token.lower_, token.lemma_.lower(), pos == "verb")
            mended = next((f for f in forms if (pos, f) in known), "")
            if mended:
                token.lemma_ = mended


def mend_tree(doc: Doc) -> None:
    """Undoes what no grammar allows: arcs across the word that governs them, and verbs with two subjects."""
    for token in doc:
        above = token.head.head
        if token.head.i < above.i < token.i and not token.head.is_sent_start:  # "'X must Y', the group wrote calling for Z"
            token.head = above
        elif token.dep_ == "ccomp" and token.tag_ == "VBN" and not _has_subject(token):  # "reports 300 people killed"
            noun = next((c for c in token.head.children if c.dep_ == "obj" and c.right_edge.i == token.left_edge.i - 1), None)
            if noun is not None:
                token.head, token.dep_ = noun, "acl"
        elif token.lower_ == "close" and token.i + 2 < len(doc) and token.nbor().lower_ == "to" and token.nbor(2).like_num:
            _mend_hedge(token, token.nbor(), token.nbor(2))
    for verb in doc:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i]
        for first, second in pairwise(subjects):
            between = doc[first.right_edge.i + 1 : second.left_edge.i]
            orphan = next((t for t in between if t.head == verb and t.dep_ in ("ccomp", "parataxis") and not _has_subject(t)), None)
            if orphan is not None:
                first.head = orphan
            elif not len(between) and second.pos_ == "PROPN":  # "spokeswoman Jo Park said"
                first.head, first.dep_ = second, "nmod:desc"


def _mend_hedge(close: Token, to: Token, number: Token) -> None:
    """ "close to 300 workers" is a number of workers, not a place that something is close to."""
    noun = number.head if number.dep_ == "nummod" else number
    if to.head != noun:
        return
    if noun.head == close:
        noun.head, noun.dep_ = close.head, close.dep_
    elif noun.dep_ == "obl":
        noun.dep_ = "obj" if noun.i > noun.head.i else "nsubj"
    if noun not in (close, close.head) or close.head == noun:
        close.head, close.dep_, to.head, to.dep_ = number, "advmod", close, "fixed"


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def fillers(head: Token) -> list[Token]:
    """The nominals that fill a slot: those coordinated, each seen through nouns that only measure, and those named as included."""
    found = [effective(t) for t in expand(head)]
    for token in tuple(found):
        for child in token.children:
            if child.dep_ == "nmod" and child.pos_ == "PROPN" and preposition(child) in ("including", "such_as"):
                found.extend(effective(t) for t in expand(child))
    return found


def effective(head: Token) -> Token:
    """What a phrase is about: below a noun that only measures, the noun after "of"."""
    while head.lemma_.lower() in TRANSPARENT or head.like_num:
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


def _oblique(child: Token) -> str:
    """The slot of a prepositional phrase. Nested phrases make one: "in protest of X" -> X under in_protest_of."""
    label = "nmod" if child.dep_.startswith("nmod") else "obl"
    return f"{label}:{preposition(child)}" if preposition(child) else f"{label}:tmod"


def _add(slots: Slots, slot: str, tokens: list[Token]) -> None:
    known = slots.setdefault(slot, [])
    known.extend(t for t in tokens if t not in known)


@lru_cache(maxsize=20_000)
def slots(token: Token) -> Slots:
    """The arguments of a verb, a noun or a predicative adjective, by slot, coordinated ones apart."""
    found: Slots = {}
    if is_verbal(token) or token.pos_ == "ADJ":
        _verb_slots(token, found)
    if token.pos_ in NOMINAL:
        _noun_slots(token, found)
    return found


def _verb_slots(verb: Token, found: Slots) -> None:
    passive = is_passive(verb)
    for child in verb.children:
        slot = _verb_slot(child, passive)
        if slot:
            _add(found, slot, fillers(child) if slot[:3] in ("nsu", "obj", "iob", "obl") else [child])
    _relative_gap(verb, found)
    if ("obj" if passive else "nsubj") not in found:
        subjects = list(_hidden_subjects(verb))
        if subjects:
            _add(found, "obj" if passive else "nsubj", subjects)
    _shared_arguments(verb, found)


def _verb_slot(child: Token, passive: bool) -> str:
    dep = child.dep_
    if dep in ("nsubj", "nsubj:outer"):
        return "nsubj"
    if dep in ("nsubj:pass", "obj"):
        return "obj" if dep == "obj" or passive else "nsubj"
    if dep in ("obl:agent", "obl") and passive and preposition(child) in ("by", "") and child.pos_ != "NUM":
        return "nsubj" if preposition(child) or dep == "obl:agent" else _oblique(child)
    if dep in ("iobj", "ccomp", "xcomp"):
        return dep
    if dep.startswith("obl"):
        return _oblique(child)
    if dep == "advcl":
        mark = next((c.lower_ for c in child.children if c.dep_ == "mark" or c.dep_ == "case"), "")
        return f"advcl:{mark}" if mark else "advcl:ing"
    return ""


def _relative_gap(verb: Token, found: Slots) -> None:
    """In a relative clause the antecedent takes the place of who, which, that, or of the gap."""
    if verb.dep_ != "acl:relcl":
        return
    antecedent = verb.head
    filled = False
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return  # "reports that X did Y" lacks nothing
    if antecedent.lower_ == "what" and any(c.dep_ == "cop" for c in antecedent.head.children):
        antecedent = antecedent.head  # "what sparked the strike was X"
    if any(c.dep_ == "advmod" and c.lower_ == "where" for c in verb.children):
        _add(found, "obl:in", [antecedent])
        return
    for slot, tokens in found.items():
        for i, token in enumerate(tokens):
            if token.lower_ in RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
                tokens[i], filled = antecedent, True
            elif slot in ("nsubj", "obj") and any(c.lower_ == "whose" for c in token.children):
                filled = True
    if not filled and "obj" not in found and "nsubj" in found and not is_passive(verb):
        found["obj"] = [antecedent]


def _hidden_subjects(verb: Token) -> Iterator[Token]:
    """Yields the subject that a verb leaves to its surroundings."""
    head = verb.head
    if verb.dep_ == "xcomp" and head != verb:
        yield from _controller(head)
    elif verb.dep_ == "advcl" and head.lemma_ in OBJECT_CONTROL and _is_infinitive(verb):
        yield from _controller(head)
    elif (verb.dep_ == "conj" and is_verbal(head)) or (verb.dep_.startswith("advcl") and is_verbal(head)):
        yield from _surface_subject(head)
    elif verb.dep_ in ("acl", "amod") and head.pos_ in NOMINAL and not _is_infinitive(verb):
        yield from [head]
    elif verb.dep_ == "acl" and _is_infinitive(verb) and _beneficiary(verb, head):
        yield from _beneficiary(verb, head)
    elif verb.dep_ == "acl" and _is_infinitive(verb) and head.dep_ in ("obj", "obl", "nmod") and is_verbal(head.head):
        yield from _surface_subject(head.head)
    elif verb.dep_ == "acl:relcl" and not any(c.lower_ in ("where", "when", "why") for c in verb.children):
        yield from [head]
    elif verb.dep_ == "ccomp" and _is_infinitive(verb):
        yield from _controller(head)


def _beneficiary(verb: Token, noun: Token) -> list[Token]:
    """Whose act it is: "a way for employees to take part"."""
    return [t for c in noun.children if c.dep_ == "nmod" and c.i < verb.i and preposition(c) == "for" for t in fillers(c)]


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux", "case") for c in verb.children)


def _surface_subject(verb: Token) -> list[Token]:
    found = slots(verb)
    return found.get("obj" if is_passive(verb) else "nsubj", found.get("nsubj", []))


def _controller(matrix: Token) -> list[Token]:
    """Whose act an infinitive is: the object of "order", "urge", "force", else the subject."""
    found = slots(matrix)
    if matrix.lemma_ not in SUBJECT_CONTROL and (matrix.pos_ == "VERB" or is_passive(matrix)):
        for slot in ("obj", "iobj"):
            if found.get(slot):
                return found[slot]
    return found.get("nsubj", [])


def _shared_arguments(verb: Token, found: Slots) -> None:
    """Coordinated verbs share an object that follows the last ("approved and signed the bill")."""
    if "obj" in found or is_passive(verb):
        return
    for child in verb.children:
        own = {c.dep_ for c in child.children}
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i == verb.i + 2 and "obj" in own:
            _add(found, "obj", [t for c in child.children if c.dep_ == "obj" for t in fillers(c)])


def _noun_slots(noun: Token, found: Slots) -> None:
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            _add(found, "nmod:poss", fillers(child))
        elif child.dep_.startswith("nmod") and child.dep_ != "nmod:desc":
            _add(found, _oblique(child), fillers(child))
        elif child.dep_ in ("compound", "amod", "appos"):
            _add(found, child.dep_, [child])
        elif child.dep_ == "acl" and _is_infinitive(child):
            _add(found, "acl:to", [child])
        elif child.dep_ in ("acl", "acl:relcl") and child.lemma_ in LIGHT:
            around = slots(child)
            if noun in around.get("obj", []):  # "a walkout planned by X for May", "the strike that X held in Rome"
                _inherit(around, found, ("nsubj", *(s for s in around if s.startswith("obl:"))))
    if noun.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in noun.head.children):
        _add(found, "pred", [noun.head])
    if noun.dep_ == "conj" and first_conjunct(noun).pos_ in NOMINAL:
        _inherit(
            slots(first_conjunct(noun)), found, ("nmod:poss", "compound") if noun.i - first_conjunct(noun).i < 6 else ()
        )
    _light_verb(first_conjunct(noun), found)


def _inherit(source: Slots, found: Slots, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in found and name in source:
            found[name] = list(source[name])


def _light_verb(noun: Token, found: Slots) -> None:
    """An event noun that is the object of a light verb, or the subject of one that says it happens, has its arguments."""
    while (noun.dep_ == "nmod" and noun.head.lemma_ in TRANSPARENT) or (
        noun.dep_ == "compound" and noun.head.lemma_ in SCHEMES
    ):
        noun = noun.head
    verb = noun.head
    if verb == noun or (verb.pos_ != "VERB" and verb.lemma_ not in HAPPEN):
        return
    around = slots(verb) if verb.lemma_ in LIGHT | HAPPEN | MEASURE else {}
    if noun.dep_ in ("obj", "nsubj", "nsubj:pass") and verb.lemma_ in MEASURE:
        _inherit(around, found, tuple(s for s in ("obl:at", "obl:to", "obl:as", "obl:for", "obj", "xcomp") if noun not in around.get(s, [])))
    if noun.dep_ in ("obj", "nsubj:pass") and verb.lemma_ in LIGHT:
        own = () if verb.lemma_ in OUTSIDE else ("nsubj", "iobj", "advcl:to")
        _inherit(around, found, (*own, *(s for s in around if s.startswith("obl:"))))
    elif noun.dep_ in ("nsubj", "nsubj:pass") and verb.lemma_ in HAPPEN:
        _inherit(around, found, tuple(s for s in around if s.startswith(("obl:", "advcl:"))))
        if verb.lemma_ in ("hit", "strike", "rock", "shake", "devastate", "affect", "force"):
            _inherit(around, found, ("obj",))
        for complement in around.get("xcomp", []):
            inner = slots(complement)
            _inherit(inner, found, tuple(s for s in inner if s.startswith("obl:")))


def phrase_slots(token: Token, words: frozenset[str]) -> Slots:
    """The slots of a verb, with those of the nouns that belong to its phrase: "remain on track to X", "raise concerns about X"."""
    around = {slot: list(found) for slot, found in slots(token).items()}
    for tokens in list(around.values()):
        for noun in tokens:
            if noun.lemma_.lower() in words and noun.pos_ == "NOUN":
                for slot, found in slots(noun).items():
                    if slot.startswith(("nmod:", "acl:")) and slot != "nmod:poss":
                        around.setdefault(slot, []).extend(t for t in found if t not in around.get(slot, []))
    return around


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


def forget(_doc: Doc) -> None:
    """Empties the cache that keeps the tokens of a document alive."""
    slots.cache_clear()
