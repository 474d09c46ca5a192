"""When a journey will arrive."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.outlook import outlook
from milepost.model.progress import Outlook

FIRST = date(2026, 5, 1)


def may(day: int) -> date:
    return FIRST + timedelta(days=day - 1)


def evenly(days: int, pace_m: float = 100_000.0) -> dict[date, float]:
    return {may(n): n * pace_m for n in range(1, days + 1)}


def told(done: dict[date, float], total_m: float = 1e6, **more: Any) -> Outlook:
    return outlook(done, total_m, **{"today": max(done), **more})


def test_what_is_left_is_shared_out_over_the_days_to_the_planned_end() -> None:
    found = told(evenly(4), start=may(1), end=may(10))
    assert (found.needed_m, found.days_left) == (100_000, 6)


def test_the_even_pace_is_neither_ahead_nor_behind() -> None:
    found = told(evenly(4), start=may(1), end=may(10))
    assert (found.ahead_m, found.ahead_days) == (None, None)


def test_ahead_and_behind_are_told_in_metres_and_in_days_of_the_even_pace() -> None:
    ahead = told(evenly(4, 150_000), start=may(1), end=may(10))
    assert (ahead.ahead_m, ahead.ahead_days) == (200_000, 2)
    behind = told(evenly(4, 50_000), start=may(1), end=may(10))
    assert (behind.ahead_m, behind.ahead_days) == (-200_000, -2)


def test_at_an_even_pace_the_end_comes_on_one_date() -> None:
    found = told(evenly(4))
    assert found.early == found.late == may(10)


def test_days_off_move_the_late_end_only() -> None:
    done = evenly(4) | {may(5): 400_000.0, may(8): 500_000.0}
    found = told(done)
    assert found.early == may(8) + timedelta(days=5)
    assert found.late == may(8) + timedelta(days=8)


def test_nothing_is_foretold_from_two_days_or_of_a_journey_long_silent() -> None:
    assert told(evenly(2)).early is None
    assert told(evenly(5), today=may(5) + timedelta(days=14)).early is not None
    assert told(evenly(5), today=may(5) + timedelta(days=15)).early is None


def test_nothing_is_foretold_beyond_three_years() -> None:
    assert told(evenly(5, 500.0)).late is None


def test_who_has_arrived_or_not_begun_has_no_outlook() -> None:
    assert told(evenly(10), start=may(1), end=may(12)) == Outlook()
    assert outlook({}, 1e6, today=FIRST) == Outlook()


def test_after_the_planned_end_no_day_is_left() -> None:
    found = told(evenly(5), start=may(1), end=may(5))
    assert (found.needed_m, found.days_left) == (None, 0)


def test_days_that_went_by_without_an_entry_are_no_longer_left() -> None:
    found = told(evenly(4), start=may(1), end=may(10), today=may(8))
    assert (found.needed_m, found.days_left) == (200_000, 3)  # the 8th, of which nobody knows
    assert found.early == found.late == may(13)


def test_after_the_planned_end_all_that_is_left_is_behind() -> None:
    found = told(evenly(6, 50_000), start=may(1), end=may(5), today=may(6), total_m=500_000)
    assert (found.ahead_m, found.ahead_days) == (-200_000, -2)


@given(st.lists(st.floats(0, 200_000), min_size=1, max_size=20), st.floats(1e5, 5e6))
def test_the_end_is_never_before_tomorrow_and_late_never_before_early(
    ways: list[float], total_m: float
) -> None:
    done: dict[date, float] = {}
    for n, metres in enumerate(ways, 1):
        done[may(n)] = max(done.values(), default=0.0) + metres
    found = told(done, total_m)
    if found.early and found.late:
        assert max(done) < found.early <= found.late
