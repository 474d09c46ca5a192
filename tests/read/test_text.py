from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import Problem, SourceError
from milepost.read.text import decode

PATH = PurePosixPath("journal/day.md")


def problem_of(data: bytes) -> Problem:
    with pytest.raises(SourceError) as caught:
        decode(PATH, data)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Où".encode(), "Où"),
        (b"\xef\xbb\xbfday", "day"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
    ],
)
def test_utf_8_is_read_whatever_its_mark_and_line_ends(data: bytes, text: str) -> None:
    assert decode(PATH, data) == text


@pytest.mark.parametrize("data", [b"a\nb\xe9", b"a\r\nb\xe9\r\n", b"a\rb\xe9\rc"])
def test_the_line_that_is_not_utf_8_is_shown(data: bytes) -> None:
    problem = problem_of(data)
    assert (
        problem.message == "this line is not UTF-8 text; save the file as UTF-8 in your editor"
    )
    assert (problem.line, problem.excerpt) == (2, "b\ufffd")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_called_by_its_name(encoding: str) -> None:
    message = problem_of("\ufeffday".encode(encoding)).message
    assert message == "the file is saved as UTF-16; save it as UTF-8 in your editor"


def test_binary_data_is_refused() -> None:
    message = problem_of(b"a\0b").message
    assert message == "the file holds binary data, not text; is it the right file?"


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert "\r" not in decode(PATH, data)
    except SourceError as error:
        assert len(error.problems) == 1
