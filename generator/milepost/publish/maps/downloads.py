"""The published line of each day as files of its own: GeoJSON, RFC 7946, and GPX."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from milepost.model.activity import Activity, Line, Position
from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.site import Site
from milepost.publish.maps.gpx_file import gpx
from milepost.publish.words.quantities import Quantity
from milepost.publish.words.text import Words


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers: where it is, a name to keep it under, and its size."""

    path: str  # below the site's root
    name: str
    size: Quantity
    bytes: int


class Downloads:
    """Makes the files, each once: a page tells the size of its own."""

    def __init__(self, site: Site, words: Words):
        self._site, self._words = site, words
        self._made: dict[str, bytes] = {}

    def of(self, day: Day) -> Download | None:
        """Return what the page of a day offers; None without a line, or if not wanted."""
        data = self._data(day)
        if not data:
            return None
        name = f"{PurePosixPath(day.permalink).name}.geojson"
        return Download(_path(day), name, self._words.size(len(data)), len(data))

    def gpx_of(self, day: Day) -> Download | None:
        """Return the same as GPX, if the site wants that; see `gpx`."""
        data = gpx(day) if self._site.gpx else b""
        if not data:
            return None
        name = f"{PurePosixPath(day.permalink).name}.gpx"
        return Download(_gpx_path(day), name, self._words.size(len(data)), len(data))

    def files(self) -> Iterator[Artifact]:
        """Yield the files of each day that has some."""
        for day in self._site.days:
            source = str(day.entry.source)
            if data := self._data(day):
                yield Artifact(PurePosixPath(_path(day)), data, source)
            if self._site.gpx and (data := gpx(day)):
                yield Artifact(PurePosixPath(_gpx_path(day)), data, source)

    def _data(self, day: Day) -> bytes:
        if not self._site.download:
            return b""
        if day.permalink not in self._made:
            self._made[day.permalink] = geojson(day)
        return self._made[day.permalink]


def _path(day: Day) -> str:
    return f"{day.permalink}track.geojson"


def _gpx_path(day: Day) -> str:
    return f"{day.permalink}track.gpx"


def geojson(day: Day) -> bytes:
    """Return a day's lines as a FeatureCollection, a feature each activity; b"" without one.

    Beside its line a feature tells the `sport`, the `date` and the `distance_m`.
    """
    features = [_feature(day, activity) for activity in day.activities if activity.lines]
    if not features:
        return b""
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")).encode()


def _feature(day: Day, activity: Activity) -> dict[str, Any]:
    pieces = [piece for line in activity.lines for piece in _pieces(line)]
    parts = [[[lon, lat] for lat, lon in piece] for piece in pieces]
    geometry = (
        {"type": "LineString", "coordinates": parts[0]}
        if len(parts) == 1
        else {"type": "MultiLineString", "coordinates": parts}
    )
    about = {
        "sport": activity.sport,
        "date": day.date.isoformat(),
        "distance_m": round(activity.totals.distance_m),
    }
    return {"type": "Feature", "properties": about, "geometry": geometry}


def _pieces(line: Line) -> list[list[Position]]:
    """Cut a line where it crosses the antimeridian, as the standard asks for."""
    pieces = [[line[0]]]
    for (lat, lon), (next_lat, next_lon) in pairwise(line):
        if abs(next_lon - lon) > 180:
            edge = 180.0 if lon > 0 else -180.0
            span = next_lon + 2 * edge - lon
            share = (edge - lon) / span if span else 0.0
            crossing = round(lat + share * (next_lat - lat), 5)
            pieces[-1].append((crossing, edge))
            pieces.append([(crossing, -edge)])
        pieces[-1].append((next_lat, next_lon))
    return [piece for piece in pieces if len(set(piece)) > 1] or pieces[:1]
