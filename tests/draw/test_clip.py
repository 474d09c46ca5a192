"""Rings and lines are cut to what a picture shows, and look the same in it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.draw.clip import lines_within, ring_within

BOX = (0.0, 0.0, 100.0, 60.0)
# Whole numbers, and places to ask about at halves: nothing is asked about on a line.
corners = st.tuples(st.integers(-60, 160), st.integers(-60, 120))
rings = st.lists(corners, min_size=3, max_size=12)
somewhere = st.tuples(
    st.integers(0, 99).map(lambda x: x + 0.5), st.integers(0, 59).map(lambda y: y + 0.37)
)


def array(points):
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def is_within(ring, x, y):
    """Even and odd: a ray to the right crosses the ring so many times."""
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            inside = not inside
    return inside


def area(ring):
    x, y = ring.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


@given(rings, st.lists(somewhere, min_size=1, max_size=20))
def test_what_lies_in_a_ring_lies_in_it_still(ring, places):
    whole = array(ring)
    cut = ring_within(whole, BOX)
    for x, y in places:
        assert is_within(cut, x, y) == is_within(whole, x, y)


@given(rings)
def test_no_ring_leaves_the_box(ring):
    cut = ring_within(array(ring), BOX)
    assert len(cut) != 1
    assert len(cut) != 2
    if len(cut):
        assert (cut >= (0, 0)).all()
        assert (cut <= (100, 60)).all()


def test_a_ring_in_the_box_is_not_touched():
    ring = array([(1, 1), (50, 3), (20, 59)])
    assert ring_within(ring, BOX) is ring


def test_a_ring_beside_the_box_is_gone():
    assert len(ring_within(array([(-30, 10), (-10, 10), (-10, 40)]), BOX)) == 0


def test_a_ring_around_the_box_becomes_the_box():
    assert area(ring_within(array([(-9, -9), (300, -9), (300, 200), (-9, 200)]), BOX)) == 6000


def test_half_of_a_ring_is_half_of_its_area():
    square = array([(80, 10), (120, 10), (120, 50), (80, 50)])
    assert area(ring_within(square, BOX)) == area(square) / 2


@given(st.lists(corners, min_size=2, max_size=12))
def test_no_step_of_a_line_that_shows_is_lost(line):
    pieces = lines_within(array(line), BOX)
    kept = {
        (tuple(a), tuple(b))
        for piece in pieces
        for a, b in zip(piece[:-1].tolist(), piece[1:].tolist(), strict=True)
    }
    for one, other in pairwise(line):
        steps = np.linspace(0, 1, 50)[:, None]
        along = array([one]) * (1 - steps) + array([other]) * steps
        shows = ((along >= (0, 0)) & (along <= (100, 60))).all(axis=1).any()
        if shows:
            assert ((one[0], one[1]), (other[0], other[1])) in kept


def test_a_line_is_torn_where_it_stays_away():
    line = array([(10, 10), (50, 30), (150, 30), (160, 35), (170, 30), (60, 40), (10, 50)])
    first, second = lines_within(line, BOX)
    assert first.tolist() == line[:3].tolist()
    assert second.tolist() == line[4:].tolist()


@pytest.mark.parametrize("line", [[(-9, 5), (-20, 50)], [(5, 90), (90, 70), (95, 61)], []])
def test_a_line_beside_the_box_is_gone(line):
    assert lines_within(array(line), BOX) == []
