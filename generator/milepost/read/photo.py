"""Pictures beside an entry: their size, and where they were taken.

`publish/images.py` makes what is published.
"""

import struct
import warnings
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from milepost.errors import Problem, SourceError
from milepost.model.activity import Position
from milepost.model.journal import Photo
from milepost.model.source import SourceFile

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
_GPS = 0x8825
_NORTH_OR_SOUTH, _LATITUDE, _EAST_OR_WEST, _LONGITUDE, _STATUS = 1, 2, 3, 4, 9
_MOST_PIXELS = 200_000_000
# What Pillow raises on bytes that are no picture, or half of one.
BROKEN = (
    Image.DecompressionBombError,
    UnidentifiedImageError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    SyntaxError,
    TypeError,
    struct.error,
)


def parse_photo(file: SourceFile, data: bytes) -> tuple[Photo, Position | None]:
    """Read a photo's size as it stands upright, and the private place where it was taken.

    Raise SourceError if it cannot be used.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a huge picture, odd EXIF: looked at below
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise ValueError("too many pixels")
                exif = image.getexif()
                on_its_side = exif.get(_ORIENTATION, 1) in (5, 6, 7, 8)
                size = image.size[::-1] if on_its_side else image.size
                place = _place(exif)
                image.load()
    except BROKEN as error:
        message = "this photo is broken, too large, or no picture; it is left out"
        raise SourceError(Problem(message, str(file.path), severity="warning")) from error
    return Photo(file.path, file.digest, *size), place


def _place(exif: Image.Exif) -> Position | None:
    """Return what the camera's receiver said; None if it was not sure, or wrote nonsense."""
    try:
        gps = exif.get_ifd(_GPS)
        lat = _degrees(gps[_LATITUDE], gps[_NORTH_OR_SOUTH], "NS")
        lon = _degrees(gps[_LONGITUDE], gps[_EAST_OR_WEST], "EW")
        sure = str(gps.get(_STATUS, "A"))[:1] != "V"
    except (*BROKEN, ArithmeticError, AttributeError):
        return None
    possible = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0.0, 0.0)
    return (lat, lon) if possible and sure else None


def _degrees(parts: Sequence[float], side: str, sides: str) -> float:
    """Return the degrees of three numbers: degrees, minutes, seconds."""
    degrees, minutes, seconds = (float(part) for part in parts)
    sign = (1, -1)[sides.index(side.strip("\0 ").upper() or "?")]
    return sign * (degrees + minutes / 60 + seconds / 3600)
