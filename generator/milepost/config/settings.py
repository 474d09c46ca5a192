"""The settings of a site, and the keys of `site.toml` that give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from milepost.config.kinds import (
    Kind,
    amount,
    colour,
    currency,
    day,
    degrees,
    delay,
    fediverse,
    file_name,
    font_files,
    host,
    language,
    lasting,
    length,
    length_between,
    mail_address,
    name,
    names,
    one_of,
    photo,
    slug,
    some_of,
    stages,
    text,
    tile_address,
    true_or_false,
    unless_false,
    web_address,
    web_links,
    widths,
    zone,
)
from milepost.config.kinds import whole_number as whole
from milepost.config.positions import Positions, problem_at
from milepost.errors import Problem, Severity
from milepost.measure.sports import SPORTS
from milepost.model.delay import NO_DELAY, Delay
from milepost.model.goal import Unit
from milepost.model.privacy import Zone

_NIGHT_M = 500.0  # round a place where somebody sleeps


@dataclass(frozen=True, slots=True)
class AthleteConfig:
    """One `[[athletes]]` table."""

    name: str
    slug: str | None = None
    url: str | None = None
    colour: str | None = None
    bio: str = ""
    photo: str | None = None  # below the source folder
    links: tuple[str, ...] = ()
    fediverse: str = ""


@dataclass(frozen=True, slots=True)
class JourneyConfig:
    """One `[[journeys]]` table; `start` and `end` are local dates, both included.

    `goal` is the distance in metres that makes it complete. Only some `sports` count towards
    it, and the ways of some `athletes`; all of them if none is named.
    """

    title: str
    slug: str | None = None
    description: str | None = None
    start: date | None = None
    end: date | None = None
    routes: tuple[str, ...] = ()
    goal: float | None = None
    sports: tuple[str, ...] = ()
    athletes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalConfig:
    """One `[[goals]]` table: what to reach, by whom, in what, and from when to when.

    One of `distance` (metres), `elevation_gain` (metres), `moving_time` (seconds), `days` and
    `count` is given. `before` is what was done before this journal began, and `stages` are
    marks on the way, in the same unit as it. `start` and `end` are local dates, both included.
    """

    name: str
    slug: str | None = None
    description: str | None = None
    journey: str | None = None
    sports: tuple[str, ...] = ()
    athletes: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    distance: float | None = None
    elevation_gain: float | None = None
    moving_time: float | None = None
    days: int | None = None
    count: int | None = None
    before: float = 0.0
    stages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageConfig:
    """One `[[languages]]` table: what the site is called in a further language."""

    code: str
    title: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class FundraiserConfig:
    """The `[fundraiser]` table: money in `currency`, an ISO 4217 code.

    What was `raised` is typed, or comes of `per_km` of the journey or goal called `counts`.
    """

    title: str
    currency: str
    link: str | None = None
    target: float | None = None
    per_km: float | None = None
    raised: float | None = None
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, defaults filled in. Low floors take plain values out of it.

    `sensors` names what is shown, a few of SENSORS in their order. `max_heart_rate` (beats a
    minute) and `threshold_power` (watts) ask for time in zones. `path` is the file that they
    stand in, and `places` where: no values of the site.
    """

    title: str
    url: str = ""
    description: str = ""
    language: str = "en"
    timezone: str | None = None
    units: str = "metric"
    fediverse: str = ""
    offline: bool = False
    theme: str = "default"
    feed_limit: int = 20
    feed_identity: str = ""
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
    photo_places: bool = True
    photo_quality: int = 80
    photo_widths: tuple[int, ...] = (480, 960, 1600)
    photo_format: Literal["webp", "avif"] = "webp"
    photo_originals: bool = False
    photo_times: bool = True
    download: bool = True
    gpx: bool = False
    gpx_times: bool = False
    share_pictures: Literal["newest", "all", "none"] = "newest"
    share_photo: bool = False
    share_fonts: tuple[str, ...] = ()  # below the source folder
    full_text: bool = False
    hashtags: bool = False
    raw_html: bool = True
    mail: str = ""
    privacy_zones: tuple[Zone, ...] = ()  # true places: nothing of them may be published
    passing: Literal["hide", "show"] = "hide"
    hide_start: float = 0.0  # metres of every track
    hide_end: float = 0.0
    hide_last_night: float | None = None  # metres round it, 0 for nothing, None if not said
    publish_after: Delay = NO_DELAY
    tell_hidden: bool = False
    true_totals: bool = False
    athletes: tuple[AthleteConfig, ...] = ()
    journeys: tuple[JourneyConfig, ...] = ()
    goals: tuple[GoalConfig, ...] = ()
    fundraiser: FundraiserConfig | None = None
    languages: tuple[LanguageConfig, ...] = ()
    path: str = field(default="site.toml", repr=False, compare=False)
    places: Positions | None = field(default=None, repr=False, compare=False)

    @property
    def night_radius_m(self) -> float:
        """How far round a last night nothing is shown; 0 for nothing hidden.

        Who plans no journey may never be away: their ends are hidden only if they ask for it.
        """
        usual = _NIGHT_M if self.journeys else 0.0
        return usual if self.hide_last_night is None else self.hide_last_night

    def problem(
        self, message: str, table: str, number: int, key: str, severity: Severity = "error"
    ) -> Problem:
        """Return what turned out to be wrong with a value of the nth of some tables."""
        place = self.places.value(table, number, key) if self.places else None
        return problem_at(place, message, self.path, severity)


