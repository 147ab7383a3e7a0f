"""How a statement is meant: told as fact, planned, possible or demanded; denied or not; and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.extract.phrases import PREVENT, SUBJECTS, first_conjunct, is_feat, is_verbal, marked_from, preposition
from kg.extract.reading import Frame, Reading
from kg.extract.tree import Token

PLANNED, POSSIBLE, DEMANDED, ACTUAL = "Planned", "Possible", "Demanded", "Actual"
PLAN = frozenset(
    "plan pledge vow commit promise intend prepare set schedule expect threaten aim seek hope agree "
    "decide gear mean ready poise agree propose slate anticipate resolve opt choose continue_to consider "
    "due commitment determine volunteer apply wish".split()
)
DEMAND = frozenset(
    "demand ask urge request want call press lobby petition implore beg appeal need push advocate "
    "recommend advise encourage require order instruct invite".split()
)
DOUBT = frozenset(
    "consider allege suspect believe seem appear rumor rumour report claim fear suggest think doubt "
    "speculate reckon suppose imagine hope accuse estimate presume try attempt struggle bid".split()
)
REFUSE = frozenset(
    "refuse fail decline deny stop prevent avoid cancel reject refute prohibit ban forbid block oppose "
    "halt scrap abandon dispute rule resist postpone drop exclude".split()
)
MODALS = (
    dict.fromkeys("will 'll ’ll shall wo would".split(), PLANNED)
    | dict.fromkeys("may might could can ca".split(), POSSIBLE)
    | dict.fromkeys("should must ought".split(), DEMANDED)
)
# What an adjective makes of its complement: "likely to win", "reluctant to sign".
INCLINED = (
    dict.fromkeys("likely able possible free".split(), (POSSIBLE, False))
    | dict.fromkeys("unlikely reluctant unwilling hesitant loath".split(), (POSSIBLE, True))
    | dict.fromkeys("unable impossible powerless".split(), (ACTUAL, True))
    | dict.fromkeys("about willing eager keen poised bound slated intent".split(), (PLANNED, False))
)
HEARSAY = frozenset("report rumor rumour claim allegation speculation suggestion suspicion accusation charge".split())
# Verbs that lay an act to somebody's charge, which nobody has proven: "accused of killing", "arrested for stealing".
CHARGING = frozenset("accuse charge suspect indict arrest sue investigate prosecute detain try".split())
HEDGES = frozenset(
    ("reportedly allegedly possibly probably likely perhaps maybe apparently purportedly supposedly presumably").split()
)
PLANNED_NOUN = frozenset(
    "next planned plan proposed upcoming scheduled expected forthcoming future impending looming imminent".split()
)
POSSIBLE_NOUN = frozenset(
    "possible potential alleged suspected likely hypothetical reported rumored rumoured purported".split()
)
DENY = frozenset({"deny", "refute", "dispute", "rebut"})
SCHEDULED = frozenset("plan schedule expect slate propose".split())
HELD = frozenset("take happen occur go proceed begin start end hold stage".split())
NONE = frozenset({"none", "nobody", "nothing"})
# Nouns of which "no" makes a certainty: "no doubt that it failed", "no choice but to leave".
CERTAIN = frozenset("doubt question secret choice alternative option".split())
NEGATIVE = frozenset("not n't n’t never no neither nor without nobody none hardly cannot".split())


@dataclass(frozen=True, slots=True)
class Stance:
    """The stance of a statement; `speaker` is a token, None where the article speaks itself."""

    modality: str
    negated: bool
    speaker: int | None
    attribution: str


def stance_of(token: Token, reading: Reading) -> Stance:
    """The stance of what a trigger tells."""
    modality, negated = mood(token)
    frame = innermost(token.i, reading)
    if frame is None:
        return Stance(modality, negated, None, "Narration")
    if reading.doc[frame.cue].lemma_.lower() in DENY:
        negated = not negated
    return Stance(modality, negated, frame.speaker, frame.kind if frame.speaker is not None else "Narration")


def presupposed(token: Token, reading: Reading) -> Stance:
    """What a noun phrase takes for granted, whatever its clause tells ("the company's headquarters"); its own
    adjectives count.
    """
    told = stance_of(token, reading)
    return Stance(_own_mood(token, token, token)[0], False, told.speaker, told.attribution)


def innermost(index: int, reading: Reading) -> Frame | None:
    """The smallest frame of speech around a token; a cue does not lie in its own frame."""
    return reading.inner_frame.get(index)


def mood(token: Token) -> tuple[str, bool]:
    """Modality and negation of a verb or noun from its auxiliaries, modifiers, and the verbs that govern it."""
    modality, negated, given = ACTUAL, False, False
    current, below, steps = token, token, 0
    while steps < 8 and not (current is not token and _is_closed(below, current)):
        own, denies = _own_mood(current, token, below)
        modality, negated = _stronger(modality, own), negated != (denies and not given)
        above = _governor(current)
        if above is None:
            break
        governed, denies = _governed_mood(current, above)
        given = given or _is_given(current)
        modality, negated = _stronger(modality, governed), negated != (denies and not given)
        current, below, steps = above, current, steps + 1
    return modality, negated


WHILE = frozenset("during after before since following despite amid throughout until".split())
WHERE = frozenset({"in", "at", "from"})


def _is_given(noun: Token) -> bool:
    """True for the talks of "failed to agree during talks", "was not hurt in the attack": they were held all the
    same.
    """
    if noun.dep_ != "obl" or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    known = any(c.dep_ in ("det", "nmod:poss") and c.lower_ not in ("a", "an", "any", "no") for c in noun.children)
    return preposition(noun) in WHILE or (known and preposition(noun) in WHERE)


def _stronger(a: str, b: str) -> str:
    """The first mood that is no plain fact: the one nearest to the trigger."""
    return a if a != ACTUAL else b


def _is_closed(clause: Token, noun: Token) -> bool:
    """True for the clause of "claims that ...", "no doubt that ...": what else is told of these says nothing of it."""
    owned = clause.dep_ == "acl" and any(c.dep_ == "nmod:poss" and c.pos_ == "PROPN" for c in noun.children)
    told = clause.dep_.startswith(("acl", "advcl", "ccomp")) and noun.lemma_.lower() in HEARSAY | CERTAIN
    return told or owned  # "did not approve Norvik's bid to join": the bid is Norvik's, whatever becomes of it


def _own_mood(token: Token, trigger: Token, below: Token) -> tuple[str, bool]:
    """What a word and those beside it say, but for the one `below` that was asked: its mood, and if it is negated."""
    modality, negated = ACTUAL, _is_forgone(token)
    for child in (*token.children, *_shared(token)):
        if _is_negation(child) or (_is_none(child, token) and (child is not below or child.lower_ in NONE)):
            negated = not negated and not (child.lower_ == "not" and child.nbor(1).lower_ in ("only", "just"))
        else:
            modality = _stronger(modality, _mood_beside(child))
    return _stronger(modality, PLANNED if _is_ahead(token, trigger) else ACTUAL), negated


def _shared(verb: Token) -> list[Token]:
    """The auxiliaries and negations of the first of two verbs that hold of the second: "will meet and decide"."""
    first, own = first_conjunct(verb), {c.dep_ for c in verb.children}
    form = next((c for c in verb.children if c.dep_.startswith("aux") and c.i < verb.i), verb)  # "and be replaced"
    alike = form.tag_ == first.tag_ in ("VB", "VBN", "VBG")
    if verb is first or not alike or own & SUBJECTS or "mark" in own:
        return []
    but = any(c.lower_ == "but" for c in verb.children)
    before = (c for c in first.children if c.i < first.i)
    return [c for c in before if c.dep_.startswith("aux") or (_is_negation(c) and not but)]


def _is_negation(word: Token) -> bool:
    """True for a negative word before its head or right behind it."""
    dep = word.dep_ in ("advmod", "det", "cc:preconj", "case", "mark", "discourse")
    return dep and not _is_numero(word) and word.lower_ in NEGATIVE and word.i < word.head.i + 2


def _is_forgone(token: Token) -> bool:
    """True for "rather than recall it", "instead of paying": for the verb, or for one that it is coordinated with."""
    verbs = [token]
    while verbs[-1].dep_ == "conj":
        verbs.append(verbs[-1].head)
    return is_verbal(verbs[-1]) and any(map(_stands_instead, verbs))


def _stands_instead(verb: Token) -> bool:
    """True right behind "rather than" or "instead of"."""
    marks = [c for c in verb.children if c.i < verb.i and c.dep_ in ("mark", "case", "cc", "advmod")]
    before = verb.doc[max(verb.sent.start, verb.left_edge.i - 2) : verb.left_edge.i]
    words = [t.lower_ for t in (*before, *sorted((t for m in marks for t in m.subtree), key=lambda t: t.i))]
    return any(pair in (("rather", "than"), ("instead", "of")) for pair in pairwise(words))


def _is_none(word: Token, token: Token) -> bool:
    """True for "announced no cuts", "nobody resigned": what a verb says of none does not happen."""
    if word.dep_ not in ("obj", *SUBJECTS) or not is_verbal(token):
        return False
    return word.lower_ in NONE or any(
        c.lower_ in ("no", "neither") and c.dep_ == "det" and c.nbor(1).lower_ != "matter" and not _is_numero(c)
        for c in word.children
    )


def _is_numero(word: Token) -> bool:
    """True for "No. 5"."""
    behind = word.doc[word.i + 1 : word.i + 3]
    return word.lower_ in ("no", "no.") and any(t.like_num for t in behind) and behind[0].text[:1] in ".0123456789"


def _mood_beside(word: Token) -> str:
    """The mood that a modal, hedge, modifier or conjunction gives to its head."""
    lower, head = word.lower_, word.head
    if word.dep_.startswith("aux") and lower in MODALS:
        return _modal(lower, head)
    if word.dep_ in ("amod", "compound") and head.pos_ in ("NOUN", "PROPN"):
        return PLANNED if lower in PLANNED_NOUN else POSSIBLE if lower in POSSIBLE_NOUN else ACTUAL
    if word.dep_ in ("acl", "acl:relcl") and head.pos_ in ("NOUN", "PROPN"):
        return _mood_of_clause(word)
    hedged = word.dep_ == "advmod" and lower in HEDGES
    open_ = word.dep_ == "mark" and lower in ("if", "unless", "whether") and is_verbal(head)
    return POSSIBLE if hedged or open_ else ACTUAL


def _mood_of_clause(verb: Token) -> str:
    """What a clause says of the noun that it describes: "a strike planned for Monday", "the vote that will be held"."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return PLANNED if verb.lemma_ in SCHEDULED else ACTUAL
    modal = next((MODALS[c.lower_] for c in verb.children if c.dep_ == "aux" and c.lower_ in MODALS), ACTUAL)
    return modal if verb.lemma_ in HELD else ACTUAL


