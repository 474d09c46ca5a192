"""Maps close up stand on the author's own street map."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from builders import CONFIG, gpx, journal, northward
from commands import run
from milepost.build import Built, build
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


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal on an archive of streets, built once with its store; no test touches it."""
    root = tmp_path_factory.mktemp("streets")
    track = gpx(northward(601, ele=[500.0] * 601))
    files = {"journal/2026-05-01.md": "One.\n", "journal/2026-05-01.gpx": track}
    pmtiles(root / "site_src/maps/region.pmtiles", AROUND)
    journal(root, files, LOCAL)
    assert built(root).prepared.warnings == ()
    return root


@pytest.fixture
def root(tmp_path: Path, master: Path) -> Path:
    """The same journal with its site and its store."""
    return shutil.copytree(master, tmp_path / "root")


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
    dark, light = grounds(root)
    assert dark.read_bytes()[8:12] == light.read_bytes()[8:12] == b"WEBP"
    page = (root / "output" / DAY).read_text()
    assert '<source media="screen and (prefers-color-scheme: dark)"' in page
    assert '<rect class="mp-ground"' not in page
    assert "© Example contributors" in page


def test_the_archive_itself_is_not_published(root: Path) -> None:
    assert not list((root / "output").rglob("*.pmtiles"))


def test_the_preview_picture_stands_on_the_same_ground(root: Path) -> None:
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

    def said() -> str:
        run("-C", str(root), "build", "--now", "2026-06-01")
        return capsys.readouterr().out

    said()
    assert "nothing changed" in said()
    pmtiles(archive, {**AROUND, (12, 0, 0): b"elsewhere"})
    assert "nothing changed" in said()
    before = grounds(root)
    pmtiles(archive, dict.fromkeys(AROUND, b""))
    assert "nothing changed" not in said()
    assert grounds(root) != before
