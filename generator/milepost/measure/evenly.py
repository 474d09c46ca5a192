"""A recording looked at every five seconds, so that a window of time is a number of samples."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from milepost.measure.geo import plane_m
from milepost.measure.timeline import Timeline
from milepost.model.track import Column

Span = tuple[float, float]  # from and to, POSIX seconds

STEP_S = 5.0
_CHORD = 6  # samples: speed is that over 30 s of way as the crow flies
_SHORTEST_S = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Positions interpolated every 5 s while the recorder ran; metres on a plane.

    `speed_mps` is the chord over 30 s around each sample: noise of some metres and a lone
    jump weigh little in it, and hairpins a little. `ele_m` is NaN where unknown.
    """

    time_s: Column
    x_m: Column
    y_m: Column
    ele_m: Column
    speed_mps: Column

    def __len__(self) -> int:
        return len(self.time_s)


def stretches_of(line: Timeline) -> tuple[Stretch, ...]:
    """Return the stretches of at least a minute without a silence, on one plane."""
    x_m, y_m = plane_m(line.lat_deg, line.lon_deg)
    # Elevations that never change were never measured.
    known = line.ele_m[np.isfinite(line.ele_m)]
    ele_m = line.ele_m if len(known) and np.ptp(known) > 0 else np.full(len(line), np.nan)
    edges = [0, *(np.flatnonzero(~line.recorded) + 1).tolist(), len(line)]
    long = (
        slice(first, last)
        for first, last in pairwise(edges)
        if last - first > 1 and line.time_s[last - 1] - line.time_s[first] >= _SHORTEST_S
    )
    return tuple(_stretch(line.time_s[s], x_m[s], y_m[s], ele_m[s]) for s in long)


def _stretch(time_s: Column, x_m: Column, y_m: Column, ele_m: Column) -> Stretch:
    at = np.arange(time_s[0], time_s[-1] + 1e-6, STEP_S)
    x, y, ele = (np.interp(at, time_s, column) for column in (x_m, y_m, ele_m))
    return Stretch(at, x, y, ele, _speeds_mps(x, y))


def _speeds_mps(x_m: Column, y_m: Column) -> Column:
    sample = np.arange(len(x_m))
    before = np.maximum(sample - _CHORD // 2, 0)
    after = np.minimum(sample + _CHORD // 2, len(x_m) - 1)
    chord_m = np.hypot(x_m[after] - x_m[before], y_m[after] - y_m[before])
    return np.asarray(chord_m / (STEP_S * (after - before)))


def samples_in(stretch: Stretch, span: Span) -> slice:
    """Return where the samples of a stretch are that lie in a span of time."""
    first = int(np.searchsorted(stretch.time_s, span[0], "left"))
    return slice(first, int(np.searchsorted(stretch.time_s, span[1], "right")))


def rolling(
    summary: Callable[..., Column], values: Column, samples: int
) -> NDArray[np.float64]:
    """Return a NumPy summary of each window of so many samples, by its first."""
    if len(values) < samples:
        return np.empty(0)
    return summary(sliding_window_view(values, samples), axis=1)


def windows_where(true: NDArray[np.bool_], samples: int, share: float) -> NDArray[np.bool_]:
    """Tell for each window of so many samples, by its first, whether a share of it is true."""
    if len(true) < samples:
        return np.zeros(0, dtype=bool)
    so_far = np.concatenate([[0], np.cumsum(true)])
    return np.asarray(so_far[samples:] - so_far[:-samples] >= share * samples)


def covered(windows: NDArray[np.bool_], samples: int, count: int) -> NDArray[np.bool_]:
    """Tell which of `count` samples lie in a window that is true."""
    change = np.zeros(count + 1, dtype=np.intp)
    firsts = np.flatnonzero(windows)
    np.add.at(change, firsts, 1)
    np.add.at(change, firsts + samples, -1)
    return np.asarray(np.cumsum(change[:-1]) > 0)


def runs(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the first and the last index of each unbroken run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], true.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True))


def merged(spans: Iterable[Span], gap_s: float) -> tuple[Span, ...]:
    """Return spans in order of time; those no further apart than the gap become one."""
    whole: list[Span] = []
    for first, last in sorted(spans):
        if whole and first <= whole[-1][1] + gap_s:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return tuple(whole)
