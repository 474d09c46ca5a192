from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pmtiles.tile import Compression, TileType

from builders import Shelf
from milepost.draw.palette import DARK, LIGHT
from milepost.draw.projection import Frame
from milepost.draw.raster import png
from milepost.errors import SourceError
from milepost.memo import realise
from milepost.model.tiles import Tile
from milepost.publish.maps.ground_pictures import ground_picture, laid_under
from milepost.publish.maps.grounds import Ground, Grounds, is_close
from milepost.read.tiles import open_tiles
from tiles import Place, mbtiles, picture, pmtiles, town

COLUMN, ROW = 2098, 3042
# Two tiles beside each other, a pixel of the map being some 9 metres.
FRAME = Frame(
    west=COLUMN / 8192 - 0.5, north=ROW / 8192, scale=8192 * 400.0, width=800, height=400
)
TOWN: Mapping[Place, bytes] = {(13, COLUMN, ROW): town(), (13, COLUMN + 1, ROW): town()}
INSIDE = "maps/region.pmtiles"


def grounds(folder: Path, tiles: Mapping[Place, bytes] = TOWN) -> Grounds:
    archive = open_tiles(pmtiles(folder / INSIDE, tiles), f"site_src/{INSIDE}")
    return Grounds(archive, INSIDE, LIGHT, DARK)


def raster(folder: Path, tiles: Mapping[Place, bytes]) -> Grounds:
    path = pmtiles(folder / INSIDE, tiles, kind=TileType.PNG, packing=Compression.NONE)
    return Grounds(open_tiles(path, INSIDE), INSIDE, LIGHT, DARK)


def under(found: Grounds, frame: Frame = FRAME) -> Ground:
    ground = found.under(frame)
    assert ground is not None
    return ground


SHELF = Shelf()  # the same pictures, again and again


def pictures(ground: Ground, folder: Path, shelf: Shelf = SHELF) -> list[Image.Image]:
    """The light and the dark picture, as a build makes them."""
    made = realise(ground.artifacts("day/", "day.md"), folder, shelf, map)
    return [Image.open(BytesIO(data)).convert("RGB") for _, data in made]


def close(image: Image.Image, at: tuple[int, int], colour: str) -> bool:
    """Tell whether a pixel has a colour, as far as a lossy picture can tell."""
    wanted = bytes.fromhex(colour[1:])
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) <= 8 for a, b in zip(found, wanted, strict=True))


def test_a_map_close_up_has_a_picture_of_exactly_its_frame(tmp_path: Path) -> None:
    for image in pictures(under(grounds(tmp_path)), tmp_path):
        assert image.size == (1600, 800)


def test_the_pictures_are_in_the_colours_of_the_theme(tmp_path: Path) -> None:
    light, dark = pictures(under(grounds(tmp_path)), tmp_path)
    assert close(light, (900, 400), LIGHT.water)
    assert close(light, (600, 400), LIGHT.ground)
    assert close(dark, (900, 400), DARK.water)
    assert close(dark, (600, 400), DARK.ground)


def test_the_attribution_comes_along(tmp_path: Path) -> None:
    assert under(grounds(tmp_path)).credit == "© Example contributors"


def test_a_map_of_a_country_has_no_streets(tmp_path: Path) -> None:
    wide = replace(FRAME, scale=FRAME.scale / 32)
    assert not is_close(wide)
    found = grounds(tmp_path, {(8, COLUMN >> 5, ROW >> 5): town()})
    assert found.under(wide) is None
    assert not found.lacks(wide)


def test_an_archive_of_elsewhere_is_lacking(tmp_path: Path) -> None:
    found = grounds(tmp_path, {(13, 0, 0): town()})
    assert found.under(FRAME) is None
    assert found.lacks(FRAME)


def test_an_archive_of_half_the_map_will_do(tmp_path: Path) -> None:
    found = grounds(tmp_path, {(13, COLUMN, ROW): town()})
    light, _ = pictures(under(found), tmp_path)
    assert close(light, (100, 400), LIGHT.water)
    assert not close(light, (900, 400), LIGHT.water)


def test_the_names_of_the_pictures_tell_their_content(tmp_path: Path) -> None:
    one = under(grounds(tmp_path)).paths("day/")
    assert one[0].startswith("day/ground.")
    assert one[1].startswith("day/ground-dark.")
    assert under(grounds(tmp_path)).paths("day/") == one
    elsewhere = {**TOWN, (13, 0, 0): b"far away"}
    assert under(grounds(tmp_path, elsewhere)).paths("day/") == one
    moved = replace(FRAME, west=FRAME.west + 1e-9)
    assert under(grounds(tmp_path), moved).paths("day/") != one
    other = {**TOWN, (13, COLUMN, ROW): b""}
    assert under(grounds(tmp_path, other)).paths("day/") != one


def test_a_picture_is_made_once_and_anew_when_a_tile_has_changed(tmp_path: Path) -> None:
    shelf = Shelf()
    pictures(under(grounds(tmp_path)), tmp_path, shelf)
    pictures(under(grounds(tmp_path)), tmp_path, shelf)
    assert len(shelf.kinds("ground")) == 2
    pictures(under(grounds(tmp_path, {**TOWN, (13, COLUMN, ROW): b""})), tmp_path, shelf)
    assert len(shelf.kinds("ground")) == 4


def test_the_same_tiles_make_the_same_bytes(tmp_path: Path) -> None:
    ground = under(grounds(tmp_path))
    first, second = (
        ground_picture(ground.layout, ground.styles[0], False, tmp_path / INSIDE)
        for _ in range(2)
    )
    assert first == second
    assert first[8:12] == b"WEBP"


