"""Trackpoints that cannot be true are left out before anything is measured."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import steps_m
from milepost.model.track import Segment

_MOSTLY = 0.95  # of the points have a time: the others can be spared
_PASSES = 3  # a spike of several points goes away from its ends


def clean(segment: Segment, possible_mps: float) -> Segment:
    """Return the segment in order of time, without doubled points and lone position spikes.

    Without complete times only repeated positions could be told, and they do no harm.
    """
    timed = np.isfinite(segment.time_s)
    if not timed.all() and timed.mean() >= _MOSTLY:
        segment, timed = select(segment, timed), timed[timed]
    if len(segment) < 2 or not timed.all():
        return segment
    if np.ptp(segment.time_s) == 0:  # some exporters write one time for all
        return replace(segment, time_s=np.full(len(segment), np.nan))
    segment = _in_order(segment)
    for _ in range(_PASSES):
        spikes = _spikes(segment, possible_mps)
        if not spikes.any():
            break
        segment = select(segment, ~spikes)
    return segment


def select(segment: Segment, rows: NDArray[np.bool_] | NDArray[np.intp] | slice) -> Segment:
    """Return some points of a segment, in every column."""
    columns = {column.name: getattr(segment, column.name) for column in fields(segment)}
    kept: dict[str, Any] = {
        name: None if values is None else values[rows] for name, values in columns.items()
    }
    return replace(segment, **kept)


def _in_order(segment: Segment) -> Segment:
    if (np.diff(segment.time_s) < 0).any():
        segment = select(segment, np.argsort(segment.time_s, kind="stable"))
    return select(segment, np.concatenate([[True], np.diff(segment.time_s) > 0]))


def _spikes(segment: Segment, possible_mps: float) -> NDArray[np.bool_]:
    """Find points that are reached and left faster than possible, far off the short way.

    The first and the last point have one neighbour: they go when only their step is too fast.
    """
    spikes = np.zeros(len(segment), dtype=bool)
    if len(segment) < 3:
        return spikes
    east_m, north_m = steps_m(segment.lat_deg, segment.lon_deg)
    step_m = np.hypot(east_m, north_m)
    fast = step_m / np.diff(segment.time_s) > possible_mps
    chord_m = np.hypot(east_m[1:] + east_m[:-1], north_m[1:] + north_m[:-1])
    spikes[1:-1] = fast[1:] & fast[:-1] & (chord_m < 0.5 * (step_m[1:] + step_m[:-1]))
    spikes[0] = fast[0] and not fast[1]
    spikes[-1] = fast[-1] and not fast[-2]
    return spikes
