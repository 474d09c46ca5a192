"""Where along a planned route a track runs: Viterbi's algorithm with an off-route state.

`measure.progress` tells the whole of it, and where the constants come from.
"""

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from milepost.measure.route_line import Grid, Numbers, Spots, spots_near
from milepost.measure.strides import LONGEST_M, Strides
from milepost.model.track import Column

# Costs are negative logarithms of likelihood: half a squared deviation, and what is as rare.
# Plans are thinned to 25 m and receivers jitter, so what differs by less says nothing: over a
# day it would add up, and tell a lap from the next.
_EXACT_M, _EVEN_M = 20.0, 8.0
# Being away from the route, and 1 - cos of the angle between it and the movement, cost so much
# each 40 m; nobody moves along a route that leads 150 degrees away.
_PER_M, _AGAINST = 40.0, 0.85
_ASLANT = 0.3  # sine of the angle at which one turns off: 17 degrees
# On the route, a step along it that differs from the track's costs 1 each 60 m; one of more
# than 30 m against the direction costs 1 each 20 m, up to 42; to leap elsewhere costs 14.
_SLACK_M, _JITTER_M, _RETURN_M, _RETURN = 60.0, 30.0, 20.0, 42.0
_LEAP, _LEAP_M = 14.0, 5000.0  # and 1 in so many metres
# To turn round costs 8, and going against the route 1 in 800 m: forward explains it first.
_TURN, _BACK_M = 8.0, 800.0
# Leaving the route, coming back, and 1 in so many metres off it; coming back elsewhere than the
# length off the route tells costs 1 each 2 km ahead, each 100 m behind; the other way round 4.
_LEAVE, _ENTER, _OFF_M = 4.0, 10.0, 16.7
_AGAIN_M, _BEHIND_M, _OTHER_WAY = 2000.0, 100.0, 4.0
_UNSEEN = 3.0  # over a break of the track steps may differ: at most, but for 1 each 2 km
# Beginning the day elsewhere: 1 each 200 m, then 5 and 1 each 2 km, up to a leap; and against
# the route. A night changes less than a break.
_BEGIN_M, _ELSEWHERE, _START_BACK = 200.0, 5.0, 4.0
_BEAM, _MOST_STATES, _MOST_OFF = (
    45.0,
    60,
    4,
)  # dearer ones than the cheapest, all, off the route
# A plain step: both ends so near, as a share of the reach, about as long on the route, and in
# its direction, as a cosine.
_PLAIN_SHARE, _PLAIN_M, _STRAIGHT = 0.4, 12.0, 0.5


@dataclass(frozen=True, slots=True)
class Reach:
    """How far from the route a track may be to be on it, and the usual deviation.

    Where the route is longer than the track by `spare_m` or less, it may still have been
    travelled.
    """

    most_m: float
    sigma_m: float
    spare_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """The strides of a track on a route: columns of one length.

    `at_m` are metres of the drawn line, NaN off the route. `heading` is 1 along the route, -1
    against it, 0 off it.
    """

    way: Strides
    at_m: Column
    heading: Numbers


def matched(grid: Grid, way: Strides, start_m: float, reach: Reach) -> Matched:
    """Lay a track onto a route as a whole, so that each place is the likeliest for all.

    The track comes from `start_m` of the drawn line, which is likely and not certain.
    """
    spots = spots_near(grid, way.lat_deg, way.lon_deg, reach.most_m)
    way, spots = _without_unknown(way, spots)
    choices = _choices(way, spots, reach)
    spot, heading = _laid(choices, _likeliest(choices, start_m))
    on = heading != 0
    at_m, away_m = np.full((2, len(way)), np.nan)
    at_m[on], away_m[on] = spots.at_m[spot[on]], spots.away_m[spot[on]]
    leaving = _leaving(way, away_m)
    at_m[leaving], heading[leaving] = np.nan, 0
    return Matched(way, at_m, heading)


def _leaving(way: Strides, away_m: Column) -> NDArray[np.bool_]:
    """Tell the points where a track turns off, or comes back, at an angle.

    It is still near what lies ahead on the route, and is not going there.
    """
    slope = np.abs(np.diff(away_m)) / np.maximum(way.step_m[1:], 1.0)
    slope[way.step_m[1:] > LONGEST_M] = np.nan
    aslant = np.fmax(np.append(slope, np.nan), np.append(np.nan, slope)) > _ASLANT
    kind = np.where(np.isnan(away_m), 0, np.where(aslant, 1, 2))
    ends = np.flatnonzero(np.diff(kind, append=3))
    runs = np.concatenate([[2], kind[ends], [2]])
    beside = (runs[1:-1] == 1) & ((runs[:-2] == 0) | (runs[2:] == 0))
    return np.repeat(beside, np.diff(ends, prepend=-1))


