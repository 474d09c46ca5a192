import sys
from pathlib import Path

import pytest
from PIL import Image

from builders import journal
from commands import run

ONE, TWO = "2026-05-01-one", "2026-05-02-two"


@pytest.fixture
def root(inside: Path) -> Path:
    return journal(inside, {f"journal/{ONE}.md": "One.\n", f"journal/{TWO}.md": "Two.\n"})


def drawn(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_sizes_of_the_latest_day_are_drawn_unless_told_otherwise(root: Path) -> None:
    assert run("card") == 0
    sizes = ["1080x1350", "1080x1920", "1200x630"]
    assert drawn(root / "cards") == [f"{TWO}-{size}.jpg" for size in sizes]
    with Image.open(root / "cards" / f"{TWO}-1080x1920.jpg") as image:
        assert image.size == (1080, 1920)
    assert not (root / "output").exists()


@pytest.mark.parametrize("day", ["2026-05-01", "one", ONE])
def test_a_day_is_a_date_or_a_slug(root: Path, day: str) -> None:
    assert run("card", day, "--size", "wide", "-o", "here") == 0
    assert drawn(root / "here") == [f"{ONE}-1200x630.jpg"]


def test_other_files_are_not_overwritten(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "cards" / f"{ONE}-1200x630.jpg"
    path.parent.mkdir()
    path.write_bytes(b"mine")
    assert run("card", "one", "--size", "wide") == 1
    assert path.read_bytes() == b"mine"
    assert (
        f"cards/{path.name} is there already; overwrite with --force" in capsys.readouterr().err
    )
    assert run("card", "one", "--size", "wide", "--force") == 0
    assert run("card", "one", "--size", "wide") == 0


def test_an_unknown_day_is_told_with_a_hint(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("card", "2026-05-03-too") == 1
    assert "no published entry is called '2026-05-03-too'" in capsys.readouterr().err
    assert not (root / "cards").exists()


def test_no_page_is_made_for_a_picture(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with (root / "site_src" / "site.toml").open("a") as config:
        config.write("[search]\nfull_text = true\n")
    assert run("card", "one", "--size", "wide") == 0
