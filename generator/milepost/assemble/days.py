"""One entry and all that was recorded for it."""

from collections.abc import Iterable
from dataclasses import replace

from milepost.errors import Problem, did_you_mean
from milepost.measure.sports import sport_of
from milepost.measure.totals import total
from milepost.model.activity import Activity, Totals
from milepost.model.journal import Entry
from milepost.model.site import Athlete, SportTotals


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return activities by the time they began, those without times last."""
    return tuple(sorted(activities, key=_begin))


def _begin(activity: Activity) -> tuple[bool, str, str]:
    moment = activity.start.isoformat() if activity.start else ""
    return (activity.start is None, moment, activity.id)


def day_totals(
    entry: Entry, activities: tuple[Activity, ...]
) -> tuple[Totals, tuple[SportTotals, ...]]:
    """Return a day's totals and its sports; numbers that the athlete typed win."""
    by_sport = sport_totals((activity.sport, activity.totals) for activity in activities)
    if not entry.typed:
        return total(part.totals for part in by_sport), by_sport
    measured = by_sport[0].totals if by_sport else Totals(activities=1)
    sport = by_sport[0].sport if by_sport else sport_of(entry.sport or "") or "other"
    typed = _with_typed(entry, measured)
    return typed, (SportTotals(sport, typed),)


def typed_problem(entry: Entry, activities: tuple[Activity, ...]) -> Problem | None:
    """Refuse typed numbers on a day of several sports: nobody could tell whose they are."""
    if not entry.typed or len({activity.sport for activity in activities}) < 2:
        return None
    keys = ("distance", "moving_time", "elevation_gain")
    line = next((entry.key_lines[key] for key in keys if key in entry.key_lines), None)
    message = "typed numbers do not say which of the day's sports they are for; take them out"
    return Problem(message, str(entry.source), line)


def _with_typed(entry: Entry, measured: Totals) -> Totals:
    typed = entry.typed
    distance_m = measured.distance_m if typed.distance_m is None else typed.distance_m
    moving_s = measured.moving_s if typed.moving_s is None else typed.moving_s
    if typed.distance_m is not None or typed.moving_s is not None:
        # Of another way and time than the recording's.
        measured = replace(measured, active_s=None, elapsed_s=None, max_speed_mps=None)
    return replace(
        measured,
        distance_m=distance_m,
        timed_distance_m=distance_m if moving_s else 0.0,
        moving_s=moving_s,
        gain_m=measured.gain_m if typed.gain_m is None else typed.gain_m,
    )


def sport_totals(parts: Iterable[tuple[str, Totals]]) -> tuple[SportTotals, ...]:
    """Add up by sport, the one with the longest way first."""
    sums: dict[str, list[Totals]] = {}
    for sport, totals in parts:
        sums.setdefault(sport, []).append(totals)
    added = (SportTotals(sport, total(all_of)) for sport, all_of in sums.items())
    return tuple(sorted(added, key=lambda part: (-part.totals.distance_m, part.sport)))


def people(
    names: Iterable[str], athletes: tuple[Athlete, ...], entry: Entry, key: str
) -> tuple[tuple[Athlete, ...], tuple[Problem, ...]]:
    """Return the athletes of given names or slugs; a stranger is welcome, with a warning.

    Nobody is warned on a site that lists no athletes.
    """
    known = {
        name.lower(): athlete for athlete in athletes for name in (athlete.name, athlete.slug)
    }
    found, problems = [], []
    for name in names:
        athlete = known.get(name.lower())
        if athlete is None and athletes:
            hint = did_you_mean(name, [athlete.name for athlete in athletes])
            message = f"'{name}' is none of the [[athletes]] in site.toml{hint}"
            place = str(entry.source), entry.key_lines.get(key)
            problems.append(Problem(message, *place, severity="warning"))
        found.append(athlete or Athlete(slug="", name=name))
    return tuple(found), tuple(problems)
