"""What pictures tell apart from what they show: EXIF, XMP, IPTC, comments.

Tags: CIPA DC-008 (Exif 2.32), Adobe's XMP Specification part 2, IPTC IIM 4.2.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.model.activity import Position
from milepost.model.telltale import Telltale, What
from milepost.read.exif import place_of
from milepost.read.photo import BROKEN, opened

_EXIF, _GPS, _LATITUDE, _MAKER_NOTE = 0x8769, 0x8825, 2, 0x927C
_TAGS: dict[int, What] = {
    0x010F: "device", 0x0110: "device", 0x013C: "device", 0xC614: "device",
    0x013B: "person", 0x9C9D: "person", 0xC62F: "serial number",
}  # fmt: skip
_OWN_TAGS: dict[int, What] = {
    0xA430: "person", 0xA431: "serial number", 0xA433: "device", 0xA434: "device",
    0xA435: "serial number", 0xA420: "serial number",
}  # fmt: skip
_XMP = re.compile(
    rb"(?:tiff:(?P<device>Make|Model)|(?:aux|exifEX):(?P<serial>\w*SerialNumber)"
    rb"|(?:aux|exifEX):(?:Camera)?OwnerName)(?:=[\"']|>)(?P<value>[^\"'<]{1,200})"
)
_XMP_PLACE = re.compile(rb"exif:GPSLatitude|photoshop:City|Iptc4xmpCore:Location")
# Videos: where they were made, as ISO 6709, and Apple's names of it.
_ISO_6709 = re.compile(rb"[+-]\d{2}\.\d{3,}[+-]\d{3}\.\d{3,}(?:[+-]\d+\.?\d*)?/?")
_VIDEO_DEVICE = re.compile(rb"\xa9(?:mak|mod)\0.{3}([\x20-\x7e]{3,60})", re.S)
_FEW = 200  # letters: a value is no longer


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture tells: whether a place, where that can be read, and telltales."""

    place: bool = False
    at: Position | None = None
    maker_note: bool = False
    telltales: tuple[Telltale, ...] = ()


def picture_told(data: bytes) -> Told:
    """Read what a picture tells; nothing of what is no picture."""
    try:
        with opened(data, 8) as (image, _):
            exif, info = image.getexif(), dict(image.info)
            own, gps = exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
    except BROKEN:
        return Told()
    xmp = _bytes(info.get("xmp", b"")) + _bytes(info.get("XML:com.adobe.xmp", b""))
    found = [*_of(exif, _TAGS), *_of(own, _OWN_TAGS), *_in_xmp(xmp)]
    return Told(
        _LATITUDE in gps or bool(_XMP_PLACE.search(xmp)),
        place_of(exif),
        _MAKER_NOTE in own,
        tuple(dict.fromkeys(found)),
    )


def video_told(data: bytes) -> Told:
    """Look into the bytes of a video for a place, in text as phones write it, and a device."""
    found = [Telltale("device", each.decode()) for each in _VIDEO_DEVICE.findall(data)]
    return Told(place=bool(_ISO_6709.search(data)), telltales=tuple(dict.fromkeys(found)))


def _of(tags: Any, wanted: dict[int, What]) -> Iterator[Telltale]:
    for tag, what in wanted.items():
        text = _text(tags.get(tag, ""))
        if text:
            yield Telltale(what, text)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-16-le" if b"\0" in value[1::2] else "utf-8", "replace")
    words = " ".join(str(value).replace("\0", " ").split())[:_FEW]
    return words if words.isprintable() else ""


def _in_xmp(xmp: bytes) -> Iterator[Telltale]:
    for found in _XMP.finditer(xmp):
        text = _text(found["value"])
        if found["device"]:
            yield Telltale("device", text)
        elif found["serial"]:
            yield Telltale("serial number", text)
        else:
            yield Telltale("person", text)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
