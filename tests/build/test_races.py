"""Files that change or vanish while a build is at work."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journals import FILES, problems_of, remembering, stamps, track, tree
from milepost import build as pipeline
from milepost import gather
from milepost.errors import BuildError, MilepostError

GPX, TEXT = "journal/2026-05-01.gpx", "journal/2026-05-01.md"
PHOTO, STATIC = "journal/2026-05-02-shore/grass.jpg", "static/humans.txt"
Spoil = Callable[[Path], object]


def vanish(path: Path) -> None:
    path.unlink()


def change(path: Path) -> None:
    path.write_bytes(track(1, mps=7.0) if path.suffix == ".gpx" else b"Other words.\n")


def just_before(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, do: Callable[[], object]
) -> None:
    """Do something once, right before a function of a module is called."""
    real = getattr(module, name)

    def called(*given, **how):
        monkeypatch.setattr(module, name, real)
        do()
        return real(*given, **how)

    monkeypatch.setattr(module, name, called)


@pytest.mark.parametrize(
    ("name", "module", "step", "spoil"),
    [
        (TEXT, gather, "strange_folders", vanish),
        (GPX, gather, "strange_folders", vanish),
        (PHOTO, gather, "strange_folders", change),
        (PHOTO, pipeline, "refuse_rivals", change),
        (STATIC, pipeline, "refuse_rivals", change),
        (STATIC, pipeline, "refuse_rivals", vanish),
    ],
)
def test_a_file_that_is_not_as_it_was_found_stops_the_build(
    finished: Path,
    name: str,
    module: object,
    step: str,
    spoil: Spoil,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.rmtree(finished / ".cache")  # what is remembered need not be read
    before, path = stamps(finished / "output"), finished / "site_src" / name
    just_before(monkeypatch, module, step, lambda: spoil(path))
    with pytest.raises(MilepostError) as caught:
        remembering(finished)
    assert name in problems_of(caught)
    assert any(word in problems_of(caught) for word in ("build again", "No such file"))
    assert stamps(finished / "output") == before


def test_what_was_read_too_late_is_not_remembered_as_what_was_found(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(finished / ".cache")
    whole, path = tree(finished / "output"), finished / "site_src" / GPX
    just_before(monkeypatch, gather, "strange_folders", lambda: change(path))
    with pytest.raises(BuildError, match="was changed while it was read; build again"):
        remembering(finished)
    path.write_bytes(FILES[GPX])  # taken back: its digest is the one of before
    remembering(finished)
    assert tree(finished / "output") == whole
