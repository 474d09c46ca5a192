"""The one place that sees both a private Recording and the publishable Activity."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from milepost.errors import Problem
from milepost.measure.cleaning import clean
from milepost.measure.elevation import profile_samples
from milepost.measure.geo import steps_m
from milepost.measure.local_time import local_day, moment, zone_at
from milepost.measure.simplify import simplify
from milepost.measure.sports import SPORTS, sport_of
from milepost.measure.totals import totals_of, way_of
from milepost.model.activity import Activity, Line, Measured, Profile
from milepost.model.track import Column, Recording, Segment, Track

_SILENCE_S, _JUMP_M = 300.0, 500.0  # a break in the line: nobody knows what lies between


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides how a recording becomes activities.

    `sport` is the author's word for this file and wins; `usual_sport` helps out when the
    device says nothing, `usual_zone` where the map of time zones has none. Lines are drawn
    to `tolerance_m`, profiles to `samples` steps.
    """

    sport: str | None = None
    usual_sport: str | None = None
    usual_zone: str = "UTC"
    tolerance_m: float = 5.0
    samples: int = 400


def to_activities(recording: Recording, rules: Rules) -> Measured:
    """Measure and simplify each track of a recording; a track of one place is left out."""
    made = (_activity(recording, number, rules) for number in range(len(recording.tracks)))
    activities = tuple(activity for activity in made if activity is not None)
    if activities:
        return Measured(activities, recording.warnings)
    message = "has no two trackpoints in a row, so there is no way to measure; left out"
    lone = Problem(message, str(recording.path), severity="warning")
    return Measured((), (*recording.warnings, lone))


def sport_for(track: Track, stem: str, rules: Rules) -> str:
    """Return the sport: the author's word, the device's, the entry's, the name of the file."""
    words = (rules.sport, track.type, rules.usual_sport, stem, track.name)
    found = (sport_of(word) for word in words if word)
    return next((sport for sport in found if sport), "other")


def _activity(recording: Recording, number: int, rules: Rules) -> Activity | None:
    track = recording.tracks[number]
    sport = sport_for(track, recording.path.stem, rules)
    cleaned = (clean(segment, SPORTS[sport].possible_mps) for segment in track.segments)
    segments = tuple(segment for segment in cleaned if len(segment) > 1)
    if not segments:
        return None
    ways = way_of(segments, SPORTS[sport])
    totals = totals_of(segments, ways, SPORTS[sport])
    first = segments[0]
    zone = zone_at(float(first.lat_deg[0]), float(first.lon_deg[0]))
    times = np.concatenate([segment.time_s for segment in segments])
    timed = times[np.isfinite(times)]
    start = moment(float(timed.min())) if len(timed) else None
    pieces = [_pieces(segment) for segment in segments]
    return Activity(
        id=f"{recording.path}#{number + 1}",
        source=recording.path,
        sport=sport,
        start=start,
        day=local_day(start, zone or rules.usual_zone) if start else None,
        zone=zone,
        totals=totals,
        lines=tuple(
            _line(segment, piece, rules.tolerance_m)
            for segment, cuts in zip(segments, pieces, strict=True)
            for piece in cuts
        ),
        profile=_profile(segments, ways, pieces, totals.distance_m / rules.samples),
    )


def _pieces(segment: Segment) -> list[slice]:
    """Cut a segment where the recorder was silent while the way went on."""
    metres = np.hypot(*steps_m(segment.lat_deg, segment.lon_deg))
    cuts = np.flatnonzero((np.diff(segment.time_s) > _SILENCE_S) & (metres > _JUMP_M)) + 1
    edges = [0, *cuts.tolist(), len(segment)]
    return [slice(a, b) for a, b in pairwise(edges) if b - a > 1]


def _line(segment: Segment, piece: slice, tolerance_m: float) -> Line:
    lat, lon = segment.lat_deg[piece], segment.lon_deg[piece]
    kept = simplify(lat, lon, tolerance_m)
    places = zip(lat[kept].round(5).tolist(), lon[kept].round(5).tolist(), strict=True)
    return tuple(places)


def _profile(
    segments: tuple[Segment, ...],
    ways: tuple[Column, ...],
    pieces: list[list[slice]],
    spacing_m: float,
) -> Profile | None:
    stretches = []
    so_far_m = 0.0
    for segment, way, cuts in zip(segments, ways, pieces, strict=True):
        travelled_m = so_far_m + np.concatenate([[0.0], np.cumsum(way)])
        for piece in cuts:
            samples = profile_samples(
                travelled_m[piece], segment.ele_m[piece], max(spacing_m, 25.0)
            )
            if samples:
                stretches.append(samples)
        so_far_m = float(travelled_m[-1])
    return Profile(tuple(stretches)) if stretches else None
