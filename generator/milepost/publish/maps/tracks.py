"""Tracks as small files: what an interactive map needs of a day and of a journey.

The format stands in docs/maps.md.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import PurePosixPath
from typing import Any

from milepost.draw.projection import unwrap
from milepost.measure.along import anchors
from milepost.model.activity import Activity, Line
from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.journal import Photo
from milepost.model.journey import Journey
from milepost.publish.links import Links, journey_path
from milepost.publish.maps.legs import outlines
from milepost.publish.maps.polyline import polyline
from milepost.publish.maps.sections import laid_days
from milepost.publish.press import Press
from milepost.publish.urls import relative
from milepost.publish.words.text import Words, is_foot

Told = dict[str, Any]

_VERSION = 1
_ANCHOR_M = 25.0  # by which a place along the way may be off: nobody sees it on a map
_SPEED_MPS, _FOOT_MPS = 0.1, 0.02  # what the samples are multiples of
_ELE_M, _LONG_ELE_M, _LONG_M = 0.1, 0.5, 40_000.0  # on a long way they lie 100 m apart


def tracks(press: Press) -> Iterator[Artifact]:
    """Yield the tracks of each day, and of each journey, that has a line, for live maps."""
    site, words = press.site, press.theme.words
    if not press.live.on:
        return
    for day in site.days:
        if told := day_tracks(day, words, press.links):
            yield _file(track_path(day.permalink), told, str(day.entry.source))
    for journey in site.journeys:
        folder = journey_path(journey, site)
        if told := journey_tracks(journey, folder, words):
            yield _file(track_path(folder), told, f"the journey '{journey.slug}'")


def track_path(folder: str) -> str:
    """Return where the tracks of a day or journey stand."""
    return f"{folder}track.json"


def _file(path: str, told: Told, source: str) -> Artifact:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Artifact(PurePosixPath(path), text.encode(), source)


def day_tracks(day: Day, words: Words, links: Links) -> Told:
    """Return what a day's file says, nothing without a line."""
    activities = [activity for activity in day.activities if activity.lines]
    if not activities:
        return {}
    lines = unwrap([line for activity in activities for line in activity.lines])
    rest = iter(lines)
    return {
        "v": _VERSION,
        "units": _units(words),
        "tracks": [
            _track(activity, list(islice(rest, len(activity.lines))), words)
            for activity in activities
        ],
        "markers": [
            {"kind": "start", "at": _place(*lines[0][0]), "track": 0, "m": 0},
            *_markers(day, activities, lines, links, words),
            {
                "kind": "finish",
                "at": _place(*lines[-1][-1]),
                "track": len(activities) - 1,
                "m": round(activities[-1].along_m[-1][-1]),
            },
        ],
    }


def _markers(
    day: Day,
    activities: Sequence[Activity],
    lines: Sequence[Line],
    links: Links,
    words: Words,
) -> Iterator[Told]:
    """Describe waypoints and photos; `activities` are those of the day that have a line."""
    numbers = {n: activities.index(each) for n, each in enumerate(day.activities) if each.lines}
    said = links.captions(day.entry)
    lons = [lon for line in lines for _, lon in line]
    middle = (min(lons) + max(lons)) / 2
    for marker in day.markers:
        lat, lon = marker.position
        told: Told = {
            "kind": marker.kind,
            "at": _place(lat, lon + 360 * round((middle - lon) / 360)),
            "track": numbers[marker.activity],
            "m": round(marker.at_m),
        }
        if photo := marker.photo:
            path, width, height = links.large(photo)
            url = relative(day.permalink, path)
            title = said.get(photo) or photo.alt or _numbered(photo, day, words)
            told |= {"title": title, "url": url, "width": width, "height": height}
        else:
            told["title"] = marker.title
        yield told


def _place(lat: float, lon: float) -> tuple[float, float]:
    return lat, round(lon, 5)


def _numbered(photo: Photo, day: Day, words: Words) -> str:
    number, count = day.photos.index(photo) + 1, len(day.photos)
    return words.gettext("Photo %(number)s of %(count)s", number=number, count=count)


def _units(words: Words) -> str:
    return "imperial" if words.imperial else "metric"


def _track(activity: Activity, lines: Sequence[Line], words: Words) -> Told:
    """Describe an activity; `lines` are its own with longitudes that never jump."""
    on_foot = is_foot(activity.sport)
    told: Told = {"sport": activity.sport, "name": words.sport(activity.sport)}
    if on_foot:
        told["foot"] = True
    told["length"] = round(activity.measured.distance_m)
    told["lines"] = [
        {
            "path": polyline(line),
            "at": [[n, round(along_m[n])] for n in anchors(line, along_m, _ANCHOR_M)],
        }
        for line, along_m in zip(lines, activity.along_m, strict=True)
    ]
    if activity.profile:
        unit = _ELE_M if activity.measured.distance_m < _LONG_M else _LONG_ELE_M
        told["ele"] = _samples(activity.profile.stretches, unit)
    if activity.speeds:
        unit = _FOOT_MPS if on_foot else _SPEED_MPS
        told["speed"] = _samples(activity.speeds.stretches, unit)
    return told


def _samples(stretches: Sequence[Sequence[tuple[float, float]]], unit: float) -> Told:
    """Return each stretch by where it begins, its step, and the steps of its values."""
    parts = []
    for stretch in stretches:
        begin_m, end_m = stretch[0][0], stretch[-1][0]
        values = [round(value / unit) for _, value in stretch]
        parts.append(
            {
                "from": round(begin_m),
                "step": round((end_m - begin_m) / (len(stretch) - 1), 2),
                "values": [values[0], *(b - a for a, b in pairwise(values))],
            }
        )
    return {"unit": unit, "parts": parts}


def _detail(day: Day, folder: str) -> Told:
    """Tell where the line of a day itself is, if it has one."""
    if not any(activity.lines for activity in day.activities):
        return {}
    return {"detail": relative(folder, track_path(day.permalink))}


def journey_tracks(journey: Journey, folder: str, words: Words) -> Told:
    """Return what a journey's file in a folder says, nothing without a line."""
    legs = outlines(journey.days)
    plan = journey.plan.ahead
    if not legs and not plan:
        return {}
    way = unwrap([*(line for _, lines in legs for line in lines), *plan])
    texts = map(polyline, way)
    laid = {day.permalink: span for day, span in laid_days(journey)}
    told: Told = {"v": _VERSION, "units": _units(words)}
    told["length"] = round(max((end_m for _, end_m in laid.values()), default=0.0))
    told["days"] = [
        {
            "n": day.number,
            "title": day.title,
            "date": words.long_date(day.date),
            "url": relative(folder, day.permalink),
            **_detail(day, folder),
            "tone": n % 2,
            "length": round(day.totals.distance_m),
            "span": [round(at_m) for at_m in laid[day.permalink]],
            "lines": list(islice(texts, len(lines))),
        }
        for n, (day, lines) in enumerate(legs)
    ]
    if plan:
        told["plan"] = list(texts)
    return told
