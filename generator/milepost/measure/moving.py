"""How long and how fast: moving time and top speed."""

import numpy as np
from numpy.typing import NDArray

from milepost.measure.distance import gaussian, is_pause
from milepost.measure.geo import plane_m, steps_m
from milepost.measure.sports import STOP_SHARE, Sport
from milepost.model.track import Column, Segment


def moving_s(segment: Segment, sport: Sport, usual_mps: float) -> float | None:
    """Return the seconds of a clean segment without pauses and stops; None without times.

    A stop is a stretch slower than a share of the usual speed that lasts long enough; the
    thresholds belong to the sport.
    """
    if len(segment) < 2 or not np.isfinite(segment.time_s).all():
        return None
    seconds = np.diff(segment.time_s)
    raw_m = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    paused = is_pause(raw_m, seconds, usual_mps, sport.pause_s)
    still = _long_runs(
        _speeds(segment, sport) < _standing_mps(sport, usual_mps), seconds, sport
    )
    return float(seconds[~(still | paused)].sum())


def _standing_mps(sport: Sport, usual_mps: float) -> float:
    if not np.isfinite(usual_mps):
        return sport.slowest_mps
    return float(np.clip(STOP_SHARE * usual_mps, sport.slowest_mps, sport.fastest_stop_mps))


def _speeds(segment: Segment, sport: Sport) -> Column:
    x, y = plane_m(segment.lat_deg, segment.lon_deg)
    if sport.stop_smoothing_s > 0:
        x, y = gaussian(segment.time_s, (x, y), sport.stop_smoothing_s)
    return np.asarray(np.hypot(np.diff(x), np.diff(y)) / np.diff(segment.time_s))


def _long_runs(slow: NDArray[np.bool_], seconds: Column, sport: Sport) -> NDArray[np.bool_]:
    """Keep only the slow stretches that last at least the sport's shortest stop."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], slow.astype(np.int8), [0]])))
    clock = np.concatenate([[0.0], np.cumsum(seconds)])
    kept = np.zeros_like(slow)
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if clock[last] - clock[first] >= sport.stop_s:
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
