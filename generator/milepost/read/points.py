"""Columns of whatever a device wrote into the points that can be used."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import numpy as np

from milepost.errors import Problem, SourceError, counted
from milepost.measure.gaps import Flags
from milepost.model.track import Column, Segment, Waypoint

SENSORS = ("heart_rate_bpm", "cadence_rpm", "power_w", "temperature_c")
OLDEST_S = datetime(1990, 1, 1, tzinfo=UTC).timestamp()  # before GPS was of use
NEWEST_S = datetime(2100, 1, 1, tzinfo=UTC).timestamp()  # a calendar ends with year 9999
USUAL_GAPS = 0.1  # watches count on while they look for satellites
MOST_POINTS, MOST_PARTS, MOST_TRACKS = 1_000_000, 10_000, 1_000
_MANY, _MUCH = 100, 0.2  # points without a place: a part of the way is not there
_LOWEST_M, _HIGHEST_M = -450.0, 9000.0  # the Dead Sea's shore; above Everest
_LONGEST = 80  # letters of a name


def _nothing() -> Segment:
    return Segment(*(np.empty(0) for _ in range(4)))


def refuse_many(path: PurePosixPath, *, points: int, parts: int, tracks: int) -> None:
    """Raise SourceError for more of them in a file than anybody records in a few weeks."""
    for number, most, noun in (
        (points, MOST_POINTS, "trackpoint"),
        (parts, MOST_PARTS, "part"),
        (tracks, MOST_TRACKS, "track"),
    ):
        if number > most:
            message = f"holds {counted(number, noun)}, and at most {most:,} are read; split it"
            raise SourceError(Problem(message, str(path)))


@dataclass(frozen=True, slots=True)
class Points:
    """The usable points of one segment, and what was wrong with the others."""

    segment: Segment = field(default_factory=_nothing)
    total: int = 0
    dropped: int = 0
    bad_times: int = 0
    bad_elevations: int = 0

    def __add__(self, other: "Points") -> "Points":
        """Add up the complaints; the segment is the other's."""
        return replace(
            other,
            total=self.total + other.total,
            dropped=self.dropped + other.dropped,
            bad_times=self.bad_times + other.bad_times,
            bad_elevations=self.bad_elevations + other.bad_elevations,
        )

    def complaints(self, usual_gaps: float = 0.0) -> Iterator[str]:
        """Say what was left out, a sentence each.

        Up to the share `usual_gaps` of all points may lack a position without a word.
        """
        if self.dropped > usual_gaps * self.total:
            lost = f"{counted(self.dropped, 'trackpoint')} without a possible position left out"
            incomplete = self.dropped > max(_MANY, _MUCH * self.total)
            yield lost + ("; the map and what is measured are incomplete" if incomplete else "")
        if self.bad_times:
            said = "unreadable or not of the years 1990 to 2099: not used"
            yield f"{counted(self.bad_times, 'time')} {said}"
        if self.bad_elevations:
            yield f"{counted(self.bad_elevations, 'elevation')} impossible: counted as missing"


def usable(columns: Mapping[str, Column], bad_times: int = 0) -> Points:
    """Return what can be used of the columns lat, lon, ele, time and those of SENSORS.

    All have one length, NaN where nothing is known; sensors may be missing. Points without
    a possible position are dropped.
    """
    lat_deg, lon_deg = columns["lat"], columns["lon"]
    keep = _possible(lat_deg, lon_deg)
    ele_m = columns["ele"]
    impossible = (ele_m < _LOWEST_M) | (ele_m > _HIGHEST_M)
    ele_m = np.where(impossible, np.nan, ele_m)
    sensors = {
        name: columns[name][keep]
        for name in SENSORS
        if name in columns and np.isfinite(columns[name][keep]).any()
    }
    segment = Segment(
        lat_deg[keep], lon_deg[keep], ele_m[keep], columns["time"][keep], **sensors
    )
    return Points(segment, len(keep), int((~keep).sum()), bad_times, int(impossible.sum()))


def _possible(lat_deg: Column, lon_deg: Column) -> Flags:
    """Tell which positions can be true; NaN and the place of a device before its fix cannot."""
    nowhere = (np.abs(lat_deg) < 1e-6) & (np.abs(lon_deg) < 1e-6)
    return np.asarray((np.abs(lat_deg) <= 90) & (np.abs(lon_deg) <= 180) & ~nowhere)


def waypoints(found: Iterable[tuple[str, float, float]]) -> tuple[Waypoint, ...]:
    """Return those of some names, latitudes and longitudes that have a name and a place."""
    named = [(" ".join(name.split()), lat, lon) for name, lat, lon in found]
    places = np.array([place for _, *place in named], dtype=np.float64).reshape(-1, 2)
    return tuple(
        Waypoint(name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…", lat, lon)
        for (name, lat, lon), known in zip(named, _possible(*places.T), strict=True)
        if name and known
    )
