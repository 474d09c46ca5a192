"""Trackpoint elements into columns."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from milepost.errors import counted
from milepost.model.track import Column, Segment

# What a point or its extensions may hold, by local name in any namespace.
_FIELDS = {
    "ele": "ele",
    "time": "time",
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "cad": "cadence_rpm",
    "cadence": "cadence_rpm",
    "power": "power_w",
    "powerinwatts": "power_w",
    "watts": "power_w",
    "atemp": "temperature_c",
    "temp": "temperature_c",
}
_SENSORS = ("heart_rate_bpm", "cadence_rpm", "power_w", "temperature_c")
_LOWEST_M, _HIGHEST_M = -450.0, 9000.0  # the Dead Sea's shore; above Everest
_OLDEST_S = datetime(1990, 1, 1, tzinfo=UTC).timestamp()  # before GPS was of use


def _nothing() -> Segment:
    return Segment(*(np.empty(0) for _ in range(4)))


@dataclass(frozen=True, slots=True)
class Points:
    """The usable points of one segment, and what was wrong with the others."""

    segment: Segment = field(default_factory=_nothing)
    dropped: int = 0
    bad_times: int = 0
    bad_elevations: int = 0

    def __add__(self, other: "Points") -> "Points":
        """Add up the complaints; the segment is the other's."""
        return replace(
            other,
            dropped=self.dropped + other.dropped,
            bad_times=self.bad_times + other.bad_times,
            bad_elevations=self.bad_elevations + other.bad_elevations,
        )

    def complaints(self) -> Iterator[str]:
        """Say what was left out, a sentence each."""
        if self.dropped:
            yield f"{counted(self.dropped, 'trackpoint')} without a possible position left out"
        if self.bad_times:
            yield f"{counted(self.bad_times, 'time')} unreadable or before 1990: not used"
        if self.bad_elevations:
            yield f"{counted(self.bad_elevations, 'elevation')} impossible: counted as missing"


def read_points(elements: Iterable[Any]) -> Points:
    """Read `<trkpt>` or `<rtept>` elements; points without a possible position are dropped."""
    lat, lon, columns = _texts(elements)
    lat_deg, lon_deg = _numbers(lat), _numbers(lon)
    nowhere = (np.abs(lat_deg) < 1e-6) & (np.abs(lon_deg) < 1e-6)  # a device before its fix
    keep = (np.abs(lat_deg) <= 90) & (np.abs(lon_deg) <= 180) & ~nowhere
    time_s, bad_times = _times(columns["time"])
    ele_m, bad_elevations = _elevations(columns["ele"])
    sensors = {name: _sensor(columns[name], keep) for name in _SENSORS}
    segment = Segment(lat_deg[keep], lon_deg[keep], ele_m[keep], time_s[keep], **sensors)
    return Points(segment, int((~keep).sum()), bad_times, bad_elevations)


def _texts(elements: Iterable[Any]) -> tuple[list[Any], list[Any], dict[str, list[Any]]]:
    lat: list[Any] = []
    lon: list[Any] = []
    columns: dict[str, list[Any]] = {name: [] for name in ("ele", "time", *_SENSORS)}
    names: dict[Any, str | None] = {}
    for element in elements:
        lat.append(element.get("lat"))
        lon.append(element.get("lon"))
        row: dict[str, Any] = {}
        for child in element.iter():
            tag = child.tag
            if tag not in names:
                names[tag] = _field(tag)
            if (name := names[tag]) and name not in row:
                row[name] = child.text
        for name, column in columns.items():
            column.append(row.get(name))
    return lat, lon, columns


def _field(tag: Any) -> str | None:
    if not isinstance(tag, str):
        return None
    return _FIELDS.get(tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower())


def _numbers(texts: list[Any]) -> Column:
    """Return a column with NaN for whatever is no finite number."""
    try:
        column = np.array(texts, dtype=np.float64)
    except (TypeError, ValueError):
        column = np.array([_number(text) for text in texts], dtype=np.float64)
    return np.where(np.isfinite(column), column, np.nan)


def _number(text: str | None) -> float:
    try:
        return float((text or "").strip().replace(",", "."))  # some write a decimal comma
    except ValueError:
        return math.nan


def _elevations(texts: list[Any]) -> tuple[Column, int]:
    column = _numbers(texts)
    bad = (column < _LOWEST_M) | (column > _HIGHEST_M)
    return np.where(bad, np.nan, column), int(bad.sum())


def _sensor(texts: list[Any], keep: Any) -> Column | None:
    if all(text is None for text in texts):
        return None
    column = _numbers(texts)[keep]
    return column if np.isfinite(column).any() else None


def _times(texts: list[Any]) -> tuple[Column, int]:
    """Return POSIX seconds, NaN where unknown, and how many texts could not be used."""
    try:
        if not all(len(text) == 20 and text[-1] == "Z" and text[16] == ":" for text in texts):
            raise ValueError("not the one form that nearly all devices write")
        stamps = np.array([text[:-1] for text in texts], dtype="datetime64[s]")
        column = stamps.astype(np.int64).astype(np.float64)
    except (TypeError, ValueError):
        column = np.array([_time(text) for text in texts], dtype=np.float64)
    bad = np.array([text is not None and bool(text.strip()) for text in texts], dtype=bool)
    bad &= np.isnan(column) | (column < _OLDEST_S)
    return np.where(bad, np.nan, column), int(bad.sum())


def _time(text: str | None) -> float:
    """Return POSIX seconds; a time without an offset is UTC, as GPX demands."""
    typed = (text or "").strip()
    if not typed:
        return math.nan
    moment = _moment(typed)
    if moment is None:
        return math.nan
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment.timestamp()
    except (OverflowError, ValueError):
        return math.nan


def _moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        pass
    import gpxpy.gpxfield  # 40 ms that nearly no file needs

    # gpxpy knows the forms that ISO 8601 does not: dots, missing seconds, odd offsets.
    try:
        parsed = gpxpy.gpxfield.parse_time(typed)
    except Exception:
        return None
    return parsed if isinstance(parsed, datetime) else None
