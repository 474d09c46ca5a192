"""Archives of map tiles, made on the spot."""

import gzip
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Place = tuple[int, int, int]  # zoom, column, row
Point = tuple[int, int]
Part = Sequence[Point]
Feature = tuple[str, Mapping[str, Any], Sequence[Part]]  # "line" or "area", tags, parts

EXTENT = 4096
SQUARE: Part = ((0, 0), (EXTENT, 0), (EXTENT, EXTENT), (0, EXTENT))
CREDIT = '<a href="https://example.org/x">&copy; Example</a>  contributors'


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def field(number: int, value: int | bytes | str) -> bytes:
    """One field of a protocol buffer: a whole number, bytes or text."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def packed(numbers: Sequence[int]) -> bytes:
    return b"".join(varint(number) for number in numbers)


def zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def geometry(parts: Sequence[Part], *, ring: bool) -> list[int]:
    numbers, at = [], (0, 0)
    for part in parts:
        for place, point in enumerate(part):
            if place < 2:
                numbers.append(1 | 1 << 3 if place == 0 else 2 | (len(part) - 1) << 3)
            numbers += [zigzag(point[0] - at[0]), zigzag(point[1] - at[1])]
            at = point
        numbers += [7 | 1 << 3] if ring else []
    return numbers


def tag_value(value: Any) -> bytes:
    if isinstance(value, bool):
        return field(7, int(value))
    if isinstance(value, int):
        return field(6, zigzag(value))
    if isinstance(value, float):
        return varint(3 << 3 | 1) + struct.pack("<d", value)
    return field(1, value)


def layer(name: str, features: Sequence[Feature], *, extent: int = EXTENT) -> bytes:
    keys: list[str] = []
    values: list[bytes] = []
    made = []
    for kind, tags, parts in features:
        numbers = []
        for key, value in tags.items():
            keys += [key] if key not in keys else []
            values.append(tag_value(value))
            numbers += [keys.index(key), len(values) - 1]
        shape = geometry(parts, ring=kind == "area")
        made.append(
            field(2, packed(numbers))
            + field(3, 3 if kind == "area" else 2)
            + field(4, packed(shape))
        )
    body = field(15, 2) + field(1, name) + b"".join(field(2, one) for one in made)
    body += b"".join(field(3, key) for key in keys) + b"".join(field(4, v) for v in values)
    return body + field(5, extent)


def mvt(layers: Mapping[str, Sequence[Feature]]) -> bytes:
    """A vector tile."""
    return b"".join(field(3, layer(name, features)) for name, features in layers.items())


def town() -> bytes:
    """A tile with water in its west, and a motorway from north to south."""
    lake = ((0, 0), (1024, 0), (1024, EXTENT), (0, EXTENT))
    return mvt(
        {
            "water": [("area", {"class": "lake"}, [lake])],
            "transportation": [("line", {"class": "motorway"}, [((2048, 0), (2048, EXTENT))])],
        }
    )


def picture(colour: str, size: int = 256) -> bytes:
    """A raster tile."""
    out = BytesIO()
    Image.new("RGB", (size, size), colour).save(out, "PNG")
    return out.getvalue()


def pmtiles(
    path: Path,
    tiles: Mapping[Place, bytes],
    *,
    kind: TileType = TileType.MVT,
    packing: Compression = Compression.GZIP,
    attribution: object = CREDIT,
) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer = Writer(file)
        for place in sorted(tiles, key=lambda place: zxy_to_tileid(*place)):
            data = tiles[place]
            zipped = gzip.compress(data, mtime=0) if packing is Compression.GZIP else data
            writer.write_tile(zxy_to_tileid(*place), zipped)
        header = {"tile_type": kind, "tile_compression": packing}
        writer.finalize(header, {"attribution": attribution})
    return path


def mbtiles(path: Path, tiles: Mapping[Place, bytes], **metadata: str) -> Path:
    """Metadata is added to a format; None takes a name out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        db.execute(
            "CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"
        )
        said = {"format": "pbf", "attribution": CREDIT, **metadata}
        db.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
        rows = [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in tiles.items()]
        db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        db.commit()
    return path
