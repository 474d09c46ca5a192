from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import select
from milepost.measure.distance import gaussian, length_m, smoothed, step_lengths_m
from milepost.measure.gaps import Recorder, recorder_of
from milepost.measure.geo import between_m, plane_m
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
    return float(step_lengths_m(track, sport, recorder_of((track,))).sum())


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
    assert way_m(track, UNSMOOTHED) == pytest.approx(length_m(lat, lon), abs=1e-6)


@given(walks)
def test_turning_round_keeps_the_distance(moves: list[tuple[float, float]]) -> None:
    lat, lon = line_of(moves)
    there = segment(lat, lon, seconds=range(len(lat)))
    back = segment(lat[::-1], lon[::-1], seconds=range(len(lat)))
    assert way_m(back) == pytest.approx(way_m(there), rel=1e-9)


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
    steps = step_lengths_m(paused, RIDE, recorder_of((paused,)))
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
    assert step_lengths_m(track, RIDE, recorder_of(())).sum() == 0.0


def thinned(track: Segment, every: int) -> Segment:
    return select(track, slice(None, None, every))


def circle(radius_m: float, mps: float = 5.0, seconds: int = 1800) -> Segment:
    angle = np.arange(seconds + 1) * mps / radius_m
    lat = 46.0 + radius_m * np.sin(angle) / METRES_A_DEGREE
    lon = 7.0 + radius_m * np.cos(angle) / METRES_A_DEGREE / np.cos(np.radians(46))
    return segment(lat, lon, seconds=range(seconds + 1))


def added_m(track: Segment) -> float:
    return way_m(track) - length_m(track.lat_deg, track.lon_deg)


@pytest.mark.parametrize(
    ("every_s", "share"), [(10, 0.8), (15, 1.0), (17, 1.08), (20, 0.625), (30, 0.625)]
)
def test_corners_that_a_sparse_tracker_cut_are_estimated(every_s: int, share: float) -> None:
    whole = circle(800.0, seconds=2040)
    thin = thinned(whole, every_s)
    true_m = length_m(whole.lat_deg, whole.lon_deg)
    lost_m = true_m - length_m(thin.lat_deg, thin.lon_deg)
    assert lost_m > 0
    # A circle loses three times as much more when the interval doubles; no road grows so fast.
    assert added_m(thin) == pytest.approx(share * 3 * lost_m, rel=0.1)


def winding(roughness_s: float) -> Segment:
    """Return a way whose heading wanders, and comes back in some seconds."""
    rng, heading = np.random.default_rng(4), np.zeros(7200)
    kept = np.exp(-1 / roughness_s)
    for n, turn in enumerate(rng.normal(0, np.sqrt(1 - kept**2), 7199), 1):
        heading[n] = kept * heading[n - 1] + turn
    x, y = np.cumsum(5 * np.cos(0.6 * heading)), np.cumsum(5 * np.sin(0.6 * heading))
    lat = 46.0 + y / METRES_A_DEGREE
    lon = 7.0 + x / METRES_A_DEGREE / np.cos(np.radians(46))
    return segment(lat, lon, seconds=range(7200))


def loss_m(track: Segment, count: int) -> float:
    """Return by how much shorter a line gets with each `count`-th point only."""
    leaps = (select(track, slice(n, n + count + 1)) for n in range(len(track) - count))
    losses = (
        length_m(leap.lat_deg, leap.lon_deg)
        - length_m(leap.lat_deg[[0, -1]], leap.lon_deg[[0, -1]])
        for leap in leaps
    )
    return sum(losses) / count