_RADIUS = length_between("200 m", "10 km", "m", "km", "mi", "ft")
_AT_AN_END = length_between("50 m", "20 km", "m", "km", "mi", "ft")
SENSORS = ("heart_rate", "cadence", "power", "temperature", "energy")

# table -> key -> what it takes. The docs list the same keys; a test compares the two.
TABLES: Mapping[str, Mapping[str, Kind]] = {
    "site": {
        "title": name,
        "url": web_address,
        "description": text,
        "language": language,
        "timezone": zone,
        "units": one_of("metric", "imperial", "both"),
        "fediverse": fediverse,
        "offline": true_or_false,
        "hashtags": true_or_false,
    },
    "theme": {"name": name},
    "markdown": {"raw_html": true_or_false},
    "feed": {"limit": whole(1, 200), "identity": host},
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
        "gpx": true_or_false,
        "gpx_times": true_or_false,
    },
    "photos": {
        "quality": whole(1, 100),
        "widths": widths,
        "format": one_of("webp", "avif"),
        "originals": true_or_false,
        "times": true_or_false,
    },
    "share": {
        "pictures": one_of("newest", "all", "none"),
        "photo": true_or_false,
        "fonts": font_files,
    },
    "search": {"full_text": true_or_false},
    "reactions": {"mail": mail_address},
    "privacy": {
        "passing": one_of("hide", "show"),
        "hide_start": _AT_AN_END,
        "hide_end": _AT_AN_END,
        "hide_last_night": unless_false(_RADIUS),
        "publish_after": delay,
        "tell_hidden": true_or_false,
        "true_totals": true_or_false,
    },
    "fundraiser": {
        "title": name,
        "link": web_address,
        "currency": currency,
        "target": amount,
        "per_km": amount,
        "raised": amount,
        "counts": name,
    },
}
LISTS: Mapping[str, Mapping[str, Kind]] = {
    "athletes": {
        "name": name,
        "slug": slug,
        "url": web_address,
        "colour": colour,
        "bio": text,
        "photo": photo,
        "links": web_links,
        "fediverse": fediverse,
    },
    "journeys": {
        "title": name,
        "slug": slug,
        "description": text,
        "start": day,
        "end": day,
        "routes": names,
        "goal": length("km", "mi"),
        "sports": some_of(*SPORTS),
        "athletes": names,
    },
    "goals": {
        "name": name,
        "slug": slug,
        "description": text,
        "journey": name,
        "sports": some_of(*SPORTS),
        "athletes": names,
        "start": day,
        "end": day,
        "distance": length("km", "mi"),
        "elevation_gain": length("m", "ft"),
        "moving_time": lasting,
        "days": whole(1, 100_000),
        "count": whole(1, 100_000),
        "before": name,
        "stages": stages,
    },
    "languages": {"code": language, "title": name, "description": text},
    "privacy.zones": {
        "lat": degrees(90),
        "lon": degrees(180),
        "radius": _RADIUS,
        "name": text,
    },
}
# What a goal may ask for; exactly one of them.
TARGETS: tuple[Unit, ...] = ("distance", "elevation_gain", "moving_time", "days", "count")
REQUIRED = {
    "site": ("title",),
    "athletes": ("name",),
    "journeys": ("title",),
    "goals": ("name",),
    "languages": ("code",),
    "fundraiser": ("title", "currency"),
    "privacy.zones": ("lat", "lon", "radius"),
}
WHOLE = {"fundraiser": FundraiserConfig}  # tables that become a value of their own
FIELDS = {
    ("theme", "name"): "theme",
    ("feed", "limit"): "feed_limit",
    ("feed", "identity"): "feed_identity",
    ("numbers", "distance"): "distance_mode",
    ("map", "live"): "live_maps",
    ("map", "photos"): "photo_places",
    ("map", "local"): "local_tiles",
    **{("photos", key): f"photo_{key}" for key in TABLES["photos"]},
    ("share", "pictures"): "share_pictures",
    ("share", "photo"): "share_photo",
    ("share", "fonts"): "share_fonts",
}
# What asks for zones -> the sensor that must be shown for it.
ZONES = {"max_heart_rate": "heart_rate", "threshold_power": "power"}
