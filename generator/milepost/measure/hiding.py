"""What is left of a track when nothing shall lead to the places that its owner hides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from milepost.measure.cleaning import select
from milepost.measure.geo import offsets_m, plane_m, steps_m
from milepost.model.privacy import Circle, Hiding
from milepost.model.track import Column, Segment

LEAST_M = 200.0  # less of a track tells of nothing but what is hidden
_BESIDE_S = 120.0  # of a track: who takes a photo there has not gone far
_HALT_S, _HALT_M = 60.0, 30.0  # who goes no further in so long does not just pass

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What is left of a track, in order, and what is not.

    `gone` are the points that are hidden, and `spans` tell from when to when they were, POSIX
    seconds; without complete times there are none, unless all is hidden. `ends` tell whether
    the start and the end are hidden, `hidden_m` how long that is which is hidden, as its points
    lie. `brinks` are the last places that are shown beside it.
    """

    segments: tuple[Segment, ...]
    gone: tuple[Segment, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    ends: tuple[bool, bool] = (False, False)
    hidden_m: float = 0.0
    brinks: tuple[tuple[float, float], ...] = ()


def without_hidden(segments: Sequence[Segment], hiding: Hiding) -> Left:
    """Return what is left of the segments of one track, in order.

    No step of it leads through a hidden circle. Of what lies beside a hidden part, less than
    200 m is hidden with it. An end is hidden so far along the way, and until that is half as
    far off: who stands at a door makes metres too.
    """
    if not hiding or not segments:
        return Left(tuple(segments))
    parts: list[Segment | None] = []  # in order, None for what is hidden
    gone: list[Segment] = []
    for segment, at_end in zip(segments, _at_the_ends(segments, hiding), strict=True):
        inside, across = _in_circles(segment, hiding)
        hidden = inside | at_end
        for piece in _pieces(hidden, across):
            whole = piece.stop - piece.start == len(segment)
            part = segment if whole else select(segment, piece)
            if hidden[piece.start] or (not whole and length_of([part]) < LEAST_M):
                parts.append(None)
                gone.append(part)
            else:
                before = [None] if piece.start > 0 else []
                behind = [None] if piece.stop < len(segment) else []
                parts += [*before, part, *behind]
    kept = [part for part in parts if part is not None]
    if length_of(kept) < LEAST_M and None in parts:
        kept, gone, parts = [], list(segments), [None]
    return Left(
        segments=tuple(kept),
        gone=tuple(gone),
        spans=tuple(_spans(parts, segments)),
        ends=(parts[0] is None, parts[-1] is None),
        hidden_m=length_of(segments) - length_of(kept),
        brinks=tuple(_brinks(parts)),
    )


def length_of(segments: Iterable[Segment]) -> float:
    """Return how long segments are along their points, in metres."""
    return float(sum(_steps_m(segment).sum() for segment in segments))


def crosses(begin: tuple[float, float], end: tuple[float, float], hiding: Hiding) -> bool:
    """Tell whether the straight line between two places leads through what is hidden."""
    lat_deg, lon_deg = (np.array(column) for column in zip(begin, end, strict=True))
    return any(
        bool((_nearest_m(lat_deg, lon_deg, circle) < circle.radius_m).any())
        for circle in hiding.circles
    )


def is_hidden(place: tuple[float, float], hiding: Hiding) -> bool:
    """Tell whether a place lies in a hidden circle."""
    return crosses(place, place, hiding)


def _steps_m(segment: Segment) -> Column:
    return np.asarray(np.hypot(*steps_m(segment.lat_deg, segment.lon_deg)))


def _at_the_ends(segments: Sequence[Segment], hiding: Hiding) -> list[Flags]:
    """Tell for each point of each segment whether it is too near to an end of the track."""
    lat, lon = (
        np.concatenate([getattr(segment, name) for segment in segments])
        for name in ("lat_deg", "lon_deg")
    )
    # From one segment to the next is no way.
    steps = [np.concatenate([[0.0], _steps_m(segment)]) for segment in segments]
    along_m = np.cumsum(np.concatenate(steps))
    hidden = np.zeros(len(lat), dtype=bool)
    if hiding.start_m:
        hidden |= _before(lat, lon, along_m, hiding.start_m)
    if hiding.end_m:
        left_m = along_m[-1] - along_m
        hidden |= _before(lat[::-1], lon[::-1], left_m[::-1], hiding.end_m)[::-1]
    return np.split(hidden, np.cumsum([len(segment) for segment in segments])[:-1])


def _before(lat_deg: Column, lon_deg: Column, along_m: Column, metres: float) -> Flags:
    away_m = np.hypot(*offsets_m(lat_deg, lon_deg, (lat_deg[0], lon_deg[0])))
    left = (along_m >= metres) & (away_m >= metres / 2)
    first = int(np.argmax(left)) if left.any() else len(left)
    return np.arange(len(left)) < first


def _in_circles(segment: Segment, hiding: Hiding) -> tuple[Flags, Flags]:
    """Tell which points of a segment are hidden by a place, and which of its steps."""
    inside = np.zeros(len(segment), dtype=bool)
    across = np.zeros(max(len(segment) - 1, 0), dtype=bool)
    for circle in hiding.circles:
        place = circle.lat_deg, circle.lon_deg
        away_m = np.hypot(*offsets_m(segment.lat_deg, segment.lon_deg, place))
        inside |= away_m < circle.radius_m
        across |= _nearest_m(segment.lat_deg, segment.lon_deg, circle) < circle.radius_m
    if not (hiding.passing and across.any() and np.isfinite(segment.time_s).all()):
        return inside, across
    touched = np.concatenate([[False], across, [False]])
    for first, last in _runs(touched[1:] | touched[:-1]):
        passed = slice(first, last)
        ends_inside = inside[first] or inside[last - 1]
        if not ends_inside and not _halts(select(segment, passed)):
            inside[passed] = across[first : last - 1] = False
    return inside, across


def _nearest_m(lat_deg: Column, lon_deg: Column, circle: Circle) -> Column:
    """Return how near each step comes to the centre of a circle."""
    x, y = offsets_m(lat_deg, lon_deg, (circle.lat_deg, circle.lon_deg))
    east, north = np.diff(x), np.diff(y)
    squared = np.maximum(east**2 + north**2, 1e-9)
    share = np.clip(-(x[:-1] * east + y[:-1] * north) / squared, 0.0, 1.0)
    return np.asarray(np.hypot(x[:-1] + share * east, y[:-1] + share * north))


def _halts(segment: Segment) -> bool:
    """Tell whether somebody stayed on one spot, or was silent, for a minute."""
    x, y = plane_m(segment.lat_deg, segment.lon_deg)
    later = np.searchsorted(segment.time_s, segment.time_s + _HALT_S)
    known = later < len(segment)
    here, there = np.flatnonzero(known), later[known]
    stays = np.hypot(x[there] - x[here], y[there] - y[here]) < _HALT_M
    return bool(stays.any() or (np.diff(segment.time_s) > _HALT_S).any())


def _pieces(hidden: Flags, across: Flags) -> Iterator[slice]:
    """Yield the runs of points of which all or none are hidden, and no step."""
    changes = np.flatnonzero(np.diff(hidden) | across) + 1
    yield from (slice(a, b) for a, b in pairwise([0, *changes.tolist(), len(hidden)]))


def _runs(flags: Flags) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _brinks(parts: Sequence[Segment | None]) -> Iterator[tuple[float, float]]:
    """Yield the first or last place of each part that something hidden is beside."""
    for before, after in pairwise(parts):
        if before is None and after is not None:
            yield float(after.lat_deg[0]), float(after.lon_deg[0])
        if before is not None and after is None:
            yield float(before.lat_deg[-1]), float(before.lon_deg[-1])


def _spans(
    parts: Sequence[Segment | None], segments: Sequence[Segment]
) -> Iterator[tuple[float, float]]:
    """Yield from when to when nothing is told, as far as times are known."""
    times_s = np.concatenate([segment.time_s for segment in segments])
    known_s = times_s[np.isfinite(times_s)]
    if len(known_s) < len(times_s):
        if len(known_s) and all(part is None for part in parts):
            yield float(known_s.min()) - _BESIDE_S, float(known_s.max()) + _BESIDE_S
        return
    begin_s = float(segments[0].time_s[0]) - _BESIDE_S
    hidden = False
    for part in parts:
        if part is None:
            hidden = True
            continue
        if hidden:
            yield begin_s, float(part.time_s[0])
        begin_s, hidden = float(part.time_s[-1]), False
    if hidden:
        yield begin_s, float(segments[-1].time_s[-1]) + _BESIDE_S
