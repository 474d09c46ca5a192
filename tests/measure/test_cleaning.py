from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import clean, in_order, leaps, overlapping, select
from milepost.measure.distance import length_m
from milepost.model.track import Segment


def moved(track: Segment, at: int | slice | list[int], north_m: float) -> Segment:
    lat = track.lat_deg.copy()
    lat[at] += north_m / METRES_A_DEGREE
    return replace(track, lat_deg=lat)


def test_a_good_track_stays_as_it_is() -> None:
    track = northward(100)
    cleaned = clean(track, 40)
    assert np.array_equal(cleaned.lat_deg, track.lat_deg)
    assert np.array_equal(cleaned.time_s, track.time_s)


@pytest.mark.parametrize("at", [0, 50, 99])
def test_a_position_spike_goes(at: int) -> None:
    spiked = moved(northward(100), at, 5000)
    cleaned = clean(spiked, 40)
    assert len(cleaned) == 99
    assert length_m(cleaned.lat_deg, cleaned.lon_deg) < 500


def test_a_spike_of_a_few_points_goes_away() -> None:
    spiked = moved(northward(100), slice(50, 53), 5000)
    spiked.lon_deg[50:53] += [0.05, 0.1, 0.2]
    cleaned = clean(spiked, 40)
    assert length_m(cleaned.lat_deg, cleaned.lon_deg) == pytest.approx(495, abs=20)


def test_a_ferry_or_a_flight_is_no_spike() -> None:
    jumped = moved(northward(100), slice(50, 100), 50_000)
    assert len(clean(jumped, 40)) == 100


def test_a_fast_descent_is_no_spike() -> None:
    assert len(clean(northward(100, mps=25), 40)) == 100


def test_points_are_put_in_order_of_time() -> None:
    track = northward(100)
    shuffled = select(track, np.random.default_rng(1).permutation(100))
    cleaned = clean(shuffled, 40)
    assert np.array_equal(cleaned.time_s, track.time_s)
    assert np.array_equal(cleaned.lat_deg, track.lat_deg)


def test_of_two_points_of_one_second_the_first_stays() -> None:
    track = northward(100)
    doubled = select(track, np.repeat(np.arange(100), 2))
    cleaned = clean(moved(doubled, slice(1, None, 2), 1.0), 40)
    assert np.array_equal(cleaned.lat_deg, track.lat_deg)


def test_without_times_nothing_is_left_out() -> None:
    spiked = moved(segment(northward(100).lat_deg, np.full(100, 7.0)), 50, 5000)
    assert clean(spiked, 40) is spiked


def test_sensors_lose_the_same_points() -> None:
    spiked = replace(moved(northward(100), 50, 5000), heart_rate_bpm=np.arange(100.0))
    cleaned = clean(spiked, 40)
    assert cleaned.heart_rate_bpm is not None
    assert cleaned.heart_rate_bpm.tolist() == [n for n in range(100) if n != 50]
    assert cleaned.power_w is None


@pytest.mark.parametrize("points", [0, 1, 2])
def test_the_shortest_tracks_stay(points: int) -> None:
    assert len(clean(northward(points), 40)) == points


@given(st.permutations(range(12)), st.integers(0, 11), st.floats(-90, 90))
def test_what_is_clean_is_in_order_and_no_longer_than_before(
    order: list[int], at: int, lat: float
) -> None:
    track = northward(12)
    wild = track.lat_deg.copy()
    wild[at] = lat
    cleaned = clean(select(replace(track, lat_deg=wild), np.array(order)), 40)
    assert (np.diff(cleaned.time_s) > 0).all()
    assert len(cleaned) <= 12
    assert set(cleaned.lat_deg) <= set(wild)


def test_a_few_untimed_points_are_spared_and_the_times_kept() -> None:
    track = northward(100)
    track.time_s[[0, 50]] = np.nan
    kept = clean(track, 40.0)
    assert len(kept) == 98
    assert np.isfinite(kept.time_s).all()


def test_a_track_with_many_untimed_points_has_no_times_to_trust() -> None:
    track = northward(100)
    track.time_s[:50] = np.nan
    assert len(clean(track, 40.0)) == 100


def test_one_time_for_all_points_is_no_time() -> None:
    track = northward(100)
    track.time_s[:] = track.time_s[0]
    kept = clean(track, 40.0)
    assert len(kept) == 100
    assert np.isnan(kept.time_s).all()


@pytest.mark.parametrize("width", [1, 2, 3])
@pytest.mark.parametrize("first", [0, 50, 97])
def test_up_to_three_points_far_away_are_a_spike(first: int, width: int) -> None:
    track = northward(100)
    at = slice(min(first, 100 - width), None) if first == 97 else slice(first, first + width)
    cleaned = clean(moved(track, at, 5000), 40)
    assert len(cleaned) == 100 - len(range(*at.indices(100)))
    assert set(cleaned.time_s) <= set(track.time_s)
    assert length_m(cleaned.lat_deg, cleaned.lon_deg) < 500


@pytest.mark.parametrize("first", [0, 50, 96])
def test_four_points_far_away_are_no_spike(first: int) -> None:
    spiked = moved(northward(100), slice(first, first + 4), 5000)
    assert len(clean(spiked, 40)) == 100


