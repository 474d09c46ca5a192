"""A day's lines as points at even steps, however densely they were recorded or thinned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import plane_m, steps_m
from milepost.model.activity import Line
from milepost.model.track import Column

LONGEST_M = 100.0  # what is longer is no stride: nobody knows what lies between
# A line much longer than its strides of 40 m is one of a receiver that jitters. Short strides
# follow hairpins, long ones jitter.
_SHORT_M, _ROUGH_M, _LONG_M, _LONGER = 25.0, 40.0, 60.0, (1.3, 2.0)
_MOST = 4000  # in one step of the track, which may be a flight


@dataclass(frozen=True, slots=True, eq=False)
class Strides:
    """Points of lines end to end, as columns of one length n.

    `step_m` is how far a point is from the one before, over a break too; `own_m` the length of
    the track's own line since then, 0 over a break. `east` and `north` are the unit vector of
    the movement. `begins` marks the first point of a line, `fixed` the points of the track
    itself: the others lie evenly on its long straight steps.
    """

    lat_deg: Column
    lon_deg: Column
    step_m: Column
    own_m: Column
    east: Column
    north: Column
    begins: NDArray[np.bool_]
    fixed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.lat_deg)

    def only(self, kept: NDArray[np.intp]) -> "Strides":
        """Return some of the points, the first among them, as if there were no others."""
        return Strides(
            self.lat_deg[kept],
            self.lon_deg[kept],
            _since(self.step_m, kept),
            _since(self.own_m, kept),
            self.east[kept],
            self.north[kept],
            self.begins[kept],
            self.fixed[kept],
        )


def strides_of(lines: Sequence[Line]) -> Strides:
    """Return lines in strides of 25 m, up to 60 m where the receiver jitters.

    What lies closer together becomes its mean, long straight steps are filled evenly. The ends
    of a line always stay.
    """
    parts = [_strides(np.array(line, dtype=np.float64)) for line in lines if line]
    if not parts:
        none, flags = np.empty(0), np.empty(0, dtype=bool)
        return Strides(none, none, none, none, none, none, flags, flags)
    lat, lon, step, own, east, north, begins, fixed = map(
        np.concatenate, zip(*parts, strict=True)
    )
    over = np.flatnonzero(begins)[1:]
    for n in over.tolist():
        step[n] = np.hypot(*steps_m(lat[n - 1 : n + 1], lon[n - 1 : n + 1]))[0]
    return Strides(lat, lon, step, own, east, north, begins, fixed)


def _strides(places: Column) -> tuple[NDArray[np.generic], ...]:
    lat, lon = places[:, 0], np.unwrap(places[:, 1], period=360)
    x, y = plane_m(lat, lon)
    behind = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    kept = _apart(x, y, _ROUGH_M)
    longer = behind[-1] / max(np.hypot(np.diff(x[kept]), np.diff(y[kept])).sum(), 1.0)
    stride_m = float(np.interp(longer, _LONGER, (_SHORT_M, _LONG_M)))
    kept = _apart(x, y, stride_m)
    columns = _means_around(kept, [lat, lon, x, y, behind])
    kept = _apart(columns[2], columns[3], stride_m)
    lat, lon, x, y, behind = (column[kept] for column in columns)
    dx, dy = np.diff(x), np.diff(y)
    chord = np.hypot(dx, dy)
    times = np.clip(np.rint(chord / stride_m), 1, _MOST).astype(np.int64)
    of = np.repeat(np.arange(len(times)), times)
    share = (np.arange(len(of)) + 1 - np.repeat(np.cumsum(times) - times, times)) / times[of]
    fixed = np.zeros(len(of) + 1, dtype=bool)
    fixed[0] = True
    fixed[np.cumsum(times)] = True
    begins = np.zeros(len(of) + 1, dtype=bool)
    begins[0] = True
    along = np.where(chord > 0, chord, 1.0)

    def laid(column: Column) -> Column:
        return np.concatenate([column[:1], column[of] + share * np.diff(column)[of]])

    def spread(steps: Column) -> Column:
        return np.concatenate([[0.0], (steps / times)[of]])

    def heading(steps: Column) -> Column:
        units = (steps / along)[of]
        return np.concatenate([units[:1] if len(units) else [0.0], units])

    return (
        laid(lat), laid(lon), spread(chord), spread(np.diff(behind)),
        heading(dx), heading(dy), begins, fixed,
    )  # fmt: skip


def _means_around(kept: NDArray[np.intp], columns: Sequence[Column]) -> list[Column]:
    """Return the means of the points around some of them; the first and last stay alone."""
    middles = (kept[1:-2] + kept[2:-1] + 1) // 2
    begins = np.unique(np.concatenate([[0], np.minimum(1, kept[-1:]), middles, kept[-1:]]))
    counts = np.diff(begins, append=len(columns[0]))
    return [np.add.reduceat(column, begins) / counts for column in columns]


def _apart(x: Column, y: Column, least_m: float) -> NDArray[np.intp]:
    """Return the first and the last point, and between them those far from the one before."""
    kept, square = [0], least_m * least_m
    last_x, last_y = float(x[0]), float(y[0])
    for n, (here_x, here_y) in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
        dx, dy = here_x - last_x, here_y - last_y
        if dx * dx + dy * dy >= square:
            kept.append(n)
            last_x, last_y = here_x, here_y
    if kept[-1] != len(x) - 1:
        kept.append(len(x) - 1)
    return np.array(kept)


def _since(column: Column, kept: NDArray[np.intp]) -> Column:
    """Return the sums of a column since the point kept before."""
    sums = np.cumsum(column)[kept]
    return np.diff(sums, prepend=0.0)
