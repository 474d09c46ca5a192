"""The lines of the basemap in a picture."""

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basemaps import HANDMADE, HandMade, layer, square, wriggled
from drawings import pieces
from milepost.draw.maps.world import MARGIN_PX, World, world
from milepost.draw.projection import Frame, fit, project

ANY_LENGTH = 10**6
SIZE = {"width": 800, "height": 520}


def frame_of(*corners):
    return fit([corners], **SIZE)


MIDDLE = frame_of((45.0, 9.0), (48.0, 13.0))  # some 600 m a pixel
CONTINENT = frame_of((30.0, -10.0), (60.0, 30.0))
NEAR = frame_of((46.0, 10.9), (46.5, 11.7))


def letters(shown):
    return sum(len(getattr(shown, name)) for name in World.__slots__)


def test_nothing_is_drawn_on_the_open_sea():
    assert letters(world(frame_of((0.0, -30.0), (3.0, -26.0)), HANDMADE, longest=9999)) == 0


def test_each_layer_has_its_data():
    shown = world(MIDDLE, HANDMADE, longest=ANY_LENGTH)
    for name in ("land", "lakes", "rivers", "streams", "countries", "disputed", "regions"):
        assert getattr(shown, name).startswith("M"), name


def test_rings_are_closed_and_lines_are_not():
    shown = world(MIDDLE, HANDMADE, longest=ANY_LENGTH)
    assert shown.land.count("z") == shown.land.count("M")
    assert "z" not in shown.rivers + shown.countries


def test_only_layers_that_are_asked_for_are_drawn():
    shown = world(MIDDLE, HANDMADE, longest=ANY_LENGTH, layers=("land", "rivers"))
    assert shown.land
    assert shown.rivers
    assert not shown.countries + shown.lakes + shown.regions


@pytest.mark.parametrize("turns", [-1, 0, 1])
def test_land_is_the_same_on_both_sides_of_the_antimeridian(turns):
    frame = frame_of((-18.0, 178.0), (-16.0, 182.0))
    moved = Frame(frame.west + turns, frame.north, frame.scale, frame.width, frame.height)
    shown, again = (world(each, HANDMADE, longest=ANY_LENGTH) for each in (frame, moved))
    assert shown == again
    x = np.concatenate(pieces(shown.land))[:, 0]
    assert x.min() < 100
    assert x.max() > 700


def test_a_map_of_more_than_the_world_shows_land_twice():
    wide = Frame(west=-0.2, north=0.2, scale=500.0, width=800, height=300)
    once = Frame(west=-0.2, north=0.2, scale=500.0, width=400, height=300)
    lands = [pieces(world(f, HANDMADE, longest=ANY_LENGTH).land) for f in (once, wide)]
    assert len(lands[1]) > len(lands[0]) > 0


def test_small_rivers_and_lakes_wait_for_close_maps():
    near, far = (world(f, HANDMADE, longest=ANY_LENGTH) for f in (MIDDLE, CONTINENT))
    assert near.streams
    assert not far.streams
    assert far.rivers
    assert len(pieces(near.lakes)) > len(pieces(far.lakes)) > 0


def test_regions_have_no_borders_on_wide_maps():
    assert not world(frame_of((0.0, -60.0), (70.0, 60.0)), HANDMADE, longest=9999).regions
    assert world(MIDDLE, HANDMADE, longest=9999).regions


def test_islands_of_less_than_a_pixel_are_left_out():
    dot = layer((square(10, 45, 10.0001, 45.0001), 0), (square(9, 46, 9.2, 46.2), 0))
    shown = world(MIDDLE, HandMade(layers={"land": dot}), longest=ANY_LENGTH)
    assert len(pieces(shown.land)) == 1


@settings(max_examples=10)
@given(st.integers(0, 3000))
def test_the_length_is_held_wherever_it_can_be(longest):
    shown = world(MIDDLE, HANDMADE, longest=longest)
    coarsest = world(MIDDLE, HANDMADE, longest=0)
    assert letters(shown) <= max(longest, letters(coarsest))


def test_the_finest_detail_that_is_short_enough_is_taken():
    finest = letters(world(MIDDLE, HANDMADE, longest=ANY_LENGTH))
    assert letters(world(MIDDLE, HANDMADE, longest=finest)) == finest
    coarser = letters(world(MIDDLE, HANDMADE, longest=finest - 1))
    assert finest / 2 < coarser < finest


def test_more_letters_never_show_less():
    lengths = [letters(world(MIDDLE, HANDMADE, longest=n)) for n in range(200, 1700, 150)]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) > 4


def test_the_finest_line_is_true_to_a_third_of_a_pixel():
    (line,) = pieces(world(MIDDLE, HANDMADE, longest=ANY_LENGTH).rivers)
    river = HANDMADE.layer("rivers")
    lon, lat = river.points[river.starts[0] : river.starts[1]].T
    for point in project(MIDDLE, lat, lon):
        if (point > 0).all() and (point < (800, 520)).all():
            assert distance(point, line) < 0.35 + 0.1  # and what is lost by writing tenths


def distance(point, line):
    best = inf
    for one, other in pairwise(line):
        step = other - one
        share = np.clip((point - one) @ step / max(step @ step, 1e-9), 0, 1)
        best = min(best, float(np.hypot(*(one + share * step - point))))
    return best


@pytest.mark.parametrize("frame", [MIDDLE, NEAR, CONTINENT], ids=["middle", "near", "far"])
def test_rings_end_right_outside_of_the_picture(frame):
    points = np.concatenate(pieces(world(frame, HANDMADE, longest=ANY_LENGTH).land))
    assert (points >= -MARGIN_PX - 0.1).all()
    assert (points <= np.array([800, 520]) + MARGIN_PX + 0.1).all()


def test_land_at_the_pole_goes_on_below_the_map():
    south = layer((wriggled(square(-180, -90, 180, -70)), 0))
    frame = fit([((-80.0, 0.0), (-85.05, 20.0))], **SIZE)
    (ring,) = pieces(world(frame, HandMade(layers={"land": south}), longest=9999).land)
    assert ring[:, 1].max() > 520
