"""What is not published: drafts and coming days."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import gpx, journal, northward
from journals import TODAY, photo, remembering, track, tree, tune
from milepost.build import build
from milepost.cli.options import choice
from milepost.errors import MilepostError
from milepost.model.journal import Choice
from milepost.read.project import find_project

# What is not published.

SECRETS = ("Xylophon", "Zwieback", "Geheimnis", "Umbra", "Quitte")


def secret(keys: str) -> str:
    return (
        f"---\ntitle: Xylophon\ntags: [Geheimnis]\nslug: zwieback\n{keys}\n---\n\nZwieback.\n"
    )


@pytest.mark.parametrize(
    ("name", "keys", "why"),
    [
        ("2026-05-10", "draft: yes", "draft"),
        ("2026-05-21", "", "future"),
        ("2026-05-10", "date: 2031-01-01", "future"),
    ],
)
def test_an_unpublished_entry_is_in_no_byte_of_the_site(
    finished: Path, name: str, keys: str, why: str
) -> None:
    without = tree(finished / "output")
    hidden = northward(60, step_s=10, lat=12.34, start=datetime(2026, 5, 10, 6, tzinfo=UTC))
    bundle = f"journal/{name}-umbra"
    journal(
        finished,
        {
            f"{bundle}/index.md": secret(keys),
            f"{bundle}/ride.gpx": gpx(hidden, name="Umbra"),
            f"{bundle}/quitte.jpg": photo("yellow"),
        },
    )
    built = remembering(finished)
    assert built.prepared.gathered.skipped == (f"{why}: {bundle}/index.md",)
    assert tree(finished / "output") == without
    for path, data in tree(finished / "output").items():
        for word in SECRETS:
            assert word.lower().encode() not in data.lower(), path
            assert word.lower() not in path.lower()


def test_the_tracks_of_an_unpublished_entry_count_nowhere(finished: Path) -> None:
    without, plain = tree(finished / "output"), remembering(finished).prepared.press.site
    journal(
        finished,
        {
            "journal/2026-05-10.md": secret("draft: yes"),
            "journal/2026-05-10.gpx": track(10),
            "journal/2026-05-11.md": secret("draft: yes\ntracks: named.gpx"),
            "tracks/named.gpx": track(3),  # dated to a published day, but named by a draft
            "journal/2026-05-25.md": "Later.\n",
            "tracks/dated.gpx": track(25),
        },
    )
    built = remembering(finished)
    assert built.prepared.press.site.totals == plain.totals
    assert tree(finished / "output") == without
    assert built.prepared.warnings == ()


def test_drafts_and_coming_days_are_built_when_asked_for(finished: Path) -> None:
    journal(
        finished,
        {"journal/2026-05-10.md": secret("draft: yes"), "journal/2026-05-25.md": "L\n"},
    )
    project = find_project(finished)
    everything = Choice(TODAY, drafts=True, future=True)
    built = build(project, finished / "output", everything)
    assert built.prepared.gathered.skipped == ()
    assert len(built.prepared.press.site.days) == 6


def test_an_entry_becomes_public_on_its_day(finished: Path) -> None:
    journal(finished, {"journal/2026-05-21.md": "Now.\n"})
    assert len(remembering(finished, today=date(2026, 5, 20)).prepared.press.site.days) == 4
    assert len(remembering(finished, today=date(2026, 5, 21)).prepared.press.site.days) == 5


@pytest.mark.parametrize(
    ("zone", "utc", "today"),
    [
        ("Asia/Kolkata", "2026-05-20T18:29", "2026-05-20"),
        ("Asia/Kolkata", "2026-05-20T18:30", "2026-05-21"),
        ("America/New_York", "2026-05-20T03:59", "2026-05-19"),
        ("Europe/Zurich", "2026-05-20T22:00", "2026-05-21"),
        ("UTC", "2026-05-20T23:59", "2026-05-20"),
    ],
)
def test_today_is_the_date_in_the_zone_of_the_site(
    root: Path, zone: str, utc: str, today: str
) -> None:
    tune("Europe/Zurich", zone)(root / "site_src")
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    wanted = choice(find_project(root), drafts=False, future=False, now=now)
    assert wanted.today == date.fromisoformat(today)


def test_without_a_zone_nobody_has_to_wait_for_the_clock_of_a_server(root: Path) -> None:
    tune('timezone = "Europe/Zurich"', "")(root / "site_src")
    now = datetime(2026, 5, 20, 10, tzinfo=UTC)  # the next day has begun in Kiribati
    wanted = choice(find_project(root), drafts=False, future=False, now=now)
    assert wanted.today == date(2026, 5, 21)


def test_the_clock_may_be_set_from_outside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777586400")  # 2026-04-30 22:00 UTC
    wanted = choice(find_project(root), drafts=False, future=False, now=None)
    assert wanted.today == date(2026, 5, 1)


@pytest.mark.parametrize("epoch", ["x", "0", "-1", "1.5", "315532800", "9" * 30])
def test_a_time_from_outside_that_cannot_be_publishes_no_empty_site(
    root: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(MilepostError, match=f"SOURCE_DATE_EPOCH is '{epoch}', which is no"):
        choice(find_project(root), drafts=False, future=False, now=None)


def test_an_empty_time_from_outside_is_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    choice(find_project(root), drafts=False, future=False, now=None)
