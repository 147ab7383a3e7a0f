"""Amounts in plain text: digits, words, hedges, ranges, money, percentages -> bounds.

`find_amounts` works on a string and knows nothing of grammar; what is counted is told by `extract.quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

UNITS = dict(
    zip(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ).split(),
        range(20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "million": 10**6, "m": 10**6,
    "mn": 10**6, "crore": 10**7, "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
# Vague plurals: the lowest and highest number that the word fits; "hundreds" is 200 to 999 by the vocabulary.
VAGUE = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2 * 10**6, 10**7 - 1), "tens of millions": (2 * 10**7, 10**8 - 1),
    "hundreds of millions": (2 * 10**8, 10**9 - 1), "billions": (2 * 10**9, 10**10 - 1),
    "tens of billions": (2 * 10**10, 10**11 - 1),
}  # fmt: skip
VAGUE |= {
    f"{few} {scale}": VAGUE[plural]
    for few, (scale, plural) in product(
        ("several", "a few", "few"),
        {"dozen": "dozens", "hundred": "hundreds", "thousand": "thousands", "hundred thousand": "hundreds of thousands",
         "million": "millions", "billion": "billions"}.items(),
    )
}  # fmt: skip
VAGUE |= {
    f"{couple} {scale}": (size * 3 // 2, size * 3 - 1)
    for couple, (scale, size) in product(("a couple of", "a couple"), {"hundred": 100, "thousand": 1000}.items())
}
PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
LONGEST = 24  # digits of the largest number that is read
NTHS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
        "tenth": 10}  # fmt: skip
CURRENCIES = {
    "us$": "USD", "$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "rs.": "INR", "rs": "INR", "₩": "KRW", "usd": "USD", "eur": "EUR", "gbp": "GBP", "inr": "INR",
    "$us": "USD", "$aud": "AUD", "$a": "AUD", "$nz": "NZD", "$hk": "HKD",
}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "yuan": "CNY", "won": "KRW",
    "franc": "CHF", "ruble": "RUB", "peso": "MXN", "real": "BRL", "lira": "TRY",
}  # fmt: skip
# Those of which the name of the land tells which is meant.
NATIONAL_CURRENCIES = {
    "american dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD", "hong kong dollar": "HKD",
    "singapore dollar": "SGD", "new zealand dollar": "NZD", "taiwan dollar": "TWD", "egyptian pound": "EGP",
    "syrian pound": "SYP", "lebanese pound": "LBP", "british pound": "GBP", "swiss franc": "CHF", "french franc": "FRF",
    "belgian franc": "BEF", "indian rupee": "INR", "pakistani rupee": "PKR", "lankan rupee": "LKR",
    "mexican peso": "MXN", "philippine peso": "PHP", "chilean peso": "CLP", "colombian peso": "COP",
    "argentine peso": "ARS", "japanese yen": "JPY", "chinese yuan": "CNY", "korean won": "KRW", "turkish lira": "TRY",
    "italian lira": "ITL", "russian ruble": "RUB", "brazilian real": "BRL", "us dollar": "USD", "u.s. dollar": "USD",
}  # fmt: skip

# Words before an amount -> the name of a kg:Approximation individual ("Nearly" is About with the number as its top).
HEDGES = {
    "MoreThan": ["more than", "over", "above", "upwards of", "upward of", "in excess of", "greater than", "exceeding",
                 "well over", "well above", "just over", "slightly more than", "a little over"],
    "AtLeast": ["at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of"],
    "LessThan": ["less than", "fewer than", "under", "below", "well under"],
    "AtMost": ["at most", "up to", "as many as", "as much as", "no more than", "not more than", "a maximum of"],
    "Nearly": ["nearly", "almost", "close to", "just under", "just shy of", "approaching", "not quite", "near"],
    "About": ["about", "around", "approximately", "roughly", "some", "an estimated", "estimated", "circa", "c.", "~",
              "more or less", "somewhere around", "in the region of", "in the order of"],
}  # fmt: skip
AFTER = {"or more": "AtLeast", "or so": "About", "or fewer": "AtMost", "or less": "AtMost", "plus": "AtLeast"}

_HEDGE_NAME = {words: name for name, group in HEDGES.items() for words in group}
_WORD = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_SCALE = r"dozen|hundred|thousand|lakh|million|crore|billion|trillion|mn|bn|tn"
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALED = rf"(?:{_DIGITS})(?:\s?-?(?:{_SCALE})\b|(?<=\d)[kmb]\b){{0,2}}"
_HALF = r"[\s-]+and[\s-]+a[\s-]+half"
# "and" stands within a number after "hundred" or a larger word only.
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\s+and\s+"
_WORDS = rf"(?:{_WORD}|{_SCALE})(?:(?:{_AND}(?={_WORD})|[\s-]+)(?:{_WORD}|{_SCALE})){{0,20}}"
_NUMBER = (
    rf"{_SCALED}(?:{_HALF}(?:\s+(?:{_SCALE}))?)?"
    rf"|(?:an?\s+)?(?:half|quarter)(?:\s+of)?(?:\s+an?)?[\s-]+(?:{_SCALE})"
    rf"|(?:an?\s+(?={_SCALE}))?(?:{_WORDS})(?:{_HALF}(?:[\s-]+(?:{_SCALE}))?)?"
)
_VAGUE = "|".join(sorted(map(re.escape, VAGUE), key=len, reverse=True)).replace(r"\ ", r"\s+")
_NTH = "|".join(NTHS)
_FEW = "one|two|three|four|five|six|seven|eight|nine"
_FRACTION = rf"half|(?P<part>an?|{_FEW})[\s-]+(?P<nth>{_NTH})s?"
# Of what a fraction is, or that it ends its phrase: "by a third", not "by a third party".
_OF_WHOLE = rf"(?=\s+(?:of|a|the|all)\b)(?!\s+(?:of\s+)?an?\s+(?:{_SCALE})\b)"
_BY = r"(?=\s*(?:[,.;:)]|$|\b(?:to|in|from|over|since|on|at|this|last|and|after|when|as|for|compared)\b))"
_UNITS_OF_TIME = "seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?"
_IN_SPORT = "games?|match(?:es)?|starts?|appearances?|attempts?|innings?|tests?|overs?|races?|seasons?|meetings?"
_ONE_IN = rf"""(?P<some>{_FEW}|\d\d?)\s+(?P<in>in|out\s+of)\s+(?:every\s+)?(?P<every>{_WORDS}|\d{{1,3}}(?:,\d{{3}})*)
    (?=\s+[a-z])(?!\s+(?:{_UNITS_OF_TIME}|{_IN_SPORT}|percent|per\s+cent)\b)"""
_HEDGE = "|".join(sorted(map(re.escape, _HEDGE_NAME), key=len, reverse=True)).replace(r"\ ", r"\s+")
_CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_PERCENT = r"\s?%|\s?(?:percent|per\s+cent|pct|pc)\b"
_AMOUNT = rf"""(?<![\w.,−-])
    (?:(?P<hedge>{_HEDGE})\s+)?
    (?:a\s+total\s+of\s+|a\s+further\s+|another\s+|an\s+additional\s+|the\s+)?
    (?:
      (?P<between>between\s+)?(?P<from>{_CURRENCY})?\s?(?P<low>{_NUMBER})(?P<lpct>{_PERCENT})?
      \s?(?P<link>(?(between)and|(?:–|-(?=(?:{_CURRENCY})?\d)|to)))
      \s?(?P<to>{_CURRENCY})?\s?(?P<high>{_NUMBER})(?P<rpct>{_PERCENT})?
    | (?P<currency>{_CURRENCY})\s?(?P<money>(?:{_DIGITS})(?:\s?-?(?:{_SCALE}|[kmb])\b){{0,2}})
    | (?P<vague>{_VAGUE})
    | (?P<fraction>{_FRACTION}) (?:{_OF_WHOLE}|{_BY})
    | {_ONE_IN}
    | (?P<number>{_NUMBER})(?P<pct>{_PERCENT})?
    )
    (?:\s+(?P<after>or\s+more|or\s+so|or\s+fewer|or\s+less|plus)\b)?
    (?!\w|[.,]\d|-(?:half|{_NTH})s?\b)"""


@cache
def _amount() -> re.Pattern[str]:
    """The pattern of an amount, compiled on first use."""
    return re.compile(_AMOUNT, re.IGNORECASE | re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a text: `text[start:end]` are its words, hedge included.

    `unit` is "percent" or a currency code where the words say so, else "". `approximation` names a
    kg:Approximation individual; None bounds are open.
    """

    start: int
    end: int
    amount: Decimal | None
    min: Decimal | None
    max: Decimal | None
    approximation: str
    unit: str


