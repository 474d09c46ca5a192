"""A small writer of GPX files, and short ways to read one."""

from datetime import UTC, datetime
from pathlib import PurePosixPath

from milepost.model.track import Recording, Segment
from milepost.read.gpx import parse_gpx

PATH = PurePosixPath("tracks/ride.gpx")
START = datetime(2026, 5, 1, 6, tzinfo=UTC).timestamp()

TWO_POINTS = '<trkpt lat="46" lon="7"/><trkpt lat="47" lon="7"/>'
POINT = '<trkpt lat="46.5" lon="7.25"><ele>500.5</ele><time>2026-05-01T06:00:00Z</time></trkpt>'
SPACE = {
    "1.0": "http://www.topografix.com/GPX/1/0",
    "1.1": "http://www.topografix.com/GPX/1/1",
}


def track(*points: str) -> str:
    return f"<trk><trkseg>{''.join(points)}</trkseg></trk>"


def gpx(inner: str, head: str = f'version="1.1" creator="c" xmlns="{SPACE["1.1"]}"') -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx {head}>{inner}</gpx>'.encode()


def recording(inner: str) -> Recording:
    """Read a recording that is without a fault."""
    found = parse_gpx(PATH, gpx(inner))
    assert not found.warnings
    return found


def segment(*points: str) -> Segment:
    """Read the points of one segment."""
    return recording(track(*points)).tracks[0].segments[0]


def point(inner: str = "", place: str = 'lat="46.5" lon="7.25"') -> str:
    return f"<trkpt {place}>{inner}</trkpt>"


def waypoint(name: str, place: str = 'lat="46.5" lon="7.25"') -> str:
    return f"<wpt {place}><name>{name}</name></wpt>"


def warnings_of(*points: str) -> list[str]:
    return [problem.message for problem in parse_gpx(PATH, gpx(track(*points))).warnings]
