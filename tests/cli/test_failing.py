"""What a command says and leaves when the disk, the clock or its author stops it."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from builders import journal
from commands import run
from milepost import atomic, build
from outputs import tree
from test_lock import another

ENTRY = "journal/2026-05-01.md"
LATER = "--now", "2026-05-20"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal, built once with its store; never touched by a test."""
    root = journal(tmp_path_factory.mktemp("master"), {ENTRY: "One.\n"})
    run("-C", str(root), "build", *LATER)
    return root


@pytest.fixture
def built(inside: Path, master: Path) -> Path:
    """A copy of the journal with its site and its store, and with other words."""
    root = shutil.copytree(master, inside, dirs_exist_ok=True)
    return journal(root, {ENTRY: "Two.\n"})


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*given: object, **how: object) -> None:
        raise error

    return fail


def test_ctrl_c_leaves_the_old_site_and_says_stopped(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(built / "output")
    for step in ("_link_tree", "exchange", "sha256"):  # the last when it is done
        with monkeypatch.context() as patch:
            patch.setattr(f"milepost.write.{step}", raising(KeyboardInterrupt()))
            assert run("build", *LATER) == 130
        assert capsys.readouterr().err.strip() == "stopped"
        assert sorted(path.name for path in built.iterdir()) == [".cache", "output", "site_src"]
        if step != "sha256":
            assert tree(built / "output") == before
    run("build", *LATER, "-o", "clean")
    assert tree(built / "output") == tree(built / "clean")


def test_a_second_build_is_told_to_wait(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(built / "output")
    with another(built / "output") as process:
        assert run("build", *LATER) == 1
    message = f"error: another build is at work on output (process {process.pid}); wait until"
    assert capsys.readouterr().err.startswith(message)
    assert tree(built / "output") == before
    assert run("build", *LATER) == 0


def test_a_second_preview_is_told_of_the_first(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with another(built / ".cache" / "serve") as process:
        assert run("serve") == 1
    assert f"process {process.pid} serves this journal already" in capsys.readouterr().err


def test_a_build_without_a_place_to_remember_works_and_says_so_once(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(built / ".cache")
    (built / ".cache").write_bytes(b"a file")
    assert run("build", *LATER) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(
        "warning: .cache/milepost.sqlite3: nothing can be remembered here"
    )


def test_a_disk_out_of_order_is_no_traceback(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = OSError(5, "Input/output error", "/mnt/disk")
    monkeypatch.setattr("milepost.build.build", raising(error))
    assert run("build", *LATER) == 1
    assert capsys.readouterr().err == "error: /mnt/disk: Input/output error\n"


def test_a_clock_that_was_never_set_publishes_no_empty_site(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(1970, 1, 1, tzinfo=tz)

    before = tree(built / "output")
    monkeypatch.setattr("milepost.cli.options.datetime", Stopped)
    assert run("build") == 1
    assert "the clock of this machine says 1970-01-01" in capsys.readouterr().err
    assert tree(built / "output") == before
    assert run("build", *LATER) == 0


def test_what_is_saved_while_a_build_begins_does_not_pass_for_built(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = build.load_config

    def saved(*given):
        journal(built, {ENTRY: "Three.\n"})
        return real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(build, "load_config", saved)
        assert run("build", *LATER) == 0
    journal(built, {ENTRY: "Two.\n"})
    capsys.readouterr()
    assert run("build", *LATER) == 0
    assert "nothing changed" not in capsys.readouterr().out
    assert "Two." in (built / "output/journal/2026-05-01/index.html").read_text()


def test_old_times_and_future_times_of_files_mean_nothing(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", *LATER)
    for when in (0, 4_000_000_000):
        journal(built, {ENTRY: f"At {when}.\n"})
        for path in built.rglob("*"):
            os.utime(path, (when, when))
        capsys.readouterr()
        assert run("build", *LATER) == 0
        assert "nothing changed" not in capsys.readouterr().out
        assert run("build", *LATER) == 0
        assert "nothing changed" in capsys.readouterr().out


def test_what_a_killed_build_left_goes_even_if_nothing_changed(built: Path) -> None:
    run("build", *LATER)
    (built / ".output.staged-12345").mkdir()
    assert run("build", *LATER) == 0
    assert sorted(path.name for path in built.iterdir()) == [".cache", "output", "site_src"]


def test_an_interrupted_init_is_finished_by_the_next(
    inside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, left = atomic._fill, [3]

    def full(path: Path, data: bytes, mode: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real(path, data, mode)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_fill", full)
        assert run("init") == 1
    assert "No space left on device" in capsys.readouterr().err
    assert run("init") == 0
    assert run("init", "whole") == 0
    whole = tree(inside / "whole").keys()
    shutil.rmtree(inside / "whole")
    assert tree(inside).keys() == whole
    assert all((inside / name).stat().st_size for name in whole)
