"""Claims of the lexicon's relations, of offices, employment, seats and sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.events import governing_event, main_clause_text
from kg.extract.evidence import amount_claim, make_claim
from kg.extract.mentions import match_noun
from kg.extract.phrases import clause, first_conjunct
from kg.extract.positions import FIELDS, TITLE_DEPS, Office
from kg.extract.reading import AmountMention, Reading
from kg.extract.senses import means
from kg.extract.stance import presupposed
from kg.extract.syntax import phrase_slots, slots
from kg.extract.tree import Token
from kg.extract.triggers import match_verb
from kg.model import Claim
from kg.ontology import Pattern

HARMS = ("Disaster", "Attack", "Conflict")
REASONS = frozenset({"reason", "ground", "grounds", "cause"})


def extract_relations(reading: Reading, goals: dict[int, str]) -> Iterator[Claim]:
    """Yields the claims of relation entries, verb by verb and noun by noun; `goals` has goal chains by clause head."""
    for token in reading.doc:
        if not reading.in_prose(token.i) or reading.in_time(token.i):
            continue
        for pattern in _patterns(token, reading):
            relation = reading.onto.terms[pattern.name].kind != "class"
            if relation and means(token, pattern, reading):
                yield from _pattern_claims(token, pattern, reading, goals)


def _patterns(token: Token, reading: Reading) -> Iterator[Pattern]:
    if token.pos_ in ("VERB", "AUX"):
        seen: set[str] = set()
        for pattern in match_verb(token, reading):
            if pattern.name not in seen:
                seen.add(pattern.name)
                yield pattern
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from match_noun(token, reading.onto)
    elif token.pos_ in ("ADJ", "ADP", "ADV"):
        yield from reading.onto.triggers.get(("adj", token.lower_), ())


def _pattern_claims(token: Token, pattern: Pattern, reading: Reading, goals: dict[int, str]) -> Iterator[Claim]:
    domain, wanted = reading.onto.terms[pattern.name].domain, reading.onto.range(pattern.name)
    stance = presupposed(token, reading) if pattern.pos == "noun" else None
    subjects = list(_subjects(token, pattern, domain, reading))
    if not subjects:
        return
    if wanted == "Quantity":
        yield from _amount_claims(token, pattern, subjects, reading)
        return
    targets = _goal_objects(token, pattern, goals) if wanted == "Goal" else _objects(token, pattern, wanted, reading)
    rule = "goal" if wanted == "Goal" else "relation"
    for target in targets:
        for subject in subjects:
            if subject != target:
                yield make_claim(reading, token, subject, pattern.name, object=target, rule=rule, stance=stance)
    yield from _counted_objects(token, pattern, subjects, reading)


def extract_within(reading: Reading) -> Iterator[Claim]:
    """Named places inside of others: "the port of Pireo in Attica", "a mill on Long Island"."""
    for nominal in reading.nominals:
        inner = reading.chains.get(nominal.head)
        if inner and nominal.kind == "named" and reading.types.get(inner) == "Place":
            token = reading.doc[nominal.head]
            for outer in (t for slot in ("nmod:in", "nmod:on") for t in slots(token).get(slot, [])):
                chain = reading.chain(outer)
                if chain and chain != inner and chain in reading.named and _is(chain, "Place", reading):
                    told = presupposed(token, reading)
                    yield make_claim(reading, token, inner, "within", object=chain, rule="relation", stance=told)


def _amount_claims(token: Token, pattern: Pattern, subjects: list[str], reading: Reading) -> Iterator[Claim]:
    words = " ".join(pattern.lemmas) if pattern.name == "quantity" and pattern.pos != "noun" else ""
    for amount in _amounts(token, pattern, reading):
        if pattern.name in ("deaths", "injuries") and amount.quantity.unit == "item":  # "a death toll of 90"
            amount = replace(amount, quantity=replace(amount.quantity, unit="person"))
        for subject in subjects:  # those who were evacuated are not those who were rescued
            yield amount_claim(reading, token, subject, pattern.name, amount, rule="relation", predicate_text=words)


def _counted_objects(token: Token, pattern: Pattern, subjects: list[str], reading: Reading) -> Iterator[Claim]:
    """The number of those who play a counted role: "1,800 employees will take part"."""
    for _, filler in _tokens(token, pattern.object, pattern):
        amount = reading.amount_at.get(filler.i)
        for subject in subjects if amount is not None and amount.quantity.unit in ("person", "item") else ():
            prop = reading.onto.counts(reading.types.get(subject, "")).get(pattern.name)
            if prop and amount is not None:
                yield amount_claim(reading, token, subject, prop, amount, rule="count")


def _tokens(token: Token, wanted: tuple[str, ...], pattern: Pattern) -> Iterator[tuple[str, Token]]:
    around = phrase_slots(token, frozenset(pattern.lemmas[1:])) if pattern.pos == "verb" else slots(token)
    for slot in wanted:
        if slot == "nmod:of" and "pred" in wanted and "pred" in around:
            continue  # "the aim of the plan is to grow": "of" tells whose aim it is
        if slot == "self":
            yield slot, token
        elif slot == "appos" and token.dep_ == "appos":
            yield slot, token.head
        for filler in around.get(slot, []):
            yield slot, filler


def _subjects(token: Token, pattern: Pattern, domain: str, reading: Reading) -> Iterator[str]:
    found = False
    for slot, filler in _tokens(token, pattern.subject, pattern):
        chain = _self_chain(filler, reading) if slot == "self" else reading.chain(filler)
        if pattern.name == "basedIn" and filler.lemma_.lower() == "headquarters":  # "where its headquarters is located"
            chain = next((reading.chain(t) for t in slots(filler).get("nmod:poss", [])), None)
        joined = pattern.name == "memberCount" and reading.onto.is_a(
            reading.types.get(chain or "", ""), "CollectiveAction"
        )
        if chain and _is(chain, domain, reading) and not joined:
            found = True
            yield chain
    if (
        not found
        and pattern.name == "basedIn"
        and pattern.lemmas[-1] == "headquarters"
        and not slots(token).get("nmod:poss")
    ):
        yield from main_company(reading)
    if not found and (pattern.name == "quantity" or (domain and reading.onto.is_a(domain, "Event"))):
        chain = _unsaid_event(token, pattern, reading)
        if chain and _is(chain, domain, reading):
            yield chain


def _is_of_past(clause: Token) -> bool:
    """True for a clause behind a year, of which it tells."""
    before = [t for t in clause.doc[max(0, clause.left_edge.i - 2) : clause.left_edge.i] if not t.is_punct]
    return clause.head.like_num or any(t.like_num for t in before)


def _unsaid_event(token: Token, pattern: Pattern, reading: Reading) -> str | None:
    """The event that a property is told of where no slot names it."""
    above = clause(token)
    if any(c.lower_ == "when" for c in above.children) and _is_of_past(above):
        return None  # "the worst flood since 2002, when 51 people died"
    if pattern.name in ("deaths", "injuries"):
        above_it = governing_event(token, reading)
        harms = above_it and not reading.onto.is_a(reading.types.get(above_it, ""), "LegalAction")
        return above_it if harms else _main_harm(token, reading)
    if pattern.name == "topic":
        joined = token.head.lemma_ in ("participate", "join", "attend")  # "take part to draw attention to X"
        return governing_event(token, reading) or (
            _last_event(token, reading, ("CollectiveAction",)) if joined else None
        )
    if pattern.name == "place":
        return _last_event(token, reading, ("Disaster", "Attack"))
    if pattern.name == "causedBy":
        if REASONS & {*pattern.lemmas}:
            return _last_event(token, reading, ("CollectiveAction", "CorporateAction", "Decision", "Rejection"))
        return governing_event(token, reading) if pattern.lemmas == ("cite",) else _caused_event(token, reading)
    if pattern.name == "quantity":
        told = _last_event(token, reading, ("Vote", "Election")) if pattern.pos == "noun" else None
        return told or _main_event(reading, ("Disaster",)) or _main_harm(token, reading)
    if pattern.name == "headCount":
        return _last_event(token, reading, ("CollectiveAction",))
    alone = pattern.lemmas == ("attend",) and not slots(token).get("obj")
    if pattern.name == "participant" and (alone or pattern.lemmas[0] in ("participate", "take")):
        return _last_event(token, reading, ("CollectiveAction",))
    return None


def _last_event(token: Token, reading: Reading, types: tuple[str, ...]) -> str | None:
    """The event of one of these types that was spoken of last before a token."""
    before = [e for e in reading.events if e.head < token.i and any(reading.onto.is_a(e.type, t) for t in types)]
    before = [e for e in before if e.type != "Petition"] or before  # which nobody joins on a day
    return reading.chains.get(before[-1].head) if before else None


def _main_event(reading: Reading, types: tuple[str, ...]) -> str | None:
    """The event of one of these types that the article speaks of most, the first of two that are level."""
    found = (reading.chains.get(e.head) for e in reading.events if any(reading.onto.is_a(e.type, t) for t in types))
    counted = Counter(chain for chain in found if chain)
    return max(counted, key=lambda chain: counted[chain], default=None)


def _caused_event(token: Token, reading: Reading) -> str | None:
    """The event in the complement of a causative: "the order spurred workers to sign a petition"."""
    objects = [c.right_edge.i + 1 for c in token.children if c.dep_ == "obj"]
    purposes = (t for t in slots(token).get("advcl:to", []) if t.left_edge.i in objects)  # right behind the object
    for complement in (*slots(token).get("xcomp", []), *purposes):
        for inner in (complement, *slots(complement).get("obj", [])):
            if inner.i in reading.event_at:
                return reading.chains.get(inner.i)
    return None


def _self_chain(token: Token, reading: Reading) -> str | None:
    """The chain of what a noun describes: itself, the name it stands beside, or its subject ("X is the founder of")."""
    first = first_conjunct(token)
    token = first if first.dep_ == "appos" else token  # "Acme, maker and owner of X"
    if token.dep_ == "nmod" and token.head.lower_ == "one" and token.head.dep_ == "appos":
        return reading.chains.get(token.head.head.i)  # "Jo Park, one of the organizers"
    if token.dep_ in ("appos", "nmod:desc", "compound") and token.head.i in reading.chains:
        return reading.chains[token.head.i]
    for filler in slots(token).get("nsubj", []):
        if any(c.dep_ == "cop" for c in token.children) and filler.i in reading.chains:
            return reading.chains[filler.i]
    return reading.chains.get(token.i)


def _main_harm(token: Token, reading: Reading) -> str | None:
    """The disaster or attack that a bare death toll belongs to: the last one of this sentence or the one before, or the
    only one of the article.
    """
    harms = [e for e in reading.events if any(reading.onto.is_a(e.type, t) for t in HARMS)]
    above = token.head if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.pos_ == "VERB" else None
    if above is not None and above.i not in reading.event_at:  # "a jet struck a market, killing 18"
        around = {t.i for slot in ("nsubj", "obj") for t in slots(above).get(slot, [])}
        harms = [e for e in harms if e.head in around]
    since, sentence = reading.doc[max(0, token.sent.start - 1)].sent.start, token.sent
    before = [e for e in harms if since <= e.head < token.i]
    after = [e for e in harms if token.i < e.head < sentence.end]
    sole = harms if len({reading.chains.get(e.head) for e in harms}) == 1 else []
    event = next(iter((*before[::-1], *after, *sole)), None)
    return reading.chains.get(event.head) if event else None


def _is(chain: str, wanted: str, reading: Reading) -> bool:
    kind = reading.types.get(chain, "")
    return bool(kind) and (not wanted or reading.onto.is_a(kind, wanted))


def _objects(token: Token, pattern: Pattern, wanted: str, reading: Reading) -> Iterator[str]:
    for slot, filler in _tokens(token, pattern.object, pattern):
        if slot != "self" and filler.lemma_.lower() in pattern.lemmas:
            continue
        chain = _self_chain(filler, reading) if slot == "self" else reading.chain(filler)
        loose = pattern.name == "causedBy" and token.dep_ == "advcl" and token.tag_ == "VBG"
        if pattern.name == "memberOf" and chain and _is(chain, "Person", reading):
            continue
        if loose and chain and _is(chain, "Agent", reading):
            continue  # "X grew fast, prompting Y to sue": not X, but that it grew, is the cause
        if chain and _is(chain, wanted, reading):
            yield chain


def _amounts(token: Token, pattern: Pattern, reading: Reading) -> Iterator[AmountMention]:
    for slot, filler in _tokens(token, pattern.object, pattern):
        amount = reading.amount_at.get(filler.i)
        crowd = pattern.name != "headCount" or amount is None or amount.quantity.unit in ("person", "item")
        if amount is not None and crowd and (slot != "self" or amount.counted == token.i):
            yield amount


def _goal_objects(token: Token, pattern: Pattern, goals: dict[int, str]) -> Iterator[str]:
    yield from (goals[aim.i] for aim in _aims(token, pattern) if aim.i in goals)


def _aims(token: Token, pattern: Pattern) -> Iterator[Token]:
    """The heads of what is aimed at, with the infinitives coordinated with them: "to raise it and to hold a vote"."""
    for _, filler in _tokens(token, pattern.object, pattern):
        yield filler
        yield from (c for c in filler.children if c.dep_ == "conj" and c.tag_ == filler.tag_ == "VB")


def find_goals(reading: Reading) -> dict[int, tuple[str, tuple[int, int]]]:
    """Heads of the clauses and nouns that tell a goal, each with the goal's words and their tokens."""
    found: dict[int, tuple[str, tuple[int, int]]] = {}
    for token in reading.doc:
        if not reading.in_prose(token.i):
            continue
        for pattern in _patterns(token, reading):
            if reading.onto.range(pattern.name) == "Goal" if pattern.name in reading.onto.terms else False:
                for filler in _aims(token, pattern):
                    text, span = main_clause_text(filler, reading)
                    joins = any(p.name == "participant" for p in match_verb(filler, reading))
                    if len(text.split()) > 1 and filler.i not in reading.event_at and not joins:
                        found[filler.i] = (text, span)
    return found


