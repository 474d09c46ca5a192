import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.measure.geo import between_m, plane_m, steps_m

lats = st.floats(-85, 85)
lons = st.floats(-180, 180)
small = st.floats(-0.5, 0.5)


# Lengths of half a degree to either side, from the series of the WGS84 ellipsoid.
@pytest.mark.parametrize(
    ("here", "there", "metres"),
    [
        ((-0.5, 0), (0.5, 0), 110_574.4),
        ((44.5, 7), (45.5, 7), 111_131.8),
        ((59.5, 7), (60.5, 7), 111_412.3),
        ((0, 0), (0, 1), 111_319.5),
        ((45, 10), (45, 11), 78_846.8),
        ((60, 10), (60, 11), 55_800.0),
    ],
)
def test_a_degree_is_as_long_as_on_the_ellipsoid(
    here: tuple[float, float], there: tuple[float, float], metres: float
) -> None:
    assert between_m(*here, *there) == pytest.approx(metres, abs=0.5)


def chord_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the straight line through the ground, by other formulae than the code has."""

    def place(lat: float, lon: float) -> np.ndarray:
        flattening = 1 / 298.257_223_563
        e2 = flattening * (2 - flattening)
        phi, lam = np.radians([lat, lon])
        n = 6_378_137.0 / np.sqrt(1 - e2 * np.sin(phi) ** 2)
        x, y = n * np.cos(phi) * np.cos(lam), n * np.cos(phi) * np.sin(lam)
        return np.array([x, y, n * (1 - e2) * np.sin(phi)])

    return float(np.linalg.norm(place(lat1, lon1) - place(lat2, lon2)))


@given(lats, lons, st.floats(-0.03, 0.03), st.floats(-0.03, 0.03))
def test_short_ways_agree_with_the_line_through_the_ground(
    lat: float, lon: float, north: float, east: float
) -> None:
    way_m = between_m(lat, lon, lat + north, lon + east)
    chord = chord_m(lat, lon, lat + north, lon + east)
    assert way_m == pytest.approx(chord, rel=2e-5, abs=1e-4)


def test_the_same_place_is_no_way() -> None:
    assert between_m(46.0, 7.0, 46.0, 7.0) == 0.0


def test_a_step_over_the_antimeridian_is_the_short_one() -> None:
    assert between_m(-17.0, 179.9, -17.0, -179.9) == pytest.approx(between_m(-17, 7, -17, 7.2))


def test_a_step_to_the_north_east_has_two_positive_parts() -> None:
    east_m, north_m = steps_m(np.array([46.0, 46.1]), np.array([7.0, 7.1]))
    assert east_m[0] > 0
    assert north_m[0] > 0


def test_a_step_westward_over_the_antimeridian_goes_west() -> None:
    east_m, _ = steps_m(np.array([0.0, 0.0]), np.array([-179.9, 179.9]))
    assert east_m[0] == pytest.approx(-0.2 * 111_319.49, abs=0.1)


@given(lats, lons, small, small)
def test_there_and_back_are_equally_far(
    lat: float, lon: float, north: float, east: float
) -> None:
    there = between_m(lat, lon, lat + north, lon + east)
    assert between_m(lat + north, lon + east, lat, lon) == pytest.approx(there, abs=1e-6)


@given(lats, lons, small, small, st.integers(-2, 2))
def test_a_full_turn_of_longitude_changes_nothing(
    lat: float, lon: float, north: float, east: float, turns: int
) -> None:
    there = between_m(lat, lon, lat + north, lon + east)
    turned = between_m(lat, lon, lat + north, lon + east + 360 * turns)
    assert turned == pytest.approx(there, abs=1e-4)


@given(st.lists(st.tuples(small, small), min_size=1, max_size=20), lats, lons)
def test_the_plane_keeps_each_step_and_begins_at_zero(
    moves: list[tuple[float, float]], lat: float, lon: float
) -> None:
    lat_deg = lat + np.array([north for north, _ in moves])
    lon_deg = lon + np.array([east for _, east in moves])
    x, y = plane_m(lat_deg, lon_deg)
    assert (x[0], y[0]) == (0.0, 0.0)
    east_m, north_m = steps_m(lat_deg, lon_deg)
    assert np.allclose(np.diff(x), east_m, atol=1e-6)
    assert np.allclose(np.diff(y), north_m, atol=1e-6)


def test_no_points_make_an_empty_plane() -> None:
    x, y = plane_m(np.empty(0), np.empty(0))
    assert len(x) == len(y) == 0
