"""What was recorded twice counts once; only then are files read again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest

from activities import measured
from builders import CONFIG, METRES_A_DEGREE, Shelf, gpx, journal, segment
from milepost.assemble.rules import Job, Rules
from milepost.config import load_config
from milepost.doubles import without_doubles
from milepost.gather import Gathered, gather
from milepost.measure.cleaning import select
from milepost.memo import Map, Nowhere, Store
from milepost.model.activity import Double
from milepost.model.journal import Choice
from milepost.model.source import SourceFile
from milepost.model.track import Segment, Track
from milepost.read.project import find_project

HOUR_S = 3600.0


def winding(points: int = 2001, *, day: int = 1, hour: int = 7) -> Segment:
    heading = np.sin(np.arange(points) / 100) + np.arange(points) / 2000
    north, east = np.cumsum(6 * np.cos(heading)), np.cumsum(6 * np.sin(heading))
    lons = 7.0 + east / METRES_A_DEGREE / np.cos(np.radians(46.0))
    return segment(
        46.0 + north / METRES_A_DEGREE, lons, seconds=np.arange(points),
        ele=500 + np.arange(points) / 10, start=datetime(2026, 5, day, hour, tzinfo=UTC),
    )  # fmt: skip


def again(track: Segment, *, every: int = 3, metres: float = 4.0, aside_m: float = 0.0,
          later_s: float = 0.0) -> Segment:  # fmt: skip
    """Return what another device would have written."""
    noise = np.random.default_rng(3).normal(0, metres, (2, len(track))) / METRES_A_DEGREE
    moved = replace(
        track,
        lat_deg=track.lat_deg + noise[0] + aside_m / METRES_A_DEGREE,
        lon_deg=track.lon_deg + noise[1],
        time_s=track.time_s + later_s,
    )
    return select(moved, slice(None, None, every))


RIDE = winding()
WATCH, PHONE = gpx(RIDE), gpx(again(RIDE))
DAY = "journal/2026-05-01-a"


def gathered(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG,
             store: Store | None = None, pmap: Map = map) -> Gathered:  # fmt: skip
    entries = {f"{name.rsplit('/', 1)[0]}/index.md": "A.\n" for name in files
               if name.startswith("journal") and name.endswith(".gpx")}  # fmt: skip
    project = find_project(journal(root, {**entries, **files}, config))
    settings, _ = load_config("site.toml", project.settings())
    found = gather(project, settings, Choice(date(2027, 1, 1)), store or Nowhere(), pmap)
    assert found.errors == ()
    return found


def counted(found: Gathered) -> dict[str, list[str]]:
    """Return the files that count for each entry that has any."""
    by_entry = found.parts.material.activities.items()
    return {
        entry.parent.name[5:]: [activity.source.name for activity in activities]
        for entry, activities in by_entry
        if activities
    }


def told(found: Gathered) -> list[str]:
    return [str(problem).removeprefix("site_src/journal/") for problem in found.warnings]


def test_of_two_devices_on_one_ride_the_finer_counts(tmp_path: Path) -> None:
    found = gathered(tmp_path, {f"{DAY}/phone.gpx": PHONE, f"{DAY}/watch.gpx": WATCH})
    assert counted(found) == {"05-01-a": ["watch.gpx"]}
    (line,) = told(found)
    assert line.startswith("2026-05-01-a/phone.gpx: is the same way as watch.gpx")


def test_of_three_recordings_one_counts(tmp_path: Path) -> None:
    third = gpx(again(RIDE, every=7, metres=6))
    files = {f"{DAY}/a.gpx": third, f"{DAY}/b.gpx": PHONE, f"{DAY}/c.gpx": WATCH}
    found = gathered(tmp_path, files)
    assert counted(found) == {"05-01-a": ["c.gpx"]}
    lines = told(found)
    assert [line.split(":")[0][-5:] for line in lines] == ["a.gpx", "b.gpx"]
    assert all("c.gpx is counted" in line for line in lines)


def test_two_entries_of_one_author_and_date_do_not_count_a_ride_twice(tmp_path: Path) -> None:
    files = {f"{DAY}/watch.gpx": WATCH, "journal/2026-05-01-b/phone.gpx": PHONE}
    found = gathered(tmp_path, files)
    assert counted(found) == {"05-01-a": ["watch.gpx"]}
    assert len(told(found)) == 1


def test_a_double_in_the_entry_of_another_day_is_found(tmp_path: Path) -> None:
    files = {f"{DAY}/phone.gpx": PHONE, "journal/2026-05-02-b/watch.gpx": WATCH}
    assert counted(gathered(tmp_path, files)) == {"05-02-b": ["watch.gpx"]}


def test_a_loose_double_is_found(tmp_path: Path) -> None:
    found = gathered(tmp_path, {f"{DAY}/phone.gpx": PHONE, "tracks/watch.gpx": WATCH})
    assert counted(found) == {"05-01-a": ["watch.gpx"]}


PEOPLE = CONFIG + '[[athletes]]\nname = "Ana Alba"\n[[athletes]]\nname = "Bo"\n'


@pytest.mark.parametrize(
    ("first", "second", "rides"),
    [
        ("author: Ana Alba", "author: Bo", 2),
        ("", "author: Bo", 2),
        ("", "author: Ana Alba", 1),
        ("author: ana-alba", "author: Ana Alba", 1),
        ("", "", 1),
    ],
)
def test_two_authors_may_ride_together(
    tmp_path: Path, first: str, second: str, rides: int
) -> None:
    files = {
        f"{DAY}/watch.gpx": WATCH,
        f"{DAY}/index.md": f"---\ntitle: A\n{first}\n---\nA.\n",
        "journal/2026-05-01-b/phone.gpx": PHONE,
        "journal/2026-05-01-b/index.md": f"---\ntitle: B\n{second}\n---\nB.\n",
    }
    found = gathered(tmp_path, files, PEOPLE)
    assert sum(map(len, counted(found).values())) == rides
    assert len(told(found)) == 2 - rides


def test_a_part_that_counts_twice_is_told_and_both_are_kept(tmp_path: Path) -> None:
    first, second = select(RIDE, slice(1200)), again(select(RIDE, slice(900, None)))
    found = gathered(tmp_path, {f"{DAY}/a.gpx": gpx(first), f"{DAY}/b.gpx": gpx(second)})
    assert counted(found) == {"05-01-a": ["a.gpx", "b.gpx"]}
    assert "repeats 5 min of" in told(found)[0]


def test_the_cut_that_is_advised_ends_the_repetition(tmp_path: Path) -> None:
    first, second = select(RIDE, slice(1200)), again(select(RIDE, slice(900, None)))
    files = {f"{DAY}/a.gpx": gpx(first), f"{DAY}/b.gpx": gpx(second)}
    keys = "---\ntracks:\n  - a.gpx\n  - file: b.gpx\n    cut: before 09:20\n---\nA.\n"
    assert told(gathered(tmp_path, {**files, f"{DAY}/index.md": keys})) == []


def test_two_places_at_one_time_are_told(tmp_path: Path) -> None:
    far = gpx(again(RIDE, aside_m=30_000))
    found = gathered(tmp_path, {f"{DAY}/a.gpx": WATCH, f"{DAY}/b.gpx": far})
    assert counted(found) == {"05-01-a": ["a.gpx", "b.gpx"]}
    assert "30 km away" in told(found)[0]


def test_a_clock_that_is_off_by_hours_is_told(tmp_path: Path) -> None:
    shifted = gpx(again(RIDE, later_s=2 * HOUR_S))
    found = gathered(tmp_path, {f"{DAY}/a.gpx": WATCH, f"{DAY}/b.gpx": shifted})
    assert counted(found) == {"05-01-a": ["a.gpx", "b.gpx"]}
    (line,) = told(found)
    assert "2 h apart: one clock is wrong, and both count" in line


def test_a_copy_under_another_name_counts_once(tmp_path: Path) -> None:
    found = gathered(tmp_path, {f"{DAY}/a.gpx": WATCH, f"{DAY}/b.gpx": WATCH})
    assert counted(found) == {"05-01-a": ["a.gpx"]}
    assert "is a copy of" in told(found)[0]


def test_the_same_track_twice_in_one_file_counts_once(tmp_path: Path) -> None:
    track = WATCH[WATCH.index(b"<trk>") : WATCH.index(b"</gpx>")]
    found = gathered(tmp_path, {f"{DAY}/a.gpx": WATCH.replace(b"</gpx>", track + b"</gpx>")})
    assert counted(found) == {"05-01-a": ["a.gpx"]}
    assert "its track 1 is counted" in told(found)[0]


def test_a_part_of_a_split_night_is_found_again(tmp_path: Path) -> None:
    night = winding(7201, hour=21)
    morning = select(night, slice(3700, None))
    files = {f"{DAY}/night.gpx": gpx(night), "journal/2026-05-02-b/b.gpx": gpx(again(morning))}
    found = gathered(tmp_path, files, CONFIG + "[numbers]\nsplit_days = true\n")
    assert counted(found) == {"05-01-a": ["night.gpx"], "05-02-b": ["night.gpx"]}
    assert "night.gpx is counted" in told(found)[0]


def test_what_is_cut_away_is_no_double(tmp_path: Path) -> None:
    keys = "---\ntracks:\n  - file: a.gpx\n    cut: after 09:10\n  - b.gpx\n---\nA.\n"
    second = again(select(RIDE, slice(800, None)))
    files = {f"{DAY}/index.md": keys, f"{DAY}/a.gpx": WATCH, f"{DAY}/b.gpx": gpx(second)}
    found = gathered(tmp_path, files)
    assert counted(found) == {"05-01-a": ["a.gpx", "b.gpx"]}


# Only what is suspected is read again.

APART = {f"{DAY}/a.gpx": WATCH, f"{DAY}/b.gpx": gpx(winding(500, hour=10))}


class Seen:
    """A `map` that keeps the names of the recordings it was given to read."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, fn: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
        work = list(items)
        for item in work:
            jobs = [item] if isinstance(item[0], SourceFile) else [job for _, job in item]
            self.names += sorted(file.path.name for file, _ in jobs)
        return map(fn, work)


