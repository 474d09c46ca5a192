"""GPX 1.0 and 1.1, with any namespace or none, into a Recording or a Route."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from milepost.errors import Problem, SourceError, counted
from milepost.measure.distance import length_m
from milepost.measure.simplify import simplify
from milepost.model.track import Recording, Route, Segment, Track
from milepost.read.gpx_points import Points, read_points
from milepost.read.xml import parse_xml

ROUTE_TOLERANCE_M = 25.0


def parse_gpx(path: PurePosixPath, data: bytes) -> Recording:
    """Read a recording. Raise SourceError with one sentence when there is no track in it."""
    root, warnings = _root(path, data)
    tracks, points = [], Points()
    for number, track in enumerate(_children(root, "trk")):
        segments = [
            read_points(_children(part, "trkpt")) for part in _children(track, "trkseg")
        ]
        points += sum(segments, Points())
        kept = tuple(part.segment for part in segments if len(part.segment) > 0)
        if kept:
            name = _text(track, "name") or (_text(track, "desc") if number else "")
            tracks.append(Track(name, _text(track, "type"), kept))
    if not tracks:
        raise SourceError(Problem(_no_track(root, points), str(path)))
    told = (Problem(text, str(path), severity="warning") for text in points.complaints())
    return Recording(path, root.get("creator", ""), tuple(tracks), (*warnings, *told))


def parse_route(path: PurePosixPath, data: bytes) -> Route:
    """Read a planned line from routes or tracks. Raise SourceError when there is neither."""
    root, warnings = _root(path, data)
    parts = [_children(route, "rtept") for route in _children(root, "rte")]
    parts += [
        _children(part, "trkpt")
        for track in _children(root, "trk")
        for part in _children(track, "trkseg")
    ]
    read = [read_points(part) for part in parts]
    segments = [each.segment for each in read if len(each.segment) > 1]
    complaints = sum(read, Points()).complaints()
    told = (Problem(text, str(path), severity="warning") for text in complaints)
    if not segments:
        message = "no planned route in this file; export it as a GPX route or track"
        raise SourceError(Problem(message, str(path)))
    first = next(iter([*_children(root, "rte"), *_children(root, "trk")]))
    return Route(
        path=path,
        name=_text(first, "name") or path.stem,
        lines=tuple(_line(segment) for segment in segments),
        length_m=sum(length_m(segment.lat_deg, segment.lon_deg) for segment in segments),
        warnings=(*warnings, *told),
    )


def _line(segment: Segment) -> tuple[tuple[float, float], ...]:
    kept = simplify(segment.lat_deg, segment.lon_deg, ROUTE_TOLERANCE_M)
    lat, lon = np.round(segment.lat_deg[kept], 5), np.round(segment.lon_deg[kept], 5)
    return tuple(zip(lat.tolist(), lon.tolist(), strict=True))


def _root(path: PurePosixPath, data: bytes) -> tuple[Any, tuple[Problem, ...]]:
    root, warnings = parse_xml(path, data)
    if _name(root) != "gpx":
        what = _name(root) or "something else"
        message = f"this is not GPX but <{what}>; export the activity as GPX"
        raise SourceError(Problem(message, str(path)))
    return root, warnings


def _no_track(root: Any, points: Points) -> str:
    if points.dropped:
        count = counted(points.dropped, "trackpoint")
        return f"none of its {count} has a possible position; export the activity again"
    if list(_children(root, "rte")):
        return "holds a planned route, not a recording; move it to routes/"
    if waypoints := len(list(_children(root, "wpt"))):
        count = counted(waypoints, "waypoint")
        return f"holds {count} but no track; export the activity as a GPX track"
    return "holds no trackpoints; export the activity again"


def _children(element: Any, name: str) -> Iterator[Any]:
    # By local name: files come with the right namespace, a wrong one, prefixed, or bare.
    return (child for child in element if _name(child) == name)


def _name(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    # A prefix that nobody declared stays in the name: <gpx:trk>.
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def _text(element: Any, name: str) -> str:
    found = next(_children(element, name), None)
    return " ".join((found.text or "").split()) if found is not None else ""
