from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.distance import step_lengths_m
from milepost.measure.gaps import Recorder, recorder_of
from milepost.measure.moving import is_active, is_moving, top_speed_mps
from milepost.measure.sports import SPORTS
from milepost.measure.totals import totals_of
from milepost.measure.way import way_of
from milepost.model.track import Segment

SPEEDS_MPS = {"run": 3.0, "trail-run": 2.3, "hike": 1.2, "walk": 1.4, "ride": 6.0}


def moving(track: Segment, sport: str = "ride") -> float:
    recorder = recorder_of((track,))
    moves = is_moving(track, SPORTS[sport], recorder) & is_active(
        track, SPORTS[sport], recorder
    )
    return float(np.diff(track.time_s)[moves].sum())


def active(track: Segment, sport: str = "ride") -> float:
    runs = is_active(track, SPORTS[sport], recorder_of((track,)))
    return float(np.diff(track.time_s)[runs].sum())


def told_times(track: Segment) -> tuple[float | None, float | None]:
    found = totals_of(way_of((track,), SPORTS["ride"]), SPORTS["ride"])
    return found.moving_s, found.active_s


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
    track = northward(points)
    recorder = recorder_of((track,))
    assert is_moving(track, SPORTS["ride"], recorder).tolist() == []
    assert is_active(track, SPORTS["ride"], recorder).tolist() == []


def test_without_times_moving_time_is_unknown() -> None:
    assert told_times(segment([46.0, 46.1], [7.0, 7.0])) == (None, None)


def test_one_missing_time_makes_moving_time_unknown() -> None:
    track = northward(10)
    times = track.time_s.copy()
    times[4] = np.nan
    assert told_times(replace(track, time_s=times)) == (None, None)


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


def test_one_missing_time_makes_the_top_speed_unknown() -> None:
    time_s = np.arange(61.0)
    time_s[30] = np.nan
    assert top_speed_mps(np.full(60, 6.0), time_s, 15.0) is None


def test_a_top_speed_is_at_least_the_mean() -> None:
    track = with_stop(6.0, stop_s=0)
    sport = SPORTS["ride"]
    steps = step_lengths_m(track, sport, Recorder(6.0, 1.0))
    top = top_speed_mps(steps, track.time_s, sport.top_speed_s)
    assert top >= steps.sum() / (track.time_s[-1] - track.time_s[0]) - 1e-9


@pytest.mark.parametrize(
    ("sport", "silence_s", "runs"),
    [("ride", 16, False), ("ride", 14, True), ("run", 18, True), ("run", 22, False),
     ("hike", 55, True), ("hike", 65, False), ("trail-run", 55, True), ("paddle", 31, False)],
)  # fmt: skip
def test_the_timer_stops_when_a_silence_is_longer_than_the_sport_allows(
    sport: str, silence_s: int, runs: bool
) -> None:
    whole = northward(1201, mps=2.0)
    paused = replace(whole, time_s=whole.time_s + (silence_s - 1) * (np.arange(1201) >= 600))
    assert active(paused, sport) == (1199 + silence_s if runs else 1199)


def test_the_timer_runs_on_while_one_stands() -> None:
    track = with_stop(6.0, stop_s=300)
    assert active(track) == 1499.0
    assert moving(track) == pytest.approx(1200, abs=10)


@pytest.mark.parametrize("sport", ["run", "ride"])
def test_a_long_stop_with_strong_drift_is_not_moving(sport: str) -> None:
    track = with_stop(SPEEDS_MPS[sport], stop_s=1200, drift_m=6.0)
    assert moving(track, sport) == pytest.approx(1200, abs=15)
    assert active(track, sport) == 2399.0


def test_a_slow_stretch_shorter_than_the_sports_stop_is_moving() -> None:
    stops = [moving(with_stop(3.0, stop_s=seconds), "run") for seconds in (3, 4, 7, 8)]
    assert stops[0] == 1202.0
    assert stops[1] == 1203.0
    assert stops[2] == stops[3] == pytest.approx(1199, abs=1)


@pytest.mark.parametrize(
    ("usual_mps", "way_mps", "moves"),
    [(3.0, 1.2, True), (3.0, 1.1, False), (2.0, 0.8, True), (2.0, 0.7, False),
     (0.9, 0.45, True), (0.9, 0.35, False), (8.0, 1.3, True)],
)  # fmt: skip
def test_standing_is_slower_than_a_share_of_the_usual_speed(
    usual_mps: float, way_mps: float, moves: bool
) -> None:
    track = northward(101, mps=way_mps)
    found = is_moving(track, SPORTS["run"], Recorder(usual_mps, 1.0))
    assert found.all() == moves
    assert found.any() == moves


def test_without_a_usual_speed_only_the_slowest_is_standing() -> None:
    unknown = Recorder(np.nan, 1.0)
    assert is_moving(northward(101, mps=0.45), SPORTS["run"], unknown).all()
    assert not is_moving(northward(101, mps=0.35), SPORTS["run"], unknown).any()


def test_two_moments_of_slowness_are_not_one_stop() -> None:
    mps = np.full(600, 6.0)
    mps[300:304] = mps[310:314] = 0.0
    lat = 46 + np.concatenate([[0], np.cumsum(mps)]) / METRES_A_DEGREE
    track = segment(lat, np.full(601, 7.0), seconds=range(601))
    assert moving(track, "run") == 600.0


def test_the_top_speed_window_may_end_between_two_points() -> None:
    mps = np.concatenate([np.full(10, 2.0), np.full(10, 8.0)])
    time_s = np.arange(21.0) * 2
    assert top_speed_mps(mps * 2, time_s, 15.0) == pytest.approx(8.0)
    assert top_speed_mps(mps * 2, time_s, 25.0) == pytest.approx((19 * 8 + 6 * 2) / 25)


def test_a_track_of_just_the_window_has_its_mean_as_top_speed() -> None:
    assert top_speed_mps(np.full(30, 6.0), np.arange(31.0), 30.0) == pytest.approx(6.0)


@pytest.mark.parametrize("points", [0, 1])
def test_fewer_than_two_points_have_no_top_speed(points: int) -> None:
    assert top_speed_mps(np.empty(0), np.arange(float(points)), 30.0) is None