@pytest.mark.parametrize("every_s", [20, 30])
@pytest.mark.parametrize("roughness_s", [240, 480])
def test_how_fast_the_loss_grows_tells_what_was_lost_before(
    every_s: int, roughness_s: float
) -> None:
    whole = winding(roughness_s)
    thin = thinned(whole, every_s)
    growth = loss_m(thin, 4) / loss_m(thin, 2) - 1
    assert 1.6 < growth < 2.6
    assert added_m(thin) == pytest.approx(loss_m(thin, 2) / (growth - 1), rel=0.02)
    assert way_m(thin) == pytest.approx(length_m(whole.lat_deg, whole.lon_deg), rel=0.015)


def test_a_straight_way_has_no_corners_to_estimate() -> None:
    thin = thinned(northward(1801), 20)
    assert way_m(thin) == pytest.approx(length_m(thin.lat_deg, thin.lon_deg), rel=1e-9)


def test_no_corner_is_estimated_where_points_are_dense() -> None:
    thin = thinned(circle(150.0), 7)
    assert way_m(thin, UNSMOOTHED) == pytest.approx(length_m(thin.lat_deg, thin.lon_deg))


def test_no_corner_is_estimated_at_a_pause() -> None:
    there = northward(601)
    lat = np.concatenate([there.lat_deg, there.lat_deg[::-1]])
    seconds = np.concatenate([np.arange(601), 3600 + np.arange(601)])
    turned = thinned(segment(lat, np.full(1202, 7.0), seconds=seconds), 10)
    plain = step_lengths_m(turned, RIDE, Recorder(5.0, 0.0))
    assert way_m(turned) == pytest.approx(plain.sum(), abs=1e-6)


def test_turning_back_on_a_sparse_track_adds_no_more_than_a_share_of_the_step() -> None:
    zigzag = np.where(np.arange(200) % 2, 100.0, 0.0) / METRES_A_DEGREE
    track = segment(46 + zigzag, np.full(200, 7.0), seconds=np.arange(200) * 20)
    plain_m = length_m(track.lat_deg, track.lon_deg)
    assert way_m(track) == pytest.approx(1.3 * plain_m, rel=0.01)


@given(walks)
def test_turning_round_keeps_a_sparse_distance(moves: list[tuple[float, float]]) -> None:
    lat, lon = line_of(moves)
    seconds = np.arange(len(lat)) * 20.0
    there, back = (
        segment(lat, lon, seconds=seconds),
        segment(lat[::-1], lon[::-1], seconds=seconds),
    )
    assert way_m(back) == pytest.approx(way_m(there), rel=1e-9)


def test_a_leap_that_smoothing_made_shorter_is_not_made_longer() -> None:
    track = segment([46.0, 46.0, 46.0 + 500 / METRES_A_DEGREE], [7.0] * 3, seconds=[0, 1, 41])
    steps = step_lengths_m(track, RIDE, Recorder(5.0, 1.0))
    assert steps.tolist() == pytest.approx([0.0, 200.0], abs=1)


def test_a_leap_within_half_a_minute_counts_as_it_is() -> None:
    track = segment([46.0, 46.0 + 500 / METRES_A_DEGREE], [7.0, 7.0], seconds=[0, 29])
    steps = step_lengths_m(track, RIDE, Recorder(5.0, 1.0))
    assert steps.sum() == pytest.approx(500, rel=1e-3)


@pytest.mark.parametrize(("sport", "adds"), [("run", False), ("ride", False), ("hike", True)])
def test_a_rest_on_one_spot_adds_nothing_but_to_a_slow_hike(sport: str, adds: bool) -> None:
    angle = np.arange(1800) * 0.05
    lat = 46 + 8 * np.sin(angle) / METRES_A_DEGREE
    lon = 7 + 8 * np.cos(angle) / METRES_A_DEGREE
    rest = segment(lat, lon, seconds=range(1800))
    assert (way_m(rest, SPORTS[sport]) > 100) == adds


