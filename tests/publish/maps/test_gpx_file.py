"""The line of a day as GPX."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from builders import CONFIG, gpx, northward
from milepost.publish.maps.gpx_file import gpx as made
from milepost.read.gpx import parse_gpx
from publish.track_reader import site_of

DAY = "journal/2026-05-01-lake"
TIMED = f"{CONFIG}[map]\ngpx = true\ngpx_times = true\n"
RIDE = gpx(northward(1201, ele=np.arange(1201) / 10), northward(60, lat=46.5), name="To Sam")
ONE_LINE = gpx(northward(1201))


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


def test_times_are_in_it_if_the_site_wants_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "Words.\n", f"{DAY}/a.gpx": ONE_LINE}
    (day,) = site_of(tmp_path, files, TIMED).days
    (track,) = parse_gpx(PurePosixPath("a.gpx"), made(day)).tracks
    (recorded,) = parse_gpx(PurePosixPath("a.gpx"), ONE_LINE).tracks
    (part,), (whole,) = track.segments, recorded.segments
    at = np.searchsorted(whole.time_s, part.time_s)
    assert whole.time_s[at] == pytest.approx(part.time_s)
    assert whole.lat_deg[at] == pytest.approx(part.lat_deg, abs=1e-5)


def test_times_that_nobody_knows_are_left_out(tmp_path: Path) -> None:
    untimed = replace(northward(1201), time_s=np.full(1201, np.nan))
    files: dict[str, str | bytes] = {
        f"{DAY}/index.md": "---\ntracks: a.gpx\n---\nWords.\n",
        f"{DAY}/a.gpx": gpx(untimed),
    }
    (day,) = site_of(tmp_path, files, TIMED).days
    assert b"<trkpt" in made(day)
    assert b"<time>" not in made(day)


def test_a_day_without_a_line_has_no_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "---\nrest: yes\n---\nWords.\n"}
    assert made(site_of(tmp_path, files).days[0]) == b""
