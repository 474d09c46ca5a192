from collections.abc import Callable, Iterable

import pytest

from milepost.draw.projection import Frame, fit
from milepost.draw.streets.tiles import Cover, Place, box_of, cover
from milepost.model.tiles import Tile

TOWN = Frame(
    west=2098 / 8192 - 0.5, north=3042 / 8192, scale=8192 * 400.0, width=800, height=400
)
Present = Callable[[Iterable[Tile]], set[Tile]]


def all_of(wanted: Iterable[Tile]) -> set[Tile]:
    return set(wanted)


def only(*tiles: tuple[int, int, int]) -> Present:
    return lambda wanted: {tile for tile in wanted if tuple(tile) in tiles}


def covered(
    frame: Frame = TOWN,
    present: Present = all_of,
    *,
    vector: bool = True,
    zooms: tuple[int, int] = (0, 15),
) -> Cover:
    return cover(frame, vector=vector, zooms=zooms, present=present)


def test_a_picture_is_laid_out_with_the_tiles_it_shows() -> None:
    found = covered()
    assert found.places == (Place(13, 2098, 3042), Place(13, 2099, 3042))
    assert found.voids == ()
    assert found.share == pytest.approx(1.0)


def test_a_tile_lies_where_the_frame_has_it() -> None:
    assert box_of(TOWN, Place(13, 2099, 3043)) == pytest.approx((400, 400, 800, 800))


@pytest.mark.parametrize("size", [257.0, 300.0, 511.0])
def test_a_vector_tile_is_shown_256_to_512_pixels_wide(size: float) -> None:
    frame = Frame(0.1, 0.3, 1024 * size, 800, 520)
    left, _, right, _ = box_of(frame, covered(frame).places[0])
    assert right - left == pytest.approx(size)


def test_a_tile_of_the_highest_zoom_may_be_wider() -> None:
    frame = Frame(0.1, 0.3, 2.0**13 * 6000, 800, 520)
    assert {place.zoom for place in covered(frame, zooms=(0, 13)).places} == {13}


def test_a_map_closer_than_coarse_tiles_can_show_gets_none() -> None:
    frame = Frame(0.1, 0.3, 2.0**10 * 6000, 800, 520)
    assert covered(frame, zooms=(0, 10)).share == 0.0
    assert covered(frame, zooms=(0, 15), vector=False).share == 1.0
    blurred = Frame(0.1, 0.3, 2.0**13 * 1500, 800, 520)
    assert covered(blurred, zooms=(0, 13), vector=False).share == 0.0


def test_what_would_need_too_many_tiles_gets_none() -> None:
    frame = Frame(-0.2, 0.3, 2.0**13, 800, 520)
    assert covered(frame, zooms=(13, 14)).share == 0.0


def test_a_missing_tile_is_taken_from_lower_zooms() -> None:
    found = covered(present=only((13, 2098, 3042), (11, 524, 760)))
    assert found.places == (Place(11, 524, 760), Place(13, 2098, 3042))
    assert found.voids == ()
    assert found.share == pytest.approx(1.0)


def test_what_no_zoom_shows_is_void() -> None:
    found = covered(present=only((13, 2098, 3042), (9, 131, 190)))
    assert found.places == (Place(13, 2098, 3042),)
    assert found.voids == (Place(13, 2099, 3042),)
    assert found.share == pytest.approx(0.5)


def test_an_archive_that_begins_late_is_not_asked_for_lower_zooms() -> None:
    asked: set[int] = set()

    def present(wanted: Iterable[Tile]) -> set[Tile]:
        asked.update(tile.zoom for tile in wanted)
        return set()

    covered(present=present, zooms=(12, 13))
    assert asked == {12, 13}


def test_beyond_the_antimeridian_the_first_columns_follow() -> None:
    line = ((-17.0, 179.9), (-17.0, 180.1))
    found = covered(fit([line], width=800, height=520))
    columns = {place.tile.column for place in found.places}
    last = (1 << found.places[0].zoom) - 1
    assert {0, last} <= columns
    assert found.share == pytest.approx(1.0)


def test_north_of_the_world_there_is_no_tile() -> None:
    frame = Frame(west=0.0, north=-0.25 / 1024, scale=1024 * 400.0, width=400, height=400)
    found = covered(frame)
    assert {place.row for place in found.places} == {0}
