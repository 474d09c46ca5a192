"""Days that belong together, and the plan that they follow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from milepost.model.activity import Line, Position, Totals
from milepost.model.day import Day, SportTotals
from milepost.model.journal import Entry
from milepost.model.people import Athlete
from milepost.model.place import Place
from milepost.model.progress import Outlook, Progress
from milepost.model.statistics import Statistics
from milepost.model.track import Route

Status = Literal["planned", "under way", "finished"]


@dataclass(frozen=True, slots=True)
class Average:
    """What a day of a journey has on average; `days` is what was divided by.

    A date whose climb is unknown is not among the days that the climb is divided by.
    """

    days: int
    distance_m: float
    gain_m: float | None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """An entry of a day to come; it counts for nothing."""

    entry: Entry
    date: date
    title: str
    start: str  # names of places, "" if not said
    end: str
    distance_m: float | None


@dataclass(frozen=True, slots=True)
class PlanPieces:
    """The planned route in pieces: left out on the way, and still to come."""

    skipped: tuple[Line, ...] = ()
    ahead: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """Days that belong together, oldest first.

    `totals` adds up what counts: of the `sports`, if any are named, and of the `athletes`;
    `by_sport` has the others too. `goal_m` is the distance that its author set as its goal.
    `planned_start` and `planned_end` are the dates that were planned, `start` and `end` reach
    over the days there are too.
    """

    slug: str
    title: str
    description: str | None
    days: tuple[Day, ...]
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    routes: tuple[Route, ...]
    start: date | None
    end: date | None
    planned_start: date | None = None
    planned_end: date | None = None
    goal_m: float | None = None
    sports: tuple[str, ...] = ()
    athletes: tuple[Athlete, ...] = ()
    status: Status = "under way"
    progress: Progress | None = None
    outlook: Outlook = field(default_factory=Outlook)
    plan: PlanPieces = field(default_factory=PlanPieces)
    planned_days: tuple[PlannedDay, ...] = ()
    position: Position | None = None  # where the newest day ended
    statistics: Statistics | None = None
    true_totals: Totals | None = None  # with what is hidden, rounded up; see `true_sum`

    @property
    def planned_m(self) -> float | None:
        """What makes the journey complete: its plan or its goal, None without either."""
        lengths = [sum(route.length_m for route in self.routes), self.goal_m]
        return min((length for length in lengths if length), default=None)

    @property
    def place(self) -> Place | None:
        """Where the newest day ended, None if that is unknown."""
        return self.days[-1].end_place if self.days else None

    @property
    def planned_dates(self) -> int | None:
        """Number of dates from the planned start to the planned end."""
        if not (self.planned_start and self.planned_end):
            return None
        return (self.planned_end - self.planned_start).days + 1

    @property
    def next_day(self) -> PlannedDay | None:
        """The first planned day after the newest."""
        newest = self.days[-1].date if self.days else date.min
        return next((day for day in self.planned_days if day.date > newest), None)

    @property
    def active_days(self) -> int:
        """Number of dates on which anybody moved."""
        return len(active_dates(self.days))

    @property
    def calendar_days(self) -> int:
        """Number of dates from the first entry to the last, days off among them."""
        return (self.days[-1].date - self.days[0].date).days + 1 if self.days else 0

    @property
    def per_active_day(self) -> Average | None:
        """The mean of the dates on which anybody moved, None if there is no such date."""
        return self._average(self.active_days)

    @property
    def per_day(self) -> Average | None:
        """The mean of all dates from the first entry to the last."""
        return self._average(self.calendar_days)

    def _average(self, days: int) -> Average | None:
        return average_of(self.days, self.totals, days)


def average_of(days: Iterable[Day], totals: Totals, over: int) -> Average | None:
    """Return the mean of some totals of days over so many dates, None if no date has a way."""
    found = tuple(days)
    active = active_dates(found)
    if not active:
        return None
    climbed = {day.date for day in found if day.totals.gain_m is not None}
    known = over - len(active - climbed)
    return Average(
        days=over,
        distance_m=totals.distance_m / over,
        gain_m=totals.gain_m / known if totals.gain_m is not None and known else None,
    )


def active_dates(days: Iterable[Day]) -> set[date]:
    """Return the dates on which anybody moved."""
    return {day.date for day in days if day.active}
