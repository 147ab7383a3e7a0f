"""The examples of the lexicon, run: does the program read out of each what the entry says?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.annotate import annotate_articles
from kg.extract import extract_claims
from kg.graph import KnowledgeGraph, Statement
from kg.merge import merge_claims
from kg.metadata import Metadata
from kg.model import Quantity, TimeInterval
from kg.ontology import Entry, Ontology
from kg.read import make_article

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Failure:
    """What an example of an entry promises and the program does not deliver."""

    entry: str
    file: str
    text: str
    expected: str
    found: str


def check_examples(onto: Ontology, nlp: Language, only: str = "") -> Iterator[Failure]:
    """Yields the failures of all examples, or of those of one entry."""
    cases = [(e, x) for name, e in sorted(onto.entries.items()) if not only or name == only for x in e.examples]
    articles = [
        make_article(x["text"], f"{entry.name}-{number}.txt", Metadata(published=_day(x.get("published"))), Metadata())
        for number, (entry, x) in enumerate(cases)
    ]  # fmt: skip
    extractions = extract_claims(annotate_articles(articles, nlp), onto)
    for (entry, example), extraction in zip(cases, extractions, strict=True):
        yield from check_example(entry, example, merge_claims([extraction], onto), onto)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(str(value)) if value else None


def check_example(entry: Entry, example: Mapping[str, Any], graph: KnowledgeGraph, onto: Ontology) -> Iterator[Failure]:
    """Yields what of one example is not in the graph of its text, or is there though it should not be."""
    statements = [s for s in graph.statements if _concerns(s, entry.name, graph, onto)]
    told = {f"{s.claim.predicate}: {shown(s, graph)} ({s.evidence.modality})" for s in statements}
    found = "; ".join(sorted(told)) or "nothing"

    def failure(expected: str) -> Failure:
        return Failure(entry.name, entry.file, example["text"], expected, found)

    for key, wanted in (("holds", True), ("absent", False)):
        for role, filler in _facts(example.get(key)):
            if wanted is not any(s.claim.predicate == role and holds(s, filler, graph) for s in statements):
                yield failure(f"{'' if wanted else 'not '}{role}: {filler}")
    for key, told_by in _CIRCUMSTANCES.items():
        if key in example and all(told_by(s, graph) != example[key] for s in statements):
            yield failure(f"{key}: {example[key]}")


_CIRCUMSTANCES: dict[str, Callable[[Statement, KnowledgeGraph], object]] = {
    "modality": lambda s, _: s.evidence.modality,
    "negated": lambda s, _: s.evidence.negated,
    "speaker": lambda s, graph: graph.name(graph.speaker(s.evidence)),
}


def _facts(told: Mapping[str, Any] | None) -> Iterator[tuple[str, Any]]:
    """Each property with each of its values."""
    for role, values in (told or {}).items():
        for value in values if isinstance(values, list) else [values]:
            yield role, value


def _concerns(statement: Statement, name: str, graph: KnowledgeGraph, onto: Ontology) -> bool:
    """True for statements of an event of the entry's class, or of the entry's property."""
    if onto.terms[name].kind != "class":
        return True
    return onto.is_a(graph.type(statement.claim.subject), name)


def shown(statement: Statement, graph: KnowledgeGraph) -> str:
    """The object or value of a statement in words."""
    value = statement.claim.value
    if statement.claim.object:
        return graph.name(statement.claim.object)
    if isinstance(value, Quantity):
        low, high = ("" if bound is None else bound for bound in (value.min, value.max))
        return f"{low}..{high} {value.unit}"
    if isinstance(value, TimeInterval):
        return f"{value.start}..{value.end}"
    return str(value)


def holds(statement: Statement, wanted: Any, graph: KnowledgeGraph) -> bool:
    """True if the object is named so, or the value is the number range "200..999", its first day, or has the words."""
    value = statement.claim.value
    if isinstance(value, TimeInterval):
        return str(value.start) == str(wanted)
    if isinstance(value, Quantity):
        low, _, high = str(wanted).partition("..")
        return value.min == (Decimal(low) if low else None) and value.max == (Decimal(high) if high else None)
    if statement.claim.object:
        names = {graph.name(statement.claim.object)}
        if entity := graph.entities.get(statement.claim.object):
            names |= set(entity.aliases)
        if event := graph.events.get(statement.claim.object):
            names |= {event.type, *event.aliases}
        return any(str(wanted).lower() in n.lower() for n in names)
    return str(wanted).lower() in str(value).lower()
