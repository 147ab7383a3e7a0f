"""What stands around a word: its arguments, by slot, whatever the grammar hid them behind.

A slot is a dependency label with a preposition (lexicon entries speak of them). "nsubj" is the logical subject: the
by-phrase of a passive, the controller of an infinitive, the antecedent of a relative clause, the shared subject of
coordinated verbs. "obj" is the logical object likewise. Labels are those of Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kg.extract.phrases import (
    NOMINAL,
    PREVENT,
    SUBJECTS,
    TRANSPARENT,
    fillers,
    first_conjunct,
    is_feat,
    is_passive,
    is_verbal,
    marked_from,
    preposition,
)
from kg.extract.tree import Token

Slots = dict[str, list[Token]]

# Verbs whose infinitive is done by their subject even where they have an object ("promised workers to ...").
SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "commit", "threaten", "use", "take", "spend"})
OBJECT_CONTROL = frozenset(
    "drive force lead push prompt cause spur get urge order ask allow enable persuade convince require compel "
    "tell invite encourage warn advise "
    "instruct permit oblige pressure press call_on help inspire".split()
)
# Those that also move things, and need their infinitive next to the object.
MOVING = frozenset("drive lead push press help force".split())
# Verbs that say of their object what it did: "charged him with stealing", "praised her for saving a child".
JUDGING = frozenset(
    "accuse charge suspect indict arrest sue investigate prosecute detain try convict acquit sentence jail fine punish "
    "blame criticize criticise condemn slam praise thank honor honour forgive fire dismiss suspend ban sanction".split()
)
# Prepositions by which a noun tells of an act of others: "praise for helping", "a policy of turning back boats".
ABOUT = frozenset({"for", "of", "on", "about", "against", "in", "from", "to"})
# Verbs whose object, a plan, is that of others.
JUDGED = frozenset(
    "scrap reject oppose block cancel criticize criticise condemn halt stop veto slam denounce welcome support back "
    "approve endorse praise discuss review call question defend suspend".split()
)
CALLING = frozenset({"call", "appeal", "plead"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what"})
# Verbs that lend their arguments to an event noun: "stage a walkout", "the strike took place in Rome".
LIGHT = frozenset(
    "stage hold plan make take do conduct carry launch wage undertake perform begin start initiate "
    "continue end have give deliver issue file announce complete finish close reach sign face suffer see "
    "report implement introduce impose enact mount organize organise arrange schedule cancel postpone "
    "suspend call join endure avoid consider propose threaten win receive prepare stop resume extend approve "
    "reject "
    "experience record post publish release hit strike happen occur come set be follow rock shake affect "
    "devastate cause wrap".split()
)
# Those of them whose subject does something to the event, or suffers it, but does not carry it out.
OUTSIDE = frozenset(
    "approve reject cancel postpone suspend avoid consider face see endure stop follow cause set be hit organize "
    "organise arrange schedule call join strike rock affect oppose receive suffer".split()
)
SWEEPING = frozenset("strike hit rock shake devastate sweep tear rip ravage batter lash pound engulf".split())
GATHERING = frozenset(
    "gather assemble meet drive travel go come descend converge rally line flock congregate pour turn take walk".split()
)
# What is announced on a day may come about on another.
ANNOUNCED = frozenset("announce unveil propose introduce reveal disclose outline float".split())
ENDING = frozenset("end finish conclude expire collapse".split())
HAPPEN = frozenset(
    "take due happen occur come go proceed begin start end hit strike set schedule expect continue be last follow rock "
    "kill shake devastate affect cause force leave spread reach target involve draw prompt expire collapse erupt break "
    "close batter pound barrel tear rip sweep ravage".split()
)


# Verbs that tell how large something is: "put the turnout at 300", "the death toll rose to 90".
MEASURE = frozenset(
    "put estimate give report number stand rise reach climb grow total fall drop pass exceed top count peg".split()
)
SCHEMES = frozenset("plan campaign initiative program programme effort scheme goal target deal movement drive".split())


def tells_end(verb: Token) -> bool:
    """True for a verb whose time is that of an end: "the strike is to end on Friday", "talks broke down"."""
    broken = verb.lemma_ == "break" and any(c.lower_ in ("down", "off") for c in verb.children)
    return broken or any(t.lemma_ in ENDING for t in (verb, *(c for c in verb.children if c.dep_ == "xcomp")))


def gatherings(verb: Token) -> list[Token]:
    """The verb that tells how people came together for an act: "met in Rome on Friday to protest"."""
    purpose = verb.dep_ == "advcl" and _is_infinitive(verb) and verb.head.lemma_ in GATHERING
    return [verb.head] if purpose else []


@cache
def slot_parts(spec: str) -> tuple[str, str, str]:
    """A slot of the lexicon apart: the slot, the one verb that it is of ("nsubj@win"), the class it takes ("obj=Work");
    "" for any.
    """
    spec, _, wanted = spec.partition("=")
    slot, _, verb = spec.partition("@")
    return slot, verb, wanted


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
    clausal = any(c.dep_.startswith("csubj") for c in verb.children) and is_passive(
        verb.head
    )  # "rebuilding it will cost"
    if ("obj" if passive else "nsubj") not in found and not clausal:
        subjects = list(_hidden_subjects(verb))
        if subjects:
            _add(found, "obj" if passive else "nsubj", subjects)
    _shared_arguments(verb, found)


def _verb_slot(child: Token, passive: bool) -> str:
    dep = child.dep_
    if dep in ("nsubj", "nsubj:outer"):
        return "nsubj"
    if dep == "nsubj:pass" and passive and any(c.dep_ == "obj" for c in child.head.children):
        return "iobj"  # "they were denied visas"
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
    antecedent = _antecedent(verb)
    filled = False
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return  # "reports that X did Y" lacks nothing
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


def _antecedent(verb: Token) -> Token:
    """What a relative clause speaks of; "what sparked the strike was X" speaks of X."""
    head = verb.head
    identified = head.lower_ == "what" and any(c.dep_ == "cop" for c in head.head.children)
    return head.head if identified else head


def _hidden_subjects(verb: Token) -> Iterator[Token]:
    """Yields the subject that a verb leaves to its surroundings."""
    head = verb.head
    if verb.dep_ in ("advcl", "xcomp") and (_is_of_object(verb, head) or preposition(verb) == "against"):
        yield from slots(head).get("obj", [])  # "warned them against leaving"
    elif (verb.dep_ == "xcomp" and head != verb) or _is_ordered(verb, head):
        yield from _controller(head)
    elif (verb.dep_ == "conj" and is_verbal(head)) or (verb.dep_.startswith("advcl") and is_verbal(head)):
        yield from _surface_subject(head)
    elif verb.dep_ in ("acl", "amod") and head.pos_ in NOMINAL and not _is_infinitive(verb):
        about = verb.dep_ == "acl" and verb.tag_ == "VBG" and preposition(verb) in ABOUT
        yield from _owners(head) if about else _named_as(head)
    elif verb.dep_ == "acl" and _is_infinitive(verb):
        yield from _planners(verb, head)
    elif verb.dep_ == "acl:relcl" and not any(c.lower_ in ("where", "when", "why") for c in verb.children):
        yield _antecedent(verb)
    elif verb.dep_ == "ccomp" and _is_infinitive(verb):
        yield from _controller(head)


def _planners(verb: Token, noun: Token) -> list[Token]:
    """Whose act the infinitive behind a noun is."""
    if is_feat(verb) or _is_predicate(noun):
        return _who_is(noun)  # "Jo was the first to leave", "Acme is in talks to buy it"
    if _beneficiary(verb, noun):
        return _beneficiary(verb, noun)
    if noun.dep_ not in ("obj", "obl", "nmod") or not is_verbal(noun.head):
        return []
    given = slots(noun.head).get("iobj", []) if noun.dep_ == "obj" else []  # "gave officers the power to arrest"
    nations = any(c.dep_ == "amod" and c.text[:1].isupper() for c in noun.children)  # "regrets the Indian decision to"
    foreign = nations or (noun.head.lemma_ in JUDGED and noun.dep_ == "obj")  # "scrapped the plan to deport them"
    return _owners(noun) or given or ([] if foreign else _surface_subject(noun.head))


def _is_predicate(noun: Token) -> bool:
    return any(c.dep_ == "cop" for c in noun.children)


def _owners(noun: Token) -> list[Token]:
    """Whose a bid or policy is, and whose act what it is about: "rejected his bid to resign"."""
    return [t for c in noun.children if c.dep_ == "nmod:poss" for t in fillers(c)]


def _named_as(noun: Token) -> list[Token]:
    """Those who are named as what a noun describes: "the members elected were Jo Hall and Ann Lee"."""
    names = noun.head if noun.dep_ == "nsubj" and noun.head.pos_ == "PROPN" else None
    return fillers(names) if names is not None and _is_predicate(names) else [noun]


def _who_is(noun: Token) -> list[Token]:
    """Who or what a predicate speaks of: Jo in "Jo is the first", "Jo became the first"; else the noun itself."""
    subjects = [t for c in noun.children if c.dep_ == "nsubj" for t in fillers(c)]
    become = noun.dep_ == "xcomp" and is_verbal(noun.head)
    return subjects or (become and _surface_subject(noun.head)) or [noun]


def _is_of_object(verb: Token, head: Token) -> bool:
    """True for the act of an object: "kept them from leaving", "accused them of leaving"."""
    if head.lemma_ in PREVENT and marked_from(verb):
        return True
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "case")}
    return head.lemma_.lower() in JUDGING and verb.tag_ == "VBG" and bool(marks & {"of", "with", "for", "over"})


def _is_ordered(verb: Token, head: Token) -> bool:
    """True for the infinitive of "forced the crew to leave" where the model takes it for an adverbial."""
    asked = head.lemma_ in OBJECT_CONTROL or (head.lemma_ in CALLING and bool(_called(head)))
    if head.lemma_ in MOVING:  # "drove tractors to Paris to protest"
        asked = any(c.dep_ == "obj" and c.right_edge.i + 1 == verb.left_edge.i for c in head.children)
    return verb.dep_ == "advcl" and asked and _is_infinitive(verb)


def _called(verb: Token) -> list[Token]:
    """Those on whom somebody calls, or to whom somebody appeals."""
    return [t for c in verb.children if c.dep_ == "obl" and preposition(c) in ("on", "to") for t in fillers(c)]


def _beneficiary(verb: Token, noun: Token) -> list[Token]:
    """Whose act it is: "a way for employees to take part"."""
    before = {"for", "on", "to"} if noun.lemma_ in ("pressure", "call", "appeal", "order", "plea", "duty") else {"for"}
    return [
        t for c in noun.children if c.dep_ == "nmod" and c.i < verb.i and preposition(c) in before for t in fillers(c)
    ]


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux", "case") for c in verb.children)


def _surface_subject(verb: Token) -> list[Token]:
    found = slots(verb)
    return found.get("obj" if is_passive(verb) else "nsubj", found.get("nsubj", []))


def _controller(matrix: Token) -> list[Token]:
    """Whose act an infinitive is: the object of "order", "urge", "force", else the subject."""
    found = slots(matrix)
    if matrix.lemma_ in CALLING and _called(matrix):
        return _called(matrix)
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
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.i == verb.i + 2 and "obj" in own:
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
        elif child.dep_ in ("acl", "acl:relcl"):
            _clause_slots(noun, child, found)
    if noun.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in noun.head.children):
        _add(found, "pred", [noun.head])
    if noun.dep_ == "conj" and first_conjunct(noun).pos_ in NOMINAL:
        apart = any(c.dep_ == "det" for c in noun.children) or "nmod:from" in found or "nmod:by" in found
        near = noun.i - first_conjunct(noun).i < 6 and not apart  # "its offices and a station in Leeds"
        _inherit(slots(first_conjunct(noun)), found, ("nmod:poss", "compound") if near else ())
    _light_verb(first_conjunct(noun), found)


def _clause_slots(noun: Token, clause: Token, found: Slots) -> None:
    """What a clause tells of the event that it describes: "a walkout planned by X for May", "the quake that hit X"."""
    if clause.lemma_ in LIGHT and noun in slots(clause).get("obj", []):
        around = slots(clause)
        own = () if clause.lemma_ in OUTSIDE else ("nsubj",)
        _inherit(around, found, (*own, *(s for s in around if s.startswith("obl:"))))
    elif clause.dep_ == "acl:relcl" and clause.lemma_ in SWEEPING and noun in slots(clause).get("nsubj", []):
        for slot in ("obj", "obl:through", "obl:in", "obl:across"):
            _add(found, "nmod:in", slots(clause).get(slot, []))


def _inherit(source: Slots, found: Slots, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in found and name in source:
            found[name] = list(source[name])


def _bare(noun: Token) -> Token:
    """The noun that stands where an event noun would: "a series of strikes", "a strike plan"."""
    while (noun.dep_ == "nmod" and noun.head.lemma_ in TRANSPARENT) or (
        noun.dep_ == "compound" and noun.head.lemma_ in SCHEMES
    ):
        noun = noun.head
    return noun


def _light_verb(noun: Token, found: Slots) -> None:
    """An event noun has the arguments of the light verb that it is the object of, or of one that says it happens."""
    noun = _bare(noun)
    verb = noun.head
    if verb == noun or (verb.pos_ != "VERB" and verb.lemma_ not in HAPPEN):
        return
    around = slots(verb) if verb.lemma_ in LIGHT | HAPPEN | MEASURE else {}
    if noun.dep_ in ("obj", "nsubj", "nsubj:pass") and verb.lemma_ in MEASURE:
        beside = ("obl:at", "obl:to", "obl:as", "obl:for", "obj", "xcomp")
        _inherit(around, found, tuple(s for s in beside if noun not in around.get(s, [])))
    if noun.dep_ in ("obj", "nsubj:pass") and verb.lemma_ in LIGHT:
        own = () if verb.lemma_ in OUTSIDE else ("nsubj", "iobj", "advcl:to")
        told = verb.lemma_ in ANNOUNCED  # "in Kabul he announced a deal": the place is that of the announcement
        places = (s for s in around if s.startswith("obl:") and not (told and around[s][0].i < verb.i))
        _inherit(around, found, (*own, *places))
    elif noun.dep_ in ("nsubj", "nsubj:pass") and verb.lemma_ in HAPPEN:
        _inherit(around, found, tuple(s for s in around if s.startswith(("obl:", "advcl:"))))
        if verb.lemma_ in SWEEPING | {"affect", "force"}:
            _inherit(around, found, ("obj",))
    for complement in around.get("xcomp", []) if noun.dep_ in SUBJECTS and verb.lemma_ in HAPPEN else ():
        inner = slots(complement)  # "is set to take place in X"
        _inherit(inner, found, tuple(s for s in inner if s.startswith("obl:")))


def phrase_slots(token: Token, words: frozenset[str]) -> Slots:
    """The slots of a verb, with those of the words that belong to its phrase: "remain on track to X", "raise concerns
    about X", "plead guilty to X".
    """
    around = {slot: list(found) for slot, found in slots(token).items()}
    for tokens in list(around.values()):
        for noun in tokens:
            if noun.lemma_.lower() in words and noun.pos_ in ("NOUN", "ADJ"):
                for slot, found in slots(noun).items():
                    if slot.startswith(("nmod:", "acl:", "obl:", "advcl:")) and slot != "nmod:poss":
                        around.setdefault(slot, []).extend(t for t in found if t not in around.get(slot, []))
    return around


def forget() -> None:
    """Empties the cache of slots, which keeps the tokens of a document alive."""
    slots.cache_clear()
