"""What the keys of an entry mean: each kind makes a value of text or says what it takes."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from milepost.errors import did_you_mean
from milepost.measure.quantities import metres_of, seconds_of
from milepost.measure.sports import SPORTS, sport_of
from milepost.model.delay import Delay
from milepost.model.journal import Cut, PhotoMark, Race, TrackRef, TransferMark, counted_as
from milepost.read.front_matter import Value
from milepost.read.hidden_ends import hidden_ends
from milepost.read.moments import delay_or_moment_of, moment_of
from milepost.read.spans import A_CUT, A_TRANSFER, cut_of, mark_of

Kind = Callable[[Value], object]
"""Takes a value of the front matter; returns ours or raises ValueError with a phrase."""
Part = TypeVar("Part")

_YES = {"yes", "true", "on", "y", "1"}
_NO = {"no", "false", "off", "n", "0", ""}
_A_TRACK = (
    "takes file names, or  file:  with  sport:, elevation:, cut:, transfer:, athlete:, with:  "
    "for each"
)
_A_PHOTO = (
    "takes file names, each alone or with its words:  - IMG_1.jpg: Dawn over the fog;  or "
    "file:  with  caption:, alt:, cover:, camera_offset:"
)
_A_COUNTER = "takes things and their number: {punctures: 1, ice_creams: 2}"
_A_RACE = "takes the name of a race, or  name:  with  link:, bib:, rank:, time:"
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


def share_photo(value: Value) -> bool:
    """Accept yes or no; which photo it is stands in `cover`."""
    try:
        return yes_or_no(value)
    except ValueError as error:
        name = text(value)
        raise ValueError(f"takes yes or no; choose the photo with  cover: {name}") from error


def moment(value: Value) -> date | datetime:
    """Accept a date, or a date and time of day with or without an offset."""
    return moment_of(text(value))


def day(value: Value) -> date:
    """Accept a date; a time of day is dropped."""
    found = moment(value)
    return found.date() if isinstance(found, datetime) else found


def length(*units: str) -> Kind:
    """Accept a number with one of the given units; the result is in metres."""
    return lambda value: metres_of(text(value), units)


def duration(value: Value) -> float:
    """Accept `h:mm:ss`, `5 h 12 min` and the like; the result is in seconds."""
    return seconds_of(text(value))


def sport(value: Value) -> str:
    """Accept a word for a sport."""
    word = text(value)
    if sport_of(word) is None and word.lower() != "other":
        raise ValueError(f"takes {', '.join(SPORTS)}{did_you_mean(word, SPORTS)}")
    return word


def thread(value: Value) -> str:
    """Accept the http or https address of a conversation elsewhere."""
    found = text(value)
    if not re.fullmatch(r"https?://[^\s/\"<>]+(/[^\s\"<>]*)?", found):
        raise ValueError("takes a whole address: https://mastodon.social/@asha/1234")
    return found


def status(value: Value) -> bool:
    """Accept "planned" or "done"; tell whether it is the first."""
    word = text(value).lower()
    if word not in ("planned", "done"):
        hint = did_you_mean(word, ("planned", "done"))
        raise ValueError(f"takes planned or done{hint}")
    return word == "planned"


def publish_after(value: Value) -> Delay:
    """Accept a time to wait, "next day", "now", or a date with or without a time of day."""
    return delay_or_moment_of(text(value))


def counters(value: Value) -> tuple[tuple[str, float], ...]:
    """Accept a table of things and how many of them there were; one thing has one sum."""
    if not isinstance(value.content, Mapping):
        raise ValueError(_A_COUNTER)
    found: dict[str, tuple[str, float]] = {}
    for name, part in value.content.items():
        first, before = found.get(counted_as(name), (name, 0.0))
        found[counted_as(name)] = first, before + _counter(name, part)
    return tuple(found.values())


def _counter(name: str, part: Value) -> float:
    with _inside(part, name):
        typed = text(part).replace(",", ".")
        if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", typed):
            raise ValueError(_A_COUNTER)
        return float(typed)


def race(value: Value) -> Race:
    """Accept the name of a race, or a table with `name` and what else there is to say of it."""
    if isinstance(value.content, str):
        return Race(text(value))
    if isinstance(value.content, tuple):
        raise ValueError(_A_RACE)
    given = {key: part for key, part in value.content.items() if part.content != ""}
    if "name" not in given or given.keys() - RACE:
        raise ValueError(_A_RACE)
    found: dict[str, Any] = {}
    for key, part in given.items():
        with _inside(part, key):
            found[key] = RACE[key](part)
    return Race(
        found["name"],
        link=found.get("link", ""),
        bib=found.get("bib", ""),
        rank=found.get("rank", ""),
        time_s=found.get("time"),
    )


def web_link(value: Value) -> str:
    """Accept an absolute http or https address."""
    found = text(value)
    if not re.fullmatch(r"https?://[^\s/?#\"'<>]+[^\s\"'<>]*", found):
        raise ValueError("takes a whole address: https://example.org/results")
    return found


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
    return _several(value, ",", A_CUT, cut_of)


def transfers(value: Value) -> tuple[TransferMark, ...]:
    """Accept one or more words for what carried somebody, with a part of the day each."""
    return _several(value, r",(?=\s*[a-z])", A_TRANSFER, mark_of)


def _several(
    value: Value, comma: str, phrase: str, read: Callable[[str, int], Part]
) -> tuple[Part, ...]:
    """Read each item of a list, and each part of it between two commas."""
    found: list[Part] = []
    for item in value.content if isinstance(value.content, tuple) else (value,):
        with _inside(item):
            if not isinstance(item.content, str):
                raise ValueError(phrase)
            parts = re.split(comma, item.content.lower())
            found += (read(part.strip(), item.line) for part in parts)
    return tuple(found)


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
    return TrackRef(
        found["file"],
        item.line,
        sport=found.get("sport"),
        elevation=found.get("elevation"),
        cuts=found.get("cut", ()),
        transfers=found.get("transfer", ()),
        athlete=found.get("athlete"),
        companions=found.get("with", ()),
    )


def camera_offset(value: Value) -> float:
    """Accept what to add to the time of a camera, `+1:30` or `-0:02:10`; in seconds."""
    found = re.fullmatch(r"([+-\u2212]?)(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", text(value))
    if found is None:
        raise ValueError("takes what to add to the camera's time: +1:30 or -0:02:10 (h:mm:ss)")
    sign, hours, minutes, seconds = found.groups()
    total_s = int(hours) * 3600.0 + int(minutes) * 60 + int(seconds or 0)
    return total_s if sign in ("", "+") else -total_s


def photos(value: Value) -> tuple[PhotoMark, ...]:
    """Accept pictures by their names, each alone, with a caption, or with all keys of PHOTO."""
    items = value.content if isinstance(value.content, tuple) else (value,)
    return tuple(mark for item in items for mark in _photos(item))


def _photos(item: Value) -> Iterator[PhotoMark]:
    if isinstance(item.content, str):
        yield PhotoMark(text(item), item.line)
        return
    if isinstance(item.content, tuple):
        raise InsideError(_A_PHOTO, item)
    given = {key: part for key, part in item.content.items() if part.content != ""}
    if "file" not in given:
        if item.content.keys() & PHOTO:
            raise InsideError(_A_PHOTO, item)
        for name, part in item.content.items():
            with _inside(part, name):
                yield PhotoMark(name, part.line, caption=text(part))
        return
    if given.keys() - PHOTO:
        raise InsideError(_A_PHOTO, item)
    found: dict[str, Any] = {}
    for key, part in given.items():
        with _inside(part, key):
            found[key] = PHOTO[key](part)
    yield PhotoMark(
        found["file"],
        item.line,
        caption=found.get("caption", ""),
        alt=found.get("alt", ""),
        cover=found.get("cover", False),
        clock_s=found.get("camera_offset"),
    )


@contextmanager
def _inside(part: Value, key: str = "") -> Iterator[None]:
    """Let what is wrong in here point at this part, or at a part of it."""
    try:
        yield
    except ValueError as error:
        at = error.at if isinstance(error, InsideError) else part
        raise InsideError(str(error), at, key) from error


TRACK: Mapping[str, Kind] = {
    "file": text,
    "sport": sport,
    "elevation": elevation,
    "cut": cuts,
    "transfer": transfers,
    "athlete": text,
    "with": names,
}
PHOTO: Mapping[str, Kind] = {
    "file": text,
    "caption": text,
    "alt": text,
    "cover": yes_or_no,
    "camera_offset": camera_offset,
}
RACE: Mapping[str, Kind] = {
    "name": text,
    "link": web_link,
    "bib": text,
    "rank": text,
    "time": duration,
}
ENTRY: Mapping[str, Kind] = {
    "title": text,
    "date": moment,
    "updated": day,
    "slug": text,
    "description": text,
    "draft": yes_or_no,
    "publish_after": publish_after,
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
    "transfer": transfers,
    "waypoints": yes_or_no,
    "status": status,
    "night": text,
    "counters": counters,
    "photos": photos,
    "cover": text,
    "camera_offset": camera_offset,
    "race": race,
    "share_photo": share_photo,
    "thread": thread,
    "privacy": hidden_ends,
}
PAGE: Mapping[str, Kind] = {
    "title": text,
    "slug": text,
    "description": text,
    "draft": yes_or_no,
}

# What differs from language to language; all else stands in the main file.
TRANSLATION: Mapping[str, Kind] = {
    key: ENTRY[key] for key in ("title", "description", "draft", "updated", "photos")
}

PRIVATE = ("privacy", "publish_after")  # keys that keep something back

# Words of other tools: accepted, with a hint to ours.
ELSEWHERE = {
    "activity": "sport", "ascent": "elevation_gain", "authors": "author", "categories": "tags",
    "climb": "elevation_gain", "companions": "with", "cuts": "cut", "duration": "moving_time",
    "excerpt": "description", "gallery": "photos", "gpx": "tracks",
    "image": "cover", "images": "photos",
    "keywords": "tags", "lastmod": "updated", "modified": "updated",
    "publishdate": "publish_after", "summary": "description",
    "tag": "tags", "track": "tracks", "transfers": "transfer", "type": "sport",
}  # fmt: skip
