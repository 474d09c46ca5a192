"""Waypoints and photos, put on the line that is published; what lies off it is dropped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np

from milepost.measure.along import Nearest, nearest, position_at
from milepost.measure.geo import between_m, offsets_m
from milepost.measure.hiding import is_hidden
from milepost.model.activity import Activity, Marker, Position
from milepost.model.journal import Photo
from milepost.model.privacy import Hiding
from milepost.model.shot import Moment
from milepost.model.track import Segment, Waypoint

MOST_WAYPOINTS = 50  # a day: more would hide the map
_AWAY_M = 300.0  # nearer than this, a place tells no more than the line does
_BEYOND_M = 50.0  # past an end of the line lies what was cut off it: someone's door, maybe
_NONE: Mapping[PurePosixPath, Moment] = {}
_SAME_M = 300.0  # two waypoints of one name are one, if they lie no further apart


def with_waypoints(
    activities: Sequence[Activity], waypoints: Sequence[Waypoint]
) -> tuple[Activity, ...]:
    """Return the activities of one recording, each with the waypoints that it passed."""
    places = [(waypoint.lat_deg, waypoint.lon_deg) for waypoint in waypoints]
    found: dict[int, list[Marker]] = {}
    for waypoint, spot in zip(waypoints, _spots(places, activities), strict=True):
        if spot:
            number, on_line = spot
            marker = Marker("waypoint", on_line.position, on_line.at_m, title=waypoint.name)
            found.setdefault(number, []).append(marker)
    return tuple(
        replace(activity, waypoints=tuple(sorted(found.get(n, ()), key=_order)))
        for n, activity in enumerate(activities)
    )


def waypoints_beside(
    waypoints: Sequence[Waypoint], gone: Sequence[Segment], hiding: Hiding
) -> list[Waypoint]:
    """Return the waypoints that do not lie in or near what is hidden."""
    return [
        waypoint
        for waypoint in waypoints
        if not is_hidden((place := (waypoint.lat_deg, waypoint.lon_deg)), hiding)
        and not any(_passes(segment, place) for segment in gone)
    ]


def _passes(segment: Segment, place: Position) -> bool:
    away_m = np.hypot(*offsets_m(segment.lat_deg, segment.lon_deg, place))
    return bool((away_m <= _AWAY_M).any())


def markers_of(
    activities: Sequence[Activity],
    photos: Sequence[Photo],
    places: Mapping[PurePosixPath, Position],
    moments: Mapping[PurePosixPath, Moment] = _NONE,
    hiding: Hiding | None = None,
) -> tuple[Marker, ...]:
    """Return a day's waypoints and photos in the order of its way.

    `moments` and `places` tell by their source when and where photos were taken, and the first
    goes before the second. They are private: of a place more than 300 m off the line, or beyond
    an end of it, nothing is kept, and of a moment only where the line was then. Where a line
    leads through what `hiding` hides, nothing is marked on it.
    """
    waypoints = waypoints_of(activities)[:MOST_WAYPOINTS]
    timed = {one.source: marker for one, marker in _timed(activities, photos, moments)}
    others = [
        photo
        for photo in photos
        if not timed.get(photo.source)
        and not ((moment := moments.get(photo.source)) and moment.hidden)
    ]
    found = [*waypoints, *timed.values(), *_photos(activities, others, places)]
    if hiding and hiding.passing:
        # A line shows that somebody passed, a mark on it that they stopped.
        found = [marker for marker in found if not is_hidden(marker.position, hiding)]
    return tuple(sorted(found, key=_order))


def _timed(
    activities: Sequence[Activity],
    photos: Sequence[Photo],
    moments: Mapping[PurePosixPath, Moment],
) -> Iterator[tuple[Photo, Marker]]:
    """Put photos where the line was when they were taken."""
    numbers = {activity.id: number for number, activity in enumerate(activities)}
    for photo in photos:
        moment = moments.get(photo.source)
        if moment is None or moment.at_m is None or moment.activity not in numbers:
            continue
        number = numbers[moment.activity]
        if position := _position_at(activities[number], moment.at_m):
            yield photo, Marker("photo", position, moment.at_m, number, photo=photo)


def _position_at(activity: Activity, at_m: float) -> Position | None:
    """Return the place of the published line so far along; None where it has a gap."""
    for line, along_m in zip(activity.lines, activity.along_m, strict=True):
        if along_m[0] <= at_m <= along_m[-1]:
            return position_at(line, along_m, at_m)
    return None


def with_way(photo: Photo, markers: Sequence[Marker], activities: Sequence[Activity]) -> Photo:
    """Return a photo with how far along the day's way it stands, if it has a marker there.

    Of one without a marker nothing is told, not the time either: it may have been taken at a
    place that is nobody's business.
    """
    for marker in markers:
        if marker.photo == photo:
            before_m = sum(each.totals.distance_m for each in activities[: marker.activity])
            return replace(photo, at_m=before_m + marker.at_m)
    return replace(photo, taken=None)


def waypoints_of(activities: Sequence[Activity]) -> list[Marker]:
    """Return all waypoints of a day in their order; what two recordings have alike, once."""
    kept: list[Marker] = []
    for number, activity in enumerate(activities):
        for waypoint in activity.waypoints:
            alike = (other for other in kept if other.title == waypoint.title)
            if all(between_m(*one.position, *waypoint.position) > _SAME_M for one in alike):
                kept.append(replace(waypoint, activity=number))
    return kept


def _photos(
    activities: Sequence[Activity],
    photos: Sequence[Photo],
    places: Mapping[PurePosixPath, Position],
) -> Iterator[Marker]:
    placed = [photo for photo in photos if photo.source in places]
    spots = _spots([places[photo.source] for photo in placed], activities)
    for photo, spot in zip(placed, spots, strict=True):
        if spot:
            number, on_line = spot
            yield Marker("photo", on_line.position, on_line.at_m, number, photo=photo)


def _spots(
    places: Sequence[Position], activities: Sequence[Activity]
) -> list[tuple[int, Nearest] | None]:
    """Return for each place the activity that came near, by its number, and where."""
    spots: list[tuple[int, Nearest] | None] = [None for _ in places]
    for number, activity in enumerate(activities):
        for line, along_m in zip(activity.lines, activity.along_m, strict=True):
            for n, found in enumerate(nearest(places, line, along_m)):
                best = spots[n]
                if best is None or found.away_m < best[1].away_m:
                    spots[n] = number, found
    return [spot if spot and _is_near(spot[1]) else None for spot in spots]


def _is_near(found: Nearest) -> bool:
    return found.away_m <= (_BEYOND_M if found.is_end else _AWAY_M)


def _order(marker: Marker) -> tuple[int, float, str, str]:
    source = str(marker.photo.source) if marker.photo else ""
    return marker.activity, marker.at_m, marker.title, source
