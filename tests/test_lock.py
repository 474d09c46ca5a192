"""Two processes at one folder, and what the dead leave behind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import milepost
from milepost import lock
from milepost.errors import OutputError
from milepost.lock import WHO, alone
from milepost.write import claimed
from outputs import PAGES, put, tree

BUSY = f"{WHO} is there"
HOLD = """
import sys
from pathlib import Path
from milepost.lock import alone
with alone(Path(sys.argv[1]), ""):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Hold the lock of a folder in another process."""
    path = os.pathsep.join([str(Path(milepost.__file__).parent.parent), *sys.path])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process


def test_a_second_process_is_told_which_one_is_there(out: Path) -> None:
    with (
        another(out) as process,
        pytest.raises(OutputError, match=rf"^process {process.pid} is there$"),
        alone(out, BUSY),
    ):
        pass
    with alone(out, BUSY) as sure:
        assert sure
    assert list(out.parent.iterdir()) == []


def test_the_lock_of_a_dead_process_holds_nobody_up(out: Path) -> None:
    with another(out) as process:
        process.kill()
        process.wait()
    assert (out.parent / ".output.lock").read_text() == str(process.pid)
    with alone(out, BUSY) as sure:
        assert sure
    assert list(out.parent.iterdir()) == []


def test_a_lock_that_was_taken_away_just_now_is_none(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, path = lock._lock, out.parent / ".output.lock"
    tried = []

    def late(file: int) -> None:
        real(file)
        tried.append(file)
        if len(tried) == 1:
            path.unlink()  # by the process that had it until now

    monkeypatch.setattr(lock, "_lock", late)
    with alone(out, BUSY):
        assert path.exists()
    assert len(tried) == 2


@pytest.mark.parametrize("words", ["", "no number", "99999999999999999999", "1"])
def test_a_lock_file_that_nobody_holds_is_but_a_file(out: Path, words: str) -> None:
    (out.parent / ".output.lock").write_text(words)
    with alone(out, BUSY) as sure:
        assert sure


def test_a_build_waits_for_nobody_and_touches_nothing_of_another(out: Path) -> None:
    put(out, PAGES)
    stage = out.parent / ".output.staged-12345"
    stage.mkdir()
    with (
        another(out),
        pytest.raises(OutputError, match="another build is at work on site"),
        claimed(out, "site"),
    ):
        raise AssertionError
    assert stage.is_dir()
    assert tree(out) == PAGES


def test_a_disk_without_locks_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(file: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(lock, "_lock", unknown)
    with alone(out, BUSY) as sure:
        assert not sure
    left = out.parent / ".output.staged-1"
    left.mkdir()
    put(out, PAGES)
    assert left.is_dir()  # it may be a living one's
    assert tree(out) == PAGES


def test_folders_that_are_made_for_nothing_go_again(tmp_path: Path) -> None:
    out = tmp_path / "public" / "deep" / "site"
    with alone(out, BUSY):
        assert out.parent.is_dir()
    assert list(tmp_path.iterdir()) == []
    with alone(out, BUSY):
        out.mkdir()
    assert out.is_dir()
