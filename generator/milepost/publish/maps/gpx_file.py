"""The published line of a day as GPX 1.1, for those who want to follow it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from milepost.model.activity import Activity, Profile
from milepost.model.day import Day

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="Milepost" xmlns="http://www.topografix.com/GPX/1/1">\n'
)
_ROUNDED_M = 1.0  # by which the ends of a profile and of a line may differ


def gpx(day: Day) -> bytes:
    """Return a track for each activity of a day, a segment each line; b"" without one.

    It is made anew of what the map shows: no sensors, devices, names or waypoints, and times
    in UTC only if the site wants its activities to have them. Elevations are those of the
    profile, where there is one.
    """
    tracks = [_track(activity) for activity in day.activities if activity.lines]
    return f"{_HEAD}{''.join(tracks)}</gpx>\n".encode() if tracks else b""


def _track(activity: Activity) -> str:
    segments = "".join(
        f"<trkseg>\n{''.join(_points(activity, number))}</trkseg>\n"
        for number in range(len(activity.lines))
    )
    return f"<trk><type>{activity.sport}</type>\n{segments}</trk>\n"


def _points(activity: Activity, number: int) -> Iterator[str]:
    line, along_m = activity.lines[number], activity.along_m[number]
    times_s = activity.times_s[number] if activity.times_s else (None,) * len(line)
    for (lat, lon), at_m, time_s in zip(line, along_m, times_s, strict=True):
        ele_m = _elevation(activity.profile, at_m)
        told = "" if ele_m is None else f"<ele>{ele_m:.1f}</ele>"
        told += "" if time_s is None else f"<time>{_utc(time_s)}</time>"
        yield f'<trkpt lat="{lat:.5f}" lon="{(lon + 180) % 360 - 180:.5f}">{told}</trkpt>\n'


def _utc(time_s: float) -> str:
    return datetime.fromtimestamp(round(time_s), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _elevation(profile: Profile | None, at_m: float) -> float | None:
    """Return how high a profile is so far along; None where it has a gap."""
    for stretch in profile.stretches if profile else ():
        near_m = min(max(at_m, stretch[0][0]), stretch[-1][0])
        if abs(near_m - at_m) > _ROUNDED_M:
            continue
        for (begin_m, begin_ele_m), (end_m, end_ele_m) in pairwise(stretch):
            if begin_m <= near_m <= end_m and end_m > begin_m:
                share = (near_m - begin_m) / (end_m - begin_m)
                return begin_ele_m + share * (end_ele_m - begin_ele_m)
    return None
