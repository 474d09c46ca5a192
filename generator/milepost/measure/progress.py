"""How far along a planned route the tracks of a day lead.

The nearest place of the route is the wrong one wherever it comes by twice: laps, a way out and
back, a figure of eight. So a track is laid onto the route as a whole, as map matching does
(Newson and Krumm 2009, "Hidden Markov Map Matching Through Noise and Sparseness"), which is
simpler on a single line:

1. `route_line`: pieces of the route, 200 m at most, in cells of 250 m.
2. `strides`: the track as points 25 m apart, up to 60 m if its receiver jitters; long straight
   steps of a thinned line are filled, jitter is averaged away.
3. Spots of the route within 150 m of each point, all at once: each the nearest of its
   surroundings, so both sides of a hairpin are among them.
4. `route_match`: Viterbi 1967. States are a spot and a direction along or against the route, or
   "off the route since this place". What each costs stands there. Only the cheap ones are kept,
   and steps that leave no choice are skipped over: O(n k²) for n points with k spots each, k
   being 1 but where the route comes by again, and O(n k) memory. Where the track turns off at
   an angle it is still near what lies ahead; that is taken back.
5. If the track keeps leaving and meeting the route, or is hardly ever on it, and a band of
   350 m takes in nearly all of it, the plan is one drawn by a coarse hand, and that counts.

The constants began as those that put 34 made routes right (out and back, lollipop, eight,
hairpins, parallel roads, detours, skipped pieces, late starts, returns), and were changed until
some thousand random ones were: laps, curls, noise, sparse trackers, plans thinned to 25 m.
tests/measure/test_progress.py holds one of each kind, benchmarks/progress.py tells the cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from milepost.measure.route_line import Grid, Ruler, spots_near
from milepost.measure.route_match import Matched, Reach, matched
from milepost.measure.strides import LONGEST_M, Strides, strides_of
from milepost.model.activity import Line
from milepost.model.progress import Advance, Span

# A plan is thinned to 25 m, and a cycle path may run 80 m beside the road: with this deviation
# it pays up to some 130 m to be on the route. The wide one is for plans drawn by hand.
CLOSE = Reach(most_m=150.0, sigma_m=50.0, spare_m=60.0)
WIDE = Reach(most_m=350.0, sigma_m=160.0, spare_m=400.0)
_HARDLY, _OFTEN, _NEARLY = 0.8, 3, 0.25  # share off the route, times it leaves, share left
_CRACK_M = 1.0
_FORWARD_M = 60.0  # less may be jitter
_JUNCTION_M = 100.0  # between leaving the route and coming back: nothing was left out
_ASIDE_M = 400.0  # off the route or not recorded, and still counted as travelled
# How much longer the route may be than the track, where it still was travelled; and where a
# tracker that seldom reports has left out the bends.
_LONGER, _WINDING = 1.7, 3.0
_ARRIVAL_M = 1000.0  # from the route, where a ferry or a train puts one down
_DOCKS_M = 300.0  # another pass of the route may be so much farther from there
_PASS_M = 2000.0  # along the route to what is another pass
_BEHIND_M = 200.0  # and still the next one


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a day that follow each other; `carried` ones lie in a train or on a ferry."""

    lines: tuple[Line, ...]
    carried: bool = False


