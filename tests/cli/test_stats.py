"""`milepost stats`: a table on the terminal, and the data files without a build."""

import csv
import io
import json
from pathlib import Path

import pytest

from builders import CONFIG, gpx, journal, northward
from commands import run
from milepost.cli.columns import plain, table

FILES: dict[str, str | bytes] = {
    "journal/2026-05-01.md": '---\ntitle: "To the \\x1b[31mlake"\n---\nOff.\n',
    "journal/2026-05-01.gpx": gpx(northward(200, step_s=10)),
    "journal/2026-05-02.md": "---\ntitle: 琵琶湖\nsport: ride\ndistance: 31 km\n---\nOn.\n",
    "journal/2026-05-03.md": "---\nrest: yes\n---\nRain.\n",
    "journal/2026-06-01.md": "---\ntitle: Later\njourney: sea\ndistance: 8 km\n---\nOn.\n",
}
TWO = f"""{CONFIG}
[[journeys]]
title = "Alps"
start = 2026-05-01
end = 2026-05-10
goal = "100 km"
[[journeys]]
title = "Sea"
start = 2026-06-01
[[goals]]
name = "Hundred"
distance = "100 km"
"""


def stats(*arguments: str) -> int:
    return run("stats", "--now", "2026-07-01", *arguments)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return journal(tmp_path_factory.mktemp("stats"), FILES, TWO)


@pytest.fixture
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(root)
    return root


def test_days_sums_progress_and_goals_are_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stats() == 0
    lines = capsys.readouterr().out.splitlines()
    _, head, _, typed, rest = lines[lines.index("Alps") :][:5]
    assert head.split()[:4] == ["Day", "Date", "Entry", "Distance"]
    assert "  2  2026-05-02  琵琶湖 (typed)" in typed
    assert typed.endswith("31.0 km       –        –  40.9 km  59.1 km")
    assert "(rest day)" in rest
    assert "Progress: 41 of 100 km, 59 km to go." in lines
    assert "All 2 journeys" in lines
    assert any(line.startswith("Hundred  48.9") for line in lines)
    assert not (here / "output").exists()


def test_columns_stand_below_each_other_whatever_letters(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stats("--journey", "alps")
    out = capsys.readouterr().out
    lake, biwa = (line for line in out.splitlines() if "lake" in line or "琵琶湖" in line)
    assert lake.index("9.9 km") == biwa.index("31.0 km") + 3 + 1  # three letters of two places


def test_nothing_of_a_title_steers_the_terminal(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stats()
    assert "\x1b" not in capsys.readouterr().out


def test_one_journey_stands_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats("--journey", "sea", "--csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["title"] for row in rows] == ["Later"]
    assert stats("--journey", "sea", "--json") == 0
    assert json.loads(capsys.readouterr().out)["slug"] == "sea"


def test_data_are_of_the_whole_site(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stats("--json")
    assert json.loads(capsys.readouterr().out)["entries"] == 4
    stats("--csv")
    assert len(capsys.readouterr().out.splitlines()) == 5


def test_a_journey_that_there_is_not_is_refused_with_a_hint(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stats("--journey", "alpes") == 2
    assert "no journey 'alpes'; did you mean 'alps'?" in capsys.readouterr().err


def test_columns_are_aligned_by_places_on_the_screen() -> None:
    rows = [("a", "1"), ("日本", "10"), ("e\u0301", "100")]
    assert list(table(rows, words=(0,))) == ["a       1", "日本   10", "e\u0301     100"]


def test_long_words_are_cut() -> None:
    (line,) = table([("word " * 20, "1")], words=(0,))
    assert len(line) == 44 + len("  1")
    assert "…  1" in line


def test_odd_spaces_and_controls_are_plain() -> None:
    assert plain("1\u202f046\xa0km\r\nand \x07more") == "1 046 km and �more"
