"""Ways that something else did: on a train, on a ferry, in a car."""

from collections.abc import Sequence

import numpy as np

from milepost.measure.places import distances_m
from milepost.model.activity import Activity, Line, Position
from milepost.model.day import Transfer
from milepost.model.journal import TransferMark

_APART_M = 1000.0  # that two recordings may be, and nothing was between them


def transfers_of(
    activities: Sequence[Activity],
    unplaced: Sequence[TransferMark],
    lines: Sequence[Line],
    last: Position | None,
    following: Position | None,
) -> list[Transfer]:
    """Return the transfers of a day: those with a line of their own, and what is only told.

    The `unplaced` lead straight from where the day before ended, at `last`, to where the
    day's `lines` begin, or from their end to where the next day begins, `following`. One
    without a time is the latter, if that is known.
    """
    made = [_placed(each) for each in activities if each.transfer]
    first, end = (lines[0][0], lines[-1][-1]) if lines else (None, None)
    before, after = (last, first or following), (end or last, following)
    for mark in unplaced:
        in_the_morning = mark.end is not None or following is None
        made.append(_told(mark, *(before if in_the_morning else after)))
    return made


def _placed(activity: Activity) -> Transfer:
    totals = activity.totals
    return Transfer(activity.transfer, activity.lines, totals.distance_m, totals.elapsed_s)


def _told(mark: TransferMark, start: Position | None, end: Position | None) -> Transfer:
    if start is None or end is None or (far_m := _apart_m(start, end)) < _APART_M:
        return Transfer(mark.mode, recorded=False)
    return Transfer(mark.mode, ((start, end),), far_m, recorded=False)


def _apart_m(one: Position, other: Position) -> float:
    lat_deg, lon_deg = other
    return float(distances_m(*one, np.array([lat_deg]), np.array([lon_deg]))[0])
