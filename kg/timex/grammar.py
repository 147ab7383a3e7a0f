"""The grammar of time expressions: which words make one, and who reads its days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache

from kg.timex import absolute as a
from kg.timex import relative as r
from kg.timex.words import DECADES, FULL_MONTHS, FULL_WEEKDAYS, HOLIDAYS, MONTHS, NTH, SEASONS, WEEKDAYS


class Origin(Flag):
    """From where the days of a rule are counted."""

    NOW = auto()  # the publication date
    STORY = auto()  # the time told last
    YEAR = auto()  # in a text that tells of other years than its own, the time told last: "On 30 May"
    INSIDE = auto()  # the time told last, even if it is longer than what is counted: "March the same year"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: the kind of a `TimeExpression`, its words, and what reads the days of a match."""

    kind: str
    pattern: re.Pattern[str]
    read: r.Handler
    origin: Origin = Origin.NOW


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first; a blank is any white space, an apostrophe any apostrophe."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in longest)


# Fragments of patterns, which are written with blanks that do not count (re.VERBOSE).
_DOT = r"\b(?:(?<=\b(?!may)[a-z]{3})\.|(?<=sept)\.)?"  # of an abbreviation, not of the sentence
_MONTH = rf"(?P<month>{_any(MONTHS)}){_DOT}"
_MONTH2 = rf"(?P<month2>{_any(MONTHS)}){_DOT}"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_YEAR2 = r"(?P<year2>(?:1[5-9]|20)\d\d|\d\d)"
_DAY_END = r"(?:st|nd|rd|th)?(?!\d|[.,:]\d)"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]){_DAY_END}"
_DAY2 = rf"(?P<day2>3[01]|[12]\d|0?[1-9]){_DAY_END}"
_LEAD = rf"(?:(?P<lead>{_any(WEEKDAYS)})\b\.?,?\s+)?"  # "Friday, " before a date
_WEEKDAY = rf"(?P<wday>{_any(FULL_WEEKDAYS)})(?:s(?=\s))?"
_PART_OF_DAY = r"morning|afternoon|evening|night"
_DAYPART = rf"(?:\s+(?:{_PART_OF_DAY}))?"
_SEASON = rf"(?P<season>{_any(SEASONS)})"
_UNIT_WORDS = "day|week|weekend|fortnight|month|quarter|year|decade"
_UNIT = rf"(?P<unit>{_UNIT_WORDS}|century)"
_UNITS = rf"(?P<unit>{_UNIT_WORDS}|centur)(?:y|ies|s)?"  # in the plural or not
_HOURS = r"(?P<unit>hour|minute)s?"
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty"
).split()
_COUNT = (
    rf"\[? (?P<count> \d+(?:\.\d+|\s1/2)? | half\s+an? | a\s+couple\s+of | (?:a|two)\s+dozen | an?(?:\s+few)? | several"
    rf"  | few | (?:{_any(_SMALL)})(?:\s+and\s+a\s+half)? ) \]?"
)
_PART_WORDS = (
    r"early(?:\s+in)?|mid|late(?:\s+in)?|(?:the\s+)?(?:start|beginning|end|middle)\s+of"
    r"|(?:the\s+)?(?:first|second)\s+half\s+of"
)
_PART = rf"(?P<part>{_PART_WORDS})"
_PARTLY = rf"(?:{_PART}[\s-]+)?"
_PARTLY_THE = rf"(?:{_PART}[\s-]+(?:the\s+)?)?"
_PAST, _NEXT = "last|past|previous|preceding", "next|coming|following"
_DEIXIS = rf"(?P<deixis>this\s+(?:past|coming)|the\s+past|{_PAST}|this|current|{_NEXT})"
_TO = r"\s?(?:–|-|to|through|and|or)\s?"
_UNTIL = r"\s?(?:–|-|to|through|until|till)\s?"
_PLACE = r"(?:the\s+)?(?P<place>first|second|third|fourth|fifth|last)"  # which one, or how far from which end
_OF_MONTH = rf"\s+(?:of|in)\s+{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
_ABOUT = r"(?:(?:about|some|nearly|almost|over|more\s+than|just)\s+)?"
_OF_YEAR = rf"(?:\s+(?:of\s+)?{_YEAR})?"
# Before a bare month that might be a name or a verb ("May", "March").
_CUE_WORDS = (
    "in since until till by of from during early late for through before after to this last next between and starting"
).split()
_CUE = "|".join([*(rf"(?<=\b{w}\s)" for w in _CUE_WORDS), r"(?<=\bmid-)"])
_COUNTED = r"\s*(?:%|percent|people|employees|workers|votes|jobs|-\w)"  # "2019 people" is no year
_HOUR = r"(?:noon|midnight|\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?)"
_ZONE = r"(?:local\s+time|[ecmp][sd]?t|gmt|bst|utc|cet|(?:eastern|pacific|central|mountain)(?:\s+time)?)"
_PER = r"(?:an?|per|each|every)"

