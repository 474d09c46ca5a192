"""Journals that must fail, and the very words: `invalid/<case>/{site_src,message.txt}`.

UPDATE_GOLDEN=1 records the words; a person reads the diff.
"""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from milepost.build import build
from milepost.errors import MilepostError
from milepost.gather import Choice
from milepost.read.project import find_project

CASES = sorted(path for path in (Path(__file__).parent / "invalid").iterdir() if path.is_dir())


def message_of(root: Path) -> str:
    """Build a journal that cannot be built and return what the author is told."""
    with pytest.raises(MilepostError) as caught:
        build(find_project(root), root / "output", Choice(date(2026, 12, 31)))
    return f"{caught.value}\n"


def copied(case: Path, root: Path) -> Path:
    shutil.copytree(case / "site_src", root / "site_src")
    return root


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_journal_fails_in_these_words(case: Path, tmp_path: Path) -> None:
    message = message_of(copied(case, tmp_path))
    if os.environ.get("UPDATE_GOLDEN"):
        (case / "message.txt").write_text(message, "utf-8")
    assert message == (case / "message.txt").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["site_src"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_journal_leaves_the_old_site_alone(case: Path, tmp_path: Path) -> None:
    root = copied(case, tmp_path)
    old = {
        "index.html": b"old",
        "about/index.html": b"old",
        "milepost-manifest.txt": b"index.html\n",
    }
    for name, data in old.items():
        path = root / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    message_of(root)
    assert content_of(root / "output") == old
