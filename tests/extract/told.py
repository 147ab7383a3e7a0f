"""Reading a hand-made article, and what was read as short lines to compare with."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from spacy.language import Language

from kg.annotate import annotate_articles
from kg.extract import extract_article
from kg.model import Article, Block, Claim, Extraction, Quantity, TimeInterval
from kg.ontology import Ontology
from tests import factory
from tests.extract.notation import make_doc

PUBLISHED = date(2024, 3, 6)  # a Wednesday


@cache
def ontology() -> Ontology:
    """The ontology of the package."""
    return Ontology.load()


def make_article(text: str, kinds: str = "", *, published: date | None = PUBLISHED, **fields: Any) -> Article:
    """The article of a text: a block a paragraph, of these kinds in turn ("title text chrome"); the others are text."""
    blocks, start, given = [], 0, kinds.split()
    for number, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block(given[number] if number < len(given) else "text", start, start + len(paragraph)))
        start += len(paragraph) + 2
    return factory.article(text, blocks=tuple(blocks), published=published, **fields)


def read(text: str, *, open_layer: bool = True, **fields: Any) -> Extraction:
    """What is extracted from an article in the notation; `fields` are those of `make_article`."""
    doc = make_doc(text)
    return extract_article(make_article(doc.text, **fields), doc, ontology(), open_layer=open_layer)


def told(text: str, *predicates: str, **fields: Any) -> set[str]:
    """The claims of an article in the notation as lines, those with these predicates or all; see `lines`."""
    return lines(read(text, **fields), *predicates)


def tell(text: str, nlp: Language) -> set[str]:
    """The claims of a plain text, as the packaged model parses it, as lines."""
    article = make_article(text)
    return lines(extract_article(article, next(annotate_articles([article], nlp))[1], ontology()))


def lines(extraction: Extraction, *predicates: str) -> set[str]:
    """Claims as "subject predicate filler [in scope] [Modality] [not] [speaker]".

    An event is called by its type, from the second of its type on with a number; a fact told plainly has no modality.
    """
    names = call(extraction)
    return {line(c, names) for c in extraction.claims if not predicates or c.predicate in predicates}


def call(extraction: Extraction) -> dict[str, str]:
    """A readable name of each chain."""
    names: dict[str, str] = {}
    for referent in extraction.referents:
        eventful = ontology().kind(referent.type) == "Event" and not referent.named
        name = referent.type if eventful else referent.name or referent.type
        same = sum(re.fullmatch(re.escape(name) + r"(?: \d+)?", n) is not None for n in names.values())
        names[referent.chain] = f"{name} {same + 1}" if eventful and same else name
    return names


def line(claim: Claim, names: dict[str, str]) -> str:
    """One claim in words."""
    (evidence,) = claim.evidence
    filler = names[claim.object] if claim.object else shown(claim.value)
    words = [names[claim.subject], claim.predicate_text or claim.predicate, filler]
    words += [f"in {names[claim.scope]}"] if claim.scope else []
    words += [evidence.modality] if evidence.modality != "Actual" else []
    words += ["not"] if evidence.negated else []
    return " ".join(words) + (f" [{names[evidence.speaker]}]" if evidence.speaker else "")


def shown(value: object) -> str:
    """A value in short: "200..999 person", "2024-03-05", "2024-03-01..2024-03-31", or the words in quotation marks."""
    if isinstance(value, Quantity):
        low, high = ("" if n is None else f"{n:f}" for n in (value.min, value.max))
        return f"{low if low == high else f'{low}..{high}'} {value.unit}"
    if isinstance(value, TimeInterval):
        first, last = value.start or "", value.end or ""
        return str(first) if first == last and first else f"{first}..{last}"
    return f"“{value}”"
