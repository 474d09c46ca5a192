"""PMTiles, version 3: all tiles in one file, found by directories.

Format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
"""

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO

from pmtiles.tile import (
    Compression,
    Entry,
    HeaderDict,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from milepost.model.tiles import Tile, TileSet
from milepost.read.unpack import unpacked

_HEADER_BYTES = 127
_MOST_OF_A_TILE = 1 << 24
_MOST_OF_A_DIRECTORY = 1 << 21
_MOST_OF_METADATA = 1 << 24
_DEEPEST = 4  # directories above one another; the format has no more
_KINDS = (TileType.MVT, TileType.PNG, TileType.JPEG, TileType.WEBP)
_PACKINGS = (Compression.NONE, Compression.GZIP)
# A number takes ten bytes at most; reading a longer one would take for ever.
_ENDLESS = re.compile(rb"[\x80-\xff]{10}")

_Directories = Callable[[int, int], list[Entry]]


def tile_set(path: Path) -> TileSet:
    """Return what the archive says. Raise OSError, or ValueError with a phrase to show."""
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
        header = _header(head)
        place = header["metadata_offset"], header["metadata_length"]
        text = _part(file, *place, _MOST_OF_METADATA) if place[1] else b"{}"
    attribution = ""
    metadata = unpacked(text, _MOST_OF_METADATA)
    try:
        found = json.loads(metadata)
        attribution = found.get("attribution") or ""
    except (ValueError, AttributeError, RecursionError) as error:
        raise ValueError("has damaged metadata; cut or copy it anew") from error
    return TileSet(
        kind="vector" if header["tile_type"] is TileType.MVT else "raster",
        min_zoom=header["min_zoom"],
        max_zoom=header["max_zoom"],
        bounds=(
            header["min_lon_e7"] / 1e7,
            header["min_lat_e7"] / 1e7,
            header["max_lon_e7"] / 1e7,
            header["max_lat_e7"] / 1e7,
        ),
        attribution=str(attribution),
        digest=hashlib.sha256(head + metadata).hexdigest(),
    )


def tiles(path: Path, wanted: Iterable[Tile]) -> dict[Tile, bytes]:
    """Return the tiles that are there, as they are packed. Raise like `tile_set`."""
    with path.open("rb") as file:
        header = _header(file.read(_HEADER_BYTES))

        @cache
        def directory(offset: int, length: int) -> list[Entry]:
            return _directory(_part(file, offset, length, _MOST_OF_A_DIRECTORY))

        found = {tile: _tile(file, header, directory, tile) for tile in wanted}
    return {tile: data for tile, data in found.items() if data is not None}


def _header(data: bytes) -> HeaderDict:
    try:
        header = deserialize_header(data)
    except SpecVersionUnsupported as error:
        message = "is of another version of PMTiles; renew it with  pmtiles convert"
        raise ValueError(message) from error
    except (MagicNumberNotFound, UnicodeDecodeError) as error:
        raise ValueError("is no PMTiles archive, whatever its name says") from error
    except (ValueError, IndexError) as error:
        raise ValueError("has a damaged header; cut or copy it anew") from error
    if header["tile_type"] not in _KINDS:
        kind = header["tile_type"].name
        raise ValueError(f"holds tiles of the kind {kind}; take MVT, PNG, JPEG or WEBP")
    for packing in (header["internal_compression"], header["tile_compression"]):
        if packing not in _PACKINGS:
            name = packing.name.lower()
            raise ValueError(f"is packed with {name}, and only gzip can be read; convert it")
    return header


def _tile(
    file: BinaryIO, header: HeaderDict, directory: _Directories, tile: Tile
) -> bytes | None:
    number = zxy_to_tileid(*tile)
    offset, length = header["root_offset"], header["root_length"]
    for _ in range(_DEEPEST):
        entry = find_tile(directory(offset, length), number)
        if entry is None:
            return None
        if entry.run_length:
            start = header["tile_data_offset"] + entry.offset
            return _part(file, start, entry.length, _MOST_OF_A_TILE)
        offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
    raise ValueError("has a damaged directory; cut or copy it anew")


def _directory(packed: bytes) -> list[Entry]:
    plain = unpacked(packed, _MOST_OF_A_DIRECTORY)
    if _ENDLESS.search(plain):
        raise ValueError("has a damaged directory; cut or copy it anew")
    try:
        # The library takes a packed directory only, and would unpack it without a limit.
        return deserialize_directory(gzip.compress(plain, compresslevel=0))
    except EOFError as error:
        raise ValueError("has a damaged directory; cut or copy it anew") from error


def _part(file: BinaryIO, offset: int, length: int, limit: int) -> bytes:
    if length > limit or offset < 0 or offset >> 62:
        raise ValueError("has a damaged directory; cut or copy it anew")
    file.seek(offset)
    data = file.read(length)
    if len(data) < length:
        raise ValueError("is cut off; copy it anew")
    return data
