"""The gallery of maps: tools/gallery.py, without a folder of real recordings."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import gallery
from map_gallery import made, real
from milepost.draw.scales import IMPERIAL, METRIC

ROOT = Path(__file__).parent.parent
NAMES = ["city-run", "north-pole", "thumb-island", "card-run", "lone-point"]


def test_the_page_shows_each_case_with_its_size_and_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["gallery.py", "--output", str(tmp_path / "new" / "folder"), "--only", *NAMES]
    monkeypatch.setattr(sys, "argv", argv)
    gallery.main()
    page = (tmp_path / "new" / "folder" / "index.html").read_text("utf-8")
    body = ElementTree.fromstring(
        page[page.index("<main>") : page.index("</main>")] + "</main>"
    )
    assert [figure.get("id") for figure in body] == [
        f"case-{name}" for name in ("city-run", "lone-point", "north-pole", *NAMES[2:4])
    ]
    for figure in body:
        assert any(child.tag.rsplit("}")[-1] in ("svg", "img") for child in figure)
        assert figure[-1].tag == "figcaption"
        assert " kB, " in (figure[-1].text or "")
    assert "<script" not in page
    assert "prefers-color-scheme: dark" in page
    assert "city-run" in capsys.readouterr().out


def test_there_are_cases_of_all_kinds() -> None:
    cases = list(made.cases())
    assert len(cases) >= 24
    assert len({case.name for case in cases}) == len(cases)
    assert {case.kind for case in cases} == {"map", "thumbnail", "card"}
    assert {leg.kind for case in cases for leg in case.legs} == {
        "done",
        "plan",
        "skipped",
        "transfer",
    }
    assert {case.sheet.borders for case in cases} == {"dashed", "hide"}
    assert {case.sheet.units for case in cases} == {METRIC, IMPERIAL}


def test_made_tracks_are_the_same_every_time() -> None:
    assert list(made.cases()) == list(made.cases())


def test_a_folder_without_the_recordings_adds_nothing(tmp_path: Path) -> None:
    assert list(real.cases(tmp_path)) == []


def test_it_stays_out_of_the_package() -> None:
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'packages = ["generator/milepost"]' in settings
    assert '"tools"' not in settings.split("[tool.ruff]")[0]
