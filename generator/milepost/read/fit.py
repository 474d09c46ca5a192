"""Garmin FIT activities into a Recording: the bytes into messages."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

import fitdecode

from milepost.errors import Problem, SourceError
from milepost.model.activity import Position
from milepost.model.telltale import Telltale, What
from milepost.model.track import Recording
from milepost.read.fit_tracks import DEGREES, Message, course_points, tracks_of
from milepost.read.points import USUAL_GAPS, Points

LARGEST_BYTES = 32_000_000  # a day at one point a second with sensors stays below 10 MB
MOST_FRAMES = 1_000_000  # more than a week of it; a message can be as short as one byte

# All that is read, by message number and field name. What tells a device or a person from
# others (serial numbers, names, weight, the home of a profile) is not among it.
_WANTED: dict[int, tuple[str, frozenset[str]]] = {
    0: ("file", frozenset({"type", "manufacturer"})),
    12: ("sport", frozenset({"sport", "sub_sport"})),
    18: (
        "session",
        frozenset(
            {
                "timestamp", "start_time", "sport", "sub_sport", "total_distance",
                "total_timer_time", "total_elapsed_time", "total_moving_time",
                "total_ascent", "total_descent", "total_calories", "max_speed",
                "enhanced_max_speed",
            }
        ),
    ),
    20: (
        "record",
        frozenset(
            {
                "timestamp", "position_lat", "position_long", "altitude",
                "enhanced_altitude", "heart_rate", "cadence", "power", "temperature",
            }
        ),
    ),
    21: ("event", frozenset({"timestamp", "event", "event_type"})),
    32: ("course_point", frozenset({"name", "position_lat", "position_long"})),
}  # fmt: skip


@dataclass(slots=True)
class _Messages:
    """The messages of a file by kind, and how far the bytes could be trusted."""

    file: list[Message] = field(default_factory=list)
    sport: list[Message] = field(default_factory=list)
    session: list[Message] = field(default_factory=list)
    record: list[Message] = field(default_factory=list)
    event: list[Message] = field(default_factory=list)
    course_point: list[Message] = field(default_factory=list)
    whole: bool = False
    checksum_fits: bool = True


def parse_fit(path: PurePosixPath, data: bytes) -> Recording:
    """Read a recording; each session is a Track, with the totals of its device.

    A damaged file is read as far as it goes, with a warning. Raise SourceError with one
    sentence when no activity with positions is in it. Serial numbers and names are not read.
    """
    _refuse_others(path, data)
    found = _messages(_sized(data))
    kind = next((each["type"] for each in found.file if each.get("type")), None)
    if kind == "course":
        message = (
            "holds a planned route, not a recording; export it as GPX and move it to routes/"
        )
        raise SourceError(Problem(message, str(path)))
    tracks, points = tracks_of(found.session, found.record, found.event, found.sport)
    if not tracks:
        raise SourceError(Problem(_no_track(kind, found, points), str(path)))
    told = (*_damage(found), *points.complaints(USUAL_GAPS))
    maker = next((each.get("manufacturer") for each in found.file), None)
    return Recording(
        path,
        maker if isinstance(maker, str) else "",
        tracks,
        tuple(Problem(text, str(path), severity="warning") for text in told),
        course_points(found.course_point),
    )


def _refuse_others(path: PurePosixPath, data: bytes) -> None:
    if len(data) > LARGEST_BYTES:
        size = f"{len(data) / 1e6:,.0f} MB"
        message = f"the file is too large ({size}); split it by day"
    elif not data.strip(b"\0"):
        message = "the file is empty; copy it from the device again"
    elif data[8:12] != b".FIT":
        message = "this is no FIT, whatever its name says; export the activity as FIT or GPX"
    else:
        return
    raise SourceError(Problem(message, str(path)))


def _sized(data: bytes) -> bytes:
    """Return the file with the size of its content, which a recorder that died left at zero."""
    if data[4:8] != bytes(4):
        return data
    return data[:4] + struct.pack("<I", max(0, len(data) - data[0])) + data[8:]


def _messages(data: bytes) -> _Messages:
    found = _Messages()
    offset = 0
    for frame in islice(_frames(data), MOST_FRAMES):
        if frame.frame_type == fitdecode.FIT_FRAME_HEADER:
            found.whole = False
            end = offset + frame.header_size + frame.body_size + 2
            # With its own checksum behind it, the checksum of anything is zero.
            if end <= len(data) and fitdecode.utils.compute_crc(data[offset:end]):
                found.checksum_fits = False
            offset = end
        elif frame.frame_type == fitdecode.FIT_FRAME_CRC:
            found.whole = True  # what follows is another file, or waste
        elif frame.frame_type == fitdecode.FIT_FRAME_DATA:
            name, fields = _WANTED.get(frame.global_mesg_num, ("", frozenset()))
            if name:
                getattr(found, name).append(_values(frame, fields))
    return found


def _frames(data: bytes) -> Iterator[Any]:
    """Yield what can be read; checksums are left to the caller, a whole file at a time."""
    reader = fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    frames = iter(reader)
    while True:
        try:
            frame = next(frames)
        except Exception:
            # StopIteration, or whatever damaged bytes hit: the library's errors, KeyError,
            # AssertionError and more. None of them leaves anything to go on with.
            return
        yield frame


def _values(frame: Any, wanted: frozenset[str]) -> Message:
    values: Message = {}
    for each in frame.fields:
        about = each.field
        # A field that an app on the device invented may bear any name.
        if about is None or about.field_type == "devfield" or about.name not in wanted:
            continue
        # What the library unfolds from an old, coarse field yields to the fine one.
        if each.value is not None and (each.field_def or about.name not in values):
            values[about.name] = each.value
    return values


def _damage(found: _Messages) -> Iterator[str]:
    if not found.whole:
        yield (
            "the file is damaged or breaks off; only what could be read is used: "
            "copy it from the device again if you can"
        )
    elif not found.checksum_fits:
        yield (
            "the file's checksum is wrong, so numbers in it may be too; "
            "copy it from the device again if you can"
        )


def _no_track(kind: Any, found: _Messages, points: Points) -> str:
    if isinstance(kind, str) and not kind.startswith("activity"):
        what = kind.replace("_", " ")
        return f"this is a FIT file for '{what}', not an activity; export the activity itself"
    if not found.whole:
        return "the file is damaged and no position in it can be read; copy it again"
    if points.total:
        return "the activity has no positions, as indoors; leave it out, or record it with GPS"
    return "holds no trackpoints; export the activity again"


_DEVICE_INFO, _USER_PROFILE = 23, 3
_TELLING: dict[int, dict[str, What]] = {
    0: {"serial_number": "serial number", "product_name": "device"},
    _USER_PROFILE: {"friendly_name": "person"},
    _DEVICE_INFO: {
        "serial_number": "serial number", "product_name": "device", "descriptor": "device",
    },
}  # fmt: skip
_LEAST_SERIAL = 10_000


def fit_telltales(data: bytes) -> Iterator[Telltale]:
    """Yield what a file tells of device and owner: see `read.telltales`."""
    for frame in islice(_frames(_sized(data)), MOST_FRAMES):
        if frame.frame_type != fitdecode.FIT_FRAME_DATA:
            continue
        wanted = _TELLING.get(frame.global_mesg_num, {})
        for each in frame.fields:
            value = each.value
            invented = each.field is not None and each.field.field_type == "devfield"
            what: What | None = "person" if invented else wanted.get(each.name)
            if what and (isinstance(value, str) or _is_serial(value, what)):
                yield Telltale(what, str(value))


def fit_places(data: bytes) -> Iterator[Position]:
    """Yield each place that a file tells, of a course or a lap as of a recording."""
    for frame in islice(_frames(_sized(data)), MOST_FRAMES):
        if frame.frame_type != fitdecode.FIT_FRAME_DATA:
            continue
        values = {each.name: each.value for each in frame.fields}
        for name, lat in values.items():
            lon = values.get(f"{name[:-4]}_long") if name.endswith("position_lat") else None
            if isinstance(lat, int) and isinstance(lon, int):
                yield lat * DEGREES, lon * DEGREES


def _is_serial(value: object, what: What) -> bool:
    return what == "serial number" and isinstance(value, int) and value >= _LEAST_SERIAL
