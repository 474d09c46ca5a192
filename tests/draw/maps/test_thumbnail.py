"""A route as small as a word."""

from xml.etree import ElementTree

import numpy as np
import pytest

from basemaps import CITY, HANDMADE, OVER_180, VALLEY
from drawings import found, lines
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.thumbnail import HEIGHT, WIDTH, thumbnail
from milepost.draw.palette import page_style


def drawn(*legs):
    return thumbnail(legs, HANDMADE)


def day(*parts):
    return Leg(tuple(parts))


@pytest.mark.parametrize("legs", [(), (Leg(()),), (Leg((VALLEY,), "plan"),)])
def test_nothing_done_is_no_picture(legs):
    assert drawn(*legs) == ""


def test_it_is_hidden_from_those_who_hear_the_list():
    root = ElementTree.fromstring(drawn(day(VALLEY)))
    assert root.get("aria-hidden") == "true"
    assert not [e for e in root.iter() if e.tag.endswith(("text", "title"))]


def test_many_can_stand_on_a_page():
    svg = drawn(day(VALLEY))
    assert " id=" not in svg
    assert "style" not in svg


@pytest.mark.parametrize("line", [VALLEY, CITY, OVER_180, ((46.0, 9.0),)])
def test_the_route_is_inside(line):
    (route,) = lines(drawn(day(line)), "route")
    assert (route >= 8.9).all()
    assert (route <= np.array([WIDTH, HEIGHT]) - 8.9).all()


def test_land_lies_under_a_long_way_only():
    assert found(drawn(day(VALLEY)), "land")
    assert found(drawn(day(VALLEY)), "water")
    assert not found(drawn(day(CITY)), "land")
    assert found(drawn(day(CITY)), "ground")


def test_a_spot_stands_at_the_end():
    svg = drawn(day(VALLEY))
    (spot,) = found(svg, "spot")
    end = lines(svg, "route")[0][-1]
    assert (float(spot.get("cx")), float(spot.get("cy"))) == pytest.approx(tuple(end), abs=0.06)


def test_a_journey_is_drawn_in_the_colour_of_its_days():
    svg = drawn(Leg((VALLEY[:20],)), Leg((VALLEY[19:],), tone=1))
    assert found(svg, "tone-0")
    assert not found(svg, "route")


def test_its_line_does_not_grow_on_a_narrow_screen_as_it_is_no_smaller_there():
    narrow = page_style().split("@media (max-width: 40em)")[1]
    assert ".mp-thumb .mp-route{stroke-width:4}" in narrow
    assert ".mp-thumb .mp-tone{stroke-width:3.6}" in narrow


def test_it_weighs_next_to_nothing():
    assert len(drawn(day(VALLEY))) < 1600
