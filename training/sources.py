"""Reads every corpus of the data folder into documents: lists of one-sentence blocks.

`ewt` carries the names of UNER; `gum` carries mentions. Sets made for names alone have words without grammar. Which
folder may be used for what stands in the README of the data; nothing here reads a test portion.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from training.blocks import Block, Name, from_sentence
from training.conllu import Sentence, Word, read_conllu
from training.mentions import read_mentions

Document = list[Block]

# Labels of the sets in terms of the labels of the models; what is missing here becomes "unknown".
LABELS = {
    "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "MISC": "MISC",
    "OTH": "MISC",
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "event": "MISC",
    "election": "MISC",
    "misc": "MISC",
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "LOC",
}
_CLOSING = ") ] } , . ; : ! ? % ' 's ’s n't 're 've 'll 'd 'm '' ... /"
_OPENING = "( [ { $ £ € # / ``"
# Small words inside names.
_INNER = frozenset("of the and for in on at to 's ’ s - & . , de al".split())
_TIGHT_BEFORE, _TIGHT_AFTER = frozenset(_CLOSING.split()), frozenset(_OPENING.split())


def spans(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of a sequence of IOB1 or IOB2 tags, as (start, end, label)."""
    start, label, index = 0, "", -1
    for index, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if label and (prefix != "I" or kind != label):
            yield start, index, label
            label = ""
        if prefix in ("B", "I") and kind and not label:
            start, label = index, kind
    if label:
        yield start, index + 1, label


def _named(block: Block, tags: list[str]) -> Block:
    """`block` with names from `tags`; labels without a counterpart leave their words unknown."""
    found = list(spans(tags))
    names = tuple(Name(start, end, LABELS[label]) for start, end, label in found if label in LABELS)
    unknown = frozenset(i for start, end, label in found if label not in LABELS for i in range(start, end))
    return replace(block, names=names, unknown=unknown)


def _read_iob2(path: Path) -> list[list[str]]:
    """The tags of each sentence of a UNER file; labels that start with O are errors there and become "O"."""
    sentences = []
    for chunk in path.read_text(encoding="utf8").strip().split("\n\n"):
        rows = [line.split("\t") for line in chunk.split("\n") if line and line[0] != "#"]
        sentences.append(["O" if row[2][2:] == "O" else row[2] for row in rows])
    return sentences


def _documents(sentences: Iterable[tuple[Sentence, Block]]) -> list[Document]:
    documents: list[Document] = []
    for sentence, block in sentences:
        if sentence.new_doc or not documents:
            documents.append([])
        documents[-1].append(_separated(block) if sentence.new_par and documents[-1] else block)
    return documents


def _separated(block: Block) -> Block:
    """A sentence that begins a paragraph: an empty line stands before it."""
    return replace(block, words=(replace(block.words[0], before="\n\n"), *block.words[1:]))


def read_ewt(data: Path, part: str) -> list[Document]:
    """The documents of UD English EWT with the names of UNER; `part` is "train" or "dev"."""
    sentences = list(read_conllu(data / f"treebanks/ewt/en_ewt-ud-{part}.conllu"))
    names = {}
    for sentence, tags in zip(_uner_ids(data, part), _read_iob2(data / f"ner/uner_ewt/{part}.iob2"), strict=True):
        names[sentence] = tags
    blocks = []
    for sentence in sentences:
        block, tags = from_sentence(sentence, "ewt"), names.get(sentence.meta["sent_id"], [])
        blocks.append((sentence, _named(block, tags) if len(tags) == len(block.words) else block))
    return _documents(blocks)


def _uner_ids(data: Path, part: str) -> list[str]:
    lines = (data / f"ner/uner_ewt/{part}.iob2").read_text(encoding="utf8").split("\n")
    return [line.partition("=")[2].strip() for line in lines if line.startswith("# sent_id")]


