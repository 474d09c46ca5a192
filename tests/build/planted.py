"""A journal with a secret in every place that a device, a camera or an author has for one.

Every secret begins with Qx: no other word does.
"""

import base64
import gzip
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image, PngImagePlugin

from builders import CONFIG, northward
from read.fit_writer import at, file_id, fit, message, record, session
from videos import box, film

HOME = 46.0, 7.0
POINTS = 160
DATA = Path(__file__).parents[1] / "data"

ZONED = f"""{CONFIG}
[map]
waypoints = true

[[privacy.zones]]
lat = {HOME[0]}
lon = {HOME[1]}
radius = "400 m"
name = "QxZoneName"
"""
SECRET = "QxTheSecretOfTheZones"


def _trackpoints(day: int) -> list[tuple[float, str]]:
    """Return where and when of a ride of 8 km that begins at home."""
    way = northward(POINTS, step_s=10, start=datetime(2026, 5, day, 6, tzinfo=UTC))
    times = (datetime.fromtimestamp(second, UTC) for second in way.time_s)
    return [
        (float(lat), f"{when:%Y-%m-%dT%H:%M:%SZ}")
        for lat, when in zip(way.lat_deg, times, strict=True)
    ]


def gpx(day: int = 1, mark: str = "") -> bytes:
    points = "".join(
        f'<trkpt lat="{lat:.6f}" lon="7.000000"><ele>500</ele><time>{time}</time>'
        "<name>QxPointName</name><cmt>QxPointComment</cmt><extensions>"
        "<gpxtpx:hr>QxHeart</gpxtpx:hr></extensions></trkpt>"
        for lat, time in _trackpoints(day)
    )
    return f"""<?xml version="1.0"?><!-- QxXmlComment --><?qx QxInstruction?>
<gpx version="1.1" creator="QxCreator 530" xmlns:gpxtpx="urn:QxNamespace">
<metadata><name>QxMetadataName</name><desc>QxMetadataDesc</desc><author><name>QxAuthor</name>
<email id="QxMail" domain="example.net"/><link href="https://example.net/QxLink"/></author>
<copyright author="QxCopyright"/><keywords>QxKeywords</keywords>
<extensions><serial>QxSerialOfGpx</serial></extensions></metadata>
<wpt lat="46.0" lon="7.0"><name>QxWaypoint Home</name><desc>QxWaypointDesc</desc></wpt>
<trk><name>QxTrackName{mark}</name><cmt>QxTrackComment</cmt><desc>QxTrackDesc</desc>
<src>QxTrackSource</src><number>1</number><type>cycling</type>
<extensions><device>QxTrackExtension</device></extensions>
<trkseg>{points}</trkseg></trk></gpx>""".encode()


def tcx() -> bytes:
    points = "".join(
        f"<Trackpoint><Time>{time}</Time><Position><LatitudeDegrees>{lat:.6f}</LatitudeDegrees>"
        "<LongitudeDegrees>7.0</LongitudeDegrees></Position></Trackpoint>"
        for lat, time in _trackpoints(3)
    )
    return f"""<?xml version="1.0"?><TrainingCenterDatabase><Activities>
<Activity Sport="Biking"><Id>QxTcxId</Id><Lap><Notes>QxLapNotes</Notes><Track>{points}</Track>
</Lap><Notes>QxTcxNotes</Notes><Creator><Name>QxTcxDevice</Name><UnitId>QxUnit39611</UnitId>
</Creator></Activity></Activities><Author><Name>QxTcxAuthor</Name>
<PartNumber>QxPart-006</PartNumber></Author></TrainingCenterDatabase>""".encode()


def recording() -> bytes:
    """Return a FIT file of a ride, with what apps on the device may add to it."""
    day = 86400.0
    points = [
        record(day + 10 * n, lat=lat, lon=7.0) for n, (lat, _) in enumerate(_trackpoints(2))
    ]
    more = (
        # An app with an id, a field of it that is text, and a value of that.
        struct.pack(
            "<BBBHB3B3BBB16s", 0x40, 0, 0, 207, 2, 3, 1, 2, 1, 16, 0x0D, 0, 0, b"QxAppIdentity"
        )
        + struct.pack("<BBBHB3B3B3B3B", 0x40, 0, 0, 206, 4, 0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 16, 7)
        + struct.pack("<BBBB16s", 0, 0, 0, 7, b"QxFieldName")
        + struct.pack("<BBBHB3BB3B", 0x60, 0, 0, 20, 1, 253, 4, 0x86, 1, 0, 16, 0)
        + struct.pack("<BI16s", 0, at(day + 10 * POINTS), b"QxFieldValue")
    )
    return fit(
        file_id(serial_number=3912345678, product_name=b"QxProduct"),
        message("user_profile", friendly_name=b"QxFriendlyName", weight=7123),
        message("device_info", serial_number=3987654321, product_name=b"QxSensor"),
        message("sport", sport=2, sub_sport=0, name=b"QxSportName"),
        *points,
        session(day, day + 10 * POINTS, sport=2),
        message("course_point", name=b"QxCoursePoint", position_lat=0, position_long=0),
        more=more,
    )


