"""The one place that sees both a private Recording and the publishable Activity."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from milepost.assemble.advice import advice_of
from milepost.assemble.cuts import Segments, Span, by_day, closed_up, without_cuts
from milepost.assemble.lines import coarse, drawn, profile, speeds
from milepost.assemble.markers import with_waypoints
from milepost.errors import Problem, counted
from milepost.measure.cleaning import in_order, leaps, overlapping
from milepost.measure.climbs import climbs_of
from milepost.measure.efforts import efforts_of, splits_of
from milepost.measure.elevation import without_spikes
from milepost.measure.local_time import local_day, moment, zone_at
from milepost.measure.sensors import heart_rate_limits, power_limits, sensors_of
from milepost.measure.sports import SPORTS, sport_of
from milepost.measure.totals import preferring, totals_of
from milepost.measure.way import Way, pauses_of, way_of
from milepost.model.activity import Activity, Measured
from milepost.model.detail import Climb, ElevationSource, Sensors, Split
from milepost.model.journal import Cut
from milepost.model.track import DeviceTotals, Recording, Track

# The author's words for sensors, and the columns they are in; energy comes with the totals.
_COLUMNS: Mapping[str, str] = {
    "heart_rate": "heart_rate_bpm",
    "cadence": "cadence_rpm",
    "power": "power_w",
    "temperature": "temperature_c",
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the whole site counts: see the table [numbers] of its settings."""

    raw: bool = False
    sensors: tuple[str, ...] = ()
    max_heart_rate: int | None = None
    threshold_power: int | None = None
    split_days: bool = False
    split_m: float = 1000.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides how a recording becomes activities.

    `sport` is the author's word for this file and wins; `usual_sport` helps out when the
    device says nothing, `usual_zone` where the map of time zones has none. So does the
    author's `elevation`, a source of elevations; `cuts` are left out. `days` are the local
    days that count when others go to other entries: those on which a track, or the part of
    one that is split, starts; None for a track without times. Lines are drawn to
    `tolerance_m`, outlines of them to `outline_m`, profiles to `samples` steps. `waypoints`
    are published if asked for.
    """

    sport: str | None = None
    usual_sport: str | None = None
    usual_zone: str = "UTC"
    elevation: ElevationSource | None = None
    cuts: tuple[Cut, ...] = ()
    days: tuple[date | None, ...] | None = None
    numbers: Numbers = field(default_factory=Numbers)
    waypoints: bool = False
    tolerance_m: float = 2.0
    outline_m: float = 25.0
    samples: int = 400


def to_activities(recording: Recording, rules: Rules) -> Measured:
    """Measure and simplify each track of a recording; a track of one place is left out."""
    parts = [_Track(recording, number, rules) for number in range(len(recording.tracks))]
    activities = tuple(activity for part in parts for activity in part.activities())
    made = [any(cut) for cut in zip(*(part.cuts_made for part in parts), strict=True)]
    if rules.waypoints:
        activities = with_waypoints(activities, recording.waypoints)
    told = (
        Problem(text, str(recording.path), severity="warning")
        for text in _complaints(recording, parts)
    )
    return Measured(activities, (*recording.warnings, *told), tuple(made))


def _complaints(recording: Recording, parts: Sequence["_Track"]) -> Iterator[str]:
    """Say what of a recording counts for nothing, a sentence each."""
    twice = sum(overlapping(track.segments) for track in recording.tracks)
    if twice:
        yield (
            f"{counted(twice, 'trackpoint')} of a track at the same time as others of it; only "
            "the segment that began first counts there"
        )
    leaping = sum(leaps(day) for part in parts for day in part.days.values())
    if leaping:
        yield (
            f"{counted(leaping, 'leap')} faster than anybody moves, which count for nothing; "
            "if a part of the track lies elsewhere, leave it out with  cut:  in its entry"
        )
    if not any(part.days or any(part.cuts_made) for part in parts):
        yield "has no two trackpoints in a row, so there is no way to measure; left out"


def segments_of(recording: Recording, rules: Rules) -> dict[str, Segments]:
    """Return the clean segments of a recording by the id of the activity they become."""
    tracks = (_Track(recording, number, rules) for number in range(len(recording.tracks)))
    return {ident: day for track in tracks for ident, day in track.days.items()}


def advice_on(recording: Recording, rules: Rules) -> tuple[str, ...]:
    """Return what looks wrong in a recording, with the cut that would mend it."""
    tracks = (_Track(recording, number, rules) for number in range(len(recording.tracks)))
    return tuple(sentence for track in tracks for sentence in track.advice())


def sport_for(track: Track, stem: str, rules: Rules) -> str:
    """Return the sport: the author's word, the device's, the entry's, the name of the file."""
    words = (rules.sport, track.type, rules.usual_sport, stem, track.name)
    found = (sport_of(word) for word in words if word)
    return next((sport for sport in found if sport), "other")


