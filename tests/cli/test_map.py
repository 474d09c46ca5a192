import json
from pathlib import Path

import pytest

from builders import CONFIG, gpx, journal, northward
from commands import run

REGION = "site_src/maps/corridor.geojson"


def track(lat: float) -> bytes:
    return gpx(northward(60, step_s=10, lat=lat))


@pytest.fixture
def root(inside: Path) -> Path:
    files = {"journal/2026-05-01.md": "One.\n", "journal/2026-05-01.gpx": track(46.0)}
    return journal(inside, files)


def latitudes(path: Path) -> list[float]:
    feature = json.loads(path.read_text())
    return [lat for part in feature["geometry"]["coordinates"] for _, lat in part[0]]


def test_the_region_of_all_tracks_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("map", "corridor") == 0
    lats = latitudes(root / REGION)
    assert min(lats) < 45.92
    assert max(lats) > 46.11
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{REGION}: ")
    assert "km², about " in first
    assert "down to zoom 13" in first
    told = f"SOURCE site_src/maps/region.pmtiles --region={REGION} --maxzoom=13"
    assert second == f"  pmtiles extract {told}"
    assert 'local = "maps/region.pmtiles"' in third


def test_planned_routes_belong_to_it(root: Path) -> None:
    plan = '[[journeys]]\ntitle = "All"\nroutes = ["on.gpx"]\n'
    journal(root, {"routes/on.gpx": track(48.0)}, CONFIG + plan)
    assert run("map", "corridor") == 0
    assert max(latitudes(root / REGION)) > 48.1


def test_drafts_and_coming_days_do_not(root: Path) -> None:
    hidden = {"journal/2026-05-02.md": "---\ndraft: yes\n---\nTwo.\n"}
    hidden |= {"journal/2199-05-02.md": "Three.\n"}
    tracks = {"journal/2026-05-02.gpx": track(48.0), "journal/2199-05-02.gpx": track(50.0)}
    journal(root, {**hidden, **tracks})
    assert run("map", "corridor") == 0
    assert max(latitudes(root / REGION)) < 46.2


def test_a_width_is_that_of_the_whole_strip(root: Path) -> None:
    assert run("map", "corridor", "--width", "100", "-o", "wide.geojson") == 0
    lats = latitudes(root / "wide.geojson")
    assert 45.35 < min(lats) < 45.56
    assert run("map", "corridor", "--width", "0") == 2


def test_what_is_there_is_not_overwritten(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "mine.geojson").write_text("mine")
    assert run("map", "corridor", "-o", "mine.geojson") == 1
    assert (root / "mine.geojson").read_text() == "mine"
    assert "mine.geojson is there already; overwrite it with --force" in capsys.readouterr().err
    assert run("map", "corridor", "-o", "mine.geojson", "--force") == 0
    assert latitudes(root / "mine.geojson")


def test_a_map_that_is_still_to_be_cut_is_not_missed(root: Path) -> None:
    journal(root, {}, CONFIG + '[map]\nlocal = "maps/region.pmtiles"\n')
    assert run("map", "corridor") == 0
    assert (root / REGION).is_file()


def test_without_any_line_there_is_nothing_to_cut(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, {"journal/2026-05-01.md": "One.\n"})
    assert run("map", "corridor") == 1
    assert "no planned route and no published track" in capsys.readouterr().err
    assert not (inside / REGION).exists()


def test_a_mistake_in_the_journal_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(root, {"journal/2026-05-01.gpx": b"no track"})
    assert run("map", "corridor") == 1
    assert "2026-05-01.gpx" in capsys.readouterr().err


def test_the_region_is_no_part_of_the_site(root: Path, out: Path) -> None:
    run("map", "corridor")
    assert run("build", "--now", "2026-06-01", "-o", str(out)) == 0
    assert not list(out.rglob("*corridor*"))


def test_a_folder_that_cannot_be_written_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "file").write_text("")
    assert run("map", "corridor", "-o", "file/region.geojson") == 1
    assert "cannot write file/region.geojson" in capsys.readouterr().err
