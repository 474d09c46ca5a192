"""Track files: what an interactive map has of a day and of a journey."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from builders import CONFIG, METRES_A_DEGREE, gpx, northward, segment
from journals import photo
from milepost.measure.along import nearest
from milepost.model.day import Day
from milepost.model.site import Site
from milepost.model.track import Segment
from milepost.publish.links import Links
from milepost.publish.maps.sections import journey_sections
from milepost.publish.maps.tracks import day_tracks, journey_tracks
from milepost.publish.words.text import Words
from publish.track_reader import decoded, samples, site_of

DAY = "journal/2026-05-01-lake"
RIDE = gpx(northward(1201, ele=500 + 20 * np.sin(np.arange(1201) / 90)))
LENGTH_M = 5992  # smoothing draws both ends in
KM_100 = 20_000  # points, at 5 m/s


def file_of(day: Day, site: Site, words: Words | None = None) -> dict[str, Any]:
    told = day_tracks(day, words or Words(), Links(site))
    found: dict[str, Any] = json.loads(json.dumps(told))
    return found


def day_of(root: Path, *tracks: bytes, **more: str | bytes) -> dict[str, Any]:
    """Return the file of a day with some recordings and other files."""
    files: dict[str, str | bytes] = {f"{DAY}/index.md": "Words.\n"}
    files |= {f"{DAY}/{n}.gpx": track for n, track in enumerate(tracks)}
    files |= {f"{DAY}/{name.replace('_', '.')}": content for name, content in more.items()}
    site = site_of(root, files, CONFIG + "[map]\nphotos = true\n")
    return file_of(site.days[0], site)


def winding(points: int = KM_100, start: datetime | None = None) -> Segment:
    """Return a noisy way of 5 m/s that turns as roads do."""
    rng = np.random.default_rng(4)
    heading = np.cumsum(rng.normal(0, 0.02, points))
    noise = np.cumsum(rng.normal(0, 0.3, (2, points)), axis=1) * 0.2
    north = np.cumsum(5 * np.cos(heading)) + noise[0]
    east = np.cumsum(5 * np.sin(heading)) + noise[1]
    ele = 300 + 150 * np.sin(np.arange(points) / 900) + np.cumsum(rng.normal(0, 0.1, points))
    return segment(
        46 + north / METRES_A_DEGREE, 7 + east / METRES_A_DEGREE / 0.69, ele=ele,
        seconds=np.arange(points), start=start or datetime(2026, 5, 1, 4, tzinfo=UTC),
    )  # fmt: skip


def every_fifth(whole: Segment) -> Segment:
    return Segment(*(column[::5] for column in _columns(whole)))


def packed(told: dict[str, Any]) -> int:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return len(gzip.compress(text.encode(), 9))


def test_a_day_has_its_line_its_heights_and_its_speeds(tmp_path: Path) -> None:
    told = day_of(tmp_path, RIDE)
    assert (told["v"], told["units"]) == (1, "metric")
    (track,) = told["tracks"]
    assert (track["sport"], track["name"], track["length"]) == ("ride", "Ride", LENGTH_M)
    (line,) = track["lines"]
    assert decoded(line["path"]) == [(46.0, 7.0), (46.05396, 7.0)]
    assert line["at"] == [[0, 0], [1, LENGTH_M]]
    (heights,), (speeds,) = samples(track["ele"]), samples(track["speed"])
    assert heights[0][0] == 0
    assert heights[-1][0] == pytest.approx(LENGTH_M, abs=1.2)  # 240 steps to a centimetre
    assert 479 < min(ele for _, ele in heights) < max(ele for _, ele in heights) < 521
    assert {round(mps, 1) for _, mps in speeds} == {5.0}


def test_a_run_is_on_foot_and_its_speed_is_finer(tmp_path: Path) -> None:
    (track,) = day_of(tmp_path, gpx(northward(1201, mps=3.05), sport="running"))["tracks"]
    assert track["foot"] is True
    ((first, *_),) = samples(track["speed"])
    assert abs(first[1] - 3.05) <= 0.01


def test_heights_are_fine_on_a_short_way_and_true_to_half_a_metre_on_a_long_one(
    tmp_path: Path,
) -> None:
    (short,) = day_of(tmp_path / "a", gpx(winding(2000)))["tracks"]
    (long,) = day_of(tmp_path / "b", gpx(every_fifth(winding())))["tracks"]
    assert (short["ele"]["unit"], long["ele"]["unit"]) == (0.1, 0.5)
    heights = [ele for _, ele in samples(long["ele"])[0]]
    assert 100 < min(heights) < max(heights) < 500


def test_what_is_not_known_is_absent(tmp_path: Path) -> None:
    bare = gpx(segment(46 + np.arange(600) / 10_000, np.full(600, 7.0)))
    (track,) = day_of(tmp_path, bare)["tracks"]
    assert track.keys() == {"sport", "name", "length", "lines"}


def test_activities_stand_in_their_order_with_their_start_and_finish(tmp_path: Path) -> None:
    later = datetime(2026, 5, 1, 12, tzinfo=UTC)
    afternoon = gpx(northward(601, lat=47.0, start=later), sport="running")
    told = day_of(tmp_path, afternoon, RIDE)
    assert [track["sport"] for track in told["tracks"]] == ["ride", "run"]
    assert told["markers"] == [
        {"kind": "start", "at": [46.0, 7.0], "track": 0, "m": 0},
        {"kind": "finish", "at": [47.02698, 7.0], "track": 1, "m": 2992},
    ]


def test_a_silence_breaks_lines_and_parts(tmp_path: Path) -> None:
    whole = winding(4000)
    halves = [Segment(*(column[part] for column in _columns(whole))) for part in _HALVES]
    (track,) = day_of(tmp_path, gpx(*halves))["tracks"]
    assert [len(track[key]) for key in ("lines",)] == [2]
    assert [len(track[key]["parts"]) for key in ("ele", "speed")] == [2, 2]


_HALVES = slice(0, 1500), slice(2500, 4000)


def _columns(whole: Segment) -> list[Any]:
    return [whole.lat_deg, whole.lon_deg, whole.ele_m, whole.time_s]


def test_a_day_of_100_km_is_small(tmp_path: Path) -> None:
    told = day_of(tmp_path, gpx(winding()))
    assert 95_000 < told["tracks"][0]["length"] < 105_000
    assert packed(told) < 5_000


def test_no_point_lies_further_from_the_line_than_told(tmp_path: Path) -> None:
    whole = winding(4000)
    (track,) = day_of(tmp_path, gpx(whole))["tracks"]
    line = tuple(decoded(track["lines"][0]["path"]))
    places = list(zip(whole.lat_deg[::9].tolist(), whole.lon_deg[::9].tolist(), strict=True))
    found = nearest(places, line, tuple(float(n) for n in range(len(line))))
    assert max(each.away_m for each in found) < 2.0 + 0.8  # and the rounding of both


def test_the_track_over_180_degrees_runs_on(tmp_path: Path) -> None:
    lons = (179.95 + np.arange(600) / 6000 + 180) % 360 - 180
    over = gpx(segment(np.full(600, -17.0), lons, seconds=np.arange(600) * 10))
    told = day_of(tmp_path, over)
    (line,) = told["tracks"][0]["lines"]
    assert [lon for _, lon in decoded(line["path"])] == [179.95, 180.04983]
    assert told["markers"][-1]["at"] == [-17.0, 180.04983]


def test_a_day_without_a_line_has_no_file(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"journal/2026-05-01.md": "---\ndistance: 3 km\n---\nx\n"})
    assert day_tracks(site.days[0], Words(), Links(site)) == {}
    assert journey_tracks(site.journeys[0], "", Words()) == {}


def test_imperial_numbers_are_told_as_such(tmp_path: Path) -> None:
    site = site_of(tmp_path, {f"{DAY}/index.md": "x\n", f"{DAY}/a.gpx": RIDE})
    told = file_of(site.days[0], site, Words(imperial=True))
    assert told["units"] == "imperial"
    assert told["tracks"] == file_of(site.days[0], site)["tracks"]


def taken_at(lat: float, lon: float, colour: str = "green") -> bytes:
    """Return a photo that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (lat, 0.0, 0.0), 3: "E", 4: (lon, 0.0, 0.0)})
    out = BytesIO()
    Image.open(BytesIO(photo(colour))).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_of_the_day_is_a_marker_with_a_link(tmp_path: Path) -> None:
    told = day_of(tmp_path, RIDE, fog_jpg=taken_at(46.02, 7.002), far_jpg=taken_at(46.02, 7.2))
    (marker,) = [each for each in told["markers"] if each["kind"] == "photo"]
    assert marker["at"] == [46.02, 7.0]
    assert abs(marker["m"] - 2224) < 5
    assert (marker["title"], marker["width"], marker["height"]) == ("Photo 2 of 2", 60, 40)
    assert marker["url"].startswith("photo-") and marker["url"].endswith(".jpg")


