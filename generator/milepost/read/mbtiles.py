"""MBTiles: tiles in an SQLite database, their rows counted from the south.

Format: https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import repeat
from pathlib import Path
from urllib.parse import quote

from milepost.model.tiles import Tile, TileSet

_KINDS = {"pbf": "vector", "png": "raster", "jpg": "raster", "jpeg": "raster", "webp": "raster"}
_MOST_OF_A_TILE = 1 << 24
_MAX_ZOOM = 30
_STEPS, _MOST_STEPS = 100_000, 200_000_000  # of the database: some seconds
_WORLD = (-180.0, -90.0, 180.0, 90.0)


def tile_set(path: Path) -> TileSet:
    """Return what the archive says. Raise OSError, or ValueError with a phrase to show."""
    with _opened(path) as db:
        rows = db.execute("SELECT name, value FROM metadata ORDER BY name, value").fetchall()
        said = {str(name): str(value) for name, value in rows if value is not None}
        kind = _KINDS.get(said.get("format", ""))
        if kind is None:
            name = said.get("format", "unknown")
            raise ValueError(f"holds tiles of the kind {name}; take pbf, png, jpg or webp")
        zooms = _zooms(db, said)
    return TileSet(
        kind="vector" if kind == "vector" else "raster",
        min_zoom=zooms[0],
        max_zoom=zooms[1],
        bounds=_bounds(said.get("bounds", "")),
        attribution=said.get("attribution", ""),
        digest=hashlib.sha256(json.dumps([said, zooms]).encode()).hexdigest(),
    )


def tiles(path: Path, wanted: Iterable[Tile]) -> dict[Tile, bytes]:
    """Return the tiles that are there, as they are packed. Raise like `tile_set`."""
    query = (
        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
    )
    found = {}
    with _opened(path) as db:
        for tile in wanted:
            from_south = (1 << tile.zoom) - 1 - tile.row
            row = db.execute(query, (tile.zoom, tile.column, from_south)).fetchone()
            if row is not None and isinstance(row[0], bytes) and row[0]:
                found[tile] = row[0]
    return found


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield the database, which nothing is ever written to: no lock, no file beside it."""
    path.open("rb").close()  # SQLite's own words do not tell a missing file from a bad one
    steps = repeat(False, _MOST_STEPS // _STEPS)
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as db:
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_OF_A_TILE)
            db.text_factory = lambda data: data.decode("utf-8", "replace")
            # What is read may be a view of anything, and of no end.
            db.set_progress_handler(lambda: next(steps, True), _STEPS)
            yield db
    except (sqlite3.Error, MemoryError) as error:  # a size in a damaged file may be any
        raise ValueError("is no MBTiles archive, or damaged; cut or copy it anew") from error


def _zooms(db: sqlite3.Connection, said: Mapping[str, str]) -> tuple[int, int]:
    try:
        low, high = int(said["minzoom"]), int(said["maxzoom"])
    except (KeyError, ValueError):
        low, high = db.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        if low is None or not isinstance(low, int) or not isinstance(high, int):
            raise ValueError("holds no tiles; cut or copy it anew") from None
    if not 0 <= low <= high <= _MAX_ZOOM:
        raise ValueError("has impossible zoom levels; cut or copy it anew")
    return low, high


def _bounds(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return _WORLD
    return west, south, east, north
