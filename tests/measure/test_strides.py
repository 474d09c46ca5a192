"""A day's lines at even steps."""

import numpy as np
import pytest

from milepost.measure.strides import strides_of
from planned import circle, evenly, jittered, length, line, points


def test_a_long_straight_step_is_filled_evenly() -> None:
    way = strides_of([((46.0, 7.0), (46.0, 7.1))])
    assert len(way) > 250
    assert way.step_m[1:].max() < 30
    assert way.fixed.sum() == 2
    assert way.east[5] == pytest.approx(1.0)


def test_dense_points_are_left_out_and_the_ends_stay() -> None:
    track = line(evenly(circle(2000, 0.5), 5), tolerance_m=0.0)
    way = strides_of([track])
    assert len(way) < len(track) / 4
    assert (way.lat_deg[0], way.lon_deg[0]) == track[0]
    assert (way.lat_deg[-1], way.lon_deg[-1]) == track[-1]


def test_the_length_of_the_line_is_kept() -> None:
    way = strides_of([line(jittered(circle(2000), 8), tolerance_m=0.0)])
    assert way.own_m.sum() == pytest.approx(length(jittered(circle(2000), 8)), rel=0.005)


def test_jitter_makes_longer_strides() -> None:
    jitter = jittered(points((0, 0), (5000, 0), step_m=5), 15, drift=False)
    way = strides_of([line(jitter)])
    assert way.own_m.sum() > 15_000
    assert way.step_m.sum() < 7000


def test_a_break_has_a_step_and_no_length() -> None:
    way = strides_of([line(points((0, 0), (1000, 0))), line(points((3000, 0), (4000, 0)))])
    second = np.flatnonzero(way.begins)[1]
    assert way.step_m[second] == pytest.approx(2000, rel=0.005)
    assert way.own_m[second] == 0.0
    assert way.own_m.sum() == pytest.approx(2000, rel=0.005)


def test_a_line_over_180_degrees_goes_the_short_way() -> None:
    way = strides_of([((0.0, 179.999), (0.0, -179.999)), ((0.0, -179.998), (0.0, -179.99))])
    assert way.own_m.sum() < 1200
    assert way.step_m.max() < 200


def test_a_flight_does_not_fill_the_memory() -> None:
    assert len(strides_of([((50.0, 8.0), (40.0, -74.0))])) < 10_000


def test_a_point_and_no_line_are_taken() -> None:
    assert len(strides_of([])) == 0
    assert len(strides_of([((46.0, 7.0),), (), ((46.0, 7.0), (46.0, 7.0))])) == 3
