"""What there is to say about one activity beyond its totals."""

from dataclasses import dataclass
from typing import Literal

ElevationSource = Literal["watch", "phone", "none"]
"""What elevations come from: a barometer, a phone's GPS, or nothing to count by."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest: the recorder was off, or the athlete stood still; `at_m` of the way behind."""

    at_m: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class Climb:
    """A stretch that goes uphill long and steep enough to have a name.

    `steepest_pct` is the gradient of its steepest 100 m. `category` is "HC", "1", "2", "3",
    "4" or, for a climb too small for a category, "".
    """

    start_m: float
    length_m: float
    gain_m: float
    top_ele_m: float
    steepest_pct: float
    category: str

    @property
    def gradient_pct(self) -> float:
        """Mean gradient from foot to top, metres up for each 100 m of way."""
        return 100 * self.gain_m / self.length_m


@dataclass(frozen=True, slots=True)
class Split:
    """One kilometre or mile of the way; the last may be shorter. None means "not known"."""

    length_m: float
    moving_s: float
    gain_m: float | None
    loss_m: float | None


@dataclass(frozen=True, slots=True)
class Effort:
    """The shortest time for a distance somewhere on the way; clocks run through stops."""

    distance_m: float
    duration_s: float
    start_m: float


@dataclass(frozen=True, slots=True)
class Sensor:
    """What a sensor told while the recorder ran; means are weighted with time.

    `zones_s` is the time in each zone, the lowest first; empty unless limits were given.
    """

    average: float
    maximum: float
    zones_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensors:
    """All sensors of an activity; None where the device had none."""

    heart_rate_bpm: Sensor | None = None
    cadence_rpm: Sensor | None = None
    power_w: Sensor | None = None
    temperature_c: Sensor | None = None
