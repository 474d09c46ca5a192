"""How far: the length of a track without noise, pauses and gaps."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from milepost.measure.gaps import Flags, Recorder
from milepost.measure.geo import plane_m, steps_m
from milepost.measure.sports import Sport
from milepost.model.track import Column, Segment

_FAST = 2.0  # of the usual speed: faster than this, a gap was not crossed on the way
_NEIGHBOURS = 60  # that smoothing looks at, on either side at most
_SPARSE_S = 8.0  # between points: from here on, steps cut corners that can be seen
_MEASURABLE_S = 18.0  # from here on, growth of the loss can be told from noise
_EARLY_SHARE, _LATER_SHARE = 0.72, 0.04  # of the next loss, and more of it a second
_GROWTH = 1.6, 2.6  # of the loss when the interval doubles
_MOST_CORNER = 0.3  # of a step's own length


def length_m(lat_deg: Column, lon_deg: Column) -> float:
    """Return the plain length of a line along its points."""
    if len(lat_deg) < 2:
        return 0.0
    return float(np.hypot(*steps_m(lat_deg, lon_deg)).sum())


def step_lengths_m(segment: Segment, sport: Sport, recorder: Recorder) -> Column:
    """Return what each step of a clean segment adds to the distance.

    Positions are smoothed in time, since receiver noise makes a line longer (Ranacher et al.
    2016, arXiv 1504.04504). A silence in which little way was made adds nothing; a gap
    crossed at more than twice the usual speed adds no more than that speed would; a long
    rest on one spot adds nothing; corners that a sparse tracker cut are estimated. Without
    times every step counts as it is.
    """
    east_m, north_m = steps_m(segment.lat_deg, segment.lon_deg)
    raw_m = np.hypot(east_m, north_m)
    if len(segment) < 2 or not np.isfinite(segment.time_s).all():
        return raw_m
    x, y = smoothed(segment, sport.smoothing_s)
    metres = np.hypot(np.diff(x), np.diff(y))
    seconds = np.diff(segment.time_s)
    left_out = recorder.is_silence(raw_m, seconds) | recorder.is_stay(segment, sport.stay_s)
    metres[left_out] = 0.0
    if np.isfinite(recorder.usual_mps):
        most_m = recorder.usual_mps * seconds
        leap = (seconds > recorder.gap_s) & (raw_m > _FAST * most_m)
        metres[leap] = np.minimum(metres, most_m)[leap]
        left_out |= leap
    if recorder.interval_s >= _SPARSE_S:
        return metres + _cut_corners_m(east_m, north_m, left_out, recorder.interval_s)
    return metres


def _cut_corners_m(
    east_m: Column, north_m: Column, left_out: Flags, interval_s: float
) -> Column:
    """Estimate what each step between far points has cut from the way.

    Richardson's extrapolation: leaving out every other point shows what halving the rate
    costs, and leaving out three of four how that cost grows. On 121 real tracks thinned to
    10, 15, 20, 30 and 60 s the median error falls from -1.4, -2.2, -3.3, -4.7 and -7.7 % to
    less than 1 % each. Between close points the growth is mostly noise and taken as known.
    """
    length = np.hypot(east_m, north_m)
    lost = _loss_m(east_m, north_m, left_out, 2)
    share = _EARLY_SHARE + _LATER_SHARE * (interval_s - _SPARSE_S)
    if interval_s >= _MEASURABLE_S and lost.sum() > 0:
        growth = _loss_m(east_m, north_m, left_out, 4).sum() / lost.sum() - 1
        share = 1 / (np.clip(growth, *_GROWTH) - 1)
    each = np.zeros(len(length))
    each[1:] += lost / 2
    each[:-1] += lost / 2
    return np.minimum(share * each, _MOST_CORNER * length)


def _loss_m(east_m: Column, north_m: Column, left_out: Flags, count: int) -> Column:
    """Return by how much taking `count` steps at once shortens the way, for each such leap.

    Every leap that could begin anywhere is tried, so each counts for a `count`-th.
    """
    if len(east_m) < count:
        return np.zeros(max(len(east_m) - 1, 0))
    leaps = [sliding_window_view(column, count).sum(axis=1) for column in (east_m, north_m)]
    along = sliding_window_view(np.hypot(east_m, north_m), count).sum(axis=1)
    known = ~sliding_window_view(left_out, count).any(axis=1)
    return np.where(known, along - np.hypot(*leaps), 0.0) / count


def smoothed(segment: Segment, sigma_s: float) -> tuple[Column, Column]:
    """Return the positions on a plane of metres, smoothed by a twiced Gaussian in time.

    Twicing (Tukey 1977), G + G(1 - G), takes back most of what smoothing cuts from corners.
    At sampling intervals above 3 sigma nothing is smoothed. At one point a second either end
    is drawn in by 0.27 sigma of way or some 0.6 s: 1 s of way for each break.
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
