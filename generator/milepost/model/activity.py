"""What may be published of a recording."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from milepost.errors import Problem

Position = tuple[float, float]  # latitude, longitude in degrees, WGS84
Line = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What one or many activities add up to, in SI units, unrounded.

    None means "not known", which is not the same as 0. `timed_distance_m` is the part of
    the distance that was recorded with times: averages are taken over it alone.
    """

    distance_m: float = 0.0
    timed_distance_m: float = 0.0
    moving_s: float | None = None
    elapsed_s: float | None = None
    gain_m: float | None = None
    loss_m: float | None = None
    min_ele_m: float | None = None
    max_ele_m: float | None = None
    max_speed_mps: float | None = None
    activities: int = 0

    @property
    def average_speed_mps(self) -> float | None:
        """Mean speed while moving, or None without times."""
        return self.timed_distance_m / self.moving_s if self.moving_s else None


@dataclass(frozen=True, slots=True)
class Profile:
    """Elevation against distance, one tuple of (distance_m, ele_m) samples a stretch.

    A new stretch begins where the recording broke off or the elevation is missing.
    """

    stretches: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """One track, measured and simplified: safe to publish.

    `lines` and `profile` have lost what privacy rules hide and the points nobody sees.
    `day` is the local date where the track starts; `zone` the IANA time zone found there.
    What devices call a track is not here: "Home to work" would tell too much. `source`,
    `start` and `zone` serve to put tracks in order: those of a Day have lost them too.
    """

    id: str
    source: PurePosixPath
    sport: str
    start: datetime | None
    day: date | None
    zone: str | None
    totals: Totals
    lines: tuple[Line, ...]
    profile: Profile | None


@dataclass(frozen=True, slots=True)
class Measured:
    """All that became of one recording: its activities, or why there are none."""

    activities: tuple[Activity, ...]
    problems: tuple[Problem, ...] = ()
