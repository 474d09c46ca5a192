"""What a site hides: its zones, and where people sleep until their next day is out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from milepost.assemble.days import Material, days_of
from milepost.assemble.delays import due_at
from milepost.assemble.journeys import Plan, belonging, plans_of, status_of
from milepost.assemble.nights import Night, last_nights
from milepost.assemble.rules import Job
from milepost.config import Config
from milepost.measure.zones import hidden_circle
from milepost.model.day import Day
from milepost.model.delay import Delay
from milepost.model.journal import Choice, Entry
from milepost.model.place import Names
from milepost.model.privacy import Circle, Hiding, Zone
from milepost.read.project import Project

_NEXT_DAY = Delay(next_day=True)
_AHEAD = timedelta(days=1)  # of the site's today: it is tomorrow elsewhere on earth
# A site that plans no journey never says that one is over; its newest entry is then as old.
_SILENT = timedelta(days=14)


def hiding_of(project: Project, config: Config) -> Hiding:
    """Return what is hidden of every track. Raise ConfigError for zones without a secret."""
    zones = config.privacy_zones
    secret = project.secret() if zones else b""
    return Hiding(
        circles=tuple(hidden_circle(zone, secret) for zone in zones),
        passing=config.passing == "show",
        start_m=config.hide_start,
        end_m=config.hide_end,
        tells=config.tell_hidden,
        true_totals=config.true_totals,
    )


@dataclass(frozen=True, slots=True)
class Evening:
    """What tells where people sleep when a site is built.

    `material` is what days are made of before it is hidden: whether a journey is over is a
    question of its true end. By the id of an activity, `origins` tells of what recording it
    came, and `ends` when its last point was. `zone` is that of the site.
    """

    material: Material
    origins: Mapping[str, Job]
    ends: Mapping[str, datetime]
    choice: Choice
    zone: str | None = None

    def last_date(self, entry: Entry) -> date:
        """Return the last date of an entry's tracks, its own if none went on after it."""
        own = self.material.activities.get(entry.source, ())
        latest = self.choice.today + _AHEAD
        days = (each.day for each in own if each.day and each.day <= latest)
        return max((entry.date, *days))

    def newest(self, days: Sequence[Day]) -> date:
        """Return the last date of all tracks of some days."""
        return max(self.last_date(day.entry) for day in days)

    def morning_after(self, days: Sequence[Day]) -> datetime:
        """Return when the day after the last of some days begins, in UTC."""
        newest = self.newest(days)
        return max(
            due_at(_NEXT_DAY, replace(day.entry, date=newest), self._ends(day), self.zone)
            for day in days
            if self.last_date(day.entry) == newest
        )

    def _ends(self, day: Day) -> list[tuple[datetime | None, str | None]]:
        own = self.material.activities.get(day.entry.source, ())
        return [(self.ends.get(each.id), each.zone) for each in own]


def without_last_nights(
    entries: Sequence[Entry], plans: Sequence[Plan], evening: Evening, *, radius_m: float
) -> tuple[list[Entry], list[datetime]]:
    """Return entries with what is to be hidden of them, as long as journeys are under way.

    The moments at which that ends for those that are over are returned too: an arrival is a
    night as well. Whose journey it is makes no difference to what shows a place.
    """
    found: dict[PurePosixPath, list[Circle]] = defaultdict(list)
    mornings: list[datetime] = []
    every = plans_of(plans, "")
    belongs, _ = belonging(entries, every)
    for plan in every:
        own = [e for e in entries if belongs.get(e.source) == plan.slug and not e.planned]
        days = days_of(own, plan, evening.material, "en", Names()).days
        if not days:
            continue
        if _is_over(plan, days, evening, planned=bool(plans)):
            mornings.append(morning := evening.morning_after(days))
            if morning <= evening.choice.moment:
                continue
        for night in last_nights(days, radius_m, lambda day: evening.last_date(day.entry)):
            zone = Zone(*night.place, radius_m)
            circle = hidden_circle(zone, _secret(night, evening))
            for entry in entries:
                if evening.last_date(entry) >= night.since:
                    found[entry.source].append(circle)
    return [_without(entry, found.get(entry.source, ())) for entry in entries], mornings


def _is_over(plan: Plan, days: Sequence[Day], evening: Evening, *, planned: bool) -> bool:
    today = evening.choice.today
    if not planned:
        return today > evening.newest(days) + _SILENT
    return status_of(plan, days, today) != "under way"


def hidden_anywhere(entries: Iterable[Entry], hiding: Hiding) -> Hiding:
    """Return what a site hides, with the nights of all entries."""
    circles = dict.fromkeys(circle for entry in entries for circle in entry.hidden.circles)
    return replace(hiding, circles=(*hiding.circles, *circles))


def _without(entry: Entry, circles: Sequence[Circle]) -> Entry:
    if not circles:
        return entry
    return replace(entry, hidden=replace(entry.hidden, circles=tuple(circles)))


def _secret(night: Night, evening: Evening) -> bytes:
    """Return what nobody else can know: the digests of the recordings that led there.

    It needs no setting, and it is the same for as long as somebody stays.
    """
    led = evening.material.activities.get(night.first, ())
    digests = {evening.origins[each.id][0].digest for each in led if each.id in evening.origins}
    return " ".join(sorted(digests)).encode()
