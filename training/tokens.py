"""The tokenizer of the embedded pipelines: spaCy's English one, brought nearer to the treebanks and to news text.

The treebanks follow the Penn and Universal Dependencies conventions. Where they part from spaCy's rules in words
that news text has (affixes such as "co-founder", "U.S.-led", "COVID-19", "7:30pm", "10bn", telephone numbers),
the rules here follow the treebanks. A date such as 2023-05-31 stays one token.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Affixes that the treebanks leave attached to the word that follows (tag guidelines of Penn and UD English).
_AFFIXES = (
    "anti|co|counter|cross|e|ex|extra|inter|intra|mega|micro|mid|mini|mis|multi|non|over|para|post|pre|pro"
    "|pseudo|psycho|re|semi|socio|sub|super|trans|ultra|un|under"
)
_CASED_AFFIXES = "|".join(f"[{affix[0]}{affix[0].upper()}]{affix[1:]}" for affix in _AFFIXES.split("|"))
_WHOLE = re.compile(
    rf"(?:(?:{_CASED_AFFIXES})-[a-z]+|(?:\d{{3}}[-.])?\d{{3}}[-.]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}-\d{{1,2}}-\d{{4}}"
    r"|(?:\d-)?\d{3}[-/]\d{3}-\d{4}|x?\d-\d{4}|\d{5}-\d{4}|\d{1,3}0['’]s|[A-Za-z]/[A-Za-z]?|[*=_~#+-]{3,})$"
)
_NOT_SPECIAL = ("and/or", "):", "8)", "8D", "id", "Id", "ill", "Ill")
_WHOLE_WORDS = ("vol.", "Vol.", "al.", "Ft.", "approx.", "Sen.", "Rep.", "Gov.", "Lt.", "Sgt.", "Capt.", "Col.")
_WHOLE_WORDS += ("Mon.", "Tue.", "Tues.", "Wed.", "Thur.", "Thurs.", "Fri.", "Ave.", "Sr.", "Reps.", "Attn.")
_PREFIXES = (r"[!?]{2,}", r"<<", r">>", r"\$\$+", r"[*=_~#+-]{3,}", r"--?(?=\w)", r"/(?=[A-Za-z]+$)")
_SUFFIXES = (
    r"[!?]{2,}",
    r"(?<=[a-z]{4})[.,:;]\?",
    r"[*=_~#+-]{3,}",
    r"(?<=\w)--",
    r"(?<=[a-z]{4})-",
    r"(?<=\d)hrs?",
    r"(?<=\d)(?:[ap]m|[ap]\.m\.|AM|PM|A\.M\.|P\.M\.)",
    r"(?<=\d)(?:k|K|bn|tn|mn|mph|pp)",
    r"<<",
    r">>",
)
_INFIXES = (
    r"(?<=[A-Za-z])[\"”](?=<)",
    r"(?<=[\"”:])<(?=[A-Za-z])",
    r"(?<=[A-Za-z0-9])[(\[{](?=[A-Za-z0-9])",
    r"(?<=[A-Za-z0-9])[)\]}](?=[.\w(\[{])",
    r"(?<=[a-z])[!?;]+(?=[A-Za-z])",
    r"(?<=[A-Za-z])[,:](?=[0-9])",
    r"(?<=[A-Za-z.])-(?=[A-Za-z0-9])",
    r"(?<=[0-9])[–—](?=[0-9])",
    r"(?<=[0-9])(?:-)(?=[$£€])",
    r"(?<=[A-Za-z0-9])[\"”“](?=[A-Za-z-])",
    r"(?<=[A-Za-z0-9.,;:!?])(?:\.\.\.|…|--+|[–—])(?=[A-Za-z0-9\"“‘])",
)


def _special_cases(rules: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    """spaCy's exceptions without those that hurt, and with contractions in capitals for headlines (DON'T)."""
    kept = {key: value for key, value in rules.items() if key not in _NOT_SPECIAL}
    for key, value in list(kept.items()):
        if key.islower() and re.search(r"n['’]t$", key):
            kept[key.upper()] = [{ORTH: part[ORTH].upper()} for part in value]
    return kept


def make_pipeline() -> Language:
    """A blank English pipeline with the tokenizer described above; raises nothing."""
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*_PREFIXES, *nlp.Defaults.prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*_SUFFIXES, *nlp.Defaults.suffixes]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *nlp.Defaults.infixes]).finditer
    tokenizer.token_match = _WHOLE.match
    tokenizer.rules = _special_cases(tokenizer.rules)
    for word in _WHOLE_WORDS:
        tokenizer.add_special_case(word, [{ORTH: word}])
    for start, end in (("wan", "na"), ("lot", "ta")):
        for first in (start, start.title()):
            tokenizer.add_special_case(first + end, [{ORTH: first}, {ORTH: end}])
    return nlp


@spacy.registry.callbacks("kg.tokenizer.v1")
def tokenizer_setter() -> Callable[[Language], Language]:
    """A callback for spaCy's training configuration that gives a pipeline the tokenizer described above."""

    def set_tokenizer(nlp: Language) -> Language:
        nlp.tokenizer.from_bytes(make_pipeline().tokenizer.to_bytes())
        return nlp

    return set_tokenizer
