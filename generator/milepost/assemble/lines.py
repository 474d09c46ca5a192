"""A measured way as lines and profiles to draw: the points nobody sees are left out."""

from itertools import pairwise

import numpy as np

from milepost.measure.elevation import profile_samples
from milepost.measure.gaps import Recorder
from milepost.measure.geo import steps_m
from milepost.measure.simplify import simplify
from milepost.measure.way import Way
from milepost.model.activity import Line, Profile
from milepost.model.track import Segment

_SILENCE_S, _JUMP_M = 300.0, 500.0  # a break in the line: nobody knows what lies between
_INTERVALS = 5.0  # of a tracker that reports every ten minutes, ten minutes are no silence
_SHORTEST_STEP_M = 25.0  # of a profile


def drawn(
    segments: tuple[Segment, ...], recorder: Recorder, tolerance_m: float
) -> tuple[Line, ...]:
    """Return the line of each stretch without a break, to some metres."""
    return tuple(
        _line(segment, piece, tolerance_m)
        for segment in segments
        for piece in _pieces(segment, recorder)
    )


def profile(segments: tuple[Segment, ...], way: Way, spacing_m: float) -> Profile | None:
    """Return the elevations of each stretch at even steps, None where they do not tell."""
    if way.source == "none":
        return None
    step_m = max(spacing_m, _SHORTEST_STEP_M)
    stretches = []
    for begin, segment in zip(way.begins, segments, strict=True):
        for piece in _pieces(segment, way.recorder):
            here = slice(begin + piece.start, begin + piece.stop)
            samples = profile_samples(way.travelled_m[here], way.ele_m[here], step_m)
            if samples:
                stretches.append(samples)
    return Profile(tuple(stretches)) if stretches else None


def _pieces(segment: Segment, recorder: Recorder) -> list[slice]:
    """Cut a segment where the recorder was silent while the way went on."""
    metres = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    silence_s = max(_SILENCE_S, _INTERVALS * recorder.interval_s)
    cuts = np.flatnonzero((np.diff(segment.time_s) > silence_s) & (metres > _JUMP_M)) + 1
    edges = [0, *cuts.tolist(), len(segment)]
    return [slice(a, b) for a, b in pairwise(edges) if b - a > 1]


def _line(segment: Segment, piece: slice, tolerance_m: float) -> Line:
    lat, lon = segment.lat_deg[piece], segment.lon_deg[piece]
    kept = simplify(lat, lon, tolerance_m)
    places = zip(lat[kept].round(5).tolist(), lon[kept].round(5).tolist(), strict=True)
    return tuple(places)
