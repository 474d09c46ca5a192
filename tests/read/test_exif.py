"""What cameras write into pictures."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.model.shot import Shot
from milepost.read.photo import parse_photo
from photographs import photograph


def shot(*told: str, **more: Any) -> Shot:
    return parse_photo(PurePosixPath("a.jpg"), photograph(*told, **more))


def test_without_an_offset_it_is_what_the_clock_showed() -> None:
    assert shot("2026:05:01 08:30:15").taken == datetime(2026, 5, 1, 8, 30, 15)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("offset", "hours"), [("+02:00", 2), ("-03:30", -3.5), ("+0545", 5.75), ("Z", 0)]
)
def test_with_an_offset_it_is_a_moment(offset: str, hours: float) -> None:
    taken = shot("2026:05:01 08:30:00", offset).taken
    assert taken == datetime(2026, 5, 1, 8, 30, tzinfo=timezone(timedelta(hours=hours)))


def test_the_receiver_knows_how_far_the_clock_is_from_utc() -> None:
    fixed = {7: (6.0, 28.0, 30.0), 29: "2026:05:01"}
    taken = shot("2026:05:01 08:30:00", gps=fixed).taken
    assert taken is not None
    assert taken.astimezone(UTC) == datetime(2026, 5, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "nonsense",
    ["1999:99:99 99:99:99", "0000:00:00 00:00:00", "    :  :     :  :  ", "1980:01:01 00:00:00",
     "9999:12:31 23:59:59", "yesterday", "2026:05:01"],
)  # fmt: skip
def test_a_time_that_cannot_be_is_none(nonsense: str) -> None:
    found = shot(nonsense).taken
    assert found is None or found == datetime(2026, 5, 1)  # noqa: DTZ001


@pytest.mark.parametrize("offset", ["+99:00", "+2", "?", "+15:00"])
def test_an_offset_that_cannot_be_is_none(offset: str) -> None:
    taken = shot("2026:05:01 08:30:00", offset).taken
    assert taken is not None
    assert taken.tzinfo is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"Dawn  over the fog\0junk", "Dawn over the fog"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("latin-1"), "Grüße"),
        ("昼ごはん".encode(), "昼ごはん"),
        ("می‌روم 👩‍🚀".encode(), "می‌روم 👩‍🚀"),
        (b"sony_abc", ""),
        (b"dsc_nikon", ""),
        (b"Sony and I", "Sony and I"),
        (b"OLYMPUS DIGITAL CAMERA         ", ""),
        (b"SAMSUNG", ""),
        (b"DCIM", ""),
        (b"DSC_0012", ""),
        (b"cof", ""),
        (b"\x01\x02", ""),
        (b"A road\x07", ""),
        ("A \u202eroad".encode(), ""),
        (b"    ", ""),
    ],
)
def test_a_description_is_what_somebody_wrote(written: bytes, read: str) -> None:
    assert shot(description=written).description == read


def test_a_long_description_is_looked_at_but_once_and_cut() -> None:
    many = b"over_" * 36 + b"x"  # each may go with the next one or not: 2 to the 36th ways
    assert shot(description=many).description == many.decode()
    assert len(shot(description=b"Dawn " * 10_000).description) == 999
