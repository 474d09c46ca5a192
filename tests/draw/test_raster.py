import re
import struct

import pytest

from basemaps import CITY, HANDMADE, VALLEY
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, route_map
from milepost.draw.palette import DARK, LIGHT, style_sheet
from milepost.draw.raster import png


@pytest.fixture(scope="module")
def svg():
    sheet = Sheet(narrow=False)
    return route_map(
        [Leg((VALLEY,))], HANDMADE, title="t", description="d", ident="m", sheet=sheet
    )


def test_a_png_has_the_asked_width_and_the_pictures_shape(svg):
    data = png(svg, style_sheet(LIGHT), width=400)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (400, 260)


def test_a_png_is_small_and_the_same_every_time(svg):
    first, second = (png(svg, style_sheet(LIGHT), width=400) for _ in range(2))
    assert first == second
    assert len(first) < 40_000


def test_the_style_colours_the_picture(svg):
    assert png(svg, style_sheet(LIGHT), width=400) != png(svg, style_sheet(DARK), width=400)


@pytest.mark.parametrize("words", ["100 km", "Drawn by hand", "Old Mill"])
def test_words_are_drawn_with_our_own_font(svg, words):
    style = style_sheet(LIGHT)
    assert words in svg
    assert png(svg, style, width=400) != png(svg.replace(words, ""), style, width=400)


def test_names_in_the_locator_are_drawn_too():
    svg = route_map([Leg((CITY,))], HANDMADE, title="t", description="d", ident="m")
    before, small = svg.split('<svg class="mp-locator"')
    name = re.search(r"<text[^>]*>[^<]+</text>", small)[0]
    without = f'{before}<svg class="mp-locator"{small.replace(name, "")}'
    style = style_sheet(LIGHT)
    assert png(svg, style, width=800) != png(without, style, width=800)


def test_waterlines_are_drawn():
    svg = route_map([Leg((VALLEY,))], HANDMADE, title="t", description="d", ident="m")
    plain = svg.replace('<use class="mp-shore-far"', '<use class="mp-none"')
    style = style_sheet(LIGHT)
    assert png(svg, style, width=400) != png(plain, style, width=400)
