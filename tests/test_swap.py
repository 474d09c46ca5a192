import errno
from pathlib import Path

import pytest

from milepost import swap
from milepost.swap import exchange


def folder(path: Path, word: str) -> Path:
    path.mkdir()
    (path / "word").write_text(word)
    return path


@pytest.fixture(params=["swap", "renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "renames":
        monkeypatch.setattr(swap, "_swap", lambda one, other: False)


@pytest.mark.usefixtures("_way")
def test_two_folders_take_each_others_place(tmp_path: Path) -> None:
    new, old = folder(tmp_path / "new", "new"), folder(tmp_path / "old", "old")
    exchange(new, old)
    assert (old / "word").read_text() == "new"
    assert (new / "word").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


@pytest.mark.usefixtures("_way")
def test_where_nothing_was_the_new_folder_comes(tmp_path: Path) -> None:
    new = folder(tmp_path / "new", "new")
    exchange(new, tmp_path / "old")
    assert (tmp_path / "old" / "word").read_text() == "new"
    assert not new.exists()


@pytest.mark.usefixtures("_way")
def test_names_of_any_script_are_fine(tmp_path: Path) -> None:
    new, old = folder(tmp_path / "neu é", "new"), folder(tmp_path / "चाय 'x'", "old")
    exchange(new, old)
    assert (old / "word").read_text() == "new"


def test_a_missing_new_folder_is_an_error_and_the_old_stays(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", "old")
    with pytest.raises(OSError, match=r".*") as caught:
        exchange(tmp_path / "new", old)
    assert caught.value.errno == errno.ENOENT
    assert (old / "word").read_text() == "old"


def test_a_failing_second_rename_takes_the_first_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_swap", lambda one, other: False)
    old = folder(tmp_path / "old", "old")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "new", old)
    assert (old / "word").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
