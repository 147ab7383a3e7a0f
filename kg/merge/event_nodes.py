"""The event chains of articles, with what their claims tell of which event they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kg.decisions import Key
from kg.model import Claim, Extraction, Quantity, Referent, TimeInterval
from kg.names import name_words
from kg.ontology import Ontology

GENERIC = frozenset(
    "the a an of its their his her our this that new recent planned plan company firm employee employees worker "
    "workers to at in on for and or by with after before some all".split()
)
# Claims that tell with what else an event has to do, by the part it plays; the same filler in the same part supports a
# merge, and none forbids one.
PARTS = {
    **dict.fromkeys(("participant", "organizedBy", "performedBy"), "doer"),
    **dict.fromkeys(("targetedAt", "affects", "addressedTo", "acquires", "concerns"), "target"),
    **dict.fromkeys(("topic", "causedBy", "inResponseTo"), "reason"),
    **dict.fromkeys(("place", "partOf"), "place"),
}
# Roles in which an officer stands for the body that he acts for.
BEHIND = frozenset({"performedBy", "addressedTo", "targetedAt"})
FAMILIES = ("Protest", "Disaster", "LegalAction", "Layoff", "Petition")


@dataclass(slots=True)
class EventNode:
    """An event chain of one article, or several taken as one event.

    `roles` are the roles that identify an event of its type, with entity ids; `links` the fillers of all its roles with
    the parts they play; `open` the times that need a publication date that is not known, with their modality; `amounts`
    the figures by property; `mentions` tells how often the article speaks of it, `alone` that it tells of no other of
    this family, `several` that it counts events: "18 resolutions".
    """

    key: Key
    referent: Referent
    roles: dict[str, set[str]] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)
    days: list[TimeInterval] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    amounts: list[tuple[str, Quantity]] = field(default_factory=list)
    published: date | None = None
    mentions: int = 0
    alone: bool = False
    several: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Content words of its descriptions."""
        return frozenset(
            w for n in (self.referent.name, *self.referent.aliases) for w in name_words(n) if w not in GENERIC
        )

    @property
    def bare(self) -> bool:
        """True if nothing tells it from other events of its kind."""
        return not (self.days or self.open or self.amounts or self.roles or self.referent.named)


@lru_cache(maxsize=10_000)
def family(name: str, onto: Ontology) -> str:
    """The class under which twins are sought: protests are one family, strikes another; elsewhere the class itself."""
    return next((top for top in FAMILIES if onto.is_a(name, top)), name)


def united(a: EventNode, b: EventNode) -> EventNode:
    """What is known of two chains taken as one event."""
    roles = {r: a.roles.get(r, set()) | b.roles.get(r, set()) for r in a.roles.keys() | b.roles.keys()}
    referent = a.referent if a.referent.named or not b.referent.named else b.referent
    return EventNode(
        a.key,
        referent,
        roles,
        a.links | b.links,
        list(dict.fromkeys([*a.days, *b.days])),
        list(dict.fromkeys([*a.open, *b.open])),
        list(dict.fromkeys([*a.amounts, *b.amounts])),
        a.published,
        a.mentions + b.mentions,
        several=a.several or b.several,
    )


def event_nodes(
    extraction: Extraction, entities: Mapping[Key, str], onto: Ontology, events: Mapping[Key, str] | None = None
) -> Iterable[EventNode]:
    """The event chains of an article with their roles in terms of merged entities (and of events, where given)."""
    article = extraction.article
    nodes = {
        r.chain: EventNode((article.id, r.chain), r, published=article.published)
        for r in extraction.referents
        if onto.kind(r.type) == "Event"
    }
    _count(extraction, nodes, onto)
    employers, bodies = _employers(extraction, entities), _bodies(extraction, entities)
    for claim in extraction.claims:
        node = nodes.get(claim.subject)
        if node is not None and not _opposed(claim):
            staff, key = employers.get(claim.object or ""), (article.id, claim.object or "")
            _note(node, claim, staff or entities.get(key) or (events or {}).get(key), onto)
            _note_employer(node, claim, staff, onto)
            if claim.predicate in BEHIND:
                _note(node, claim, bodies.get(claim.object or ""), onto)
    return nodes.values()


def _count(extraction: Extraction, nodes: Mapping[str, EventNode], onto: Ontology) -> None:
    families = Counter(family(n.referent.type, onto) for n in nodes.values())
    for node in nodes.values():
        node.alone = families[family(node.referent.type, onto)] == 1
    for mention in extraction.mentions:
        if mention.chain in nodes:
            nodes[mention.chain].mentions += 1


def _employers(extraction: Extraction, entities: Mapping[Key, str]) -> dict[str, str]:
    """The employer of each group of staff without a name of its own, by chain."""
    nameless = {r.chain for r in extraction.referents if not r.named}
    return {
        c.subject: target
        for c in extraction.claims
        if c.predicate == "employeesOf" and c.subject in nameless
        if (target := entities.get((extraction.article.id, c.object or "")))
    }


def _bodies(extraction: Extraction, entities: Mapping[Key, str]) -> dict[str, str]:
    """Whom each officer stands for, by chain: what the head of a company orders, the company orders."""
    posts = {c.subject: c.object for c in extraction.claims if c.predicate == "positionAt"}
    return {
        c.subject: body
        for c in extraction.claims
        if c.predicate == "holdsPosition" and not c.evidence[0].negated
        if (body := entities.get((extraction.article.id, posts.get(c.object or "") or "")))
    }


def _note(node: EventNode, claim: Claim, target: str | None, onto: Ontology) -> None:
    value, modality = claim.value, claim.evidence[0].modality
    if isinstance(value, TimeInterval) and claim.predicate == "startDate":
        if value.start:
            node.days.append(value)
        elif value.precision == "open":
            node.open.append((value.text, modality))
    elif (
        isinstance(value, Quantity)
        and not claim.evidence[0].negated
        and (claim.predicate in onto.counts(node.referent.type).values() or exact(value))
    ):
        node.amounts.append((claim.predicate, value))
        jobs = "jobsCut" in onto.counts(node.referent.type).values()  # "9,000 job cuts" are one round
        node.several |= not jobs and claim.predicate == "quantity" and node.referent.name.endswith(f"{value.unit}s")
    elif target:
        if claim.predicate in (onto.entry_value(node.referent.type, "same_event") or ()):
            node.roles.setdefault(claim.predicate, set()).add(target)
        if claim.predicate in PARTS:
            node.links.add((PARTS[claim.predicate], target))


def _opposed(claim: Claim) -> bool:
    """True if the article itself says that it is not so; one who denies an event still tells which one."""
    return claim.evidence[0].negated and claim.evidence[0].speaker is None


def _note_employer(node: EventNode, claim: Claim, employer: str | None, onto: Ontology) -> None:
    """The employer of those who take part plays its role where no words say so: Acme's staff walk out at Acme."""
    role = onto.entry_value(node.referent.type, "employer")
    if role and employer and claim.predicate in onto.counts(node.referent.type):
        node.roles.setdefault(role, set()).add(employer)


def exact(quantity: Quantity) -> bool:
    """True for a number that hardly two events share by chance: told exactly, and no small count."""
    amount = quantity.amount
    return quantity.approximation == "Exactly" and amount is not None and (amount > 12 or amount % 1 != 0)
