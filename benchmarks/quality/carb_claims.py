"""What the graph's own claims come to as CaRB tuples: a lower bound, as only claims on known things are kept.

An event or statement with its roles is one tuple: who did it, the words that tell of it, the other roles. Any other
claim is its own: the mention of its subject, the words of the relation ("is" where no word states it, as in "President
Bush"), the mention of its object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from benchmarks.quality.carb_score import Tuple
from kg.extract import extract_article
from kg.model import Article, Block, Claim, Extraction, Span
from kg.ontology import Ontology

DOERS = ("performedBy", "participant", "organizedBy")


def claim_tuples(sentence: str, doc: Doc, onto: Ontology) -> list[Tuple]:
    """The tuples of what the pipeline takes from a sentence by itself, in the words of the sentence."""
    article = Article("sentence", doc.text, blocks=(Block("text", 0, len(doc.text)),))
    extraction = extract_article(article, doc, onto)
    words = _Words(doc, sentence.split(), extraction)
    events = {r.chain for r in extraction.referents if onto.kind(r.type) == "Event"} | _unnamed(extraction)
    groups: dict[str, list[Claim]] = defaultdict(list)
    found = []
    for claim in extraction.claims:
        if claim.subject in events:
            groups[claim.subject].append(claim)
        else:
            found.append(Tuple(_relation(claim, words), (words.of(claim.subject, claim), words.value(claim))))
    found.extend(_event(claims, words) for claims in groups.values())
    return [t for t in dict.fromkeys(found) if t.predicate and all(t.arguments[:1])]


def _unnamed(extraction: Extraction) -> set[str]:
    """Subjects that no words name: statements, wishes, goals."""
    return {c.subject for c in extraction.claims} - {m.chain for m in extraction.mentions if m.kind != "trigger"}


class _Words:
    """The words of a sentence under spans of characters of its Doc, and those of mentions."""

    def __init__(self, doc: Doc, forms: Sequence[str], extraction: Extraction) -> None:
        self.doc, self.forms = doc, forms
        self.mentions: dict[str, list[Span]] = defaultdict(list)
        for mention in extraction.mentions:
            self.mentions[mention.chain].append(mention.span)

    def under(self, span: Span) -> str:
        tokens = (t for t in self.doc if span.start < t.idx + len(t) and t.idx < span.end)
        return " ".join(self.forms[t.i] for t in tokens)

    def of(self, chain: str | None, claim: Claim) -> str:
        """The mention of a chain that is nearest to the words of a claim, "" where it has none."""
        at = claim.evidence[0].trigger.start
        spans = self.mentions.get(chain or "", [])
        return self.under(min(spans, key=lambda s: (abs(s.start - at), s.start))) if spans else ""

    def value(self, claim: Claim) -> str:
        """The words of what a claim says of its subject."""
        text = claim.value if isinstance(claim.value, str) else claim.value.text if claim.value else ""
        at = self.doc.text.find(text) if text else -1
        if at < 0:
            return self.of(claim.object, claim)
        return self.under(Span(at, at + len(text), text))


def _relation(claim: Claim, words: _Words) -> str:
    if not claim.predicate_text:
        return "is"
    preposition = claim.predicate_text.split()[1:]
    return " ".join((words.under(claim.evidence[0].trigger), *preposition))


def _event(claims: Sequence[Claim], words: _Words) -> Tuple:
    """One tuple of all roles of an event, doers first."""
    ordered = sorted(claims, key=lambda c: DOERS.index(c.predicate) if c.predicate in DOERS else len(DOERS))
    arguments = list(dict.fromkeys(w for c in ordered if (w := words.value(c))))
    missing = [""] * (2 - len(arguments))
    told = words.of(claims[0].subject, claims[0]) or words.under(claims[0].evidence[0].trigger)
    return Tuple(told, (*arguments, *missing))
