"""Fewer points for the same line."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import plane_m
from milepost.model.track import Column

_ALIKE = 1e-6  # of the tolerance: a difference that says nothing


def simplify(lat_deg: Column, lon_deg: Column, tolerance_m: float) -> NDArray[np.intp]:
    """Return the indices of points to keep, so that no other lies further than the tolerance.

    Douglas and Peucker 1973. The first and the last point always stay.
    """
    x, y = plane_m(lat_deg, lon_deg)
    return thin(x, y, tolerance_m)


def thin(
    x: Column, y: Column, tolerance: float, *, fixed: Sequence[NDArray[np.intp]] = ()
) -> NDArray[np.intp]:
    """Do the same for points on a plane, in whatever unit the tolerance has.

    The points at the indices in `fixed` stay as well: many lines laid end to end are thinned
    at once if their ends are fixed.

    Of points that are as far away the first is kept. Processors differ in the last bit of a
    cosine, and without some room that bit would choose.

    All pieces of one level are split together: O(n) a level, and tracks as they are have
    some 2 log n levels. A spiral can have n.
    """
    alike = _ALIKE * tolerance
    keep = np.zeros(len(x), dtype=bool)
    keep[:1] = keep[-1:] = True
    for indices in fixed:
        keep[indices] = True
    open_points = np.flatnonzero(~keep)
    while len(open_points):
        ends = np.flatnonzero(keep)
        piece = (np.cumsum(keep) - 1)[open_points]
        away = _distances(x, y, open_points, ends[piece], ends[piece + 1])
        begins = _begins(piece)
        lengths = np.diff(begins, append=len(piece))
        farthest = np.repeat(np.maximum.reduceat(away, begins), lengths)
        split = farthest > tolerance - alike
        peaks = np.flatnonzero(split & (away >= farthest - alike))
        keep[open_points[peaks[_begins(piece[peaks])]]] = True
        open_points = open_points[split & ~keep[open_points]]
    return np.flatnonzero(keep)


def _begins(piece: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return where each run of one number begins."""
    changes = np.ones(len(piece), dtype=bool)
    np.not_equal(piece[1:], piece[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def _distances(
    x: Column,
    y: Column,
    points: NDArray[np.intp],
    first: NDArray[np.intp],
    last: NDArray[np.intp],
) -> Column:
    """Return the distances of points from the pieces of line between two others each."""
    dx, dy = x[last] - x[first], y[last] - y[first]
    px, py = x[points] - x[first], y[points] - y[first]
    square = dx * dx + dy * dy
    along = np.clip((px * dx + py * dy) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    return np.hypot(px - along * dx, py - along * dy)
