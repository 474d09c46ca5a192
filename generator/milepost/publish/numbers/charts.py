"""Charts of distance over days, and what they show in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from milepost.draw.plots.chart import PlanLine, cumulative_chart
from milepost.draw.plots.daybars import day_bars
from milepost.draw.plots.days import DayBar
from milepost.draw.plots.heatmap import calendar
from milepost.draw.plots.weeks import Names
from milepost.model.journey import Journey
from milepost.model.progress import Progress
from milepost.publish.numbers.scopes import Scope
from milepost.publish.urls import relative
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import N_, Words, units_of

_LONGEST = 2 * 366  # dates that bars can still be told apart on
_LINKED_TILES = 42  # of a calendar, six weeks; the bars above it are links up to 120


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, empty if there is nothing to draw, and what it shows in words."""

    drawing: Markup
    text: str


NOTHING = Figure(Markup(""), "")


class Charts:
    """Draws how far the days of a journey went, one by one and in sum."""

    def __init__(self, words: Words, say: Sayings):
        self._words, self._say = words, say

    def in_sum(self, scope: Scope) -> Figure:
        """Draw the way of all days, one after the other."""
        if scope.journey:
            return self._journey_sum(scope.journey)
        points = [(row.day.date, row.so_far_m) for row in scope.rows]
        return self._sum(points, scope.title)

    def _journey_sum(self, journey: Journey) -> Figure:
        """Draw how far a journey has come day by day: along its plan, or in sum."""
        progress = journey.progress
        along = progress is not None and progress.along == "plan"
        points = [
            (
                day.date,
                day.progress.done_m if along and day.progress else day.cumulative.distance_m,
            )
            for day in journey.days
        ]
        plan = None
        if progress and journey.planned_start and journey.planned_end:
            plan = PlanLine(journey.planned_start, journey.planned_end, progress.total_m)
        return self._sum(points, journey.title, progress, plan, along=along)

    def _sum(
        self,
        points: list[tuple[date, float]],
        title: str,
        progress: Progress | None = None,
        plan: PlanLine | None = None,
        *,
        along: bool = False,
    ) -> Figure:
        words = self._words
        done_m = max((metres for _, metres in points), default=0.0)
        if done_m <= 0:
            return NOTHING
        far = self._say.progress(progress) if progress else words.milestone(done_m)
        newest = words.long_date(max(day for day, _ in points))
        if along:
            name = N_("How far along the plan, day by day: %(title)s")
            message = N_("How far along the plan, day by day until %(date)s: %(far)s.")
        else:
            name = N_("Distance in sum, day by day: %(title)s")
            message = N_("Distance in sum, day by day until %(date)s: %(far)s.")
        text = words.gettext(message, date=newest, far=far)
        if plan:
            end = words.long_date(plan.end)
            dashed = words.gettext("Dashed: the plan, evenly until %(date)s.", date=end)
            text = f"{text} {dashed}"
        drawing = cumulative_chart(
            points,
            title=words.gettext(name, title=title),
            description=text,
            ident="mp-sum-chart",
            label=words.short_date,
            value=lambda metres: str(words.milestone(metres)),
            units=units_of(words),
            goal_m=progress.total_m if progress else None,
            plan=plan,
            # For translators: at a line that shows how far the plan would be.
            goal=words.gettext("Plan") if plan else "",
        )
        return Figure(Markup(drawing), text)

    def by_day(self, scope: Scope) -> Figure:
        """Draw a bar for each day, each of them a link; nothing for one day or for years."""
        dates, bars, words = scope.statistics.calendar_days, self._bars(scope), self._words
        if not 1 < dates <= _LONGEST:
            return NOTHING
        text = self._bars_text(bars)
        drawing = day_bars(
            bars,
            title=words.gettext("Distance of each day: %(title)s", title=scope.title),
            description=text,
            ident="mp-day-bars",
            label=words.short_date,
            value=lambda metres: str(words.distance(metres)),
            rest=words.gettext("rest day"),
            typed=words.gettext("typed by the author"),
            units=units_of(words),
        )
        return Figure(Markup(drawing), text if drawing else "")

    def calendar(self, scope: Scope) -> Figure:
        """Draw the days in their weeks; nothing for less than a week."""
        dates, words = scope.statistics.calendar_days, self._words
        if dates < 7:
            return NOTHING
        text = words.ngettext(
            "%(num)s active day out of %(dates)s, week by week."
            " The stronger the colour, the longer the way.",
            "%(num)s active days out of %(dates)s, week by week."
            " The stronger the colour, the longer the way.",
            scope.statistics.active_days,
            dates=words.number(dates, 0),
        )
        drawing = calendar(
            self._bars(scope, linked=dates <= _LINKED_TILES),
            title=words.gettext("Calendar of days: %(title)s", title=scope.title),
            description=text,
            ident="mp-calendar",
            names=Names(words.month, words.weekday, words.first_weekday),
            label=words.short_date,
            value=lambda metres: words.milestone(metres).value,
            # For translators: beside pale colours of days with a short way.
            less=words.gettext("shorter"),
            # For translators: beside strong colours of days with a long way.
            more=words.gettext("longer"),
            rest=words.gettext("rest day"),
            units=units_of(words),
        )
        return Figure(Markup(drawing), text if drawing else "")

    def _bars(self, scope: Scope, *, linked: bool = True) -> list[DayBar]:
        """Return what each entry adds: a way that two of them tell of, once."""
        words, found = self._words, []
        for row in scope.rows:
            day, own_m = row.day, row.own_m
            quiet = day.rest and not own_m
            far = words.gettext("rest day") if quiet else str(words.distance(own_m))
            found.append(
                DayBar(
                    date=day.date,
                    metres=own_m,
                    rest=day.rest,
                    typed=own_m > 0 and day.entry.typed.distance_m is not None,
                    href=relative(scope.path, day.permalink) if linked else "",
                    title=words.gettext(
                        # For translators: "7 Dec: 98.2 km, A day by the sea".
                        "%(date)s: %(far)s, %(title)s",
                        date=words.short_date(day.date),
                        far=far,
                        title=day.title,
                    ),
                )
            )
        return found

    def _bars_text(self, bars: Iterable[DayBar]) -> str:
        by_date: dict[date, float] = {}
        for bar in bars:
            by_date[bar.date] = by_date.get(bar.date, 0.0) + bar.metres
        longest = max(by_date, key=lambda day: by_date[day])
        words = self._words
        return words.gettext(
            "Distance of each day: the longest %(far)s on %(date)s.",
            far=words.distance(by_date[longest]),
            date=words.long_date(longest),
        )
