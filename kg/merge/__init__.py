"""Extractions -> KnowledgeGraph: entities, then events, then what is believed of them.

The result depends on the set of extractions only: not on their order, nor on how often one is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.decisions import Decision, Key, apply_decisions
from kg.garbage import without_collection
from kg.graph import Entity, Event, KnowledgeGraph, PlacedMention, Rank, statement_id
from kg.merge.belief import event_days, event_status, rank_statements
from kg.merge.captions import event_caption
from kg.merge.contradictions import find_contradictions
from kg.merge.dates import settle_dates
from kg.merge.entities import merge_entities
from kg.merge.events import merge_events
from kg.merge.figures import is_partial
from kg.merge.namesakes import Scorer
from kg.merge.origins import find_origins
from kg.merge.outlets import find_outlets
from kg.merge.parts import find_parts
from kg.merge.quotes import same_quotations
from kg.merge.stories import Stories
from kg.model import Claim, Evidence, Extraction, Quantity, Value
from kg.ontology import Ontology
from kg.slugs import apart, unique_ids

__all__ = ["merge_claims"]

PARTIES = frozenset({"participant", "organizedBy", "performedBy", "targetedAt", "affects", "addressedTo", "acquires"})


def merge_claims(
    extractions: Iterable[Extraction],
    onto: Ontology,
    decisions: Iterable[Decision] = (),
    *,
    score: Scorer | None = None,
) -> KnowledgeGraph:
    """One graph of many extractions. An article given twice counts once; decisions of people win.

    `score` compares names in another engine than this process, with the same result.
    """
    unique = {e.article.id: e for e in extractions}
    with without_collection():
        return _merge([unique[k] for k in sorted(unique)], onto, decisions, score)


def _merge(
    ordered: list[Extraction], onto: Ontology, decisions: Iterable[Decision], score: Scorer | None
) -> KnowledgeGraph:
    rulings = apply_decisions(decisions, ordered)
    stories = Stories(ordered)
    canonical, entities = merge_entities(ordered, onto, rulings, stories, score)
    drafts = merge_events(ordered, canonical, same_quotations(ordered, canonical), onto, rulings, stories)
    ordered = settle_dates(ordered, drafts)
    outlets, entities = find_outlets([e.article for e in ordered], entities, onto)
    claims = _unite(ordered, canonical | drafts)
    events, names = _events(ordered, drafts, claims, entities, onto)
    canonical |= {key: names[draft] for key, draft in drafts.items()}
    claims = [_renamed(c, names) for c in claims]
    claims += find_parts(claims, events)
    return _believe(ordered, canonical, entities, events, sorted(claims, key=_order), outlets, onto)


def _order(claim: Claim) -> tuple[str, ...]:
    return (
        claim.subject,
        claim.predicate,
        claim.object or "",
        str(claim.value),
        claim.scope or "",
        claim.predicate_text,
    )


def _unite(extractions: list[Extraction], ids: Mapping[Key, str]) -> list[Claim]:
    """Claims over merged nodes: equal keys become one claim with all evidence."""
    united: dict[object, list[Claim]] = defaultdict(list)
    for extraction in extractions:
        article = extraction.article.id
        for claim in extraction.claims:
            moved = _moved(claim, article, ids)
            if moved is not None and moved.subject != moved.object:
                united[_sense(moved)].append(moved)
    return [_one(group) for group in united.values()]


def _one(group: list[Claim]) -> Claim:
    first = group[0]
    if len(group) == len(first.evidence) == 1:  # as most
        return first
    return replace(first, value=_value(group), evidence=_evidence(group))


def _sense(claim: Claim) -> object:
    """What a claim states: its key, with the numbers of a quantity in place of its words."""
    value = claim.value
    if not isinstance(value, Quantity):
        return claim.key
    numbers = (value.amount, value.min, value.max, value.approximation, value.unit, is_partial(value.text))
    return claim.subject, claim.predicate, claim.scope, claim.predicate_text, numbers


def _value(group: list[Claim]) -> Value | None:
    """The value in the words that most sentences have."""
    counts = Counter(c.value for c in group if isinstance(c.value, Quantity))
    return max(counts, key=lambda v: (counts[v], len(v.text), v.text)) if counts else group[0].value


def _evidence(group: list[Claim]) -> tuple[Evidence, ...]:
    """All evidence of a claim, once for each sentence, speaker and stance: of two triggers in it the surer counts."""
    told: dict[tuple[object, ...], Evidence] = {}
    for e in sorted({e for c in group for e in c.evidence}, key=lambda e: (-e.confidence, e.trigger, e.rule)):
        told.setdefault((e.article, e.sentence, e.modality, e.negated, e.speaker or ""), e)
    return tuple(told[place] for place in sorted(told))


def _moved(claim: Claim, article: str, ids: Mapping[Key, str]) -> Claim | None:
    """A claim with merged ids for its chains; None where a side is no node of the graph."""
    subject = ids.get((article, claim.subject))
    target = ids.get((article, claim.object)) if claim.object else None
    if subject is None or (claim.object and target is None):
        return None
    evidence = tuple(
        [e if e.speaker is None else replace(e, speaker=ids.get((article, e.speaker))) for e in claim.evidence]
    )
    scope = ids.get((article, claim.scope)) if claim.scope else None
    return Claim(subject, claim.predicate, target, claim.value, evidence, scope, claim.predicate_text)


def _renamed(claim: Claim, names: Mapping[str, str]) -> Claim:
    """A claim with the final ids of events."""
    subject, target = names.get(claim.subject, claim.subject), names.get(claim.object or "", claim.object)
    return Claim(subject, claim.predicate, target, claim.value, claim.evidence, claim.scope, claim.predicate_text)


def _events(
    extractions: list[Extraction],
    drafts: Mapping[Key, str],
    claims: list[Claim],
    entities: Mapping[str, Entity],
    onto: Ontology,
) -> tuple[dict[str, Event], dict[str, str]]:
    """The events by id, and the id of each draft."""
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_subject[claim.subject].append(claim)
    referents = defaultdict(list)
    for extraction in extractions:
        for r in extraction.referents:
            if draft := drafts.get((extraction.article.id, r.chain)):
                referents[draft].append(r)
    made = {}
    for draft, group in referents.items():
        start, end, texts = event_days(by_subject[draft])
        kind = draft.partition(":")[0]
        label = event_caption(kind, group, by_subject[draft], start, end, entities, onto)
        aliases = tuple(sorted({n for r in group for n in (r.name, *r.aliases) if n} - {label}))
        made[draft] = Event(draft, kind, label, aliases, event_status(by_subject[draft]), start, end, texts)
    taken = entities.keys() | onto.known.keys()
    final = unique_ids(((d, apart(e.name, "event", taken)) for d, e in made.items()), taken)
    return {final[d]: replace(e, id=final[d]) for d, e in made.items()}, final


def _believe(
    extractions: list[Extraction],
    canonical: Mapping[Key, str],
    entities: Mapping[str, Entity],
    events: Mapping[str, Event],
    claims: list[Claim],
    outlets: Mapping[str, str],
    onto: Ontology,
) -> KnowledgeGraph:
    """The graph with contradictions, ranks and the background facts that touch it."""
    articles = {e.article.id: e.article for e in extractions}
    names = {i: e.name for i, e in entities.items()} | {i: e.name for i, e in events.items()}
    ranks = rank_statements(claims, articles, _parties(claims), find_origins(extractions, outlets))
    return KnowledgeGraph(
        articles=articles,
        sentences={e.article.id: e.sentences for e in extractions},
        entities=dict(sorted(entities.items())),
        events=dict(sorted(events.items())),
        claims=tuple(claims),
        mentions=tuple(_placed(extractions, canonical)),
        outlets=outlets,
        facts=tuple(f for f in onto.facts if f[0] in entities and f[2] in entities),
        ranks=ranks,
        contradictions=tuple(find_contradictions(claims, names, articles)),
        counts=_participant_counts(claims, ranks),
        canonical=dict(canonical),
        not_understood={e.article.id: e.not_understood for e in extractions},
    )


def _parties(claims: list[Claim]) -> dict[str, frozenset[str]]:
    """Who takes part in each event."""
    parties: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate in PARTIES and claim.object:
            parties[claim.subject].add(claim.object)
    return {event: frozenset(ids) for event, ids in parties.items()}


def _placed(extractions: list[Extraction], canonical: Mapping[Key, str]) -> Iterator[PlacedMention]:
    """Yields the mentions of what became a node, with its id."""
    for extraction in extractions:
        for m in extraction.mentions:
            if node := canonical.get((extraction.article.id, m.chain)):
                yield PlacedMention(extraction.article.id, m.span, m.kind, node)


def _participant_counts(claims: list[Claim], ranks: Mapping[str, Rank]) -> dict[str, int]:
    """The number of the preferred head count of an event, where it names one."""
    counts = {}
    for claim in claims:
        if claim.predicate != "headCount" or not any(statement_id(claim, e) in ranks for e in claim.evidence):
            continue
        if isinstance(claim.value, Quantity) and claim.value.amount is not None and claim.value.amount % 1 == 0:
            counts[claim.subject] = int(claim.value.amount)
    return counts
