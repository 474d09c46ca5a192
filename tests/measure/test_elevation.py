import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.elevation import (
    Climb,
    averaged,
    climb_of,
    is_barometric,
    profile_samples,
    without_spikes,
)
from milepost.model.track import Column

WAY = np.arange(0.0, 10_000.0, 5.0)  # 10 km, a point each 5 m


def hill(height_m: float, base_m: float = 500.0) -> Column:
    return base_m + height_m * np.sin(np.pi * WAY / WAY[-1])


def climb(ele_m: Column, *, barometric: bool = False) -> Climb:
    return climb_of(WAY[: len(ele_m)], ele_m, barometric=barometric)


@pytest.mark.parametrize(("barometric", "within_m"), [(True, 3), (False, 12)])
def test_a_hill_is_climbed_once(barometric: bool, within_m: float) -> None:
    found = climb(hill(300), barometric=barometric)
    assert found.gain_m == pytest.approx(300, abs=within_m)
    assert found.loss_m == pytest.approx(300, abs=within_m)
    assert found.min_ele_m == pytest.approx(500, abs=3)
    assert found.max_ele_m == pytest.approx(800, abs=1)


def test_level_ground_is_a_gain_of_zero_and_not_unknown() -> None:
    found = climb(np.full(2000, 320.0))
    assert (found.gain_m, found.loss_m) == (0.0, 0.0)


@pytest.mark.parametrize("barometric", [True, False])
def test_jitter_is_no_climb(barometric: bool) -> None:
    spread = 0.4 if barometric else 2.5
    jitter = np.random.default_rng(3).normal(0, spread, 2000)
    found = climb(500 + jitter, barometric=barometric)
    assert found.gain_m == pytest.approx(0, abs=2)
    assert found.loss_m == pytest.approx(0, abs=2)


def test_a_standing_barometer_does_not_climb() -> None:
    way = np.concatenate([WAY[:200], np.full(600, WAY[199]), WAY[200:400]])
    drift = np.zeros(1000)
    drift[200:800] = 2.0 * np.sin(np.arange(600) / 20)
    found = climb_of(way, 500 + drift, barometric=True)
    assert found.gain_m == pytest.approx(0, abs=1.5)


def test_small_waves_count_for_a_barometer_only() -> None:
    waves = 500 + 2.0 * np.sin(2 * np.pi * WAY / 500)  # 20 waves of 4 m
    assert 35 < climb(waves, barometric=True).gain_m <= 80
    assert climb(waves, barometric=False).gain_m == 0.0


@pytest.mark.parametrize("length", [1, 2])
def test_holes_to_sea_level_do_not_count(length: int) -> None:
    holed = hill(100)
    for at in (50, 700, 1500):
        holed[at : at + length] = 0.0
    found, whole = climb(holed), climb(hill(100))
    assert found.gain_m == pytest.approx(whole.gain_m, abs=6)
    assert found.min_ele_m == pytest.approx(whole.min_ele_m, abs=3)


def test_a_run_of_wrong_elevations_does_not_count() -> None:
    holed = hill(100)
    holed[900:906] = 0.0
    assert climb(holed).gain_m == pytest.approx(100, abs=12)


def test_a_lone_spike_is_not_the_highest_point() -> None:
    spiked = hill(100)
    spiked[1000] = 4000.0
    found = climb(spiked)
    assert found.max_ele_m == pytest.approx(600, abs=2)
    assert found.gain_m == pytest.approx(100, abs=12)


def test_a_cliff_that_stays_is_no_spike() -> None:
    ele = np.where(WAY < 5000, 500.0, 560.0)
    assert np.array_equal(without_spikes(WAY, ele), ele)


def test_removing_spikes_leaves_the_given_column_alone() -> None:
    spiked = hill(100)
    spiked[1000] = 4000.0
    without_spikes(WAY, spiked)
    assert spiked[1000] == 4000.0


def test_unknown_elevation_is_none_and_not_zero() -> None:
    assert climb(np.full(2000, np.nan)) == Climb(None, None, None, None)


def test_too_few_known_elevations_tell_nothing() -> None:
    ele = np.full(2000, np.nan)
    ele[:900] = 500.0
    assert climb(ele) == Climb()
    assert climb(np.array([1.0, 2.0, 3.0, 4.0])) == Climb()


