"""Proper names of a Doc: the model's entities, mended, with the names that it did not see, and their classes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.extract.tree import Doc, Token
from kg.names import TITLES as HONORIFICS
from kg.names import last_name
from kg.ontology import Ontology

LABELS = {"WORK": "Work", "PERSON": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Topic"}
COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|LLC|PLC|plc|GmbH|AG|SA|S\.A|Co|Company|Holdings|Group|Airlines|Motors|Bank)\.?$"
)
# Last words that companies bear and little else, whatever the model takes the name for.
TRADE = frozenset(
    "inc corp corporation ltd llc plc gmbh holdings airlines airways motors rail railway railways ferries lines foods "
    "energy steel pharma pharmaceuticals technologies systems software entertainment studios insurance partners "
    "industries electric petroleum telecom logistics shipping stores brewing breweries hotels resorts mining chemicals "
    "aerospace semiconductor semiconductors bancorp ventures enterprises".split()
)
# What companies are by their trade, the word for which may stand before a name: "Carmaker Acme".
TRADE_NOUNS = frozenset(
    "retailer e-retailer carmaker automaker chipmaker planemaker drugmaker airline startup start-up insurer brewer "
    "miner lender publisher conglomerate grocer".split()
)
GROUP_NAME = re.compile(
    r"\b(?:Employees|Workers|Advocacy|Coalition|Alliance|Collective|Campaign|Movement|Network|"
    r"for (?:Climate|Justice|a|the))\b"
)
TITLES = frozenset(
    "minister secretary president chancellor governor ambassador commissioner treasurer general chairman spokesman "
    "spokeswoman spokesperson director officer".split()
)
UNION_NAME = re.compile(r"\b(?:Union|United|Brotherhood|International|Federation|Guild|Council|of America)\b")
# Names of peoples and believers: "Americans", "Israelis", "Muslims".
PEOPLES = re.compile(
    r"[A-Z][a-z]+(?:ans|[a-z]is|ards)|Arabs|Kurds|Serbs|Croats|Turks|Swedes|Finns|Danes|Scots|Greeks|Czechs|Poles|Slovaks|"
    r"Thais|Jews|Muslims|Sikhs|Hindus|Buddhists|Protestants|Catholics|Tamils|Filipinos|Latinos|Democrats"
)
OUTLET_NAME = re.compile(
    r"\b(?:Times|Post|News|Journal|Herald|Tribune|Gazette|Chronicle|Daily|Radio|TV|Television|Press|Review|Magazine)$"
)
OPENING, CLOSING = ('"', "“", "‘", "'"), ('"', "”", "’", "'")
MEMBERS = frozenset(
    "Employees Workers Citizens Mothers Fathers Parents Teachers Students Doctors Nurses Residents Farmers "
    "Drivers Women Veterans "
    "Scientists Lawyers Physicians Neighbors Neighbours Tenants Journalists Writers Artists Voters Friends".split()
)
PLACE_HEADS = frozenset(
    "street avenue square park river lake island county province city valley region airport sound "
    "bay mountain bridge headquarters spheres center centre plaza beach".split()
)
STAFFED = frozenset(
    "employee worker staff staffer workforce share stock shareholder headquarters store plant factory".split()
)
DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern downtown upper lower inner outer rural coastal".split()
)
_BODIES = frozenset(
    "university bank ministry department institute school guild federation association board council "
    "court church college office union".split()
)


def find_names(doc: Doc, onto: Ontology) -> list[tuple[int, int, str]]:
    """Spans of names with their label: the model's entities, and names of the background that it did not see."""
    spans = [(*grow_name(doc, *trim_name(doc, e.start, e.end), e.label_), e.label_) for e in doc.ents]
    spans = [_storm(doc, *span, onto) for span in spans]
    spans = [(s + (label == "ORG" and _is_trade(doc, s, e)), e, label) for s, e, label in spans]
    spans = [
        (_without_title(doc, s, e, onto), e, label) if label == "PERSON" else (s, e, label) for s, e, label in spans
    ]
    spans = [
        (s, e, label)
        for s, e, label in spans
        if e > s and _is_name(doc, s, e) and not _is_term(doc[e - 1], e - s, onto)
    ]
    names = _Names(_agree_on_labels(doc, [_title_around(doc, *span) for span in spans], onto))
    for start, end in (*_gazetteer_spans(doc, onto), *_group_names(doc)):
        touched = names.touched(start, end)
        inside = [x for x in touched if start <= x[0] and x[1] <= end]
        if inside == touched and not (inside and end == start + 1):  # the longer name wins, a lone word gives way
            label = "" if " ".join(t.text for t in doc[start:end]) in onto.gazetteer else "ORG"
            for name in inside:
                names.remove(name)
            names.add((start, end, label))
    return sorted(names.all())