def test_the_words_of_a_photo_are_its_title(tmp_path: Path) -> None:
    words = {"index_md": '![Fog & "wind"](fog.jpg)\n'}
    told = day_of(tmp_path, RIDE, fog_jpg=taken_at(46.02, 7.0), **words)
    titles = [each["title"] for each in told["markers"] if each["kind"] == "photo"]
    assert titles == ['Fog & "wind"']


def test_a_photo_on_the_other_side_of_180_degrees_is_beside_its_line(tmp_path: Path) -> None:
    lons = (179.95 + np.arange(600) / 6000 + 180) % 360 - 180
    over = gpx(segment(np.full(600, 17.0), lons, seconds=np.arange(600) * 10))
    west = taken_at(17.0, 179.97)
    east = Image.Exif()
    east.get_ifd(0x8825).update({1: "N", 2: (17.0, 0.0, 0.0), 3: "W", 4: (179.98, 0.0, 0.0)})
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG", exif=east)
    told = day_of(tmp_path, over, a_jpg=west, b_jpg=out.getvalue())
    found = [each["at"] for each in told["markers"] if each["kind"] == "photo"]
    assert found == [[17.0, 179.97], [17.0, 180.02]]


JOURNEY = {
    f"journal/2026-05-0{n}.{kind}": content
    for n in (1, 2, 3)
    for kind, content in (
        ("md", f"# Day to {n}\n"),
        ("gpx", gpx(winding(4000, datetime(2026, 5, n, 6, tzinfo=UTC)))),
    )
}


