"""Pictures as cameras write them, tiny."""

from io import BytesIO
from typing import Any

from PIL import Image

ORIENTATION, DESCRIPTION, EXIF, GPS = 0x0112, 0x010E, 0x8769, 0x8825


def photograph(
    taken: str = "",
    offset: str = "",
    *,
    description: bytes = b"",
    gps: dict[int, Any] | None = None,
    size: tuple[int, int] = (60, 40),
    colour: str = "green",
) -> bytes:
    """Return a JPEG that was taken at `2026:05:01 08:30:00`, so far from UTC as `+02:00`."""
    exif = Image.Exif()
    if description:
        exif[DESCRIPTION] = description
    own = {0x9003: taken, 0x9011: offset}
    exif.get_ifd(EXIF).update({tag: value for tag, value in own.items() if value})
    if gps:
        exif.get_ifd(GPS).update(gps)
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()
