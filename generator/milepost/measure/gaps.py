"""When a recorder was off, silent or left running on one spot."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from milepost.measure.geo import plane_m, steps_m
from milepost.model.track import Column, Segment

Flags = NDArray[np.bool_]

_GAP_S = 30.0  # a silence longer than this is judged for the distance
_LONG_GAP_S = 300.0  # longer than this, nothing tells how the way was made
_SLOW = 0.6  # of the usual speed, across the gap
_MOVING_MPS, _NEAR_S = 0.3, 15.0  # what tells the usual speed: steps this fast, this short
_STAY_M, _STAY_GRID_S = 50.0, 20.0
_LONGEST_S = 366 * 86_400.0  # of a recording; a grid over more would fill the memory
_SPOT_M, _DRIFTS = 5.0, 3.0  # and so many median distances off the middle is still there
_APPROXIMATE_S = 15.0
_LEAP_M, _LEAP_MPS = 200.0, 70.0


@dataclass(frozen=True, slots=True)
class Recorder:
    """How a recording was made, which tells its silences from its ordinary steps.

    `usual_mps` is the median speed of the steps that move, NaN when times do not tell;
    `interval_s` the median time between trackpoints, 0 without times.
    """

    usual_mps: float
    interval_s: float

    @property
    def is_sparse(self) -> bool:
        """Points are so far apart that a length along them is an estimate."""
        return self.interval_s >= _APPROXIMATE_S

    @property
    def gap_s(self) -> float:
        """The shortest silence: for a tracker that reports each 10 min, 10 min are none."""
        return max(_GAP_S, 3 * self.interval_s)

    def is_silence(
        self, metres: Column, seconds: Column, shortest_s: float | None = None
    ) -> Flags:
        """Tell which steps are silences in which little way was made.

        A device that lost its signal in a tunnel kept moving, one that was switched off did
        not; the speed across the gap tells them apart. Past five minutes it no longer does.
        Tuned on 1,435 gaps for which a device's own distance counter is known.
        """
        judged_s = self.gap_s if shortest_s is None else max(shortest_s, 3 * self.interval_s)
        long = seconds > max(_LONG_GAP_S, 5 * self.interval_s)
        if not np.isfinite(self.usual_mps):
            return np.asarray(long)
        slow = metres < _SLOW * self.usual_mps * seconds
        return np.asarray((seconds > judged_s) & (slow | long))

    def is_stay(self, segment: Segment, shortest_s: float) -> Flags:
        """Tell which steps belong to a rest on one spot with the recorder running.

        There positions drift by some metres around the place. A stay is at least
        `shortest_s` within 50 m; infinity where people go that slowly on purpose.
        """
        seconds = np.diff(segment.time_s)
        none = np.zeros(len(seconds), dtype=bool)
        if not np.isfinite(shortest_s):
            return none
        # Silences are judged by themselves; a clock that leaps by years has one, too.
        clock_s = np.concatenate([[0.0], np.cumsum(np.minimum(seconds, self.gap_s))])
        if clock_s[-1] > _LONGEST_S:
            return none
        grid_s = np.arange(0.0, clock_s[-1] + _STAY_GRID_S / 2, _STAY_GRID_S)
        width = int(shortest_s / _STAY_GRID_S) + 1
        if len(grid_s) < width:
            return none
        x, y = (
            np.interp(grid_s, clock_s, column)
            for column in plane_m(segment.lat_deg, segment.lon_deg)
        )
        # Whoever stays is near where they were when the stay began: mostly nobody is.
        if (
            np.hypot(x[width - 1 :] - x[: 1 - width], y[width - 1 :] - y[: 1 - width]).min()
            > _STAY_M
        ):
            return none
        stays = _stays(x, y, width).astype(np.float64)
        middle_s = (clock_s[1:] + clock_s[:-1]) / 2
        return np.asarray(np.interp(middle_s, grid_s, stays) == 1.0)


def _stays(x: Column, y: Column, width: int) -> Flags:
    """Tell which of some even samples are on one spot with `width` of them at least."""
    spans = (np.ptp(sliding_window_view(column, width), axis=1) for column in (x, y))
    begins = np.flatnonzero(np.hypot(*spans) <= _STAY_M)
    edges = np.zeros(len(x) + 1, dtype=np.int64)
    np.add.at(edges, begins, 1)
    np.add.at(edges, begins + width, -1)
    stays = np.cumsum(edges)[:-1] > 0
    ends = np.flatnonzero(np.diff(np.concatenate([[0], stays.astype(np.int8), [0]])))
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        # Arriving and leaving are no part of it, though near the spot.
        away = [column[first:last] - np.median(column[first:last]) for column in (x, y)]
        away_m = np.hypot(*away)
        there = np.flatnonzero(away_m <= _SPOT_M + _DRIFTS * np.median(away_m))
        stays[first : first + there[0]] = stays[first + there[-1] + 1 : last] = False
    return stays


def is_leap(metres: Column, seconds: Column) -> Flags:
    """Tell which steps no one made: farther than 200 m at more than 250 km/h.

    A receiver that had held on to an old place, or lost the way for a while. A car that was
    recorded stays below.
    """
    return np.asarray((metres > _LEAP_M) & (metres > _LEAP_MPS * seconds))


def recorder_of(segments: tuple[Segment, ...]) -> Recorder:
    """Look at the clean segments of one recording."""
    seconds = [np.diff(segment.time_s) for segment in segments if len(segment) > 1]
    steps = np.concatenate(seconds) if seconds else np.empty(0)
    timed = steps[steps > 0]
    interval_s = float(np.median(timed)) if len(timed) else 0.0
    near_s = max(_NEAR_S, 1.5 * interval_s)
    speeds = [_speeds(segment, near_s) for segment in segments if len(segment) > 1]
    known = np.concatenate(speeds) if speeds else np.empty(0)
    return Recorder(float(np.median(known)) if len(known) else np.nan, interval_s)


def _speeds(segment: Segment, near_s: float) -> Column:
    seconds = np.diff(segment.time_s)
    metres = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    with np.errstate(divide="ignore", invalid="ignore"):
        speed = metres / seconds
    return speed[(seconds > 0) & (seconds <= near_s) & (speed > _MOVING_MPS)]