def goal_dates(reading: Reading, goals: Mapping[int, str]) -> Iterator[Claim]:
    """ "by 2040": the last day of a goal's deadline."""
    for head, chain in goals.items():
        beside = (c for c in reading.doc[head].children if c.dep_ == "conj" and c.i in goals)
        inside = {t.i for t in reading.doc[head].subtree} - {t.i for c in beside for t in c.subtree}
        for time in reading.times:
            near = time.anchor in inside or time.start in inside
            day = time.bounded.end if time.bounded is not None else None
            ahead = reading.article.published is not None and day is not None and day > reading.article.published
            if near and day is not None and (time.sense in ("by", "until", "before") or (ahead and not time.sense)):
                yield make_claim(
                    reading,
                    reading.doc[head],
                    chain,
                    "targetDate",
                    value=time.bounded,
                    words=(time.start, time.end),
                    rule="time",
                )


def extract_offices(reading: Reading, offices: list[Office], positions: Mapping[int, str]) -> Iterator[Claim]:
    """Who holds which position, and where. `positions` maps the token of a title to the position's chain."""
    for office in offices:
        person, position = reading.chains.get(office.person), positions.get(office.trigger)
        if person is None or position is None:
            continue
        token = reading.doc[office.trigger]
        beside = first_conjunct(token).dep_ in TITLE_DEPS or reading.doc[office.person].dep_ in TITLE_DEPS
        stance = presupposed(token, reading) if beside else None
        yield make_claim(reading, token, person, "holdsPosition", object=position, rule="office", stance=stance)
        body, rule = office_body(office, reading)
        if body:
            yield make_claim(reading, token, position, "positionAt", object=body, rule=rule, stance=stance)


