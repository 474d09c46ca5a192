"""Videos: which of their bytes tell where, when and by what they were taken."""

from io import BytesIO
from pathlib import PurePosixPath

import pytest

from milepost.errors import SourceError
from milepost.model.journal import Video
from milepost.model.source import SourceFile
from milepost.read.video import parse_video
from videos import BODY, FTYP, MDAT, box, element, film, webm


def parsed(data: bytes, name: str = "a.mp4") -> Video:
    return parse_video(SourceFile(PurePosixPath(name), "digest", len(data)), BytesIO(data))


def published(data: bytes, name: str = "a.mp4") -> bytes:
    changed = bytearray(data)
    for begin, other in parsed(data, name).overwrite:
        changed[begin : begin + len(other)] = other
    return bytes(changed)


@pytest.mark.parametrize("name", ["a.mp4", "a.MOV"])
def test_nothing_but_picture_and_sound_is_left(name: str) -> None:
    kinds = (b"uuid", b"free", b"prft", b"wide")
    data = film(*(box(kind, b"SecretXMP") for kind in kinds))
    found = published(data, name)
    assert b"Secr" not in found
    assert b"TIME" not in found
    assert b"xyz" not in found
    assert len(found) == len(data)
    assert found[BODY : BODY + 8] == b"PICTURES"
    assert found[BODY + 28 : BODY + 33] == b"SOUND"
    assert found.count(b"CODEC") == 2
    assert found.count(b"alis\0\0\0\1") == 2


def test_what_was_blank_already_is_left_as_it_is() -> None:
    once = published(film())
    assert published(once) == once


def test_a_film_in_fragments_loses_what_they_tell() -> None:
    traf = box(
        b"traf", box(b"tfhd", b"HEADER"), box(b"uuid", b"Secret"), box(b"udta", b"Secret")
    )
    moof = box(b"moof", box(b"mfhd", bytes(8)), traf, box(b"meta", b"Secret"))
    data = film(moof, box(b"mdat", b"MORE"), hidden=False)
    found = published(data)
    assert b"HEADER" in found
    assert b"MORE" in found
    assert b"Secret" not in found[len(film(hidden=False)) :]


def test_sound_that_is_counted_in_frames_lasts_until_something_else_begins() -> None:
    data = film(frames=5)
    found = published(data)
    assert found[BODY + 28 : BODY + 33] == b"SOUND"
    assert b"SecretGPS" not in found


@pytest.mark.parametrize(("turned", "size"), [(False, (1920, 1080)), (True, (1080, 1920))])
def test_a_video_has_the_size_that_it_is_shown_in(turned: bool, size: tuple[int, int]) -> None:
    video = parsed(film(turned=turned))
    assert (video.width, video.height) == size


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no video",
        FTYP + MDAT,
        film()[:-30],
        film() + b"SecretTrailer",
        film(moov=box(b"cmov", b"x")),
        film(box(b"moof", b"")),
        film(box(b"moov", b"")),
        film().replace(b"\x0davcC", b"\x0eavcC"),
    ],
    ids=[
        "empty",
        "text",
        "no table",
        "cut off",
        "trailer",
        "compressed",
        "fragments",
        "two tables",
        "codec",
    ],
)
def test_one_that_may_tell_more_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        parsed(data)
    (problem,) = caught.value.problems
    assert problem.severity == "warning"
    assert "this video is not shown" in problem.message


def test_a_webm_loses_its_tags() -> None:
    data = webm(element(0x1254C367, b"Secret location" * 9))
    found = published(data, "a.webm")
    assert b"Secret" not in found
    assert (found.count(b"PICTURE"), found.count(b"V_VP9")) == (2, 1)
    assert len(found) == len(data)
    assert published(found, "a.webm") == found


@pytest.mark.parametrize("data", [b"", b"no video", webm()[:-3], webm(kind=17)])
def test_a_webm_that_may_tell_more_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        parsed(data, "a.webm")


def test_a_video_that_nobody_would_wait_for_is_left_out() -> None:
    file = SourceFile(PurePosixPath("journal/a.mp4"), "0", 600_000_000)
    with pytest.raises(SourceError, match=r"it is too large \(600 MB, and at most 500\)"):
        parse_video(file, BytesIO())
