"""What there is to say of many days."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from milepost.model.day import Day
from milepost.model.detail import Climb
from milepost.model.territory import Territory

RecordKind = Literal["distance", "gain", "moving", "climb", "highest", "fastest", "streak"]


@dataclass(frozen=True, slots=True)
class Record:
    """The best of its kind, and the day that it was on: of a streak, its last.

    `value` is in metres, seconds, metres a second, or days. `climb` is the one that it is of.
    """

    kind: RecordKind
    value: float
    day: Day
    first: Day | None = None  # of a streak
    climb: Climb | None = None


@dataclass(frozen=True, slots=True)
class Eddington:
    """The largest number of days on which at least as many `unit`s were done.

    `next_days` more days of at least one unit more would raise it.
    """

    number: int
    unit: Literal["km", "mi"]
    next_days: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that was counted: nights of a kind, punctures; with the days that have it."""

    name: str
    count: float
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """A country, or a region of one, with the way in it; `first` is the day that came there."""

    territory: Territory
    distance_m: float
    days: tuple[Day, ...]
    first: Day


@dataclass(frozen=True, slots=True)
class Crossing:
    """A border between two regions or countries, `at_m` along a day's way.

    None is before it, on the way from where the day before ended.
    """

    day: Day
    at_m: float | None
    before: Territory
    after: Territory


@dataclass(frozen=True, slots=True)
class Statistics:
    """What there is to say of some days, oldest first.

    `off_days` are the dates between the first and the last without any way, of which
    `rest_days` were said to be for rest or have an entry. `elsewhere_m` is in none of the
    `countries`: at sea, or nobody knows where.
    """

    days: tuple[Day, ...]
    active_days: int
    rest_days: int
    off_days: int
    calendar_days: int
    first: date | None
    last: date | None
    records: tuple[Record, ...] = ()
    eddington: Eddington | None = None
    nights: tuple[Tally, ...] = ()
    counters: tuple[Tally, ...] = ()
    countries: tuple[Visit, ...] = ()
    regions: tuple[Visit, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    elsewhere_m: float = 0.0
