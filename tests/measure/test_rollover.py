from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.rollover import ROLLOVER_S, rollover_weeks

NAN = float("nan")
DAY_S = 86_400


def at(year: int, month: int, day: int, hour: int = 9) -> float:
    return datetime(year, month, day, hour, tzinfo=UTC).timestamp()


@given(st.dates(date(2016, 1, 1), date(2040, 1, 1)), st.integers(1, 3), st.integers(0, 86_399))
def test_as_many_rollovers_are_found_as_were_lost(day: date, lost: int, second: int) -> None:
    first_s = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + second
    assert rollover_weeks(first_s - lost * ROLLOVER_S, day) == lost


@given(st.dates(date(2000, 1, 3), date(2040, 1, 1)), st.integers(-14 * 365, 14 * 365))
def test_a_date_that_can_be_true_is_left_alone(day: date, off: int) -> None:
    first_s = at(day.year, day.month, day.day) + off * DAY_S
    assert rollover_weeks(max(first_s, at(2000, 1, 1)), day) == 0


def test_a_ride_of_2021_shown_in_2001_is_one_rollover_behind() -> None:
    assert rollover_weeks(at(2002, 4, 22), date(2021, 12, 6)) == 1


def test_an_old_date_that_no_rollover_explains_is_left_alone() -> None:
    assert rollover_weeks(at(2002, 4, 30), date(2021, 12, 6)) == 0


@pytest.mark.parametrize(("hours", "lost"), [(47, 1), (49, 0), (-47, 1), (-49, 0)])
def test_two_days_of_difference_fit(hours: int, lost: int) -> None:
    first_s = at(2021, 12, 6, 12) - ROLLOVER_S + hours * 3600
    assert rollover_weeks(first_s, date(2021, 12, 6)) == lost


def test_without_an_expected_day_the_neighbours_tell() -> None:
    neighbours = [at(2021, 12, 1), at(2021, 12, 5), at(2021, 12, 7)]
    assert rollover_weeks(at(2021, 12, 6) - ROLLOVER_S, None, neighbours) == 1
    assert rollover_weeks(at(2021, 11, 25) - ROLLOVER_S, None, neighbours) == 0


def test_the_expected_day_goes_before_the_neighbours() -> None:
    neighbours = [at(2021, 12, 6)]
    assert rollover_weeks(at(2021, 12, 6) - ROLLOVER_S, date(2021, 6, 6), neighbours) == 0


def test_one_neighbour_that_is_behind_too_does_not_mislead() -> None:
    neighbours = [at(2021, 12, 5) - ROLLOVER_S, at(2021, 12, 5), at(2021, 12, 7)]
    assert rollover_weeks(at(2021, 12, 6) - ROLLOVER_S, None, neighbours) == 1


def test_unknown_times_tell_nothing() -> None:
    assert rollover_weeks(NAN, date(2021, 12, 6)) == 0
    assert rollover_weeks(at(2002, 4, 22), None, [NAN]) == 0
    assert rollover_weeks(at(2002, 4, 22), None) == 0
    assert rollover_weeks(at(2002, 4, 22), None, [at(2021, 12, 6), NAN]) == 1


def test_a_journal_of_many_years_is_in_no_doubt() -> None:
    neighbours = [at(2003, 5, 1), at(2011, 5, 1), at(2012, 5, 1), at(2021, 12, 6)]
    assert rollover_weeks(at(2002, 4, 22), None, neighbours) == 0
    unknown = [at(2003, 5, 1), at(2004, 5, 1), NAN, at(2021, 12, 6)]
    assert rollover_weeks(at(2002, 4, 22), None, unknown) == 0
