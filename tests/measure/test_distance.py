from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import select
from milepost.measure.distance import is_pause, length_m, step_lengths_m, usual_speed_mps
from milepost.measure.geo import between_m
from milepost.measure.sports import SPORTS
from milepost.model.track import Column, Segment

RIDE = SPORTS["ride"]
UNSMOOTHED = replace(RIDE, smoothing_s=0.0)
small = st.floats(-0.01, 0.01)
walks = st.lists(st.tuples(small, small), min_size=2, max_size=40)


def line_of(moves: list[tuple[float, float]], lon: float = 7.0) -> tuple[Column, Column]:
    steps = np.array(moves)
    return 46.0 + np.cumsum(steps[:, 0]), lon + np.cumsum(steps[:, 1])


def way_m(track: Segment, sport=RIDE) -> float:
    return float(step_lengths_m(track, sport, usual_speed_mps((track,))).sum())


@given(walks)
def test_a_line_is_never_shorter_than_its_ends_are_apart(
    moves: list[tuple[float, float]],
) -> None:
    lat, lon = line_of(moves)
    ends_m = between_m(lat[0], lon[0], lat[-1], lon[-1])
    # The plane that lengths are measured on bends a little over the 40 km of such a line.
    assert length_m(lat, lon) >= ends_m * (1 - 1e-4)


@given(walks)
def test_an_unsmoothed_track_is_as_long_as_its_line(moves: list[tuple[float, float]]) -> None:
    lat, lon = line_of(moves)
    track = segment(lat, lon, seconds=range(len(lat)))
    usual = usual_speed_mps((track,))
    assert step_lengths_m(track, UNSMOOTHED, usual).sum() == pytest.approx(
        length_m(lat, lon), abs=1e-6
    )


@given(walks)
def test_turning_round_keeps_the_distance(moves: list[tuple[float, float]]) -> None:
    lat, lon = line_of(moves)
    there = segment(lat, lon, seconds=range(len(lat)))
    back = segment(lat[::-1], lon[::-1], seconds=range(len(lat)))
    assert way_m(back) == pytest.approx(way_m(there), abs=1e-3)


@given(walks, st.floats(-180, 180))
def test_a_shift_in_longitude_changes_nothing(
    moves: list[tuple[float, float]], shift: float
) -> None:
    here, there = line_of(moves), line_of(moves, lon=7.0 + shift)
    assert length_m(*there) == pytest.approx(length_m(*here), abs=1e-4)


@given(walks, st.integers(-(10**8), 10**8))
def test_a_shift_in_time_changes_nothing(moves: list[tuple[float, float]], shift: int) -> None:
    lat, lon = line_of(moves)
    now = segment(lat, lon, seconds=range(len(lat)))
    later = replace(now, time_s=now.time_s + shift)
    assert way_m(later) == pytest.approx(way_m(now), abs=1e-6)


def test_a_track_over_the_antimeridian_is_as_long_as_anywhere() -> None:
    lon = np.linspace(179.9, 180.1, 200)
    wrapped = (lon + 180) % 360 - 180
    lat, seconds = np.full(200, -17.0), np.arange(200) * 5
    over = segment(lat, wrapped, seconds=seconds)
    elsewhere = segment(lat, lon - 100, seconds=seconds)
    assert way_m(over) == pytest.approx(way_m(elsewhere), abs=0.01)
    assert way_m(over) == pytest.approx(21_300, abs=30)


def test_smoothing_takes_receiver_noise_out_of_a_straight_way() -> None:
    straight = northward(1200)
    noise = np.random.default_rng(1).normal(0, 2.0, (2, 1200)) / METRES_A_DEGREE
    noisy = replace(
        straight, lat_deg=straight.lat_deg + noise[0], lon_deg=straight.lon_deg + noise[1]
    )
    true_m = 1199 * 5.0
    assert length_m(noisy.lat_deg, noisy.lon_deg) > 1.08 * true_m
    assert way_m(noisy) == pytest.approx(true_m, rel=0.035)


def test_smoothing_leaves_a_clean_straight_way_as_long_as_it_is() -> None:
    assert way_m(northward(601)) == pytest.approx(3000.0, rel=5e-3)


