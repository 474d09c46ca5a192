import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType

from milepost.errors import SourceError
from milepost.model.tiles import Tile
from milepost.read.tiles import TileArchive, open_tiles
from tiles import CREDIT, mbtiles, picture, pmtiles, town

TILES = {(13, 2098, 3042): b"one", (13, 2099, 3042): b"two", (2, 0, 3): b"low"}


@pytest.fixture(params=["pmtiles", "mbtiles"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> TileArchive:
    if request.param == "pmtiles":
        return opened(pmtiles(tmp_path / "region.pmtiles", TILES))
    packed = {place: gzip.compress(data) for place, data in TILES.items()}
    return opened(mbtiles(tmp_path / "region.mbtiles", packed))


def opened(path: Path) -> TileArchive:
    return open_tiles(path, f"maps/{path.name}")


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        opened(path)
    (problem,) = caught.value.problems
    assert problem.path == f"maps/{path.name}"
    return problem.message


def test_a_tile_is_found_by_its_place_from_the_north(archive: TileArchive) -> None:
    assert archive.tile(13, 2098, 3042) == b"one"
    assert archive.tile(2, 0, 3) == b"low"


def test_a_tile_that_is_not_there_is_none(archive: TileArchive) -> None:
    assert archive.tile(13, 2098, 3041) is None
    assert archive.tile(20, 0, 0) is None


def test_several_tiles_are_read_at_once(archive: TileArchive) -> None:
    wanted = [Tile(13, 2098, 3042), Tile(13, 0, 0), Tile(13, 2099, 3042)]
    assert archive.tiles(wanted) == {wanted[0]: b"one", wanted[2]: b"two"}


def test_the_archive_says_what_it_holds(archive: TileArchive) -> None:
    about = archive.about
    assert (about.kind, about.min_zoom, about.max_zoom) == ("vector", 2, 13)


def test_the_attribution_is_plain_text(archive: TileArchive) -> None:
    assert archive.about.attribution == "© Example contributors"


def test_what_was_seen_is_named_by_content(archive: TileArchive) -> None:
    there, missing = Tile(13, 2098, 3042), Tile(13, 0, 0)
    digests = archive.digests([there, missing])
    assert digests[missing] is None
    assert archive.content(digests) == archive.content(archive.digests([missing, there]))
    assert archive.content(digests) != archive.content(archive.digests([there]))


@pytest.mark.parametrize("changed", [(13, 2098, 3042), (13, 0, 0)])
def test_another_tile_in_a_place_that_was_seen_has_another_name(
    tmp_path: Path, changed: tuple[int, int, int]
) -> None:
    seen = [Tile(13, 2098, 3042), Tile(13, 0, 0)]
    before = opened(pmtiles(tmp_path / "a.pmtiles", TILES))
    after = opened(pmtiles(tmp_path / "b.pmtiles", {**TILES, changed: b"new"}))
    digests = (each.content(each.digests(seen)) for each in (before, after))
    assert len(set(digests)) == 2


def test_many_tiles_need_directories_of_directories(tmp_path: Path) -> None:
    many = {(8, x, y): f"{x} {y * y}".encode() for x in range(256) for y in range(0, 256, 5)}
    archive = opened(pmtiles(tmp_path / "many.pmtiles", many))
    wanted = [Tile(8, 0, 0), Tile(8, 255, 255), Tile(8, 77, 100), Tile(8, 77, 101)]
    found = archive.tiles(wanted)
    assert found == {tile: many[tuple(tile)] for tile in wanted[:3]}


def test_runs_of_one_tile_are_found_in_the_middle(tmp_path: Path) -> None:
    sea = {(4, x, y): b"sea" for x in range(16) for y in range(16)}
    archive = opened(pmtiles(tmp_path / "sea.pmtiles", sea))
    assert archive.tile(4, 9, 9) == b"sea"


def test_raster_tiles_are_not_packed(tmp_path: Path) -> None:
    red = picture("red")
    path = tmp_path / "r.pmtiles"
    pmtiles(path, {(3, 1, 1): red}, kind=TileType.PNG, packing=Compression.NONE)
    assert opened(path).about.kind == "raster"
    assert opened(path).tile(3, 1, 1) == red
    flat = opened(mbtiles(tmp_path / "r.mbtiles", {(3, 1, 1): red}, format="png"))
    assert flat.about.kind == "raster"
    assert flat.tile(3, 1, 1) == red


def test_a_tile_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(40_000_000))
    archive = opened(mbtiles(tmp_path / "bomb.mbtiles", {(3, 1, 1): bomb}))
    with pytest.raises(SourceError, match=r"its tile 3/1/1 is far too large"):
        archive.tile(3, 1, 1)


def test_a_tile_that_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(town())
    for data, said in (
        (whole[:-9], "is cut off"),
        (whole[:10] + b"\xff" * 9, "cannot be unpacked"),
    ):
        path = tmp_path / f"{said[-3:]}.mbtiles"
        archive = opened(mbtiles(path, {(3, 1, 1): data}))
        with pytest.raises(SourceError, match=f"its tile 3/1/1 {said}"):
            archive.tile(3, 1, 1)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for name in ("a.pmtiles", "a.mbtiles"):
        (tmp_path / name).write_bytes(
            b"GIF89a and so on, for a while, so that it is long enough"
        )
        assert "archive" in refusal(tmp_path / name)
    (tmp_path / "a.zip").write_bytes(b"")
    assert "take a .pmtiles or .mbtiles file" in refusal(tmp_path / "a.zip")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for name in ("a.pmtiles", "a.mbtiles"):
        (tmp_path / name).write_bytes(b"")
        assert refusal(tmp_path / name)


def test_a_missing_file_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    for name in ("a.pmtiles", "a.mbtiles"):
        assert refusal(tmp_path / name) == "cannot be read: No such file or directory"


def test_an_old_version_says_how_to_renew_it(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "old.pmtiles", TILES)
    data = bytearray(path.read_bytes())
    data[7] = 2
    path.write_bytes(data)
    assert "pmtiles convert" in refusal(path)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [(97, 4, "zstd"), (98, 3, "brotli"), (99, 5, "AVIF"), (99, 6, "MLT"), (98, 77, "damaged")],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, place: int, value: int, said: str
) -> None:
    path = pmtiles(tmp_path / "odd.pmtiles", TILES)
    data = bytearray(path.read_bytes())
    data[place] = value
    path.write_bytes(data)
    assert said in refusal(path)


