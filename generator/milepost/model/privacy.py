"""Places that nobody shall find in what is published."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Zone:
    """A true place to hide, with the radius that its author asked for: private.

    What is hidden is a `Circle` made of it; `name` is for messages to the author alone.
    """

    lat_deg: float
    lon_deg: float
    radius_m: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """Where a track truly starts or ends, and on which local day it was made: private."""

    place: tuple[float, float]
    day: date | None


@dataclass(frozen=True, slots=True)
class Circle:
    """What is hidden in place of a zone: it covers all of the zone, off its centre."""

    lat_deg: float
    lon_deg: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Ends:
    """How much of its tracks' ends an entry hides, in metres; None for what the site does.

    It hides more than the site does, never less, unless it says that it may hide `less`. What
    lies in its own `circles` is hidden as in those of the site, and never told of.
    """

    start_m: float | None = None
    end_m: float | None = None
    less: bool = False
    circles: tuple[Circle, ...] = ()

    def of(self, hiding: "Hiding") -> "Hiding":
        """Return what the site hides, with the ends and circles of this entry."""
        start_m, end_m = (
            site_m if own_m is None else own_m if self.less else max(own_m, site_m)
            for own_m, site_m in ((self.start_m, hiding.start_m), (self.end_m, hiding.end_m))
        )
        return replace(
            hiding,
            circles=(*hiding.circles, *self.circles),
            start_m=start_m,
            end_m=end_m,
            tells=hiding.tells and not self.circles,
            true_totals=hiding.true_totals and not self.circles,
        )


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is hidden of every track: all within some circles, and metres of its ends.

    With `passing`, a way that leads through a circle without a halt is shown. With `tells`,
    pages say about how much is not; with `true_totals`, sums of a journey say it for all.
    """

    circles: tuple[Circle, ...] = ()
    passing: bool = False
    start_m: float = 0.0
    end_m: float = 0.0
    tells: bool = False
    true_totals: bool = False

    def __bool__(self) -> bool:
        return bool(self.circles or self.start_m or self.end_m)