def _is_ahead(token: Token, trigger: Token) -> bool:
    """True for what is still to come: "is going to strike", and in headlines "Workers to strike"."""
    if token == trigger:
        return token.pos_ == "VERB" and token.dep_ == "ROOT" and _bare_infinitive(token)
    return token.lemma_ == "go" and token.tag_ == "VBG" and any(c.dep_.startswith("aux") for c in token.children)


def _modal(lower: str, verb: Token) -> str:
    """ "would have done" and "could have done" tell what did not happen for sure."""
    if lower == "would" and any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        return POSSIBLE
    return MODALS[lower]


def _bare_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)


# What is done by the very act that it is the aim of: "marched to protest", "spoke to deny it".
VOICED = frozenset(
    "protest demand mark highlight express call show oppose support denounce criticize criticise raise discuss "
    "celebrate honor honour commemorate mourn press urge push say tell ask announce deny accuse back condemn "
    "draw voice demonstrate meet visit vote talk speak warn thank welcome unveil reveal present introduce "
    "launch identify".split()
)
# Verbs that bring about what the infinitive tells, or are how it is done: "drove them to quit", "used it to rob".
ACHIEVING = frozenset(
    "drive force lead prompt spur cause allow enable help compel inspire motivate trigger push get use exploit combine "
    "come go return rise grow fall conspire team".split()
)
RISKS = frozenset("plan threat call demand possibility risk fear".split())


