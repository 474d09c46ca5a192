"""Where many tracks start or end: an athlete may live there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from milepost.errors import Problem
from milepost.measure.geo import between_m, offsets_m
from milepost.model.privacy import Zone
from milepost.model.track import Recording

_TOGETHER_M = 300.0
_LEAST = 3  # days: tracks of two meet at every place to sleep
_NAMED = 3

Ends = tuple[tuple[float, float], ...]  # latitudes and longitudes in degrees


def ends_of(recording: Recording) -> Ends:
    """Return where the tracks of a recording truly start and end: private."""
    ends = []
    for track in recording.tracks:
        first, last = track.segments[0], track.segments[-1]
        ends.append((float(first.lat_deg[0]), float(first.lon_deg[0])))
        ends.append((float(last.lat_deg[-1]), float(last.lon_deg[-1])))
    return tuple(ends)


def homes(
    ends: Mapping[str, Ends],
    days: Mapping[str, date | None],
    zones: Sequence[Zone],
    path: str,
    *,
    publicly: bool = False,
) -> Iterator[Problem]:
    """Tell of places near which tracks of three days start or end, and that no zone covers.

    `ends` are those of the tracks of each file, `days` when they were, and `path` is that of
    the settings. A track without times is one of a day of its own. If it is told `publicly`,
    that is without where the place is.
    """
    found = [(file, place) for file, of_file in ends.items() for place in of_file]
    left = [(file, place) for file, place in found if not _is_covered(place, zones)]
    while left:
        lat, lon = np.array([place for _, place in left]).T
        away_m = [np.hypot(*offsets_m(lat, lon, place)) for _, place in left]
        groups = [frozenset(np.flatnonzero(each <= _TOGETHER_M).tolist()) for each in away_m]
        files = [sorted({left[n][0] for n in group}) for group in groups]
        counts = [len({str(days.get(file) or file) for file in of_one}) for of_one in files]
        best = max(range(len(left)), key=lambda n: counts[n])
        if counts[best] < _LEAST:
            return
        here = sorted(groups[best])
        middle = float(np.median(lat[here])), float(np.median(lon[here]))
        message = _told(files[best], None if publicly else middle)
        yield Problem(message, path, severity="warning")
        left = [each for n, each in enumerate(left) if n not in groups[best]]


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