def test_an_archive_that_changes_while_a_site_is_built_stops_it(tmp_path: Path) -> None:
    ground = under(grounds(tmp_path))
    pmtiles(tmp_path / INSIDE, {**TOWN, (13, COLUMN, ROW): b"new"})
    with pytest.raises(SourceError, match="build again"):
        pictures(ground, tmp_path, Shelf())


def test_a_damaged_tile_is_named(tmp_path: Path) -> None:
    broken = grounds(tmp_path, {**TOWN, (13, COLUMN, ROW): b"\xff" * 20})
    with pytest.raises(
        SourceError, match=r"site_src/maps/region.pmtiles: its tile 13/2098/3042"
    ):
        pictures(under(broken), tmp_path)
    broken = raster(
        tmp_path, {(13, COLUMN, ROW): b"no picture", (13, COLUMN + 1, ROW): b"GIF89a"}
    )
    with pytest.raises(SourceError, match=r"its tile 13/2098/3042 is damaged or no picture"):
        pictures(under(broken), tmp_path)


def test_what_a_build_has_seen_names_all_that_it_asked_for(tmp_path: Path) -> None:
    found = grounds(tmp_path, {(13, COLUMN, ROW): town()})
    under(found)
    seen = found.seen()
    assert seen.path == INSIDE
    assert {Tile(13, COLUMN, ROW), Tile(13, COLUMN + 1, ROW)} <= set(seen.tiles)
    archive = found.archive
    assert archive.content(archive.digests(seen.tiles)) == seen.content


SCALE = 8192 * 256.0


def test_raster_tiles_are_laid_side_by_side(tmp_path: Path) -> None:
    tiles = {
        (13, COLUMN, ROW): picture("#aa3030"),
        (13, COLUMN + 1, ROW): picture("#30aa30"),
        (13, COLUMN, ROW + 1): picture("#3030aa"),
        (13, COLUMN + 1, ROW + 1): picture("#aaaa30", 512),
    }
    frame = replace(FRAME, scale=SCALE, width=512, height=512)
    light, dark = pictures(under(raster(tmp_path, tiles), frame), tmp_path)
    assert light.size == (1024, 1024)
    assert close(light, (20, 20), "#aa3030")
    assert close(light, (1000, 20), "#30aa30")
    assert close(light, (20, 1000), "#3030aa")
    assert close(light, (540, 540), "#aaaa30")
    assert close(dark, (1000, 1000), "#36360f")


def test_a_missing_raster_tile_is_a_part_of_one_from_a_lower_zoom(tmp_path: Path) -> None:
    quarters = Image.new("RGB", (256, 256), "#000000")
    quarters.paste("#30aa30", (128, 0, 256, 128))
    data = BytesIO()
    quarters.save(data, "PNG")
    assert COLUMN % 2 == 0
    assert ROW % 2 == 0
    tiles = {
        (13, COLUMN, ROW): picture("#aa3030"),
        (12, COLUMN // 2, ROW // 2): data.getvalue(),
    }
    frame = replace(FRAME, scale=SCALE, width=512, height=256)
    light, _ = pictures(under(raster(tmp_path, tiles), frame), tmp_path)
    assert close(light, (100, 100), "#aa3030")
    assert close(light, (540, 20), "#30aa30")
    assert close(light, (1000, 500), "#30aa30")


def test_raster_tiles_go_on_beyond_the_antimeridian(tmp_path: Path) -> None:
    tiles = {(13, 8191, ROW): picture("#aa3030"), (13, 0, ROW): picture("#30aa30")}
    frame = replace(FRAME, west=8191 / 8192 - 0.5, scale=SCALE, width=512, height=256)
    light, _ = pictures(under(raster(tmp_path, tiles), frame), tmp_path)
    assert close(light, (100, 100), "#aa3030")
    assert close(light, (900, 100), "#30aa30")


def test_a_raster_map_bears_its_own_names(tmp_path: Path) -> None:
    tiles = {(13, COLUMN, ROW): picture("white"), (13, COLUMN + 1, ROW): picture("white")}
    assert under(raster(tmp_path, tiles)).named
    assert not under(grounds(tmp_path / "other")).named


def test_a_raster_tile_of_indecent_size_is_refused(tmp_path: Path) -> None:
    tiles = {(13, COLUMN, ROW): picture("white", 2049), (13, COLUMN + 1, ROW): picture("white")}
    with pytest.raises(SourceError, match="no picture"):
        pictures(under(raster(tmp_path, tiles)), tmp_path)


def test_an_mbtiles_makes_the_same_picture_as_a_pmtiles(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "region.mbtiles", TOWN)
    flat = Grounds(open_tiles(path, "x"), "region.mbtiles", LIGHT, DARK)
    for one, other in zip(
        pictures(under(flat), tmp_path),
        pictures(under(grounds(tmp_path)), tmp_path),
        strict=True,
    ):
        assert one.tobytes() == other.tobytes()


def test_a_map_without_ground_is_laid_over_one(tmp_path: Path) -> None:
    ground = under(grounds(tmp_path))
    route = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400">'
        '<path class="r" d="M0 0H400V400"/></svg>'
    )
    over = png(route, ".r{fill:#c8321f}", width=1600)
    data = laid_under(over, ground.layout, ground.styles[0], 2, tmp_path / INSIDE)
    image = Image.open(BytesIO(data)).convert("RGB")
    assert data[:4] == b"\x89PNG"
    assert image.size == (1600, 800)
    assert close(image, (600, 200), "#c8321f")
    assert close(image, (900, 400), LIGHT.water)
