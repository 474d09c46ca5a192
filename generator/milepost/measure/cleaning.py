"""Trackpoints that cannot be true are left out before anything is measured."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from milepost.measure.gaps import is_leap
from milepost.measure.geo import plane_m, steps_m
from milepost.model.track import Segment

_MOSTLY = 0.95  # of the points have a time: the others can be spared
_IN_A_ROW = 3  # points that a spike has at most, before the first fix too
_FAR_S = 10.0  # at the fastest: as far as this off, several points in a row are a spike
_PASSES = 9  # those that lie far from each other go one after the other


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


def in_order(segments: Iterable[Segment], possible_mps: float) -> tuple[Segment, ...]:
    """Return the clean segments of two points or more, in order of time if they have one.

    A leap of the receiver breaks a segment: what lies on either side is not joined. Nobody is
    in two places at once: where segments overlap, the one that began first counts.
    """
    cleaned = (
        piece for segment in segments for piece in _unbroken(clean(segment, possible_mps))
    )
    kept = [segment for segment in cleaned if len(segment) > 1]
    if not all(np.isfinite(segment.time_s).all() for segment in kept):
        return tuple(kept)
    ordered: list[Segment] = []
    for segment in sorted(kept, key=lambda segment: float(segment.time_s[0])):
        if ordered and segment.time_s[0] < ordered[-1].time_s[-1]:
            segment = select(segment, segment.time_s > ordered[-1].time_s[-1])
        if len(segment) > 1:
            ordered.append(segment)
    return tuple(ordered)


def _unbroken(segment: Segment) -> Iterator[Segment]:
    edges = [0, *(np.flatnonzero(_leaping(segment)) + 1).tolist(), len(segment)]
    for first, last in pairwise(edges):
        yield segment if last - first == len(segment) else select(segment, slice(first, last))


def _leaping(segment: Segment) -> NDArray[np.bool_]:
    metres = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    return is_leap(metres, np.diff(segment.time_s))


def leaps(segments: Sequence[Segment]) -> int:
    """Count the breaks between segments in order that a leap has made."""
    ends = (select(one, slice(-1, None)) for one in segments[:-1])
    begins = (select(other, slice(0, 1)) for other in segments[1:])
    return sum(
        int(_leaping(_joined(end, begin))[0]) for end, begin in zip(ends, begins, strict=True)
    )


def _joined(one: Segment, other: Segment) -> Segment:
    return Segment(
        *(
            np.concatenate([getattr(one, name), getattr(other, name)])
            for name in ("lat_deg", "lon_deg", "ele_m", "time_s")
        )
    )


def overlapping(segments: Iterable[Segment]) -> int:
    """Return how many trackpoints were recorded while an earlier segment still went on."""
    timed = [segment.time_s[np.isfinite(segment.time_s)] for segment in segments]
    count, end_s = 0, -np.inf
    for time_s in sorted((times for times in timed if len(times)), key=np.min):
        count += int((time_s < end_s).sum())
        end_s = max(end_s, time_s.max())
    return count


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
    """Find the shortest spikes: points reached and left faster than possible, far off the way.

    The first and the last points have one way out: they go when only that step is too fast.
    """
    spikes = np.zeros(len(segment), dtype=bool)
    east_m, north_m = plane_m(segment.lat_deg, segment.lon_deg)
    step_m = np.hypot(np.diff(east_m), np.diff(north_m))
    fast = step_m / np.diff(segment.time_s) > possible_mps
    if not fast.any():
        return spikes
    for width in range(1, min(_IN_A_ROW, len(segment) - 2) + 1):
        if width > 1:  # receivers that bounce about for some seconds are not that wrong
            fast &= step_m > _FAR_S * possible_mps
        chord_m = np.hypot(*(c[width + 1 :] - c[: -width - 1] for c in (east_m, north_m)))
        far = chord_m < 0.5 * (step_m[width:] + step_m[:-width])
        for first in np.flatnonzero(fast[width:] & fast[:-width] & far) + 1:
            spikes[first : first + width] = True
        spikes[:width] |= fast[width - 1] and not fast[width]
        spikes[-width:] |= fast[-width] and not fast[-width - 1]
        if spikes.any():
            break
    return spikes
