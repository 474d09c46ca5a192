import struct
from math import sin

import pytest

from milepost.draw.legs import Leg
from milepost.draw.palette import DARK, LIGHT, style_sheet
from milepost.draw.raster import png
from milepost.draw.routemap import route_map

LINE = tuple((20.3 + k * 0.02, 72.9 + 0.02 * sin(k)) for k in range(41))


@pytest.fixture(scope="module")
def svg():
    return route_map([Leg((LINE,))], title="t", description="d", ident="m")


def test_a_png_has_the_asked_width_and_the_pictures_shape(svg):
    data = png(svg, style_sheet(LIGHT), width=400)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (400, 260)


def test_a_png_is_small_and_the_same_every_time(svg):
    first, second = (png(svg, style_sheet(LIGHT), width=400) for _ in range(2))
    assert first == second
    assert len(first) < 20_000


def test_the_style_colours_the_picture(svg):
    assert png(svg, style_sheet(LIGHT), width=400) != png(svg, style_sheet(DARK), width=400)


def test_words_are_drawn_with_our_own_font(svg):
    without = svg.replace("20 km", "").replace("10 km", "")
    assert png(svg, style_sheet(LIGHT), width=400) != png(
        without, style_sheet(LIGHT), width=400
    )
