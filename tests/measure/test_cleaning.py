from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import clean, select
from milepost.measure.distance import length_m
from milepost.model.track import Segment


def moved(track: Segment, at: int | slice, north_m: float) -> Segment:
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
