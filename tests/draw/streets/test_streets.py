import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from milepost.draw.palette import DARK, LIGHT, Palette
from milepost.draw.projection import Frame
from milepost.draw.raster import png
from milepost.draw.streets.schemas import WANTED_KEYS, WANTED_LAYERS
from milepost.draw.streets.streets import Sheet, streets
from milepost.draw.streets.style import street_style
from milepost.draw.streets.tiles import Place
from milepost.model.vector_tile import TileLayer
from milepost.read.mvt import parse_mvt
from tiles import EXTENT, SQUARE, Feature, mvt, town

ONE = Place(13, 2098, 3042)
NEXT = Place(13, 2099, 3042)
FRAME = Frame(
    west=2098 / 8192 - 0.5, north=3042 / 8192, scale=8192 * 400.0, width=400, height=400
)
ACROSS = ((0, 40), (EXTENT, 40))
DOWN = ((40, 0), (40, EXTENT))


def layers(data: bytes) -> tuple[TileLayer, ...]:
    return parse_mvt("m", ONE.tile, data, layers=WANTED_LAYERS, keys=WANTED_KEYS)


def drawn(
    features: Mapping[str, Sequence[Feature]], *, frame: Frame = FRAME, place: Place = ONE
) -> str:
    return streets(frame, [Sheet(place, layers(mvt(features)))], ())


def colours(svg: str, palette: Palette = LIGHT) -> Any:
    """The picture's pixels, as a function of a place."""
    image = Image.open(BytesIO(png(svg, street_style(palette), width=400))).convert("RGB")
    return lambda x, y: "#{:02x}{:02x}{:02x}".format(*image.getpixel((x, y)))


def road(kind: str, line: Any = ACROSS) -> dict[str, list[Feature]]:
    return {"transportation": [("line", {"class": kind}, [line])]}


def test_water_and_roads_are_where_the_tile_has_them() -> None:
    at = colours(streets(FRAME, [Sheet(ONE, layers(town()))], ()))
    assert at(50, 200) == LIGHT.water
    assert at(200, 30) == LIGHT.motorway
    assert at(300, 200) == LIGHT.ground


def test_the_dark_colours_are_those_of_the_dark_palette() -> None:
    at = colours(streets(FRAME, [Sheet(ONE, layers(town()))], ()), DARK)
    assert at(50, 200) == DARK.water
    assert at(300, 200) == DARK.ground


def test_a_hole_is_seen_through() -> None:
    hole = ((1024, 1024), (1024, 3072), (3072, 3072), (3072, 1024))
    at = colours(drawn({"water": [("area", {}, [SQUARE, hole])]}))
    assert at(50, 50) == LIGHT.water
    assert at(200, 200) == LIGHT.ground


def test_a_greater_road_lies_over_a_lesser_one_whatever_the_order() -> None:
    both = [*road("motorway")["transportation"], *road("minor", DOWN)["transportation"]]
    near = Frame(FRAME.west, FRAME.north, 512 * 2.0**16, 400, 400)
    at = colours(drawn({"transportation": both}, frame=near))
    assert at(40, 40) == LIGHT.motorway
    assert at(40, 200) == LIGHT.street


def test_water_lies_over_land_and_houses_over_both() -> None:
    near = Frame(FRAME.west, FRAME.north, FRAME.scale * 2, 400, 400)
    half = ((0, 0), (1024, 0), (1024, EXTENT), (0, EXTENT))
    stack = {
        "building": [("area", {}, [((0, 0), (512, 0), (512, 512), (0, 512))])],
        "water": [("area", {}, [half])],
        "landuse": [("area", {"class": "residential"}, [SQUARE])],
    }
    at = colours(drawn(stack, frame=near))
    assert at(50, 50) == LIGHT.building
    assert at(50, 300) == LIGHT.water
    assert at(380, 300) == LIGHT.built