def test_smoothing_cuts_little_from_a_winding_road() -> None:
    # Bends of 25 m radius, one after the other, at 5 m a second.
    angle = np.arange(0, 20 * np.pi, 5 / 25)
    heading = np.abs((angle % (2 * np.pi)) - np.pi) - np.pi / 2
    x, y = np.cumsum(5 * np.cos(heading)), np.cumsum(5 * np.sin(heading))
    lat = 46.0 + y / METRES_A_DEGREE
    lon = 7.0 + x / METRES_A_DEGREE / np.cos(np.radians(46))
    track = segment(lat, lon, seconds=range(len(x)))
    assert way_m(track) == pytest.approx(length_m(lat, lon), rel=0.03)


def test_a_recording_pause_adds_no_distance() -> None:
    whole = northward(601)
    stopped = np.arange(601) >= 300
    paused = replace(whole, time_s=whole.time_s + 600.0 * stopped)
    steps = step_lengths_m(paused, RIDE, usual_speed_mps((paused,)))
    assert steps[299] == 0.0
    assert steps.sum() == pytest.approx(3000 - 5, abs=15)


def test_a_tunnel_adds_its_length() -> None:
    whole = northward(601)
    seen = np.ones(601, dtype=bool)
    seen[200:320] = False  # two minutes of silence at the same speed
    tunnel = select(whole, seen)
    assert way_m(tunnel) == pytest.approx(3000, rel=5e-3)


def test_a_leap_over_a_gap_adds_no_more_than_the_usual_speed_would() -> None:
    whole = northward(601)
    lat = whole.lat_deg + np.where(np.arange(601) >= 300, 3000 / METRES_A_DEGREE, 0)
    seen = np.ones(601, dtype=bool)
    seen[270:300] = False
    ferry = select(replace(whole, lat_deg=lat), seen)
    assert way_m(ferry) == pytest.approx(3000, rel=0.01)


def test_after_five_minutes_of_silence_nothing_is_added() -> None:
    whole = northward(1201)
    seen = np.ones(1201, dtype=bool)
    seen[300:700] = False
    assert way_m(select(whole, seen)) == pytest.approx(6000 - 401 * 5, rel=0.01)


def test_without_times_every_step_counts_as_it_is() -> None:
    timed = northward(101)
    bare = segment(timed.lat_deg, timed.lon_deg)
    assert way_m(bare) == pytest.approx(length_m(bare.lat_deg, bare.lon_deg))


@pytest.mark.parametrize("points", [0, 1])
def test_fewer_than_two_points_are_no_way(points: int) -> None:
    track = northward(points)
    assert length_m(track.lat_deg, track.lon_deg) == 0.0
    assert step_lengths_m(track, RIDE, np.nan).sum() == 0.0


@pytest.mark.parametrize(
    ("metres", "seconds", "pause"),
    [
        (5.0, 1.0, False),
        (0.0, 29.0, False),
        (0.0, 31.0, True),
        (60.0, 31.0, True),
        (155.0, 31.0, False),
        (1500.0, 301.0, True),
    ],
)
def test_a_pause_is_a_long_silence_with_little_way(
    metres: float, seconds: float, pause: bool
) -> None:
    step, silence = np.array([metres]), np.array([seconds])
    assert is_pause(step, silence, usual_mps=5.0, silence_s=30.0).tolist() == [pause]


def test_without_a_usual_speed_only_five_minutes_are_a_pause() -> None:
    seconds = np.array([31.0, 299.0, 301.0])
    assert is_pause(np.zeros(3), seconds, np.nan, 30.0).tolist() == [False, False, True]


def test_the_usual_speed_leaves_out_standing() -> None:
    whole = northward(601)
    lat = np.concatenate([whole.lat_deg, np.full(900, whole.lat_deg[-1])])
    track = segment(lat, np.full(1501, 7.0), seconds=range(1501))
    assert usual_speed_mps((track,)) == pytest.approx(5.0, rel=1e-2)


def test_the_usual_speed_is_unknown_without_times() -> None:
    bare = segment([46.0, 46.1], [7.0, 7.0])
    assert np.isnan(usual_speed_mps((bare,)))
    assert np.isnan(usual_speed_mps(()))
