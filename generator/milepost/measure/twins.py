"""The same way recorded twice: two devices, one file under two names, a wrong clock."""

from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from milepost.measure.elevation import source_of
from milepost.measure.geo import between_m, steps_m
from milepost.measure.timeline import Timeline, recorded_s, timeline
from milepost.model.track import Column, Segment

Verdict = Literal["same", "partly", "shifted", "apart", "different"]

_NEAR_M = 100.0  # two devices on one rider lie 0.3 to 8 m apart: 31 real pairs
_SHARE = 0.6  # of the shorter recording
_REAL_S = 60.0  # two clocks and a restart make less overlap than this
_OF_EXTENT = 1 / 20  # on a stadium's lap everything is near everything
_PROBES = 200  # moments that a shift is tried on first
_LONGER, _FINER = 1.1, 1.5

_HALVES_H = (3.5, 4.5, 5.5, 6.5, 9.5, 10.5)
_QUARTERS_H = (5.75, 8.75, 12.75)
_ZONES_H = np.array(sorted([*map(float, range(1, 15)), *_HALVES_H, *_QUARTERS_H]))
_SHIFTS_S = 3600.0 * np.concatenate([_ZONES_H, -_ZONES_H])


@dataclass(frozen=True, slots=True)
class Twins:
    """How far two recordings hold the same.

    `overlap_s` is the time in which both recorders ran, `overlap_share` that time as a share
    of the shorter one's; `apart_m` is the median distance of their positions then, None
    without overlap. `shift_s` is what to add to the other's times so that both agree; if it
    is not 0, the rest holds after the shift.
    """

    overlap_s: float
    overlap_share: float
    apart_m: float | None
    shift_s: float = 0.0


def compare(one: tuple[Segment, ...], other: tuple[Segment, ...]) -> Twins:
    """Lay two recordings over each other; points without a time say nothing.

    Positions are compared at equal times, interpolated, never across a silence of more than
    60 s. Where they do not agree, the offsets of time zones are tried: whole hours up to 14,
    and those half and quarter hours that zones have. A shift counts if they agree after it to
    less than 100 m and than 1/20 of the extent of the shorter one, since every lap on a
    stadium is within 100 m of every other.
    """
    if not _in_reach(_span_s(one), _span_s(other)):
        return Twins(0.0, 0.0, None)
    first, second = timeline(one), timeline(other)
    as_they_are = _at_equal_times(first, second)
    if as_they_are.overlap_share >= _SHARE and _near(as_they_are, _NEAR_M):
        return as_they_are
    return _shifted(first, second) or as_they_are


def _span_s(segments: tuple[Segment, ...]) -> tuple[float, float]:
    # fmin and fmax pass over NaN, and say NaN only where nothing else is.
    times = [part.time_s for part in segments if len(part)]
    first = np.fmin.reduce([np.nan, *(np.fmin.reduce(time_s) for time_s in times)])
    last = np.fmax.reduce([np.nan, *(np.fmax.reduce(time_s) for time_s in times)])
    return float(first), float(last)


