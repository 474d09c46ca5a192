"""Pictures beside an entry: their size; `publish/images.py` makes what is published."""

import struct
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from milepost.errors import Problem, SourceError
from milepost.model.journal import Photo
from milepost.model.source import SourceFile

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
_MOST_PIXELS = 200_000_000
# What Pillow raises on bytes that are no picture, or half of one.
_BROKEN = (
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


def parse_photo(file: SourceFile, data: bytes) -> Photo:
    """Read a photo's size as it stands upright. Raise SourceError if it cannot be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a huge picture, odd EXIF: looked at below
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise ValueError("too many pixels")
                on_its_side = image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
                size = image.size[::-1] if on_its_side else image.size
                image.load()
    except _BROKEN as error:
        message = "this photo is broken, too large, or no picture; it is left out"
        raise SourceError(Problem(message, str(file.path), severity="warning")) from error
    return Photo(file.path, file.digest, *size)
