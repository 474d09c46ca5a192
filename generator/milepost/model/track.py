"""Where an athlete was, and when: columns of trackpoints as a device wrote them."""

from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from milepost.errors import Problem

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The trackpoints between two breaks in a recording, as columns of one length n.

    lat_deg and lon_deg are always finite. ele_m is NaN where unknown; time_s is POSIX
    seconds in UTC, NaN where unknown. The sensor columns are None when no point has them.
    """

    lat_deg: Column
    lon_deg: Column
    ele_m: Column
    time_s: Column
    heart_rate_bpm: Column | None = None
    cadence_rpm: Column | None = None
    power_w: Column | None = None
    temperature_c: Column | None = None

    def __len__(self) -> int:
        return len(self.lat_deg)


@dataclass(frozen=True, slots=True)
class DeviceTotals:
    """What a device says that its own recording adds up to; None where it says nothing.

    `active_s` is the time with the timer running, which devices show as "time".
    """

    distance_m: float | None = None
    moving_s: float | None = None
    active_s: float | None = None
    elapsed_s: float | None = None
    gain_m: float | None = None
    loss_m: float | None = None
    max_speed_mps: float | None = None
    energy_kcal: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One `<trk>`, FIT session or TCX activity: what the device calls an activity."""

    name: str
    type: str  # the device's own word for the sport, "" if none
    segments: tuple[Segment, ...]
    device: DeviceTotals = DeviceTotals()


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A place that the athlete or the device named; it may be called "Home"."""

    name: str
    lat_deg: float
    lon_deg: float


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A device's file, whole and private: it may start at the athlete's door.

    Nothing above `assemble.activity` may hold one; see `Activity`.
    """

    path: PurePosixPath
    creator: str
    tracks: tuple[Track, ...]
    warnings: tuple[Problem, ...] = ()
    waypoints: tuple[Waypoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A planned line, thinned for drawing; every point is (lat, lon) in degrees."""

    path: PurePosixPath
    name: str
    lines: tuple[tuple[tuple[float, float], ...], ...]
    length_m: float
    warnings: tuple[Problem, ...] = ()
