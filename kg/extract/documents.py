"""When a document appeared: "an email on Tuesday", "a report last year", "wrote in a thread last week"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.evidence import make_claim
from kg.extract.phrases import is_verbal
from kg.extract.quotes import DOCUMENTS
from kg.extract.reading import Reading, TimeMention
from kg.extract.syntax import slots
from kg.extract.tree import Token
from kg.model import Claim

# Verbs of which the object appears when they happen, and those that tell in what is written for it.
ISSUES = frozenset("publish post release issue send write file tweet circulate share put".split())
TELLS = frozenset("say write tell announce add explain state post declare note warn".split())
WRITTEN = (DOCUMENTS | {"study", "survey", "poll", "paper", "article", "video"}) - {"interview", "speech", "testimony"}


def extract_dates(reading: Reading) -> Iterator[Claim]:
    """Yields when each dated document appeared; open where the article has no date to count from."""
    for time in reading.times:
        if time.kind != "date" or time.sense in ("by", "until", "before", "since"):
            continue
        for token in _dated(time, reading):
            chain = reading.chain(token)
            if chain and reading.onto.is_a(reading.types.get(chain, ""), "Work"):
                words = time.start, time.end
                yield make_claim(reading, token, chain, "published", value=time.told, words=words, rule="time")


def _dated(time: TimeMention, reading: Reading) -> Iterator[Token]:
    """The documents that a time expression hangs on, or that come about by the verb it hangs on."""
    anchor = reading.doc[time.anchor]
    if anchor.lemma_.lower() in WRITTEN:
        yield anchor
    if not is_verbal(anchor):
        return
    found = slots(anchor)
    wanted = ["obj", "nsubj:pass"] if anchor.lemma_ in ISSUES else []
    wanted += ["obl:in"] if anchor.lemma_ in TELLS else []
    for slot in wanted:
        yield from (t for t in found.get(slot, ()) if t.lemma_.lower() in WRITTEN)