def _exif(mark: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = f"QxMake{mark}", f"QxModel{mark}", "QxSoftware"
    exif[0x013B], exif[0x8298] = "QxArtist", "QxExifCopyright"
    exif.get_ifd(0x8769).update({
        0x9003: "2026:05:01 08:10:00", 0x927C: b"QxMakerNote",
        0x9286: b"ASCII\0\0\0QxUserComment",
        0xA430: "QxOwner", 0xA431: f"QxBody{mark}", 0xA434: "QxLens", 0xA420: "QxImageId",
    })  # fmt: skip
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (46.0, 0.0, 3.6), 3: "E", 4: (7.0, 0.0, 0.0), 0x1B: b"QxGpsMethod"}
    )
    return exif


def picture(kind: str, mark: str) -> bytes:
    out, exif = BytesIO(), _exif(mark)
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><q>QxXmp{mark}</q></x:xmpmeta>'.encode()
    image = Image.new("RGB", (90, 60), mark)
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "QxPngText")
        info.add_text("Comment", "QxPngPacked" * 9, zip=True)
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        image.save(out, kind, exif=exif, pnginfo=info)
    elif kind == "WEBP":
        image.save(out, kind, exif=exif, xmp=xmp)
    else:
        image.save(out, kind, exif=exif, comment=b"QxJpegComment", xmp=xmp)
    return out.getvalue()


def jpeg() -> bytes:
    """Return a JPEG with a second EXIF block with a thumbnail, IPTC, and a trailer."""
    thumb = BytesIO()
    Image.new("RGB", (16, 16), "red").save(thumb, "JPEG", comment=b"QxThumbnail")
    small = thumb.getvalue()
    ifd = struct.pack("<HHHIIHHIII", 2, 0x201, 4, 1, 44, 0x202, 4, 1, len(small), 0)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<HI", 0, 14) + ifd + small
    caption = b"\x1c\x02\x78" + struct.pack(">H", 9) + b"QxCaption"
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption + b"\0"
    parts = ((0xE1, b"Exif\0\0" + tiff), (0xED, b"Photoshop 3.0\0" + resource))
    more = b"".join(struct.pack(">BBH", 0xFF, n, len(part) + 2) + part for n, part in parts)
    whole = picture("JPEG", "blue")
    return whole[:2] + more + whole[2:] + b"QxTrailer"


def heic() -> bytes:
    return (DATA / "turned.heic").read_bytes() + box(b"uuid", b"QxHeicBox")


def video() -> bytes:
    model = box(b"\xa9mod", b"\0\x09\x15\xc7QxVideoModel")
    place = box(b"\xa9xyz", b"\0\x1b\x15\xc7+46.0000+007.0000/QxIso6709")
    return film(moov=box(b"udta", place, model))


HIDDEN = "---\n{keys}\ntitle: Qx{mark}Title\ntags: [Qx{mark}Tag]\n---\n\nQx{mark}Words.\n"
FILES: dict[str, str | bytes] = {
    "journal/2026-05-01-out/index.md": "---\ntitle: Out\n---\n\nUp the hill.\n",
    "journal/2026-05-01-out/QxRide-device.gpx": gpx(),
    "journal/2026-05-01-out/IMG_20260501_081500_QxFileName.jpg": picture("JPEG", "green"),
    "journal/2026-05-01-out/two.jpg": jpeg(),
    "journal/2026-05-01-out/three.png": picture("PNG", "yellow"),
    "journal/2026-05-01-out/four.webp": picture("WEBP", "red"),
    "journal/2026-05-01-out/five.heic": heic(),
    "journal/2026-05-01-out/six.mp4": video(),
    "journal/2026-05-02.md": "On.\n",
    "tracks/QxFit-12345.fit": recording(),
    "journal/2026-05-03.md": "Back.\n",
    "tracks/QxTcx.tcx": tcx(),
    "journal/2026-05-10.md": HIDDEN.format(keys="draft: yes", mark="Draft"),
    "journal/2026-05-10.gpx": gpx(10, "OfDraft"),
    "journal/2026-05-25.md": HIDDEN.format(keys="sport: run", mark="Future"),
    "journal/2026-05-25.gpx": gpx(25, "OfFuture"),
}  # fmt: skip
NUMBERS = ("3912345678", "3987654321")


def forms(word: str) -> Iterator[bytes]:
    """Yield the ways in which a word may stand in a file, in lower case but for base64."""
    plain = word.lower().encode()
    yield plain
    yield word.lower().encode("utf-16-le")
    yield word.lower().encode("utf-16-be")
    yield plain.hex().encode()
    yield "".join(f"%{byte:02x}" for byte in plain).encode()
    yield quote(word.lower()).encode()
    for shift in range(3):
        # What stands before and behind a word changes the first and last letters of it.
        yield base64.b64encode(b"\0" * shift + word.encode())[(0, 2, 3)[shift] : -4]


def layers(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of a file and of what is packed in it."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:4] == b"\x89PNG":
        at = 8
        while at < len(data):
            (size,) = struct.unpack(">I", data[at : at + 4])
            if data[at + 4 : at + 8] != b"IDAT":
                yield from _inflated(data[at + 8 : at + 8 + size])
            at += size + 12


def _inflated(chunk: bytes) -> Iterator[bytes]:
    for begin in (n for n in range(len(chunk)) if chunk[n : n + 1] == b"\x78"):
        try:
            yield zlib.decompress(chunk[begin:])
        except zlib.error:
            continue