def _without_unknown(way: Strides, spots: Spots) -> tuple[Strides, Spots]:
    """Leave out steps of the track from near the route to near it that lead far from it.

    A tracker that reports once in ten minutes says nothing of the bends between.
    """
    near = np.bincount(spots.of, minlength=len(way)) > 0
    fixed = np.flatnonzero(way.fixed)
    step = np.searchsorted(fixed, np.arange(len(way)))  # the number of the fixed point after
    far = np.bincount(step[~near], minlength=len(fixed)) > 0
    unknown = far & near[fixed] & np.concatenate([near[fixed][:1], near[fixed][:-1]])
    kept = np.flatnonzero(way.fixed | ~unknown[step])
    if len(kept) == len(way):
        return way, spots
    new = np.cumsum(np.bincount(kept, minlength=len(way))) - 1
    return way.only(kept), Spots(
        new[spots.of], spots.at_m, spots.away_m, spots.east, spots.north
    )


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the algorithm chooses from, as lists: NumPy is slow one number at a time.

    Point n has the spots `first[n]` to `first[n + 1]`, with what it costs to be there on the
    way forward and back, infinite where the movement leads elsewhere. `plain` is the heading of
    a step that can be nothing but one on the route, else 0; `until` is where such steps end.
    """

    first: list[int]
    at_m: list[float]
    forward: list[float]
    back: list[float]
    step_m: list[float]
    kind: list[int]
    plain: list[int]
    until: list[int]


# The first point of all, of a line, one after a long step, and all others.
_START, _BREAK, _LONG, _USUAL = range(4)

# Linked, so that trails share their past: first point, last point, the spot there (all before
# it have one each), heading, the trail before.
_Trail = tuple[int, int, int, int, Any]


class _State(NamedTuple):
    """One way to have come here; `away_m` is the length since it left the route."""

    cost: float
    at_m: float
    heading: int
    on: bool
    away_m: float
    trail: _Trail | None


def _choices(way: Strides, spots: Spots, reach: Reach) -> _Choices:
    first = np.searchsorted(spots.of, np.arange(len(way) + 1))
    cosine = spots.east * way.east[spots.of] + spots.north * way.north[spots.of]
    long = way.step_m > LONGEST_M
    cosine[long[spots.of]] = 0.0  # the route may wind as it likes
    away = (np.maximum(spots.away_m - _EXACT_M, 0.0) / reach.sigma_m) ** 2 / 2
    # Short strides are more of the same evidence.
    weight = np.where(way.begins, 1.0, np.minimum(way.step_m / _PER_M, 1.0))[spots.of]
    heading = _plain(way, spots, cosine, first, _PLAIN_SHARE * reach.most_m)
    changes = np.flatnonzero(np.diff(heading, append=2))
    kind = np.where(long, _LONG, _USUAL)
    kind[way.begins] = _BREAK
    kind[:1] = _START
    return _Choices(
        first=first.tolist(),
        at_m=spots.at_m.tolist(),
        forward=np.where(cosine > -_AGAINST, weight * (away + 1 - cosine), np.inf).tolist(),
        back=np.where(cosine < _AGAINST, weight * (away + 1 + cosine), np.inf).tolist(),
        step_m=way.step_m.tolist(),
        kind=kind.tolist(),
        plain=heading.tolist(),
        until=changes[np.searchsorted(changes, np.arange(len(way)))].tolist(),
    )


def _plain(
    way: Strides, spots: Spots, cosine: Column, first: Numbers, close_m: float
) -> Numbers:
    """Return the heading of steps that can be nothing but one along or against the route.

    Both ends have one spot, close by, and the steps agree. It never pays to leave the route
    or to turn between two such steps.
    """
    heading = np.zeros(len(way), dtype=np.int64)
    if not len(spots.of):
        return heading
    spot = np.minimum(first[:-1], len(spots.of) - 1)
    alone = (np.diff(first) == 1) & (spots.away_m[spot] < close_m)
    step_m, moved_m, turn = way.step_m[1:], np.diff(spots.at_m[spot]), cosine[spot][1:]
    even = alone[1:] & alone[:-1] & ~way.begins[1:] & (step_m < LONGEST_M)
    even &= np.abs(np.abs(moved_m) - step_m) < step_m / 2 + _PLAIN_M
    heading[1:][even & (moved_m > 0) & (turn > _STRAIGHT)] = 1
    heading[1:][even & (moved_m < 0) & (turn < -_STRAIGHT)] = -1
    return heading


def _likeliest(choices: _Choices, start_m: float) -> _Trail | None:
    """Return the trail of least cost."""
    states = [_State(0.0, start_m, 1, False, 0.0, None)]
    n, points = 0, len(choices.step_m)
    while n < points:
        heading, state = choices.plain[n], states[0]
        if heading and len(states) == 1 and state.on and state.heading == heading:
            last = choices.until[n]
            spot = choices.first[last]
            trail, at_m = (n, last, spot, heading, state.trail), choices.at_m[spot]
            states = [_State(0.0, at_m, heading, True, 0.0, trail)]
            n = last + 1
        else:
            states = _next(choices, n, states)
            n += 1
    return states[0].trail


def _cost(state: _State) -> float:
    return state.cost


def _next(choices: _Choices, n: int, states: list[_State]) -> list[_State]:
    """Return the states at a point, the cheapest first, from those at the point before."""
    step_m, kind, plain = choices.step_m[n], choices.kind[n], choices.plain[n]
    found = []
    for spot in range(choices.first[n], choices.first[n + 1]):
        at_m = choices.at_m[spot]
        for heading, here in ((1, choices.forward[spot]), (-1, choices.back[spot])):
            if here == math.inf or plain == -heading:
                continue
            cost, before = _before(states, at_m, heading, step_m, kind)
            trail = (n, n, spot, heading, before.trail)
            found.append(_State(cost + here, at_m, heading, True, 0.0, trail))
    off = 0.0 if kind == _BREAK else min(step_m, LONGEST_M) / _OFF_M
    away = [
        _State(
            s.cost + off + (_LEAVE if s.on else 0.0), s.at_m, s.heading, False,
            s.away_m + step_m, s.trail,
        )
        for s in states
        if not (s.on and plain)
    ]  # fmt: skip
    away.sort(key=_cost)
    found += away[:_MOST_OFF]
    found.sort(key=_cost)
    most = found[0].cost + _BEAM
    return [state for state in found[:_MOST_STATES] if state.cost <= most]


def _before(
    states: list[_State], at_m: float, heading: int, step_m: float, kind: int
) -> tuple[float, _State]:
    """Return the cheapest way to a spot, and the state that it comes from."""
    best, least = states[0], math.inf
    for state in states:
        if state.cost >= least:
            break  # they are sorted, and no move is free of charge
        cost = state.cost + _move(state, at_m, heading, step_m, kind)
        if cost < least:
            best, least = state, cost
    return least, best


def _move(state: _State, at_m: float, heading: int, step_m: float, kind: int) -> float:
    """Return what it costs to come from a state to a spot of the route."""
    ahead_m = (at_m - state.at_m) * heading
    turned = heading != state.heading
    if kind == _START:
        far_m = abs(ahead_m)
        elsewhere = min(far_m / _BEGIN_M, _ELSEWHERE + far_m / _AGAIN_M, _LEAP)
        return elsewhere + (_START_BACK if turned else 0.0)
    if not state.on:
        fixed = _ENTER + (_OTHER_WAY if turned else 0.0)
        if ahead_m < 0:
            return fixed + min(_RETURN, -ahead_m / _BEHIND_M)
        return fixed + min(_LEAP, abs(ahead_m - state.away_m - step_m) / _AGAIN_M)
    back = step_m / _BACK_M if heading < 0 else 0.0
    if kind == _BREAK:
        back += _OTHER_WAY if turned else 0.0
    elif turned:
        return back + _TURN + min(_RETURN, max(0.0, abs(ahead_m) - step_m) / _RETURN_M)
    if ahead_m < -_JITTER_M:
        near_m = _BEHIND_M if kind == _BREAK else _RETURN_M
        return back + min(_RETURN, -ahead_m / near_m)
    differs_m = max(abs(ahead_m - step_m) - _EVEN_M, 0.0)
    if kind == _USUAL:
        return back + min(differs_m / _SLACK_M, _LEAP + differs_m / _LEAP_M)
    return back + min(differs_m / _SLACK_M, _UNSEEN + differs_m / _AGAIN_M, _LEAP)


def _laid(choices: _Choices, trail: _Trail | None) -> tuple[Numbers, Numbers]:
    """Return the spot and the heading of each point of a trail; off the route they are 0."""
    spot, heading = np.zeros((2, len(choices.step_m)), dtype=np.int64)
    while trail:
        first, last, at, way, trail = trail
        spot[first : last + 1] = np.arange(at - last + first, at + 1)
        heading[first : last + 1] = way
    return spot, heading
