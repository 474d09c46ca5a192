"""Pictures beside an entry: their size, their colour, and what the camera wrote into them.

`publish/photos/images.py` makes what is published.
"""

import struct
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageFile, JpegImagePlugin, UnidentifiedImageError

from milepost.errors import Problem, SourceError
from milepost.model.shot import Shot
from milepost.read.exif import described, place_of, taken_at

SUFFIXES = (
    *(".jpg", ".jpeg", ".jfif", ".mpo", ".png", ".webp"),
    *(".avif", ".heic", ".heif", ".hif"),
)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")  # those that Pillow knows by itself
_DECODED_WHOLE = (*FORMATS[1:], "HEIF")
_ORIENTATION = 0x0112
# A small file may hold an endless white page, and all of it is decoded. A JPEG is not: there
# Pillow's own limit holds, which is about 180 million.
_MOST_PIXELS = 100_000_000
_GLANCE_PX = 64
# A damaged HEIF may kill the process that reads it, and with it the build. A stranger to this
# folder reads it first: what lies in a journal is no module.
_TRIAL = (
    "import sys, io, pi_heif; from PIL import Image; pi_heif.register_heif_opener(); "
    "Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=['HEIF']).load()"
)
_TRIAL_S = 120.0
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
    RuntimeError,
    struct.error,
)


def parse_photo(path: PurePosixPath, data: bytes) -> Shot:
    """Read what a picture is and tells. Raise SourceError if it cannot be used."""
    try:
        _refuse_deadly(data)
        with opened(data, _GLANCE_PX) as (image, size):
            if image.format in _DECODED_WHOLE and size[0] * size[1] > _MOST_PIXELS:
                raise ValueError("too many pixels")
            exif = image.getexif()
            on_its_side = exif.get(_ORIENTATION, 1) in (5, 6, 7, 8)
            width, height = size[::-1] if on_its_side else size
            colour = _mean_colour(image)
    except BROKEN as error:
        message = "this photo is broken, too large, or no picture; it is left out"
        raise SourceError(Problem(message, str(path), severity="warning")) from error
    return Shot(width, height, colour, place_of(exif), taken_at(exif), described(exif))


@contextmanager
def opened(data: bytes, least_px: int) -> Iterator[tuple[ImageFile.ImageFile, tuple[int, int]]]:
    """Open the first frame of a picture, and tell its size as it lies in the file.

    A JPEG is decoded at a fraction of that, but no smaller than `least_px` either way, which
    is much faster. Raise one of BROKEN.
    """
    formats: tuple[str, ...] = FORMATS
    if _is_heif(data):
        _learn_heif()
        formats = ("HEIF",)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a huge picture, odd EXIF: looked at by who opens it
        with Image.open(BytesIO(data), formats=formats) as image:
            size = image.size
            if isinstance(image, JpegImagePlugin.JpegImageFile) and image.mode in ("RGB", "L"):
                image.draft(None, (least_px, least_px))
            yield image, size


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] not in (b"avif", b"avis")


def _refuse_deadly(data: bytes) -> None:
    """Let a process of its own read a HEIF. Raise ValueError if it does not survive that."""
    if not _is_heif(data):
        return
    line = [sys.executable, "-P", "-c", _TRIAL]
    try:
        ended = subprocess.run(
            line, input=data, capture_output=True, timeout=_TRIAL_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError("takes too long") from error
    if ended.returncode not in (0, 1):  # 1: an exception, which comes again here
        raise ValueError(f"killed its reader: {ended.returncode}")


def _learn_heif() -> None:
    """Teach Pillow HEIF, in each process that meets such a file: it costs a while to load."""
    if "HEIF" not in Image.OPEN:
        import pi_heif

        pi_heif.register_heif_opener()


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture with no more than 256 levels of each colour, as screens have."""
    if not image.mode.startswith(("I", "F")):
        return image
    levels = 1 / 256 if image.mode.startswith("I") else 1.0
    return image.point(lambda value: value * levels + 0.0).convert("L")


def _mean_colour(image: Image.Image) -> str:
    """Return the mean colour of a picture, which has to decode all of it."""
    image.load()
    red, green, blue = (
        in_eight_bits(image).convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    )
    return f"#{red:02x}{green:02x}{blue:02x}"
