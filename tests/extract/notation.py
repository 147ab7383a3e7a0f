"""Parsed articles written as one string, and what extraction tells of them as short lines.

A token is `form[/lemma]|tag[/POS]|head|relation[|ENTITY]`, the root `form|tag`. The head is named by its form, the
second of two equal ones as `form#2`. Blank lines part sentences, a line `¶` ends a paragraph. Lemma and part of speech
follow from form and tag where they are left out; neighbours with the same entity label are one name. Bare words are
function words: `the`, `on` and `to` belong to the next word that is no modifier, `will` and `had` to the next verb,
`and` to the next conjunct, `'s` to the word before, punctuation to the root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import spacy
from spacy.tokens import Doc, Span

from kg.extract import tree

VOCABULARY = spacy.blank("en").vocab  # a bare Vocab knows no lower case, punctuation or numbers
OPENERS, CLOSERS = "“‘($£€", re.compile(r"[.,:;!?%)\]’”]+|['’]s|n['’]t|['’]ll|['’]re")
MODIFIERS = ("compound", "amod", "nummod", "det", "advmod", "nmod:poss", "nmod:desc", "case", "punct", "fixed")
CASE = ("IN", "case")
BARE = {
    **dict.fromkeys("the a an The A An this This these no No".split(), ("DT", "det")),
    **dict.fromkeys("of on in at by for over from with since until before after against outside".split(), CASE),
    **dict.fromkeys("In On After Before Since".split(), CASE),
    "to": ("TO", "mark"), "and": ("CC", "cc"), "or": ("CC", "cc"), "that": ("IN", "mark"), "'s": ("POS", "case"),
    **dict.fromkeys("will would may might must should could can".split(), ("MD", "aux")),
    **dict.fromkeys("has have had did does do".split(), ("VBD", "aux")), "not": ("RB/PART", "advmod"),
    **dict.fromkeys("was were been is are be".split(), ("VBD", "aux:pass")),
    "“": ("``", "punct"), "”": ("''", "punct"), "(": ("-LRB-", "punct"), ")": ("-RRB-", "punct"),
    **{mark: (mark, "punct") for mark in ".,:;!?\"'–—-"},
}  # fmt: skip
PARTS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "IN": "ADP", "MD": "AUX", "POS": "PART", "RP": "ADP",
    "TO": "PART", "UH": "INTJ", "WDT": "PRON", "WRB": "ADV", "PDT": "DET", "$": "SYM", "NNP": "PROPN",
    "NNPS": "PROPN", "_SP": "SPACE",
}  # fmt: skip
FAMILIES = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV", "PR": "PRON", "WP": "PRON"}
LEMMAS = {"is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "has": "have", "had": "have",
          "an": "a", "people": "person", "did": "do", "does": "do", "said": "say", "men": "man"}  # fmt: skip
ENDINGS = {"NNS": "s", "VBZ": "s", "VBD": "ed", "VBN": "ed", "VBG": "ing"}


@dataclass(slots=True)
class Row:
    """One token; `head` is an index into its Doc."""

    form: str
    lemma: str
    tag: str
    pos: str
    relation: str
    label: str
    head: int = 0


def make_doc(text: str) -> Doc:
    """The Doc that a string in the notation stands for. Raises ValueError where a head or a bare word is unknown."""
    rows: list[Row] = []
    for number, paragraph in enumerate(re.split(r"\n[ \t]*¶[ \t]*\n", text.strip())):
        rows += [Row("\n\n", "\n\n", "_SP", "SPACE", "dep", "", len(rows) - 1)] if number else []
        for sentence in re.split(r"\n\s*\n", paragraph.strip()):
            rows += _sentence(sentence.split(), len(rows))
    doc = Doc(
        VOCABULARY,
        words=[row.form for row in rows],
        spaces=list(_spaces([row.form for row in rows])),
        lemmas=[row.lemma for row in rows],
        tags=[row.tag for row in rows],
        pos=[row.pos for row in rows],
        heads=[row.head for row in rows],
        deps=[row.relation for row in rows],
    )
    doc.set_ents(list(_names(doc, [row.label for row in rows])))
    return doc


def make_tree(text: str) -> tree.Doc:
    """The same as extraction reads it."""
    return tree.read_doc(make_doc(text))


def _sentence(words: Sequence[str], offset: int) -> list[Row]:
    fields = [word.split("|") if "|" in word else _bare(word) for word in words]
    rows = [_row(field) for field in fields]
    root = next(i for i, row in enumerate(rows) if row.relation == "ROOT")
    for i, (row, field) in enumerate(zip(rows, fields, strict=True)):
        row.head = offset + (root if i == root else _named(field[2], rows) if field[2] else _owner(i, rows, root))
    return rows


def _bare(word: str) -> list[str]:
    if word not in BARE:
        raise ValueError(f"{word!r} needs a tag, a head and a relation; bare words are {' '.join(BARE)}")
    tag, relation = BARE[word]
    return [word, tag, "", relation]


def _row(field: list[str]) -> Row:
    written, _, lemma = field[0].rpartition("/")
    form = written or field[0]
    tag, _, pos = field[1].partition("/")
    relation = field[3] if len(field) > 3 else "ROOT"
    own = lemma if written else _lemma(form, tag)
    return Row(form, own, tag, pos or _part_of_speech(tag, relation), relation, field[4] if len(field) > 4 else "")


def _lemma(form: str, tag: str) -> str:
    lower = form.lower()
    return form if tag.startswith("NNP") else LEMMAS.get(lower, lower.removesuffix(ENDINGS.get(tag, "")))


def _part_of_speech(tag: str, relation: str) -> str:
    if tag.startswith("VB") and relation.partition(":")[0] in ("aux", "cop"):
        return "AUX"
    if tag == "IN" and relation == "mark":
        return "SCONJ"
    return PARTS.get(tag) or FAMILIES.get(tag[:2], "PUNCT")


def _named(name: str, rows: list[Row]) -> int:
    form, _, nth = name.partition("#")
    found = [i for i, row in enumerate(rows) if row.form == form]
    if len(found) < int(nth or 1) or (len(found) > 1 and not nth):
        raise ValueError(f"{name!r} is {len(found)} words of: {' '.join(row.form for row in rows)}")
    return found[int(nth or 1) - 1]


def _owner(index: int, rows: list[Row], root: int) -> int:
    """The head of a bare word."""
    row, after = rows[index], range(index + 1, len(rows))
    if row.relation == "punct":
        return root
    if row.tag == "POS":
        return index - 1
    if row.relation == "cc":
        fits = [i for i in after if rows[i].relation == "conj"]
    elif row.relation in ("aux", "aux:pass", "advmod") or (row.relation == "mark" and row.pos == "PART"):
        fits = [i for i in after if rows[i].pos == "VERB"]
    elif row.relation == "mark":
        fits = [i for i in after if rows[i].relation in ("ccomp", "acl", "advcl")]
    else:
        fits = [i for i in after if rows[i].relation not in MODIFIERS]
    if not fits:
        raise ValueError(f"{row.form!r} belongs to no word of: {' '.join(row.form for row in rows)}")
    return fits[0]


def _spaces(forms: list[str]) -> Iterator[bool]:
    inside = False
    for form, following in zip(forms, [*forms[1:], ""], strict=True):
        inside ^= form == '"'
        opens = form in OPENERS or (form == '"' and inside)
        closes = CLOSERS.fullmatch(following) or (following == '"' and inside)
        yield not (opens or closes or not following or "\n" in form + following)


def _names(doc: Doc, labels: list[str]) -> Iterator[Span]:
    for label, group in groupby(range(len(labels)), key=lambda i: labels[i]):
        inside = list(group)
        if label:
            yield Span(doc, inside[0], inside[-1] + 1, label=label)
