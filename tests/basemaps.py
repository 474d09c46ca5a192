"""A small basemap made by hand, so that most tests of maps know what lies where.

A country of six degrees with a bay in its south, an island, two lakes, a long and a short
river, a border down its middle of which nobody disputes but the east, and land on both sides
of the antimeridian and in the far north.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sin

import numpy as np

from milepost.model.activity import Line
from milepost.model.basemap import (
    CAPITAL,
    DISTRICT_SEAT,
    QUARTER,
    REGION_SEAT,
    TOWN,
    UNRANKED,
    AreaLabel,
    Layer,
    LayerName,
    Places,
)

Points = Sequence[tuple[float, float]]  # longitude, latitude
CREDIT = "Drawn by hand"


def layer(*shapes: tuple[Points, int]) -> Layer:
    """Return lines or rings of longitudes and latitudes, each with its rank."""
    arrays = [np.array(points, dtype=np.float64).reshape(-1, 2) for points, _ in shapes]
    return Layer(
        points=np.concatenate(arrays) if arrays else np.zeros((0, 2)),
        starts=np.cumsum([0, *(len(array) for array in arrays)]),
        bounds=np.array(
            [[*array.min(axis=0), *array.max(axis=0)] for array in arrays], dtype=np.float64
        ).reshape(-1, 4),
        rank=np.array([rank for _, rank in shapes], dtype=np.uint8),
    )


def wriggled(points: Points, each: int = 25, off_deg: float = 0.02) -> Points:
    """Return a line with more points between those given, a little beside the straight."""
    found = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        for k in range(1, each):
            share = k / each
            aside = off_deg * sin(9.7 * k)
            found.append((x0 + share * (x1 - x0) + aside, y0 + share * (y1 - y0) + aside))
        found.append((x1, y1))
    return found


def square(west: float, south: float, east: float, north: float) -> Points:
    """Return a ring of four points."""
    return [(west, south), (east, south), (east, north), (west, north)]


_MAINLAND = wriggled(
    [(8, 44), (10, 44), (10.3, 45), (10.7, 45), (11, 44), (14, 44), (14, 50), (8, 50), (8, 44)]
)[:-1]
_NORTH = wriggled(
    [(20, 68), (30, 68), (30, 71), (26.2, 71), (26, 69.5), (25.8, 71), (20, 71), (20, 68)]
)[:-1]
LAYERS: dict[LayerName, Layer] = {
    "land": layer(
        (_MAINLAND, 0),
        (_NORTH, 0),
        (square(9.0, 43.2, 9.4, 43.5), 5),
        (square(178, -18, 180, -16), 0),
        (square(-180, -18, -178, -16), 0),
    ),
    "lakes": layer((square(11, 46, 11.6, 46.4), 0), (square(9, 48, 9.1, 48.1), 9)),
    "rivers": layer(
        (wriggled([(8, 49), (13.9, 45.4)]), 2), (wriggled([(9, 47), (9.5, 44)]), 8)
    ),
    "countries": layer((wriggled([(12, 44), (12, 50)]), 0)),
    "disputed": layer((wriggled([(12, 48), (14, 48)]), 0)),
    "regions": layer((wriggled([(8, 47), (12, 47)]), 3)),
}
LABELS = (
    AreaLabel("country", "Handland", 48.5, 10.0, 6.0, "HL"),
    AreaLabel("region", "Southern Marches", 45.6, 9.4, 3.0),
    AreaLabel("sea", "Lost Bay", 44.4, 10.5, 1.5),
)


@dataclass(frozen=True)
class Town:
    """A place by hand."""

    name: str
    lat: float
    lon: float
    people: float = 20_000.0
    kind: int = TOWN
    rank: int = UNRANKED
    country: str = "HL"


TOWNS = (
    Town("Great Haven", 44.2, 9.6, 900_000, CAPITAL, 1),
    Town("Żółw-am-Wąż", 46.5, 10.2, 120_000, REGION_SEAT, 5),
    Town("Lakeside", 46.2, 10.95, 30_000, DISTRICT_SEAT),
    Town("Old Mill", 45.5, 10.9, 9_000),
    Town("Bay View", 45.02, 10.5, 4_000),
    Town("Hamlet", 48.9, 8.4, 600),
    Town("East Quarter", 44.22, 9.66, 80_000, QUARTER),
    Town("Northend", 70.4, 22.0, 8_000, country="NL"),
    Town("West of it", -17.0, 179.4, 50_000, country="PA"),
    Town("East of it", -17.0, -179.4, 50_000, country="PA"),
)


def places(towns: Iterable[Town] = TOWNS) -> Places:
    """Return towns as columns, in their order."""
    every = tuple(towns)
    countries = tuple(sorted({town.country for town in every}))
    ranked = sorted(every, key=lambda town: (town.country, town.lon))
    return Places(
        lat_deg=np.array([town.lat for town in ranked]),
        lon_deg=np.array([town.lon for town in ranked]),
        population=np.array([town.people for town in ranked]),
        kind=np.array([town.kind for town in ranked], dtype=np.uint8),
        rank=np.array([town.rank for town in ranked], dtype=np.uint8),
        country=np.array([countries.index(t.country) for t in ranked], dtype=np.uint8),
        countries=countries,
        names=tuple(town.name for town in ranked),
    )


@dataclass(frozen=True)
class HandMade:
    """A basemap; what it is asked for stands in it already."""

    places: Places = field(default_factory=places)
    labels: tuple[AreaLabel, ...] = LABELS
    layers: Mapping[LayerName, Layer] = field(default_factory=lambda: LAYERS)
    credit: str = CREDIT
    digest: str = "by hand"

    def layer(self, name: LayerName) -> Layer:
        """Return the lines of one kind, none if it was made without them."""
        return self.layers.get(name, layer())


HANDMADE = HandMade()

# Ways over it.
VALLEY: Line = tuple((44.3 + k * 0.04, 9.7 + 0.05 * sin(k)) for k in range(60))  # 270 km north
CITY: Line = tuple((44.2 + k * 0.0008, 9.6 + 0.002 * sin(k / 3)) for k in range(60))  # 6 km
OVER_180: Line = tuple((-17.1 + 0.01 * k, 178.3 + 0.1 * k) for k in range(17)) + tuple(
    (-16.93 + 0.01 * k, -180 + 0.1 * k) for k in range(17)
)
FAR_NORTH: Line = tuple((69.8 + 0.03 * k, 22 + 0.12 * k) for k in range(40))
