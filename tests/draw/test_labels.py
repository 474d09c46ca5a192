"""Words beside spots and over areas."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.draw.labels import Label, across, beside
from milepost.draw.lettering import Type
from milepost.draw.room import Room

TOWN = Type("town", 13)
SEA = Type("sea", 14, spacing=1.5)
SPOT = (200.0, 150.0)


def room(*ways, growth=1.0):
    return Room(400, 300, [np.array(way, dtype=np.float64) for way in ways], growth)


def side(label):
    """Where a label stands: left or right of its spot, above or below it, or level."""
    left, top, right, bottom = label.box
    level = "above" if bottom < SPOT[1] else "below" if top > SPOT[1] else "level"
    return "right" if left > SPOT[0] else "left" if right < SPOT[0] else "over", level


def test_words_stand_to_the_right():
    label = beside(room(), "Vapi", TOWN, SPOT, 7)
    assert side(label) == ("right", "level")
    assert label.box[0] == SPOT[0] + 7


@pytest.mark.parametrize(
    ("taken", "where"),
    [
        ([(201, 147, 399, 152)], ("left", "level")),
        ([(1, 147, 399, 152)], ("over", "below")),
        ([(1, 147, 399, 299)], ("over", "above")),
    ],
)
def test_words_go_where_there_is_room(taken, where):
    used = room()
    for box in taken:
        used.fill(box)
    assert side(beside(used, "Vapi", TOWN, SPOT, 7)) == where


def test_without_room_nothing_is_written():
    used = room()
    used.fill((100, 80, 300, 220))
    assert beside(used, "Vapi", TOWN, SPOT, 7) is None


def test_words_take_their_room():
    used = room()
    first = beside(used, "Vapi", TOWN, SPOT, 7)
    assert not used.is_free(first.box)
    assert beside(used, "Vapi", TOWN, SPOT, 7).box != first.box


def test_words_stay_in_the_picture():
    assert beside(room(), "Vapi", TOWN, (395.0, 150.0), 7).box[2] < 395
    assert beside(room(), "A name as wide as the picture, " * 3, TOWN, SPOT, 7) is None


def test_words_keep_off_a_way_that_runs_past():
    road = [(0, 150), (400, 150)]
    label = beside(room(road), "Vapi", TOWN, SPOT, 7)
    assert side(label)[1] in ("above", "below")


def test_words_go_farther_off_before_they_are_lost():
    roads = [[(0, y), (400, y)] for y in (147, 155)]
    label = beside(room(*roads), "Vapi", TOWN, SPOT, 7)
    assert side(label)[1] == "below"
    assert label.box[1] - SPOT[1] > 7
    roads = [[(0, y), (400, y)] for y in (130, 140, 150, 160, 170)]
    assert beside(room(*roads), "Vapi", TOWN, SPOT, 7) is None


def test_a_grown_way_keeps_words_farther_off():
    road = [(0, 163), (400, 163)]
    assert side(beside(room(road), "Vapi", TOWN, SPOT, 7)) == ("right", "level")
    assert side(beside(room(road, growth=1.6), "Vapi", TOWN, SPOT, 7))[1] == "above"


def test_a_seas_name_stands_in_its_middle():
    label = across(room(), "Lost Sea", SEA, SPOT, 60)
    left, _, right, _ = label.box
    assert (left + right) / 2 == SPOT[0]
    assert label.y == SPOT[1]


def test_a_seas_name_moves_off_the_way():
    label = across(room([(0, 150), (400, 150)]), "Lost Sea", SEA, SPOT, 60)
    assert label.y != SPOT[1]
    assert abs(label.y - SPOT[1]) <= 60


def test_a_seas_name_is_pushed_into_the_picture_but_not_far():
    assert across(room(), "Lost Sea", SEA, (20.0, 150.0), 60).box[0] >= 4
    assert across(room(), "Lost Sea", SEA, (-80.0, 150.0), 60) is None


@pytest.mark.parametrize(
    ("anchor", "edges"), [("start", (0, 1)), ("middle", (-0.5, 0.5)), ("end", (-1, 0))]
)
def test_a_box_lies_where_the_anchor_says(anchor, edges):
    wide = TOWN.width("Vapi")
    left, top, right, bottom = Label("Vapi", TOWN, 100, 50, anchor).box
    assert (left - 100, right - 100) == pytest.approx([edge * wide for edge in edges])
    assert top < 50 - 0.7 * 13
    assert bottom > 50 + 0.2 * 13


def test_words_are_text():
    svg = Label("<b>&", TOWN, 1, 2, "end").svg()
    assert svg == '<text class="mp-town mp-end" x="1" y="2">&lt;b&gt;&amp;</text>'


spots = st.tuples(st.floats(0, 400), st.floats(0, 300))
names = st.text("AWilé 東", min_size=1, max_size=14)


@settings(max_examples=40)
@given(st.lists(st.tuples(names, spots), max_size=25), st.lists(spots, min_size=2, max_size=4))
def test_however_many_words_none_touches_another_or_the_way(words, way):
    used = room(way)
    written = [label for name, at in words if (label := beside(used, name, TOWN, at, 7))]
    for n, label in enumerate(written):
        assert used.is_inside(label.box)
        assert not used.way_in(label.box)
        for other in written[:n]:
            gap = max(
                label.box[0] - other.box[2],
                other.box[0] - label.box[2],
                label.box[1] - other.box[3],
                other.box[1] - label.box[3],
            )
            assert gap >= 2 - 1e-9
