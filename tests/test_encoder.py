"""The embedded models: pieces, lemma scripts, trees and names as plain functions, then the packaged pipelines."""

from __future__ import annotations

import itertools
import json
import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.encoder import Encoder, _session, make_encoder
from kg.models.decode import best_path, heads_of, spans, transitions, tree
from kg.models.lemmas import apply_script, make_script
from kg.models.pieces import Pieces, shape, space

MODELS = Path(__file__).parents[1] / "kg/models"
PACKAGED = [name for name in ("small", "base") if (MODELS / name / "meta.json").is_file()]
needs_base = pytest.mark.skipif("base" not in PACKAGED, reason="the base pipeline is not packaged")

TEXT = (
    "Amazon employees walked out of the company's headquarters in Seattle on Wednesday. "
    "They don't want to return to the office, Jane Smith said."
)
LEADING = "  date 2023-05-31 Amazon employees walked out on Wednesday.\n\nThe company declined to comment."


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    """All that the pipeline says of a text, to be compared."""
    tokens = [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start) for t in doc]
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    return [*tokens, *ents, *((s.start, s.end, s.label_) for s in doc.spans.get("nominals", []))]


def assert_well_formed(doc: Doc) -> None:
    """Every sentence is a tree with one root, and every token has its labels."""
    for sent in doc.sents:
        assert [token.head.i == token.i for token in sent].count(True) == 1, sent
        for token in sent:
            assert sent.start <= token.head.i < sent.end
            assert token in (ancestors := [*token.ancestors, token]) and sent.root in ancestors
            assert token.dep_ and token.tag_ and token.pos_ and token.lemma_
            assert (token.dep_ == "ROOT") == (token.head.i == token.i)


# Pieces


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "walk", "##out", "##ed", "cafe", "'", "s", "-", "co", "w"])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("walkout", ["walk", "##out"]),
        ("Walked", ["walk", "##ed"]),
        ("Café", ["cafe"]),
        ("'s", ["'", "s"]),
        ("co-walk", ["co", "-", "walk"]),
        ("zzz", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("日本", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_words_are_cut_into_pieces(pieces: Pieces, word: str, expected: list[str]) -> None:
    assert [pieces.pieces[number] for number in pieces.cut(word)] == expected


def test_a_word_has_at_most_eight_pieces(pieces: Pieces) -> None:
    assert len(pieces.cut("'" * 1_000_000)) == 8


def test_pieces_can_be_pickled(pieces: Pieces) -> None:
    assert pickle.loads(pickle.dumps(pieces)).cut("walkout") == pieces.cut("walkout")  # noqa: S301


@pytest.mark.parametrize(
    ("word", "number"),
    [("walk", 0), ("Walk", 1), ("AECJ", 2), ("McDonald", 3), ("A", 4), ("2023-05-31", 5), ("--", 6), ("", 6)],
)
def test_shape_tells_how_a_word_is_written(word: str, number: int) -> None:
    assert shape(word) == number


@pytest.mark.parametrize(("gap", "number"), [("", 0), (" ", 1), ("  ", 2), ("\n", 2), ("\n\n", 3), (" \n \n", 3)])
def test_space_tells_what_parts_two_words(gap: str, number: int) -> None:
    assert space(gap, first=False) == number
    assert space(gap, first=True) == 3


# Lemmas


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("walked", "walk"),
        ("Employees", "employee"),
        ("Amazon", "Amazon"),
        ("was", "be"),
        ("children", "child"),
        ("n't", "not"),
        ("20,000", "20000"),
        ("U.S.", "U.S."),
        ("WORKERS", "worker"),
        ("İstanbul", "İstanbul"),
        ("I", "I"),
    ],
)
def test_a_lemma_script_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_script(make_script(form, lemma), form) == lemma


def test_a_script_carries_over_to_like_words() -> None:
    assert apply_script(make_script("studies", "study"), "parties") == "party"
    assert apply_script(make_script("hoped", "hope"), "Voted") == "vote"


def test_a_script_that_does_not_fit_leaves_the_form() -> None:
    assert apply_script(make_script("studies", "study"), "as") == "as"


# Trees


def is_tree(heads: list[int]) -> bool:
    """One root, and every word reaches it."""
    roots = [word for word, head in enumerate(heads) if head == word]
    reached = set(roots)
    for _ in heads:
        reached |= {word for word, head in enumerate(heads) if head in reached}
    return len(roots) == 1 and len(reached) == len(heads)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 40])
def test_every_sentence_becomes_a_tree_with_one_root(size: int) -> None:
    random = np.random.default_rng(size)
    for _ in range(50):
        assert is_tree(tree(random.standard_normal((size, size)).astype(np.float32)).tolist())


def test_the_tree_is_the_best_one() -> None:
    random = np.random.default_rng(0)
    for _ in range(100):
        scores = random.standard_normal((4, 4)).astype(np.float32)
        found = tree(scores, tries=4)
        totals = [
            sum(float(scores[word, head]) for word, head in enumerate(heads))
            for heads in itertools.product(range(4), repeat=4)
            if is_tree(list(heads))
        ]
        assert sum(float(scores[word, head]) for word, head in enumerate(found)) == pytest.approx(max(totals))


