"""Where a way leads: its shape, its heading, its towns and the coast beside it."""

from math import atan2, degrees, hypot, log, pi, radians, tan

import numpy as np

from milepost.measure.coast import coast_along
from milepost.measure.passing import passed
from milepost.measure.places import (
    METRES_A_DEGREE,
    Found,
    PlaceIndex,
    distances_m,
    nearest,
    place_of,
)
from milepost.measure.samples import Samples, sampled
from milepost.model.basemap import Basemap
from milepost.model.place import Course, Shape, Trace
from milepost.model.track import Column

# A way that ends this near its beginning, in metres or as a share of its length, is a loop.
_NEAR_M, _NEAR_SHARE, _FAR_M, _FAR_SHARE = 200.0, 0.05, 3_000.0, 0.25
_BACK_SHARE = 0.8  # of the way back that lies on the way out
_BESIDE_M, _BESIDE_SHARE = 100.0, 0.01  # how far beside it: the other side of a road
_STRETCHED = 0.2  # reach by length; laps reach less far, and are no way out and back
_STRAIGHT = 0.3  # a way that gets less far by its length has no heading


_TOWN_RADII, _TOWN_M = 1.25, 500.0  # how far from its middle one is still in the town


def course_of(trace: Trace, index: PlaceIndex, basemap: Basemap) -> Course:
    """Tell where a day's way leads; of one without lines nothing is known."""
    way = sampled(trace)
    if way is None:
        return Course()
    lat, lon = way.lat_deg.tolist(), way.lon_deg.tolist()
    away_m = distances_m(lat[0], lon[0], way.lat_deg, way.lon_deg)
    shape = _shape(way, away_m)
    far = int(np.argmax(away_m)) if shape == "out-and-back" else -1
    start, end = nearest(index, lat[0], lon[0]), nearest(index, lat[-1], lon[-1])
    turn = nearest(index, lat[far], lon[far]) if shape == "out-and-back" else None
    return Course(
        shape=shape,
        start=place_of(index, start) if start else None,
        end=place_of(index, end) if end else None,
        turn=place_of(index, turn) if turn else None,
        passes=passed(way, index, [town for town in (start, turn, end) if town]),
        inside=start is not None and not start.near and _stays(way, index, start),
        heading_deg=None if shape == "loop" else _heading(way, far, float(away_m[far])),
        coast=coast_along(way, float(away_m.max()), basemap),
    )


def _shape(way: Samples, away_m: Column) -> Shape:
    """Tell by how far the samples are from the first what the way looks like."""
    length_m = way.length_m
    least_m = max(_NEAR_M, min(_NEAR_SHARE * length_m, _FAR_M))
    if float(away_m[-1]) > min(least_m, _FAR_SHARE * length_m):
        return "one-way"
    if float(away_m.max()) < _STRETCHED * length_m:
        return "loop"
    far = int(np.argmax(away_m))
    there, back = slice(0, far + 1), slice(far, None)
    beside_m = _BESIDE_M + way.step_m / 2
    both = _share(way, back, there, beside_m), _share(way, there, back, beside_m)
    return "out-and-back" if min(both) >= _BACK_SHARE else "loop"


def _share(way: Samples, some: slice, others: slice, beside_m: float) -> float:
    """Return the share of some samples that lie beside any of others."""
    lat, lon = way.lat_deg[some], way.lon_deg[some]
    north = way.lat_deg[others] - lat[:, None]
    east = (way.lon_deg[others] - lon[:, None]) * np.cos(np.radians(lat))[:, None]
    nearest_m = METRES_A_DEGREE * np.sqrt((north * north + east * east).min(axis=1))
    return float((nearest_m <= beside_m).mean())


def _stays(way: Samples, index: PlaceIndex, town: Found) -> bool:
    middle = float(index.lat_deg[town.position]), float(index.lon_deg[town.position])
    limit_m = _TOWN_RADII * float(index.radius_m[town.position]) + _TOWN_M
    return bool(distances_m(*middle, way.lat_deg, way.lon_deg).max() <= limit_m)


def _heading(way: Samples, far: int, away_m: float) -> float | None:
    """Return the direction on a map from the first sample to another: a rhumb line's."""
    if away_m < _STRAIGHT * abs(float(way.at_m[far] - way.at_m[0])) or not away_m:
        return None
    east = radians(float(way.lon_deg[far] - way.lon_deg[0]))
    north = _mercator(float(way.lat_deg[far])) - _mercator(float(way.lat_deg[0]))
    return round(degrees(atan2(east, north)) % 360, 1) if hypot(east, north) else None


def _mercator(lat_deg: float) -> float:
    return log(tan(pi / 4 + radians(min(max(lat_deg, -89.9), 89.9)) / 2))