def _in_reach(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether any shift could make two spans of time overlap; False if one is unknown."""
    reach_s = float(_SHIFTS_S.max())
    return one[0] < other[1] + reach_s and other[0] < one[1] + reach_s


def _near(twins: Twins, limit_m: float) -> bool:
    return twins.overlap_s > _REAL_S and twins.apart_m is not None and twins.apart_m < limit_m


def verdict(twins: Twins) -> Verdict:
    """Say what it means: tell the author about all but "different".

    - "same": they agree for 60 % of the shorter one; count one, see `better`.
    - "partly": they agree for more than a minute but less than that; a part counts twice.
    - "shifted": they agree once a clock is put right by `shift_s`.
    - "apart": more than a minute of overlap, 100 m apart or more: two persons, or a wrong
      clock. One person's two devices never were.
    - "different": everything else.
    """
    if twins.shift_s:
        return "shifted"
    if twins.apart_m is None or twins.overlap_s <= _REAL_S:
        return "different"
    if not _near(twins, _NEAR_M):
        return "apart"
    return "same" if twins.overlap_share >= _SHARE else "partly"


def better(one: tuple[Segment, ...], other: tuple[Segment, ...]) -> Literal[0, 1]:
    """Return which of two recordings of one way is kept: 0 for `one`, 1 for `other`.

    The first rule that tells them apart decides:
    1. more coverage: the recorder ran for at least 10 % longer, silences over 60 s left out;
    2. finer sampling: the median interval is at most 1/1.5 of the other's;
    3. elevation from a barometer;
    4. more of elevation, heart rate, cadence, power and so on;
    5. the first one.
    """
    first, second = timeline(one), timeline(other)
    coverage = recorded_s(first), recorded_s(second)
    if max(coverage) >= _LONGER * min(coverage) and max(coverage) > 0:
        return 1 if coverage[1] > coverage[0] else 0
    intervals = _interval_s(first), _interval_s(second)
    if max(intervals) >= _FINER * min(intervals):
        return 1 if intervals[1] < intervals[0] else 0
    by_device = [
        (source_of(_elevations(part)) == "watch", _sensors(part)) for part in (one, other)
    ]
    return 1 if by_device[1] > by_device[0] else 0


def _interval_s(line: Timeline) -> float:
    seconds = np.diff(line.time_s)[line.recorded]
    return float(np.median(seconds)) if len(seconds) else np.inf


def _elevations(segments: tuple[Segment, ...]) -> Column:
    return np.concatenate([part.ele_m for part in segments]) if segments else np.empty(0)


def _sensors(segments: tuple[Segment, ...]) -> int:
    names = [column.name for column in fields(Segment)]
    return sum(any(_knows(getattr(part, name)) for part in segments) for name in names)


def _knows(column: Column | None) -> bool:
    return column is not None and bool(np.isfinite(column).any())


def _at_equal_times(one: Timeline, other: Timeline) -> Twins:
    """Measure over the moments between all neighbouring times of both, each by its length."""
    begin = max(one.time_s[0], other.time_s[0])
    end = min(one.time_s[-1], other.time_s[-1])
    if begin >= end:
        return Twins(0.0, 0.0, None)
    edges = np.concatenate([[begin, end], one.time_s, other.time_s])
    edges = np.sort(edges[(edges >= begin) & (edges <= end)], kind="stable")
    middles, lengths_s = (edges[1:] + edges[:-1]) / 2, np.diff(edges)
    both = (lengths_s > 0) & _running(one, middles) & _running(other, middles)
    if not both.any():
        return Twins(0.0, 0.0, None)
    apart_m = _apart_m(one, other, middles[both])
    overlap_s = float(lengths_s[both].sum())
    shorter_s = min(recorded_s(one), recorded_s(other))
    return Twins(overlap_s, overlap_s / shorter_s, _middle(apart_m, lengths_s[both]))


def _running(line: Timeline, time_s: Column) -> NDArray[np.bool_]:
    step = np.searchsorted(line.time_s, time_s, "right") - 1
    inside = (step >= 0) & (step < len(line) - 1)
    return inside & line.recorded[np.clip(step, 0, len(line) - 2)]


def _apart_m(one: Timeline, other: Timeline, time_s: Column) -> Column:
    lat, lon = (
        np.column_stack(
            [np.interp(time_s, line.time_s, getattr(line, name)) for line in (one, other)]
        ).ravel()
        for name in ("lat_deg", "lon_deg")
    )
    east_m, north_m = steps_m(lat, lon)  # every second step leads from one to the other
    return np.hypot(east_m[::2], north_m[::2])


def _middle(values: Column, weights: Column) -> float:
    """Return the weighted median."""
    order = np.argsort(values)
    so_far = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(so_far, so_far[-1] / 2)]])


def _shifted(one: Timeline, other: Timeline) -> Twins | None:
    """Return the nearest agreement after the shift of a time zone, if there is one."""
    if min(recorded_s(one), recorded_s(other)) <= _REAL_S or not _boxes_touch(one, other):
        return None
    found = []
    near_m = min(_NEAR_M, _OF_EXTENT * min(_extent_m(one), _extent_m(other)))
    for shift_s in _SHIFTS_S.tolist():
        moved = replace(other, time_s=other.time_s + shift_s)
        if _may_agree(one, moved):
            twins = _at_equal_times(one, moved)
            if twins.overlap_share >= _SHARE and _near(twins, near_m):
                found.append(replace(twins, shift_s=shift_s))
    return min(found, key=lambda twins: (twins.apart_m, abs(twins.shift_s)), default=None)


def _may_agree(one: Timeline, other: Timeline) -> bool:
    """Try a few moments of the shorter recording, before all of them."""
    probed, against = (one, other) if recorded_s(one) <= recorded_s(other) else (other, one)
    begin = max(one.time_s[0], other.time_s[0])
    end = min(one.time_s[-1], other.time_s[-1])
    if end - begin < _SHARE * recorded_s(probed):
        return False
    seconds = np.where(probed.recorded, np.diff(probed.time_s), 0.0)
    clock_s = np.concatenate([[0.0], np.cumsum(seconds)])
    at_s = (np.arange(_PROBES) + 0.5) / _PROBES * clock_s[-1]
    step = np.searchsorted(clock_s, at_s, "right") - 1
    moments = probed.time_s[step] + at_s - clock_s[step]
    moments = moments[_running(against, moments)]
    if len(moments) < 0.8 * _SHARE * _PROBES:
        return False
    return float(np.median(_apart_m(one, other, moments))) < 2 * _NEAR_M


def _boxes_touch(one: Timeline, other: Timeline) -> bool:
    turns = 360.0 * round(float(one.lon_deg.mean() - other.lon_deg.mean()) / 360.0)
    pairs = ((one.lat_deg, other.lat_deg), (one.lon_deg, other.lon_deg + turns))
    return all(
        here.min() <= there.max() + 0.01 and there.min() <= here.max() + 0.01
        for here, there in pairs
    )


def _extent_m(line: Timeline) -> float:
    lat, lon = line.lat_deg, line.lon_deg
    return between_m(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max()))
