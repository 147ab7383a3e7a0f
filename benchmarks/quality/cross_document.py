"""ECB+: which mentions of events, and of entities, in many articles are one thing for the graph?

Source: Cybulska and Vossen 2014, Using a sledgehammer to crack a nut? Lexical diversity and event coreference
resolution. One graph is built of the full text of all dev articles, without topics and without publication dates, and
each marked mention gets the node that the graph has on its words. Published systems are given the mentions; a graph has
not all of them, so there are two figures: over all marked mentions, where those that the graph lacks stand alone, and
over those that it has.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

from spacy.language import Language

from benchmarks.quality.coref_scores import clusters_of, conll_f1
from benchmarks.quality.report import Figure
from benchmarks.quality.running import run_on
from kg.graph import KnowledgeGraph
from kg.merge import merge_claims
from kg.model import Article, Block
from kg.ontology import Ontology
from kg.pipeline import extract

Place = tuple[int, int]  # characters of an article
Words = Mapping[tuple[int, int], Place]  # sentence and word number
PUBLISHED = {
    "event": "test part, given mentions: lemma 61.9 to 76.3, joint neural 79.5, cross-encoder 82.7, best known 88.4",
    "entity": "test part, given mentions: cluster and lemma 67.4, joint neural 71.2",
}


def read_articles(path: Path) -> Iterator[tuple[Article, Words]]:
    """The articles of a file with a line a word: document, sentence, number, word; one paragraph each."""
    documents: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            name, sentence, _, word = line.split("\t")[:4]
            documents[name.removesuffix(".xml")][int(sentence)].append(word)
    for name, sentences in sorted(documents.items()):
        text, where = "", {}
        shift = int(sentences[0][:1] == ["http"])  # the address is a sentence of the text, but not counted by mentions
        for number, forms in sorted((n - shift, forms) for n, forms in sentences.items() if n >= shift):
            for i, (word, blank) in enumerate(zip(*run_on(forms), strict=True)):
                where[number, i] = (len(text), len(text) + len(word))
                text += word + (" " if blank else "")
            text = text.rstrip() + " "
        yield Article(name, text, blocks=(Block("text", 0, len(text)),)), where


def read_mentions(path: Path, words: Mapping[str, Words]) -> dict[tuple[str, Place], str]:
    """The chain of each marked mention, by its article and characters."""
    found = {}
    for mention in json.loads(path.read_text(encoding="utf-8")):
        name, where = mention["doc_id"], words.get(mention["doc_id"], {})
        places = [where[key] for i in mention["tokens_number"] if (key := (mention["sent_id"], i)) in where]
        if places:
            found[name, (min(places)[0], max(places)[1])] = mention["coref_chain"]
    return found


def nodes_at(graph: KnowledgeGraph, events: bool) -> dict[str, list[tuple[Place, str]]]:
    """The words on which the graph has a node, event or entity, by article, the shortest first."""
    wanted = graph.events if events else graph.entities
    found: dict[str, set[tuple[Place, str]]] = defaultdict(set)
    for mention in graph.mentions:
        if mention.refers_to in wanted:
            found[mention.article].add(((mention.span.start, mention.span.end), mention.refers_to))
    return {a: sorted(spans, key=lambda s: (s[0][1] - s[0][0], s)) for a, spans in found.items()}


def align(gold: Mapping[tuple[str, Place], str], nodes: Mapping[str, list[tuple[Place, str]]]) -> dict[Hashable, str]:
    """The node of each marked mention that the graph has: they share half of the characters of the shorter."""
    found: dict[Hashable, str] = {}
    for article, (start, end) in gold:
        for (first, last), node in nodes.get(article, ()):
            if 2 * (min(end, last) - max(start, first)) >= min(end - start, last - first):
                found[article, (start, end)] = node
                break
    return found


def measure(data: Path, nlp: Language, onto: Ontology) -> list[Figure]:
    """CoNLL F1 of events and entities, over all marked mentions and over those that the graph has."""
    folder = data / "eventcoref/ecbplus/dev"
    read = list(read_articles(folder / "full_text.txt"))
    words = {article.id: where for article, where in read}
    graph = merge_claims(extract((article for article, _ in read), onto, nlp=nlp), onto)
    figures = []
    for kind in ("event", "entity"):
        gold = read_mentions(folder / f"{kind}_mentions.json", words)
        found = align(gold, nodes_at(graph, kind == "event"))
        alone: dict[Hashable, Hashable] = {m: found.get(m, m) for m in gold}
        both = {m: chain for m, chain in gold.items() if m in found}
        scores = (("all mentions", alone, gold), ("mentions of the graph", found, both))
        for name, mine, theirs in scores:
            f1 = conll_f1(clusters_of(dict(theirs)), clusters_of(dict(mine))) if mine else 0.0
            figures.append(Figure("ECB+ (dev)", f"{kind} CoNLL F1, {name}", 100 * f1, len(mine), None, PUBLISHED[kind]))
    return figures
