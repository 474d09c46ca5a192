"""What an author may overlook is told."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builders import CONFIG, gpx, journal, northward
from milepost.build import Prepared, prepare
from milepost.errors import SourceError
from milepost.model.journal import Choice
from milepost.read.project import find_project

RIDE = gpx(northward(60))
ONE = {"journal/2026-05-01-one/index.md": "Words.\n", "journal/2026-05-01-one/ride.gpx": RIDE}


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


def prepared(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Prepared:
    return prepare(
        find_project(journal(root, {**ONE, **files}, config)), Choice(date(2027, 1, 1))
    )


def warnings(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> list[str]:
    return [str(problem) for problem in prepared(root, files, config).warnings]


def test_a_whole_journal_has_nothing_to_be_told(tmp_path: Path) -> None:
    assert warnings(tmp_path, {}) == []


def test_a_folder_of_one_entry_is_its_own_and_of_two_is_neither_s(tmp_path: Path) -> None:
    def folders(*names: str) -> list[str | None]:
        files = {
            f"journal/2026-05-02-b/{name}.md": "---\ndate: 2026-05-02\n---\nWords.\n"
            for name in names
        }
        days = prepared(tmp_path / names[-1], files).press.site.days[: len(names)]
        return [day.entry.folder and day.entry.folder.name for day in days]

    assert folders("a") == ["2026-05-02-b"]
    assert folders("a", "b") == [None, None]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("journal/2026-05-09/a.jpg", "stands beside no entry"),
        ("journal/2026-05-02-b/ride.gpx", "journal/2026-05-02-b/ has no entry; write"),
        ("journal/2026-05-02.txt", ".txt files are not entries; save the words as .md"),
        ("journal/2026-05-01-one/a.dng", ".dng pictures are not shown yet"),
        ("journal/2026-05-01-one/a.GIF", ".GIF pictures are not shown yet; save it as JPEG"),
        ("journal/2026-05-01-one/a.mkv", ".mkv videos are not shown yet; export it as MP4"),
        ("journal/2026-05-01-one/a.kml", ".kml files are not read yet"),
        ("journal/2026-05-01-one/ride.FIT.gz", ".gz files are not unpacked; unpack it"),
        ("tracks/export.zip", ".zip files are not unpacked; unpack it"),
        ("routes/plan.gpx.gz", ".gz files are not unpacked; unpack it"),
        ("tracks/a.jpg", "only recordings belong in tracks/"),
        ("routes/plan.gpx", "no journey uses this route"),
        ("journals/2026-05-01.md", "did you mean 'journal'?"),
        ("2026-05-01.md", "nothing reads this file here; move it to journal/"),
    ],
)
def test_a_file_that_nothing_uses_is_told(tmp_path: Path, path: str, said: str) -> None:
    other_day = datetime(2026, 5, 2, 6, tzinfo=UTC)
    content = photo() if path.endswith(".jpg") else gpx(northward(70, start=other_day))
    told = warnings(tmp_path, {path: content})
    assert len(told) == 1
    assert said in told[0]


def test_a_copy_of_a_track_counts_once_and_is_told(tmp_path: Path) -> None:
    ready = prepared(tmp_path, {"tracks/again.gpx": RIDE})
    assert ready.press.site.totals.activities == 1
    assert ["is a copy of" in str(problem) for problem in ready.warnings] == [True]


def test_a_track_of_quite_another_day_is_told(tmp_path: Path) -> None:
    august = gpx(northward(60, start=datetime(2026, 8, 1, 6, tzinfo=UTC)))
    (told,) = warnings(tmp_path, {"journal/2026-05-01-one/ride.gpx": august})
    assert "was recorded on 2026-08-01, its entry is of 2026-05-01" in told


def test_a_track_that_crosses_midnight_is_not_told(tmp_path: Path) -> None:
    late = gpx(northward(60, start=datetime(2026, 5, 1, 23, tzinfo=UTC)))
    assert warnings(tmp_path, {"journal/2026-05-01-one/ride.gpx": late}) == []


def test_a_day_outside_its_journey_is_told(tmp_path: Path) -> None:
    config = CONFIG + '[[journeys]]\ntitle = "J"\nstart = 2026-06-01\nend = 2026-06-09\n'
    (told,) = warnings(tmp_path, {}, config)
    assert "2026-05-01 lies outside the journey 'J' (2026-06-01 to 2026-06-09)" in told


def test_a_change_still_to_come_is_told_and_counts_for_nothing_yet(tmp_path: Path) -> None:
    front = "---\nrest: yes\nupdated: {}\n---\nA.\n"
    files = {
        "journal/2026-05-02.md": front.format("2027-01-02"),
        "journal/2026-05-02.hi.md": "---\nupdated: 2028-01-01\n---\nB.\n",
        "journal/2026-05-03.md": front.format("2027-01-01"),
    }
    ready = prepared(tmp_path, files)
    later, early = (day.entry for day in ready.press.site.days[:2])
    assert (later.updated, early.updated) == (date(2027, 1, 1), None)
    assert early.translations[0].updated is None
    other, own = sorted(str(each).split("\n")[0] for each in ready.warnings)
    assert "02.md:3: was changed on 2027-01-02, which is still to come; put  updated:" in own
    assert "2026-05-02.hi.md: was changed on 2028-01-01" in other


def test_a_tag_without_letters_is_told(tmp_path: Path) -> None:
    (told,) = warnings(
        tmp_path, {"journal/2026-05-02.md": "---\ntags: [🚴]\nrest: yes\n---\nA.\n"}
    )
    assert "has no letter" in told


def test_a_broken_plan_is_told(tmp_path: Path) -> None:
    plan = gpx(northward(600))
    config = CONFIG + '[[journeys]]\ntitle = "J"\nroutes = ["plan.gpx"]\n'
    (told,) = warnings(tmp_path, {"routes/plan.gpx": plan[: len(plan) // 2]}, config)
    assert "plan.gpx" in told


def test_a_link_out_of_the_journal_is_told_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    journal(tmp_path / "j", ONE)
    (tmp_path / "j/site_src/static").mkdir()
    (tmp_path / "j/site_src/static/out.txt").symlink_to(secret)
    ready = prepare(find_project(tmp_path / "j"), Choice(date(2027, 1, 1)))
    assert "is a link to a place outside the journal" in str(ready.warnings[0])
    assert not [each for each in ready.artifacts if "out.txt" in str(each.path)]


def test_templates_get_neither_times_nor_names_of_tracks(tmp_path: Path) -> None:
    (activity,) = prepared(tmp_path, {}).press.site.days[0].activities
    assert (activity.start, activity.zone, activity.day) == (None, None, None)
    assert "ride" not in str(activity.source) + activity.id


def test_a_folder_that_cannot_be_read_is_an_error_and_no_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = find_project(journal(tmp_path, ONE))
    original = os.scandir

    def scandir(folder: str | Path) -> object:
        if str(folder).endswith("2026-05-01-one"):
            raise PermissionError(13, "Permission denied", str(folder))
        return original(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(SourceError) as raised:
        prepare(project, Choice(date(2027, 1, 1)))
    assert str(raised.value) == (
        "site_src/journal/2026-05-01-one: cannot be read: Permission denied"
    )
