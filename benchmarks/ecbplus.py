"""Coreference across documents on ECB+ (Cybulska and Vossen 2014): gold mentions, predicted stories, CoNLL F1.

Events: ECB+ marks any event, of which the lexicon knows few: what is measured is not the merging of typed events but
what it rests on, stories and the words of the lexicon: mentions are one where they are of one class of the lexicon, or
else of one lemma without its ending (and speech of one speaker), and the articles are of one story by
`kg.merge.stories`. "Gold subtopics" puts the annotated stories in place of the found ones: that is about as far as
words alone go.

Entities: the merging itself. Inside a document, mentions are joined by name (`kg.names.same_name`), by head noun where
they are descriptions, and a pronoun to the person or body, or the place, told last; across documents `merge_entities`
decides. The type is what ECB+ tells: human, place, or anything else.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from benchmarks.quality.coref_scores import b_cubed, ceaf_e, clusters_of, conll_f1, muc
from benchmarks.quality.running import run_on
from kg.annotate import load_model
from kg.decisions import Rulings
from kg.merge.entities import merge_entities
from kg.merge.stories import STOP, Stories
from kg.model import Article, Extraction, Referent, Span
from kg.names import same_name
from kg.ontology import Ontology

EMPTY = frozenset("be have do make take get go come give keep put let become seem start begin try".split())
REPORTING = frozenset("say tell report claim announce add according confirm".split())
BEFORE = re.compile(r"^(?:in|at|on|from|off|near|of|to|by|outside|inside|around|for|with|the|an?)\s+", re.IGNORECASE)
TYPES = {"HUM": "Agent", "LOC": "Place"}
PRONOUNS = frozenset(
    "he she it they him her them his its their hers who whom which himself herself i we you my our your me us".split()
)

Mention = dict[str, Any]


def table(folder: Path) -> Iterator[str]:
    """Yields the lines of the table for the dev portion."""
    documents, onto = _documents(folder / "dev" / "full_text.txt"), Ontology.load()
    stories = Stories(documents.values())
    yield f"{'':34} CoNLL   MUC    B3 CEAFe"
    events = _mentions(folder, "event")
    kinds = _kinds(events, documents, onto)
    yield _row("events: kind", events, kinds)
    found = {i: (stories.of(m["doc_id"]), kinds[i]) for i, m in enumerate(events)}
    yield _row("events: kind in a story", events, found)
    yield _row("events: kind in gold subtopics", events, {i: (_gold(m), kinds[i]) for i, m in enumerate(events)})
    entities = _mentions(folder, "entity")
    chains = _chains(entities)
    extractions = [_extraction(documents[d], [c for c in chains.values() if c.document == d]) for d in documents]
    merged, _ = merge_entities(extractions, onto, Rulings(), stories)
    yield _row("entities: merge_entities", entities, {i: merged[(c.document, c.name)] for i, c in chains.items()})


def _mentions(folder: Path, kind: str) -> list[Mention]:
    return list(json.loads((folder / "dev" / f"{kind}_mentions.json").read_text(encoding="utf-8")))


def _documents(path: Path) -> dict[str, Extraction]:
    """Each document as an extraction that has only sentences."""
    words: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 4:
            words[fields[0].removesuffix(".xml")][int(fields[1])].append(fields[3])
    found = {}
    for name, sentences in words.items():
        spans, text = [], ""
        for number in sorted(sentences):
            line = " ".join(sentences[number])
            spans.append(Span(len(text), len(text) + len(line), line))
            text += line + "\n"
        found[name] = Extraction(Article(name, text), tuple(spans), (), (), ())
    return found


def _gold(mention: Mention) -> tuple[str, bool]:
    return mention["doc_id"].split("_")[0], "ecbplus" in mention["doc_id"]


def _kinds(mentions: list[Mention], documents: Mapping[str, Extraction], onto: Ontology) -> dict[int, tuple[str, str]]:
    """What each mention tells of, by its number: a class of the lexicon or else a stem; of speech also who speaks.

    Words that tell of no event by themselves ("it", "make") mean the same in their own document only.
    """
    nlp = load_model()
    sentences = [(name, s.text.split(" ")) for name, e in documents.items() for s in e.sentences]
    parsed: dict[str, list[Doc]] = defaultdict(list)
    docs = ((Doc(nlp.vocab, words), name) for name, words in sentences)
    for doc, name in nlp.pipe(docs, as_tuples=True):
        parsed[name].append(doc)
    found = {}
    for i, mention in enumerate(mentions):
        head = _head(mention, parsed[mention["doc_id"]])
        found[i] = (_stem(mention["tokens_str"]), "") if head is None else _kind(head, mention["doc_id"], onto)
    return found


def _kind(head: Token, document: str, onto: Ontology) -> tuple[str, str]:
    lemma = head.lemma_.lower()
    if lemma in EMPTY or head.pos_ in ("PRON", "DET"):
        return lemma, document
    speaker = next((c.lower_ for c in head.children if c.dep_.startswith("nsubj")), "") if lemma in REPORTING else ""
    return _class(head, onto) or _stem(lemma), speaker


def _head(mention: Mention, sentences: list[Doc]) -> Token | None:
    """The word of a mention on which its others hang; None where its place is not that of its words."""
    for number in (mention["sent_id"], mention["sent_id"] + 1):  # an address before the text is not counted
        words = [sentences[number][i] for i in mention["tokens_number"] if i < len(sentences[number])]
        if [w.text for w in words] == mention["tokens_str"].split():
            return next((w for w in words if w.head == w or w.head not in words), words[-1])
    return None


def _class(word: Token, onto: Ontology) -> str:
    """The class of event that a word tells of by itself; none for speech, which tells apart by its words only."""
    for pos in sorted(("noun", "verb"), key=lambda p: p != word.pos_.lower()):
        for pattern in onto.triggers.get((pos, word.lemma_.lower()), ()):
            kind = onto.kind(pattern.name)
            if len(pattern.lemmas) == 1 and kind == "Event" and not onto.is_a(pattern.name, "Communication"):
                return pattern.name
    return ""


def _stem(text: str) -> str:
    """The last content word without its ending."""
    words = text.lower().split()
    word = [w for w in words if w not in STOP][-1:] or words[-1:]
    stem = next((word[0][: -len(e)] for e in ("ing", "ed", "es", "s", "e") if word[0].endswith(e)), word[0])
    stem = stem if len(stem) >= 3 else word[0]
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


@dataclass
class Chain:
    """Mentions of one document that are taken for one thing."""

    document: str
    name: str
    type: str
    named: bool
    names: list[str] = field(default_factory=list)


def _chains(mentions: list[Mention]) -> dict[int, Chain]:
    """The chain of each mention, by its number, in the order of the text."""
    found: dict[int, Chain] = {}
    by_document: dict[str, list[Chain]] = defaultdict(list)
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i]["sent_id"], mentions[i]["tokens_number"][0]))
    for i in order:
        chains, text = by_document[mentions[i]["doc_id"]], _words(mentions[i])
        stands_for = "Agent" if text.lower() in PRONOUNS else "Place" if text.lower() in ("where", "there") else None
        if before := [c for c in chains if c.type == stands_for]:
            found[i] = before[-1]
            continue
        kind = TYPES.get(mentions[i]["mention_type"], "Work")
        named = kind != "Work" and any(w[0].isupper() for w in text.split())
        chain = next((c for c in reversed(chains) if _same(c, text, kind, named)), None)
        if chain is None:
            chain = Chain(mentions[i]["doc_id"], f"c{len(chains)}", kind, named)
        else:
            chains.remove(chain)
        chains.append(chain)  # the one told last is last
        chain.names.append(text)
        found[i] = chain
    return found


def _words(mention: Mention) -> str:
    """The words of a mention as running text has them, without a preposition and an article before; times small."""
    words, blanks = run_on(mention["tokens_str"].split())
    text = "".join(w + " " * b for w, b in zip(words, blanks, strict=True)).strip(" ,.")
    text = re.sub(r", \d+$", "", text)  # an age
    while len(short := BEFORE.sub("", text)) < len(text) and short:
        text = short
    return text.lower() if mention["mention_type"] == "TIM" else text


def _same(chain: Chain, text: str, kind: str, named: bool) -> bool:
    if (chain.type, chain.named) != (kind, named):
        return False
    if named:
        person = "Person" if kind == "Agent" else kind
        return any(same_name(text, name, person, person) for name in chain.names)
    return any(text.lower().split()[-1] == name.lower().split()[-1] for name in chain.names)


def _extraction(document: Extraction, chains: list[Chain]) -> Extraction:
    referents = {}
    for c in chains:
        kind = "Group" if c.type == "Agent" and not c.named else c.type
        names = tuple(dict.fromkeys(c.names)) if c.named else ()
        referents[c.name] = Referent(c.name, kind, max(c.names, key=len) if c.named else c.names[0], names, c.named)
    return Extraction(document.article, document.sentences, tuple(referents.values()), (), ())


def _row(name: str, mentions: list[Mention], labels: dict[int, Any]) -> str:
    gold = clusters_of({i: m["coref_chain"] for i, m in enumerate(mentions)})
    found = clusters_of(labels)
    scores = [conll_f1(gold, found), *(measure(gold, found).f1 for measure in (muc, b_cubed, ceaf_e))]
    return f"{name:34} " + " ".join(f"{100 * s:5.1f}" for s in scores)
