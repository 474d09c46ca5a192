"""The towns that a way passes: those a traveller would tell of, in order."""

from collections.abc import Sequence

import numpy as np

from milepost.measure.places import (
    METRES_A_DEGREE,
    Found,
    Indices,
    PlaceIndex,
    around,
    distances_m,
    place_of,
)
from milepost.measure.samples import Samples
from milepost.model.place import Passed
from milepost.model.track import Column

# A bypass runs past the middle of a town at some distance, which grows with the town.
_BESIDE_RADII, _FARTHEST_M = 1.5, 8_000.0
# On foot one passes what one goes through, on a long ride also what stands by the road.
_BESIDE_SHARE, _LEAST_BESIDE_M, _MOST_BESIDE_M = 0.015, 300.0, 1_500.0
_MOST = 6
_FEW, _A_PLACE_MORE_M = 2, 40_000.0  # how many a way of some length has room for
_APART = 0.6  # of what lies between them if they stood evenly
_SAME_M = 300.0  # of two passes by one town, the first counts if it is as near
_RUN = 160  # samples that are looked at together


def passed(way: Samples, index: PlaceIndex, ends: Sequence[Found]) -> tuple[Passed, ...]:
    """Return at most six towns in the order of the way, none of them among its `ends`.

    The biggest come first where there are more. They keep their distance from each other and
    from both ends, and a suburb of any of them does not count.
    """
    towns, at_m, away_m = _beside(way, index)
    weight = index.radius_m[towns] * (1 - away_m / _reach_m(way, index.radius_m[towns]) / 2)
    room = min(_FEW + int(way.length_m / _A_PLACE_MORE_M), _MOST)
    apart_m = _APART * way.length_m / (room + 1)
    taken = [float(way.at_m[0]) - apart_m / 2, float(way.at_m[-1]) + apart_m / 2]
    told = [end.position for end in ends]
    found: list[Passed] = []
    for n in np.lexsort((towns, -weight)).tolist():
        if len(found) == room:
            break
        town, here = int(towns[n]), float(at_m[n])
        if all(abs(here - other) >= apart_m for other in taken) and not _belongs(
            town, told, index
        ):
            told.append(town)
            taken.append(here)
            found.append(_pass(way, index, town))
    return tuple(sorted(found, key=lambda each: each.at_m))


def _pass(way: Samples, index: PlaceIndex, town: int) -> Passed:
    """Return where a way comes nearest to a town; the first time, if it does so twice."""
    middle = index.lat_deg[[town]], index.lon_deg[[town]]
    away_m = _apart_m(way.lat_deg, way.lon_deg, *middle)[0]
    nearer = np.diff(away_m, prepend=np.inf, append=np.inf)
    turns = (nearer[:-1] <= 0) & (nearer[1:] >= 0)
    n = int(np.argmax(turns & (away_m <= away_m.min() + _SAME_M)))
    place = place_of(index, Found(town, float(away_m[n]), near=False))
    return Passed(place, round(float(way.at_m[n])))


def _belongs(town: int, others: Sequence[int], index: PlaceIndex) -> bool:
    """Tell whether a town is one of others, has the name of one, or is a suburb of one."""
    names, rows = index.places.names, index.rows
    if names[rows[town]] in {names[rows[other]] for other in others}:
        return True
    known = np.array(others, dtype=np.intp)
    middle = float(index.lat_deg[town]), float(index.lon_deg[town])
    away_m = distances_m(*middle, index.lat_deg[known], index.lon_deg[known])
    radius_m = index.radius_m[known]
    return bool(((away_m < radius_m) & (radius_m > index.radius_m[town])).any())


def _reach_m(way: Samples, radius_m: Column) -> Column:
    beside_m = min(max(_BESIDE_SHARE * way.length_m, _LEAST_BESIDE_M), _MOST_BESIDE_M)
    return np.minimum(beside_m + _BESIDE_RADII * radius_m, _FARTHEST_M)


def _beside(way: Samples, index: PlaceIndex) -> tuple[Indices, Column, Column]:
    """Return the towns in reach of a way: position, where it passes them, and how far off."""
    towns, at_m, away_m = [], [], []
    for begin in range(0, len(way.at_m), _RUN):
        here = slice(begin, begin + _RUN)
        lat, lon = way.lat_deg[here], way.lon_deg[here]
        box = lat.min(), lat.max(), lon.min(), lon.max()
        near = around(index, *box, _FARTHEST_M)
        apart_m = _apart_m(lat, lon, index.lat_deg[near], index.lon_deg[near])
        nearest_m = apart_m.min(axis=1)
        close = nearest_m <= _reach_m(way, index.radius_m[near])
        towns.append(near[close])
        away_m.append(nearest_m[close])
        at_m.append(way.at_m[here][_first_near(apart_m[close])])
    return _once(np.concatenate(towns), np.concatenate(at_m), np.concatenate(away_m))


def _apart_m(lat: Column, lon: Column, lats: Column, lons: Column) -> Column:
    """Return the distance of each town from each sample, true where it is small."""
    east = (lons[:, None] - lon + 180) % 360 - 180
    north = lats[:, None] - lat
    metres: Column = METRES_A_DEGREE * np.hypot(east * np.cos(np.radians(lat)), north)
    return metres


def _first_near(apart_m: Column) -> Indices:
    """Return for each row the first column that is about as near as the nearest."""
    first: Indices = np.argmax(apart_m <= apart_m.min(axis=1, keepdims=True) + _SAME_M, axis=1)
    return first


def _once(towns: Indices, at_m: Column, away_m: Column) -> tuple[Indices, Column, Column]:
    """Keep one pass by each town: the first of those that are about as near as the nearest."""
    if not len(towns):
        return towns, at_m, away_m
    order = np.lexsort((at_m, towns))
    towns, at_m, away_m = towns[order], at_m[order], away_m[order]
    begins = np.flatnonzero(np.diff(towns, prepend=-1))
    counts = np.diff(begins, append=len(towns))
    best_m = np.repeat(np.minimum.reduceat(away_m, begins), counts)
    good = np.flatnonzero(away_m <= best_m + _SAME_M)
    first = good[np.diff(towns[good], prepend=-1) != 0]
    return towns[first], at_m[first], away_m[first]
