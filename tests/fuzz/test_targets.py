"""Each target of run.py with any bytes, and with its seeds damaged: a short look every time."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.crash import crash_of
from fuzz.targets import TARGETS


@st.composite
def damaged(draw: Callable[..., int], seeds: list[bytes], words: tuple[bytes, ...]) -> bytes:
    """Draw a seed with a piece taken out and something put in."""
    whole = draw(st.sampled_from(seeds))
    start = draw(st.integers(0, len(whole)))
    put = draw(st.binary(max_size=12) | st.sampled_from(words or (b"\xff",)))
    return whole[:start] + put + whole[start + draw(st.integers(0, 30)) :]


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_to_be_damaged_is_whole(name: str) -> None:
    TARGETS[name].run(next(TARGETS[name].seeds()))


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=5 if target.dear else 40, deadline=None)
    @given(st.binary(max_size=300) | damaged(list(target.seeds()), target.words))
    def is_fine(data: bytes) -> None:
        assert crash_of(target, data) == ""

    is_fine()
