"""What each day added to the goals that it meets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from milepost.assemble.people import slug_of
from milepost.assemble.sums import Share
from milepost.model.activity import Totals
from milepost.model.day import Day, is_active
from milepost.model.goal import Credit, Goal, Stage, Unit

Shares = Mapping[PurePosixPath, Sequence[Share]]
_EVEN = 1e-6  # of the goal: sums of metres do not end on whole ones


def with_credits(goal: Goal, days: Sequence[Day], shares: Shares, *, today: date) -> Goal:
    """Return a goal with what each of the days, in turn, added to it, as it stands today."""
    total, credits, dates = goal.before, list[Credit](), set[date]()
    for day in days:
        met = [share for share in shares[day.entry.source] if _meets(share, goal)]
        if not met or not _within(day, goal):
            continue
        added = _added(goal.unit, met, new_date=day.date not in dates)
        dates.add(day.date)
        if added <= 0:
            continue
        before, total = total, total + added
        credits.append(
            Credit(
                goal=goal.slug,
                name=goal.name,
                unit=goal.unit,
                added=added,
                total=total,
                target=goal.target,
                sports=tuple(dict.fromkeys(share.sport for share in met)),
                date=day.date,
                permalink=day.permalink,
                title=day.title,
                number=day.number,
                stages=tuple(s.name for s in goal.stages if _comes_to(before, total, s.at)),
                finishes=_comes_to(before, total, goal.target),
            )
        )
    stages = tuple(_reached(stage, credits, goal.before) for stage in goal.stages)
    over = goal.end is not None and goal.end < today
    return replace(goal, credits=tuple(credits), stages=stages, over=over)


def _meets(share: Share, goal: Goal) -> bool:
    """Tell whether a way counts: what two share does for each of them, and once for both."""
    if goal.sports and share.sport not in goal.sports:
        return False
    if len(goal.athletes) == 1:
        return slug_of(goal.athletes[0]) in share.athletes
    wanted = {slug_of(athlete) for athlete in goal.athletes}
    return share.counted and (not wanted or bool(wanted & set(share.athletes)))


def _within(day: Day, goal: Goal) -> bool:
    if goal.journey and day.journey != goal.journey:
        return False
    return (goal.start or date.min) <= day.date <= (goal.end or date.max)


def _added(unit: Unit, shares: Sequence[Share], *, new_date: bool) -> float:
    if unit == "days":
        return float(new_date and any(is_active(share.totals) for share in shares))
    return sum(_worth(unit, share.totals) for share in shares)


def _worth(unit: Unit, totals: Totals) -> float:
    match unit:
        case "elevation_gain":
            return totals.gain_m or 0.0
        case "moving_time":
            return totals.moving_s or 0.0
        case "count":
            return float(totals.activities)
    return totals.distance_m


def _comes_to(before: float, after: float, mark: float) -> bool:
    least = mark * (1 - _EVEN)
    return before < least <= after


def _reached(stage: Stage, credits: Sequence[Credit], before: float) -> Stage:
    if stage.at <= before:
        return replace(stage, early=True)
    came = next((credit for credit in credits if stage.name in credit.stages), None)
    return replace(stage, date=came.date, reached=came.permalink) if came else stage
