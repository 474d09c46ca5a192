"""Where many tracks start or end: an athlete may live there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import product

import numpy as np
from numpy.typing import NDArray

from milepost.assemble.pieces import start_of
from milepost.errors import Problem
from milepost.measure.geo import SEMI_MAJOR_AXIS_M, between_m, offsets_m
from milepost.measure.local_time import local_day, zone_at
from milepost.model.privacy import End, Zone
from milepost.model.track import Column, Recording

_TOGETHER_M = 300.0
_CELL_M = 310.0  # a globe is not quite the earth
_LEAST = 3  # days: tracks of two meet at every place to sleep
_NAMED = 3

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


def ends_of(recording: Recording) -> tuple[End, ...]:
    """Return where the tracks of a recording truly start and end: private."""
    ends = []
    for track in recording.tracks:
        first, last = track.segments[0], track.segments[-1]
        begin = float(first.lat_deg[0]), float(first.lon_deg[0])
        start = start_of(track.segments)
        day = local_day(start, zone_at(*begin) or "UTC") if start else None
        ends.append(End(begin, day))
        ends.append(End((float(last.lat_deg[-1]), float(last.lon_deg[-1])), day))
    return tuple(ends)


def homes(
    ends: Mapping[str, Sequence[End]],
    zones: Sequence[Zone],
    path: str,
    *,
    publicly: bool = False,
) -> Iterator[Problem]:
    """Tell of places near which tracks of three days start or end, and that no zone covers.

    `ends` are those of the tracks of each file, and `path` is that of the settings. A file
    without times is one of a day of its own. If it is told `publicly`, that is without where
    the place is.
    """
    found = [(file, end) for file, of_file in ends.items() for end in of_file]
    left = [(file, end) for file, end in found if not _is_covered(end.place, zones)]
    if not left:
        return
    lat, lon = np.array([end.place for _, end in left]).T
    for here in _gatherings(lat, lon, [str(end.day or file) for file, end in left]):
        files = sorted({left[n][0] for n in here})
        middle = float(np.median(lat[here])), float(np.median(lon[here]))
        message = _told(files, None if publicly else middle)
        yield Problem(message, path, severity="warning")


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """The places in a cell and in those beside it, in order, on a plane of metres."""

    places: Indices
    east_m: Column
    north_m: Column

    def near(self, place: int, left: Flags) -> Indices:
        """Return those that are left within 300 m of one of them."""
        at = np.searchsorted(self.places, place)
        squared = (self.east_m - self.east_m[at]) ** 2 + (self.north_m - self.north_m[at]) ** 2
        near: Indices = self.places[(squared <= _TOGETHER_M**2) & left[self.places]]
        return near


def _gatherings(lat_deg: Column, lon_deg: Column, days: Sequence[str]) -> Iterator[Indices]:
    """Yield the places within 300 m of the one where most days meet, then so of the rest.

    A place is compared only with those in cells beside it, and only once it may be the best:
    it never has more days beside it than it had before others were taken out.
    """
    _, day = np.unique(np.array(days), return_inverse=True)
    cell_of, cells = _cells(lat_deg, lon_deg)
    left = np.ones(len(day), dtype=bool)

    def days_at(places: Indices) -> int:
        return int(np.count_nonzero(np.bincount(day[places])))

    most = [days_at(cell.places) for cell in cells]
    queue = [(-most[cell], place) for place, cell in enumerate(cell_of)]
    heapify(queue)
    while queue and -queue[0][0] >= _LEAST:
        _, place = heappop(queue)
        if not left[place]:
            continue
        here = cells[cell_of[place]].near(place, left)
        asked = -days_at(here), place
        if -asked[0] < _LEAST:
            continue
        if queue and queue[0] < asked:
            heappush(queue, asked)
            continue
        left[here] = False
        yield here


def _cells(lat_deg: Column, lon_deg: Column) -> tuple[list[int], list[_Cell]]:
    """Return the number of the cell that each place lies in, and the cells."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    # In space cells are of one size everywhere, and neither poles nor date line are edges.
    globe = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    corners = np.floor(SEMI_MAJOR_AXIS_M / _CELL_M * np.column_stack(globe)).astype(int)
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, corner in enumerate(map(tuple, corners.tolist())):
        found[corner].append(place)
    numbers = {corner: number for number, corner in enumerate(found)}
    cells = []
    for corner, own in found.items():
        around = product(*((part - 1, part, part + 1) for part in corner))
        places = np.sort([place for each in around for place in found.get(each, ())])
        middle = float(lat_deg[own[0]]), float(lon_deg[own[0]])
        cells.append(_Cell(places, *offsets_m(lat_deg[places], lon_deg[places], middle)))
    return [numbers[tuple(corner)] for corner in corners.tolist()], cells


def _is_covered(place: tuple[float, float], zones: Sequence[Zone]) -> bool:
    return any(between_m(*place, zone.lat_deg, zone.lon_deg) <= zone.radius_m for zone in zones)


def _told(files: Sequence[str], place: tuple[float, float] | None) -> str:
    names = ", ".join(files[:_NAMED])
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    found = (
        f"looks like a home: {len(files)} recordings start or end within 300 m of each other "
        f"({names}{more}), and no privacy zone covers the place; to hide it, "
    )
    if place is None:
        return found + "add the zone that  milepost check  names on your own machine"
    return found + (
        f"add  [[privacy.zones]]  with  lat = {place[0]:.3f}  lon = {place[1]:.3f}  "
        'radius = "500 m"'
    )
