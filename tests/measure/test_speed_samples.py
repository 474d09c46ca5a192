"""How fast, place by place along the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.moving import speed_samples
from milepost.model.track import Column

STEP_M = 50.0


def speeds(
    mps: Column, *, moving: Column | None = None, step_s: float = 1.0, step_m: float = STEP_M
) -> tuple[tuple[float, float], ...]:
    """Return the samples of a way, given the speed of each of its steps."""
    travelled_m = np.concatenate([[0.0], np.cumsum(mps * step_s)])
    time_s = 1e9 + np.arange(len(mps) + 1) * step_s
    flags = np.ones(len(mps), bool) if moving is None else moving.astype(bool)
    return speed_samples(travelled_m, time_s, flags, step_m)


def values(samples: tuple[tuple[float, float], ...]) -> Column:
    return np.array([mps for _, mps in samples])


def test_an_even_speed_is_told_at_even_steps_from_end_to_end() -> None:
    samples = speeds(np.full(1200, 5.0))
    assert set(values(samples)) == {5.0}
    assert [at_m for at_m, _ in samples] == [n * STEP_M for n in range(121)]


def test_a_climb_is_slower_than_the_way_before_and_after() -> None:
    found = values(speeds(np.concatenate([np.full(600, 6.0), np.full(600, 2.0)])))
    assert found[:60].min() == 6.0
    assert found[-20:].max() == 2.0


def test_standing_is_left_out() -> None:
    mps = np.tile(np.concatenate([np.full(10, 5.0), np.full(60, 0.5)]), 40)
    assert set(values(speeds(mps, moving=mps > 1))) == {5.0}


def test_a_leap_of_the_receiver_and_back_is_not_shown() -> None:
    mps = np.full(1200, 5.0)
    mps[600:610] = 60.0
    assert values(speeds(mps)).max() == 5.0


def test_a_sprint_of_two_minutes_is_shown() -> None:
    mps = np.full(1200, 3.0)
    mps[600:720] = 6.0
    assert values(speeds(mps)).max() == 6.0


def test_a_sparse_tracker_has_speeds() -> None:
    assert set(values(speeds(np.full(30, 5.0), step_s=120.0))) == {5.0}


def test_a_short_way_has_its_mean() -> None:
    assert speeds(np.full(8, 4.0)) == ((0.0, 4.0), (32.0, 4.0))


@pytest.mark.parametrize("mps", [np.zeros(50), np.full(50, 5.0)])
def test_without_way_or_without_moving_there_are_none(mps: Column) -> None:
    assert speeds(mps, moving=np.zeros(50)) == ()


@given(st.lists(st.floats(0.5, 20), min_size=2, max_size=400), st.floats(25, 500))
def test_no_sample_is_faster_or_slower_than_all_steps(
    given: list[float], step_m: float
) -> None:
    mps = np.array(given)
    samples = speeds(mps, step_s=3.0, step_m=step_m)
    assert mps.min() - 0.01 <= values(samples).min()
    assert values(samples).max() <= mps.max() + 0.01
    at_m = [at for at, _ in samples]
    assert at_m[0] == 0
    assert abs(at_m[-1] - mps.sum() * 3.0) <= 0.5
