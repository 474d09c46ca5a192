from dataclasses import replace

import numpy as np
import pytest

from builders import METRES_A_DEGREE, northward, segment
from milepost.measure.cleaning import select
from milepost.measure.gaps import Recorder, recorder_of
from milepost.model.track import Segment

INTERVALS_S = [1, 5, 10, 14, 15, 30, 60, 600]


def is_silence(
    metres: float, seconds: float, recorder: Recorder, shortest_s: float | None = None
) -> bool:
    (silent,) = recorder.is_silence(np.array([metres]), np.array([seconds]), shortest_s)
    return bool(silent)


def resting(rest_s: int, spread_m: float = 0.0, mps: float = 3.0) -> Segment:
    """Ten minutes of way, a rest in which positions go round the place, and ten minutes."""
    angle = np.arange(rest_s) * 2 * np.pi / 40
    way_m = np.arange(600) * mps
    metres = np.concatenate([way_m, np.full(rest_s, 600 * mps), 600 * mps + way_m])
    north, east = np.zeros(len(metres)), np.zeros(len(metres))
    north[600 : 600 + rest_s] = spread_m * np.sin(angle)
    east[600 : 600 + rest_s] = spread_m * np.cos(angle)
    return segment(
        46 + (metres + north) / METRES_A_DEGREE,
        7 + east / METRES_A_DEGREE / np.cos(np.radians(46)),
        seconds=range(len(metres)),
    )


def stayed_s(track: Segment, shortest_s: float = 600.0) -> float:
    stays = recorder_of((track,)).is_stay(track, shortest_s)
    return float(np.diff(track.time_s)[stays].sum())


@pytest.mark.parametrize(
    ("metres", "seconds", "silent"),
    [
        (5.0, 1.0, False),
        (0.0, 29.0, False),
        (0.0, 31.0, True),
        (60.0, 31.0, True),
        (92.0, 31.0, True),
        (94.0, 31.0, False),
        (155.0, 31.0, False),
        (1490.0, 299.0, False),
        (1500.0, 301.0, True),
    ],
)
def test_a_silence_is_long_and_has_little_way(
    metres: float, seconds: float, silent: bool
) -> None:
    assert is_silence(metres, seconds, Recorder(5.0, 1.0)) == silent


@pytest.mark.parametrize(("shortest_s", "silent"), [(15.0, True), (20.0, False), (60.0, False)])
def test_each_sport_has_its_own_shortest_pause(shortest_s: float, silent: bool) -> None:
    assert is_silence(0.0, 18.0, Recorder(5.0, 1.0), shortest_s) == silent


@pytest.mark.parametrize(
    ("interval_s", "seconds", "silent"),
    [(1.0, 16.0, True), (10.0, 29.0, False), (10.0, 31.0, True), (60.0, 170.0, False)],
)
def test_three_missing_points_of_a_sparse_recorder_are_no_pause(
    interval_s: float, seconds: float, silent: bool
) -> None:
    assert is_silence(0.0, seconds, Recorder(5.0, interval_s), shortest_s=15.0) == silent


@pytest.mark.parametrize(
    ("interval_s", "gap_s"),
    [(0.0, 30.0), (1.0, 30.0), (10.0, 30.0), (20.0, 60.0), (600.0, 1800.0)],
)
def test_a_gap_is_longer_than_half_a_minute_and_three_intervals(
    interval_s: float, gap_s: float
) -> None:
    assert Recorder(5.0, interval_s).gap_s == gap_s


def test_without_a_usual_speed_only_five_minutes_are_a_silence() -> None:
    seconds = np.array([31.0, 299.0, 301.0])
    silent = Recorder(np.nan, 1.0).is_silence(np.zeros(3), seconds)
    assert silent.tolist() == [False, False, True]


def test_five_intervals_of_a_messenger_are_too_long_to_tell_its_way() -> None:
    messenger = Recorder(1.2, 600.0)
    assert not is_silence(1.2 * 2900, 2900.0, messenger)
    assert is_silence(1.2 * 3100, 3100.0, messenger)


@pytest.mark.parametrize("interval_s", INTERVALS_S)
def test_the_interval_is_the_usual_time_between_points(interval_s: int) -> None:
    track = northward(101, step_s=interval_s)
    track.time_s[50:] += 900
    assert recorder_of((track,)).interval_s == interval_s


@pytest.mark.parametrize("interval_s", INTERVALS_S)
def test_points_a_quarter_of_a_minute_apart_are_sparse(interval_s: int) -> None:
    recorder = recorder_of((northward(101, step_s=interval_s),))
    assert recorder.is_sparse == (interval_s >= 15)


@pytest.mark.parametrize("interval_s", INTERVALS_S)
def test_the_usual_speed_is_known_however_seldom_a_tracker_reports(interval_s: int) -> None:
    recorder = recorder_of((northward(101, mps=1.4, step_s=interval_s),))
    assert recorder.usual_mps == pytest.approx(1.4, rel=1e-2)


def test_the_usual_speed_leaves_out_standing() -> None:
    whole = northward(601)
    lat = np.concatenate([whole.lat_deg, np.full(900, whole.lat_deg[-1])])
    track = segment(lat, np.full(1501, 7.0), seconds=range(1501))
    assert recorder_of((track,)).usual_mps == pytest.approx(5.0, rel=1e-2)


