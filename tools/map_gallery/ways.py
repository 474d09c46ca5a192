"""Made tracks that look like real ones."""

from collections.abc import Iterable
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, tau

import numpy as np

from milepost.model.activity import Line, Position

METRES_A_DEGREE = 111_195.0
_SHORTEST_M = 25.0


def way(*stops: Position, bends: float = 0.08, step_m: float = 400.0, seed: int = 1) -> Line:
    """Return a road through some places; `bends` is how far off the straight it goes.

    Midpoint displacement: each half of a road bends as the whole does, down to `step_m`.
    Longitudes may go on beyond 180, and come back wrapped.
    """
    rng = np.random.default_rng(seed)
    line = [stops[0]]
    for one, other in pairwise(stops):
        line += _bent(one, other, bends, max(step_m, _SHORTEST_M), rng)
    return wrapped(line)


def _bent(
    one: Position, other: Position, bends: float, step_m: float, rng: np.random.Generator
) -> list[Position]:
    """Return the points after the first."""
    narrow = cos(radians((one[0] + other[0]) / 2))
    north, east = other[0] - one[0], (other[1] - one[1]) * narrow
    if hypot(north, east) * METRES_A_DEGREE <= step_m:
        return [other]
    aside = float(rng.normal(0, bends)) if bends else 0.0
    middle = (
        (one[0] + other[0]) / 2 + aside * east,
        (one[1] + other[1]) / 2 - aside * north / narrow,
    )
    return _bent(one, middle, bends, step_m, rng) + _bent(middle, other, bends, step_m, rng)


def around(middle: Position, north_m: float, east_m: float, *, turns: float = 1.0) -> Line:
    """Return an ellipse, clockwise from the north."""
    lat, lon = middle
    angles = [tau * k / 90 for k in range(int(90 * turns) + 1)]
    narrow = cos(radians(lat))
    return tuple(
        (
            lat + north_m * cos(angle) / METRES_A_DEGREE,
            lon + east_m * sin(angle) / METRES_A_DEGREE / narrow,
        )
        for angle in angles
    )


def laps(middle: Position, count: int) -> Line:
    """Return laps of 400 m on a track with two straights, a few metres wide by the GPS."""
    rng = np.random.default_rng(count)
    straight, radius = 84.39, 36.5
    lap = [(-straight / 2, -radius), (straight / 2, -radius)]
    lap += [
        (straight / 2 + radius * cos(a), radius * sin(a))
        for a in np.linspace(-pi / 2, pi / 2, 12)
    ]
    lap += [
        (-straight / 2 - radius * cos(a), -radius * sin(a))
        for a in np.linspace(-pi / 2, pi / 2, 12)
    ]
    points = [
        (x + float(rng.normal(0, 1.2)), y + float(rng.normal(0, 1.2)))
        for _ in range(count)
        for x, y in lap
    ]
    return metres(middle, points)


def metres(middle: Position, points: Iterable[tuple[float, float]]) -> Line:
    """Return points that are given in metres east and north of a middle."""
    lat, lon = middle
    narrow = cos(radians(lat)) * METRES_A_DEGREE
    return tuple((lat + y / METRES_A_DEGREE, lon + x / narrow) for x, y in points)


def wrapped(line: Iterable[Position]) -> Line:
    """Return a line as a device writes it: no longitude beyond 180 degrees."""
    return tuple((lat, (lon + 180) % 360 - 180) for lat, lon in line)
