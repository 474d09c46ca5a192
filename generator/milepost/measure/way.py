"""One activity's clean trackpoints laid end to end, with what each step counts for."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from milepost.measure.distance import step_lengths_m
from milepost.measure.elevation import (
    Climbed,
    climbed,
    rule_for,
    source_of,
    without_holes,
)
from milepost.measure.gaps import Flags, Recorder, recorder_of
from milepost.measure.geo import steps_m
from milepost.measure.moving import is_active, is_moving
from milepost.measure.sports import Sport
from milepost.model.detail import ElevationSource, Pause
from milepost.model.track import Column, Segment

_T = TypeVar("_T", Column, Flags)

_PAUSE_S = 60.0  # shorter rests are not worth a word


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Columns over all n trackpoints of an activity, and over the n - 1 steps between them.

    `begins` are the places where a segment begins; the step into one counts for nothing.
    `travelled_m` is the distance to each point. `climbed` is None where elevations do not
    tell, `active` and `moving` without times.
    """

    begins: tuple[int, ...]
    time_s: Column
    ele_m: Column
    travelled_m: Column
    active: Flags | None
    moving: Flags | None
    climbed: Climbed | None
    source: ElevationSource
    recorder: Recorder

    @property
    def seconds(self) -> Column:
        """How long each step took; NaN without times."""
        return np.diff(self.time_s)


def way_of(
    segments: tuple[Segment, ...],
    sport: Sport,
    *,
    raw: bool = False,
    source: ElevationSource | None = None,
) -> Way:
    """Measure every step of some clean segments, of two points or more each.

    `raw` adds up the plain steps of the recording instead of `step_lengths_m`. `source` is
    the author's word for what the elevations come from.
    """
    recorder = recorder_of(segments)
    lengths = [
        _raw_m(segment) if raw else step_lengths_m(segment, sport, recorder)
        for segment in segments
    ]
    travelled_m = np.concatenate([[0.0], np.cumsum(_joined(lengths, 0.0))])
    timed = all(np.isfinite(segment.time_s).all() for segment in segments)
    active = moving = None
    if timed:
        active = _joined([is_active(part, sport, recorder) for part in segments], False)
        moving = active & _joined(
            [is_moving(part, sport, recorder) for part in segments], False
        )
    elevations = [without_holes(segment.ele_m) for segment in segments]
    counts = np.cumsum([0, *(len(segment) for segment in segments)])
    ele_m = np.concatenate(elevations)
    found = source or source_of(ele_m)
    climb = _climb(travelled_m, elevations, counts, found) if found != "none" else None
    return Way(
        begins=tuple(counts[:-1].tolist()),
        time_s=np.concatenate([segment.time_s for segment in segments]),
        ele_m=ele_m,
        travelled_m=travelled_m,
        active=active,
        moving=moving,
        climbed=climb,
        source=found if climb else "none",
        recorder=recorder,
    )


def _raw_m(segment: Segment) -> Column:
    return np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))


def _joined(parts: list[_T], between: float | bool) -> _T:
    """Lay the steps of segments end to end, with one between each two."""
    spaced = [part for each in parts for part in (np.array([between]), each)]
    return np.concatenate(spaced[1:])


def _climb(
    travelled_m: Column, elevations: list[Column], counts: Column, source: ElevationSource
) -> Climbed | None:
    """Count the climb of each segment; of what lies between two nothing is known."""
    rule = rule_for(source, np.concatenate(elevations))
    edges = zip(elevations, pairwise(counts.tolist()), strict=True)
    parts = [climbed(travelled_m[a:b], ele, rule) or _level(ele) for ele, (a, b) in edges]
    known = [part for part in parts if np.isfinite(part.min_ele_m)]
    if not known:
        return None
    return Climbed(
        gain_m=_running([part.gain_m for part in parts]),
        loss_m=_running([part.loss_m for part in parts]),
        min_ele_m=min(part.min_ele_m for part in known),
        max_ele_m=max(part.max_ele_m for part in known),
    )


def _level(ele_m: Column) -> Climbed:
    """Stand in for a segment whose climb is not known."""
    return Climbed(np.zeros(len(ele_m)), np.zeros(len(ele_m)), np.nan, np.nan)


def _running(columns: list[Column]) -> Column:
    before = np.cumsum([0.0, *(column[-1] for column in columns[:-1])])
    return np.concatenate([column + sum_ for column, sum_ in zip(columns, before, strict=True)])


def pauses_of(way: Way) -> tuple[Pause, ...]:
    """List the rests of a minute or more: standing still, the recorder off, or both in turn."""
    if way.moving is None:
        return ()
    resting = np.concatenate([[0], (~way.moving).astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(resting))
    rests = (
        Pause(float(way.travelled_m[first]), float(way.time_s[last] - way.time_s[first]))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    )
    return tuple(rest for rest in rests if rest.duration_s >= _PAUSE_S)
