"""When a journey will arrive, from how it went so far."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from milepost.model.progress import Outlook

_RECENT = 7  # active days that tell the pace of late
_LEAST = 3  # active days before anything is foretold
_STALE = timedelta(days=14)  # without a word, nobody knows
_FAR = 3 * 366  # days ahead: a pace so slow foretells nothing
_EVEN = 0.25  # of a day's pace; less is neither ahead nor behind


def outlook(
    done: Mapping[date, float],
    total_m: float,
    *,
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> Outlook:
    """Return what it takes to arrive, as of the newest date in `done`, or of yesterday.

    `done` holds the metres at the end of each date that has an entry, never falling; `total_m`
    is the whole way. `start` and `end` are the planned dates, both included. The arrival is
    foretold from the last 7 active days: "early" if every day to come is one of them, "late" if
    there are as many idle days among them as there were lately. Nothing is foretold from fewer
    than 3 active days, nor once 14 days have passed without an entry, nor beyond three years.
    No days are left once the planned end has passed; all of the way was to be done by then.
    """
    if not done:
        return Outlook()
    dates = sorted(done)
    newest = dates[-1]
    to_go_m = total_m - done[newest]
    if to_go_m <= 0:
        return Outlook()
    # Today may still be ridden, while the days between its morning and the newest were not.
    since = max(newest, today - timedelta(days=1))
    needed_m = days_left = None
    if end:
        days_left = max((end - since).days, 0)
        needed_m = to_go_m / days_left if days_left else None
    early = late = None
    if today - newest <= _STALE:
        early, late = _arrival(done, dates, to_go_m, since)
    ahead_m = ahead_days = None
    if start and end and start <= newest and end > start:
        pace_m = total_m / ((end - start).days + 1)
        ahead_m = done[newest] - pace_m * ((min(newest, end) - start).days + 1)
        ahead_days = ahead_m / pace_m
        if abs(ahead_days) < _EVEN:
            ahead_m = ahead_days = None
    return Outlook(needed_m, days_left, early, late, ahead_m, ahead_days)


def _arrival(
    done: Mapping[date, float], dates: list[date], to_go_m: float, since: date
) -> tuple[date | None, date | None]:
    newest = dates[-1]
    before = dict(zip(dates[1:], dates, strict=False))
    added = {day: done[day] - (done[before[day]] if day in before else 0.0) for day in dates}
    active = [day for day in dates if added[day] > 0]
    if len(active) < _LEAST:
        return None, None
    recent = active[-_RECENT:]
    way_m = sum(added[day] for day in recent)
    span = max((newest - recent[0]).days + 1, len(recent))
    soonest, latest = ceil(to_go_m / (way_m / len(recent))), ceil(to_go_m / (way_m / span))
    if latest > _FAR:
        return None, None
    return since + timedelta(days=soonest), since + timedelta(days=latest)
