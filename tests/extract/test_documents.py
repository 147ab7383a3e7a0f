"""When the documents that an article tells of appeared."""

from __future__ import annotations

import pytest

from tests.extract.told import read

MAIL = "an email|NN|said|obl Tuesday|NNP|email|nmod:unmarked"
DATED = {
    "on the document": f"In {MAIL} , Ann|NNP|said|nsubj|PERSON said/say|VBD "
    "pay|NN|fell|nsubj fell/fall|VBD|said|ccomp .",
    "by the verb it is told in": "Ann|NNP|wrote|nsubj|PERSON wrote/write|VBD in an email|NN|wrote|obl "
    "Tuesday|NNP|wrote|obl:unmarked that pay|NN|fell|nsubj fell/fall|VBD|wrote|ccomp .",
    "by the verb that issues it": "Norvik|NNP|sent|nsubj|ORG sent/send|VBD an email|NN|sent|obj "
    "Tuesday|NNP|sent|obl:unmarked .",
}
OTHER = {
    "an event": "Norvik|NNP|struck|nsubj|ORG struck/strike|VBD Tuesday|NNP|struck|obl:unmarked .",
    "a verb that does not make it": "Ann|NNP|read|nsubj|PERSON read/read|VBD an email|NN|read|obj "
    "Tuesday|NNP|read|obl:unmarked .",
    "a deadline": "Norvik|NNP|send|nsubj|ORG must send|VB an email|NN|send|obj by Tuesday|NNP|send|obl .",
}


def days(text: str) -> list[str]:
    """The words of each time at which a document appeared."""
    return [c.evidence[0].trigger.text for c in read(text).claims if c.predicate == "published"]


@pytest.mark.parametrize("text", DATED.values(), ids=DATED)
def test_a_document_has_the_day_that_is_told_of_it(text: str) -> None:
    assert days(text) == ["Tuesday"]


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_the_day_of_something_else_is_not_that_of_a_document(text: str) -> None:
    assert not days(text)
