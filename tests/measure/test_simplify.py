from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.simplify import simplify, thin

points = st.lists(
    st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)), min_size=1, max_size=80
)


def distance(point: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    along = b - a
    square = float(along @ along)
    share = 0.0 if square == 0 else min(1.0, max(0.0, float((point - a) @ along) / square))
    return float(np.hypot(*(point - a - share * along)))


@given(points, st.floats(0.5, 200))
def test_every_point_stays_within_the_tolerance(
    given_points: list[tuple[float, float]], tolerance: float
) -> None:
    xy = np.array(given_points)
    kept = thin(xy[:, 0], xy[:, 1], tolerance)
    for first, last in pairwise(kept.tolist()):
        for n in range(first, last + 1):
            assert distance(xy[n], xy[first], xy[last]) <= tolerance + 1e-6


@given(points, st.floats(0, 200))
def test_the_ends_stay_and_the_order_too(
    given_points: list[tuple[float, float]], tolerance: float
) -> None:
    xy = np.array(given_points)
    kept = thin(xy[:, 0], xy[:, 1], tolerance).tolist()
    assert kept[0] == 0
    assert kept[-1] == len(xy) - 1
    assert kept == sorted(set(kept))


@given(points)
def test_a_second_time_takes_nothing_more(given_points: list[tuple[float, float]]) -> None:
    xy = np.array(given_points)
    kept = thin(xy[:, 0], xy[:, 1], 10.0)
    again = thin(xy[kept, 0], xy[kept, 1], 10.0)
    assert len(again) == len(kept)


def test_a_straight_line_keeps_its_ends_only() -> None:
    lat, lon = np.linspace(46.0, 46.1, 500), np.full(500, 7.0)
    assert simplify(lat, lon, 5.0).tolist() == [0, 499]


def test_a_corner_stays() -> None:
    lat = np.array([46.0, 46.005, 46.01, 46.01, 46.01])
    lon = np.array([7.0, 7.0, 7.0, 7.005, 7.01])
    assert simplify(lat, lon, 5.0).tolist() == [0, 2, 4]


def test_a_way_there_and_back_keeps_its_turning_point() -> None:
    lat = np.concatenate([np.linspace(46, 46.1, 50), np.linspace(46.1, 46, 50)])
    kept = simplify(lat, np.full(100, 7.0), 5.0)
    assert lat[kept].max() == pytest.approx(46.1)


def test_the_tolerance_is_in_metres_at_any_latitude() -> None:
    # 4 m off the line in the east: less than 5 m near the pole as well as at the equator.
    for lat_deg in (0.0, 69.0):
        off = 4.0 / (111_320 * np.cos(np.radians(lat_deg)))
        lat = lat_deg + np.array([0.0, 0.01, 0.02])
        assert simplify(lat, np.array([7.0, 7.0 + off, 7.0]), 5.0).tolist() == [0, 2]
        assert simplify(lat, np.array([7.0, 7.0 + 2 * off, 7.0]), 5.0).tolist() == [0, 1, 2]


def test_a_line_over_the_antimeridian_is_as_simple_as_elsewhere() -> None:
    lon = np.array([179.98, 179.99, -180.0, -179.99])
    assert simplify(np.full(4, -17.0), lon, 5.0).tolist() == [0, 3]


def test_a_long_noisy_track_needs_no_recursion() -> None:
    xy = np.cumsum(np.random.default_rng(2).normal(0, 3, (2, 20_000)), axis=1)
    assert len(thin(xy[0], xy[1], 0.01)) > 15_000


def test_no_points_stay_no_points() -> None:
    assert simplify(np.empty(0), np.empty(0), 5.0).tolist() == []


@given(st.integers(0, 20), st.sampled_from([-1, 0, 1]))
def test_of_points_as_far_away_the_first_is_kept_whatever_the_last_bit(
    turns: int, last_bit: int
) -> None:
    x = np.arange(9.0) + turns
    y = np.array([0, 1, 2, 3, 2, 3, 2, 1, 0]) / 3
    y[5] = np.nextafter(y[5], y[5] + last_bit)
    assert thin(x, y, 0.9).tolist() == [0, 3, 8]