def test_heads_stay_within_their_sentence() -> None:
    scores = np.random.default_rng(1).standard_normal((9, 9)).astype(np.float32)
    heads = heads_of(scores, [0, 4]).tolist()
    assert is_tree(heads[:4])
    assert is_tree([head - 4 for head in heads[4:]])


# Names


def test_labels_of_names_are_well_formed() -> None:
    labels = ["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC", "B-ORG", "I-ORG", "L-ORG", "U-ORG"]
    random = np.random.default_rng(2)
    for _ in range(50):
        scores = random.standard_normal((12, len(labels))).astype(np.float32)
        path = [labels[number] for number in best_path(scores, transitions(labels))]
        covered = {place for start, end, _ in spans(path) for place in range(start, end)}
        assert covered == {place for place, label in enumerate(path) if label != "O"}
        for start, end, name in spans(path):
            assert {label[2:] for label in path[start:end]} == {name}


# The component


def test_the_factory_is_found_by_its_entry_point() -> None:
    (found,) = entry_points(group="spacy_factories", name="kg_encoder")
    assert found.load() is make_encoder
    assert isinstance(spacy.blank("en").add_pipe("kg_encoder"), Encoder)


def test_without_a_model_it_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_encoder")
    with pytest.raises(ValueError, match="has no model"):
        nlp("Hello")