@pytest.mark.parametrize(("north_m", "kept"), [(390, 100), (430, 98)])
def test_two_points_are_a_spike_only_far_off(north_m: float, kept: int) -> None:
    assert len(clean(moved(northward(100), slice(50, 52), north_m), 40)) == kept


def test_a_spike_beside_the_first_point_leaves_the_first() -> None:
    for at in (1, 2, 97, 98):
        cleaned = clean(moved(northward(100), at, 5000), 40)
        assert len(cleaned) == 99
        assert cleaned.time_s[0] == northward(100).time_s[0]
        assert cleaned.time_s[-1] == northward(100).time_s[-1]


def test_spikes_of_several_widths_all_go() -> None:
    spiked = moved(northward(200), [10, 50, 51, 90, 91, 92, 150], 5000)
    spiked = moved(spiked, slice(0, 2), -3000)
    spiked.lon_deg[120:123] += [0.05, 0.1, 0.2]
    cleaned = clean(spiked, 40)
    assert len(cleaned) == 188
    assert length_m(cleaned.lat_deg, cleaned.lon_deg) < 1000


def test_a_place_that_was_reached_in_good_time_is_no_spike() -> None:
    track = northward(100)
    late = replace(track, time_s=track.time_s + 600.0 * (np.arange(100) >= 50))
    assert len(clean(moved(late, 50, 5000), 40)) == 100
    early = replace(track, time_s=track.time_s + 600.0 * (np.arange(100) > 50))
    assert len(clean(moved(early, 50, 5000), 40)) == 100


def test_a_fast_way_round_a_corner_is_no_spike() -> None:
    corner = np.concatenate([np.arange(50), np.full(50, 49)]) * 50.0
    east = np.concatenate([np.zeros(50), np.arange(1, 51)]) * 50.0
    lat = 46 + corner / METRES_A_DEGREE
    lon = 7 + east / METRES_A_DEGREE / np.cos(np.radians(46))
    assert len(clean(segment(lat, lon, seconds=range(100)), 40)) == 100


@pytest.mark.parametrize(("untimed", "kept"), [(5, 95), (6, 100)])
def test_one_in_twenty_points_may_be_spared_for_the_times_of_the_others(
    untimed: int, kept: int
) -> None:
    track = northward(100)
    track.time_s[10 : 10 + untimed] = np.nan
    cleaned = clean(track, 40)
    assert len(cleaned) == kept
    assert np.isfinite(cleaned.time_s).all() == (kept == 95)


def test_segments_come_in_order_of_time_and_are_clean() -> None:
    early, late = northward(50), northward(50, lat=47.0)
    late = replace(late, time_s=late.time_s + 3600)
    first, last = in_order([moved(late, 20, 5000), early], 40)
    assert (first.lat_deg[0], last.lat_deg[0]) == (46.0, 47.0)
    assert (len(first), len(last)) == (50, 49)


def test_segments_without_times_stay_in_the_order_of_the_file() -> None:
    late, bare = northward(50, lat=47.0), segment([45.0, 45.1], [7.0, 7.0])
    early = replace(northward(50), time_s=northward(50).time_s - 3600)
    places = [part.lat_deg[0] for part in in_order([late, early, bare], 40)]
    assert places == [47.0, 46.0, 45.0]


def test_a_segment_of_less_than_two_clean_points_is_no_way() -> None:
    half_timed = segment([46.0, 46.0001], [7.0, 7.0], seconds=[5, 6])
    kept = in_order([northward(0), northward(1), half_timed, northward(1)], 40)
    assert [len(part) for part in kept] == [2]
    assert in_order([], 40) == ()
    assert in_order([northward(1)], 40) == ()


def test_of_two_points_of_one_second_the_first_stays_in_disorder_too() -> None:
    track = northward(400)
    doubled = moved(select(track, np.repeat(np.arange(400), 2)), slice(1, None, 2), 1.0)
    cleaned = clean(select(doubled, np.roll(np.arange(800), 300)), 40)
    assert np.array_equal(cleaned.lat_deg, track.lat_deg)


def test_of_segments_that_overlap_in_time_the_one_that_began_first_counts() -> None:
    first = northward(601)
    again = northward(601)
    longer = northward(901)
    kept = in_order((again, first), 40.0)
    assert [len(part) for part in kept] == [601]
    kept = in_order((first, longer), 40.0)
    assert [len(part) for part in kept] == [601, 300]
    assert kept[1].time_s[0] > kept[0].time_s[-1]


def test_points_are_overlapping_while_an_earlier_segment_goes_on() -> None:
    first, again = northward(601), northward(601)
    after = replace(first, time_s=first.time_s + 600)
    assert overlapping((first, again)) == 600
    assert overlapping((after, first)) == 0
    assert overlapping((northward(0), first)) == 0


@pytest.mark.parametrize("stale", [5, 12, 40])
def test_a_leap_of_the_receiver_breaks_the_segment(stale: int) -> None:
    kept = in_order((moved(northward(601), slice(0, stale), 50_000),), 40.0)
    assert [len(part) for part in kept] == [stale, 601 - stale]
    assert leaps(kept) == 1


def test_a_fast_car_does_not_leap() -> None:
    (kept,) = in_order((northward(601, mps=60.0),), 40.0)
    assert len(kept) == 601
    assert leaps((kept,)) == 0
    assert leaps(()) == 0
