"""The keys that set wrong numbers right: `cut` and `elevation`."""

from datetime import time
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.model.journal import Cut
from milepost.read.front_matter import Value, split
from milepost.read.keys import InsideError, cuts, elevation


def value(typed: str) -> Value:
    """Return the value of a key as YAML has it."""
    return split(PurePosixPath("a.md"), f"---\nkey: {typed}\n---\n").values["key"]


A_CUT = "takes a part of the day: 12:10-13:05, after 17:42 or before 08:10"


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ("12:10-13:05", time(12, 10), time(13, 5)),
        ("12:10 - 13:05", time(12, 10), time(13, 5)),
        ("12:10–13:05", time(12, 10), time(13, 5)),
        ("12:10 to 13:05", time(12, 10), time(13, 5)),
        ('"12:10:30-12:10:31"', time(12, 10, 30), time(12, 10, 31)),
        ("8:10-13:05", time(8, 10), time(13, 5)),
        ("00:00-23:59:59", time(0), time(23, 59, 59)),
        ("after 17:42", time(17, 42), None),
        ("After  17:42:05", time(17, 42, 5), None),
        ("before 08:10", None, time(8, 10)),
    ],
)
def test_a_cut_is_a_part_of_the_day(typed: str, begin: time | None, end: time | None) -> None:
    assert cuts(value(typed)) == (Cut(begin, end, 2),)


@pytest.mark.parametrize(
    "typed", ["before 08:10, 12:10-13:05", "[before 08:10, 12:10 to 13:05]"]
)
def test_several_cuts_are_a_list_or_text_with_commas(typed: str) -> None:
    assert cuts(value(typed)) == (
        Cut(None, time(8, 10), 2),
        Cut(time(12, 10), time(13, 5), 2),
    )


def test_each_cut_knows_its_own_line() -> None:
    assert [cut.line for cut in cuts(value("\n- after 8:10\n- before 7:00"))] == [3, 4]


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("lunch", A_CUT),
        ("5:42 pm", A_CUT),
        ("12-13", A_CUT),
        ("12:1-13:05", A_CUT),
        ("12:10-13:05,", A_CUT),
        ("12:10to13:05", A_CUT),
        ("{from: 12:10}", A_CUT),
        ("[[12:10-13:05]]", A_CUT),
        (
            "12:10",
            (
                "is a moment, not a part of the day; "
                "write after 12:10, before 12:10, or both ends: 12:10-13:05"
            ),
        ),
        ("after 25:10", "takes times from 00:00 to 23:59:59, not 25:10"),
        ("22:00-24:00", "takes times from 00:00 to 23:59:59, not 24:00"),
        ("12:10-13:05:60", "takes times from 00:00 to 23:59:59, not 13:05:60"),
        (
            "13:05-12:10:20",
            (
                "is backward: 12:10:20 is not after 13:05; turn it round, or write two "
                "if it goes over midnight: after 13:05, before 12:10:20"
            ),
        ),
        ("12:00-12:00", "is empty: it begins and ends at 12:00; correct one of the times"),
        ("before 0:00", "is empty: it begins and ends at 00:00; correct one of the times"),
    ],
)
def test_what_is_no_part_of_the_day_is_refused(typed: str, phrase: str) -> None:
    with pytest.raises(InsideError) as caught:
        cuts(value(typed))
    assert str(caught.value) == phrase


def test_a_wrong_cut_is_told_where_it_stands() -> None:
    with pytest.raises(InsideError) as caught:
        cuts(value("\n- after 8:10\n- 9:00-8:00"))
    assert (caught.value.at.line, caught.value.at.column, caught.value.at.width) == (4, 3, 9)


@given(st.times(), st.times())
def test_a_cut_that_is_read_ends_after_its_begin(begin: time, end: time) -> None:
    begin, end = (moment.replace(microsecond=0) for moment in (begin, end))
    typed = Value(f"{begin.isoformat()}-{end.isoformat()}", 1, 1, 1)
    if begin < end:
        assert cuts(typed) == (Cut(begin, end, 1),)
    else:
        with pytest.raises(ValueError, match=r"is backward|is empty"):
            cuts(typed)


@pytest.mark.parametrize("typed", ["watch", "Phone", "none"])
def test_an_elevation_is_one_of_three_words(typed: str) -> None:
    assert elevation(value(typed)) == typed.lower()


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("wach", "takes watch, phone or none; did you mean 'watch'?"),
        ("barometer", "takes watch, phone or none"),
        (
            "320 m",
            "takes watch, phone or none; a climb that you know is  elevation_gain: 320 m",
        ),
    ],
)
def test_what_is_no_such_word_is_refused(typed: str, phrase: str) -> None:
    with pytest.raises(ValueError, match="takes watch") as caught:
        elevation(value(typed))
    assert str(caught.value) == phrase
