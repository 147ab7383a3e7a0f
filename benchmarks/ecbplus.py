"""Coreference across documents on ECB+ (Cybulska and Vossen 2014): gold mentions, predicted stories, CoNLL F1.

Events: ECB+ marks any event, of which the lexicon knows few: what is measured is not the merging of typed events
but the stories on which it rests: mentions are one where their last content word is one, crudely stemmed, and the
articles are of one story by `kg.merge.stories`. "Gold subtopics" puts the annotated stories in place of the found
ones: that is about as far as words alone go.

Entities: the merging itself. Inside a document, mentions are joined by name (`kg.names.same_name`), by head noun where
they are descriptions, and a pronoun to the person or body told last; across documents `merge_entities` decides. The
type is what ECB+ tells: human, place, or anything else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.quality.coref_scores import b_cubed, ceaf_e, clusters_of, conll_f1, muc
from kg.decisions import Rulings
from kg.merge.clusters import Clusters
from kg.merge.entities import merge_entities
from kg.merge.stories import STOP, Stories
from kg.model import Article, Extraction, Referent, Span
from kg.names import same_name
from kg.ontology import Ontology

TOLD_ALIKE = 0.25  # likeness of whole articles from which they count as one story here
TYPES = {"HUM": "Agent", "LOC": "Place"}
PRONOUNS = frozenset(
    "he she it they him her them his its their hers who whom which himself herself i we you my our your me us".split()
)

Mention = dict[str, Any]


def table(folder: Path) -> Iterator[str]:
    """Yields the lines of the table for the dev portion."""
    documents = _documents(folder / "dev" / "full_text.txt")
    stories = Stories(documents.values())
    story = _stories(stories, sorted(documents))
    yield f"{'':34} CoNLL   MUC    B3 CEAFe"
    events = _mentions(folder, "event")
    yield _row("events: stem", events, {i: _stem(m) for i, m in enumerate(events)})
    yield _row("events: stem in a story", events, {i: (story[m["doc_id"]], _stem(m)) for i, m in enumerate(events)})
    yield _row("events: stem in gold subtopics", events, {i: (_gold(m), _stem(m)) for i, m in enumerate(events)})
    entities = _mentions(folder, "entity")
    chains = _chains(entities)
    extractions = [_extraction(documents[d], [c for c in chains.values() if c.document == d]) for d in documents]
    merged, _ = merge_entities(extractions, Ontology.load(), Rulings(), stories)
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


def _stories(stories: Stories, documents: list[str]) -> dict[str, str]:
    clusters = Clusters(documents, lambda _a, _b: True)
    for i, one in enumerate(documents):
        for other in documents[i + 1 :]:
            if stories.likeness(one, other) >= TOLD_ALIKE:
                clusters.union(one, other)
    return {d: min(group) for group in clusters.groups() for d in group}


def _gold(mention: Mention) -> tuple[str, bool]:
    return mention["doc_id"].split("_")[0], "ecbplus" in mention["doc_id"]


def _stem(mention: Mention) -> str:
    """The last content word without its ending."""
    words = mention["tokens_str"].lower().split()
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
        chains, text = by_document[mentions[i]["doc_id"]], mentions[i]["tokens_str"]
        agents = [c for c in chains if c.type == "Agent"]
        if text.lower() in PRONOUNS and agents:
            found[i] = agents[-1]
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
