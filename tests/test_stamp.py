"""A site that is built already is known by its whole input, and by nothing less."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from builders import CONFIG, gpx, journal, northward
from milepost.memo import Database
from milepost.model.journal import Choice
from milepost.model.tiles import Seen, Tile
from milepost.read.fonts import state_of
from milepost.read.project import builtin_themes, find_project
from milepost.read.tiles import open_tiles
from milepost.stamp import Stamp, keep, key_of_build, recall
from tiles import mbtiles

TODAY = Choice(date(2026, 6, 1))
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
STAMP = Stamp(1, 1, 1, ("draft: x",), (), (("index.html", "0" * 64),))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    ride = gpx(northward(60))
    return journal(
        tmp_path, {"journal/2026-05-01.md": "One.\n", "journal/2026-05-01.gpx": ride}
    )


def key(root: Path, choices: object = TODAY) -> str:
    project = find_project(root)
    return key_of_build(project, project.files(), builtin_themes(), choices)


def test_another_secret_is_another_key(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key(root)}
    for secret in ("a secret that nobody knows", "another that nobody knows"):
        monkeypatch.setenv("MILEPOST_SECRET", secret)
        keys.add(key(root))
    assert len(keys) == 3


def test_the_same_input_has_the_same_key(root: Path) -> None:
    assert key(root) == key(root)


@pytest.mark.parametrize(
    "path",
    [
        "site_src/journal/2026-05-01.md",
        "site_src/journal/2026-05-02.md",
        "site_src/journal/2026-05-01.gpx",
        "site_src/overrides/templates/home.html",
        "site_src/static/CNAME",
        "site_src/journals/lost.md",
        "themes/mine/theme.toml",
    ],
)
def test_one_changed_file_changes_the_key(root: Path, path: str) -> None:
    before = key(root)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(b"something else")
    assert key(root) != before


def test_a_changed_setting_changes_the_key(root: Path) -> None:
    before = key(root)
    (root / "site_src/site.toml").write_text(CONFIG.replace("A journey", "Another"))
    assert key(root) != before


@pytest.mark.parametrize(
    "other", [Choice(date(2026, 6, 2)), Choice(date(2026, 6, 1), drafts=True), (TODAY, "b")]
)
def test_another_choice_changes_the_key(root: Path, other: object) -> None:
    assert key(root, other) != key(root)


def test_a_stamp_holds_only_while_every_file_stands_as_it_was_left(tmp_path: Path) -> None:
    store = Database(tmp_path / "store")
    keep(store, "k", STAMP)
    assert recall(store, "k", tmp_path, tmp_path, NOW) is None
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of nothing
    stamp = Stamp(1, 1, 1, (), (), (("index.html", digest),))
    keep(store, "k", stamp)
    (tmp_path / "index.html").write_bytes(b"")
    assert recall(store, "k", tmp_path, tmp_path, NOW) == stamp
    (tmp_path / "index.html").write_bytes(b"touched by somebody")
    assert recall(store, "k", tmp_path, tmp_path, NOW) is None


TILES = {(9, 1, 1): b"seen", (9, 2, 2): b"never looked at"}


@pytest.mark.parametrize(
    ("tiles", "holds"),
    [
        (TILES, True),
        ({**TILES, (9, 2, 2): b"a new one nobody saw"}, True),
        ({**TILES, (9, 1, 1): b"renewed"}, False),
        ({**TILES, (9, 7, 7): b"in a place that was empty"}, False),
        ({}, False),
    ],
)
def test_a_stamp_holds_while_the_tiles_that_were_seen_stay_the_same(
    tmp_path: Path, tiles: dict[tuple[int, int, int], bytes], holds: bool
) -> None:
    path, store = tmp_path / "maps/m.mbtiles", Database(tmp_path / "store")
    archive = open_tiles(mbtiles(path, TILES, minzoom="9", maxzoom="9"), "m")
    asked = (Tile(9, 1, 1), Tile(9, 7, 7))
    seen = Seen("maps/m.mbtiles", asked, archive.content(archive.digests(asked)))
    stamp = replace(STAMP, files=(), tiles=seen)
    keep(store, "k", stamp)
    path.unlink()
    if tiles:
        mbtiles(path, tiles, minzoom="9", maxzoom="9")
    assert recall(store, "k", tmp_path, tmp_path, NOW) == (stamp if holds else None)


def test_a_stamp_holds_while_the_fonts_of_the_machine_stay_the_same(tmp_path: Path) -> None:
    store = Database(tmp_path / "store")
    for fonts, held in (("", True), (state_of(), True), ("others", False)):
        stamp = replace(STAMP, files=(), fonts=fonts)
        keep(store, "key", stamp)
        assert (recall(store, "key", tmp_path, tmp_path, NOW) == stamp) is held


@pytest.mark.parametrize(
    ("minutes", "holds"), [(-1, False), (0, True), (59, True), (60, False), (999, False)]
)
def test_a_stamp_holds_until_the_next_entry_falls_due(
    tmp_path: Path, minutes: int, holds: bool
) -> None:
    store = Database(tmp_path / "store")
    until = NOW + timedelta(hours=1)
    keep(
        store,
        "k",
        replace(STAMP, files=(), since=NOW.isoformat(), until=until.isoformat()),
    )
    found = recall(store, "k", tmp_path, tmp_path, NOW + timedelta(minutes=minutes))
    assert (found is not None) is holds


def test_a_damaged_stamp_is_none(tmp_path: Path) -> None:
    store = Database(tmp_path / "store")
    store.put("k", b"[1, 2")
    assert recall(store, "k", tmp_path, tmp_path, NOW) is None


def test_a_second_build_imports_nothing_heavy_and_says_the_same(root: Path) -> None:
    code = (
        "import sys\nfrom milepost.cli import main\n"
        f"try: main(['-C', {str(root)!r}, 'build'])\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules.keys() & {'numpy', 'jinja2', 'lxml', 'markdown', 'yaml'}))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    first, second = (run.stdout.splitlines() for run in said)
    assert "numpy" in first[-1]
    assert second[-1] == ""
    assert second[0].split(" in ")[0] == first[0].split(" in ")[0]
    assert "nothing changed" in second[0]
    assert said[0].stderr == said[1].stderr