class _Names:
    """Names by the tokens that they hold."""

    def __init__(self, names: Iterable[tuple[int, int, str]]) -> None:
        self._at = defaultdict[int, list[tuple[int, int, str]]](list)
        for name in names:
            self.add(name)

    def add(self, name: tuple[int, int, str]) -> None:
        for i in range(name[0], name[1]):
            self._at[i].append(name)

    def remove(self, name: tuple[int, int, str]) -> None:
        for i in range(name[0], name[1]):
            self._at[i].remove(name)

    def touched(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The names that hold one of the tokens [start, end)."""
        return [x for i in range(start, end) for x in self._at.get(i, ()) if i == max(start, x[0])]

    def all(self) -> Iterator[tuple[int, int, str]]:
        return (x for i, names in self._at.items() for x in names if x[0] == i)


def _without_title(doc: Doc, start: int, end: int, onto: Ontology) -> int:
    """Where a person's name starts after the titles in front of it: "Councilmember Jo Park"."""
    titles = [
        i
        for i in range(start, end - 1)
        if any(p.name == "Position" for p in onto.triggers.get(("noun", doc[i].lower_), ()))
        or (doc[i].lower_.endswith(".") and doc[i].lower_[:-1] in HONORIFICS)
    ]
    bare = end - start > 1 and doc[end - 1].lower_ in TITLES  # "the Immigration Minister" is no name
    return end if bare else _behind_title(doc[titles[-1]], end) if titles else start  # "Interior Minister Jo Park"


def _is_trade(doc: Doc, start: int, end: int) -> bool:
    """True for a name behind the word for what it does: "Carmaker Acme said"."""
    return end - start > 1 and doc[start].lower_ in TRADE_NOUNS and doc[start + 1].tag_ == "NNP"


def _behind_title(title: Token, end: int) -> int:
    """The token after a title and what it is of: "Secretary of State Jo Park"."""
    behind = title.i + 1
    if title.doc[behind].lower_ not in ("of", "for"):
        return behind
    office = next((c.right_edge.i + 1 for c in title.children if c.dep_ == "nmod"), behind + 2)
    return office if office < end else behind + 2


def _storm(doc: Doc, start: int, end: int, label: str, onto: Ontology) -> tuple[int, int, str]:
    """Disasters are named after their kind: "Hurricane Ian"."""
    first = doc[start - 1] if start else None
    kinds = onto.triggers.get(("noun", first.lower_), ()) if first is not None and first.text[:1].isupper() else ()
    return (start - 1, end, "MISC") if any(onto.is_a(p.name, "Storm") for p in kinds) else (start, end, label)


def _title_around(doc: Doc, start: int, end: int, label: str) -> tuple[int, int, str]:
    """The title in quotation marks that a name is only a part of: "Jimmy Kimmel Live"."""
    left = next((i for i in range(start - 1, max(start - 6, 0) - 1, -1) if doc[i].text in OPENING), None)
    right = next((i for i in range(end, min(end + 6, len(doc))) if doc[i].text in CLOSING), None)
    if left is None or right is None or (left + 1 == start and right == end):
        return start, end, label
    words = [t for t in doc[left + 1 : right] if not t.is_stop]
    titled = all(t.text[:1].isupper() or t.is_digit for t in words) and not any(
        t.is_punct for t in doc[left + 1 : right]
    )
    return (left + 1, right, "WORK") if titled and right - left <= 9 else (start, end, label)


def _agree_on_labels(doc: Doc, spans: list[tuple[int, int, str]], onto: Ontology) -> list[tuple[int, int, str]]:
    """One name, one label: that of most of its mentions; a lone word that is a family name is that person, one that has
    employees, or begins the name of a body, is none.
    """
    texts = {(s, e): clean_name(doc.span(s, e).text) for s, e, _ in spans}
    people = {word for s, e, label in spans if label == "PERSON" and e - s > 1 for word in texts[s, e].split()}
    begun = {texts[s, e].split()[0] for s, e, label in spans if label == "ORG" and e - s > 1} - people
    bodies = begun | {texts[s, e] for s, e, _ in spans if e - s == 1 and _is_body(doc[s], onto)} - people
    spans = [(s, e, "ORG" if label == "PERSON" and texts[s, e] in bodies else label) for s, e, label in spans]
    votes: dict[str, Counter[str]] = {}
    for start, end, label in spans:
        votes.setdefault(texts[start, end], Counter())[label] += 1
    full = {last_name(texts[s, e]) for s, e, label in spans if label == "PERSON" and e - s > 1} - {""}
    short = {texts[s, e].lower() for s, e, label in spans if label == "PERSON" and e - s == 1}
    mended = []
    for start, end, label in spans:
        text = texts[start, end]
        most, count = votes[text].most_common(1)[0]
        label = most if count > (1 if text in begun else 2) * votes[text][label] else label
        alike = (end - start == 1 and text.lower() in full) or (end - start == 2 and last_name(text) in short)
        person = label == "ORG" and alike and text not in onto.gazetteer and not COMPANY.search(text)
        mended.append((start, end, "PERSON" if person else label))
    return mended


def _is_body(name: Token, onto: Ontology) -> bool:
    """True for the name of "Acme employees", "the operator Acme"."""
    if name.dep_ == "compound":
        return name.head.lemma_.lower() in STAFFED
    kinds = [p.name for p in onto.triggers.get(("noun", name.head.lemma_.lower()), ())] if name.dep_ == "appos" else []
    return any(onto.is_a(k, "Organization") for k in kinds) and not any(k in ("Person", "Position") for k in kinds)


def _group_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitals around a plural of people and a preposition: "Mill Workers Against the Merger"."""
    for token in doc[:-2]:
        if (
            token.tag_ not in ("NNS", "NNPS")
            or token.text not in MEMBERS
            or token.nbor().text not in ("for", "For", "Against", "against")
        ):
            continue
        start, end = token.i, token.i + 2
        while start > 0 and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ"):
            start -= 1
        while end < len(doc) and doc[end].text[:1].isupper() and (doc[end].is_alpha or "-" in doc[end].text):
            end += 1
        if end > token.i + 2:
            yield start, end


def trim_name(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name without articles, titles' punctuation, possessive endings and quotation marks around it."""
    while start < end and (doc[start].pos_ in ("DET", "PUNCT", "SPACE") or doc[start].lower_ in ("the", "a", "an")):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or (doc[end - 1].pos_ in ("PUNCT", "SPACE") and doc[end - 1].text != ".")
    ):
        end -= 1
    return start, end


