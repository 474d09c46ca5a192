"""How long and how fast: active time, moving time and top speed."""

import numpy as np

from milepost.measure.along import evenly
from milepost.measure.distance import gaussian
from milepost.measure.gaps import Flags, Recorder
from milepost.measure.geo import plane_m, steps_m
from milepost.measure.sports import STOP_SHARE, Sport
from milepost.model.track import Column, Segment

_SLICES, _SLICE_S = 5, 15.0  # that a speed along the way is the median of


def is_active(segment: Segment, sport: Sport, recorder: Recorder) -> Flags:
    """Tell for each step of a timed segment whether the recorder's timer ran.

    Devices show the sum as "time"; see `Recorder.is_silence` for how a pause is known.
    """
    raw_m = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    return ~recorder.is_silence(raw_m, np.diff(segment.time_s), sport.pause_s)


def is_moving(segment: Segment, sport: Sport, recorder: Recorder) -> Flags:
    """Tell for each step of a timed segment whether the athlete went on, if the timer ran.

    A stop is a stretch slower than a share of the usual speed that lasts long enough; the
    thresholds belong to the sport.
    """
    seconds = np.diff(segment.time_s)
    slow = _speeds(segment, sport) < _standing_mps(sport, recorder.usual_mps)
    still = _long_runs(slow, seconds, sport.stop_s) | recorder.is_stay(segment, sport.stay_s)
    return ~still


def _standing_mps(sport: Sport, usual_mps: float) -> float:
    if not np.isfinite(usual_mps):
        return sport.slowest_mps
    return float(np.clip(STOP_SHARE * usual_mps, sport.slowest_mps, sport.fastest_stop_mps))


def _speeds(segment: Segment, sport: Sport) -> Column:
    x, y = plane_m(segment.lat_deg, segment.lon_deg)
    if sport.stop_smoothing_s > 0:
        x, y = gaussian(segment.time_s, (x, y), sport.stop_smoothing_s)
    return np.asarray(np.hypot(np.diff(x), np.diff(y)) / np.diff(segment.time_s))


def _long_runs(slow: Flags, seconds: Column, shortest_s: float) -> Flags:
    """Keep only the slow stretches that last at least the sport's shortest stop."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], slow.astype(np.int8), [0]])))
    clock = np.concatenate([[0.0], np.cumsum(seconds)])
    kept = np.zeros_like(slow)
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if clock[last] - clock[first] >= shortest_s:
            kept[first:last] = True
    return kept


def top_speed_mps(step_m: Column, time_s: Column, window_s: float) -> float | None:
    """Return the best mean speed over a window of time; None when the track is shorter.

    A single step's speed is mostly noise: at one point a second 3 m of error are 11 km/h.
    """
    if len(time_s) < 2 or not np.isfinite(time_s).all():
        return None
    begins = time_s + window_s <= time_s[-1]
    if not begins.any():
        return None
    travelled = np.concatenate([[0.0], np.cumsum(step_m)])
    ahead = np.interp(time_s + window_s, time_s, travelled) - travelled
    return float(ahead[begins].max() / window_s)


def speed_samples(
    travelled_m: Column, time_s: Column, moving: Flags, spacing_m: float
) -> tuple[tuple[float, float], ...]:
    """Return (distance_m, mps) at even steps of way, with the standing left out.

    Each is the median of the mean speeds in five slices of moving time around the place, of
    15 s or a fifth of a step: a leap of the receiver, and back, spoils two of them at most.
    The first and the last samples look at the first and the last five slices. Without way or
    moving time there are none.
    """
    steps_m = np.where(moving, np.diff(travelled_m), 0.0)
    clock_s = np.concatenate([[0.0], np.cumsum(np.where(moving, np.diff(time_s), 0.0))])
    way_m = np.concatenate([[0.0], np.cumsum(steps_m)])
    length_m = float(travelled_m[-1] - travelled_m[0])
    if length_m <= 0 or clock_s[-1] <= 0:
        return ()
    at_m = evenly(travelled_m[0], travelled_m[-1], spacing_m)
    interval_s = float(np.median(np.diff(time_s)[moving]))
    step_s = float(clock_s[-1]) / (len(at_m) - 1)
    slice_s = min(max(_SLICE_S, interval_s, step_s / _SLICES), float(clock_s[-1]) / _SLICES)
    half_s = slice_s * _SLICES / 2
    middle_s = np.clip(np.interp(at_m, travelled_m, clock_s), half_s, clock_s[-1] - half_s)
    edges_s = middle_s[:, None] + np.linspace(-half_s, half_s, _SLICES + 1)
    speeds = np.median(np.diff(np.interp(edges_s, clock_s, way_m), axis=1) / slice_s, axis=1)
    return tuple(zip(at_m.round(0).tolist(), speeds.round(2).tolist(), strict=True))