def test_importing_it_does_not_import_what_only_running_needs() -> None:
    code = (
        "import sys, kg.encoder; print([m for m in ('onnxruntime', 'tokenizers', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# The packaged pipelines


@pytest.fixture(scope="module", params=PACKAGED)
def nlp(request: pytest.FixtureRequest) -> Language:
    return spacy.load(MODELS / request.param)


@pytest.fixture(scope="module")
def base() -> Language:
    return spacy.load(MODELS / "base")


def test_a_plain_text_is_understood(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert_well_formed(doc)
    assert [sent.text[:6] for sent in doc.sents] == ["Amazon", "They d"]
    walked = next(token for token in doc if token.text == "walked")
    assert (walked.dep_, walked.lemma_, walked.tag_) == ("ROOT", "walk", "VBD")
    assert [child.text for child in walked.children if child.dep_ == "nsubj"] == ["employees"]
    assert ("Seattle", "LOC") in [(ent.text, ent.label_) for ent in doc.ents]
    assert ("Jane Smith", "PERSON") in [(ent.text, ent.label_) for ent in doc.ents]


def test_a_date_run_into_the_text_does_no_harm(nlp: Language) -> None:
    doc = nlp(LEADING)
    assert_well_formed(doc)
    walked = next(token for token in doc if token.text == "walked")
    assert walked.dep_ == "ROOT"
    assert [child.text for child in walked.children if child.dep_ == "nsubj"] == ["employees"]
    assert [sent.text.strip()[:11] for sent in doc.sents][-1] == "The company"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "a",
        ".",
        "\u200b\u200b",
        "\ufeffAmazon",
        "日本の首相は東京で会見した。",
        "שלום עולם",
        "👩‍👩‍👧 💥 !!!",
        "e\u0301" * 40,
        "WORKERS STAGE WALKOUT AT AMAZON HQ",
        "Hundreds Of Workers Walk Out",
        "“We won’t go back,” she said — “ever.”",
        "**Bold** [link](http://a.b/c?d=e) # Title",
        "one\ttwo  three\n\n\nfour",
    ],
)
def test_odd_input_gives_well_formed_output(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert_well_formed(doc)


def test_the_same_text_gives_the_same_output_in_any_company(nlp: Language) -> None:
    texts = [TEXT, LEADING, "Hi", "", TEXT + " " + LEADING, "The end."]
    alone = [annotation(nlp(text)) for text in texts]
    for size in (1, 2, 6):
        assert [annotation(doc) for doc in spacy.load(nlp.path).pipe(texts, batch_size=size)] == alone
    assert [annotation(doc) for doc in spacy.load(nlp.path).pipe(texts[::-1])] == alone[::-1]


TWO_PROCESSES = """
import sys, spacy
from tests.test_encoder import LEADING, TEXT, annotation
nlp, texts = spacy.load(sys.argv[1]), [TEXT, LEADING, "Hi"] * 3
two = [annotation(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
sys.exit(two != [annotation(nlp(text)) for text in texts])
"""


@needs_base
def test_a_text_that_comes_again_is_run_once(base: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.load(base.path)
    encoder = nlp.get_pipe("kg_encoder")
    run = []
    real = encoder.annotate
    monkeypatch.setattr(encoder, "annotate", lambda words, model: run.append(words.forms) or real(words, model))
    split = nlp.make_doc(TEXT)
    split[5].is_sent_start = True  # the same words, read otherwise
    docs = [encoder(doc) for doc in (nlp.make_doc(TEXT), split, nlp.make_doc(TEXT), nlp.make_doc(LEADING))]
    assert len(run) == 3
    assert annotation(docs[0]) == annotation(docs[2]) != annotation(docs[1])


@pytest.mark.parametrize("name", PACKAGED)
def test_two_processes_give_what_one_gives(name: str) -> None:
    # In a process of its own: spaCy forks, and a fork of one in which other threads run may wait for ever.
    command = [sys.executable, "-c", TWO_PROCESSES, str(MODELS / name)]
    assert subprocess.run(command, cwd=MODELS.parents[1], timeout=300).returncode == 0


def test_set_sentence_starts_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("The company said it would pay. The workers were glad")
    for token in doc:
        token.is_sent_start = token.i in (0, 4)
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [sent.start for sent in doc.sents] == [0, 4]
    assert_well_formed(doc)


@pytest.mark.parametrize("name", PACKAGED)
def test_scores_reach_their_floors(name: str) -> None:
    scores = json.loads((MODELS / name / "scores.json").read_text(encoding="utf8"))
    floors = {
        "small": {"ewt": {"las": 0.785, "names_f": 0.55}, "gum": {"las": 0.80}},
        "base": {"ewt": {"las": 0.88, "names_f": 0.785, "sents_f": 0.9, "lemma_acc": 0.97}, "gum": {"las": 0.885}},
    }
    for part, wanted in floors[name].items():
        for key, floor in wanted.items():
            assert scores[part][key] >= floor, (name, part, key)


@needs_base
def test_one_set_start_leaves_the_rest_to_the_model(base: Language) -> None:
    doc = base.make_doc("The company said it would pay. The workers were glad.")
    doc[4].is_sent_start = True
    assert [sent.start for sent in base.get_pipe("kg_encoder")(doc).sents] == [0, 4, 7]


@needs_base
def test_white_space_hangs_on_the_word_before(base: Language) -> None:
    doc = base("  Amazon  grew.\n\nIt hired.")
    assert [(t.head.i, t.tag_, t.dep_) for t in doc if t.is_space] == [
        (1, "_SP", "dep"),
        (1, "_SP", "dep"),
        (4, "_SP", "dep"),
    ]
    assert [sent.start for sent in doc.sents] == [0, 6]


@needs_base
def test_nominals_carry_what_kind_of_thing_they_are(base: Language) -> None:
    doc = base("The workers left the headquarters on Monday.")
    kinds = {span.text: span.label_ for span in doc.spans["nominals"]}
    assert kinds["workers"] == "person"
    assert kinds["headquarters"] in ("place", "object")
    assert kinds["Monday"] == "time"


@needs_base
def test_a_long_text_is_read_in_windows(base: Language) -> None:
    doc = base(" ".join([TEXT] * 60))
    assert_well_formed(doc)
    assert len(list(doc.sents)) == 120


@needs_base
def test_a_sentence_without_end_is_cut(base: Language) -> None:
    doc = base("and then the workers left, " * 300)
    assert_well_formed(doc)


@needs_base
def test_a_giant_token_does_not_stall(base: Language) -> None:
    doc = Doc(base.vocab, words=["The", "x" * 1_000_000, "grew", "."])
    assert_well_formed(base.get_pipe("kg_encoder")(doc))


@needs_base
def test_bytes_and_pickles_carry_the_model(base: Language) -> None:
    expected = annotation(base(TEXT))
    copy = spacy.blank("en", vocab=base.vocab)
    copy.tokenizer.from_bytes(base.tokenizer.to_bytes())
    copy.add_pipe("kg_encoder").from_bytes(base.get_pipe("kg_encoder").to_bytes())
    assert annotation(copy(TEXT)) == expected
    again = pickle.loads(pickle.dumps(base.get_pipe("kg_encoder")))  # noqa: S301
    assert annotation(again(base.make_doc(TEXT))) == expected


@needs_base
def test_the_pipeline_can_be_saved_and_loaded(base: Language, tmp_path: Path) -> None:
    base.to_disk(tmp_path)
    assert annotation(spacy.load(tmp_path)(TEXT)) == annotation(base(TEXT))


@needs_base
def test_the_number_of_threads_changes_nothing(base: Language) -> None:
    one = spacy.load(MODELS / "base", config={"components": {"kg_encoder": {"threads": 1}}})
    assert annotation(one(TEXT * 3)) == annotation(base(TEXT * 3))


@pytest.mark.parametrize(("told", "threads"), [("3", 3), ("4,2", 0), ("", 0)])  # OpenMP takes lists, too
def test_the_environment_tells_the_number_of_threads(told: str, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", told)
    session = _session((MODELS / "base/kg_encoder/relations.onnx").read_bytes(), 0)
    assert session.get_session_options().intra_op_num_threads == threads


@needs_base
def test_the_package_stays_small() -> None:
    assert sum(file.stat().st_size for file in (MODELS / "base").rglob("*")) <= 30_000_000
