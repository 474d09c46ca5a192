"""Which part of a recording counts: what the author cut, and where a day ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import inf
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from milepost.measure.cleaning import select
from milepost.measure.gaps import recorder_of
from milepost.measure.local_time import local_day, moment
from milepost.model.journal import Cut, TransferMark
from milepost.model.track import Segment

Segments = tuple[Segment, ...]
LONGEST = timedelta(hours=20)  # a longer recording is more than one day's
_NIGHT_S = 300.0
_TICK_S = 1.0
_INTERVALS = 5.0  # of a tracker that reports every ten minutes, ten minutes are no silence

Span = tuple[float, float]  # POSIX seconds


def without_cuts(
    segments: Segments, cuts: Sequence[Cut], zone: str, *, day: Segments | None = None
) -> tuple[Segments, tuple[bool, ...], tuple[Span, ...]]:
    """Return timed segments without the parts of one cut or more, broken where they were.

    Tell for each cut whether a point lay in it, and from when to when it was. A time of day
    means that of the recording's first day at the place; on a recording that runs past
    midnight a time before its start means the next morning. An `after` that is earlier than a
    `before` is one cut with it, over midnight. `day` are the segments before anything of them
    was hidden.
    """
    day = day or segments
    spans = spans_of(day, cuts, zone)
    inside = [[_inside(segment, span) for segment in segments] for span in spans]
    made = tuple(any(_inside(part, span).any() for part in day) for span in spans)
    gone = [np.logical_or.reduce(parts) for parts in zip(*inside, strict=True)]
    left = tuple(
        piece
        for segment, part in zip(segments, gone, strict=True)
        for piece in _pieces(segment, ~part)
    )
    return left, made, tuple(spans)


def closed_up(segments: Segments, spans: Sequence[Span]) -> Segments:
    """Return segments whose clock stood still during what was cut out between them."""
    closed, back_s = list(segments[:1]), 0.0
    for before, after in pairwise(segments):
        begin_s, end_s = float(before.time_s[-1]), float(after.time_s[0])
        cut_s = sum(max(0.0, min(end_s, b) - max(begin_s, a)) for a, b in spans)
        back_s += min(cut_s, max(end_s - begin_s - _TICK_S, 0.0))
        closed.append(replace(after, time_s=after.time_s - back_s) if back_s else after)
    return tuple(closed)


def spans_of(segments: Segments, parts: Sequence[Cut | TransferMark], zone: str) -> list[Span]:
    """Return when each part of a day was on timed segments: see `without_cuts`."""
    first_s, _ = _span(segments)
    # The step over midnight belongs to the evening: one point behind it makes no night.
    last_s = max(float(segment.time_s[-2]) for segment in segments)
    spans = [_between(part, first_s, last_s, zone) for part in parts]
    rests = [begin_s for begin_s, end_s in spans if end_s == inf]
    starts = [end_s for begin_s, end_s in spans if begin_s == -inf]
    whole = []
    for begin_s, end_s in spans:
        if end_s == inf:
            end_s = min((end for end in starts if end > begin_s), default=inf)
        elif begin_s == -inf:
            begin_s = max((begin for begin in rests if begin < end_s), default=-inf)
        whole.append((begin_s, end_s))
    return whole


def _between(part: Cut | TransferMark, first_s: float, last_s: float, zone: str) -> Span:
    """Return the POSIX seconds that a part of a day means on a recording."""
    begins, ends = (moment(at).astimezone(ZoneInfo(zone)) for at in (first_s, last_s))
    known = [at for at in (part.begin, part.end) if at]
    overnight = ends.date() > begins.date() and known[-1] < begins.time()
    day = begins.date() + timedelta(days=1 if overnight else 0)
    return (
        _seconds(day, part.begin, zone) if part.begin else -inf,
        _seconds(day, part.end, zone) if part.end else inf,
    )


def _seconds(day: date, at: time, zone: str) -> float:
    return datetime.combine(day, at, ZoneInfo(zone)).timestamp()


def _inside(segment: Segment, span: Span) -> NDArray[np.bool_]:
    begin_s, end_s = span
    return (segment.time_s >= begin_s) & (segment.time_s <= end_s)


def _pieces(segment: Segment, keep: NDArray[np.bool_]) -> Segments:
    """Return the runs of points to keep, each a segment of its own."""
    if keep.all():
        return (segment,)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], keep.astype(np.int8), [0]])))
    runs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(select(segment, slice(first, last)) for first, last in runs)


def by_day(segments: Segments, zone: str, *, always: bool) -> list[Segments]:
    """Split timed segments at midnight, if asked or if they span more than 20 hours.

    The step over midnight belongs to the evening, unless the recorder was silent for so long
    that the step counts for nothing anyway.
    """
    first_s, last_s = _span(segments)
    if not (always or last_s - first_s > LONGEST.total_seconds()):
        return [segments]
    silence_s = max(_NIGHT_S, _INTERVALS * recorder_of(segments).interval_s)
    midnights = _midnights(segments, zone)
    days: list[list[Segment]] = [[] for _ in range(len(midnights) + 1)]
    for segment in segments:
        places = np.searchsorted(segment.time_s, midnights, "left")
        edges = [0, *places.tolist(), len(segment)]
        for number, (a, b) in enumerate(pairwise(edges)):
            if a < b:
                beyond = b < len(segment) and _step_s(segment, b) <= silence_s
                days[number].append(select(segment, slice(a, b + beyond)))
    whole = (tuple(part for part in day if len(part) > 1) for day in days)
    return [day for day in whole if day]


def _step_s(segment: Segment, point: int) -> float:
    """Return how long the step to a point took."""
    return float(segment.time_s[point] - segment.time_s[point - 1])


def _midnights(segments: Segments, zone: str) -> list[float]:
    """Return the midnights that part points: the first of a silence, be it one of years."""
    times = np.sort(np.concatenate([segment.time_s for segment in segments]))
    midnights: list[float] = []
    day, point = date.min, 0
    while True:
        # Where clocks go back over midnight, a day comes twice.
        day = max(day, local_day(moment(float(times[point])), zone)) + timedelta(days=1)
        midnight_s = _seconds(day, time(), zone)
        point = int(np.searchsorted(times, midnight_s, "left"))
        if point == len(times):
            return midnights
        midnights.append(midnight_s)


def _span(segments: Segments) -> tuple[float, float]:
    return (
        min(float(segment.time_s[0]) for segment in segments),
        max(float(segment.time_s[-1]) for segment in segments),
    )