_PARTIAL = Origin.NOW | Origin.YEAR

# At one place of a text the first that matches wins. All are in lower case, as the text must be: to match in any case
# costs three times as much.
_RULES: tuple[tuple[str, str, r.Handler] | tuple[str, str, r.Handler, Origin], ...] = (
    # Days with their year, or without
    ("date", r"(?P<y>\d{4})(?P<sep>[-./])(?P<mo>\d\d)(?P=sep)(?P<d>\d\d)"
             r"(?:[t\ ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?", a.iso_date),
    ("date", r"(?P<p1>\d{1,2})[/.](?P<p2>\d{1,2})[/.](?P<y>\d{4})", a.slashed_date),
    ("date", r"9/11(?!/)", a.eleventh_of_september),
    ("date", rf"{_LEAD} {_MONTH}\s+{_DAY}(?:,?\s+(?P<year1>1[5-9]\d\d|20\d\d))? {_UNTIL} {_MONTH2}\s+{_DAY2}"
             rf"(?:,?\s+{_YEAR})?", r.days_across),
    ("date", rf"{_MONTH}\s+(?P<year1>1[5-9]\d\d|20\d\d) {_UNTIL} {_MONTH2}\s+{_YEAR}", a.months),
    ("date", rf"{_LEAD} {_MONTH}\s+{_DAY}{_TO}{_DAY2},?\s+{_YEAR}", a.full_date),
    ("date", rf"{_LEAD} {_MONTH}\s+{_DAY},?\s+{_YEAR}", a.full_date),
    ("date", rf"{_LEAD} (?:the\s+)? {_DAY} (?:\s+of)? \s+{_MONTH},?\s+{_YEAR}", a.full_date),
    ("date", rf"{_DAY}{_TO}{_DAY2} (?:\s+of)? \s+{_MONTH},?\s+{_YEAR}", a.full_date),
    ("date", rf"(?:the\s+)? (?P<nth>{_any(NTH)})\s+(?:day\s+)?of\s+{_MONTH} (?:,?\s+{_YEAR})?", a.nth_day, _PARTIAL),
    ("date", rf"(?:between\s+)? {_MONTH}{_TO}{_MONTH2},?\s+(?:(?:of|in)\s+)?{_YEAR}", a.months),
    ("date", rf"(?:the\s+)? week\s+(?:of|beginning|starting)\s+ {_MONTH}\s+{_DAY}\b", r.week_of_day),
    ("date", rf"{_PLACE}\s+(?P<what>day|week|weekend|{_any(FULL_WEEKDAYS)}) {_OF_MONTH}", r.one_of_month),
    ("date", rf"{_PLACE}\s+{_COUNT}\s+{_UNITS}\s+of\s+(?:{_MONTH}(?:,?\s+{_YEAR})?|(?P<year2>1[5-9]\d\d|20\d\d))",
     r.first_or_last),
    ("date", rf"{_DAY}{_TO}{_DAY2} (?:\s+of)? \s+{_MONTH}", r.month_and_day, _PARTIAL),
    ("date", rf"{_LEAD} {_MONTH}\s+{_DAY}{_TO}{_DAY2}\b", r.month_and_day, _PARTIAL),
    ("date", rf"{_PARTLY} {_MONTH},?\s+(?:of\s+)?{_YEAR}", a.month_and_year),
    ("date", rf"(?:{_LEAD} | (?:{_any(FULL_WEEKDAYS)})\s+\() {_MONTH}\s+(?:the\s+)?{_DAY}\b"
             r"(?!\s+(?:percent|people|employees|workers))",
     r.month_and_day, _PARTIAL),
    ("date", rf"{_LEAD} (?:the\s+)? {_DAY} (?:\s+of)? \s+{_MONTH}", r.month_and_day, _PARTIAL),
    ("date", rf"{_MONTH}\s+(?:of\s+)?(?P<rel>last|this|next)\s+year", r.month_of_year),
    ("date", rf"(?P<holiday>{_any(HOLIDAYS)})(?:,?\s+{_YEAR})?", a.holiday_date),
    # Seasons and quarters
    ("date", rf"(?:in\s+the\s+)? {_SEASON}\s+(?:of\s+)?{_YEAR}", a.season),
    ("date", rf"(?:the\s+)? (?P<ordinal>first|second|third|fourth|q[1-4])[\s-]+quarter {_OF_YEAR}", a.quarter),
    ("date", rf"(?P<ordinal>q[1-4]) {_OF_YEAR}", a.quarter),
    # Days by their place beside today, weekdays
    ("date", rf"(?:the\s+)? (?P<deictic>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|today|yesterday|tomorrow"
             rf"|tonight|last\s+night|this\s+(?:(?:very\s+)?day|morning|afternoon|evening)) {_DAYPART}", r.named_day),
    ("date", rf"(?:on\s+)? {_DEIXIS}\s+{_WEEKDAY} {_DAYPART}", r.weekday),
    ("set", rf"(?:every|each|on)\s+(?:{_any(FULL_WEEKDAYS)})s\b", a.no_days),
    ("set", rf"(?:every|each)\s+(?:{_COUNT}\s+)?"
            rf"(?:day|week|month|quarter|year|morning|night|{_any(FULL_WEEKDAYS)})s?", a.no_days),
    ("set", rf"(?:{_COUNT}|once|twice)\s+(?:days?|times?|hours?|nights?|weeks?|months?)\s+{_PER}\s+"
            r"(?:day|week|month|year)", a.no_days),
    ("set", r"(?:once|twice)\s+(?:an?|per)\s+(?:day|week|month|year)", a.no_days),
    ("date", rf"{_WEEKDAY}\s+(?:of\s+)?(?P<week>(?:{_PAST}|this|{_NEXT})\s+week)", r.weekday),
    ("date", rf"{_COUNT}\s+weeks?\s+ago\s+(?:on\s+)?{_WEEKDAY}", r.weekday_from),
    ("date", rf"{_WEEKDAY} {_DAYPART}", r.weekday),
    # Units counted from the last time that was told
    ("date", rf"(?:the\s+)? (?P<deixis>previous|preceding|following)\s+{_UNIT}(?!s|[-\w])", r.story_unit, Origin.STORY),
    ("date", r"(?:the\s+)? (?P<deixis>next)\s+(?P<unit>day)(?!s|[-\w])", r.story_unit, Origin.STORY),
    ("date", rf"(?:the\s+)? (?P<deixis>next|following|previous|preceding)\s+(?:{_PART_OF_DAY})\b", r.story_day,
     Origin.STORY),
    ("date", r"(?:on\s+)? the\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after) (?=\s*(?:[.,;:)]|$))",
     r.story_unit, Origin.STORY | Origin.NOW),
    ("date", rf"(?:the\s+)? (?P<deixis>following|preceding|previous)\s+{_SEASON}\b", a.season, Origin.STORY),
    ("date", rf"(?:(?:earlier|later)\s+)? (?P<deixis>that(?:\s+same)?|the\s+same)\s+{_UNIT}(?!s|[-\w])", r.story_unit,
     Origin.STORY),
    ("date", rf"{_MONTH}\s+(?:of\s+)?(?:that(?:\s+same)?|the\s+same)\s+year", r.month_of_story,
     Origin.INSIDE),
    ("date", rf"{_COUNT}\s+{_UNITS}\s+(?P<ahead>later)", r.units_away, Origin.STORY),
    ("date", rf"{_ABOUT} {_COUNT}\s+{_UNITS}\s+earlier", r.units_away, Origin.STORY | Origin.NOW),
    # Units beside the present one
    ("date", rf"(?:the\s+)? (?:(?P<when>earlier|later)\s+)? (?:{_PART}\s+)? (?:the\s+)? {_DEIXIS}\s+{_UNIT}(?!s|[-\w])",
     r.calendar_unit),
    ("date", rf"(?P<when>earlier|later)\s+in\s+the\s+{_UNIT}(?!s|[-\w])", r.calendar_unit),
    ("date", r"(?:over|during|at|on|throughout|all)\s+the\s+(?:whole\s+)?weekend(?!\s+of)", r.the_weekend),
    ("date", rf"(?:the\s+)? {_DEIXIS}\s+{_SEASON}\b", a.season),
    ("date", r"this\s+(?P<unit>week|month|year)s\b", r.calendar_unit),  # the apostrophe is often forgotten
    ("date", rf"{_DEIXIS}\s+{_MONTH}(?!\s+\d)", r.bare_month),
    ("date", rf"(?:(?:in|over|during|within|for|throughout)\s+)? (?:the\s+)? (?P<deixis>{_PAST}|{_NEXT})\s+"
             rf"(?:{_COUNT}\s+)?{_UNITS}(?<=s)\b(?!\s+of)", r.units_on),
    ("date", rf"(?:(?:in|over|during|within|for)\s+)? (?:the\s+)? (?P<deixis>{_PAST}|{_NEXT})\s+{_COUNT}\s+{_HOURS}\b",
     r.units_on),
    ("date", r"(?:(?:in|over|during|within|for)\s+)? the\s+(?P<unit>day|week|month|year)s\s+ahead", r.units_on),
    ("date", rf"(?:more\s+than|over) \s+ {_COUNT}\s+{_UNITS}\s+(?:ago|back)", r.before_units),
    ("date", rf"(?:more\s+than|over) \s+ {_COUNT}\s+{_HOURS}\s+ago", r.before_units),
    ("date", rf"{_ABOUT} {_COUNT}\s+{_UNITS}\s+(?:ago|back)", r.units_away),
    ("date", rf"{_ABOUT} {_COUNT}\s+{_UNITS}\s+(?P<ahead>from)\s+(?:now|today)", r.units_away),
    ("date", rf"{_ABOUT} {_COUNT}\s+{_HOURS}\s+(?:ago|earlier)", r.units_away),
    ("date", rf"(?P<ahead>in)\s+{_COUNT}\s+{_UNITS}(?:['’]\s+time)?(?!\s+(?:of|history))", r.units_away),
    ("date", rf"within\s+{_COUNT}\s+{_UNITS}(?!\s+of)", r.units_on),
    ("date", rf"(?:the\s+)? {_PART}\s+(?:the\s+)?{_UNIT}(?!s|[-\w])", r.calendar_unit),
    # Decades, centuries, years
    ("date", r"(?:the\s+)? (?:(?P<part>early|mid|late)(?:er|r)?[\s-]+)? (?P<century>1[5-8])00s", a.century),
    ("date", rf"{_PARTLY_THE} (?P<decade>(?:1[5-9]|20)\d0['’]?s|['’]\d0s)", a.decade),
    ("date", r"the\s+(?P<part>early|mid|late)[\s-]+(?P<decade>\d0['’]?s)", a.decade),
    ("date", rf"the\s+{_PARTLY_THE} (?P<decade_word>{_any(DECADES)})\b", a.decade),
    ("date", r"(?:the\s+)? year(?:[\s-]|['’]s\s+)end", r.year_end),
    ("date", rf"(?:the\s+)? {_PARTLY_THE} (?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<nth>{_any(NTH)}))[\s-]century",
     a.century),
    ("date", rf"{_YEAR}\s?(?:–|-|to)\s?(?:the\s+)?(?:present|now|today)\b", a.year_on),
    ("date", r"(?:ad|a\.d\.)\s?(?P<year>\d{1,4})", a.year),
    ("date", r"(?P<year>\d{1,4})\s?(?:ad|ce|a\.d\.|c\.e\.)", a.year),
    ("date", rf"{_YEAR}\s?(?:–|-|/|to|through|until|till)\s?{_YEAR2}(?!\d)", a.years),
    ("date", rf"between\s+{_YEAR}\s+and\s+(?P<year2>(?:1[5-9]|20)\d\d)", a.years),
    ("date", rf"{_PARTLY} (?:fiscal\s+|fy\s?)? {_YEAR}(?!{_COUNTED})(?![\d,]\d)", a.year),
    # Months alone
    ("date", rf"{_PARTLY} (?:{_CUE}) {_MONTH}(?!\s+\d)", r.bare_month, _PARTIAL),
    ("date", rf"(?P<part>early|mid|late)[\s-]+{_MONTH}(?!\s+\d)", r.bare_month, _PARTIAL),
    ("date", rf"(?P<month>{_any(m for m in FULL_MONTHS if m not in ('march', 'may'))})\b(?!\s+\d)", r.bare_month,
     _PARTIAL),
    # What names no days
    ("clock", rf"(?:between\s+)? {_HOUR} (?:\s?(?:–|-|to|and|until)\s?{_HOUR})? (?:\s+{_ZONE})?", a.no_days),
    ("duration", rf"{_COUNT}[\s-]+(?:day|week|month|year|decade|hour|minute)s?\b(?:[\s-]+old\b)?", a.no_days),
)  # fmt: skip

