"""Moments put on a way: how far along somebody was when a photo was taken."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from milepost.assemble.cuts import Segments, Span
from milepost.measure.geo import between_m
from milepost.model.activity import Activity, Unseen
from milepost.model.shot import Moment
from milepost.model.track import Column

_SILENCE_S, _JUMP_M = 300.0, 300.0  # longer and farther: nobody knows where they were
_BESIDE_S = 120.0  # before the recorder was started, or after it was stopped


def moments_on(
    ident: str,
    segments: Segments,
    travelled_m: Column,
    left_out: Sequence[Span],
    times_s: Sequence[float],
) -> tuple[Moment, ...]:
    """Return a moment for each of some times, in POSIX seconds.

    `segments` are those of an activity, all with times, `travelled_m` tells how far along the
    way each of their points lies, and `left_out` from when to when nothing is told.
    """
    clock_s = np.concatenate([segment.time_s for segment in segments])
    lat = np.concatenate([segment.lat_deg for segment in segments])
    lon = np.concatenate([segment.lon_deg for segment in segments])

    def moment(time_s: float) -> Moment:
        if any(begin_s <= time_s <= end_s for begin_s, end_s in left_out):
            return Moment(ident, None, hidden=True)
        if not clock_s[0] - _BESIDE_S <= time_s <= clock_s[-1] + _BESIDE_S:
            return Moment(ident, None)
        after = int(np.searchsorted(clock_s, time_s))
        if 0 < after < len(clock_s) and clock_s[after] - clock_s[after - 1] > _SILENCE_S:
            a, b = ((float(lat[n]), float(lon[n])) for n in (after - 1, after))
            if between_m(*a, *b) > _JUMP_M:
                return Moment(ident, None)
        return Moment(ident, round(float(np.interp(time_s, clock_s, travelled_m)), 1))

    return tuple(moment(time_s) for time_s in times_s)


def not_shown(
    instant: datetime, carried: Sequence[Activity], unseen: Sequence[Unseen]
) -> Moment | None:
    """Return a moment of which nothing is told, if somebody was carried or hidden then."""
    for each in carried:
        passed_s = (instant - each.start).total_seconds() if each.start else -1.0
        if 0 <= passed_s <= (each.totals.elapsed_s or 0.0):
            return Moment(each.id, None, hidden=True)
    spans = (span for each in unseen for span in each.spans)
    if any(begin_s <= instant.timestamp() <= end_s for begin_s, end_s in spans):
        return Moment("", None, hidden=True)
    return None
