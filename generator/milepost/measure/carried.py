"""Where something else did the work: a car, a train, a plane, a ferry, a lift."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from milepost.measure.evenly import (
    STEP_S,
    Span,
    Stretch,
    covered,
    merged,
    rolling,
    runs,
    samples_in,
    windows_where,
)
from milepost.model.track import Column, Segment

_KMH = 1 / 3.6
_SHARE = 0.7  # of a window: city traffic stops, and a jump is fast for half a minute
_LEVEL = 0.02
_SAME_S = 300.0  # two fast stretches no further apart are one journey


@dataclass(frozen=True, slots=True)
class TooFast:
    """A mean speed over a window, held for 70 % of it, that is not the sport's.

    Unless `downhill_too`, it says nothing where the way falls by more than 2 %, nor where
    elevations are unknown.
    """

    speed_mps: float
    window_s: float
    downhill_too: bool = True


_ANY = TooFast(90 * _KMH, 120)
_FOOT, _RUN, _WATER = (TooFast(kmh * _KMH, 180) for kmh in (16, 22, 20))
_BIKE = (
    TooFast(55 * _KMH, 300, downhill_too=False),
    TooFast(45 * _KMH, 900, downhill_too=False),
    TooFast(70 * _KMH, 300),
)
# Held for 70 % of 3 minutes at most, in 129 real tracks: hike 8 km/h, walk 6, run 13,
# trail run 12, paddle 8; for 5 minutes by bike 36.
_TOO_FAST: dict[str, tuple[TooFast, ...]] = {
    "run": (_RUN, _ANY),
    "trail-run": (_RUN, _ANY),
    "hike": (_FOOT, _ANY),
    "walk": (_FOOT, _ANY),
    "ride": (*_BIKE, _ANY),
    "ski": (_ANY,),
    "paddle": (_WATER, _ANY),
    "swim": (_WATER, _ANY),
}
_MAY_HAVE_A_MOTOR = (TooFast(200 * _KMH, 120),)

_FERRY_MPS = (15 * _KMH, 45 * _KMH)
_FERRY_S, _FERRY_RANGE_M = 600.0, 1.0
_STEADY, _STRAIGHT = 0.01, 0.97
_QUAY_STEADY, _QUAY_S, _QUAY_MOVING_S = 0.05, 180.0, 60.0
_MINUTE = int(60 / STEP_S)  # of leaving and of landing
_SENSED, _TURNING = 0.5, 0.05

# By rise: the record over 1,000 m on foot is 0.58 m/s.
_LIFT_RISE_MPS = {
    "hike": 0.6,
    "walk": 0.6,
    "run": 0.7,
    "trail-run": 0.7,
    "ski": 0.6,
    "ride": 0.9,
}
_LIFT_MPS, _LIFT_S, _LIFT_STRAIGHT = (1.2, 8.5), 120.0, 0.95
_HALF_MINUTE = int(30 / STEP_S)


def too_fast(sport: str) -> tuple[TooFast, ...]:
    """Return what is too fast for a sport; for one without a row, what is for a motorbike."""
    return _TOO_FAST.get(sport, _MAY_HAVE_A_MOTOR)


def rides(stretches: Iterable[Stretch], limits: tuple[TooFast, ...]) -> tuple[Span, ...]:
    """Return when it went faster than any of the limits, from the first fast moment on."""
    found = [span for each in stretches for limit in limits for span in _held(each, limit)]
    return merged(found, _SAME_S)


def _held(stretch: Stretch, limit: TooFast) -> list[Span]:
    count = int(limit.window_s / STEP_S)
    fast = stretch.speed_mps > limit.speed_mps
    if len(stretch) < count:
        return []
    mean_mps = rolling(np.mean, stretch.speed_mps, count)
    windows = windows_where(fast, count, _SHARE) & (mean_mps > limit.speed_mps)
    if not limit.downhill_too:
        way_m = limit.window_s * mean_mps
        fall_m = stretch.ele_m[: len(windows)] - stretch.ele_m[count - 1 :]
        windows &= fall_m <= _LEVEL * way_m  # False where unknown
    return _trimmed(stretch, covered(windows, count, len(stretch)), fast)


def _trimmed(
    stretch: Stretch, windows: NDArray[np.bool_], true: NDArray[np.bool_]
) -> list[Span]:
    """Cut each covered run down to where it is true first and last."""
    spans = []
    for first, last in runs(windows):
        inside = first + np.flatnonzero(true[first : last + 1])
        spans.append(_span(stretch, (int(inside[0]), int(inside[-1]))))
    return spans


def ferries(stretches: tuple[Stretch, ...], segments: tuple[Segment, ...]) -> tuple[Span, ...]:
    """Return when a bike was on a ferry: 10 minutes at 15 to 45 km/h within ±0.5 m of height.

    A tow path is as level: a ride along canals held 1.7 % of speed and 0.7 m of height for
    10 minutes. So one more thing must tell: cadence or power that the rest of the way has
    and this has not; or standing for 2 of the 3 minutes before and after, at a speed steady
    to 5 %; or a straight line at a speed steady to 1 %.
    """
    found = []
    for stretch in stretches:
        for run in _level_runs(stretch):
            span = _span(stretch, run)
            steady, straight = _evenness(stretch, *run)
            if (
                (steady <= _STEADY and straight >= _STRAIGHT)
                or (steady <= _QUAY_STEADY and _between_stands(stretches, span))
                or _legs_rest(segments, span)
            ):
                found.append(span)
    return tuple(found)


def afloat(stretches: Iterable[Stretch]) -> tuple[Span, ...]:
    """Return when the way was as level and as fast as a ferry's; on foot that is enough."""
    return tuple(_span(each, run) for each in stretches for run in _level_runs(each))