def grow_name(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """A name with what belongs to it: "X Employees for Climate Justice", "southern Turkey"."""
    if (
        label == "LOC"
        and start > 0
        and doc[start - 1].lower_ in DIRECTIONS
        and doc[start - 1].pos_ in ("ADJ", "NOUN", "PROPN")
    ):
        return start - 1, end
    if label in ("ORG", "MISC") and end - start > 0:
        while (
            end + 1 < len(doc)
            and doc[end].lower_ in ("for", "of", "against")
            and doc[end + 1].text[:1].isupper()
            and doc[end + 1].pos_ == "PROPN"
        ):
            if doc[end].lower_ != "for" and doc[end - 1].lower_ not in _BODIES:
                break
            end += 2
            while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ in ("PROPN", "NOUN", "ADJ"):
                end += 1
    return start, end


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Names hold a capital or a digit, and are not a bare pronoun or a common word at the start of a sentence."""
    words = [t for t in doc[start:end] if not t.is_space]
    if not any(c.isupper() for t in words for c in t.text):
        return False
    return not (len(words) == 1 and (words[0].pos_ == "PRON" or words[0].is_stop))


def _is_term(token: Token, length: int, onto: Ontology) -> bool:
    """True for a lone word that a term of the lexicon begins with: "RTO" in "RTO mandate"."""
    if length > 1 or token.i + 1 >= len(token.doc):
        return False
    pair = (token.lower_, token.nbor().lemma_.lower())
    return any(p.lemmas[:2] == pair for p in onto.triggers.get(("noun", pair[1]), ()))


def _gazetteer_spans(doc: Doc, onto: Ontology) -> Iterator[tuple[int, int]]:
    """Longest runs of capitalized tokens that spell a name of the background."""
    i = 0
    while i < len(doc):
        if not doc[i].text[:1].isupper() or (doc[i].is_sent_start and doc[i].pos_ not in ("PROPN", "NOUN", "X")):
            i += 1
            continue
        for end in range(min(i + 6, len(doc)), i, -1):
            name = " ".join(t.text for t in doc[i:end]).replace(" .", ".").replace(" ,", ",").replace("U.S .", "U.S.")
            alone = doc[i].pos_ == "PROPN" and doc[i].dep_ not in ("compound", "amod", "nmod:desc", "flat")
            if name in onto.gazetteer and (end > i + 1 or alone or onto.gazetteer[name].type == "Place"):
                yield i, end
                i = end - 1
                break
        i += 1


def clean_name(text: str) -> str:
    """A name on one line, without the possessive ending and quotation marks."""
    name = " ".join(re.sub(r"[*_]+", " ", text).split()).strip("\"'“”‘’,;:()[] ")
    return re.sub(r"['’]s?$", "", name) if re.search(r"['’]s?$", name) else name


def name_type(name: str, label: str, head: Token, onto: Ontology) -> str:
    """The class of a name: the background's, else the label's, narrowed by the words of the name and around it."""
    known = onto.gazetteer.get(name)
    if known and (
        not label
        or LABELS.get(label) in ("Topic", *onto.ancestors(known.type))
        or onto.kind(known.type) == onto.kind(LABELS[label])
    ):
        return known.type
    if known and label in ("ORG", "LOC") and onto.kind(known.type) in ("Agent", "Place"):
        return known.type
    if label != "PERSON" and not known and " " in name and name.split()[-1].lower().rstrip(".") in TRADE:
        return "Company"
    if label == "ORG" or (label == "MISC" and GROUP_NAME.search(name)):
        if GROUP_NAME.search(name):
            staff = re.search(r"\b(?:Employees|Workers|Staff)\b", name) and not UNION_NAME.search(name)
            return "EmployeeGroup" if staff else "Organization"
        if OUTLET_NAME.search(name):
            return "NewsOutlet"
        return "Company" if COMPANY.search(name) else "Organization"
    if label == "MISC":
        return "Group" if PEOPLES.fullmatch(name) and head.tag_ == "NNPS" else _misc_type(name, onto)
    return LABELS.get(label, "Topic")


def _misc_type(name: str, onto: Ontology) -> str:
    """Names that are no person, organization or place: an event or a work by their last word, else a topic."""
    word = name.split()[-1].lower()
    if len(name.split()) == 1 and not onto.triggers.get(("noun", word)):
        return ""  # a lone unknown name: its role in the sentence will tell
    found = [p.name for p in onto.triggers.get(("noun", word), ()) if len(p.lemmas) == 1]
    if word in PLACE_HEADS:
        return "Place"
    return next((f for f in found if onto.kind(f) in ("Event", "Work")), "Topic")
