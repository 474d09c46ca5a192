import pytest

from milepost.draw.palette import DARK, LIGHT, page_style, style_sheet


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_lines_stand_out_from_the_ground(palette):
    for name in ("label", "note"):
        assert contrast(getattr(palette, name), palette.ground) >= 4.5, name
    for name in (
        "route",
        "tone_0",
        "tone_1",
        "plan",
        "start",
        "finish",
        "scale",
        "bar",
        "axis",
    ):
        assert contrast(getattr(palette, name), palette.ground) >= 3, name
    assert contrast(palette.label, palette.halo) >= 4.5
    assert contrast(palette.glyph, palette.start) >= 3
    assert contrast(palette.glyph, palette.finish) >= 3
    assert contrast(palette.route, palette.area) >= 3


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