def parse_number(text: str) -> Decimal | None:
    """The value of one number in digits or words ("1.5 million", "twenty-nine", "a dozen"); None if it is none."""
    words = re.sub(r"[\s-]+", " ", text.strip().rstrip(".,").lower())
    digits = re.match(r"[\d.,]+", words)
    if not digits:
        return _spelled(words.split(), None)
    if len(digits[0]) > LONGEST or not re.fullmatch(_DIGITS, digits[0]):
        return None
    return _spelled(words[digits.end() :].split(), Decimal(digits[0].replace(",", "")))


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent: 1500000.0 -> 1500000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _spelled(words: list[str], group: Decimal | None) -> Decimal | None:
    """Reads number words, after digits if `group` holds their value; "half a million" and "two and a half" included.

    `group` is what the next scale word multiplies, `total` what earlier ones have.
    """
    total = scale = Decimal(0)
    for word in words:
        if word in ("a", "an", "and", "of"):
            continue
        if word in PARTS:
            group = (group or 0) + PARTS[word] * (scale if group is None and scale else 1)
        elif word in UNITS or word in TENS:
            group = _grown(group, UNITS.get(word, 0) + TENS.get(word, 0))
            if group is None:
                return None
        elif word == "hundred":
            group = (1 if group is None else group) * Decimal(100)
        elif word in SCALES:
            grown = _scaled(total, group, scale, Decimal(SCALES[word]))
            if grown is None:
                return None
            total, scale, group = grown, Decimal(SCALES[word]), None
        else:
            return None
    return plain(total + (group or 0)) if group is not None or scale else None


