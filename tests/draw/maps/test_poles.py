"""Far north and far south: Mercator's map ends at 85 degrees, and says so."""

import re

import numpy as np
import pytest

from basemaps import FAR_NORTH, HANDMADE
from drawings import found, lines, words
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, frame_of, route_map
from milepost.draw.projection import metres_along, to_px

NORTH_POLE = tuple((83.0 + k * 0.1, 60.0 + k) for k in range(71))
SOUTH_POLE = tuple((-83.0 - k * 0.1, 60.0 + k) for k in range(71))
ACROSS = tuple((84.0 + k * 0.1, 10.0) for k in range(60)) + tuple(
    (90.0 - k * 0.1, -170.0) for k in range(60)
)
LAST_DEGREE = tuple((89.0 + k * 0.01, 60.0 + k) for k in range(100))


def drawn(*parts, **sheet):
    return route_map(
        [Leg(parts)], HANDMADE, title="", description="", ident="m", sheet=Sheet(**sheet)
    )


@pytest.mark.parametrize("line", [NORTH_POLE, SOUTH_POLE, ACROSS, LAST_DEGREE])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_map_that_the_way_leaves_says_so(line, narrow):
    notes = [word for word in words(drawn(line), narrow=narrow) if word.kind == "note"]
    assert [note.words for note in notes] == ["The map ends at 85°"]
    left, top, right, bottom = notes[0].box
    assert left > 0
    assert top > 0
    assert right < 800
    assert bottom < 520


@pytest.mark.parametrize("line", [FAR_NORTH, NORTH_POLE[:20]])
def test_a_map_that_holds_the_whole_way_says_nothing(line):
    assert not found(drawn(line), "note")


@pytest.mark.parametrize(("line", "side"), [(NORTH_POLE, "top"), (SOUTH_POLE, "bottom")])
def test_the_note_stands_where_the_way_leaves(line, side):
    (note,) = (w for w in words(drawn(line), narrow=False) if w.kind == "note")
    assert (note.box[3] < 60) == (side == "top")
    assert (note.box[1] > 440) == (side == "bottom")


def test_what_lies_beyond_is_not_drawn_along_the_edge():
    (line,) = lines(drawn(NORTH_POLE), "route")
    assert (np.diff(line[:, 1]) < -10).all()


def test_a_way_across_the_pole_has_two_parts():
    assert len(lines(drawn(ACROSS), "route")) == 2


def test_a_way_across_the_pole_has_walked_what_is_not_shown():
    there_and_back = tuple((83.0 + k * 0.05, 60.0) for k in range(60)) + tuple(
        (86.0 - k * 0.05, 66.0) for k in range(60)
    )
    svg = drawn(there_and_back)
    walked_km = metres_along(there_and_back) / 1000
    px = to_px(frame_of([Leg((there_and_back,))], Sheet()), there_and_back)
    pills = dict(pills_of(svg))
    assert set(pills) == {200, 600}  # the map shows 230 km, misses 250, shows 230 again
    for km, spot in pills.items():
        nearest = np.argmin(np.hypot(*(px - spot).T))
        assert km == pytest.approx(walked_km[nearest], abs=6)


def pills_of(svg):
    moved = re.findall(r'translate\(([\d.]+) ([\d.]+)\)"><g class="mp-mark"><rect', svg)
    words = (int(e.text) for e in found(svg, "pill-text"))
    return zip(words, ((float(x), float(y)) for x, y in moved), strict=True)


def test_a_way_that_never_was_on_the_map_is_still_a_picture():
    svg = drawn(LAST_DEGREE)
    assert lines(svg, "route")
    assert frame_of([Leg((LAST_DEGREE,))], Sheet()) is not None


def test_a_gap_beyond_the_map_is_not_drawn():
    svg = drawn(NORTH_POLE[:15], NORTH_POLE[40:60], NORTH_POLE[65:])
    assert not found(svg, "link")
    assert found(drawn(NORTH_POLE[:5], NORTH_POLE[10:15]), "link")


def test_the_frame_is_that_of_what_is_shown():
    whole, shown = (frame_of([Leg((line,))], Sheet()) for line in (NORTH_POLE, NORTH_POLE[:21]))
    assert whole == shown
