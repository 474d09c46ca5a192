"""Dates that lie 1024 weeks back: a receiver that lost count of the GPS weeks."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from math import isfinite
from statistics import median

DAY_S = 86_400.0
ROLLOVER_S = 7_168 * DAY_S  # 1024 weeks: GPS counts them in ten bits

_BEHIND_S = 15 * 365.25 * DAY_S
_FITS_S = 2 * DAY_S
_MOST = 3


def rollover_weeks(
    time_s_first: float, expected_day: date | None, others: Iterable[float] = ()
) -> int:
    """Return how many times 1024 weeks a recording's first time is behind, 0 if it is not.

    `time_s_first` and `others`, the first times of its neighbours, are POSIX seconds; NaN
    tells nothing. A time is in doubt 15 years before what is expected: the entry's day, else
    the middle one of the neighbours. It is behind if 1, 2 or 3 rollovers bring it within 2
    days of that day, or of a neighbour. A guess to be told to the author, never applied: the
    weeks rolled over in 1999 and 2019, but receivers count from the year their software was
    made, so a wrong date can come at any time.
    """
    known = [other for other in others if isfinite(other)]
    if expected_day is not None:
        noon = datetime(expected_day.year, expected_day.month, expected_day.day, 12, tzinfo=UTC)
        known = [noon.timestamp()]
    if not known or not isfinite(time_s_first):
        return 0
    if time_s_first > median(known) - _BEHIND_S:
        return 0
    for times in range(1, _MOST + 1):
        moved_s = time_s_first + times * ROLLOVER_S
        if any(abs(moved_s - other) <= _FITS_S for other in known):
            return times
    return 0