def test_without_an_overlap_each_file_is_read_once(tmp_path: Path) -> None:
    seen = Seen()
    gathered(tmp_path, APART, pmap=seen)
    assert seen.names == ["a.gpx", "b.gpx"]


def test_with_an_overlap_two_files_are_read_again(tmp_path: Path) -> None:
    seen = Seen()
    gathered(tmp_path, {**APART, f"{DAY}/c.gpx": PHONE}, pmap=seen)
    assert seen.names == ["a.gpx", "b.gpx", "c.gpx", "a.gpx", "c.gpx"]


def test_a_warm_build_reads_no_recording_and_says_the_same(tmp_path: Path) -> None:
    shelf, seen = Shelf(), Seen()
    files = {**APART, f"{DAY}/c.gpx": PHONE}
    cold = gathered(tmp_path, files, store=shelf)
    warm = gathered(tmp_path, files, store=shelf, pmap=seen)
    assert seen.names == []
    assert warm.warnings == cold.warnings
    agree = warm.parts.material.activities == cold.parts.material.activities
    assert agree


def test_what_was_compared_is_outdated_by_another_cut(tmp_path: Path) -> None:
    shelf = Shelf()
    files: dict[str, str | bytes] = {f"{DAY}/a.gpx": WATCH, f"{DAY}/c.gpx": PHONE}
    gathered(tmp_path, files, store=shelf)
    gathered(
        tmp_path, {**files, f"{DAY}/index.md": "---\ncut: 09:10-09:12\n---\nA.\n"}, store=shelf
    )
    assert len(shelf.kinds("double")) == 2


