"""How far: the length of a track without noise, pauses and gaps."""

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import plane_m, steps_m
from milepost.measure.sports import Sport
from milepost.model.track import Column, Segment

_GAP_S = 30.0  # a silence longer than this is judged
_LONG_GAP_S = 300.0  # longer than this, nothing tells how the way was made
_SLOW, _FAST = 0.6, 2.0  # of the usual speed, across the gap
_NEIGHBOURS = 60  # that smoothing looks at, on either side at most


def length_m(lat_deg: Column, lon_deg: Column) -> float:
    """Return the plain length of a line along its points."""
    if len(lat_deg) < 2:
        return 0.0
    return float(np.hypot(*steps_m(lat_deg, lon_deg)).sum())


def usual_speed_mps(segments: tuple[Segment, ...]) -> float:
    """Return the median speed of a recording where it moves; NaN when times do not tell."""
    speeds = [_recorded_speeds(segment) for segment in segments if len(segment) > 1]
    known = np.concatenate(speeds) if speeds else np.empty(0)
    return float(np.median(known)) if len(known) else np.nan


def _recorded_speeds(segment: Segment) -> Column:
    seconds = np.diff(segment.time_s)
    metres = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    with np.errstate(divide="ignore", invalid="ignore"):
        speed = metres / seconds
    return speed[(seconds > 0) & (seconds <= 15) & (speed > 0.3)]


def is_pause(
    metres: Column, seconds: Column, usual_mps: float, silence_s: float
) -> NDArray[np.bool_]:
    """Tell which steps are pauses: long silences in which little way was made.

    A device that lost its signal in a tunnel kept moving, one that was switched off did not;
    the speed across the gap tells them apart. Past five minutes it no longer does.
    """
    if not np.isfinite(usual_mps):
        return np.asarray(seconds > _LONG_GAP_S)
    slow = metres < _SLOW * usual_mps * seconds
    return np.asarray((seconds > silence_s) & (slow | (seconds > _LONG_GAP_S)))


def step_lengths_m(segment: Segment, sport: Sport, usual_mps: float) -> Column:
    """Return what each step of a clean segment adds to the distance.

    Positions are smoothed in time, since receiver noise makes a line longer (Ranacher et al.
    2016, arXiv 1504.04504). A pause adds nothing; a gap crossed at more than twice the usual
    speed adds no more than that speed would. Without times every step counts as it is.
    """
    raw_m = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    if len(segment) < 2 or not np.isfinite(segment.time_s).all():
        return raw_m
    x, y = smoothed(segment, sport.smoothing_s)
    metres = np.hypot(np.diff(x), np.diff(y))
    seconds = np.diff(segment.time_s)
    metres[is_pause(raw_m, seconds, usual_mps, _GAP_S)] = 0.0
    if np.isfinite(usual_mps):
        most_m = usual_mps * seconds
        leap = (seconds > _GAP_S) & (raw_m > _FAST * most_m)
        metres[leap] = np.minimum(metres, most_m)[leap]
    return metres


def smoothed(segment: Segment, sigma_s: float) -> tuple[Column, Column]:
    """Return the positions on a plane of metres, smoothed by a twiced Gaussian in time.

    Twicing (Tukey 1977), G + G(1 - G), takes back most of what smoothing cuts from corners.
    At sampling intervals above 3 sigma nothing is smoothed.
    """
    x, y = plane_m(segment.lat_deg, segment.lon_deg)
    if sigma_s <= 0:
        return x, y
    once = gaussian(segment.time_s, (x, y), sigma_s)
    rest = gaussian(segment.time_s, (x - once[0], y - once[1]), sigma_s)
    return once[0] + rest[0], once[1] + rest[1]


def gaussian(
    time_s: Column, columns: tuple[Column, Column], sigma_s: float
) -> tuple[Column, Column]:
    """Return weighted means over neighbours in time, w = exp(-½(Δt/σ)²) within 3 sigma."""
    weight = np.ones(len(time_s))
    x, y = columns[0].copy(), columns[1].copy()
    for lag in range(1, min(_NEIGHBOURS, len(time_s))):
        away_s = time_s[lag:] - time_s[:-lag]
        w = np.exp(-0.5 * (away_s / sigma_s) ** 2)
        w[away_s > 3 * sigma_s] = 0.0
        if not w.any():
            break
        weight[:-lag] += w
        weight[lag:] += w
        for total, column in ((x, columns[0]), (y, columns[1])):
            total[:-lag] += w * column[lag:]
            total[lag:] += w * column[:-lag]
    return x / weight, y / weight
