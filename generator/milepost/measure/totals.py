"""What a track adds up to, and what many do together."""

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import reduce
from itertools import pairwise

import numpy as np

from milepost.measure.moving import top_speed_mps
from milepost.measure.sports import Sport
from milepost.measure.way import Way
from milepost.model.activity import Totals
from milepost.model.track import DeviceTotals

_COVERED = 0.9  # of the device's active time


def totals_of(way: Way, sport: Sport) -> Totals:
    """Add up one activity; the break between two segments counts for nothing."""
    distance_m = float(way.travelled_m[-1])
    timed = way.moving is not None
    seconds = way.seconds
    climb = way.climbed
    return Totals(
        distance_m=distance_m,
        timed_distance_m=distance_m if timed else 0.0,
        moving_s=float(seconds[way.moving].sum()) if timed else None,
        active_s=float(seconds[way.active].sum()) if timed else None,
        elapsed_s=float(np.ptp(way.time_s)) if timed else None,
        gain_m=float(climb.gain_m[-1]) if climb else None,
        loss_m=float(climb.loss_m[-1]) if climb else None,
        min_ele_m=climb.min_ele_m if climb else None,
        max_ele_m=climb.max_ele_m if climb else None,
        max_speed_mps=_top_speed_mps(way, sport) if sport.shows_top_speed else None,
        activities=1,
    )


def _top_speed_mps(way: Way, sport: Sport) -> float | None:
    edges = pairwise([*way.begins, len(way.time_s)])
    tops = (
        top_speed_mps(np.diff(way.travelled_m[a:b]), way.time_s[a:b], sport.top_speed_s)
        for a, b in edges
    )
    return max((top for top in tops if top is not None), default=None)


def preferring(measured: Totals, device: DeviceTotals) -> Totals:
    """Return the totals with what the device had counted itself, which beats every formula.

    A watch knows more than it writes down: its barometer between two points, its wheel
    sensor, the button that was pressed. What it leaves open gives way, so that moving time
    never exceeds active time, nor that the elapsed time. Where positions cover only a part
    of the active time, nothing tells of stops in the rest.
    """
    counted = {
        field.name: value
        for field in fields(device)
        if (value := getattr(device, field.name)) is not None
    }
    preferred = replace(measured, **counted)
    moving_s, active_s = preferred.moving_s, preferred.active_s
    if moving_s is None:
        return preferred
    if device.moving_s is None and active_s is not None:
        covered = (measured.active_s or 0.0) >= _COVERED * active_s
        moving_s = min(moving_s, active_s) if covered else active_s
    elif device.active_s is None:
        active_s = max(moving_s, active_s or 0.0)
    elapsed_s = preferred.elapsed_s
    if device.elapsed_s is None:
        elapsed_s = max(elapsed_s or 0.0, active_s or moving_s)
    return replace(
        preferred,
        timed_distance_m=preferred.distance_m,
        moving_s=moving_s,
        active_s=active_s,
        elapsed_s=elapsed_s,
    )


def add(one: Totals, other: Totals) -> Totals:
    """Add two totals; what is unknown in one is taken from the other."""
    return Totals(
        distance_m=one.distance_m + other.distance_m,
        timed_distance_m=one.timed_distance_m + other.timed_distance_m,
        moving_s=_sum(one.moving_s, other.moving_s),
        active_s=_sum(one.active_s, other.active_s),
        elapsed_s=_sum(one.elapsed_s, other.elapsed_s),
        gain_m=_sum(one.gain_m, other.gain_m),
        loss_m=_sum(one.loss_m, other.loss_m),
        min_ele_m=min(_known(one.min_ele_m, other.min_ele_m), default=None),
        max_ele_m=max(_known(one.max_ele_m, other.max_ele_m), default=None),
        max_speed_mps=max(_known(one.max_speed_mps, other.max_speed_mps), default=None),
        energy_kcal=_sum(one.energy_kcal, other.energy_kcal),
        activities=one.activities + other.activities,
    )


def total(parts: Iterable[Totals]) -> Totals:
    """Add up any number of totals."""
    return reduce(add, parts, Totals())


def _sum(one: float | None, other: float | None) -> float | None:
    known = _known(one, other)
    return sum(known) if known else None


def _known(*values: float | None) -> list[float]:
    return [value for value in values if value is not None]
