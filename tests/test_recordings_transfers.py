"""Transfers and people in a journal: in recordings, between them, and beside them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builders import Shelf, gpx, journal, segment
from milepost.memo import Nowhere, Store
from milepost.model.activity import Activity
from milepost.model.journal import Entry
from milepost.model.people import Athlete
from milepost.read.entry import parse_entry
from milepost.read.project import find_project
from milepost.recordings import Found, Recordings, measure_all
from recordings import DAY, keyed, ride

PEOPLE = Athlete("ana", "Ana"), Athlete("bo", "Bo")
NEXT = "journal/2026-05-02-b"
# 8 to 10 in Zurich, 36 km to the north; then from 12 on, another 56 km further.
MORNING, NOON = gpx(ride()), gpx(ride(hour=10, lat=46.83))


def measured(root: Path, files: Mapping[str, str | bytes], *, store: Store | None = None,
             athletes: tuple[Athlete, ...] = PEOPLE) -> Found:  # fmt: skip
    project = find_project(journal(root, files))
    held = project.files()
    entries = [
        parse_entry(f.path, (project.source / f.path).read_bytes(),
                    bundle=f.path.stem == "index", time_zone="UTC")
        for f in held if f.path.suffix == ".md"
    ]  # fmt: skip
    wanted: list[Entry] = entries
    recordings = Recordings(project.source, held, entries, wanted, athletes=athletes)
    return measure_all(recordings, store or Nowhere(), map)


def of(found: Found, day: str = DAY) -> list[Activity]:
    by_entry = {str(source.parent): acts for source, acts in found.activities.items()}
    return sorted(by_entry.get(day, ()), key=lambda each: str(each.start))


def modes(found: Found, day: str = DAY) -> list[str]:
    return [each.transfer for each in of(found, day)]


def told(found: Found) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_a_transfer_of_an_entry_is_in_all_its_tracks(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("transfer: bus"),
        f"{DAY}/a.gpx": MORNING,
        f"{DAY}/b.gpx": NOON,
    }
    found = measured(tmp_path, files)
    assert (modes(found), told(found)) == (["bus", "bus"], [])
    assert {each.id for each in of(found)} == found.origins.keys() == found.ends.keys()


def test_a_transfer_beside_a_file_is_in_it_alone(tmp_path: Path) -> None:
    keys = keyed("tracks:", "  - a.gpx", "  - file: b.gpx", "    transfer: ferry after 13:00")
    files = {f"{DAY}/index.md": keys, f"{DAY}/a.gpx": MORNING, f"{DAY}/b.gpx": NOON}
    found = measured(tmp_path, files)
    assert (modes(found), told(found)) == (["", "", "ferry"], [])


def test_a_loose_track_has_the_transfers_of_its_day(tmp_path: Path) -> None:
    files = {
        "journal/2026-05-01.md": keyed("transfer: bus after 9:00"),
        "tracks/a.gpx": MORNING,
    }
    assert modes(measured(tmp_path, files), "journal") == ["", "bus"]


@pytest.mark.parametrize(("keys", "mode"), [("title: A", "train"), ("sport: other", "")])
def test_what_the_device_calls_a_transfer_is_one_unless_a_sport_is_typed(
    tmp_path: Path, keys: str, mode: str
) -> None:
    files = {f"{DAY}/index.md": keyed(keys), "tracks/a.gpx": gpx(ride(), sport="train")}
    assert modes(measured(tmp_path, files)) == [mode]


def test_a_transfer_between_two_recordings_is_a_straight_line(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("transfer: train 10:15-11:45"),
        f"{DAY}/a.gpx": MORNING,
        f"{DAY}/b.gpx": NOON,
    }
    found = measured(tmp_path, files)
    first, train, second = of(found)
    assert train.transfer == "train"
    assert train.lines == ((first.lines[-1][-1], second.lines[0][0]),)
    assert train.totals.distance_m == pytest.approx(56_270, rel=0.01)
    assert train.totals.elapsed_s == 5400  # as long as the entry says
    assert (told(found), found.advice) == ([], ())


def test_a_transfer_that_was_recorded_in_part_is_one(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("transfer: train 9:50-12:10"),
        f"{DAY}/a.gpx": MORNING,
        f"{DAY}/b.gpx": NOON,
    }
    found = measured(tmp_path, files)
    first, train, second = of(found)
    assert (first.transfer, train.transfer, second.transfer) == ("", "train", "")
    assert train.totals.distance_m == pytest.approx(56_270 + 6000, rel=0.02)
    assert train.totals.elapsed_s == pytest.approx(140 * 60, abs=60)
    assert len(train.lines) == 3
    assert [line[-1] for line in train.lines[:2]] == [line[0] for line in train.lines[1:]]
    assert train.along_m[-1][-1] == pytest.approx(train.totals.distance_m, abs=1)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("ferry 20:00-21:00", "no track of this day has a point or a gap in this transfer"),
        ("ferry 07:00-07:30", "no track of this day has a point or a gap in this transfer"),
        ("lift from 45.9,7.0 to 46.1,7.0", "no track of this day comes nearer than 11.1 km"),
    ],
)
def test_an_idle_transfer_is_told_with_its_line(tmp_path: Path, key: str, words: str) -> None:
    files = {f"{DAY}/index.md": keyed("title: A", f"transfer: {key}"), f"{DAY}/a.gpx": MORNING}
    (line,) = told(measured(tmp_path, files))
    assert line.startswith(f"{DAY}/index.md:3: {words}")


def test_a_transfer_of_a_track_without_times_is_told(tmp_path: Path) -> None:
    bare = gpx(segment([46.0, 46.01, 46.02], [7.0, 7.0, 7.0]))
    files = {f"{DAY}/index.md": keyed("transfer: bus after 9:00"), f"{DAY}/a.gpx": bare}
    (line,) = told(measured(tmp_path, files))
    assert "'a.gpx' does not tell its times throughout, so no transfer is found in it" in line


@pytest.mark.parametrize(
    ("key", "track"),
    [("plane", False), ("plane 9:00-11:00", False), ("bus before 07:59", True),
     ("train after 10:30", True)],
)  # fmt: skip
def test_a_transfer_beside_all_tracks_is_kept_for_the_day(
    tmp_path: Path, key: str, track: bool
) -> None:
    files: dict[str, str | bytes] = {f"{DAY}/index.md": keyed(f"transfer: {key}")}
    found = measured(tmp_path, files | ({f"{DAY}/a.gpx": MORNING} if track else {}))
    ((mark,),) = found.unplaced.values()
    assert key.startswith(mark.mode)
    assert told(found) == []


def test_where_a_transfer_stands_in_its_file_measures_nothing_again(tmp_path: Path) -> None:
    shelf = Shelf()
    files = {f"{DAY}/index.md": keyed("transfer: bus after 9:00"), f"{DAY}/a.gpx": MORNING}
    first = measured(tmp_path, files, store=shelf)
    before = shelf.kinds("activity")
    files[f"{DAY}/index.md"] = keyed("title: A", "transfer: bus after 9:00")
    again = measured(tmp_path, files, store=shelf)
    assert shelf.kinds("activity") == before
    agree = again.activities == first.activities
    assert agree
    files[f"{DAY}/index.md"] = keyed("transfer: bus after 9:10")
    measured(tmp_path, files, store=shelf)
    assert shelf.kinds("activity") > before


def test_a_part_of_another_day_has_only_the_transfers_of_its_entry(tmp_path: Path) -> None:
    keys = keyed("tracks:", "  - file: n.gpx", "    transfer: train")
    long = gpx(ride(24, hour=20, step_s=120))
    files = {f"{DAY}/index.md": keys, f"{DAY}/n.gpx": long, f"{NEXT}/index.md": "B.\n"}
    found = measured(tmp_path, files)
    assert (modes(found), modes(found, NEXT)) == (["train"], [""])


# What an author may want to add.


def test_a_gap_between_two_recordings_of_a_day_is_advised(tmp_path: Path) -> None:
    files = {f"{DAY}/index.md": "A.\n", f"{DAY}/a.gpx": MORNING, f"{DAY}/b.gpx": NOON}
    (problem,) = measured(tmp_path, files).advice
    assert str(problem) == (
        f"{DAY}/index.md: 56 km between 10:01 and 11:59 were not recorded; if you were "
        "carried, write  transfer: train 10:01-11:59  in its entry"
    )
    files[f"{DAY}/index.md"] = keyed("transfer: train 10:01-11:59")
    found = measured(tmp_path, files)
    assert (found.advice, told(found)) == ((), [])
    assert modes(found) == ["", "train", ""]


def test_a_gap_that_is_cut_is_not_advised(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("cut: 9:30-12:30"),
        f"{DAY}/a.gpx": MORNING,
        f"{DAY}/b.gpx": NOON,
    }
    assert measured(tmp_path, files).advice == ()


OVERNIGHT = {
    f"{DAY}/index.md": "A.\n",
    f"{DAY}/a.gpx": MORNING,
    f"{NEXT}/b.gpx": gpx(ride(day=2, lat=50.14)),
}


def test_a_day_that_begins_far_from_the_one_before_is_advised(tmp_path: Path) -> None:
    (problem,) = measured(tmp_path, {**OVERNIGHT, f"{NEXT}/index.md": "B.\n"}).advice
    assert str(problem) == (
        f"{NEXT}/index.md: begins 424 km from where 2026-05-01 ended; if you were carried, "
        "write  transfer: train before 07:59  in it"
    )


@pytest.mark.parametrize(
    "files",
    [
        {f"{NEXT}/index.md": keyed("transfer: train before 07:59")},
        {f"{NEXT}/index.md": "B.\n", f"{DAY}/index.md": keyed("transfer: train after 10:30")},
        {f"{NEXT}/index.md": "B.\n", "journal/2026-05-01-c/index.md": keyed("transfer: bus")},
        {f"{NEXT}/index.md": keyed("author: Bo")},
        {f"{NEXT}/index.md": keyed("date: 2026-05-09")},
    ],
    ids=["said after it", "said before it", "said between", "another's", "long after"],
)
def test_a_night_s_transfer_that_is_explained_is_not_advised(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert measured(tmp_path, {**OVERNIGHT, **files}).advice == ()


# People.


def test_what_is_said_of_a_file_is_found_by_its_activities(tmp_path: Path) -> None:
    keys = keyed("tracks:", "  - a.gpx", "  - file: b.gpx", "    athlete: Bo", "    with: Cy")
    files = {f"{DAY}/index.md": keys, f"{DAY}/a.gpx": MORNING, f"{DAY}/b.gpx": NOON}
    found = measured(tmp_path, files)
    said = {ident: (ref.athlete, ref.companions) for ident, ref in found.said.items()}
    assert said == {f"{DAY}/a.gpx#1": (None, ()), f"{DAY}/b.gpx#1": ("Bo", ("Cy",))}


def test_one_way_of_two_people_counts_once_and_stays_with_both(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": "A.\n",
        f"{DAY}/a.gpx": MORNING,
        "journal/2026-05-01-b/index.md": keyed("author: Bo"),
        "tracks/bo/b.gpx": gpx(ride(step_s=30)),
    }
    found = measured(tmp_path, files)
    assert [each.counted for each in of(found)] == [True]
    assert [each.counted for each in of(found, "journal/2026-05-01-b")] == [False]
    assert told(found) == []


def test_files_of_two_athletes_in_one_entry_count_once(tmp_path: Path) -> None:
    keys = keyed("tracks:", "  - a.gpx", "  - file: b.gpx", "    athlete: Bo")
    files = {
        f"{DAY}/index.md": keys,
        f"{DAY}/a.gpx": MORNING,
        f"{DAY}/b.gpx": gpx(ride(step_s=30)),
    }
    found = measured(tmp_path, files)
    assert [(each.source.name, each.counted) for each in of(found)] == [
        ("a.gpx", True),
        ("b.gpx", False),
    ]


def test_a_spare_recording_takes_its_transfers_with_it(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("transfer: ferry 09:00-09:20"),
        f"{DAY}/a.gpx": MORNING,
        f"{DAY}/b.gpx": gpx(ride(step_s=30)),
    }
    found = measured(tmp_path, files)
    assert [(each.source.name, each.transfer) for each in of(found)] == [
        ("a.gpx", ""),
        ("a.gpx", "ferry"),
    ]
