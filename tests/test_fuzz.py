"""The inputs that fuzzing saved, those among them that once failed: each is read or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.corpus import load
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_saved_inputs_are_read_or_refused(target: str) -> None:
    inputs = load(target)
    assert inputs
    for data in inputs:
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
@given(st.data())
def test_saved_inputs_cut_and_joined_are_too(target: str, data: st.DataObject) -> None:
    inputs = st.sampled_from(load(target))
    one, other = data.draw(inputs), data.draw(inputs)
    start, end = (data.draw(st.integers(0, len(one))) for _ in range(2))
    TARGETS[target](one[:start] + data.draw(st.binary(max_size=4)) + other[end:])