def test_a_road_grows_with_the_scale() -> None:
    widths = []
    for zoom in (10, 12, 14, 16):
        scale = 512.0 * 2**zoom
        frame = Frame(FRAME.west, FRAME.north, scale, 400, 400)
        (found,) = re.findall(
            r'mp-motorway" stroke-width="([\d.]+)"', drawn(road("motorway"), frame=frame)
        )
        widths.append(float(found))
    assert widths == sorted(widths)
    assert widths[-1] > 3 * widths[0]


@pytest.mark.parametrize(("kind", "zoom"), [("minor", 10.5), ("path", 12.0), ("tertiary", 8.5)])
def test_small_roads_are_left_out_of_large_maps(kind: str, zoom: float) -> None:
    far = Frame(FRAME.west, FRAME.north, 512 * 2**zoom, 400, 400)
    near = Frame(FRAME.west, FRAME.north, 512 * 2 ** (zoom + 2), 400, 400)
    assert "mp-way" not in drawn(road(kind), frame=far)
    assert "mp-way" in drawn(road(kind), frame=near)


def test_streets_have_no_edge_where_they_are_thin() -> None:
    thin = drawn(road("minor"), frame=Frame(FRAME.west, FRAME.north, 512 * 2**11.8, 400, 400))
    assert "mp-street-far" in thin
    assert "mp-street-case" not in thin
    assert "mp-street-case" in drawn(road("minor"))


def test_what_lies_outside_the_picture_is_left_out() -> None:
    west = Frame(FRAME.west - 400 / FRAME.scale, FRAME.north, FRAME.scale, 300, 400)
    assert "mp-way" not in drawn(road("motorway"), frame=west)


def test_specks_are_left_out_and_points_nobody_sees_thinned() -> None:
    speck = ((0, 0), (4, 0), (4, 4), (0, 4))
    assert "mp-water" not in drawn({"water": [("area", {}, [speck])]})
    wavy = tuple((x, 2048 + x // 8 % 2) for x in range(0, EXTENT + 1, 8))
    (data,) = re.findall(r'mp-motorway" [^>]* d="([^"]*)"', drawn(road("motorway", wavy)))
    assert data == "M0 2000l4000 0"


def test_a_finer_tile_covers_what_a_coarse_one_shows_of_its_place() -> None:
    coarse = Sheet(Place(12, 1049, 1521), layers(mvt({"water": [("area", {}, [SQUARE])]})))
    fine = Sheet(NEXT, layers(mvt({})))
    wide = Frame(FRAME.west, FRAME.north, FRAME.scale / 2, 400, 400)
    at = colours(streets(wide, [coarse, fine], ()))
    assert at(100, 100) == LIGHT.water
    assert at(300, 100) == LIGHT.ground


def test_what_no_tile_shows_is_hatched() -> None:
    svg = streets(FRAME, [], [ONE])
    at = colours(svg)
    assert {at(x, 200) for x in range(400)} >= {LIGHT.ground}
    assert len({at(x, 200) for x in range(400)}) > 1
    assert colours(streets(FRAME, [], [NEXT]))(399, 200) == LIGHT.ground


def test_points_on_the_moon_are_drawn_in_numbers_of_sane_size() -> None:
    moon = ((0, 2048), (2**30, 2**30))
    data = drawn(road("motorway", moon))
    assert max(len(number) for number in re.findall(r"\d+", data)) <= 7


def test_the_same_tiles_make_the_same_drawing() -> None:
    assert drawn(road("primary")) == drawn(road("primary"))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(f * p for f, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


UNDER = ("ground", "water", "built", "park", "wood", "sand", "building", "street", "main")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_route_and_words_stand_out_from_every_street_map(palette: Palette) -> None:
    for name in (*UNDER, "motorway"):
        under = getattr(palette, name)
        assert contrast(palette.label, under) >= 4.5, name
        assert contrast(palette.route, under) >= 3, name
