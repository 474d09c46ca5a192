"""Which journey an entry belongs to, and what its days make of the plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

from milepost.assemble.progress import pieces_of
from milepost.assemble.sums import sport_totals
from milepost.errors import Problem, did_you_mean
from milepost.measure.outlook import outlook
from milepost.measure.route_line import Ruler
from milepost.measure.sports import sport_of
from milepost.measure.totals import total
from milepost.model.activity import Totals
from milepost.model.day import Day
from milepost.model.journal import Entry
from milepost.model.journey import Journey, PlannedDay, Status
from milepost.model.people import Athlete
from milepost.model.progress import Advance, Outlook
from milepost.model.statistics import Statistics
from milepost.model.track import Route

_OVER = timedelta(days=14)  # after the planned end; before, an athlete may just be late


@dataclass(frozen=True, slots=True)
class Plan:
    """A journey as it is announced, before any day of it."""

    slug: str
    title: str
    description: str | None
    start: date | None
    end: date | None
    routes: tuple[Route, ...]
    goal_m: float | None = None
    sports: tuple[str, ...] = ()
    athletes: tuple[Athlete, ...] = ()

    def counts(self, sport: str, athletes: Iterable[str]) -> bool:
        """Tell whether a way of a sport by people, named by slugs, counts for it."""
        own = {athlete.slug for athlete in self.athletes}
        return (not self.sports or sport in self.sports) and (
            not own or bool(own & set(athletes))
        )

    def sport_of(self, entry: Entry, seen: Iterable[str] = ()) -> str:
        """Return the sport of typed numbers: what the entry says, or the journey's only one.

        Without a choice of its author's, that is the only one which was `seen` in recordings.
        """
        usual = self.sports or tuple(set(seen))
        return sport_of(entry.sport or "") or (usual[0] if len(usual) == 1 else "other")

    @property
    def total_m(self) -> float | None:
        """What makes it complete: the plan, or a goal that comes before its end."""
        lengths = [sum(route.length_m for route in self.routes), self.goal_m]
        return min((length for length in lengths if length), default=None)


def plans_of(plans: Sequence[Plan], title: str) -> Sequence[Plan]:
    """Return what is planned; a site that plans nothing is one journey with its title."""
    return plans or (Plan("journey", title, None, None, None, ()),)


def belonging(
    entries: Sequence[Entry], plans: Sequence[Plan]
) -> tuple[Mapping[PurePosixPath, str], list[Problem]]:
    """Give every entry its journey: by its key, by its folder, by its date, or the only one."""
    names = {name.lower(): plan.slug for plan in plans for name in (plan.slug, plan.title)}
    found: dict[PurePosixPath, str] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.journey and entry.journey.lower() not in names:
            hint = did_you_mean(entry.journey, [plan.slug for plan in plans])
            message = f"no journey '{entry.journey}' in site.toml{hint}"
            line = entry.key_lines.get("journey")
            problems.append(Problem(message, str(entry.source), line))
            continue
        slug = names[entry.journey.lower()] if entry.journey else _by_place(entry, plans)
        if slug is None:
            known = ", ".join(plan.slug for plan in plans)
            message = f"belongs to no journey by its date; add  journey:  and one of {known}"
            problems.append(Problem(message, str(entry.source)))
        else:
            found[entry.source] = slug
    return found, problems


def _by_place(entry: Entry, plans: Sequence[Plan]) -> str | None:
    folders = set(entry.source.parts[1:-1])
    by_folder = [plan.slug for plan in plans if plan.slug in folders]
    fitting = [
        plan.slug
        for plan in plans
        if (plan.start or date.min) <= entry.date <= (plan.end or date.max)
    ]
    only = [plan.slug for plan in plans] if len(plans) == 1 else []
    return next(iter(by_folder + fitting + only), None)


def journey_of(
    plan: Plan,
    days: Sequence[Day],
    *,
    advances: Mapping[PurePosixPath, Advance],
    ruler: Ruler | None,
    planned: Sequence[Entry],
    today: date,
    statistics: Statistics | None,
    true_totals: Totals | None = None,
) -> Journey:
    """Return a journey with its days, in turn; `planned` are the entries of days to come.

    Its `true_totals` count what is hidden too.
    """
    progress = days[-1].progress if days else None
    return Journey(
        slug=plan.slug,
        title=plan.title,
        description=plan.description,
        days=tuple(days),
        totals=total(day.share for day in days),
        by_sport=sport_totals((each.sport, each.totals) for day in days for each in day.once),
        routes=plan.routes,
        start=min((d for d in (plan.start, *(day.date for day in days)) if d), default=None),
        end=max((d for d in (plan.end, *(day.date for day in days)) if d), default=None),
        planned_start=plan.start,
        planned_end=plan.end,
        goal_m=plan.goal_m,
        sports=plan.sports,
        athletes=plan.athletes,
        status=status_of(plan, days, today),
        progress=progress,
        outlook=_outlook(plan, days, today),
        plan=pieces_of(ruler, days, advances, progress.done_m if progress else 0.0),
        planned_days=tuple(_planned(entry) for entry in planned),
        position=next((day.position for day in reversed(days) if day.position), None),
        statistics=statistics,
        true_totals=true_totals,
    )


def status_of(plan: Plan, days: Sequence[Day], today: date) -> Status:
    """Tell how far a journey is from what is published of it and from its dates."""
    if not days or (plan.start and days[-1].date < plan.start and today < plan.start):
        return "planned"
    progress = days[-1].progress
    if progress and progress.complete:
        return "finished"
    if plan.end is None:
        return "under way"
    # Without a way to go, the last planned day is the end.
    over = plan.end if progress is None else plan.end + _OVER
    last = days[-1].date >= plan.end if progress is None else False
    return "finished" if last or today > over else "under way"


def _outlook(plan: Plan, days: Sequence[Day], today: date) -> Outlook:
    done = {day.date: day.progress.done_m for day in days if day.progress}
    if not done or not plan.total_m or status_of(plan, days, today) == "finished":
        return Outlook()
    return outlook(done, plan.total_m, today=today, start=plan.start, end=plan.end)


def _planned(entry: Entry) -> PlannedDay:
    return PlannedDay(
        entry=entry,
        date=entry.date,
        title=entry.title or "",
        start=entry.start_place or "",
        end=entry.end_place or "",
        distance_m=entry.typed.distance_m,
    )