def test_some_missing_elevations_are_bridged() -> None:
    ele = hill(300)
    ele[::3] = np.nan
    assert climb(ele).gain_m == pytest.approx(300, abs=12)


def test_a_device_that_writes_zero_for_unknown_knows_nothing() -> None:
    assert climb(np.zeros(2000)) == Climb()


def test_turning_round_swaps_gain_and_loss() -> None:
    ele = hill(300) + WAY / 50
    there, back = climb(ele), climb(ele[::-1])
    assert back.gain_m == pytest.approx(there.loss_m, abs=6)
    assert back.loss_m == pytest.approx(there.gain_m, abs=6)


heights = st.lists(st.floats(-400, 4000), min_size=5, max_size=60)


@given(heights, st.booleans())
def test_gain_less_loss_is_the_difference_of_the_ends(
    ele: list[float], barometric: bool
) -> None:
    threshold_m, half_window_m = (1.0, 6.0) if barometric else (5.0, 15.0)
    way, column = np.arange(len(ele)) * 100.0, np.array(ele)
    found = climb_of(way, column, barometric=barometric)
    if found.gain_m is None:
        return
    smooth = averaged(way, without_spikes(way, column), half_window_m)
    net_m = smooth[-1] - smooth[0]
    assert abs(found.gain_m - found.loss_m - net_m) <= threshold_m + 1e-6


@given(heights)
def test_turning_round_swaps_gain_and_loss_but_for_the_threshold(ele: list[float]) -> None:
    way = np.arange(len(ele)) * 100.0
    there = climb_of(way, np.array(ele), barometric=True)
    back = climb_of(way, np.array(ele[::-1]), barometric=True)
    if there.gain_m is None:
        assert back.gain_m is None
        return
    turns = len(ele)
    assert back.gain_m == pytest.approx(there.loss_m, abs=1.0 * turns + 1e-6)
    assert back.loss_m == pytest.approx(there.gain_m, abs=1.0 * turns + 1e-6)
    ends = there.min_ele_m, there.max_ele_m
    assert (back.min_ele_m, back.max_ele_m) == pytest.approx(ends, abs=1e-6)


@given(heights, st.floats(-50, 50))
def test_lifting_the_ground_lifts_only_the_extremes(ele: list[float], lift: float) -> None:
    way, column = np.arange(len(ele)) * 100.0, np.array(ele) + 500.0
    low = climb_of(way, column, barometric=True)
    high = climb_of(way, column + lift, barometric=True)
    if low.gain_m is None or high.gain_m is None or np.ptp(column) < 10:
        return
    assert high.gain_m == pytest.approx(low.gain_m, abs=2.0 * len(ele))
    assert high.max_ele_m == pytest.approx(low.max_ele_m + lift, abs=1e-6)


@given(heights)
def test_gain_and_loss_are_never_negative(ele: list[float]) -> None:
    found = climb_of(np.arange(len(ele)) * 50.0, np.array(ele), barometric=False)
    if found.gain_m is not None:
        assert found.gain_m >= 0
        assert found.loss_m >= 0
        assert found.min_ele_m <= found.max_ele_m


@pytest.mark.parametrize("grid", [1.0, 0.5, 0.2])
def test_a_barometer_is_known_by_its_grid(grid: float) -> None:
    ele = np.round(hill(300) / grid) * grid
    assert is_barometric(ele)


def test_gps_decimals_are_no_barometer() -> None:
    noise = np.random.default_rng(5).normal(0, 3, 2000)
    assert not is_barometric(hill(300) + noise)


def test_a_few_points_do_not_tell_of_a_barometer() -> None:
    assert not is_barometric(np.full(19, 500.0))


def test_a_profile_goes_from_the_first_point_to_the_last() -> None:
    samples = profile_samples(WAY, hill(300), 25.0)
    assert samples[0][0] == 0
    assert samples[-1][0] == 9995
    assert len(samples) == pytest.approx(400, abs=2)
    assert max(ele for _, ele in samples) == pytest.approx(800, abs=1)


def test_a_profile_goes_only_forward() -> None:
    way = [distance for distance, _ in profile_samples(WAY, hill(300), 25.0)]
    assert way == sorted(way)


def test_without_elevations_there_is_no_profile() -> None:
    assert profile_samples(WAY, np.full(len(WAY), np.nan), 25.0) == ()
