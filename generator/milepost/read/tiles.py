"""Archives of map tiles on the author's disk: two formats, one interface.

Nothing is ever fetched. An archive may be larger than the memory, so only the tiles that a
map needs are read, and what a map is made of is named by the digests of those.
"""

import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from milepost.errors import Problem, SourceError
from milepost.model.tiles import Tile, TileSet
from milepost.read import mbtiles, pmtiles
from milepost.read.unpack import unpacked

_LARGEST_TILE = 1 << 24
_LONGEST_ATTRIBUTION = 120


@dataclass(frozen=True, slots=True)
class _Format:
    tile_set: Callable[[Path], TileSet]
    tiles: Callable[[Path, Iterable[Tile]], dict[Tile, bytes]]


FORMATS: Mapping[str, _Format] = {
    ".pmtiles": _Format(pmtiles.tile_set, pmtiles.tiles),
    ".mbtiles": _Format(mbtiles.tile_set, mbtiles.tiles),
}


@dataclass(frozen=True, slots=True)
class TileArchive:
    """A file of tiles; `name` is how the author knows it. No file stays open."""

    path: Path
    name: str
    about: TileSet

    def tiles(self, wanted: Iterable[Tile]) -> dict[Tile, bytes]:
        """Return the bytes of those tiles that are there. Raise SourceError."""
        with _told(self.name):
            packed = _format(self.path).tiles(self.path, wanted)
        found = {}
        for tile, data in packed.items():
            with _told(self.name, f"its tile {tile.zoom}/{tile.column}/{tile.row} "):
                found[tile] = unpacked(data, _LARGEST_TILE)
        return found

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the bytes of one tile, None if it is not there. Raise SourceError."""
        return self.tiles((Tile(zoom, column, row),)).get(Tile(zoom, column, row))

    def digests(self, wanted: Iterable[Tile]) -> dict[Tile, str | None]:
        """Return a digest of each tile's bytes, None where there is none. Raise SourceError."""
        wanted = sorted(set(wanted))
        found = self.tiles(wanted)
        return {tile: digest_of(found[tile]) if tile in found else None for tile in wanted}

    def content(self, digests: Mapping[Tile, str | None]) -> str:
        """Name what the archive says of itself, together with what some of its places hold."""
        known = [(*tile, digest) for tile, digest in sorted(digests.items())]
        return digest_of(repr((self.about, known)).encode())


def digest_of(data: bytes) -> str:
    """Name the content of a tile."""
    return hashlib.sha256(data).hexdigest()


def open_tiles(path: Path, name: str) -> TileArchive:
    """Return the archive in a file. Raise SourceError if there is none that can be used."""
    with _told(name):
        about = _format(path).tile_set(path)
    return TileArchive(path, name, replace(about, attribution=_plain(about.attribution)))


def _format(path: Path) -> _Format:
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        raise ValueError(f"is no archive of map tiles; take a {' or '.join(FORMATS)} file")
    return known


@contextmanager
def _told(name: str, what: str = "") -> Iterator[None]:
    """Turn what goes wrong with a file into a sentence for the author."""
    try:
        yield
    except OSError as error:
        raise SourceError(Problem(f"cannot be read: {error.strerror}", name)) from error
    except ValueError as error:
        raise SourceError(Problem(f"{what}{error}", name)) from error


def _plain(attribution: str) -> str:
    """Return an attribution, which is often HTML, as one line of text."""
    text = html.unescape(re.sub(r"<[^<>]*>", " ", attribution))
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words[:_LONGEST_ATTRIBUTION]
