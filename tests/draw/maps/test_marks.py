"""Pins, rings, photos and waypoints on a map."""

import re
from math import hypot

import pytest

from basemaps import CITY, HANDMADE, VALLEY
from drawings import found, lines, marks
from milepost.draw.maps import marks as drawing
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import route_map
from milepost.draw.room import Room, Rooms
from milepost.model.activity import Marker


def rooms(width=800, height=520):
    return Rooms([Room(width, height), Room(width, height, growth=1.6)])


def spots(count, apart=12.0):
    return [(20.0 + n % 60 * apart, 30.0 + n // 60 * apart) for n in range(count)]


def joints(count, apart=12.0):
    return drawing.joints(spots(count, apart), rooms(900, 600)).count("mp-joint")


def photo(at):
    return Marker("photo", at, 0.0)


def drawn(line, *markers):
    return route_map(
        [Leg((line,))], HANDMADE, title="", description="", ident="m", markers=markers
    )


def test_rings_stand_where_days_meet():
    assert joints(3, 60.0) == 3


def test_rings_that_would_touch_are_left_out():
    assert 0 < joints(20, 4.0) < 20


def test_so_many_rings_that_they_hide_the_way_are_not_drawn():
    assert joints(300) == 0


def test_near_pins_lean_apart_and_far_ones_stand():
    near = drawing.pins((100, 100), (120, 100), rooms())
    far = drawing.pins((100, 100), (300, 100), rooms())
    assert near.count("rotate(36)") == near.count("rotate(-36)") == 2  # pin, and glyph back
    assert "rotate" not in far


def test_the_pin_on_the_left_leans_to_the_left():
    right_to_left = drawing.pins((120, 100), (100, 100), rooms())
    start = right_to_left.split('translate(120 100)">')[1]
    assert start.startswith('<g class="mp-mark"><g transform="rotate(36)">')


def test_photos_and_waypoints_have_signs_of_their_own():
    svg = drawn(CITY, photo(CITY[20]), Marker("waypoint", CITY[40], 0.0, title="Spring"))
    assert len(found(svg, "camera")) == 1
    assert len(found(svg, "sight")) == 2


def test_photos_of_one_place_are_one_sign():
    svg = drawn(CITY, *(photo(CITY[20]) for _ in range(9)))
    assert len(found(svg, "camera")) == 1


def test_a_photo_beyond_the_antimeridian_stands_on_the_way():
    line = ((-17.0, 179.9), (-17.0, -179.9), (-17.05, -179.7))
    svg = drawn(line, photo((-17.0, -179.9)))
    moved = re.search(r'translate\(([\d.]+) ([\d.]+)\)"><g class="mp-mark"><circle', svg)
    (way,) = lines(svg, "route")
    assert (float(moved[1]), float(moved[2])) == pytest.approx(tuple(way[1]), abs=0.1)


@pytest.mark.parametrize("narrow", [False, True])
def test_pills_and_arrows_take_turns(narrow):
    shown = [kind for kind, _ in marks(drawn(VALLEY), narrow=narrow)]
    assert shown.count("pill") >= 4
    assert shown.count("arrow") >= 3


def test_arrows_lie_between_the_pills():
    boxes = marks(drawn(VALLEY), narrow=False)
    middle = {
        kind: [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for k, b in boxes if k == kind]
        for kind in ("pill", "arrow")
    }
    for x, y in middle["arrow"]:
        assert min(hypot(x - px, y - py) for px, py in middle["pill"]) > 14