def advance(
    ruler: Ruler, parts: Sequence[Part], *, start_m: float = 0.0, reached_m: float = 0.0
) -> Advance:
    """Return what a day's parts, in their order, have done along a route.

    `start_m` is where the day before ended, and `reached_m` the furthest until then. A carried
    part is in none of the sums and covers nothing; the athlete goes on from the place of the
    route near its end, from the next one if there are several.
    """
    here_m, furthest_m, found = start_m / ruler.stretch, reached_m / ruler.stretch, False
    spans: tuple[Span, ...] = ()
    on_m = off_m = back_m = 0.0
    for carried, lines in _sections(parts):
        if carried:
            arrival_m = _arrival(ruler.grid, lines, here_m)
            if arrival_m is not None:
                here_m, furthest_m, found = arrival_m, max(furthest_m, arrival_m), True
            continue
        match, reach = _match(ruler.grid, strides_of(lines), here_m)
        own_m, forward = match.way.own_m, match.heading > 0
        on_m += float(own_m[forward].sum())
        off_m += float(own_m[match.heading == 0].sum())
        back_m += float(own_m[match.heading < 0].sum())
        spans = merged((*spans, *_travelled(match, reach.spare_m)))
        on = np.flatnonzero(match.heading)
        if len(on):
            here_m, found = float(match.at_m[on[-1]]), True
            furthest_m = max(furthest_m, _furthest(match))
    told = ruler.stretch
    return Advance(
        position_m=_within(here_m * told, ruler) if found else None,
        reached_m=_within(furthest_m * told, ruler),
        covered=tuple((a * told, _within(b * told, ruler)) for a, b in spans),
        on_m=on_m,
        off_m=off_m,
        back_m=back_m,
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of spans, sorted; those less than 1 m apart become one."""
    found: list[Span] = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if found and begin <= found[-1][1] + _CRACK_M:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)


def missing(covered: Sequence[Span], to_m: float, least_m: float) -> tuple[Span, ...]:
    """Return the spans before `to_m` that `covered` leaves out, those of a length at least."""
    done = [span for span in merged(covered) if span[0] < to_m]
    begins = [0.0, *(end for _, end in done)]
    ends = [*(begin for begin, _ in done), to_m]
    return tuple(
        (a, b) for a, b in zip(begins, ends, strict=True) if b > a and b - a >= least_m
    )


def _within(at_m: float, ruler: Ruler) -> float:
    return min(max(at_m, 0.0), ruler.length_m)


def _sections(parts: Sequence[Part]) -> Iterator[tuple[bool, list[Line]]]:
    """Yield carried parts one by one, and the lines between them together."""
    for carried, some in groupby(parts, key=lambda part: part.carried):
        sections = [part.lines for part in some]
        if carried:
            yield from ((True, list(lines)) for lines in sections)
        else:
            yield False, [line for lines in sections for line in lines]


def _arrival(grid: Grid, lines: Sequence[Line], from_m: float) -> float | None:
    """Return where on the route one is put down, None if that is nowhere near."""
    ends = [line[-1] for line in lines if line]
    if not ends:
        return None
    lat_deg, lon_deg = np.array(ends[-1:], dtype=np.float64).T
    spots = spots_near(grid, lat_deg, lon_deg, _ARRIVAL_M)
    if not len(spots.of):
        return None
    # A route that winds around the place comes by once; the nearest of its bends counts.
    passes = np.split(
        np.arange(len(spots.of)), np.flatnonzero(np.diff(spots.at_m) > _PASS_M) + 1
    )
    nearest = [int(some[np.argmin(spots.away_m[some])]) for some in passes]
    limit_m = float(spots.away_m.min()) + _DOCKS_M
    places = [float(spots.at_m[n]) for n in nearest if spots.away_m[n] <= limit_m]
    return next((at_m for at_m in places if at_m >= from_m - _BEHIND_M), places[-1])


def _match(grid: Grid, way: Strides, start_m: float) -> tuple[Matched, Reach]:
    """Match closely; if the plan turns out to be drawn by a coarse hand, match widely."""
    close = matched(grid, way, start_m, CLOSE)
    off_m = _off_m(close)
    if not _looks_drawn_by_hand(close, off_m):
        return close, CLOSE
    wide = matched(grid, way, start_m, WIDE)
    return (wide, WIDE) if _off_m(wide) <= _NEARLY * off_m else (close, CLOSE)


def _off_m(match: Matched) -> float:
    return float(match.way.own_m[match.heading == 0].sum())


def _looks_drawn_by_hand(match: Matched, off_m: float) -> bool:
    """Tell a track that keeps leaving and meeting the plan, or never quite meets it."""
    on = match.heading != 0
    leaving = int((on[:-1] & ~on[1:]).sum())
    return off_m > _HARDLY * match.way.own_m.sum() or leaving >= _OFTEN


def _furthest(match: Matched) -> float:
    """Return the furthest place to which the track goes forward, more than by jitter."""
    on = np.flatnonzero(match.heading)
    heading, at_m = match.heading[on], match.at_m[on]
    begins = np.concatenate([[0], np.flatnonzero(np.diff(heading)) + 1])
    highs = np.maximum.reduceat(at_m, begins)
    risen = highs - np.minimum.reduceat(at_m, begins) >= _FORWARD_M
    return float(highs[risen & (heading[begins] > 0)].max(initial=0.0))


def _travelled(match: Matched, spare_m: float) -> list[Span]:
    """Return the pieces of the route between matched points that follow each other.

    Less than 400 m off the route or unrecorded lie between the two, or a side trip from the one
    place; and the route is not much longer there than the track.
    """
    on = np.flatnonzero(match.heading)
    before, after = on[:-1], on[1:]
    way = match.way
    # The track's own length: where it turns round, the strides do not go to the very end.
    behind_m = np.cumsum(np.where(way.begins, way.step_m, way.own_m))
    jumps = np.cumsum(way.begins & (way.step_m > _ASIDE_M))
    ran_m, aside_m = behind_m[after] - behind_m[before], behind_m[after - 1] - behind_m[before]
    at_m = match.at_m
    moved_m = np.abs(at_m[after] - at_m[before])
    fine = (aside_m <= _ASIDE_M) | (moved_m <= _JUNCTION_M)
    fine &= jumps[after] == jumps[before]
    unseen = ~way.begins[after] & (way.step_m[after] > LONGEST_M)
    fine &= moved_m <= np.where(unseen, _WINDING, _LONGER) * ran_m + spare_m
    lows, highs = np.minimum(at_m[before], at_m[after]), np.maximum(at_m[before], at_m[after])
    return list(zip(lows[fine].tolist(), highs[fine].tolist(), strict=True))
