from dataclasses import asdict, fields, replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import select
from milepost.measure.local_time import moment
from milepost.measure.sports import SPORTS
from milepost.measure.totals import add, preferring, total, totals_of
from milepost.measure.way import way_of
from milepost.model.activity import Totals
from milepost.model.track import DeviceTotals, Segment

RIDE = SPORTS["ride"]
# Multiples of 1/8 add up without rounding, so that equality may be exact.
eighths = st.integers(0, 80_000).map(lambda n: n / 8)
maybe = st.none() | eighths
some_totals = st.builds(
    Totals, eighths, eighths, maybe, maybe, maybe, maybe, maybe, maybe, maybe, maybe, maybe,
    st.integers(0, 5),
)  # fmt: skip


def measured(*segments: Segment, sport: str = "ride") -> Totals:
    return totals_of(way_of(segments, SPORTS[sport]), SPORTS[sport])


def halves(track: Segment) -> tuple[Segment, Segment]:
    middle = len(track) // 2
    return select(track, slice(0, middle + 1)), select(track, slice(middle, None))


def test_a_straight_ride_is_measured() -> None:
    ele = 500 + np.arange(601) * 0.5
    totals = measured(northward(ele=ele))
    assert totals.distance_m == pytest.approx(3000, rel=5e-3)
    assert totals.timed_distance_m == totals.distance_m
    assert totals.moving_s == totals.active_s == totals.elapsed_s == 600.0
    assert totals.gain_m == pytest.approx(300, abs=6)
    assert totals.loss_m == 0.0
    assert (totals.min_ele_m, totals.max_ele_m) == pytest.approx((500, 800), abs=2)
    assert totals.max_speed_mps == pytest.approx(5.0, rel=0.02)
    assert totals.average_speed_mps == pytest.approx(5.0, rel=5e-3)
    assert totals.activities == 1


def test_without_times_the_distance_is_known_and_all_times_are_unknown() -> None:
    timed = northward()
    totals = measured(segment(timed.lat_deg, timed.lon_deg))
    assert totals.distance_m == pytest.approx(3000, rel=5e-3)
    assert totals.timed_distance_m == 0.0
    assert totals.moving_s is None
    assert totals.elapsed_s is None
    assert totals.max_speed_mps is None
    assert totals.average_speed_mps is None


def test_without_elevations_gain_is_unknown_and_not_zero() -> None:
    totals = measured(northward())
    assert totals.gain_m is None
    assert totals.loss_m is None
    assert totals.min_ele_m is None
    assert totals.max_ele_m is None


def test_the_gap_between_segments_counts_for_nothing() -> None:
    first = northward(601)
    far = northward(601, lat=47.0, start=first_end(first, 3600))
    apart = measured(first, far)
    assert apart.distance_m == pytest.approx(6000, rel=5e-3)
    assert apart.moving_s == 1200.0
    assert apart.elapsed_s == 600 + 3600 + 600


def first_end(track: Segment, later_s: float) -> datetime:
    return moment(float(track.time_s[-1]) + later_s)


def test_climb_between_segments_counts_for_nothing() -> None:
    low = northward(601, ele=np.full(601, 500.0))
    high = northward(601, lat=46.1, ele=np.full(601, 1500.0), start=first_end(low, 3600))
    totals = measured(low, high)
    assert totals.gain_m == 0.0
    assert (totals.min_ele_m, totals.max_ele_m) == (500.0, 1500.0)


def test_where_a_track_is_cut_makes_little_difference() -> None:
    whole = northward(1201, ele=500 + 50 * np.sin(np.arange(1201) / 120))
    one, two = measured(whole), measured(*halves(whole))
    assert two.distance_m == pytest.approx(one.distance_m, rel=0.01)
    assert two.moving_s == pytest.approx(one.moving_s, abs=2)
    assert two.gain_m == pytest.approx(one.gain_m, abs=10)


def test_a_recording_pause_counts_neither_distance_nor_moving_time() -> None:
    whole = northward(1201)
    later = np.arange(1201) >= 600
    paused = replace(
        whole,
        time_s=whole.time_s + 1800 * later,
        lat_deg=whole.lat_deg + 200 * later / METRES_A_DEGREE,
    )
    totals = measured(paused)
    assert totals.distance_m == pytest.approx(1199 * 5, rel=5e-3)
    assert totals.moving_s == 1199.0
    assert totals.elapsed_s == 1200 + 1800