def _grown(group: Decimal | None, number: int) -> Decimal | None:
    """A number below a hundred joined to the words before it: twenty-nine, two hundred twelve; not "twenty twenty"."""
    if group is None or (group and not group % 100):
        return (group or 0) + Decimal(number)
    return group + number if 0 < number < 10 and group % 100 >= 20 and not group % 10 else None


def _scaled(total: Decimal, group: Decimal | None, last: Decimal, scale: Decimal) -> Decimal | None:
    """A scale word applied: "three million four hundred thousand" falls, "two lakh crore" multiplies."""
    if group is not None:
        return total + group * scale if not last or scale < last else None
    if not last:
        return scale
    return total * scale if scale > last else None


def find_amounts(text: str) -> Iterator[Amount]:
    """Yields the amounts in `text` from left to right; years and ordinals are the caller's to exclude."""
    position = 0
    while match := _amount().search(text, position):
        amount = _read(match)
        position = match.end()
        if amount is None and match["low"]:  # "2,654 to 2,131" is a score, not a range: each number stands alone
            position = max(match.end("low"), match.end("lpct"))
            alone = _amount().search(text, match.start(), position)
            amount = _read(alone) if alone else None
        if amount is not None:
            yield amount


def _read(match: re.Match[str]) -> Amount | None:
    hedge = _HEDGE_NAME.get(re.sub(r"\s+", " ", (match["hedge"] or "").lower()), "Exactly")
    if match["after"]:
        hedge = AFTER[re.sub(r"\s+", " ", match["after"].lower())]
    if match["vague"]:
        low, high = VAGUE[re.sub(r"\s+", " ", match["vague"].lower())]
        return Amount(match.start(), match.end(), None, Decimal(low), Decimal(high), "Between", "")
    if match["low"]:
        return _read_range(match)
    value = _share(match) if match["fraction"] or match["some"] else parse_number(match["money"] or match["number"])
    if value is None or _EXCEPT.search(match.string, max(0, match.start() - _NEAR), match.start()):
        return None
    unit = _unit(match)
    if unit == "metre":
        value /= SCALES["m"]
    low_bound, high_bound, name = bounds(plain(value), hedge)
    start, end = match.start(), len(match[0].rstrip()) + match.start()
    return Amount(start, end, plain(value), low_bound, high_bound, name, unit)


