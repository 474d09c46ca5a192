"""Each recording is measured as its entry wants it, and again when the entry wants another."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from builders import CONFIG, Shelf, gpx, segment
from recordings import DAY, gathered, hours, keyed, of, ride, told

# Cuts.


def test_a_cut_of_an_entry_is_made_in_all_its_tracks(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("cut: 09:00-09:30"),
        f"{DAY}/a.gpx": gpx(ride()),
        f"{DAY}/b.gpx": gpx(ride(lat=47.0, step_s=30)),
    }
    found = of(gathered(tmp_path, files), "2026-05-01-a")
    assert [len(activity.lines) for activity in found] == [2, 2]


def test_a_cut_beside_a_file_is_made_in_it_alone(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed(
            "tracks:", "  - a.gpx", "  - file: b.gpx", "    cut: after 14:00"
        ),
        f"{DAY}/a.gpx": gpx(ride()),
        f"{DAY}/b.gpx": gpx(ride(hour=11)),
    }
    found = gathered(tmp_path, files)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [2.0, 1.0]
    assert told(found) == []


def test_a_cut_beside_a_file_is_made_as_well_as_that_of_the_entry(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed(
            "cut: before 08:30", "tracks:", "  - file: a.gpx", "    cut: after 09:30"
        ),
        f"{DAY}/a.gpx": gpx(ride()),
    }
    found = gathered(tmp_path, files)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [1.0]
    assert told(found) == []


def test_a_cut_means_the_time_at_the_place(tmp_path: Path) -> None:
    india = gpx(ride(day=1, hour=2, lat=26.9, lon=75.8))  # 7:30 in Jaipur
    files = {f"{DAY}/index.md": keyed("cut: before 08:30"), f"{DAY}/a.gpx": india}
    assert [hours(each) for each in of(gathered(tmp_path, files), "2026-05-01-a")] == [1.0]


def test_a_cut_concerns_a_track_that_came_by_its_date(tmp_path: Path) -> None:
    files = {"journal/2026-05-01.md": keyed("cut: before 09:00"), "tracks/a.gpx": gpx(ride())}
    found = gathered(tmp_path, files)
    assert [hours(each) for each in of(found, "2026-05-01")] == [1.0]
    assert told(found) == []


def test_a_loose_night_stays_with_its_day_although_its_evening_is_cut(tmp_path: Path) -> None:
    files = {
        "journal/2026-05-01.md": keyed("cut: before 00:30"),
        "journal/2026-05-02.md": "B.\n",
        "tracks/a.gpx": gpx(ride(4, hour=20)),
    }
    found = gathered(tmp_path, files)
    assert [hours(each) for each in of(found, "2026-05-01")] == [1.5]
    assert not of(found, "2026-05-02")
    assert told(found) == []


def test_an_idle_cut_of_an_entry_is_told_with_its_line(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("title: A", "cut: [09:00-09:30, 19:00-20:00]"),
        f"{DAY}/a.gpx": gpx(ride()),
    }
    assert told(gathered(tmp_path, files)) == [
        f"{DAY}/index.md:3: no track of this day has a point in this cut; correct its times"
    ]


def test_an_idle_cut_beside_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed(
            "cut: 09:00-09:30",
            "tracks:",
            "  - a.gpx",
            "  - file: b.gpx",
            "    cut: after 20:00",
        ),
        f"{DAY}/a.gpx": gpx(ride()),
        f"{DAY}/b.gpx": gpx(ride(hour=11)),
    }
    (line,) = told(gathered(tmp_path, files))
    assert line.startswith(f"{DAY}/index.md:6: no track of this day has a point in this cut")


def test_a_cut_in_one_of_two_tracks_is_not_idle(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("cut: 09:00-09:30"),
        f"{DAY}/a.gpx": gpx(ride()),
        f"{DAY}/b.gpx": gpx(ride(hour=11)),
    }
    assert told(gathered(tmp_path, files)) == []


def test_a_cut_on_a_day_without_a_track_is_idle(tmp_path: Path) -> None:
    assert (
        "no track of this day"
        in told(gathered(tmp_path, {f"{DAY}/index.md": keyed("cut: after 9:00")}))[0]
    )


@pytest.mark.parametrize("keys", ["cut: after 07:00", "tracks: {file: a.gpx, cut: after 7:00}"])
def test_cuts_that_leave_nothing_of_a_day_are_told(tmp_path: Path, keys: str) -> None:
    files = {f"{DAY}/index.md": keyed(keys), f"{DAY}/a.gpx": gpx(ride())}
    found = gathered(tmp_path, files)
    assert not of(found, "2026-05-01-a")
    message = "its cuts leave nothing of the day's tracks; correct their times, or type"
    assert told(found) == [f"{DAY}/index.md:2: {message}  distance:  or say  rest: yes"]


@pytest.mark.parametrize("keys", ["rest: yes", "distance: 3 km"])
def test_cuts_that_leave_nothing_on_purpose_are_not_told(tmp_path: Path, keys: str) -> None:
    files = {f"{DAY}/index.md": keyed("cut: after 07:00", keys), f"{DAY}/a.gpx": gpx(ride())}
    assert told(gathered(tmp_path, files)) == []


def test_a_cut_that_leaves_one_of_two_tracks_is_not_told(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("cut: after 10:30"),
        f"{DAY}/a.gpx": gpx(ride()),
        f"{DAY}/b.gpx": gpx(ride(hour=9)),
    }
    found = gathered(tmp_path, files)
    assert len(of(found, "2026-05-01-a")) == 1
    assert told(found) == []


@pytest.mark.parametrize("where", ["entry", "file"])
def test_a_cut_of_a_track_without_times_is_told(tmp_path: Path, where: str) -> None:
    keys = {
        "entry": ("cut: after 07:00",),
        "file": ("tracks:", "  - file: a.gpx", "    cut: after 07:00"),
    }
    bare = gpx(segment(46 + np.arange(50) / 1000, np.full(50, 7.0)))
    files = {f"{DAY}/index.md": keyed(*keys[where]), f"{DAY}/a.gpx": bare}
    found = gathered(tmp_path, files)
    assert len(of(found, "2026-05-01-a")) == 1
    (line,) = told(found)
    assert line.startswith(
        f"{DAY}/index.md:{2 if where == 'entry' else 4}: 'a.gpx' does not tell"
    )
    assert "nothing is cut out of it" in line


def test_a_cut_of_a_draft_is_nobody_s_concern(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("draft: yes", "cut: after 20:00"),
        f"{DAY}/a.gpx": gpx(ride()),
    }
    assert told(gathered(tmp_path, files)) == []


# Elevations, sports and sensors.


def test_elevation_beside_a_file_wins_over_that_of_the_entry(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed(
            "elevation: none", "tracks:", "  - a.gpx", "  - file: b.gpx", "    elevation: phone"
        ),
        f"{DAY}/a.gpx": gpx(ride()),
        f"{DAY}/b.gpx": gpx(ride(hour=11)),
    }
    found = of(gathered(tmp_path, files), "2026-05-01-a")
    assert [each.elevation_source for each in found] == ["none", "phone"]
    assert [each.totals.gain_m is None for each in found] == [True, False]


def test_elevation_concerns_a_track_that_came_by_its_date(tmp_path: Path) -> None:
    files = {"journal/2026-05-01.md": keyed("elevation: none"), "tracks/a.gpx": gpx(ride())}
    (made,) = of(gathered(tmp_path, files), "2026-05-01")
    assert made.profile is None


@pytest.mark.parametrize(
    ("name", "device", "sport"),
    [("a.gpx", "", "hike"), ("morning-walk.gpx", "", "hike"), ("a.gpx", "cycling", "ride")],
)
@pytest.mark.parametrize("folder", [DAY, "tracks"])
def test_the_entry_s_sport_goes_before_the_name_of_the_file_and_behind_the_device(
    tmp_path: Path, folder: str, name: str, device: str, sport: str
) -> None:
    files = {
        f"{DAY}/index.md": keyed("sport: hiking"),
        f"{folder}/{name}": gpx(ride(mps=1.2), sport=device),
    }
    (made,) = of(gathered(tmp_path, files), "2026-05-01-a")
    assert made.sport == sport


STATS = (
    b'<extensions><t:TrackStatsExtension xmlns:t="http://www.garmin.com/xmlschemas/'
    b'TrackStatsExtension/v1"><t:Distance>12345</t:Distance><t:Calories>4321</t:Calories>'
    b"</t:TrackStatsExtension></extensions><trkseg>"
)
BEAT = (
    b'</time><extensions><g:TrackPointExtension xmlns:g="http://www.garmin.com/xmlschemas/'
    b'TrackPointExtension/v1"><g:hr>141</g:hr><g:cad>83</g:cad></g:TrackPointExtension>'
    b"</extensions>"
)
SENSED = gpx(ride()).replace(b"<trkseg>", STATS, 1).replace(b"</time>", BEAT)


def numbers_in(value: Any) -> Iterator[float]:
    if isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(part)
    elif isinstance(value, (int, float)):
        yield value


def test_sensors_are_neither_published_nor_stored_unless_named(tmp_path: Path) -> None:
    shelf = Shelf()
    files = {f"{DAY}/index.md": "A.\n", f"{DAY}/a.gpx": SENSED}
    (made,) = of(gathered(tmp_path, files, store=shelf), "2026-05-01-a")
    assert made.totals.distance_m == 12_345
    stored = {number for row in shelf.rows.values() for number in numbers_in(json.loads(row))}
    assert 12_345 in stored
    assert not {141, 83, 4321} & (stored | set(numbers_in(asdict(made))))


def test_sensors_that_are_named_are_there(tmp_path: Path) -> None:
    config = CONFIG + '[numbers]\nsensors = ["heart_rate", "energy"]\n'
    files = {f"{DAY}/index.md": "A.\n", f"{DAY}/a.gpx": SENSED}
    (made,) = of(gathered(tmp_path, files, config), "2026-05-01-a")
    assert made.sensors.heart_rate_bpm is not None
    assert made.sensors.heart_rate_bpm.average == pytest.approx(141)
    assert made.sensors.cadence_rpm is None
    assert made.totals.energy_kcal == 4321


def test_raw_distance_concerns_the_whole_site(tmp_path: Path) -> None:
    config = CONFIG + '[numbers]\ndistance = "raw"\n'
    files = {f"{DAY}/index.md": "A.\n", f"{DAY}/a.gpx": SENSED}
    (made,) = of(gathered(tmp_path, files, config), "2026-05-01-a")
    assert made.totals.distance_m == made.measured.distance_m


# What outdates what was measured.

BASE = {f"{DAY}/index.md": keyed("title: A", "cut: 09:00-09:30"), f"{DAY}/a.gpx": gpx(ride())}
OUTDATES = {
    "another cut": (keyed("title: A", "cut: 09:00-09:31"), ""),
    "another side": (keyed("title: A", "cut: after 09:00"), ""),
    "an elevation": (keyed("cut: 09:00-09:30", "elevation: phone"), ""),
    "an elevation of a file": (
        keyed("cut: 09:00-09:30", "tracks:", "  - file: a.gpx", "    elevation: phone"), "",
    ),
    "sensors": (None, '[numbers]\nsensors = ["power"]\n'),
    "zones": (None, '[numbers]\nsensors = ["power"]\nthreshold_power = 250\n'),
    "raw": (None, '[numbers]\ndistance = "raw"\n'),
    "split": (None, "[numbers]\nsplit_days = true\n"),
}  # fmt: skip
LEAVES = {
    "words": (keyed("title: B", "tags: [a, b]", "cut: 09:00-09:30") + "More.\n", ""),
    "a cut elsewhere in the file": (keyed("cut:", "  - 9:00 to 9:30"), ""),
    "a name": (keyed("cut: 09:00-09:30", "tracks: [a.gpx]"), ""),
    "a typed number": (keyed("cut: 09:00-09:30", "distance: 3 km"), ""),
    "a page size": (None, "[build]\nper_page = 3\n"),
}


@pytest.mark.parametrize(("text", "config"), OUTDATES.values(), ids=OUTDATES.keys())
def test_what_decides_a_number_measures_again(
    tmp_path: Path, text: str | None, config: str
) -> None:
    shelf = Shelf()
    gathered(tmp_path, BASE, store=shelf)
    before = shelf.kinds("activity")
    again = gathered(tmp_path, {**BASE, f"{DAY}/index.md": text or BASE[f"{DAY}/index.md"]},
                     CONFIG + config, store=shelf)  # fmt: skip
    assert shelf.kinds("activity") > before
    plain = gathered(tmp_path, {}, CONFIG + config)
    agree = again.parts.material.activities == plain.parts.material.activities
    assert agree  # told apart, since their difference is too long to be shown


@pytest.mark.parametrize(("text", "config"), LEAVES.values(), ids=LEAVES.keys())
def test_nothing_else_measures_again(tmp_path: Path, text: str | None, config: str) -> None:
    shelf = Shelf()
    gathered(tmp_path, BASE, store=shelf)
    before = shelf.kinds("activity")
    gathered(tmp_path, {**BASE, f"{DAY}/index.md": text or BASE[f"{DAY}/index.md"]},
             CONFIG + config, store=shelf)  # fmt: skip
    assert shelf.kinds("activity") == before


def test_an_idle_cut_is_told_with_its_line_from_a_warm_store_too(tmp_path: Path) -> None:
    shelf = Shelf()
    files = {f"{DAY}/index.md": keyed("cut: after 20:00"), f"{DAY}/a.gpx": gpx(ride())}
    assert ":2: no track" in told(gathered(tmp_path, files, store=shelf))[0]
    files[f"{DAY}/index.md"] = keyed("title: A", "cut: after 20:00")
    assert ":3: no track" in told(gathered(tmp_path, files, store=shelf))[0]
