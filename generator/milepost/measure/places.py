"""Which town a point is in, or near: reverse geocoding without a network.

Nearest is wrong for big towns, whose middle may be 15 km from where one stands. So distances
are weighed: a town reaches as far as the root of its population says, further if it is a seat
of government.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from milepost.model.basemap import (
    CAPITAL,
    DISTRICT_SEAT,
    QUARTER,
    REGION_SEAT,
    TOWN,
    Places,
)
from milepost.model.place import Place
from milepost.model.track import Column

Indices = NDArray[np.intp]

EARTH_M = 6_371_008.8  # mean radius: good to 0.3 %, and these are towns
METRES_A_DEGREE = EARTH_M * np.pi / 180
_LIMIT_M = 40_000.0  # beyond, a town says nothing of a point
_OUTSKIRTS_M = 4_000.0  # beyond the town, where one is still in it and not near it
# Tuned on some 150 spots in all parts of the world: tests/measure/test_places.py.
_LEAST_M, _METRES_A_ROOT, _MOST_M = 300.0, 5.6, 16_000.0
_MIDDLE_M = 400.0  # what the middle of a village cannot win against the town around it
_WEIGHT = {CAPITAL: 1.5, REGION_SEAT: 1.5, DISTRICT_SEAT: 1.3, TOWN: 1.0, QUARTER: 0.5}
_COLUMNS = 360  # cells of a degree


@dataclass(frozen=True, slots=True, eq=False)
class PlaceIndex:
    """Towns by cells of one degree: row by row from the south, in each from west to east.

    `rows` are rows of `places` in this order; the columns beside it have it too. Cell `c`
    holds `first[c]` to `first[c + 1]`. `radius_m` is how far a town reaches.
    """

    places: Places
    rows: Indices
    first: Indices
    lat_deg: Column
    lon_deg: Column
    radius_m: Column


@dataclass(frozen=True, slots=True)
class Found:
    """A town at a position of the index, as seen from a point in it or `near` it."""

    position: int
    away_m: float
    near: bool


def index_of(places: Places) -> PlaceIndex:
    """Sort all towns into cells."""
    south = np.clip(places.lat_deg + 90, 0, 179.999).astype(np.int64)
    west = np.floor(places.lon_deg + 180).astype(np.int64) % _COLUMNS
    # Fits into 16 bits, which NumPy sorts in the time of a few additions.
    cell = (south * _COLUMNS + west).astype(np.uint16)
    rows = np.argsort(cell, kind="stable")
    counts = np.bincount(cell, minlength=180 * _COLUMNS)
    weight = np.array([_WEIGHT[kind] for kind in range(len(_WEIGHT))])[places.kind]
    radius_m = (_LEAST_M + _METRES_A_ROOT * np.sqrt(places.population)) * weight
    return PlaceIndex(
        places=places,
        rows=rows,
        first=np.concatenate([[0], np.cumsum(counts)]),
        lat_deg=places.lat_deg[rows],
        lon_deg=places.lon_deg[rows],
        radius_m=np.minimum(radius_m, _MOST_M)[rows],
    )


def place_at(index: PlaceIndex, lat_deg: float, lon_deg: float) -> Place | None:
    """Return the town that people would name for a point, None if none is within 40 km.

    Towns that the point is in come before those it is near, whatever their size.
    """
    found = nearest(index, lat_deg, lon_deg)
    return place_of(index, found) if found else None


def nearest(index: PlaceIndex, lat_deg: float, lon_deg: float) -> Found | None:
    """Do the same, and return where in the index that town is."""
    here = around(index, lat_deg, lat_deg, lon_deg, lon_deg, _LIMIT_M)
    away_m = distances_m(lat_deg, lon_deg, index.lat_deg[here], index.lon_deg[here])
    close = away_m <= _LIMIT_M
    here, away_m = here[close], away_m[close]
    if not len(here):
        return None
    reach_m = index.radius_m[here]
    inside = away_m <= reach_m + _OUTSKIRTS_M
    if inside.any():
        score = np.where(inside, (away_m + _MIDDLE_M) / reach_m, np.inf)
    else:
        score = away_m / np.sqrt(reach_m)  # a village next to it says more than a far city
    best = int(np.argmin(score))
    return Found(int(here[best]), float(away_m[best]), near=not inside.any())


def place_of(index: PlaceIndex, found: Found) -> Place:
    """Return a town of the index by its name."""
    row = int(index.rows[found.position])
    places = index.places
    return Place(
        name=places.names[row],
        country=places.countries[int(places.country[row])],
        at=(round(float(places.lat_deg[row]), 5), round(float(places.lon_deg[row]), 5)),
        population=round(float(places.population[row])),
        near=found.near,
        away_m=round(found.away_m),
    )


def around(
    index: PlaceIndex, south: float, north: float, west: float, east: float, reach_m: float
) -> Indices:
    """Return the positions of all towns less than some metres outside of a box.

    The box is in degrees; `east` is not less than `west`, and either may lie beyond ±180.
    """
    margin = reach_m / METRES_A_DEGREE
    low, high = max(south - margin, -90.0), min(north + margin, 90.0)
    narrowest = np.cos(np.radians(max(abs(low), abs(high))))
    wide = margin / narrowest if narrowest * 180 > margin else 180.0
    left, right = west - wide, east + wide
    cells = _cells(low, high, left, right)
    found = np.concatenate([np.arange(*index.first[[a, b]]) for a, b in cells])
    lat, lon = index.lat_deg[found], index.lon_deg[found]
    inside = (lat >= low) & (lat <= high) & ((lon - left) % 360 <= right - left)
    chosen: Indices = found[inside]
    return chosen


def _cells(low: float, high: float, west: float, east: float) -> Iterator[tuple[int, int]]:
    """Yield where each run of neighbouring cells begins and ends."""
    if east - west >= 360:
        west, east = -180.0, 179.999
    first, last = int(np.floor(west + 180)), int(np.floor(east + 180))
    begin, count = first % _COLUMNS, min(last - first + 1, _COLUMNS)
    over = max(begin + count - _COLUMNS, 0)  # beyond the antimeridian
    for row in range(int(low + 90), min(int(high + 90), 179) + 1):
        yield row * _COLUMNS + begin, row * _COLUMNS + begin + count - over
        if over:
            yield row * _COLUMNS, row * _COLUMNS + over


def distances_m(lat_deg: float, lon_deg: float, lats_deg: Column, lons_deg: Column) -> Column:
    """Return how far points lie from one, on a sphere: the haversine formula."""
    lat, lats = np.radians(lat_deg), np.radians(lats_deg)
    half_lat, half_lon = (lats - lat) / 2, np.radians(lons_deg - lon_deg) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(lat) * np.cos(lats) * np.sin(half_lon) ** 2
    metres: Column = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return metres
