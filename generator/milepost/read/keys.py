"""What the keys of an entry mean: each kind makes a value of text or says what it takes."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from milepost.errors import did_you_mean
from milepost.measure.sports import SPORTS, sport_of
from milepost.model.journal import Cut, TrackRef
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
_CLOCK = r"\d\d?:\d\d(?::\d\d)?"
_A_CUT = "takes a part of the day: 12:10-13:05, after 17:42 or before 08:10"
_A_TRACK = "takes file names, or  file:  with  sport:, elevation:, cut:  for each"
_ELEVATIONS = ("watch", "phone", "none")
_NOT_THE_CLIMB = "takes watch, phone or none; a climb that you know is  elevation_gain: 320 m"


class InsideError(ValueError):
    """What is wrong with a part of a value: where it stands, and its key if it has one."""

    def __init__(self, phrase: str, at: Value, key: str = ""):
        super().__init__(phrase)
        self.at, self.key = at, key


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


def elevation(value: Value) -> str:
    """Accept a word for the rule that counts the climb."""
    word = text(value).lower()
    if word in _ELEVATIONS:
        return word
    if re.match(r"[-+]?\d", word):
        raise ValueError(_NOT_THE_CLIMB)
    raise ValueError(f"takes watch, phone or none{did_you_mean(word, _ELEVATIONS)}")


def cuts(value: Value) -> tuple[Cut, ...]:
    """Accept one or more parts of a day, as a list or with commas."""
    found: list[Cut] = []
    for item in value.content if isinstance(value.content, tuple) else (value,):
        with _inside(item):
            if not isinstance(item.content, str):
                raise ValueError(_A_CUT)
            parts = item.content.lower().split(",")
            found += (_cut(part.strip(), item.line) for part in parts)
    return tuple(found)


def _cut(typed: str, line: int) -> Cut:
    if side := re.fullmatch(rf"(after|before)\s+({_CLOCK})", typed):
        at = _time(side[2])
        found = Cut(at, None, line) if side[1] == "after" else Cut(None, at, line)
    elif span := re.fullmatch(rf"({_CLOCK})(?:\s*[-–—]\s*|\s+to\s+)({_CLOCK})", typed):
        found = Cut(_time(span[1]), _time(span[2]), line)
    elif re.fullmatch(_CLOCK, typed):
        ways = f"after {typed}, before {typed}, or both ends: 12:10-13:05"
        raise ValueError(f"is a moment, not a part of the day; write {ways}")
    else:
        raise ValueError(_A_CUT)
    if found.end is not None and found.end <= (found.begin or time.min):
        raise ValueError(_backward(found.begin or time.min, found.end))
    return found


def _time(typed: str) -> time:
    hour, minute, second = (int(part) for part in f"{typed}:00".split(":")[:3])
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise ValueError(f"takes times from 00:00 to 23:59:59, not {typed}") from error


def _backward(begin: time, end: time) -> str:
    first, last = (at.isoformat().removesuffix(":00") for at in (begin, end))
    if begin == end:
        return f"is empty: it begins and ends at {first}; correct one of the times"
    cure = f"turn it round, or write two if it goes over midnight: after {first}, before {last}"
    return f"is backward: {last} is not after {first}; {cure}"


def tracks(value: Value) -> tuple[TrackRef, ...]:
    """Accept file names, or tables with `file` and what is said about it."""
    items = value.content if isinstance(value.content, tuple) else (value,)
    return tuple(_track(item) for item in items)


def _track(item: Value) -> TrackRef:
    if isinstance(item.content, str):
        return TrackRef(text(item), item.line)
    if isinstance(item.content, tuple):
        raise InsideError(_A_TRACK, item)
    given = {key: part for key, part in item.content.items() if part.content != ""}
    if "file" not in given or given.keys() - TRACK:
        raise InsideError(_A_TRACK, item)
    found: dict[str, Any] = {}
    for key, part in given.items():
        with _inside(part, key):
            found[key] = TRACK[key](part)
    about = found.get("sport"), found.get("elevation"), found.get("cut", ())
    return TrackRef(found["file"], item.line, *about)


@contextmanager
def _inside(part: Value, key: str = "") -> Iterator[None]:
    """Let what is wrong in here point at this part, or at a part of it."""
    try:
        yield
    except ValueError as error:
        at = error.at if isinstance(error, InsideError) else part
        raise InsideError(str(error), at, key) from error


TRACK: Mapping[str, Kind] = {"file": text, "sport": sport, "elevation": elevation, "cut": cuts}
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
    "from": text,
    "to": text,
    "sport": sport,
    "tracks": tracks,
    "rest": yes_or_no,
    "distance": length("km", "mi"),
    "moving_time": duration,
    "elevation_gain": length("m", "ft"),
    "elevation": elevation,
    "cut": cuts,
    "waypoints": yes_or_no,
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
    "climb": "elevation_gain", "companions": "with", "cuts": "cut", "duration": "moving_time",
    "excerpt": "description", "gpx": "tracks",
    "keywords": "tags", "lastmod": "updated", "modified": "updated", "summary": "description",
    "tag": "tags", "track": "tracks", "type": "sport",
}  # fmt: skip
