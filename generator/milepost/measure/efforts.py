"""The shortest times for standard distances, and the way kilometre by kilometre.

`travelled_m` is the distance to each point of a whole activity, one segment after the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from milepost.model.detail import Effort, Split
from milepost.model.track import Column

MILE_M = 1609.344
_SHORTEST_REST = 0.01  # of a split: less belongs to the split before
_TOUCH_M = 1e-6  # two places closer than this are one, whatever rounding made of them,
_TOUCH = 1e-6  # and so is a place so close to a point, as a share of the step

# (distance in metres, seconds): nobody was ever faster. On foot the world records of 2025, a
# little rounded; on wheels 90 km/h, as on a descent, falling to the 60 km/h of the best teams.
_FOOT = (
    (400.0, 43.0), (1000.0, 131.0), (MILE_M, 223.0), (5000.0, 755.0), (10_000.0, 1571.0),
    (21_097.5, 3400.0), (42_195.0, 7230.0), (50_000.0, 9500.0), (100_000.0, 21_500.0),
)  # fmt: skip
_RIDE = (
    (5000.0, 200.0), (10_000.0, 440.0), (20_000.0, 1000.0), (40_000.0, 2200.0),
    (50_000.0, 2900.0), (100_000.0, 6000.0), (100 * MILE_M, 9700.0), (200_000.0, 12_000.0),
)  # fmt: skip
_OTHER = (
    (1000.0, 30.0), (5000.0, 180.0), (10_000.0, 400.0), (20_000.0, 900.0), (50_000.0, 2600.0),
)  # fmt: skip
STANDARD: Mapping[str, tuple[tuple[float, float], ...]] = {
    "run": _FOOT, "trail-run": _FOOT, "hike": _FOOT, "walk": _FOOT, "ride": _RIDE,
}  # fmt: skip


def efforts_of(travelled_m: Column, time_s: Column, sport: str) -> tuple[Effort, ...]:
    """Return the best efforts over the standard distances of a sport, a key of SPORTS.

    A time that nobody ever achieved comes from a leap of the receiver and is left out. Where
    most are such, it was a car, and there are none.
    """
    limit_s = dict(STANDARD.get(sport, _OTHER))
    efforts = best_efforts(travelled_m, time_s, limit_s)
    real = tuple(each for each in efforts if each.duration_s >= limit_s[each.distance_m])
    return real if 2 * len(real) >= len(efforts) else ()


def best_efforts(
    travelled_m: Column, time_s: Column, distances_m: Iterable[float]
) -> tuple[Effort, ...]:
    """Return the shortest time for each distance, wherever on the way it begins.

    The clock runs on through stops and between segments, as in a race and as on Strava
    ("Moving Time, Speed, and Pace Calculations", support.strava.com 115001188684). A distance
    longer than the way has no effort; without complete times in order there is none at all.
    """
    if len(time_s) < 2 or not np.isfinite(time_s).all() or (np.diff(time_s) < 0).any():
        return ()
    places = _places(travelled_m - travelled_m[0], time_s - time_s[0])
    reached = (distance_m for distance_m in distances_m if 0 < distance_m <= places.way_m[-1])
    efforts = (_best(places, float(distance_m)) for distance_m in reached)
    return tuple(
        replace(each, start_m=each.start_m + float(travelled_m[0])) for each in efforts
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where one was, each place once: when one came there, and when one left it."""

    way_m: Column
    came_s: Column
    left_s: Column


def _places(way_m: Column, clock_s: Column) -> _Places:
    moved = np.diff(way_m) > _TOUCH_M
    first = np.flatnonzero(np.concatenate([[True], moved]))
    last = np.flatnonzero(np.concatenate([moved, [True]]))
    return _Places(way_m[first], clock_s[first], clock_s[last])


def _best(places: _Places, distance_m: float) -> Effort:
    # Between two points the speed is even, so the best window begins or ends at a point.
    way_m = places.way_m
    begins, ends = way_m + distance_m <= way_m[-1], way_m >= distance_m
    end_m, start_m = way_m[begins] + distance_m, way_m[ends] - distance_m
    forward_s = _clock(places, end_m, coming=True) - places.left_s[begins]
    backward_s = places.came_s[ends] - _clock(places, start_m, coming=False)
    taken_s = np.concatenate([forward_s, backward_s])
    best = int(np.argmin(taken_s.round(3)))  # of equals the first, whatever rounding did
    starts_m = np.concatenate([way_m[begins], start_m])
    return Effort(distance_m, float(taken_s[best]), float(starts_m[best]))


def _clock(places: _Places, at_m: Column, *, coming: bool) -> Column:
    """Return when one came to, or left, some places of the way; O(n) for places in order."""
    number = np.interp(at_m, places.way_m, np.arange(len(places.way_m)))
    before = np.ceil(number - _TOUCH) - 1 if coming else np.floor(number + _TOUCH)
    point = np.clip(before, 0, len(places.way_m) - 2).astype(np.intp)
    left_s, came_s = places.left_s[point], places.came_s[point + 1]
    return np.asarray(left_s + np.clip(number - point, 0.0, 1.0) * (came_s - left_s))


def splits_of(
    travelled_m: Column,
    step_moving_s: Column,
    length_m: float,
    *,
    gain_m: Column | None = None,
    loss_m: Column | None = None,
) -> tuple[Split, ...]:
    """Cut the way into splits of one length; the last has what is left, or 1 % more.

    `step_moving_s` is the moving time of each step between two points; `gain_m` and `loss_m`
    are what was gained and lost up to each point, None where unknown. All of it is in exactly
    one split, so splits add up to the whole. Without moving times there are no splits.
    """
    way_m = travelled_m - travelled_m[:1]
    if len(way_m) < 2 or way_m[-1] <= 0 or not np.isfinite(step_moving_s).all():
        return ()
    edges_m = _edges(float(way_m[-1]), length_m)
    moving_s = _parts(way_m, np.concatenate([[0.0], np.cumsum(step_moving_s)]), edges_m)
    gains_m, losses_m = (_known_parts(way_m, column, edges_m) for column in (gain_m, loss_m))
    rows = zip(np.diff(edges_m).tolist(), moving_s.tolist(), gains_m, losses_m, strict=True)
    return tuple(Split(*row) for row in rows)


def _edges(whole_m: float, length_m: float) -> Column:
    full = int(whole_m / length_m)
    edges_m = np.arange(full + 1) * length_m
    if full and whole_m - edges_m[-1] < _SHORTEST_REST * length_m:
        edges_m = edges_m[:-1]
    return np.append(edges_m, whole_m)


def _parts(way_m: Column, column: Column, edges_m: Column) -> Column:
    inside_m = edges_m[1:-1]
    after = np.searchsorted(way_m, inside_m, "left")  # so way_m grows up to there
    share = (inside_m - way_m[after - 1]) / (way_m[after] - way_m[after - 1])
    inside = column[after - 1] + share * (column[after] - column[after - 1])
    return np.diff(np.concatenate([column[:1], inside, column[-1:]]))


def _known_parts(
    way_m: Column, column: Column | None, edges_m: Column
) -> list[float] | list[None]:
    if column is None or not np.isfinite(column).all():
        return [None] * (len(edges_m) - 1)
    return [float(part) for part in _parts(way_m, column, edges_m)]