def _governor(token: Token) -> Token | None:
    """The word above that bears on whether something is so: not the matrix of reported speech, not the noun of a
    relative clause.
    """
    if token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP") and any(c.dep_ in SUBJECTS for c in token.children):
        return None  # a clause of its own
    token = first_conjunct(token)
    head, dep = token.head, token.dep_
    if head == token:
        return None
    if is_feat(token):
        return None  # "the first man to be convicted"
    told = dep == "acl:relcl" and any(c.dep_ == "mark" for c in token.children)  # "reports that ..."
    if told or (dep == "acl" and not _bare_infinitive(token)):
        return _above_noun(token, head)
    governed = (
        dep in ("xcomp", "obj", "nsubj:pass", "csubj", "nsubj")
        or (dep == "ccomp" and _bears_on_clause(head))
        or (dep in ("obl", "iobj") and is_verbal(head))
        or (dep == "advcl" and _bears_on_adverbial(token, head))
        or (dep == "acl" and _bare_infinitive(token))
        or (dep in ("nmod", "compound") and head.lemma_ in PLAN | DEMAND | DOUBT | RISKS)
    )
    return head if governed else None


def _bears_on_clause(head: Token) -> bool:
    """True for what makes its clause less than a fact: "plans that", "it is likely that"."""
    if head.pos_ == "ADJ" and head.lemma_.lower() in INCLINED:
        return True
    return is_verbal(head) and head.lemma_ in (REFUSE | DEMAND | DOUBT | PLAN) - DENY


