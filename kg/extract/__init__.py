"""Docs -> Extractions: the ordered list of what is read out of an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc as Parse

from kg.extract.coref import resolve
from kg.extract.dates import find_time_mentions
from kg.extract.documents import extract_dates
from kg.extract.event_coref import EventChain, decided_on, link_events
from kg.extract.events import clock_claims, event_times, extract_events
from kg.extract.figures import amount_offsets, extract_figures, scoped
from kg.extract.lemmas import mend_lemmas
from kg.extract.mending import mend_tree
from kg.extract.mentions import find_nominals
from kg.extract.openie import extract_open
from kg.extract.phrases import TRANSPARENT
from kg.extract.positions import Office, find_offices
from kg.extract.quantities import find_amount_mentions
from kg.extract.quotes import find_frames, mend_quoted
from kg.extract.reading import Reading
from kg.extract.relations import (
    extract_groups,
    extract_offices,
    extract_relations,
    extract_within,
    find_goals,
    goal_dates,
    office_body,
)
from kg.extract.roles import Filler, fill_roles
from kg.extract.speech import Statement, extract_statements, extract_wishes, find_authors, find_statements, find_wishes
from kg.extract.stance import DEMAND, DOUBT, PLAN, REFUSE
from kg.extract.syntax import HAPPEN, LIGHT, SCHEMES, forget
from kg.extract.tree import read_doc
from kg.extract.triggers import GOVERNED, find_events
from kg.model import Article, Claim, Extraction, Mention, Referent, Span
from kg.ontology import Ontology

__all__ = ["extract_article", "extract_claims"]


def extract_claims(
    docs: Iterable[tuple[Article, Parse]], onto: Ontology, *, open_layer: bool = True
) -> Iterator[Extraction]:
    """Yields one Extraction an article, in order; without `open_layer` only properties of the vocabulary are told."""
    for article, parse in docs:
        yield extract_article(article, parse, onto, open_layer=open_layer)


def extract_article(article: Article, parse: Parse, onto: Ontology, *, open_layer: bool = True) -> Extraction:
    """Reads one article: times and amounts, speech, mentions and events, coreference, then claims."""
    reading = read_mentions(_mended(article, parse, onto))
    offices = list(find_offices(reading))
    reading, employers = _resolve(reading, offices)
    fillers = {e.head: fill_roles(e, reading) for e in reading.events}
    times = {e.head: event_times(e, reading) for e in reading.events}
    reading = _classify(reading, fillers)
    reading, events = _resolve_events(reading, link_events(reading, fillers, times, employers))
    made = _Made(reading, offices)
    reading = made.reading
    claims = [
        *extract_events(reading, fillers, times, employers),
        *clock_claims(reading, times),
        *extract_relations(reading, made.goals),
        *extract_within(reading),
        *goal_dates(reading, made.goals),
        *extract_dates(reading),
        *extract_offices(reading, offices, made.positions),
        *extract_groups(reading, employers),
        *extract_statements(reading, made.statements),
        *extract_wishes(reading, made.wishes),
    ]
    claims = scoped(claims, reading)
    claims.extend(extract_figures(reading, amount_offsets(claims, reading.amounts, reading), made.goals))
    if open_layer:
        claims.extend(extract_open(reading, _told(claims), made.goals))
    forget()
    return _extraction(reading, tuple(_unique(claims)), events, made)


def _mended(article: Article, parse: Parse, onto: Ontology) -> Reading:
    """The article with its tree, mended where the parser is known to err."""
    doc = read_doc(parse)
    mend_lemmas(doc, known_lemmas(onto))
    mend_tree(doc)
    mend_quoted(Reading(article, doc, onto))
    return Reading(article, doc, onto)  # a new one, for a reading keeps what it has worked out


def _told(claims: list[Claim]) -> set[tuple[int, str, str]]:
    """Sentence or verb offset, subject and object of the claims made: the open layer tells nothing twice."""
    places = ((c, place) for c in claims for place in {c.evidence[0].sentence.start, c.evidence[0].trigger.start})
    return {(place, c.subject, c.object or "") for c, place in places}


@lru_cache(maxsize=4)
def known_lemmas(onto: Ontology) -> frozenset[tuple[str, str]]:
    """The words that some rule asks for: those of the lexicon, and those of the rules of syntax and stance."""
    rules = {("verb", w) for w in LIGHT | HAPPEN | PLAN | DEMAND | DOUBT | REFUSE} | {
        ("noun", w) for w in TRANSPARENT | SCHEMES
    }
    return frozenset(rules | {key for key in onto.triggers if key[0] != "adj"})


def read_mentions(reading: Reading) -> Reading:
    """The reading with times, amounts, speech, entity and event mentions, before coreference."""
    reading = replace(reading, times=tuple(find_time_mentions(reading)))
    reading = replace(reading, amounts=tuple(find_amount_mentions(reading)))
    reading = replace(reading, frames=tuple(find_frames(reading)))
    reading = replace(reading, nominals=tuple(find_nominals(reading)))
    reading = replace(reading, events=tuple(find_events(reading)))
    triggers = {e.head for e in reading.events}
    return replace(reading, nominals=tuple(n for n in reading.nominals if n.head not in triggers))


def _resolve(reading: Reading, offices: list[Office]) -> tuple[Reading, dict[str, str]]:
    """The reading with entity chains, and the employer of each group and person."""
    discourse = resolve(reading, {o.person: o.body for o in offices if o.body is not None and not o.former})
    chains = {head: c.id for head, c in discourse.of.items()}
    names = {c.id: c.name for c in discourse.chains}
    types = {c.id: c.type for c in discourse.chains}
    for nominal in reading.nominals:  # "Senator Jo Park", "spokeswoman Ann Reed": the tree may hang on the title
        token = reading.doc[nominal.head]
        if (
            nominal.type == "Person"
            and nominal.kind == "named"
            and token.dep_ in ("flat", "nmod:desc")
            and token.head.i < token.i
        ):
            chains.setdefault(token.head.i, chains[token.i])
    employers = {c.id: c.employer for c in discourse.chains if c.employer and c.type != "Person"}
    named = frozenset(c.id for c in discourse.chains if c.named)
    aliases = {c.id: tuple(sorted(n for n in c.names if c.names[n] > 0)) for c in discourse.chains}
    owned = frozenset(c.id for c in discourse.chains if c.employer)
    bodies = {c for c in employers.values() if reading.onto.is_a(types.get(c, ""), "Organization")}
    reading = replace(reading, chains=chains, names=names, types=types, named=named, owned=owned, aliases=aliases)
    return reading, {group: body for group, body in employers.items() if body in bodies}


def _classify(reading: Reading, fillers: Mapping[int, list[Filler]]) -> Reading:
    """The reading with classes for names of which only the roles they play tell what they are."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    governed = {reading.chains.get(n.head, "") for n in reading.nominals if n.lemma in GOVERNED}  # "the city sued"
    for chain, kind in (*_role_votes(reading, fillers, reading.named | governed), *_speaker_votes(reading)):
        votes[chain][kind] += 1
    depth = reading.onto.ancestors
    best = {c: max(v, key=lambda t: (v[t], len(depth(t)), t)) for c, v in votes.items()}
    known = {c for c in best if reading.names.get(c) in reading.onto.gazetteer or c in governed}
    places = {c for c in known if reading.types.get(c) == "Place"}
    best |= dict.fromkeys(places, "GeopoliticalEntity")
    return replace(reading, types=dict(reading.types) | best)