def test_rides_a_minute_apart_are_no_doubles(tmp_path: Path) -> None:
    later = winding(500, hour=7)
    later = replace(later, time_s=later.time_s + timedelta(seconds=2000).total_seconds())
    found = gathered(tmp_path, {f"{DAY}/a.gpx": WATCH, f"{DAY}/b.gpx": gpx(later)})
    assert told(found) == []


def test_of_a_crowd_one_counts_and_few_are_compared() -> None:
    (ride,) = measured(Track("", "cycling", (RIDE,))).activities
    crowd = tuple(replace(ride, id=f"{n:03}.gpx#1") for n in range(200))
    source = PurePosixPath(f"{DAY}/index.md")
    job: Job = (SourceFile(ride.source, "digest", 1), Rules())
    pairs: list[object] = []

    def same_way(_: object, *items: Iterable[Any]) -> list[Any]:
        work = list(*items)
        pairs.extend(work)
        return [Double("same", 2000.0, 0.0, 0.0, 0) for _ in work]

    left, problems = without_doubles(
        {source: crowd}, {each.id: frozenset() for each in crowd},
        {each.id: job for each in crowd}, source=Path(), store=Nowhere(), pmap=same_way,
    )  # fmt: skip
    assert [each.id for each in left[source]] == ["000.gpx#1"]
    assert len(problems) == 199
    assert len(pairs) <= 20 * 200
