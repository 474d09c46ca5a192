import os
from pathlib import Path

import pytest

from milepost import atomic
from milepost.atomic import write_file, write_folder


@pytest.fixture(params=["linked", "renamed"])
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with hard links, and one without."""

    def refuse(*names: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if request.param == "renamed":
        monkeypatch.setattr(os, "link", refuse)


def fail_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes, mode: int = 0o666) -> None:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "_fill", full)


@pytest.mark.usefixtures("_disk")
def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b.txt", b"new")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


@pytest.mark.skipif(os.name != "posix", reason="rights are not to be had here (Windows)")
def test_a_private_file_is_for_its_owner_alone_from_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes, real = [], os.link

    def seen(begun: Path, path: Path) -> None:
        modes.append(begun.stat().st_mode & 0o777)
        real(begun, path)

    monkeypatch.setattr(os, "link", seen)
    write_file(tmp_path / "secret", b"new", private=True)
    assert modes == [0o600]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("_disk")
def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_bytes(b"mine")
    (tmp_path / "link").symlink_to("nowhere")
    for taken in (path, tmp_path / "link", tmp_path):
        with pytest.raises(FileExistsError):
            write_file(taken, b"new")
        with pytest.raises(FileExistsError):
            write_folder(taken, {"a": b"new"})
    assert path.read_bytes() == b"mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "mine.txt"]


@pytest.mark.usefixtures("_disk")
def test_what_appears_meanwhile_is_not_written_over_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "mine.txt", atomic._fill

    def slowly(begun: Path, data: bytes, mode: int) -> None:
        path.write_bytes(b"mine")
        real(begun, data, mode)

    monkeypatch.setattr(atomic, "_fill", slowly)
    with pytest.raises(FileExistsError):
        write_file(path, b"new")
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_full_disk_leaves_no_half_of_a_file(
    tmp_path: Path, overwrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if overwrite:
        (tmp_path / "a.txt").write_bytes(b"old")
    fail_half_way(monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        write_file(tmp_path / "a.txt", b"new words", overwrite=overwrite)
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == ({"a.txt": b"old"} if overwrite else {})


def test_a_full_disk_leaves_no_half_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_half_way(monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path / "day", {"index.md": b"words"})
    assert list(tmp_path.iterdir()) == []


def test_only_a_file_is_overwritten_and_a_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_file(tmp_path / "link.txt", b"new", overwrite=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"
    with pytest.raises(FileExistsError):
        write_file(Path(os.devnull), b"new", overwrite=True)
