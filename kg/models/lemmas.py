"""Lemmas as edit scripts: a lemma is made from a form by a rule that many words share (Straka 2018, UDPipe 2.0).

A script is written `CASE PREFIX SUFFIX`, three fields with a tab between them. CASE is "l" (lower case), "k" (keep),
"t" (Title) or "u" (CAPITALS). PREFIX and SUFFIX are a count of letters to drop and the letters to put instead.
`=LEMMA` stands for a lemma that shares nothing with its form, and `#` for a figure without its commas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache

_EDIT = re.compile(r"(\d+)(.*)", re.DOTALL)


def _common(left: str, right: str) -> tuple[int, int, int]:
    """Start in `left`, start in `right` and length of the longest common stretch, the first of several."""
    best = (0, 0, 0)
    row = [0] * (len(right) + 1)
    for i, char in enumerate(left):
        previous = 0
        for j, other in enumerate(right):
            previous, row[j + 1] = row[j + 1], previous + 1 if char == other else 0
            if row[j + 1] > best[2]:
                best = (i - row[j + 1] + 1, j - row[j + 1] + 1, row[j + 1])
    return best


def _case(form: str, lemma: str) -> str:
    if lemma == lemma.lower():
        return "l"
    if lemma == lemma.upper() and len(lemma) > 1:
        return "u"
    return "t" if lemma == lemma[:1].upper() + lemma[1:].lower() else "k"


def make_script(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`."""
    if "," in form and form.replace(",", "") == lemma:
        return "#"
    left, right = form.lower(), lemma.lower()
    at, to, size = _common(left, right)
    if not size or len(left) != len(form) or len(right) != len(lemma):
        return f"={lemma}"
    prefix, suffix = f"{at}{right[:to]}", f"{len(left) - at - size}{right[to + size :]}"
    return "\t".join((_case(form, lemma), prefix, suffix))


@lru_cache(maxsize=1 << 15)
def apply_script(script: str, form: str) -> str:
    """The lemma that `script` makes of `form`; `form` itself where the script does not fit it."""
    if script.startswith("="):
        return script[1:]
    if script == "#":
        return form.replace(",", "")
    case, *edits = script.split("\t")
    (drop_first, put_first), (drop_last, put_last) = (
        (int(match[1]), match[2]) for match in map(_EDIT.match, edits) if match
    )
    if drop_first + drop_last >= len(form) and drop_first + drop_last:
        return form
    lemma = put_first + form[drop_first : len(form) - drop_last] + put_last
    if case == "k":
        return lemma
    return lemma.lower() if case == "l" else lemma.upper() if case == "u" else lemma[:1].upper() + lemma[1:].lower()


# What a candidate gains (in logits) as a whole word of the vocabulary, and for each word there that ends as it does.
_KNOWN, _ENDING, _ENDINGS = 5.0, 1.0, 3


def word_endings(pieces: Iterable[str]) -> Counter[str]:
    """How many whole words among `pieces` end in which four letters."""
    return Counter(piece[-4:] for piece in pieces if len(piece) > 3 and piece.isalpha())


def best_lemma(
    form: str, scripts: Sequence[str], scores: Sequence[float], known: Container[str], endings: Mapping[str, int]
) -> str:
    """The lemma of the best of `scripts`, likeliest first: the first, unless it makes a word that nobody knows.

    A model learns from few forms whether "closing" is of "clos", "closs" or "close"; the vocabulary of the pieces
    (`known`, lower case) has seen far more text. Where it does not have the word either ("abducting"), what ends as
    known words do is likelier a word; `endings` is of `word_endings`. Forms that are their own lemma are left alone.
    """
    first = apply_script(scripts[0], form)
    own = form.lower()
    if first.lower() == own or first.lower() in known or scripts[0][0] in "=#" or not own.isalpha():
        return first
    best = (float("-inf"), first)
    for script, score in zip(scripts, scores, strict=True):
        lemma = apply_script(script, form)
        word = lemma.lower()
        if word != own and script[0] not in "=#":
            score += _KNOWN * (len(word) > 2 and word in known) + _ENDING * min(_ENDINGS, endings.get(word[-4:], 0))
            best = max(best, (score, lemma), key=lambda found: found[0])
    return best[1]
