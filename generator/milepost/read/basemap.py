"""The basemap's file in the package: a header, and sections that are unpacked on demand.

The file begins with `MPBM`, the SHA-256 of all that follows (32 bytes), the length of the
header (four bytes, little-endian), and the header: JSON with the credit, the size of a step in
degrees, and for each section its place, the number of its bytes and its type. A section is
deflated. Arrays stand in byte planes (all first bytes, then all second bytes), which deflate
far better; a text is one string a line.

A layer has four sections: the `first` point of each shape in steps from (0, 0), the `count` of
its points, the `step` from each point to the next, and its `rank`. Latitudes and longitudes of
places are numbers of steps too, labels' are hundredths of a degree. The borders of territories
have steps of their own, and instead of ranks what lies to their `left` and `right`: numbers of
lines of the texts `country` and `region`.
"""

import hashlib
import json
import struct
import zlib
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from milepost.errors import MilepostError, Problem
from milepost.model.basemap import AreaLabel, LabelKind, Layer, LayerName, Places
from milepost.model.territory import Territory, TerritoryMap

FILE = "basemap.mpb"
MAGIC = b"MPBM"
KINDS: tuple[LabelKind, ...] = ("country", "region", "sea")
# A population is a byte, the logarithm in steps of 7 %.
STEPS_AN_E = 14.0


@cache
def basemap() -> "PackedBasemap":
    """Return the basemap of this package; the same one for all who ask."""
    return PackedBasemap((files("milepost") / "data" / FILE).read_bytes())


class PackedBasemap:
    """A basemap in one block of bytes. Raise MilepostError if it is none."""

    def __init__(self, data: bytes):
        magic, digest, content = data[:4], data[4:36], memoryview(data)[36:]
        if magic != MAGIC or digest != hashlib.sha256(content).digest():
            raise MilepostError(Problem("the basemap is damaged; install Milepost again", FILE))
        (length,) = struct.unpack_from("<I", content)
        self._header = json.loads(bytes(content[4 : 4 + length]))
        self._body = content[4 + length :]
        self._layers: dict[str, Layer] = {}
        self.digest = digest.hex()

    @property
    def credit(self) -> str:
        """Whom every map made of it has to name."""
        return str(self._header["credit"])

    def layer(self, name: LayerName) -> Layer:
        """Return the lines of one kind."""
        if name not in self._layers:
            self._layers[name] = self._unpacked(name)
        return self._layers[name]

    def _unpacked(self, name: str) -> Layer:
        points, starts = self._lines(name, float(self._header["step_deg"]))
        bounds = np.hstack(
            [edge.reduceat(points, starts[:-1], axis=0) for edge in (np.minimum, np.maximum)]
        )
        return Layer(points, starts, bounds, self._array(f"{name}.rank"))

    def _lines(
        self, name: str, step_deg: float
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the points of all lines of one kind, and where each line starts."""
        counts = self._array(f"{name}.count").astype(np.int64)
        starts = np.concatenate(([0], np.cumsum(counts)))
        first = self._array(f"{name}.first").reshape(-1, 2).astype(np.int64)
        steps = np.zeros((int(starts[-1]), 2), dtype=np.int64)
        inner = np.ones(len(steps), dtype=bool)
        inner[starts[:-1]] = False
        steps[inner] = self._array(f"{name}.step").reshape(-1, 2)
        # One running sum over everything, of which each shape takes its own beginning.
        running = np.cumsum(steps, axis=0)
        moved = np.repeat(first - running[starts[:-1]], counts, axis=0)
        return np.multiply(running + moved, step_deg, dtype=np.float64), starts

    @cached_property
    def places(self) -> Places:
        """All places, sorted by country, then from west to east."""
        at = self._array("places.at").reshape(2, -1) * float(self._header["place_step_deg"])
        kinds = self._array("places.kind")
        return Places(
            lat_deg=at[0],
            lon_deg=at[1],
            population=np.exp(self._array("places.population") / STEPS_AN_E),
            kind=(kinds >> 4).astype(np.uint8),
            rank=(kinds & 15).astype(np.uint8),
            country=np.repeat(
                np.arange(len(self._header["countries"]), dtype=np.uint8),
                self._array("places.per_country"),
            ),
            countries=tuple(self._header["countries"]),
            names=self._texts("places.name"),
        )

    @cached_property
    def labels(self) -> tuple[AreaLabel, ...]:
        """Names of countries, regions and seas, the largest first."""
        rows = self._array("labels.row").reshape(-1, 4)  # hundredths of a degree
        names, codes = self._texts("labels.name"), self._texts("labels.code")
        return tuple(
            AreaLabel(KINDS[kind], name, lat / 100, lon / 100, size / 100, code)
            for (kind, lat, lon, size), name, code in zip(
                rows.tolist(), names, codes, strict=True
            )
        )

    @cached_property
    def territories(self) -> TerritoryMap:
        """Countries and regions, and the borders between them."""
        points, starts = self._lines("territories", float(self._header["border_step_deg"]))
        countries, regions = (
            self._texts(f"territories.{part}") for part in ("country", "region")
        )
        return TerritoryMap(
            points=points,
            starts=starts,
            left=self._array("territories.left").astype(np.int64),
            right=self._array("territories.right").astype(np.int64),
            territories=tuple(map(Territory, countries, regions)),
        )

    def _section(self, name: str) -> bytes:
        offset, length = self._header["sections"][name]["at"]
        return zlib.decompress(self._body[offset : offset + length])

    def _array(self, name: str) -> NDArray[Any]:
        kind = np.dtype(self._header["sections"][name]["type"])
        planes = np.frombuffer(self._section(name), dtype=np.uint8).reshape(kind.itemsize, -1)
        return np.ascontiguousarray(planes.T).reshape(-1).view(kind)

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._section(name).decode().split("\n"))
