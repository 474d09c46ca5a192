"""What of waypoints and photos gets out into the world."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builders import CONFIG, gpx, journal, northward
from journals import made, remembering, tree

DAY = "journal/2026-05-01-lake"
ASKED = CONFIG + "[map]\nwaypoints = true\n"
TRACK = northward(601, start=datetime(2026, 5, 1, 6, tzinfo=UTC))
HOME = '<wpt lat="46.01" lon="7.0005"><name>Zwieback</name></wpt>'
RIDE = gpx(TRACK).replace(b"<trk>", HOME.encode() + b"<trk>")


def taken_at(lat: float, lon: float) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (lat, 0.0, 0.0), 3: "E", 4: (lon, 0.0, 0.0)})
    out = BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def site(
    root: Path, files: Mapping[str, str | bytes], config: str = CONFIG, keys: str = ""
) -> dict[str, bytes]:
    day = {f"{DAY}/index.md": f"---\n{keys}\n---\n\nWords.\n"}
    made(journal(root, {**day, **files}, config))
    return tree(root / "output")


def mentions(files: Mapping[str, bytes], word: str) -> list[str]:
    return [path for path, data in files.items() if word.encode() in data]


def test_waypoints_are_in_no_byte_of_the_site_by_themselves(tmp_path: Path) -> None:
    assert mentions(site(tmp_path, {f"{DAY}/a.gpx": RIDE}), "Zwieback") == []


@pytest.mark.parametrize(
    ("config", "keys", "shown"),
    [
        (ASKED, "", True),
        (ASKED, "waypoints: no", False),
        (CONFIG, "waypoints: yes", True),
    ],
)
def test_the_author_asks_for_waypoints_for_all_days_or_for_one(
    tmp_path: Path, config: str, keys: str, shown: bool
) -> None:
    files = site(tmp_path, {f"{DAY}/a.gpx": RIDE}, config, keys)
    assert (f"{DAY}/track.json" in mentions(files, "Zwieback")) is shown
    assert mentions(files, "7.0005") == []


def test_waypoints_of_a_track_found_by_its_date_are_shown_too(tmp_path: Path) -> None:
    files = site(tmp_path, {"tracks/a.gpx": RIDE}, keys="waypoints: yes")
    assert f"{DAY}/track.json" in mentions(files, "Zwieback")


def test_asking_for_waypoints_outdates_what_was_remembered(tmp_path: Path) -> None:
    files = {f"{DAY}/index.md": "Words.\n", f"{DAY}/a.gpx": RIDE}
    for config, shown in ((CONFIG, False), (ASKED, True), (CONFIG, False)):
        remembering(journal(tmp_path, files, config))
        found = mentions(tree(tmp_path / "output"), "Zwieback")
        assert bool(found) is shown


def test_a_photo_far_from_the_line_leaves_no_trace_of_its_place(tmp_path: Path) -> None:
    files = {f"{DAY}/a.gpx": RIDE, f"{DAY}/far.jpg": taken_at(46.0123456, 7.1234567)}
    found = site(tmp_path, files)
    assert any(path.startswith(f"{DAY}/photo-") for path in found)
    assert b'"photo"' not in found[f"{DAY}/track.json"]
    for digits in ("7.123", "7.1234567", "46.01234"):
        assert mentions(found, digits) == []
    without = site(tmp_path, {**files, f"{DAY}/far.jpg": _bare(files[f"{DAY}/far.jpg"])})
    assert without[f"{DAY}/track.json"] == found[f"{DAY}/track.json"]


def _bare(data: bytes) -> bytes:
    out = BytesIO()
    Image.open(BytesIO(data)).save(out, "JPEG", quality="keep")
    return out.getvalue()


def test_an_author_may_keep_photos_off_the_map(tmp_path: Path) -> None:
    files = {f"{DAY}/a.gpx": RIDE, f"{DAY}/near.jpg": taken_at(46.0123456, 7.0012345)}
    without = CONFIG + "[map]\nphotos = false\n"
    made_ = site(tmp_path, files, without)
    assert b'"photo"' not in made_[f"{DAY}/track.json"]
    assert b"at 1.4 km" not in made_[f"{DAY}/index.html"]


def test_a_photo_near_the_line_tells_no_more_than_its_place_on_it(tmp_path: Path) -> None:
    files = {f"{DAY}/a.gpx": RIDE, f"{DAY}/near.jpg": taken_at(46.0123456, 7.0012345)}
    found = site(tmp_path, files)
    assert b'"photo","at":[46.01235,7.0]' in found[f"{DAY}/track.json"]
    for digits in ("7.001", "46.0123456"):
        assert mentions(found, digits) == []


def test_a_photo_that_is_remembered_keeps_its_place(tmp_path: Path) -> None:
    day = {f"{DAY}/index.md": "x\n", f"{DAY}/a.gpx": RIDE, f"{DAY}/b.jpg": taken_at(46.01, 7.0)}
    remembering(journal(tmp_path, day))
    first = tree(tmp_path / "output")
    assert b'"photo"' in first[f"{DAY}/track.json"]
    remembering(tmp_path)
    assert tree(tmp_path / "output") == first


def test_a_photo_of_a_draft_leaves_no_trace(tmp_path: Path) -> None:
    files = {f"{DAY}/a.gpx": RIDE, f"{DAY}/near.jpg": taken_at(46.01, 7.0)}
    found = site(tmp_path, files, keys="draft: yes")
    assert not any("track.json" in path for path in found)


def test_each_day_offers_its_line(tmp_path: Path) -> None:
    found = site(tmp_path, {f"{DAY}/a.gpx": RIDE})
    page = found[f"{DAY}/index.html"].decode()
    assert 'href="track.geojson" download="2026-05-01-lake.geojson"' in page
    assert b"LineString" in found[f"{DAY}/track.geojson"]


def test_an_author_may_keep_the_line_from_being_had(tmp_path: Path) -> None:
    found = site(tmp_path, {f"{DAY}/a.gpx": RIDE}, CONFIG + "[map]\ndownload = false\n")
    assert mentions(found, "geojson") == []
    assert f"{DAY}/track.geojson" not in found


def test_the_tracks_of_two_journeys_stand_apart(tmp_path: Path) -> None:
    config = (
        CONFIG + '[[journeys]]\ntitle = "One"\nend = 2026-05-01\n[[journeys]]\ntitle = "Two"\n'
    )
    next_day = northward(601, start=datetime(2026, 5, 2, 6, tzinfo=UTC))
    more = {"journal/2026-05-02.md": "x\n", "journal/2026-05-02.gpx": gpx(next_day)}
    found = site(tmp_path, {f"{DAY}/a.gpx": RIDE, **more}, config)
    assert {path for path in found if path.endswith("track.json")} == {
        f"{DAY}/track.json",
        "journal/2026-05-02/track.json",
        "journeys/one/track.json",
        "journeys/two/track.json",
    }


def test_the_only_journey_has_its_tracks_beside_the_front_page(tmp_path: Path) -> None:
    assert "track.json" in site(tmp_path, {f"{DAY}/a.gpx": RIDE})