def test_a_journey_has_a_line_for_each_day_with_links(tmp_path: Path) -> None:
    site = site_of(tmp_path, {**JOURNEY, "journal/2026-05-04.md": "---\nrest: yes\n---\nx\n"})
    told = journey_tracks(site.journeys[0], "journeys/a/", Words())
    assert (told["v"], told["units"]) == (1, "metric")
    assert "plan" not in told
    assert [day["tone"] for day in told["days"]] == [0, 1, 0]
    first = told["days"][0]
    length = round(site.days[-2].totals.distance_m)
    assert {key: value for key, value in first.items() if key != "lines"} == {
        "n": 1,
        "title": "Day to 1",
        "date": "1 May 2026",
        "url": "../../journal/2026-05-01/",
        "detail": "../../journal/2026-05-01/track.json",
        "tone": 0,
        "length": length,
        "span": [0, round(site.days[-2].activities[0].measured.distance_m)],
    }


def test_the_days_of_a_journey_lie_end_to_end_as_its_profile_has_them(tmp_path: Path) -> None:
    typed = "---\ndistance: 40 km\n---\nx\n"
    site = site_of(tmp_path, {**JOURNEY, "journal/2026-04-30.md": typed})
    told = journey_tracks(site.journeys[0], "", Words())
    spans = [day["span"] for day in told["days"]]
    sections = journey_sections(site.journeys[0])
    assert told["length"] == round(sum(section.length_m for section in sections))
    assert spans[0][0] == 40_000  # a typed day has a length and no line
    assert spans[-1][1] == told["length"]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_day_on_one_spot_lies_between_its_neighbours(tmp_path: Path) -> None:
    stood = winding(2, datetime(2026, 5, 2, 6, tzinfo=UTC))
    stood = replace(stood, lat_deg=stood.lat_deg[[0, 0]], lon_deg=stood.lon_deg[[0, 0]])
    site = site_of(tmp_path, JOURNEY | {"journal/2026-05-02.gpx": gpx(stood)})
    before, still, after = journey_tracks(site.journeys[0], "", Words())["days"]
    assert still["span"] == [before["span"][1], after["span"][0]]
    assert still["span"][0] == still["span"][1]
    tones = [section.tone for section in journey_sections(site.journeys[0])]
    assert tones == [before["tone"], after["tone"]]


