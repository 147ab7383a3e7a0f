"""The encoder component: one transformer graph that fills a spaCy `Doc`, run by onnxruntime alone.

The component is registered as the spaCy factory `kg_encoder`. What it runs (graph, pieces, labels) is loaded with
the pipeline, `spacy.load("kg/models/base")`. Every text is run by itself, so what stands in one `Doc` never depends
on the others in a batch, on the size of the batch or on the number of processes; and a text that comes again, as the
paragraphs of syndicated articles do, is not run again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.models.decode import Floats, Ints, best_path, heads_of, spans, transitions
from kg.models.lemmas import best_lemma, word_endings
from kg.models.pieces import SHAPES, Pieces, shape, space

Arrays = dict[str, NDArray[Any]]
FILES = ("encoder.onnx", "relations.onnx", "pieces.txt", "labels.json")
HELD = 4_000  # texts whose annotation is held: paragraphs that outlets copy, or print under every article
# Words after which a sentence that is too long for one window may be cut.
_CUTS = frozenset(';:,.!?)”"—–')


@dataclass(slots=True)
class Words:
    """The words of a text, white space left out, with their pieces; `fixed` is 1 or -1 where the text's sentence
    starts are set (a start, no start) and 0 elsewhere."""

    places: list[int]
    forms: list[str]
    cuts: list[tuple[int, ...]]
    features: list[int]
    fixed: list[int]

    @property
    def key(self) -> bytes:
        """The same for words that are read alike."""
        digest = blake2b("\n".join(self.forms).encode("utf-8", "surrogatepass"), digest_size=16)
        digest.update(np.array([self.features, self.fixed], dtype=np.int32).tobytes())
        return digest.digest()


@dataclass(slots=True)
class Annotation:
    """What the model says of words, mostly as numbers of labels; `heads` are places in the same lists."""

    tags: list[int] = field(default_factory=list)
    morphs: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    nominals: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)


class Graph:
    """An ONNX graph; it is loaded on first use, and anew in a forked process, where no thread of the old one lives."""

    def __init__(self, content: bytes, threads: int) -> None:
        self.content, self.threads = content, threads
        self._session: Any = None
        self._names: list[str] = []
        self._process = 0

    def __reduce__(self) -> tuple[type[Graph], tuple[bytes, int]]:
        return Graph, (self.content, self.threads)

    def __call__(self, feed: Arrays) -> Arrays:
        """The outputs by name."""
        if self._process != os.getpid():
            self._session, self._process = _session(self.content, self.threads), os.getpid()
            self._names = [output.name for output in self._session.get_outputs()]
        return dict(zip(self._names, self._session.run(self._names, feed), strict=True))


def _session(content: bytes, threads: int) -> Any:
    # Imported here: it takes a tenth of a second that "import kg.encoder" should not cost.
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    told = os.environ.get("OMP_NUM_THREADS", "")
    options.intra_op_num_threads = threads or (int(told) if told.isdecimal() else 0)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # threads that wait give way to others
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


class Model:
    """The trained graphs with their pieces and labels."""

    def __init__(self, files: dict[str, bytes], threads: int) -> None:
        """`files` are the contents of FILES by name; `threads` run one text (0: as many as OMP_NUM_THREADS says, or
        one for every core).
        """
        self.files = files
        self.pieces = Pieces(files["pieces.txt"].decode("utf8").split("\n"))
        self.labels: dict[str, list[str]] = json.loads(files["labels.json"])
        self.transitions = transitions(self.labels["names"])
        self.endings = word_endings(self.pieces.pieces)
        self.run = Graph(files["encoder.onnx"], threads)
        self._relations = Graph(files["relations.onnx"], 1)

    def relate(self, dep: Floats, head: Floats) -> Floats:
        """The scores of the labels of dependencies, from what `run` gave of dependents and of their heads."""
        scores: Floats = self._relations({"dep": dep, "head": head})["scores"]
        return scores


def read_words(doc: Doc, pieces: Pieces) -> Words:
    """The words of `doc` as the model reads them."""
    words = Words([], [], [], [], [])
    fixed = doc.to_array("SENT_START").astype(np.int64).tolist()
    text, end, pending = doc.text, 0, 0
    for token in doc:
        form, start = token.text, token.idx
        pending = max(pending, fixed[token.i]) if pending or fixed[token.i] > 0 else fixed[token.i]
        if form.isspace() or not form:
            pending = max(pending, 0)
            continue
        gap = text[end:start] if end < start else ""
        words.places.append(token.i)
        words.forms.append(form)
        words.cuts.append(pieces.cut(form))
        words.features.append(shape(form) + 2 * SHAPES * space(gap, not words.features))
        words.fixed.append(pending)
        end, pending = start + len(form), 0
    return words


def make_feed(words: Words, start: int, end: int, pieces: Pieces) -> Arrays:
    """The graph's inputs for the words from `start` to `end`."""
    numbers, features, last = [pieces.first], [0], []
    for cut, feature in zip(words.cuts[start:end], words.features[start:end], strict=True):
        numbers.extend(cut)
        features.extend((feature, *[feature + SHAPES] * (len(cut) - 1)))
        last.append(len(numbers) - 1)
    sizes = [len(cut) for cut in words.cuts[start:end]]
    ends = np.array(last, dtype=np.int64)
    return {
        "pieces": np.array([*numbers, pieces.last], dtype=np.int64),
        "features": np.array([*features, 0], dtype=np.int64),
        "first": ends - np.array(sizes, dtype=np.int64) + 1,
        "last": ends,
    }


