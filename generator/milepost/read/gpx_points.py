"""Trackpoint elements of GPX and TCX into columns."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np

from milepost.model.track import Column
from milepost.read.device import number
from milepost.read.points import NEWEST_S, OLDEST_S, SENSORS, Points, usable
from milepost.read.xml import local_name

# What a point or its extensions may hold, by local name in any namespace.
GPX_FIELDS: Mapping[str, str] = {
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
    "vacc": "ele_accuracy",
}
_PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_COLUMNS = ("lat", "lon", "ele", "time", "ele_accuracy", *SENSORS)


def read_points(elements: Iterable[Any], fields: Mapping[str, str] = GPX_FIELDS) -> Points:
    """Read trackpoints; those without a possible position are dropped.

    `fields` says which column an element inside a point fills, by its local name in small
    letters. A position may stand in attributes, as in GPX.
    """
    texts = _texts(elements, fields)
    time_s, bad_times = _times(texts.pop("time"))
    columns = {name: _numbers(column) for name, column in texts.items()}
    # Phones write elevation 0 with a negative accuracy until they know better.
    columns["ele"][columns["ele_accuracy"] < 0] = np.nan
    return usable({**columns, "time": time_s}, bad_times)


def _texts(elements: Iterable[Any], fields: Mapping[str, str]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    names: dict[Any, str | None] = {}
    for element in elements:
        row: dict[str, Any] = {"lat": element.get("lat"), "lon": element.get("lon")}
        for child in element.iter():
            tag = child.tag
            if tag not in names:
                names[tag] = fields.get(local_name(child).lower())
            if (name := names[tag]) and row.get(name) is None:
                row[name] = child.text
        for name, column in columns.items():
            column.append(row.get(name))
    return columns


def _numbers(texts: list[Any]) -> Column:
    """Return a column with NaN for whatever is no finite number."""
    try:
        column = np.array(texts, dtype=np.float64)
    except (TypeError, ValueError):
        column = np.array([number(text) for text in texts], dtype=np.float64)
    return np.where(np.isfinite(column), column, np.nan)


def _times(texts: list[Any]) -> tuple[Column, int]:
    """Return POSIX seconds, NaN where unknown, and how many texts could not be used."""
    try:
        if not all(map(_PLAIN.fullmatch, texts)):
            raise ValueError("not the one form that nearly all devices write")
        stamps = np.array([text[:-1] for text in texts], dtype="datetime64[s]")
        column = stamps.astype(np.int64).astype(np.float64)
    except (TypeError, ValueError):
        column = np.array([_time(text) for text in texts], dtype=np.float64)
    bad = np.array([text is not None and bool(text.strip()) for text in texts], dtype=bool)
    bad &= ~((column >= OLDEST_S) & (column < NEWEST_S))
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
