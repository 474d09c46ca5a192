"""The live maps: what a page tells their script, and the files that they need."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.journey import Journey
from milepost.model.site import Site
from milepost.publish.links import journey_path
from milepost.publish.maps.leaflet import leaflet_files, leaflet_folder

SCRIPTS = "live/"  # the folder of the theme's assets that only live maps need


@dataclass(frozen=True, slots=True)
class LiveChoice:
    """What the author wants of live maps.

    `tiles` is the address of a street map's tiles with {z}, {x} and {y} in it, absolute or
    below the root; `pmtiles` a file below the root that holds such tiles. `credit` names
    whom they are from, and may hold links as Markdown has them.
    """

    on: bool = True
    tiles: str = ""
    pmtiles: str = ""
    credit: str = ""

    @property
    def origin(self) -> str:
        """Scheme and host of the tiles, "" if they are the site's own."""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


NOT_CHOSEN = LiveChoice()


@dataclass(frozen=True, slots=True)
class LiveMap:
    """What the script of one map has to know; files are paths below the root."""

    track: str
    base: str
    leaflet: str
    choice: LiveChoice


def live_map_of_day(day: Day, choice: LiveChoice) -> LiveMap | None:
    """Return what a day's live map needs, None if there is none."""
    drawn = any(activity.lines for activity in day.activities)
    return _live_map(day.permalink, choice) if drawn else None


def live_map_of_journey(journey: Journey, site: Site, choice: LiveChoice) -> LiveMap | None:
    """Return what a journey's live map needs, None if there is none."""
    ways = (line for day in journey.days for each in day.activities for line in each.lines)
    plans = (line for route in journey.routes for line in route.lines)
    drawn = any(ways) or any(plans)
    return _live_map(journey_path(journey, site), choice) if drawn else None


def _live_map(folder: str, choice: LiveChoice) -> LiveMap | None:
    if not choice.on:
        return None
    return LiveMap(f"{folder}track.json", f"{folder}base.json", leaflet_folder(), choice)


def leaflet_artifacts() -> Iterator[Artifact]:
    """Yield the files of the map library."""
    folder = leaflet_folder()
    for name, data in leaflet_files().items():
        yield Artifact(PurePosixPath(folder, name), data, f"the map library's {name}")
