"""A planned route to measure along."""

import numpy as np
import pytest

from milepost.measure.geo import between_m
from milepost.measure.route_line import ruler_of, spots_near
from milepost.model.activity import Line
from planned import circle, line, points

EAST: Line = ((46.0, 7.0), (46.0, 7.1), (46.0, 7.2))
DEGREE_TENTH_M = between_m(46.0, 7.0, 46.0, 7.1)


def test_a_ruler_is_as_long_as_its_lines() -> None:
    assert ruler_of([EAST]).length_m == pytest.approx(2 * DEGREE_TENTH_M)


def test_a_gap_between_lines_has_no_length() -> None:
    far: Line = ((50.0, 7.0), (50.0, 7.1))
    ruler = ruler_of([EAST, far])
    assert ruler.length_m == pytest.approx(2 * DEGREE_TENTH_M + between_m(50.0, 7.0, 50.0, 7.1))
    assert ruler.at(2 * DEGREE_TENTH_M - 1)[0] == 46.0
    assert ruler.at(2 * DEGREE_TENTH_M + 1)[0] == 50.0


def test_a_told_length_stretches_all_of_it() -> None:
    ruler = ruler_of([EAST], 40_000.0)
    assert ruler.length_m == pytest.approx(40_000.0)
    assert ruler.at(10_000.0) == (46.0, 7.05)


def test_what_lies_beyond_an_end_is_the_end() -> None:
    ruler = ruler_of([EAST])
    assert ruler.at(-5.0) == (46.0, 7.0)
    assert ruler.at(1e6) == (46.0, 7.2)


def test_points_given_twice_and_empty_lines_do_no_harm() -> None:
    twice: Line = tuple(place for place in EAST for _ in range(3))
    alone: Line = ((47.0, 8.0),)
    ruler = ruler_of([(), twice, alone, alone * 2])
    assert ruler.length_m == pytest.approx(ruler_of([EAST]).length_m)
    assert len(ruler.stretches) == 1


def test_a_plan_that_leads_nowhere_has_no_length() -> None:
    ruler = ruler_of([((46.0, 7.0), (46.0, 7.0))], 1000.0)
    assert ruler.length_m == 0.0
    assert ruler.at(0.0) == (46.0, 7.0)
    assert ruler.between(0.0, 10.0) == ()


def test_a_plan_without_a_point_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a point"):
        ruler_of([(), ()])


def test_between_two_marks_lie_the_points_of_the_plan() -> None:
    ruler = ruler_of([EAST, ((46.1, 7.2), (46.2, 7.2))], 30_000.0)
    corner = ruler.stretches[0].at_m[-1]
    first, second = ruler.between(corner / 4, corner + 1e4 / 9)
    assert first == ((46.0, 7.05), (46.0, 7.2))
    assert second[0] == (46.1, 7.2)
    assert ruler.between(500.0, 500.0) == ()


def test_a_line_over_180_degrees_is_one_line() -> None:
    ruler = ruler_of([((-17.0, 179.9), (-17.0, -179.9))])
    assert ruler.length_m == pytest.approx(between_m(-17.0, 179.9, -17.0, -179.9))
    assert ruler.at(ruler.length_m * 0.75) == (-17.0, -179.95)


def near(ruler_line: Line, lat: float, lon: float, reach_m: float = 150.0) -> list[float]:
    grid = ruler_of([ruler_line]).grid
    return spots_near(grid, np.array([lat]), np.array([lon]), reach_m).at_m.round().tolist()


def test_a_way_out_and_back_has_two_spots_even_at_its_turn() -> None:
    both = (*EAST, EAST[1], EAST[0])
    out_m = 2 * DEGREE_TENTH_M
    assert near(both, 46.0, 7.15) == [round(0.75 * out_m), round(1.25 * out_m)]
    turn_m = between_m(46.0, 7.199, 46.0, 7.2)
    assert near(both, 46.0, 7.199) == pytest.approx([out_m - turn_m, out_m + turn_m], abs=1)


def test_each_lap_has_its_spot() -> None:
    assert len(near(line(circle(1000, 5)), *line(points((0, 1000), (0, 1020)))[0])) == 5


def test_what_is_out_of_reach_has_no_spot() -> None:
    assert near(EAST, 46.0015, 7.1) == []
    assert near(EAST, 46.0015, 7.1, 200.0) == [round(DEGREE_TENTH_M)]


@pytest.mark.parametrize("lat", [-70.0, 0.0, 84.9])
@pytest.mark.parametrize("lon", [-180.0, -179.999, 0.0, 179.999])
def test_spots_are_found_on_both_sides_of_every_meridian(lat: float, lon: float) -> None:
    short: Line = ((lat, lon - 0.004), (lat, lon + 0.004))
    wrapped: Line = tuple((y, (x + 180) % 360 - 180) for y, x in short)
    for aside in (-0.0005, 0.0005):
        assert len(near(wrapped, lat + 0.0001, lon + aside)) == 1
