"""The settings of a site, and the keys of `site.toml` that give them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from milepost.config.kinds import (
    Kind,
    day,
    file_name,
    language,
    name,
    names,
    one_of,
    slug,
    some_of,
    text,
    tile_address,
    true_or_false,
    web_address,
    zone,
)
from milepost.config.kinds import whole_number as whole


@dataclass(frozen=True, slots=True)
class AthleteConfig:
    """One `[[athletes]]` table."""

    name: str
    slug: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class JourneyConfig:
    """One `[[journeys]]` table; `start` and `end` are local dates, both included."""

    title: str
    slug: str | None = None
    description: str | None = None
    start: date | None = None
    end: date | None = None
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, defaults filled in. Low floors take plain values out of it.

    `sensors` names what is shown, a few of SENSORS in their order. `max_heart_rate` (beats a
    minute) and `threshold_power` (watts) ask for time in zones.
    """

    title: str
    url: str = ""
    description: str = ""
    language: str = "en"
    timezone: str | None = None
    units: str = "metric"
    theme: str = "default"
    feed_limit: int = 20
    per_page: int = 10
    distance_mode: str = "recorded"  # or "raw"
    sensors: tuple[str, ...] = ()
    max_heart_rate: int | None = None
    threshold_power: int | None = None
    split_days: bool = False
    borders: Literal["dashed", "hide"] = "dashed"
    live_maps: bool = True
    tiles: str = ""
    tiles_credit: str = ""
    pmtiles: str = ""  # below static/
    local_tiles: str = ""  # below the source folder
    waypoints: bool = False
    photo_places: bool = False
    download: bool = True
    athletes: tuple[AthleteConfig, ...] = ()
    journeys: tuple[JourneyConfig, ...] = ()


SENSORS = ("heart_rate", "cadence", "power", "temperature", "energy")

# table -> key -> what it takes. The docs list the same keys; a test compares the two.
TABLES: Mapping[str, Mapping[str, Kind]] = {
    "site": {
        "title": name,
        "url": web_address,
        "description": text,
        "language": language,
        "timezone": zone,
        "units": one_of("metric", "imperial"),
    },
    "theme": {"name": name},
    "feed": {"limit": whole(1, 200)},
    "build": {"per_page": whole(1, 200)},
    "numbers": {
        "distance": one_of("recorded", "raw"),
        "sensors": some_of(*SENSORS),
        "max_heart_rate": whole(100, 240),
        "threshold_power": whole(50, 600),
        "split_days": true_or_false,
    },
    "map": {
        "borders": one_of("dashed", "hide"),
        "live": true_or_false,
        "tiles": tile_address,
        "tiles_credit": name,
        "pmtiles": file_name(".pmtiles", below="static/"),
        "local": file_name(".pmtiles", ".mbtiles", below="site_src/"),
        "waypoints": true_or_false,
        "photos": true_or_false,
        "download": true_or_false,
    },
}
LISTS: Mapping[str, Mapping[str, Kind]] = {
    "athletes": {"name": name, "slug": slug, "url": web_address},
    "journeys": {
        "title": name,
        "slug": slug,
        "description": text,
        "start": day,
        "end": day,
        "routes": names,
    },
}
REQUIRED = {"site": "title", "athletes": "name", "journeys": "title"}
FIELDS = {
    ("theme", "name"): "theme",
    ("feed", "limit"): "feed_limit",
    ("numbers", "distance"): "distance_mode",
    ("map", "live"): "live_maps",
    ("map", "photos"): "photo_places",
    ("map", "local"): "local_tiles",
}
# What asks for zones -> the sensor that must be shown for it.
ZONES = {"max_heart_rate": "heart_rate", "threshold_power": "power"}
