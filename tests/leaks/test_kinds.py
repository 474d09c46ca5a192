"""A file of a finished site is looked into by what it holds, whatever its name says."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from leaks.test_scan import NORTH, told
from photographs import photograph
from read.fit_writer import activity, fit, message, record, session
from videos import box, element, film, webm

PLACE = b'{"position": [48.137, 11.575]}'
TAKEN = "tells where it was taken, inside zone 1 of [privacy]"
POINT = "1 point lies inside zone 1 of [privacy]"
UNREAD = "cannot be looked through: "
XYZ = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+48.1371+011.5754/"))
RIDE = activity(
    message("file_id", serial_number=3912345678, product_name=b"Karoo"),
    message("user_profile", friendly_name=b"Jo"),
    *(record(second, 48.13712, 11.57544) for second in range(60)),
    session(),
)


def one(folder: Path, name: str, data: bytes) -> list[str]:
    """Return what is told of a file of a site, without its name."""
    return [each.removeprefix(f"{name}: ") for each in told(folder, {name: data})]


def with_gps(kind: str, **more: object) -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif[0x010E] = "A lake"  # without such a tag Pillow writes none into some formats
    exif.get_ifd(0x8825).update(NORTH)
    exif[0x8825] = 0  # where it is, which Pillow puts in
    Image.new("RGB", (8, 8)).save(out, kind, exif=exif, **more)
    return out.getvalue()


def zipped(data: bytes, name: str = "a.json") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def taped(data: bytes) -> bytes:
    out, entry = BytesIO(), tarfile.TarInfo("a.json")
    entry.size = len(data)
    with tarfile.open(fileobj=out, mode="w") as tape:
        tape.addfile(entry, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.jpe", "noext", "a.html", "a.woff2", "a.mbtiles"])
def test_a_picture_is_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, name, photograph(gps=NORTH)) == [TAKEN]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_places_of_pictures_are_read_in_each_format(tmp_path: Path, kind: str) -> None:
    assert one(tmp_path, "a", with_gps(kind)) == [TAKEN]


@pytest.mark.parametrize("head", [b"II*\0", b"IIU\0", b"IIRO"])
def test_raw_files_of_cameras_are_read(tmp_path: Path, head: bytes) -> None:
    assert one(tmp_path, "a.dng", head + with_gps("TIFF")[4:]) == [TAKEN]


def test_the_place_of_a_second_page_is_read(tmp_path: Path) -> None:
    page = with_gps("TIFF")
    empty = struct.pack("<HI", 0, *struct.unpack("<I", page[4:8]))  # leads to the old first
    data = page[:4] + struct.pack("<I", len(page)) + page[8:] + empty
    assert one(tmp_path, "a.tif", data) == [TAKEN]


def test_a_picture_that_is_too_large_to_decode_is_read(tmp_path: Path) -> None:
    data = photograph(gps=NORTH)
    at = data.index(b"\xff\xc0") + 5
    huge = data[:at] + struct.pack(">HH", 60000, 60000) + data[at + 4 :]
    assert one(tmp_path, "big.jpg", huge) == [TAKEN]


def test_what_stands_behind_a_picture_is_read(tmp_path: Path) -> None:
    assert one(tmp_path, "a.jpg", photograph() + photograph(gps=NORTH)) == [TAKEN]
    assert one(tmp_path, "a.jpg", photograph() + film(XYZ))[0].startswith("tells where")


def test_packed_texts_of_a_picture_are_read(tmp_path: Path) -> None:
    out, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", '<x tiff:Model="Pixel 6"/>', zip=True)
    exif = photograph(gps=NORTH)
    block = exif[exif.index(b"Exif") :][:2000]
    info.add_text("Raw profile type exif", f"\nexif\n{len(block)}\n{block.hex()}", zip=True)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=info)
    found = one(tmp_path, "a.png", out.getvalue())
    assert found == [TAKEN, "tells the device of a camera"]


@pytest.mark.parametrize("name", ["a.mp4", "a.m4a", "a.3gp", "noext"])
def test_the_place_of_a_film_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    plain = film(hidden=False).replace(b"+46.0000+007.0000/", bytes(18))
    assert one(tmp_path, name, plain) == []
    assert one(tmp_path, name, plain + XYZ) == [TAKEN]


def test_places_as_phones_and_cameras_have_them_are_found(tmp_path: Path) -> None:
    plain = film(hidden=False).replace(b"+46.0000+007.0000/", bytes(18))
    loci = box(b"udta", box(b"loci", bytes(4), b"\x15\xc7\0\0", bytes(12)))
    track = box(b"stsd", bytes(7), b"\1", box(b"gpmd", bytes(8)))
    for more in (loci, track):
        assert one(tmp_path, "a.mp4", plain + more) == ["tells where it was taken"]


def test_the_place_of_a_webm_is_read(tmp_path: Path) -> None:
    tag = element(0x67C8, element(0x45A3, b"LOCATION") + element(0x4487, b"+48.1371+011.5754/"))
    assert one(tmp_path, "a.webm", webm(tag)) == [TAKEN]
    assert one(tmp_path, "a.webm", webm()) == []


@pytest.mark.parametrize("name", ["ride.fit", "ride", "ride.jpg"])
def test_a_recording_is_a_leak_with_all_that_it_tells(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, name, RIDE) == [
        "is a recording as its device wrote it; take it out",
        "60 points lie inside zone 1 of [privacy]",
        "tells the device of a recording",
        "tells the person of a recording",
        "tells the serial number of a recording",
    ]


def test_a_course_or_half_a_recording_is_a_leak_too(tmp_path: Path) -> None:
    course = fit(message("file_id", type=6), record(0, 48.13712, 11.57544))
    assert POINT in one(tmp_path, "a.fit", course)
    assert "is a recording as its device wrote it; take it out" in one(
        tmp_path, "b.fit", RIDE[:60]
    )


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        bz2.compress,
        lzma.compress,
        zipped,
        taped,
        lambda data: gzip.compress(taped(data), mtime=0),
        lambda data: zipped(zipped(data), "a.zip"),
    ],
)
def test_what_is_packed_is_looked_into(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    text = pack(b"48.13712, 11.57544")
    assert one(tmp_path, "a", text) == [POINT]
    assert one(tmp_path, "a", pack(photograph(gps=NORTH))) == [TAKEN]
    assert POINT.replace("1 point lies", "60 points lie") in one(tmp_path, "a", pack(RIDE))


def test_names_of_packed_files_are_looked_at(tmp_path: Path) -> None:
    (found,) = one(tmp_path, "a.zip", zipped(b"", "edge 530/a.txt"))
    assert found.startswith("tells the device that tracks/1.fit holds")


def test_text_and_pictures_of_a_pdf_are_looked_into(tmp_path: Path) -> None:
    def pdf(stream: bytes) -> bytes:
        return b"%PDF-1.7\n\xff\0\nstream\n" + stream + b"\nendstream\n"

    assert one(tmp_path, "a.pdf", pdf(zlib.compress(b"(48.13712, 11.57544) Tj"))) == [POINT]
    assert one(tmp_path, "a.pdf", pdf(photograph(gps=NORTH))) == [TAKEN]
    assert one(tmp_path, "a.pdf", pdf(zlib.compress(bytes(range(256))))) == []


PNG = with_gps("PNG")
HEAD = PNG.index(b"eXIf")
DAMAGED = photograph(gps=NORTH).replace(b"MM\0*\0\0\0\x08", b"MM\0*\xff\xff\xff\xff")


@pytest.mark.parametrize(
    "data",
    [
        photograph()[:30],
        DAMAGED,
        PNG[: HEAD + 20],
        with_gps("WEBP")[:-20],
        with_gps("TIFF")[:8],
        film()[:40],
        webm()[:60],
        gzip.compress(PLACE, mtime=0)[:-9],
        bz2.compress(PLACE)[:-9],
        lzma.compress(PLACE)[:-20],
        zipped(PLACE)[:-9],
        gzip.compress(zipped(PLACE)[:-9], mtime=0),
        b"7z\xbc\xaf\x27\x1c and more",
        b"%PDF-1.7 << /Encrypt 9 0 R >>",
    ],
)
def test_what_cannot_be_read_is_an_error(tmp_path: Path, data: bytes) -> None:
    assert any(each.startswith(UNREAD) for each in one(tmp_path, "a", data))


def test_files_that_are_packed_too_deeply_are_an_error(tmp_path: Path) -> None:
    data = PLACE
    for _ in range(9):
        data = gzip.compress(data, mtime=0)
    assert one(tmp_path, "a.gz", data) == [
        f"{UNREAD}files are packed too deeply in it; take it out, or make it anew"
    ]


def test_files_of_unknown_kinds_are_named_and_searched_for_words(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 4
    found = told(tmp_path, {"a.bin": noise, "b/c.bin": noise, "d.html": "<p>Hello</p>"})
    what = "of a kind that is not known here were searched for plain words only"
    assert found == [f"2 files {what}: a.bin, b/c.bin"]
    for words in ("48.13712, 11.57544", "edge 530"):
        for letters in (words.encode(), words.encode("utf-16-le")):
            found = one(tmp_path, "a.bin", noise + letters + noise)
            assert len(found) == 2, words


@pytest.mark.parametrize(
    "head", [b"wOF2", b"OTTO", b"\0asm", b"PMTiles\3", b"\0\1\0\0\0\x12", b"pagefind_dcd\0asm"]
)
def test_machinery_is_not_looked_into(tmp_path: Path, head: bytes) -> None:
    assert one(tmp_path, "a.bin", head + b"48.13712, 11.57544 \0\1\2") == []


def test_an_index_of_words_is_of_a_known_kind(tmp_path: Path) -> None:
    index = b"pagefind_dcd\x81\0\1 word \x99"
    assert one(tmp_path, "a.pf_index", gzip.compress(index, mtime=0)) == []
