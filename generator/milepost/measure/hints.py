"""What an author may want to cut from a recording: told, never applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from milepost.measure.carried import TooFast, afloat, ferries, lifts, rides, too_fast
from milepost.measure.evenly import Span, Stretch, samples_in, stretches_of
from milepost.measure.geo import steps_m
from milepost.measure.stands import end_stand, stands
from milepost.measure.timeline import timeline
from milepost.model.track import Column, Segment

Kind = Literal["vehicle", "plane", "ferry", "lift", "forgotten-stop", "drift"]

_PLANE_MPS = 350 / 3.6  # no train is faster
_DRIFT_M = 300.0
_AT_END_S = 180.0  # from the car to the door
_BODY_S = 300.0  # of sport before; else the whole recording is a ride
_MOST = 0.7
_MOVING_MPS = 0.5
_TIMES_USUAL, _TAIL_MPS, _TAIL_S = 3.0, 40 / 3.6, 180.0


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch that looks like no sport; from and to in POSIX seconds, within the recording.

    `metres` is what the measured distance holds of it and would lose, `speed_mps` the median
    speed. A "forgotten-stop" goes on to the end: driven home, or left running.
    """

    kind: Kind
    from_s: float
    to_s: float
    metres: float
    speed_mps: float


def hints_of(
    segments: tuple[Segment, ...], sport: str, *, travelled_m: Column | None = None
) -> tuple[Hint, ...]:
    """Return what looks wrong in the clean segments of one activity, in order of time.

    Told are rides in something faster than the sport, ferries and lifts (see `carried`),
    stands of 20 minutes whose drift adds more than 300 m to the distance, and a recorder
    left on at the end: for more than 10 minutes on one spot, or in something fast until at
    most 3 minutes before the end or before that spot; by bike that is also 3 times the
    usual speed and over 40 km/h for 3 minutes without falling. `travelled_m` is the
    measured distance to each point of all segments end to end; without it the plain steps
    count. Segments without complete times say nothing. Silence is better than a wrong alarm:
    129 real tracks gave five hints, all of them true.
    """
    whole = [bool(np.isfinite(part.time_s).all()) for part in segments]
    timed = tuple(part for part, known in zip(segments, whole, strict=True) if known)
    line = timeline(timed)
    stretches = stretches_of(line)
    if not stretches:
        return ()
    found = _carried(stretches, timed, sport)
    found += [("drift", span) for span in stands(stretches)]
    begin_s = _forgotten_from(stretches, sport)
    if begin_s is not None:
        found = [each for each in found if each[1][1] <= begin_s]
        found.append(("forgotten-stop", (begin_s, float(line.time_s[-1]))))
    steps = _steps(segments, travelled_m)
    hints = (_hint(kind, span, stretches, steps) for kind, span in found)
    kept = [hint for hint in hints if hint.kind != "drift" or hint.metres > _DRIFT_M]
    return tuple(sorted(kept, key=lambda hint: hint.from_s))


def _carried(
    stretches: tuple[Stretch, ...], segments: tuple[Segment, ...], sport: str
) -> list[tuple[Kind, Span]]:
    up = lifts(stretches, sport)
    fast = [span for span in rides(stretches, too_fast(sport)) if _share_in(span, up) < _MOST]
    found: list[tuple[Kind, Span]] = [
        ("lift", span) for span in up if _share_in(span, fast) < _MOST
    ]
    found += [(_kind_of_ride(stretches, span), span) for span in fast]
    if sport == "ride":
        found += [("ferry", span) for span in ferries(stretches, segments)]
    return found


def _kind_of_ride(stretches: tuple[Stretch, ...], span: Span) -> Kind:
    if _median_mps(stretches, span) > _PLANE_MPS:
        return "plane"
    return "ferry" if _share_in(span, afloat(stretches)) > _MOST else "vehicle"


def _share_in(span: Span, others: Iterable[Span]) -> float:
    shared = (min(span[1], to_s) - max(span[0], from_s) for from_s, to_s in others)
    return sum(max(0.0, seconds) for seconds in shared) / (span[1] - span[0])


def _median_mps(stretches: tuple[Stretch, ...], span: Span) -> float:
    speeds = [each.speed_mps[samples_in(each, span)] for each in stretches]
    return float(np.median(np.concatenate(speeds)))


def _forgotten_from(stretches: tuple[Stretch, ...], sport: str) -> float | None:
    """Return when the recorder should have been stopped, None if it was."""
    limits = too_fast(sport)
    if sport == "ride":
        tail_mps = max(_TIMES_USUAL * _usual_mps(stretches), _TAIL_MPS)
        limits = (*limits, TooFast(tail_mps, _TAIL_S, downhill_too=False))
    still = end_stand(stretches)
    end_s = still[0] if still else float(stretches[-1].time_s[-1])
    for from_s, to_s in rides(stretches, limits)[-1:]:
        if to_s >= end_s - _AT_END_S and from_s >= stretches[0].time_s[0] + _BODY_S:
            return from_s
    return still[0] if still else None


def _usual_mps(stretches: tuple[Stretch, ...]) -> float:
    speeds = np.concatenate([each.speed_mps for each in stretches])
    moving = speeds[speeds > _MOVING_MPS]
    return float(np.median(moving)) if len(moving) else 0.0


def _steps(segments: tuple[Segment, ...], travelled_m: Column | None) -> tuple[Column, Column]:
    """Return the middle of each step in time, and what it adds to the distance."""
    time_s = np.concatenate([part.time_s for part in segments])
    if travelled_m is not None:
        return (time_s[1:] + time_s[:-1]) / 2, np.diff(travelled_m)
    middles_s = [(part.time_s[1:] + part.time_s[:-1]) / 2 for part in segments]
    ways_m = [np.hypot(*steps_m(part.lat_deg, part.lon_deg)) for part in segments]
    return np.concatenate(middles_s), np.concatenate(ways_m)


def _hint(
    kind: Kind, span: Span, stretches: tuple[Stretch, ...], steps: tuple[Column, Column]
) -> Hint:
    middle_s, way_m = steps
    inside = (middle_s >= span[0]) & (middle_s <= span[1])
    return Hint(kind, *span, float(way_m[inside].sum()), _median_mps(stretches, span))
