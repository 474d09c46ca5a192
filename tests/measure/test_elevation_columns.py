"""Elevations along a way: who measured them, which of them are wrong, their profile."""

import numpy as np
import pytest

from builders import WAY, hill
from milepost.measure.elevation import (
    profile_samples,
    source_of,
    without_holes,
    without_spikes,
)


def test_a_device_that_writes_zero_for_unknown_knows_nothing() -> None:
    assert source_of(np.zeros(2000)) == "none"


@pytest.mark.parametrize("ele_m", [0.0, 321.0, -3.5])
def test_an_elevation_that_never_changes_was_not_measured(ele_m: float) -> None:
    assert source_of(np.full(2000, ele_m)) == "none"


@pytest.mark.parametrize("grid", [1.0, 0.5, 0.2])
def test_a_barometer_is_known_by_its_grid(grid: float) -> None:
    ele = np.round(hill(300) / grid) * grid
    assert source_of(ele) == "watch"


def test_a_few_elevations_off_the_grid_are_still_a_watch() -> None:
    ele = np.round(hill(300))
    ele[::100] += 0.33
    assert source_of(ele) == "watch"
    ele[::20] += 0.33
    assert source_of(ele) == "phone"


def test_missing_elevations_do_not_hide_the_grid() -> None:
    ele = np.round(hill(300) / 0.2) * 0.2
    ele[::3] = np.nan
    assert source_of(ele) == "watch"


def test_gps_decimals_are_no_barometer() -> None:
    noise = np.random.default_rng(5).normal(0, 3, 2000)
    assert source_of(hill(300) + noise) == "phone"


def test_a_few_points_do_not_tell_of_a_barometer() -> None:
    assert source_of(np.arange(19.0)) == "phone"
    assert source_of(np.arange(20.0)) == "watch"


@pytest.mark.parametrize(
    "rows", [slice(0, 40), slice(900, 901), slice(900, 1100), slice(-9, None)]
)
def test_a_hole_to_zero_is_unknown(rows: slice) -> None:
    holed = hill(300)
    holed[rows] = 0.0
    clean = without_holes(holed)
    assert np.isnan(clean[rows]).all()
    assert np.isfinite(clean).sum() == 2000 - len(holed[rows])
    assert holed[rows].tolist() == [0.0] * len(holed[rows])


def test_several_holes_go_and_what_lies_between_stays() -> None:
    holed = hill(300)
    holed[100:110] = holed[111:120] = 0.0
    clean = without_holes(holed)
    assert np.isnan(clean[[*range(100, 110), *range(111, 120)]]).all()
    assert clean[110] == holed[110]


def test_a_hole_beside_unknown_elevations_is_unknown_too() -> None:
    holed = hill(300)
    holed[100:110] = 0.0
    holed[110:115] = np.nan
    assert np.isnan(without_holes(holed)[100:115]).all()


def test_a_way_along_the_sea_has_no_holes() -> None:
    beach = np.round(np.maximum(0, 20 * np.sin(WAY / 300)))
    assert (beach == 0).sum() > 500
    assert np.array_equal(without_holes(beach), beach)


def test_a_cliff_on_one_side_makes_no_hole_of_the_sea() -> None:
    beach = np.concatenate([np.full(50, 80.0), np.zeros(50), np.arange(50.0)])
    assert np.array_equal(without_holes(beach), beach)


def test_below_the_sea_zero_is_a_hole_too() -> None:
    dead_sea = np.full(100, -400.0)
    dead_sea[50:60] = 0.0
    assert np.isnan(without_holes(dead_sea)[50:60]).all()


def test_nothing_but_zeros_or_none_at_all_stays() -> None:
    assert np.array_equal(without_holes(np.zeros(9)), np.zeros(9))
    assert without_holes(np.empty(0)).tolist() == []


@pytest.mark.parametrize(("points", "off_m", "stays"), [(2, 14, True), (2, 17, False),
                                                        (7, 38, True), (7, 43, False),
                                                        (8, 60, True)])  # fmt: skip
def test_a_spike_is_short_and_high(points: int, off_m: float, stays: bool) -> None:
    ele = np.full(2000, 500.0)
    ele[1000 : 1000 + points] += off_m
    found = without_spikes(WAY, ele)
    assert np.array_equal(found, ele) == stays
    assert (found == 500).all() == (not stays)


def test_a_spike_may_rise_and_fall_in_several_steps() -> None:
    ele = np.full(100, 500.0)
    ele[48:53] += [25, 50, 75, 50, 25]
    assert without_spikes(np.arange(100) * 2.0, ele).max() < 530


def test_a_cliff_that_stays_is_no_spike() -> None:
    ele = np.where(WAY < 5000, 500.0, 560.0)
    assert np.array_equal(without_spikes(WAY, ele), ele)


def test_removing_spikes_leaves_the_given_column_alone() -> None:
    spiked = hill(100)
    spiked[1000] = 4000.0
    without_spikes(WAY, spiked)
    assert spiked[1000] == 4000.0


def test_a_jump_between_far_points_is_no_spike() -> None:
    ele = np.full(100, 500.0)
    ele[50] = 560.0
    assert without_spikes(np.arange(100) * 5.0, ele)[50] == 500.0
    assert without_spikes(np.arange(100) * 50.0, ele)[50] == 560.0


def test_short_columns_have_no_spikes_to_find() -> None:
    ele = np.array([500.0, 900.0, 500.0, 500.0, 500.0])
    assert np.array_equal(without_spikes(np.arange(5.0), ele), ele)


def test_a_profile_goes_from_the_first_point_to_the_last() -> None:
    samples = profile_samples(WAY, hill(300), 25.0)
    assert samples[0][0] == 0
    assert samples[-1][0] == 9995
    assert len(samples) == pytest.approx(400, abs=2)
    assert max(ele for _, ele in samples) == pytest.approx(800, abs=1)


def test_a_profile_goes_only_forward() -> None:
    way = [distance for distance, _ in profile_samples(WAY, hill(300), 25.0)]
    assert way == sorted(way)


def test_a_profile_has_no_spikes() -> None:
    spiked = hill(300)
    spiked[[500, 1500]] = 4000.0
    assert max(ele for _, ele in profile_samples(WAY, spiked, 25.0)) == pytest.approx(
        800, abs=1
    )


def test_a_profile_begins_where_the_elevation_is_known() -> None:
    ele = hill(300)
    ele[:100] = np.nan
    assert profile_samples(WAY, ele, 25.0)[0][0] == 500


def test_a_profile_is_averaged_over_its_steps() -> None:
    jagged = 500 + 3.0 * (np.arange(len(WAY)) % 2)
    samples = profile_samples(WAY, jagged, 100.0)
    assert {round(ele) for _, ele in samples[1:-1]} <= {501, 502}


def test_without_elevations_there_is_no_profile() -> None:
    assert profile_samples(WAY, np.full(len(WAY), np.nan), 25.0) == ()


def test_too_few_elevations_make_no_profile() -> None:
    ele = hill(300)
    ele[:1100] = np.nan
    assert profile_samples(WAY, ele, 25.0) == ()
    assert profile_samples(WAY[:4], hill(300)[:4], 25.0) == ()
