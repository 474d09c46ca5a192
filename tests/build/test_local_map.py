"""Maps close up stand on the author's own street map."""

import re
from datetime import date
from pathlib import Path

import pytest

from builders import CONFIG, gpx, journal, northward
from milepost.build import Built, build
from milepost.cli import main
from milepost.memo import Database
from milepost.model.journal import Choice
from milepost.read.project import find_project
from tiles import Place, pmtiles, town

LOCAL = CONFIG + '[map]\nlocal = "maps/region.pmtiles"\n'
DAY = "journal/2026-05-01/index.html"
# A track of 3 km from 46 N, 7 E: its map is 5 km wide, or more.
AROUND: dict[Place, bytes] = {
    (12, column, row): town() for column in range(2120, 2136) for row in range(1452, 1468)
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    track = gpx(northward(601, ele=[500.0] * 601))
    files = {"journal/2026-05-01.md": "One.\n", "journal/2026-05-01.gpx": track}
    pmtiles(tmp_path / "site_src/maps/region.pmtiles", AROUND)
    return journal(tmp_path, files, LOCAL)


def built(root: Path) -> Built:
    choice = Choice(date(2026, 6, 1))
    store = Database(root / ".cache/store")
    try:
        return build(find_project(root), root / "output", choice, store=store)
    finally:
        store.close(prune=True)


def grounds(root: Path, page: str = DAY) -> list[Path]:
    text = (root / "output" / page).read_text()
    links = re.findall(r'(?:src|srcset)="([^"]*ground[^"]*)"', text)
    return [(root / "output" / page).parent / link for link in links]


def test_a_day_has_a_light_and_a_dark_ground_under_its_route(root: Path) -> None:
    assert built(root).prepared.warnings == ()
    dark, light = grounds(root)
    assert dark.read_bytes()[8:12] == light.read_bytes()[8:12] == b"WEBP"
    page = (root / "output" / DAY).read_text()
    assert '<source media="screen and (prefers-color-scheme: dark)"' in page
    assert '<rect class="mp-ground"' not in page
    assert "© Example contributors" in page


def test_the_archive_itself_is_not_published(root: Path) -> None:
    built(root)
    assert not list((root / "output").rglob("*.pmtiles"))


def test_the_preview_picture_stands_on_the_same_ground(root: Path) -> None:
    built(root)
    on_streets = (root / "output/journal/2026-05-01/map.png").read_bytes()
    journal(root, {}, CONFIG)
    built(root)
    assert (root / "output/journal/2026-05-01/map.png").read_bytes() != on_streets
    assert grounds(root) == []


def test_a_day_that_the_archive_does_not_show_is_told(root: Path) -> None:
    track = gpx(northward(601, lat=10.0))
    day = {"journal/2026-05-02.md": "Two.\n", "journal/2026-05-02.gpx": track}
    journal(root, day, LOCAL)
    (told,) = (p for p in built(root).prepared.warnings if "does not show" in p.message)
    assert told.path == "site_src/journal/2026-05-02.md"
    assert "milepost map corridor" in told.message
    assert grounds(root, "journal/2026-05-02/index.html") == []


def test_a_second_build_writes_nothing_and_only_what_is_shown_counts(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = root / "site_src/maps/region.pmtiles"

    def run() -> str:
        main(["-C", str(root), "build", "--now", "2026-06-01"])
        return capsys.readouterr().out

    run()
    assert "nothing changed" in run()
    pmtiles(archive, {**AROUND, (12, 0, 0): b"elsewhere"})
    assert "nothing changed" in run()
    before = grounds(root)
    pmtiles(archive, dict.fromkeys(AROUND, b""))
    assert "nothing changed" not in run()
    assert grounds(root) != before