def test_the_usual_speed_leaves_out_what_was_silent() -> None:
    track = northward(601, mps=1.0)
    paused = replace(track, time_s=track.time_s + 900.0 * (np.arange(601) // 200))
    assert recorder_of((paused,)).usual_mps == pytest.approx(1.0, rel=1e-2)


@pytest.mark.parametrize(("every_s", "usual_mps"), [(15, 1.0), (16, 5.0)])
def test_steps_of_more_than_15_s_tell_no_usual_speed(every_s: int, usual_mps: float) -> None:
    dense = northward(41)
    sparse = select(northward(1200, mps=1.0), np.arange(0, 39 * every_s, every_s))
    third = replace(northward(10, mps=0.5), time_s=northward(10).time_s + 5000)
    recorder = recorder_of((dense, replace(sparse, time_s=sparse.time_s + 1000), third))
    assert recorder.interval_s == 1.0
    assert recorder.usual_mps == pytest.approx(usual_mps, rel=1e-2)


def test_drifting_on_the_spot_tells_no_usual_speed() -> None:
    ridden, drifted = northward(100), northward(900, mps=0.2)
    drifted = replace(drifted, time_s=drifted.time_s + 100)
    assert recorder_of((ridden, drifted)).usual_mps == pytest.approx(5.0, rel=1e-2)


def test_all_segments_tell_of_the_recorder_together() -> None:
    slow, fast = northward(100, mps=1.0), northward(300, mps=5.0)
    assert recorder_of((slow, fast)).usual_mps == pytest.approx(5.0, rel=1e-2)
    assert recorder_of((fast, slow)) == recorder_of((slow, fast))


def test_the_recorder_is_unknown_without_times() -> None:
    bare = segment([46.0, 46.1], [7.0, 7.0])
    for recorder in (recorder_of((bare,)), recorder_of(()), recorder_of((northward(1),))):
        assert np.isnan(recorder.usual_mps)
        assert recorder.interval_s == 0.0
        assert not recorder.is_sparse


@pytest.mark.parametrize("spread_m", [0.0, 5.0, 12.0])
def test_a_rest_is_known_by_its_spot_whatever_the_positions_do(spread_m: float) -> None:
    assert stayed_s(resting(1200, spread_m)) == pytest.approx(1200, abs=45)


def test_arriving_and_leaving_are_no_part_of_a_rest() -> None:
    slow = resting(1200, mps=1.0)
    stays = recorder_of((slow,)).is_stay(slow, 600.0)
    first, last = np.flatnonzero(stays)[[0, -1]]
    assert 594 <= first <= 630
    assert 1770 <= last <= 1806


def test_a_rest_that_is_too_short_is_no_stay() -> None:
    assert stayed_s(resting(540, 5.0)) == 0.0


@pytest.mark.parametrize(("rest_s", "stays"), [(700, True), (500, False)])
def test_the_shortest_stay_is_the_sports(rest_s: int, stays: bool) -> None:
    assert (stayed_s(resting(rest_s), 600.0) > 0) == stays
    assert stayed_s(resting(rest_s), 300.0) > 0


def test_going_about_a_place_is_no_stay() -> None:
    assert stayed_s(resting(1200, spread_m=30.0)) == 0.0


def test_where_people_go_slowly_on_purpose_there_is_no_stay() -> None:
    assert stayed_s(resting(1200), np.inf) == 0.0


def test_two_rests_are_two_stays_and_the_way_between_is_none() -> None:
    one = resting(900, 5.0)
    other = replace(
        one,
        lat_deg=one.lat_deg + 3600 / METRES_A_DEGREE,
        time_s=one.time_s + (one.time_s[-1] - one.time_s[0]) + 1,
    )
    both = segment(
        np.concatenate([one.lat_deg, other.lat_deg]),
        np.concatenate([one.lon_deg, other.lon_deg]),
        seconds=np.arange(2 * len(one)),
    )
    stays = recorder_of((both,)).is_stay(both, 600.0)
    assert np.count_nonzero(np.diff(stays.astype(int)) == 1) == 2
    assert stays.sum() == pytest.approx(1800, abs=80)
    assert not stays[1600:2000].any()


def test_a_track_that_never_leaves_its_spot_is_one_stay() -> None:
    parked = segment(np.full(1200, 46.0), np.full(1200, 7.0), seconds=range(1200))
    assert stayed_s(parked) == pytest.approx(1199, abs=10)


@pytest.mark.parametrize("points", [2, 3, 5])
def test_the_shortest_tracks_are_no_stay(points: int) -> None:
    assert stayed_s(northward(points)) == 0.0


def test_a_rest_across_a_break_of_years_is_none() -> None:
    track = northward(400, mps=3.0)
    later = replace(track, time_s=track.time_s + 20 * 365 * 86_400.0 * (np.arange(400) >= 3))
    assert stayed_s(later) < 20 * 365 * 86_400 + 60
    assert stayed_s(replace(later, lat_deg=later.lat_deg + 0.01 * (np.arange(400) >= 3))) == 0.0
