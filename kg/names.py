"""Names as text: keys, acronyms, family names, and a similarity that explains itself. Nothing here knows an article."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LEGAL = frozenset(
    "inc corp corporation ltd limited llc plc gmbh ag sa nv co com company holdings group incorporated".split()
)
TITLES = frozenset(("mr mrs ms miss dr sir dame lord lady prof professor president senator sen rep gov governor judge "
"justice rev gen col capt lt sgt king queen prince princess pope").split())  # fmt: skip
BEHIND = frozenset("jr sr ii iii iv md phd esq".split())  # what may follow a person's name
SHORT = {"mt": "mount", "ft": "fort"}  # first words of places, as they are often written
SMALL = frozenset("the a an of for and in on at to de la el von van der den du und et y".split())
PARTICLES = frozenset("de la von van der den du al el bin ibn da dos di le".split())

STAFF = frozenset("employee employees worker workers staff staffer staffers workforce personnel".split())

_MAN = re.compile(r"^(spokes|chair|congress|council|assembly|business|police|fire|alder|ombuds)(?:wo)?man$")
_ARTICLE = re.compile(r"^\s*(?:the|an?)\s+(?=\S)", re.IGNORECASE)  # and not the initial of "A. Smith"
# Dots of initials and possessives; what a match begins with stands before what it looks back at, which is faster.
_NO_WORD = re.compile(r"\.(?<=\b\w\.)|'(?<=\w')s\b")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# Letters that no decomposition makes plain.
_PLAIN = str.maketrans({"’": "'", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Lower case without accents, typographic signs made plain: "Zürich’s" -> "zurich's"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text, folded, without dots and possessives: "U.S. Navy's" -> us, navy."""
    return _WORD.findall(_NO_WORD.sub("", fold(text)))


@lru_cache(maxsize=50_000)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, as `words_of` has them; those of the last names are kept."""
    return tuple(words_of(text))


@lru_cache(maxsize=50_000)
def name_key(text: str) -> str:
    """What two spellings of one name share: folded words without an article or title before, a legal form behind.

    A name without any word ("!!!") is its own key.
    """
    words = list(name_words(_ARTICLE.sub("", text)))
    words[:1] = [SHORT.get(w, w) for w in words[:1]]
    first, last = 0, len(words)
    while first < last and words[first] in TITLES:
        first += 1
    while first < last and words[last - 1] in LEGAL:
        last -= 1
    return " ".join(words[first:last] or words) or fold(text).strip()


def office_key(text: str) -> str:
    """What two ways to write one post share: "Amazon spokesman", "spokeswoman of Amazon" -> "amazon spokesperson"."""
    words = (_MAN.sub(r"\1person", w) for w in name_words(text) if w not in SMALL)
    return " ".join(sorted(words)) or name_key(text)


def staff_key(text: str) -> str:
    """What two ways to write one group of staff share: "Acme workers", "the Acme staff" -> "acme employee"."""
    return " ".join("employee" if w in STAFF else w for w in name_words(_ARTICLE.sub("", text))) or name_key(text)


def initials(text: str) -> str:
    """First letters of the words that are not small: "Amazon Employees for Climate Justice" -> "aecj"."""
    return "".join(w[0] for w in name_words(text) if w not in SMALL)


def acronym_of(short: str, long: str) -> bool:
    """True if `short` is made of the first letters of `long`, small words counted or not (Schwartz & Hearst 2003)."""
    return _as_acronym(short) in _acronyms(long)


@lru_cache(maxsize=50_000)
def _as_acronym(text: str) -> str | None:
    """The letters of what looks like an acronym, in lower case."""
    letters = re.sub(r"[^A-Za-z]", "", text)
    return letters.lower() if 2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= 2 else None


@lru_cache(maxsize=50_000)
def _acronyms(text: str) -> frozenset[str]:
    """What a name of several words may be shortened to, in lower case."""
    if len(text.split()) < 2:
        return frozenset()
    every = "".join(w[0] for w in name_words(text))
    compounds = "".join(w[0] for w in re.split(r"[\s-]+", fold(text)) if w and w not in SMALL)
    return frozenset((initials(text), every, compounds))


def last_name(text: str) -> str:
    """The family name of a person, folded; "" for a single word or a name that is no person's."""
    words = _person_words(text)
    if len(words) < 2:
        return ""
    last = words[-1]
    return f"{words[-2]} {last}" if words[-2] in PARTICLES and len(words) > 2 else last


def misspelt(family: str, full: str) -> bool:
    """True if a family name by itself is one letter away from that of a full name: "Raite" and "Duncan Rait"."""
    from rapidfuzz.distance import DamerauLevenshtein

    word, last = name_key(family), last_name(full)
    return len(last) > 3 and " " not in word and word[:1] == last[:1] and DamerauLevenshtein.distance(word, last) == 1


