"""How high: gain, loss and the profile."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from milepost.model.track import Column

_FEWEST = 5  # samples that can carry a number
_SMALLEST_SHARE = 0.5  # of the points must have an elevation
# (half window in samples, jump in metres): runs of up to 2, then up to 7 wrong samples
_SPIKES = ((2, 15.0), (7, 40.0))
_STEPS_M = (1.0, 0.5, 0.2)  # grids that barometric watches write on


@dataclass(frozen=True, slots=True)
class Climb:
    """Gain and loss, lowest and highest, in metres; None where elevations do not tell."""

    gain_m: float | None = None
    loss_m: float | None = None
    min_ele_m: float | None = None
    max_ele_m: float | None = None


def climb_of(travelled_m: Column, ele_m: Column, *, barometric: bool) -> Climb:
    """Measure one segment; `travelled_m` is the distance to each point.

    The elevation is averaged over some metres of way, so that the drift of a standing
    barometer averages out, and a rise counts once it leaves the last turning point by a
    threshold. Watches with a barometer allow finer limits than a phone's GPS altitude.
    """
    known = np.isfinite(ele_m)
    if known.sum() < _FEWEST or known.mean() < _SMALLEST_SHARE:
        return Climb()
    ele = without_spikes(travelled_m[known], ele_m[known])
    if np.ptp(ele) == 0 and ele[0] == 0:
        return Climb()  # a device that wrote 0 for "unknown"
    half_window_m, threshold_m = (6.0, 1.0) if barometric else (15.0, 5.0)
    smooth = averaged(travelled_m[known], ele, half_window_m)
    gain_m, loss_m = _hysteresis(smooth, threshold_m)
    return Climb(gain_m, loss_m, float(smooth.min()), float(smooth.max()))


def is_barometric(ele_m: Column) -> bool:
    """Tell whether elevations lie on the grid that watches write, not on GPS decimals."""
    known = ele_m[np.isfinite(ele_m)][:4000]
    if len(known) < 20:
        return False
    return any(
        np.mean(np.abs(known / step - np.round(known / step)) < 0.02) > 0.98
        for step in _STEPS_M
    )


def without_spikes(travelled_m: Column, ele_m: Column) -> Column:
    """Return elevations with short jumps, such as holes to 0 m, replaced by the median."""
    for half, jump_m in _SPIKES:
        if len(ele_m) <= 2 * half + 1:
            break
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


def _hysteresis(ele_m: Column, threshold_m: float) -> tuple[float, float]:
    # A barometer jitters by a metre while you stand still, so a rise counts only once it has
    # left the last turning point by the threshold.
    gain = loss = 0.0
    turning = float(ele_m[0])
    for ele in ele_m.tolist():
        if ele > turning + threshold_m:
            gain, turning = gain + ele - turning, ele
        elif ele < turning - threshold_m:
            loss, turning = loss + turning - ele, ele
    return gain, loss


def profile_samples(
    travelled_m: Column, ele_m: Column, spacing_m: float
) -> tuple[tuple[float, float], ...]:
    """Return (distance_m, ele_m) at even steps of way, averaged over one step each."""
    known = np.isfinite(ele_m)
    if known.sum() < _FEWEST or known.mean() < _SMALLEST_SHARE:
        return ()
    way, ele = travelled_m[known], without_spikes(travelled_m[known], ele_m[known])
    smooth = averaged(way, ele, spacing_m / 2)
    count = max(2, int((way[-1] - way[0]) / spacing_m) + 1)
    at = np.linspace(way[0], way[-1], count)
    sampled = np.interp(at, way, smooth)
    return tuple(zip(at.round(0).tolist(), sampled.round(1).tolist(), strict=True))
