from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.distance import step_lengths_m, usual_speed_mps
from milepost.measure.moving import moving_s, top_speed_mps
from milepost.measure.sports import SPORTS
from milepost.model.track import Segment

SPEEDS_MPS = {"run": 3.0, "trail-run": 2.3, "hike": 1.2, "walk": 1.4, "ride": 6.0}


def moving(track: Segment, sport: str = "ride") -> float | None:
    return moving_s(track, SPORTS[sport], usual_speed_mps((track,)))


def with_stop(mps: float, stop_s: int, drift_m: float = 0.0) -> Segment:
    """Twenty minutes of way with a stop in the middle, in which the position drifts slowly."""
    metres = np.concatenate([np.arange(600) * mps, np.full(stop_s, 599 * mps)])
    metres = np.concatenate([metres, metres[-1] + np.arange(1, 601) * mps])
    noise = np.zeros((2, len(metres)))
    steps = np.random.default_rng(7).normal(0, 1, (2, stop_s))
    drift = np.zeros(2)
    for n in range(stop_s):  # wanders, and is drawn back to the true place
        drift = 0.985 * drift + np.sqrt(1 - 0.985**2) * drift_m * steps[:, n]
        noise[:, 600 + n] = drift
    lat = 46.0 + (metres + noise[0]) / METRES_A_DEGREE
    lon = 7.0 + noise[1] / METRES_A_DEGREE
    return segment(lat, lon, seconds=range(len(metres)))


@pytest.mark.parametrize("sport", SPEEDS_MPS)
def test_an_even_way_is_all_moving(sport: str) -> None:
    assert moving(northward(1201, mps=SPEEDS_MPS[sport]), sport) == 1200.0


@pytest.mark.parametrize("sport", SPEEDS_MPS)
def test_a_stop_of_ten_minutes_is_not_moving(sport: str) -> None:
    track = with_stop(SPEEDS_MPS[sport], stop_s=600)
    assert moving(track, sport) == pytest.approx(1200, abs=15)


@pytest.mark.parametrize("sport", SPEEDS_MPS)
def test_a_stop_with_gps_drift_is_not_moving(sport: str) -> None:
    track = with_stop(SPEEDS_MPS[sport], stop_s=600, drift_m=2.0)
    assert moving(track, sport) == pytest.approx(1200, abs=60)


def test_a_moment_of_slowness_is_no_stop() -> None:
    assert moving(with_stop(6.0, stop_s=5)) == pytest.approx(1204, abs=1)


@pytest.mark.parametrize("silence_s", [60, 240, 3600])
def test_a_recording_pause_is_not_moving(silence_s: int) -> None:
    whole = northward(1201)
    paused = replace(whole, time_s=whole.time_s + silence_s * (np.arange(1201) >= 600))
    assert moving(paused) == 1199.0


def test_a_pause_in_which_a_little_way_was_made_is_not_moving() -> None:
    whole = northward(1201)
    later = np.arange(1201) >= 600
    paused = replace(
        whole,
        time_s=whole.time_s + 60 * later,
        lat_deg=whole.lat_deg + 100 * later / METRES_A_DEGREE,
    )
    assert moving(paused) == 1199.0


def test_a_tunnel_is_moving() -> None:
    whole = northward(1201)
    seen = (np.arange(1201) < 600) | (np.arange(1201) > 700)
    tunnel = segment(
        whole.lat_deg[seen], whole.lon_deg[seen], seconds=np.flatnonzero(seen).astype(float)
    )
    assert moving(tunnel) == 1200.0


def test_a_slow_hiker_moves_where_a_rider_would_stand() -> None:
    track = northward(1201, mps=0.55)
    assert moving(track, "hike") == 1200.0
    assert moving(track, "ride") == 0.0


def test_moving_time_is_never_more_than_the_time_that_went_by() -> None:
    track = with_stop(3.0, stop_s=300, drift_m=3.0)
    assert moving(track, "run") <= track.time_s[-1] - track.time_s[0]


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), st.floats(-170, 170))
def test_a_shift_in_time_or_longitude_changes_nothing(seconds: int, lon: float) -> None:
    track = with_stop(3.0, stop_s=60)
    moved = replace(track, time_s=track.time_s + seconds, lon_deg=track.lon_deg + lon)
    assert moving(moved, "run") == moving(track, "run")


@pytest.mark.parametrize("points", [0, 1])
def test_fewer_than_two_points_have_no_moving_time(points: int) -> None:
    assert moving_s(northward(points), SPORTS["ride"], np.nan) is None


def test_without_times_moving_time_is_unknown() -> None:
    assert moving(segment([46.0, 46.1], [7.0, 7.0])) is None


def test_one_missing_time_makes_moving_time_unknown() -> None:
    track = northward(10)
    times = track.time_s.copy()
    times[4] = np.nan
    assert moving(replace(track, time_s=times)) is None


def test_the_top_speed_is_that_of_the_best_stretch() -> None:
    mps = np.where((np.arange(600) >= 300) & (np.arange(600) < 360), 12.0, 6.0)
    time_s = np.arange(601.0)
    assert top_speed_mps(mps, time_s, 15.0) == pytest.approx(12.0)


def test_one_wild_step_is_no_top_speed() -> None:
    mps = np.full(600, 6.0)
    mps[300] = 30.0
    assert top_speed_mps(mps, np.arange(601.0), 30.0) == pytest.approx(6.8)


def test_a_track_shorter_than_the_window_has_no_top_speed() -> None:
    assert top_speed_mps(np.full(10, 6.0), np.arange(11.0), 30.0) is None


def test_without_times_the_top_speed_is_unknown() -> None:
    assert top_speed_mps(np.full(10, 6.0), np.full(11, np.nan), 5.0) is None


def test_a_top_speed_is_at_least_the_mean() -> None:
    track = with_stop(6.0, stop_s=0)
    sport = SPORTS["ride"]
    steps = step_lengths_m(track, sport, 6.0)
    top = top_speed_mps(steps, track.time_s, sport.top_speed_s)
    assert top >= steps.sum() / (track.time_s[-1] - track.time_s[0]) - 1e-9