def _role_votes(reading: Reading, fillers: Mapping[int, list[Filler]], acting: Set[str]) -> Iterator[tuple[str, str]]:
    """Yields the chains that play roles of events, with the class that the role asks for; places may be `acting`."""
    heads = {e.head: e.type for e in reading.events}
    for head, found in fillers.items():
        for filler in found:
            chain, wanted = reading.chain(filler.token), reading.onto.range(filler.role, heads[head])
            if not chain or not wanted or reading.onto.kind(wanted) not in ("Agent", "Place"):
                continue
            if _is_open(chain, wanted, reading, acting):
                yield chain, wanted


def _speaker_votes(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yields the chains that speak: they are agents."""
    persons = {c for i, c in reading.chains.items() if reading.sorts.get(i) in ("person", "organization")}
    for frame in reading.frames:
        chain = reading.chains.get(frame.speaker) if frame.speaker is not None else None
        known = reading.types.get(chain or "")
        if chain and known == "Place" and chain not in reading.named:
            yield chain, "Organization"  # "her office said"
        elif chain and (chain in persons or chain in reading.named):
            yield from [(chain, "Agent")] if not known or known in ("Place", "Topic") else []


def _is_open(chain: str, wanted: str, reading: Reading, acting: Set[str]) -> bool:
    """True if the class of a chain is unknown, or so wide that `wanted` narrows it."""
    known = reading.types.get(chain, "")
    if known in ("Place", "Topic") and chain in acting and reading.onto.is_a(wanted, "Agent"):
        return True
    return (not known and chain in reading.named) or (known == "Agent" and reading.onto.is_a(wanted, "Agent"))


def _resolve_events(reading: Reading, events: list[EventChain]) -> tuple[Reading, list[EventChain]]:
    """The reading with event chains beside the entity chains."""
    triggers = {m.head: e.id for e in events for m in e.mentions}
    chains = dict(reading.chains) | triggers | decided_on(reading, triggers)
    names = dict(reading.names) | {e.id: event_name(e) for e in events}
    types = {c: t or "Topic" for c, t in reading.types.items()} | {e.id: e.type for e in events}
    named = reading.named | {e.id for e in events if e.name}
    return replace(reading, chains=chains, names=names, types=types, named=named), events


def event_name(event: EventChain) -> str:
    """What an event is called in its article: its name, or the first noun for it."""
    own = [m for m in event.mentions if m.kind == "nominal" and m.name and m.type == event.type]
    nouns = [m.name for m in own or event.mentions if m.kind == "nominal" and m.name]
    return event.name or (max(nouns, key=lambda n: (n.lower() == nouns[0].lower(), len(n))) if nouns else "")


class _Made:
    """Referents that no noun phrase names: statements, goals, positions."""

    def __init__(self, reading: Reading, offices: list[Office]) -> None:
        self.extra: list[tuple[Referent, Mention]] = []
        self.goals = {
            head: self._goal(reading, text, span) for head, (text, span) in sorted(find_goals(reading).items())
        }
        self.positions = {o.trigger: self._position(reading, o) for o in offices}
        types = dict(reading.types) | {r.chain: r.type for r, _ in self.extra}
        names = dict(reading.names) | {r.chain: r.name for r, _ in self.extra}
        reading = replace(reading, types=types, names=names)
        self.reading = self._with_authors(reading)
        self.statements: list[Statement] = find_statements(self.reading)
        for s in self.statements:
            self._add(s.chain, s.type, "", self.reading.span(*s.span))
        self.wishes = find_wishes(self.reading)
        for w in self.wishes:
            self._add(w.chain, "Demand", "", self.reading.span(w.verb, w.verb + 1))

    def _add(self, chain: str, kind: str, name: str, span: Span) -> str:
        self.extra.append((Referent(chain, kind, name), Mention(span, "nominal" if name else "trigger", chain)))
        return chain

    def _with_authors(self, reading: Reading) -> Reading:
        """The reading with an author for each document that speaks."""
        authors = find_authors(reading)
        unknown = {author: document for document, author in authors.items() if author not in reading.types}
        for author, document in unknown.items():
            nominal = next(n for n in reading.nominals if reading.chains.get(n.head) == document)
            self._add(author, "Agent", f"author of {reading.names[document]}", reading.span(nominal.start, nominal.end))
        return replace(reading, authors=authors, types=dict(reading.types) | dict.fromkeys(unknown, "Agent"))

    def _goal(self, reading: Reading, text: str, span: tuple[int, int]) -> str:
        same = next((r.chain for r, _ in self.extra if r.name == text), None)
        return self._add(same or f"g{len(self.extra) + 1}", "Goal", text, reading.span(*span))

    def _position(self, reading: Reading, office: Office) -> str:
        body, _ = office_body(office, reading)
        whose = reading.names[body] if body else ""
        name = f"{office.title.removeprefix(f'{whose} ')}, {whose}" if body else office.title
        same = next((r.chain for r, _ in self.extra if r.name == name and r.type == "Position"), None)
        return self._add(
            same or f"p{len(self.extra) + 1}", "Position", name, reading.span(office.trigger, office.trigger + 1)
        )


def _unique(claims: list[Claim]) -> Iterator[Claim]:
    """Each claim of a sentence once, in the order of the text."""
    seen = set()
    for claim in sorted(
        claims,
        key=lambda c: (
            c.evidence[0].sentence.start,
            c.evidence[0].trigger.start,
            c.predicate,
            c.subject,
            str(c.object),
            str(c.value),
        ),
    ):
        key = (
            claim.key,
            claim.evidence[0].sentence,
            claim.evidence[0].speaker,
            claim.evidence[0].modality,
            claim.evidence[0].negated,
        )
        if key not in seen:
            seen.add(key)
            yield claim


def _extraction(reading: Reading, claims: tuple[Claim, ...], events: list[EventChain], made: _Made) -> Extraction:
    """The result: only what claims speak of, with all mentions of it, and the sentences that gave nothing."""
    used = {x for c in claims for x in (c.subject, c.object, c.scope, c.evidence[0].speaker) if x}
    referents = [
        Referent(c, reading.types[c], reading.names.get(c, ""), reading.aliases.get(c, ()), c in reading.named)
        for c in dict.fromkeys(reading.chains.values())
        if c in used
    ]
    referents += {r.chain: r for r, _ in made.extra if r.chain in used}.values()
    mentions = [
        Mention(reading.span(n.start, n.end), n.kind, reading.chains[n.head])
        for n in sorted((*reading.nominals, *reading.events), key=lambda n: (n.start, n.end))
        if reading.chains.get(n.head) in used
    ]
    mentions += [m for r, m in made.extra if r.chain in used]
    told = {c.evidence[0].sentence.start for c in claims}
    silent = tuple(s for s in reading.sentences if s.start not in told and s not in reading.headings)
    return Extraction(reading.article, reading.sentences, tuple(referents), tuple(mentions), claims, silent)
