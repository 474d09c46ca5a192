"""An entry that waits is in no file of the site, as if nobody had written it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import Shelf, gpx, journal, northward
from milepost.build import Prepared, prepare
from milepost.cli.build import held_back
from milepost.memo import realise
from milepost.model.journal import Choice
from milepost.read.project import find_project
from photographs import photograph

CONFIG = """[site]
title = "A journey"
url = "https://example.org/j/"
timezone = "Europe/Zurich"
hashtags = true

[share]
pictures = "none"

[privacy]
publish_after = "24h"

[[athletes]]
name = "Ada"

[[athletes]]
name = "Bo"

[[languages]]
code = "de"

[[goals]]
name = "Far"
distance = "100 km"
"""
EVENING = datetime(2026, 6, 2, 16, tzinfo=UTC)
PUBLIC: dict[str, str | bytes] = {
    "journal/2026-05-01/index.md": "---\nauthor: Ada\ntags: [lake]\n---\nOff.\n",
    "journal/2026-05-01/ride.gpx": gpx(northward(60, step_s=60)),
}
WORD = "Zyxomma"
HELD: dict[str, str | bytes] = {
    "journal/2026-06-02-zyxomma/index.md": (
        f"---\ntitle: {WORD}\nauthor: Bo\nwith: Ada\ntags: [{WORD}]\n"
        f"to: {WORD}\nnight: {WORD}\n"
        f"counters: {{{WORD}: 2}}\nrace: {WORD}\ndescription: {WORD}\n"
        f"photos:\n  - zyxomma.jpg: {WORD} \n---\n"
        f"At {WORD}, #{WORD}.\n\n![{WORD}](zyxomma.jpg)\n"
    ),
    "journal/2026-06-02-zyxomma/index.de.md": f"In {WORD}.\n",
    "journal/2026-06-02-zyxomma/zyxomma.jpg": photograph("2026:06:02 12:00:00", "+02:00"),
    "journal/2026-06-02-zyxomma/zyxomma.pdf": b"%PDF-1.4 zyxomma",
    # an hour, until 18:00 at the place
    "tracks/zyxomma.gpx": gpx(
        northward(61, step_s=60, lat=46.2, start=EVENING.replace(hour=15)), name=WORD
    ),
}


def ready(root: Path, now: datetime, store: Shelf, *, future: bool = False) -> Prepared:
    choice = Choice(now.date(), future=future, now=now)
    return prepare(find_project(root), choice, store=store)


def files_of(prepared: Prepared, root: Path, store: Shelf) -> dict[str, bytes]:
    found = realise(prepared.artifacts, root / "site_src", store, map)
    return {str(path): data for path, data in found}


def holding(word: bytes, files: Mapping[str, bytes]) -> set[str]:
    return {path for path, data in files.items() if word in (path.encode() + data).lower()}


@pytest.fixture(scope="module")
def store() -> Shelf:
    return Shelf()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return journal(tmp_path_factory.mktemp("held"), {**PUBLIC, **HELD}, CONFIG)


@pytest.fixture(scope="module")
def before(root: Path, store: Shelf) -> Prepared:
    return ready(root, datetime(2026, 6, 3, 15, 59, tzinfo=UTC), store)


def test_before_it_is_due_the_site_is_that_of_a_journal_without_it(
    root: Path, before: Prepared, store: Shelf, tmp_path: Path
) -> None:
    bare = journal(tmp_path, PUBLIC, CONFIG)
    never = ready(bare, datetime(2026, 6, 3, 15, 59, tzinfo=UTC), store)
    held = files_of(before, root, store)
    assert held == files_of(never, bare, store)
    assert not holding(WORD.lower().encode(), held)


def test_it_waits_from_its_last_recorded_point_on(before: Prepared) -> None:
    ((source, due),) = before.gathered.waiting.held.items()
    assert str(source) == "journal/2026-06-02-zyxomma/index.md"
    assert due == EVENING.replace(day=3)


def test_a_minute_later_it_is_out(root: Path, before: Prepared, store: Shelf) -> None:
    after = ready(root, EVENING.replace(day=3), store)
    assert not after.gathered.waiting.held
    site, old = after.press.site, before.press.site
    assert site.totals.distance_m > old.totals.distance_m + 17_000
    named = holding(WORD.lower().encode(), files_of(after, root, store))
    assert named >= {"index.html", "feed.xml", "now/index.html", "tags/zyxomma/index.html"}


def test_an_author_at_home_sees_it_at_once(root: Path, store: Shelf) -> None:
    seen = ready(root, EVENING, store, future=True)
    assert seen.press.site.days[0].date == date(2026, 6, 2)


def test_what_a_file_has_of_a_later_day_waits_although_its_entry_is_out(
    store: Shelf, tmp_path: Path
) -> None:
    # The device goes on with one file, which lies with the first entry.
    rides = [
        northward(61, step_s=60, lat=46 + day, start=EVENING.replace(day=day, hour=6))
        for day in range(1, 6)
    ]
    files: dict[str, str | bytes] = {
        f"journal/2026-06-0{day}/index.md": "Words.\n" for day in range(1, 5)
    }
    files["journal/2026-06-01/trip.gpx"] = gpx(*rides)
    root = journal(tmp_path, files, CONFIG)
    due = EVENING.replace(day=6, hour=7)
    early = ready(root, EVENING.replace(day=5, hour=12), store)
    assert [len(day.activities) for day in early.press.site.days] == [1, 1, 1]
    assert list(early.gathered.waiting.parts.values()) == [due]
    assert list(held_back(early.gathered.waiting, "Europe/Zurich"))[-1] == (
        "held back until 2026-06-06 09:00: journal/2026-06-01/trip.gpx, its part of 2026-06-05"
    )
    late = ready(root, due, store)
    assert [len(day.activities) for day in late.press.site.days] == [1, 1, 1, 2]
