"""What an entry adds up to, and for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil

from milepost.errors import Problem
from milepost.measure.totals import total
from milepost.model.activity import Activity, Totals
from milepost.model.day import SportTotals
from milepost.model.journal import Entry

_ALIKE = 0.1  # by which two devices may differ on one way


@dataclass(frozen=True, slots=True)
class Share:
    """What one activity, or the typed numbers of a day, add up to.

    `athletes` are the slugs of those who did it. It is `counted` in sums over several people
    unless another entry has the same way. The `true_totals` are those of an Activity.
    """

    sport: str
    totals: Totals
    athletes: tuple[str, ...] = ()
    counted: bool = True
    true_totals: Totals | None = None


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return activities by the time they began, those without times last."""
    return tuple(sorted(activities, key=_begin))


def _begin(activity: Activity) -> tuple[bool, str, str]:
    moment = activity.start.isoformat() if activity.start else ""
    return (activity.start is None, moment, activity.id)


def shares_of(
    entry: Entry,
    activities: Sequence[Activity],
    *,
    athletes: Sequence[str] = (),
    sport: str = "other",
) -> tuple[Share, ...]:
    """Return what a day adds up to.

    Numbers that were typed replace those of all activities: they are of all `athletes` of the
    day, and of a `sport` if nothing was recorded. Transfers count for nothing.
    """
    own = [activity for activity in activities if not activity.transfer]
    if not entry.typed:
        return tuple(
            Share(each.sport, each.totals, each.athletes, each.counted, each.true_totals)
            for each in own
        )
    by_sport = sport_totals((each.sport, each.totals) for each in once_each(own))
    measured = by_sport[0].totals if by_sport else Totals(activities=1)
    sport = by_sport[0].sport if by_sport else sport
    counted = not own or any(each.counted for each in own)
    return (Share(sport, _with_typed(entry, measured), tuple(athletes), counted),)


def once_each(activities: Sequence[Activity]) -> list[Activity]:
    """Leave out what two people of one entry have both recorded, but for one of them."""
    counted = [activity for activity in activities if activity.counted]
    return [
        activity
        for activity in activities
        if activity.counted or not any(_at_once(activity, other) for other in counted)
    ]


def _at_once(one: Activity, other: Activity) -> bool:
    if one.start is None or other.start is None:
        return False
    ends = [
        each.start + timedelta(seconds=each.measured.elapsed_s or 0.0)
        for each in (one, other)
        if each.start
    ]
    return one.start < ends[1] and other.start < ends[0]


def counted_once(told: Sequence[tuple[str, Sequence[Share]]]) -> list[tuple[Share, ...]]:
    """Return the shares of the entries of one date, not counting again what one of them has.

    Each comes with who wrote it, the one to believe first. Entries by two writers that give
    people of both about the same way, in the same sport, tell of one.
    """
    counted: list[tuple[str, Share]] = []
    found = []
    for writer, shares in told:
        others = [share for who, share in counted if who != writer]
        mine = tuple(
            replace(share, counted=share.counted and not _told(share, others))
            for share in shares
        )
        counted += [(writer, share) for share in mine if share.counted]
        found.append(mine)
    return found


def _told(share: Share, others: Sequence[Share]) -> bool:
    return any(
        alike(share, other) and set(share.athletes) & set(other.athletes) for other in others
    )


def alike(one: Share, other: Share) -> bool:
    """Tell whether two shares may be of one way, by what they add up to."""
    lengths = one.totals.distance_m, other.totals.distance_m
    return one.sport == other.sport and min(lengths) >= (1 - _ALIKE) * max(lengths)


def day_totals(
    entry: Entry, activities: Sequence[Activity], sport: str = "other"
) -> tuple[Totals, tuple[SportTotals, ...]]:
    """Return a day's totals and its sports; numbers that the athlete typed win."""
    shares = shares_of(entry, once_each(activities), sport=sport)
    by_sport = sport_totals((share.sport, share.totals) for share in shares)
    return total(part.totals for part in by_sport), by_sport


def typed_problem(entry: Entry, activities: Sequence[Activity]) -> Problem | None:
    """Refuse typed numbers on a day of several sports: nobody could tell whose they are."""
    sports = {activity.sport for activity in activities if not activity.transfer}
    if not entry.typed or len(sports) < 2:
        return None
    keys = ("distance", "moving_time", "elevation_gain")
    line = next((entry.key_lines[key] for key in keys if key in entry.key_lines), None)
    message = "typed numbers do not say which of the day's sports they are for; take them out"
    return Problem(message, str(entry.source), line)


def true_sum(shares: Iterable[Share]) -> Totals | None:
    """Return what shares come to with what is hidden, None if nothing of it is to be told.

    It has a distance, moving time and climb only, rounded up to whole kilometres, hours and
    tens of metres: what one of many tracks has hidden is not to be read off.
    """
    found = list(shares)
    if all(share.true_totals is None for share in found):
        return None
    whole = total(share.true_totals or share.totals for share in found)
    return Totals(
        distance_m=_up(whole.distance_m, 1000.0),
        moving_s=None if whole.moving_s is None else _up(whole.moving_s, 3600.0),
        gain_m=None if whole.gain_m is None else _up(whole.gain_m, 10.0),
    )


def _up(value: float, step: float) -> float:
    return step * ceil(value / step)


def _with_typed(entry: Entry, measured: Totals) -> Totals:
    typed = entry.typed
    recorded_m = measured.timed_distance_m if typed.moving_s is None else 0.0
    distance_m = measured.distance_m if typed.distance_m is None else typed.distance_m
    moving_s = measured.moving_s if typed.moving_s is None else typed.moving_s
    if typed.distance_m is not None or typed.moving_s is not None:
        # Of another way and time than the recording's.
        measured = replace(measured, active_s=None, elapsed_s=None, max_speed_mps=None)
    return replace(
        measured,
        distance_m=distance_m,
        # A time that was recorded is of the way that was recorded.
        timed_distance_m=(recorded_m or distance_m) if moving_s else 0.0,
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
