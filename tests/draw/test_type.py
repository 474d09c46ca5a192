"""How wide words are must be guessed, and never much too small."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import font_source_sans_pro
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from basemaps import TOWNS
from milepost.draw.type import width
from milepost.read.basemap import basemap

SIZE = 100  # large, so that hinting is nothing


@cache
def font(bold):
    folder = Path(font_source_sans_pro.font_directory)
    cut = "Semibold" if bold else "Regular"
    return ImageFont.truetype(folder / f"SourceSansPro-{cut}.ttf", SIZE)


def drawn(words, bold=False):
    return font(bold).getlength(words)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("town", TOWNS)
def test_words_are_not_wider_than_they_are_taken_to_be(town, bold):
    assert drawn(town.name, bold) <= width(town.name, SIZE, bold=bold)


def test_names_of_the_world_fit_their_room():
    names = [name for name in basemap().places.names[::97] if name.isascii()]
    assert len(names) > 500
    too_wide = [name for name in names if drawn(name) > width(name, SIZE)]
    assert not too_wide


def test_room_is_not_wasted():
    names = [name for name in basemap().places.names[::97] if name.isascii()]
    taken, needed = sum(width(n, SIZE) for n in names), sum(map(drawn, names))
    assert taken < 1.45 * needed  # browsers' own fonts are wider than ours


@given(st.text("abcdefgmMWilj ÅéżΩЖ漢", max_size=12), st.floats(8, 30))
def test_width_grows_with_the_size_and_with_each_letter(words, size):
    assert width(words, 2 * size) == pytest.approx(2 * width(words, size))
    parts = [words[:n] for n in range(len(words) + 1)]
    assert all(width(a, size) < width(b, size) for a, b in pairwise(parts))


def test_an_accent_takes_no_room():
    assert width("Quảng Ngãi", 10) == width("Quang Ngai", 10)
    assert width("Å", 10) == width("A", 10)


def test_chinese_is_as_wide_as_high():
    assert width("東京", 20) >= 40


def test_bold_is_wider():
    assert width("Palma", 20, bold=True) > width("Palma", 20)


def test_spaced_letters_take_their_spaces():
    assert width("ABC", 20, spacing=5) == width("ABC", 20) + 15
