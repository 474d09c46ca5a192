from collections.abc import Sequence
from itertools import pairwise
from math import cos, isclose, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.draw.maps.corridor import Corridor, corridor
from milepost.model.activity import Line

KM = 1000.0
Ring = Sequence[tuple[float, float]]


def region(*lines: Line, width_km: float = 20.0, max_zoom: int = 13) -> Corridor:
    found = corridor(lines, width_m=width_km * KM, max_zoom=max_zoom)
    assert found is not None
    return found


def turn(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def inside(ring: Ring, lon: float, lat: float) -> bool:
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def holds(found: Corridor, lat: float, lon: float) -> bool:
    """Tell whether a place is in just one of the polygons, and in none of its holes."""
    at = (lon + 180) % 360 - 180, lat
    within = [p for p in found.polygons if inside(p[0], *at)]
    free = [p for p in within if not any(inside(hole, *at) for hole in p[1:])]
    return len(free) == 1


def around(place: tuple[float, float], metres: float) -> list[tuple[float, float]]:
    lat, lon = place
    return [
        (
            lat + metres * sin(k * pi / 4) / 111_200,
            lon + metres * cos(k * pi / 4) / (111_320 * cos(radians(lat))),
        )
        for k in range(8)
    ]


NORTHWARD = tuple((46.0 + k / 20, 7.0) for k in range(21))
LOOP = tuple((46 + 0.5 * sin(k / 20 * pi), 8 + 0.7 * cos(k / 20 * pi)) for k in range(41))


@pytest.mark.parametrize(
    "line",
    [
        NORTHWARD,
        LOOP,
        ((0.0, 20.0), (0.1, 20.5)),
        ((70.0, 25.0), (71.0, 25.0)),
        ((-40.0, 1.0),),
    ],
)
def test_all_within_half_a_width_belongs_to_the_region(line: Line) -> None:
    found = region(line)
    for place in line:
        assert all(holds(found, *other) for other in [place, *around(place, 9_700)])


def test_what_is_far_from_the_line_does_not() -> None:
    found = region(NORTHWARD)
    for place in NORTHWARD[5:15]:
        east, west = around(place, 14_000)[0], around(place, 14_000)[4]
        assert not holds(found, *east)
        assert not holds(found, *west)


def test_the_inside_of_a_loop_is_a_hole() -> None:
    (polygon,) = region(LOOP).polygons
    assert len(polygon) == 2
    assert not holds(region(LOOP), 46.0, 8.0)


def test_rings_are_closed_and_turn_as_the_standard_asks() -> None:
    for polygon in region(LOOP, NORTHWARD, width_km=10).polygons:
        outer, *holes = polygon
        assert turn(outer) > 0
        assert all(turn(hole) < 0 for hole in holes)
        assert all(ring[0] == ring[-1] for ring in polygon)


def test_a_line_over_the_antimeridian_is_cut_there() -> None:
    found = region(((-17.0, 179.5), (-17.0, -179.5)))
    assert len(found.polygons) == 2
    sides = [{lon > 0 for ring in polygon for lon, _ in ring} for polygon in found.polygons]
    assert sorted(sides, key=str) == [{False}, {True}]
    assert all(abs(lon) < 180 for polygon in found.polygons for lon, _ in polygon[0])
    assert holds(found, -17.0, 179.99)
    assert holds(found, -17.0, -179.99)


def test_the_same_line_unwrapped_is_the_same_region() -> None:
    one = region(((-17.0, 179.5), (-17.0, -179.5)))
    assert region(((-17.0, 179.5), (-17.0, 180.5))) == one


def test_the_poles_are_not_reached() -> None:
    found = region(((88.0, 10.0), (89.9, 20.0)))
    assert all(lat < 85.06 for polygon in found.polygons for _, lat in polygon[0])


def test_lines_far_apart_make_polygons_of_their_own() -> None:
    assert len(region(((46.0, 7.0),), ((36.0, 7.0),)).polygons) == 2


def test_the_area_is_about_that_of_the_strip() -> None:
    found = region(NORTHWARD)
    strip = 111_200 * 20 * KM + pi * (10 * KM) ** 2
    assert strip < found.area_m2 < 1.3 * strip


def test_tiles_are_counted_over_all_zooms() -> None:
    place = ((46.0, 7.0),)
    assert region(place, max_zoom=0).tiles == 1
    assert region(place, max_zoom=3).tiles == 4
    deep, deeper = region(place, max_zoom=15).tiles, region(place, max_zoom=16).tiles
    squares = (deeper - deep) / 16
    assert isclose(squares, round(squares))


def test_wide_strips_are_made_of_larger_squares() -> None:
    line = tuple((50 + 8 * sin(k / 9), k * 0.9) for k in range(60))
    for width_km in (20, 200):
        assert sum(len(r) for p in region(line, width_km=width_km).polygons for r in p) < 12_000


def test_without_a_point_there_is_no_region() -> None:
    assert corridor([], width_m=20 * KM, max_zoom=13) is None
    assert corridor([()], width_m=20 * KM, max_zoom=13) is None


def test_it_is_a_geojson_feature() -> None:
    found = region(NORTHWARD).geojson()
    assert found["type"] == "Feature"
    assert found["geometry"] == {
        "type": "MultiPolygon",
        "coordinates": region(NORTHWARD).polygons,
    }


places = st.tuples(st.floats(45.0, 46.0), st.floats(7.0, 8.5))


@given(st.lists(places, min_size=1, max_size=12), st.floats(1.0, 20.0))
def test_no_two_rings_touch(scattered: list[tuple[float, float]], width_km: float) -> None:
    found = region(*[(place,) for place in scattered], width_km=width_km)
    corners = [corner for polygon in found.polygons for ring in polygon for corner in ring[1:]]
    assert len(set(corners)) == len(corners)
    assert all(holds(found, *place) for place in scattered)