def test_the_lines_of_a_journey_have_fewer_points_than_those_of_its_days(
    tmp_path: Path,
) -> None:
    site = site_of(tmp_path, JOURNEY)
    (coarse,) = journey_tracks(site.journeys[0], "", Words())["days"][0]["lines"]
    (fine,) = file_of(site.days[-1], site)["tracks"][0]["lines"]
    assert len(decoded(coarse)) * 3 < len(decoded(fine["path"]))
    line = tuple(decoded(coarse))
    found = nearest(decoded(fine["path"]), line, tuple(float(n) for n in range(len(line))))
    assert 2 < max(each.away_m for each in found) < 26


PLAN = CONFIG + '[[journeys]]\ntitle = "J"\nroutes = ["plan.gpx"]\n'


def test_a_plan_is_told_before_the_first_day(tmp_path: Path) -> None:
    route = '<gpx><rte><rtept lat="46" lon="7"/><rtept lat="47" lon="7"/></rte></gpx>'
    site = site_of(tmp_path, {"routes/plan.gpx": route}, PLAN)
    told = journey_tracks(site.journeys[0], "", Words())
    assert told["days"] == []
    assert [decoded(line) for line in told["plan"]] == [[(46.0, 7.0), (47.0, 7.0)]]


def test_the_plan_is_on_the_same_side_of_the_world_as_the_days(tmp_path: Path) -> None:
    west = (
        '<gpx><rte><rtept lat="-17" lon="-179.9"/><rtept lat="-17" lon="-179.5"/></rte></gpx>'
    )
    ride = gpx(segment(np.full(600, -17.0), 179 + np.arange(600) / 1000, seconds=range(600)))
    files = {
        "routes/plan.gpx": west,
        "journal/2026-05-01.md": "x",
        "journal/2026-05-01.gpx": ride,
    }
    told = journey_tracks(site_of(tmp_path, files, PLAN).journeys[0], "", Words())
    assert [lon for _, lon in decoded(told["plan"][0])] == [180.1, 180.5]


def test_a_journey_of_14_days_is_small(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for n in range(1, 15):
        whole = every_fifth(winding(KM_100, datetime(2026, 5, n, 4, tzinfo=UTC)))
        files |= {
            f"journal/2026-05-{n:02}.md": "x\n",
            f"journal/2026-05-{n:02}.gpx": gpx(whole),
        }
    told = journey_tracks(site_of(tmp_path, files).journeys[0], "", Words())
    assert len(told["days"]) == 14
    assert packed(told) < 10_000


def test_the_same_day_gives_the_same_file(tmp_path: Path) -> None:
    first, again = (day_of(tmp_path / name, gpx(winding(2000))) for name in ("a", "b"))
    assert json.dumps(first) == json.dumps(again)