# A time neither begins nor ends inside a word, an amount or a number; years before Christ are none.
_FRAME = r"(?<![\w$£€.-])(?<!\d,)(?:{})(?!\w)(?!\s+(?:bce?|b\.c\.))"


@cache
def hint() -> re.Pattern[str]:
    """What every time has somewhere: a text without it needs no look at the rules."""
    units = f"{_UNIT_WORDS}|centur|hour|minute|morning|afternoon|evening|night|tonight|noon|midnight|today"
    days = _any(["yesterday", "tomorrow", *FULL_WEEKDAYS, *SEASONS, *DECADES, *HOLIDAYS])
    return re.compile(rf"\d|\b(?:(?:{_any([*MONTHS, *WEEKDAYS])})\b|{units}|{days})")


@cache
def starts() -> re.Pattern[str]:
    """The places where some rule matches: one pattern for all of them, read once over a text."""
    patterns = (re.sub(r"\(\?P<\w+>", "(?:", rule[1]).replace("(?P=sep)", "[-./]") for rule in _RULES)
    return re.compile(f"(?={_FRAME.format('|'.join(patterns))})", re.VERBOSE)


@cache
def rules() -> tuple[Rule, ...]:
    """The grammar, compiled on first use: that takes longer than to start the program."""
    return tuple(
        Rule(kind, re.compile(_FRAME.format(pattern), re.VERBOSE), read, *origin)
        for kind, pattern, read, *origin in _RULES
    )
