"""What the keys of an entry mean: each kind makes a value of text or says what it takes."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from milepost.errors import did_you_mean
from milepost.measure.sports import SPORTS, sport_of
from milepost.model.journal import TrackRef
from milepost.read.front_matter import Value

Kind = Callable[[Value], object]
"""Takes a value of the front matter; returns ours or raises ValueError with a phrase."""

_METRES = {
    "km": 1000.0,
    "m": 1.0,
    "mi": 1609.344,
    "mile": 1609.344,
    "miles": 1609.344,
    "ft": 0.3048,
}
_YES = {"yes", "true", "on", "y", "1"}
_NO = {"no", "false", "off", "n", "0", ""}


def text(value: Value) -> str:
    """Accept any text on one or more lines."""
    if not isinstance(value.content, str):
        raise ValueError("takes text")
    return value.content.strip()


def names(value: Value) -> tuple[str, ...]:
    """Accept a list, or text with commas."""
    if isinstance(value.content, str):
        found = tuple(part.strip() for part in value.content.split(","))
    elif isinstance(value.content, tuple):
        found = tuple(text(item) for item in value.content)
    else:
        raise ValueError("takes a list: [one, two]")
    return tuple(dict.fromkeys(name for name in found if name))


def yes_or_no(value: Value) -> bool:
    """Accept yes, no, true, false, on, off."""
    word = text(value).lower()
    if word not in _YES | _NO:
        raise ValueError("takes yes or no")
    return word in _YES


def moment(value: Value) -> date | datetime:
    """Accept a date, or a date and time of day with or without an offset."""
    typed = re.sub(r"\s+", " ", text(value))
    typed = re.sub(r"^(\d{4})[/.](\d\d?)[/.](\d\d?)", r"\1-\2-\3", typed)
    typed = re.sub(r"^(\d{4})-(\d)-", r"\1-0\2-", re.sub(r"-(\d)(?=$|[ T])", r"-0\1", typed))
    typed = re.sub(r" (?=[+-]\d\d:?\d\d$|Z$)", "", typed)
    typed = re.sub(r"(?<=[ T])(\d)(?=:)", r"0\1", typed)
    try:
        return date.fromisoformat(typed) if len(typed) < 11 else datetime.fromisoformat(typed)
    except ValueError as error:
        if re.match(r"\d{4}-\d\d-\d\d(?=$|[ T]\d\d:\d\d)", typed):
            raise ValueError("is no day or time that exists") from error
        raise ValueError("takes a date: 2026-11-20, or 2026-11-20 08:30") from error


def day(value: Value) -> date:
    """Accept a date; a time of day is dropped."""
    found = moment(value)
    return found.date() if isinstance(found, datetime) else found


def length(*units: str) -> Kind:
    """Accept a number with one of the given units; the result is in metres."""
    example = f"takes a number and a unit: {' or '.join(f'31 {unit}' for unit in units)}"

    def convert(value: Value) -> float:
        found = re.fullmatch(
            r"(\d{1,7}(?:[.,]\d{1,9})?|\d{1,3}(?:[ ,]\d{3}){1,2})\s*([a-z]+)",
            text(value).lower(),
        )
        if not found or found[2] not in _METRES:
            raise ValueError(example)
        number, unit = found[1].replace(" ", ""), found[2]
        grouped = re.fullmatch(r"\d{1,3}(,\d{3})+", number)
        if grouped and _METRES[unit] > 100:
            clear = number.replace(",", ".").rstrip("0").rstrip("."), number.replace(",", "")
            raise ValueError(f"is it {clear[0]} {unit} or {clear[1]} {unit}? write it so")
        return float(number.replace(",", "" if grouped else ".")) * _METRES[unit]

    return convert


def duration(value: Value) -> float:
    """Accept `h:mm:ss`, `5 h 12 min` and the like; the result is in seconds."""
    typed = text(value).lower()
    if clock := re.fullmatch(r"(\d{1,5}):([0-5]\d):([0-5]\d)", typed):
        return float(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3]))
    if short := re.fullmatch(r"(\d+):([0-5]\d)", typed):
        whole, rest = short.groups()
        raise ValueError(
            f"is hours or minutes? write {whole}:{rest}:00 or {whole} min {rest} s"
        )
    typed = re.sub(r"^(\d+) ?h ?([0-5]\d)$", r"\1 h \2 min", typed)  # 4h35
    words = re.fullmatch(
        r"(?:(\d{1,5})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,6})\s*m(?:in(?:ute)?s?)?)?"
        r"\s*(?:(\d{1,8})\s*s(?:ec(?:ond)?s?)?)?",
        typed,
    )
    if not words or not typed:
        raise ValueError("takes a time: 4:35:00 or 4 h 35 min")
    hours, minutes, seconds = (int(part or 0) for part in words.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def sport(value: Value) -> str:
    """Accept a word for a sport."""
    word = text(value)
    if sport_of(word) is None and word.lower() != "other":
        raise ValueError(f"takes {', '.join(SPORTS)}{did_you_mean(word, SPORTS)}")
    return word


def tracks(value: Value) -> tuple[TrackRef, ...]:
    """Accept file names, or tables with `file` and `sport`."""
    items = value.content if isinstance(value.content, tuple) else (value,)
    return tuple(_track(item) for item in items)


def _track(item: Value) -> TrackRef:
    if isinstance(item.content, str):
        return TrackRef(text(item), item.line)
    known = {"file", "sport"}
    if (
        not isinstance(item.content, Mapping)
        or "file" not in item.content
        or item.content.keys() - known
    ):
        raise ValueError("takes file names, or  file: and sport:  for each")
    named = item.content.get("sport")
    return TrackRef(text(item.content["file"]), item.line, sport(named) if named else None)


ENTRY: Mapping[str, Kind] = {
    "title": text,
    "date": moment,
    "updated": day,
    "slug": text,
    "description": text,
    "draft": yes_or_no,
    "tags": names,
    "author": names,
    "with": names,
    "journey": text,
    "sport": sport,
    "tracks": tracks,
    "rest": yes_or_no,
    "distance": length("km", "mi"),
    "moving_time": duration,
    "elevation_gain": length("m", "ft"),
}
PAGE: Mapping[str, Kind] = {
    "title": text,
    "slug": text,
    "description": text,
    "draft": yes_or_no,
}

# Words of other tools: accepted, with a hint to ours.
ELSEWHERE = {
    "activity": "sport", "ascent": "elevation_gain", "authors": "author", "categories": "tags",
    "climb": "elevation_gain", "companions": "with", "duration": "moving_time",
    "elevation": "elevation_gain", "excerpt": "description", "gpx": "tracks",
    "keywords": "tags", "lastmod": "updated", "modified": "updated", "summary": "description",
    "tag": "tags", "track": "tracks", "type": "sport",
}  # fmt: skip
