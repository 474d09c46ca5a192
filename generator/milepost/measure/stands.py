"""Where an athlete stood still while the recorder ran on."""

import numpy as np
from numpy.typing import NDArray

from milepost.measure.evenly import STEP_S, Span, Stretch, covered, merged, rolling, runs
from milepost.model.track import Column

_PLACE_M, _END_PLACE_M, _SPOT_M = 50.0, 30.0, 20.0
# Half a minute of drift with a deviation of 6 m makes 0.27 m/s; who strolls makes 0.5.
_STANDING_MPS, _SHARE = 0.4, 0.7
_STAND_S, _END_S = 1140.0, 600.0  # 20 minutes, less what arriving and leaving hide
_MINUTE = int(60 / STEP_S)


def stands(stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    """Return when 20 minutes and more were spent within 50 m, most of them within 20 m."""
    return merged([span for each in stretches for span in _stands(each)], 0.0)


def _stands(stretch: Stretch) -> list[Span]:
    minutes = len(stretch) // _MINUTE
    count = int(_STAND_S / STEP_S) // _MINUTE - 2  # minutes that lie wholly inside
    x_m, y_m = (  # a minute's median: a jump of less than half of it leaves no trace
        np.median(column[: minutes * _MINUTE].reshape(minutes, _MINUTE), axis=1)
        for column in (stretch.x_m, stretch.y_m)
    )
    ranges_m = [rolling(np.max, c, count) - rolling(np.min, c, count) for c in (x_m, y_m)]
    near = np.maximum(*ranges_m) <= 2 * _PLACE_M
    found = (_at_one_place(stretch, *run) for run in runs(covered(near, count, minutes)))
    return [span for span in found if span is not None]


def _at_one_place(stretch: Stretch, first: int, last: int) -> Span | None:
    """Return the stand around the middle place of some minutes, if there was one."""
    outer = slice(max(first - 1, 0) * _MINUTE, (last + 2) * _MINUTE)
    inner = slice(first * _MINUTE, (last + 1) * _MINUTE)
    away_m = _away_m(stretch.x_m, stretch.y_m, inner)[outer]
    here = away_m <= _PLACE_M
    if np.mean(away_m[here] <= _SPOT_M) < _SHARE:
        return None  # busy about a place, not drifting around a spot
    return _stand(stretch.time_s[outer][here], stretch.speed_mps[outer][here], _STAND_S)


def _away_m(x_m: Column, y_m: Column, there: slice | NDArray[np.bool_]) -> Column:
    return np.hypot(x_m - np.median(x_m[there]), y_m - np.median(y_m[there]))


def _stand(time_s: Column, speed_mps: Column, shortest_s: float) -> Span | None:
    """Return the first to the last moment of standing, if most between them is."""
    slow = np.flatnonzero(speed_mps < _STANDING_MPS)
    if len(slow) == 0 or STEP_S * len(slow) < _SHARE * shortest_s:
        return None
    first, last = slow[0], slow[-1]
    if len(slow) < _SHARE * (last - first + 1) or time_s[last] - time_s[first] < shortest_s:
        return None
    return float(time_s[first]), float(time_s[last])


def end_stand(stretches: tuple[Stretch, ...]) -> Span | None:
    """Return the last stand, if it is on one spot for more than ten minutes of recording.

    None if the whole recording is.
    """
    time_s, x_m, y_m, speed_mps = (
        np.concatenate([getattr(each, name) for each in stretches])
        for name in ("time_s", "x_m", "y_m", "speed_mps")
    )
    away_m = _away_m(x_m, y_m, time_s > time_s[-1] - _END_S)
    gone = [run for run in runs(away_m > _END_PLACE_M) if run[1] - run[0] >= _MINUTE]
    if not gone or gone[-1][1] == len(time_s) - 1:
        return None
    there = slice(gone[-1][1] + 1, None)
    return _stand(time_s[there], speed_mps[there], _END_S)
