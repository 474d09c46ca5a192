"""The whole site: everything that a page may show. Nothing here is private."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from milepost.model.activity import Activity, Totals
from milepost.model.journal import Entry, Page, Photo
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

    @property
    def date(self) -> date:
        """The calendar day at the place."""
        return self.entry.date


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
        return len({day.date for day in self.days if day.totals.distance_m > 0})


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
    athletes: tuple[Athlete, ...]
    journeys: tuple[Journey, ...]  # the current one first
    days: tuple[Day, ...]
    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    years: tuple[Year, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    photos: Mapping[PurePosixPath, Photo]  # every picture that may be linked, by source
    files: Mapping[PurePosixPath, str]  # source path -> digest, of all that may be linked