class _Track:
    """One track of a recording, cleaned and cut, about to become activities."""

    def __init__(self, recording: Recording, number: int, rules: Rules):
        track = recording.tracks[number]
        self.path, self.number, self.rules = recording.path, number, rules
        self.sport = sport_for(track, recording.path.stem, rules)
        segments = in_order(track.segments, SPORTS[self.sport].possible_mps)
        self.timed = all(np.isfinite(segment.time_s).all() for segment in segments)
        self.place_zone = _zone(segments)
        self.zone = self.place_zone or rules.usual_zone
        self.cuts_made = tuple(False for _ in rules.cuts)
        self.left_out: tuple[Span, ...] = ()
        self.is_split = False
        self.days = self._days(segments)
        self.device = track.device

    def activities(self) -> list[Activity]:
        """Return the track as one activity, or as one for each of its days."""
        return [self._activity(ident, day) for ident, day in self.days.items()]

    def advice(self) -> Iterator[str]:
        """Yield what looks wrong, day by day."""
        by_device = self._device().distance_m is not None
        for day in self.days.values():
            way_m = self._way(day).travelled_m
            yield from advice_of(day, self.sport, self.zone, way_m, by_device=by_device)

    def _device(self) -> DeviceTotals:
        """Return what the device counted: it is true of the whole only."""
        whole = not self.is_split and not any(self.cuts_made)
        return _believed(self.device, self.sport, self.rules) if whole else DeviceTotals()

    def _way(self, segments: Segments) -> Way:
        raw, source = self.rules.numbers.raw, self.rules.elevation
        return way_of(segments, SPORTS[self.sport], raw=raw, source=source)

    def _days(self, segments: Segments) -> dict[str, Segments]:
        """Return the segments that count, by the id of the activity they become."""
        ident, only = f"{self.path}#{self.number + 1}", self.rules.days
        if not segments:
            return {}
        if not self.timed:
            return {ident: segments} if only is None or self._day(segments) in only else {}
        first_s, split = segments[0].time_s[0], self.rules.numbers.split_days
        if only is not None:
            # A cut concerns the days that are its entry's: they are told apart before it.
            days = by_day(segments, self.zone, always=split)
            split = self.is_split = len(days) > 1
            segments = tuple(s for day in days if self._day(day) in only for s in day)
        segments = self._without_cuts(segments)
        if not segments:
            return {}
        days = by_day(segments, self.zone, always=split)
        self.is_split |= len(days) > 1
        if not self.is_split:
            return {ident: segments}
        before = local_day(moment(float(first_s)), self.zone) - timedelta(days=1)
        starts = [local_day(moment(float(day[0].time_s[0])), self.zone) for day in days]
        numbers = [(start - before).days for start in starts]
        return {f"{ident}.{n}": day for n, day in zip(numbers, days, strict=True)}

    def _day(self, segments: Segments) -> date | None:
        start = _start(segments)
        return local_day(start, self.zone) if start else None

    def _without_cuts(self, segments: Segments) -> Segments:
        if not segments or not self.rules.cuts:
            return segments
        found = without_cuts(segments, self.rules.cuts, self.zone)
        kept, self.cuts_made, self.left_out = found
        return tuple(segment for segment in kept if len(segment) > 1)

    def _activity(self, ident: str, segments: Segments) -> Activity:
        sport, numbers = SPORTS[self.sport], self.rules.numbers
        way = self._way(closed_up(segments, self.left_out))
        measured = totals_of(way, sport)
        device = self._device()
        lines, along_m = drawn(segments, way, self.rules.tolerance_m)
        step_m = measured.distance_m / self.rules.samples
        return Activity(
            id=ident,
            source=self.path,
            sport=self.sport,
            start=_start(segments),
            day=self._day(segments),
            zone=self.place_zone,
            totals=preferring(measured, device),
            lines=lines,
            profile=profile(segments, way, step_m),
            along_m=along_m,
            outline=tuple(coarse(line, self.rules.outline_m) for line in lines),
            speeds=speeds(segments, way, step_m),
            measured=measured,
            device=device,
            elevation_source=way.source,
            approximate=way.recorder.is_sparse,
            pauses=pauses_of(way),
            climbs=_climbs(way) if sport.has_climbs else (),
            splits=_splits(way, numbers.split_m) if sport.on_foot else (),
            efforts=efforts_of(way.travelled_m, way.time_s, self.sport),
            sensors=_sensors(segments, numbers),
        )


def _zone(segments: Segments) -> str | None:
    if not segments:
        return None
    return zone_at(float(segments[0].lat_deg[0]), float(segments[0].lon_deg[0]))


def _start(segments: Segments) -> datetime | None:
    times = np.concatenate([segment.time_s for segment in segments])
    known = times[np.isfinite(times)]
    return moment(float(known.min())) if len(known) else None


def _believed(device: DeviceTotals, sport: str, rules: Rules) -> DeviceTotals:
    """Leave out what the author wants counted in another way, or what is not shown."""
    if rules.numbers.raw:
        device = replace(device, distance_m=None)
    known = SPORTS[sport]
    if not known.shows_top_speed or (device.max_speed_mps or 0.0) > known.possible_mps:
        device = replace(device, max_speed_mps=None)
    if rules.elevation:
        device = replace(device, gain_m=None, loss_m=None)
    if "energy" not in rules.numbers.sensors:
        device = replace(device, energy_kcal=None)
    return device


def _climbs(way: Way) -> tuple[Climb, ...]:
    if way.climbed is None:
        return ()
    known = np.isfinite(way.ele_m)
    travelled_m = way.travelled_m[known]
    return climbs_of(travelled_m, without_spikes(travelled_m, way.ele_m[known]))


def _splits(way: Way, length_m: float) -> tuple[Split, ...]:
    if way.moving is None:
        return ()
    climb = way.climbed
    return splits_of(
        way.travelled_m,
        np.where(way.moving, way.seconds, 0.0),
        length_m,
        gain_m=climb.gain_m if climb else None,
        loss_m=climb.loss_m if climb else None,
    )


def _sensors(segments: Segments, numbers: Numbers) -> Sensors:
    """Summarise the sensors that the site shows; the others never leave the recording."""
    hidden: dict[str, Any] = {
        column: None for word, column in _COLUMNS.items() if word not in numbers.sensors
    }
    bpm, watts = numbers.max_heart_rate, numbers.threshold_power
    found = sensors_of(
        tuple(replace(segment, **hidden) for segment in segments),
        heart_rate_limits_bpm=heart_rate_limits(bpm) if bpm else (),
        power_limits_w=power_limits(watts) if watts else (),
    )
    return found or Sensors()