def _span(stretch: Stretch, run: tuple[int, int]) -> Span:
    return float(stretch.time_s[run[0]]), float(stretch.time_s[run[1]])


def _level_runs(stretch: Stretch) -> list[tuple[int, int]]:
    count = int(_FERRY_S / STEP_S)
    if len(stretch) < count:
        return []
    range_m = rolling(np.max, stretch.ele_m, count) - rolling(np.min, stretch.ele_m, count)
    mean_mps = rolling(np.mean, stretch.speed_mps, count)
    level = (
        (range_m <= _FERRY_RANGE_M) & (mean_mps > _FERRY_MPS[0]) & (mean_mps < _FERRY_MPS[1])
    )
    moving = covered(level, count, len(stretch)) & (stretch.speed_mps > _FERRY_MPS[0] / 2)
    return [run for run in runs(moving) if run[1] - run[0] + 1 >= count]


def _evenness(stretch: Stretch, first: int, last: int) -> tuple[float, float]:
    """Return the deviation of speed as a share of its mean, and the chord's of the way.

    Speeds are chords over a minute: in half a minute noise alone deviates by 1 %.
    """
    inner = slice(first + _MINUTE, last + 1 - _MINUTE)
    x_m, y_m = stretch.x_m[inner], stretch.y_m[inner]
    chords_m = np.hypot(x_m[_MINUTE:] - x_m[:-_MINUTE], y_m[_MINUTE:] - y_m[:-_MINUTE])
    way_m = float(chords_m.mean()) / _MINUTE * (len(x_m) - 1)
    whole_m = float(np.hypot(x_m[-1] - x_m[0], y_m[-1] - y_m[0]))
    return float(chords_m.std() / chords_m.mean()), whole_m / way_m


def _between_stands(stretches: tuple[Stretch, ...], span: Span) -> bool:
    before, after = (span[0] - _QUAY_S, span[0]), (span[1], span[1] + _QUAY_S)
    within = stretches[0].time_s[0] <= before[0] and after[1] <= stretches[-1].time_s[-1]
    return bool(within) and all(
        _moving_s(stretches, side) <= _QUAY_MOVING_S for side in (before, after)
    )


def _moving_s(stretches: tuple[Stretch, ...], span: Span) -> float:
    return STEP_S * sum(
        float((each.speed_mps[samples_in(each, span)] > 1.0).sum()) for each in stretches
    )


def _legs_rest(segments: tuple[Segment, ...], span: Span) -> bool:
    """Tell whether a sensor of the legs, at work elsewhere, is at zero in a span."""
    time_s = np.concatenate([part.time_s for part in segments])
    inside = (time_s >= span[0]) & (time_s <= span[1])
    for name in ("cadence_rpm", "power_w"):
        column = np.concatenate([_or_unknown(part, getattr(part, name)) for part in segments])
        here, elsewhere = column[inside], column[~inside]
        known = len(elsewhere) and np.isfinite(here).mean() > 1 - _TURNING
        if known and (elsewhere > 0).mean() > _SENSED and (here > 0).mean() < _TURNING:
            return True
    return False


def _or_unknown(part: Segment, column: Column | None) -> Column:
    return np.full(len(part), np.nan) if column is None else column


def lifts(stretches: Iterable[Stretch], sport: str) -> tuple[Span, ...]:
    """Return when a lift or a cable car went up: straight, and faster than anyone climbs."""
    rise_mps = _LIFT_RISE_MPS.get(sport)
    if rise_mps is None:
        return ()
    return merged([span for each in stretches for span in _lifts(each, rise_mps)], 0.0)


def _lifts(stretch: Stretch, rise_mps: float) -> list[Span]:
    count = int(_LIFT_S / STEP_S)
    if len(stretch) < count:
        return []
    rise = np.full(len(stretch), np.nan)
    ahead_m = stretch.ele_m[2 * _HALF_MINUTE :] - stretch.ele_m[: -2 * _HALF_MINUTE]
    rise[_HALF_MINUTE:-_HALF_MINUTE] = ahead_m / (2 * _HALF_MINUTE * STEP_S)
    slowest, fastest = _LIFT_MPS
    carried = (rise > rise_mps) & (stretch.speed_mps > slowest) & (stretch.speed_mps < fastest)
    windows = windows_where(carried, count, 0.9)
    x_m, y_m = stretch.x_m, stretch.y_m
    back = count - 1
    chord_m = np.hypot(x_m[back:] - x_m[:-back], y_m[back:] - y_m[:-back])
    way_m = STEP_S * rolling(np.sum, stretch.speed_mps, count) * back / count
    windows &= chord_m >= _LIFT_STRAIGHT * way_m
    return _trimmed(stretch, covered(windows, count, len(stretch)), carried)