def test_a_mean_over_neighbours_weighs_them_by_their_distance_in_time() -> None:
    time_s = np.array([0.0, 1.0, 3.0])
    x, y = gaussian(time_s, (np.array([0.0, 6.0, 12.0]), np.array([3.0, 3.0, 3.0])), 2.0)
    near, far, farthest = np.exp(-0.5 * (np.array([1.0, 2.0, 3.0]) / 2) ** 2)
    assert x[0] == pytest.approx((6 * near + 12 * farthest) / (1 + near + farthest))
    assert x[1] == pytest.approx((6 + 12 * far) / (1 + near + far))
    assert y == pytest.approx(np.full(3, 3.0))


def test_neighbours_further_than_three_sigma_have_no_weight() -> None:
    columns = np.array([0.0, 100.0]), np.zeros(2)
    assert gaussian(np.array([0.0, 6.1]), columns, 2.0)[0].tolist() == [0.0, 100.0]
    assert gaussian(np.array([0.0, 5.9]), columns, 2.0)[0][0] > 1


def test_smoothing_twice_takes_back_what_once_cuts_from_a_bend() -> None:
    bend = circle(25.0, seconds=300)
    x, y = plane_m(bend.lat_deg, bend.lon_deg)
    once = gaussian(bend.time_s, (x, y), 2.5)
    rest = gaussian(bend.time_s, (x - once[0], y - once[1]), 2.5)
    twice = smoothed(bend, 2.5)
    assert twice[0] == pytest.approx(once[0] + rest[0])
    assert twice[1] == pytest.approx(once[1] + rest[1])
    inner = slice(20, -20)
    cut_once = np.hypot(x - once[0], y - once[1])[inner].mean()
    cut_twice = np.hypot(x - twice[0], y - twice[1])[inner].mean()
    assert cut_twice < 0.2 * cut_once


def test_a_way_over_the_pole_is_as_long_as_it_is() -> None:
    metres = np.arange(-1000, 1001, 5.0) + 2.5
    lat = 90 - np.abs(metres) / 111_694  # a degree of latitude at the pole
    lon = np.where(metres < 0, 20.0, -160.0)
    over = segment(lat, lon, seconds=range(len(metres)))
    assert way_m(over, UNSMOOTHED) == pytest.approx(2000, rel=5e-3)


def test_at_the_pole_itself_every_longitude_is_one_place() -> None:
    lon = np.linspace(-180, 180, 50)
    assert length_m(np.full(50, 90.0), lon) == pytest.approx(0, abs=1e-6)
    assert length_m(np.full(50, -90.0), lon) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("mps", "counted_mps"), [(4.0, 4.0), (9.0, 9.0), (11.0, 5.0)])
def test_a_gap_crossed_a_little_faster_than_usual_counts_as_it_is(
    mps: float, counted_mps: float
) -> None:
    lat = 46 + np.array([0.0, 60 * mps]) / METRES_A_DEGREE
    track = segment(lat, [7.0, 7.0], seconds=[0, 60])
    steps = step_lengths_m(track, RIDE, Recorder(5.0, 1.0))
    assert steps[0] == pytest.approx(60 * counted_mps, rel=2e-3)


def test_after_five_minutes_a_leap_adds_nothing_either() -> None:
    track = segment([46.0, 46.5], [7.0, 7.0], seconds=[0, 400])
    assert step_lengths_m(track, RIDE, Recorder(5.0, 1.0)).tolist() == [0.0]


def test_no_corner_is_estimated_at_a_leap() -> None:
    metres, seconds = np.arange(60) * 50.0, np.arange(60) * 10.0
    later = np.arange(60) >= 30
    lon = 7 + 3000 * later / METRES_A_DEGREE / np.cos(np.radians(46))
    track = segment(46 + metres / METRES_A_DEGREE, lon, seconds=seconds + 30.0 * later)
    sparse = step_lengths_m(track, RIDE, Recorder(5.0, 10.0))
    plain = step_lengths_m(track, RIDE, Recorder(5.0, 1.0))
    assert sparse[29] == pytest.approx(40 * 5.0)
    assert sparse == pytest.approx(plain, abs=0.01)
