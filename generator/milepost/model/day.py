"""One entry with all that was recorded for it."""

from dataclasses import dataclass, field
from datetime import date

from milepost.model.activity import Activity, Line, Marker, Position, Totals
from milepost.model.goal import Credit
from milepost.model.journal import Entry, Photo, Video
from milepost.model.people import Athlete
from milepost.model.place import Course, Passed, Place
from milepost.model.progress import Progress
from milepost.model.territory import Stay, Territory


@dataclass(frozen=True, slots=True)
class SportTotals:
    """The share of one sport in a day, a journey or a year."""

    sport: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Transfer:
    """A way that something else did: drawn and listed, and in no sum.

    `distance_m` is None if nobody knows where it led. One that was not `recorded` is a
    straight line, or has none. `seconds` are those of the recording.
    """

    mode: str
    lines: tuple[Line, ...] = ()
    distance_m: float | None = None
    seconds: float | None = None
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """One entry with all that was recorded for it.

    `number` counts dates of the journey from 1; two entries of one date share it. `totals`
    and `by_sport` are the whole day of those who write of it. What others of the journey have
    in their entries too is left out of `once`: this adds up over people. Of that, `share` is
    what counts for the journey, and `cumulative` adds it up from the first entry to this one.
    `typed` tells that the author's own numbers replaced measured ones.
    """

    entry: Entry
    permalink: str  # below the site's root, with a slash at its end
    journey: str  # slug
    number: int
    title: str
    athletes: tuple[Athlete, ...]
    companions: tuple[Athlete, ...]
    activities: tuple[Activity, ...]
    photos: tuple[Photo, ...]  # in the order of time
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    cumulative: Totals
    once: tuple[SportTotals, ...] = ()
    share: Totals = field(default_factory=Totals)
    typed: bool = False
    markers: tuple[Marker, ...] = ()
    course: Course = field(default_factory=Course)
    transfers: tuple[Transfer, ...] = ()
    stays: tuple[Stay, ...] = ()
    progress: Progress | None = None
    credits: tuple[Credit, ...] = ()
    position: Position | None = None  # where its last line ends, a transfer's too
    told: tuple[Line, ...] = ()  # of the plan: what was done without a recording
    videos: tuple[Video, ...] = ()
    cover: Photo | None = None  # the photo that stands for the day

    @property
    def date(self) -> date:
        """The calendar day at the place."""
        return self.entry.date

    @property
    def active(self) -> bool:
        """Whether anybody moved: it has a way, or the time of one that nobody measured."""
        return is_active(self.totals)

    @property
    def rest(self) -> bool:
        """Whether its author calls it a day for rest, and nobody moved."""
        return self.entry.rest and not self.active

    @property
    def start_place(self) -> Place | None:
        """Where the day began, None if that is unknown."""
        return self.course.start

    @property
    def end_place(self) -> Place | None:
        """Where it ended, None if that is unknown."""
        return self.course.end

    @property
    def evening(self) -> Territory:
        """The region and country of the place where it ended, else of the end of its way.

        The two may lie on two sides of a border, and then no region of the one is named
        beside the other.
        """
        place = self.end_place
        if place and place.country:
            return Territory(place.country, place.region)
        return self.stays[-1].territory if self.stays else Territory("")

    @property
    def passes(self) -> tuple[Passed, ...]:
        """The towns between the two, in the order of the way."""
        return self.course.passes

    @property
    def people(self) -> tuple[Athlete, ...]:
        """Those who wrote it and those who came along, each once."""
        return tuple(dict.fromkeys((*self.athletes, *self.companions)))

    @property
    def approximate(self) -> bool:
        """Whether the distance is an estimate: counted from points that lie far apart."""
        typed = self.entry.typed.distance_m is not None
        return not typed and any(is_estimate(activity) for activity in self.activities)


def is_active(totals: Totals) -> bool:
    """Tell whether somebody moved: far enough to count, or for a time without a distance."""
    return totals.distance_m > 0 or bool(totals.moving_s)


def is_estimate(activity: Activity) -> bool:
    """Tell whether a distance was counted from points that lie far apart."""
    return activity.approximate and activity.device.distance_m is None
