"""Photos of a journal: their words, their order, and where on the way they were taken."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from builders import CONFIG, Shelf, gpx, journal, northward
from milepost.assemble.site import About, assemble
from milepost.config import load_config
from milepost.gather import gather
from milepost.model.day import Day
from milepost.model.journal import Choice, Photo
from milepost.read.project import find_project
from photographs import photograph
from videos import film

DAY = "journal/2026-05-01-lake"
RIDE = gpx(northward(601, mps=5.0, start=datetime(2026, 5, 1, 6, tzinfo=UTC)))  # 08:00, 3 km
TODAY = Choice(date(2026, 12, 31))
SHELF = Shelf()  # the same ride, again and again


class Told(list[str]):
    """A day, and what a build and `check` said of it."""

    day: Day


def told(
    root: Path, files: Mapping[str, str | bytes], keys: str = "", config: str = CONFIG
) -> Told:
    """Return what is said of a day with files beside it."""
    entry = f"---\n{keys}\n---\n\nWords.\n"
    beside = {f"{DAY}/{name}": data for name, data in files.items()}
    project = find_project(journal(root, {f"{DAY}/index.md": entry, **beside}, config))
    settings, _ = load_config("site.toml", config.encode())
    gathered = gather(project, settings, TODAY, SHELF, map)
    found = Told(str(p) for p in (*gathered.warnings, *gathered.advice))
    about = About("Test", "", "", "en", "UTC", "metric", 10, 20, TODAY.today)
    (found.day,) = assemble(about, gathered.parts)[0].days
    return found


def photo(root: Path, data: bytes, keys: str = "", **files: str | bytes) -> Photo:
    """Return a photo as its day shows it, beside a ride of 3 km from 08:00 to 08:10."""
    more = {name.replace("_", "."): content for name, content in files.items()}
    (found,) = told(root, {"a.gpx": RIDE, "a.jpg": data, **more}, keys).day.photos
    return found


def at(shown: Photo) -> tuple[float | None, time | None]:
    metres = None if shown.at_m is None else round(shown.at_m, -2)
    return metres, shown.taken


@pytest.mark.parametrize(
    ("clock", "offset", "keys", "found"),
    [
        ("08:05:00", "", "", (1500.0, time(8, 5))),
        ("06:05:00", "+00:00", "", (1500.0, time(8, 5))),
        ("09:05:00", "", 'camera_offset: "-1:00"', (1500.0, time(8, 5))),
        ("06:05:00", "Z", 'camera_offset: "-1:00"', (1500.0, time(8, 5))),
        ("08:11:00", "", "", (3000.0, time(8, 11))),
        ("08:30:00", "", "", (None, None)),
        ("08:05:00", "", "cut: [08:04-08:06]", (None, None)),
        ("08:09:00", "", "cut: [after 08:08]", (None, None)),
        ("08:05:00", "", "transfer: [train 08:04-08:06]", (None, None)),
    ],
)
def test_the_time_of_a_photo_puts_it_on_the_way(
    tmp_path: Path, clock: str, offset: str, keys: str, found: tuple[float | None, time | None]
) -> None:
    assert at(photo(tmp_path, photograph(f"2026:05:01 {clock}", offset), keys)) == found


ZONE = '[privacy]\n{}[[privacy.zones]]\nlat = 46.0135\nlon = 7.0\nradius = "200 m"\n'  # 1.5 km


def test_of_a_photo_in_a_zone_that_a_line_passes_neither_place_nor_time_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILEPOST_SECRET", "a secret that nobody knows")
    config = CONFIG + ZONE.format('passing = "show"\n')
    files = {
        "a.gpx": RIDE,
        "inside.jpg": photograph("2026:05:01 08:05:00"),
        "outside.jpg": photograph("2026:05:01 08:09:00"),
    }
    day = told(tmp_path, files, "", config).day
    (shown,) = day.activities
    assert round(shown.totals.distance_m, -2) == 3000.0  # the line itself is shown
    assert [at(each) for each in day.photos] == [(None, None), (2700.0, time(8, 9))]
    assert [marker.photo for marker in day.markers] == [day.photos[1]]


def test_the_clock_of_one_photo_is_put_right_alone(tmp_path: Path) -> None:
    keys = 'photos:\n  - file: a.jpg\n    camera_offset: "-0:01:00"'
    assert at(photo(tmp_path, photograph("2026:05:01 08:06:00", "+02:00"), keys)) == (
        1500.0,
        time(8, 5),
    )


def test_nothing_is_told_of_a_photo_that_was_taken_on_a_recorded_ferry(
    tmp_path: Path,
) -> None:
    crossing = northward(301, mps=5.0, start=datetime(2026, 5, 1, 7, tzinfo=UTC))
    beside_the_line = {1: "N", 2: (46.0, 1.0, 0.0), 3: "E", 4: (7.0, 0.0, 0.0)}
    taken = photograph("2026:05:01 09:02:00", gps=beside_the_line)
    assert at(photo(tmp_path, taken, b_gpx=gpx(crossing, sport="ferry"))) == (None, None)


def test_no_time_is_told_on_a_day_without_a_line(tmp_path: Path) -> None:
    day = told(tmp_path, {"a.jpg": photograph("2026:05:01 08:05:00")}).day
    assert at(day.photos[0]) == (None, None)


def test_a_photo_of_another_day_has_no_place_and_no_time(tmp_path: Path) -> None:
    assert at(photo(tmp_path, photograph("2026:05:09 08:05:00"))) == (None, None)


def test_time_goes_before_place_and_place_counts_without_a_time(tmp_path: Path) -> None:
    there = {1: "N", 2: (46.0, 1.0, 0.0), 3: "E", 4: (7.0, 0.0, 0.0)}  # 1.85 km
    timed = photo(tmp_path / "a", photograph("2026:05:01 08:05:00", gps=there))
    assert at(timed) == (1500.0, time(8, 5))
    assert at(photo(tmp_path / "b", photograph(gps=there))) == (1800.0, None)
    cut = photo(
        tmp_path / "c", photograph("2026:05:01 08:05:00", gps=there), "cut: [08:04-08:06]"
    )
    assert at(cut) == (None, None)


def test_an_author_may_keep_places_or_times_for_themselves(tmp_path: Path) -> None:
    files = {"a.gpx": RIDE, "a.jpg": photograph("2026:05:01 08:05:00")}
    no_times = told(tmp_path / "a", files, "", CONFIG + "[photos]\ntimes = false\n").day
    no_places = told(tmp_path / "b", files, "", CONFIG + "[map]\nphotos = false\n").day
    assert at(no_times.photos[0]) == (1500.0, None)
    assert at(no_places.photos[0]) == (None, time(8, 5))
    assert no_places.markers == ()


def test_photos_stand_in_the_order_of_time(tmp_path: Path) -> None:
    files = {
        "c.jpg": photograph("2026:05:01 08:05:00"),
        "b.jpg": photograph("2026:05:01 06:06:00", "+00:00"),
        "a.jpg": photograph("2026:05:01 08:07:00"),
        "z.jpg": photograph("1999:99:99 08:07:00"),
        "y.jpg": photograph("2099:09:29 10:10:10"),
        "x.jpg": photograph("2026:04:30 23:30:00"),
    }
    day = told(tmp_path, {"a.gpx": RIDE, **files}).day
    assert "".join(each.source.stem for each in day.photos) == "cbayzx"
    assert day.cover == day.photos[0]


def test_words_come_from_the_entry_then_a_text_then_the_photo(tmp_path: Path) -> None:
    data = photograph(description=b"From <the> camera")
    keys = "photos:\n  - a.jpg: From *the* entry"
    text = {"a.jpg.txt": "From the\n_text_"}

    def words(name: str, keys: str, files: Mapping[str, str | bytes]) -> tuple[str, str]:
        (shown,) = told(tmp_path / name, {"a.jpg": data, **files}, keys).day.photos
        return shown.caption, shown.alt

    assert words("a", keys, text) == ("From <em>the</em> entry", "From the entry")
    assert words("b", "", text) == ("From the <em>text</em>", "From the text")
    assert words("f", "", {"A.JPG.TXT": "Loud"}) == ("Loud", "Loud")
    assert words("c", "", {"a.jpg.md": "# No entry"}) == ("# No entry", "# No entry")
    assert words("d", "", {}) == ("From &lt;the&gt; camera", "From <the> camera")
    own = "photos:\n  - file: a.jpg\n    caption: <b>x</b>\n    alt: A cow"
    assert words("e", own, text) == ("&lt;b&gt;x&lt;/b&gt;", "A cow")


def test_words_beside_no_photo_are_told(tmp_path: Path) -> None:
    (message,) = told(tmp_path, {"a.jpg": photograph(), "b.jpg.txt": "Lost"})
    assert "b.jpg.txt: there is no b.jpg beside it for these words; rename it" in message


def test_the_cover_is_the_authors_choice(tmp_path: Path) -> None:
    files = {"a.jpg": photograph(colour="red"), "b.jpg": photograph(colour="blue")}
    marked = "photos:\n  - a.jpg\n  - file: b.jpg\n    cover: yes"
    for name, keys in (("one", "cover: b.jpg"), ("two", marked)):
        cover = told(tmp_path / name, files, keys).day.cover
        assert cover is not None
        assert cover.source.name == "b.jpg"


@pytest.mark.parametrize(
    ("keys", "line"), [("photos:\n  - lake.jpg\n  - laek.jpg: x", 4), ("cover: laek.jpg", 2)]
)
def test_a_name_of_no_photo_is_told_with_its_line(tmp_path: Path, keys: str, line: int) -> None:
    (message,) = told(tmp_path, {"lake.jpg": photograph()}, keys)
    key = keys.partition(":")[0]
    assert f"index.md:{line}: there is no picture 'laek.jpg' for  {key}:" in message
    assert "did you mean 'lake.jpg'?" in message


def test_two_files_of_one_shot_are_shown_once(tmp_path: Path) -> None:
    taken = "2026:05:01 08:05:00"
    files = {"IMG_1.JPEG": photograph(taken), "IMG_1.JPG": photograph(taken, size=(30, 20))}
    found = told(tmp_path, files)
    assert [each.source.name for each in found.day.photos] == ["IMG_1.JPEG"]
    assert "IMG_1.JPG: shows the same as IMG_1.JPEG, which is shown; delete one" in found[0]


@pytest.mark.parametrize(
    ("keys", "text"),
    [("photos:\n  - IMG_1.JPG: Fog\ncover: img_1.jpg", ""), ("cover: IMG_1.JPG", "Fog")],
)
def test_what_is_said_of_the_second_file_of_a_shot_is_said_of_the_first(
    tmp_path: Path, keys: str, text: str
) -> None:
    taken = "2026:05:01 08:05:00"
    first, second = photograph(taken, description=b"No"), photograph(taken, size=(30, 20))
    files = {"IMG_1.JPEG": first, "IMG_1.JPG": second, "a.jpg": photograph(colour="red")}
    found = told(tmp_path, {**files, "IMG_1.JPG.txt": text} if text else files, keys)
    shown = found.day.photos[0]
    assert (shown.source.name, shown.caption, shown.alt) == ("IMG_1.JPEG", "Fog", "Fog")
    assert found.day.cover == shown
    assert len(found) == 1


def test_a_copy_is_shown_once(tmp_path: Path) -> None:
    found = told(tmp_path, {"a.jpg": photograph(), "b.jpg": photograph()})
    assert [each.source.name for each in found.day.photos] == ["a.jpg"]


def test_the_seconds_around_a_photo_are_not_shown(tmp_path: Path) -> None:
    files = {"IMG_1.jpg": photograph(), "IMG_1.MOV": film(), "wind.mov": film()}
    found = told(tmp_path, files)
    assert [each.source.name for each in found.day.videos] == ["wind.mov"]
    assert "IMG_1.MOV: belongs to the photo of its name" in found[0]


def test_a_broken_photo_is_told_once_and_texts_beside_photos_never(tmp_path: Path) -> None:
    files = {"2026.jpg": b"no picture", "2026.jpg.txt": "x", "b.mov": b"no video"}
    found = told(tmp_path, files, "photos: 2026.jpg")
    assert [message.partition(",")[0].partition("lake/")[2] for message in sorted(found)] == [
        "2026.jpg: this photo is broken",
        "b.mov: this video is not shown",
    ]


def test_two_photos_of_one_name_and_no_time_are_two(tmp_path: Path) -> None:
    files = {"a.jpg": photograph(), "a.jpeg": photograph(colour="red")}
    assert len(told(tmp_path, files).day.photos) == 2
