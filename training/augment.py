"""Makes blocks look like the text that articles bring: odd spacing, quotes, headlines, leftovers of mark-up.

Each function takes a block and a source of randomness and gives a new block whose annotation fits its new words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from training.blocks import Block, shift
from training.conllu import Word

# Left small inside titles.
_SMALL_WORDS = "a an the and but or nor of to in on at by for from as is with over into per via vs if"
_SMALL = frozenset(_SMALL_WORDS.split())
_CURLY = {'"': "“”", "'": "‘’", "``": "“”"}
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def _with_forms(block: Block, forms: list[str]) -> Block:
    words = tuple(replace(word, form=form) for word, form in zip(block.words, forms, strict=True))
    return replace(block, words=words)


def odd_spacing(block: Block, rng: random.Random) -> Block:
    """Double spaces, line breaks and tabs in place of some spaces; now and then white space at the very start."""
    words = []
    for index, word in enumerate(block.words):
        before = word.before
        if before and rng.random() < 0.08:
            before = rng.choice(["  ", "  ", "\n", "\n", " \n", "   ", "\t", "\u00a0", "\n\n"])
        if index == 0 and rng.random() < 0.4:
            before = rng.choice([" ", "  ", "\n", "\n\n", "\t"])
        words.append(replace(word, before=before))
    return replace(block, words=tuple(words))


def broken_lines(block: Block, rng: random.Random) -> Block:
    """A line break about every 60 to 80 characters, as in text wrapped by hand."""
    width, column, words = rng.randint(55, 80), 0, []
    for word in block.words:
        column += len(word.before) + len(word.form)
        breaks = column > width and word.before == " "
        words.append(replace(word, before="\n") if breaks else word)
        column = len(word.form) if breaks else column
    return replace(block, words=tuple(words))


def curly_quotes(block: Block, rng: random.Random) -> Block:
    """Typographic quotes and apostrophes in place of straight ones."""
    forms = []
    for word in block.words:
        if word.tag in ("``", "''") and word.form in _CURLY:
            forms.append(_CURLY[word.form][word.tag == "''"])
        else:
            forms.append(word.form if word.form in _CURLY else word.form.replace("'", "’"))
    return _with_forms(block, forms)


def straight_quotes(block: Block, rng: random.Random) -> Block:
    """Straight quotes in place of typographic ones."""
    return _with_forms(block, [word.form.translate(_STRAIGHT) for word in block.words])


def no_final_stop(block: Block, rng: random.Random) -> Block:
    """The block without the full stop at its end, if it has one on which nothing depends."""
    last = len(block.words) - 1
    if (
        last < 3
        or last in block.starts
        or block.words[last].form != "."
        or any(word.head == last for word in block.words[:last])
    ):
        return block
    names = None if block.names is None else tuple(name for name in block.names if name.end <= last)
    mentions = None
    if block.mentions is not None:
        mentions = tuple(replace(m, end=min(m.end, last)) for m in block.mentions if m.head < last)
    return replace(block, words=block.words[:last], names=names, mentions=mentions, unknown=block.unknown - {last})


def _titled(form: str, first: bool) -> str:
    if form in _SMALL and not first:
        return form
    return form[:1].upper() + form[1:]


def title_case(block: Block, rng: random.Random) -> Block:
    """The Words of a Headline, without its full stop."""
    block = no_final_stop(block, rng)
    every = rng.random() < 0.3
    return _with_forms(block, [_titled(w.form, every or i in block.starts) for i, w in enumerate(block.words)])


def all_caps(block: Block, rng: random.Random) -> Block:
    """A HEADLINE IN CAPITALS, without its full stop."""
    block = no_final_stop(block, rng)
    return _with_forms(block, [word.form.upper() for word in block.words])


def caps_lead(block: Block, rng: random.Random) -> Block:
    """THE FIRST FEW words in capitals, as some papers open an article."""
    count = rng.randint(2, 5)
    return _with_forms(block, [w.form.upper() if i < count else w.form for i, w in enumerate(block.words)])


def _plain(form: str, pos: str, tag: str, head: int, dep: str, before: str = " ", feats: str = "_") -> Word:
    return Word(form, before, form.lower(), pos, tag, feats, head, dep)


def _prepend(block: Block, front: tuple[Word, ...], own_sentence: bool) -> Block:
    """Put `front` before the block; its words hang on the first root of the block unless they are a sentence."""
    moved = shift(block, len(front))
    words = [replace(moved.words[0], before=" "), *moved.words[1:]]
    first = len(front)
    root = next(i for i, word in enumerate(words, first) if word.head in (i, -1))
    if not own_sentence:
        front = tuple(replace(word, head=root) for word in front)
        starts = (moved.starts - {first}) | {0}
    else:
        starts = moved.starts | {0}
    if block.words[0].head < 0:
        front = tuple(Word(word.form, word.before) for word in front)
    return replace(moved, words=(*front, *words), starts=starts)


def with_date(block: Block, rng: random.Random) -> Block:
    """A date line run into the text: "date 2023-05-31 Amazon employees ..."."""
    day = f"{rng.randint(1995, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    number = "NumForm=Digit|NumType=Card"
    if rng.random() < 0.3:
        return _prepend(block, (_plain(day, "NUM", "CD", 0, "ROOT", "", number),), True)
    word = rng.choice(["date", "date", "Date", "Published", "Updated"])
    if word.lower() == "date":
        front = (
            _plain(word, "NOUN", "NN", 0, "ROOT", "", "Number=Sing"),
            _plain(day, "NUM", "CD", 0, "nummod", " ", number),
        )
    else:
        head = Word(word, "", word[:-1].lower(), "VERB", "VBN", "Tense=Past|VerbForm=Part", 0, "ROOT")
        head = replace(head, lemma={"Published": "publish", "Updated": "update"}[word])
        front = (head, _plain(day, "NUM", "CD", 0, "obl:unmarked", " ", number))
    return _prepend(block, front, True)


def with_mark(block: Block, rng: random.Random) -> Block:
    """A mark of a list, a quotation or a heading before the text."""
    mark = rng.choice(["-", "*", "•", "–", "#", "##", ">", "—"])
    marks = tuple(_plain(sign, "PUNCT", "NFP", 0, "punct", "") for sign in (mark if mark == "##" else [mark]))
    return _prepend(block, marks, False)


def with_stars(block: Block, rng: random.Random) -> Block:
    """Stars of Markdown around one word: **word**."""
    places = [
        i for i, w in enumerate(block.words) if w.before == " " and re.fullmatch(r"\w{3,}", w.form) and w.head >= 0
    ]
    if not places:
        return block
    at = rng.choice(places)
    first = [_plain("*", "PUNCT", "NFP", at, "punct", before) for before in (" ", "")]
    last = [_plain("*", "PUNCT", "NFP", at, "punct", "") for _ in range(2)]
    order = [*range(at), None, None, at, None, None, *range(at + 1, len(block.words))]
    place = {old: new for new, old in enumerate(order) if old is not None}
    words = list(block.words)
    words[at] = replace(words[at], before="")
    words = [replace(word, head=place[word.head]) for word in words]
    stars = [replace(word, head=place[at]) for word in first + last]
    merged = (*words[:at], *stars[:2], words[at], *stars[2:], *words[at + 1 :])
    return _renumbered(block, merged, place, at)


def _renumbered(block: Block, words: tuple[Word, ...], place: dict[int, int], at: int) -> Block:
    """`block` with new `words`; `place` tells where each old word went. A sentence start stays before its stars."""
    ends = {old + 1: new + 1 for old, new in place.items()}
    names, mentions = block.names, block.mentions
    if names is not None:
        names = tuple(replace(n, start=place[n.start], end=ends[n.end]) for n in names)
    if mentions is not None:
        mentions = tuple(replace(m, start=place[m.start], end=ends[m.end], head=place[m.head]) for m in mentions)
    starts = frozenset(place[start] - 2 * (start == at) for start in block.starts)
    inside = any(n.start < at < n.end or n.start < at + 1 < n.end for n in block.names or ())
    unknown = frozenset(place[index] for index in block.unknown)
    stars = {place[at] + by for by in (-2, -1, 1, 2)}
    return replace(
        block,
        words=words,
        names=names,
        mentions=mentions,
        starts=starts,
        unknown=unknown | (stars if inside else set()),
    )


Change = Callable[[Block, random.Random], Block]
_CHANGES: tuple[tuple[float, Change], ...] = (
    (0.15, curly_quotes),
    (0.10, straight_quotes),
    (0.06, no_final_stop),
    (0.03, title_case),
    (0.02, all_caps),
    (0.01, caps_lead),
    (0.02, with_stars),
    (0.02, with_mark),
    (0.02, with_date),
    (0.10, odd_spacing),
    (0.04, broken_lines),
)


def augment(block: Block, rng: random.Random) -> Block:
    """Apply each change with its own small chance; headline changes touch blocks of at most two sentences."""
    for chance, change in _CHANGES:
        short = len(block.starts) <= 2
        likely = 4 * chance if change in (title_case, all_caps) else chance
        if (short or change not in (title_case, all_caps)) and rng.random() < likely:
            block = change(block, rng)
    return block