def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "cut.pmtiles", TILES)
    data = path.read_bytes()
    path.write_bytes(data[:-4])
    with pytest.raises(SourceError, match="cut off"):
        opened(path).tiles(Tile(*place) for place in TILES)
    path.write_bytes(data[:140])
    assert "cut off" in refusal(path)


def test_a_damaged_directory_is_refused(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "bad.pmtiles", TILES)
    whole = path.read_bytes()
    endless = gzip.compress(b"\xff" * 2000, mtime=0)
    short = gzip.compress(b"\x09\x01", mtime=0)
    for directory in (endless, short):
        data = bytearray(whole) + directory
        data[8:16] = len(whole).to_bytes(8, "little")
        data[16:24] = len(directory).to_bytes(8, "little")
        path.write_bytes(data)
        with pytest.raises(SourceError, match="damaged directory"):
            opened(path).tile(13, 2098, 3042)


def test_a_directory_that_leads_in_a_circle_is_refused(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "circle.pmtiles", TILES)
    whole = path.read_bytes()
    # One entry: tile 0, a run of 0 (so it is a directory), its own length, at its own place.
    directory = b""
    for _ in range(3):
        directory = gzip.compress(bytes((1, 0, 0, len(directory), 1)), mtime=0)
    data = bytearray(whole) + directory
    for at in (8, 40):
        data[at : at + 8] = len(whole).to_bytes(8, "little")
    data[16:24] = len(directory).to_bytes(8, "little")
    path.write_bytes(data)
    with pytest.raises(SourceError, match="damaged directory"):
        opened(path).tile(13, 2098, 3042)


def test_an_mbtiles_without_zooms_is_asked_for_them(tmp_path: Path) -> None:
    said = opened(mbtiles(tmp_path / "a.mbtiles", TILES)).about
    assert (said.min_zoom, said.max_zoom) == (2, 13)
    typed = mbtiles(tmp_path / "b.mbtiles", TILES, minzoom="4", maxzoom="12")
    assert opened(typed).about.max_zoom == 12


def test_an_mbtiles_without_tiles_is_refused(tmp_path: Path) -> None:
    assert "holds no tiles" in refusal(mbtiles(tmp_path / "a.mbtiles", {}))


def test_an_mbtiles_of_grids_is_refused(tmp_path: Path) -> None:
    assert "gif" in refusal(mbtiles(tmp_path / "a.mbtiles", TILES, format="gif"))


def test_an_sqlite_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.mbtiles")) as db:
        db.execute("CREATE TABLE songs (name TEXT)")
        db.commit()
    assert "no MBTiles archive" in refusal(tmp_path / "a.mbtiles")


def test_reading_leaves_no_file_beside_the_archive(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a #1?.mbtiles", TILES)
    assert opened(path).tile(13, 2098, 3042) == b"one"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("attribution", [None, 7, "", CREDIT * 30, "a\nb<br>c\x07"])
def test_an_attribution_of_any_kind_becomes_one_short_line(
    tmp_path: Path, attribution: object
) -> None:
    path = pmtiles(tmp_path / "a.pmtiles", TILES, attribution=attribution)
    found = opened(path).about.attribution
    assert len(found) <= 120
    assert found.isprintable()
    assert "<" not in found


def test_a_database_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mbtiles(tmp_path / "a.mbtiles", {})
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE tiles")
        db.execute(
            "CREATE VIEW tiles AS"
            " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS zoom_level, i AS tile_column, i AS tile_row, '' AS tile_data FROM n"
        )
        db.commit()
    monkeypatch.setattr("milepost.read.mbtiles._MOST_STEPS", 1_000_000)
    with pytest.raises(SourceError, match="is no MBTiles archive, or damaged"):
        open_tiles(path, "a.mbtiles")
