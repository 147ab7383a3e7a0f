"""Articles -> spaCy Docs: each prose block is parsed by itself, then one Doc holds the whole article.

The Doc's text is as long as the article's, character by character, so `token.idx` is an offset into the article.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.embedded import find_model
from kg.errors import ModelError
from kg.labels import to_universal
from kg.layout import mask_markup
from kg.model import PROSE, Article

ENDINGS = frozenset(".!?…:;\"'”’»)]*_|•·—–-")  # what may stand before a sentence on the same line
DATELINE = re.compile(  # "SEATTLE, May 31 (Agency) — " is no part of the sentence behind it
    r"^[ \t]*(?![A-Z]{2,3}[ \t]*[—–-])[A-Z][A-Z.'’-]{2,}(?:[ ,]+[A-Z][\w.'’-]*){0,4}"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^()\n]{2,30}\))?"
    r"[ \t]*(?:[—–]|--?)[ \t]+(?=\S)",
    re.MULTILINE,
)
LONGEST_SENTENCE = 250  # words: what looks longer is parted, for rules ask each word for the others of its sentence
LONG_RUN = re.compile(r"[^\s]{200}")  # spaCy's tokenizer is quadratic in runs without white space


def load_model(name: str = "") -> Language:
    """The pipeline of that name (see `find_model`). Raises ModelError where there is none or it does not parse."""
    source, _ = find_model(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a model of a near version of spaCy works; its warning says nothing of use
            nlp = spacy.load(source)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"{source}: cannot be loaded ({error})") from error
    assigned = {a for n in nlp.pipe_names for a in nlp.get_pipe_meta(n).assigns}
    missing = [c for c, a in (("parser", "token.dep"), ("ner", "doc.ents")) if a not in assigned]
    if missing:
        raise ModelError(
            f"{source}: lacks {' and '.join(missing)}, which extraction needs; it has {', '.join(nlp.pipe_names)}"
        )
    return nlp


def annotate_articles(
    articles: Iterable[Article], nlp: Language, *, batch_size: int = 64
) -> Iterator[tuple[Article, Doc]]:
    """Yields each article with its Doc, in order. Title, text and captions are parsed, the rest is only tokenized."""
    pieces = ((text, (article, last, prose)) for article in articles for text, last, prose in split_pieces(article))
    done: list[Doc] = []
    for doc, (article, last) in _parse(pieces, nlp, batch_size):
        done.append(doc)
        if last:
            yield article, join_docs(done, nlp)
            done = []


def split_pieces(article: Article) -> Iterator[tuple[str, bool, bool]]:
    """Yields the article's text in pieces that add up to it: text with markup blanked, whether it is the last, whether
    prose.
    """
    text = LONG_RUN.sub(lambda m: m[0][:-1] + " ", mask_markup(article.text))
    body = "\n".join(text[b.start : b.end] for b in article.blocks if b.kind == "text")
    for block in article.blocks:
        if block.kind == "title":
            plain = truecase(text[block.start : block.end], body)
            text = text[: block.start] + plain + text[block.end :]
    cuts = [(b.start, b.kind in PROSE) for b in article.blocks]
    if not cuts or cuts[0][0] > 0:
        cuts.insert(0, (0, False))
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    for (start, prose), end in zip(cuts, ends, strict=True):
        yield text[start:end], end == len(text), prose and bool(text[start:end].strip())


def truecase(title: str, body: str) -> str:
    """A headline In Title Case with those words in lower case that the text of the article has so; of the same length.

    Parsers take capitalised words for names (Lita et al. 2003 name the task truecasing).
    """
    words = [w for w in re.findall(r"[A-Za-z]+", title)[1:] if len(w) > 3]
    if not words or sum(w.istitle() for w in words) < 0.7 * len(words):
        return title
    common = set(re.findall(r"(?<=[a-z,;] )[a-z]{3,}", body))
    names = set(re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", body))

    def plain(match: re.Match[str]) -> str:
        word = match[0]
        lower = word.lower()
        doubled = {lower + lower[-1] + ending for ending in ("ed", "ing")}
        forms = {lower + ending for ending in ("", "s", "d", "ed", "ing")} | {lower.removesuffix("s")} | doubled
        return lower if match.start() and word not in names and forms & common else word

    return re.sub(r"\b[A-Z][a-z]+\b", plain, title)


def _parse(
    pieces: Iterable[tuple[str, tuple[Article, bool, bool]]], nlp: Language, batch_size: int
) -> Iterator[tuple[Doc, tuple[Article, bool]]]:
    """Runs the pipeline over prose; the other pieces pass by, in order."""

    def docs() -> Iterator[tuple[Doc, tuple[Article, bool, bool]]]:
        for text, (article, last, prose) in pieces:
            yield bar_starts(nlp.make_doc(text)), (article, last, prose)

    batch: list[tuple[Doc, tuple[Article, bool, bool]]] = []
    for item in docs():
        batch.append(item)
        if len(batch) >= batch_size:
            yield from _run(batch, nlp)
            batch = []
    yield from _run(batch, nlp)


def bar_starts(doc: Doc) -> Doc:
    """The Doc with no sentence start allowed amid a line after a word that ends none ("more than 1,800 | Amazon
    workers"), but for one after a dateline, and in what is too long for a sentence.
    """
    starts: Any = doc.to_array(["SENT_START"]).astype(np.int64)  # to set that of one, spaCy looks at all words
    places = {token.idx: token.i for token in doc}
    since = 0  # words since one might have started
    for before, place in zip(doc, range(1, len(doc)), strict=False):
        since = 0 if before.is_space or before.text[-1] in ENDINGS else since + 1
        if since:
            starts[place] = -1 if since % LONGEST_SENTENCE else 1
    for dateline in DATELINE.finditer(doc.text):
        if dateline.end() in places:
            starts[places[dateline.end()]] = 1
    return doc.from_array(["SENT_START"], starts.astype(np.uint64)) if len(doc) else doc


def _run(
    batch: list[tuple[Doc, tuple[Article, bool, bool]]], nlp: Language
) -> Iterator[tuple[Doc, tuple[Article, bool]]]:
    parsed = (_in_sentences(doc, nlp) for doc in list(nlp.pipe([doc for doc, (_, _, prose) in batch if prose])))
    for doc, (article, last, prose) in batch:
        yield (to_universal(next(parsed)) if prose else _unparsed(doc)), (article, last)


def _in_sentences(doc: Doc, nlp: Language) -> Doc:
    """The Doc if each sentence of it can be one; else it is parsed again, with longer ones parted."""
    cuts = [i for s in doc.sents for i in range(s.start + LONGEST_SENTENCE, s.end, LONGEST_SENTENCE)]
    if not cuts:
        return doc
    again = bar_starts(nlp.make_doc(doc.text))
    starts: Any = again.to_array(["SENT_START"])
    starts[cuts] = 1
    return nlp(again.from_array(["SENT_START"], starts))


def _unparsed(doc: Doc) -> Doc:
    """A Doc of words that nobody reads: each token is a sentence, so that no parse reaches across."""
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, heads=list(range(len(doc))), deps=["dep"] * len(doc))


def join_docs(docs: list[Doc], nlp: Language) -> Doc:
    """One Doc of the pieces of an article."""
    filled = [d for d in docs if len(d)]
    if not filled:
        return nlp.make_doc("")
    for doc in filled:
        doc.tensor = np.zeros((0,), dtype="f")  # of differing shapes, and not needed any more
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pieces without annotations are meant
        return Doc.from_docs(filled, ensure_whitespace=False)
