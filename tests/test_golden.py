"""Whole sites: tests/golden/<case>/site_src becomes <case>/expected.

UPDATE_GOLDEN=1 records; a person reads the diff. The theme's assets and all pictures are
listed in files.txt without their digests and not kept.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from milepost.build import build
from milepost.model.journal import Choice
from milepost.read.project import find_project

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/site_src"))
TEXTS = {".html", ".xml", ".svg", ".css", ".txt"}
DATA = {"now.json", "stats.json", "days.csv"}
LIST, MANIFEST = "files.txt", "milepost-manifest.txt"
DIGEST = re.compile(r"(assets/[\w/-]+)\.[0-9a-f]{10}(?=[./])")


def files_of(output: Path) -> list[str]:
    """Return the names of all files, those of assets without their digests."""
    paths = (
        path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()
    )
    return sorted(without_digests(path) for path in paths)


def without_digests(text: str) -> str:
    return DIGEST.sub(r"\1.*", text)


def texts_of(output: Path) -> dict[str, str]:
    found = {
        path.relative_to(output).as_posix(): without_digests(path.read_text("utf-8"))
        for path in sorted(output.rglob("*"))
        if (path.suffix in TEXTS or path.name in DATA)
        and not path.relative_to(output).is_relative_to("assets")
    }
    # It is sorted by digests too.
    found[MANIFEST] = "".join(sorted(found[MANIFEST].splitlines(keepends=True)))
    return found


def record(case: Path, output: Path) -> None:
    shutil.rmtree(case / "expected", ignore_errors=True)
    for name, text in texts_of(output).items():
        path = case / "expected" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    (case / LIST).write_text("".join(f"{name}\n" for name in files_of(output)), "utf-8")


def test_there_are_cases() -> None:
    assert CASES == [
        "goal_finished",
        "journey",
        "multi_sport_day",
        "no_plan",
        "one_day",
        "plan_with_detour",
        "transfers",
        "two_athletes",
        "two_journeys",
        "two_languages",
        "typed_values",
        "week",
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_journal_becomes_the_expected_site(case: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(find_project(GOLDEN / case), output, Choice(date(2026, 6, 1)))
    if os.environ.get("UPDATE_GOLDEN"):
        record(GOLDEN / case, output)
    expected = GOLDEN / case / "expected"
    assert files_of(output) == (GOLDEN / case / LIST).read_text("utf-8").splitlines()
    made = texts_of(output)
    assert made.keys() == {
        path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()
    }
    for name, text in made.items():
        with (expected / name).open(encoding="utf-8", newline="") as file:
            assert text == file.read(), name
    for path in output.rglob("*.png"):
        assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n"), path
        assert path.stat().st_size > 100
