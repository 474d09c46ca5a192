"""Fewer points for the same line."""

import numpy as np
from numpy.typing import NDArray

from milepost.measure.geo import plane_m
from milepost.model.track import Column


def simplify(lat_deg: Column, lon_deg: Column, tolerance_m: float) -> NDArray[np.intp]:
    """Return the indices of points to keep, so that no other lies further than the tolerance.

    Douglas and Peucker 1973, with a stack instead of recursion: O(n log n) for tracks as
    they are, O(n²) at worst. The first and the last point always stay.
    """
    x, y = plane_m(lat_deg, lon_deg)
    return thin(x, y, tolerance_m)


def thin(x: Column, y: Column, tolerance: float) -> NDArray[np.intp]:
    """Do the same for points on a plane, in whatever unit the tolerance has."""
    count = len(x)
    keep = np.zeros(count, dtype=bool)
    if count:
        keep[[0, -1]] = True
    stack = [(0, count - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        inner = slice(first + 1, last)
        away = _distances(x[inner], y[inner], x[first], y[first], x[last], y[last])
        farthest = int(away.argmax())
        if away[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return np.flatnonzero(keep)


def _distances(x: Column, y: Column, x1: float, y1: float, x2: float, y2: float) -> Column:
    """Return the distances of points from the piece of line between two ends."""
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    if square == 0:
        return np.hypot(x - x1, y - y1)
    along = np.clip(((x - x1) * dx + (y - y1) * dy) / square, 0.0, 1.0)
    return np.hypot(x - x1 - along * dx, y - y1 - along * dy)