@lru_cache(maxsize=50_000)
def _person_words(text: str) -> tuple[str, ...]:
    """The words of a person's name without titles before and "Jr." behind; a title alone is a name."""
    words = list(name_words(text))
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in BEHIND:
        del words[-1]
    return tuple(words)


def same_name(a: str, b: str, type_a: str, type_b: str) -> bool:
    """True if inside one article `a` and `b` name the same thing: equal, acronym, family name, short form."""
    key_a, key_b = name_key(a), name_key(b)
    if key_a == key_b:
        return True
    if acronym_of(a, b) or acronym_of(b, a):
        return True
    if "Person" in (type_a, type_b):
        return {type_a, type_b} <= {"Person", "Agent"} and same_person(a, b)
    return _short_form(key_a.split(), key_b.split())


def same_person(a: str, b: str) -> bool:
    """ "Jassy" and "Andy Jassy" agree, "Andy Jassy" and "Tom Jassy" do not, "Chris" and "Christian Smalls" do."""
    words_a, words_b = _person_words(a), _person_words(b)
    if not words_a or not words_b:
        return False
    if len(words_a) == 1 or len(words_b) == 1:
        short, long = sorted((words_a, words_b), key=len)
        return short[0] == long[-1] or (len(short[0]) > 3 and short[0] == long[0] and len(long) > 1)
    if words_a[-1] != words_b[-1]:
        return False
    first_a, first_b = words_a[0], words_b[0]
    return first_a == first_b or (
        first_a[0] == first_b[0] and (min(len(first_a), len(first_b)) == 1 or _nickname(first_a, first_b))
    )


def _nickname(a: str, b: str) -> bool:
    """A short form of a given name begins the long one: Chris, Christian; Andy, Andrew; but not Paul, Paula."""
    short, long = sorted((a, b), key=len)
    stem = re.sub(r"(\w)\1$", r"\1", re.sub(r"(?:y|ie)$", "", short))
    return (
        len(stem) >= 3 and long.startswith(stem) and not re.fullmatch(r"a|e|ia|ina|ine|elle|ette", long[len(short) :])
    )


def _short_form(a: list[str], b: list[str]) -> bool:
    """The longer name begins with all words of the shorter, which must be two at least: "Writers Guild" of America."""
    short, long = sorted((a, b), key=len)
    return (
        len(short) >= 2
        and long[: len(short)] == short
        and long[len(short) : len(short) + 1] in ([], ["of"], ["for"], ["in"])
    )


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two names are, from 0 to 1, and why."""

    score: float
    reason: str


@lru_cache(maxsize=100_000)
def name_similarity(a: str, b: str, kind: str = "") -> Similarity:
    """Compares two names of the same kind ("Person", "Agent", "Place", ...) across articles.

    The score is 1 for equal keys, .9 and more for forms of one name, and falls with the edits that part them
    (Jaro-Winkler on words in order); a person's family names must agree.
    """
    from rapidfuzz.distance import JaroWinkler

    key_a, key_b = name_key(a), name_key(b)
    if key_a == key_b:
        return Similarity(1.0, "same name" if a == b else "same name but for case, accents, articles or legal form")
    if acronym_of(a, b) or acronym_of(b, a):
        return Similarity(0.95, "one is the acronym of the other")
    words_a, words_b = key_a.split(), key_b.split()
    if kind == "Person":
        return _person_similarity(a, b, words_a, words_b)
    if _short_form(words_a, words_b):
        return Similarity(0.9, "one is a short form of the other")
    if len(words_a) != len(words_b):
        return Similarity(0.3 if set(words_a) & set(words_b) else 0.0, "different number of words")
    pairs = [JaroWinkler.similarity(x, y) for x, y in zip(words_a, words_b, strict=True)]
    worst = min(pairs)
    return Similarity(worst * 0.95 if worst > 0.9 else worst * 0.6, f"spelling differs (worst word {worst:.2f})")


def _person_similarity(a: str, b: str, words_a: list[str], words_b: list[str]) -> Similarity:
    from rapidfuzz.distance import DamerauLevenshtein

    if len(words_a) > 1 and len(words_b) > 1 and same_person(a, b):
        return Similarity(0.93, "same family name, given names agree")
    if same_person(a, b):
        return Similarity(0.75, "one is the family or given name of the other")
    if len(words_a) == len(words_b) >= 2 and words_a[0] == words_b[0]:
        edits = DamerauLevenshtein.distance(words_a[-1], words_b[-1])
        length, longest = sorted((len(words_a[-1]), len(words_b[-1])))
        if edits <= max(1, length // 2):
            score = 0.8 if edits <= longest // 5 else 0.7 if edits <= max(1, length // 3) else 0.5
            return Similarity(score, f"same given name, family names {edits} letters apart")
    return Similarity(0.0, "different persons by name")
