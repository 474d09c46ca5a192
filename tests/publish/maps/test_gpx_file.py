"""The line of a day as GPX."""

from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from builders import gpx, northward
from milepost.publish.maps.gpx_file import gpx as made
from milepost.read.gpx import parse_gpx
from publish.track_reader import site_of

DAY = "journal/2026-05-01-lake"
RIDE = gpx(northward(1201, ele=np.arange(1201) / 10), northward(60, lat=46.5), name="To Sam")


def test_what_is_read_back_is_the_published_line(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "Words.\n", f"{DAY}/a.gpx": RIDE}
    (day,) = site_of(tmp_path, files).days
    data = made(day)
    (track,) = parse_gpx(PurePosixPath("a.gpx"), data).tracks
    lines = [
        tuple(zip(part.lat_deg.tolist(), part.lon_deg.tolist(), strict=True))
        for part in track.segments
    ]
    assert tuple(lines) == day.activities[0].lines
    assert track.type == "ride"
    assert track.segments[0].ele_m[0] == pytest.approx(0, abs=1)
    assert track.segments[0].ele_m[-1] == pytest.approx(120, abs=1)
    assert not [word for word in (b"time", b"Sam", b"name", b"test") if word in data]


def test_a_day_without_a_line_has_no_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "---\nrest: yes\n---\nWords.\n"}
    assert made(site_of(tmp_path, files).days[0]) == b""
