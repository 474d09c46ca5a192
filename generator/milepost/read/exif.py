"""EXIF, as cameras write it: what can be true of it, and nothing of the rest.

Tags and their meaning: CIPA DC-008 (Exif 2.32).
"""

import re
import struct
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

from PIL import Image

from milepost.model.activity import Position

_DESCRIPTION = 0x010E
_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _SUBSECONDS, _OFFSET = 0x9003, 0x9291, 0x9011
_NORTH_OR_SOUTH, _LATITUDE, _EAST_OR_WEST, _LONGITUDE = 1, 2, 3, 4
_GPS_TIME, _STATUS, _GPS_DATE = 7, 9, 29
# What Pillow raises on EXIF that is damaged.
WRONG = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
_QUARTER_S, _SLACK_S = 900, 300.0  # of an hour, as zones differ; a fix may be minutes old
_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # a clock that was never set begins somewhere before
# Cameras write these into all their pictures: they describe none of them. Each is taken out by
# itself, as a pattern of any number of them would try all ways to part a long text.
_SAID_OF_ALL = re.compile(
    r"[a-z]{3,4}(?:_[a-z]{3,4})+(?![a-z])|olympus|konica|minolta|samsung|sony|nikon|canon|casio|"
    r"pentax|kodak|fuji\w*|dcim|dsc|digital (?:still )?camera|image description|untitled|"
    r"default|screenshot|oplus_\d*|cof|edf|sdr|btf|\W|_|\d",
    re.IGNORECASE,
)
_MOST_PAGES = 100  # of a TIFF
_MOST = 1000  # characters of a description: more than anybody writes about a picture
_JOINERS = str.maketrans(
    "", "", "\u200c\u200d"
)  # between letters of Persian and Hindi, in emoji


def directories(tiff: bytes) -> Iterator[Image.Exif]:
    """Yield the tags of each page of a TIFF: EXIF is one, of a picture and its thumbnail.

    No pixel is decoded. Raise one of WRONG if not even the first one can be read.
    """
    order = "<" if tiff[:1] == b"I" else ">"
    big = tiff[2:4] in (b"+\0", b"\0+")
    pointer, counter, entry_bytes = ("Q", "Q", 20) if big else ("I", "H", 12)
    (at,) = struct.unpack_from(order + pointer, tiff, 8 if big else 4)
    (count,) = struct.unpack_from(order + counter, tiff, at)
    seen: set[int] = set()
    while at and at not in seen and len(seen) < _MOST_PAGES:
        seen.add(at)
        exif = Image.Exif()
        exif.endian, exif.bigtiff = order, big
        exif.load_from_fp(BytesIO(tiff), at)
        yield exif
        end = at + struct.calcsize(counter) + count * entry_bytes
        try:
            (at,) = struct.unpack_from(order + pointer, tiff, end)
            (count,) = struct.unpack_from(order + counter, tiff, at)
        except struct.error:
            return


def place_of(exif: Image.Exif) -> Position | None:
    """Return what the camera's receiver said; None if it was not sure, or wrote nonsense."""
    try:
        gps = exif.get_ifd(_GPS)
        lat = _degrees(gps[_LATITUDE], gps[_NORTH_OR_SOUTH], "NS")
        lon = _degrees(gps[_LONGITUDE], gps[_EAST_OR_WEST], "EW")
        sure = str(gps.get(_STATUS, "A"))[:1] != "V"
    except WRONG:
        return None
    possible = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0.0, 0.0)
    return (lat, lon) if possible and sure else None


def taken_at(exif: Image.Exif) -> datetime | None:
    """Return when a picture was taken, None if that is not said or cannot be.

    It is aware if the camera wrote its offset from UTC, or if its receiver knew the time;
    else it is what the camera's clock showed.
    """
    try:
        own = exif.get_ifd(_EXIF)
        shown = datetime.fromisoformat(_iso(_text(own[_TAKEN])[:19]))
        if not _FIRST_YEAR <= shown.year <= _LAST_YEAR:
            return None
        parts = re.match(r"\d{1,6}", _text(own.get(_SUBSECONDS, "")))
        shown += timedelta(seconds=float(f"0.{parts[0]}")) if parts else timedelta()
    except WRONG:
        return None
    offset = _written_offset(own) or _offset_by_gps(exif, shown)
    return shown.replace(tzinfo=offset) if offset else shown


def described(exif: Image.Exif) -> str:
    """Return what somebody wrote about a picture, in plain words on one line."""
    try:
        words = " ".join(_text(exif.get(_DESCRIPTION, "")).split())[:_MOST].rstrip()
    except WRONG:
        return ""
    is_text = words.translate(_JOINERS).isprintable() and "\ufffd" not in words
    return words if is_text and _SAID_OF_ALL.sub("", words) else ""


def _text(value: object) -> str:
    """Return a tag as text: EXIF knows ASCII only, cameras write UTF-8 or Latin-1."""
    # Pillow reads text as Latin-1, which keeps every byte.
    raw = value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
    raw = raw.split(b"\0")[0]
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").strip()


def _iso(moment: str) -> str:
    """Return a date as ISO 8601 has it: EXIF parts it with colons."""
    return re.sub(r"^(\d{4}):(\d\d):(\d\d)", r"\1-\2-\3", moment)


def _written_offset(own: dict[int, object]) -> timezone | None:
    found = re.fullmatch(r"([+-])(\d\d):?(\d\d)|Z", _text(own.get(_OFFSET, "")))
    if found is None:
        return None
    if found[0] == "Z":
        return UTC
    minutes = int(found[2]) * 60 + int(found[3])
    return _zone(minutes * (60 if found[1] == "+" else -60))


def _offset_by_gps(exif: Image.Exif, shown: datetime) -> timezone | None:
    """Return how far the camera's clock is from UTC by what its receiver said."""
    try:
        gps = exif.get_ifd(_GPS)
        day = datetime.fromisoformat(_iso(_text(gps[_GPS_DATE])))
        hours, minutes, seconds = (float(part) for part in gps[_GPS_TIME])
        fixed = day + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except WRONG:
        return None
    ahead_s = (shown - fixed).total_seconds()
    offset_s = round(ahead_s / _QUARTER_S) * _QUARTER_S
    return _zone(offset_s) if abs(ahead_s - offset_s) <= _SLACK_S else None


def _zone(offset_s: int) -> timezone | None:
    return timezone(timedelta(seconds=offset_s)) if abs(offset_s) <= 14 * 3600 else None


def _degrees(parts: Sequence[float], side: str, sides: str) -> float:
    """Return the degrees of three numbers: degrees, minutes, seconds."""
    degrees, minutes, seconds = (float(part) for part in parts)
    sign = (1, -1)[sides.index(side.strip("\0 ").upper() or "?")]
    return sign * (degrees + minutes / 60 + seconds / 3600)
