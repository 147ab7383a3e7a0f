"""Tells the parts of an article's text: title, prose, captions, metadata lines, and the chrome of the site.

The text itself is never changed: blocks are stretches of it, so that offsets keep pointing into what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.model import Block, Span
from kg.timex import begins_within, find_times

WRAP_COLUMN = 60  # lines of a hard-wrapped paragraph are at least this long, all but the last
TITLE_WORDS = 25  # a first line of more words is prose

_BESIDE_DATES = frozenset("date published updated on at et gmt posted".split())
LONGEST_LINE = 200  # characters of a line that may be metadata: a date, a byline, a domain

# Runs are anchored where they begin, so that no text makes the search quadratic.
_HEAD_MARKUP = re.compile(r"^(?:#{1,6}\s+|>|\s+|[*_]+(?=\S))+")
_TAIL_MARKUP = re.compile(r"(?<![*_\s])[*_\s]+$")
_EMPHASIS = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^#{1,6}\s+|^>\s?|^[•*+-]\s+|`|(?<![ \t])[ \t]{2,}$", re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_DATE_PREFIX = re.compile(
    r"\s*(?:(?:date|published|updated|posted):?\s*)?(\d{4}-\d\d-\d\d)(?:T[\d:.+Z-]+)?[ \t]*", re.IGNORECASE
)
# "PARIS, France, Oct 12, 2022 (WNS)": where and by whom a date is told.
_TOWN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:, ?[A-Z][\w. ]{1,20})?,? +(?=[A-Z][a-z]{2,8}\.? \d)")
_AGENCY = re.compile(r" *\([A-Z][\w ]{1,20}\)$")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,10})/?", re.IGNORECASE)
_NAME = r"(?:(?:d[aeiu]|la|le|van|von|der|den|bin|al|dos)\s)*[A-ZÀ-ÖØ-Þ][\w.'’-]++\s?"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Ff]rom)\s+(?P<who>(?:{_NAME}){{2,5}}(?:(?:,| and |, and )\s*(?:{_NAME}){{2,5}})*|{_NAME}(?=$))"
    r"(?:[,|·•–—(-].{0,60}|(?:for|in|at)\s.{0,40})?(?<![.!?])$"
)
_TERMINAL = re.compile(r"[.!?…:;][\"”’')\]]*$")
_CREDIT = re.compile(
    r"(?:photo(?:graph)?(?: by)?|image|picture|credit|courtesy|via getty|getty images|/ap\b|afp|reuters/|"
    r"file photo|watch|video|shutterstock)\b",
    re.IGNORECASE,
)

# Words by which a line shows that it belongs to the site and not to the article (English-language news sites).
_CHROME = re.compile(
    r"""^(?:
      (?:ad\s?block\w*|advertis\w+|sponsored(?:\scontent)?|story\scontinues(?:\sbelow.*)?|read\smore.*
      |related(?:\s(?:articles?|stories|topics).*)?
      |share(?:\s(?:this|on|via).*)?|follow\sus.*|sign\sup\b.*|log\s?in|subscribe\b.*
      |newsletters?(?:\ssign.*)?|comments?(?:\s\(\d+\))?|skip\sto\s.*|menu|home|search|latest|trending|most\sread
      |more\sfrom\b.*|recommended(?:\s(?:for|reading|stories|articles|videos|by)\b.*)?|you\smay\salso\slike.*|click\shere.*|listen\sto\sthis.*|print|email|tweet|back\sto\stop
      |terms\sof\s(?:use|service).*|privacy\spolicy.*|cookies?(?:\s(?:policy|settings|notice|preferences|consent).*)?
      |all\srights\sreserved.*|copyright(?:\s(?:©|\(c\)|\d).*)?|©.*|down\sarrow.*|.*\sbutton\sicon|tags?:.*
      |topics?:.*|filed\sunder.*|source:?\s*\d*|sources?:\s.{0,40}|\d+\smin(?:ute)?s?\sread|\(?with\sinputs?\sfrom.*|watch:.*|see\salso:?.*
      |loading.*|advertisement.*|by\s*$|published(?:\son)?:?$|updated:?$|tech|business|politics|world|opinion|sports?|news
      |this\s(?:article|story)\swas\soriginally\spublished.*|editor['’]s\snote.*|our\sstandards:.*|reporting\sby\s.*)
    )[.!:|]*$
    | \b(?:disabl\w+\syour\sad\s?blocker|ad\s?blocker\sdetected|displaying\sonline\sadvertisements|enable\sjavascript
      |accept\s(?:all\s)?cookies|sign\sup\sfor\sour|subscribe\sto\sour|create\sa\sfree\saccount|support\sus\sby|this\ssite\sis\sprotected\sby|we\suse\scookies)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def split_lines(text: str) -> Iterator[Span]:
    """Yields the lines of `text` that hold something, without the white space around them."""
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line)
            yield Span(start, start + len(line), line)


def split_paragraphs(text: str) -> Iterator[Span]:
    """Yields paragraphs: each line is one, unless the lines are wrapped at a column; then blank lines part them."""
    group: list[Span] = []
    for line in split_lines(text):
        if group and (text.count("\n", group[-1].end, line.start) > 1 or not _continues(group[-1], line)):
            yield _join(text, group)
            group = []
        group.append(line)
    if group:
        yield _join(text, group)


def _continues(line: Span, following: Span) -> bool:
    """A line runs on if it is long or marked up, does not end a sentence, and the next one goes on with it."""
    if re.match(r"[•*\-–]\s|\d+[.)]\s|#", following.text) or _TERMINAL.search(line.text):
        return bool(WRAP_COLUMN <= len(line.text) <= 100 and re.match(r"[\"“‘'(]?\w", following.text)
                    and not re.match(r"#", following.text) and len(following.text) <= 100)  # fmt: skip
    if line.text.startswith("**") and not line.text.endswith("**") and following.text.endswith("**"):
        return True
    return following.text[0].islower() or (
        WRAP_COLUMN <= len(line.text) <= 100 and not (_ends_nothing(following.text) and is_metadata(following.text))
    )


def _ends_nothing(line: str) -> bool:
    """True for a short line without a full stop, which is not the last of a wrapped paragraph."""
    return len(line) < WRAP_COLUMN and not _TERMINAL.search(line)


def _join(text: str, group: list[Span]) -> Span:
    start, end = group[0].start, group[-1].end
    return Span(start, end, text[start:end])


def bare(line: str) -> str:
    """A line without Markdown around it: "# **Title**" -> "Title"."""
    return _HEAD_MARKUP.sub("", _TAIL_MARKUP.sub("", line))


def mask_markup(text: str) -> str:
    """The text with Markdown signs turned to spaces, of the same length, so that offsets hold."""
    text = _LINK.sub(_mask_link, text)
    return _EMPHASIS.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _mask_link(match: re.Match[str]) -> str:
    start, end = match.span(1)
    base = match.start()
    return " " * (start - base) + match[1] + " " * (match.end() - end)


def is_chrome(line: str) -> bool:
    """True for a line that belongs to the site: menus, calls to subscribe, ad-blocker notices."""
    return _CHROME.search(bare(line)) is not None


def is_metadata(line: str) -> bool:
    """True for a line that holds nothing but a date, a domain, a byline or a reading time."""
    line = _AGENCY.sub("", _TOWN.sub("", bare(line)))
    if len(line) > LONGEST_LINE:
        return False
    if _DOMAIN.fullmatch(line) or (_BYLINE.fullmatch(line) and len(line.split()) < 12):
        return True
    first = next(_odd_words(line), None)
    if first is not None and not begins_within(line, first):
        return False
    rest = line
    found = False
    for time in reversed(list(find_times(line, date(2000, 1, 1)))):
        rest = rest[: time.start] + rest[time.end :]
        found = True
    return found and next(_odd_words(rest), None) is None


def _odd_words(line: str) -> Iterator[int]:
    """The offsets of words that do not stand beside the date of an article."""
    for word in re.finditer(r"[A-Za-z]+", line):
        if word[0].lower() not in _BESIDE_DATES:
            yield word.start()


def find_blocks(text: str) -> tuple[Block, ...]:
    """The parts of an article in order. The leading "date 2023-05-31" of a line is metadata, its rest is prose."""
    blocks: list[Block] = []
    prefix = _DATE_PREFIX.match(text)
    position = 0
    if prefix and prefix[0].strip():
        blocks.append(Block("metadata", prefix.start(1), prefix.end(1)))
        position = prefix.end()
    spans = [Span(s.start + position, s.end + position, s.text) for s in split_paragraphs(text[position:])]
    last = max((i for i, s in enumerate(spans) if _TERMINAL.search(s.text)), default=-1)
    above, seen_text = "", False
    for i, span in enumerate(spans):
        line = bare(span.text)
        if is_chrome(line):
            kind = "chrome"
        elif is_metadata(line) or (blocks and _is_author(line, above, blocks[-1])):
            kind = "metadata"
        else:
            kind = _kind(span, line, seen_text, i < last)
        blocks.append(Block(kind, span.start, span.end))
        above, seen_text = line, seen_text or kind == "text"
    return tuple(blocks)


def _kind(span: Span, line: str, seen_text: bool, followed: bool) -> str:
    """The kind of a paragraph of the article itself; `followed` tells that a whole sentence comes later."""
    if not re.search(r"[^\W\d_]{2}", line) or re.match(r"[•*]\s+\S+$", span.text):
        return "chrome"
    if re.match(r"#{1,2}\s", span.text) and not seen_text:
        return "title"
    if not _TERMINAL.search(line) and len(line.split()) <= TITLE_WORDS:
        if _CREDIT.search(line):
            return "caption"
        if not seen_text and followed:
            return "title"
    if _CREDIT.search(line) and (
        line.startswith("(") or re.search(r"credit:|getty images|via \w+ images", line, re.IGNORECASE)
    ):
        return "caption"
    return "text"


def _is_author(line: str, above: str, before: Block) -> bool:
    """True for a name alone on a line, after a line "By" or after the same name."""
    name = re.fullmatch(rf"(?:{_NAME}){{2,4}}", line) is not None
    return name and (above.lower() in ("by", "from") or (above == line and before.kind == "metadata"))


def leading_date(text: str) -> str:
    """The ISO day that a text begins with ("date 2023-05-31 ..."), or ""."""
    match = _DATE_PREFIX.match(text)
    return match[1] if match else ""


def byline(line: str) -> str:
    """The author that a byline names, or ""."""
    match = _BYLINE.fullmatch(bare(line))
    return match["who"].strip(" ,|") if match else ""


def domain(line: str) -> str:
    """The web domain that a line consists of, in lower case and without "www.", or ""."""
    match = _DOMAIN.fullmatch(bare(line))
    return match[1].lower() if match else ""
