"""Mentions of entities: names, descriptions ("the tech giant", "nearly 2,000 corporate workers"), pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.phrases import TRANSPARENT, division_words, effective, shared_head
from kg.extract.propernames import clean_name, find_names, name_type
from kg.extract.reading import Nominal, Reading
from kg.extract.tree import Span as DocSpan
from kg.extract.tree import Token
from kg.ontology import Ontology, Pattern

SORTS = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
}  # the model's view of nouns that the lexicon lacks
PERSONAL = (
    dict.fromkeys("he she him her his hers himself herself i me my".split(), "Person")
    | dict.fromkeys("it its itself they them their theirs themselves".split(), "")
    | dict.fromkeys("we us our ours ourselves".split(), "Agent")
)
DETERMINERS = frozenset("the this that these those its his her their our my said such both all".split())
EMPTY = frozenset(
    "while lot bit fact thing way sort kind nature something anything everything nothing track".split()
)  # they name nothing
ADDRESSED = frozenset({"mr", "mrs", "ms", "miss", "sir", "dr", "madam"})
SPANS = frozenset("second minute hour day week month year decade".split())
COLLECTIVE = frozenset(
    {"staff", "workforce", "personnel", "headcount", "police", "people", "leadership", "management", "public", "media"}
)
CLASSES_OF_NOUNS = ("Agent", "Place", "Position", "Work", "Topic")
MODIFIERS = (
    "compound",
    "amod",
    "flat",
    "nmod:poss",
    "nummod",
    "goeswith",
    "nmod:desc",
    "punct",
    "det",
    "case",
    "advmod",
    "nmod:unmarked",
)


def find_nominals(reading: Reading) -> Iterator[Nominal]:
    """Yields the mentions of the prose by the position of their head; each token heads one at most."""
    taken: set[int] = set()
    for start, end, label in find_names(reading.doc, reading.onto):
        span = reading.doc.span(start, end)
        if reading.in_prose(start) and not all(reading.in_time(t.i) for t in span):
            nominal = _named(span, label, reading.onto)
            if nominal and nominal.head not in taken:
                taken.update(range(start, end))
                yield nominal
    for token in reading.doc:
        if token.i not in taken and reading.in_prose(token.i):
            found = _pronoun(token) or _unlabelled(token, reading, taken) or _described(token, reading, taken)
            if found:
                yield found


def _named(span: DocSpan, label: str, onto: Ontology) -> Nominal | None:
    head = span.root
    name = clean_name(span.text)
    if len(name) < 2:
        return None
    kind = name_type(name, label, head, onto)
    if span.start and head.doc[span.start - 1].lower_.rstrip(".") in ADDRESSED:
        kind = "Person"  # "Mr Ford" is no company
    people = kind == "Group" and head.tag_ == "NNPS"
    return Nominal(head.i, span.start, span.end, kind, "named", head.lemma_.lower(), name, people, True)


def _pronoun(token: Token) -> Nominal | None:
    lower = token.lower_
    if lower not in PERSONAL or token.pos_ not in ("PRON", "DET") or token.dep_ == "expl":
        return None
    plural = lower in ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves")
    return Nominal(token.i, token.i, token.i + 1, PERSONAL[lower], "pronoun", lower, "", plural, True)


def _unlabelled(token: Token, reading: Reading, taken: set[int]) -> Nominal | None:
    """A proper noun that the model gives no label: an agent, or after a preposition of place a place."""
    if not _may_be_name(token, reading):
        return None
    parts = (c.i for c in token.children if c.dep_ in ("compound", "flat", "amod") and c.text[:1].isupper())
    inside = {token.i, *parts}
    if inside & taken:
        return None
    start = end = token.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    name = clean_name(reading.doc.span(start, end + 1).text)
    place = any(c.dep_ == "case" and c.lower_ in ("in", "at", "near", "across") for c in token.children)
    if name_type(name, "", token, reading.onto) == "Company":
        return Nominal(token.i, start, end + 1, "Company", "named", token.lemma_.lower(), name, False, True)
    kind = noun_type(token, reading.onto, False)
    kind = kind if reading.onto.kind(kind) in ("Agent", "Place") and kind != "Person" else "Place" if place else "Agent"
    return Nominal(token.i, start, end + 1, kind, "named", token.lemma_.lower(), name, False, True)


def _may_be_name(token: Token, reading: Reading) -> bool:
    """True for the capitalised head of a proper noun that is no time, no known noun, no shouted word."""
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or len(token.text) < 2:
        return False
    if token.dep_ in ("compound", "flat", "nmod:desc", "goeswith", "amod") or reading.in_time(token.i):
        return False
    longer = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children)
    shouted = token.text.isupper() and len(token.text) > 8
    known = {p.name for p in match_noun(token, reading.onto)}  # "the Defence Minister" is no name
    return not shouted and (not known or (longer and "Position" not in known))


def _described(token: Token, reading: Reading, taken: set[int]) -> Nominal | None:
    """A common noun with its modifiers; its class comes from the lexicon, "" where it knows none."""
    if any(c.dep_ in ("flat", "nmod:desc") and c.i > token.i and c.i in taken for c in token.children):
        return None  # a title that heads a name
    if token.lower_ == "those" and any(c.dep_ in ("acl", "acl:relcl") for c in token.children):
        name = clean_name(token.doc.span(token.i, token.right_edge.i + 1).text)
        return Nominal(token.i, token.i, token.right_edge.i + 1, "Group", "nominal", "those", name, True, False)
    if token.lemma_.lower() in TRANSPARENT and effective(token) is not token:
        return None  # "thousands of them": what is counted is a mention, not the number
    inner = token.dep_ in ("compound", "flat", "fixed", "goeswith") and not _is_body_of_title(token, reading)
    lemma = token.lemma_.lower()
    spans = token.tag_ == "NNS" and lemma in SPANS  # "held it up for days"
    if token.pos_ not in ("NOUN", "PROPN") or spans or lemma in EMPTY or reading.in_time(token.i):
        return None
    shared = shared_head(token)
    if shared is not None:
        return _division(token, shared, reading)
    if inner:
        return None
    start, end = noun_span(token)
    plural = token.tag_ in ("NNS", "NNPS") or lemma in COLLECTIVE
    kind = noun_type(token, reading.onto, plural).replace("Position", "Person")
    kind = kind or SORTS.get(reading.sorts.get(token.i, ""), "")
    kind = "Group" if kind == "Person" and plural else "Company" if kind == "Person" and _names_body(token) else kind
    determined = any(c.dep_ in ("det", "nmod:poss") and c.lower_ in DETERMINERS for c in token.children)
    name = noun_name(token) + (_complement(token) if kind in ("", "Topic") else "")
    return Nominal(token.i, start, end, kind, "nominal", lemma, name, plural, determined or token.dep_ == "compound")


def _names_body(token: Token) -> bool:
    """True for "parent" in "Acme parent Globex"."""
    return any(c.dep_ in ("appos", "flat") and c.i == token.i + 1 and c.ent_type_ == "ORG" for c in token.children)


def _is_body_of_title(token: Token, reading: Reading) -> bool:
    """ "union" in "union president Jo Park": what the title belongs to, though no name."""
    own, above = match_noun(token, reading.onto), match_noun(token.head, reading.onto)
    return (
        token.dep_ == "compound"
        and any(p.name == "Position" for p in above)
        and any(reading.onto.is_a(p.name, "Organization") for p in own)
    )


def _division(token: Token, shared: Token, reading: Reading) -> Nominal:
    """One of several parts that share their head: "advertising" in "its cloud, advertising and retail divisions"."""
    words = division_words(token)
    kind = noun_type(shared, reading.onto, False) or "Organization"
    name = clean_name(" ".join(t.text for t in (*words, *([shared] if token == shared else []))))
    name = name if token == shared and len(words) > 0 else f"{name} {shared.lemma_.lower()}"
    name = name.removesuffix(shared.text) + shared.lemma_.lower() if name.endswith(shared.text) else name
    return Nominal(
        token.i,
        words[0].i if words else token.i,
        token.i + 1,
        kind,
        "nominal",
        shared.lemma_.lower(),
        name,
        False,
        False,
    )


def _complement(token: Token) -> str:
    """What an abstract noun needs to mean something: "lack of trust", "inaction on climate change"."""
    for child in token.children:
        near = child.dep_ == "nmod" and child.left_edge.i == token.i + 1 and child.i - token.i <= 8
        if near and child.left_edge.lower_ in ("of", "on", "about", "in", "to", "for", "over"):
            return " " + clean_name(token.doc.span(child.left_edge.i, noun_span(child)[1]).text)
    return ""


def noun_type(token: Token, onto: Ontology, plural: bool) -> str:
    """The class of a common noun in the lexicon: the longest entry that the words before it fit."""
    patterns = [p for p in match_noun(token, onto) if onto.kind(p.name) in CLASSES_OF_NOUNS]
    names = {p.name for p in patterns}
    if not patterns:
        return ""
    if plural and names & {"EmployeeGroup", "Person", "Group"}:
        return "EmployeeGroup" if "EmployeeGroup" in names else "Group"
    longest = len(patterns[0].lemmas)
    best = [p.name for p in patterns if len(p.lemmas) == longest]
    body = "Company" in best or ("Organization" in best and longest > 1)  # "the lender", "the coast guard"
    if "Person" in names and not body and token.lemma_.lower() not in COLLECTIVE:
        return "Person"
    order = (
        "EmployeeGroup",
        "Company",
        "NewsOutlet",
        "Organization",
        "Group",
        "Place",
        "Report",
        "Work",
        "Position",
        "Topic",
    )
    return min(best, key=lambda n: order.index(n) if n in order else len(order))


def match_noun(token: Token, onto: Ontology) -> list[Pattern]:
    """Lexicon patterns of nouns whose last word is this token and whose others stand before it, longest first."""
    found = []
    for key in {token.lemma_.lower(), token.lower_}:
        for pattern in onto.triggers.get(("noun", key), ()):
            if pattern not in found and (
                len(pattern.lemmas) == 1 or _words_before(token, len(pattern.lemmas), key) == pattern.lemmas
            ):
                found.append(pattern)
    return sorted(found, key=lambda p: (-len(p.lemmas), p.name))


def _words_before(token: Token, count: int, base: str) -> tuple[str, ...]:
    """The last `count` words up to a token, in lower case; the token itself by its base form."""
    words = [t.lower_ for t in token.doc[max(0, token.i - count + 1) : token.i]]
    return (*words, base)


def noun_span(token: Token) -> tuple[int, int]:
    """Tokens [start, end) of a noun with the modifiers that touch it; clauses, appositions and conjuncts stay out."""
    inside = {token.i}
    for child in token.children:
        if child.dep_ in MODIFIERS and not (child.dep_ == "punct" and child.text not in ("-", "–", "'", "’")):
            inside.update(t.i for t in child.subtree)
    start = end = token.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    while start < token.i and token.doc[start].is_punct:
        start += 1
    return start, end + 1


DROPPED = frozenset({"DET", "NUM", "PUNCT", "SYM", "ADV"})
AND = frozenset({"and", "or", "but"})


def _cased(token: Token) -> str:
    """The word of a token, in lower case where a common noun has its capital from the start of a sentence alone."""
    opens = token.i == token.sent.start and token.tag_ in ("NN", "NNS") and token.text.istitle()
    return token.lower_ if opens else token.text


def noun_name(token: Token) -> str:
    """A noun with its adjectives and compounds, without article, number, possessor and hedge: "corporate workers"."""
    keep = {token.i}
    for child in token.children:
        if (
            child.dep_ in ("compound", "amod", "flat", "nmod:desc", "goeswith")
            and child.i < token.i
            and child.lemma_
            not in ("more", "other", "many", "few", "less", "old", "plan", "close", "Close", "estimated", "estimate")
        ):
            subtree = list(child.subtree)
            if not ({t.pos_ for t in subtree} >= {"NUM"} and "-" in {t.text for t in subtree}):  # "five-day"
                keep.update(t.i for t in subtree if t.pos_ not in DROPPED or t.text == "-")
        elif child.dep_ in ("flat", "goeswith"):
            keep.add(child.i)
    whole = (i for i in sorted(keep) if i == token.i or token.doc[i].text != "-" or {i - 1, i + 1} <= keep)
    kept = [token.doc[i] for i in whole if not token.doc[i].is_space]
    while kept[0].lower_ in AND:
        kept.pop(0)
    words = "".join(
        _cased(t) if "-" in (t.text, u.text) and not t.whitespace_ else _cased(t) + " "
        for t, u in zip(kept, [*kept[1:], token], strict=True)
    )
    return clean_name(words)
