"""The whole site: everything that a page may show. Nothing here is private."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from milepost.model.activity import Totals
from milepost.model.day import Day, SportTotals
from milepost.model.goal import Fundraiser, Goal
from milepost.model.journal import Page, Photo, Video
from milepost.model.journey import Journey, active_dates
from milepost.model.people import Athlete
from milepost.model.statistics import Statistics


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
class AthleteTotals:
    """All days that one person wrote or shared, newest first.

    Sums hold the ways that this person did; what two did together is in both of theirs.
    """

    athlete: Athlete
    days: tuple[Day, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    shares: tuple[Totals, ...] = ()  # of each day

    @property
    def active_days(self) -> int:
        """Number of dates on which anybody moved."""
        return len(active_dates(self.days))


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
class PlaceDays:
    """A place and the days that began, ended or passed there, newest first.

    `country` is an ISO 3166 code, "" if nobody knows it.
    """

    name: str
    country: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the templates may show; all tuples of days are newest first."""

    title: str
    url: str  # absolute, with a slash at its end; "" if not given
    description: str
    language: str
    time_zone: str
    units: str  # "metric", "imperial" or "both"
    per_page: int  # days on a page of the journal
    feed_limit: int  # entries in a feed
    feed_identity: str  # the host in the identities of entries, "" for that of the url
    download: bool  # whether the line of a day can be had as a file
    gpx: bool  # whether as GPX too
    fediverse: str  # the account of the site, such as "@alps@social.example"
    offline: bool  # whether browsers keep what was visited
    full_text: bool  # whether all words can be searched
    mail: str  # where readers may write to, "" if nowhere
    athletes: tuple[Athlete, ...]
    journeys: tuple[Journey, ...]  # the current one first
    days: tuple[Day, ...]
    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    places: tuple[PlaceDays, ...]  # by country, and in each by name
    years: tuple[Year, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    by_athlete: tuple[AthleteTotals, ...]  # in the order of `athletes`, strangers behind
    counting: Counting
    statistics: Statistics
    goals: tuple[Goal, ...]
    fundraiser: Fundraiser | None
    photos: Mapping[PurePosixPath, Photo]  # every picture that may be linked, by source
    videos: Mapping[PurePosixPath, Video]  # and every video
    files: Mapping[PurePosixPath, str]  # source path -> digest, of all that may be linked
