"""What pictures and films tell apart from what they show: EXIF, XMP, IPTC, places of videos.

Nothing is decoded: all bytes are searched, so that a second picture in a file, a short film
behind one and what stands behind its end are seen too.

Tags: CIPA DC-008 (Exif 2.32), Adobe's XMP Specification part 2, IPTC IIM 4.2.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from milepost.model.activity import Position
from milepost.model.telltale import Telltale, What
from milepost.read.containers import packed_texts
from milepost.read.exif import WRONG, directories, place_of
from milepost.read.kinds import kind_of

_EXIF, _GPS, _LATITUDE, _MAKER_NOTE = 0x8769, 0x8825, 2, 0x927C
_TAGS: dict[int, What] = {
    0x010F: "device", 0x0110: "device", 0x013C: "device", 0xC614: "device",
    0x013B: "person", 0x9C9D: "person", 0xC62F: "serial number",
}  # fmt: skip
_OWN_TAGS: dict[int, What] = {
    0xA430: "person", 0xA431: "serial number", 0xA433: "device", 0xA434: "device",
    0xA435: "serial number", 0xA420: "serial number",
}  # fmt: skip
_HEADERS = (b"II*\0", b"MM\0*")
# What stands before EXIF in JPEG and HEIF, in PNG, in WebP. Elsewhere it may be chance.
_SURELY = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4})\Z", re.S)
_LARGEST_EXIF = 1 << 20
_XMP = re.compile(
    rb"(?:tiff:(?P<device>Make|Model)|(?:aux|exifEX):(?P<serial>\w*SerialNumber)"
    rb"|(?:aux|exifEX):(?:Camera)?OwnerName)(?:=[\"']|>)(?P<value>[^\"'<]{1,200})"
)
_XMP_BEGINS = (b"tiff:M", b"aux:", b"exifEX:")  # a search for these is far faster
_XMP_PLACES = (b"exif:GPSLatitude", b"photoshop:City", b"Iptc4xmpCore:Location")
_IPTC, _IPTC_PLACE = b"8BIM\4\4", re.compile(rb"\x1c\x02[\x5a\x5c]\0[\x01-\x40]")
# Videos: where they were made, as ISO 6709, as 3GPP has it, and as tracks of cameras.
_ISO_6709 = re.compile(rb"([+-]\d{2}\.\d{3,})([+-]\d{3}\.\d{3,})(?:[+-]\d+\.?\d*)?/?")
_VIDEO_PLACE = re.compile(rb"\0{2}.{2}loci\0{4}|stsd.{12}(?:gpmd|camm|djmd|rtmd)", re.S)
_VIDEO_DEVICE = re.compile(
    rb"\xa9(?:mak|mod)\0.{3}([\x20-\x7e]{3,60})"
    rb"|(com\.(?:apple\.quicktime|android)\.(?:make|model|manufacturer))",
    re.S,
)
_FILMS = (b"ftyp", b"moov", b"\x1a\x45\xdf\xa3")
_FEW = 200  # letters: a value is no longer


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture or film tells: whether a place, where that can be read, and telltales.

    `unread` is why a part of it could not be read, or empty.
    """

    place: bool = False
    at: Position | None = None
    maker_note: bool = False
    telltales: tuple[Telltale, ...] = ()
    unread: str = ""


def media_told(data: bytes) -> Told:
    """Read what a picture or film of one of `kinds.MEDIA` tells beside what it shows."""
    unread, exif = "", list[Told]()
    try:
        data += packed_texts(kind_of(data), data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF
            exif = list(_exif(data))
    except ValueError as error:
        unread = str(error)
    at = next((each.at for each in exif if each.at), None)
    place = any(each.place for each in exif) or any(each in data for each in _XMP_PLACES)
    place = place or (_IPTC in data and bool(_IPTC_PLACE.search(data)))
    found = [*(each for block in exif for each in block.telltales), *_in_xmp(data)]
    if any(each in data for each in _FILMS):
        written = _ISO_6709.search(data)
        at = at or ((float(written[1]), float(written[2])) if written else None)
        place = place or written is not None or bool(_VIDEO_PLACE.search(data))
        devices = _VIDEO_DEVICE.findall(data)
        found += (Telltale("device", b"".join(each).decode()) for each in devices)
    maker_note = any(each.maker_note for each in exif)
    return Told(place, at, maker_note, tuple(dict.fromkeys(found)), unread)


def _exif(data: bytes) -> Iterator[Told]:
    """Yield what all EXIF in some bytes tells. Raise ValueError if one cannot be read."""
    if kind_of(data) == "TIFF":
        yield from _of_tiff(data)
    for header in _HEADERS:
        at = data.find(header, 1)
        while at >= 0:
            try:
                yield from list(_of_tiff(data[at : at + _LARGEST_EXIF]))
            except ValueError:
                if _SURELY.search(data[max(0, at - 8) : at]):
                    raise
            at = data.find(header, at + 1)


def _of_tiff(tiff: bytes) -> Iterator[Told]:
    try:
        for exif in directories(tiff):
            own, gps = exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
            found = (*_of(exif, _TAGS), *_of(own, _OWN_TAGS))
            yield Told(_LATITUDE in gps, place_of(exif), _MAKER_NOTE in own, found)
    except WRONG as error:
        raise ValueError("what its camera wrote into it is damaged") from error


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


def _in_xmp(data: bytes) -> Iterator[Telltale]:
    if not any(each in data for each in _XMP_BEGINS):
        return
    for found in _XMP.finditer(data):
        text = _text(found["value"])
        if found["device"]:
            yield Telltale("device", text)
        elif found["serial"]:
            yield Telltale("serial number", text)
        else:
            yield Telltale("person", text)