# Posts that, where no body is told, are those of the company that an article is about.
BUSINESS = frozenset("ceo executive spokesperson spokesman spokeswoman chief cfo chairman".split())
NAMINGS = 3  # as often must the article name that company


def office_body(office: Office, reading: Reading) -> tuple[str | None, str]:
    """The organization of an office; a bare "CEO" serves the company that the article speaks of most."""
    if office.body is not None:
        chain = reading.chains.get(office.body)
        if chain and reading.onto.is_a(reading.types.get(chain, ""), "Organization"):
            return chain, "office"
        return None, "office"
    trigger = reading.doc[office.trigger]
    before = (c for c in trigger.children if c.dep_ in ("compound", "nmod:desc", "nmod:poss") and c.i < trigger.i)
    own = [c for c in before if c.text not in FIELDS]
    own += [t for slot in ("nmod:of", "nmod:at", "nmod:for") for t in slots(trigger).get(slot, []) if t.pos_ == "PROPN"]
    best = main_company(reading) if not own else []
    business = trigger.lower_ in BUSINESS
    return (best[0], "main-company") if best and business else (None, "office")


def main_company(reading: Reading) -> list[str]:
    """The one company that the article names more often than any other; empty if two are level."""
    named = Counter(
        c
        for c in reading.chains.values()
        if reading.types.get(c) == "Company" and reading.names.get(c, "")[:1].isupper()
    )
    best = sorted(named, key=lambda c: (-named[c], c))
    clear = best and named[best[0]] >= NAMINGS and (len(best) == 1 or named[best[0]] > named[best[1]])
    return best[:1] if clear else []


def extract_groups(reading: Reading, employers: Mapping[str, str]) -> Iterator[Claim]:
    """Employees and members belong to their organization: "Amazon employees", "members of the guild"."""
    seen: set[tuple[str, str]] = set()
    for nominal in reading.nominals:
        chain = reading.chains.get(nominal.head)
        employer = employers.get(chain or "")
        if not chain or not employer or (chain, employer) in seen or nominal.kind == "pronoun":
            continue
        seen.add((chain, employer))
        kind = reading.types.get(chain, "")
        member = kind == "Group" and nominal.lemma == "member"
        prop = "employeesOf" if kind == "EmployeeGroup" else "memberOf" if member else ""
        if prop:
            token, words = reading.doc[nominal.head], (nominal.start, nominal.end)
            stance = presupposed(token, reading)
            yield make_claim(reading, token, chain, prop, object=employer, words=words, rule="group", stance=stance)
