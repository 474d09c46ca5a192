from dataclasses import replace

import numpy as np

from builders import northward, segment
from milepost.measure.cleaning import select
from milepost.measure.timeline import recorded_s, timeline


def test_segments_are_lined_up_in_order_of_time() -> None:
    track = northward(100)
    line = timeline((select(track, slice(50, None)), select(track, slice(50))))
    assert line.time_s.tolist() == track.time_s.tolist()
    assert line.lat_deg.tolist() == track.lat_deg.tolist()


def test_the_break_between_two_segments_is_not_recorded() -> None:
    track = northward(100)
    line = timeline((select(track, slice(50)), select(track, slice(50, None))))
    assert np.flatnonzero(~line.recorded).tolist() == [49]
    assert recorded_s(line) == 98


def test_a_silence_of_more_than_a_minute_is_not_recorded() -> None:
    line = timeline((segment([46.0] * 4, [7.0] * 4, seconds=[0, 60, 121, 122]),))
    assert line.recorded.tolist() == [True, False, True]


def test_points_without_a_time_are_left_out() -> None:
    track = segment([46.0, 46.1, 46.2], [7.0] * 3, seconds=[0, float("nan"), 10])
    assert timeline((track,)).lat_deg.tolist() == [46.0, 46.2]


def test_of_two_points_at_one_moment_the_first_stays() -> None:
    number = np.arange(300)
    track = segment(46 + number / 1000, [7.0] * 300, seconds=(number * 7 % 100).tolist())
    firsts = [
        46 + np.flatnonzero(number * 7 % 100 == second)[0] / 1000 for second in range(100)
    ]
    assert timeline((track,)).lat_deg.tolist() == firsts


def test_longitudes_run_on_over_the_antimeridian() -> None:
    track = northward(3)
    over = replace(track, lon_deg=np.array([179.9, -179.9, -179.8]))
    assert np.abs(np.diff(timeline((over,)).lon_deg)).max() < 1


def test_nothing_makes_an_empty_line() -> None:
    assert len(timeline(())) == 0
    assert recorded_s(timeline(())) == 0
