"""The colours of all pictures: readable, and apart for every kind of colour vision."""

import re
from itertools import pairwise

import numpy as np
import pytest

from milepost.draw.lettering import NARROW, WIDE
from milepost.draw.palette import (
    DARK,
    DAY_OPACITY,
    LIGHT,
    MIDDLE_OPACITY,
    page_style,
    style_sheet,
)

each_palette = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
VISIONS = {
    "full": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return float(linear(colour) @ (0.2126, 0.7152, 0.0722))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """CIE L*a*b* of linear sRGB under D65."""
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt(np.clip(matrix @ rgb / (0.9505, 1.0, 1.089), 0.008856, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, vision):
    """CIE 1976 colour difference, as eyes of some kind see it."""
    seen = (np.clip(VISIONS[vision] @ linear(colour), 0, 1) for colour in (one, other))
    first, second = (lab(rgb) for rgb in seen)
    return float(np.hypot(np.hypot(*(first - second)[:2]), (first - second)[2]))


def test_contrast_and_difference_are_those_of_the_books():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert difference("#ff0000", "#00ff00", "full") == pytest.approx(170.6, abs=1)
    assert difference("#6c6c6c", "#6c6c6c", "deutan") == 0


@each_palette
@pytest.mark.parametrize("name", ["label", "note", "region_name", "sea_name"])
def test_names_can_be_read_on_land_and_on_water(palette, name):
    for under in (palette.ground, palette.water):
        assert contrast(getattr(palette, name), under) >= 4.5


@each_palette
@pytest.mark.parametrize(
    "name", ["route", "tone_0", "tone_1", "plan", "start", "finish", "scale", "coast"]
)
def test_lines_and_marks_stand_out_from_land_and_water(palette, name):
    for under in (palette.ground, palette.water):
        assert contrast(getattr(palette, name), under) >= 3


@each_palette
@pytest.mark.parametrize("name", ["river", "region_line", "country_line", "bar", "axis"])
def test_lines_on_land_stand_out_from_it(palette, name):
    assert contrast(getattr(palette, name), palette.ground) >= 3


@each_palette
@pytest.mark.parametrize(
    ("name", "under"),
    [
        ("label", "halo"),  # a pill's number
        ("glyph", "start"),
        ("glyph", "finish"),
        ("route", "route_case"),
        ("tone_0", "route_case"),
        ("tone_1", "route_case"),
        ("arrow", "route_case"),
        ("country_line", "country_halo"),
        ("route", "area"),
    ],
)
def test_what_lies_on_something_stands_out_from_it(palette, name, under):
    least = 4.5 if name == "label" else 3
    assert contrast(getattr(palette, name), getattr(palette, under)) >= least


@each_palette
@pytest.mark.parametrize("vision", VISIONS)
def test_days_in_turn_stay_apart_for_all_eyes(palette, vision):
    assert difference(palette.tone_0, palette.tone_1, vision) > 40


@each_palette
@pytest.mark.parametrize("vision", VISIONS)
def test_the_way_stays_apart_from_its_plan_for_all_eyes(palette, vision):
    for name in ("route", "tone_0", "tone_1"):
        assert difference(getattr(palette, name), palette.plan, vision) > 10


def test_kinds_of_legs_differ_in_more_than_colour():
    dashes = [
        re.search(rf"^\.mp-{name}{{.*stroke-dasharray:([\d. ]+)", style_sheet(LIGHT), re.M)
        for name in ("plan", "skipped", "transfer", "link")
    ]
    assert len({found[1] for found in dashes}) == 4
    assert "dasharray" not in re.search(r"^\.mp-route{.*}", style_sheet(LIGHT), re.M)[0]


@pytest.mark.parametrize("lettering", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_style_sheet_has_the_sizes_that_room_was_left_for(lettering):
    css = page_style()
    wide = css.split("@media")[0]
    for type_ in lettering.types:
        selector = (
            f".mp-{type_.name}{{" if lettering is WIDE else f".mp-narrow .mp-{type_.name}{{"
        )
        rules = [line for line in css.splitlines() if line.startswith(selector)]
        assert f"{selector}{type_.declarations}}}" in rules
        assert (rules[0] in wide) == (lettering is WIDE)


def test_marks_grow_on_a_narrow_screen_as_room_was_left_for():
    assert ".mp-mark{transform:scale(1.6)}" in page_style().split("@media (max-width: 40em)")[1]


def test_one_size_of_words_is_shown():
    wide, narrow = page_style().split("@media (max-width: 40em)")
    assert ".mp-narrow{display:none}" in wide
    assert ".mp-wide{" not in wide
    assert ".mp-wide{display:none}" in narrow
    assert ".mp-narrow{display:inline}" in narrow


def test_dark_rules_are_inside_the_media_query_only():
    before, inside = page_style(LIGHT, DARK).split(
        "@media screen and (prefers-color-scheme: dark)"
    )
    assert DARK.ground not in before
    assert LIGHT.ground not in inside
    assert DARK.ground in inside
    assert inside.rstrip().endswith("}\n}")


def test_paper_is_light():
    assert "@media screen and (prefers-color-scheme" in page_style()


def test_the_raster_style_is_plain():
    style = style_sheet(LIGHT)
    assert "@" not in style
    assert "var(" not in style
    assert "Source Sans Pro" in style


def test_every_rule_is_on_our_own_classes():
    for line in style_sheet(DARK).splitlines():
        assert line.startswith(".mp-")


def mixed(colour, ground, opacity):
    """A colour with some opacity over ground."""
    parts = (
        round(opacity * int(colour[i : i + 2], 16) + (1 - opacity) * int(ground[i : i + 2], 16))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


@each_palette
def test_profiles_can_be_read(palette):
    for area in (palette.area, palette.climb):
        assert contrast(palette.route, area) >= 3
        assert contrast(palette.label, area) >= 4.5
    assert contrast(palette.arrow, palette.ground) >= 3
    assert contrast(palette.arrow, palette.climb) >= 3  # the triangle on a top
    assert contrast(palette.route_case, palette.arrow) >= 4.5  # a category
    for tone in (palette.tone_0, palette.tone_1):
        area = mixed(tone, palette.ground, DAY_OPACITY)
        assert contrast(tone, area) >= 3
        assert contrast(palette.label, area) >= 4.5


@each_palette
def test_calendars_can_be_read(palette):
    middle = mixed(palette.route, palette.ground, MIDDLE_OPACITY)
    for weak in (palette.area, palette.climb, middle):
        assert contrast(palette.label, weak) >= 4.5
    for strong in (palette.route, palette.arrow):
        assert contrast(palette.route_case, strong) >= 4.5


@each_palette
@pytest.mark.parametrize("vision", VISIONS)
def test_the_strengths_of_a_calendar_stay_apart_for_all_eyes(palette, vision):
    middle = mixed(palette.route, palette.ground, MIDDLE_OPACITY)
    ramp = (palette.area, palette.climb, middle, palette.route, palette.arrow)
    for one, other in pairwise((palette.ground, *ramp)):
        assert difference(one, other, vision) > 6


@each_palette
def test_the_longest_day_stands_out_from_the_others(palette):
    assert difference(palette.route, palette.bar, "full") > 20


def test_pointing_at_a_day_is_no_matter_of_rasters():
    assert ":hover" in page_style()
    assert ":hover" not in style_sheet(LIGHT)