_NEAR = 16  # characters before an amount that are looked at
_EXCEPT = re.compile(r"\ball\s+but\s+$", re.IGNORECASE)  # "all but eight games" are not eight
_ORDERED = re.compile(r"\b(?:first|second|third|fourth|last|final|top|bottom|latter)\s+$", re.IGNORECASE)  # halves
_CUT_BY = re.compile(r"\bby\s+$", re.IGNORECASE)
_PLURAL = re.compile(r"\s+(?:[\w-]+\s+)?(?:people|[a-z-]+(?<!a)(?<![iu])s)\b", re.IGNORECASE)


def _share(match: re.Match[str]) -> Decimal | None:
    """ "two-thirds" and "two in three" in percent, to three digits."""
    if match["some"]:
        part, whole = parse_number(match["some"]), parse_number(match["every"])
        if part is None or whole is None or not 0 < part < whole:
            return None
    else:
        if _ORDERED.search(match.string, max(0, match.start() - _NEAR), match.start()):
            return None  # "in the first half of the game"
        of_whole = re.match(r"\s+(?:of|a|the|all)\b", match.string[match.end("fraction") :], re.IGNORECASE)
        if not of_whole and not _CUT_BY.search(match.string, max(0, match.start() - _NEAR), match.start()):
            return None  # "a third, younger sister"
        part, whole = Decimal(1), Decimal(2)
        if match["nth"]:
            part = parse_number(match["part"]) or Decimal(1)
            whole = Decimal(NTHS[match["nth"].lower()])
    quarters = match["nth"] == "quarter" and part == 2  # "two quarters of growth" are a time
    return plain(Decimal(f"{100 * part / whole:.3g}")) if part < whole and not quarters else None


def _unit(match: re.Match[str]) -> str:
    if match["currency"]:
        return CURRENCIES[match["currency"].lower()]
    if match["pct"] or match["fraction"] or match["some"]:
        return "percent"
    metres = re.fullmatch(r"[\d.,]+m", match["number"]) and not _PLURAL.match(match.string, match.end())
    return "metre" if metres else ""  # "fell 600m", not "600m users"


def _read_range(match: re.Match[str]) -> Amount | None:
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is None or high is None:
        return None
    scale = re.search(rf"({_SCALE})\b", match["high"], re.IGNORECASE)
    if match["from"] and not match["to"] and not scale and match["link"].lower() == "to":
        return None  # "from $15 to 20 workers" is no range of money
    if (match["lpct"] and not match["rpct"]) or (match["to"] and not match["from"]):
        return None  # "rose 8% to $4 billion"
    if scale and low < 1000 and (raised := plain(low * SCALES[scale[1].lower()])) < high:
        low = raised
    if not low < high:
        return None
    unit = CURRENCIES[match["from"].lower()] if match["from"] else "percent" if match["rpct"] else ""
    return Amount(match.start(), match.end(), None, low, high, "Between", unit)


def bounds(value: Decimal, hedge: str) -> tuple[Decimal | None, Decimal | None, str]:
    """The lowest and highest number that "`hedge` value" fits, and the kg:Approximation that says so.

    About is ten percent around by the vocabulary; "Nearly" has the number itself as its top.
    """
    tenth = plain(abs(value) / 10)
    table: dict[str, tuple[Decimal | None, Decimal | None, str]] = {
        "Exactly": (value, value, "Exactly"),
        "MoreThan": (value, None, "MoreThan"),
        "AtLeast": (value, None, "AtLeast"),
        "LessThan": (None, value, "LessThan"),
        "AtMost": (None, value, "AtMost"),
        "Nearly": (value - tenth, value, "About"),
        "About": (value - tenth, value + tenth, "About"),
    }
    return table[hedge]
