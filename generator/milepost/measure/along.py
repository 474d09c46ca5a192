"""Places on a line: how far along the way they lie, and which one is nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from milepost.measure.geo import steps_m
from milepost.measure.simplify import thin
from milepost.model.activity import Line, Metres, Position
from milepost.model.track import Column


def anchors(line: Line, along_m: Metres, tolerance_m: float) -> tuple[int, ...]:
    """Return the indices of points between which the way grows as evenly as the line.

    `along_m` is the way to each point of the line. Who knows it at the anchors, and lets it
    grow between them with the line's own length, is off by the tolerance at most. The first
    and the last point are always anchors.
    """
    lat_deg, lon_deg = _columns(line)
    length_m = np.concatenate([[0.0], np.cumsum(np.hypot(*steps_m(lat_deg, lon_deg)))])
    ahead_m = np.asarray(along_m) - length_m
    # Distances from a chord are square to it; where the way stands still while the line goes
    # on, the chord falls by a metre a metre, and an error is longer by the root of two.
    return tuple(thin(length_m, ahead_m, tolerance_m / np.sqrt(2)).tolist())


def evenly(first_m: float, last_m: float, spacing_m: float) -> Column:
    """Return places from the first to the last, two or more, at even steps near the spacing.

    The nearest number of steps, not the one below: a spacing is often a whole part of the
    way, and its last bit would decide whether there is a step more or less.
    """
    return np.linspace(first_m, last_m, max(1, round((last_m - first_m) / spacing_m)) + 1)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The place of a line that is nearest to another place, and how far that is away.

    `is_end` tells that it is the first or the last point of the line: the other place may lie
    beyond it, where the line would go on.
    """

    position: Position
    at_m: float
    away_m: float
    is_end: bool


def nearest(places: Sequence[Position], line: Line, along_m: Metres) -> list[Nearest]:
    """Return for each place that of a line, of two points or more, which is nearest to it.

    `along_m` is the way to each point of the line. Lengths are true near a place: on a line
    that stays far from it, the nearest place may be another, off by some percent.
    """
    lat_deg, lon_deg = _columns(line)
    return [_nearest(place, lat_deg, lon_deg, along_m) for place in places]


def position_at(line: Line, along_m: Metres, at_m: float) -> Position:
    """Return the place of a line so far along the way, which the line has."""
    lat_deg, lon_deg = _columns(line)
    n = min(max(int(np.searchsorted(along_m, at_m)), 1), len(line) - 1)
    step_m = along_m[n] - along_m[n - 1]
    share = (at_m - along_m[n - 1]) / step_m if step_m > 0 else 0.0
    lat = lat_deg[n - 1] + share * (lat_deg[n] - lat_deg[n - 1])
    lon = lon_deg[n - 1] + share * _short_way(lon_deg[n] - lon_deg[n - 1])
    return round(float(lat), 5), round(float(_short_way(lon)), 5)


def _nearest(place: Position, lat_deg: Column, lon_deg: Column, along_m: Metres) -> Nearest:
    x, y = _around(place, lat_deg, lon_deg)
    dx, dy = np.diff(x), np.diff(y)
    square = dx * dx + dy * dy
    shares = np.clip(-(x[:-1] * dx + y[:-1] * dy) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    away_m = np.hypot(x[:-1] + shares * dx, y[:-1] + shares * dy)
    n = int(np.argmin(away_m))
    share = float(shares[n])
    lat = lat_deg[n] + share * (lat_deg[n + 1] - lat_deg[n])
    lon = lon_deg[n] + share * _short_way(lon_deg[n + 1] - lon_deg[n])
    position = (round(float(lat), 5), round(float(_short_way(lon)), 5))
    at_m = along_m[n] + share * (along_m[n + 1] - along_m[n])
    is_end = (n == 0 and share == 0.0) or (n == len(dx) - 1 and share == 1.0)
    return Nearest(position, round(at_m, 1), float(away_m[n]), is_end)


def _columns(line: Line) -> tuple[Column, Column]:
    places = np.array(line, dtype=np.float64)
    return places[:, 0], places[:, 1]


def _around(place: Position, lat_deg: Column, lon_deg: Column) -> tuple[Column, Column]:
    """Return metres east and north of a place, with the length that degrees have there."""
    lat, lon = place
    a_degree = np.array([-0.5, 0.5])
    east_m, _ = steps_m(np.full(2, lat), a_degree)
    _, north_m = steps_m(lat + a_degree, np.zeros(2))
    return _short_way(lon_deg - lon) * east_m, (lat_deg - lat) * north_m


def _short_way(degrees: Column) -> Column:
    return np.asarray(degrees - 360.0 * np.rint(degrees / 360.0))