def _gum_block(sentence: Sentence) -> Block:
    """A sentence of GUM; a proper noun may or may not be a name there, every other word is outside names."""
    block = from_sentence(sentence, "gum")
    proper = frozenset(index for index, word in enumerate(block.words) if word.pos == "PROPN")
    near = frozenset(
        index
        for index, word in enumerate(block.words)
        if index in proper or word.head in proper or word.tag in ("CD", "FW") or word.form in ("-", "'s", "of", "and")
    )
    return replace(block, names=(), unknown=near if proper else proper, mentions=read_mentions(sentence.words))


def read_gum(data: Path, part: str) -> dict[str, Document]:
    """The documents of GUM by name, with mentions; `part` is "train" or "dev"."""
    documents = {}
    for path in sorted((data / "treebanks/gum" / part).glob("*.conllu")):
        pairs = [(sentence, _gum_block(sentence)) for sentence in read_conllu(path)]
        documents[path.stem] = [block for document in _documents(pairs) for block in document]
    return documents


def lemmas_as_in(model: Iterable[Document], documents: Iterable[Document]) -> list[Document]:
    """`documents` with the lemmas that `model` has for the same word and tag: treebanks differ (people, person)."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for word in (word for document in model for block in document for word in block.words):
        seen[word.form, word.tag][word.lemma] += 1
    lemmas = {key: found.most_common(1)[0][0] for key, found in seen.items() if found.total() > 1}

    def changed(block: Block) -> Block:
        words = (replace(word, lemma=lemmas.get((word.form, word.tag), word.lemma)) for word in block.words)
        return replace(block, words=tuple(words))

    return [[changed(block) for block in document] for document in documents]


def _spaced(forms: list[str]) -> tuple[Word, ...]:
    """Words with the spacing that running text would have; double quotes open and close in turn."""
    words: list[Word] = []
    tight_next, quote_open = True, False
    for form in forms:
        closes = form == '"' and quote_open
        tight = tight_next or form in _TIGHT_BEFORE or closes
        words.append(Word(form, "" if tight else " "))
        quote_open = quote_open != (form == '"')
        tight_next = form in _TIGHT_AFTER or (form == '"' and quote_open)
    return tuple(words)


def _read_columns(path: Path, source: str) -> list[Document]:
    """A file of one word and its tag a line with an empty line between sentences, as one document of blocks."""
    document = []
    for chunk in path.read_text(encoding="utf8").strip().split("\n\n"):
        rows = [line.split() for line in chunk.split("\n") if line.strip() and not line.startswith("-DOCSTART-")]
        rows = [row for row in rows if len(row) >= 2]
        if rows:
            words = _spaced([row[0] for row in rows])
            words = (replace(words[0], before=" "), *words[1:])
            document.append(_named(Block(source, words, frozenset((0,))), [row[-1] for row in rows]))
    return [document]


def read_wikigold(data: Path) -> list[Document]:
    """Wikigold, as one document."""
    return _read_columns(data / "ner/wikigold/wikigold.conll.txt", "wikigold")


def _proper(words: Sequence[Word], name: Name) -> Name | None:
    """The name without its article, if all its words but the small ones are capitalised."""
    start = name.start + (words[name.start].form.lower() == "the")
    forms = [word.form for word in words[start : name.end]]
    capital = all(form[:1].isupper() or form in _INNER for form in forms)
    return replace(name, start=start) if forms and capital and forms[0][:1].isupper() else None


def _named_things(block: Block) -> Block:
    """RE3D marks "the Iraqi forces" and "we" too: what may be no name is unknown, an article outside."""
    names, unknown = [], set(block.unknown)
    for name in block.names or ():
        found = _proper(block.words, name)
        if found is None:
            unknown.update(range(name.start, name.end))
        else:
            names.append(found)
    return replace(block, names=tuple(names), unknown=frozenset(unknown))


def read_re3d(data: Path) -> list[Document]:
    """RE3D, reports on defence and security."""
    documents = [_read_columns(path, "re3d")[0] for path in sorted((data / "ner/re3d").glob("*.conll"))]
    return [[_named_things(block) for block in document] for document in documents]


def read_politics(data: Path, part: str) -> list[Document]:
    """CrossNER politics; `part` is "train" or "dev"."""
    return _read_columns(data / f"ner/crossner_politics/{part}.txt", "politics")
