"""How high: gain, loss and the profile."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from milepost.measure.along import evenly
from milepost.model.detail import ElevationSource
from milepost.model.track import Column

_FEWEST = 5  # samples that can carry a number
_SMALLEST_SHARE = 0.5  # of the points must have an elevation
# (half window in samples, jump in metres): runs of up to 2, then up to 7 wrong samples
_SPIKES = ((2, 15.0), (7, 40.0))
_TOUCH_M = 1e-6
_CLIFF_M = 30.0  # that a hole to 0 m has on either side
_STEPS_M = (1.0, 0.5, 0.2)  # grids that barometric watches write on


@dataclass(frozen=True, slots=True)
class Rule:
    """How gain is counted: the mean over ± a window of way, then a threshold, in metres."""

    half_window_m: float
    threshold_m: float


# Tuned on 1,151 climbs that devices counted themselves; see `rule_for`.
_WATCH = Rule(6.0, 1.0)
_WHOLE_METRES = Rule(12.0, 0.85)
_PHONE = Rule(15.0, 5.0)


@dataclass(frozen=True, slots=True, eq=False)
class Climbed:
    """Gain and loss up to each of n points, lowest and highest, in metres."""

    gain_m: Column
    loss_m: Column
    min_ele_m: float
    max_ele_m: float


def source_of(ele_m: Column) -> ElevationSource:
    """Tell what elevations come from by the grid they lie on.

    Watches with a barometer write multiples of 0.2, 0.5 or 1 m (99 % of 2,300 recordings);
    phones and loggers write GPS decimals.
    """
    known = ele_m[np.isfinite(ele_m)]
    if len(known) < _FEWEST or len(known) < _SMALLEST_SHARE * len(ele_m):
        return "none"
    if np.ptp(known) == 0:
        return "none"  # a device that wrote the same for "unknown"
    fine = len(known) >= 20 and any(_lies_on(step_m, known) for step_m in _STEPS_M)
    return "watch" if fine else "phone"


def _lies_on(step_m: float, known: Column) -> bool:
    steps = known[:4000] / step_m
    return bool(np.mean(np.abs(steps - np.rint(steps)) < 0.02) > 0.98)


def rule_for(source: ElevationSource, ele_m: Column) -> Rule:
    """Return how to count the climb of a recording, all its elevations given.

    A barometer allows fine limits, a phone's GPS altitude wanders by metres. Elevations
    rounded to whole metres turn every undulation into a step of the threshold's own size:
    they take a wider window and a threshold below one step.
    """
    if source == "phone":
        return _PHONE
    known = ele_m[np.isfinite(ele_m)]
    return _WHOLE_METRES if len(known) and _lies_on(1.0, known) else _WATCH


def climbed(travelled_m: Column, ele_m: Column, rule: Rule) -> Climbed | None:
    """Measure one segment; `travelled_m` is the distance to each point, NaN is no elevation.

    The elevation is averaged over some metres of way, so that the drift of a standing
    barometer averages out; a rise counts once it leaves the last turning point by the
    threshold. That depends a little on where one comes from, so it is counted there and
    back and the mean taken: whoever rides it back reads the same two numbers. None when too
    few points have an elevation.
    """
    known = np.isfinite(ele_m)
    if known.sum() < _FEWEST or known.mean() < _SMALLEST_SHARE:
        return None
    way = travelled_m[known]
    smooth = averaged(way, without_spikes(way, ele_m[known]), rule.half_window_m)
    gain, loss = _hysteresis(smooth, rule.threshold_m)
    back_gain, back_loss = _hysteresis(smooth[::-1], rule.threshold_m)
    latest = np.maximum(np.cumsum(known) - 1, 0)  # the last known elevation at each point
    return Climbed(
        gain_m=((gain + back_loss[-1] - back_loss[::-1]) / 2)[latest],
        loss_m=((loss + back_gain[-1] - back_gain[::-1]) / 2)[latest],
        min_ele_m=float(smooth.min()),
        max_ele_m=float(smooth.max()),
    )


def _hysteresis(ele_m: Column, threshold_m: float) -> tuple[Column, Column]:
    """Return gain and loss up to each point; both begin with 0."""
    # A barometer jitters by a metre while you stand still, so a rise counts only once it has
    # left the last turning point by the threshold.
    steps = [0.0] * len(ele_m)
    turning = float(ele_m[0])
    # Elevations on a grid often differ by the threshold exactly: rounding must not decide.
    threshold_m += _TOUCH_M
    low, high = turning - threshold_m, turning + threshold_m
    for n, ele in enumerate(ele_m.tolist()):
        if low <= ele <= high:
            continue
        steps[n] = ele - turning
        turning, low, high = ele, ele - threshold_m, ele + threshold_m
    counted = np.array(steps)
    return np.cumsum(np.maximum(counted, 0.0)), np.cumsum(np.maximum(-counted, 0.0))


def without_holes(ele_m: Column) -> Column:
    """Return elevations with NaN where a device wrote 0 m for "unknown".

    Such a stretch of exact zeros falls off a cliff on each side that has a neighbour; a ride
    along the sea does not.
    """
    zero = ele_m == 0
    if not zero.any() or zero.all():
        return ele_m
    edges = np.flatnonzero(np.diff(np.concatenate([[0], zero.astype(np.int8), [0]])))
    clean = ele_m.copy()
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        beside = [ele_m[n] for n in (first - 1, last) if 0 <= n < len(ele_m)]
        if all(not np.isfinite(ele) or abs(ele) > _CLIFF_M for ele in beside):
            clean[first:last] = np.nan
    return clean


def without_spikes(travelled_m: Column, ele_m: Column) -> Column:
    """Return elevations with short jumps replaced by the median of their neighbours."""
    for half, jump_m in _SPIKES:
        # Nothing is off by a jump where the steps of half a window cannot add up to one.
        if len(ele_m) <= 2 * half + 1 or np.abs(np.diff(ele_m)).max() * half <= jump_m:
            continue
        median = np.median(sliding_window_view(ele_m, 2 * half + 1), axis=1)
        span_m = travelled_m[2 * half :] - travelled_m[: -2 * half]
        off = np.abs(ele_m[half:-half] - median) > np.maximum(jump_m, 0.6 * span_m)
        if off.any():
            ele_m = ele_m.copy()
            ele_m[half:-half][off] = median[off]
    return ele_m


def averaged(travelled_m: Column, ele_m: Column, half_window_m: float) -> Column:
    """Return the mean elevation within a window of way around each point."""
    first = np.searchsorted(travelled_m, travelled_m - half_window_m - 1e-9, "left")
    last = np.searchsorted(travelled_m, travelled_m + half_window_m + 1e-9, "right")
    total = np.concatenate([[0.0], np.cumsum(ele_m)])
    return np.asarray((total[last] - total[first]) / (last - first))


def profile_samples(
    travelled_m: Column, ele_m: Column, spacing_m: float
) -> tuple[tuple[float, float], ...]:
    """Return (distance_m, ele_m) at even steps of way, averaged over one step each."""
    known = np.isfinite(ele_m)
    if known.sum() < _FEWEST or known.mean() < _SMALLEST_SHARE:
        return ()
    way, ele = travelled_m[known], without_spikes(travelled_m[known], ele_m[known])
    smooth = averaged(way, ele, spacing_m / 2)
    at = evenly(way[0], way[-1], spacing_m)
    sampled = np.interp(at, way, smooth)
    return tuple(zip(at.round(0).tolist(), sampled.round(1).tolist(), strict=True))
