"""Training Center XML (TCX) into a Recording."""

import math
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from milepost.errors import Problem, SourceError, counted
from milepost.model.track import DeviceTotals, Recording, Track, Waypoint
from milepost.read.device import device_totals, number
from milepost.read.gpx_points import read_points
from milepost.read.points import USUAL_GAPS, Points, refuse_many, waypoints
from milepost.read.xml import children, local_name, parse_xml, text_of

_FIELDS = {
    "latitudedegrees": "lat",
    "longitudedegrees": "lon",
    "altitudemeters": "ele",
    "time": "time",
    "value": "heart_rate_bpm",  # <HeartRateBpm><Value>
    "cadence": "cadence_rpm",
    "runcadence": "cadence_rpm",
    "watts": "power_w",
}


def parse_tcx(path: PurePosixPath, data: bytes) -> Recording:
    """Read a recording; each Activity is a Track, with the totals of its laps.

    Raise SourceError with one sentence when no activity in it has positions. The device's
    name and serial number are not read.
    """
    # Some services begin with blanks, which XML forbids.
    root, warnings = parse_xml(path, data.lstrip(b" \t\r\n"), kind="TCX")
    if local_name(root) != "TrainingCenterDatabase":
        what = local_name(root) or "something else"
        message = f"this is not TCX but <{what}>; export the activity as TCX or GPX"
        raise SourceError(Problem(message, str(path)))
    tracks, points = [], Points()
    found = [(activity, _parts(activity)) for activity in _activities(root)]
    every = [part for _, parts in found for part in parts]
    refuse_many(path, points=sum(map(len, every)), parts=len(every), tracks=len(found))
    for activity, trackpoints in found:
        parts = [read_points(part, _FIELDS) for part in trackpoints]
        points += sum(parts, Points())
        kept = tuple(part.segment for part in parts if len(part.segment) > 0)
        if kept:
            # Of a file that breaks off, laps are missing: their sum would be no total.
            device = DeviceTotals() if warnings else _totals(list(children(activity, "Lap")))
            tracks.append(Track("", activity.get("Sport", ""), kept, device))
    if not tracks:
        raise SourceError(Problem(_no_track(root, points), str(path)))
    complaints = points.complaints(USUAL_GAPS)
    told = (Problem(text, str(path), severity="warning") for text in complaints)
    return Recording(path, "", tuple(tracks), (*warnings, *told), _course_points(root))


def _activities(root: Any) -> Iterator[Any]:
    for group in children(root, "Activities"):
        yield from children(group, "Activity")
        for multi in children(group, "MultiSportSession"):
            for leg in multi:
                yield from children(leg, "Activity")


def _course_points(root: Any) -> tuple[Waypoint, ...]:
    courses = [course for group in children(root, "Courses") for course in group]
    return waypoints(
        (
            text_of(point, "Name"),
            number(text_of(place, "LatitudeDegrees")),
            number(text_of(place, "LongitudeDegrees")),
        )
        for course in courses
        for point in children(course, "CoursePoint")
        for place in children(point, "Position")
    )


def _parts(activity: Any) -> list[list[Any]]:
    """Return trackpoints between pauses.

    A lap is no pause: it goes on where the last one ended. A pause is a second `<Track>`
    in one lap.
    """
    parts: list[list[Any]] = [[]]
    for lap in children(activity, "Lap"):
        for number_in_lap, track in enumerate(children(lap, "Track")):
            if number_in_lap:
                parts.append([])
            parts[-1].extend(children(track, "Trackpoint"))
    return parts


def _totals(laps: list[Any]) -> DeviceTotals:
    def added(name: str) -> float:
        # A lap that does not say makes the sum NaN, which is no total.
        return math.fsum(number(text_of(lap, name)) for lap in laps)

    speeds = (number(text_of(lap, "MaximumSpeed")) for lap in laps)
    return device_totals(
        distance_m=added("DistanceMeters"),
        active_s=added("TotalTimeSeconds"),
        max_speed_mps=max((speed for speed in speeds if speed > 0), default=math.nan),
        energy_kcal=added("Calories"),
    )


def _no_track(root: Any, points: Points) -> str:
    if points.total:
        count = counted(points.total, "trackpoint")
        return (
            f"none of its {count} has a possible position, as indoors; leave it out, or export "
            "an activity recorded with GPS"
        )
    if list(children(root, "Courses")):
        return "holds a planned route, not a recording; export it as GPX and move it to routes/"
    if list(children(root, "Workouts")):
        return "holds a workout plan, not a recording; export the activity itself"
    return "holds no trackpoints; export the activity again"
