"""Names of bodies cut to their first word: "Acme" after "Acme Entertainment"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.extract.propernames import UNION_NAME
from kg.extract.reading import Nominal, Reading
from kg.names import name_key

# Last words of bodies that are called by the place or the field that they begin with, or by no first word at all.
UNSHORTENED = frozenset(
    "committee subcommittee department ministry court office council party caucus commission agency bureau board "
    "association federation republicans democrats senate assembly parliament police army forces front league".split()
)


def of_bodies(reading: Reading) -> Mapping[str, str]:
    """The full name by the lone word that is short for it: of one body only, told in full before, but for the title.

    A name of the background is its own: "Amazon" is not short for "Amazon Studios". Nor is it for a group of people
    that is named after a body.
    """
    first: dict[str, Nominal] = {}
    for nominal in sorted((n for n in reading.nominals if n.kind == "named"), key=lambda n: n.head):
        if not _in_title(nominal, reading):
            first.setdefault(nominal.name, nominal)
    full = defaultdict[str, list[Nominal]](list)
    for nominal in first.values():
        if _is_full(nominal, reading):
            full[nominal.name.split()[0]].append(nominal)
    found = {}
    for word, bodies in full.items():
        lone = first.get(word, bodies[0])
        later = bodies[0].head <= lone.head and reading.onto.is_a(lone.type, "Organization")
        if later and len({name_key(b.name) for b in bodies}) == 1 and word not in reading.onto.gazetteer:
            found[word] = bodies[0].name
    return found


def _in_title(nominal: Nominal, reading: Reading) -> bool:
    place = reading.doc[nominal.head].idx
    return any(b.kind == "title" and b.start <= place < b.end for b in reading.article.blocks)


def _is_full(nominal: Nominal, reading: Reading) -> bool:
    """True for the full name of a body that is called by its first word: none such as "Australian" or "National"."""
    words = nominal.name.split()
    body = len(words) > 1 and words[-1][0].isupper() and reading.onto.is_a(nominal.type, "Organization")
    whole = words[-1].lower() in UNSHORTENED or UNION_NAME.search(nominal.name)
    return body and not whole and reading.doc[nominal.start].pos_ != "ADJ"
