"""What a track adds up to, and what many do together."""

from collections.abc import Iterable
from functools import reduce

import numpy as np

from milepost.measure.distance import step_lengths_m, usual_speed_mps
from milepost.measure.elevation import climb_of, is_barometric
from milepost.measure.moving import moving_s, top_speed_mps
from milepost.measure.sports import Sport
from milepost.model.activity import Totals
from milepost.model.track import Column, Segment


def way_of(segments: tuple[Segment, ...], sport: Sport) -> tuple[Column, ...]:
    """Return the step lengths in metres of each clean segment; see `step_lengths_m`."""
    usual_mps = usual_speed_mps(segments)
    return tuple(step_lengths_m(segment, sport, usual_mps) for segment in segments)


def totals_of(segments: tuple[Segment, ...], ways: tuple[Column, ...], sport: Sport) -> Totals:
    """Measure one activity of clean segments; the break between two counts for nothing."""
    usual_mps = usual_speed_mps(segments)
    elevations = [segment.ele_m for segment in segments]
    barometric = is_barometric(np.concatenate(elevations)) if elevations else False
    parts = (
        _segment_totals(segment, way, sport, usual_mps, barometric=barometric)
        for segment, way in zip(segments, ways, strict=True)
    )
    totals = reduce(add, parts, Totals())
    times = (
        np.concatenate([segment.time_s for segment in segments]) if segments else np.empty(0)
    )
    timed = len(times) > 1 and np.isfinite(times).all()
    elapsed = float(times.max() - times.min()) if timed else None
    return Totals(
        distance_m=totals.distance_m,
        timed_distance_m=totals.timed_distance_m,
        moving_s=totals.moving_s,
        elapsed_s=elapsed,
        gain_m=totals.gain_m,
        loss_m=totals.loss_m,
        min_ele_m=totals.min_ele_m,
        max_ele_m=totals.max_ele_m,
        max_speed_mps=totals.max_speed_mps if sport.shows_top_speed else None,
        activities=1,
    )


def _segment_totals(
    segment: Segment, way: Column, sport: Sport, usual_mps: float, *, barometric: bool
) -> Totals:
    travelled_m = np.concatenate([[0.0], np.cumsum(way)])
    climb = climb_of(travelled_m, segment.ele_m, barometric=barometric)
    moving = moving_s(segment, sport, usual_mps)
    distance_m = float(travelled_m[-1])
    return Totals(
        distance_m=distance_m,
        timed_distance_m=distance_m if moving is not None else 0.0,
        moving_s=moving,
        gain_m=climb.gain_m,
        loss_m=climb.loss_m,
        min_ele_m=climb.min_ele_m,
        max_ele_m=climb.max_ele_m,
        max_speed_mps=top_speed_mps(way, segment.time_s, sport.top_speed_s),
    )


def add(one: Totals, other: Totals) -> Totals:
    """Add two totals; what is unknown in one is taken from the other."""
    return Totals(
        distance_m=one.distance_m + other.distance_m,
        timed_distance_m=one.timed_distance_m + other.timed_distance_m,
        moving_s=_sum(one.moving_s, other.moving_s),
        elapsed_s=_sum(one.elapsed_s, other.elapsed_s),
        gain_m=_sum(one.gain_m, other.gain_m),
        loss_m=_sum(one.loss_m, other.loss_m),
        min_ele_m=min(_known(one.min_ele_m, other.min_ele_m), default=None),
        max_ele_m=max(_known(one.max_ele_m, other.max_ele_m), default=None),
        max_speed_mps=max(_known(one.max_speed_mps, other.max_speed_mps), default=None),
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
