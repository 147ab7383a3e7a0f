"""Mends the lemmas of rare words, on which models err, before a Doc is read."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.tree import Doc

# Past forms that no regular inflection gives, and their bases; those that are bases of other verbs are left out.
IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "laid=lay bought=buy won=win beat=beat beaten=beat met=meet sold=sell led=lead held=hold took=take taken=take "
        "left=leave shot=shoot struck=strike hit=hit fought=fight found=find made=make told=tell said=say wrote=write "
        "written=write spoke=speak spoken=speak went=go gone=go gave=give given=give rose=rise risen=rise fell=fall "
        "fallen=fall shut=shut cut=cut paid=pay brought=bring thought=think sent=send built=build lost=lose "
        "began=begin begun=begin shook=shake shaken=shake spent=spend drew=draw drawn=draw sank=sink sunk=sink "
        "fled=flee flew=fly flown=fly came=come became=become ran=run kept=keep felt=feel stood=stand "
        "understood=understand knew=know known=know grew=grow grown=grow threw=throw thrown=throw broke=break "
        "broken=break chose=choose chosen=choose drove=drive driven=drive rode=ride ridden=ride hid=hide hidden=hide "
        "bit=bite bitten=bite stole=steal stolen=steal froze=freeze frozen=freeze woke=wake wore=wear worn=wear "
        "tore=tear torn=tear swore=swear sworn=swear bore=bear caught=catch taught=teach sought=seek dealt=deal "
        "meant=mean heard=hear sat=sit slept=sleep swept=sweep wept=weep crept=creep bent=bend lent=lend bound=bind "
        "stuck=stick stung=sting hung=hang dug=dig swung=swing spun=spin clung=cling sang=sing sung=sing rang=ring "
        "rung=ring drank=drink drunk=drink swam=swim swum=swim sprang=spring sprung=spring shrank=shrink "
        "shrunk=shrink stank=stink overthrew=overthrow overthrown=overthrow withdrew=withdraw withdrawn=withdraw "
        "undertook=undertake undertaken=undertake overtook=overtake withheld=withhold upheld=uphold rebuilt=rebuild "
        "foresaw=foresee foreseen=foresee saw=see seen=see forbade=forbid forbidden=forbid forgot=forget "
        "forgotten=forget got=get gotten=get did=do done=do ate=eat eaten=eat blew=blow blown=blow shone=shine "
        "shown=show proven=prove slew=slay slain=slay strove=strive striven=strive fed=feed bled=bleed bred=breed "
        "sped=speed slid=slide lit=light"
    ).split()
)
SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)es$")  # the plural of "watch", as against that of "plane"


@lru_cache(maxsize=20_000)
def base_forms(word: str, lemma: str, verb: bool) -> tuple[str, ...]:
    """The lemma, and the bases that regular inflection allows: models err on rare words ("accused" -> "accus")."""
    forms = [lemma, lemma.replace("-", "")]
    if verb:
        forms += [IRREGULAR[word]] if word in IRREGULAR else []
        for ending in ("ed", "ing"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                forms += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
        forms += [word[:-1]] if word.endswith("d") else []
        forms += [word[:-3] + "y"] if word.endswith("ied") else []
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        forms += [word[:-1], word[:-2]] if SIBILANT.search(word) else [word[:-1]]
    return tuple(dict.fromkeys(forms))


SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtz]")  # of one syllable, doubled before an ending: "hop", "hopped"
DOUBLED = re.compile(r"(?<=[a-z]{2})(?:bb|gg|mm|nn|pp|rr|tt)")
MUTE = re.compile(r"(?:ct|ft|ld|lk|lt|mp|nd|nt|pt|rd|rk|sk)e$")  # what no verb ends with: "co-founde"
WHOLE = frozenset({"boycott", "purr", "putt", "inn"})


def _regular(word: str, lemma: str) -> str:
    """A lemma as spelling allows it: "sided" is of "side", since "sid" would make "sidded"; "starring" is of "star"."""
    if SHORT.fullmatch(lemma) and word in (lemma + "ed", lemma + "ing"):
        return lemma + "e"
    if lemma.endswith("she") or MUTE.search(lemma):
        return lemma[:-1]  # "unleashed"
    doubled = len(lemma) > 3 and DOUBLED.fullmatch(lemma, len(lemma) - 2) and lemma not in WHOLE
    return lemma[:-1] if doubled and word in (lemma + "ed", lemma + "ing") else lemma


def mend_lemmas(doc: Doc, known: frozenset[tuple[str, str]]) -> None:
    """Sets the lemma of verbs and nouns to a base form that is known, where the model's own is not.

    `known` holds (part of speech, lemma) pairs: "verb" or "noun" and a word that some rule asks for.
    """
    for token in doc:
        if token.tag_ in ("VBD", "VBN") and token.lower_ in IRREGULAR:
            token.lemma_ = IRREGULAR[token.lower_]
        elif token.tag_ in ("VBD", "VBN", "VBG"):
            token.lemma_ = _regular(token.lower_, token.lemma_)
        elif token.lower_ == "cent" and token.i and token.nbor(-1).lower_ == "per":
            token.lemma_ = "percent"
        pos = "verb" if token.pos_ in ("VERB", "AUX") else "noun" if token.pos_ in ("NOUN", "PROPN") else ""
        if pos and (pos, token.lemma_.lower()) not in known:
            forms = base_forms(token.lower_, token.lemma_.lower(), pos == "verb")
            mended = next((f for f in forms if (pos, f) in known), "")
            if mended:
                token.lemma_ = mended
