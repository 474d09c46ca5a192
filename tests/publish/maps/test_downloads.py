"""The line of a day as GeoJSON."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from builders import CONFIG, gpx, northward, segment
from milepost.model.activity import Line
from milepost.publish.maps.downloads import Downloads, _pieces, geojson
from milepost.publish.words.text import Words
from publish.track_reader import site_of

DAY = "journal/2026-05-01-lake"
RIDE = gpx(northward(1201, ele=np.arange(1201) / 10))


def told(root: Path, *tracks: bytes) -> dict[str, Any]:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "Words.\n"}
    files |= {f"{DAY}/{n}.gpx": track for n, track in enumerate(tracks)}
    found: dict[str, Any] = json.loads(geojson(site_of(root, files).days[0]) or b"{}")
    return found


def test_an_activity_is_a_feature_with_its_line(tmp_path: Path) -> None:
    found = told(tmp_path, RIDE)
    assert found == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"sport": "ride", "date": "2026-05-01", "distance_m": 5992},
                "geometry": {
                    "type": "LineString",
                    "coordinates": [[7.0, 46.0], [7.0, 46.05396]],
                },
            }
        ],
    }


def test_a_line_with_a_break_is_of_several_parts(tmp_path: Path) -> None:
    later = datetime(2026, 5, 1, 12, tzinfo=UTC)
    (feature,) = told(tmp_path, gpx(northward(60), northward(60, lat=46.5, start=later)))[
        "features"
    ]
    assert feature["geometry"]["type"] == "MultiLineString"
    assert [len(part) for part in feature["geometry"]["coordinates"]] == [2, 2]


def test_each_activity_of_a_day_is_a_feature(tmp_path: Path) -> None:
    later = datetime(2026, 5, 1, 12, tzinfo=UTC)
    run = gpx(northward(601, lat=47.0, start=later), sport="running")
    sports = [one["properties"]["sport"] for one in told(tmp_path, RIDE, run)["features"]]
    assert sports == ["ride", "run"]


def test_a_day_without_a_line_has_no_file(tmp_path: Path) -> None:
    assert told(tmp_path) == {}


def test_a_line_over_180_degrees_is_cut_there(tmp_path: Path) -> None:
    lons = (179.95 + np.arange(600) / 6000 + 180) % 360 - 180
    over = gpx(segment(-17 + np.arange(600) / 60000, lons, seconds=np.arange(600) * 10))
    (feature,) = told(tmp_path, over)["features"]
    assert feature["geometry"] == {
        "type": "MultiLineString",
        "coordinates": [
            [[179.95, -17.0], [180.0, -16.995]],
            [[-180.0, -16.995], [-179.95017, -16.99002]],
        ],
    }


@given(st.lists(st.tuples(st.integers(-80, 80), st.integers(-180, 180)), min_size=2))
@example([(0, 180), (0, -180), (1, -180)])
@example([(0, -180), (0, 180), (1, 179), (1, -179)])
def test_no_part_of_a_line_runs_around_the_world(given_line: list[tuple[int, int]]) -> None:
    line: Line = tuple((float(lat), float(lon)) for lat, lon in given_line)
    pieces = _pieces(line)
    for piece in pieces:
        assert len(piece) > 1
        lons = [lon for _, lon in piece]
        assert all(abs(b - a) <= 180 for a, b in pairwise(lons))
    if len(set(line)) > 1:
        assert set(line) <= {place for piece in pieces for place in piece} | _edges(line)


def _edges(line: Line) -> set[tuple[float, float]]:
    """Return the points that lie on the antimeridian: they may be told on its other side."""
    return {(lat, lon) for lat, lon in line if abs(lon) == 180}


def offered(root: Path, config: str = CONFIG) -> Downloads:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "Words.\n", f"{DAY}/a.gpx": RIDE}
    return Downloads(site_of(root, files, config), Words())


def test_a_page_offers_the_file_with_its_size(tmp_path: Path) -> None:
    downloads = offered(tmp_path)
    (day,) = downloads._site.days
    found = downloads.of(day)
    assert found is not None
    assert (found.path, found.name) == (f"{DAY}/track.geojson", "2026-05-01-lake.geojson")
    assert str(found.size) == "1\xa0kB"
    assert [str(artifact.path) for artifact in downloads.files()] == [found.path]


def test_without_being_wanted_there_is_no_file(tmp_path: Path) -> None:
    downloads = offered(tmp_path, CONFIG + "[map]\ndownload = false\n")
    assert downloads.of(downloads._site.days[0]) is None
    assert list(downloads.files()) == []


def test_the_file_tells_no_time_and_no_name_of_the_recording(tmp_path: Path) -> None:
    track = gpx(northward(601), name="Home to work")
    text = json.dumps(told(tmp_path, track))
    assert "Home" not in text
    assert "T0" not in text
    assert "1777" not in text
