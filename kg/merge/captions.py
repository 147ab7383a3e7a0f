"""What an event is called: its proper name, or a caption from its roles and days, as the lexicon lays out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from kg.graph import Entity
from kg.model import Claim, Referent
from kg.ontology import Ontology

MAX_CAPTION = 90
RECENT = frozenset("new recent latest current planned proposed controversial last previous upcoming".split())


def event_caption(
    kind: str,
    group: Iterable[Referent],
    claims: Iterable[Claim],
    start: date | None,
    end: date | None,
    entities: Mapping[str, Entity],
    onto: Ontology,
) -> str:
    """The caption of an event by its type's template: {role}, {type}, {words}, {name}, {date} and {content}."""
    referents, claims = list(group), list(claims)
    names = Counter(r.name for r in referents if r.named)
    if names:
        return max(names, key=lambda n: (names[n], len(n), n))
    template = onto.entry_value(kind, "caption") or "{participant} {type}, {date}"
    label, agent = onto.terms[kind].label, _agent(claims, entities)
    name = f"{agent} {label}".strip()
    values = {
        "type": label,
        "words": _words(referents) or label,
        "name": name,
        "date": day_words(start, end),
        "content": _content(claims),
    }
    text = _fill(template, values, claims, entities)
    if text and text in (agent, _role("performedBy", claims, entities)):
        text = f"{text} {label}"
    elif text in ("", label) or text.startswith(label + ","):
        text = f"{agent} {text or label}".strip()
    return text if len(text) <= MAX_CAPTION else text[: MAX_CAPTION - 1].rsplit(" ", 1)[0] + "…"


def _fill(template: str, values: Mapping[str, str], claims: list[Claim], entities: Mapping[str, Entity]) -> str:
    """A template with its fields filled by `values`, or else by the role of that name."""
    text = re.sub(r"\{(\w+)\}", lambda m: values[m[1]] if m[1] in values else _role(m[1], claims, entities), template)
    text = re.sub(r"\s+", " ", text).strip(" ,:")
    text = re.sub(r" of(?=,|$)", "", text)  # of something that nobody names
    return re.sub(r"^(?:acquisition|takeover) of", "acquisition of", text)


def _role(role: str, claims: list[Claim], entities: Mapping[str, Entity]) -> str:
    """The most often told filler of a role; one with a proper name before any description."""
    counts: Counter[str] = Counter()
    for claim in claims:
        if claim.predicate == role and claim.object and claim.object in entities:
            counts[claim.object] += len(claim.evidence)
    best = max(counts, key=lambda i: (entities[i].name[:1].isupper(), counts[i], i), default="")
    return entities[best].name if best else ""


def _agent(claims: list[Claim], entities: Mapping[str, Entity]) -> str:
    """Who an event is best known by: its target, doer, place or participants."""
    for role in ("targetedAt", "addressedTo", "performedBy", "affects", "organizedBy", "participant", "place"):
        if name := _role(role, claims, entities):
            return name
    return ""


def _words(group: list[Referent]) -> str:
    """What most articles call an event in two words or more, from where their descriptions agree: "office mandate"."""
    counts: Counter[str] = Counter()
    for referent in group:
        told = [[w for w in name.split() if w not in RECENT] for name in (referent.name, *referent.aliases)]
        counts.update({" ".join(words[i:]) for words in told for i in range(len(words) - 1)})
    return max(counts, key=lambda words: (counts[words], len(words), words), default="")


def _content(claims: list[Claim]) -> str:
    texts = [str(c.value) for c in claims if c.predicate == "content"]
    return min(texts, key=lambda t: (abs(len(t) - 50), t), default="")


def day_words(start: date | None, end: date | None) -> str:
    """An interval as a reader writes it: 31 May 2023, May 2023, 2023."""
    if start is None:
        return ""
    if end is None and start.month == start.day == 1:
        return f"since {start.year}"
    if end is None:
        return f"since {start:%B} {start.year}" if start.day == 1 else f"{start.day} {start:%B} {start.year}"
    if start == end:
        return f"{start.day} {start:%B} {start.year}"
    if start.year == end.year:
        return f"{start:%B} {start.year}" if start.month == end.month else str(start.year)
    return f"{start.year}–{end.year}"