def _bears_on_adverbial(token: Token, head: Token) -> bool:
    """True for "marched to protest", "plans on marching", "kept them from marching"."""
    planned = (head.lemma_ in PLAN or _looks_forward(head)) and token.tag_ == "VBG"
    kept = head.lemma_ in PREVENT and marked_from(token)
    along = token.tag_ == "VBG" and token.i > head.i and head.pos_ == "VERB" and _is_bare(token)
    return planned or kept or along or _bare_infinitive(token) or _is_charge(token, head)


def _is_bare(participle: Token) -> bool:
    """True for the participle of "will build it, creating jobs", which has no conjunction."""
    return not any(c.dep_ in ("mark", "case", "aux", "advmod") and c.i < participle.i for c in participle.children)


def _looks_forward(verb: Token) -> bool:
    """True for "looks forward to working with them"."""
    return verb.lemma_ == "look" and any(c.lower_ == "forward" for c in verb.children)


def _is_charge(token: Token, head: Token) -> bool:
    """True for the act in "accused of killing", "charged with stealing"."""
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "case")}
    return head.lemma_.lower() in CHARGING and token.tag_ == "VBG" and bool(marks & {"of", "with", "for", "over"})


def _above_noun(token: Token, noun: Token) -> Token | None:
    """What governs a clause that modifies a noun: hearsay ("reports that ..."), or the verb around "with X doing Y"."""
    if noun.lemma_ in PLAN and token.tag_ == "VBG":
        return noun
    if noun.lemma_.lower() in HEARSAY and any(c.lower_ in ("that", "of") for c in token.children):
        return noun
    while noun.dep_ == "nmod" and noun.head.i < noun.i:
        noun = noun.head  # "with about 900 of those workers gathering"
    before = noun.doc[max(0, noun.left_edge.i - 1) : noun.i]
    beside = token.tag_ == "VBG" and noun.dep_ == "obl" and any(t.lower_ == "with" for t in before)
    return noun.head if beside else None