def _starts(scores: Floats, fixed: Sequence[int]) -> list[int]:
    """The first words of sentences: where they are set, else where the model sees one."""
    pairs = enumerate(zip(scores.tolist(), fixed, strict=True))
    starts = [place for place, (score, known) in pairs if known > 0 or (known == 0 and score > 0)]
    return starts if starts and starts[0] == 0 else [0, *starts]


def _window_end(words: Words, start: int, limit: int) -> int:
    """The end of the longest stretch from `start` that has at most `limit` pieces, and at least one word."""
    total, end = 0, start
    while end < len(words.cuts) and (end == start or total + len(words.cuts[end]) <= limit):
        total += len(words.cuts[end])
        end += 1
    return end


def _cut(words: Words, start: int, end: int, starts: Sequence[int]) -> int:
    """Where to end a stretch behind which the text goes on: before its last sentence, or at a mark of punctuation."""
    if len(starts) > 1:
        return start + starts[-1]
    marks = (place for place in range(end - 1, start + (end - start) // 2, -1) if words.forms[place] in _CUTS)
    return next(marks, end - 1) + 1


class Encoder:
    """A spaCy component that fills tags, morphology, lemmas, trees, sentences, names and `doc.spans["nominals"]`.

    "nominals" holds one span for every word that heads a mention of something, labelled with what kind of thing it
    is: person, organization, place, event, time, abstract, object, substance, animal or plant (the types of GUM,
    Zeldes 2017). Sentence starts that are set in the `Doc` are kept.
    """

    def __init__(self, vocab: Vocab, name: str = "kg_encoder", threads: int = 0, window: int = 256) -> None:
        """`threads` run one text (0: as many as OMP_NUM_THREADS says, or one for every core); `window` is the most
        pieces looked at together.
        """
        self.vocab, self.name, self.threads, self.window = vocab, name, threads, window
        self.model: Model | None = None
        self.write: Writer | None = None
        self._held: dict[bytes, Annotation] = {}

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_held": {}}

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the kinds of named entities, empty while no model is loaded."""
        found = self.model.labels["names"] if self.model else []
        return tuple(sorted({label[2:] for label in found if label != "O"}))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` and return it. Raises `ValueError` while no model is loaded."""
        if self.model is None or self.write is None:
            raise ValueError(f"component {self.name!r} has no model: load a trained pipeline with spacy.load")
        words = read_words(doc, self.model.pieces)
        key = words.key
        if key not in self._held:
            if len(self._held) >= HELD:
                self._held.clear()
            self._held[key] = self.annotate(words, self.model)
        self.write(doc, words, self._held[key])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate the documents of `stream` in order; each is run by itself, whatever `batch_size` is."""
        for doc in stream:
            yield self(doc)

    def annotate(self, words: Words, model: Model) -> Annotation:
        """The annotation of all words, window by window; each window begins with a sentence."""
        found = Annotation()
        start = 0
        while start < len(words.forms):
            end = _window_end(words, start, self.window - 2)
            outputs = model.run(make_feed(words, start, end, model.pieces))
            starts = _starts(outputs["starts"], words.fixed[start:end])
            if end < len(words.forms):
                end = _cut(words, start, end, starts)
            _extend(found, outputs, [place for place in starts if place < end - start], words.forms[start:end], model)
            start = end
        return found

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (self.model.files if self.model else {}).items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load the model from the folder `path`. Raises `OSError` where a file is missing."""
        return self._load({name: (Path(path) / name).read_bytes() for name in FILES})

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model's files in one piece."""
        files = self.model.files if self.model else {}
        header = json.dumps({name: len(content) for name, content in files.items()}).encode()
        return b"\n".join((header, b"".join(files.values())))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load the model from what `to_bytes` gave."""
        header, _, content = data.partition(b"\n")
        files, at = {}, 0
        for name, size in json.loads(header).items():
            files[name] = content[at : at + size]
            at += size
        return self._load(files) if files else self

    def _load(self, files: dict[str, bytes]) -> Encoder:
        self.model, self._held = Model(files, self.threads), {}
        self.write = Writer(self.vocab, self.model.labels)
        return self


def _name_labels(scores: Floats, allowed: Floats) -> list[int]:
    """The best well-formed labels; the best of each word where they already are."""
    best = scores.argmax(axis=1)
    count = scores.shape[1]
    steps = allowed[np.append(count, best), np.append(best, count)]
    return [int(label) for label in best] if np.isfinite(steps).all() else best_path(scores, allowed)


def _extend(found: Annotation, outputs: Arrays, starts: Sequence[int], forms: Sequence[str], model: Model) -> None:
    """Add the annotation of the first words of a window, which are `forms`, to what was `found` before."""
    base, size = len(found.tags), len(forms)
    heads = heads_of(outputs["arcs"][:size, :size], starts)
    for key in ("tags", "morphs", "nominals"):
        getattr(found, key).extend(outputs[key][:size].tolist())
    found.lemmas.extend(_lemmas(outputs, forms, model))
    found.heads.extend((heads + base).tolist())
    found.deps.extend(_relations(outputs, heads, model))
    labels = [model.labels["names"][number] for number in _name_labels(outputs["names"][:size], model.transitions)]
    found.names.extend((first + base, last + base, name) for first, last, name in spans(labels))


def _lemmas(outputs: Arrays, forms: Sequence[str], model: Model) -> list[str]:
    scripts, known, endings = model.labels["lemmas"], model.pieces.numbers, model.endings
    rows = zip(forms, outputs["lemmas"].tolist(), outputs["lemma_scores"].tolist(), strict=False)
    return [best_lemma(form, [scripts[n] for n in numbers], scores, known, endings) for form, numbers, scores in rows]


def _relations(outputs: Arrays, heads: Ints, model: Model) -> list[int]:
    """The labels of the dependencies between words and their `heads`; a word that is its own head is a root."""
    scores = model.relate(outputs["rel_dep"][: len(heads)], outputs["rel_head"][heads])
    root = model.labels["deps"].index("ROOT")
    scores[:, root] = -np.inf
    labels = np.where(heads == np.arange(len(heads)), root, scores.argmax(axis=1))
    return [int(label) for label in labels]


_COLUMN = {attr: n for n, attr in enumerate(("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"))}


class Writer:
    """Puts annotation into documents; it knows the numbers of all labels in one vocabulary."""

    def __init__(self, vocab: Vocab, labels: dict[str, list[str]]) -> None:
        """`labels` are those of the model; all are added to the strings of `vocab` here, once."""
        add = vocab.strings.add
        parts = [label.partition("|") for label in labels["morphs"]]
        self.kinds = labels["nominals"]
        self.tags = _numbers(add(label) for label in labels["tags"])
        self.deps = _numbers(add(label) for label in labels["deps"])
        self.pos = _numbers(vocab.strings[pos] for pos, _, _ in parts)
        self.morphs = _numbers(vocab.morphology.add(feats) for _, _, feats in parts)
        self.names = {label[2:]: add(label[2:]) for label in labels["names"] if label != "O"}
        self.space = {"TAG": add("_SP"), "POS": vocab.strings["SPACE"], "DEP": add("dep"), "ENT_IOB": 2}
        self.space["MORPH"] = vocab.morphology.add("")
        self.root = add("ROOT")
        for kind in self.kinds:
            add(kind)

    def __call__(self, doc: Doc, words: Words, found: Annotation) -> None:
        """Write what was `found`; white space hangs on the word before it, as spaCy has it."""
        if not len(doc):
            return
        table = self._spaces(doc, words)
        places = words.places
        if places:
            self._words(doc, table, words, found)
        for start, end, name in found.names:
            first, last = places[start], places[end - 1] + 1
            table[first:last, _COLUMN["ENT_IOB"]], table[first, _COLUMN["ENT_IOB"]] = 1, 3
            table[first:last, _COLUMN["ENT_TYPE"]] = self.names[name]
        doc.from_array(list(_COLUMN), table)  # type: ignore[arg-type]
        doc.spans["nominals"] = [
            Span(doc, place, place + 1, label=self.kinds[kind])
            for place, kind in zip(places, found.nominals, strict=True)
            if kind
        ]

    def _words(self, doc: Doc, table: NDArray[np.uint64], words: Words, found: Annotation) -> None:
        places = np.array(words.places)
        morphs = np.array(found.morphs)
        columns = {
            "TAG": self.tags[np.array(found.tags)],
            "POS": self.pos[morphs],
            "MORPH": self.morphs[morphs],
            "LEMMA": _numbers(doc.vocab.strings.add(lemma) for lemma in found.lemmas),
            "HEAD": (places[np.array(found.heads)] - places).astype(np.int64).view(np.uint64),
            "DEP": self.deps[np.array(found.deps)],
        }
        for attr, column in columns.items():
            table[places, _COLUMN[attr]] = column

    def _spaces(self, doc: Doc, words: Words) -> NDArray[np.uint64]:
        """A table for `doc.from_array` that treats every token as white space."""
        table = np.zeros((len(doc), len(_COLUMN)), dtype=np.uint64)
        for attr, value in self.space.items():
            table[:, _COLUMN[attr]] = value
        if len(words.places) == len(doc):
            return table
        is_word = set(words.places)
        before = words.places[0] if words.places else 0
        for place in range(len(doc)):
            if place in is_word:
                before = place
                continue
            table[place, _COLUMN["HEAD"]] = np.int64(before - place).view(np.uint64)
            table[place, _COLUMN["LEMMA"]] = doc.vocab.strings.add(doc[place].text)
        if not words.places:
            table[0, _COLUMN["DEP"]] = self.root
        return table


def _numbers(values: Iterable[int]) -> NDArray[np.uint64]:
    return np.array(list(values), dtype=np.uint64)


@Language.factory(
    "kg_encoder",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "doc.ents",
        "doc.spans",
    ],
    default_config={"threads": 0, "window": 256},
)
def make_encoder(nlp: Language, name: str, threads: int, window: int) -> Encoder:
    """Make the component for the pipeline `nlp`; `name` is its name there, the rest is as `Encoder` has it."""
    return Encoder(nlp.vocab, name, threads, window)
