"""The one place that sees both a private Recording and the publishable Activity."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from milepost.assemble.advice import advice_of
from milepost.assemble.cuts import Segments, closed_up
from milepost.assemble.lines import brinks, coarse, drawn, profile, speeds, timed, traced
from milepost.assemble.markers import waypoints_beside, with_waypoints
from milepost.assemble.moments import moments_on
from milepost.assemble.parting import Carried
from milepost.assemble.pieces import Pieces, end_of, pieces_of, start_of
from milepost.assemble.rules import Numbers, Rules
from milepost.errors import Problem, counted
from milepost.measure.cleaning import overlapping
from milepost.measure.climbs import climbs_of
from milepost.measure.efforts import efforts_of, splits_of
from milepost.measure.elevation import without_spikes
from milepost.measure.sensors import heart_rate_limits, power_limits, sensors_of
from milepost.measure.sports import SPORTS
from milepost.measure.totals import preferring, totals_of
from milepost.measure.way import Way, pauses_of, way_of
from milepost.model.activity import Activity, Measured, Totals
from milepost.model.detail import Climb, Sensors, Split
from milepost.model.privacy import Hiding
from milepost.model.shot import Moment
from milepost.model.track import DeviceTotals, Recording

# The author's words for sensors, and the columns they are in; energy comes with the totals.
_COLUMNS: Mapping[str, str] = {
    "heart_rate": "heart_rate_bpm",
    "cadence": "cadence_rpm",
    "power": "power_w",
    "temperature": "temperature_c",
}


def to_activities(recording: Recording, rules: Rules) -> Measured:
    """Measure and simplify each track of a recording; a track of one place is left out."""
    parts = list(pieces_of(recording, rules))
    activities = tuple(activity for part in parts for activity in _activities(part))
    ends = tuple(
        end_of(segments)
        for part in parts
        for segments in (
            *part.days.values(),
            *(each.segments for each in part.carried.values()),
        )
    )
    made = tuple(any(cut) for cut in zip(*(part.cuts_made for part in parts), strict=True))
    missed_m = (
        min((away_m for away_m in mark if away_m is not None), default=None)
        for mark in zip(*(part.missed_m for part in parts), strict=True)
    )
    if rules.waypoints:
        own = [activity for activity in activities if not activity.transfer]
        gone = [segment for part in parts for left in part.hidden for segment in left.gone]
        shown = waypoints_beside(recording.waypoints, gone, rules.hiding)
        marked = iter(with_waypoints(own, shown))
        activities = tuple(each if each.transfer else next(marked) for each in activities)
    if rules.hiding and rules.hiding.true_totals:
        activities = tuple(_with_true_totals(activities, recording, rules))
    told = (
        Problem(text, str(recording.path), severity="warning")
        for text in _complaints(recording, parts)
    )
    return Measured(
        activities,
        (*recording.warnings, *told),
        made,
        tuple(missed_m),
        ends,
        unseen=tuple(each for part in parts for each in part.unseen),
    )


def _activities(part: Pieces) -> list[Activity]:
    """Return a track as one activity, or as one for each of its days, and its transfers."""
    own = [_own(part, ident, day) for ident, day in part.days.items()]
    return own + [_transfer(part, *named) for named in part.carried.items()]


def _with_true_totals(
    activities: Sequence[Activity], recording: Recording, rules: Rules
) -> Iterator[Activity]:
    """Add what each of them came to before something of it was hidden."""
    whole = {
        ident: (part, segments)
        for part in pieces_of(recording, replace(rules, hiding=Hiding()))
        for ident, segments in part.days.items()
    }
    for each in activities:
        before = _totals(*whole[each.id]) if each.id in whole else each.totals
        yield each if before == each.totals else replace(each, true_totals=before)


def _complaints(recording: Recording, parts: Sequence[Pieces]) -> Iterator[str]:
    """Say what of a recording counts for nothing, a sentence each."""
    twice = sum(overlapping(track.segments) for track in recording.tracks)
    if twice:
        yield (
            f"{counted(twice, 'trackpoint')} of a track at the same time as others of it; only "
            "the segment that began first counts there"
        )
    leaping = sum(part.leaps() for part in parts)
    if leaping:
        yield (
            f"{counted(leaping, 'leap')} faster than anybody moves, which count for nothing; "
            "if a part of the track lies elsewhere, leave it out with  cut:  in its entry"
        )
    known = any(
        part.days or part.carried or part.hidden or any(part.cuts_made) for part in parts
    )
    if not known:
        yield "has no two trackpoints in a row, so there is no way to measure; left out"


def advice_on(recording: Recording, rules: Rules) -> tuple[str, ...]:
    """Return what looks wrong in a recording, with the key that would mend it."""
    return tuple(
        sentence
        for part in pieces_of(recording, rules)
        for day in part.days.values()
        for sentence in advice_of(
            day,
            part.sport,
            part.zone,
            _way(part, day).travelled_m,
            by_device=_device(part).distance_m is not None,
            explained=part.left_out,
        )
    )


def moments_of(
    recording: Recording, rules: Rules, ident: str, times_s: Sequence[float]
) -> tuple[Moment, ...]:
    """Return where one activity of a recording was at some times, in POSIX seconds."""
    for part in pieces_of(recording, rules):
        segments = part.days.get(ident)
        if segments and part.timed:
            way = _way(part, closed_up(segments, part.left_out))
            return moments_on(ident, segments, way.travelled_m, part.left_out, times_s)
    return tuple(Moment(ident, None) for _ in times_s)


def _device(part: Pieces) -> DeviceTotals:
    """Return what the device counted: it is true of the whole only."""
    return _believed(part.device, part.sport, part.rules) if part.is_whole else DeviceTotals()


def _totals(part: Pieces, segments: Segments) -> Totals:
    way = _way(part, closed_up(segments, part.left_out))
    return preferring(totals_of(way, SPORTS[part.sport]), _device(part))


def _way(part: Pieces, segments: Segments) -> Way:
    raw, source = part.rules.numbers.raw, part.rules.elevation
    return way_of(segments, SPORTS[part.sport], raw=raw, source=source)


def _own(part: Pieces, ident: str, segments: Segments) -> Activity:
    """Return what an athlete did by themselves."""
    sport, rules = SPORTS[part.sport], part.rules
    way = _way(part, closed_up(segments, part.left_out))
    measured = totals_of(way, sport)
    device = _device(part)
    lines, along_m = drawn(segments, way, rules.tolerance_m)
    step_m = measured.distance_m / rules.samples
    return Activity(
        id=ident,
        source=part.path,
        sport=part.sport,
        start=start_of(segments),
        day=part.day_of(segments),
        zone=part.place_zone,
        totals=preferring(measured, device),
        lines=lines,
        profile=profile(segments, way, step_m),
        along_m=along_m,
        outline=tuple(coarse(line, rules.outline_m) for line in lines),
        speeds=speeds(segments, way, step_m),
        measured=measured,
        device=device,
        elevation_source=way.source,
        approximate=way.recorder.is_sparse,
        pauses=pauses_of(way),
        climbs=_climbs(way) if sport.has_climbs else (),
        splits=_splits(way, rules.numbers.split_m) if sport.on_foot else (),
        efforts=efforts_of(way.travelled_m, way.time_s, part.sport),
        sensors=_sensors(segments, rules.numbers),
        hidden_ends=part.hidden_ends(segments),
        hidden_m=part.told_hidden_m(segments),
        brinks=brinks(segments, (place for left in part.hidden for place in left.brinks)),
        times_s=timed(segments, way, rules.tolerance_m) if rules.times else (),
    )


def _transfer(part: Pieces, ident: str, carried: Carried) -> Activity:
    """Return what something else did: where it led, how far and how long, and no more."""
    lines, along_m = traced(carried.segments, part.rules.tolerance_m)
    return Activity(
        id=ident,
        source=part.path,
        sport="other",
        start=start_of(carried.segments),
        day=part.day_of(carried.segments),
        zone=part.place_zone,
        totals=Totals(distance_m=carried.distance_m, elapsed_s=carried.seconds),
        lines=lines,
        profile=None,
        along_m=along_m,
        outline=tuple(coarse(line, part.rules.outline_m) for line in lines),
        transfer=carried.mode,
    )


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