def test_turning_round_keeps_distance_and_time_and_swaps_gain_and_loss() -> None:
    ele = 500 + np.arange(1201) * 0.2 + 40 * np.sin(np.arange(1201) / 100)
    there = northward(1201, ele=ele)
    back = replace(there, lat_deg=there.lat_deg[::-1], ele_m=there.ele_m[::-1])
    one, other = measured(there), measured(back)
    assert other.distance_m == pytest.approx(one.distance_m, abs=0.01)
    assert other.moving_s == one.moving_s
    assert other.gain_m == pytest.approx(one.loss_m, abs=1e-6)
    assert other.loss_m == pytest.approx(one.gain_m, abs=1e-6)


def test_a_shift_in_longitude_and_time_changes_nothing() -> None:
    track = northward(601, ele=500 + np.arange(601) * 0.3)
    moved = replace(track, lon_deg=track.lon_deg - 100, time_s=track.time_s + 86_400 * 30)
    one, other = measured(track), measured(moved)
    assert other.distance_m == pytest.approx(one.distance_m, abs=1e-3)
    assert (other.moving_s, other.elapsed_s) == (one.moving_s, one.elapsed_s)
    assert other.gain_m == pytest.approx(one.gain_m, abs=1e-3)


def test_a_walk_has_no_top_speed() -> None:
    track = northward(601, mps=1.4)
    assert measured(track, sport="walk").max_speed_mps is None
    assert measured(track, sport="run").max_speed_mps is not None


def test_one_untimed_segment_leaves_all_times_unknown() -> None:
    timed = northward(601)
    bare = segment(timed.lat_deg + 0.1, timed.lon_deg)
    totals = measured(timed, bare)
    assert totals.distance_m == pytest.approx(6000, rel=5e-3)
    assert totals.timed_distance_m == 0.0
    assert (totals.moving_s, totals.active_s, totals.elapsed_s) == (None, None, None)
    assert totals.average_speed_mps is None
    assert totals.max_speed_mps == pytest.approx(5.0, rel=0.02)


def test_an_untimed_activity_is_kept_out_of_the_average() -> None:
    timed = northward(601)
    bare = segment(timed.lat_deg + 0.1, timed.lon_deg)
    both = add(measured(timed), measured(bare))
    assert both.distance_m == pytest.approx(6000, rel=5e-3)
    assert both.timed_distance_m == pytest.approx(3000, rel=5e-3)
    assert both.average_speed_mps == pytest.approx(5.0, rel=5e-3)


def test_a_rest_makes_moving_time_shorter_than_active_and_a_pause_active_than_elapsed() -> None:
    metres = np.concatenate([np.arange(600) * 5.0, np.full(300, 2995.0)])
    metres = np.concatenate([metres, 2995 + np.arange(1, 601) * 5.0])
    seconds = np.arange(1500.0) + 1200 * (np.arange(1500) >= 1200)
    rested = measured(
        segment(46 + metres / METRES_A_DEGREE, np.full(1500, 7.0), seconds=seconds)
    )
    assert rested.elapsed_s == 2699.0
    assert rested.active_s == 1498.0
    assert rested.moving_s == pytest.approx(1198, abs=5)


def test_the_top_speed_is_that_of_the_fastest_segment() -> None:
    slow = northward(301, mps=4.0)
    fast = northward(61, mps=9.0, lat=46.1, start=first_end(slow, 60))
    assert measured(slow, fast).max_speed_mps == pytest.approx(9.0, rel=0.01)
    assert measured(fast, slow).max_speed_mps == pytest.approx(9.0, rel=0.01)


def test_a_jump_between_segments_is_no_top_speed() -> None:
    first = northward(301, mps=4.0)
    far = northward(301, mps=4.0, lat=46.5, start=first_end(first, 5))
    assert measured(first, far).max_speed_mps == pytest.approx(4.0, rel=0.01)


def test_segments_shorter_than_the_window_have_no_top_speed() -> None:
    short = [northward(11, start=first_end(northward(11), 60 * n)) for n in range(3)]
    assert measured(*short).max_speed_mps is None


def test_what_the_device_counted_replaces_what_was_measured() -> None:
    told = DeviceTotals(2990.0, 580.0, 590.0, 610.0, 42.0, 43.0, 5.5, 120.0)
    preferred = preferring(measured(northward(601)), told)
    assert {name: getattr(preferred, name) for name in asdict(told)} == asdict(told)
    assert preferred.timed_distance_m == 2990.0
    assert preferred.activities == 1


