"""What the author says of numbers, from the keys to the finished site."""

import re
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from builders import CONFIG, gpx, journal, segment
from journals import TODAY, made, remembering, tree
from milepost.build import inspect
from milepost.model.journal import Choice
from milepost.read.project import builtin_themes, find_project
from milepost.stamp import key_of_build

MPS = np.concatenate([np.full(1800, 6.0), np.full(1200, 40.0), np.full(1800, 6.0)])
LATS = 46 + np.cumsum(MPS) / 111_195
TRAIN = gpx(
    segment(
        LATS, 7 + np.sin(LATS * 400) / 4000, ele=500 + np.arange(4800) / 20,
        seconds=range(4800), start=datetime(2026, 5, 1, 6, tzinfo=UTC),
    )
)  # fmt: skip
WORDS = {"journal/2026-05-01.md": "---\ntitle: A\n---\nUp.\n", "journal/2026-05-01.gpx": TRAIN}


def checked(root: Path) -> list[str]:
    _, problems = inspect(find_project(root), Choice(TODAY))
    return [str(problem) for problem in problems]


def named(root: Path) -> str:
    project = find_project(root)
    return key_of_build(project, project.files(), builtin_themes(), Choice(TODAY))


def test_advice_is_told_by_a_check_and_never_by_a_build(tmp_path: Path) -> None:
    root = journal(tmp_path, WORDS)
    assert made(root, strict=True).prepared.warnings == ()
    (line,) = checked(root)
    assert line.startswith("site_src/journal/2026-05-01.gpx: from 08:")
    assert "a car, bus or train?" in line


def test_the_line_that_is_advised_is_all_that_it_takes(tmp_path: Path) -> None:
    root = journal(tmp_path, WORDS)
    found = re.search(r"transfer: \w+ \d\S+", checked(root)[0])
    assert found is not None
    text = f"---\ntitle: A\n{found[0]}\n---\nUp.\n"
    journal(root, {"journal/2026-05-01.md": text})
    assert checked(root) == []


def test_advice_is_taken_from_a_warm_store_too(tmp_path: Path) -> None:
    root = journal(tmp_path, WORDS)
    remembering(root)
    assert len(checked(root)) == 1


def test_what_is_cut_is_nowhere_in_the_site(tmp_path: Path) -> None:
    root = journal(
        tmp_path, {**WORDS, "journal/2026-05-01.md": "---\ncut: 08:30-08:50\n---\nUp.\n"}
    )
    (day,) = made(root).prepared.press.site.days
    assert day.totals.distance_m == pytest.approx(21_600, rel=0.01)
    lats = np.array([lat for line in day.activities[0].lines for lat, _ in line])
    assert not ((lats > LATS[1810]) & (lats < LATS[2990])).any()


@pytest.mark.parametrize(
    "numbers",
    ['distance = "raw"', "split_days = true", 'sensors = ["energy"]', "max_heart_rate = 180"],
)
def test_another_word_on_numbers_outdates_the_site(tmp_path: Path, numbers: str) -> None:
    root = journal(tmp_path, WORDS)
    before = named(root)
    journal(root, {}, f"{CONFIG}[numbers]\n{numbers}\n")
    assert named(root) != before


def test_a_ride_that_was_recorded_twice_is_in_no_sum_twice(tmp_path: Path) -> None:
    root = journal(tmp_path, WORDS)
    once = made(root, "once").prepared.press.site
    journal(root, {"tracks/phone.gpx": TRAIN.replace(b'creator="test"', b'creator="other"')})
    twice = made(root, "twice").prepared.press.site
    assert twice.totals == once.totals
    assert tree(root / "twice") == tree(root / "once")
