"""Scores a pipeline on the dev sets, on raw text: the pipeline cuts tokens and sentences itself.

python -m training.score --data ../shared/data kg/models/small
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, Span, Token
from spacy.training import Example

from training.blocks import Block
from training.docs import to_doc
from training.prepare import dev_sets

NAMES = ("PERSON", "ORG", "LOC")


def _spans(ents: Sequence[Span]) -> set[tuple[int, int, str]]:
    return {(ent.start_char, ent.end_char, ent.label_) for ent in ents if ent.label_ in NAMES}


def score_names(gold: Sequence[Doc], found: Sequence[Doc]) -> dict[str, float]:
    """Exact precision, recall and F of persons, organisations and places together."""
    prf = PRFScore()
    for want, got in zip(gold, found, strict=True):
        if want.has_annotation("ENT_IOB"):
            prf.score_set(_spans(got.ents), _spans(want.ents))
    return {"names_p": prf.precision, "names_r": prf.recall, "names_f": prf.fscore}


def _text_of(token: Token, attr: str) -> str:
    value = getattr(token, attr)
    return token.vocab.strings[value] if isinstance(value, int) else value


def score_grammar(gold: Sequence[Doc], found: Sequence[Doc]) -> dict[str, float]:
    """spaCy's scores of tokens, tags, lemmas, sentences and dependencies.

    `las` and `uas` leave punctuation out as spaCy does; `las_all` counts it, as the CoNLL shared tasks do.
    """
    examples = [Example(got, want) for got, want in zip(found, gold, strict=True)]
    scores: dict[str, float] = {"token_f": Scorer.score_tokenization(examples)["token_f"]}
    for attr, key in (("tag", "tag_acc"), ("pos", "pos_acc"), ("lemma", "lemma_acc"), ("morph", "morph_acc")):
        scores[key] = Scorer.score_token_attr(examples, attr)[f"{attr}_acc"]
    scores["sents_f"] = Scorer.score_spans(examples, "sents", has_annotation=lambda doc: True)["sents_f"]
    for ignore, suffix in ((("punct",), ""), ((), "_all")):
        deps = Scorer.score_deps(examples, "dep", ignore_labels=ignore, getter=_text_of)
        scores |= {f"uas{suffix}": deps["dep_uas"], f"las{suffix}": deps["dep_las"]}
    return scores


def score(nlp: Language, sets: dict[str, list[Block]]) -> dict[str, dict[str, float]]:
    """The scores of `nlp` on every set, rounded to four places."""
    results = {}
    for name, blocks in sets.items():
        gold = [to_doc(block, nlp.vocab) for block in blocks]
        found = list(nlp.pipe([doc.text for doc in gold], batch_size=32))
        scores = score_grammar(gold, found)
        if name.startswith("ewt"):
            scores |= score_names(gold, found)
        results[name] = {key: round(value, 4) for key, value in scores.items()}
    return results


def main() -> None:
    """Print the scores of a pipeline as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    print(json.dumps(score(spacy.load(args.model), dev_sets(args.data)), indent=1))


if __name__ == "__main__":
    main()
