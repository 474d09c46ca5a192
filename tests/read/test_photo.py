import struct
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import IFDRational

from milepost.errors import SourceError
from milepost.read.photo import SUFFIXES, opened, parse_photo

PATH = PurePosixPath("journal/2026-05-01/a.jpg")
_ORIENTATION, _GPS = 0x0112, 0x8825
THERE: dict[int, Any] = {1: "N", 2: (46.0, 30.0, 36.0), 3: "E", 4: (7.0, 15.0, 0.0)}


def picture(
    format_: str = "JPEG", *, orientation: int | None = None, gps: dict[int, Any] | None = None
) -> bytes:
    """Return a picture of 40 by 20 pixels."""
    exif = Image.Exif()
    if orientation is not None:
        exif[_ORIENTATION] = orientation
    if gps is not None:
        exif.setdefault(_ORIENTATION, 1)  # Pillow writes no PNG with the other tags alone
        exif.get_ifd(_GPS).update(gps)
    out = BytesIO()
    Image.linear_gradient("L").resize((40, 20)).save(out, format_, exif=exif)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """Return a few bytes that promise a PNG of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", b""), (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


JPEG, PNG, WEBP = (picture(name, orientation=6) for name in ("JPEG", "PNG", "WEBP"))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photo_has_its_size(format_: str) -> None:
    shot = parse_photo(PATH, picture(format_))
    assert (shot.width, shot.height) == (40, 20)


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_photo_on_its_side_is_measured_upright(orientation: int) -> None:
    photo = parse_photo(PATH, picture(orientation=orientation))
    assert (photo.width, photo.height) == (20, 40)


@pytest.mark.parametrize("orientation", [0, 1, 2, 3, 4, 9])
def test_a_photo_on_its_feet_or_its_head_keeps_its_size(orientation: int) -> None:
    photo = parse_photo(PATH, picture(orientation=orientation))
    assert (photo.width, photo.height) == (40, 20)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        picture()[:200],
        picture()[:-20],
        picture("PNG")[:60],
        picture("GIF"),
        png_of(30_000, 30_000),
        png_of(15_000, 14_000),
    ],
    ids=["empty", "text", "cut head", "cut JPEG", "cut PNG", "GIF", "bomb", "huge"],
)
def test_what_cannot_be_used_is_left_out_with_a_warning(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        parse_photo(PATH, data)
    (problem,) = caught.value.problems
    assert problem.severity == "warning"
    assert problem.message == "this photo is broken, too large, or no picture; it is left out"


@given(st.sampled_from([JPEG, PNG, WEBP]), st.data())
def test_a_damaged_photo_is_read_or_refused(whole: bytes, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(whole)))
    end = draw.draw(st.integers(start, min(start + 20, len(whole))))
    damaged = whole[:start] + draw.draw(st.binary(max_size=20)) + whole[end:]
    try:
        photo = parse_photo(PATH, damaged)
    except SourceError:
        return
    assert photo.width > 0
    assert photo.height > 0


def place_of(**changed: Any) -> tuple[float, float] | None:
    """Return where a photo was taken whose GPS tags are changed, by "tag" and number."""
    gps = {**THERE, **{int(name.removeprefix("tag")): value for name, value in changed.items()}}
    return parse_photo(PATH, picture(gps={n: v for n, v in gps.items() if v is not None})).place


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_photo_tells_where_it_was_taken(format_: str) -> None:
    assert parse_photo(PATH, picture(format_, gps=THERE)).place == pytest.approx((46.51, 7.25))


def test_south_and_west_are_negative() -> None:
    assert place_of(tag1="S", tag3="W") == pytest.approx((-46.51, -7.25))


def test_a_photo_without_a_receiver_has_no_place() -> None:
    assert parse_photo(PATH, picture()).place is None


@pytest.mark.parametrize(
    "changed",
    [
        {"tag1": None},
        {"tag2": None},
        {"tag3": ""},
        {"tag1": "?"},
        {"tag2": (46.0, 30.0)},
        {"tag2": (95.0, 0.0, 0.0)},
        {"tag4": (181.0, 0.0, 0.0)},
        {"tag2": (IFDRational(0, 0), 0.0, 0.0)},
        {"tag2": (0.0, 0.0, 0.0), "tag4": (0.0, 0.0, 0.0)},
        {"tag9": "V"},
    ],
    ids=str,
)
def test_a_place_that_cannot_be_true_is_none(changed: dict[str, Any]) -> None:
    assert place_of(**changed) is None


def test_a_heic_is_upright_and_tells_what_others_tell() -> None:
    data = (Path(__file__).parent.parent / "data" / "turned.heic").read_bytes()
    shot = parse_photo(PATH, data)
    assert (shot.width, shot.height) == (48, 32)
    assert shot.taken is not None
    with opened(data, 8) as (image, _):
        upright = ImageOps.exif_transpose(image)  # must not turn it a second time
        corners = [upright.getpixel(at) for at in ((4, 4), (44, 4), (4, 28))]
    white, green, blue = (tuple(round(level, -2) for level in found) for found in corners)
    assert (white, green, blue) == ((200, 200, 200), (0, 200, 0), (0, 100, 200))


def test_a_suffix_does_not_decide_how_a_photo_is_read() -> None:
    assert {".jfif", ".hif"} <= set(SUFFIXES)
    data = (Path(__file__).parent.parent / "data" / "turned.heic").read_bytes()
    assert parse_photo(PurePosixPath("a.hif"), data).width == 48


def test_a_heic_that_is_cut_off_is_left_out() -> None:
    data = (Path(__file__).parent.parent / "data" / "turned.heic").read_bytes()
    with pytest.raises(SourceError):
        parse_photo(PATH, data[:-100])


def test_a_photo_has_its_mean_colour() -> None:
    out = BytesIO()
    Image.new("RGB", (40, 20), (200, 100, 50)).save(out, "PNG")
    assert parse_photo(PATH, out.getvalue()).colour == "#c86432"


def test_a_small_file_may_not_hold_an_endless_picture() -> None:
    rows = zlib.compress(bytes(1))
    size = struct.pack(">2IBBBBB", 11_000, 10_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", rows), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    with pytest.raises(SourceError) as caught:
        parse_photo(PATH, data)
    assert "too many pixels" in str(caught.value.__cause__)