def test_what_the_device_did_not_count_stays_measured() -> None:
    found = measured(northward(601, ele=500 + np.arange(601) * 0.2))
    preferred = preferring(found, DeviceTotals(gain_m=99.0))
    assert preferred == replace(found, gain_m=99.0)
    assert preferring(found, DeviceTotals()) == found


@pytest.mark.parametrize("name", [field.name for field in fields(DeviceTotals)])
def test_a_zero_that_the_device_counted_is_no_missing_number(name: str) -> None:
    preferred = preferring(measured(northward(601)), DeviceTotals(**{name: 0.0}))
    assert getattr(preferred, name) == 0.0


def test_moving_time_is_no_longer_than_the_device_was_active() -> None:
    found = measured(northward(601))
    assert preferring(found, DeviceTotals(active_s=550.0)).moving_s == 550.0
    assert preferring(found, DeviceTotals(active_s=650.0)).moving_s == 600.0
    told = DeviceTotals(active_s=550.0, moving_s=560.0)
    assert preferring(found, told).moving_s == 560.0


def test_a_distance_of_the_device_without_times_is_in_no_average() -> None:
    timed = northward()
    bare = measured(segment(timed.lat_deg, timed.lon_deg))
    preferred = preferring(bare, DeviceTotals(distance_m=2990.0))
    assert (preferred.distance_m, preferred.timed_distance_m) == (2990.0, 0.0)
    assert preferred.average_speed_mps is None


def test_a_moving_time_of_the_device_makes_its_distance_a_timed_one() -> None:
    timed = northward()
    bare = measured(segment(timed.lat_deg, timed.lon_deg))
    preferred = preferring(bare, DeviceTotals(distance_m=3000.0, moving_s=600.0))
    assert preferred.average_speed_mps == 5.0


@given(some_totals, some_totals, some_totals)
def test_adding_is_associative(one: Totals, two: Totals, three: Totals) -> None:
    assert add(add(one, two), three) == add(one, add(two, three))


@given(some_totals, some_totals)
def test_adding_is_commutative(one: Totals, two: Totals) -> None:
    assert add(one, two) == add(two, one)


@given(some_totals)
def test_adding_nothing_changes_nothing(one: Totals) -> None:
    assert add(one, Totals()) == one
    assert add(Totals(), one) == one


def test_none_means_unknown_and_zero_means_zero() -> None:
    unknown, zero = Totals(gain_m=None), Totals(gain_m=0.0)
    assert add(unknown, unknown).gain_m is None
    assert add(unknown, zero).gain_m == 0.0
    assert add(Totals(gain_m=120.0), unknown).gain_m == 120.0


def test_extremes_are_kept_and_not_added() -> None:
    one = Totals(min_ele_m=100.0, max_ele_m=900.0, max_speed_mps=12.0)
    other = Totals(min_ele_m=300.0, max_ele_m=1900.0, max_speed_mps=9.0)
    both = add(one, other)
    assert (both.min_ele_m, both.max_ele_m, both.max_speed_mps) == (100.0, 1900.0, 12.0)


def test_the_total_of_nothing_is_nothing() -> None:
    assert total([]) == Totals()
    assert total([]).average_speed_mps is None


def test_every_figure_of_two_activities_is_added_or_compared() -> None:
    one = Totals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1)
    other = Totals(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 2)
    assert add(one, other) == Totals(11, 22, 33, 44, 55, 66, 77, 8, 90, 100, 121, 3)
    assert len(fields(Totals)) == 12


def test_what_a_device_leaves_open_gives_way_to_what_it_told() -> None:
    measured = Totals(distance_m=9000.0, moving_s=3000.0, active_s=3100.0, elapsed_s=3200.0)
    told = preferring(measured, DeviceTotals(moving_s=3300.0))
    assert (told.moving_s, told.active_s, told.elapsed_s) == (3300.0, 3300.0, 3300.0)
    told = preferring(measured, DeviceTotals(active_s=2900.0))
    assert (told.moving_s, told.active_s, told.elapsed_s) == (2900.0, 2900.0, 3200.0)


def test_where_positions_cover_a_part_only_all_of_the_active_time_counts_as_moving() -> None:
    measured = Totals(distance_m=1200.0, moving_s=400.0, active_s=420.0, elapsed_s=430.0)
    told = preferring(measured, DeviceTotals(distance_m=6000.0, active_s=1980.0))
    assert (told.moving_s, told.active_s) == (1980.0, 1980.0)
    assert told.average_speed_mps == pytest.approx(6000 / 1980)
