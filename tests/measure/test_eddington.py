"""Arthur Eddington's number, and what the next one wants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.eddington import eddington_number

LENGTHS = st.lists(st.floats(0, 60), max_size=60)


@pytest.mark.parametrize(
    ("lengths", "number", "next_days"),
    [
        ([], 0, 1),
        ([0.4], 0, 1),
        ([1.0], 1, 2),
        ([100.0] * 10, 10, 1),
        ([3.0, 3.0, 3.0], 3, 4),
        ([2.999, 3.0, 3.0], 2, 1),
        ([5.0, 4.0, 3.0, 2.0, 1.0], 3, 2),
    ],
)
def test_some_numbers(lengths: list[float], number: int, next_days: int) -> None:
    assert eddington_number(lengths) == (number, next_days)


@given(LENGTHS)
def test_so_many_days_are_so_long_and_of_the_next_there_are_too_few(
    lengths: list[float],
) -> None:
    number, next_days = eddington_number(lengths)
    assert sum(length >= number for length in lengths) >= number
    assert sum(length >= number + 1 for length in lengths) == number + 1 - next_days
    assert next_days >= 1


@given(LENGTHS)
def test_the_days_that_are_missing_raise_it_and_one_less_does_not(
    lengths: list[float],
) -> None:
    number, next_days = eddington_number(lengths)
    more = [number + 1.0] * next_days
    assert eddington_number([*lengths, *more])[0] >= number + 1
    assert eddington_number([*lengths, *more[1:]])[0] == number


@given(LENGTHS, st.floats(0, 60))
def test_another_day_never_lowers_it_and_raises_it_by_one_at_most(
    lengths: list[float], another: float
) -> None:
    before, after = eddington_number(lengths)[0], eddington_number([*lengths, another])[0]
    assert before <= after <= before + 1
