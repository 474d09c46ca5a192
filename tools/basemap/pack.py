"""Writes the basemap's file; `milepost/read/basemap.py` tells its layout, and reads it."""

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from milepost.model.basemap import AreaLabel, LayerName
from milepost.read.basemap import KINDS, MAGIC, STEPS_AN_E

STEP_DEG = 0.002
PLACE_STEP_DEG = 0.001
BORDER_STEP_DEG = 0.004
# Always the strongest, so that the same numbers become the same bytes.
_DEFLATE_LEVEL = 9
_LONGEST_STEP = 32767
Sections = dict[str, NDArray[np.generic] | str]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A line or a ring in degrees, (longitude, latitude), of shape (n, 2), and its rank.

    A ring does not repeat its first point.
    """

    points: NDArray[np.float64]
    rank: int


@dataclass(frozen=True, slots=True)
class Place:
    """A row of `milepost.model.basemap.Places`."""

    country: str
    lon_deg: float
    lat_deg: float
    name: str
    kind: int
    rank: int
    population: int


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """A line in degrees, (longitude, latitude), and the numbers of what lies beside it."""

    points: NDArray[np.float64]
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Territories:
    """Countries and their regions by name, first what belongs to nobody, and their borders."""

    names: Sequence[tuple[str, str]]
    arcs: Sequence[Arc]


@dataclass(frozen=True, slots=True)
class Content:
    """All that goes into the file. Each layer has to have a shape."""

    layers: Mapping[LayerName, Sequence[Shape]]
    places: Sequence[Place]
    labels: Sequence[AreaLabel]
    credit: str
    territories: Territories


def packed(content: Content) -> bytes:
    """Return the file. The order of places and labels is made here, that of shapes is kept."""
    sections: Sections = {}
    for name, shapes in content.layers.items():
        sections |= {f"{name}.{part}": data for part, data in _lines(shapes).items()}
    places = sorted(content.places, key=lambda p: (p.country, p.lon_deg, p.lat_deg, p.name))
    countries = sorted({place.country for place in places})
    sections |= {f"places.{part}": data for part, data in _places(places, countries).items()}
    labels = sorted(content.labels, key=lambda a: (-a.size_deg, a.kind, a.name, a.lat_deg))
    sections |= {f"labels.{part}": data for part, data in _labels(labels).items()}
    sections |= {
        f"territories.{part}": data for part, data in _borders(content.territories).items()
    }
    header = {
        "credit": content.credit,
        "step_deg": STEP_DEG,
        "place_step_deg": PLACE_STEP_DEG,
        "border_step_deg": BORDER_STEP_DEG,
        "countries": countries,
    }
    return _assembled(header, sections)


def section_sizes(data: bytes) -> dict[str, int]:
    """Return how many bytes each kind of content takes in the file."""
    (length,) = struct.unpack_from("<I", data, 36)
    sizes: dict[str, int] = {}
    for name, section in json.loads(data[40 : 40 + length])["sections"].items():
        kind = name.partition(".")[0]
        sizes[kind] = sizes.get(kind, 0) + section["at"][1]
    return sizes


def _assembled(header: dict[str, object], sections: Sections) -> bytes:
    table: dict[str, dict[str, object]] = {}
    bodies, offset = [], 0
    for name, data in sections.items():
        body = zlib.compress(_raw(data), _DEFLATE_LEVEL)
        table[name] = {"at": [offset, len(body)]}
        if not isinstance(data, str):
            table[name]["type"] = data.dtype.str
        bodies.append(body)
        offset += len(body)
    head = json.dumps(header | {"sections": table}, separators=(",", ":"), ensure_ascii=False)
    encoded = head.encode()
    content = b"".join([struct.pack("<I", len(encoded)), encoded, *bodies])
    return MAGIC + hashlib.sha256(content).digest() + content


def _raw(data: NDArray[np.generic] | str) -> bytes:
    if isinstance(data, str):
        return data.encode()
    return data.reshape(-1, 1).view(np.uint8).T.tobytes()  # byte planes


def _lines(shapes: Sequence[Shape]) -> Sections:
    ranks = np.array([shape.rank for shape in shapes], dtype="u1")
    return {**_steps([shape.points for shape in shapes], STEP_DEG), "rank": ranks}


def _borders(territories: Territories) -> Sections:
    # Those of one area after each other, and the smaller number on the left, deflate best.
    arcs = sorted(
        (min(a.left, a.right), max(a.left, a.right), *_forwards(a).tolist())
        for a in territories.arcs
    )
    between = np.array([arc[:2] for arc in arcs], dtype="<u2")
    return {
        **_steps([np.array(arc[2:]) for arc in arcs], BORDER_STEP_DEG),
        "left": np.ascontiguousarray(between[:, 0]),
        "right": np.ascontiguousarray(between[:, 1]),
        "country": "\n".join(country for country, _ in territories.names),
        "region": "\n".join(region for _, region in territories.names),
    }


def _forwards(arc: Arc) -> NDArray[np.float64]:
    """Return a border's points so that the smaller number lies on its left."""
    return arc.points if arc.left < arc.right else arc.points[::-1]


def _steps(lines: Sequence[NDArray[np.float64]], step_deg: float) -> Sections:
    rounded = [_rounded(line / step_deg) for line in lines]
    return {
        "first": np.array([points[0] for points in rounded], dtype="<i4"),
        "count": np.array([len(points) for points in rounded], dtype="<u4"),
        "step": np.concatenate([np.diff(points, axis=0) for points in rounded]).astype("<i2"),
    }


def _rounded(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round points in steps; a step too long for two bytes is halved."""
    rounded = np.round(points).astype(np.int64)
    while (long := np.abs(np.diff(rounded, axis=0)).max(axis=1) > _LONGEST_STEP).any():
        ends = np.flatnonzero(long) + 1
        rounded = np.insert(rounded, ends, (rounded[ends - 1] + rounded[ends]) // 2, axis=0)
    return rounded


def _places(places: Sequence[Place], countries: Sequence[str]) -> Sections:
    at = np.array([[place.lat_deg, place.lon_deg] for place in places]).T / PLACE_STEP_DEG
    populations = np.array([max(place.population, 1) for place in places])
    owners = np.searchsorted(countries, [place.country for place in places])
    return {
        "at": np.round(at).astype("<i4"),
        "population": np.minimum(np.round(np.log(populations) * STEPS_AN_E), 255).astype("u1"),
        "kind": np.array([place.kind << 4 | place.rank for place in places], dtype="u1"),
        "per_country": np.bincount(owners, minlength=len(countries)).astype("<u4"),
        "name": "\n".join(place.name for place in places),
    }


def _labels(labels: Sequence[AreaLabel]) -> Sections:
    rows = [
        (KINDS.index(a.kind), *(round(v * 100) for v in (a.lat_deg, a.lon_deg, a.size_deg)))
        for a in labels
    ]
    return {
        "row": np.array(rows, dtype="<i2"),
        "name": "\n".join(a.name for a in labels),
        "code": "\n".join(a.code for a in labels),
    }