def _governed_mood(token: Token, head: Token) -> tuple[str, bool]:
    """What the governing word makes of the governed one: planned by "plan", denied by "refuse"."""
    lemma = head.lemma_.lower()
    first = first_conjunct(token)
    purpose = first.dep_ in ("advcl", "acl") and _bare_infinitive(first)
    if head.pos_ == "ADJ" and lemma in INCLINED and first.dep_ in ("xcomp", "ccomp", "advcl", "csubj"):
        return INCLINED[lemma]
    if _looks_forward(head) and first.tag_ == "VBG":
        return PLANNED, False
    if (first.dep_ in ("acl", "acl:relcl") and lemma in HEARSAY and not purpose) or _is_charge(first, head):
        return POSSIBLE, False
    if not purpose and not _is_complement(first, head):
        return ACTUAL, lemma in PREVENT and first.dep_ == "advcl" and marked_from(first)
    return _commanded_mood(first, head, purpose)


def _commanded_mood(first: Token, head: Token, purpose: bool) -> tuple[str, bool]:
    """What a verb or noun makes of its complement or purpose clause."""
    lemma = head.lemma_.lower()
    if lemma == "call" and any(c.dep_ == "compound:prt" and c.lower_ == "off" for c in head.children):
        lemma = "cancel"
    ruled = lemma == "rule" and not any(c.lower_ == "out" for c in head.children)  # "ruled that it is so"
    if lemma in REFUSE and not ruled and first.dep_ in ("xcomp", "ccomp", "obj", "nsubj:pass") and _governs(head):
        return _refused(lemma, first)
    if lemma in PLAN and (first.dep_ != "obl" or lemma in ("commit", "plan")):
        return PLANNED, False
    if lemma == "want" and first.dep_ == "xcomp" and not any(c.dep_ == "obj" for c in head.children):
        return PLANNED, False
    if lemma == "tell" and first.dep_ == "xcomp" and _bare_infinitive(first):
        return DEMANDED, False  # "were told to leave"
    if lemma in DEMAND and _governs(head) and first.dep_ != "obl" and (lemma, first.dep_) != ("call", "obj"):
        return DEMANDED, False
    if lemma in DOUBT and (
        first.dep_ == "xcomp" or (first.dep_ == "ccomp" and lemma not in ("report", "claim", "estimate"))
    ):
        return POSSIBLE, False
    return _aim(lemma, first, head) if purpose else ACTUAL, False


def _refused(lemma: str, first: Token) -> tuple[str, bool]:
    """What is refused, and what is called off."""
    if lemma in ("cancel", "scrap", "postpone"):
        return PLANNED, True
    return ACTUAL, first.dep_ in ("xcomp", "ccomp") and lemma != "dispute"


def _aim(lemma: str, first: Token, head: Token) -> str:
    """The mood of an aim: "sued to block the merger", but "marched to demand it", "a petition to cancel it"."""
    if head.pos_ in ("NOUN", "PROPN"):
        return DEMANDED if lemma in ("petition", "letter", "resolution", "call", "demand", "request") else PLANNED
    achieved = first.lemma_ in VOICED or lemma in ACHIEVING
    return PLANNED if head.pos_ == "VERB" and not achieved else ACTUAL


def _governs(head: Token) -> bool:
    return is_verbal(head) or head.pos_ == "NOUN"


def _is_complement(first: Token, head: Token) -> bool:
    """True for what a word such as "plan" or "deny" speaks of."""
    if first.dep_ in ("xcomp", "ccomp", "acl", "obj", "nsubj:pass", "obl", "nmod", "compound", "csubj"):
        return True
    gerund = first.tag_ == "VBG" and head.lemma_.lower() in PLAN
    return gerund or (first.dep_ == "nsubj" and head.lower_ in ("set", "due", "slated"))
