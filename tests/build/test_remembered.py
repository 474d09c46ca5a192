"""What is remembered between builds, and what outdates it."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import journal
from journals import made, photo, remembering, track, tree, tune
from milepost.build import Built
from milepost.memo import Database, Store
from milepost.read.project import find_project

# What is remembered.


def rows(root: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(find_project(root).store)) as db:
        return dict(db.execute("SELECT key, value FROM memo"))


def poison(root: Path) -> None:
    """Make every remembered activity 777 km long."""
    store = Database(find_project(root).store)
    for key in rows(root):
        value = store.get(key) or b""
        if key.startswith("activity-"):
            store.put(key, re.sub(rb'"distance_m":[\d.]+', b'"distance_m":777000.0', value))
    store.close(prune=False)


def lengths(built: Built) -> dict[str, list[float]]:
    return {
        str(day.date): [round(a.totals.distance_m) for a in day.activities]
        for day in built.prepared.press.site.days
    }


def test_what_was_measured_is_not_measured_again(finished: Path) -> None:
    poison(finished)
    found = lengths(remembering(finished)).values()
    assert {metres for of_day in found for metres in of_day} == {777_000}


def test_another_sport_of_an_entry_outdates_what_was_measured(finished: Path) -> None:
    poison(finished)
    journal(finished, {"journal/2026-05-01.md": "---\nsport: run\n---\nUp.\n"})
    found = lengths(remembering(finished))
    assert found["2026-05-01"] != [777_000]
    assert found["2026-05-02"] == [777_000, 777_000]


def test_another_sport_of_a_named_track_outdates_it(finished: Path) -> None:
    poison(finished)
    keys = "---\ntracks:\n  - file: 2026-05-01.gpx\n    sport: run\n---\nUp.\n"
    journal(finished, {"journal/2026-05-01.md": keys})
    built = remembering(finished)
    assert lengths(built)["2026-05-01"] != [777_000]
    assert built.prepared.press.site.days[-1].activities[0].sport == "run"


def test_another_track_outdates_what_was_measured(finished: Path) -> None:
    poison(finished)
    journal(finished, {"journal/2026-05-01.gpx": track(1, mps=7.0)})
    assert lengths(remembering(finished))["2026-05-01"] == [pytest.approx(4130, rel=0.01)]


def test_the_store_forgets_what_the_last_build_did_not_need(finished: Path) -> None:
    journal(finished, {"journal/2026-05-01.gpx": track(1, mps=7.0)})
    remembering(finished)
    first = rows(finished)
    shutil.rmtree(finished / ".cache")
    remembering(finished)
    assert rows(finished) == first


def test_a_picture_that_was_damaged_in_the_store_is_never_published(finished: Path) -> None:
    whole = tree(finished / "output")
    with closing(sqlite3.connect(find_project(finished).store)) as db:
        for key, value in rows(finished).items():
            flipped = value[:-9] + bytes([value[-9] ^ 1]) + value[-8:]
            db.execute("UPDATE memo SET value = ? WHERE key = ?", (flipped, key))
        db.commit()
    shutil.rmtree(finished / "output")
    remembering(finished)
    assert tree(finished / "output") == whole


def test_a_damaged_store_costs_time_only(finished: Path) -> None:
    whole = tree(finished / "output")
    with closing(sqlite3.connect(find_project(finished).store)) as db:
        db.execute("UPDATE memo SET value = substr(value, 1, 20) WHERE key NOT LIKE '%png%'")
        db.execute("DELETE FROM memo WHERE key LIKE '%png%' OR key LIKE '%image%'")
        db.execute("DELETE FROM memo WHERE key LIKE 'card%' OR key LIKE 'photo-%'")
        db.commit()
    remembering(finished)
    find_project(finished).store.write_bytes(b"no database")
    remembering(finished)
    assert tree(finished / "output") == whole


class Leaky:
    """A store that loses every second thing."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}
        self.asked = 0

    def get(self, key: str) -> bytes | None:
        self.asked += 1
        return self.rows.get(key) if self.asked % 2 else None

    def put(self, key: str, value: bytes) -> None:
        self.rows[key] = value


def test_a_store_may_lose_anything_at_any_time(finished: Path) -> None:
    store: Store = Leaky()
    for out in ("one", "two"):
        made(finished, out, store=store)
        assert tree(finished / out) == tree(finished / "output")


def rename(old: str, new: str) -> Callable[[Path], object]:
    return lambda source: (source / old).rename(source / new)


def edit(name: str, content: str | bytes) -> Callable[[Path], object]:
    return lambda source: journal(source.parent, {name: content})


EDITS: dict[str, Callable[[Path], object]] = {
    "edit an entry": edit("journal/2026-05-01.md", "---\ntitle: Down\n---\nDown the hill.\n"),
    "rename an entry": rename("journal/2026-05-04-pass.md", "journal/2026-05-04-top.md"),
    "delete a bundle": lambda source: shutil.rmtree(source / "journal/2026-05-02-shore"),
    "retag": edit("journal/2026-05-01.md", "---\ntitle: To the lake\ntags: [tea]\n---\nUp.\n"),
    "redate": edit("journal/2026-05-03.md", "---\ndate: 2026-04-03\nrest: yes\n---\nRain.\n"),
    "make it a draft": edit("journal/2026-05-01.md", "---\ndraft: yes\n---\nUp.\n"),
    "another sport": edit("journal/2026-05-04-pass.md", "---\nsport: walk\n---\nThe pass.\n"),
    "edit a track": edit("journal/2026-05-01.gpx", track(1, mps=7.0)),
    "redate a track": edit("tracks/ACTIVITY_4.gpx", track(3, sport="", mps=1.2)),
    "another photo": edit("journal/2026-05-02-shore/grass.jpg", photo("red")),
    "override a template": edit("overrides/templates/404.html", "<p>{{ site.title }}: lost"),
    "override the style": edit("overrides/assets/site.css", "body { color: red }\n"),
    "override a map colour": edit(
        "overrides/theme.toml", '[map.light]\nroute = "#ff0000"\n'
    ),
    "another title": tune('"A journey"', '"Another journey"'),
    "other units": tune('title = "A', 'units = "imperial"\ntitle = "A'),
    "raw distances": tune('[site]', '[numbers]\ndistance = "raw"\n[site]'),
    "split days": tune('[site]', '[numbers]\nsplit_days = true\n[site]'),
    "sensors": tune('[site]', '[numbers]\nsensors = ["heart_rate"]\n[site]'),
    "cut a track": edit("journal/2026-05-01.md", "---\ncut: after 08:05\n---\nUp.\n"),
    "no climb": edit("journal/2026-05-01.md", "---\nelevation: none\n---\nUp.\n"),
    "fewer days a page": lambda source: tune(
        'timezone = "Europe/Zurich"', 'timezone = "Europe/Zurich"\n[build]\nper_page = 2'
    )(source),
}  # fmt: skip


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_a_warm_build_equals_a_clean_one_after_any_change(
    finished: Path, change: Callable[[Path], object]
) -> None:
    before = tree(finished / "output")
    change(finished / "site_src")
    remembering(finished)
    made(finished, "clean")
    assert tree(finished / "output") == tree(finished / "clean")
    assert tree(finished / "output") != before
    folders = {
        path.relative_to(finished / "output") for path in (finished / "output").rglob("*")
    }
    assert folders == {
        path.relative_to(finished / "clean") for path in (finished / "clean").rglob("*")
    }
