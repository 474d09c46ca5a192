"""GPX 1.0 and 1.1, with any namespace or none, into a Recording or a Route."""

from pathlib import PurePosixPath
from typing import Any

import numpy as np

from milepost.errors import Problem, SourceError, counted
from milepost.measure.distance import length_m
from milepost.measure.hiding import length_of, without_hidden
from milepost.measure.simplify import simplify
from milepost.model.privacy import Hiding
from milepost.model.track import DeviceTotals, Recording, Route, Segment, Track, Waypoint
from milepost.read.device import gpx_totals, number
from milepost.read.gpx_points import read_points
from milepost.read.points import Points, waypoints
from milepost.read.xml import children, local_name, parse_xml, text_of

ROUTE_TOLERANCE_M = 25.0
_NOTHING = Hiding()


def parse_gpx(path: PurePosixPath, data: bytes) -> Recording:
    """Read a recording. Raise SourceError with one sentence when there is no track in it."""
    root, warnings = _root(path, data)
    tracks, points = [], Points()
    for before, track in enumerate(children(root, "trk")):
        segments = [read_points(children(part, "trkpt")) for part in children(track, "trkseg")]
        points += sum(segments, Points())
        kept = tuple(part.segment for part in segments if len(part.segment) > 0)
        if kept:
            name = text_of(track, "name") or (text_of(track, "desc") if before else "")
            tracks.append(Track(name, text_of(track, "type"), kept, _totals(root, track, kept)))
    if not tracks:
        raise SourceError(Problem(_no_track(root, points), str(path)))
    told = (Problem(text, str(path), severity="warning") for text in points.complaints())
    return Recording(
        path, root.get("creator", ""), tuple(tracks), (*warnings, *told), _waypoints(root)
    )


def _totals(root: Any, track: Any, segments: tuple[Segment, ...]) -> DeviceTotals:
    """Return what the file says of the track, or of itself if it has no other track."""
    places = [track]
    if len(list(children(root, "trk"))) == 1:
        places += [*children(root, "metadata"), root]
    told = next(
        (totals for totals in map(gpx_totals, places) if totals != DeviceTotals()), None
    )
    length = sum(length_m(part.lat_deg, part.lon_deg) for part in segments)
    if told is None or (told.distance_m is not None and told.distance_m * 500 < length):
        return DeviceTotals()  # a distance that small was meant in kilometres: not our units
    return told


def _waypoints(root: Any) -> tuple[Waypoint, ...]:
    return waypoints(
        (text_of(each, "name"), number(each.get("lat")), number(each.get("lon")))
        for each in children(root, "wpt")
    )


def parse_route(path: PurePosixPath, data: bytes, hiding: Hiding = _NOTHING) -> Route:
    """Read a planned line from routes or tracks. Raise SourceError when there is neither.

    Without what is hidden: a route that lies in there as a whole has no lines.
    """
    root, warnings = _root(path, data)
    parts = [children(route, "rtept") for route in children(root, "rte")]
    parts += [
        children(part, "trkpt")
        for track in children(root, "trk")
        for part in children(track, "trkseg")
    ]
    read = [read_points(part) for part in parts]
    segments = [each.segment for each in read if len(each.segment) > 1]
    complaints = sum(read, Points()).complaints()
    told = (Problem(text, str(path), severity="warning") for text in complaints)
    if not segments:
        message = "no planned route in this file; export it as a GPX route or track"
        raise SourceError(Problem(message, str(path)))
    shown = without_hidden(segments, hiding).segments
    first = next(iter([*children(root, "rte"), *children(root, "trk")]))
    return Route(
        path=path,
        name=text_of(first, "name") or path.stem,
        lines=tuple(_line(segment) for segment in shown),
        length_m=length_of(shown),
        warnings=(*warnings, *told),
    )


def _line(segment: Segment) -> tuple[tuple[float, float], ...]:
    kept = simplify(segment.lat_deg, segment.lon_deg, ROUTE_TOLERANCE_M)
    lat, lon = np.round(segment.lat_deg[kept], 5), np.round(segment.lon_deg[kept], 5)
    return tuple(zip(lat.tolist(), lon.tolist(), strict=True))


def _root(path: PurePosixPath, data: bytes) -> tuple[Any, tuple[Problem, ...]]:
    root, warnings = parse_xml(path, data)
    if local_name(root) != "gpx":
        what = local_name(root) or "something else"
        message = f"this is not GPX but <{what}>; export the activity as GPX"
        raise SourceError(Problem(message, str(path)))
    return root, warnings


def _no_track(root: Any, points: Points) -> str:
    if points.dropped:
        count = counted(points.dropped, "trackpoint")
        return f"none of its {count} has a possible position; export the activity again"
    if list(children(root, "rte")):
        return "holds a planned route, not a recording; move it to routes/"
    if waypoints := len(list(children(root, "wpt"))):
        count = counted(waypoints, "waypoint")
        return f"holds {count} but no track; export the activity as a GPX track"
    return "holds no trackpoints; export the activity again"
