"""Places on a line, and how far along the way they lie."""

from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import METRES_A_DEGREE
from milepost.measure.along import anchors, evenly, nearest
from milepost.measure.distance import length_m
from milepost.model.activity import Line, Metres

NORTH: Line = ((46.0, 7.0), (46.01, 7.0), (46.02, 7.0))
ALONG_M: Metres = (0.0, 1000.0, 2500.0)

# Steps of a line in metres to the east and north, and by how much the way is longer.
steps = st.lists(
    st.tuples(st.integers(-400, 400), st.integers(1, 400), st.floats(0, 2)),
    min_size=1, max_size=60,
)  # fmt: skip


def walked(given_steps: list[tuple[int, int, float]]) -> tuple[Line, Metres]:
    lat, lon, along = [46.0], [7.0], [0.0]
    for east, north, times in given_steps:
        lat.append(lat[-1] + north / METRES_A_DEGREE)
        lon.append(lon[-1] + east / METRES_A_DEGREE)
        step = length_m(np.array(lat[-2:]), np.array(lon[-2:]))
        along.append(along[-1] + times * step)
    return tuple(zip(lat, lon, strict=True)), tuple(along)


@given(steps, st.floats(1, 200))
def test_between_anchors_the_way_grows_with_the_line(
    given_steps: list[tuple[int, int, float]], tolerance_m: float
) -> None:
    line, along_m = walked(given_steps)
    lengths = [length_m(*np.array(pair).T) for pair in pairwise(line)]
    behind = list(accumulate(lengths, initial=0.0))
    found = anchors(line, along_m, tolerance_m)
    told = np.interp(behind, [behind[n] for n in found], [along_m[n] for n in found])
    assert np.abs(told - along_m).max() <= tolerance_m + 1e-6


@given(steps)
def test_the_ends_are_anchors(given_steps: list[tuple[int, int, float]]) -> None:
    line, along_m = walked(given_steps)
    found = anchors(line, along_m, 25.0)
    assert (found[0], found[-1]) == (0, len(line) - 1)
    assert list(found) == sorted(set(found))


def test_an_even_way_needs_no_more_anchors_than_its_ends() -> None:
    line, along_m = walked([(200, 200, 1.05)] * 50)
    assert anchors(line, along_m, 25.0) == (0, 50)


def test_the_nearest_place_is_on_the_line_and_tells_the_way() -> None:
    (found,) = nearest([(46.015, 7.001)], NORTH, ALONG_M)
    assert found.position == (46.015, 7.0)
    assert found.at_m == 1750.0
    assert round(found.away_m) == 77
    assert not found.is_end


def test_a_place_beyond_the_line_is_nearest_to_its_end() -> None:
    before, after = nearest([(45.999, 7.0), (46.03, 7.0)], NORTH, ALONG_M)
    assert (before.position, before.at_m, before.is_end) == ((46.0, 7.0), 0.0, True)
    assert (after.position, after.at_m, after.is_end) == ((46.02, 7.0), 2500.0, True)


def test_a_corner_within_the_line_is_no_end() -> None:
    (found,) = nearest([(46.01, 7.001)], ((46.0, 7.0), (46.01, 7.0), (46.0, 6.99)), ALONG_M)
    assert found.at_m == 1000.0
    assert not found.is_end


def test_a_line_over_180_degrees_is_near_on_both_sides() -> None:
    line: Line = ((10.0, 179.99), (10.0, -179.99))
    west, east = nearest([(10.001, 179.995), (10.001, -179.995)], line, (0.0, 2000.0))
    assert (west.position, west.at_m) == ((10.0, 179.995), 500.0)
    assert (east.position, east.at_m) == ((10.0, -179.995), 1500.0)
    assert round(west.away_m) == round(east.away_m) == 111


def test_two_points_at_one_place_are_no_trouble() -> None:
    (found,) = nearest([(46.0, 7.001)], ((46.0, 7.0), (46.0, 7.0)), (0.0, 0.0))
    assert found.position == (46.0, 7.0)
    assert round(found.away_m) == 77


@given(steps, st.integers(-3000, 3000), st.integers(-3000, 9000))
def test_no_point_of_the_line_is_nearer(
    given_steps: list[tuple[int, int, float]], east: int, north: int
) -> None:
    line, along_m = walked(given_steps)
    place = 46 + north / METRES_A_DEGREE, 7 + east / METRES_A_DEGREE
    (found,) = nearest([place], line, along_m)
    for n, point in enumerate(line):
        away_m = length_m(*np.array([place, point]).T)
        assert found.away_m <= away_m * 1.01 + 0.1
        if away_m < found.away_m * 0.99:
            assert along_m[n] == found.at_m
    assert 0 <= found.at_m <= along_m[-1] + 0.1


@given(st.floats(1, 1e6), st.integers(1, 500))
def test_steps_of_a_whole_part_of_the_way_are_as_many(length_m: float, parts: int) -> None:
    spacing_m = length_m / parts
    for last_bit in (-np.inf, spacing_m, np.inf):
        at_m = evenly(7.0, 7.0 + length_m, float(np.nextafter(spacing_m, last_bit)))
        assert len(at_m) == parts + 1
        assert (at_m[0], at_m[-1]) == (7.0, 7.0 + length_m)


def test_a_way_shorter_than_a_step_has_its_ends() -> None:
    assert evenly(0.0, 3.0, 25.0).tolist() == [0.0, 3.0]
