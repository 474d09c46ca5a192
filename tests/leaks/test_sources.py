"""What to look for in a site is read of every file that tells a device or a person."""

from pathlib import Path

import pytest

from builders import journal
from leaks.test_kinds import RIDE
from milepost.leaks.names import Names
from milepost.leaks.sources import names_of
from milepost.memo import Nowhere
from milepost.model.privacy import Zone
from milepost.read.project import find_project
from photographs import photograph
from read.test_telltales import GPX, TCX

DAY = "journal/2026-05-01-out"
ZONE = Zone(46.5, 7.25, 400.0)
FILES = {
    f"{DAY}/index.md": b"Out with my Forerunner 945.",
    f"{DAY}/a.gpx": GPX.replace(b"Home", b"Villa Kunterbunt"),
    f"{DAY}/b.tcx": TCX,
    f"{DAY}/c.fit": RIDE,
    f"{DAY}/PXL_20260501_081500.jpg": photograph(),
}


def names(root: Path, zones: list[Zone]) -> Names:
    journal(root, FILES)
    return names_of(find_project(root), zones, store=Nowhere(), pmap=map)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("by an Edge 530.", "a.gpx"),
        ("no. 3961112223", "b.tcx"),
        ("no. 3912345678", "c.fit"),
        ("by Karoo", "c.fit"),
        ("pxl_20260501_081500.jpg", "PXL_20260501_081500.jpg"),
    ],
)
def test_words_of_each_kind_of_file_are_looked_for(
    tmp_path: Path, words: str, source: str
) -> None:
    (found,) = names(tmp_path, [ZONE]).within(words)
    assert found.source.endswith(f"{DAY}/{source}")


def test_what_the_author_says_is_no_secret(tmp_path: Path) -> None:
    assert list(names(tmp_path, [ZONE]).within("Forerunner 945")) == []


def test_a_waypoint_is_private_in_a_zone_only(tmp_path: Path) -> None:
    assert [each.what for each in names(tmp_path, [ZONE]).within("villa kunterbunt")] == [
        "waypoint"
    ]
    assert list(names(tmp_path, []).within("villa kunterbunt")) == []


def test_the_secret_of_the_zones_is_looked_for_whoever_wrote_it(tmp_path: Path) -> None:
    (tmp_path / ".milepost-secret").write_text("Kept by nobody else\n")
    journal(tmp_path, {f"{DAY}/index.md": b"Mine is: kept by nobody else"})
    (found,) = names(tmp_path, [ZONE]).within("<p>kept by nobody else</p>")
    assert (found.what, found.source) == ("secret", ".milepost-secret")
