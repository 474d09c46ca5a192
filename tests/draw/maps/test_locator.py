"""The small map in a corner."""

import re

import numpy as np
import pytest

from basemaps import CITY, HANDMADE, TOWNS, VALLEY, HandMade, Town, places
from drawings import found
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.locator import locator
from milepost.draw.maps.routemap import Sheet, route_map
from milepost.draw.projection import fit, metres_per_px
from milepost.draw.room import Room
from milepost.model.place import Names

SIZE = {"width": 800, "height": 520}
CITY_FRAME = fit([CITY], **SIZE)


def located(frame=CITY_FRAME, *, rooms=None, names=None, basemap=HANDMADE, borders="dashed"):
    return locator(
        frame,
        basemap,
        rooms if rooms is not None else [Room(frame.width, frame.height)],
        ident="m",
        borders=borders,
        names=names or Names(),
    )


def corner(svg):
    placed = re.search(r'<svg class="mp-locator" x="([\d.]+)" y="([\d.]+)"', svg)
    return (float(placed[1]) > 400, float(placed[2]) > 260) if placed else None


def way(*points):
    return [Room(800, 520, [np.array(points, dtype=np.float64)])]


def test_it_stands_in_the_upper_right_corner():
    assert corner(located()) == (True, False)


@pytest.mark.parametrize(
    ("points", "where"),
    [
        ([(700, 20), (720, 60)], (False, False)),
        ([(20, 60), (720, 60)], (True, True)),
        ([(20, 60), (720, 60), (720, 460), (20, 460)], None),
    ],
)
def test_it_goes_to_a_corner_without_the_way(points, where):
    assert corner(located(rooms=way(*points))) == where


def test_it_needs_a_corner_that_is_free_at_every_size():
    wide, narrow = Room(800, 520), Room(800, 520, growth=1.6)
    narrow.fill((700, 20, 720, 40))
    assert corner(located(rooms=[wide, narrow])) == (False, False)


def test_it_takes_its_room():
    room = Room(800, 520)
    located(rooms=[room])
    assert not room.is_free((700, 50, 710, 60))
    assert room.is_free((100, 400, 110, 410))


def test_it_shows_much_more_than_the_map():
    for line in (CITY, VALLEY):
        frame = fit([line], **SIZE)
        svg = located(frame)
        shown = re.search(r'width="(\d+)" height="(\d+)" viewBox', svg)
        assert shown
        assert "mp-land" in svg
    assert metres_per_px(fit([VALLEY], **SIZE)) > 10 * metres_per_px(CITY_FRAME)


def test_a_map_of_a_country_needs_none():
    assert located(fit([((44.0, 8.0), (50.0, 14.0))], **SIZE)) == ""


def test_a_disc_says_where_the_map_is():
    assert 'class="mp-here" cx="78" cy="58"' in located()


def test_it_names_a_few_towns():
    svg = located(basemap=HandMade(places=places(TOWNS)))
    assert 1 <= svg.count("<text") <= 2
    assert "Great Haven" in svg


def test_a_town_beside_the_disc_is_not_taken_for_the_place():
    near, far = (
        HandMade(places=places([Town("Elsewhere", 44.2 + off, 9.6, 900_000)]))
        for off in (0.05, 0.45)
    )
    assert "mp-dot" not in located(basemap=near)  # the disc is its dot
    assert "Elsewhere" in located(basemap=near)
    assert "mp-dot" in located(basemap=far)


def test_it_names_them_in_the_readers_language():
    assert "Großhafen" in located(names=Names({("HL", "great haven"): "Großhafen"}))


def test_disputed_borders_are_hidden_in_it_too():
    east = fit([((48.0, 13.0), (48.02, 13.05))], **SIZE)
    assert "mp-disputed" in located(east)
    assert "mp-disputed" not in located(east, borders="hide")


def test_its_ids_are_not_those_of_the_map():
    svg = route_map([Leg((VALLEY,))], HANDMADE, title="", description="", ident="m")
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


def test_its_words_are_styled_as_those_of_the_map():
    svg = route_map(
        [Leg((CITY,))], HANDMADE, title="", description="", ident="m", sheet=Sheet(narrow=False)
    )
    (small,) = found(svg, "locator")
    groups = [e.get("class", "") for e in small if e.tag.endswith("g")]
    assert "mp-words mp-wide" in groups
