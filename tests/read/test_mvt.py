import random
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from milepost.errors import SourceError
from milepost.model.tiles import Tile
from milepost.model.vector_tile import AREA, LINE, TileLayer
from milepost.read.mvt import parse_mvt
from tiles import SQUARE, field, layer, mvt, packed, town, varint

WHERE = Tile(13, 2098, 3042)


def parse(data: bytes, **more: Any) -> tuple[TileLayer, ...]:
    wanted = {"layers": {"road", "water"}, "keys": {"class", "tunnel"}, **more}
    return parse_mvt("maps/region.pmtiles", WHERE, data, **wanted)


def road(*numbers: int, kind: int = 2) -> bytes:
    """A tile with one feature, whose geometry is written out."""
    feature = field(3, kind) + field(4, packed(numbers))
    return field(3, field(1, "road") + field(2, feature))


def test_a_line_comes_back_in_shares_of_the_tile() -> None:
    (found,) = parse(mvt({"road": [("line", {}, [((0, 0), (2048, -1024), (4096, 4096))])]}))
    assert found.name == "road"
    assert found.kinds == (LINE,)
    np.testing.assert_array_equal(found.points, [[0, 0], [0.5, -0.25], [1, 1]])
    assert found.starts.tolist() == [0, 3]


def test_each_part_is_a_piece_of_its_feature() -> None:
    parts = [((0, 0), (4, 4)), ((8, 8), (12, 12), (16, 8))]
    one = ("line", {}, [((4096, 0), (0, 0))])
    (found,) = parse(mvt({"road": [("line", {}, parts), one]}))
    assert found.starts.tolist() == [0, 2, 5, 7]
    assert found.owners.tolist() == [0, 0, 1]
    np.testing.assert_array_equal(found.points[5], [1, 0])


def test_a_ring_does_not_repeat_its_first_point() -> None:
    (found,) = parse(mvt({"water": [("area", {}, [SQUARE])]}))
    assert found.kinds == (AREA,)
    np.testing.assert_array_equal(found.points, [[0, 0], [1, 0], [1, 1], [0, 1]])


def test_tags_of_all_kinds_are_read_and_others_left_out() -> None:
    tags = {"class": "path", "name": "Ridge", "tunnel": True}
    numbers = {"class": -3, "tunnel": 2.5}
    line = [((0, 0), (1, 1))]
    (found,) = parse(mvt({"road": [("line", tags, line), ("line", numbers, line)]}))
    assert found.tags == ({"class": "path", "tunnel": True}, {"class": -3, "tunnel": 2.5})


def test_a_layer_may_have_an_extent_of_its_own() -> None:
    feature = ("line", {}, [((0, 0), (256, 512))])
    (found,) = parse(field(3, layer("road", [feature], extent=512)))
    np.testing.assert_array_equal(found.points, [[0, 0], [0.5, 1]])


def test_layers_nobody_wants_are_left_out_even_if_damaged() -> None:
    damaged = field(3, field(1, "places") + field(2, b"\xff\xff"))
    assert [found.name for found in parse(damaged + town())] == ["water"]


def test_points_and_pieces_too_short_to_see_are_left_out() -> None:
    point = road(9, 0, 0, kind=1)
    (found,) = parse(point)
    assert found.kinds == ()
    (found,) = parse(road(9, 0, 0, 18, 2, 2, 2, 2, 9, 0, 0))
    assert found.starts.tolist() == [0, 3]


def test_an_empty_tile_has_no_layers() -> None:
    assert parse(b"") == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x1a\x7f", "cut off"),
        (b"\xff" * 12, "no end"),
        (field(3, field(5, 4096)), "no name"),
        (field(3, field(1, "road") + field(5, 0)), "no extent"),
        (field(3, field(1, 7)), "wrong place"),
        (varint(3 << 3 | 3), "no known kind"),
        (road(18, 2, 2), "impossible"),  # a line before the pen is anywhere
        (road(9, 0, 0, 15), "impossible"),  # a line that is closed
        (road(9, 0, 0, 3, 2, 2), "impossible"),  # a command that does not exist
        (road(9, 0, 0, 2), "impossible"),  # a line to no point
        (road(17, 0, 0, 2, 2), "impossible"),  # a line that begins twice
        (road(9, 0, 0, 18, 2), "cut off"),
        (road(9, 0, 0, 2 | (1 << 29) - 1 << 3, 2, 2), "cut off"),
        (road(9, 0, 0, 1 << 40), "too large"),
        (field(3, field(1, "road") + field(2, field(3, 2) + field(4, b"\x80"))), "no end"),
        (field(3, field(1, b"\xff\xfe") + field(5, 1)), "can't decode"),
    ],
)
def test_a_damaged_tile_is_told_by_its_place(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(data)
    (problem,) = caught.value.problems
    assert problem.path == "maps/region.pmtiles"
    assert problem.message.startswith("its tile 13/2098/3042 is damaged: ")
    assert said in problem.message


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([0], "no value"), ([5, 0], "nowhere"), ([0, 5], "nowhere")],
)
def test_a_tag_that_points_nowhere_is_damage(numbers: list[int], said: str) -> None:
    feature = field(2, packed(numbers)) + field(3, 2) + field(4, packed([9, 0, 0, 10, 2, 2]))
    keys = field(3, "class") + field(4, field(1, "path"))
    with pytest.raises(SourceError, match=said):
        parse(field(3, field(1, "road") + field(2, feature) + keys))


def test_no_garbage_leads_astray() -> None:
    noise = random.Random(7)
    whole = town()
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(noise.randint(1, 6)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        data = data[: noise.randint(0, len(data))]
        with suppress(SourceError):
            parse(bytes(data), layers={"water", "transportation"})
