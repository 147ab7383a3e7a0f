"""Claims with their evidence: the sentence, the words, the speaker, the stance, and how far the rule is trusted."""

from __future__ import annotations

from decimal import Decimal

from kg.extract.phrases import clause, effective
from kg.extract.reading import AmountMention, Reading
from kg.extract.stance import POSSIBLE, Stance, stance_of
from kg.extract.syntax import slots
from kg.extract.tree import Token
from kg.model import Claim, Evidence, Value

# Share of right claims by rule, judged on text that no rule was made on; see benchmarks/quality.
TRUST = dict(
    pair.split("=")
    for pair in (
        "role=0.81 count=0.87 time=0.81 relation=0.61 place=0.81 office=0.94 employer=0.83 group=0.84 speech=0.90 "
        "wish=0.77 goal=0.86 open=0.83 quantity=0.84 main-company=0.81 clock=0.81 aligned=0.81"
    ).split()
)


def make_claim(
    reading: Reading,
    at: Token,
    subject: str,
    predicate: str,
    *,
    rule: str,
    object: str | None = None,
    value: Value | None = None,
    words: tuple[int, int] | None = None,
    stance: Stance | None = None,
    scope: str | None = None,
    predicate_text: str = "",
) -> Claim:
    """A claim told at a token; `words` are the tokens [start, end) that gave it, the token itself by default."""
    evidence = _evidence(reading, at, rule, words or (at.i, at.i + 1), stance or stance_of(at, reading))
    return Claim(subject, predicate, object, value, (evidence,), scope, predicate_text)


def amount_claim(
    reading: Reading,
    at: Token,
    subject: str,
    predicate: str,
    amount: AmountMention,
    *,
    rule: str,
    stance: Stance | None = None,
    predicate_text: str = "",
) -> Claim:
    """A claim whose value is an amount, told at a token in its own words, with the place that it is of."""
    return make_claim(
        reading,
        at,
        subject,
        predicate,
        rule=rule,
        value=amount.quantity,
        words=(amount.start, amount.end),
        stance=stance,
        scope=_scope(amount, reading),
        predicate_text=predicate_text,
    )


def _scope(amount: AmountMention, reading: Reading) -> str | None:
    """The place for which alone a number is told: "900 employees in Seattle"."""
    for index in (amount.counted, amount.head):
        if index is None:
            continue
        for slot, tokens in slots(reading.doc[index]).items():
            if slot in ("nmod:in", "nmod:at", "nmod:outside", "nmod:across", "nmod:from"):
                for token in tokens:
                    chain = reading.chain(token)
                    if chain and reading.types.get(chain) == "Place":
                        return chain
    verb = clause(reading.doc[amount.head])
    around = slots(verb) if verb.lemma_ in ("have", "employ", "count") else {}
    for token in around.get("obl:in", []):  # "has 65,000 workers in the region"
        chain = reading.chain(token)
        if chain and reading.types.get(chain) == "Place" and amount.head < token.i < amount.head + 12:
            return chain
    return None


def _evidence(reading: Reading, at: Token, rule: str, words: tuple[int, int], stance: Stance) -> Evidence:
    speaker = speaker_chain(reading, stance.speaker)
    attribution = "Narration" if stance.attribution == "IndirectSpeech" and not speaker else stance.attribution
    return Evidence(
        article=reading.article.id,
        sentence=reading.sentence(at.i),
        trigger=reading.span(*words),
        rule=rule,
        speaker=speaker,
        attribution=attribution,
        modality=stance.modality,
        negated=stance.negated,
        confidence=_confidence(rule, stance),
    )


def speaker_chain(reading: Reading, speaker: int | None) -> str | None:
    """The chain of a speaker's token, None where nobody known speaks; for a document those who wrote it."""
    chain = source_chain(reading, speaker)
    author = reading.authors.get(chain, chain) if chain else None
    return author if author and reading.onto.is_a(reading.types.get(author, ""), "Agent") else None


def source_chain(reading: Reading, speaker: int | None) -> str | None:
    """The chain of what speaks: an agent or a document."""
    if speaker is None:
        return None
    return reading.chains.get(speaker) or reading.chains.get(effective(reading.doc[speaker]).i)


def _confidence(rule: str, stance: Stance) -> Decimal:
    trust = Decimal(TRUST[rule])
    return (trust * Decimal("0.9")).quantize(Decimal("0.01")) if stance.modality == POSSIBLE else trust
