"""Map tiles: square pieces of a Web Mercator world, 4^z of them at zoom z."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Tile(NamedTuple):
    """A tile's place: columns count from the antimeridian eastward, rows from the north."""

    zoom: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileSet:
    """What an archive says of its tiles.

    `bounds` are (west, south, east, north) in degrees. `attribution` is plain text that has
    to stand on every map made of the tiles, "" if none is asked for. `digest` names all that
    the archive says of itself, not the tiles.
    """

    kind: Literal["vector", "raster"]
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    attribution: str
    digest: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a build looked at in an archive: whatever else changes in it, the site does not.

    `path` is the archive's below the source folder. `content` names what it said of itself and
    what it held at the places of `tiles`, nothing among that.
    """

    path: str
    tiles: tuple[Tile, ...]
    content: str
