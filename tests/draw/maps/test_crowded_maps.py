"""Whatever the route: no words touch each other, a mark or the way, on a wide and a narrow
screen, as they are drawn with a real font. A sample of ways that wander about crowded parts of
the world, from a walk to half a continent.
"""

import re
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest

from drawings import lines, marks, overlap, runs_through, words
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, route_map
from milepost.read.basemap import basemap

WAYS = ("route", "tone-0", "tone-1", "plan", "skipped", "transfer", "link")
RUHR, FIJI, BENGAL = (51.4, 7.1), (-17.5, 179.9), (23.0, 89.0)
CASES = list(product(("day", "journey"), (RUHR, FIJI, BENGAL), (0.05, 0.8, 30.0)))
each_width = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


def wandering(middle, span, count=40):
    """Return a way that wanders about a place, some degrees far."""
    rng = np.random.default_rng(round(100 * span) + round(middle[0]) + 100)
    steps = rng.normal(0, span / np.sqrt(count), (count, 2))
    lat, lon = (np.array(middle) + np.cumsum(steps, axis=0)).T
    return tuple(zip(lat.tolist(), ((lon + 180) % 360 - 180).tolist(), strict=True))


def legs_of(way, kind):
    """Return a way as a day, or as a journey with all kinds of legs."""
    if kind == "day":
        return [Leg((way[:15], way[22:]), start="A long name of a start", end="Über-Ende")]
    return [
        Leg((way,), "plan", end="The goal of all"),
        Leg((way[:12],), tone=0, start="Alpha", end="Beta"),
        Leg((way[11:13],), "transfer"),
        Leg((way[12:24],), tone=1, start="Beta", end="Gamma"),
        Leg((way[24:26],), "skipped"),
        Leg((way[26:],), tone=0, start="Delta", end="Epsilon"),
    ]


@cache
def drawn():
    """All maps of the sample, each with its height."""
    maps = []
    for n, (kind, middle, span) in enumerate(CASES):
        height = (520, 700)[n % 2]
        legs, sheet = legs_of(wandering(middle, span), kind), Sheet(height=height)
        svg = route_map(legs, basemap(), title="", description="", ident="m", sheet=sheet)
        maps.append((svg, height))
    return maps


@each_width
def test_no_words_touch_other_words(narrow):
    for svg, _ in drawn():
        written = words(svg, narrow=narrow)
        assert {"credit", "label"} <= {word.kind for word in written}
        for one, other in combinations(written, 2):
            assert not overlap(one.box, other.box), (one, other)


@each_width
def test_no_words_leave_the_picture(narrow):
    for svg, height in drawn():
        for word in words(svg, narrow=narrow):
            left, top, right, bottom = word.box
            assert left >= 0, word
            assert top >= 0, word
            assert right <= 800, word
            assert bottom <= height, word


@each_width
def test_no_name_covers_the_way(narrow):
    for svg, _ in drawn():
        ways = [line for name in WAYS for line in lines(svg, name)]
        for word in words(svg, narrow=narrow):
            if word.kind not in ("credit", "label", "note", "grid-label"):
                assert not any(runs_through(line, word.box) for line in ways), word


@each_width
def test_no_words_cover_a_mark(narrow):
    for svg, _ in drawn():
        shown = marks(svg, narrow=narrow)
        assert shown
        for word in words(svg, narrow=narrow):
            for mark, box in shown:
                assert not overlap(word.box, box, 1.0), (word, mark)


@each_width
def test_no_marks_touch_each_other_but_pins(narrow):
    for svg, _ in drawn():
        for (one, first), (other, second) in combinations(marks(svg, narrow=narrow), 2):
            if {one, other} != {"start", "finish"}:
                assert not overlap(first, second, 0.5), (one, other)


def test_the_locator_covers_nothing():
    seen = 0
    for svg, _ in drawn():
        placed = re.search(
            r'class="mp-locator" x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"', svg
        )
        if not placed:
            continue
        seen += 1
        x, y, wide, high = (float(placed[n]) for n in (1, 2, 3, 4))
        box = x, y, x + wide, y + high
        ways = [line for name in WAYS for line in lines(svg, name)]
        assert not any(runs_through(line, box) for line in ways)
        for narrow in (False, True):
            assert not any(overlap(word.box, box) for word in words(svg, narrow=narrow))
            assert not any(overlap(mark, box) for _, mark in marks(svg, narrow=narrow))
    assert seen > 3


def test_crowded_maps_are_full_of_names():
    counts = [len(words(svg, narrow=False)) for svg, _ in drawn()]
    assert np.median(counts) > 10
