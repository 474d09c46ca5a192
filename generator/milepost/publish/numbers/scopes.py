"""What the statistics of a site, or of one of its journeys, are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, groupby

from milepost.assemble.sums import sport_totals
from milepost.measure.totals import total
from milepost.model.activity import Totals
from milepost.model.day import Day, SportTotals
from milepost.model.journey import Average, Journey, active_dates, average_of
from milepost.model.site import AthleteTotals, Site
from milepost.model.statistics import Statistics
from milepost.publish.links import stats_path
from milepost.publish.urls import STATS

# Of a page: a table of more days would be heavier than a phone should have to carry.
TABLE_DAYS = 50  # with everything else
SHEET_DAYS = 100  # alone


@dataclass(frozen=True, slots=True)
class Row:
    """A day, its own way, and that of the scope from its first day to this one, in metres.

    Of a journey, only what counts for it is in `so_far_m`.
    """

    day: Day
    own_m: float
    so_far_m: float


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year with its days, oldest first; `first` is its first date."""

    first: date
    days: tuple[Day, ...]
    active_days: int
    totals: Totals


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the table of days; without a `path` it stands on the statistics themselves."""

    path: str
    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """All transfers of one mode; `distance_m` is what is known of their ways."""

    mode: str
    count: int
    distance_m: float
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The days that some statistics are of, oldest first.

    `journey` is the only journey that they belong to, None for several. What counts for it
    may be less than `totals`: those hold all sports, and what people share once. `rows` add
    up `totals` day by day. `per_day` is None where days between journeys would count.
    """

    title: str
    path: str
    journey: Journey | None
    journeys: tuple[Journey, ...]
    statistics: Statistics
    totals: Totals
    by_sport: tuple[SportTotals, ...]
    rows: tuple[Row, ...]
    sheets: tuple[Sheet, ...]
    years: tuple[Period, ...]
    months: tuple[Period, ...]
    athletes: tuple[AthleteTotals, ...]
    transfers: tuple[Carried, ...]
    per_active_day: Average | None
    per_day: Average | None

    @property
    def days(self) -> tuple[Day, ...]:
        """All days of it, oldest first."""
        return self.statistics.days

    def sheet_of(self, period: Period) -> Sheet:
        """Return the page of the table on which a period begins."""
        first = period.days[0].permalink
        return next(
            sheet
            for sheet in self.sheets
            if any(row.day.permalink == first for row in sheet.rows)
        )


def scopes(site: Site) -> tuple[Scope, ...]:
    """Return the scope of the whole site, and behind it those of several journeys."""
    if len(site.journeys) == 1:
        return (_scope(site, STATS, site.title, site.statistics, site.journeys[0]),)
    own = (
        _scope(site, stats_path(each, site), each.title, each.statistics, each)
        for each in site.journeys
        if each.statistics and each.days
    )
    return _scope(site, STATS, site.title, site.statistics, None), *own


def _scope(
    site: Site, path: str, title: str, statistics: Statistics, journey: Journey | None
) -> Scope:
    days = statistics.days
    once = [share for day in days for share in day.once]
    totals = total(share.totals for share in once)
    own_m = [sum(share.totals.distance_m for share in day.once) for day in days]
    so_far_m = [day.cumulative.distance_m for day in days] if journey else accumulate(own_m)
    rows = tuple(Row(*each) for each in zip(days, own_m, so_far_m, strict=True))
    return Scope(
        title=title,
        path=path,
        journey=journey,
        journeys=() if journey else site.journeys,
        statistics=statistics,
        totals=totals,
        by_sport=sport_totals((share.sport, share.totals) for share in once),
        rows=rows,
        sheets=tuple(_sheets(path, rows)),
        years=_periods(days, months=False),
        months=_periods(days, months=True),
        athletes=_athletes(site, journey),
        transfers=tuple(_transfers(days)),
        per_active_day=average_of(days, totals, len(active_dates(days))),
        per_day=average_of(days, totals, statistics.calendar_days) if journey else None,
    )


def _sheets(path: str, rows: Sequence[Row]) -> Iterable[Sheet]:
    if len(rows) <= TABLE_DAYS:
        yield Sheet("", 1, tuple(rows))
        return
    for number, first in enumerate(range(0, len(rows), SHEET_DAYS), 1):
        own = tuple(rows[first : first + SHEET_DAYS])
        yield Sheet(f"{path}days/{'' if number == 1 else f'{number}/'}", number, own)


def _periods(days: Sequence[Day], *, months: bool) -> tuple[Period, ...]:
    def begin(day: Day) -> date:
        return day.date.replace(day=1) if months else date(day.date.year, 1, 1)

    found = []
    for first, group in groupby(days, begin):
        own = tuple(group)
        summed = total(share.totals for day in own for share in day.once)
        found.append(Period(first, own, len(active_dates(own)), summed))
    return tuple(found)


def _athletes(site: Site, journey: Journey | None) -> tuple[AthleteTotals, ...]:
    """Return what each person did, of one of several journeys only what is in it."""
    if journey is None or len(site.journeys) == 1:
        return site.by_athlete
    found = []
    for one in site.by_athlete:
        pairs = zip(one.days, one.shares, strict=True)
        own = [(day, share) for day, share in pairs if day.journey == journey.slug]
        if own:
            days, shares = tuple(day for day, _ in own), tuple(share for _, share in own)
            found.append(
                replace(one, days=days, shares=shares, totals=total(shares), by_sport=())
            )
    return tuple(found)


def _transfers(days: Sequence[Day]) -> Iterable[Carried]:
    found = [(each, day) for day in days for each in day.transfers]
    for mode in dict.fromkeys(each.mode for each, _ in found):
        own = [(each, day) for each, day in found if each.mode == mode]
        yield Carried(
            mode,
            len(own),
            sum(each.distance_m or 0.0 for each, _ in own),
            tuple({day.permalink: day for _, day in own}.values()),
        )
