"""What may be published of a recording."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Literal

from milepost.errors import Problem
from milepost.model.detail import Climb, Effort, ElevationSource, Pause, Sensors, Split
from milepost.model.journal import Photo
from milepost.model.track import DeviceTotals

Position = tuple[float, float]  # latitude, longitude in degrees, WGS84
Line = tuple[Position, ...]
Metres = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What one or many activities add up to, in SI units, unrounded.

    None means "not known", which is not the same as 0. `timed_distance_m` is the part of
    the distance that was recorded with times: averages are taken over it alone. `active_s`
    is the time with the recorder's timer running, `elapsed_s` from first to last point.
    """

    distance_m: float = 0.0
    timed_distance_m: float = 0.0
    moving_s: float | None = None
    active_s: float | None = None
    elapsed_s: float | None = None
    gain_m: float | None = None
    loss_m: float | None = None
    min_ele_m: float | None = None
    max_ele_m: float | None = None
    max_speed_mps: float | None = None
    energy_kcal: float | None = None
    activities: int = 0

    @property
    def average_speed_mps(self) -> float | None:
        """Mean speed while moving, or None without times or a distance."""
        if not (self.moving_s and self.timed_distance_m):
            return None
        return self.timed_distance_m / self.moving_s


@dataclass(frozen=True, slots=True)
class Profile:
    """Elevation against distance, one tuple of (distance_m, ele_m) samples a stretch.

    A new stretch begins where the recording broke off or the elevation is missing.
    """

    stretches: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Speeds:
    """Speed against distance, one tuple of (distance_m, mps) samples a stretch.

    The steps are those of a Profile. Standing is left out, so it is never near 0 for long.
    """

    stretches: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A place on a day's line with something to show; what lies off the line has none.

    `position` is on the line and `at_m` of the way behind it, of the activity with that
    number among the day's, from 0. A waypoint has a `title`, a photo is one of the day's.
    """

    kind: Literal["waypoint", "photo"]
    position: Position
    at_m: float
    activity: int = 0
    title: str = ""
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One track or a day of it, measured and simplified: safe to publish.

    `lines` and `profile` have lost what privacy rules hide and the points nobody sees.
    `along_m` tells for each point of each line how far along the way it lies, in the metres of
    `profile`, `speeds` and `measured`. `outline` is `lines` again, with
    fewer points, for maps of many days. `speeds` is None without times. `waypoints` are those
    of the device that the author asked for.
    `day` is the local date where the track starts; `zone` the IANA time zone found there.
    What devices call a track is not here: "Home to work" would tell too much. `source`,
    `start` and `zone` serve to put tracks in order: those of a Day have lost them too.

    `totals` are the numbers to show. What the device itself had counted stands in `device`
    and has replaced what was `measured` from the points. `elevation_source` tells which rule
    counted the climb: "watch", "phone", or "none". With `approximate`, the points lie so far
    apart that the distance is an estimate.

    With a `transfer`, one of TRANSFERS, something else did the work: it is drawn and listed,
    and in no sum. `athletes` are the slugs of those who did it together. It is not `counted`
    in sums over several people if another one's recording of the same way is. Of a start or an
    end that is among the `hidden_ends` nobody shall guess where it was, and `hidden_m` is how
    long all that is which is not shown, 0 unless the author wants that to be told. `brinks` are
    the ends of lines beside it. With `times_s`, POSIX seconds for each point of each line, the
    author wants everybody to know when that was; they are empty otherwise. Of what is
    hidden in part the `true_totals` are those of the whole, if the author wants the sums of
    journeys to count it; those of a Day have lost them.
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
    along_m: tuple[Metres, ...] = ()
    outline: tuple[Line, ...] = ()
    speeds: Speeds | None = None
    waypoints: tuple[Marker, ...] = ()
    measured: Totals = field(default_factory=Totals)
    device: DeviceTotals = field(default_factory=DeviceTotals)
    elevation_source: ElevationSource = "none"
    approximate: bool = False
    pauses: tuple[Pause, ...] = ()
    climbs: tuple[Climb, ...] = ()
    splits: tuple[Split, ...] = ()
    efforts: tuple[Effort, ...] = ()
    sensors: Sensors = field(default_factory=Sensors)
    transfer: str = ""
    athletes: tuple[str, ...] = ()
    counted: bool = True
    hidden_ends: tuple[bool, bool] = (False, False)
    hidden_m: float = 0.0
    brinks: tuple[Position, ...] = ()
    times_s: tuple[tuple[float, ...], ...] = ()
    true_totals: Totals | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """What comparing two activities has shown; `kept` is 0 for the first, 1 for the other.

    The `verdict` is one of `measure.twins`; `shift_s` is by how much their clocks differ, in
    which case the rest holds after putting them right.
    """

    verdict: str
    overlap_s: float
    apart_m: float | None
    shift_s: float
    kept: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is hidden of one day of a track: for the author alone.

    `spans` tell from when to when that was, POSIX seconds, as far as it is known. If it is
    `whole`, nothing of the day may be shown.
    """

    day: date | None
    spans: tuple[tuple[float, float], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """All that became of one recording: its activities, or why there are none.

    `cuts_made` says for each cut that was asked for whether there was anything to cut.
    `transfers_missed_m` says for each transfer: 0 if there is one, else how far from its places
    the track stays at its nearest, and None if it has no place or there is nothing. `ends` says
    of each activity when its last point was, None without times. `unseen` is what is hidden.
    """

    activities: tuple[Activity, ...]
    problems: tuple[Problem, ...] = ()
    cuts_made: tuple[bool, ...] = ()
    transfers_missed_m: tuple[float | None, ...] = ()
    ends: tuple[datetime | None, ...] = ()
    unseen: tuple[Unseen, ...] = ()
