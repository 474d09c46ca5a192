"""The whole site: everything that a page may show. Nothing here is private."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from milepost.model.activity import Activity, Marker, Totals
from milepost.model.journal import Entry, Page, Photo
from milepost.model.place import Course, Passed, Place
from milepost.model.track import Route


@dataclass(frozen=True, slots=True)
class Athlete:
    """A person who writes or rides along."""

    slug: str
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SportTotals:
    """The share of one sport in a day, a journey or a year."""

    sport: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Counting:
    """How the numbers of the whole site are made, as its author chose.

    `raw` distances are the plain sums of all steps. `sensors` names what may be shown:
    "heart_rate", "cadence", "power", "temperature", "energy".
    """

    raw: bool = False
    split_days: bool = False
    sensors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Average:
    """What a day of a journey has on average; `days` is what was divided by.

    A date whose climb is unknown is not among the days that the climb is divided by.
    """

    days: int
    distance_m: float
    gain_m: float | None


@dataclass(frozen=True, slots=True)
class Day:
    """One entry with all that was recorded for it.

    `number` counts dates of the journey from 1; two entries of one date share it.
    `cumulative` adds up the journey from its first entry to this one.
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
    photos: tuple[Photo, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    cumulative: Totals
    typed: bool = False
    markers: tuple[Marker, ...] = ()
    course: Course = field(default_factory=Course)

    @property
    def date(self) -> date:
        """The calendar day at the place."""
        return self.entry.date

    @property
    def start_place(self) -> Place | None:
        """Where the day began, None if that is unknown."""
        return self.course.start

    @property
    def end_place(self) -> Place | None:
        """Where it ended, None if that is unknown."""
        return self.course.end

    @property
    def passes(self) -> tuple[Passed, ...]:
        """The towns between the two, in the order of the way."""
        return self.course.passes

    @property
    def approximate(self) -> bool:
        """Whether the distance is an estimate: counted from points that lie far apart."""
        typed = self.entry.typed.distance_m is not None
        return not typed and any(is_estimate(activity) for activity in self.activities)


def is_estimate(activity: Activity) -> bool:
    """Tell whether a distance was counted from points that lie far apart."""
    return activity.approximate and activity.device.distance_m is None


@dataclass(frozen=True, slots=True)
class Journey:
    """Days that belong together, oldest first."""

    slug: str
    title: str
    description: str | None
    days: tuple[Day, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    routes: tuple[Route, ...]
    start: date | None  # planned or first day
    end: date | None  # planned or last day

    @property
    def planned_m(self) -> float | None:
        """Length of the planned route, None without a plan."""
        return sum(route.length_m for route in self.routes) or None

    @property
    def riding_days(self) -> int:
        """Number of dates with any distance."""
        return len(_active(self.days))

    @property
    def calendar_days(self) -> int:
        """Number of dates from the first entry to the last, days off among them."""
        return (self.days[-1].date - self.days[0].date).days + 1 if self.days else 0

    @property
    def per_active_day(self) -> Average | None:
        """The mean of the dates with any distance, None if there is no such date."""
        return self._average(self.riding_days)

    @property
    def per_day(self) -> Average | None:
        """The mean of all dates from the first entry to the last."""
        return self._average(self.calendar_days)

    def _average(self, days: int) -> Average | None:
        active = _active(self.days)
        if not active:
            return None
        climbed = {day.date for day in self.days if day.totals.gain_m is not None}
        gain_m = self.totals.gain_m
        known = days - len(active - climbed)
        return Average(
            days=days,
            distance_m=self.totals.distance_m / days,
            gain_m=gain_m / known if gain_m is not None and known else None,
        )


@dataclass(frozen=True, slots=True)
class AthleteTotals:
    """All days that one person wrote, newest first; a day of two people is in both sums."""

    athlete: Athlete
    days: tuple[Day, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]

    @property
    def riding_days(self) -> int:
        """Number of dates with any distance."""
        return len(_active(self.days))


def _active(days: Iterable[Day]) -> set[date]:
    return {day.date for day in days if day.totals.distance_m > 0}


@dataclass(frozen=True, slots=True)
class Year:
    """Everything of one calendar year, newest day first."""

    year: int
    days: tuple[Day, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that the author hung on some days; newest day first."""

    slug: str
    name: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the templates may show; all tuples of days are newest first."""

    title: str
    url: str  # absolute, with a slash at its end; "" if not given
    description: str
    language: str
    time_zone: str
    units: str  # "metric" or "imperial"
    per_page: int  # days on a page of the journal
    feed_limit: int  # entries in a feed
    download: bool  # whether the line of a day can be had as a file
    athletes: tuple[Athlete, ...]
    journeys: tuple[Journey, ...]  # the current one first
    days: tuple[Day, ...]
    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    years: tuple[Year, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    by_athlete: tuple[AthleteTotals, ...]  # in the order of `athletes`, strangers behind
    counting: Counting
    photos: Mapping[PurePosixPath, Photo]  # every picture that may be linked, by source
    files: Mapping[PurePosixPath, str]  # source path -> digest, of all that may be linked
