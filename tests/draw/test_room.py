"""Words and marks find room that nothing else has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.draw.room import Room, Rooms

BOX = (-5.0, -5.0, 5.0, 5.0)
WAY = np.array([(10.0, 50.0), (150.0, 50.0)])


def test_a_room_is_taken_once():
    room = Room(200, 100)
    assert room.take((50, 50), BOX)
    assert not room.take((57, 50), BOX)
    assert room.take((61, 50), BOX)


def test_what_is_refused_takes_nothing():
    room = Room(200, 100)
    room.take((50, 50), BOX)
    assert not room.take((57, 50), BOX)
    assert room.is_free((56, 40, 70, 60))


def test_reserved_room_may_be_reserved_again():
    room = Room(200, 100)
    room.reserve((50, 50), BOX)
    room.reserve((50, 50), BOX)
    assert not room.is_free((54, 54, 60, 60))


def test_a_mark_is_told_from_words_and_from_what_is_reserved():
    room = Room(200, 100)
    room.take((50, 50), BOX)
    assert room.is_marked((52, 48, 58, 52))
    assert not room.is_marked((80, 48, 88, 52))
    room.fill((56, 40, 70, 60))
    assert not room.is_marked((52, 48, 58, 52))
    room.reserve((100, 50), BOX)
    assert not room.is_marked((98, 48, 102, 52))


def test_grown_marks_take_more():
    room = Room(200, 100, growth=1.6)
    room.take((50, 50), BOX)
    assert not room.is_free((57, 50, 60, 52))
    assert room.is_free((58.1, 50, 60, 52))


def test_boxes_that_only_touch_do_not_overlap():
    room = Room(200, 100)
    room.fill((10, 10, 20, 20))
    assert room.is_free((20, 10, 30, 20))
    assert not room.is_free((19.9, 10, 30, 20))


@pytest.mark.parametrize("box", [(3, 20, 30, 30), (20, 3, 30, 30), (170, 20, 197, 30)])
def test_the_edge_of_the_picture_stays_free(box):
    assert not Room(200, 100).is_inside(box)


def test_a_way_is_where_it_runs():
    room = Room(200, 100, [WAY])
    assert room.way_in((80, 45, 90, 55))
    assert not room.way_in((80, 55, 90, 65))
    assert not room.way_in((160, 45, 190, 55))


def test_a_way_takes_no_room():
    assert Room(200, 100, [WAY]).is_free((80, 45, 90, 55))


def test_a_way_beyond_the_picture_is_left_out():
    room = Room(200, 100, [np.array([(-500.0, -20.0), (900.0, 2000.0)]), WAY])
    assert room.way_in((100, 49, 110, 51))


def test_a_lone_point_is_a_way():
    assert Room(200, 100, [np.array([(50.0, 40.0)])]).way_in((48, 38, 52, 42))


spots = st.tuples(st.floats(0, 199), st.floats(0, 99))


@given(st.lists(spots, min_size=2, max_size=6), spots, st.floats(3, 30))
def test_a_way_is_found_wherever_one_walks_on_it(line, middle, half):
    way = np.array(line)
    x, y = middle
    steps = np.linspace(0, len(way) - 1, 400)
    walked = np.column_stack([np.interp(steps, range(len(way)), way[:, k]) for k in (0, 1)])
    inner = half - 2.9  # a cell of the room
    inside = (np.abs(walked - middle) <= inner).all(axis=1).any()
    found = Room(200, 100, [way]).way_in((x - half, y - half, x + half, y + half))
    assert bool(found) or not inside


@given(st.lists(spots, min_size=2, max_size=6), st.lists(spots, min_size=1, max_size=9))
def test_many_spots_are_asked_about_as_one(line, places):
    room = Room(200, 100, [np.array(line)])
    together = room.way_around(np.array(places), 10.0).tolist()
    alone = [room.way_in((x - 10, y - 10, x + 10, y + 10)) for x, y in places]
    assert together == alone


def test_rooms_are_taken_at_every_size_or_at_none():
    wide, narrow = Room(200, 100), Room(200, 100, growth=1.6)
    narrow.fill((57, 45, 80, 55))
    rooms = Rooms([wide, narrow])
    assert not rooms.take((50, 50), BOX)
    assert wide.is_free((40, 40, 60, 60))
    assert rooms.take((45, 50), BOX)
    assert not wide.is_free((44, 49, 46, 51))
    assert not narrow.is_free((44, 49, 46, 51))
