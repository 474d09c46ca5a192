"""A measured way as lines and profiles to draw: the points nobody sees are left out."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from milepost.measure.elevation import profile_samples
from milepost.measure.gaps import Recorder
from milepost.measure.geo import steps_m
from milepost.measure.moving import speed_samples
from milepost.measure.simplify import simplify
from milepost.measure.way import Way
from milepost.model.activity import Line, Metres, Position, Profile, Speeds
from milepost.model.track import Column, Segment

_SILENCE_S, _JUMP_M = 300.0, 500.0  # a break in the line: nobody knows what lies between
_INTERVALS = 5.0  # of a tracker that reports every ten minutes, ten minutes are no silence
_SHORTEST_STEP_M = 25.0  # of a profile


def drawn(
    segments: tuple[Segment, ...], way: Way, tolerance_m: float
) -> tuple[tuple[Line, ...], tuple[Metres, ...]]:
    """Return the line of each stretch without a break, to some metres.

    Beside it stands for each of its points how far along the way it lies, in metres.
    """
    lines: list[Line] = []
    along_m: list[Metres] = []
    for segment, piece, here in _stretches(segments, way):
        lat, lon = segment.lat_deg[piece], segment.lon_deg[piece]
        kept = simplify(lat, lon, tolerance_m)
        lines.append(_published(lat[kept], lon[kept]))
        along_m.append(tuple(way.travelled_m[here][kept].round(1).tolist()))
    return tuple(lines), tuple(along_m)


def timed(
    segments: tuple[Segment, ...], way: Way, tolerance_m: float
) -> tuple[tuple[float, ...], ...]:
    """Return the time of each point that is `drawn`, POSIX seconds; () if some is unknown."""
    times_s: list[tuple[float, ...]] = []
    for segment, piece, _ in _stretches(segments, way):
        kept = simplify(segment.lat_deg[piece], segment.lon_deg[piece], tolerance_m)
        times_s.append(tuple(segment.time_s[piece][kept].tolist()))
    return tuple(times_s) if np.isfinite([t for line in times_s for t in line]).all() else ()


def brinks(segments: tuple[Segment, ...], hidden: Iterable[Position]) -> tuple[Position, ...]:
    """Return the places beside what is hidden at which some segments start or end."""
    beside = set(hidden)
    ends = (
        (float(segment.lat_deg[n]), float(segment.lon_deg[n]))
        for segment in segments
        for n in (0, -1)
    )
    found = np.array([place for place in ends if place in beside]).reshape(-1, 2)
    return _published(found[:, 0], found[:, 1])


def traced(
    segments: tuple[Segment, ...], tolerance_m: float
) -> tuple[tuple[Line, ...], tuple[Metres, ...]]:
    """Return the line of each segment and how far along it its points lie; nothing is left out.

    For what is not measured: a ferry, a train.
    """
    lines: list[Line] = []
    along_m: list[Metres] = []
    before_m = 0.0
    for segment in segments:
        lat, lon = segment.lat_deg, segment.lon_deg
        metres = before_m + np.concatenate([[0.0], np.cumsum(np.hypot(*steps_m(lat, lon)))])
        kept = simplify(lat, lon, tolerance_m)
        lines.append(_published(lat[kept], lon[kept]))
        along_m.append(tuple(metres[kept].round(1).tolist()))
        before_m = float(metres[-1])
    return tuple(lines), tuple(along_m)


def _published(lat_deg: Column, lon_deg: Column) -> Line:
    """Round to the metre: more digits tell nothing, and make a page heavier."""
    return tuple(zip(lat_deg.round(5).tolist(), lon_deg.round(5).tolist(), strict=True))


def coarse(line: Line, tolerance_m: float) -> Line:
    """Return a line with fewer points: none of those left out lies further from it."""
    lat, lon = np.array(line, dtype=np.float64).reshape(-1, 2).T
    return tuple(line[n] for n in simplify(lat, lon, tolerance_m).tolist())


def profile(segments: tuple[Segment, ...], way: Way, spacing_m: float) -> Profile | None:
    """Return the elevations of each stretch at even steps, None where they do not tell."""
    if way.source == "none":
        return None
    step_m = max(spacing_m, _SHORTEST_STEP_M)
    found = (
        profile_samples(way.travelled_m[here], way.ele_m[here], step_m)
        for _, _, here in _stretches(segments, way)
    )
    stretches = tuple(samples for samples in found if samples)
    return Profile(stretches) if stretches else None


def speeds(segments: tuple[Segment, ...], way: Way, spacing_m: float) -> Speeds | None:
    """Return the speeds of each stretch at the steps of `profile`, None without times."""
    if way.moving is None:
        return None
    step_m = max(spacing_m, _SHORTEST_STEP_M)
    found = (
        speed_samples(
            way.travelled_m[here],
            way.time_s[here],
            way.moving[here.start : here.stop - 1],
            step_m,
        )
        for _, _, here in _stretches(segments, way)
    )
    stretches = tuple(samples for samples in found if samples)
    return Speeds(stretches) if stretches else None


def _stretches(
    segments: tuple[Segment, ...], way: Way
) -> Iterator[tuple[Segment, slice, slice]]:
    """Yield the points of each stretch without a break: in its segment, and in the way."""
    for begin, segment in zip(way.begins, segments, strict=True):
        for piece in _pieces(segment, way.recorder):
            yield segment, piece, slice(begin + piece.start, begin + piece.stop)


def _pieces(segment: Segment, recorder: Recorder) -> list[slice]:
    """Cut a segment where the recorder was silent while the way went on."""
    metres = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    silence_s = max(_SILENCE_S, _INTERVALS * recorder.interval_s)
    cuts = np.flatnonzero((np.diff(segment.time_s) > silence_s) & (metres > _JUMP_M)) + 1
    edges = [0, *cuts.tolist(), len(segment)]
    return [slice(a, b) for a, b in pairwise(edges) if b - a > 1]
