"""Through which countries and regions a way leads, and where it crosses from one to another.

Borders are as coarse as the basemap's lines, some half a kilometre. Of its 153,000 places
99.7 % lie in their own country by these borders, and 98.5 % in their own region; of those
farther than 2 km from a border 99.96 % and 99.4 %. (Most of them had a say in whose the land
around them is: `tools/basemap/regions.py`.) What is a few hundred metres wide, such as the
Vatican, is not there. A day of 100 km takes 5 to 10 ms, the borders 50 ms once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from milepost.measure.places import Indices
from milepost.measure.samples import Samples, sampled
from milepost.model.place import Place, Trace
from milepost.model.territory import Stay, Territory, TerritoryMap
from milepost.model.track import Column

_LEAST_M = 1_000.0  # less is a road that winds about a border, or a border that is not exact
_EXACTLY_M = 50.0


@dataclass(frozen=True, slots=True, eq=False)
class TerritoryIndex:
    """Pieces of borders as columns, without those that run along a parallel.

    Each goes from its `south` to its `north` end; `step` is its west side's territory less
    its east side's, both as positions in `territories`.
    """

    territories: tuple[Territory, ...]
    south: Column
    north: Column
    south_lon: Column
    east_a_degree: Column
    step: Indices


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a way with the same number."""

    number: int
    from_m: float
    to_m: float


def territory_index(borders: TerritoryMap) -> TerritoryIndex:
    """Take all borders to pieces."""
    inner = np.ones(len(borders.points) - 1, dtype=np.bool_)
    inner[borders.starts[1:-1] - 1] = False  # from the end of one to the start of the next
    lon, lat = borders.points.T
    pieces = np.flatnonzero(inner & (np.diff(lat) != 0))
    rises = lat[pieces + 1] > lat[pieces]
    low, high = np.where(rises, pieces, pieces + 1), np.where(rises, pieces + 1, pieces)
    step = np.repeat(borders.left - borders.right, np.diff(borders.starts))[pieces]
    return TerritoryIndex(
        territories=borders.territories,
        south=lat[low],
        north=lat[high],
        south_lon=lon[low],
        east_a_degree=(lon[high] - lon[low]) / (lat[high] - lat[low]),
        step=np.where(rises, step, -step),
    )


def territory_at(index: TerritoryIndex, lat_deg: float, lon_deg: float) -> Territory:
    """Return where a point is; up to some 10 km out at sea, whose coast is the nearest."""
    found = _numbers_at(index, np.array([lat_deg]), np.array([lon_deg]))
    return index.territories[int(found[0])]


def region_of(index: TerritoryIndex, place: Place) -> str:
    """Return the region of a town by its middle, "" if by the borders that lies abroad."""
    if place.at is None:
        return ""
    found = territory_at(index, *place.at)
    return found.region if found.country == place.country else ""


def stays_of(trace: Trace, index: TerritoryIndex) -> tuple[Stay, ...]:
    """Return where a day's way leads, in its order and without a gap; () without a line.

    A country counts only if the way stays in it for 1 km at a time, so that a road beside a
    border does not flicker. Less falls to what came before it, at the beginning to what comes
    after. Regions count in the same way within a country's stay. A way without 1 km in any
    is in that with most of it. Crossings are found to 50 m; the open sea has stays too.
    """
    way = sampled(trace)
    if way is None:
        return ()
    runs = _runs(way, index)
    visited = {run.number: index.territories[run.number].country for run in runs}
    codes = sorted(set(visited.values()))
    country_of = {number: codes.index(code) for number, code in visited.items()}
    whole = _Run(-1, float(way.at_m[0]), float(way.at_m[-1]))
    stays: list[Stay] = []
    abroad = [_Run(country_of[run.number], run.from_m, run.to_m) for run in runs]
    for stay in _steady(abroad, whole):
        inland = [
            run
            for run in runs
            if country_of[run.number] == stay.number
            and stay.from_m <= run.from_m <= run.to_m <= stay.to_m
        ]
        stays += [
            Stay(index.territories[run.number], round(run.from_m, 1), round(run.to_m, 1))
            for run in _steady(inland, stay)
        ]
    return tuple(stays)


def _runs(way: Samples, index: TerritoryIndex) -> list[_Run]:
    """Return through which territories a way leads, however short it is in each."""
    numbers = _numbers_at(index, way.lat_deg, way.lon_deg)
    before = np.flatnonzero(np.diff(numbers))
    low, high = way.at_m[before], way.at_m[before + 1]
    while len(before) and (high - low).max() > _EXACTLY_M:
        middle = (low + high) / 2
        lat, lon = (
            np.interp(middle, way.at_m, column) for column in (way.lat_deg, way.lon_deg)
        )
        behind = _numbers_at(index, lat, lon) == numbers[before]
        low, high = np.where(behind, middle, low), np.where(behind, high, middle)
    ends = [float(way.at_m[0]), *((low + high) / 2).tolist(), float(way.at_m[-1])]
    through = numbers[[*before, -1]].tolist()
    return [_Run(*run) for run in zip(through, ends[:-1], ends[1:], strict=True)]


def _steady(runs: Sequence[_Run], whole: _Run) -> list[_Run]:
    """Divide the whole among those runs that are long enough; join equal ones."""
    joined = _joined(runs)
    long = [run for run in joined if run.to_m - run.from_m >= _LEAST_M]
    if not long:
        metres: dict[int, float] = defaultdict(float)
        for run in runs:
            metres[run.number] += run.to_m - run.from_m
        return [replace(whole, number=max(metres, key=metres.__getitem__))]
    begins = [whole.from_m, *(run.from_m for run in long[1:])]
    ends = [*begins[1:], whole.to_m]
    return _joined(
        [_Run(run.number, *span) for run, *span in zip(long, begins, ends, strict=True)]
    )


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    groups = (list(group) for _, group in groupby(runs, key=lambda run: run.number))
    return [replace(group[0], to_m=group[-1].to_m) for group in groups]


def _numbers_at(index: TerritoryIndex, lat_deg: Column, lon_deg: Column) -> Indices:
    """Return the territory of each point, as a position in the list of all.

    From a point to the east there is nobody's sea in the end, at the latest on the other side
    of the world. What all borders on the way there change, together, is what the point is in.
    """
    order = np.argsort(lat_deg)
    lat, lon = lat_deg[order], (lon_deg[order] + 180) % 360 - 180
    near = np.flatnonzero((index.south <= lat[-1]) & (index.north > lat[0]))
    # A border changes those points whose latitude it crosses: a run of them, in this order.
    first = np.searchsorted(lat, index.south[near])
    counts = np.searchsorted(lat, index.north[near]) - first
    piece = np.repeat(near, counts)
    point = np.arange(len(piece)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    crossed_at = index.south_lon[piece] + index.east_a_degree[piece] * (
        lat[point] - index.south[piece]
    )
    east = crossed_at > lon[point]
    steps = np.bincount(point[east], index.step[piece[east]], minlength=len(lat))
    numbers = np.empty(len(lat), dtype=np.intp)
    numbers[order] = np.rint(steps).astype(np.intp)
    return numbers
